//! Answers to repeated submissions: the same request gets the first answer again.

use sea_orm::FromQueryResult;

use super::record::RequestLine;
use super::{Result, Source, StoreError, Tx};
use crate::domain::ids::AccountId;
use crate::domain::timestamp::Timestamp;

/// A form as it was sent, by which the same form sent again is known.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    pub account: AccountId,
    /// Name of the form; each counts its requests by itself.
    pub form: &'a str,
    /// The number that its page gave the form; one without a number is known by its content.
    pub number: Option<&'a str>,
    /// Digest of what it says, and of what.
    pub content: &'a str,
}

#[derive(FromQueryResult)]
struct Answer {
    answer: String,
    content: Option<String>,
}

/// The answer that this request got the first time; without a number, since an instant.
///
/// # Errors
/// [`StoreError::Resent`] when it said something else then.
pub async fn answer(source: &impl Source, request: &Request<'_>, since: Timestamp) -> Result<Option<String>> {
    let since = request.number.is_none().then(|| since.to_string());
    let found: Option<Answer> = source
        .one(
            "SELECT answer, content FROM request_record
             WHERE account_id = $1 AND form = $2 AND request_id = $3 AND created_at >= $4",
            values![
                request.account.0,
                request.form,
                request.number.unwrap_or(request.content),
                since.unwrap_or_default()
            ],
        )
        .await?;
    match found {
        Some(row) if row.content.as_deref().is_some_and(|content| content != request.content) => {
            Err(StoreError::Resent)
        }
        found => Ok(found.map(|row| row.answer)),
    }
}

/// Keeps the answer, in the transaction of the action itself. Without a number, the same content is kept anew.
///
/// # Errors
/// [`super::StoreError::Duplicate`] when the number was answered before.
pub async fn keep(tx: &Tx, request: &Request<'_>, answer: &str) -> Result<()> {
    let request_id = request.number.unwrap_or(request.content);
    if request.number.is_none() {
        tx.run(
            "DELETE FROM request_record WHERE account_id = $1 AND form = $2 AND request_id = $3",
            values![request.account, request.form, request_id],
        )
        .await?;
    }
    let line = RequestLine {
        account_id: request.account,
        form: request.form.to_owned(),
        request_id: request_id.to_owned(),
        content: request.content.to_owned(),
        answer: answer.to_owned(),
        created_at: tx.now(),
    };
    tx.record(|record| record.request_record.push(line)).await
}
