//! What somebody typed: names and texts, shown again on error.

use std::collections::BTreeMap;

use super::view::HiddenView;
use crate::domain::text;

/// The fields of a form as they came. Holds texts only, so nothing typed is ever lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Reads `name=value&…`; of a repeated name the last counts.
    #[must_use]
    pub fn parse(encoded: &[u8]) -> Self {
        Self(
            form_urlencoded::parse(encoded)
                .map(|(name, value)| entered(&name, &value))
                .collect(),
        )
    }

    /// The text of a field without spaces around it; empty when absent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    /// The text of a field exactly as it came, for passwords; empty when absent.
    #[must_use]
    pub fn exact(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Whether the form has such a field.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Sets a field, as when a form is filled before it is first shown.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// What was typed and chosen, without what a page itself puts into its forms and without passwords: it is kept as
    /// a digest, from which a password could be guessed. As JSON, in the order of the names.
    #[must_use]
    pub fn content(&self) -> String {
        let left_out = |name: &str| matches!(name, "csrf" | "request_id") || name.contains("password");
        let typed: BTreeMap<&String, &String> = self.0.iter().filter(|(name, _)| !left_out(name)).collect();
        serde_json::to_string(&typed).unwrap_or_default()
    }

    /// Names and texts, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// All fields but `csrf` and `intent`, for carrying a form through its confirmation.
    #[must_use]
    pub fn carried(&self) -> Vec<HiddenView> {
        let carried = self
            .0
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "csrf" | "intent"));
        let hidden = |(name, value): (&String, &String)| HiddenView {
            name: name.clone(),
            value: value.clone(),
        };
        carried.map(hidden).collect()
    }
}

/// The fields of several lines; of all others line breaks are taken away.
const MANY_LINES: [&str; 6] = [
    "conditions",
    "description_es",
    "description_en",
    "note",
    "reason",
    "text",
];

/// A field as it is kept. This is the one place where forms lose what cannot be seen ([`text`]). A password is taken as
/// it was typed.
pub(super) fn entered(name: &str, value: &str) -> (String, String) {
    let (name, value) = (text::one_line(&readable(name)), readable(value));
    let value = match name.as_str() {
        name if name.contains("password") => value,
        name if MANY_LINES.contains(&name) => text::many_lines(&value),
        _ => text::one_line(&value),
    };
    (name, value)
}

/// A NUL, which no keyboard writes and no database keeps alike (SQLite measures texts up to it, PostgreSQL refuses
/// it), becomes the mark of an unreadable character.
pub(super) fn readable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_whole_and_the_secret_does_not() {
        let fields = Fields::parse("amount=12%2C500&note=%C3%B1%0A&csrf=abc&note=last".as_bytes());
        assert_eq!(fields.get("amount"), "12,500");
        assert_eq!(fields.get("note"), "last");
        assert_eq!(fields.get("absent"), "");
        assert_eq!(fields.content(), r#"{"amount":"12,500","note":"last"}"#);
    }

    #[test]
    fn no_password_is_part_of_what_is_kept_of_a_form() {
        let fields = Fields::parse(b"name=Ana&old_password=a&password=b&password_again=b&csrf=c&request_id=d");
        assert_eq!(fields.content(), r#"{"name":"Ana"}"#);
    }

    #[test]
    fn what_cannot_be_seen_is_taken_away_and_one_line_stays_one_line() {
        let typed =
            "reason=uno%0D%0Ados%E2%80%AE%07&title=uno%0D%0Ados%E2%80%8B&password=%E2%80%8Ba%0Ab&ti%E2%80%8Btle_en=x";
        let fields = Fields::parse(typed.as_bytes());
        assert_eq!(fields.get("reason"), "uno\ndos");
        assert_eq!(fields.get("title"), "uno dos");
        assert_eq!(fields.get("title_en"), "x");
        assert_eq!(fields.0["password"], "\u{200b}a\nb");
        assert_eq!(Fields::parse("%E2%80%8B".repeat(12).as_bytes()).get("reason"), "");
    }
}
