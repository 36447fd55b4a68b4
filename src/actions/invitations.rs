//! Inviting people: once, again in place of an invitation that was lost or is over, and taking invitations back.

use super::accounts::open_session;
use super::idempotency::Answer;
use super::{AccountRefusal, ActionError, Context, Result};
use crate::domain::access::{Permission, may};
use crate::domain::account::{Actor, INVITATION_SECONDS, Role};
use crate::domain::ids::AccountId;
use crate::domain::password::{self, Owner};
use crate::domain::person::{PersonRefusal, PersonState};
use crate::i18n::language::Language;
use crate::mail::account_letters;
use crate::secret;
use crate::store::accounts::{self, AccountRow, NewAccount};
use crate::store::{StoreError, Tx, audit, invitations, outbox, people};

/// An invitation that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    pub account: AccountId,
    /// The one-time link, for whoever hands it over. It is kept nowhere: the same request again gets none.
    pub link: Option<String>,
    /// Whether an earlier link leads nowhere now.
    pub replaced: bool,
}

impl Answer for Invited {
    fn keep(&self) -> String {
        self.account.0.keep()
    }

    fn recall(kept: &str) -> Option<Self> {
        let account = AccountId(Answer::recall(kept)?);
        Some(Self {
            account,
            link: None,
            replaced: false,
        })
    }
}

/// Invites an address, or anew one that was invited and has not joined; with the role given now. `by` is nobody on the
/// command line. The letter is in `language`.
///
/// # Errors
/// [`AccountRefusal::AddressTaken`] when somebody joined with it, [`ActionError::Refused`].
pub async fn invite(
    ctx: Context<'_>,
    by: Option<&Actor>,
    email: &str,
    role: Role,
    language: Language,
) -> Result<Invited> {
    allowed(by)?;
    let nonce = nonce()?;
    ctx.write(async |tx| {
        let known = accounts::by_email(tx, email).await?;
        if known.as_ref().is_some_and(|account| account.password_hash.is_some()) {
            return Err(AccountRefusal::AddressTaken.into());
        }
        let id = match known {
            Some(account) => {
                let id = account.id;
                invitations::renew(tx, id, role, language.code()).await?;
                id
            }
            None => {
                let account = NewAccount {
                    email: email.to_owned(),
                    name: email.split('@').next().unwrap_or(email).to_owned(),
                    password_hash: None,
                    role,
                    language: language.code(),
                };
                accounts::insert(tx, &account).await?
            }
        };
        send(tx, ctx, by, (id, email), language, &nonce).await
    })
    .await
}

/// Sends somebody who was invited another link, in place of the one that they have.
///
/// # Errors
/// [`ActionError::NotFound`], [`ActionError::Person`] when they joined, or the invitation was taken back.
pub async fn replace(ctx: Context<'_>, by: &Actor, id: AccountId) -> Result<Invited> {
    allowed(Some(by))?;
    let nonce = nonce()?;
    ctx.write(async |tx| {
        let account = not_joined(tx, id).await?;
        let role = account.actor()?.role;
        let language = Language::parse(&account.language).unwrap_or(Language::Es);
        invitations::renew(tx, id, role, language.code()).await?;
        send(tx, ctx, Some(by), (id, &account.email), language, &nonce).await
    })
    .await
}

/// Takes an invitation back: its link leads nowhere, and its letter does not leave any more. Says whether it was open.
///
/// # Errors
/// [`ActionError::NotFound`], [`ActionError::Person`] when they joined.
pub async fn withdraw(ctx: Context<'_>, by: Option<&Actor>, id: AccountId) -> Result<bool> {
    allowed(by)?;
    ctx.write(async |tx| {
        let account = not_joined(tx, id).await?;
        if !account.active {
            return Ok(false);
        }
        people::set_active(tx, id, false).await?;
        invitations::close(tx, id).await?;
        outbox::take_back(tx, &account.email, None).await?;
        let by = by.map(|by| by.account);
        audit::note(tx, by, "invitation_withdrawn", &people::subject(id)).await?;
        Ok(true)
    })
    .await
}

fn allowed(by: Option<&Actor>) -> Result<()> {
    by.map_or(Ok(()), |by| Ok(may(by, Permission::ManagePeople)?))
}

fn nonce() -> Result<String> {
    Ok(secret::token().map_err(StoreError::Unusable)?)
}

async fn not_joined(tx: &Tx, id: AccountId) -> Result<AccountRow> {
    let account = accounts::get(tx, id).await?.ok_or(ActionError::NotFound)?;
    match PersonState::of(account.password_hash.is_some(), account.active) {
        PersonState::Invited | PersonState::Withdrawn => Ok(account),
        PersonState::Active | PersonState::Disabled => Err(PersonRefusal::NotInvited.into()),
    }
}

async fn send(
    tx: &Tx,
    ctx: Context<'_>,
    by: Option<&Actor>,
    (id, email): (AccountId, &str),
    language: Language,
    nonce: &str,
) -> Result<Invited> {
    let replaced = invitations::close(tx, id).await?;
    outbox::take_back(tx, email, Some(account_letters::INVITATION)).await?;
    let token = ctx.secret.letter_token(account_letters::INVITATION, nonce);
    let expires_at = ctx.now.plus_seconds(INVITATION_SECONDS);
    invitations::open(tx, id, &ctx.secret.digest(&token), expires_at).await?;
    let letter = account_letters::invitation(language, email, ctx.base_url);
    outbox::put_with_token(tx, letter, nonce).await?;
    let action = if replaced { "invitation_replaced" } else { "invited" };
    audit::note(tx, by.map(|by| by.account), action, &people::subject(id)).await?;
    let link = format!("{}/{}/account/invitations/{token}", ctx.base_url, language.code());
    Ok(Invited {
        account: id,
        link: Some(link),
        replaced,
    })
}

/// Takes an invitation up: sets name and password and opens a session. The language in which that is done becomes the
/// language of letters.
///
/// # Errors
/// [`ActionError::NotFound`] when the link was used, has expired or never was; [`AccountRefusal::WeakPassword`].
pub async fn accept(
    ctx: Context<'_>,
    token: &str,
    name: &str,
    password: String,
    language: Language,
) -> Result<(String, AccountRow)> {
    let digest = ctx.secret.digest(token);
    let account = invitations::find(ctx.db.primary(), &digest, ctx.now)
        .await?
        .ok_or(ActionError::NotFound)?;
    password::check(
        &password,
        Owner {
            name,
            ..account.owner()
        },
    )?;
    let id = account.id;
    let hash = ctx.hashing.hash(password).await?;
    let taken: Result<()> = ctx
        .write(async |tx| {
            invitations::accept(tx, &digest, id, (name, language.code()), &hash).await?;
            Ok(audit::note(tx, Some(id), "invitation_accepted", &people::subject(id)).await?)
        })
        .await;
    match taken {
        Err(ActionError::Store(StoreError::Stale)) => Err(ActionError::NotFound),
        Err(other) => Err(other),
        Ok(()) => Ok((open_session(ctx, id, async |_| Ok(())).await?, account)),
    }
}
