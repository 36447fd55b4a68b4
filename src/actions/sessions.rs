//! Sessions of a person: with what they were begun, and ending them.

use super::{ActionError, Context, Result};
use crate::domain::ids::AccountId;
use crate::store::sessions::SessionRow;
use crate::store::{audit, people, sessions};

/// Which sessions are to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending<'a> {
    /// The one with this handle.
    One(&'a str),
    /// All but the one in which this is asked.
    Others,
}

/// The name by which a page and its form speak of a session: derived, so that a page shows neither token nor digest.
#[must_use]
pub fn handle(ctx: Context<'_>, session: &SessionRow) -> String {
    let mut handle = ctx.secret.letter_token("session-handle", &session.token_hash);
    handle.truncate(16);
    handle
}

/// Notes with what a session began that was opened a moment ago, and ends the older ones where its owner asks so.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn begin(ctx: Context<'_>, account: AccountId, token: &str, device: &str, end_others: bool) -> Result<()> {
    let digest = ctx.secret.digest(token);
    ctx.db
        .write(ctx.now, async |tx| {
            sessions::describe(tx, &digest, device).await?;
            if end_others && sessions::end_all_but(tx, account, &digest).await? > 0 {
                audit::note(tx, Some(account), "sessions_ended", &people::subject(account)).await?;
            }
            Ok(())
        })
        .await
}

/// Notes that a session is used.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn seen(ctx: Context<'_>, digest: &str) -> Result<()> {
    ctx.db
        .write(ctx.now, async |tx| Ok(sessions::seen(tx, digest).await?))
        .await
}

/// Ends sessions of a person; `own` is the digest of the one in which it is asked. Says whether that one ended too.
///
/// # Errors
/// [`ActionError::NotFound`] when the person has no such session.
pub async fn end(ctx: Context<'_>, account: AccountId, own: &str, ending: Ending<'_>) -> Result<bool> {
    ctx.write(async |tx| {
        let ended_own = match ending {
            Ending::Others => {
                sessions::end_all_but(tx, account, own).await?;
                false
            }
            Ending::One(wanted) => {
                let of_account = sessions::of_account(tx, account, ctx.now).await?;
                let found = of_account.into_iter().find(|session| handle(ctx, session) == wanted);
                let found = found.ok_or(ActionError::NotFound)?;
                sessions::end(tx, &found.token_hash).await?;
                found.token_hash == own
            }
        };
        audit::note(tx, Some(account), "sessions_ended", &people::subject(account)).await?;
        Ok(ended_own)
    })
    .await
}
