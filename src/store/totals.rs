//! Totals: replacing what a subject contributes and moving the boundaries by the difference.

use std::collections::BTreeSet;

use super::{Result, Source, Tx, pledges};
use crate::domain::counting::{self, Contributions, Key, Measures};
use crate::domain::currency::Currency;
use crate::domain::ids::{PledgeId, ProjectId};
use crate::domain::pledge::Target;
use crate::domain::rate;

mod read;
pub(super) mod subject;

use read::RECENT_EVENTS_LENGTH;
pub use read::{AsOf, Sums, as_of, by, first_day, of};
pub(super) use read::{contributions_of, everything};
use subject::{Counted, Stored};

/// Works a registered project out anew, with its requirement and gap, and moves the totals.
///
/// # Errors
/// [`super::StoreError`].
pub async fn recount_project(tx: &Tx, id: ProjectId) -> Result<()> {
    let Some(counted) = subject::project(tx, id).await? else {
        return Ok(());
    };
    let present = Stored::of(&counted.subject)?;
    // Most deeds (payments, answers, revisions) move none of these.
    if let Some(present) = present.filter(|present| Some(present) != counted.stored.as_ref()) {
        tx.later(
            "UPDATE project SET requirement_minor = $1, requirement_usd_minor = $2, gap_minor = $3,
                gap_usd_minor = $4, requirement_units_per_usd = $5 WHERE id = $6",
            values![
                present.requirement_minor,
                present.requirement_usd_minor,
                present.gap_minor,
                present.gap_usd_minor,
                present.requirement_units_per_usd,
                id.0
            ],
        )
        .await?;
    }
    replace(tx, &format!("project:{}", id.0), &counted).await
}

/// Works a pledge that is for no project out anew and moves the totals; for one that is, its project.
///
/// # Errors
/// [`super::StoreError`].
pub async fn recount_pledge(tx: &Tx, id: PledgeId) -> Result<()> {
    let Some(row) = pledges::get(tx, id).await? else {
        return Ok(());
    };
    if let Target::Project(project) = row.target()? {
        return recount_project(tx, project).await;
    }
    replace(tx, &format!("pledge:{}", row.id), &subject::pledge(tx, &row).await?).await
}

/// The rates that could speak for a currency on a day; none are needed for US dollars and balboas.
///
/// # Errors
/// [`super::StoreError`].
pub async fn rates_for(source: &impl Source, currency: Currency, day: time::Date) -> Result<Vec<rate::Rate>> {
    if currency.is_dollar() {
        return Ok(Vec::new());
    }
    super::rates::around(source, currency, day).await
}

async fn replace(tx: &Tx, subject: &str, counted: &Counted) -> Result<()> {
    let after = counting::contributions(&counted.subject, &counted.gazetteer)?;
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
    let event = tx.heads().await?.event;
    add(tx, Sheet::Contribution(subject), &moved).await?;
    add(tx, Sheet::Total { event }, &moved).await?;
    tx.in_sequence().await?;
    keep_day(tx, event, &moved).await
}

/// Which of the two tables differences go to.
#[derive(Clone, Copy)]
enum Sheet<'a> {
    Contribution(&'a str),
    Total { event: i64 },
}

/// Rows that one statement takes.
const CHUNK: usize = 500;

/// Adds differences to the rows of a table. A statement names only the sums that moved: few of them do at once.
async fn add(tx: &Tx, sheet: Sheet<'_>, moved: &Contributions) -> Result<()> {
    let names: Vec<(usize, &str)> = Measures::NAMES
        .iter()
        .copied()
        .enumerate()
        .filter(|(at, _)| moved.values().any(|measures| measures.values()[*at] != 0))
        .collect();
    let (table, own, key) = match sheet {
        Sheet::Contribution(_) => ("contribution", "subject", "subject, boundary, key, currency"),
        Sheet::Total { .. } => ("boundary_total", "recent_events", "boundary, key, currency"),
    };
    let columns: String = names.iter().map(|(_, name)| format!(", {name}")).collect();
    let mut sets: Vec<String> = names
        .iter()
        .map(|(_, name)| format!("{name} = {table}.{name} + excluded.{name}"))
        .collect();
    if let Sheet::Total { .. } = sheet {
        sets.push(format!(
            "recent_events = SUBSTR(excluded.recent_events || boundary_total.recent_events, 1, {RECENT_EVENTS_LENGTH})"
        ));
    }
    let sets = sets.join(", ");
    for chunk in moved.iter().collect::<Vec<_>>().chunks(CHUNK) {
        let mut bound = Vec::new();
        let mut tuples = Vec::new();
        for ((boundary, key, currency), measures) in chunk {
            let first = bound.len() + 1;
            bound.push(match sheet {
                Sheet::Contribution(subject) => subject.into(),
                Sheet::Total { event } => format!("{event} ").into(),
            });
            bound.extend(values![boundary.code(), key.as_str(), currency.code()]);
            let sums = measures.values();
            bound.extend(names.iter().map(|(at, _)| sea_orm::Value::from(sums[*at])));
            tuples.push(format!("({})", super::placeholders(first, bound.len() + 1 - first)));
        }
        let tuples = tuples.join(", ");
        let sql = format!(
            "INSERT INTO {table} ({own}, boundary, key, currency{columns}) VALUES {tuples}
             ON CONFLICT ({key}) DO UPDATE SET {sets}"
        );
        tx.later(sql, bound).await?;
    }
    Ok(())
}

/// Keeps how the boundaries that moved stand at the end of this day, so that any total can be asked for as of it.
async fn keep_day(tx: &Tx, event: i64, moved: &Contributions) -> Result<()> {
    let columns = format!("recent_events, {}", read::columns());
    let sets = Measures::NAMES
        .iter()
        .chain(&["recent_events", "event_number"])
        .map(|name| format!("{name} = excluded.{name}"))
        .collect::<Vec<_>>()
        .join(", ");
    for chunk in moved.keys().collect::<Vec<_>>().chunks(CHUNK) {
        let mut bound = values![tx.now().local_date(), event];
        let mut tuples = Vec::new();
        for (boundary, key, currency) in chunk {
            tuples.push(format!("({})", super::placeholders(bound.len() + 1, 3)));
            bound.extend(values![boundary.code(), key.as_str(), currency.code()]);
        }
        let sql = format!(
            "INSERT INTO total_day (boundary, key, currency, day, event_number, {columns})
             SELECT boundary, key, currency, $1, $2, {columns}
             FROM boundary_total WHERE (boundary, key, currency) IN (VALUES {})
             ON CONFLICT (boundary, key, currency, day) DO UPDATE SET {sets}",
            tuples.join(", ")
        );
        tx.later(sql, bound).await?;
    }
    Ok(())
}
