//! The documented real projects, each with its source. Their amounts never enter the ledger.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Added, Counts, SeedError, rows, seed_error};
use crate::actions::projects::{insert, plain_facts};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::event::{EventKind, FreeText, NewEvent};
use crate::domain::money;
use crate::domain::pillar::Pillar;
use crate::domain::place::Gazetteer;
use crate::domain::project::facts::{Facts, PlaceShare, SectorShare};
use crate::domain::project::{Provenance, Status};
use crate::domain::split;
use crate::domain::timestamp::Timestamp;
use crate::store::events::About;
use crate::store::projects::{FundingRow, NewDocumented, NewFunding, Origin, add_documented, add_funding};
use crate::store::{Db, Tx, events, organisations, places, projects};

#[derive(Deserialize)]
struct Project {
    source_id: String,
    title_es: String,
    title_en: String,
    description_es: String,
    description_en: String,
    pillar: String,
    country: String,
    places: String,
    sectors: String,
    status: String,
    status_in_source_es: String,
    status_in_source_en: String,
    implementer_es: String,
    implementer_en: String,
    source_url: String,
    source_kind_es: String,
    source_kind_en: String,
    confidence: String,
    record_kind: String,
    notes_es: String,
    notes_en: String,
}

#[derive(Deserialize)]
struct Funding {
    source_id: String,
    project_source_id: String,
    funder_es: String,
    funder_en: String,
    funder_slug: String,
    funder_class: String,
    amount: String,
    currency: String,
    role_es: String,
    role_en: String,
    date: String,
    date_role_es: String,
    date_role_en: String,
    source_url: String,
    source_kind_es: String,
    source_kind_en: String,
    confidence: String,
    record_kind: String,
    notes_es: String,
    notes_en: String,
}

const PROJECTS: &str = "documented_projects.csv";
const FUNDING: &str = "documented_funding.csv";

/// The code of a documented project: stable, whoever seeds when.
fn code_of(source_id: &str) -> String {
    format!("D-{}", source_id.trim_start_matches('P'))
}

/// Adds the documented projects that are missing.
///
/// # Errors
/// [`SeedError`].
pub async fn seed(db: &Db, now: Timestamp) -> Result<Counts, SeedError> {
    let listed: Vec<Project> = rows(PROJECTS)?;
    let funding: Vec<Funding> = rows(FUNDING)?;
    db.write(now, async |tx| {
        let gazetteer = places::gazetteer(tx).await?;
        let mut counts = Counts::default();
        // The event of a new project says what funds it.
        let mut made = BTreeSet::new();
        for row in &listed {
            let code = code_of(&row.source_id);
            let known = projects::by_code(tx, &code).await?.is_some();
            if !known {
                add(tx, &code, row, &gazetteer, &funding).await?;
                made.insert(row.source_id.clone());
            }
            counts.count(!known);
        }
        let mut added = Added::default();
        for row in funding {
            let is_stated = made.contains(&row.project_source_id);
            let was_new = fund(tx, row).await?;
            counts.count(was_new);
            added.count("sourced_funding", was_new && !is_stated);
        }
        added.append(tx).await?;
        Ok(counts)
    })
    .await
}

fn facts(row: &Project, gazetteer: &Gazetteer) -> Result<Facts, SeedError> {
    let bad = |what: &str| seed_error(PROJECTS, format!("{}: {what}", row.source_id));
    Ok(Facts {
        title_es: row.title_es.clone(),
        title_en: row.title_en.clone(),
        description_es: row.description_es.clone(),
        description_en: row.description_en.clone(),
        pillar: Pillar::parse(&row.pillar).ok_or_else(|| bad("pillar"))?,
        country: Country::parse(&row.country).ok_or_else(|| bad("country"))?,
        budget_currency: Currency::USD,
        budget_on: None,
        accountable: None,
        implementing: None,
        contact_office: String::new(),
        planned_start_on: None,
        planned_end_on: None,
        actual_start_on: None,
        actual_end_on: None,
        places: codes(&row.places)
            .map(|code| {
                let place = match code {
                    "outside" => None,
                    code => Some(gazetteer.by_code(code).ok_or_else(|| bad(code))?),
                };
                Ok(PlaceShare {
                    place: place.map(|place| place.id),
                    share_basis_points: 0,
                    territorial_status: place.map_or(crate::domain::place::TerritorialStatus::No, |place| {
                        place.territorial_status
                    }),
                    territorial_basis: None,
                })
            })
            .collect::<Result<_, SeedError>>()?,
        sectors: even_shares(&codes(&row.sectors).collect::<Vec<_>>()).ok_or_else(|| bad("sectors"))?,
        lines: Vec::new(),
    })
}

