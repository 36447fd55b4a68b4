//! The audit: who did what that is not public. Holds no texts and no personal data beyond the account's key.

use super::{Result, Tx};
use crate::domain::ids::AccountId;

/// Notes an action. `subject` is a reference, or for sign-ins the digest of the address.
///
/// # Errors
/// [`super::StoreError`].
pub async fn note(tx: &Tx, account: Option<AccountId>, action: &str, subject: &str) -> Result<()> {
    tx.later(
        "INSERT INTO audit (occurred_at, account_id, action, subject) VALUES ($1, $2, $3, $4)",
        values![tx.now(), account, action, subject],
    )
    .await?;
    Ok(())
}
