//! The audit: who did what that is not public. Holds no texts and no personal data beyond the account's key.

use super::{Result, Source, Tx};
use crate::domain::ids::AccountId;
use crate::domain::timestamp::Timestamp;

/// Notes a deed. `subject` is a reference, or for sign-ins the digest of the address.
///
/// # Errors
/// [`super::StoreError`].
pub async fn note(tx: &Tx, account: Option<AccountId>, deed: &str, subject: &str) -> Result<()> {
    tx.later(
        "INSERT INTO audit (occurred_at, account_id, deed, subject) VALUES ($1, $2, $3, $4)",
        values![tx.now().to_string(), account.map(|account| account.0), deed, subject],
    )
    .await?;
    Ok(())
}

/// How often `deed` was noted of `subject` since an instant.
///
/// # Errors
/// [`super::StoreError`].
pub async fn count_since(source: &impl Source, deed: &str, subject: &str, since: Timestamp) -> Result<i64> {
    source
        .number(
            "SELECT COUNT(*) AS number FROM audit WHERE deed = $1 AND subject = $2 AND occurred_at > $3",
            values![deed, subject, since.to_string()],
        )
        .await
}
