//! Forms that make something, sent again: the same request gets the first answer, whatever has changed since.

use std::fmt::Display;
use std::str::FromStr;

use super::{ActionError, Context, Result};
use crate::domain::account::Actor;
use crate::store::request_records::{self, Form};
use crate::store::{StoreError, Tx};

/// Does an action and keeps its answer under the request's number. A repetition fails (its number is taken, or the first
/// one left nothing to do), is rolled back and gets the first answer instead.
pub(super) async fn idempotent<T, W>(
    ctx: Context<'_>,
    actor: &Actor,
    form: Form,
    request_id: &str,
    work: W,
) -> Result<T>
where
    T: Display + FromStr,
    W: AsyncFnOnce(&Tx) -> Result<T>,
{
    let done = ctx
        .db
        .write(ctx.now, async |tx| {
            let made = work(tx).await?;
            request_records::keep(tx, actor.account, form, request_id, &made.to_string()).await?;
            Ok::<T, ActionError>(made)
        })
        .await;
    let error = match done {
        // Its turn did not come, and will not now either.
        Ok(_) | Err(ActionError::Store(StoreError::Busy)) => return done,
        Err(error) => error,
    };
    // From the writer, because a replica may not have it yet.
    let first = ctx
        .db
        .write(ctx.now, async |tx| {
            Ok::<_, ActionError>(request_records::answer(tx, actor.account, form, request_id).await?)
        })
        .await?;
    first.and_then(|answer| answer.parse().ok()).ok_or(error)
}

/// For how long the same said again is a second click, and not a second decision.
const REPEAT_SECONDS: i64 = 300;

/// Does what changes a state. The same said again by the same person within minutes finds nothing left to do and fails;
/// it gets the first answer instead, as long as it still may.
pub(super) async fn repeatable<W>(ctx: Context<'_>, actor: &Actor, form: Form, work: W) -> Result<()>
where
    W: AsyncFnOnce(&Tx) -> Result<()>,
{
    let Some(request_content) = ctx.request_content else {
        return ctx.db.write(ctx.now, work).await;
    };
    let done = ctx
        .db
        .write(ctx.now, async |tx| {
            work(tx).await?;
            Ok::<(), ActionError>(request_records::note(tx, actor.account, form, request_content).await?)
        })
        .await;
    let error = match done {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    if let ActionError::Store(StoreError::Busy) | ActionError::Refused(_) | ActionError::NotFound = error {
        return Err(error);
    }
    if is_repeated(ctx, actor, form).await? {
        Ok(())
    } else {
        Err(error)
    }
}

/// Whether this person's form said the same within the last minutes and changed something by it.
pub(super) async fn is_repeated(ctx: Context<'_>, actor: &Actor, form: Form) -> Result<bool> {
    let Some(request_content) = ctx.request_content else {
        return Ok(false);
    };
    let since = ctx.now.plus_seconds(-REPEAT_SECONDS);
    // From the writer, because a replica may not have it yet.
    ctx.db
        .write(ctx.now, async |tx| {
            Ok(request_records::noted(tx, actor.account, form, request_content, since).await?)
        })
        .await
}
