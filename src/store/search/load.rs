//! What the index is made of, read from the database: everything, or what changed since a version.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use time::Date;

use super::project::Project;
use super::reference::{Organisation, Place, Reference, Sector};
use crate::domain::country::Country;
use crate::domain::organisation::Class;
use crate::domain::pillar::Pillar;
use crate::domain::project::{Provenance, Status};
use crate::store::{Result, Source, columns, placeholders};

/// Projects read with one statement, and their parts with another.
pub(super) const CHUNK: usize = 500;

/// What is known of the database before anything is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub(super) struct State {
    /// The number of the newest event.
    pub version: i64,
    /// Events since a version that are of no project and no pledge: of organisations, places, code lists, rates.
    others: i64,
    places: i64,
    organisations: i64,
    sectors: i64,
}

impl State {
    /// Whether places, organisations and sectors are surely those that are known. Each change of a public one is an event
    /// of no project; what is only added may come without one.
    pub fn has(&self, known: &Reference) -> bool {
        let sizes = [self.places, self.organisations, self.sectors];
        self.others == 0 && sizes.map(usize::try_from) == known.size().map(Ok)
    }
}

/// Asks how far the database is ahead of `version`.
pub(super) async fn state(source: &impl Source, version: i64) -> Result<State> {
    let sql = "SELECT (SELECT COALESCE(MAX(number), 0) FROM event) AS version,
        (SELECT COUNT(*) FROM event WHERE number > $1 AND project_id IS NULL AND pledge_id IS NULL) AS others,
        (SELECT COUNT(*) FROM place) AS places,
        (SELECT COUNT(*) FROM organisation) AS organisations,
        (SELECT COUNT(*) FROM sector) AS sectors";
    let state = source.one(sql, values![version]).await?;
    columns::returned(state, "how far the database is")
}

#[derive(FromQueryResult)]
struct PlaceRow {
    id: i64,
    code: String,
    name: String,
    parent_id: Option<i64>,
    is_territory: bool,
}

#[derive(FromQueryResult)]
struct OrganisationRow {
    id: i64,
    slug: String,
    class: Class,
    name_es: String,
    name_en: String,
}

#[derive(FromQueryResult)]
struct SectorRow {
    code: String,
    category: String,
    name_es: String,
    name_en: String,
}

/// All places, organisations and sectors.
pub(super) async fn reference(source: &impl Source) -> Result<Reference> {
    let places: Vec<PlaceRow> = source
        .all("SELECT id, code, name, parent_id, is_territory FROM place", vec![])
        .await?;
    let organisations: Vec<OrganisationRow> = source
        .all("SELECT id, slug, class, name_es, name_en FROM organisation", vec![])
        .await?;
    let sectors: Vec<SectorRow> = source
        .all("SELECT code, category, name_es, name_en FROM sector", vec![])
        .await?;
    let places = places.into_iter().map(|row| Place {
        id: row.id,
        code: row.code.into(),
        name: row.name.into(),
        parent_id: row.parent_id,
        is_territory: row.is_territory,
    });
    let organisations = organisations.into_iter().map(|row| Organisation {
        id: row.id,
        slug: row.slug.into(),
        class: row.class.code().into(),
        name_es: row.name_es.into(),
        name_en: row.name_en.into(),
    });
    let sectors = sectors.into_iter().map(|row| Sector {
        code: row.code.into(),
        category: row.category.into(),
        name_es: row.name_es.into(),
        name_en: row.name_en.into(),
    });
    Ok(Reference::new(
        places.collect(),
        organisations.collect(),
        sectors.collect(),
    ))
}

#[derive(FromQueryResult)]
struct Key {
    id: i64,
}

