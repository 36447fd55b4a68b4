//! Who acts: a signed-in person, seen as role, organisation and jurisdiction.

use super::country::Jurisdiction;
use super::ids::{AccountId, OrganisationId};

/// What a person may be. An implementer is a partner whose organisation carries projects out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Partner { organisation: OrganisationId },
    Officer { jurisdiction: Jurisdiction },
    Administrator,
}

impl Role {
    /// The stable word of the role.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Partner { .. } => "partner",
            Self::Officer { .. } => "officer",
            Self::Administrator => "administrator",
        }
    }

    /// The organisation and the jurisdiction that go with it.
    #[must_use]
    pub const fn parts(self) -> (Option<OrganisationId>, Option<Jurisdiction>) {
        match self {
            Self::Partner { organisation } => (Some(organisation), None),
            Self::Officer { jurisdiction } => (None, Some(jurisdiction)),
            Self::Administrator => (None, None),
        }
    }
}

/// A person who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    pub account: AccountId,
    pub role: Role,
}

/// How long a session lasts.
pub const SESSION_SECONDS: i64 = 12 * 3600;
/// How long an invitation can be taken up.
pub const INVITATION_SECONDS: i64 = 7 * 24 * 3600;
/// How long the link of a forgotten password can be used.
pub const PASSWORD_RESET_SECONDS: i64 = 30 * 60;
/// Most such links that are made for an account within [`PASSWORD_RESET_WINDOW_SECONDS`].
pub const PASSWORD_RESETS_MAX: i64 = 3;
/// The span in which the links of an account are counted.
pub const PASSWORD_RESET_WINDOW_SECONDS: i64 = 3600;
/// How old the note of when a session was last seen may be before it is written anew.
pub const SEEN_SECONDS: i64 = 5 * 60;

/// Most bytes of an e-mail address.
pub const EMAIL_LENGTH_MAX: usize = 254;

/// Lower-cases an e-mail address and checks its rough shape; delivery is the real check.
#[must_use]
pub fn parse_email(text: &str) -> Option<String> {
    let email = text.trim().to_lowercase();
    let (local, domain) = email.split_once('@')?;
    let sound = !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && email.len() <= EMAIL_LENGTH_MAX
        && !email
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c))
        && !domain.contains('@');
    sound.then_some(email)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_lower_cased_and_roughly_checked() {
        assert_eq!(parse_email(" Ana@Demo.Example "), Some("ana@demo.example".to_owned()));
        for bad in [
            "",
            "ana",
            "ana@",
            "@demo.example",
            "a b@demo.example",
            "a@b@c.example",
            "a@demo",
            "a@.x",
            "a\n@b.co",
        ] {
            assert_eq!(parse_email(bad), None, "{bad:?}");
        }
    }
}
