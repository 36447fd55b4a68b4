//! What people type: what is kept of it, and whether it says something.
//!
//! Signs that nobody sees can make a text look empty, or say something else than it does (bidirectional formatting), so
//! they are taken away where a text enters, once, here: `web::fields` does it for every form, and whatever reads JSON
//! must do the same.

/// A text of one line: breaks become spaces, unseen signs go.
#[must_use]
pub fn one_line(text: &str) -> String {
    many_lines(text).replace('\n', " ")
}

/// A text of several lines, each ended by `\n`: unseen signs go, a tab becomes a space.
#[must_use]
pub fn many_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            c if c.is_control() || is_unseen(c) => None,
            c => Some(c),
        })
        .collect()
}

/// How long a text is for its reader: without unseen signs, and spaces in a row as one.
#[must_use]
pub fn length(text: &str) -> usize {
    let seen = |c: &char| !c.is_control() && !is_unseen(*c) && !joins(*c);
    let words = text
        .split_whitespace()
        .map(|word| word.chars().filter(seen).count())
        .filter(|length| *length > 0);
    let (count, sum) = words.fold((0_usize, 0_usize), |(count, sum), length| (count + 1, sum + length));
    sum + count.saturating_sub(1)
}

/// Whether a text says something: it holds a letter or a digit.
#[must_use]
pub fn says_something(text: &str) -> bool {
    text.chars().any(|c| c.is_alphanumeric() && !is_unseen(c))
}

/// Signs that take no place, turn the direction of others, or are letters without a shape.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Signs that join or vary the one before them: some scripts need them, alone they are nothing.
fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unseen_signs_go_and_everything_else_stays() {
        let stored = "Ñandú, 12 %: «sí» — İstanbul 👩\u{200d}🌾 ñ\u{303}";
        assert_eq!(one_line(stored), stored);
        assert_eq!(
            one_line("Banco\u{202e}\u{2066} del\u{200b} Sur\u{feff}\u{7}\u{9b}"),
            "Banco del Sur"
        );
        assert_eq!(
            one_line("uno\r\ndos\ntres\u{2028}cuatro\tcinco"),
            "uno dos tres cuatro cinco"
        );
        assert_eq!(
            many_lines("uno\r\ndos\rtres\u{85}\u{0}cuatro"),
            "uno\ndos\ntres\ncuatro"
        );
    }

    #[test]
    fn a_text_is_as_long_as_it_looks() {
        let table = [
            ("", 0),
            ("\u{200b}\u{200b}\u{200b}", 0),
            ("\u{3164}\u{2800}\u{200d}", 0),
            ("a          b", 3),
            ("  ñandú  ñañá ", 10),
            ("a \u{200b} b", 3),
        ];
        for (text, seen) in table {
            assert_eq!(length(text), seen, "{text:?}");
        }
    }

    #[test]
    fn only_letters_and_digits_say_something() {
        for text in ["así", "9", "«Ω»", "日本"] {
            assert!(says_something(text), "{text}");
        }
        for text in ["", "...", "¿?!", "\u{3164}\u{115f}", "👍"] {
            assert!(!says_something(text), "{text}");
        }
    }
}
