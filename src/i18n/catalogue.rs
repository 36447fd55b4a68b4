//! The catalogue: every word that a page, a letter or an error shows, by key, in both languages.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use super::language::Language;
use super::number::format_count;

const ES: &str = include_str!("es.ftl");
const EN: &str = include_str!("en.ftl");

static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 2]> =
    LazyLock::new(|| [bundle(langid!("es"), ES), bundle(langid!("en"), EN)]);

fn bundle(language: unic_langid::LanguageIdentifier, text: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks would end up in titles, letters and addresses.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(count) => Some(format_count(&count.as_string())),
        _ => None,
    }));
    // A broken message is left out by the parser; a test refuses the file.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// Variables whose number names a thing, as it stands in addresses: it is not grouped.
const NUMBERS_OF_THINGS: [&str; 4] = ["event", "first", "number", "version"];

/// A value that a message names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg<'a> {
    Text(Cow<'a, str>),
    /// For choosing singular or plural; shown with its digits grouped.
    Count(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

fn bundle_of(language: Language) -> &'static FluentBundle<FluentResource> {
    match language {
        Language::Es => &BUNDLES[0],
        Language::En => &BUNDLES[1],
    }
}

/// The message `key` in `language`. An unknown key shows itself, so that a test and a reader can see it.
#[must_use]
pub fn text(language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    find(language, key, args).unwrap_or_else(|| key.to_owned())
}

/// The message `key` in `language`, if the catalogue has it.
#[must_use]
pub fn find(language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
    let bundle = bundle_of(language);
    let pattern = bundle.get_message(key)?.value()?;
    let mut values = FluentArgs::new();
    for (name, arg) in args {
        match arg {
            Arg::Text(text) => values.set(*name, FluentValue::from(text.as_ref())),
            Arg::Count(number) if NUMBERS_OF_THINGS.contains(name) => {
                values.set(*name, FluentValue::from(number.to_string()));
            }
            Arg::Count(count) => values.set(*name, FluentValue::from(*count)),
        }
    }
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned())
}

/// Whether the catalogue has `key`.
#[must_use]
pub fn has(language: Language, key: &str) -> bool {
    let message = bundle_of(language).get_message(key);
    message.is_some_and(|message| message.value().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Key → names of the variables that its message uses.
    fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut key = String::new();
        for line in text.lines() {
            if let Some((name, _)) = line.split_once(" =")
                && !line.starts_with([' ', '#', '-'])
            {
                key = name.to_owned();
                assert!(
                    found.insert(key.clone(), BTreeSet::new()).is_none(),
                    "{key} stands twice"
                );
            }
            for part in line.split("{ $").skip(1) {
                let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                found.entry(key.clone()).or_default().insert(name);
            }
        }
        found
    }

    #[test]
    fn both_catalogues_parse() {
        for text in [ES, EN] {
            if let Err((_, errors)) = FluentResource::try_new(text.to_owned()) {
                panic!("{errors:?}");
            }
        }
    }

    #[test]
    fn both_catalogues_have_the_same_keys_with_the_same_variables() {
        let (es, en) = (messages(ES), messages(EN));
        for (key, variables) in &es {
            assert_eq!(Some(variables), en.get(key), "{key}");
        }
        assert_eq!(
            es.len(),
            en.len(),
            "{:?}",
            en.keys().filter(|key| !es.contains_key(*key)).collect::<Vec<_>>()
        );
        for key in es.keys() {
            assert!(has(Language::Es, key) && has(Language::En, key), "{key} is empty");
        }
    }

    #[test]
    fn counts_are_grouped_and_numbers_of_things_are_not() {
        let count = |count: i64| text(Language::Es, "projects-found", &[("count", count.into())]);
        assert_eq!(count(1), "Un proyecto");
        assert_eq!(count(12_345), "12\u{202f}345 proyectos");
        let event = text(Language::Es, "event-number", &[("number", 12_345.into())]);
        assert_eq!(event, "Hecho 12345");
    }

    #[test]
    fn one_rate_is_shown_in_the_singular() {
        let done = |count: i64| {
            let names = ["added", "known", "skipped", "rejected", "converted"];
            let args: Vec<_> = names.iter().map(|name| (*name, count.into())).collect();
            ["rates-would", "rates-done"].map(|key| text(Language::Es, key, &args))
        };
        assert!(
            done(1)
                .iter()
                .all(|stated| !stated.contains("1 ") && !stated.contains("tasas"))
        );
        assert!(done(2).iter().all(|stated| stated.contains("2 tasas")));
    }

    #[test]
    fn an_unknown_key_shows_itself() {
        assert_eq!(text(Language::Es, "no-such-key", &[]), "no-such-key");
    }
}
