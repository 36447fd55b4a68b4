//! The ledger: rows of fact that never change, and the conversions said about them.

use sea_orm::FromQueryResult;
use time::Date;

use super::columns::Units;
use super::record::{ConversionLine, EntryLine};
use super::sql::{Clause, Text};
use super::{Result, Source, Tx};
use crate::domain::finance::Finance;
use crate::domain::ids::{AccountId, LedgerEntryId, OrganisationId, PledgeId, ProjectId, RateId};
use crate::domain::ledger::{Booked, EntryKind, Provider};
use crate::domain::ledger::{Entry, Statement};
use crate::domain::money::Money;
use crate::domain::pledge::{PledgeKind, Target};
use crate::domain::rate::Converted;

pub(super) mod rows;

pub(super) use rows::from_json;
use rows::{entries, entry_columns, entry_from};

/// A row on its way into the ledger, with the event in which its public values stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry<'a> {
    pub id: LedgerEntryId,
    pub kind: EntryKind,
    pub parent: Option<LedgerEntryId>,
    pub pledge: Option<PledgeId>,
    pub target: Target,
    /// Whose money it is.
    pub organisation: OrganisationId,
    /// Who receives it and confirms payments.
    pub receiver: Option<OrganisationId>,
    pub support: PledgeKind,
    pub finance_type: &'a str,
    pub amount: Money,
    /// How much of its parent it uses up, in the parent's minor units.
    pub drawdown_minor: Option<i64>,
    pub dated_on: Date,
    pub converted: Option<Converted>,
    pub by: Option<AccountId>,
    /// Entered by an officer for the organisation.
    pub on_behalf: bool,
}

impl NewEntry<'_> {
    /// The row as the chain sees it; a commitment's worth in the budget currency only where a rate made it.
    #[must_use]
    pub fn entry(&self) -> Entry {
        Entry {
            id: self.id,
            kind: self.kind,
            parent: self.parent,
            line: self.pledge.map(|pledge| (pledge, self.target)),
            support: self.support,
            finance: Finance::of(self.finance_type),
            amount: self.amount,
            drawdown_minor: self.drawdown_minor,
            usd_minor: self.converted.map(|converted| converted.usd.minor()),
            budget_minor: self.converted.and_then(|converted| converted.budget).map(Money::minor),
            dated_on: self.dated_on,
            statement: Statement::Declared,
            published: None,
            own: self.receiver == Some(self.organisation),
            initiative: None,
        }
    }

    /// The row as counting sees it, given by those who gave the row before it: for a payment, whose worth in the
    /// budget currency nothing asks for.
    #[must_use]
    pub fn booked(&self, providers: Vec<Provider>) -> Booked {
        Booked {
            providers,
            entry: self.entry(),
        }
    }
}

/// The key that the next row takes; safe because there is one writer.
///
/// # Errors
/// [`super::StoreError`].
pub async fn next_id(tx: &Tx) -> Result<LedgerEntryId> {
    Ok(LedgerEntryId(tx.heads().await?.ledger_entry + 1))
}

/// Writes a row and its first conversion.
///
/// # Errors
/// [`super::StoreError`].
pub async fn insert(tx: &Tx, entry: &NewEntry<'_>, event_number: i64) -> Result<()> {
    let (project, place, pillar) = match entry.target {
        Target::Project(project) => (Some(project), None, None),
        Target::Place(place) => (None, Some(place), None),
        Target::Pillar(pillar) => (None, None, Some(pillar)),
        Target::Plan => (None, None, None),
    };
    let line = EntryLine {
        id: entry.id,
        kind: entry.kind,
        parent_id: entry.parent,
        pledge_id: entry.pledge,
        project_id: project,
        place_id: place,
        pillar,
        organisation_id: entry.organisation,
        receiver_id: entry.receiver,
        support: entry.support,
        finance_type: entry.finance_type.to_owned(),
        amount_minor: entry.amount.minor(),
        currency: entry.amount.currency(),
        drawdown_minor: entry.drawdown_minor,
        dated_on: entry.dated_on.to_string(),
        event_number,
        account_id: entry.by,
        on_behalf: entry.on_behalf,
        created_at: tx.now(),
    };
    tx.record(|record| record.ledger_entry.push(line)).await?;
    tx.advance(|heads| heads.ledger_entry = entry.id.0);
    if entry.kind != EntryKind::Expenditure {
        tx.note_moved(entry.pledge, entry.id);
    }
    // A payment is of somebody who signed before; any other row may be of an organisation that is new to the project.
    if let Some(id) = project.filter(|_| entry.kind != EntryKind::Disbursement) {
        tx.note_changed(id);
    }
    match &entry.converted {
        Some(converted) => convert(tx, entry.id, converted, event_number).await,
        None => Ok(()),
    }
}

