//! Demonstration data: plainly invented organisations, projects and pledges on real places.
//!
//! Dates are relative to the day of making. Everything passes through the same actions as real actions, in the
//! order of its days, so that history, totals and states are what they would have become.

use std::collections::BTreeMap;

use time::{Date, Duration};

use super::reference::organisations_in;
use super::{Added, SeedError, filled, rows, seed_error};
use crate::actions::projects::insert;
use crate::actions::{ActionError, Context};
use crate::domain::account::{Actor, Role};
use crate::domain::country::{Country, Jurisdiction};
use crate::domain::currency::Currency;
use crate::domain::ids::OrganisationId;
use crate::domain::money::Money;
use crate::domain::password::PUBLISHED;
use crate::domain::pillar::Pillar;
use crate::domain::place::{Gazetteer, TerritorialStatus};
use crate::domain::project::facts::{BudgetLine, Facts, PlaceShare, SectorShare};
use crate::domain::project::{Provenance, Status};
use crate::domain::rate::RateKind;
use crate::domain::split::Share;
use crate::domain::timestamp::Timestamp;
use crate::store::accounts::NewAccount;
use crate::store::projects::Origin;
use crate::store::rates::NewRate;
use crate::store::{accounts, organisations, places, rates};

mod history;
mod money;
mod proposals;
mod rows;

use history::history;
use rows::{LineRow, PlaceRow, ProjectRow, RateRow, SectorRow};

/// The password of every demonstration account.
pub const PASSWORD: &str = PUBLISHED;
/// Where the invented rates say they come from.
const RATE_SOURCE: &str = "demostración · demonstration";

/// The people of the demonstration, by what they do in the story.
struct People {
    officer: Actor,
    second_officer: Actor,
    partners: BTreeMap<String, Actor>,
}

/// Whether the invented people can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accounts {
    /// With the published password: in a throw-away registry on a loopback address only.
    Open,
    /// Not at all: their accounts have no password, as those of people who were invited and have not joined.
    Closed,
}

/// Makes the demonstration in a registry that has its reference data and no events of its own yet. Says whether
/// it did: a registry with demonstration accounts is left as it is.
///
/// # Errors
/// [`SeedError`].
pub async fn seed(ctx: Context<'_>, accounts_are: Accounts) -> Result<bool, SeedError> {
    if accounts::by_email(ctx.db.primary(), "officer@demo.example")
        .await?
        .is_some()
    {
        return Ok(false);
    }
    let ctx = Context { letters: false, ..ctx };
    let people = people(ctx, accounts_are).await?;
    rates_and_projects(ctx, &people).await?;
    history(ctx, &people).await?;
    Ok(true)
}

fn on(ctx: Context<'_>, day: i64) -> Date {
    ctx.now.local_date().saturating_add(Duration::days(day))
}

/// Ten in the morning of a relative day, local time; never later than now.
fn at(ctx: Context<'_>, day: i64) -> Timestamp {
    Timestamp::parse(&format!("{}T15:00:00Z", on(ctx, day)))
        .unwrap_or(ctx.now)
        .min(ctx.now)
}

/// Those who work for the registry.
const OFFICE: [(&str, &str, Role); 4] = [
    (
        "admin@demo.example",
        "Administración (demostración)",
        Role::Administrator,
    ),
    (
        "officer@demo.example",
        "Gestora de los dos países (demostración)",
        officer(Jurisdiction::Both),
    ),
    (
        "officer2@demo.example",
        "Gestor de los dos países (demostración)",
        officer(Jurisdiction::Both),
    ),
    (
        "gestora.pa@demo.example",
        "Gestora de Panamá (demostración)",
        officer(Jurisdiction::Panama),
    ),
];

const fn officer(jurisdiction: Jurisdiction) -> Role {
    Role::Officer { jurisdiction }
}

