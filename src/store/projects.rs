//! Projects: reading one whole; its list, its facts, its status and its sources stand beside.

use sea_orm::FromQueryResult;
use time::Date;

use super::{Result, Source, StoreError, placeholders};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{OrganisationId, PlaceId, ProjectId};
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::place::TerritorialStatus;
use crate::domain::project::{Provenance, Status};

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
    pub id: i64,
    pub code: String,
    pub provenance: String,
    pub status: String,
    pub suspended_from: Option<String>,
    pub title_es: String,
    pub title_en: String,
    pub description_es: String,
    pub description_en: String,
    pub pillar: String,
    pub country: String,
    pub budget_currency: String,
    pub budget_on: Option<Date>,
    pub accountable_id: Option<i64>,
    pub implementing_id: Option<i64>,
    pub contact_office: String,
    pub planned_start_on: Option<Date>,
    pub planned_end_on: Option<Date>,
    pub actual_start_on: Option<Date>,
    pub actual_end_on: Option<Date>,
    pub requirement_minor: i64,
    pub requirement_usd_minor: Option<i64>,
    /// The rate at which the requirement was converted: units of its currency for one US dollar.
    pub requirement_units_per_usd: Option<String>,
    pub gap_minor: Option<i64>,
    pub gap_usd_minor: Option<i64>,
    pub demonstration: bool,
    /// Since when the programme keeps a project that was documented before.
    pub adopted_on: Option<Date>,
    pub created_by: Option<i64>,
    pub changed_at: String,
    pub version: i64,
}

const COLUMNS: &str = "project.id, project.code, project.provenance, project.status, project.suspended_from,
    project.title_es, project.title_en, project.description_es, project.description_en, project.pillar,
    project.country, project.budget_currency, project.budget_on, project.accountable_id, project.implementing_id,
    project.contact_office, project.planned_start_on, project.planned_end_on, project.actual_start_on,
    project.actual_end_on, project.requirement_minor, project.requirement_usd_minor, project.requirement_units_per_usd, project.gap_minor,
    project.gap_usd_minor, project.demonstration, project.adopted_on, project.created_by, project.changed_at, project.version";

impl ProjectRow {
    /// The typed key.
    #[must_use]
    pub fn key(&self) -> ProjectId {
        ProjectId(self.id)
    }

    /// The typed status.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn status(&self) -> Result<Status> {
        Status::parse(&self.status).ok_or(StoreError::Corrupt("project.status"))
    }

    /// Whether the public sees it: an adopted one stays in sight while it is a draft.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn is_public(&self) -> Result<bool> {
        Ok(self.status()?.is_public() || self.adopted_on.is_some())
    }

    /// The typed provenance.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn provenance(&self) -> Result<Provenance> {
        Provenance::parse(&self.provenance).ok_or(StoreError::Corrupt("project.provenance"))
    }

    /// The typed country.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn country(&self) -> Result<Country> {
        Country::parse(&self.country).ok_or(StoreError::Corrupt("project.country"))
    }

    /// The typed pillar.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn pillar(&self) -> Result<Pillar> {
        Pillar::parse(&self.pillar).ok_or(StoreError::Corrupt("project.pillar"))
    }

    /// The budget currency.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn currency(&self) -> Result<Currency> {
        Currency::parse(&self.budget_currency).map_err(|_| StoreError::Corrupt("project.budget_currency"))
    }

    /// The sum of the budget lines.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn requirement(&self) -> Result<Money> {
        Ok(Money::new(self.requirement_minor, self.currency()?))
    }

    /// Where a suspended project came from.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn suspended_from(&self) -> Result<Option<Status>> {
        self.suspended_from
            .as_deref()
            .map(|code| Status::parse(code).ok_or(StoreError::Corrupt("project.suspended_from")))
            .transpose()
    }
}

/// A place of a project with its share. `place` is `None` outside the area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceShare {
    pub place: Option<PlaceId>,
    /// 0 when the money is not split by place.
    pub share_basis_points: u32,
    pub territorial_status: TerritorialStatus,
    pub territorial_basis: Option<String>,
}

/// A sector of a project with its share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorShare {
    pub sector_code: String,
    pub share_basis_points: u32,
}

/// One line of the budget, in the budget currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLine {
    pub name_es: String,
    pub name_en: String,
    pub amount_minor: i64,
}

/// The facts of a project that an officer keeps.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub title_es: String,
    pub title_en: String,
    pub description_es: String,
    pub description_en: String,
    pub pillar: Pillar,
    pub country: Country,
    pub budget_currency: Currency,
    pub budget_on: Option<Date>,
    pub accountable: Option<OrganisationId>,
    pub implementing: Option<OrganisationId>,
    pub contact_office: String,
    pub planned_start_on: Option<Date>,
    pub planned_end_on: Option<Date>,
    pub actual_start_on: Option<Date>,
    pub actual_end_on: Option<Date>,
    pub places: Vec<PlaceShare>,
    pub sectors: Vec<SectorShare>,
    pub lines: Vec<BudgetLine>,
}

