//! What is known of a documented project: where it was read, and who is said to fund it. Never in the ledger.

use sea_orm::FromQueryResult;

use crate::domain::currency::Currency;
use crate::domain::ids::{OrganisationId, ProjectId};
use crate::domain::money::Money;
use crate::store::{Result, Source, Tx};

/// Where a documented project was read.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DocumentedRow {
    pub source_id: String,
    pub record_kind: String,
    pub status_in_source_es: String,
    pub status_in_source_en: String,
    pub implementer_es: String,
    pub implementer_en: String,
    pub source_url: String,
    pub source_kind_es: String,
    pub source_kind_en: String,
    pub confidence: String,
    pub notes_es: String,
    pub notes_en: String,
}

/// The record of a documented project on its way in: the same facts.
pub type NewDocumented = DocumentedRow;

/// A sourced amount of a documented project.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct FundingRow {
    pub source_id: String,
    pub funder_es: String,
    pub funder_en: String,
    pub funder_class: String,
    pub amount_minor: Option<i64>,
    pub currency: Option<Currency>,
    pub role_es: String,
    pub role_en: String,
    /// As the source states it: a year, a month or a day.
    pub dated: String,
    pub date_role_es: String,
    pub date_role_en: String,
    pub source_url: String,
    pub source_kind_es: String,
    pub source_kind_en: String,
    pub confidence: String,
    pub record_kind: String,
    pub notes_es: String,
    pub notes_en: String,
    /// Slug of the funder, where the registry knows it.
    pub organisation: Option<String>,
}

/// A sourced amount on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFunding {
    pub organisation: Option<OrganisationId>,
    pub amount: Option<Money>,
    /// Everything else; its amount, currency and organisation are ignored.
    pub row: FundingRow,
}

/// Keeps where a documented project was read.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn add_documented(tx: &Tx, project: ProjectId, row: &NewDocumented) -> Result<()> {
    tx.run(
        "INSERT INTO documented_project (project_id, source_id, record_kind, status_in_source_es, status_in_source_en,
            implementer_es, implementer_en, source_url, source_kind_es, source_kind_en, confidence, notes_es, notes_en)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        values![
            project,
            row.source_id.as_str(),
            row.record_kind.as_str(),
            row.status_in_source_es.as_str(),
            row.status_in_source_en.as_str(),
            row.implementer_es.as_str(),
            row.implementer_en.as_str(),
            row.source_url.as_str(),
            row.source_kind_es.as_str(),
            row.source_kind_en.as_str(),
            row.confidence.as_str(),
            row.notes_es.as_str(),
            row.notes_en.as_str()
        ],
    )
    .await?;
    Ok(())
}

/// Keeps a sourced amount unless it is known; says whether it was new.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn add_funding(tx: &Tx, project: ProjectId, new: &NewFunding) -> Result<bool> {
    let row = &new.row;
    let added = tx
        .run(
            "INSERT INTO documented_funding (project_id, source_id, funder_es, funder_en, organisation_id, funder_class,
                amount_minor, currency, role_es, role_en, dated, date_role_es, date_role_en, source_url, source_kind_es,
                source_kind_en, confidence, record_kind, notes_es, notes_en)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
             ON CONFLICT (source_id) DO NOTHING",
            values![
                project,
                row.source_id.as_str(),
                row.funder_es.as_str(),
                row.funder_en.as_str(),
                new.organisation,
                row.funder_class.as_str(),
                new.amount.map(|money| money.minor()),
                new.amount.map(|money| money.currency().code()),
                row.role_es.as_str(),
                row.role_en.as_str(),
                row.dated.as_str(),
                row.date_role_es.as_str(),
                row.date_role_en.as_str(),
                row.source_url.as_str(),
                row.source_kind_es.as_str(),
                row.source_kind_en.as_str(),
                row.confidence.as_str(),
                row.record_kind.as_str(),
                row.notes_es.as_str(),
                row.notes_en.as_str()
            ],
        )
        .await?;
    if added > 0 && new.organisation.is_some() {
        tx.note_changed(project);
    }
    Ok(added > 0)
}

/// Where a documented project was read.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn documented(source: &impl Source, project: ProjectId) -> Result<Option<DocumentedRow>> {
    source
        .one(
            "SELECT source_id, record_kind, status_in_source_es, status_in_source_en, implementer_es, implementer_en,
                source_url, source_kind_es, source_kind_en, confidence, notes_es, notes_en
             FROM documented_project WHERE project_id = $1",
            values![project],
        )
        .await
}

/// The sourced amounts of a documented project.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn funding(source: &impl Source, project: ProjectId) -> Result<Vec<FundingRow>> {
    source
        .all(
            &format!("{FUNDING} WHERE line.project_id = $1 ORDER BY line.source_id LIMIT 50"),
            values![project],
        )
        .await
}

const FUNDING: &str = "SELECT line.source_id, line.funder_es, line.funder_en, line.funder_class, line.amount_minor,
    line.currency, line.role_es, line.role_en, line.dated, line.date_role_es, line.date_role_en, line.source_url,
    line.source_kind_es, line.source_kind_en, line.confidence, line.record_kind, line.notes_es, line.notes_en,
    organisation.slug AS organisation
    FROM documented_funding AS line LEFT JOIN organisation ON organisation.id = line.organisation_id";

/// One sourced amount of a project, by its name in the source list.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn documented_amount(
    source: &impl Source,
    project: ProjectId,
    source_id: &str,
) -> Result<Option<FundingRow>> {
    let sql = format!("{FUNDING} WHERE line.project_id = $1 AND line.source_id = $2");
    source.one(&sql, values![project, source_id]).await
}
