//! The audit: who did what that is not public. Holds no texts and no personal data beyond the account's key.

use super::record::AuditLine;
use super::{Result, Tx};
use crate::domain::ids::AccountId;

/// Notes an action. `subject` is a reference, or for sign-ins the digest of the address.
///
/// # Errors
/// [`super::StoreError`].
pub async fn note(tx: &Tx, account: Option<AccountId>, action: &'static str, subject: &str) -> Result<()> {
    let line = AuditLine {
        occurred_at: tx.now(),
        account_id: account,
        action,
        subject: subject.to_owned(),
    };
    tx.record(|record| record.audit.push(line)).await
}
