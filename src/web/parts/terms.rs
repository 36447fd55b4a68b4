//! The terms of a pledge as its owner and its officer read them.

use schemars::JsonSchema;
use serde::Serialize;

use super::marks::{Link, Tag};
use super::pledged::{Pledged, first_note};
use super::targets::pledge_target;
use super::texts::{day, pick, usd, when};
use crate::domain::chain::Chain;
use crate::domain::money::Money;
use crate::domain::pledge::{PledgeState, Tranche};
use crate::i18n::date::format_date;
use crate::i18n::language::Language;
use crate::i18n::number::format_money_exact;
use crate::i18n::words::money_in_words;
use crate::store::StoreError;
use crate::store::pledges::{self, ContributorRow, PledgeRow};
use crate::store::reference::{self, Code};
use crate::web::guards::Visit;

/// The terms of a pledge with its history.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TermsView {
    pub state: Tag,
    pub organisation: String,
    pub on_behalf: bool,
    pub target: Link,
    pub amount: String,
    pub words: String,
    pub first: Option<String>,
    /// What it is now in US dollars, for the page that shows it.
    #[serde(skip)]
    pub usd: Option<String>,
    #[serde(flatten)]
    pub particulars: Particulars,
    pub tranches: Vec<TrancheView>,
    pub changes: Vec<ChangeView>,
}

/// What a pledge says besides whose it is, what for and how much.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Particulars {
    pub kind: String,
    pub finance_type: String,
    pub joint: Option<JointView>,
    pub channel: Option<String>,
    pub pledged_on: String,
    pub valid_until_on: Option<String>,
    pub embargo_until_on: Option<String>,
    pub conditions: String,
    pub authorised_by: String,
    pub note: String,
}

/// A planned payment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TrancheView {
    pub due_on: String,
    pub amount: String,
}

/// A planned payment.
#[must_use]
pub fn tranche(tranche: &Tranche, language: Language) -> TrancheView {
    TrancheView {
        due_on: format_date(tranche.due_on, language),
        amount: format_money_exact(tranche.amount, language),
    }
}

/// What happened to a pledge.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChangeView {
    pub when: String,
    pub text: String,
    /// The state that it has since.
    #[serde(skip)]
    pub state: PledgeState,
    pub reason: String,
}

/// The terms of a pledge with its history, as its owner and its officer read them; `chain`: its own, once it is public.
///
/// # Errors
/// [`StoreError`].
pub async fn pledge_terms(visit: &Visit<'_>, row: &PledgeRow, chain: Option<&Chain>) -> Result<TermsView, StoreError> {
    let language = visit.language;
    let tranches = pledges::tranches(visit.app.db.primary(), row).await?;
    let contributors = pledges::contributors(visit.app.db.primary(), row.key()).await?;
    let finance_types = reference::list(visit.app.db.primary(), "FinanceType").await?;
    let changes = pledges::changes(visit.app.db.primary(), row.key()).await?;
    let pledged = Pledged::of(row, chain)?;
    let amount = pledged.now.money;
    let changes = changes.iter().map(|change| ChangeView {
        when: when(&change.created_at, language),
        text: visit.say(&format!("pledge-state-{}", change.to_state)),
        state: change.to_state,
        reason: change.reason.clone().unwrap_or_else(|| visit.say("text-redacted")),
    });
    Ok(TermsView {
        state: Tag::new(visit.say(&format!("pledge-state-{}", row.state)), row.state.code()),
        organisation: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
        on_behalf: row.on_behalf,
        target: pledge_target(visit, row).into(),
        amount: format_money_exact(amount, language),
        words: money_in_words(amount, language),
        first: pledged.note(language, format_money_exact),
        usd: pledged.now.usd_minor.map(|minor| usd(minor, language)),
        particulars: Particulars {
            kind: visit.say(&format!("pledge-kind-{}", row.kind)),
            finance_type: finance_type(language, &finance_types, &row.finance_type),
            joint: joint(visit, pledged, &contributors),
            channel: channel(language, row),
            pledged_on: format_date(row.pledged_on, language),
            valid_until_on: day(row.valid_until_on, language),
            embargo_until_on: day(row.embargo_until_on, language),
            conditions: row.conditions.clone(),
            authorised_by: row.authorised_by.clone(),
            note: row.note.clone(),
        },
        tranches: tranches.iter().map(|one| tranche(one, language)).collect(),
        changes: changes.collect(),
    })
}

/// Through whom the money goes.
#[must_use]
pub fn channel(language: Language, row: &PledgeRow) -> Option<String> {
    let names = row.channel_name_es.as_deref().zip(row.channel_name_en.as_deref());
    names.map(|(es, en)| pick(language, es, en).to_owned())
}

/// Those who give together.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct JointView {
    pub others: Vec<ContributorView>,
    /// The part of the lead.
    pub lead: String,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ContributorView {
    pub name: String,
    pub href: String,
    pub share: String,
}

/// Who gives together with the lead, each with its part of what the pledge is now, and what is left for the lead;
/// nothing where it gives alone.
#[must_use]
pub fn joint(visit: &Visit<'_>, pledged: Pledged, contributors: &[ContributorRow]) -> Option<JointView> {
    if contributors.is_empty() {
        return None;
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
    let others = contributors.iter().enumerate().map(|(at, one)| ContributorView {
        name: pick(language, &one.name_es, &one.name_en).to_owned(),
        href: visit.link(&format!("partners/{}", one.slug)),
        share: share(at + 1, one.amount_minor).unwrap_or_else(unknown),
    });
    Some(JointView {
        others: others.collect(),
        lead: share(0, None).unwrap_or_else(unknown),
    })
}

/// The name of a finance type with its IATI code.
#[must_use]
pub fn finance_type(language: Language, known: &[Code], code: &str) -> String {
    known.iter().find(|row| row.code == code).map_or_else(
        || code.to_owned(),
        |row| format!("{} ({code})", pick(language, &row.name_es, &row.name_en)),
    )
}
