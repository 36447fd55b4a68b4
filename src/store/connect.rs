//! How connections are opened: limits of the pools, what each connection of SQLite is told first, and when the writer's is
//! not used again.

use std::path::PathBuf;
use std::time::Duration;

use sea_orm::ConnectOptions;
use sea_orm::sqlx::Connection as _;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

use super::health::Health;
use super::{BUSY_SECONDS, READERS};

pub(super) fn quiet(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .sqlx_logging(false)
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(10));
    options
}

pub(super) fn sqlite_options(url: &str, reading: bool) -> ConnectOptions {
    let mut options = quiet(url);
    // A connection to a file does not break by itself: no need to ask it first whether it is there.
    options
        .max_connections(if reading { READERS } else { 1 })
        .test_before_acquire(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(BUSY_SECONDS))
            .pragma("recursive_triggers", "ON")
            .statement_cache_capacity(256);
        if reading {
            sqlite.pragma("query_only", "ON")
        } else {
            sqlite
        }
    });
    options
}

/// Throws the writer's connection away, and opens another, while writes fail or when sqlx counts a transaction on it that
/// nobody holds. SQLite rolls back by itself when its disk is full or fails; the ROLLBACK that follows then fails too, and
/// sqlx would take the next BEGIN for a savepoint inside a transaction that no COMMIT ends.
pub(super) fn open_anew_after_failures(options: &mut ConnectOptions, health: Health) {
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
