//! Attempts to sign in, counted before they are judged: by account and by network, or, on a device from which the
//! account has signed in before, by that device alone, so that nobody locks the owner out from elsewhere.
//!
//! An attempt is counted in a write transaction of its own, which takes turns with all others on every instance. So of
//! any number that come at once only as many are judged as the limit says. What succeeds is given back.

use super::hashing::Queue;
use super::{Context, Result};
use crate::domain::ids::AccountId;
use crate::domain::limit::{Limit, SIGN_IN_BY_ACCOUNT, SIGN_IN_BY_DEVICE, SIGN_IN_BY_NETWORK};
use crate::store::{Tx, devices, limits};

/// How long a device is known after the last time somebody signed in on it.
pub const DEVICE_SECONDS: i64 = 180 * 24 * 3600;

/// Where somebody comes from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The network, as it is counted.
    pub network: &'a str,
    /// The token in the cookie of the device, if it has one.
    pub device: Option<&'a str>,
}

/// One attempt with what it is counted by.
#[derive(Debug)]
pub(super) struct Attempt {
    counted_by: Vec<(&'static Limit, String)>,
    is_known: bool,
}

impl Attempt {
    /// `email` is lower-cased.
    pub async fn new(ctx: Context<'_>, email: &str, origin: Origin<'_>) -> Result<Self> {
        let device = origin.device.map(|token| digest_of_device(ctx, token));
        let is_known = match &device {
            Some(digest) => {
                devices::knows(ctx.db.primary(), digest, email, ctx.now.plus_seconds(-DEVICE_SECONDS)).await?
            }
            None => false,
        };
        let counted_by = match &device {
            Some(digest) if is_known => vec![(&SIGN_IN_BY_DEVICE, ctx.secret.digest(&format!("{digest} {email}")))],
            // The network first: what comes from one that tries too often is not counted against an account.
            _ => vec![
                (&SIGN_IN_BY_NETWORK, digest_of_network(ctx, origin.network)),
                (&SIGN_IN_BY_ACCOUNT, ctx.secret.digest(email)),
            ],
        };
        Ok(Self { counted_by, is_known })
    }

    /// Where the hash of this attempt waits.
    pub fn queue(&self) -> Queue {
        if self.is_known { Queue::Known } else { Queue::Open }
    }

    /// Refuses early, by what is counted already: a crowd of hopeless attempts takes no turns of hashing and of writing.
    ///
    /// # Errors
    /// [`super::ActionError::TooOften`].
    pub async fn refuse_early(&self, ctx: Context<'_>) -> Result<()> {
        for (limit, subject) in &self.counted_by {
            if let Some(mut used) = limits::used(ctx.db.primary(), limit, subject, ctx.now).await? {
                used.times += 1;
                limit.check(used)?;
            }
        }
        Ok(())
    }

    /// Counts this attempt. It may be judged only after this.
    ///
    /// # Errors
    /// [`super::ActionError::TooOften`].
    pub async fn count(&self, ctx: Context<'_>) -> Result<()> {
        let counted = ctx
            .db
            .write(ctx.now, async |tx| {
                for (limit, subject) in &self.counted_by {
                    let checked = limit.check(limits::count(tx, limit, subject).await?);
                    // What was counted stays counted.
                    if checked.is_err() {
                        return Ok::<_, super::ActionError>(checked);
                    }
                }
                Ok(Ok(()))
            })
            .await?;
        Ok(counted?)
    }

    /// It succeeded: it is not counted after all, and its device is known from now on by this token.
    pub async fn succeed(&self, tx: &Tx, ctx: Context<'_>, account: AccountId, device: &str) -> Result<()> {
        for (limit, subject) in &self.counted_by {
            limits::give_back(tx, limit, subject).await?;
        }
        let before = ctx.now.plus_seconds(-DEVICE_SECONDS);
        Ok(devices::remember(tx, &digest_of_device(ctx, device), account, before).await?)
    }
}

fn digest_of_device(ctx: Context<'_>, token: &str) -> String {
    ctx.secret.digest(&format!("device {token}"))
}

/// A network enters the database only so, and anew each day: nobody can tell where somebody came from, nor that it was
/// the same network as yesterday's.
fn digest_of_network(ctx: Context<'_>, network: &str) -> String {
    ctx.secret
        .digest(&format!("network {} {network}", ctx.now.local_date()))
}
