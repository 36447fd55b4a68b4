//! What stands in a cell: rates, dates and the days from one date to another. No floats.

use rust_decimal::{Decimal, Error};
use time::{Date, Month};

use super::RateError;

/// The years a rate may be of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Spaces that part thousands: ordinary, no-break, thin, figure and narrow no-break.
const SPACES: [char; 5] = [' ', '\u{a0}', '\u{2009}', '\u{2007}', '\u{202f}'];

/// Apostrophes that part thousands.
const APOSTROPHES: [char; 2] = ['\'', '\u{2019}'];

/// Reads a rate to its last digit. What a mark means is taken from the number alone:
///
/// - both a point and a comma are there: the last is the decimal mark, the other groups by threes;
/// - one of them twice or more: it groups by threes;
/// - one of them once, behind groups parted by spaces or apostrophes: the decimal mark;
/// - one of them once: the decimal mark, unless it could group (one to three digits before it, the first not 0, and
///   exactly three after it): then the `decimal_mark` that the file is known to use tells.
///
/// # Errors
/// [`RateError`].
pub fn rate(text: &str, decimal_mark: Option<char>) -> Result<Decimal, RateError> {
    let unsigned = text.strip_prefix(['-', '\u{2212}']).unwrap_or(text);
    let plain = plain_number(unsigned, decimal_mark)?;
    if unsigned.len() < text.len() {
        return Err(RateError::NotPositive);
    }
    Decimal::from_str_exact(&plain)
        .map_err(|error| match error {
            Error::Underflow => RateError::TooPrecise,
            _ => RateError::OutOfRange,
        })
        .and_then(possible)
}

/// The decimal mark of the file, as far as this number shows it: only a number that can be read in one way does.
pub(super) fn shows(text: &str) -> Option<char> {
    rate(text, None).ok()?;
    let last = text.chars().rfind(|c| matches!(c, '.' | ','))?;
    let is_repeated = text.matches(last).count() > 1;
    Some(if is_repeated { other(last) } else { last })
}

/// How many digits stand behind the last point or comma.
pub(super) fn decimals(text: &str) -> usize {
    text.rsplit_once(['.', ','])
        .map_or(0, |(_, fraction)| fraction.chars().count())
}

fn other(mark: char) -> char {
    if mark == ',' { '.' } else { ',' }
}

/// The rate, if it can be one: from 10⁻⁹ to 10¹² units for one US dollar.
pub(super) fn possible(units: Decimal) -> Result<Decimal, RateError> {
    let limits = Decimal::new(1, 9)..=Decimal::new(1_000_000_000_000, 0);
    match units {
        _ if units <= Decimal::ZERO => Err(RateError::NotPositive),
        _ if limits.contains(&units) => Ok(units),
        _ => Err(RateError::OutOfRange),
    }
}

/// The same number without groups and with a decimal point.
fn plain_number(text: &str, decimal_mark: Option<char>) -> Result<String, RateError> {
    let spacer = text.chars().find(|c| SPACES.contains(c) || APOSTROPHES.contains(c));
    if let Some(spacer) = spacer {
        return spaced_number(text, spacer).ok_or(RateError::NotANumber);
    }
    let Some((whole, fraction)) = text.rsplit_once(['.', ',']) else {
        return join(text.to_owned(), None).ok_or(RateError::NotANumber);
    };
    let mark = if text[whole.len()..].starts_with(',') { ',' } else { '.' };
    let read = if whole.contains(mark) {
        ungroup(text, mark).and_then(|digits| join(digits, None))
    } else if whole.contains(other(mark)) {
        ungroup(whole, other(mark)).and_then(|digits| join(digits, Some(fraction)))
    } else if let Some(digits) = ungroup(text, mark) {
        match decimal_mark {
            None => return Err(RateError::AmbiguousNumber),
            Some(known) if known == mark => join(whole.to_owned(), Some(fraction)),
            Some(_) => join(digits, None),
        }
    } else {
        join(whole.to_owned(), Some(fraction))
    };
    read.ok_or(RateError::NotANumber)
}

/// A number whose thousands are parted by one kind of space or apostrophe: a point or comma in it is decimal.
fn spaced_number(text: &str, spacer: char) -> Option<String> {
    match text.split_once(['.', ',']) {
        None => join(ungroup(text, spacer)?, None),
        Some((whole, fraction)) => join(ungroup(whole, spacer)?, Some(fraction)),
    }
}

