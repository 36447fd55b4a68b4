//! Passwords: changing one's own, and a new one in place of one that was forgotten.
//!
//! Whoever asks for a new password learns nothing about who has an account: the address is noted, whatever it is, and
//! looked up a moment later by the clock.

use super::hashing::Queue;
use super::limits;
use super::{AccountRefusal, ActionError, Context, Result};
use crate::domain::account::{PASSWORD_RESET_SECONDS, PASSWORD_RESET_WINDOW_SECONDS, PASSWORD_RESETS_MAX};
use crate::domain::limit::OLD_PASSWORDS;
use crate::domain::password;
use crate::mail::account_letters;
use crate::secret;
use crate::store::accounts::{self, AccountRow};
use crate::store::{StoreError, Tx, audit, outbox, password_resets, people, sessions};

/// Addresses that are looked up in one round of the clock.
const ROUND: i64 = 50;

/// Notes that a new password was asked for, for a lower-cased address.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn ask(ctx: Context<'_>, email: &str) -> Result<()> {
    ctx.db
        .write(ctx.now, async |tx| Ok(password_resets::ask(tx, email).await?))
        .await
}

/// Looks up the addresses that were asked for, and writes to those who have an account: at most
/// [`PASSWORD_RESETS_MAX`] letters an hour. Says how many letters were written. Without a secret they wait for somebody
/// who has it.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn answer_asked(ctx: Context<'_>) -> Result<usize> {
    if ctx.secret.is_empty() || !password_resets::is_asked(ctx.db.primary()).await? {
        return Ok(0);
    }
    ctx.db
        .write(ctx.now, async |tx| {
            let mut written = 0;
            for email in password_resets::take(tx, ROUND).await? {
                let account = accounts::by_email(tx, &email).await?;
                if let Some(account) = account.filter(AccountRow::gets_letters) {
                    written += usize::from(send_link(tx, ctx, &account).await?);
                }
            }
            Ok(written)
        })
        .await
}

async fn send_link(tx: &Tx, ctx: Context<'_>, account: &AccountRow) -> Result<bool> {
    let id = account.id;
    let since = ctx.now.plus_seconds(-PASSWORD_RESET_WINDOW_SECONDS);
    if password_resets::count_since(tx, id, since).await? >= PASSWORD_RESETS_MAX {
        return Ok(false);
    }
    let nonce = secret::token().map_err(StoreError::Unusable)?;
    let token = ctx.secret.letter_token(account_letters::PASSWORD_RESET, &nonce);
    let expires_at = ctx.now.plus_seconds(PASSWORD_RESET_SECONDS);
    password_resets::open(tx, id, &ctx.secret.digest(&token), expires_at, since).await?;
    outbox::put_with_token(tx, account_letters::password_reset(account, ctx.base_url), &nonce).await?;
    audit::note(tx, None, "password_asked", &people::subject(id)).await?;
    Ok(true)
}

/// Sets a new password by the link of a letter. Every session of the account ends, every other link leads nowhere, and
/// its owner gets a letter.
///
/// # Errors
/// [`ActionError::NotFound`] when the link was used, is over or never was; [`AccountRefusal::WeakPassword`].
pub async fn reset(ctx: Context<'_>, token: &str, password: String) -> Result<()> {
    let digest = ctx.secret.digest(token);
    let account = password_resets::find(ctx.db.primary(), &digest, ctx.now)
        .await?
        .ok_or(ActionError::NotFound)?;
    password::check(&password, account.owner())?;
    let hash = ctx.hashing.hash(password).await?;
    let done: Result<()> = ctx
        .db
        .write(ctx.now, async |tx| {
            let id = account.id;
            password_resets::consume(tx, &digest, id).await?;
            set(tx, ctx, &account, &hash).await?;
            sessions::end_all(tx, id).await?;
            Ok(audit::note(tx, Some(id), "password_reset", &people::subject(id)).await?)
        })
        .await;
    match done {
        Err(ActionError::Store(StoreError::Stale)) => Err(ActionError::NotFound),
        other => other,
    }
}

/// Changes somebody's own password: the old one is asked, their other sessions end, and they get a letter. `session` is
/// the digest of the session in which it is done. The same request again changes nothing and is answered alike, as long
/// as the password that it asks for is the one that stands.
///
/// # Errors
/// [`AccountRefusal::WrongCredentials`] when the old one is another, [`ActionError::TooOften`], [`AccountRefusal::Overloaded`],
/// [`AccountRefusal::WeakPassword`].
pub async fn change(ctx: Context<'_>, account: &AccountRow, session: &str, (old, new): (String, String)) -> Result<()> {
    let id = account.id;
    let subject = people::subject(id);
    let turn = ctx.hashing.turn(Queue::Known).await?;
    // Counted before it is judged.
    limits::count(ctx, &OLD_PASSWORDS, &id.0.to_string()).await?;
    if !turn.matches(old, account.password_hash.clone()).await {
        if is_changed_so(ctx, account, new).await? {
            return Ok(());
        }
        ctx.db
            .write(ctx.now, async |tx| {
                Ok::<_, ActionError>(audit::note(tx, Some(id), "password_wrong", &subject).await?)
            })
            .await?;
        return Err(AccountRefusal::WrongCredentials.into());
    }
    password::check(&new, account.owner())?;
    let hash = ctx.hashing.hash(new).await?;
    ctx.write(async |tx| {
        set(tx, ctx, account, &hash).await?;
        password_resets::close(tx, id).await?;
        sessions::end_all_but(tx, id, session).await?;
        Ok(audit::note(tx, Some(id), "password_changed", &subject).await?)
    })
    .await
}

/// Whether this very request changed the password already, and to this one: passwords are no part of what is kept of a
/// request.
async fn is_changed_so(ctx: Context<'_>, account: &AccountRow, new: String) -> Result<bool> {
    if ctx.first_answer::<()>().await?.is_none() {
        return Ok(false);
    }
    let turn = ctx.hashing.turn(Queue::Known).await?;
    Ok(turn.matches(new, account.password_hash.clone()).await)
}

async fn set(tx: &Tx, ctx: Context<'_>, account: &AccountRow, hash: &str) -> Result<()> {
    people::set_password(tx, account.id, hash).await?;
    // What was asked for before leads nowhere now.
    outbox::take_back(tx, &account.email, Some(account_letters::PASSWORD_RESET)).await?;
    outbox::put(tx, account_letters::password_changed(account, ctx.base_url)).await?;
    Ok(())
}
