//! Answers to repeated submissions: the same request gets the first answer again.

use sea_orm::FromQueryResult;

use super::{Result, Source, Tx};
use crate::domain::ids::AccountId;

#[derive(FromQueryResult)]
struct Answer {
    answer: String,
}

crate::domain::coded! {
    /// The creating forms; each counts its requests by itself.
    pub enum Form {
        Pledge = "pledge",
        Project = "project",
        Commitment = "commitment",
        /// A direct commitment.
        Agreement = "agreement",
        Disbursement = "disbursement",
        Expenditure = "expenditure",
        Refund = "refund",
        Termination = "termination",
        Earmarking = "earmarking",
        Condition = "condition",
        /// Goods or technical help accepted for a budget line.
        Cover = "cover",
        Reversal = "reversal",
    }
}

/// The answer that this person's request got the first time.
///
/// # Errors
/// [`super::StoreError`].
pub async fn answer(source: &impl Source, account: AccountId, form: Form, request_id: &str) -> Result<Option<String>> {
    let found: Option<Answer> = source
        .one(
            "SELECT answer FROM submission WHERE account_id = $1 AND form = $2 AND request_id = $3",
            values![account.0, form.code(), request_id],
        )
        .await?;
    Ok(found.map(|row| row.answer))
}

/// Keeps the answer, in the transaction of the deed itself.
///
/// # Errors
/// [`super::StoreError::Duplicate`] when the request was answered before.
pub async fn keep(tx: &Tx, account: AccountId, form: Form, request_id: &str, answer: &str) -> Result<()> {
    tx.later(
        "INSERT INTO submission (account_id, form, request_id, answer, created_at) VALUES ($1, $2, $3, $4, $5)",
        values![account.0, form.code(), request_id, answer, tx.now().to_string()],
    )
    .await?;
    Ok(())
}
