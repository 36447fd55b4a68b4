//! Totals: replacing what a subject contributes and moving the boundaries by the difference.

use std::collections::BTreeSet;

use sea_orm::Value;

use super::{Result, Source, Tx, pledges};
use crate::domain::counting::{self, Contributions, Key};
use crate::domain::currency::Currency;
use crate::domain::ids::{PledgeId, ProjectId};
use crate::domain::ledger::Booked;
use crate::domain::measures::Measures;
use crate::domain::pledge::Target;
use crate::domain::rate;

mod ledger_text;
mod many;
mod read;
pub(super) mod subject;

pub(super) use many::Gathered;

pub(super) use read::everything;
pub use read::{AsOf, Sums, as_of, by, first_day, of};
use read::{RECENT_EVENTS, RECENT_EVENTS_LENGTH};
use subject::{Counted, Stored};

/// Works a registered project out anew, with its requirement and gap, and moves the totals.
///
/// # Errors
/// [`super::StoreError`].
pub async fn refresh_project(tx: &Tx, id: ProjectId) -> Result<()> {
    refresh_project_because(tx, id, &[]).await
}

/// As [`refresh_project`], long after the events that moved it, which are given in their order.
///
/// # Errors
/// [`super::StoreError`].
pub async fn refresh_project_because(tx: &Tx, id: ProjectId, events: &[i64]) -> Result<()> {
    match subject::project(tx, id).await? {
        Some(counted) => refresh_totals(tx, id, &counted, events).await,
        None => Ok(()),
    }
}

/// A registered project as it stands before an action, whose writes can then go as one; `None` for any other project.
///
/// # Errors
/// [`super::StoreError`].
pub async fn fulfilment(tx: &Tx, id: ProjectId) -> Result<Option<Fulfilment>> {
    let counted = subject::project(tx, id).await?;
    Ok(counted.map(|counted| Fulfilment { id, counted }))
}

/// What [`fulfilment`] reads.
#[derive(Debug)]
pub struct Fulfilment {
    id: ProjectId,
    counted: Counted,
}

impl Fulfilment {
    /// The rows of its ledger.
    #[must_use]
    pub fn rows(&self) -> &[Booked] {
        &self.counted.subject.entries
    }

    /// As [`refresh_project`], with the one row that was added since.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn refresh_with(mut self, tx: &Tx, row: Booked) -> Result<()> {
        self.counted.subject.entries.push(row);
        refresh_totals(tx, self.id, &self.counted, &[]).await
    }
}

async fn refresh_totals(tx: &Tx, id: ProjectId, counted: &Counted, events: &[i64]) -> Result<()> {
    let present = Stored::of(&counted.subject)?;
    let changed = tx.take_changed(id);
    // Most actions (payments, answers, revisions) move none of these.
    if let Some(present) = present.filter(|present| Some(present) != counted.stored.as_ref()) {
        tx.later(
            "UPDATE project SET requirement_minor = $1, requirement_usd_minor = $2, gap_minor = $3,
                gap_usd_minor = $4, requirement_units_per_usd = $5, changed_event = $6 WHERE id = $7",
            values![
                present.requirement_minor,
                present.requirement_usd_minor,
                present.gap_minor,
                present.gap_usd_minor,
                present.requirement_units_per_usd,
                tx.heads().await?.first_event,
                id
            ],
        )
        .await?;
    } else if changed {
        let sql = "UPDATE project SET changed_event = $1 WHERE id = $2";
        tx.later(sql, values![tx.heads().await?.first_event, id]).await?;
    }
    replace(tx, &format!("project:{}", id.0), counted, events).await
}

/// Works a pledge that is for no project out anew and moves the totals; for one that is, its project.
///
/// # Errors
/// [`super::StoreError`].
pub async fn refresh_pledge(tx: &Tx, id: PledgeId) -> Result<()> {
    refresh_pledge_because(tx, id, &[]).await
}

