//! Counting what may be done only so often, where all instances must agree.

use super::{ActionError, Context, Result};
use crate::domain::account::Actor;
use crate::domain::limit::{INVITATIONS, Limit};
use crate::store::limits;

/// How long anything stands counted: longer than every window, and as long as the digest of a network is kept at most.
const STORED_SECONDS: i64 = 24 * 3600;

/// Counts an invitation that an administrator is about to send, whatever comes of it. The same request again is sent no
/// second time, and so passes.
///
/// # Errors
/// [`ActionError::TooOften`].
pub async fn count_invitation(ctx: Context<'_>, actor: &Actor) -> Result<()> {
    match count(ctx, &INVITATIONS, &actor.account.0.to_string()).await {
        Err(ActionError::TooOften(_)) if ctx.first_answer::<String>().await?.is_some() => Ok(()),
        counted => counted,
    }
}

/// Counts once more of a subject, in a transaction of its own: it stays counted whatever becomes of what follows.
///
/// # Errors
/// [`ActionError::TooOften`].
pub async fn count(ctx: Context<'_>, limit: &Limit, subject: &str) -> Result<()> {
    let used = ctx
        .db
        .write(ctx.now, async |tx| {
            Ok::<_, ActionError>(limits::count(tx, limit, subject).await?)
        })
        .await?;
    Ok(limit.check(used)?)
}

/// Removes what was counted more than a day ago, with every trace of a network.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn forget_old(ctx: Context<'_>) -> Result<()> {
    let before = ctx.now.plus_seconds(-STORED_SECONDS);
    if !limits::has_older(ctx.db.primary(), before).await? {
        return Ok(());
    }
    ctx.db
        .write(ctx.now, async |tx| Ok(limits::remove_older(tx, before).await?))
        .await
}
