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
    tx.run(
        "DELETE FROM session WHERE expires_at < $1",
        values![tx.now().to_string()],
    )
    .await?;
    tx.run(
        "INSERT INTO session (token_hash, account_id, csrf, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
        values![
            token_hash,
            account.0,
            csrf,
            tx.now().to_string(),
            expires_at.to_string()
        ],
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
struct Csrf {
    csrf: String,
}

/// The account and secret of a live session.
///
/// # Errors
/// [`super::StoreError`].
pub async fn find(source: &impl Source, token_hash: &str, now: Timestamp) -> Result<Option<(AccountRow, String)>> {
    let sql = format!(
        "SELECT session.csrf AS csrf, {ACCOUNT_COLUMNS} FROM session
         JOIN account ON account.id = session.account_id
         LEFT JOIN organisation ON organisation.id = account.organisation_id
         WHERE session.token_hash = $1 AND session.expires_at > $2 AND account.active"
    );
    let rows = source.rows(&sql, values![token_hash, now.to_string()]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let account = AccountRow::from_query_result(row, "")?;
    let csrf = Csrf::from_query_result(row, "")?;
    Ok(Some((account, csrf.csrf)))
}
