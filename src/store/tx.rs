//! An open write transaction: what it reads, what it writes, and the numbers that it hands out.
//!
//! What is only added and whose outcome nobody waits for is recorded ([`Tx::record`]) and written together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sea_orm::{
    ConnectionTrait as _, DatabaseTransaction, DbBackend, DbErr, FromQueryResult, QueryResult, SqlErr, Statement, Value,
};

use super::record::Record;
use super::{Result, Source, StoreError, columns};
use crate::domain::event::{GENESIS, unhex};
use crate::domain::ids::{LedgerEntryId, PledgeId, ProjectId};
use crate::domain::timestamp::Timestamp;

/// An open write transaction. Only [`super::Db::write`] makes one.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    now: Timestamp,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The instant of the newest event, where that is a little later than the writer's own.
    newest_at: Option<Timestamp>,
    record: Record,
    heads: Option<Heads>,
    /// The newest event that totals name already, or that stood before this write.
    counted: i64,
    /// Projects that changed in what the index of projects knows, and do not say so yet.
    changed: BTreeSet<ProjectId>,
    /// Promises, and commitments without one, whose rows changed and of which it is not recorded yet where they stand:
    /// by the promise, or else the row, with one of their rows.
    moved: BTreeMap<(Option<PledgeId>, Option<LedgerEntryId>), LedgerEntryId>,
    /// A statement failed. SQLite may have rolled everything back by itself then, so that what follows would stand
    /// alone; PostgreSQL answers a COMMIT with a ROLLBACK that looks like success. So nothing follows.
    failed: bool,
    /// A statement failed because the database keeps nothing.
    lost: bool,
}

/// How far the newest event may be ahead of a writer who waited for its turn, or whose machine has another clock. What
/// is further ahead was stamped by a clock that was wrong, which nobody has to follow.
const AHEAD_SECONDS_MAX: i64 = 3_600;

/// The columns that [`Tx::learn_heads`] reads.
macro_rules! heads {
    () => {
        "(SELECT COALESCE(MAX(number), 0) FROM event) AS head_event,
    (SELECT hash FROM event ORDER BY number DESC LIMIT 1) AS head_hash,
    (SELECT occurred_at FROM event ORDER BY number DESC LIMIT 1) AS head_at,
    (SELECT COALESCE(MAX(id), 0) FROM ledger_entry) AS head_ledger_entry,
    (SELECT COALESCE(MAX(id), 0) FROM receipt) AS head_receipt,
    (SELECT COALESCE(MAX(id), 0) FROM conversion) AS head_conversion,
    (SELECT COALESCE(MAX(id), 0) FROM commitment_tranche) AS head_commitment_tranche"
    };
}
pub(super) use heads;

/// The highest numbers of the tables that count without gaps. There is one writer, so they are right until it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heads {
    /// The first event of this write, whether or not it has one yet.
    pub first_event: i64,
    pub event: i64,
    /// Hash of the newest event.
    pub hash: [u8; 32],
    pub ledger_entry: i64,
    pub receipt: i64,
    pub conversion: i64,
    pub commitment_tranche: i64,
}

#[derive(FromQueryResult)]
struct HeadsRow {
    head_event: i64,
    head_hash: Option<String>,
    head_at: Option<Timestamp>,
    head_ledger_entry: i64,
    head_receipt: i64,
    head_conversion: i64,
    head_commitment_tranche: i64,
}

impl Tx {
    pub(super) fn new(inner: DatabaseTransaction, now: Timestamp) -> Self {
        Self {
            inner,
            now,
            state: Mutex::default(),
        }
    }

