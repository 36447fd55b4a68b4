//! What receivers said of payments: each word a row of its own, the newest counts.

use sea_orm::FromQueryResult;
use time::Date;

use super::super::record::ReceiptLine;
use super::super::{Result, Source, Tx, placeholders_or_null};
use crate::domain::chain::{Cause, Outcome};
use crate::domain::currency::Currency;
use crate::domain::ids::{AccountId, LedgerEntryId};
use crate::domain::money::Money;
use crate::domain::timestamp::Timestamp;

/// What a receiver said of a payment.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ReceiptRow {
    pub id: i64,
    pub ledger_entry_id: LedgerEntryId,
    pub kind: Outcome,
    pub amount_minor: i64,
    pub currency: Currency,
    pub received_on: Option<Date>,
    pub cause: Option<Cause>,
    pub on_document: bool,
    pub event_number: i64,
    pub created_at: Timestamp,
    pub reason: Option<String>,
    pub document_reference: Option<String>,
    pub document_name: Option<String>,
}

/// What was said of some payments, in the order of saying.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn receipts(source: &impl Source, disbursements: &[LedgerEntryId]) -> Result<Vec<ReceiptRow>> {
    let wanted = placeholders_or_null(1, disbursements.len());
    let sql = format!(
        "SELECT receipt.id, receipt.ledger_entry_id, receipt.kind, receipt.amount_minor, receipt.currency,
            receipt.received_on, receipt.cause, receipt.on_document, receipt.event_number, receipt.created_at,
            why.content AS reason, document.reference AS document_reference, document.name AS document_name
         FROM receipt
         LEFT JOIN event_text AS why ON why.event_number = receipt.event_number AND why.field = 'reason'
         LEFT JOIN document ON document.event_number = receipt.event_number AND document.sha256 IS NOT NULL
         WHERE receipt.ledger_entry_id IN ({wanted}) ORDER BY receipt.id"
    );
    source
        .all(&sql, disbursements.iter().map(|id| id.0.into()).collect())
        .await
}

/// A receiver's word on its way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewReceiptRow {
    pub disbursement: LedgerEntryId,
    pub outcome: Outcome,
    pub received: Money,
    pub received_on: Option<Date>,
    pub cause: Option<Cause>,
    /// Entered by an officer from a document of the receiver.
    pub on_document: bool,
    pub by: AccountId,
}

/// The key that the next receipt takes; safe because there is one writer.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn next_receipt_id(tx: &Tx) -> Result<i64> {
    Ok(tx.heads().await?.receipt + 1)
}

/// Records a receiver's word.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn insert_receipt(tx: &Tx, id: i64, receipt: &NewReceiptRow, event_number: i64) -> Result<()> {
    let line = ReceiptLine {
        id,
        ledger_entry_id: receipt.disbursement,
        kind: receipt.outcome,
        amount_minor: receipt.received.minor(),
        currency: receipt.received.currency(),
        received_on: receipt.received_on.map(|on| on.to_string()),
        cause: receipt.cause,
        on_document: receipt.on_document,
        account_id: receipt.by,
        event_number,
        created_at: tx.now(),
    };
    tx.record(|record| record.receipt.push(line)).await?;
    tx.advance(|heads| heads.receipt = id);
    tx.note_moved(None, receipt.disbursement);
    Ok(())
}
