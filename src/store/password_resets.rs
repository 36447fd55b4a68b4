//! Forgotten passwords: who asked, and the digests of the links that were mailed.

use sea_orm::FromQueryResult;

use super::accounts::{ACCOUNT_COLUMNS, AccountRow};
use super::{Result, Source, StoreError, Tx};
use crate::domain::ids::AccountId;
use crate::domain::timestamp::Timestamp;

/// Most addresses that wait to be looked up. They wait for a second or so, so this is reached by a flood only.
const REQUESTS_MAX: i64 = 1_000;

/// Notes that somebody asked for a new password for an address, known or not: the same statement for both.
///
/// # Errors
/// [`StoreError`].
pub async fn ask(tx: &Tx, email: &str) -> Result<()> {
    tx.run(
        "INSERT INTO password_request (email, created_at)
         SELECT $1, $2 WHERE (SELECT COUNT(*) FROM password_request) < $3
         ON CONFLICT (email) DO NOTHING",
        values![email, tx.now(), REQUESTS_MAX],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Asked {
    email: String,
}

/// Whether anybody waits.
///
/// # Errors
/// [`StoreError`].
pub async fn is_asked(source: &impl Source) -> Result<bool> {
    let waiting = source.number("SELECT COUNT(*) AS number FROM password_request", vec![]);
    Ok(waiting.await? > 0)
}

/// Takes the addresses that were asked for longest ago.
///
/// # Errors
/// [`StoreError`].
pub async fn take(tx: &Tx, most: i64) -> Result<Vec<String>> {
    let taken: Vec<Asked> = tx
        .all(
            "DELETE FROM password_request
             WHERE email IN (SELECT email FROM password_request ORDER BY created_at, email LIMIT $1)
             RETURNING email",
            values![most],
        )
        .await?;
    Ok(taken.into_iter().map(|row| row.email).collect())
}

/// How many links were made for an account since an instant.
///
/// # Errors
/// [`StoreError`].
pub async fn count_since(source: &impl Source, account: AccountId, since: Timestamp) -> Result<i64> {
    source
        .number(
            "SELECT COUNT(*) AS number FROM password_reset WHERE account_id = $1 AND created_at > $2",
            values![account, since],
        )
        .await
}

/// Keeps a link's digest, and forgets those that nobody counts any more.
///
/// # Errors
/// [`StoreError`].
pub async fn open(
    tx: &Tx,
    account: AccountId,
    token_hash: &str,
    expires_at: Timestamp,
    forget_before: Timestamp,
) -> Result<()> {
    tx.run(
        "DELETE FROM password_reset WHERE created_at < $1",
        values![forget_before.to_string()],
    )
    .await?;
    tx.run(
        "INSERT INTO password_reset (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        values![token_hash, account, tx.now(), expires_at],
    )
    .await?;
    Ok(())
}

/// The account behind a link that can still be used.
///
/// # Errors
/// [`StoreError`].
pub async fn find(source: &impl Source, token_hash: &str, now: Timestamp) -> Result<Option<AccountRow>> {
    let sql = format!(
        "SELECT {ACCOUNT_COLUMNS} FROM password_reset JOIN account ON account.id = password_reset.account_id
         LEFT JOIN organisation ON organisation.id = account.organisation_id
         WHERE password_reset.token_hash = $1 AND password_reset.used_at IS NULL AND password_reset.expires_at > $2
            AND account.active AND account.password_hash IS NOT NULL"
    );
    source.one(&sql, values![token_hash, now]).await
}

/// Uses a link, once, and with it every other link of its account.
///
/// # Errors
/// [`StoreError::Stale`] when it was used, or its time is over.
pub async fn consume(tx: &Tx, token_hash: &str, account: AccountId) -> Result<()> {
    let now = tx.now().to_string();
    let used = tx
        .run(
            "UPDATE password_reset SET used_at = $1 WHERE token_hash = $2 AND used_at IS NULL AND expires_at > $1",
            values![now.as_str(), token_hash],
        )
        .await?;
    if used == 0 {
        return Err(StoreError::Stale);
    }
    close(tx, account).await
}

/// Makes the open links of an account lead nowhere.
///
/// # Errors
/// [`StoreError`].
pub async fn close(tx: &Tx, account: AccountId) -> Result<()> {
    tx.run(
        "UPDATE password_reset SET used_at = $1 WHERE account_id = $2 AND used_at IS NULL",
        values![tx.now(), account],
    )
    .await?;
    Ok(())
}
