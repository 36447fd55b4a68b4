//! Invitations: the digest of a one-time link, and whose it is.

use super::accounts::{ACCOUNT_COLUMNS, AccountRow};
use super::{Result, Source, StoreError, Tx};
use crate::domain::account::Role;
use crate::domain::ids::AccountId;
use crate::domain::timestamp::Timestamp;

/// Keeps an invitation's digest.
///
/// # Errors
/// [`StoreError`].
pub async fn open(tx: &Tx, account: AccountId, token_hash: &str, expires_at: Timestamp) -> Result<()> {
    tx.run(
        "INSERT INTO invitation (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        values![token_hash, account, tx.now(), expires_at],
    )
    .await?;
    Ok(())
}

/// The account behind an invitation that can still be taken up.
///
/// # Errors
/// [`StoreError`].
pub async fn find(source: &impl Source, token_hash: &str, now: Timestamp) -> Result<Option<AccountRow>> {
    let sql = format!(
        "SELECT {ACCOUNT_COLUMNS} FROM invitation JOIN account ON account.id = invitation.account_id
         LEFT JOIN organisation ON organisation.id = account.organisation_id
         WHERE invitation.token_hash = $1 AND invitation.used_at IS NULL AND invitation.expires_at > $2
            AND account.active AND account.password_hash IS NULL"
    );
    source.one(&sql, values![token_hash, now]).await
}

/// Takes an invitation up: sets name, language and password, once.
///
/// # Errors
/// [`StoreError::Stale`] when somebody was faster.
pub async fn accept(
    tx: &Tx,
    token_hash: &str,
    account: AccountId,
    (name, language): (&str, &str),
    password_hash: &str,
) -> Result<()> {
    let now = tx.now().to_string();
    let used = tx
        .run(
            "UPDATE invitation SET used_at = $1 WHERE token_hash = $2 AND used_at IS NULL AND expires_at > $1",
            values![now.as_str(), token_hash],
        )
        .await?;
    if used == 0 {
        return Err(StoreError::Stale);
    }
    let joined = tx
        .run(
            "UPDATE account SET name = $1, language = $2, password_hash = $3, password_set_at = $4
             WHERE id = $5 AND active AND password_hash IS NULL",
            values![name, language, password_hash, now.as_str(), account],
        )
        .await?;
    if joined == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Makes the open links of an account lead nowhere; says whether there was one.
///
/// # Errors
/// [`StoreError`].
pub async fn close(tx: &Tx, account: AccountId) -> Result<bool> {
    let closed = tx
        .run(
            "DELETE FROM invitation WHERE account_id = $1 AND used_at IS NULL",
            values![account],
        )
        .await?;
    Ok(closed > 0)
}

/// Gives an account that nobody has taken up another role, and opens it.
///
/// # Errors
/// [`StoreError`].
pub async fn renew(tx: &Tx, account: AccountId, role: Role, language: &str) -> Result<()> {
    let (organisation, jurisdiction) = role.parts();
    tx.run(
        "UPDATE account SET role = $1, organisation_id = $2, jurisdiction = $3, language = $4, active = TRUE
         WHERE id = $5 AND password_hash IS NULL",
        values![
            role.code(),
            organisation,
            jurisdiction.map(|one| one.code()),
            language,
            account
        ],
    )
    .await?;
    Ok(())
}
