//! Projects: reading one whole; its list, its facts, its status and its sources stand beside.

use sea_orm::FromQueryResult;
use time::Date;

use super::{BasisPoints, Result, Source, placeholders};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{AccountId, OrganisationId, PlaceId, ProjectId};
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::place::TerritorialStatus;
use crate::domain::project::facts::{BudgetLine, Facts, PlaceShare, SectorShare};
use crate::domain::project::{Provenance, Status};
use crate::domain::timestamp::Timestamp;
use crate::store::columns::Units;

mod list;
mod office;
mod source;
mod status;
mod write;

pub use list::{Listed, by_ids, list};
pub use office::{count_by_creator, count_unconverted, of_countries, unconverted};
pub use source::{
    DocumentedRow, FundingRow, NewDocumented, NewFunding, add_documented, add_funding, documented, documented_amount,
    funding,
};
pub use status::{NewStatusChange, StatusChangeRow, record_status_change, set_status, status_changes};
pub use write::{Origin, adopt, erase_text, insert, update};

/// What many new projects at once take from the single one.
pub(super) mod numbering {
    pub(in crate::store) use super::write::{NAMES, code, columns, last_number, note_number};
}

/// A project as stored.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct ProjectRow {
    pub id: ProjectId,
    pub code: String,
    pub provenance: Provenance,
    pub status: Status,
    pub suspended_from: Option<Status>,
    pub title_es: String,
    pub title_en: String,
    pub description_es: String,
    pub description_en: String,
    pub pillar: Pillar,
    pub country: Country,
    pub budget_currency: Currency,
    pub budget_on: Option<Date>,
    pub accountable_id: Option<OrganisationId>,
    pub implementing_id: Option<OrganisationId>,
    pub contact_office: String,
    pub planned_start_on: Option<Date>,
    pub planned_end_on: Option<Date>,
    pub actual_start_on: Option<Date>,
    pub actual_end_on: Option<Date>,
    pub requirement_minor: i64,
    pub requirement_usd_minor: Option<i64>,
    /// The rate at which the requirement was converted: units of its currency for one US dollar.
    pub requirement_units_per_usd: Option<Units>,
    pub gap_minor: Option<i64>,
    pub gap_usd_minor: Option<i64>,
    pub demonstration: bool,
    /// Since when the programme keeps a project that was documented before.
    pub adopted_on: Option<Date>,
    pub created_by: Option<AccountId>,
    pub changed_at: Timestamp,
    pub version: i64,
}

macro_rules! columns {
    () => {
        "project.id, project.code, project.provenance, project.status, project.suspended_from,
    project.title_es, project.title_en, project.description_es, project.description_en, project.pillar,
    project.country, project.budget_currency, project.budget_on, project.accountable_id, project.implementing_id,
    project.contact_office, project.planned_start_on, project.planned_end_on, project.actual_start_on,
    project.actual_end_on, project.requirement_minor, project.requirement_usd_minor, project.requirement_units_per_usd, project.gap_minor,
    project.gap_usd_minor, project.demonstration, project.adopted_on, project.created_by, project.changed_at, project.version"
    };
}

const COLUMNS: &str = columns!();

impl ProjectRow {
    /// The typed key.
    #[must_use]
    pub fn key(&self) -> ProjectId {
        self.id
    }

    /// Whether the public sees it: an adopted one stays in sight while it is a draft.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.status.is_public() || self.adopted_on.is_some()
    }

    /// The sum of the budget lines.
    #[must_use]
    pub fn requirement(&self) -> Money {
        Money::new(self.requirement_minor, self.budget_currency)
    }
}

/// The project with this code, drafts included: whether it may be seen is the caller's question.
///
/// # Errors
/// [`super::StoreError`].
pub async fn by_code(source: &impl Source, code: &str) -> Result<Option<ProjectRow>> {
    source
        .one(
            concat!("SELECT ", columns!(), " FROM project WHERE project.code = $1"),
            values![code],
        )
        .await
}

/// The project with this key.
///
/// # Errors
/// [`super::StoreError`].
pub async fn get(source: &impl Source, id: ProjectId) -> Result<Option<ProjectRow>> {
    source
        .one(
            concat!("SELECT ", columns!(), " FROM project WHERE project.id = $1"),
            values![id],
        )
        .await
}

