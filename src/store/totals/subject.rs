//! What is counted together, as stored: a registered project with its parts, or a pledge that is for no project.

use sea_orm::FromQueryResult;
use time::Date;

use super::super::{Result, Source, StoreError, covers, ledger, pledges};
use super::rates_for;
use crate::domain::counting::{Booked, CountingError, ProjectFigures, Subject};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{PlaceId, ProjectId};
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::place::{Gazetteer, Place, PlaceKind, TerritorialStatus};
use crate::domain::pledge::{PledgeKind, Target};
use crate::domain::project::{Provenance, Status};
use crate::domain::rate;

/// A subject with the places above its own, and what its project row says of it.
#[derive(Debug)]
pub(in crate::store) struct Counted {
    pub subject: Subject,
    /// As much of the gazetteer as its counting needs.
    pub gazetteer: Gazetteer,
    pub stored: Option<Stored>,
}

/// The derived columns of a project as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Stored {
    pub requirement_minor: i64,
    pub requirement_usd_minor: Option<i64>,
    pub gap_minor: Option<i64>,
    pub gap_usd_minor: Option<i64>,
    pub requirement_units_per_usd: Option<String>,
}

impl Stored {
    /// The same columns as they must be.
    pub(in crate::store) fn of(subject: &Subject) -> Result<Option<Self>> {
        let Some(figures) = &subject.project else {
            return Ok(None);
        };
        let gap = subject.gap()?;
        Ok(Some(Self {
            requirement_minor: figures.requirement.minor(),
            requirement_usd_minor: figures.requirement_usd_minor()?,
            gap_minor: gap.map(|gap| gap.money.minor()),
            gap_usd_minor: gap.and_then(|gap| gap.usd_minor),
            requirement_units_per_usd: figures.units_per_usd.map(|units| units.to_string()),
        }))
    }
}

/// A project once for each of its parts: budget lines, places, sectors, and the places above its places.
#[derive(FromQueryResult)]
struct Row {
    code: String,
    provenance: String,
    status: String,
    country: String,
    pillar: String,
    budget_currency: String,
    budget_on: Option<Date>,
    requirement_minor: i64,
    requirement_usd_minor: Option<i64>,
    gap_minor: Option<i64>,
    gap_usd_minor: Option<i64>,
    requirement_units_per_usd: Option<String>,
    part: Option<String>,
    sector_code: Option<String>,
    part_place_id: Option<i64>,
    value: Option<i64>,
    place_code: Option<String>,
    place_name: Option<String>,
    place_kind: Option<String>,
    place_parent_id: Option<i64>,
    place_country: Option<String>,
    place_is_territory: Option<bool>,
    place_territorial_status: Option<String>,
}

/// The parts stand in the orders in which remainders are handed out: places as the officer set them, sectors by share.
const PROJECT: &str = "WITH RECURSIVE above (id) AS (
        SELECT place_id FROM project_place WHERE project_id = $1 AND place_id IS NOT NULL
        UNION SELECT place.parent_id FROM place JOIN above ON above.id = place.id WHERE place.parent_id IS NOT NULL),
    parts (part, sector_code, place_id, value, position) AS (
        SELECT 'line', CAST(NULL AS TEXT), CAST(NULL AS BIGINT), amount_minor, position
            FROM budget_line WHERE project_id = $1
        UNION ALL SELECT 'place', NULL, place_id, share_basis_points, position
            FROM project_place WHERE project_id = $1
        UNION ALL SELECT 'sector', sector_code, NULL, share_basis_points, 0 - share_basis_points
            FROM project_sector WHERE project_id = $1
        UNION ALL SELECT 'above', NULL, id, 0, 0 FROM above)
    SELECT project.code, project.provenance, project.status, project.country, project.pillar, project.budget_currency,
        project.budget_on, project.requirement_minor, project.requirement_usd_minor, project.gap_minor,
        project.gap_usd_minor, project.requirement_units_per_usd, parts.part, parts.sector_code,
        parts.place_id AS part_place_id, parts.value, place.code AS place_code, place.name AS place_name,
        place.kind AS place_kind, place.parent_id AS place_parent_id, place.country AS place_country,
        place.is_territory AS place_is_territory, place.territorial_status AS place_territorial_status
    FROM project LEFT JOIN parts ON TRUE LEFT JOIN place ON place.id = parts.place_id AND parts.part = 'above'
    WHERE project.id = $1 ORDER BY parts.part, parts.position, parts.sector_code, parts.place_id LIMIT 1000";

