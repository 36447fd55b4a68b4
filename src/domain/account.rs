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
}

/// A person who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    pub account: AccountId,
    pub role: Role,
}

/// Fewest characters of a password (NIST SP 800-63B asks for eight where it is the only factor; we ask more).
pub const PASSWORD_LENGTH_MIN: usize = 12;
/// Most characters of a password: hashing is work that a stranger could make us do.
pub const PASSWORD_LENGTH_MAX: usize = 200;
/// How long a session lasts.
pub const SESSION_SECONDS: i64 = 12 * 3600;
/// How long an invitation can be taken up.
pub const INVITATION_SECONDS: i64 = 7 * 24 * 3600;

/// Lower-cases an e-mail address and checks its rough shape; delivery is the real check.
#[must_use]
pub fn parse_email(text: &str) -> Option<String> {
    let email = text.trim().to_lowercase();
    let (local, domain) = email.split_once('@')?;
    let sound = !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && email.len() <= 254
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
