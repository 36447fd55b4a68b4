//! Letters about an account: the invitation, the link in place of a forgotten password, and that a password changed.
//!
//! A one-time link is put together when its letter leaves: until then a mark stands where its token goes.

use super::letters::finish;
use crate::i18n::catalogue::{Arg, text};
use crate::i18n::language::Language;
use crate::store::accounts::AccountRow;
use crate::store::outbox::{NewLetter, TOKEN_MARK};

/// The letter that brings an invitation.
pub const INVITATION: &str = "invitation";
/// The letter that brings a link in place of a forgotten password.
pub const PASSWORD_RESET: &str = "password-reset";

/// The letter with the one-time link of an invitation.
#[must_use]
pub fn invitation(language: Language, email: &str, base_url: &str) -> NewLetter {
    let link = format!("{base_url}/{}/account/invitations/{TOKEN_MARK}", language.code());
    let args = [("link", link.into())];
    written(INVITATION, language, email, base_url, &args)
}

/// The letter with the one-time link of somebody who forgot their password.
#[must_use]
pub fn password_reset(person: &AccountRow, base_url: &str) -> NewLetter {
    let language = language_of(person);
    let lang = language.code();
    let link = format!("{base_url}/{lang}/account/password-resets/{TOKEN_MARK}");
    let args = [("name", (&person.name).into()), ("link", link.into())];
    written(PASSWORD_RESET, language, &person.email, base_url, &args)
}

/// The letter that says that a password was changed.
#[must_use]
pub fn password_changed(person: &AccountRow, base_url: &str) -> NewLetter {
    let language = language_of(person);
    let link = format!("{base_url}/{}/account/password-resets/new", language.code());
    let args = [("name", (&person.name).into()), ("link", link.into())];
    written("password-changed", language, &person.email, base_url, &args)
}

fn language_of(person: &AccountRow) -> Language {
    Language::parse(&person.language).unwrap_or(Language::Es)
}

fn written(
    template: &'static str,
    language: Language,
    recipient: &str,
    base_url: &str,
    args: &[(&str, Arg<'_>)],
) -> NewLetter {
    let body = text(language, &format!("letter-{template}-body"), args);
    NewLetter {
        template,
        recipient: recipient.to_owned(),
        language: language.code(),
        subject: text(language, &format!("letter-{template}-subject"), args),
        body: finish(language, &body, base_url),
        about: String::new(),
    }
}