/// The keys of the projects that changed since a version, at most `limit`.
pub(super) async fn changed_since(source: &impl Source, version: i64, limit: usize) -> Result<Vec<i64>> {
    let sql = format!("SELECT id FROM project WHERE changed_event > $1 ORDER BY changed_event, id LIMIT {limit}");
    let rows: Vec<Key> = source.all(&sql, values![version]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The keys of the next [`CHUNK`] projects from behind one on.
pub(super) async fn after(source: &impl Source, last: i64) -> Result<Vec<i64>> {
    let sql = format!("SELECT id FROM project WHERE id > $1 ORDER BY id LIMIT {CHUNK}");
    let rows: Vec<Key> = source.all(&sql, values![last]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    code: String,
    provenance: Provenance,
    status: Status,
    adopted_on: Option<Date>,
    title_es: String,
    title_en: String,
    description_es: String,
    description_en: String,
    pillar: Pillar,
    country: Country,
    accountable_id: Option<i64>,
    implementing_id: Option<i64>,
    planned_start_on: Option<Date>,
    planned_end_on: Option<Date>,
    requirement_usd_minor: Option<i64>,
    gap_minor: Option<i64>,
    gap_usd_minor: Option<i64>,
}

#[derive(FromQueryResult)]
struct Part {
    project_id: i64,
    part: String,
    code: Option<String>,
    id: Option<i64>,
}

/// Projects by their keys, [`CHUNK`] of them at most, in two statements.
pub(super) async fn projects(source: &impl Source, ids: &[i64]) -> Result<Vec<Project>> {
    let listed = placeholders(1, ids.len());
    let bound = || ids.iter().map(|id| (*id).into()).collect();
    let sql = format!(
        "SELECT id, code, provenance, status, adopted_on, title_es, title_en, description_es, description_en, pillar,
            country, accountable_id, implementing_id, planned_start_on, planned_end_on, requirement_usd_minor, gap_minor,
            gap_usd_minor
         FROM project WHERE id IN ({listed}) ORDER BY id"
    );
    let rows: Vec<Row> = source.all(&sql, bound()).await?;
    let sql = format!(
        "SELECT project_id, 'sector' AS part, sector_code AS code, CAST(NULL AS BIGINT) AS id FROM project_sector
            WHERE project_id IN ({listed})
         UNION ALL SELECT project_id, 'place', NULL, place_id FROM project_place
            WHERE project_id IN ({listed}) AND place_id IS NOT NULL
         UNION ALL SELECT project_id, 'party', NULL, organisation_id FROM documented_funding
            WHERE project_id IN ({listed}) AND organisation_id IS NOT NULL
         UNION ALL SELECT DISTINCT project_id, 'provider', NULL, organisation_id FROM ledger_entry
            WHERE project_id IN ({listed})
         UNION ALL SELECT DISTINCT ledger_entry.project_id, 'provider', NULL, pledge_contributor.organisation_id
            FROM ledger_entry JOIN pledge_contributor ON pledge_contributor.pledge_id = ledger_entry.pledge_id
            WHERE ledger_entry.project_id IN ({listed})"
    );
    let parts: Vec<Part> = source.all(&sql, bound()).await?;
    let mut of_project: BTreeMap<i64, Vec<Part>> = BTreeMap::new();
    for part in parts {
        of_project.entry(part.project_id).or_default().push(part);
    }
    rows.into_iter()
        .map(|row| {
            let parts = of_project.remove(&row.id).unwrap_or_default();
            project(row, parts)
        })
        .collect()
}

fn project(row: Row, parts: Vec<Part>) -> Result<Project> {
    let mut project = Project {
        id: columns::readable(u32::try_from(row.id).ok(), "project.id")?,
        code: row.code,
        is_public: row.status.is_public() || row.adopted_on.is_some(),
        spanish: format!("{} {}", row.title_es, row.description_es),
        english: format!("{} {}", row.title_en, row.description_en),
        pillar: row.pillar,
        status: row.status,
        provenance: row.provenance,
        country: row.country,
        sectors: Vec::new(),
        places: Vec::new(),
        providers: Vec::new(),
        parties: row.accountable_id.into_iter().chain(row.implementing_id).collect(),
        has_gap: row.gap_minor.is_some_and(|gap| gap > 0),
        gap_usd_minor: row.gap_usd_minor,
        requirement_usd_minor: row.requirement_usd_minor,
        planned_start_on: row.planned_start_on,
        planned_end_on: row.planned_end_on,
    };
    for part in parts {
        match part.part.as_str() {
            "sector" => project.sectors.extend(part.code),
            "place" => project.places.extend(part.id),
            "provider" => project.providers.extend(part.id),
            _ => project.parties.extend(part.id),
        }
    }
    Ok(project)
}
