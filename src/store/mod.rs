//! All SQL. Takes and returns domain types and row views; nobody above sees a table.
//!
//! Statements are SQL text with `$1` placeholders, the same on both databases wherever they can be; SeaORM
//! carries connections, transactions, migrations and the mapping of rows. Every write begins in
//! [`Db::write`], which makes this process and every other one take turns.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DbBackend, FromQueryResult, QueryResult, SqliteTransactionMode,
    TransactionOptions, TransactionTrait as _, Value,
};

use crate::domain::timestamp::Timestamp;

/// Lists values of any bindable types.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$(sea_orm::Value::from($value)),*] };
}

pub mod acceptances;
pub mod accounts;
pub mod audit;
pub mod bulk;
mod columns;
pub mod conditions;
mod connect;
pub mod devices;
pub mod documents;
mod error;
pub mod events;
pub mod files;
pub mod fulfilments;
mod health;
pub mod initiatives;
pub mod invitations;
pub mod ledger;
pub mod limits;
pub mod money;
pub mod organisations;
pub mod outbox;
pub mod password_resets;
pub mod people;
pub mod places;
pub mod plans;
pub mod pledges;
mod pools;
pub mod projects;
pub mod proposals;
pub mod publications;
pub mod rates;
mod read;
mod record;
pub mod reference;
pub mod replies;
pub mod request_records;
pub mod schedules;
mod schema;
pub mod search;
pub mod sessions;
mod sql;
pub mod states;
pub mod totals;
mod tx;
pub mod verify;

use sql::{json_functions, placeholders, placeholders_or_null};

use connect::{Pools, open};
use health::Health;
use read::Readers;

pub use columns::{BasisPoints, Position, Units};
pub use connect::sqlite_path;

pub use error::{Result, StoreError};
pub use pools::Pool;
pub use read::{Primary, ReadLimits, Snapshot};
pub use tx::Tx;

/// Which rows of a list to read, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub limit: i64,
    pub offset: i64,
}

impl Part {
    /// The first `limit` rows.
    #[must_use]
    pub const fn first(limit: i64) -> Self {
        Self { limit, offset: 0 }
    }
}

/// The last row of the page before: by what the list is sorted, and the key that settles ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    pub key: i64,
    pub id: i64,
}

/// The ways to the database: readers of public pages, of people and of files, and the one writer.
///
/// It is no [`Source`] itself: whoever reads says for what, by [`Db::read`], [`Db::read_at_length`] or [`Db::primary`].
#[derive(Debug, Clone)]
pub struct Db {
    pages: Readers,
    files: Readers,
    primary: Primary,
    write: DatabaseConnection,
    statements: Arc<AtomicU64>,
    writes: Arc<AtomicU64>,
    /// The newest event that this process knows of.
    version: Arc<AtomicI64>,
    /// Whether pages are read elsewhere than writes are made.
    has_replica: bool,
    health: Health,
    search: search::Current,
}

/// Key of the advisory lock that writers take first on PostgreSQL: the letters "puente".
const WRITER_LOCK: i64 = 0x7075_656e_7465;
/// How long a writer waits for its turn.
const BUSY_SECONDS: u64 = 5;
/// What a probe writes: about as much as a form with everything that follows from it.
const PROBE_BYTES: usize = 64 * 1024;
/// What counts is read whole. Of what pages only tell (conditions that were met, earlier explanations, acceptances that
/// were taken back) the newest so many are read, and one more, by which a page knows that it must say so.
pub const SHOWN_MAX: usize = 100;
/// Oldest SQLite without the WAL-reset corruption bug.
const SQLITE_VERSION_MIN: (u32, u32, u32) = (3, 51, 3);

impl Db {
    /// Connects to `sqlite://…` or `postgres://…`; `read_url` names a replica.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be reached or is too old.
    pub async fn connect(url: &str, read_url: Option<&str>) -> Result<Self> {
        Self::connect_with(url, read_url, ReadLimits::default()).await
    }

    /// As [`Db::connect`], with other limits of reading.
    ///
    /// # Errors
    /// As [`Db::connect`].
    pub async fn connect_with(url: &str, read_url: Option<&str>, limits: ReadLimits) -> Result<Self> {
        let health = Health::default();
        let Pools {
            pages,
            files,
            primary,
            write,
        } = open(url, read_url, limits, &health).await?;
        let statements = Arc::<AtomicU64>::default();
        let db = Self {
            pages: Readers::new(pages, statements.clone(), Some(limits.page)),
            files: Readers::new(files, statements.clone(), None),
            primary: Primary::new(primary, statements.clone()),
            write,
            statements,
            writes: Arc::default(),
            version: Arc::default(),
            has_replica: read_url.is_some() && !url.starts_with("sqlite:"),
            health,
            search: search::Current::default(),
        };
        db.check_version().await?;
        Ok(db)
    }

