//! How somebody stands in the registry, and what an administrator may do about it.

use super::account::{Actor, Role};
use super::ids::AccountId;

/// Most characters of a name.
pub const NAME_LENGTH_MAX: usize = 120;

super::coded! {
    /// How somebody stands in the registry.
    pub enum PersonState {
        /// Asked to join, and has not yet.
        Invited = "invited",
        /// Joined, and may sign in.
        Active = "active",
        /// Joined once, and may not sign in any more.
        Disabled = "disabled",
        /// Asked to join, and the invitation was taken back.
        Withdrawn = "withdrawn",
    }
}

impl PersonState {
    /// Out of what is stored: whether a password was ever chosen, and whether the account is open.
    #[must_use]
    pub const fn of(joined: bool, active: bool) -> Self {
        match (joined, active) {
            (false, true) => Self::Invited,
            (true, true) => Self::Active,
            (true, false) => Self::Disabled,
            (false, false) => Self::Withdrawn,
        }
    }
}

super::coded! {
    /// Why something is not done to an account.
    pub enum PersonRefusal {
        /// Nobody locks themself out.
        OwnAccount = "own",
        /// Somebody must be left who can let people in.
        LastAdministrator = "last-administrator",
        NotActive = "not-active",
        NotDisabled = "not-disabled",
        NotInvited = "not-invited",
    }
}

/// Whether `actor` may disable somebody; `others` is the number of other active administrators. The command line is no
/// actor, and bound by its state alone.
///
/// # Errors
/// [`PersonRefusal`].
pub fn may_disable(
    actor: Option<&Actor>,
    (person, role): (AccountId, Role),
    state: PersonState,
    others: i64,
) -> Result<(), PersonRefusal> {
    if actor.is_some_and(|actor| actor.account == person) {
        Err(PersonRefusal::OwnAccount)
    } else if state != PersonState::Active {
        Err(PersonRefusal::NotActive)
    } else if actor.is_some() && role == Role::Administrator && others == 0 {
        Err(PersonRefusal::LastAdministrator)
    } else {
        Ok(())
    }
}

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameError {
    Empty,
    TooLong,
}

/// A name on one line: spaces collapsed, marks that cannot be seen taken out.
///
/// # Errors
/// [`NameError`]; what has no letter is no name.
pub fn parse_name(text: &str) -> Result<String, NameError> {
    let seen: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !is_unseen(*c))
        .collect();
    let name = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.chars().any(char::is_alphabetic) {
        return Err(NameError::Empty);
    }
    if name.chars().count() > NAME_LENGTH_MAX {
        return Err(NameError::TooLong);
    }
    Ok(name)
}

/// Characters without a shape, and those that turn the direction of writing.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADMIN: Actor = Actor {
        account: AccountId(1),
        role: Role::Administrator,
    };

    #[test]
    fn nobody_disables_themself_or_the_last_administrator() {
        let other = (AccountId(2), Role::Administrator);
        let active = PersonState::Active;
        assert_eq!(
            may_disable(Some(&ADMIN), (AccountId(1), Role::Administrator), active, 5),
            Err(PersonRefusal::OwnAccount)
        );
        assert_eq!(
            may_disable(Some(&ADMIN), other, active, 0),
            Err(PersonRefusal::LastAdministrator)
        );
        assert_eq!(may_disable(Some(&ADMIN), other, active, 1), Ok(()));
        assert_eq!(
            may_disable(None, other, active, 0),
            Ok(()),
            "the command line lets others in"
        );
        for state in [PersonState::Invited, PersonState::Disabled, PersonState::Withdrawn] {
            assert_eq!(
                may_disable(Some(&ADMIN), other, state, 1),
                Err(PersonRefusal::NotActive)
            );
        }
    }

    #[test]
    fn a_name_is_one_line_that_can_be_read() {
        assert_eq!(parse_name("  Ana\r\n María  Díaz "), Ok("Ana María Díaz".to_owned()));
        assert_eq!(parse_name("Ana\u{202e}\u{200b}"), Ok("Ana".to_owned()));
        for empty in ["", " \t", "\u{200b}\u{200b}", "123", "---"] {
            assert_eq!(parse_name(empty), Err(NameError::Empty), "{empty:?}");
        }
        assert_eq!(parse_name(&"x".repeat(121)), Err(NameError::TooLong));
    }
}
