//! The rows of the demonstration files.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct RateRow {
    pub currency: String,
    pub kind: String,
    pub from_day: i64,
    pub to_day: i64,
    pub units_per_usd: String,
}

#[derive(Deserialize)]
pub(super) struct ProjectRow {
    pub code: String,
    pub title_es: String,
    pub title_en: String,
    pub description_es: String,
    pub description_en: String,
    pub pillar: String,
    pub country: String,
    pub currency: String,
    pub budget_day: i64,
    pub accountable: String,
    pub implementing: String,
    pub contact_office: String,
    pub start_day: i64,
    pub end_day: i64,
    pub actual_start_day: Option<i64>,
    pub actual_end_day: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct PlaceRow {
    pub code: String,
    pub place_code: String,
    pub share: String,
    pub territorial_status: String,
    pub territorial_basis: String,
}

#[derive(Deserialize)]
pub(super) struct SectorRow {
    pub code: String,
    pub sector: String,
    pub share: String,
}

#[derive(Deserialize)]
pub(super) struct LineRow {
    pub code: String,
    pub name_es: String,
    pub name_en: String,
    pub amount: String,
}

#[derive(Deserialize)]
pub(super) struct StatusRow {
    pub code: String,
    pub to: String,
    pub day: i64,
    pub reason: String,
    /// File of the document that proves it.
    pub document: String,
}

#[derive(Deserialize)]
pub(super) struct PledgeRow {
    pub number: i64,
    pub project: String,
    pub place: String,
    pub pillar: String,
    pub organisation: String,
    pub kind: String,
    pub finance_type: String,
    pub amount: String,
    pub currency: String,
    pub pledged_day: i64,
    pub valid_until_day: Option<i64>,
    pub state: String,
    pub conditions: String,
    pub authorised_by: String,
    pub note: String,
    pub entered_by_officer: bool,
    pub embargo_day: Option<i64>,
    pub reason: String,
    /// `slug=amount;slug=` for the others of a joint pledge; no amount is an unknown share.
    pub joint: String,
    /// Who passes the money on.
    pub channel: String,
}

#[derive(Deserialize)]
pub(super) struct MoneyRow {
    pub day: i64,
    pub action: String,
    /// What the table calls the commitment or payment that is made.
    pub name: String,
    /// Number of the pledge, code of the project, or name of the commitment or payment.
    pub on: String,
    pub amount: String,
    pub currency: String,
    /// Organisation of a direct commitment or an expenditure; project of an earmarking.
    pub receiver: String,
    /// Why less arrived, whose condition it is, for what a promise waits; of what is accepted, the number of the line; of
    /// what an officer verifies first, what became of it: empty is verified.
    pub cause: String,
    pub reason: String,
}

/// A planned payment of a commitment.
#[derive(Deserialize)]
pub(super) struct CommitmentTrancheRow {
    pub commitment: String,
    pub due_day: i64,
    pub amount: String,
}

#[derive(Deserialize)]
pub(super) struct TrancheRow {
    pub number: i64,
    pub due_day: i64,
    pub amount: String,
}
