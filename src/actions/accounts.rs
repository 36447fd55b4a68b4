//! Signing in and out.

use super::attempts::{Attempt, Origin};
use super::{AccountRefusal, ActionError, Context, Result};
use crate::domain::account::SESSION_SECONDS;
use crate::domain::ids::AccountId;
use crate::secret;
use crate::store::accounts::{self, AccountRow};
use crate::store::{StoreError, Tx, audit, sessions};

/// An opened session: what goes into the cookies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub token: String,
    /// By which the device is known at its next attempts.
    pub device: String,
    pub account: AccountRow,
}

/// Opens a session. Each attempt is counted before it is judged, whether the address is known or not.
///
/// # Errors
/// [`AccountRefusal::WrongCredentials`], [`ActionError::TooOften`], [`AccountRefusal::Overloaded`].
pub async fn sign_in(ctx: Context<'_>, email: &str, password: String, origin: Origin<'_>) -> Result<Opened> {
    let email = email.trim().to_lowercase();
    let attempt = Attempt::new(ctx, &email, origin).await?;
    attempt.refuse_early(ctx).await?;
    // Its turn first, so that nobody is counted whom the machine had no time for.
    let turn = ctx.hashing.turn(attempt.queue()).await?;
    attempt.count(ctx).await?;
    let found = accounts::by_email(ctx.db.primary(), &email)
        .await?
        .filter(|account| account.active);
    let hash = found.as_ref().and_then(|account| account.password_hash.clone());
    let right = turn.matches(password, hash).await;
    let Some(account) = found.filter(|_| right) else {
        let subject = ctx.secret.digest(&email);
        ctx.db
            .write(ctx.now, async |tx| {
                Ok::<_, ActionError>(audit::note(tx, None, "sign_in_failed", &subject).await?)
            })
            .await?;
        return Err(AccountRefusal::WrongCredentials.into());
    };
    let device = match origin.device {
        Some(token) => token.to_owned(),
        None => secret::token().map_err(StoreError::Unusable)?,
    };
    let id = account.id;
    let token = open_session(ctx, id, async |tx| attempt.succeed(tx, ctx, id, &device).await).await?;
    Ok(Opened { token, device, account })
}

/// `with` is done in the same transaction.
pub(super) async fn open_session(
    ctx: Context<'_>,
    account: AccountId,
    with: impl AsyncFnOnce(&Tx) -> Result<()>,
) -> Result<String> {
    let token = secret::token().map_err(StoreError::Unusable)?;
    let csrf = secret::token().map_err(StoreError::Unusable)?;
    let expires_at = ctx.now.plus_seconds(SESSION_SECONDS);
    ctx.db
        .write(ctx.now, async |tx| {
            sessions::open(tx, &ctx.secret.digest(&token), account, &csrf, expires_at).await?;
            with(tx).await?;
            Ok::<_, ActionError>(audit::note(tx, Some(account), "sign_in", "").await?)
        })
        .await?;
    Ok(token)
}

/// Ends a session.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn sign_out(ctx: Context<'_>, token: &str) -> Result<()> {
    ctx.db
        .write(ctx.now, async |tx| {
            Ok(sessions::end(tx, &ctx.secret.digest(token)).await?)
        })
        .await
}
