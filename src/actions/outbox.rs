//! What the sender and the administrator do with letters.

use super::{ActionError, Context};
use crate::mail::account_letters;
use crate::store::outbox::{self, LetterRow};
use crate::store::{invitations, password_resets};

/// How long a sender has a letter for itself.
const LEASE_SECONDS: i64 = 120;
/// First pause after a failure; it doubles each time.
const RETRY_SECONDS: i64 = 30;

/// Takes the next due letter.
///
/// # Errors
/// [`super::ActionError::Store`].
pub async fn take(ctx: Context<'_>) -> super::Result<Option<LetterRow>> {
    // The writer's turn is taken only where there is something to take.
    if outbox::oldest_due(ctx.db.primary(), ctx.now).await?.is_none() {
        return Ok(None);
    }
    ctx.db
        .write(ctx.now, async |tx| {
            Ok(outbox::take(tx, ctx.now.plus_seconds(LEASE_SECONDS)).await?)
        })
        .await
}

/// The letter as it leaves: where it brings a one-time link, with that link. Nothing when the link leads nowhere any
/// more, or was made under another secret.
///
/// # Errors
/// [`super::ActionError::Store`].
pub async fn with_link(ctx: Context<'_>, letter: &LetterRow) -> super::Result<Option<LetterRow>> {
    let Some(nonce) = &letter.nonce else {
        return Ok(Some(letter.clone()));
    };
    let token = ctx.secret.letter_token(&letter.template, nonce);
    let digest = ctx.secret.digest(&token);
    let lives = match letter.template.as_str() {
        account_letters::INVITATION => invitations::find(ctx.db.primary(), &digest, ctx.now).await?,
        _ => password_resets::find(ctx.db.primary(), &digest, ctx.now).await?,
    };
    Ok(lives.map(|_| LetterRow {
        body: letter.body.replace(outbox::TOKEN_MARK, &token),
        ..letter.clone()
    }))
}

/// Records how the sending of a letter went.
///
/// # Errors
/// [`super::ActionError::Store`].
pub async fn record(ctx: Context<'_>, letter: &LetterRow, outcome: Result<(), &str>) -> super::Result<()> {
    ctx.db
        .write(ctx.now, async |tx| {
            match outcome {
                Ok(()) => outbox::sent(tx, letter.id).await?,
                Err(error) => {
                    let pause = RETRY_SECONDS << letter.attempts.clamp(0, 10);
                    outbox::failed(tx, letter.id, error, ctx.now.plus_seconds(pause)).await?;
                }
            }
            Ok(())
        })
        .await
}

/// Puts a failed letter back in line.
///
/// # Errors
/// [`super::ActionError::NotFound`] when it is not a failed one.
pub async fn retry(ctx: Context<'_>, id: i64) -> super::Result<()> {
    ctx.write(async |tx| match outbox::retry(tx, id).await? {
        true => Ok(()),
        false => Err(ActionError::NotFound),
    })
    .await
}
