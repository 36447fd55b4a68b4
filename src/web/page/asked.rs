//! What an address asks of a page: the names that the page knows, and nothing else.

use crate::web::form::Fields;

/// What an address may ask of a page, and what the page needs.
#[derive(Debug, Clone, Copy)]
pub struct Asks {
    /// Names in its query, in the page's own order.
    pub(super) names: &'static [&'static str],
    pub(super) has_json: bool,
    pub(super) uses_index: bool,
}

impl Asks {
    /// Nothing but the page itself.
    pub const NOTHING: Self = Self::names(&[]);

    /// Names that its query may have.
    #[must_use]
    pub const fn names(names: &'static [&'static str]) -> Self {
        Self {
            names,
            has_json: false,
            uses_index: false,
        }
    }

    /// It has a JSON view.
    #[must_use]
    pub const fn with_json(self) -> Self {
        Self { has_json: true, ..self }
    }

    /// It lists or counts projects, for which it needs their index.
    #[must_use]
    pub const fn with_index(self) -> Self {
        Self {
            uses_index: true,
            ..self
        }
    }
}

/// The known part of a query, in the page's own order. An unknown name, a repeated one and an empty value change
/// nothing, so that one page has one address to be held under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked(Vec<(&'static str, String)>);

impl Asked {
    /// Reads the query of an address; of a repeated name the last counts.
    pub fn read(query: Option<&str>, names: &[&'static str]) -> Self {
        let fields = Fields::parse(query.unwrap_or_default().as_bytes());
        let given = names.iter().filter(|name| !fields.get(name).is_empty());
        Self(given.map(|name| (*name, fields.get(name).to_owned())).collect())
    }

    /// What stands under a name; never empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The path with what is asked, written in one way.
    pub fn address(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_owned();
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.0);
        format!("{path}?{}", query.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_address_however_it_is_written() {
        let address = |query: &str| Asked::read(Some(query), &["class", "sort"]).address("/es/partners");
        for same in [
            "sort=paid&class=private_sector",
            "class=private_sector&sort=paid",
            "class=private_sector&junk=1&sort=paid&after=",
            "class=private%5Fsector&&sort=+paid&sort=paid",
        ] {
            assert_eq!(address(same), "/es/partners?class=private_sector&sort=paid", "{same}");
        }
        for none in ["", "junk", "class=&sort", "utm_source=a%26b"] {
            assert_eq!(address(none), "/es/partners", "{none}");
        }
        assert_eq!(Asked::read(None, &["q"]).address("/es/projects"), "/es/projects");
        let asked = Asked::read(Some("q=agua+%26+luz"), &["q"]);
        assert_eq!(asked.get("q"), Some("agua & luz"));
        assert_eq!(asked.address("/es/projects"), "/es/projects?q=agua+%26+luz");
    }
}