#[derive(FromQueryResult)]
struct PlaceRow {
    place_id: Option<PlaceId>,
    share_basis_points: BasisPoints,
    territorial_status: TerritorialStatus,
    territorial_basis: Option<String>,
}

/// The places of a project, in the officer's order.
///
/// # Errors
/// [`super::StoreError`].
pub async fn places(source: &impl Source, id: ProjectId) -> Result<Vec<PlaceShare>> {
    let rows: Vec<PlaceRow> = source
        .all(
            "SELECT place_id, share_basis_points, territorial_status, territorial_basis FROM project_place
             WHERE project_id = $1 ORDER BY position LIMIT 100",
            values![id],
        )
        .await?;
    let share = |row: PlaceRow| PlaceShare {
        place: row.place_id,
        share_basis_points: row.share_basis_points.0,
        territorial_status: row.territorial_status,
        territorial_basis: row.territorial_basis,
    };
    Ok(rows.into_iter().map(share).collect())
}

/// A place of one of several projects, for lists.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PlaceOf {
    pub project_id: ProjectId,
    pub code: Option<String>,
    pub name: Option<String>,
}

/// The places of several projects at once.
///
/// # Errors
/// [`super::StoreError`].
pub async fn places_of(source: &impl Source, ids: &[ProjectId]) -> Result<Vec<PlaceOf>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT project_place.project_id AS project_id, place.code AS code, place.name AS name FROM project_place
         LEFT JOIN place ON place.id = project_place.place_id
         WHERE project_place.project_id IN ({}) ORDER BY project_place.project_id, project_place.position LIMIT 5000",
        placeholders(1, ids.len())
    );
    source.all(&sql, ids.iter().map(|id| id.0.into()).collect()).await
}

/// A sector of a project with its names.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SectorRow {
    pub code: String,
    pub name_es: String,
    pub name_en: String,
    pub share_basis_points: BasisPoints,
}

/// The sectors of a project, largest first.
///
/// # Errors
/// [`super::StoreError`].
pub async fn sectors(source: &impl Source, id: ProjectId) -> Result<Vec<SectorRow>> {
    source
        .all(
            "SELECT sector.code AS code, sector.name_es AS name_es, sector.name_en AS name_en,
                project_sector.share_basis_points AS share_basis_points
             FROM project_sector JOIN sector ON sector.code = project_sector.sector_code
             WHERE project_sector.project_id = $1 ORDER BY project_sector.share_basis_points DESC, sector.code LIMIT 100",
            values![id],
        )
        .await
}

#[derive(FromQueryResult)]
struct LineRow {
    name_es: String,
    name_en: String,
    amount_minor: i64,
}

/// The budget lines of a project, in order.
///
/// # Errors
/// [`super::StoreError`].
pub async fn lines(source: &impl Source, id: ProjectId) -> Result<Vec<BudgetLine>> {
    let rows: Vec<LineRow> = source
        .all(
            "SELECT name_es, name_en, amount_minor FROM budget_line WHERE project_id = $1 ORDER BY position LIMIT 100",
            values![id],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| BudgetLine {
            name_es: row.name_es,
            name_en: row.name_en,
            amount_minor: row.amount_minor,
        })
        .collect())
}

/// The facts of a project, as an officer edits them.
///
/// # Errors
/// [`super::StoreError`].
pub async fn facts(source: &impl Source, row: &ProjectRow) -> Result<Facts> {
    let id = row.key();
    let sector = |row: SectorRow| SectorShare {
        sector_code: row.code,
        share_basis_points: row.share_basis_points.0,
    };
    Ok(Facts {
        title_es: row.title_es.clone(),
        title_en: row.title_en.clone(),
        description_es: row.description_es.clone(),
        description_en: row.description_en.clone(),
        pillar: row.pillar,
        country: row.country,
        budget_currency: row.budget_currency,
        budget_on: row.budget_on,
        accountable: row.accountable_id,
        implementing: row.implementing_id,
        contact_office: row.contact_office.clone(),
        planned_start_on: row.planned_start_on,
        planned_end_on: row.planned_end_on,
        actual_start_on: row.actual_start_on,
        actual_end_on: row.actual_end_on,
        places: places(source, id).await?,
        sectors: sectors(source, id).await?.into_iter().map(sector).collect(),
        lines: lines(source, id).await?,
    })
}
