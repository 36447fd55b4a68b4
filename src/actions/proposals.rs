//! What waits for an officer before it counts: answering it, changing what was returned, withdrawing it.
//!
//! It is submitted by the action itself (`money::revise`, `money::agree`, `money::spend`). At verification everything is
//! decided again, by the same functions and with the limits as they are then.

use time::Date;

use super::documents::{self, Proof};
use super::money::entry::{Author, EventDetails};
use super::money::{
    NewCommitment, NewDirectCommitment, NewExpenditure, commitment, expenditure, open_pledge, pledge, propose,
};
use super::{ActionError, Context, Result, unusual};
use crate::domain::access::may;
use crate::domain::account::Actor;
use crate::domain::document::Document;
use crate::domain::ids::{LedgerEntryId, ProjectId};
use crate::domain::money::Money;
use crate::domain::pledge::{Decision, FINANCE_TYPE_DEFAULT, StateRefusal, Tranche};
use crate::domain::proposal::{self, ProposalKind, ProposalRefusal, ProposalState};
use crate::mail::letters::ProposalLetter;
use crate::store::proposals::{self, NewProposal, ProposalRow, StateChange};
use crate::store::{StoreError, Tx, audit};

/// New terms of a returned proposal; what it is for stays.
#[derive(Debug, Clone, Copy)]
pub enum Change<'a> {
    Revision {
        amount: Money,
        why: &'a str,
    },
    /// Without a document the one that is there stays.
    Commitment {
        finance_type: &'a str,
        new_commitment: NewCommitment<'a>,
    },
    /// Without a document the one that is there stays.
    Expenditure {
        amount: Money,
        spent_on: Date,
        note: &'a str,
        document: Option<&'a Document>,
    },
}

/// Changes a returned proposal that is still at `version`, and submits it again.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile, or is not returned; otherwise as the action that proposed it.
pub async fn update(ctx: Context<'_>, actor: &Actor, reference: &str, version: i64, change: Change<'_>) -> Result<()> {
    let document = match change {
        Change::Revision { .. } => None,
        Change::Commitment { new_commitment, .. } => new_commitment.document,
        Change::Expenditure { document, .. } => document,
    };
    let proof = documents::proof(ctx, document);
    ctx.write(async |tx| {
        let row = own(tx, actor, reference).await?;
        if row.version != version || row.state != ProposalState::Returned {
            return Err(StoreError::Stale.into());
        }
        change_to(tx, ctx, actor, &row, change, proof.as_ref()).await?;
        documents::deposit(tx, proof.as_ref(), actor.account).await
    })
    .await
}

async fn change_to(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    row: &ProposalRow,
    change: Change<'_>,
    proof: Option<&Proof<'_>>,
) -> Result<()> {
    let author = Author {
        account: actor.account,
        on_behalf: row.on_behalf,
    };
    let project = || row.project().ok_or(StoreError::Stale);
    match change {
        Change::Revision { amount, why } => {
            let about = row.pledge_reference.as_deref().ok_or(StoreError::Stale)?;
            let pledge = open_pledge(tx, actor, about).await?;
            let decided = pledge::revised(tx, ctx, &pledge, author, amount, why).await?;
            if decided.entry.amount.is_negative() {
                // What was to grow and now shrinks needs nobody; it is another action.
                return Err(ProposalRefusal::FigureMoved.into());
            }
            let today = ctx.now.local_date();
            let new = pledge::proposed(&pledge, &decided, author, amount, why, today)?;
            resubmit(tx, ctx, row, ProposalKind::Revision, &new).await
        }
        Change::Commitment {
            finance_type,
            new_commitment,
        } => {
            let new_direct = NewDirectCommitment {
                organisation: row.provider(),
                project: project()?,
                finance_type,
                new_commitment,
            };
            let decided = commitment::agreed(tx, ctx, actor, author, &new_direct).await?;
            let new = commitment::proposed(&decided, &new_direct, author, proof);
            resubmit(tx, ctx, row, ProposalKind::Commitment, &new).await
        }
        Change::Expenditure {
            amount,
            spent_on,
            note,
            document,
        } => {
            let new_expenditure = NewExpenditure {
                organisation: row.provider(),
                project: project()?,
                amount,
                spent_on,
                note,
                document,
            };
            expenditure::reported(tx, ctx, actor, author, &new_expenditure).await?;
            let new = expenditure::proposed(&new_expenditure, author, proof);
            resubmit(tx, ctx, row, ProposalKind::Expenditure, &new).await
        }
    }
}

