//! Which passwords are good enough. One rule for an invitation, a change and a new password in place of a forgotten one.
//!
//! NIST SP 800-63B: long rather than strange, no prescribed mixture, nothing that is on the lists of those who guess.
//! The lists (common passwords, names, English words, keys beside each other) are those of zxcvbn, in the binary; what
//! people guess here, the words of this place and of the person, is added.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use zxcvbn::{Score, zxcvbn};

/// Fewest characters (NIST asks for eight where the password is the only factor; we ask for more).
pub const LENGTH_MIN: usize = 12;
/// Most characters: hashing is work that a stranger could make us do.
pub const LENGTH_MAX: usize = 128;

/// The password of every demonstration account. It is published, so nobody may choose it.
pub const PUBLISHED: &str = "puente-demo-2026";

/// What an attacker tries first here.
const WORDS_OF_THIS_PLACE: &[&str] = &[
    "puente",
    "colombia",
    "colombiano",
    "colombiana",
    "panama",
    "panameno",
    "panamena",
    "darien",
    "uraba",
    "choco",
    "antioquia",
    "capurgana",
    "sapzurro",
    "acandi",
    "unguia",
    "necocli",
    "turbo",
    "apartado",
    "riosucio",
    "gunayala",
    "emberawounaan",
    "lapalma",
    "pinogana",
    "yaviza",
    "frontera",
    "tapon",
    "atrato",
    "caribe",
    "contrasena",
    "clave",
    "bienvenido",
    "bienvenida",
    "hola",
    "registro",
    "proyecto",
    "promesa",
    "aliado",
];

/// Fewest letters and digits that must be left when the words of place and person are taken away.
const OWN_LENGTH_MIN: usize = 6;
/// Shorter pieces of a name stand in too many words.
const WORD_LENGTH_MIN: usize = 4;

super::coded! {
    /// Why a password is not good enough.
    pub enum PasswordError {
        TooShort = "short",
        TooLong = "long",
        /// Hardly more than the name, the e-mail address or the organisation of its owner.
        OfThisPerson = "person",
        /// Hardly more than words of this place.
        OfThisPlace = "place",
        /// Found early by those who guess: a common password, a keyboard row, a repetition, a date.
        Common = "common",
    }
}

/// Whose password it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Owner<'a> {
    pub email: &'a str,
    pub name: &'a str,
    /// The organisation in both languages, where there is one.
    pub organisation: [&'a str; 2],
}

/// A password in the one form in which it is judged, hashed and compared: as typed, spaces and all, in Unicode's
/// composed form, so that two keyboards that write an accent differently mean the same.
#[must_use]
pub fn as_typed(text: &str) -> String {
    text.nfc().collect()
}

/// Whether a password, as [`as_typed`] gives it, is good enough for its owner.
///
/// # Errors
/// The [`PasswordError`] that says most.
pub fn check(password: &str, owner: Owner<'_>) -> Result<(), PasswordError> {
    match password.chars().count() {
        ..LENGTH_MIN => return Err(PasswordError::TooShort),
        LENGTH_MIN..=LENGTH_MAX => {}
        _ => return Err(PasswordError::TooLong),
    }
    let plain = without_accents(password);
    let of_person = words_of(owner);
    let of_place: Vec<String> = WORDS_OF_THIS_PLACE.iter().map(|word| (*word).to_owned()).collect();
    let squeezed = letters(&plain);
    let has_one_of = |words: &[String]| words.iter().any(|word| squeezed.contains(word.as_str()));
    let (person_is_in, place_is_in) = (has_one_of(&of_person), has_one_of(&of_place));
    let known: Vec<&str> = of_person.iter().chain(&of_place).map(String::as_str).collect();
    let is_guessed = plain == PUBLISHED || zxcvbn(&plain, &known).score() < Score::Three;
    if !is_guessed && own_length(&squeezed, &known) >= OWN_LENGTH_MIN {
        return Ok(());
    }
    Err(if person_is_in {
        PasswordError::OfThisPerson
    } else if place_is_in {
        PasswordError::OfThisPlace
    } else {
        PasswordError::Common
    })
}