    /// Runs `work` in the one write transaction of the moment: IMMEDIATE on SQLite, behind an advisory lock
    /// on PostgreSQL. Commits when it returns `Ok`, rolls back otherwise.
    ///
    /// # Errors
    /// Whatever `work` returns, [`StoreError::Busy`] when its turn does not come, or [`StoreError::Database`].
    pub async fn write<T, E, F>(&self, now: Timestamp, work: F) -> std::result::Result<T, E>
    where
        F: AsyncFnOnce(&Tx) -> std::result::Result<T, E>,
        E: From<StoreError>,
    {
        let tx = self.begin(now).await.inspect_err(|error| self.note_failure(error))?;
        let done = match work(&tx).await {
            Ok(done) => done,
            Err(error) => {
                if !tx.roll_back().await {
                    self.health.failed();
                }
                return Err(error);
            }
        };
        let newest = tx.commit().await.inspect_err(|error| self.note_failure(error))?;
        self.committed(newest);
        Ok(done)
    }

    fn note_failure(&self, error: &StoreError) {
        if matches!(error, StoreError::Unavailable(_) | StoreError::Unconfirmed(_)) {
            self.health.failed();
        }
    }

    /// Whether a write failed at the database itself since [`Db::probe`] last found that writes are kept.
    #[must_use]
    pub fn is_failing(&self) -> bool {
        self.health.is_failing()
    }

    /// Writes one row that nobody reads, larger than a form, to know whether writes are kept: on a disk that is nearly
    /// full a small one may be kept where the next form is not.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and the like when nothing is.
    pub async fn probe(&self, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO probe (id, written_at, filler) VALUES (1, $1, $2)
            ON CONFLICT (id) DO UPDATE SET written_at = excluded.written_at, filler = excluded.filler";
        self.write(now, async |tx| {
            tx.run(sql, values![now, "-".repeat(PROBE_BYTES)]).await?;
            Ok::<(), StoreError>(())
        })
        .await?;
        self.health.stored();
        Ok(())
    }

    async fn begin(&self, now: Timestamp) -> Result<Tx> {
        self.writes.fetch_add(1, Ordering::Relaxed);
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let inner = self.write.begin_with_options(options).await?;
        if self.is_postgres() {
            // Each statement sees what was committed before it, whatever the database's own setting: those behind the
            // lock must see what was written in front of it. And one plan a statement, for any key: planning many
            // joins anew each time takes longer than running them.
            inner
                .execute_unprepared(&format!(
                    "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '{BUSY_SECONDS}s';
                     SET LOCAL plan_cache_mode = force_generic_plan; SELECT pg_advisory_xact_lock({WRITER_LOCK})"
                ))
                .await?;
        }
        Ok(Tx::new(inner, now))
    }

    /// The database that is written to, for people who are signed in and for actions.
    #[must_use]
    pub const fn primary(&self) -> &Primary {
        &self.primary
    }

    /// Whether this is PostgreSQL.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Postgres
    }

    /// Statements read so far; tests hold the number per page.
    #[must_use]
    pub fn statements_read(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Writes begun so far, which each take the one writer's turn.
    #[must_use]
    pub fn writes_begun(&self) -> u64 {
        self.writes.load(Ordering::Relaxed)
    }

    /// Closes all connections, leaving the file whole.
    pub async fn close(self) {
        self.pages.close().await;
        self.files.close().await;
        self.primary.close().await;
        let _ = self.write.close().await;
    }

    async fn check_version(&self) -> Result<()> {
        if self.is_postgres() {
            return Ok(());
        }
        #[derive(FromQueryResult)]
        struct Version {
            version: String,
        }
        let found: Option<Version> = self.primary.one("SELECT sqlite_version() AS version", vec![]).await?;
        let version = found.map(|row| row.version).unwrap_or_default();
        let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
        let mut part = || parts.next().unwrap_or(0);
        if (part(), part(), part()) < SQLITE_VERSION_MIN {
            return Err(StoreError::Unusable(format!(
                "SQLite {version} is too old; 3.51.3 or newer is needed"
            )));
        }
        Ok(())
    }
}

/// Anything that can be asked: a snapshot, the primary, or an open write.
pub trait Source: Sync {
    /// The rows that a statement returns.
    fn rows(&self, sql: &str, values: Vec<Value>) -> impl Future<Output = Result<Vec<QueryResult>>> + Send;

    /// Whether the database is PostgreSQL, for the few statements that differ.
    fn speaks_postgres(&self) -> bool;

    /// All rows as row views.
    fn all<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Vec<R>>> + Send {
        async move {
            let rows = self.rows(sql, values).await?;
            rows.iter()
                .map(|row| R::from_query_result(row, "").map_err(StoreError::from))
                .collect()
        }
    }

    /// The first row as a row view.
    fn one<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Option<R>>> + Send {
        async move { Ok(self.all(sql, values).await?.into_iter().next()) }
    }

    /// The first column, `number`, of the one row that counts or sums.
    fn number(&self, sql: &str, values: Vec<Value>) -> impl Future<Output = Result<i64>> + Send {
        async move { Ok(self.one::<Number>(sql, values).await?.map_or(0, |row| row.number)) }
    }
}

#[derive(FromQueryResult)]
struct Number {
    number: i64,
}
