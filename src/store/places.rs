//! The gazetteer.

use sea_orm::FromQueryResult;

use super::{Result, Source, Tx};
use crate::domain::country::Country;
use crate::domain::ids::PlaceId;
use crate::domain::place::{Gazetteer, Place, PlaceKind, TerritorialStatus};

/// A place as the seed file states it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPlace {
    pub code: String,
    pub name: String,
    pub kind: PlaceKind,
    pub parent_code: Option<String>,
    pub country: Country,
    pub official_code: Option<String>,
    pub official_code_source: Option<String>,
    /// Latitude and longitude in degrees.
    pub coordinates: Option<(f64, f64)>,
    pub coordinates_source: Option<String>,
    pub is_territory: bool,
    pub territorial_status: TerritorialStatus,
    pub people: Option<String>,
    pub people_source: Option<String>,
    pub notes: Option<String>,
}

/// Adds a place unless its code is known; says whether it was new. Parents come first.
///
/// # Errors
/// [`super::StoreError`].
pub async fn add(tx: &Tx, place: &NewPlace) -> Result<bool> {
    let added = tx
        .run(
            "INSERT INTO place (code, name, kind, parent_id, country, official_code, official_code_source, latitude,
                longitude, coordinates_source, is_territory, territorial_status, people, people_source, notes)
             VALUES ($1, $2, $3, (SELECT id FROM place WHERE code = $4), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             ON CONFLICT (code) DO NOTHING",
            values![
                place.code.as_str(),
                place.name.as_str(),
                place.kind,
                place.parent_code.clone(),
                place.country,
                place.official_code.clone(),
                place.official_code_source.clone(),
                place.coordinates.map(|(latitude, _)| latitude),
                place.coordinates.map(|(_, longitude)| longitude),
                place.coordinates_source.clone(),
                place.is_territory,
                place.territorial_status,
                place.people.clone(),
                place.people_source.clone(),
                place.notes.clone()
            ],
        )
        .await?;
    Ok(added > 0)
}

#[derive(FromQueryResult)]
struct Row {
    id: PlaceId,
    code: String,
    name: String,
    kind: PlaceKind,
    parent_id: Option<PlaceId>,
    country: Country,
    is_territory: bool,
    territorial_status: TerritorialStatus,
}

/// The whole gazetteer, each place after its parent.
///
/// # Errors
/// [`super::StoreError`].
pub async fn gazetteer(source: &impl Source) -> Result<Gazetteer> {
    let rows: Vec<Row> = source
        .all(
            "SELECT id, code, name, kind, parent_id, country, is_territory, territorial_status
             FROM place ORDER BY id LIMIT 20000",
            vec![],
        )
        .await?;
    Ok(of_rows(rows))
}

/// Some places with everything above them: as much of the gazetteer as their counting needs.
///
/// # Errors
/// [`super::StoreError`].
pub async fn lineages(source: &impl Source, ids: &[PlaceId]) -> Result<Gazetteer> {
    let sql = format!(
        "WITH RECURSIVE above (id) AS (
            SELECT id FROM place WHERE id IN ({})
            UNION SELECT place.parent_id FROM place JOIN above ON above.id = place.id
                WHERE place.parent_id IS NOT NULL)
         SELECT place.id, place.code, place.name, place.kind, place.parent_id, place.country, place.is_territory,
            place.territorial_status
         FROM place JOIN above ON above.id = place.id ORDER BY place.id LIMIT 1000",
        super::placeholders_or_null(1, ids.len())
    );
    let rows = source.all(&sql, ids.iter().map(|id| id.0.into()).collect()).await?;
    Ok(of_rows(rows))
}

fn of_rows(rows: Vec<Row>) -> Gazetteer {
    let place = |row: Row| Place {
        id: row.id,
        kind: row.kind,
        country: row.country,
        territorial_status: row.territorial_status,
        code: row.code,
        name: row.name,
        parent: row.parent_id,
        is_territory: row.is_territory,
    };
    Gazetteer::new(rows.into_iter().map(place).collect())
}

/// What the gazetteer says of one place beside the tree.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct DetailRow {
    pub official_code: Option<String>,
    pub official_code_source: Option<String>,
    pub people: Option<String>,
    pub people_source: Option<String>,
}

/// What the gazetteer says of a place.
///
/// # Errors
/// [`super::StoreError`].
pub async fn detail(source: &impl Source, id: PlaceId) -> Result<Option<DetailRow>> {
    source
        .one(
            "SELECT official_code, official_code_source, people, people_source FROM place WHERE id = $1",
            values![id],
        )
        .await
}
