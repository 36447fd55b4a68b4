//! Code lists, sectors, gazetteer and organisations.

use serde::Deserialize;

use super::{Added, Counts, SeedError, filled, rows, seed_error};
use crate::domain::country::Country;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::Class;
use crate::domain::place::{PlaceKind, TerritorialStatus};
use crate::domain::timestamp::Timestamp;
use crate::store::organisations::OrganisationRow;
use crate::store::places::NewPlace;
use crate::store::reference::Code;
use crate::store::{Db, organisations, places, reference};

#[derive(Deserialize)]
struct CodeRow {
    list: String,
    code: String,
    name_es: String,
    name_en: String,
}

#[derive(Deserialize)]
struct SectorRow {
    code: String,
    category: String,
    name_es: String,
    name_en: String,
}

#[derive(Deserialize)]
struct PlaceRow {
    code: String,
    name: String,
    kind: String,
    parent_code: String,
    country: String,
    official_code: String,
    official_code_source: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    coordinates_source: String,
    is_territory: bool,
    territorial_status: String,
    people: String,
    people_source: String,
    notes: String,
}

#[derive(Deserialize)]
struct Organisation {
    slug: String,
    name_es: String,
    name_en: String,
    class: String,
    iati_type: String,
    country: String,
    iati_ref: Option<String>,
    source: Option<String>,
}

/// Adds what is missing; what stands there stays as it is.
///
/// # Errors
/// [`SeedError`].
pub async fn seed(db: &Db, now: Timestamp) -> Result<Counts, SeedError> {
    let codes: Vec<CodeRow> = rows("code_lists.csv")?;
    let sectors: Vec<SectorRow> = rows("sectors.csv")?;
    let gazetteer: Vec<PlaceRow> = rows("places.csv")?;
    let providers = organisations_in("organisations.csv", false)?;
    db.write(now, async |tx| {
        let mut counts = Counts::default();
        let mut added = Added::default();
        let mut count = |what: &str, was_new: bool| {
            counts.count(was_new);
            added.count(what, was_new);
        };
        for row in codes {
            let code = Code {
                code: row.code,
                name_es: row.name_es,
                name_en: row.name_en,
            };
            count("codes", reference::add_code(tx, &row.list, &code).await?);
        }
        for row in sectors {
            let code = Code {
                code: row.code,
                name_es: row.name_es,
                name_en: row.name_en,
            };
            count("sectors", reference::add_sector(tx, &row.category, &code).await?);
        }
        for row in gazetteer {
            count("places", places::add(tx, &place(row)?).await?);
        }
        for row in &providers {
            count("organisations", organisations::add(tx, row).await?);
        }
        added.append(tx).await?;
        Ok(counts)
    })
    .await
}

/// The organisations of a file.
pub(super) fn organisations_in(file: &str, demonstration: bool) -> Result<Vec<OrganisationRow>, SeedError> {
    rows::<Organisation>(file)?
        .into_iter()
        .map(|row| {
            let class = Class::parse(&row.class);
            let class = class.ok_or_else(|| seed_error(file, format!("{}: class {}", row.slug, row.class)))?;
            Ok(OrganisationRow {
                id: OrganisationId(0),
                slug: row.slug,
                name_es: row.name_es,
                name_en: row.name_en,
                class,
                iati_type: row.iati_type,
                iati_ref: row.iati_ref.and_then(filled),
                country: row.country,
                source: row.source.and_then(filled),
                demonstration,
            })
        })
        .collect()
}

fn place(row: PlaceRow) -> Result<NewPlace, SeedError> {
    let bad = |what: &str| seed_error("places.csv", format!("{}: {what}", row.code));
    Ok(NewPlace {
        kind: PlaceKind::parse(&row.kind).ok_or_else(|| bad("kind"))?,
        country: Country::parse(&row.country).ok_or_else(|| bad("country"))?,
        territorial_status: TerritorialStatus::parse(&row.territorial_status).ok_or_else(|| bad("territory"))?,
        coordinates: row.latitude.zip(row.longitude),
        code: row.code,
        name: row.name,
        parent_code: filled(row.parent_code),
        official_code: filled(row.official_code),
        official_code_source: filled(row.official_code_source),
        coordinates_source: filled(row.coordinates_source),
        is_territory: row.is_territory,
        people: filled(row.people),
        people_source: filled(row.people_source),
        notes: filled(row.notes),
    })
}