async fn resubmit(
    tx: &Tx,
    ctx: Context<'_>,
    row: &ProposalRow,
    kind: ProposalKind,
    new: &NewProposal<'_>,
) -> Result<()> {
    if row.kind != kind {
        return Err(StoreError::Stale.into());
    }
    proposals::update(tx, row, new).await?;
    audit::note(tx, Some(new.by), "proposal_submitted", &row.reference).await?;
    let now = found(tx, &row.reference).await?;
    propose::notify(tx, ctx, ProposalLetter::Received, &now, "").await
}

/// Takes a proposal back that waits. Twice is once.
///
/// # Errors
/// [`ActionError::State`], [`ActionError::NotFound`].
pub async fn withdraw(ctx: Context<'_>, actor: &Actor, reference: &str) -> Result<()> {
    ctx.write(async |tx| {
        let row = own(tx, actor, reference).await?;
        let (from, to) = (row.state, ProposalState::Withdrawn);
        if from == to {
            return Ok(());
        }
        if !from.may_become(to) {
            return Err(StateRefusal::NotASuccessor.into());
        }
        let change = StateChange {
            to,
            reason: "",
            by: actor.account,
        };
        proposals::change_state(tx, &row, change).await?;
        Ok(audit::note(tx, Some(actor.account), "proposal_withdrawn", reference).await?)
    })
    .await
}

async fn found(tx: &Tx, reference: &str) -> Result<ProposalRow> {
    proposals::by_reference(tx, reference)
        .await?
        .ok_or(ActionError::NotFound)
}

/// The proposal, if this actor keeps it.
async fn own(tx: &Tx, actor: &Actor, reference: &str) -> Result<ProposalRow> {
    let row = found(tx, reference).await?;
    may(actor, row.edit_permission()).map_err(ActionError::hiding)?;
    Ok(row)
}

/// Answers a submitted proposal that is still at `version` (`None`: whatever its version). The same request again, and
/// the same answer of the same officer, change nothing.
///
/// # Errors
/// [`ActionError::Refused`], [`ActionError::State`], [`ActionError::Proposal`], [`StoreError::Stale`]; at verification
/// whatever the action itself can be refused with.
pub async fn review(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    version: Option<i64>,
    decision: Decision,
    reason: &str,
) -> Result<()> {
    let document = document(ctx, reference, decision).await?;
    ctx.write(async |tx| {
        let row = found(tx, reference).await?;
        may(actor, row.reviewing())?;
        let (from, to) = (row.state, ProposalState::after(decision));
        if from == to && row.reviewed_by == Some(actor.account) {
            return Ok(row.reference);
        }
        proposal::review(from, decision, reason)?;
        if version.is_some_and(|version| version != row.version) {
            return Err(StoreError::Stale.into());
        }
        let letter = match decision {
            Decision::Verify => {
                let entry = verify(tx, ctx, actor, &row, document.as_ref(), reason).await?;
                proposals::verified(tx, &row, entry, reason, actor.account).await?;
                ProposalLetter::Verified
            }
            Decision::Return | Decision::Decline => {
                let by = actor.account;
                proposals::change_state(tx, &row, StateChange { to, reason, by }).await?;
                if decision == Decision::Return {
                    ProposalLetter::Returned
                } else {
                    ProposalLetter::Declined
                }
            }
        };
        audit::note(tx, Some(actor.account), decision.code(), reference).await?;
        let now = found(tx, reference).await?;
        propose::notify(tx, ctx, letter, &now, reason).await?;
        Ok(now.reference)
    })
    .await
    .map(|_: String| ())
}