/// As [`refresh_pledge`], long after the events that moved it, which are given in their order.
///
/// # Errors
/// [`super::StoreError`].
pub async fn refresh_pledge_because(tx: &Tx, id: PledgeId, events: &[i64]) -> Result<()> {
    let Some(row) = pledges::get(tx, id).await? else {
        return Ok(());
    };
    if let Target::Project(project) = row.target() {
        return refresh_project_because(tx, project, events).await;
    }
    let counted = subject::pledge(tx, &row).await?;
    replace(tx, &format!("pledge:{}", row.id), &counted, events).await
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

/// `events`: those that moved it, in their order; none: those of this write since it counted last.
async fn replace(tx: &Tx, subject: &str, counted: &Counted, events: &[i64]) -> Result<()> {
    let after = counting::contributions(&counted.subject, &counted.gazetteer)?;
    let before = counted.contributed()?;
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
    let own = tx.uncounted_events().await?;
    let because = if events.is_empty() { &own } else { events };
    tx.later(
        "INSERT INTO contribution (subject, figures) VALUES ($1, $2)
         ON CONFLICT (subject) DO UPDATE SET figures = excluded.figures",
        values![subject, ledger_text::written(&after)],
    )
    .await?;
    let because = recent(because);
    let moves: Vec<Move<'_>> = moved
        .iter()
        .map(|(key, measures)| Move {
            key,
            measures,
            because: &because,
        })
        .collect();
    move_totals(tx, &moves, CHUNK).await
}

/// Adds differences to the totals, so many at once.
async fn move_totals(tx: &Tx, moves: &[Move<'_>], together: usize) -> Result<()> {
    for chunk in moves.chunks(together) {
        keep_day(tx, chunk).await?;
        add(tx, chunk).await?;
    }
    Ok(())
}

/// The newest of some events, given in their order, as totals name what moved them.
fn recent(events: &[i64]) -> String {
    let newest = events.iter().rev().take(RECENT_EVENTS);
    newest.map(|event| format!("{event} ")).collect()
}

/// Rows that one statement takes.
const CHUNK: usize = 500;

/// A difference on its way into a total.
#[derive(Clone, Copy)]
struct Move<'a> {
    key: &'a Key,
    measures: &'a Measures,
    /// The events that moved it ([`recent`]).
    because: &'a str,
}

/// Keeps how boundaries that will move today stood at the end of the day on which they moved last, so that any total
/// can be asked for as of an earlier day. That day is later than today only after a clock was wrong; what it moved
/// belongs to today's total, too.
async fn keep_day(tx: &Tx, moved: &[Move<'_>]) -> Result<()> {
    let columns = format!("recent_events, {}", read::columns());
    let mut bound = values![tx.now().local_date()];
    let mut tuples = Vec::new();
    for Move {
        key: (boundary, key, currency),
        ..
    } in moved
    {
        tuples.push(format!("({})", super::placeholders(bound.len() + 1, 3)));
        bound.extend(values![*boundary, key.as_str(), *currency]);
    }
    let stored: String = Measures::NAMES
        .iter()
        .map(|name| format!(", {name} = excluded.{name}"))
        .collect();
    let sql = format!(
        "INSERT INTO total_day (boundary, key, currency, day, {columns})
         SELECT boundary, key, currency, moved_on, {columns} FROM boundary_total
         WHERE moved_on <> $1 AND (boundary, key, currency) IN (VALUES {})
         ON CONFLICT (boundary, key, currency, day) DO UPDATE SET recent_events = excluded.recent_events{stored}",
        tuples.join(", ")
    );
    tx.later(sql, bound).await
}

/// Adds differences to the totals. The statement names only the sums that moved: few of them do at once.
async fn add(tx: &Tx, moved: &[Move<'_>]) -> Result<()> {
    let names: Vec<(usize, &str)> = Measures::NAMES
        .iter()
        .copied()
        .enumerate()
        .filter(|(at, _)| moved.iter().any(|one| one.measures.values()[*at] != 0))
        .collect();
    let columns: String = names.iter().map(|(_, name)| format!(", {name}")).collect();
    let sets: String = names
        .iter()
        .map(|(_, name)| format!(", {name} = {}", checked_sum(name, tx.speaks_postgres())))
        .collect();
    let mut bound = values![tx.now().local_date()];
    let mut tuples = Vec::new();
    for one in moved {
        let (boundary, key, currency) = one.key;
        let first = bound.len() + 1;
        bound.extend(values![one.because, *boundary, key.as_str(), *currency]);
        let sums = one.measures.values();
        bound.extend(names.iter().map(|(at, _)| Value::from(sums[*at])));
        tuples.push(format!("($1, {})", super::placeholders(first, bound.len() + 1 - first)));
    }
    let sql = format!(
        "INSERT INTO boundary_total (moved_on, recent_events, boundary, key, currency{columns}) VALUES {}
         ON CONFLICT (boundary, key, currency) DO UPDATE SET
            recent_events = SUBSTR(excluded.recent_events || boundary_total.recent_events, 1, {RECENT_EVENTS_LENGTH}),
            moved_on = excluded.moved_on{sets}",
        tuples.join(", ")
    );
    tx.later(sql, bound).await
}

/// The new value of a sum. PostgreSQL refuses one beyond 64 bits; SQLite would go on with a float, so there it becomes
/// NULL, which no sum may be ([`super::StoreError`] knows both).
fn checked_sum(name: &str, postgres: bool) -> String {
    let sum = format!("boundary_total.{name} + excluded.{name}");
    if postgres {
        sum
    } else {
        format!("CASE WHEN TYPEOF({sum}) = 'integer' THEN {sum} END")
    }
}