async fn add(tx: &Tx, code: &str, row: &Project, gazetteer: &Gazetteer, funding: &[Funding]) -> Result<(), SeedError> {
    let bad = |what: &str| seed_error(PROJECTS, format!("{}: {what}", row.source_id));
    let facts = facts(row, gazetteer)?;
    let origin = Origin {
        code: Some(code),
        provenance: Provenance::Documented,
        status: Status::parse(&row.status).ok_or_else(|| bad("status"))?,
        demonstration: false,
        created_by: None,
    };
    insert(tx, &origin, &facts).await?;
    let project = projects::by_code(tx, code).await?.ok_or_else(|| bad("code"))?;
    add_documented(tx, project.key(), &documented(row)).await?;
    let mut public: Map<String, Value> = plain_facts(&facts, gazetteer);
    for empty in ["requirement_minor", "currency", "budget_on"] {
        public.remove(empty);
    }
    public.insert("project".into(), code.into());
    public.insert("source_url".into(), row.source_url.as_str().into());
    public.insert("record_kind".into(), row.record_kind.as_str().into());
    let lines = funding.iter().filter(|line| line.project_source_id == row.source_id);
    public.insert("funding".into(), lines.map(public_funding).collect::<Vec<_>>().into());
    let texts = [("title_es", &row.title_es), ("title_en", &row.title_en)]
        .into_iter()
        .map(|(field, content)| FreeText {
            field,
            content: content.clone(),
        })
        .collect();
    let event = NewEvent {
        kind: EventKind::ProjectDocumented,
        facts: public,
        texts,
    };
    events::append(
        tx,
        &event,
        About {
            project: Some(project.key()),
            ..About::default()
        },
    )
    .await?;
    Ok(())
}

fn public_funding(row: &Funding) -> Value {
    serde_json::json!({"source_id": row.source_id, "amount": row.amount, "currency": row.currency,
        "source_url": row.source_url, "record_kind": row.record_kind, "organisation": row.funder_slug})
}

fn codes(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|code| !code.is_empty())
}

/// The source names no shares: equal ones, the remainder to the first.
fn even_shares(sectors: &[&str]) -> Option<Vec<SectorShare>> {
    let count = u32::try_from(sectors.len()).ok().filter(|count| *count > 0)?;
    let each = split::WHOLE_BASIS_POINTS / count;
    let first = split::WHOLE_BASIS_POINTS - each * (count - 1);
    let share = |i: usize| if i == 0 { first } else { each };
    Some(
        sectors
            .iter()
            .enumerate()
            .map(|(i, code)| SectorShare {
                sector_code: (*code).to_owned(),
                share_basis_points: share(i),
            })
            .collect(),
    )
}

fn documented(row: &Project) -> NewDocumented {
    NewDocumented {
        source_id: row.source_id.clone(),
        record_kind: row.record_kind.clone(),
        status_in_source_es: row.status_in_source_es.clone(),
        status_in_source_en: row.status_in_source_en.clone(),
        implementer_es: row.implementer_es.clone(),
        implementer_en: row.implementer_en.clone(),
        source_url: row.source_url.clone(),
        source_kind_es: row.source_kind_es.clone(),
        source_kind_en: row.source_kind_en.clone(),
        confidence: row.confidence.clone(),
        notes_es: row.notes_es.clone(),
        notes_en: row.notes_en.clone(),
    }
}

async fn fund(tx: &Tx, row: Funding) -> Result<bool, SeedError> {
    let bad = |what: &str| seed_error(FUNDING, format!("{}: {what}", row.source_id));
    let project = projects::by_code(tx, &code_of(&row.project_source_id))
        .await?
        .ok_or_else(|| bad("project_source_id"))?;
    let organisation = match row.funder_slug.as_str() {
        "" => None,
        slug => Some(
            organisations::by_slug(tx, slug)
                .await?
                .ok_or_else(|| bad("funder_slug"))?
                .key(),
        ),
    };
    let amount = match row.amount.as_str() {
        "" => None,
        amount => {
            let currency = Currency::parse(&row.currency).map_err(|_| bad("currency"))?;
            Some(money::Money::parse_plain(amount, currency).map_err(|_| bad("amount"))?)
        }
    };
    let row = FundingRow {
        source_id: row.source_id,
        funder_es: row.funder_es,
        funder_en: row.funder_en,
        funder_class: row.funder_class,
        amount_minor: None,
        currency: None,
        role_es: row.role_es,
        role_en: row.role_en,
        dated: row.date,
        date_role_es: row.date_role_es,
        date_role_en: row.date_role_en,
        source_url: row.source_url,
        source_kind_es: row.source_kind_es,
        source_kind_en: row.source_kind_en,
        confidence: row.confidence,
        record_kind: row.record_kind,
        notes_es: row.notes_es,
        notes_en: row.notes_en,
        organisation: None,
    };
    Ok(add_funding(
        tx,
        project.key(),
        &NewFunding {
            organisation,
            amount,
            row,
        },
    )
    .await?)
}