/// An attacker leaves accents out, so they make no password better.
fn without_accents(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// Lower-cased letters and digits, one after the other. A text in a script that has no such letters stays as it is.
fn letters(text: &str) -> String {
    let squeezed: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if squeezed.is_empty() { text.to_owned() } else { squeezed }
}

/// The words that stand for a person: the address and its parts, the names, each word of them.
fn words_of(owner: Owner<'_>) -> Vec<String> {
    let mut words = Vec::new();
    for text in [owner.email, owner.name, owner.organisation[0], owner.organisation[1]] {
        let text = without_accents(text).to_lowercase();
        let (local, _) = text.split_once('@').unwrap_or((&text, ""));
        words.extend([letters(&text), letters(local)]);
        words.extend(text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned));
    }
    words.retain(|word| word.chars().count() >= WORD_LENGTH_MIN);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words
}

/// Letters and digits that are left without the known words.
fn own_length(squeezed: &str, known: &[&str]) -> usize {
    let left = known
        .iter()
        .fold(squeezed.to_owned(), |left, word| left.replace(word, " "));
    left.chars().filter(|c| *c != ' ').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: Owner<'_> = Owner {
        email: "ana.diaz@cooperativa.example",
        name: "Ana María Díaz Quejada",
        organisation: ["Cooperativa Manos del Golfo", "Hands of the Gulf Cooperative"],
    };

    fn error(password: &str) -> Option<PasswordError> {
        check(&as_typed(password), OWNER).err()
    }

    #[test]
    fn a_long_phrase_of_ones_own_is_good_enough() {
        for good in [
            "una clave larga y fácil",
            "la lancha sale los martes",
            "el puente colgante de mi abuela",
            "  con espacios al borde ",
            "Xk4!pQ9z#Lm2w",
            "四つの海と三つの川を渡る舟",
            &"más de cien letras ".repeat(6),
        ] {
            assert_eq!(error(good), None, "{good:?}");
        }
    }

    #[test]
    fn its_length_is_counted_in_characters_as_typed() {
        assert_eq!(error("once letras"), Some(PasswordError::TooShort));
        assert_eq!(
            error("ñandú ñandú"),
            Some(PasswordError::TooShort),
            "eleven, though more bytes"
        );
        assert_eq!(error(&"lancha y río ".repeat(20)), Some(PasswordError::TooLong));
        let exact: String = "remo, red y anzuelo; ".chars().cycle().take(LENGTH_MAX).collect();
        assert_ne!(error(&exact), Some(PasswordError::TooLong));
        let decomposed = "n\u{303}".repeat(11) + "x";
        assert_eq!(as_typed(&decomposed).chars().count(), 12);
    }

    #[test]
    fn what_everybody_chooses_is_refused() {
        for common in [
            "password1234",
            "contraseña123",
            "123456789012",
            "qwertyuiop[]",
            "aaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "iloveyou2026",
            "P@ssw0rd2026",
            "            ",
        ] {
            assert!(
                matches!(error(common), Some(PasswordError::Common | PasswordError::OfThisPlace)),
                "{common:?}: {:?}",
                error(common)
            );
        }
    }

    #[test]
    fn words_of_this_place_are_refused_with_their_reason() {
        for local in [
            PUBLISHED,
            "Puente2026!!!",
            "ColombiaPanama",
            "Urabá-Darién-1",
            "capurgana.2026",
            "CAPURGANÁ Sapzurro",
            "PanamáPanamáPanamá",
        ] {
            assert_eq!(error(local), Some(PasswordError::OfThisPlace), "{local:?}");
        }
    }

    #[test]
    fn names_and_the_address_of_the_owner_are_refused_with_their_reason() {
        for own in [
            "ana.diaz@cooperativa.example",
            "AnaMariaDiaz1",
            "Quejada-2026-!",
            "cooperativa manos",
            "hands of the gulf",
            "anadiaz123456",
        ] {
            assert_eq!(error(own), Some(PasswordError::OfThisPerson), "{own:?}");
        }
        assert!(
            check("manos sobre el golfo azul y verde", OWNER).is_ok(),
            "among other words they are no error"
        );
    }
}
