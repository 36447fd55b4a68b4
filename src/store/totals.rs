//! Totals: replacing what a subject contributes and moving the boundaries by the difference.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::FromQueryResult as _;

use super::{Result, Source, StoreError, Tx, ledger, places, pledges, projects};
use crate::domain::counting::{self, Boundary, Contributions, Key, Measures, ProjectFigures, Subject};
use crate::domain::currency::Currency;
use crate::domain::ids::{PledgeId, ProjectId};
use crate::domain::pledge::Target;
use crate::domain::project::Provenance;
use crate::domain::rate;

/// The sums of one boundary: converted ones, and what could not be converted by currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sums {
    /// In US dollars.
    pub usd: Measures,
    /// In their own currencies, under the same names.
    pub not_converted: BTreeMap<Currency, Measures>,
}

/// Works a registered project out anew, with its requirement and gap, and moves the totals.
///
/// # Errors
/// [`StoreError`].
pub async fn recount_project(tx: &Tx, id: ProjectId) -> Result<()> {
    let Some(row) = projects::get(tx, id).await? else {
        return Ok(());
    };
    if row.provenance()? != Provenance::Registered {
        return Ok(());
    }
    let subject = project_subject(tx, &row).await?;
    let figures = subject.project.as_ref().ok_or(StoreError::Corrupt("project"))?;
    let gap = subject.gap()?;
    tx.run(
        "UPDATE project SET requirement_minor = $1, requirement_usd_minor = $2, gap_minor = $3, gap_usd_minor = $4,
            requirement_units_per_usd = $5 WHERE id = $6",
        values![
            figures.requirement.minor(),
            figures.requirement_usd_minor()?,
            gap.map(|gap| gap.money.minor()),
            gap.and_then(|gap| gap.usd_minor),
            figures.units_per_usd.map(|units| units.to_string()),
            id.0
        ],
    )
    .await?;
    replace(tx, &format!("project:{}", id.0), &subject).await
}

/// Works a pledge that is for no project out anew and moves the totals; for one that is, its project.
///
/// # Errors
/// [`StoreError`].
pub async fn recount_pledge(tx: &Tx, id: PledgeId) -> Result<()> {
    let Some(row) = pledges::get(tx, id).await? else {
        return Ok(());
    };
    if let Target::Project(project) = row.target()? {
        return recount_project(tx, project).await;
    }
    let subject = pledge_subject(tx, &row).await?;
    replace(tx, &format!("pledge:{}", row.id), &subject).await
}

/// The requirement, rate and shares of a project with its ledger, as counting sees them.
pub(super) async fn project_subject(source: &impl Source, row: &projects::ProjectRow) -> Result<Subject> {
    let facts = projects::facts(source, row).await?;
    let requirement_minor = facts.requirement_minor().ok_or(counting::CountingError::Overflow)?;
    let requirement = crate::domain::money::Money::new(requirement_minor, facts.budget_currency);
    // Once converted, a requirement keeps its rate until its budget is edited.
    let kept = row.requirement_units_per_usd.as_deref();
    let units_per_usd = match (kept, facts.budget_on) {
        (Some(units), _) => Some(
            units
                .parse()
                .map_err(|_| StoreError::Corrupt("project.requirement_units_per_usd"))?,
        ),
        (None, Some(day)) => {
            let rates = rates_for(source, facts.budget_currency, day).await?;
            rate::applicable(&rates, facts.budget_currency, day).map(|rate| rate.units_per_usd)
        }
        (None, None) => None,
    };
    let status = row.status()?;
    let entries = ledger::of_project(source, row.key()).await?;
    Ok(Subject {
        project: Some(ProjectFigures {
            code: row.code.clone(),
            status,
            requirement,
            units_per_usd,
        }),
        country: Some(facts.country),
        pillar: Some(facts.pillar),
        places: facts
            .places
            .iter()
            .map(|place| (place.place, place.share_basis_points))
            .collect(),
        sectors: facts
            .sectors
            .iter()
            .map(|s| (s.sector_code.clone(), s.share_basis_points))
            .collect(),
        entries,
    })
}

