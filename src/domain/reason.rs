//! Why somebody did something, in their own words: long enough to say something, short enough to be read.

use super::text;

/// Fewest characters of a reason (DESIGN.md §4).
pub const REASON_LENGTH_MIN: usize = 10;
/// Most characters of a reason.
pub const REASON_LENGTH_MAX: usize = 2000;

/// Why a text is no reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReasonError {
    #[error("the reason is too short")]
    TooShort,
    #[error("the reason is too long")]
    TooLong,
}

/// Whether a text is a reason: what can be seen of it is counted, and there are letters or digits in it.
///
/// # Errors
/// [`ReasonError`].
pub fn check(text: &str) -> Result<(), ReasonError> {
    if text.trim().chars().count() > REASON_LENGTH_MAX {
        Err(ReasonError::TooLong)
    } else if text::length(text) < REASON_LENGTH_MIN || !text::says_something(text) {
        Err(ReasonError::TooShort)
    } else {
        Ok(())
    }
}

/// As [`check`], of a reason that need not be given.
///
/// # Errors
/// [`ReasonError::TooLong`].
pub fn check_optional(text: &str) -> Result<(), ReasonError> {
    match check(text) {
        Err(ReasonError::TooShort) => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_need_not_be_given_may_be_short_and_not_too_long() {
        assert_eq!(check_optional(""), Ok(()));
        let long = "ñ".repeat(REASON_LENGTH_MAX + 1);
        assert_eq!(check_optional(&long), Err(ReasonError::TooLong));
    }

    #[test]
    fn what_cannot_be_seen_or_says_nothing_is_no_reason() {
        for text in [
            "\u{200b}".repeat(12),
            "\u{2066}\u{3164}".repeat(9),
            "a          b".to_owned(),
            "!".repeat(12),
        ] {
            assert_eq!(check(&text), Err(ReasonError::TooShort), "{text:?}");
        }
    }

    #[test]
    fn spaces_are_no_reason_and_letters_count_not_bytes() {
        assert_eq!(check("   nueve 9.    "), Err(ReasonError::TooShort));
        assert_eq!(check("ñandú ñañá"), Ok(()));
        assert_eq!(check(&"ñ".repeat(REASON_LENGTH_MAX)), Ok(()));
        assert_eq!(check(&"ñ".repeat(REASON_LENGTH_MAX + 1)), Err(ReasonError::TooLong));
    }
}
