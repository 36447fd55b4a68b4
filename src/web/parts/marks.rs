//! The smallest parts of pages: links and marks.

use schemars::JsonSchema;
use serde::Serialize;

/// A word with a look of its own: a status, a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tag {
    pub text: String,
    /// By what the stylesheet knows it.
    pub kind: String,
}

impl Tag {
    /// A word with this look.
    #[must_use]
    pub fn new(text: String, kind: impl Into<String>) -> Self {
        let kind = kind.into();
        Self { text, kind }
    }
}

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Link {
    pub href: String,
    pub text: String,
}

/// A step of the way to a page; the last, which is the page itself, leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Crumb {
    pub href: Option<String>,
    pub text: String,
}

impl Crumb {
    /// A step that leads somewhere.
    #[must_use]
    pub const fn to(href: String, text: String) -> Self {
        Self { href: Some(href), text }
    }

    /// The page itself.
    #[must_use]
    pub fn here(text: &str) -> Self {
        let text = text.to_owned();
        Self { href: None, text }
    }
}

/// One of several ways to see the same list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Choice {
    pub href: String,
    pub text: String,
    /// How many it would show, where that is known.
    pub count: Option<String>,
    pub current: bool,
}
