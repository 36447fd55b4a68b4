//! A proposal as desk and office show it, and its document, which nobody else may read.

use rocket::http::ContentType;
use serde_json::{Value, json};

use super::answers::Download;
use super::errors::WebError;
use super::guards::Visit;
use super::view;
use crate::domain::pillar::Pillar;
use crate::domain::proposal::{REQUIREMENT_TIMES_MAX, Unusual};
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::{format_difference, format_money, format_money_exact};
use crate::i18n::words::money_in_words;
use crate::store::pledges::PledgeRow;
use crate::store::proposals::{self, ProposalRow};
use crate::store::{StoreError, reference};

/// What the lists call a proposal: a revision by its pledge, everything else by its own reference.
pub(super) fn name(row: &ProposalRow) -> &str {
    row.pledge_reference.as_deref().unwrap_or(&row.reference)
}

/// A row of a list; `area`: `desk` or `office`.
pub(super) fn row_view(visit: &Visit<'_>, row: &ProposalRow, area: &str) -> Result<Value, StoreError> {
    let language = visit.language;
    Ok(json!({
        "reference": name(row),
        "href": visit.link(&format!("{area}/proposals/{}", row.reference)),
        "kind": visit.say(&format!("proposal-kind-{}", row.kind)),
        "organisation": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
        "target": target(visit, row),
        "amount": format_money(row.amount(), language),
        "submitted": view::when(&row.submitted_at, language),
        "state": {"text": visit.say(&format!("proposal-state-{}", row.state)), "kind": row.state},
        "on_behalf": row.on_behalf,
    }))
}

/// The increase of a pledge that waits, for a notice on its page.
pub(super) async fn of_pledge(visit: &Visit<'_>, row: &PledgeRow, area: &str) -> Result<Value, WebError> {
    let Some(pending) = proposals::open_of_pledge(visit.app.db.primary(), row.key()).await? else {
        return Ok(Value::Null);
    };
    let args = [("amount", format_money_exact(pending.amount(), visit.language).into())];
    Ok(json!({
        "text": text(visit.language, &format!("proposal-pending-{}", pending.state), &args),
        "link": pending.reference,
        "href": visit.link(&format!("{area}/proposals/{}", pending.reference)),
    }))
}

fn target(visit: &Visit<'_>, row: &ProposalRow) -> Value {
    let titles = [&row.project_title_es, &row.project_title_en];
    let words = view::target_text(visit, titles, row.place_name.as_deref(), row.pillar.map(Pillar::code));
    let href = match (&row.project_code, &row.place_code, &row.pillar) {
        (Some(code), _, _) => format!("projects/{code}"),
        (None, Some(code), _) => format!("places/{code}"),
        (None, None, Some(pillar)) => format!("projects?pillar={pillar}"),
        (None, None, None) => "projects".to_owned(),
    };
    json!({"text": words, "href": visit.link(&href)})
}

/// Everything that a proposal says, with what happened to it.
pub(super) async fn load(visit: &Visit<'_>, row: &ProposalRow) -> Result<Value, WebError> {
    let (db, language) = (&visit.app.db, visit.language);
    let tranches = proposals::tranches(db.primary(), row).await?;
    let changes = proposals::changes(db.primary(), row.key()).await?;
    let codes = reference::list(db.primary(), "FinanceType").await?;
    let finance = row.finance_type.as_deref();
    let finance = finance.and_then(|own| codes.iter().find(|code| code.code == own));
    let amount = row.amount();
    let present = row.present();
    let more = present.and_then(|present| amount.checked_sub(present).ok());
    let picked =
        |es: Option<&str>, en: Option<&str>| es.zip(en).map(|(es, en)| view::pick(language, es, en).to_owned());
    Ok(json!({
        "reference": row.reference,
        "name": name(row),
        "kind": row.kind,
        "kind_text": visit.say(&format!("proposal-kind-{}", row.kind)),
        "state": {"text": visit.say(&format!("proposal-state-{}", row.state)), "kind": row.state},
        "on_behalf": row.on_behalf,
        "amount": format_money_exact(amount, language),
        "words": money_in_words(amount, language),
        "present": present.map(|present| format_money_exact(present, language)),
        "more": more.map(|more| format_difference(more, language)),
        "organisation": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
        "receiver": picked(row.receiver_name_es.as_deref(), row.receiver_name_en.as_deref()),
        "target": target(visit, row),
        "dated_on": format_date(row.dated_on, language),
        "finance_type": finance.map(|code| format!("{} ({})", view::pick(language, &code.name_es, &code.name_en), code.code)),
        "own_reference": row.own_reference,
        "note": row.note,
        "document": row.document_name.as_ref().map(|name| json!({
            "text": name, "href": visit.link(&format!("desk/proposals/{}/document", row.reference)),
        })),
        "tranches": tranches.iter().map(|one| json!({
            "due_on": format_date(one.due_on, language), "amount": format_money_exact(one.amount, language),
        })).collect::<Vec<_>>(),
        "changes": changes.iter().map(|change| json!({
            "when": view::when(&change.created_at, language),
            "text": visit.say(&format!("proposal-change-{}", change.to_state)),
            "reason": change.reason.clone().unwrap_or_else(|| visit.say("text-redacted")),
        })).collect::<Vec<_>>(),
        "submitted": view::when(&row.submitted_at, language),
    }))
}

/// Why an officer is asked for a reason: what is unusual, and by how much.
pub(super) fn unusual(visit: &Visit<'_>, found: Option<Unusual>) -> Option<String> {
    let language = visit.language;
    let money = |money| format_money_exact(money, language);
    Some(match found? {
        Unusual::AboveGap { valuation, gap, above } => text(
            language,
            "unusual-above-gap",
            &[
                ("valuation", money(valuation).into()),
                ("gap", money(gap).into()),
                ("above", money(above).into()),
            ],
        ),
        Unusual::AboveRequirement {
            valuation,
            requirement,
            times,
        } => text(
            language,
            "unusual-above-requirement",
            &[
                ("valuation", money(valuation).into()),
                ("requirement", money(requirement).into()),
                ("times", times.into()),
                ("most", REQUIREMENT_TIMES_MAX.into()),
            ],
        ),
        Unusual::NotComparable { currency, budget } => text(
            language,
            "unusual-not-comparable",
            &[("currency", currency.code().into()), ("budget", budget.code().into())],
        ),
    })
}

/// The document of a proposal, as a download that nobody keeps.
pub(super) async fn document(visit: &Visit<'_>, row: &ProposalRow) -> Result<Download, WebError> {
    let stored = row.document_name.as_deref().zip(row.document_sha256.as_deref());
    let (name, digest) = stored.ok_or(WebError::NotFound)?;
    let body = visit.app.files.get(digest).await?.ok_or(WebError::NotFound)?;
    let kind = std::path::Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str());
    let kind = kind
        .and_then(ContentType::from_extension)
        .unwrap_or(ContentType::Binary);
    Ok(Download::new(name, body, kind, "no-store"))
}