/// The requirement, rate and shares of a registered project with its ledger, as counting sees them; `None` for any
/// other project.
pub(in crate::store) async fn project(source: &impl Source, id: ProjectId) -> Result<Option<Counted>> {
    let rows: Vec<Row> = source.all(PROJECT, values![id.0]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    if row.provenance != Provenance::Registered.code() {
        return Ok(None);
    }
    let (mut requirement_minor, mut places, mut sectors, mut above) = (0_i64, Vec::new(), Vec::new(), Vec::new());
    for part in &rows {
        let value = part.value.unwrap_or(0);
        let share = u32::try_from(value).map_err(|_| StoreError::Corrupt("share_basis_points"));
        match part.part.as_deref() {
            Some("line") => requirement_minor = requirement_minor.checked_add(value).ok_or(CountingError::Overflow)?,
            Some("place") => places.push((part.part_place_id.map(PlaceId), share?)),
            Some("sector") => sectors.push((part.sector_code.clone().unwrap_or_default(), share?)),
            Some(_) => above.push(place(part)?),
            None => {}
        }
    }
    let currency = Currency::parse(&row.budget_currency).map_err(|_| StoreError::Corrupt("project.budget_currency"))?;
    // Once converted, a requirement keeps its rate until its budget is edited.
    let units_per_usd = match (&row.requirement_units_per_usd, row.budget_on) {
        (Some(units), _) => {
            let units = units.parse();
            Some(units.map_err(|_| StoreError::Corrupt("project.requirement_units_per_usd"))?)
        }
        (None, Some(day)) => {
            let rates = rates_for(source, currency, day).await?;
            rate::applicable(&rates, currency, day).map(|rate| rate.units_per_usd)
        }
        (None, None) => None,
    };
    let entries = ledger::of_project(source, id).await?;
    // Money alone covers nothing in kind, and most projects have nothing else.
    let gives_in_kind = |booked: &Booked| matches!(booked.entry.aid, PledgeKind::InKind | PledgeKind::Technical);
    let covers = if entries.iter().any(gives_in_kind) {
        covers::of_project(source, id).await?
    } else {
        Vec::new()
    };
    Ok(Some(Counted {
        subject: Subject {
            project: Some(ProjectFigures {
                code: row.code.clone(),
                status: Status::parse(&row.status).ok_or(StoreError::Corrupt("project.status"))?,
                requirement: Money::new(requirement_minor, currency),
                units_per_usd,
            }),
            country: Some(Country::parse(&row.country).ok_or(StoreError::Corrupt("project.country"))?),
            pillar: Some(Pillar::parse(&row.pillar).ok_or(StoreError::Corrupt("project.pillar"))?),
            places,
            sectors,
            entries,
            covers,
        },
        gazetteer: Gazetteer::new(above),
        stored: Some(Stored {
            requirement_minor: row.requirement_minor,
            requirement_usd_minor: row.requirement_usd_minor,
            gap_minor: row.gap_minor,
            gap_usd_minor: row.gap_usd_minor,
            requirement_units_per_usd: row.requirement_units_per_usd.clone(),
        }),
    }))
}

fn place(row: &Row) -> Result<Place> {
    let corrupt = StoreError::Corrupt;
    let kind = row.place_kind.as_deref().and_then(PlaceKind::parse);
    let country = row.place_country.as_deref().and_then(Country::parse);
    let status = row
        .place_territorial_status
        .as_deref()
        .and_then(TerritorialStatus::parse);
    Ok(Place {
        id: PlaceId(row.part_place_id.ok_or(corrupt("project_place.place_id"))?),
        code: row.place_code.clone().unwrap_or_default(),
        name: row.place_name.clone().unwrap_or_default(),
        kind: kind.ok_or(corrupt("place.kind"))?,
        parent: row.place_parent_id.map(PlaceId),
        country: country.ok_or(corrupt("place.country"))?,
        is_territory: row.place_is_territory.unwrap_or(false),
        territorial_status: status.ok_or(corrupt("place.territorial_status"))?,
    })
}

/// A pledge that is for no project, at its own level.
pub(in crate::store) async fn pledge(source: &impl Source, row: &pledges::PledgeRow) -> Result<Counted> {
    let (place, pillar) = match row.target()? {
        Target::Place(place) => (Some(place), None),
        Target::Pillar(pillar) => (None, Some(pillar)),
        Target::Project(_) | Target::Plan => (None, None),
    };
    let ids: Vec<PlaceId> = place.into_iter().collect();
    Ok(Counted {
        gazetteer: super::super::places::lineages(source, &ids).await?,
        subject: Subject {
            project: None,
            country: row.towards()?,
            pillar,
            places: ids.into_iter().map(|place| (Some(place), 10_000)).collect(),
            sectors: Vec::new(),
            entries: ledger::of_pledge_itself(source, row.key()).await?,
            covers: Vec::new(),
        },
        stored: None,
    })
}
