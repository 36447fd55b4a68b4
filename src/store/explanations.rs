//! What a giver says about why its promise or agreement waits: its right of reply. The newest word stands beside each
//! reason.

use sea_orm::FromQueryResult;

use super::sql::Clause;
use super::{Result, Source, TOLD_MAX, Tx};
use crate::domain::ids::{AccountId, LedgerEntryId, PledgeId};
use crate::domain::standing::WaitKind;

/// An explanation with its words.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ExplanationRow {
    pub id: i64,
    /// The promise that waits; `None` for a direct agreement.
    pub pledge_id: Option<i64>,
    /// The promise or agreement.
    pub ledger_entry_id: i64,
    /// The reason for waiting that it is about.
    pub wait: String,
    pub on_behalf: bool,
    pub created_at: String,
    /// `None` once it was redacted.
    pub content: Option<String>,
}

/// The explanations of some promises, newest first: the last word on each reason for waiting, and the newest of all.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_pledges(source: &impl Source, pledges: &[PledgeId]) -> Result<Vec<ExplanationRow>> {
    of(source, &Clause::of_pledges(pledges)).await
}

/// The same of the rows that a clause picks.
pub(super) async fn of(source: &impl Source, clause: &Clause) -> Result<Vec<ExplanationRow>> {
    let picked = &clause.sql;
    let wanted = format!("ledger_entry_id IN (SELECT entry.id FROM ledger_entry AS entry WHERE {picked})");
    let sql = format!(
        "SELECT said.id, entry.pledge_id, said.ledger_entry_id, said.wait, said.on_behalf, said.created_at, words.content
         FROM explanation AS said
         JOIN ledger_entry AS entry ON entry.id = said.ledger_entry_id
         LEFT JOIN event_text AS words ON words.event_number = said.event_number AND words.field = 'explanation'
         WHERE said.id IN (SELECT MAX(id) FROM explanation WHERE {wanted} GROUP BY ledger_entry_id, wait)
            OR said.id IN (SELECT id FROM explanation WHERE {wanted} ORDER BY id DESC LIMIT {TOLD_MAX} + 1)
         ORDER BY said.id DESC"
    );
    source.all(&sql, clause.bound.clone()).await
}

/// An explanation on its way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewExplanation {
    /// The promise as a whole, or the agreement.
    pub entry: LedgerEntryId,
    pub wait: WaitKind,
    pub by: AccountId,
    pub on_behalf: bool,
}

/// Records an explanation.
///
/// # Errors
/// [`super::StoreError`].
pub async fn insert(tx: &Tx, new: &NewExplanation, event_number: i64) -> Result<()> {
    let id = tx
        .number("SELECT COALESCE(MAX(id), 0) + 1 AS number FROM explanation", vec![])
        .await?;
    tx.run(
        "INSERT INTO explanation (id, ledger_entry_id, wait, account_id, on_behalf, event_number, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![
            id,
            new.entry.0,
            new.wait.code(),
            new.by.0,
            new.on_behalf,
            event_number,
            tx.now().to_string()
        ],
    )
    .await?;
    Ok(())
}