    /// The instant of this write: once the newest event is known, none before it.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.state().newest_at.unwrap_or(self.now)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn statement(&self, sql: &str, values: Vec<Value>) -> Statement {
        Statement::from_sql_and_values(self.inner.get_database_backend(), sql, values)
    }

    /// Refuses to go on after a statement that failed.
    fn must_stand(&self) -> Result<()> {
        if self.state().failed {
            let gone = DbErr::Custom("a statement of this transaction failed before".to_owned());
            return Err(StoreError::Database(gone));
        }
        Ok(())
    }

    /// What a failed statement means; nothing follows it.
    fn failed(&self, error: DbErr) -> StoreError {
        let meaning = match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(what)) => StoreError::Duplicate(what),
            _ => error.into(),
        };
        let mut state = self.state();
        state.failed = true;
        state.lost |= matches!(meaning, StoreError::Unavailable(_));
        meaning
    }

    async fn execute(&self, sql: &str, values: Vec<Value>) -> Result<u64> {
        self.must_stand()?;
        let done = self.inner.execute_raw(self.statement(sql, values)).await;
        Ok(done.map_err(|error| self.failed(error))?.rows_affected())
    }

    async fn query(&self, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>> {
        self.must_stand()?;
        let found = self.inner.query_all_raw(self.statement(sql, values)).await;
        found.map_err(|error| self.failed(error))
    }

    /// Adds rows whose outcome nobody waits for; they are written before the next statement.
    pub(super) async fn record(&self, add: impl FnOnce(&mut Record)) -> Result<()> {
        if self.state().record.is_full() {
            self.flush().await?;
        }
        add(&mut self.state().record);
        Ok(())
    }

    /// Writes what was recorded before totals move once more: one record changes each of them once.
    pub(super) async fn settle_totals(&self) -> Result<()> {
        let moves = !self.state().record.moved.is_empty();
        if moves { self.flush().await } else { Ok(()) }
    }

    /// Writes what was recorded.
    async fn flush(&self) -> Result<()> {
        let record = std::mem::take(&mut self.state().record);
        if record.is_empty() {
            return Ok(());
        }
        for (sql, values) in record.statements(self.speaks_postgres(), self.now().local_date())? {
            self.execute(sql, values).await?;
        }
        Ok(())
    }

    /// Gives the newest event, where it was asked for.
    ///
    /// # Errors
    /// [`StoreError::Unconfirmed`] when the database failed while it committed; others when nothing was committed.
    pub(super) async fn commit(self) -> Result<Option<i64>> {
        debug_assert!(
            self.state().moved.is_empty(),
            "where an account stands is recorded with what moved it"
        );
        self.record_changes().await?;
        self.flush().await?;
        self.must_stand()?;
        let newest = self.state().heads.map(|heads| heads.event);
        self.inner.commit().await.map_err(StoreError::Unconfirmed)?;
        Ok(newest)
    }

    /// Gives up what was written; says whether the database obeyed in all that it was asked.
    pub(super) async fn roll_back(self) -> bool {
        let lost = self.state().lost;
        self.inner.rollback().await.is_ok() && !lost
    }

    /// Runs a statement and says how many rows it touched.
    pub(super) async fn run(&self, sql: &str, values: Vec<Value>) -> Result<u64> {
        self.flush().await?;
        self.execute(sql, values).await
    }

    /// Runs an `INSERT … RETURNING id AS number` and gives the key.
    pub(super) async fn insert(&self, sql: &str, values: Vec<Value>) -> Result<i64> {
        self.number(sql, values).await
    }

    /// The highest numbers, asked for once.
    pub(super) async fn heads(&self) -> Result<Heads> {
        if let Some(heads) = self.state().heads {
            return Ok(heads);
        }
        let rows = self.rows(concat!("SELECT ", heads!()), vec![]).await?;
        self.learn_heads(columns::returned(rows.first(), "the heads of the tables")?)
    }

    /// Takes the highest numbers from a row that was asked for them beside its own columns ([`heads!`]), unless they are
    /// known already.
    pub(super) fn learn_heads(&self, row: &QueryResult) -> Result<Heads> {
        if let Some(heads) = self.state().heads {
            return Ok(heads);
        }
        let row = HeadsRow::from_query_result(row, "")?;
        let hash = match &row.head_hash {
            Some(hash) => columns::readable(unhex(hash), "event.hash")?,
            None => GENESIS,
        };
        let heads = Heads {
            first_event: row.head_event + 1,
            event: row.head_event,
            hash,
            ledger_entry: row.head_ledger_entry,
            receipt: row.head_receipt,
            conversion: row.head_conversion,
            commitment_tranche: row.head_commitment_tranche,
        };
        let follows = |at: &Timestamp| *at > self.now && *at <= self.now.plus_seconds(AHEAD_SECONDS_MAX);
        let mut state = self.state();
        state.newest_at = row.head_at.filter(follows);
        state.counted = heads.event;
        state.heads = Some(heads);
        Ok(heads)
    }

    /// The events of this write since it counted last, in their order: those that move what it counts now. Only the
    /// newest of all where there are none.
    pub(super) async fn uncounted_events(&self) -> Result<Vec<i64>> {
        let newest = self.heads().await?.event;
        let counted = std::mem::replace(&mut self.state().counted, newest);
        Ok((newest.min(counted + 1)..=newest).collect())
    }

    /// Notes that a project changed in what the index of projects knows. It says so by the first event of this write in
    /// `changed_event`, at the latest when this ends; whoever writes to its row until then sets that along and asks
    /// [`Tx::take_changed`].
    pub(super) fn note_changed(&self, project: ProjectId) {
        self.state().changed.insert(project);
    }

    /// Whether a project changed; from then on it is the caller who says so.
    pub(super) fn take_changed(&self, project: ProjectId) -> bool {
        self.state().changed.remove(&project)
    }

    /// Notes that a row changes where its promise stands, or its commitment that has none.
    pub(super) fn note_moved(&self, pledge: Option<PledgeId>, row: LedgerEntryId) {
        let whose = (pledge, pledge.is_none().then_some(row));
        self.state().moved.insert(whose, row);
    }

    /// One row of each account that changed since this was asked last, one after the other.
    pub(super) fn next_moved(&self) -> Option<LedgerEntryId> {
        self.state().moved.pop_first().map(|(_, row)| row)
    }

    /// Takes back what [`Tx::note_moved`] noted: the caller records where the account stands.
    pub(super) fn take_moved(&self, pledge: Option<PledgeId>, row: LedgerEntryId) {
        self.state().moved.remove(&(pledge, pledge.is_none().then_some(row)));
    }

    /// Records which projects changed and do not say so yet.
    async fn record_changes(&self) -> Result<()> {
        let changed = std::mem::take(&mut self.state().changed);
        if changed.is_empty() {
            return Ok(());
        }
        let event = self.heads().await?.first_event;
        for project in changed {
            self.record(|record| record.change_project(project, event)).await?;
        }
        Ok(())
    }

    /// Keeps the highest numbers after a row was added.
    pub(super) fn advance(&self, change: impl FnOnce(&mut Heads)) {
        if let Some(heads) = self.state().heads.as_mut() {
            change(heads);
        }
    }
}

impl Source for Tx {
    async fn rows(&self, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>> {
        self.flush().await?;
        self.query(sql, values).await
    }

    fn speaks_postgres(&self) -> bool {
        self.inner.get_database_backend() == DbBackend::Postgres
    }
}
