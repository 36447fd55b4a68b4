//! Text search: words folded in Rust, so that both databases find the same.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Most words of one search that are looked for.
const WORDS_MAX: usize = 8;

/// Lower case, without accents, only letters and digits, words separated by one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The condition that finds every word of `query` as the beginning of a word, with its one bound value.
/// `None` when nothing is left to look for.
pub(super) fn condition(postgres: bool, query: &str, placeholder: usize) -> Option<(String, String)> {
    let folded = fold(query);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(WORDS_MAX)
        .collect();
    if words.is_empty() {
        return None;
    }
    if postgres {
        let value = words
            .iter()
            .map(|word| format!("{word}:*"))
            .collect::<Vec<_>>()
            .join(" & ");
        Some((
            format!("to_tsvector('simple', project.search) @@ to_tsquery('simple', ${placeholder})"),
            value,
        ))
    } else {
        let value = words
            .iter()
            .map(|word| format!("\"{word}\"*"))
            .collect::<Vec<_>>()
            .join(" ");
        let sql = format!("project.id IN (SELECT rowid FROM project_search WHERE project_search MATCH ${placeholder})");
        Some((sql, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_marks_do_not_matter() {
        assert_eq!(
            fold("  Acueducto de ACANDÍ: «agua» & año/2026 "),
            "acueducto de acandi agua ano 2026"
        );
        assert_eq!(fold("¿?"), "");
    }

    #[test]
    fn what_the_search_languages_could_misread_is_quoted_away() {
        let (_, value) = condition(false, "agua\" OR * NEAR(", 1).unwrap();
        assert_eq!(value, "\"agua\"* \"or\"* \"near\"*");
        let (_, value) = condition(true, "agua & !x | (y):*", 1).unwrap();
        assert_eq!(value, "agua:* & x:* & y:*");
        assert_eq!(condition(true, " ,;' ", 1), None);
    }
}
