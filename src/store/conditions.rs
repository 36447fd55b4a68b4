//! Conditions for which a promise or a commitment waits: stated by one row, met by another.

use sea_orm::FromQueryResult;

use super::sql::Clause;
use super::{Result, Source, Tx, states};
use crate::domain::fulfilment::{Condition, Party};
use crate::domain::ids::{AccountId, ConditionId, LedgerEntryId, PledgeId};
use crate::domain::ledger::EntryKind;
use crate::domain::timestamp::Timestamp;

/// A condition with its words and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ConditionRow {
    pub id: ConditionId,
    pub ledger_entry_id: LedgerEntryId,
    /// What kind of row waits: `pledge` or `commitment`.
    pub entry_kind: EntryKind,
    pub pledge_id: Option<PledgeId>,
    pub party: Party,
    pub on_behalf: bool,
    pub created_at: Timestamp,
    /// `None` once it was redacted.
    pub content: Option<String>,
    pub met_at: Option<Timestamp>,
}

const SELECT: &str =
    "SELECT stated.id, stated.ledger_entry_id, entry.kind AS entry_kind, entry.pledge_id, stated.party,
    stated.on_behalf, stated.created_at, words.content, met.created_at AS met_at
    FROM waiting_condition AS stated
    JOIN ledger_entry AS entry ON entry.id = stated.ledger_entry_id
    LEFT JOIN waiting_condition AS met ON met.meets_id = stated.id
    LEFT JOIN event_text AS words ON words.event_number = stated.event_number AND words.field = 'condition'";

impl ConditionRow {
    /// Whether nobody said yet that it is met.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.met_at.is_none()
    }

    /// As the domain sees it.
    #[must_use]
    pub fn condition(&self) -> Condition {
        Condition {
            id: self.id,
            party: self.party,
            commitment: (self.entry_kind == EntryKind::Commitment).then_some(self.ledger_entry_id),
            stated_on: self.created_at.local_date(),
            met_on: self.met_at.map(Timestamp::local_date),
        }
    }
}

/// The conditions of some promises and all their commitments, in the order of stating: those that are met, too, because
/// they stopped the clock for a while.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_pledges(source: &impl Source, pledges: &[PledgeId]) -> Result<Vec<ConditionRow>> {
    of(source, &Clause::of_pledges(pledges)).await
}

/// As [`of_pledges`], of one promise as a whole, or of one commitment.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_entry(source: &impl Source, entry: LedgerEntryId) -> Result<Vec<ConditionRow>> {
    of(source, &Clause::of_entry(entry)).await
}

/// The conditions of the rows that a clause picks.
pub(super) async fn of(source: &impl Source, clause: &Clause) -> Result<Vec<ConditionRow>> {
    let sql = format!(
        "{SELECT} WHERE stated.meets_id IS NULL AND {} ORDER BY stated.id",
        clause.on(source.speaks_postgres())
    );
    source.all(&sql, clause.bound.clone()).await
}

/// A condition, or the word that one is met, on its way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewCondition {
    pub entry: LedgerEntryId,
    pub party: Party,
    /// The condition that this row says is met; `None` for one that is stated.
    pub meets: Option<ConditionId>,
    pub by: AccountId,
    pub on_behalf: bool,
}

/// The key that the next row takes; safe because there is one writer.
///
/// # Errors
/// [`super::StoreError`].
pub async fn next_id(tx: &Tx) -> Result<ConditionId> {
    tx.number(
        "SELECT COALESCE(MAX(id), 0) + 1 AS number FROM waiting_condition",
        vec![],
    )
    .await
    .map(ConditionId)
}

/// Records a condition or that one is met.
///
/// # Errors
/// [`super::StoreError`].
pub async fn insert(tx: &Tx, id: ConditionId, new: &NewCondition, event_number: i64) -> Result<()> {
    tx.run(
        "INSERT INTO waiting_condition (id, ledger_entry_id, party, meets_id, account_id, on_behalf, event_number,
            created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            id,
            new.entry,
            new.party,
            new.meets,
            new.by,
            new.on_behalf,
            event_number,
            tx.now()
        ],
    )
    .await?;
    tx.note_moved(None, new.entry);
    states::settle(tx).await
}
