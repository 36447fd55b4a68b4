//! An open write transaction: what it reads, what it writes, and the numbers that it hands out.
//!
//! Every statement costs a way to the database and back, which is most of what a short action takes. So a write whose
//! outcome nobody waits for is queued ([`Tx::later`]) and goes along with the next statement: on SQLite in one text with
//! it, on PostgreSQL together as one statement of its own.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sea_orm::{
    ConnectionTrait as _, DatabaseTransaction, DbBackend, DbErr, FromQueryResult, QueryResult, SqlErr, Statement, Value,
};

use super::{Result, Source, StoreError, columns, placeholders};
use crate::domain::event::{GENESIS, unhex};
use crate::domain::ids::ProjectId;
use crate::domain::timestamp::Timestamp;

/// Projects that one statement notes.
const CHANGED_CHUNK: usize = 500;
/// Values that wait for one statement; SQLite takes 32 766, PostgreSQL 65 535.
const QUEUED_VALUES_MAX: usize = 10_000;

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
    queued: Vec<(String, Vec<Value>)>,
    heads: Option<Heads>,
    /// The newest event that totals name already, or that stood before this write.
    counted: i64,
    /// Projects that changed in what the index of projects knows, and do not say so yet.
    changed: BTreeSet<ProjectId>,
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
pub(super) const HEADS: &str = "(SELECT COALESCE(MAX(number), 0) FROM event) AS head_event,
    (SELECT hash FROM event ORDER BY number DESC LIMIT 1) AS head_hash,
    (SELECT occurred_at FROM event ORDER BY number DESC LIMIT 1) AS head_at,
    (SELECT COALESCE(MAX(id), 0) FROM ledger_entry) AS head_ledger_entry,
    (SELECT COALESCE(MAX(id), 0) FROM receipt) AS head_receipt,
    (SELECT COALESCE(MAX(id), 0) FROM conversion) AS head_conversion";

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
}

#[derive(FromQueryResult)]
struct HeadsRow {
    head_event: i64,
    head_hash: Option<String>,
    head_at: Option<Timestamp>,
    head_ledger_entry: i64,
    head_receipt: i64,
    head_conversion: i64,
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

    /// Queues an `INSERT` or `UPDATE` whose count nobody needs. What is queued together must not write the same row, nor
    /// read what another one wrote before it: PostgreSQL shows to each only what stood before all of them.
    pub(super) async fn later(&self, sql: impl Into<String>, values: Vec<Value>) -> Result<()> {
        let waiting: usize = self.state().queued.iter().map(|(_, bound)| bound.len()).sum();
        if waiting + values.len() > QUEUED_VALUES_MAX {
            self.flush().await?;
        }
        self.state().queued.push((sql.into(), values));
        Ok(())
    }

    /// Sends what is queued.
    async fn flush(&self) -> Result<()> {
        let queued = std::mem::take(&mut self.state().queued);
        if queued.is_empty() {
            return Ok(());
        }
        let (sql, values) = joined(queued, self.inner.get_database_backend());
        self.execute(&sql, values).await?;
        Ok(())
    }

    /// Gives the newest event, where it was asked for.
    ///
    /// # Errors
    /// [`StoreError::Unconfirmed`] when the database failed while it committed; others when nothing was committed.
    pub(super) async fn commit(self) -> Result<Option<i64>> {
        self.note_changes().await?;
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
        let rows = self.rows(&format!("SELECT {HEADS}"), vec![]).await?;
        self.learn_heads(columns::returned(rows.first(), "the heads of the tables")?)
    }

    /// Takes the highest numbers from a row that was asked for them beside its own columns ([`HEADS`]), unless they are
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

    /// Writes down which projects changed and do not say so yet.
    async fn note_changes(&self) -> Result<()> {
        let changed: Vec<ProjectId> = std::mem::take(&mut self.state().changed).into_iter().collect();
        for chunk in changed.chunks(CHANGED_CHUNK) {
            let event = self.heads().await?.first_event;
            let sql = format!(
                "UPDATE project SET changed_event = $1 WHERE id IN ({})",
                placeholders(2, chunk.len())
            );
            let ids = chunk.iter().map(|id| Value::from(id.0));
            self.run(&sql, std::iter::once(event.into()).chain(ids).collect())
                .await?;
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
    async fn rows(&self, sql: &str, mut values: Vec<Value>) -> Result<Vec<QueryResult>> {
        if self.speaks_postgres() {
            self.flush().await?;
            return self.query(sql, values).await;
        }
        // On SQLite the queued writes go in the same text; they give no rows.
        let queued = std::mem::take(&mut self.state().queued);
        let mut text = String::new();
        if !queued.is_empty() {
            let (writes, bound) = joined(queued, DbBackend::Sqlite);
            text = format!("{writes};\n{}", shifted(sql, bound.len()));
            values = [bound, values].concat();
        }
        let sql = if text.is_empty() { sql } else { text.as_str() };
        self.query(sql, values).await
    }

    fn speaks_postgres(&self) -> bool {
        self.inner.get_database_backend() == DbBackend::Postgres
    }
}

/// Statements as one text with one list of values: after one another on SQLite, as parts of one on PostgreSQL.
fn joined(queued: Vec<(String, Vec<Value>)>, backend: DbBackend) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    let mut texts = Vec::new();
    for (sql, bound) in queued {
        texts.push(shifted(&sql, values.len()));
        values.extend(bound);
    }
    let last = texts.len().saturating_sub(1);
    let text = match backend {
        DbBackend::Postgres if last > 0 => {
            let parts = texts[..last].iter().enumerate();
            let parts: Vec<String> = parts.map(|(at, text)| format!("queued_{at} AS ({text})")).collect();
            format!("WITH {} {}", parts.join(", "), texts[last])
        }
        _ => texts.join(";\n"),
    };
    (text, values)
}

/// The statement with each `$n` as `$(n + by)`.
fn shifted(sql: &str, by: usize) -> String {
    if by == 0 {
        return sql.to_owned();
    }
    let mut out = String::with_capacity(sql.len() + 16);
    let mut parts = sql.split('$');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (number, rest) = part.split_at(end);
        match number.parse::<usize>() {
            Ok(number) => out.push_str(&format!("${}{rest}", number + by)),
            Err(_) => out.push_str(&format!("${part}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_a_queued_statement_move_behind_those_before_it() {
        assert_eq!(
            shifted("SELECT $1, $12 FROM a WHERE b = $2", 3),
            "SELECT $4, $15 FROM a WHERE b = $5"
        );
        assert_eq!(shifted("SELECT 1", 3), "SELECT 1");
        let queued = || {
            vec![
                ("INSERT INTO a VALUES ($1)".to_owned(), values![1_i64]),
                ("INSERT INTO b VALUES ($1, $2)".to_owned(), values![2_i64, 3_i64]),
            ]
        };
        let (text, values) = joined(queued(), DbBackend::Sqlite);
        assert_eq!(text, "INSERT INTO a VALUES ($1);\nINSERT INTO b VALUES ($2, $3)");
        assert_eq!(values, values![1_i64, 2_i64, 3_i64]);
        let (text, _) = joined(queued(), DbBackend::Postgres);
        assert_eq!(
            text,
            "WITH queued_0 AS (INSERT INTO a VALUES ($1)) INSERT INTO b VALUES ($2, $3)"
        );
    }
}