async fn people(ctx: Context<'_>, accounts_are: Accounts) -> Result<People, SeedError> {
    let hash = match accounts_are {
        Accounts::Open => Some(ctx.hashing.hash(PASSWORD.to_owned()).await?),
        Accounts::Closed => None,
    };
    let hash = hash.as_deref();
    let providers = organisations_in("demo/organisations.csv", true)?;
    // The history begins before its first project.
    ctx.db
        .write(at(ctx, -426), async |tx| {
            let mut added = Added::default();
            for row in &providers {
                added.count("organisations", organisations::add(tx, row).await?);
            }
            added.append(tx).await
        })
        .await?;
    ctx.db
        .write(ctx.now, async |tx| {
            let mut made = BTreeMap::new();
            for (email, name, role) in OFFICE {
                made.insert(email, insert_account(tx, email, name, role, hash).await?);
            }
            let mut partners = BTreeMap::new();
            for row in &providers {
                let organisation = organisations::by_slug(tx, &row.slug)
                    .await?
                    .ok_or(ActionError::NotFound)?
                    .key();
                let role = Role::Partner { organisation };
                let (local, hash) = match row.slug.as_str() {
                    "banco-demo" | "fundacion-demo" | "empresa-demo" | "cooperativa-demo" => {
                        (row.slug.trim_end_matches("-demo").to_owned(), hash)
                    }
                    other => (format!("aliado.{other}"), None),
                };
                let email = format!("{local}@demo.example");
                partners.insert(
                    row.slug.clone(),
                    insert_account(tx, &email, &row.name_es, role, hash).await?,
                );
            }
            let known = |email: &str| made.get(email).copied().ok_or(ActionError::NotFound);
            Ok::<_, SeedError>(People {
                officer: known("officer@demo.example")?,
                second_officer: known("officer2@demo.example")?,
                partners,
            })
        })
        .await
}

async fn insert_account(
    tx: &crate::store::Tx,
    email: &str,
    name: &str,
    role: Role,
    hash: Option<&str>,
) -> Result<Actor, SeedError> {
    let account = NewAccount {
        email: email.to_owned(),
        name: name.to_owned(),
        password_hash: hash.map(str::to_owned),
        role,
        language: "es",
    };
    Ok(Actor {
        account: accounts::insert(tx, &account).await?,
        role,
    })
}

async fn rates_and_projects(ctx: Context<'_>, people: &People) -> Result<(), SeedError> {
    let listed: Vec<ProjectRow> = rows("demo/projects.csv")?;
    let parts = Parts {
        places: grouped(rows("demo/project_places.csv")?, |row: &PlaceRow| row.code.clone()),
        sectors: grouped(rows("demo/project_sectors.csv")?, |row: &SectorRow| row.code.clone()),
        lines: grouped(rows("demo/budget_lines.csv")?, |row: &LineRow| row.code.clone()),
    };
    let rate_rows: Vec<RateRow> = rows("demo/rates.csv")?;
    ctx.db
        .write(at(ctx, -425), async |tx| {
            let mut added = Added::default();
            for row in rate_rows {
                let outcome = rates::add(tx, &rate(ctx, row)?).await?;
                added.count("rates", matches!(outcome, rates::Added::New));
            }
            added.append(tx).await?;
            let gazetteer = places::gazetteer(tx).await?;
            for row in &listed {
                let mut keys = Vec::new();
                for slug in [&row.accountable, &row.implementing] {
                    let found = organisations::by_slug(tx, slug).await?;
                    keys.push(
                        found
                            .ok_or_else(|| seed_error("demo/projects.csv", format!("{}: {slug}", row.code)))?
                            .key(),
                    );
                }
                let facts = facts(ctx, row, &parts, &gazetteer, &keys)?;
                let origin = Origin {
                    code: Some(&row.code),
                    provenance: Provenance::Registered,
                    status: Status::Draft,
                    demonstration: true,
                    created_by: Some(people.officer.account),
                };
                insert(tx, &origin, &facts).await?;
            }
            Ok(())
        })
        .await
}

