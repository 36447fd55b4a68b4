//! Sessions: a random token in the cookie, its digest here.

use sea_orm::FromQueryResult;

use super::accounts::{ACCOUNT_COLUMNS, AccountRow};
use super::{Result, Source, Tx};
use crate::domain::ids::AccountId;
use crate::domain::timestamp::Timestamp;

/// Opens a session.
///
/// # Errors
/// [`super::StoreError`].
pub async fn open(tx: &Tx, token_hash: &str, account: AccountId, csrf: &str, expires_at: Timestamp) -> Result<()> {
    tx.run("DELETE FROM session WHERE expires_at < $1", values![tx.now()])
        .await?;
    tx.run(
        "INSERT INTO session (token_hash, account_id, csrf, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
        values![token_hash, account, csrf, tx.now(), expires_at],
    )
    .await?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// [`super::StoreError`].
pub async fn end(tx: &Tx, token_hash: &str) -> Result<()> {
    tx.run("DELETE FROM session WHERE token_hash = $1", values![token_hash])
        .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Own {
    csrf: String,
    seen_at: Option<Timestamp>,
}

/// A live session with its account.
#[derive(Debug, Clone)]
pub struct LiveSession {
    pub account: AccountRow,
    /// Its secret, which forms carry masked.
    pub csrf: String,
    /// When it was last noted that it was used.
    pub seen_at: Option<Timestamp>,
}

/// A live session by the digest of its token.
///
/// # Errors
/// [`super::StoreError`].
pub async fn find(source: &impl Source, token_hash: &str, now: Timestamp) -> Result<Option<LiveSession>> {
    let sql = format!(
        "SELECT session.csrf AS csrf, session.last_seen_at AS seen_at, {ACCOUNT_COLUMNS} FROM session
         JOIN account ON account.id = session.account_id
         LEFT JOIN organisation ON organisation.id = account.organisation_id
         WHERE session.token_hash = $1 AND session.expires_at > $2 AND account.active"
    );
    let rows = source.rows(&sql, values![token_hash, now]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let Own { csrf, seen_at } = Own::from_query_result(row, "")?;
    Ok(Some(LiveSession {
        account: AccountRow::from_query_result(row, "")?,
        csrf,
        seen_at,
    }))
}

/// A session in the list of its owner.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SessionRow {
    pub token_hash: String,
    pub created_at: Timestamp,
    pub seen_at: Option<Timestamp>,
    /// Browser and system in words; empty when unknown.
    pub device: String,
}

/// The live sessions of an account, newest first.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_account(source: &impl Source, account: AccountId, now: Timestamp) -> Result<Vec<SessionRow>> {
    source
        .all(
            "SELECT token_hash, created_at, last_seen_at AS seen_at, device FROM session
             WHERE account_id = $1 AND expires_at > $2 ORDER BY created_at DESC, token_hash LIMIT 100",
            values![account, now],
        )
        .await
}

/// Notes with what a session was begun.
///
/// # Errors
/// [`super::StoreError`].
pub async fn describe(tx: &Tx, token_hash: &str, device: &str) -> Result<()> {
    tx.run(
        "UPDATE session SET device = $1, last_seen_at = $2 WHERE token_hash = $3",
        values![device, tx.now(), token_hash],
    )
    .await?;
    Ok(())
}

/// Notes that a session is used.
///
/// # Errors
/// [`super::StoreError`].
pub async fn seen(tx: &Tx, token_hash: &str) -> Result<()> {
    tx.run(
        "UPDATE session SET last_seen_at = $1 WHERE token_hash = $2",
        values![tx.now(), token_hash],
    )
    .await?;
    Ok(())
}

/// Ends the sessions of an account, all but the one with this digest; says how many.
///
/// # Errors
/// [`super::StoreError`].
pub async fn end_all_but(tx: &Tx, account: AccountId, token_hash: &str) -> Result<u64> {
    tx.run(
        "DELETE FROM session WHERE account_id = $1 AND token_hash <> $2",
        values![account, token_hash],
    )
    .await
}

/// Ends all sessions of an account; says how many.
///
/// # Errors
/// [`super::StoreError`].
pub async fn end_all(tx: &Tx, account: AccountId) -> Result<u64> {
    end_all_but(tx, account, "").await
}
