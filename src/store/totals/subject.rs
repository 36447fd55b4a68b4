//! What is counted together, as stored: a registered project with its parts, or a pledge that is for no project.

use sea_orm::FromQueryResult;
use time::Date;

use super::super::ledger::rows::{entries, entry_columns, entry_from};
use super::super::record::ProjectLine;
use super::super::sql::Text;
use super::super::states::{own, terms};
use super::super::{Result, Source, acceptances, columns, ledger, pledges};
use super::{ledger_text, rates_for};
use crate::domain::counting::{Contributions, CountingError, ProjectFigures, Subject};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{LedgerEntryId, PlaceId, ProjectId};
use crate::domain::ledger::Booked;
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::place::{Gazetteer, Place, PlaceKind, TerritorialStatus};
use crate::domain::pledge::{PledgeKind, Target};
use crate::domain::project::{Provenance, Status};
use crate::domain::rate;
use crate::store::columns::Units;

/// A subject with the places above its own, and what its project row says of it.
#[derive(Debug)]
pub(in crate::store) struct Counted {
    pub subject: Subject,
    /// As much of the gazetteer as its counting needs.
    pub gazetteer: Gazetteer,
    pub stored: Option<Stored>,
    /// What it contributed when it was counted last, as text.
    figures: Option<String>,
    /// What the account of one of its commitments planned and waits for, where that was asked for.
    pub(super) terms: String,
}

impl Counted {
    /// What it contributed when it was counted last; nothing where it never was.
    pub(in crate::store) fn contributed(&self) -> Result<Contributions> {
        self.figures
            .as_deref()
            .map_or_else(|| Ok(Contributions::new()), ledger_text::read)
    }
}

/// The derived columns of a project as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Stored {
    pub requirement_minor: i64,
    pub requirement_usd_minor: Option<i64>,
    pub gap_minor: Option<i64>,
    pub gap_usd_minor: Option<i64>,
    pub requirement_units_per_usd: Option<Units>,
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
            requirement_units_per_usd: figures.units_per_usd.map(Units),
        }))
    }
}

impl Stored {
    /// As a record takes them, of a project that changes by this event.
    pub(super) fn line(self, id: ProjectId, changed_event: i64) -> ProjectLine {
        ProjectLine {
            id: id.0,
            changed_event,
            requirement_minor: Some(self.requirement_minor),
            requirement_usd_minor: self.requirement_usd_minor,
            gap_minor: self.gap_minor,
            gap_usd_minor: self.gap_usd_minor,
            requirement_units_per_usd: self.requirement_units_per_usd,
        }
    }
}

/// A project with its parts in one row: each row is a way back of its own.
#[derive(FromQueryResult)]
struct Row {
    code: String,
    provenance: Provenance,
    status: Status,
    country: Country,
    pillar: Pillar,
    budget_currency: Currency,
    budget_on: Option<Date>,
    requirement_minor: i64,
    requirement_usd_minor: Option<i64>,
    gap_minor: Option<i64>,
    gap_usd_minor: Option<i64>,
    requirement_units_per_usd: Option<Units>,
    parts: String,
    entries: String,
    figures: Option<String>,
    terms: String,
}

/// What it is, a sector's code, a place's key, an amount or share, and the place.
type Part = (String, Option<String>, Option<PlaceId>, i64, PartPlace);
/// Code, name, kind, the place above, country, whether it is a territory (0 or 1), territorial status.
type PartPlace = (
    Option<String>,
    Option<String>,
    Option<PlaceKind>,
    Option<PlaceId>,
    Option<Country>,
    u8,
    Option<TerritorialStatus>,
);

/// Its parts (budget lines, places, sectors, the places above its places) and the rows of its ledger are JSON; the parts
/// in the orders in which remainders are handed out: places as the officer set them, sectors by share.
macro_rules! project {
    ($dialect:ident, $list:literal, $tuple:literal) => {
        concat!("WITH RECURSIVE above (id) AS (
            SELECT place_id FROM project_place WHERE project_id = $1 AND place_id IS NOT NULL
            UNION SELECT place.parent_id FROM place JOIN above ON above.id = place.id
                WHERE place.parent_id IS NOT NULL),
        parts (part, sector_code, place_id, value, position) AS (
            SELECT 'line', CAST(NULL AS TEXT), CAST(NULL AS BIGINT), amount_minor, position
                FROM budget_line WHERE project_id = $1
            UNION ALL SELECT 'place', NULL, place_id, share_basis_points, position
                FROM project_place WHERE project_id = $1
            UNION ALL SELECT 'sector', sector_code, NULL, share_basis_points, 0 - share_basis_points
                FROM project_sector WHERE project_id = $1
            UNION ALL SELECT 'above', NULL, id, 0, 0 FROM above),
        ", own!("$2"), "
        SELECT code, provenance, status, country, pillar, budget_currency, budget_on, requirement_minor,
            requirement_usd_minor, gap_minor, gap_usd_minor, requirement_units_per_usd,
            (SELECT CAST(COALESCE(", $list, "(", $tuple, "(part, sector_code, place_id, value,
                ", $tuple, "(place.code, place.name, place.kind, place.parent_id, place.country,
                    CASE WHEN place.is_territory THEN 1 ELSE 0 END, place.territorial_status))
                ORDER BY part, position, sector_code, place_id), '[]') AS TEXT)
             FROM parts LEFT JOIN place ON place.id = parts.place_id AND part = 'above') AS parts,
            ", entries!($dialect "entry.project_id = $1"), " AS entries, ", terms!($dialect), " AS terms,
            (SELECT figures FROM contribution WHERE subject = 'project:' || CAST($1 AS TEXT)) AS figures
        FROM project WHERE id = $1")
    };
}

