//! The two languages of the registry.

use std::fmt;

use thiserror::Error;

/// A language in which every page, letter and file exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Spanish, as written in Colombia and Panamá.
    Es,
    /// English.
    En,
}

/// The text is neither `es` nor `en`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a language of the registry")]
pub struct UnknownLanguage;

impl Language {
    /// Both languages, Spanish first.
    pub const ALL: [Language; 2] = [Language::Es, Language::En];

    /// Reads exactly `es` or `en`, as they stand in addresses and columns.
    pub fn parse(text: &str) -> Result<Language, UnknownLanguage> {
        match text {
            "es" => Ok(Language::Es),
            "en" => Ok(Language::En),
            _ => Err(UnknownLanguage),
        }
    }

    /// The code of ISO 639-1, also the value of the `lang` attribute: `es` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Language::Es => "es",
            Language::En => "en",
        }
    }

    /// The language a reader of this one can switch to.
    pub const fn other(self) -> Language {
        match self {
            Language::Es => Language::En,
            Language::En => Language::Es,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_read_back_from_its_code() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.code()), Ok(language));
            assert_eq!(language.to_string(), language.code());
        }
    }

    #[test]
    fn the_other_language_is_another_and_leads_back() {
        for language in Language::ALL {
            assert_ne!(language.other(), language);
            assert_eq!(language.other().other(), language);
        }
    }

    #[test]
    fn nothing_else_is_a_language() {
        for text in ["", "ES", " es", "es-CO", "fr"] {
            assert_eq!(Language::parse(text), Err(UnknownLanguage), "{text:?}");
        }
    }
}
