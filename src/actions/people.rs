//! What is done to an account: by its owner the name and the language of letters; by an administrator closing it,
//! opening it and ending its sessions.

use std::collections::BTreeMap;

use super::hashing::Queue;
use super::{ActionError, Context, Result};
use crate::domain::access::{Permission, may};
use crate::domain::account::Actor;
use crate::domain::ids::AccountId;
use crate::domain::password::PUBLISHED;
use crate::domain::person::{PersonRefusal, PersonState, may_disable};
use crate::i18n::language::Language;
use crate::store::accounts::{self, AccountRow};
use crate::store::{Tx, audit, outbox, password_resets, people, sessions};

/// Sets somebody's own name and the language of their letters.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn set_profile(ctx: Context<'_>, account: AccountId, name: &str, language: Language) -> Result<()> {
    ctx.write(async |tx| {
        people::set_profile(tx, account, name, language.code()).await?;
        Ok(audit::note(tx, Some(account), "profile_changed", &people::subject(account)).await?)
    })
    .await
}

/// Closes an account: its sessions end at once, its links lead nowhere, and no letter goes to it any more. `by` is
/// nobody on the command line, which can let another administrator in and so may close the last one. Says whether it was
/// open.
///
/// # Errors
/// [`ActionError::NotFound`], [`ActionError::Person`], [`ActionError::Refused`].
pub async fn disable(ctx: Context<'_>, by: Option<&Actor>, id: AccountId) -> Result<bool> {
    if let Some(by) = by {
        may(by, Permission::ManagePeople)?;
    }
    ctx.write(async |tx| {
        let account = get(tx, id).await?;
        if state(&account) == PersonState::Disabled {
            return Ok(false);
        }
        let others = people::other_administrators(tx, id).await?;
        may_disable(by, (id, account.actor()?.role), state(&account), others)?;
        people::set_active(tx, id, false).await?;
        sessions::end_all(tx, id).await?;
        password_resets::close(tx, id).await?;
        outbox::take_back(tx, &account.email, None).await?;
        audit::note(tx, by.map(|by| by.account), "account_disabled", &people::subject(id)).await?;
        Ok(true)
    })
    .await
}

/// Opens an account again.
///
/// # Errors
/// [`ActionError::NotFound`], [`ActionError::Person`], [`ActionError::Refused`].
pub async fn enable(ctx: Context<'_>, by: &Actor, id: AccountId) -> Result<()> {
    may(by, Permission::ManagePeople)?;
    ctx.write(async |tx| {
        match state(&get(tx, id).await?) {
            PersonState::Active => return Ok(()),
            PersonState::Disabled => {}
            PersonState::Invited | PersonState::Withdrawn => return Err(PersonRefusal::NotDisabled.into()),
        }
        people::set_active(tx, id, true).await?;
        Ok(audit::note(tx, Some(by.account), "account_enabled", &people::subject(id)).await?)
    })
    .await
}

/// Ends all sessions of somebody.
///
/// # Errors
/// [`ActionError::NotFound`], [`ActionError::Refused`].
pub async fn end_sessions(ctx: Context<'_>, by: &Actor, id: AccountId) -> Result<()> {
    may(by, Permission::ManagePeople)?;
    ctx.write(async |tx| {
        get(tx, id).await?;
        sessions::end_all(tx, id).await?;
        Ok(audit::note(tx, Some(by.account), "sessions_ended", &people::subject(id)).await?)
    })
    .await
}

async fn get(tx: &Tx, id: AccountId) -> Result<AccountRow> {
    accounts::get(tx, id).await?.ok_or(ActionError::NotFound)
}

const fn state(account: &AccountRow) -> PersonState {
    PersonState::of(account.password_hash.is_some(), account.active)
}

/// The addresses of open accounts that have the published password of the demonstration. Nobody could choose it, so only
/// passwords from before there was a rule are tried, each hash once.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn with_published_password(ctx: Context<'_>) -> Result<Vec<String>> {
    let mut addresses: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (email, hash) in people::unruled_passwords(ctx.db.primary()).await? {
        addresses.entry(hash).or_default().push(email);
    }
    let mut found = Vec::new();
    for (hash, emails) in addresses {
        let turn = ctx.hashing.turn(Queue::Open).await?;
        if turn.matches(PUBLISHED.to_owned(), Some(hash)).await {
            found.extend(emails);
        }
    }
    found.sort();
    Ok(found)
}
