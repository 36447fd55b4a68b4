//! How often something was done: a row for each limit and subject, with the window that is open. A subject is a key or
//! a keyed digest, never an address.

use sea_orm::FromQueryResult;

use super::{Result, Source, Tx, columns};
use crate::domain::limit::{Limit, Used};
use crate::domain::timestamp::Timestamp;

#[derive(FromQueryResult)]
struct Row {
    times: i64,
    since: Timestamp,
}

impl Row {
    const fn used(&self) -> Used {
        Used {
            times: self.times,
            since: self.since,
        }
    }
}

/// Counts once more of this subject and says how often it is by now. A window that is over begins anew.
///
/// # Errors
/// [`super::StoreError`].
pub async fn count(tx: &Tx, limit: &Limit, subject: &str) -> Result<Used> {
    let now = tx.now();
    let row: Option<Row> = tx
        .one(
            "INSERT INTO limit_count (code, subject, since, times) VALUES ($1, $2, $3, 1)
             ON CONFLICT (code, subject) DO UPDATE SET
                times = CASE WHEN limit_count.since BETWEEN $4 AND $5 THEN limit_count.times + 1 ELSE 1 END,
                since = CASE WHEN limit_count.since BETWEEN $4 AND $5 THEN limit_count.since ELSE $3 END
             RETURNING times, since",
            values![
                limit.code,
                subject,
                now,
                limit.open_since(now),
                now.plus_seconds(limit.window_seconds)
            ],
        )
        .await?;
    Ok(columns::returned(row, "limit_count")?.used())
}

/// Takes back what was counted of something that is not to be counted after all.
///
/// # Errors
/// [`super::StoreError`].
pub async fn give_back(tx: &Tx, limit: &Limit, subject: &str) -> Result<()> {
    tx.run(
        "UPDATE limit_count SET times = times - 1 WHERE code = $1 AND subject = $2 AND times > 0",
        values![limit.code, subject],
    )
    .await?;
    Ok(())
}

/// What stands counted of this subject in a window that is open at `now`.
///
/// # Errors
/// [`super::StoreError`].
pub async fn used(source: &impl Source, limit: &Limit, subject: &str, now: Timestamp) -> Result<Option<Used>> {
    let row: Option<Row> = source
        .one(
            "SELECT times, since FROM limit_count WHERE code = $1 AND subject = $2",
            values![limit.code, subject],
        )
        .await?;
    let used = row.map(|row| row.used());
    Ok(used.filter(|used| !limit.is_over(used.since, now)))
}

/// Whether anything stands here that was counted before `before`.
///
/// # Errors
/// [`super::StoreError`].
pub async fn has_older(source: &impl Source, before: Timestamp) -> Result<bool> {
    let sql = "SELECT COUNT(*) AS number FROM (SELECT 1 FROM limit_count WHERE since < $1 LIMIT 1) AS older";
    Ok(source.number(sql, values![before]).await? > 0)
}

/// Removes what was counted before `before`.
///
/// # Errors
/// [`super::StoreError`].
pub async fn remove_older(tx: &Tx, before: Timestamp) -> Result<()> {
    tx.run("DELETE FROM limit_count WHERE since < $1", values![before])
        .await?;
    Ok(())
}