/// The document on which a proposal rests, read before anything is written; only a verification needs it.
async fn document(ctx: Context<'_>, reference: &str, decision: Decision) -> Result<Option<Document>> {
    if decision != Decision::Verify {
        return Ok(None);
    }
    let row = proposals::by_reference(ctx.db.primary(), reference).await?;
    let stored = row.and_then(|row| row.document_name.zip(row.document_sha256));
    let Some((name, digest)) = stored else { return Ok(None) };
    let bytes = ctx.files.get(&digest).await?;
    let document = bytes.and_then(|bytes| Document::new(&name, bytes).ok());
    document.map(Some).ok_or_else(|| ProposalRefusal::DocumentGone.into())
}

/// Decides again what is proposed, records it and gives the key of its row.
async fn verify(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    row: &ProposalRow,
    document: Option<&Document>,
    reason: &str,
) -> Result<LedgerEntryId> {
    unusual::must_be_explained(unusual::of_proposal(tx, row).await?, reason)?;
    let proof = documents::stored(ctx, document);
    // It was changed between the reading of its document and now.
    if proof.as_ref().map(|proof| proof.stored().sha256) != row.document_sha256 {
        return Err(StoreError::Stale.into());
    }
    let mut details = EventDetails {
        proof,
        ..EventDetails::default()
    }
    .text("review_reason", reason);
    details.facts.insert("proposal".into(), row.reference.as_str().into());
    let author = Author {
        account: row.submitted_by,
        on_behalf: row.on_behalf,
    };
    let amount = row.amount();
    let project = || row.project().ok_or(ActionError::NotFound);
    let id = match row.kind {
        ProposalKind::Revision => {
            let about = row.pledge_reference.as_deref();
            let about = about.ok_or(ActionError::NotFound)?;
            let pledge = open_pledge(tx, actor, about).await?;
            let decided = pledge::revised(tx, ctx, &pledge, author, amount, &row.note).await?;
            if row.present() != amount.checked_sub(decided.entry.amount).ok() {
                return Err(ProposalRefusal::FigureMoved.into());
            }
            pledge::figure_changed(tx, actor, decided, amount, &row.note, details).await?
        }
        ProposalKind::Commitment => {
            let tranches = proposals::tranches(tx, row).await?;
            details.facts.append(&mut commitment::planned(&tranches));
            let new_direct = new_direct(row, project()?, &tranches, document)?;
            let decided = commitment::agreed(tx, ctx, actor, author, &new_direct).await?;
            commitment::signed(tx, ctx, actor, decided, new_direct.new_commitment, details).await?
        }
        ProposalKind::Expenditure => {
            let new_expenditure = NewExpenditure {
                organisation: row.provider(),
                project: project()?,
                amount,
                spent_on: row.dated_on,
                note: &row.note,
                document,
            };
            let decided = expenditure::reported(tx, ctx, actor, author, &new_expenditure).await?;
            expenditure::spent(tx, actor, decided, &row.note, details).await?
        }
    };
    Ok(LedgerEntryId(id))
}

/// A proposed commitment as it was entered.
fn new_direct<'a>(
    row: &'a ProposalRow,
    project: ProjectId,
    tranches: &'a [Tranche],
    document: Option<&'a Document>,
) -> Result<NewDirectCommitment<'a>> {
    Ok(NewDirectCommitment {
        organisation: row.provider(),
        project,
        finance_type: row.finance_type.as_deref().unwrap_or(FINANCE_TYPE_DEFAULT),
        new_commitment: NewCommitment {
            amount: row.amount(),
            drawdown: None,
            receiver: row.receiver(),
            signed_on: row.dated_on,
            own_reference: &row.own_reference,
            document,
            tranches,
        },
    })
}