pub(super) async fn pledge_subject(source: &impl Source, row: &pledges::PledgeRow) -> Result<Subject> {
    let place = match row.target()? {
        Target::Place(place) => Some(place),
        _ => None,
    };
    let pillar = match row.target()? {
        Target::Pillar(pillar) => Some(pillar),
        _ => None,
    };
    Ok(Subject {
        project: None,
        country: row.towards()?,
        pillar,
        places: place.map(|place| (Some(place), 10_000)).into_iter().collect(),
        sectors: Vec::new(),
        entries: ledger::of_pledge_itself(source, row.key()).await?,
    })
}

/// The rates that could speak for a currency on a day; none are needed for US dollars and balboas.
///
/// # Errors
/// [`StoreError`].
pub async fn rates_for(source: &impl Source, currency: Currency, day: time::Date) -> Result<Vec<rate::Rate>> {
    if currency.is_dollar() {
        return Ok(Vec::new());
    }
    super::rates::around(source, currency, day).await
}

fn columns() -> String {
    Measures::NAMES.join(", ")
}

async fn replace(tx: &Tx, subject: &str, figures: &Subject) -> Result<()> {
    let gazetteer = places::gazetteer(tx).await?;
    let after = counting::contributions(figures, &gazetteer)?;
    let before = contributions_of(tx, subject).await?;
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    let mut moved = Contributions::new();
    for key in keys {
        let (old, new) = (
            before.get(key).copied().unwrap_or_default(),
            after.get(key).copied().unwrap_or_default(),
        );
        if old != new {
            let difference = new.checked_sub(&old).ok_or(counting::CountingError::Overflow)?;
            moved.insert(key.clone(), difference);
        }
    }
    if moved.is_empty() {
        return Ok(());
    }
    tx.run("DELETE FROM contribution WHERE subject = $1", values![subject])
        .await?;
    upsert(tx, Some(subject), &after).await?;
    upsert(tx, None, &moved).await?;
    keep_day(tx, &moved).await
}

/// Keeps how the boundaries that moved stand at the end of this day, so that any total can be asked for as of it.
async fn keep_day(tx: &Tx, moved: &Contributions) -> Result<()> {
    let columns = columns();
    let sets = Measures::NAMES
        .iter()
        .map(|name| format!("{name} = excluded.{name}"))
        .collect::<Vec<_>>()
        .join(", ");
    for chunk in moved.keys().collect::<Vec<_>>().chunks(500) {
        let mut bound = values![tx.now().local_date()];
        let mut tuples = Vec::new();
        for (boundary, key, currency) in chunk {
            tuples.push(format!("({})", super::placeholders(bound.len() + 1, 3)));
            bound.extend(values![boundary.code(), key.as_str(), currency.code()]);
        }
        let sql = format!(
            "INSERT INTO total_day (boundary, key, currency, day, event_number, {columns})
             SELECT boundary, key, currency, $1, (SELECT COALESCE(MAX(number), 0) FROM event), {columns}
             FROM boundary_total WHERE (boundary, key, currency) IN (VALUES {})
             ON CONFLICT (boundary, key, currency, day) DO UPDATE SET event_number = excluded.event_number, {sets}",
            tuples.join(", ")
        );
        tx.run(&sql, bound).await?;
    }
    Ok(())
}

/// Writes many rows in one statement: contributions of `subject`, or differences onto the boundaries.
async fn upsert(tx: &Tx, subject: Option<&str>, rows: &Contributions) -> Result<()> {
    for chunk in rows.iter().collect::<Vec<_>>().chunks(500) {
        let mut bound = Vec::new();
        let mut tuples = Vec::new();
        for ((boundary, key, currency), measures) in chunk {
            let first = bound.len() + 1;
            if let Some(subject) = subject {
                bound.push(subject.into());
            }
            bound.extend(values![boundary.code(), key.as_str(), currency.code()]);
            bound.extend(measures.values().into_iter().map(sea_orm::Value::from));
            tuples.push(format!("({})", super::placeholders(first, bound.len() + 1 - first)));
        }
        let tuples = tuples.join(", ");
        let columns = columns();
        let sql = if subject.is_some() {
            format!("INSERT INTO contribution (subject, boundary, key, currency, {columns}) VALUES {tuples}")
        } else {
            let sums = Measures::NAMES
                .iter()
                .map(|name| format!("{name} = boundary_total.{name} + excluded.{name}"))
                .collect::<Vec<_>>()
                .join(", ");
            format!(
                "INSERT INTO boundary_total (boundary, key, currency, {columns}) VALUES {tuples}
                 ON CONFLICT (boundary, key, currency) DO UPDATE SET {sums}"
            )
        };
        tx.run(&sql, bound).await?;
    }
    Ok(())
}

