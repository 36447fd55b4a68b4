//! The registry's own form: `currency,kind,valid_from_on,valid_to_on,units_per_usd` and perhaps `source`.
//!
//! It comes out of spreadsheets of whatever language, whose header and words may be in Spanish; a mark that could part
//! thousands is refused unless the file shows what it is.

use super::evidence::Evidence;
use super::table::Line;
use super::{Error, Found, RateError, RateRow};
use crate::domain::currency::Currency;
use crate::domain::rate::RateKind;

pub(super) const COLUMNS: [&str; 5] = ["currency", "kind", "valid_from_on", "valid_to_on", "units_per_usd"];

/// The most characters of a source.
pub const SOURCE_CHARS_MAX: usize = 200;

pub(super) fn read(line: &Line, found: &mut Found) -> Result<(), Error> {
    let [currency_column, kind_column, from_column, to_column, rate_column] = COLUMNS;
    let currency = Currency::parse(line.needed(currency_column)?)
        .map_err(|_| Error::Cell(currency_column, RateError::UnknownCurrency))?;
    let kind = kind(line.needed(kind_column)?).ok_or(Error::Cell(kind_column, RateError::UnknownKind))?;
    let valid_from_on = line.date(from_column)?;
    let valid_to_on = match line.cell(to_column) {
        "" => kind.last_day(valid_from_on),
        _ => line.date(to_column)?,
    };
    found.check_period((from_column, to_column), kind, valid_from_on, valid_to_on)?;
    let row = RateRow {
        line: line.number,
        currency,
        kind,
        valid_from_on,
        valid_to_on,
        units_per_usd: found
            .evidence
            .rate(currency.code(), line, rate_column, line.number(rate_column)?)?,
        source: source(line, found.source)?.to_owned(),
    };
    found.take(rate_column, row);
    Ok(())
}

pub(super) fn note(line: &Line, evidence: &mut Evidence) {
    let [currency_column, .., rate_column] = COLUMNS;
    let currency = line.cell(currency_column).to_ascii_uppercase();
    evidence.note(&currency, line, line.cell(rate_column));
}

fn kind(text: &str) -> Option<RateKind> {
    match text.to_ascii_lowercase().as_str() {
        "diaria" => Some(RateKind::Daily),
        "mensual" => Some(RateKind::Monthly),
        "anual" => Some(RateKind::Annual),
        code => RateKind::parse(code),
    }
}

/// Whether a text can say where a rate was read: in words, and not too many.
#[must_use]
pub fn is_source(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && text.chars().count() <= SOURCE_CHARS_MAX
}

