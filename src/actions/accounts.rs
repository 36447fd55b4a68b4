//! Inviting people, signing in and out.

use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};

use super::{ActionError, Context, Result};
use crate::domain::account::{INVITATION_SECONDS, Role, SESSION_SECONDS, SIGN_IN_FAILURES_MAX, SIGN_IN_WINDOW_SECONDS};
use crate::domain::ids::AccountId;
use crate::i18n::language::Language;
use crate::mail::letters;
use crate::secret;
use crate::store::accounts::{self, AccountRow, NewAccount};
use crate::store::{StoreError, audit, outbox, sessions};

/// An opened session: what goes into the cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub token: String,
    pub account: AccountRow,
}

/// Hashes a password with argon2id; slow on purpose, so away from the workers that answer requests.
///
/// # Errors
/// [`ActionError::Password`].
pub async fn hash_password(password: String) -> Result<String> {
    blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .ok()
    })
    .await
    .ok_or(ActionError::Password)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Option<T> + Send + 'static) -> Option<T> {
    rocket::tokio::task::spawn_blocking(work).await.ok().flatten()
}

async fn password_is_right(password: String, hash: Option<String>) -> bool {
    // An unknown address costs as much time as a wrong password, so that time tells nothing.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LWhhcy10aGlz$Wl0mLkQ1Nn0m7rZ0YkQb6mJm2b5aXkq0a3Y5mQ8h0nE";
    blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let right = Argon2::default()
            .verify_password(password.as_bytes(), hash.as_str())
            .is_ok();
        Some(known && right)
    })
    .await
    .unwrap_or(false)
}

/// Opens a session. Failures are counted by address, known or not.
///
/// # Errors
/// [`ActionError::WrongCredentials`], [`ActionError::TooManyFailures`].
pub async fn sign_in(ctx: Context<'_>, email: &str, password: String) -> Result<Opened> {
    let email = email.trim().to_lowercase();
    let subject = ctx.secret.digest(&email);
    let since = ctx.now.plus_seconds(-SIGN_IN_WINDOW_SECONDS);
    if audit::count_since(ctx.db, "sign_in_failed", &subject, since).await? >= SIGN_IN_FAILURES_MAX {
        return Err(ActionError::TooManyFailures);
    }
    let found = accounts::by_email(ctx.db, &email)
        .await?
        .filter(|account| account.active);
    let hash = found.as_ref().and_then(|account| account.password_hash.clone());
    let right = password_is_right(password, hash).await;
    let Some(account) = found.filter(|_| right) else {
        ctx.db
            .write(ctx.now, async |tx| {
                Ok::<_, ActionError>(audit::note(tx, None, "sign_in_failed", &subject).await?)
            })
            .await?;
        return Err(ActionError::WrongCredentials);
    };
    let token = open_session(ctx, AccountId(account.id)).await?;
    Ok(Opened { token, account })
}

async fn open_session(ctx: Context<'_>, account: AccountId) -> Result<String> {
    let token = secret::token().map_err(StoreError::Unusable)?;
    let csrf = secret::token().map_err(StoreError::Unusable)?;
    let expires_at = ctx.now.plus_seconds(SESSION_SECONDS);
    ctx.db
        .write(ctx.now, async |tx| {
            sessions::open(tx, &ctx.secret.digest(&token), account, &csrf, expires_at).await?;
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

/// Makes an account without a password and mails a one-time link; gives the link.
///
/// # Errors
/// [`ActionError::AddressTaken`].
pub async fn invite(ctx: Context<'_>, email: &str, role: Role, language: Language) -> Result<String> {
    let token = secret::token().map_err(StoreError::Unusable)?;
    let link = format!("{}/{}/account/invitations/{token}", ctx.base_url, language.code());
    let account = NewAccount {
        email: email.to_owned(),
        name: email.split('@').next().unwrap_or(email).to_owned(),
        password_hash: None,
        role,
        language: language.code(),
    };
    let expires_at = ctx.now.plus_seconds(INVITATION_SECONDS);
    let done: Result<()> = ctx
        .db
        .write(ctx.now, async |tx| {
            let id = accounts::insert(tx, &account).await?;
            accounts::invite(tx, id, &ctx.secret.digest(&token), expires_at).await?;
            audit::note(tx, Some(id), "invited", "").await?;
            outbox::put(tx, &letters::invitation(language, email, &link)).await?;
            Ok(())
        })
        .await;
    match done {
        Err(ActionError::Store(StoreError::Duplicate(_))) => Err(ActionError::AddressTaken),
        Err(other) => Err(other),
        Ok(()) => Ok(link),
    }
}

/// Takes an invitation up: sets name and password and opens a session.
///
/// # Errors
/// [`ActionError::NotFound`] when the link was used, has expired or never was.
pub async fn accept(ctx: Context<'_>, token: &str, name: &str, password: String) -> Result<String> {
    let digest = ctx.secret.digest(token);
    let account = accounts::invited(ctx.db, &digest, ctx.now)
        .await?
        .ok_or(ActionError::NotFound)?;
    let id = AccountId(account.id);
    let hash = hash_password(password).await?;
    let taken: Result<()> = ctx
        .db
        .write(ctx.now, async |tx| {
            accounts::accept(tx, &digest, id, name, &hash).await?;
            Ok(audit::note(tx, Some(id), "invitation_accepted", "").await?)
        })
        .await;
    match taken {
        Err(ActionError::Store(StoreError::Stale)) => Err(ActionError::NotFound),
        Err(other) => Err(other),
        Ok(()) => open_session(ctx, id).await,
    }
}
