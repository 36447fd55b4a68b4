//! Words, amounts and days in the reader's language.

use time::Date;

use super::marks::Link;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::timestamp::Timestamp;
use crate::i18n::date::{format_date, format_date_short};
use crate::i18n::language::Language;
use crate::i18n::number::{format_count, format_money};
use crate::store::SHOWN_MAX;

/// Picks the text of the reader's language.
#[must_use]
pub fn pick<'a>(language: Language, es: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Es => es,
        Language::En => en,
    }
}

/// Of rows that a page only tells, the newest that it does not show; `ids`: theirs, the oldest first.
#[must_use]
pub fn older<Id: Copy>(ids: impl Iterator<Item = Id>) -> Option<Id> {
    let ids: Vec<Id> = ids.collect();
    ids.len().checked_sub(SHOWN_MAX + 1).map(|at| ids[at])
}

/// An amount of US dollars in the reader's writing.
#[must_use]
pub fn usd(minor: i64, language: Language) -> String {
    format_money(Money::new(minor, Currency::USD), language)
}

/// How many, with its digits grouped.
#[must_use]
pub fn count(count: i64) -> String {
    format_count(&count.to_string())
}

/// A date in words.
#[must_use]
pub fn day(date: Option<Date>, language: Language) -> Option<String> {
    date.map(|date| format_date(date, language))
}

/// A link to a document, if there is one.
#[must_use]
pub fn document(reference: Option<&str>, name: Option<&str>) -> Option<Link> {
    reference.zip(name).map(|(reference, name)| Link {
        href: format!("/documents/{reference}"),
        text: name.to_owned(),
    })
}

/// The local day of an instant, short.
#[must_use]
pub fn when(instant: &Timestamp, language: Language) -> String {
    format_date_short(instant.local_date(), language)
}

/// The local day and minute of an instant, short.
#[must_use]
pub fn moment(instant: &Timestamp, language: Language) -> String {
    let (hour, minute) = instant.local_time();
    format!(
        "{}, {hour:02}:{minute:02}",
        format_date_short(instant.local_date(), language)
    )
}
