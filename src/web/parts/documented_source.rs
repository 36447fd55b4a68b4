//! What sources say of a project that was documented: where it was read, and who is said to fund it.

use schemars::JsonSchema;
use serde::Serialize;

use super::texts::pick;
use crate::domain::money::Money;
use crate::i18n::number::format_money;
use crate::store::projects::{DocumentedRow, FundingRow};
use crate::web::guards::Visit;

/// A sourced amount, which is no promise and stands in no total.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FundingView {
    pub funder: String,
    pub amount: Option<String>,
    pub role: String,
    pub date: String,
    pub date_role: String,
    pub source_url: String,
    pub source_kind: String,
    pub confidence: String,
    /// What kind of record it is, where it is more than one.
    pub record_kind: Option<String>,
    pub notes: String,
}

/// Where a project was read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceView {
    pub url: String,
    pub kind: String,
    pub status: String,
    pub implementer: String,
    pub confidence: String,
    pub record_kind: Option<String>,
    pub notes: String,
}

fn record_kind(visit: &Visit<'_>, kind: &str) -> Option<String> {
    (kind != "single").then(|| visit.say(&format!("record-kind-{kind}")))
}

/// The sourced amounts of a project.
pub fn funding(visit: &Visit<'_>, rows: &[FundingRow]) -> Vec<FundingView> {
    let language = visit.language;
    let picked = |es: &str, en: &str| pick(language, es, en).to_owned();
    let shown = rows.iter().map(|line| {
        let amount = line.amount_minor.zip(line.currency);
        FundingView {
            funder: picked(&line.funder_es, &line.funder_en),
            amount: amount.map(|(minor, currency)| format_money(Money::new(minor, currency), language)),
            role: picked(&line.role_es, &line.role_en),
            date: line.dated.clone(),
            date_role: picked(&line.date_role_es, &line.date_role_en),
            source_url: line.source_url.clone(),
            source_kind: picked(&line.source_kind_es, &line.source_kind_en),
            confidence: visit.say(&format!("confidence-{}", line.confidence)),
            record_kind: record_kind(visit, &line.record_kind),
            notes: picked(&line.notes_es, &line.notes_en),
        }
    });
    shown.collect()
}

/// Where a project was read.
pub fn source(visit: &Visit<'_>, found: &DocumentedRow) -> SourceView {
    let picked = |es: &str, en: &str| pick(visit.language, es, en).to_owned();
    SourceView {
        url: found.source_url.clone(),
        kind: picked(&found.source_kind_es, &found.source_kind_en),
        status: picked(&found.status_in_source_es, &found.status_in_source_en),
        implementer: picked(&found.implementer_es, &found.implementer_en),
        confidence: visit.say(&format!("confidence-{}", found.confidence)),
        record_kind: record_kind(visit, &found.record_kind),
        notes: picked(&found.notes_es, &found.notes_en),
    }
}
