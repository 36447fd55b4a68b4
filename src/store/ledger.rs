//! The ledger: rows of fact that never change, and the conversions said about them.

use sea_orm::FromQueryResult;
use time::Date;

use super::{Result, Source, StoreError, Tx};
use crate::domain::counting::{Entry, EntryKind};
use crate::domain::currency::Currency;
use crate::domain::ids::{LedgerEntryId, OrganisationId, PledgeId, ProjectId};
use crate::domain::money::Money;
use crate::domain::organisation::Class;
use crate::domain::pledge::{PledgeKind, Target};
use crate::domain::rate::Converted;

/// A row on its way into the ledger, with the event in which its public values stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry<'a> {
    pub id: LedgerEntryId,
    pub kind: EntryKind,
    pub parent: Option<LedgerEntryId>,
    pub pledge: PledgeId,
    pub target: Target,
    pub organisation: OrganisationId,
    pub aid: PledgeKind,
    pub finance_type: &'a str,
    pub amount: Money,
    /// How much of its parent it uses up, in the parent's minor units.
    pub draws_minor: Option<i64>,
    pub dated_on: Date,
    pub converted: Option<Converted>,
}

/// The key that the next row takes; safe because there is one writer.
///
/// # Errors
/// [`StoreError`].
pub async fn next_id(tx: &Tx) -> Result<LedgerEntryId> {
    tx.number("SELECT COALESCE(MAX(id), 0) + 1 AS number FROM ledger_entry", vec![])
        .await
        .map(LedgerEntryId)
}

/// Writes a row and its first conversion.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(tx: &Tx, entry: &NewEntry<'_>, event_number: i64) -> Result<()> {
    let (project, place, pillar) = match entry.target {
        Target::Project(project) => (Some(project.0), None, None),
        Target::Place(place) => (None, Some(place.0), None),
        Target::Pillar(pillar) => (None, None, Some(pillar.code())),
        Target::Plan => (None, None, None),
    };
    tx.run(
        "INSERT INTO ledger_entry (id, kind, parent_id, pledge_id, project_id, place_id, pillar, organisation_id, aid,
            finance_type, amount_minor, currency, draws_minor, dated_on, event_number, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        values![
            entry.id.0,
            entry.kind.code(),
            entry.parent.map(|parent| parent.0),
            entry.pledge.0,
            project,
            place,
            pillar,
            entry.organisation.0,
            entry.aid.code(),
            entry.finance_type,
            entry.amount.minor(),
            entry.amount.currency().code(),
            entry.draws_minor,
            entry.dated_on,
            event_number,
            tx.now().to_string()
        ],
    )
    .await?;
    if let Some(converted) = entry.converted {
        let id = tx
            .number("SELECT COALESCE(MAX(id), 0) + 1 AS number FROM conversion", vec![])
            .await?;
        tx.run(
            "INSERT INTO conversion (id, ledger_entry_id, exchange_rate_id, usd_minor, event_number, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            values![
                id,
                entry.id.0,
                converted.rate.map(|rate| rate.0),
                converted.usd.minor(),
                event_number,
                tx.now().to_string()
            ],
        )
        .await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    aid: String,
    partner: String,
    class: String,
    amount_minor: i64,
    currency: String,
    usd_minor: Option<i64>,
    pledged_on: Date,
}

const SELECT: &str = "SELECT entry.kind AS kind, entry.aid AS aid, organisation.slug AS partner,
    organisation.class AS class, entry.amount_minor AS amount_minor, entry.currency AS currency,
    (SELECT conversion.usd_minor FROM conversion WHERE conversion.ledger_entry_id = entry.id
        ORDER BY conversion.id DESC LIMIT 1) AS usd_minor,
    pledge.pledged_on AS pledged_on
    FROM ledger_entry AS entry
    JOIN organisation ON organisation.id = entry.organisation_id
    JOIN pledge ON pledge.id = entry.pledge_id";

/// The rows of a project, as counting sees them.
///
/// # Errors
/// [`StoreError`].
pub async fn of_project(source: &impl Source, project: ProjectId) -> Result<Vec<Entry>> {
    let rows = source
        .all(
            &format!("{SELECT} WHERE entry.project_id = $1 ORDER BY entry.id"),
            values![project.0],
        )
        .await?;
    rows.into_iter().map(entry).collect()
}

/// The rows of a pledge, as counting sees them.
///
/// # Errors
/// [`StoreError`].
pub async fn of_pledge(source: &impl Source, pledge: PledgeId) -> Result<Vec<Entry>> {
    let rows = source
        .all(
            &format!("{SELECT} WHERE entry.pledge_id = $1 ORDER BY entry.id"),
            values![pledge.0],
        )
        .await?;
    rows.into_iter().map(entry).collect()
}

fn entry(row: Row) -> Result<Entry> {
    let currency = Currency::parse(&row.currency).map_err(|_| StoreError::Corrupt("ledger_entry.currency"))?;
    Ok(Entry {
        kind: EntryKind::parse(&row.kind).ok_or(StoreError::Corrupt("ledger_entry.kind"))?,
        aid: PledgeKind::parse(&row.aid).ok_or(StoreError::Corrupt("ledger_entry.aid"))?,
        class: Class::parse(&row.class).ok_or(StoreError::Corrupt("organisation.class"))?,
        partner: row.partner,
        amount: Money::new(row.amount_minor, currency),
        usd_minor: row.usd_minor,
        year: row.pledged_on.year(),
    })
}
