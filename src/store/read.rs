//! Reading. What one page or one file shows comes from one [`Snapshot`]: one connection, one transaction, one data
//! version. People who are signed in, and actions, read statement by statement at the [`Primary`], where their own
//! writes stand already.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, QueryResult, Statement,
    TransactionTrait as _, Value,
};

use super::{Db, Result, Source, StoreError, events};
use crate::clock::Deadline;

tokio::task_local! {
    /// Set while a snapshot is open: another one inside it could wait for its own connection.
    static OPEN: ();
}

/// How long pages may occupy the database, and how long they wait until they may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadLimits {
    /// Most pages that are built at the same time: each has a connection of its own.
    pub readers: u32,
    /// How long a page waits for its turn before it is refused.
    pub turn: Duration,
    /// How long a page may take at the database, all its statements together, before it is ended.
    pub page: Duration,
}

impl Default for ReadLimits {
    fn default() -> Self {
        Self {
            readers: 4,
            turn: Duration::from_secs(2),
            page: Duration::from_secs(3),
        }
    }
}

/// Once one part in so many of a page's time is gone, PostgreSQL is told how much is left, at the cost of a statement.
const SLOW_DIVISOR: u32 = 6;

/// Connections that read snapshots.
#[derive(Debug, Clone)]
pub(super) struct Readers {
    pool: DatabaseConnection,
    statements: Arc<AtomicU64>,
    /// How long one snapshot may take.
    limit: Option<Duration>,
}

impl Readers {
    pub(super) fn new(pool: DatabaseConnection, statements: Arc<AtomicU64>, limit: Option<Duration>) -> Self {
        Self {
            pool,
            statements,
            limit,
        }
    }

    pub(super) const fn pool(&self) -> &DatabaseConnection {
        &self.pool
    }

    async fn begin(&self) -> Result<Snapshot> {
        let inner = self.pool.begin().await.map_err(|error| match error.into() {
            StoreError::Busy => StoreError::NoTurn,
            other => other,
        })?;
        let mut snapshot = Snapshot {
            inner,
            version: 0,
            statements: self.statements.clone(),
            deadline: self.limit.map(Deadline::after),
        };
        // The first statement fixes what all others see.
        snapshot.version = events::data_version(&snapshot).await?;
        Ok(snapshot)
    }

    async fn read<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        F: AsyncFnOnce(&Snapshot) -> std::result::Result<T, E>,
        E: From<StoreError>,
    {
        if OPEN.try_with(|()| ()).is_ok() {
            return Err(StoreError::Unusable("a snapshot was asked for inside another".to_owned()).into());
        }
        let snapshot = self.begin().await?;
        OPEN.scope((), work(&snapshot)).await
    }

    /// The number of the newest event, outside of any snapshot; no statement of a page.
    async fn newest(&self) -> Result<i64> {
        let backend = self.pool.get_database_backend();
        let statement = Statement::from_string(backend, "SELECT COALESCE(MAX(number), 0) AS number FROM event");
        let row = self.pool.query_one_raw(statement).await?;
        Ok(row.map_or(Ok(0), |row| row.try_get("", "number"))?)
    }

    pub(super) async fn close(self) {
        let _ = self.pool.close().await;
    }
}

impl Db {
    /// The data version as this process knows it: at once after its own writes, after those of others once it has asked
    /// ([`Db::follow`]). It never goes back.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version.load(Ordering::Acquire)
    }

    /// Asks where pages are read for the newest data version.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn follow(&self) -> Result<i64> {
        let newest = self.files.newest().await?;
        Ok(self.version.fetch_max(newest, Ordering::AcqRel).max(newest))
    }

    /// Notes what this process committed. A replica has it later, and says so itself.
    pub(super) fn committed(&self, newest: Option<i64>) {
        if let Some(newest) = newest.filter(|_| !self.has_replica) {
            self.version.fetch_max(newest, Ordering::AcqRel);
        }
    }

    /// Runs all that a public page reads in one snapshot, at the replica where there is one. It waits for its turn, and
    /// what takes too long is ended ([`ReadLimits`]). None inside another.
    ///
    /// # Errors
    /// Whatever `work` returns, [`StoreError::NoTurn`], [`StoreError::TooSlow`], or others of [`StoreError`].
    pub async fn read<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        F: AsyncFnOnce(&Snapshot) -> std::result::Result<T, E>,
        E: From<StoreError>,
    {
        self.pages.read(work).await
    }

    /// As [`Db::read`], for what reads the registry from end to end: files, the index, the check. It has connections of
    /// its own and as much time as it takes.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`StoreError`].
    pub async fn read_at_length<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        F: AsyncFnOnce(&Snapshot) -> std::result::Result<T, E>,
        E: From<StoreError>,
    {
        self.files.read(work).await
    }
}

/// One state of the registry.
#[derive(Debug)]
pub struct Snapshot {
    inner: DatabaseTransaction,
    version: i64,
    statements: Arc<AtomicU64>,
    /// Until when it may take, all its statements together.
    deadline: Option<Deadline>,
}

impl Snapshot {
    /// The number of the newest event in it.
    #[must_use]
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// Ends what has no time left, and tells PostgreSQL how much is. SQLite looks at the clock itself (`connect`).
    async fn must_be_in_time(&self) -> Result<()> {
        let Some(deadline) = self.deadline else {
            return Ok(());
        };
        if deadline.is_over() {
            return Err(StoreError::TooSlow);
        }
        if self.speaks_postgres() && deadline.is_begun_by(SLOW_DIVISOR) {
            let milliseconds = deadline.left().as_millis().max(1);
            let sql = format!("SET LOCAL statement_timeout = {milliseconds}");
            self.inner.execute_unprepared(&sql).await?;
        }
        Ok(())
    }
}

impl Source for Snapshot {
    async fn rows(&self, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>> {
        self.must_be_in_time().await?;
        asked(&self.statements, sql);
        let statement = Statement::from_sql_and_values(self.inner.get_database_backend(), sql, values);
        Ok(self.inner.query_all_raw(statement).await?)
    }

    fn speaks_postgres(&self) -> bool {
        self.inner.get_database_backend() == DbBackend::Postgres
    }
}

/// The database that is written to, read statement by statement: for people who are signed in, who see what they have
/// just done, and for actions. Public pages never read it.
#[derive(Debug, Clone)]
pub struct Primary {
    pool: DatabaseConnection,
    statements: Arc<AtomicU64>,
}

impl Primary {
    pub(super) fn new(pool: DatabaseConnection, statements: Arc<AtomicU64>) -> Self {
        Self { pool, statements }
    }

    pub(super) const fn pool(&self) -> &DatabaseConnection {
        &self.pool
    }

    pub(super) async fn close(self) {
        let _ = self.pool.close().await;
    }
}

impl Source for Primary {
    async fn rows(&self, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>> {
        asked(&self.statements, sql);
        let statement = Statement::from_sql_and_values(self.pool.get_database_backend(), sql, values);
        Ok(self.pool.query_all_raw(statement).await?)
    }

    fn speaks_postgres(&self) -> bool {
        self.pool.get_database_backend() == DbBackend::Postgres
    }
}

fn asked(statements: &AtomicU64, sql: &str) {
    statements.fetch_add(1, Ordering::Relaxed);
    tracing::trace!(target: "puente::sql", sql);
}
