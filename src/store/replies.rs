//! What a provider says about why its promise or commitment waits: its right of reply. The newest word stands beside each
//! reason.

use sea_orm::FromQueryResult;

use super::sql::{Clause, one_of};
use super::{Result, SHOWN_MAX, Source, Tx};
use crate::domain::fulfilment::PendingKind;
use crate::domain::ids::{AccountId, LedgerEntryId, PledgeId};
use crate::domain::timestamp::Timestamp;

/// An explanation with its words.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ReplyRow {
    pub id: i64,
    /// The promise that waits; `None` for a direct commitment.
    pub pledge_id: Option<PledgeId>,
    /// The promise or commitment.
    pub ledger_entry_id: LedgerEntryId,
    /// The reason for waiting that it is about.
    pub wait: PendingKind,
    pub on_behalf: bool,
    pub created_at: Timestamp,
    /// `None` once it was redacted.
    pub content: Option<String>,
}

/// The explanations of some promises, newest first: the last word on each reason for waiting, and the newest of all.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_pledges(source: &impl Source, pledges: &[PledgeId]) -> Result<Vec<ReplyRow>> {
    of(source, &Clause::of_pledges(pledges)).await
}

/// The same of the rows that a clause picks.
pub(super) async fn of(source: &impl Source, clause: &Clause) -> Result<Vec<ReplyRow>> {
    let postgres = source.speaks_postgres();
    let picked = clause.on(postgres);
    let entries = format!("SELECT entry.id FROM ledger_entry AS entry WHERE {picked}");
    let wanted = one_of(postgres, "ledger_entry_id", &entries);
    let shown = one_of(
        postgres,
        "stated.id",
        &format!(
            "SELECT MAX(id) FROM reply WHERE {wanted} GROUP BY ledger_entry_id, wait UNION ALL SELECT id FROM
            (SELECT id FROM reply WHERE {wanted} ORDER BY id DESC LIMIT {SHOWN_MAX} + 1) AS latest"
        ),
    );
    let sql = format!(
        "SELECT stated.id, entry.pledge_id, stated.ledger_entry_id, stated.wait, stated.on_behalf, stated.created_at, words.content
         FROM reply AS stated
         JOIN ledger_entry AS entry ON entry.id = stated.ledger_entry_id
         LEFT JOIN event_text AS words ON words.event_number = stated.event_number AND words.field = 'reply'
         WHERE {shown}
         ORDER BY stated.id DESC"
    );
    source.all(&sql, clause.bound.clone()).await
}

/// An explanation on its way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewReply {
    /// The promise as a whole, or the commitment.
    pub entry: LedgerEntryId,
    pub wait: PendingKind,
    pub by: AccountId,
    pub on_behalf: bool,
}

/// Records an explanation.
///
/// # Errors
/// [`super::StoreError`].
pub async fn insert(tx: &Tx, new: &NewReply, event_number: i64) -> Result<()> {
    let id = tx
        .number("SELECT COALESCE(MAX(id), 0) + 1 AS number FROM reply", vec![])
        .await?;
    tx.run(
        "INSERT INTO reply (id, ledger_entry_id, wait, account_id, on_behalf, event_number, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![id, new.entry, new.wait, new.by, new.on_behalf, event_number, tx.now()],
    )
    .await?;
    Ok(())
}
