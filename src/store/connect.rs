//! How connections are opened: limits of the pools, what each connection of SQLite is told first, and when the writer's is
//! not used again.

use std::path::PathBuf;
use std::time::Duration;

use sea_orm::sqlx::Connection as _;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use super::health::Health;
use super::{BUSY_SECONDS, ReadLimits, Result, StoreError, files};
use crate::clock::Deadline;

/// Connections of people who are signed in, and of actions.
const PRIMARY_READERS: u32 = 4;
/// Connections for what reads the registry from end to end.
const FILE_READERS: u32 = 2;
/// Steps of SQLite's machine between two looks at the clock: some tens of microseconds.
const STEPS_PER_LOOK: i32 = 4_000;
/// How long anybody waits for a connection, other than a public page.
const ACQUIRE_SECONDS: u64 = 10;

/// All connections of a process.
pub(super) struct Pools {
    /// For public pages, each within its time.
    pub pages: DatabaseConnection,
    /// For files, the index and the check.
    pub files: DatabaseConnection,
    pub primary: DatabaseConnection,
    pub write: DatabaseConnection,
}

/// Opens all of them. Writers and readers have their own: writers that wait for their turn keep their connections.
pub(super) async fn open(url: &str, read_url: Option<&str>, limits: ReadLimits, health: &Health) -> Result<Pools> {
    if !url.starts_with("sqlite:") {
        let replica = read_url.unwrap_or(url);
        return Ok(Pools {
            pages: Database::connect(postgres_pages(replica, limits)).await?,
            files: Database::connect(postgres_snapshots(replica, FILE_READERS)).await?,
            primary: Database::connect(postgres(url)).await?,
            write: Database::connect(postgres(url)).await?,
        });
    }
    // SQLite gives its other files, -wal and -shm, the rights of the database.
    if let Some(path) = sqlite_path(url).filter(|path| url.contains("mode=rwc") && !path.exists()) {
        files::private_file(&path).map_err(|error| StoreError::Unusable(format!("{}: {error}", path.display())))?;
    }
    let mut writer = sqlite_options(url, None);
    open_anew_after_failures(&mut writer, health.clone());
    // First, because it may make the file.
    let write = Database::connect(writer).await?;
    let mut pages = sqlite_options(url, Some(limits.readers));
    pages.acquire_timeout(limits.turn);
    end_at(&mut pages, limits.page);
    Ok(Pools {
        pages: Database::connect(pages).await?,
        files: Database::connect(sqlite_options(url, Some(FILE_READERS)).connect_lazy(true).to_owned()).await?,
        primary: Database::connect(sqlite_options(url, Some(PRIMARY_READERS))).await?,
        write,
    })
}

fn quiet(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .sqlx_logging(false)
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(ACQUIRE_SECONDS));
    options
}

/// A setting of PostgreSQL: it compiles a statement that it takes for a large one, at 300 ms each time, and it takes many
/// of ours for large, because it cannot know how many rows their lists hold.
const UNCOMPILED: (&str, &str) = ("jit", "off");

fn postgres(url: &str) -> ConnectOptions {
    let mut options = quiet(url);
    options.map_sqlx_postgres_opts(|postgres| postgres.options([UNCOMPILED]));
    options
}

/// Connections whose every transaction is one state of everything and can write nothing.
fn postgres_snapshots(url: &str, readers: u32) -> ConnectOptions {
    let mut options = quiet(url);
    options.max_connections(readers).connect_lazy(true);
    options.map_sqlx_postgres_opts(|postgres| {
        postgres.options([
            UNCOMPILED,
            ("default_transaction_isolation", "repeatable read"),
            ("default_transaction_read_only", "on"),
        ])
    });
    options
}

/// As [`postgres_snapshots`], where no statement takes longer than a page may.
fn postgres_pages(url: &str, limits: ReadLimits) -> ConnectOptions {
    let mut options = postgres_snapshots(url, limits.readers);
    options.acquire_timeout(limits.turn).connect_lazy(false);
    let milliseconds = limits.page.as_millis().to_string();
    options.map_sqlx_postgres_opts(move |postgres| {
        postgres.options([
            UNCOMPILED,
            ("default_transaction_isolation", "repeatable read"),
            ("default_transaction_read_only", "on"),
            ("statement_timeout", milliseconds.as_str()),
        ])
    });
    options
}

/// The writer's one connection, or so many readers'.
fn sqlite_options(url: &str, readers: Option<u32>) -> ConnectOptions {
    let mut options = quiet(url);
    // A connection to a file does not break by itself: no need to ask it first whether it is there.
    options.max_connections(readers.unwrap_or(1)).test_before_acquire(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(BUSY_SECONDS))
            .pragma("recursive_triggers", "ON")
            .statement_cache_capacity(256);
        if readers.is_some() {
            sqlite.pragma("query_only", "ON")
        } else {
            sqlite
        }
    });
    options
}

/// Ends every statement of a connection that runs when so much time is over since it was handed out. The connection is
/// as good as before.
fn end_at(options: &mut ConnectOptions, limit: Duration) {
    options.map_sqlx_sqlite_pool_opts(move |pool| {
        pool.before_acquire(move |connection, _| {
            Box::pin(async move {
                let deadline = Deadline::after(limit);
                let mut handle = connection.lock_handle().await?;
                handle.set_progress_handler(STEPS_PER_LOOK, move || !deadline.is_over());
                Ok(true)
            })
        })
        .after_connect(move |connection, _| {
            Box::pin(async move {
                let deadline = Deadline::after(limit);
                let mut handle = connection.lock_handle().await?;
                handle.set_progress_handler(STEPS_PER_LOOK, move || !deadline.is_over());
                Ok(())
            })
        })
    });
}

/// Throws the writer's connection away, and opens another, while writes fail or when sqlx counts a transaction on it that
/// nobody holds. SQLite rolls back by itself when its disk is full or fails; the ROLLBACK that follows then fails too, and
/// sqlx would take the next BEGIN for a savepoint inside a transaction that no COMMIT ends.
fn open_anew_after_failures(options: &mut ConnectOptions, health: Health) {
    options.map_sqlx_sqlite_pool_opts(move |pool| {
        let health = health.clone();
        pool.before_acquire(move |connection, _| {
            let usable = !connection.is_in_transaction() && !health.is_failing();
            Box::pin(async move { Ok(usable) })
        })
    });
}

/// The file behind a SQLite address, if it is one.
#[must_use]
pub fn sqlite_path(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:"))?;
    let path = path.split('?').next()?;
    (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_sqlite_address_is_found() {
        assert_eq!(
            sqlite_path("sqlite://puente.db?mode=rwc"),
            Some(PathBuf::from("puente.db"))
        );
        assert_eq!(
            sqlite_path("sqlite:///var/lib/p.db"),
            Some(PathBuf::from("/var/lib/p.db"))
        );
        assert_eq!(sqlite_path("postgres://localhost/puente"), None);
    }
}
