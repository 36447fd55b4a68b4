//! Answers to repeated submissions: the same request gets the first answer again.

use sea_orm::FromQueryResult;

use super::{Result, Source, StoreError, Tx};
use crate::domain::ids::AccountId;
use crate::domain::timestamp::Timestamp;

#[derive(FromQueryResult)]
struct Answer {
    answer: String,
    content: Option<String>,
}

/// The number of a request, and the digest of what it says where one stands behind a dot.
fn parts(request_id: &str) -> (&str, Option<&str>) {
    match request_id.split_once('.') {
        Some((number, content)) => (number, Some(content)),
        None => (request_id, None),
    }
}

crate::domain::coded! {
    /// The creating forms; each counts its requests by itself.
    pub enum Form {
        Pledge = "pledge",
        Project = "project",
        Commitment = "commitment",
        /// A direct commitment.
        DirectCommitment = "direct_commitment",
        Disbursement = "disbursement",
        Expenditure = "expenditure",
        /// A correction of an expenditure.
        Adjustment = "adjustment",
        Refund = "refund",
        Termination = "termination",
        Earmarking = "earmarking",
        Condition = "condition",
        /// Goods or technical help accepted for a budget line.
        Acceptance = "acceptance",
        Reversal = "reversal",
        Reply = "reply",
        Revision = "revision",
        /// An officer's answer to a proposal.
        ProposalReview = "proposal_review",
        /// What changes a state, known by what it said.
        Review = "review",
        Withdrawal = "withdrawal",
        Lapse = "lapse",
        Receipt = "receipt",
        StatusChange = "status_change",
        Fulfilment = "fulfilment",
    }
}

/// The answer that this person's request got the first time.
///
/// # Errors
/// [`StoreError::Resent`] when it said something else then.
pub async fn answer(source: &impl Source, account: AccountId, form: Form, request_id: &str) -> Result<Option<String>> {
    let (number, content) = parts(request_id);
    let found: Option<Answer> = source
        .one(
            "SELECT answer, content FROM request_record WHERE account_id = $1 AND form = $2 AND request_id = $3",
            values![account, form.code(), number],
        )
        .await?;
    match found {
        Some(row) if content.is_some() && row.content.is_some() && row.content.as_deref() != content => {
            Err(StoreError::Resent)
        }
        found => Ok(found.map(|row| row.answer)),
    }
}

/// Keeps the answer, in the transaction of the action itself.
///
/// # Errors
/// [`super::StoreError::Duplicate`] when the request was answered before.
pub async fn keep(tx: &Tx, account: AccountId, form: Form, request_id: &str, answer: &str) -> Result<()> {
    let (number, content) = parts(request_id);
    tx.later(
        "INSERT INTO request_record (account_id, form, request_id, content, answer, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![account, form.code(), number, content, answer, tx.now()],
    )
    .await?;
    Ok(())
}

/// Notes what a form said that changed a state, in the same transaction; said before, it is noted anew.
///
/// # Errors
/// [`StoreError`].
pub async fn note(tx: &Tx, account: AccountId, form: Form, stated: &str) -> Result<()> {
    tx.later(
        "INSERT INTO request_record (account_id, form, request_id, answer, created_at) VALUES ($1, $2, $3, '', $4)
         ON CONFLICT (account_id, form, request_id) DO UPDATE SET created_at = excluded.created_at",
        values![account, form.code(), stated, tx.now()],
    )
    .await?;
    Ok(())
}

/// Whether this person's form said the same since an instant, and changed something by it.
///
/// # Errors
/// [`StoreError`].
pub async fn noted(
    source: &impl Source,
    account: AccountId,
    form: Form,
    stated: &str,
    since: Timestamp,
) -> Result<bool> {
    let found = source
        .number(
            "SELECT COUNT(*) AS number FROM request_record
             WHERE account_id = $1 AND form = $2 AND request_id = $3 AND created_at >= $4",
            values![account, form.code(), stated, since],
        )
        .await?;
    Ok(found > 0)
}
