//! Why the store could not do what was asked, and which errors of the databases mean what.

use sea_orm::sqlx;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};

use crate::domain::counting::CountingError;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    // Refusals: what was asked does not fit what stands by now. Nobody's error; the person is told and may ask again.
    /// The row changed since it was read.
    #[error("changed meanwhile")]
    Stale,
    /// A form that was answered is sent again with other content.
    #[error("sent before with other content")]
    Resent,

    // Not now: nothing is wrong with what was asked, and nothing was done.
    /// Others wrote, or read, for longer than anybody waits for a turn. Nothing was written.
    #[error("busy")]
    Busy,
    /// Too many pages are being built to begin another one.
    #[error("no turn to read")]
    NoTurn,
    /// What a page asked took longer than a page may.
    #[error("reading took too long")]
    TooSlow,
    /// What a page was about to show of one data version is known of a newer one only: it is to be made once more.
    #[error("a newer data version is known")]
    Passed,
    /// The database or the files can keep nothing at present, or cannot be reached: a disk is full or failing, or a
    /// server is gone. Nothing was written.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The database failed while it committed, so what was to be written may stand or not.
    #[error("unconfirmed: {0}")]
    Unconfirmed(DbErr),

    // Failures: something is wrong with the registry itself.
    /// The database refused a statement: an error of ours, or a value that somebody changed behind our back.
    #[error(transparent)]
    Database(DbErr),
    /// A row that exists already was to be made, and the action did not expect it.
    #[error("already there: {0}")]
    Duplicate(String),
    /// What lies among the files under this digest has another one; somebody changed it behind our back.
    #[error("another file under {0}")]
    OtherFile(String),
    /// A derived sum could not be worked out.
    #[error(transparent)]
    Counting(#[from] CountingError),
    /// The database cannot be used at all.
    #[error("{0}")]
    Unusable(String),
}

/// Shorthand of this layer.
pub type Result<T> = std::result::Result<T, StoreError>;

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let found = match &error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => return Self::Busy,
            DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => return Self::Unavailable(error.to_string()),
            DbErr::Conn(RuntimeErr::SqlxError(found))
            | DbErr::Exec(RuntimeErr::SqlxError(found))
            | DbErr::Query(RuntimeErr::SqlxError(found)) => found.as_ref(),
            _ => return Self::Database(error),
        };
        let Some(found) = found.as_database_error() else {
            return if is_lost(found) {
                Self::Unavailable(error.to_string())
            } else {
                Self::Database(error)
            };
        };
        let code = found.code().unwrap_or_default();
        match &*code {
            // SQLite's SQLITE_BUSY with its kinds; PostgreSQL's lock_not_available, deadlock and serialisation failure.
            "5" | "261" | "517" | "773" | "55P03" | "40P01" | "40001" => Self::Busy,
            // SQLITE_INTERRUPT by the clock of a page's connection; query_canceled by statement_timeout.
            "9" | "57014" => Self::TooSlow,
            // A total beyond 64 bits (`totals::checked_sum`): numeric_value_out_of_range, SQLITE_CONSTRAINT_NOTNULL.
            "22003" => CountingError::Overflow.into(),
            "1299" if found.message().contains(": boundary_total.") => CountingError::Overflow.into(),
            code if can_keep_nothing(code) => Self::Unavailable(error.to_string()),
            _ => Self::Database(error),
        }
    }
}

/// Whether an error that no database reported means that the connection is lost.
fn is_lost(error: &sqlx::Error) -> bool {
    matches!(
        error,
        sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed
    )
}

/// Whether a code says that the database can keep nothing, whatever it is asked. Codes of SQLite are numbers below
/// 10 000 whose last byte is the primary code; those of PostgreSQL have five characters, the first two being the class.
fn can_keep_nothing(code: &str) -> bool {
    if code.len() == 5 {
        // connection_exception, insufficient_resources, system_error; shutdowns, but no statement that was cancelled;
        // data_corrupted, index_corrupted, read_only_sql_transaction.
        return ["08", "53", "58", "57P", "XX001", "XX002", "25006"]
            .iter()
            .any(|class| code.starts_with(class));
    }
    // SQLITE_READONLY, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_NOTADB.
    code.parse::<u32>()
        .is_ok_and(|code| matches!(code & 0xff, 8 | 10 | 11 | 13 | 14 | 26))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_tells_a_database_that_keeps_nothing_from_a_statement_that_is_wrong() {
        // Full disk, failing fsync and write, no file; disk full, shutdown by an administrator, a lost connection.
        for code in ["13", "1034", "778", "14", "53100", "57P01", "08006", "58030", "XX001"] {
            assert!(can_keep_nothing(code), "{code}");
        }
        // Constraints, syntax, a busy database, a cancelled statement.
        for code in ["1", "19", "275", "787", "5", "23505", "42601", "57014", "22003", ""] {
            assert!(!can_keep_nothing(code), "{code}");
        }
    }
}
