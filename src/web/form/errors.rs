//! What is wrong with what somebody typed.

use super::fields::Fields;
use crate::i18n::catalogue::{self, Arg};
use crate::i18n::language::Language;

/// What is wrong with the fields: for each its message, in the order of the form.
#[derive(Debug, Clone, Default)]
pub struct Errors {
    list: Vec<(String, String)>,
}

impl Errors {
    /// Notes a message of the catalogue for a field.
    pub fn add(&mut self, language: Language, field: impl Into<String>, key: &str, args: &[(&str, Arg<'_>)]) {
        self.list.push((field.into(), catalogue::text(language, key, args)));
    }

    /// Notes a message that is in the reader's language already.
    pub fn say(&mut self, field: impl Into<String>, message: String) {
        self.list.push((field.into(), message));
    }

    /// Notes others after these.
    pub fn append(&mut self, others: Self) {
        self.list.extend(others.list);
    }

    /// Notes each field in which something else is stored by now than what was typed.
    pub fn changed(&mut self, language: Language, typed: &Fields, stored: &Fields) {
        for (name, value) in stored.iter() {
            if name != "version" && typed.get(name) != value.trim() {
                self.add(language, name, "error-changed-meanwhile", &[]);
            }
        }
    }

    /// Asks for the document of a form again that comes back: a browser cannot show which file was chosen.
    pub fn ask_again(&mut self, language: Language, fields: &Fields) {
        let is_shown = self.list.iter().any(|(field, _)| field == "document");
        if !self.is_empty() && !is_shown && !fields.get("document").is_empty() {
            self.add(language, "document", "error-document-again", &[]);
        }
    }

    /// Each field with its message, in the order in which they were noted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list
            .iter()
            .map(|(field, message)| (field.as_str(), message.as_str()))
    }

    /// The first message at a field.
    #[must_use]
    pub fn at(&self, field: &str) -> Option<&str> {
        let found = self.list.iter().find(|(known, _)| known == field);
        found.map(|(_, message)| message.as_str())
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