#[derive(sea_orm::FromQueryResult)]
struct KeyRow {
    boundary: String,
    key: String,
    currency: String,
}

async fn read(source: &impl Source, sql: &str, bound: Vec<sea_orm::Value>) -> Result<Contributions> {
    source
        .rows(sql, bound)
        .await?
        .iter()
        .map(|row| {
            let key = KeyRow::from_query_result(row, "")?;
            let values = Measures::NAMES
                .iter()
                .map(|name| row.try_get::<i64>("", name).map_err(StoreError::from))
                .collect::<Result<Vec<_>>>()?;
            let boundary = Boundary::parse(&key.boundary).ok_or(StoreError::Corrupt("boundary_total.boundary"))?;
            let currency =
                Currency::parse(&key.currency).map_err(|_| StoreError::Corrupt("boundary_total.currency"))?;
            Ok(((boundary, key.key, currency), Measures::from_values(&values)))
        })
        .collect()
}

pub(super) async fn contributions_of(source: &impl Source, subject: &str) -> Result<Contributions> {
    let sql = format!(
        "SELECT boundary, key, currency, {} FROM contribution WHERE subject = $1",
        columns()
    );
    read(source, &sql, values![subject]).await
}

/// Every row of the totals that is not zero, for checking.
pub(super) async fn everything(source: &impl Source) -> Result<Contributions> {
    let sql = format!("SELECT boundary, key, currency, {} FROM boundary_total", columns());
    let mut rows = read(source, &sql, vec![]).await?;
    rows.retain(|_, measures| !measures.is_zero());
    Ok(rows)
}

/// The sums of some keys of one boundary; a key without any sum is absent.
///
/// # Errors
/// [`StoreError`].
pub async fn of(source: &impl Source, boundary: Boundary, keys: &[String]) -> Result<BTreeMap<String, Sums>> {
    if keys.is_empty() {
        return Ok(BTreeMap::new());
    }
    let sql = format!(
        "SELECT boundary, key, currency, {} FROM boundary_total WHERE boundary = $1 AND key IN ({})",
        columns(),
        super::placeholders(2, keys.len())
    );
    let mut bound = values![boundary.code()];
    bound.extend(keys.iter().map(|key| sea_orm::Value::from(key.as_str())));
    Ok(group(read(source, &sql, bound).await?)
        .remove(&boundary)
        .unwrap_or_default())
}

/// The sums of every key of several boundaries, in one statement.
///
/// # Errors
/// [`StoreError`].
pub async fn by(source: &impl Source, boundaries: &[Boundary]) -> Result<BTreeMap<Boundary, BTreeMap<String, Sums>>> {
    let sql = format!(
        "SELECT boundary, key, currency, {} FROM boundary_total WHERE boundary IN ({})",
        columns(),
        super::placeholders(1, boundaries.len())
    );
    let bound = boundaries.iter().map(|boundary| boundary.code().into()).collect();
    Ok(group(read(source, &sql, bound).await?))
}

fn group(rows: Contributions) -> BTreeMap<Boundary, BTreeMap<String, Sums>> {
    let mut grouped: BTreeMap<Boundary, BTreeMap<String, Sums>> = BTreeMap::new();
    for ((boundary, key, currency), measures) in rows {
        let sums = grouped.entry(boundary).or_default().entry(key).or_default();
        if currency == Currency::USD {
            sums.usd = measures;
        } else if !measures.is_zero() {
            sums.not_converted.insert(currency, measures);
        }
    }
    grouped
}
