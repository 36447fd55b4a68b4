//! The terms of a pledge as its owner and its officer read them.

use serde_json::{Value, json};

use super::{Pledged, day, first_note, pick, pledge_target, usd, when};
use crate::domain::chain::Chain;
use crate::domain::money::Money;
use crate::i18n::date::format_date;
use crate::i18n::language::Language;
use crate::i18n::number::format_money_exact;
use crate::i18n::words::money_in_words;
use crate::store::StoreError;
use crate::store::pledges::{self, ContributorRow, PledgeRow};
use crate::store::reference::{self, Code};
use crate::web::guards::Visit;

/// The terms of a pledge with its history, as its owner and its officer read them; `chain`: its own, once it is public.
///
/// # Errors
/// [`StoreError`].
pub async fn pledge_terms(visit: &Visit<'_>, row: &PledgeRow, chain: Option<&Chain>) -> Result<Value, StoreError> {
    let language = visit.language;
    let tranches = pledges::tranches(visit.app.db.primary(), row).await?;
    let contributors = pledges::contributors(visit.app.db.primary(), row.key()).await?;
    let finance_types = reference::list(visit.app.db.primary(), "FinanceType").await?;
    let changes = pledges::changes(visit.app.db.primary(), row.key()).await?;
    let pledged = Pledged::of(row, chain)?;
    let amount = pledged.now.money;
    Ok(json!({
        "state": {"text": visit.say(&format!("pledge-state-{}", row.state)), "kind": row.state},
        "organisation": pick(language, &row.organisation_name_es, &row.organisation_name_en),
        "on_behalf": row.on_behalf,
        "target": pledge_target(visit, row),
        "kind": visit.say(&format!("pledge-kind-{}", row.kind)),
        "finance_type": finance_type(language, &finance_types, &row.finance_type),
        "amount": format_money_exact(amount, language),
        "words": money_in_words(amount, language),
        "first": pledged.note(language, format_money_exact),
        "usd": pledged.now.usd_minor.map(|minor| usd(minor, language)),
        "joint": joint(visit, pledged, &contributors),
        "channel": row.channel_name_es.as_deref().zip(row.channel_name_en.as_deref())
            .map(|(es, en)| pick(language, es, en)),
        "pledged_on": format_date(row.pledged_on, language),
        "valid_until_on": day(row.valid_until_on, language),
        "embargo_until_on": day(row.embargo_until_on, language),
        "conditions": row.conditions,
        "authorised_by": row.authorised_by,
        "note": row.note,
        "tranches": tranches.iter().map(|tranche| json!({
            "due_on": format_date(tranche.due_on, language),
            "amount": format_money_exact(tranche.amount, language),
        })).collect::<Vec<_>>(),
        "changes": changes.iter().map(|change| json!({
            "when": when(&change.created_at, language),
            "text": visit.say(&format!("pledge-state-{}", change.to_state)),
            "state": change.to_state,
            "reason": change.reason.clone().unwrap_or_else(|| visit.say("text-redacted")),
        })).collect::<Vec<_>>(),
    }))
}

/// Who gives together with the lead, each with its part of what the pledge is now, and what is left for the lead;
/// nothing where it gives alone.
#[must_use]
pub fn joint(visit: &Visit<'_>, pledged: Pledged, contributors: &[ContributorRow]) -> Value {
    if contributors.is_empty() {
        return Value::Null;
    }
    let language = visit.language;
    let others: Vec<Option<i64>> = contributors.iter().map(|one| one.amount_minor).collect();
    let (first, now) = (pledged.at_first().parts(&others), pledged.parts(&others));
    // The lead's part stands first. Where one is unknown, none is known of what the pledge is now.
    let share = |at: usize, stated: Option<i64>| {
        let stated = stated.map(|minor| Money::new(minor, pledged.first.currency()));
        let part = |parts: &Option<Vec<Money>>| parts.as_ref().and_then(|parts| parts.get(at).copied());
        let first = part(&first).or(stated)?;
        let now = part(&now).unwrap_or(first);
        let shown = format_money_exact(now, language);
        Some(if now == first {
            shown
        } else {
            format!("{shown} {}", first_note(first, language, format_money_exact))
        })
    };
    let unknown = || visit.say("receipt-share-unknown");
    let rows = contributors.iter().enumerate().map(|(at, one)| {
        json!({
            "name": pick(language, &one.name_es, &one.name_en),
            "href": visit.link(&format!("partners/{}", one.slug)),
            "share": share(at + 1, one.amount_minor).unwrap_or_else(unknown),
        })
    });
    json!({"others": rows.collect::<Vec<_>>(), "lead": share(0, None).unwrap_or_else(unknown)})
}

/// The name of a finance type with its IATI code.
#[must_use]
pub fn finance_type(language: Language, known: &[Code], code: &str) -> String {
    known.iter().find(|row| row.code == code).map_or_else(
        || code.to_owned(),
        |row| format!("{} ({code})", pick(language, &row.name_es, &row.name_en)),
    )
}
