//! At whose initiative money went back: beside the rows of terminations and refunds, where it is said.

use super::record::InitiativeLine;
use super::{Result, Tx};
use crate::domain::ids::LedgerEntryId;
use crate::domain::party::Party;

/// Says at whose initiative a row took money back; nothing for `None`.
///
/// # Errors
/// [`super::StoreError`].
pub async fn insert(tx: &Tx, entry: LedgerEntryId, party: Option<Party>) -> Result<()> {
    let Some(party) = party else { return Ok(()) };
    let line = InitiativeLine {
        ledger_entry_id: entry,
        party,
    };
    tx.record(|record| record.ledger_initiative.push(line)).await
}
