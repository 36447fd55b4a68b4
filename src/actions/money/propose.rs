//! Submitting what an officer verifies before it counts, and the letters about it.

use crate::actions::idempotency::Answer;
use crate::actions::{ActionError, Context, Result};
use crate::mail::letters::{self, ProposalLetter, ProposalNews};
use crate::store::proposals::{self, NewProposal, ProposalRow};
use crate::store::{Tx, accounts, audit, outbox};

/// What became of a row that may have to wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// It stands in the ledger under this key.
    Now(i64),
    /// It is proposed under this reference.
    Pendings(String),
}

impl Answer for Recorded {
    fn keep(&self) -> String {
        match self {
            Self::Now(id) => id.to_string(),
            Self::Pendings(reference) => reference.clone(),
        }
    }

    fn recall(kept: &str) -> Option<Self> {
        Some(kept.parse().map_or_else(|_| Self::Pendings(kept.to_owned()), Self::Now))
    }
}

/// Enters a proposal as submitted, tells its organisation and gives its reference.
pub(in crate::actions) async fn submit(tx: &Tx, ctx: Context<'_>, new: &NewProposal<'_>) -> Result<String> {
    let reference = proposals::insert(tx, new).await?;
    audit::note(tx, Some(new.by), "proposal_submitted", &reference).await?;
    let row = proposals::by_reference(tx, &reference)
        .await?
        .ok_or(ActionError::NotFound)?;
    notify(tx, ctx, ProposalLetter::Received, &row, "").await?;
    Ok(reference)
}

/// Writes a letter to each person of the organisation, in that person's language; where an officer entered the proposal
/// and the organisation has nobody here, to that officer.
pub(in crate::actions) async fn notify(
    tx: &Tx,
    ctx: Context<'_>,
    letter: ProposalLetter,
    row: &ProposalRow,
    reason: &str,
) -> Result<()> {
    if !ctx.letters {
        return Ok(());
    }
    let mut people = accounts::of_organisation(tx, row.provider()).await?;
    if people.is_empty() {
        people.extend(accounts::get(tx, row.entered_by).await?);
    }
    for person in people {
        let news = ProposalNews {
            letter,
            row,
            reason: reason.trim(),
            base_url: ctx.base_url,
        };
        outbox::put(tx, letters::proposal(news, &person)?).await?;
    }
    Ok(())
}
