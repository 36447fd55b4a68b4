//! Devices on which somebody has signed in: by the digest of the token in their cookie, for each account that did.

use super::{Result, Source, Tx};
use crate::domain::ids::AccountId;
use crate::domain::timestamp::Timestamp;

/// Whether the account with this lower-cased address has signed in on the device since then.
///
/// # Errors
/// [`super::StoreError`].
pub async fn knows(source: &impl Source, device_hash: &str, email: &str, since: Timestamp) -> Result<bool> {
    let sql = "SELECT COUNT(*) AS number FROM known_device JOIN account ON account.id = known_device.account_id
        WHERE known_device.device_hash = $1 AND known_device.seen_at > $2 AND account.email = $3";
    let bound = values![device_hash, since, email];
    Ok(source.number(sql, bound).await? > 0)
}

/// Remembers that the account signed in on the device now, and forgets what was not seen since `before`.
///
/// # Errors
/// [`super::StoreError`].
pub async fn remember(tx: &Tx, device_hash: &str, account: AccountId, before: Timestamp) -> Result<()> {
    tx.run("DELETE FROM known_device WHERE seen_at < $1", values![before])
        .await?;
    tx.run(
        "INSERT INTO known_device (device_hash, account_id, seen_at) VALUES ($1, $2, $3)
         ON CONFLICT (device_hash, account_id) DO UPDATE SET seen_at = excluded.seen_at",
        values![device_hash, account, tx.now()],
    )
    .await?;
    Ok(())
}
