//! Writing a proposal: its terms, its state.

use time::Date;

use super::ProposalRow;
use crate::domain::ids::{AccountId, LedgerEntryId, OrganisationId, PledgeId, ProjectId, ProposalId};
use crate::domain::money::Money;
use crate::domain::pledge::Tranche;
use crate::domain::proposal::{ProposalKind, ProposalState};
use crate::store::{Result, Source, StoreError, Tx};

/// A document whose bytes lie among the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    pub name: String,
    pub sha256: String,
}

/// A proposal on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProposal<'a> {
    pub kind: ProposalKind,
    /// Of a revision.
    pub pledge: Option<PledgeId>,
    /// Of everything else.
    pub project: Option<ProjectId>,
    pub organisation: OrganisationId,
    pub receiver: Option<OrganisationId>,
    pub finance_type: Option<&'a str>,
    pub amount: Money,
    /// The figure that a revision would replace.
    pub present: Option<Money>,
    pub dated_on: Date,
    pub own_reference: &'a str,
    pub note: &'a str,
    /// `None` in an update: the one that is there stays.
    pub document: Option<StoredDocument>,
    pub tranches: &'a [Tranche],
    pub on_behalf: bool,
    pub by: AccountId,
}

/// Enters a proposal as submitted and gives its reference.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(tx: &Tx, new: &NewProposal<'_>) -> Result<String> {
    let next = tx
        .number("SELECT COALESCE(MAX(id), 0) + 1 AS number FROM proposal", vec![])
        .await?;
    let reference = format!("PR-{next:04}");
    let now = tx.now().to_string();
    tx.run(
        "INSERT INTO proposal (id, reference, kind, pledge_id, project_id, organisation_id, receiver_id, finance_type,
            amount_minor, currency, present_minor, dated_on, own_reference, note, document_name, document_sha256,
            state, on_behalf, entered_by, submitted_by, submitted_at, created_at, changed_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'submitted', $17, $18, $18,
            $19, $19, $19, 1)",
        values![
            next,
            reference.as_str(),
            new.kind,
            new.pledge,
            new.project,
            new.organisation,
            new.receiver,
            new.finance_type,
            new.amount.minor(),
            new.amount.currency(),
            new.present.map(Money::minor),
            new.dated_on,
            new.own_reference.trim(),
            new.note.trim(),
            new.document.as_ref().map(|stored| stored.name.as_str()),
            new.document.as_ref().map(|stored| stored.sha256.as_str()),
            new.on_behalf,
            new.by,
            now.as_str()
        ],
    )
    .await?;
    let id = ProposalId(next);
    insert_tranches(tx, id, new.tranches).await?;
    record(tx, id, ProposalState::Submitted, "", new.by).await?;
    Ok(reference)
}

async fn insert_tranches(tx: &Tx, id: ProposalId, tranches: &[Tranche]) -> Result<()> {
    for (position, tranche) in (0_i64..).zip(tranches) {
        tx.run(
            "INSERT INTO proposal_tranche (proposal_id, position, due_on, amount_minor) VALUES ($1, $2, $3, $4)",
            values![id, position, tranche.due_on, tranche.amount.minor()],
        )
        .await?;
    }
    Ok(())
}

/// Replaces the terms of a returned proposal that is still at its version, and submits it again.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(tx: &Tx, row: &ProposalRow, new: &NewProposal<'_>) -> Result<()> {
    let now = tx.now().to_string();
    let done = tx
        .run(
            "UPDATE proposal SET receiver_id = $1, finance_type = $2, amount_minor = $3, currency = $4,
                present_minor = $5, dated_on = $6, own_reference = $7, note = $8,
                document_name = COALESCE($9, document_name), document_sha256 = COALESCE($10, document_sha256),
                state = 'submitted', submitted_by = $11, submitted_at = $12, changed_at = $12, reviewed_by = NULL,
                reviewed_at = NULL, version = version + 1
             WHERE id = $13 AND version = $14 AND state = 'returned'",
            values![
                new.receiver,
                new.finance_type,
                new.amount.minor(),
                new.amount.currency(),
                new.present.map(Money::minor),
                new.dated_on,
                new.own_reference.trim(),
                new.note.trim(),
                new.document.as_ref().map(|stored| stored.name.as_str()),
                new.document.as_ref().map(|stored| stored.sha256.as_str()),
                new.by,
                now.as_str(),
                row.id,
                row.version
            ],
        )
        .await?;
    if done == 0 {
        return Err(StoreError::Stale);
    }
    tx.run("DELETE FROM proposal_tranche WHERE proposal_id = $1", values![row.id])
        .await?;
    insert_tranches(tx, row.key(), new.tranches).await?;
    record(tx, row.key(), ProposalState::Submitted, "", new.by).await
}

/// A change of state on its way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateChange<'a> {
    pub to: ProposalState,
    pub reason: &'a str,
    pub by: AccountId,
}

/// Returns, declines or withdraws a proposal that is still at its version.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn change_state(tx: &Tx, row: &ProposalRow, change: StateChange<'_>) -> Result<()> {
    let now = tx.now().to_string();
    let reviews = matches!(change.to, ProposalState::Returned | ProposalState::Declined);
    let reviewer = reviews.then_some(change.by);
    let sql = "UPDATE proposal SET state = $1, changed_at = $2, version = version + 1,
            reviewed_by = COALESCE($5, reviewed_by),
            reviewed_at = CASE WHEN $5 IS NULL THEN reviewed_at ELSE $2 END
        WHERE id = $3 AND version = $4";
    let bound = values![change.to, now, row.id, row.version, reviewer];
    if tx.run(sql, bound).await? == 0 {
        return Err(StoreError::Stale);
    }
    record(tx, row.key(), change.to, change.reason, change.by).await
}

/// Says that a proposal became a row of the ledger. Its texts and its document stand beside the event of that row from
/// now on, and only there, so that whoever erases them erases them whole.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn verified(tx: &Tx, row: &ProposalRow, entry: LedgerEntryId, reason: &str, by: AccountId) -> Result<()> {
    let done = tx
        .run(
            "UPDATE proposal SET state = 'verified', reviewed_by = $1, reviewed_at = $2, changed_at = $2,
                ledger_entry_id = $3, own_reference = '', note = '', document_name = NULL, document_sha256 = NULL,
                version = version + 1
             WHERE id = $4 AND version = $5",
            values![by, tx.now(), entry, row.id, row.version],
        )
        .await?;
    if done == 0 {
        return Err(StoreError::Stale);
    }
    record(tx, row.key(), ProposalState::Verified, reason, by).await
}

async fn record(tx: &Tx, id: ProposalId, to: ProposalState, reason: &str, by: AccountId) -> Result<()> {
    tx.run(
        "INSERT INTO proposal_change (proposal_id, to_state, reason, account_id, created_at)
         VALUES ($1, $2, $3, $4, $5)",
        values![id, to, reason.trim(), by, tx.now()],
    )
    .await?;
    Ok(())
}