fn rate(ctx: Context<'_>, row: RateRow) -> Result<NewRate, SeedError> {
    let bad = |what: &str| seed_error("demo/rates.csv", what);
    Ok(NewRate {
        currency: Currency::parse(&row.currency).map_err(|_| bad("currency"))?,
        kind: RateKind::parse(&row.kind).ok_or_else(|| bad("kind"))?,
        valid_from_on: on(ctx, row.from_day),
        valid_to_on: on(ctx, row.to_day),
        units_per_usd: row.units_per_usd.parse().map_err(|_| bad("units_per_usd"))?,
        source: RATE_SOURCE.to_owned(),
        demonstration: true,
    })
}

struct Parts {
    places: BTreeMap<String, Vec<PlaceRow>>,
    sectors: BTreeMap<String, Vec<SectorRow>>,
    lines: BTreeMap<String, Vec<LineRow>>,
}

fn grouped<T>(rows: Vec<T>, key: impl Fn(&T) -> String) -> BTreeMap<String, Vec<T>> {
    rows.into_iter().fold(BTreeMap::new(), |mut groups, row| {
        groups.entry(key(&row)).or_default().push(row);
        groups
    })
}

fn facts(
    ctx: Context<'_>,
    row: &ProjectRow,
    parts: &Parts,
    gazetteer: &Gazetteer,
    organisations: &[OrganisationId],
) -> Result<Facts, SeedError> {
    let bad = |what: &str| seed_error("demo/projects.csv", format!("{}: {what}", row.code));
    let share = |text: &str| Share::parse(text).map(Share::basis_points).map_err(|_| bad("share"));
    let currency = Currency::parse(&row.currency).map_err(|_| bad("currency"))?;
    let places = parts.places.get(&row.code).into_iter().flatten().map(|place| {
        let known = match place.place_code.as_str() {
            "outside" => None,
            code => Some(gazetteer.by_code(code).ok_or_else(|| bad(code))?.id),
        };
        Ok(PlaceShare {
            place: known,
            share_basis_points: share(&place.share)?,
            territorial_status: TerritorialStatus::parse(&place.territorial_status).ok_or_else(|| bad("territory"))?,
            territorial_basis: filled(place.territorial_basis.clone()),
        })
    });
    let sectors = parts.sectors.get(&row.code).into_iter().flatten().map(|sector| {
        Ok(SectorShare {
            sector_code: sector.sector.clone(),
            share_basis_points: share(&sector.share)?,
        })
    });
    let lines = parts.lines.get(&row.code).into_iter().flatten().map(|line| {
        let amount = Money::parse_plain(&line.amount, currency).map_err(|_| bad("budget line"))?;
        Ok(BudgetLine {
            name_es: line.name_es.clone(),
            name_en: line.name_en.clone(),
            amount_minor: amount.minor(),
        })
    });
    Ok(Facts {
        title_es: row.title_es.clone(),
        title_en: row.title_en.clone(),
        description_es: row.description_es.clone(),
        description_en: row.description_en.clone(),
        pillar: Pillar::parse(&row.pillar).ok_or_else(|| bad("pillar"))?,
        country: Country::parse(&row.country).ok_or_else(|| bad("country"))?,
        budget_currency: currency,
        budget_on: Some(on(ctx, row.budget_day)),
        accountable: organisations.first().copied(),
        implementing: organisations.get(1).copied(),
        contact_office: row.contact_office.clone(),
        planned_start_on: Some(on(ctx, row.start_day)),
        planned_end_on: Some(on(ctx, row.end_day)),
        actual_start_on: row.actual_start_day.map(|day| on(ctx, day)),
        actual_end_on: row.actual_end_day.map(|day| on(ctx, day)),
        places: places.collect::<Result<_, SeedError>>()?,
        sectors: sectors.collect::<Result<_, SeedError>>()?,
        lines: lines.collect::<Result<_, SeedError>>()?,
    })
}
