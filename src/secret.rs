//! Randomness and digests of secrets. What is stored is never what is handed out.

use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

use crate::domain::event::{hex, unhex};

/// 32 random bytes as 64 hex digits.
///
/// # Errors
/// The operating system's word when it has no randomness.
pub fn token() -> Result<String, String> {
    Ok(hex(&bytes()?))
}

fn bytes() -> Result<[u8; 32], String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| format!("no randomness: {error}"))?;
    Ok(bytes)
}

/// The key of this registry; never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// Takes the key as it was set.
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// Whether there is a key at all: some commands run without one, and then make no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its length in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.len()
    }

    /// Whether somebody names it; takes as long for a near miss as for a wild guess.
    #[must_use]
    pub fn is(&self, named: &str) -> bool {
        self.0.as_bytes().ct_eq(named.as_bytes()).into()
    }

    /// The digest under which a token, or an address that failed to sign in, is stored: HMAC-SHA-256 as hex, so
    /// that a stolen database gives neither away.
    #[must_use]
    pub fn digest(&self, token: &str) -> String {
        // An HMAC takes a key of any length, so this never fails.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()) else {
            return String::new();
        };
        mac.update(token.as_bytes());
        hex(&mac.finalize().into_bytes())
    }

    /// The token that a letter carries, derived from a nonce, so that no token is kept while the letter waits: whoever
    /// reads the database has the nonce, whoever has the key has nothing to apply it to. The NUL keeps these apart from
    /// what a form could have digested: no field holds one.
    #[must_use]
    pub fn letter_token(&self, template: &str, nonce: &str) -> String {
        self.digest(&format!("\0{template}\0{nonce}"))
    }
}

/// A session's CSRF secret as it stands in a form: masked anew each time, so that compressed pages do not
/// give it away (BREACH). 64 hex digits of pad, 64 of secret XOR pad.
///
/// # Errors
/// As [`token`].
pub fn mask(secret: &str) -> Result<String, String> {
    let secret = unhex(secret).ok_or("unreadable session secret")?;
    let pad = bytes()?;
    Ok(hex(&pad) + &hex(&xor(&secret, &pad)))
}

/// Whether a form's value is the session's secret.
#[must_use]
pub fn unmasks(value: &str, secret: &str) -> bool {
    if value.len() != 128 || !value.is_ascii() {
        return false;
    }
    match (unhex(&value[..64]), unhex(&value[64..]), unhex(secret)) {
        (Some(pad), Some(masked), Some(secret)) => xor(&masked, &pad).ct_eq(&secret).into(),
        _ => false,
    }
}

fn xor(a: &[u8; 32], b: &[u8; 32]) -> [u8; 32] {
    std::array::from_fn(|i| a[i] ^ b[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_of_a_letter_depends_on_key_letter_and_nonce() {
        let secret = Secret::new("one key");
        let token = secret.letter_token("invitation", "1");
        assert_eq!(token, secret.letter_token("invitation", "1"));
        for other in [
            secret.letter_token("invitation", "2"),
            secret.letter_token("password-reset", "1"),
            Secret::new("another key").letter_token("invitation", "1"),
            secret.digest("1"),
            secret.digest("invitation1"),
        ] {
            assert_ne!(token, other);
        }
    }

    #[test]
    fn a_masked_secret_differs_each_time_and_is_still_recognised() {
        let secret = token().unwrap();
        let (first, second) = (mask(&secret).unwrap(), mask(&secret).unwrap());
        assert_ne!(first, second);
        assert!(unmasks(&first, &secret) && unmasks(&second, &secret));
        assert!(!unmasks(&first, &token().unwrap()));
        for bad in ["", "x", &"é".repeat(64), &"g".repeat(128), &first[..127]] {
            assert!(!unmasks(bad, &secret), "{bad:?}");
        }
    }
}
