//! A proposal as desk and office show it, and its document, which nobody else may read.

use rocket::http::ContentType;
use schemars::JsonSchema;
use serde::Serialize;

use super::marks::{Link, Tag};
use super::targets::target_text;
use super::terms::{TrancheView, tranche};
use super::texts::{pick, when};
use crate::domain::proposal::{REQUIREMENT_TIMES_MAX, Unusual};
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::{format_difference, format_money, format_money_exact};
use crate::i18n::words::money_in_words;
use crate::store::pledges::PledgeRow;
use crate::store::proposals::{self, ProposalRow};
use crate::store::{StoreError, reference};
use crate::web::answers::Download;
use crate::web::errors::WebError;
use crate::web::guards::Visit;

/// What the lists call a proposal: a revision by its pledge, everything else by its own reference.
pub fn name(row: &ProposalRow) -> &str {
    row.pledge_reference.as_deref().unwrap_or(&row.reference)
}

/// A proposal in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProposalRowView {
    pub reference: String,
    pub href: String,
    pub kind: String,
    pub organisation: String,
    pub target: Link,
    pub amount: String,
    pub submitted: String,
    pub state: Tag,
    pub on_behalf: bool,
    /// Whoever reads it may not answer it.
    pub own: bool,
}

/// A row of a list; `area`: `desk` or `office`.
pub fn row_view(visit: &Visit<'_>, row: &ProposalRow, area: &str) -> Result<ProposalRowView, StoreError> {
    let language = visit.language;
    Ok(ProposalRowView {
        reference: name(row).to_owned(),
        href: visit.link(&format!("{area}/proposals/{}", row.reference)),
        kind: visit.say(&format!("proposal-kind-{}", row.kind)),
        organisation: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
        target: target(visit, row),
        amount: format_money(row.amount(), language),
        submitted: when(&row.submitted_at, language),
        state: state(visit, row),
        on_behalf: row.on_behalf,
        own: false,
    })
}

fn state(visit: &Visit<'_>, row: &ProposalRow) -> Tag {
    Tag::new(visit.say(&format!("proposal-state-{}", row.state)), row.state.code())
}

/// That an increase of a pledge waits.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PendingProposal {
    pub text: String,
    pub link: String,
    pub href: String,
}

/// The increase of a pledge that waits, for a notice on its page.
pub async fn of_pledge(visit: &Visit<'_>, row: &PledgeRow, area: &str) -> Result<Option<PendingProposal>, WebError> {
    let Some(pending) = proposals::open_of_pledge(visit.app.db.primary(), row.key()).await? else {
        return Ok(None);
    };
    let args = [("amount", format_money_exact(pending.amount(), visit.language).into())];
    Ok(Some(PendingProposal {
        text: text(visit.language, &format!("proposal-pending-{}", pending.state), &args),
        href: visit.link(&format!("{area}/proposals/{}", pending.reference)),
        link: pending.reference,
    }))
}

fn target(visit: &Visit<'_>, row: &ProposalRow) -> Link {
    let titles = [&row.project_title_es, &row.project_title_en];
    let text = target_text(visit, titles, row.place_name.as_deref(), row.pillar);
    let href = match (&row.project_code, &row.place_code, &row.pillar) {
        (Some(code), _, _) => format!("projects/{code}"),
        (None, Some(code), _) => format!("places/{code}"),
        (None, None, Some(pillar)) => format!("projects?pillar={pillar}"),
        (None, None, None) => "projects".to_owned(),
    };
    Link {
        href: visit.link(&href),
        text,
    }
}

/// A proposal with the day on which it was submitted, for whoever judges it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProposalView {
    pub submitted: String,
    #[serde(flatten)]
    pub terms: ProposalTerms,
}

/// Everything that a proposal says, with what happened to it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProposalTerms {
    pub reference: String,
    pub name: String,
    pub kind: String,
    pub kind_text: String,
    pub state: Tag,
    pub on_behalf: bool,
    pub amount: String,
    pub words: String,
    /// What the pledge is now, and by how much it would grow.
    pub present: Option<String>,
    pub more: Option<String>,
    pub organisation: String,
    pub receiver: Option<String>,
    pub target: Link,
    pub dated_on: String,
    pub finance_type: Option<String>,
    pub own_reference: String,
    pub note: String,
    pub document: Option<Link>,
    pub tranches: Vec<TrancheView>,
    pub changes: Vec<ProposalChange>,
}

/// What happened to a proposal.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProposalChange {
    pub when: String,
    pub text: String,
    pub reason: String,
}

/// Everything that a proposal says, with what happened to it.
pub async fn load(visit: &Visit<'_>, row: &ProposalRow) -> Result<ProposalView, WebError> {
    let (db, language) = (&visit.app.db, visit.language);
    let tranches = proposals::tranches(db.primary(), row).await?;
    let changes = proposals::changes(db.primary(), row.key()).await?;
    let codes = reference::list(db.primary(), "FinanceType").await?;
    let finance = row.finance_type.as_deref();
    let finance = finance.and_then(|own| codes.iter().find(|code| code.code == own));
    let amount = row.amount();
    let present = row.present();
    let more = present.and_then(|present| amount.checked_sub(present).ok());
    let receiver = row.receiver_name_es.as_deref().zip(row.receiver_name_en.as_deref());
    let changes = changes.iter().map(|change| ProposalChange {
        when: when(&change.created_at, language),
        text: visit.say(&format!("proposal-change-{}", change.to_state)),
        reason: change.reason.clone().unwrap_or_else(|| visit.say("text-redacted")),
    });
    Ok(ProposalView {
        submitted: when(&row.submitted_at, language),
        terms: ProposalTerms {
            reference: row.reference.clone(),
            name: name(row).to_owned(),
            kind: row.kind.code().to_owned(),
            kind_text: visit.say(&format!("proposal-kind-{}", row.kind)),
            state: state(visit, row),
            on_behalf: row.on_behalf,
            amount: format_money_exact(amount, language),
            words: money_in_words(amount, language),
            present: present.map(|present| format_money_exact(present, language)),
            more: more.map(|more| format_difference(more, language)),
            organisation: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
            receiver: receiver.map(|(es, en)| pick(language, es, en).to_owned()),
            target: target(visit, row),
            dated_on: format_date(row.dated_on, language),
            finance_type: finance
                .map(|code| format!("{} ({})", pick(language, &code.name_es, &code.name_en), code.code)),
            own_reference: row.own_reference.clone(),
            note: row.note.clone(),
            document: row.document_name.as_ref().map(|name| Link {
                text: name.clone(),
                href: visit.link(&format!("desk/proposals/{}/document", row.reference)),
            }),
            tranches: tranches.iter().map(|one| tranche(one, language)).collect(),
            changes: changes.collect(),
        },
    })
}

/// Why an officer is asked for a reason: what is unusual, and by how much.
pub fn unusual(visit: &Visit<'_>, found: Option<Unusual>) -> Option<String> {
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
pub async fn document(visit: &Visit<'_>, row: &ProposalRow) -> Result<Download, WebError> {
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