impl Facts {
    /// The sum of the budget lines, or `None` when it does not fit.
    #[must_use]
    pub fn requirement_minor(&self) -> Option<i64> {
        self.lines
            .iter()
            .try_fold(0_i64, |sum, line| sum.checked_add(line.amount_minor))
    }

    /// Whether the costs are the same: currency, day and lines.
    #[must_use]
    pub fn has_budget_of(&self, other: &Self) -> bool {
        (self.budget_currency, self.budget_on, &self.lines) == (other.budget_currency, other.budget_on, &other.lines)
    }
}

/// The project with this code, drafts included: whether it may be seen is the caller's question.
///
/// # Errors
/// [`StoreError`].
pub async fn by_code(source: &impl Source, code: &str) -> Result<Option<ProjectRow>> {
    source
        .one(
            &format!("SELECT {COLUMNS} FROM project WHERE project.code = $1"),
            values![code],
        )
        .await
}

/// The project with this key.
///
/// # Errors
/// [`StoreError`].
pub async fn get(source: &impl Source, id: ProjectId) -> Result<Option<ProjectRow>> {
    source
        .one(
            &format!("SELECT {COLUMNS} FROM project WHERE project.id = $1"),
            values![id.0],
        )
        .await
}

#[derive(FromQueryResult)]
struct PlaceRow {
    place_id: Option<i64>,
    share_basis_points: i64,
    territorial_status: String,
    territorial_basis: Option<String>,
}

/// The places of a project, in the officer's order.
///
/// # Errors
/// [`StoreError`].
pub async fn places(source: &impl Source, id: ProjectId) -> Result<Vec<PlaceShare>> {
    let rows: Vec<PlaceRow> = source
        .all(
            "SELECT place_id, share_basis_points, territorial_status, territorial_basis FROM project_place
             WHERE project_id = $1 ORDER BY position LIMIT 100",
            values![id.0],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(PlaceShare {
                place: row.place_id.map(PlaceId),
                share_basis_points: share(row.share_basis_points)?,
                territorial_status: TerritorialStatus::parse(&row.territorial_status)
                    .ok_or(StoreError::Corrupt("project_place.territorial_status"))?,
                territorial_basis: row.territorial_basis,
            })
        })
        .collect()
}

fn share(value: i64) -> Result<u32> {
    u32::try_from(value).map_err(|_| StoreError::Corrupt("share_basis_points"))
}

/// A place of one of several projects, for lists.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PlaceOf {
    pub project_id: i64,
    pub code: Option<String>,
    pub name: Option<String>,
}

/// The places of several projects at once.
///
/// # Errors
/// [`StoreError`].
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
    pub share_basis_points: i64,
}

/// The sectors of a project, largest first.
///
/// # Errors
/// [`StoreError`].
pub async fn sectors(source: &impl Source, id: ProjectId) -> Result<Vec<SectorRow>> {
    source
        .all(
            "SELECT sector.code AS code, sector.name_es AS name_es, sector.name_en AS name_en,
                project_sector.share_basis_points AS share_basis_points
             FROM project_sector JOIN sector ON sector.code = project_sector.sector_code
             WHERE project_sector.project_id = $1 ORDER BY project_sector.share_basis_points DESC, sector.code LIMIT 100",
            values![id.0],
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
/// [`StoreError`].
pub async fn lines(source: &impl Source, id: ProjectId) -> Result<Vec<BudgetLine>> {
    let rows: Vec<LineRow> = source
        .all(
            "SELECT name_es, name_en, amount_minor FROM budget_line WHERE project_id = $1 ORDER BY position LIMIT 100",
            values![id.0],
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
/// [`StoreError`].
pub async fn facts(source: &impl Source, row: &ProjectRow) -> Result<Facts> {
    let id = row.key();
    let sectors = sectors(source, id)
        .await?
        .into_iter()
        .map(|sector| {
            Ok(SectorShare {
                sector_code: sector.code,
                share_basis_points: share(sector.share_basis_points)?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Facts {
        title_es: row.title_es.clone(),
        title_en: row.title_en.clone(),
        description_es: row.description_es.clone(),
        description_en: row.description_en.clone(),
        pillar: row.pillar()?,
        country: row.country()?,
        budget_currency: row.currency()?,
        budget_on: row.budget_on,
        accountable: row.accountable_id.map(OrganisationId),
        implementing: row.implementing_id.map(OrganisationId),
        contact_office: row.contact_office.clone(),
        planned_start_on: row.planned_start_on,
        planned_end_on: row.planned_end_on,
        actual_start_on: row.actual_start_on,
        actual_end_on: row.actual_end_on,
        places: places(source, id).await?,
        sectors,
        lines: lines(source, id).await?,
    })
}
