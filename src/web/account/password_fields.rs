//! The two fields in which somebody chooses a password, the same on every form.

use crate::actions::hashing::RETRY_SECONDS;
use crate::domain::password::{self, LENGTH_MAX, LENGTH_MIN, Owner, PasswordError};
use crate::i18n::language::Language;
use crate::web::form::{Errors, Fields};

/// The password of a form with `password` and `password_again`, as typed; notes what is wrong with it.
pub(super) fn chosen(fields: &Fields, owner: Owner<'_>, language: Language, errors: &mut Errors) -> String {
    let password = password::as_typed(fields.exact("password"));
    if let Err(error) = password::check(&password, owner) {
        refuse(error, language, errors);
    } else if password != password::as_typed(fields.exact("password_again")) {
        errors.add(language, "password_again", "error-password-differs", &[]);
    }
    password
}

/// Notes that too many passwords are hashed at the same time; the page's answer is 503.
pub(super) fn busy(language: Language, errors: &mut Errors) {
    errors.add(
        language,
        "password",
        "error-hashing-busy",
        &[("count", RETRY_SECONDS.into())],
    );
}

/// Notes why a password may not be chosen.
pub(super) fn refuse(error: PasswordError, language: Language, errors: &mut Errors) {
    let number = |length: usize| i64::try_from(length).unwrap_or_default();
    let args = [("min", number(LENGTH_MIN).into()), ("max", number(LENGTH_MAX).into())];
    errors.add(language, "password", &format!("error-password-{}", error.code()), &args);
}
