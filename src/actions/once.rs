//! Forms that make something, sent again: the same request gets the first answer, whatever has changed since.

use std::fmt::Display;
use std::str::FromStr;

use super::{ActionError, Context, Result};
use crate::domain::account::Actor;
use crate::store::submissions::{self, Form};
use crate::store::{StoreError, Tx};

/// Does a deed and keeps its answer under the request's number. A repetition fails (its number is taken, or the first
/// one left nothing to do), is rolled back and gets the first answer instead.
pub(super) async fn once<T, W>(ctx: Context<'_>, actor: &Actor, form: Form, request_id: &str, work: W) -> Result<T>
where
    T: Display + FromStr,
    W: AsyncFnOnce(&Tx) -> Result<T>,
{
    let done = ctx
        .db
        .write(ctx.now, async |tx| {
            let made = work(tx).await?;
            submissions::keep(tx, actor.account, form, request_id, &made.to_string()).await?;
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
            Ok::<_, ActionError>(submissions::answer(tx, actor.account, form, request_id).await?)
        })
        .await?;
    first.and_then(|answer| answer.parse().ok()).ok_or(error)
}
