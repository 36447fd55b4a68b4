//! What payers published of payments elsewhere. The newest counts; none is changed.

use sea_orm::FromQueryResult;
use time::Date;

use super::{Result, Source, Tx};
use crate::domain::currency::Currency;
use crate::domain::ids::{AccountId, LedgerEntryId};
use crate::domain::money::Money;

/// What was published of a payment.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PublicationRow {
    pub id: i64,
    pub ledger_entry_id: LedgerEntryId,
    pub amount_minor: i64,
    pub currency: Currency,
    pub published_on: Date,
    /// Where it stands; absent once redacted.
    pub address: Option<String>,
}

impl PublicationRow {
    /// The amount.
    #[must_use]
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }
}

/// What was published last of some payments.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_disbursements(source: &impl Source, disbursements: &[LedgerEntryId]) -> Result<Vec<PublicationRow>> {
    // Asked also for none, so that a page takes the same number of statements whatever it shows.
    let wanted = if disbursements.is_empty() {
        "NULL".to_owned()
    } else {
        super::placeholders(1, disbursements.len())
    };
    let sql = format!(
        "SELECT publication.id, publication.ledger_entry_id, publication.amount_minor, publication.currency,
            publication.published_on, place.content AS address
         FROM publication
         LEFT JOIN event_text AS place ON place.event_number = publication.event_number AND place.field = 'address'
         WHERE publication.id IN (SELECT MAX(id) FROM publication WHERE ledger_entry_id IN ({wanted})
            GROUP BY ledger_entry_id) ORDER BY publication.id"
    );
    source
        .all(&sql, disbursements.iter().map(|id| id.0.into()).collect())
        .await
}

/// A publication on its way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPublicationRow {
    pub disbursement: LedgerEntryId,
    pub amount: Money,
    pub published_on: Date,
    pub by: AccountId,
}

/// The key that the next publication takes; safe because there is one writer.
///
/// # Errors
/// [`super::StoreError`].
pub async fn next_id(tx: &Tx) -> Result<i64> {
    tx.number("SELECT COALESCE(MAX(id), 0) + 1 AS number FROM publication", vec![])
        .await
}

/// Records a publication; its address stands beside its event.
///
/// # Errors
/// [`super::StoreError`].
pub async fn insert(tx: &Tx, id: i64, publication: &NewPublicationRow, event_number: i64) -> Result<()> {
    tx.run(
        "INSERT INTO publication (id, ledger_entry_id, amount_minor, currency, published_on, account_id, event_number,
            created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            id,
            publication.disbursement,
            publication.amount.minor(),
            publication.amount.currency(),
            publication.published_on,
            publication.by,
            event_number,
            tx.now()
        ],
    )
    .await?;
    Ok(())
}
