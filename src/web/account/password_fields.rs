//! The two fields in which somebody chooses a password, the same on every form.

use crate::actions::hashing::RETRY_SECONDS;
use crate::domain::password::{self, LENGTH_MAX, LENGTH_MIN, Owner, PasswordFault};
use crate::i18n::language::Language;
use crate::web::fields::{Faults, Fields};

/// The password of a form with `password` and `password_again`, as typed; notes what is wrong with it.
pub(super) fn chosen(fields: &Fields, owner: Owner<'_>, language: Language, faults: &mut Faults) -> String {
    let password = password::as_typed(fields.exact("password"));
    if let Err(fault) = password::check(&password, owner) {
        refuse(fault, language, faults);
    } else if password != password::as_typed(fields.exact("password_again")) {
        faults.add(language, "password_again", "error-password-differs", &[]);
    }
    password
}

/// Notes that too many passwords are hashed at the same time; the page's answer is 503.
pub(super) fn busy(language: Language, faults: &mut Faults) {
    faults.add(
        language,
        "password",
        "error-hashing-busy",
        &[("count", RETRY_SECONDS.into())],
    );
}

/// Notes why a password may not be chosen.
pub(super) fn refuse(fault: PasswordFault, language: Language, faults: &mut Faults) {
    let number = |length: usize| i64::try_from(length).unwrap_or_default();
    let args = [("min", number(LENGTH_MIN).into()), ("max", number(LENGTH_MAX).into())];
    faults.add(language, "password", &format!("error-password-{}", fault.code()), &args);
}