const PROJECT: Text = Text {
    sqlite: project!(sqlite, "json_group_array", "json_array"),
    postgres: project!(postgres, "json_agg", "json_build_array"),
};

/// The requirement, rate and shares of a registered project with the rows of its ledger, as counting sees them, and the
/// terms of the account of a commitment; `None` for any other project.
pub(in crate::store) async fn project(
    source: &impl Source,
    id: ProjectId,
    commitment: Option<LedgerEntryId>,
) -> Result<Option<Counted>> {
    let row: Option<Row> = source
        .one(PROJECT.on(source.speaks_postgres()), values![id, commitment])
        .await?;
    let Some(row) = row.filter(|row| row.provenance == Provenance::Registered) else {
        return Ok(None);
    };
    let parts = Parts::read(&row.parts)?;
    let currency = row.budget_currency;
    // Once converted, a requirement keeps its rate until its budget is edited.
    let units_per_usd = match (row.requirement_units_per_usd, row.budget_on) {
        (Some(Units(units)), _) => Some(units),
        (None, Some(day)) => {
            let rates = rates_for(source, currency, day).await?;
            rate::applicable(&rates, currency, day).map(|rate| rate.units_per_usd)
        }
        (None, None) => None,
    };
    let entries = ledger::from_json(&row.entries)?;
    // Money alone covers nothing in kind, and most projects have nothing else.
    let gives_in_kind = |booked: &Booked| matches!(booked.entry.support, PledgeKind::InKind | PledgeKind::Technical);
    let acceptances = if entries.iter().any(gives_in_kind) {
        acceptances::of_project(source, id).await?
    } else {
        Vec::new()
    };
    Ok(Some(Counted {
        subject: Subject {
            project: Some(ProjectFigures {
                code: row.code,
                status: row.status,
                requirement: Money::new(parts.requirement_minor, currency),
                units_per_usd,
            }),
            country: Some(row.country),
            pillar: Some(row.pillar),
            places: parts.places,
            sectors: parts.sectors,
            entries,
            acceptances,
        },
        gazetteer: Gazetteer::new(parts.above),
        stored: Some(Stored {
            requirement_minor: row.requirement_minor,
            requirement_usd_minor: row.requirement_usd_minor,
            gap_minor: row.gap_minor,
            gap_usd_minor: row.gap_usd_minor,
            requirement_units_per_usd: row.requirement_units_per_usd,
        }),
        figures: row.figures,
        terms: row.terms,
    }))
}

/// The parts of a project.
#[derive(Default)]
struct Parts {
    requirement_minor: i64,
    places: Vec<(Option<PlaceId>, u32)>,
    sectors: Vec<(String, u32)>,
    above: Vec<Place>,
}

impl Parts {
    fn read(json: &str) -> Result<Self> {
        let mut parts = Self::default();
        for (part, sector, id, value, named) in columns::json::<Vec<Part>>(json, "the parts of a project")? {
            let share = columns::readable(u32::try_from(value).ok(), "share_basis_points");
            match part.as_str() {
                "line" => {
                    let sum = parts.requirement_minor.checked_add(value);
                    parts.requirement_minor = sum.ok_or(CountingError::Overflow)?;
                }
                "place" => parts.places.push((id, share?)),
                "sector" => parts.sectors.push((sector.unwrap_or_default(), share?)),
                _ => parts.above.push(place(id, named)?),
            }
        }
        Ok(parts)
    }
}

fn place(id: Option<PlaceId>, named: PartPlace) -> Result<Place> {
    let (code, name, kind, parent, country, is_territory, status) = named;
    let place = id.zip(kind).zip(country).zip(status);
    let place = place.map(|(((id, kind), country), territorial_status)| Place {
        id,
        code: code.unwrap_or_default(),
        name: name.unwrap_or_default(),
        kind,
        parent,
        country,
        is_territory: is_territory == 1,
        territorial_status,
    });
    columns::readable(place, "the places above a project's")
}

/// A pledge that is for no project, at its own level.
pub(in crate::store) async fn pledge(source: &impl Source, row: &pledges::PledgeRow) -> Result<Counted> {
    let (place, pillar) = match row.target() {
        Target::Place(place) => (Some(place), None),
        Target::Pillar(pillar) => (None, Some(pillar)),
        Target::Project(_) | Target::Plan => (None, None),
    };
    let ids: Vec<PlaceId> = place.into_iter().collect();
    Ok(Counted {
        gazetteer: super::super::places::lineages(source, &ids).await?,
        subject: Subject {
            project: None,
            country: row.towards(),
            pillar,
            places: ids.into_iter().map(|place| (Some(place), 10_000)).collect(),
            sectors: Vec::new(),
            entries: ledger::of_pledge_itself(source, row.key()).await?,
            acceptances: Vec::new(),
        },
        stored: None,
        figures: ledger_text::figures_of(source, &format!("pledge:{}", row.id)).await?,
        terms: String::new(),
    })
}
