//! Writing dates in words, and reading them from date fields.
//!
//! Dates are always written with the month as a word, never 11/12, which Colombia and the United States read in
//! opposite ways (LOOK.md, Words). They are read only in the form that date fields and files use. No clock here.

use thiserror::Error;
use time::{Date, Month};

use crate::domain::timestamp::Timestamp;
use crate::i18n::language::Language;

/// The earliest year a date may have.
pub const YEAR_MIN: i32 = 1990;

/// The latest year a date may have.
pub const YEAR_MAX: i32 = 2100;

/// Why a text is not a date the registry takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DateError {
    /// Nothing was written.
    #[error("no date")]
    Empty,
    /// Not of the form `2026-11-23`, or no such day.
    #[error("not a date of the form year-month-day")]
    NotADate,
    /// The year is before [`YEAR_MIN`] or after [`YEAR_MAX`].
    #[error("the year is not between {YEAR_MIN} and {YEAR_MAX}")]
    OutOfRange,
}

/// The date in full: `23 de noviembre de 2026`, `23 November 2026`.
pub fn format_date(date: Date, language: Language) -> String {
    let (day, month, year) = (date.day(), month_name(date.month(), language), date.year());
    match language {
        Language::Es => format!("{day} de {month} de {year}"),
        Language::En => format!("{day} {month} {year}"),
    }
}

/// The date for tables: `23 nov 2026`, `23 Nov 2026`.
pub fn format_date_short(date: Date, language: Language) -> String {
    let (day, month, year) = (date.day(), month_short(date.month(), language), date.year());
    format!("{day} {month} {year}")
}

/// The month and year of a date: `noviembre de 2026`, `November 2026`.
pub fn format_month(date: Date, language: Language) -> String {
    let (month, year) = (month_name(date.month(), language), date.year());
    match language {
        Language::Es => format!("{month} de {year}"),
        Language::En => format!("{month} {year}"),
    }
}

/// Hour and minute in Colombia and Panamá, the same in both languages: `14:05`.
pub fn format_time(at: Timestamp) -> String {
    let (hour, minute) = at.local_time();
    format!("{hour:02}:{minute:02}")
}

/// Reads a date of ISO 8601 in its long form, `2026-11-23`, with white space around it; nothing else.
pub fn read_date(text: &str) -> Result<Date, DateError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    if parts.next().is_some() {
        return Err(DateError::NotADate);
    }
    let year = read_digits(year, 4)?;
    let month = read_digits(month, 2)?;
    let day = read_digits(day, 2)?;

    let month = Month::try_from(month as u8).map_err(|_| DateError::NotADate)?;
    let date = Date::from_calendar_date(i32::from(year), month, day as u8).map_err(|_| DateError::NotADate)?;
    if (YEAR_MIN..=YEAR_MAX).contains(&date.year()) {
        Ok(date)
    } else {
        Err(DateError::OutOfRange)
    }
}

/// A number of exactly `width` ASCII digits; at most four, so that it fits, and two fit into a byte.
fn read_digits(part: Option<&str>, width: usize) -> Result<u16, DateError> {
    let part = part.ok_or(DateError::NotADate)?;
    if part.len() != width || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateError::NotADate);
    }
    part.parse().map_err(|_| DateError::NotADate)
}

fn month_name(month: Month, language: Language) -> &'static str {
    let (es, en) = match month {
        Month::January => ("enero", "January"),
        Month::February => ("febrero", "February"),
        Month::March => ("marzo", "March"),
        Month::April => ("abril", "April"),
        Month::May => ("mayo", "May"),
        Month::June => ("junio", "June"),
        Month::July => ("julio", "July"),
        Month::August => ("agosto", "August"),
        Month::September => ("septiembre", "September"),
        Month::October => ("octubre", "October"),
        Month::November => ("noviembre", "November"),
        Month::December => ("diciembre", "December"),
    };
    match language {
        Language::Es => es,
        Language::En => en,
    }
}

/// Three letters without a point: the name's first three, in both languages, and all of them ASCII.
fn month_short(month: Month, language: Language) -> &'static str {
    let name = month_name(month, language);
    name.get(..3).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn dates_are_written_in_words() {
        let table = [
            (
                Language::Es,
                "23 de noviembre de 2026",
                "23 nov 2026",
                "noviembre de 2026",
            ),
            (Language::En, "23 November 2026", "23 Nov 2026", "November 2026"),
        ];
        for (language, long, short, month) in table {
            let date = date!(2026 - 11 - 23);
            assert_eq!(format_date(date, language), long);
            assert_eq!(format_date_short(date, language), short);
            assert_eq!(format_month(date, language), month);
        }
        let first = date!(2026 - 01 - 01);
        assert_eq!(format_date(first, Language::Es), "1 de enero de 2026");
    }

    #[test]
    fn every_month_has_its_abbreviation() {
        let es = "ene feb mar abr may jun jul ago sep oct nov dic";
        let en = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
        for (language, all) in [(Language::Es, es), (Language::En, en)] {
            let months = (1..=12).map(|month| Month::try_from(month).unwrap());
            let short: Vec<_> = months.map(|month| month_short(month, language)).collect();
            assert_eq!(short.join(" "), all);
        }
    }

    #[test]
    fn the_long_iso_form_is_read() {
        let table = [
            ("2026-11-23", date!(2026 - 11 - 23)),
            (" 2028-02-29\n", date!(2028 - 02 - 29)),
            ("1990-01-01", date!(1990 - 01 - 01)),
            ("2100-12-31", date!(2100 - 12 - 31)),
        ];
        for (text, date) in table {
            assert_eq!(read_date(text), Ok(date), "{text:?}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let table = [
            ("", DateError::Empty),
            (" \t", DateError::Empty),
            ("1989-12-31", DateError::OutOfRange),
            ("2101-01-01", DateError::OutOfRange),
            ("0000-01-01", DateError::OutOfRange),
            ("2026-02-29", DateError::NotADate),
            ("2026-13-01", DateError::NotADate),
            ("2026-00-10", DateError::NotADate),
            ("2026-10-00", DateError::NotADate),
            ("23/11/2026", DateError::NotADate),
            ("2026/11/23", DateError::NotADate),
            ("2026-1-3", DateError::NotADate),
            ("26-11-23", DateError::NotADate),
            ("20261123", DateError::NotADate),
            ("2026-11", DateError::NotADate),
            ("2026-11-23-", DateError::NotADate),
            ("2026-11-23T00:00", DateError::NotADate),
            ("-2026-11-23", DateError::NotADate),
            ("+2026-11-23", DateError::NotADate),
            ("2026-11-2３", DateError::NotADate),
            ("mañana", DateError::NotADate),
        ];
        for (text, error) in table {
            assert_eq!(read_date(text), Err(error), "{text:?}");
        }
    }
}