/// Says what a row is worth in US dollars and in its project's budget currency; the newest word counts.
///
/// # Errors
/// [`super::StoreError`].
pub async fn convert(tx: &Tx, entry: LedgerEntryId, converted: &Converted, event_number: i64) -> Result<()> {
    let id = tx.heads().await?.conversion + 1;
    let line = ConversionLine {
        id,
        ledger_entry_id: entry,
        exchange_rate_id: converted.rate,
        units_per_usd: converted.units_per_usd.map(Units),
        usd_minor: converted.usd.minor(),
        budget_minor: converted.budget.map(Money::minor),
        budget_currency: converted.budget.map(Money::currency),
        budget_rate_id: converted.budget_rate,
        event_number,
        created_at: tx.now(),
    };
    tx.record(|record| record.conversion.push(line)).await?;
    tx.advance(|heads| heads.conversion = id);
    Ok(())
}

/// The statement that reads the rows that a clause picks.
macro_rules! picked {
    ($clause:literal) => {
        Text {
            sqlite: concat!("SELECT ", entries!(sqlite $clause), " AS entries"),
            postgres: concat!("SELECT ", entries!(postgres $clause), " AS entries"),
        }
    };
}

/// The rows of a project, as counting sees them.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_project(source: &impl Source, project: ProjectId) -> Result<Vec<Booked>> {
    booked(source, picked!("entry.project_id = $1"), project.0).await
}

/// The rows of a pledge at its own level: without what was earmarked to projects.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_pledge_itself(source: &impl Source, pledge: PledgeId) -> Result<Vec<Booked>> {
    let itself = picked!("entry.pledge_id = $1 AND entry.project_id IS NULL");
    booked(source, itself, pledge.0).await
}

/// All rows of a pledge, those of its earmarked parts included.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_pledge(source: &impl Source, pledge: PledgeId) -> Result<Vec<Booked>> {
    booked(source, picked!("entry.pledge_id = $1"), pledge.0).await
}

/// The pledges of which a part is earmarked and some row rests on this rate.
pub(super) const EARMARKED_BY_RATE: &str = "(SELECT affected.pledge_id FROM conversion
    JOIN ledger_entry AS affected ON affected.id = conversion.ledger_entry_id
    JOIN ledger_entry AS part ON part.pledge_id = affected.pledge_id AND part.kind = 'earmarking'
    WHERE conversion.exchange_rate_id = $1)";

/// All rows of the pledges of which a part is earmarked and some row rests on a rate, or once did.
///
/// # Errors
/// [`super::StoreError`].
pub async fn earmarked_by_rate(source: &impl Source, rate: RateId) -> Result<Vec<Booked>> {
    read(
        source,
        &format!("entry.pledge_id IN {EARMARKED_BY_RATE}"),
        values![rate],
    )
    .await
}

/// A direct commitment with all that descends from it.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_commitment(source: &impl Source, commitment: LedgerEntryId) -> Result<Vec<Booked>> {
    of(source, &Clause::of_accounts(&[], &[commitment])).await
}

/// Whether an organisation receives a commitment on a project.
///
/// # Errors
/// [`super::StoreError`].
pub async fn receives(source: &impl Source, organisation: OrganisationId, project: ProjectId) -> Result<bool> {
    let sql = "SELECT COUNT(*) AS number FROM ledger_entry
        WHERE project_id = $1 AND receiver_id = $2 AND kind = 'commitment'";
    Ok(source.number(sql, values![project, organisation]).await? > 0)
}

/// The rows that a clause picks, in the order of recording.
///
/// # Errors
/// [`super::StoreError`].
pub(super) async fn of(source: &impl Source, clause: &Clause) -> Result<Vec<Booked>> {
    let picked = clause.on(source.speaks_postgres());
    read(source, &picked, clause.bound.clone()).await
}

async fn booked(source: &impl Source, picked: Text, key: i64) -> Result<Vec<Booked>> {
    ask(source, picked.on(source.speaks_postgres()), values![key]).await
}

async fn read(source: &impl Source, clause: &str, bound: Vec<sea_orm::Value>) -> Result<Vec<Booked>> {
    let [list, tuple] = super::json_functions(source.speaks_postgres());
    let sql = format!(
        "SELECT CAST(COALESCE({list}({tuple}({}) ORDER BY entry.id, joint.position), '[]') AS TEXT) AS entries
         {} WHERE {clause}",
        entry_columns!(),
        entry_from!()
    );
    ask(source, &sql, bound).await
}

async fn ask(source: &impl Source, sql: &str, bound: Vec<sea_orm::Value>) -> Result<Vec<Booked>> {
    #[derive(FromQueryResult)]
    struct Entries {
        entries: String,
    }
    let found: Option<Entries> = source.one(sql, bound).await?;
    found.map_or_else(|| Ok(Vec::new()), |found| from_json(&found.entries))
}