/// The digits of a number in groups of three, the first of one to three and without a leading 0.
fn ungroup(text: &str, mark: char) -> Option<String> {
    let (first, rest) = text.split_once(mark)?;
    let is_grouped =
        (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.split(mark).all(|g| g.len() == 3);
    let digits = text.replace(mark, "");
    (is_grouped && is_digits(&digits)).then_some(digits)
}

fn join(whole: String, fraction: Option<&str>) -> Option<String> {
    let leads_with_zero = whole.len() > 1 && whole.starts_with('0');
    if !is_digits(&whole) || leads_with_zero {
        return None;
    }
    match fraction {
        None => Some(whole),
        Some(fraction) => is_digits(fraction).then(|| format!("{whole}.{fraction}")),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads 2023-06-01, also with the midnight that some exports write behind it.
pub(super) fn date(text: &str) -> Option<Date> {
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
    let fraction = time.strip_prefix("00:00:00")?;
    let is_midnight = fraction.is_empty()
        || fraction
            .strip_prefix('.')
            .is_some_and(|zeros| zeros.trim_matches('0').is_empty());
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_padded = month.len() == 2 && day.len() == 2 && parts.next().is_none();
    (is_midnight && is_padded).then(|| calendar_date(year, month, day))?
}

/// A day of the calendar from its digits: four for the year, one or two for month and day.
pub(super) fn calendar_date(year: &str, month: &str, day: &str) -> Option<Date> {
    let is_formed = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    if !is_formed || ![year, month, day].into_iter().all(is_digits) {
        return None;
    }
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_rate_is_kept_to_its_last_digit_where_its_sense_is_certain() {
        let table = [
            ("4123.45", "4123.45"),
            ("4123,450", "4123.450"),
            ("4.123,45", "4123.45"),
            ("4,123.45", "4123.45"),
            ("4,123.456", "4123.456"),
            ("1.234.567", "1234567"),
            ("1,234,567.8", "1234567.8"),
            ("0,924", "0.924"),
            ("0.123", "0.123"),
            ("3.7", "3.7"),
            ("1234.567", "1234.567"),
            ("4123", "4123"),
            ("4 325,95", "4325.95"),
            ("4\u{202f}325.955", "4325.955"),
            ("4\u{a0}325", "4325"),
            ("1\u{2009}234\u{2009}567,8", "1234567.8"),
            ("4'325.95", "4325.95"),
            ("4\u{2019}325", "4325"),
            ("1000000000000", "1000000000000"),
            ("0.000000001", "0.000000001"),
            ("0.9243674472702668", "0.9243674472702668"),
            ("1.234567890123456789012345678", "1.234567890123456789012345678"),
        ];
        for (text, plain) in table {
            assert_eq!(
                rate(text, None).map(|units| units.to_string()),
                Ok(plain.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_lone_mark_before_three_digits_needs_a_file_that_says_what_it_is() {
        for (text, point, comma) in [
            ("4.123", "4.123", "4123"),
            ("1,113", "1113", "1.113"),
            ("175.920", "175.920", "175920"),
        ] {
            let read = |mark| rate(text, mark).map(|units| units.to_string());
            assert_eq!(read(None), Err(RateError::AmbiguousNumber));
            assert_eq!(read(Some('.')), Ok(point.to_owned()));
            assert_eq!(read(Some(',')), Ok(comma.to_owned()));
        }
        assert_eq!(rate("-4,123", None), Err(RateError::AmbiguousNumber));
    }

    #[test]
    fn only_a_number_that_reads_one_way_shows_the_decimal_mark() {
        let table = [
            ("4123.45", Some('.')),
            ("0,924", Some(',')),
            ("4.123,456", Some(',')),
            ("1,234,567", Some('.')),
            ("1.234.567", Some(',')),
            ("4 325,955", Some(',')),
            ("4 325", None),
            ("4325", None),
            ("4,325", None),
            ("4.12,3.4", None),
            ("-4123.45", None),
        ];
        for (text, mark) in table {
            assert_eq!(shows(text), mark, "{text}");
        }
    }

    #[test]
    fn what_is_no_possible_rate_is_refused() {
        let table = [
            (RateError::NotPositive, "0 0.000 -1 \u{2212}4.123,45 -0"),
            (
                RateError::OutOfRange,
                "1000000000000.01 0.0000000009 99999999999999999999999999999999",
            ),
            (
                RateError::TooPrecise,
                "1.23456789012345678901234567890 4123.4500000000000000000000000000000",
            ),
            (
                RateError::NotANumber,
                "NaN inf 1e9 1_000 +5 .5 5. . , -- 4.12,3.4 41,23.45 1,2,3 0.123,45 4123,45,6 1,234.567.8 07 ٥ $5 4.5% \
                 1.234.56 4\u{202f}32,5 4\u{202f}325\u{a0}955 4\u{202f}325,9\u{202f}5 4.325\u{202f}955 4\u{202f}325.955,1 0\u{202f}325",
            ),
        ];
        for (error, texts) in table {
            for text in texts.split(' ') {
                assert_eq!(rate(text, Some('.')), Err(error), "{text}");
            }
        }
    }

    #[test]
    fn a_date_is_a_day_of_the_calendar_at_midnight() {
        for text in [
            "2024-02-29",
            "2024-02-29T00:00:00.000",
            "2024-02-29 00:00:00",
            "2024-02-29T00:00:00",
        ] {
            assert_eq!(date(text), Some(date!(2024 - 02 - 29)), "{text}");
        }
        let not = "2023-02-29 2023-06-31 2023-13-01 2023-6-1 23-06-01 +2023-06-01 0001-01-01 2101-01-01 - T \
                   2023-06-01T05:00:00 2023-06-01Z 2023-06-01T00:00:00Z 2023-06-01-01 2023-06 01/06/2023 20230601 \
                   2023-06-0a";
        for text in not.split(' ') {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
