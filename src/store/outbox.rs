//! Letters waiting to be sent, written in the transaction of the action that they report.

use sea_orm::FromQueryResult;

use super::events::About;
use super::record::LetterLine;
use super::{Result, Source, Tx};
use crate::domain::timestamp::Timestamp;

/// A letter to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// Which letter it is: `pledge-verified`.
    pub template: &'static str,
    pub recipient: String,
    pub language: &'static str,
    pub subject: String,
    pub body: String,
    /// Reference of what it is about.
    pub about: String,
}

/// A letter in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LetterRow {
    pub id: i64,
    pub template: String,
    pub recipient: String,
    pub language: String,
    pub subject: String,
    pub body: String,
    pub about: String,
    pub state: String,
    pub attempts: i64,
    pub last_error: Option<String>,
    pub created_at: Timestamp,
    pub sent_at: Option<Timestamp>,
    /// Out of this the token of the link is derived when the letter leaves; gone afterwards.
    pub nonce: Option<String>,
}

/// Where the token of a letter's link stands in its body until the letter leaves.
pub const TOKEN_MARK: &str = "{token}";

/// What stands in a letter where a text was redacted: the same in every language.
const REDACTED: &str = "[…]";

/// Times that a letter is tried before it is left to the administrator.
pub const ATTEMPTS_MAX: i64 = 8;

const COLUMNS: &str = "id, template, recipient, language, subject, body, about, state, attempts, last_error,
    created_at, sent_at, nonce";

/// Puts a letter into the outbox.
///
/// # Errors
/// [`super::StoreError`].
pub async fn put(tx: &Tx, letter: NewLetter) -> Result<()> {
    wait(tx, letter, None).await
}

/// Puts a letter with a one-time link into the outbox: its body has [`TOKEN_MARK`] where the token goes.
///
/// # Errors
/// [`super::StoreError`].
pub async fn put_with_token(tx: &Tx, letter: NewLetter, nonce: &str) -> Result<()> {
    wait(tx, letter, Some(nonce.to_owned())).await
}

async fn wait(tx: &Tx, letter: NewLetter, nonce: Option<String>) -> Result<()> {
    let line = LetterLine {
        template: letter.template,
        recipient: letter.recipient,
        language: letter.language,
        subject: letter.subject,
        body: letter.body,
        about: letter.about,
        nonce,
        state: "waiting",
        attempts: 0,
        due_at: tx.now(),
        created_at: tx.now(),
    };
    tx.record(|record| record.outbox.push(line)).await
}

/// Takes letters back that have not left yet: of one kind, or all to a person.
///
/// # Errors
/// [`super::StoreError`].
pub async fn take_back(tx: &Tx, recipient: &str, template: Option<&str>) -> Result<()> {
    tx.run(
        "DELETE FROM outbox WHERE recipient = $1 AND state <> 'sent' AND ($2 = '' OR template = $2)",
        values![recipient, template.unwrap_or_default()],
    )
    .await?;
    Ok(())
}

/// Takes the next due letter and hides it from other senders until `lease_until`.
///
/// # Errors
/// [`super::StoreError`].
pub async fn take(tx: &Tx, lease_until: Timestamp) -> Result<Option<LetterRow>> {
    let sql = format!(
        "UPDATE outbox SET due_at = $1, attempts = attempts + 1
         WHERE id = (SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $2 ORDER BY due_at, id LIMIT 1)
         RETURNING {COLUMNS}"
    );
    tx.one(&sql, values![lease_until.to_string(), tx.now()]).await
}

/// Since when the oldest letter that waits has been due; `None` when none is due.
///
/// # Errors
/// [`super::StoreError`].
pub async fn oldest_due(source: &impl Source, now: Timestamp) -> Result<Option<Timestamp>> {
    #[derive(FromQueryResult)]
    struct Oldest {
        due_at: Option<Timestamp>,
    }
    let sql = "SELECT MIN(due_at) AS due_at FROM outbox WHERE state = 'waiting' AND due_at <= $1";
    let oldest: Option<Oldest> = source.one(sql, values![now]).await?;
    Ok(oldest.and_then(|oldest| oldest.due_at))
}

/// Notes that a letter is on its way. Of one with a one-time link nothing is kept but that it left.
///
/// # Errors
/// [`super::StoreError`].
pub async fn sent(tx: &Tx, id: i64) -> Result<()> {
    tx.run(
        "UPDATE outbox SET state = 'sent', sent_at = $1, last_error = NULL, nonce = NULL,
            body = CASE WHEN nonce IS NOT NULL OR template = 'invitation' THEN '' ELSE body END WHERE id = $2",
        values![tx.now(), id],
    )
    .await?;
    Ok(())
}

/// Notes a failure; the letter is tried again at `retry_at`, or left to the administrator after the last attempt.
///
/// # Errors
/// [`super::StoreError`].
pub async fn failed(tx: &Tx, id: i64, error: &str, retry_at: Timestamp) -> Result<()> {
    tx.run(
        "UPDATE outbox SET last_error = $1, due_at = $2,
            state = CASE WHEN attempts >= $3 THEN 'failed' ELSE 'waiting' END WHERE id = $4",
        values![error, retry_at.to_string(), ATTEMPTS_MAX, id],
    )
    .await?;
    Ok(())
}

/// Puts a failed letter back in line; says whether there was one.
///
/// # Errors
/// [`super::StoreError`].
pub async fn retry(tx: &Tx, id: i64) -> Result<bool> {
    let again = tx
        .run(
            "UPDATE outbox SET state = 'waiting', attempts = 0, due_at = $1 WHERE id = $2 AND state = 'failed'",
            values![tx.now(), id],
        )
        .await?;
    Ok(again > 0)
}

/// The newest letters, those not sent first.
///
/// # Errors
/// [`super::StoreError`].
pub async fn newest(source: &impl Source) -> Result<Vec<LetterRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox
         ORDER BY CASE state WHEN 'failed' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END, id DESC LIMIT 50"
    );
    source.all(&sql, vec![]).await
}

/// Letters about a reference, newest first.
///
/// # Errors
/// [`super::StoreError`].
pub async fn about(source: &impl Source, reference: &str) -> Result<Vec<LetterRow>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE about = $1 ORDER BY id DESC LIMIT 20");
    source.all(&sql, values![reference]).await
}

/// Takes a redacted text out of the kept letters about its pledge, or about the pledges of its project.
///
/// # Errors
/// [`super::StoreError`].
pub async fn erase_text(tx: &Tx, about: About, content: &str) -> Result<()> {
    if content.is_empty() {
        return Ok(());
    }
    tx.run(
        "UPDATE outbox SET body = replace(body, $1, $2)
         WHERE about IN (SELECT reference FROM pledge WHERE id = $3 OR project_id = $4)",
        values![content, REDACTED, about.pledge, about.project],
    )
    .await?;
    Ok(())
}