/// The source of the line, or else of the file. Without a letter it would be the decimals of a rate cut in two.
fn source<'l>(line: &'l Line, of_file: &'l str) -> Result<&'l str, Error> {
    match line.cell("source") {
        "" => Ok(of_file),
        own if is_source(own) => Ok(own),
        _ => Err(Error::Cell("source", RateError::BadSource)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{RateFile, read};
    use super::*;
    use time::macros::date;

    fn read_lines(separator: &str, lines: &[&str]) -> RateFile {
        let mut text = "currency|kind|valid_from_on|valid_to_on|units_per_usd|source".to_owned();
        for line in lines {
            text.push('\n');
            text.push_str(line);
        }
        text.push('\n');
        let text = text.replace('|', separator);
        read(text.as_bytes(), None, "Banco", date!(2026 - 11 - 23)).unwrap()
    }

    #[test]
    fn an_end_that_is_left_out_is_that_of_the_kind() {
        let table = [
            (
                "COP|daily|2024-02-03||3912.5",
                date!(2024 - 02 - 03),
                date!(2024 - 02 - 03),
                "Banco",
            ),
            (
                "cop|Monthly|2024-02-01||3912.5|DANE 2024",
                date!(2024 - 02 - 01),
                date!(2024 - 02 - 29),
                "DANE 2024",
            ),
            (
                "COP|ANNUAL|2024-01-01||3912.5",
                date!(2024 - 01 - 01),
                date!(2024 - 12 - 31),
                "Banco",
            ),
            (
                " COP | daily | 2024-02-03 | 2024-02-05 | 3912.5 | ",
                date!(2024 - 02 - 03),
                date!(2024 - 02 - 05),
                "Banco",
            ),
        ];
        for (line, from, to, source) in table {
            let file = read_lines(",", &[line]);
            let [row] = file.rows.as_slice() else {
                panic!("{line}: {:?}", file.rejected);
            };
            let read = (
                row.valid_from_on,
                row.valid_to_on,
                row.units_per_usd.to_string(),
                row.source.as_str(),
            );
            assert_eq!(read, (from, to, "3912.5".to_owned(), source), "{line}");
        }
    }

    #[test]
    fn what_a_mark_means_does_not_depend_on_what_parts_the_cells() {
        let table = [
            (",", "3.712", Err(RateError::AmbiguousNumber)),
            (",", "\"3,712\"", Err(RateError::AmbiguousNumber)),
            (",", "\"4123,45\"", Ok("4123.45")),
            (",", "\"4,123.45\"", Ok("4123.45")),
            (";", "4123,45", Ok("4123.45")),
            (";", "0,923", Ok("0.923")),
            (";", "4.123", Err(RateError::AmbiguousNumber)),
            ("\t", "4,123", Err(RateError::AmbiguousNumber)),
            ("\t", "4.123,45", Ok("4123.45")),
        ];
        for (separator, number, outcome) in table {
            let file = read_lines(separator, &[&format!("COP|annual|2024-01-01||{number}")]);
            let read = match (file.rows.first(), file.rejected.first()) {
                (Some(row), None) => Ok(row.units_per_usd.to_string()),
                (_, error) => Err(error.unwrap().reason),
            };
            assert_eq!(read, outcome.map(str::to_owned), "{number} between {separator:?}");
        }
    }

    #[test]
    fn each_faulty_line_is_refused_by_its_column() {
        let long = format!("COP|daily|2024-02-03||3912.5|{}", "a".repeat(SOURCE_CHARS_MAX + 1));
        let table = [
            ("|daily|2024-02-03||3912.5", "currency", RateError::Missing),
            ("CPO|daily|2024-02-03||3912.5", "currency", RateError::UnknownCurrency),
            ("COP||2024-02-03||3912.5", "kind", RateError::Missing),
            ("COP|weekly|2024-02-03||3912.5", "kind", RateError::UnknownKind),
            ("COP|daily|03/02/2024||3912.5", "valid_from_on", RateError::BadDate),
            ("COP|daily|2024-02-30||3912.5", "valid_from_on", RateError::BadDate),
            (
                "COP|daily|2024-02-03|2024-02-02|3912.5",
                "valid_to_on",
                RateError::EndBeforeStart,
            ),
            (
                "COP|annual|2024-01-01|2042-12-31|3912.5",
                "valid_to_on",
                RateError::NotAYear,
            ),
            (
                "COP|daily|2024-01-01|2024-01-11|3912.5",
                "valid_to_on",
                RateError::PeriodTooLong,
            ),
            (
                "COP|monthly|2024-01-02|2024-02-01|3912.5",
                "valid_to_on",
                RateError::NotAMonth,
            ),
            ("COP|annual|2026-01-01||3912.5", "valid_to_on", RateError::NotOver),
            ("COP|daily|2026-11-24||3912.5", "valid_from_on", RateError::InFuture),
            ("COP|daily|2024-02-03||N/A", "units_per_usd", RateError::Missing),
            ("COP|daily|2024-02-03|", "units_per_usd", RateError::Missing),
            ("COP|daily|2024-02-03||NaN", "units_per_usd", RateError::NotANumber),
            ("COP|daily|2024-02-03||1e9", "units_per_usd", RateError::NotANumber),
            ("COP|daily|2024-02-03||0", "units_per_usd", RateError::NotPositive),
            (
                "COP|daily|2024-02-03||1000000000000.1",
                "units_per_usd",
                RateError::OutOfRange,
            ),
            ("COP|daily|2024-02-03||3912|5", "source", RateError::BadSource),
            (&long, "source", RateError::BadSource),
        ];
        for (line, column, reason) in table {
            let file = read_lines(",", &["PAB|daily|2024-02-03||1", line]);
            let errors: Vec<_> = file.rejected.iter().map(|f| (f.line, f.column, f.reason)).collect();
            assert_eq!((file.skipped, errors), (1, vec![(3, column, reason)]), "{line}");
        }
    }
}
