//! The TRM, Colombia's official rate: pesos for one US dollar (Superintendencia Financiera, datos.gov.co).
//!
//! A rate is in force from `vigenciadesde` to `vigenciahasta`, over weekends and holidays; the range stays one row. The
//! portal writes `$4,008.70` and days first, its interface `4008.7` and dates at midnight. Nothing tells what a file
//! went through since, so neither mark is taken for decimal where it could part thousands unless the file shows it.

use time::Date;

use super::evidence::Evidence;
use super::table::Line;
use super::{Error, Found, RateError, RateRow, Unreadable, cell};
use crate::domain::currency::Currency;
use crate::domain::rate::RateKind;

pub(super) const COLUMNS: [&str; 3] = ["valor", "vigenciadesde", "vigenciahasta"];

pub(super) fn read(line: &Line, found: &mut Found) -> Result<(), Error> {
    let [rate_column, from_column, to_column] = COLUMNS;
    let unit = line.cell("unidad");
    if !unit.is_empty() && !unit.eq_ignore_ascii_case("COP") {
        return Err(Error::Cell("unidad", RateError::UnknownCurrency));
    }
    let value = without_sign(line.number(rate_column)?);
    let units_per_usd = found.evidence.rate(rate_column, line, rate_column, value)?;
    let valid_from_on = date(line, from_column)?;
    let valid_to_on = date(line, to_column)?;
    found.check_period((from_column, to_column), RateKind::Daily, valid_from_on, valid_to_on)?;
    let row = RateRow {
        line: line.number,
        currency: Currency::COP,
        kind: RateKind::Daily,
        valid_from_on,
        valid_to_on,
        units_per_usd,
        source: found.source.to_owned(),
    };
    found.take(rate_column, row);
    Ok(())
}

pub(super) fn note(line: &Line, evidence: &mut Evidence) {
    let [rate_column, ..] = COLUMNS;
    evidence.note(rate_column, line, without_sign(line.cell(rate_column)));
}

fn without_sign(value: &str) -> &str {
    value.strip_prefix('$').map_or(value, str::trim_start)
}

/// Reads 2023-06-01 or, day first, 01/06/2023. One date that can only have its month first condemns the file.
fn date(line: &Line, column: &'static str) -> Result<Date, Error> {
    let text = line.needed(column)?;
    let mut parts = text.split('/');
    let (Some(first), Some(second), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return line.date(column);
    };
    match cell::calendar_date(year, second, first) {
        Some(date) => Ok(date),
        None if cell::calendar_date(year, first, second).is_some() => Err(Error::File(Unreadable::MonthFirst)),
        None => Err(Error::Cell(column, RateError::BadDate)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{RateFile, read};
    use super::*;
    use time::macros::date;

    fn read_lines(lines: &str) -> Result<RateFile, Unreadable> {
        let text = format!("\"VALOR\",\"UNIDAD\",\"VIGENCIADESDE\",\"VIGENCIAHASTA\"\n{lines}\n");
        read(text.as_bytes(), None, "Superfinanciera", date!(2026 - 11 - 23))
    }

    #[test]
    fn a_range_over_a_weekend_is_one_daily_row_in_each_way_of_writing_it() {
        let table = [
            "\"$4,008.70\",\"COP\",\"23/08/2025\",\"25/08/2025\"",
            "\"$ 4.008,70\",cop,23/8/2025,25/8/2025",
            "4008.70,COP,2025-08-23T00:00:00.000,2025-08-25T00:00:00.000",
            "\"4008,70\",,2025-08-23,25/08/2025",
        ];
        for line in table {
            let file = read_lines(line).unwrap();
            let row = RateRow {
                line: 2,
                currency: Currency::COP,
                kind: RateKind::Daily,
                valid_from_on: date!(2025 - 08 - 23),
                valid_to_on: date!(2025 - 08 - 25),
                units_per_usd: "4008.70".parse().unwrap(),
                source: "Superfinanciera".to_owned(),
            };
            assert_eq!(file.rows, [row], "{line}");
            assert_eq!(file.rejected, []);
        }
    }

    #[test]
    fn each_doubtful_line_is_refused_by_its_column() {
        let table = [
            (
                "\"4,123\",COP,2023-06-01,2023-06-01",
                "valor",
                RateError::AmbiguousNumber,
            ),
            ("4.123,COP,2023-06-01,2023-06-01", "valor", RateError::AmbiguousNumber),
            ("$-5,COP,2023-06-01,2023-06-01", "valor", RateError::NotPositive),
            ("US$4123.45,COP,2023-06-01,2023-06-01", "valor", RateError::NotANumber),
            (",COP,2023-06-01,2023-06-01", "valor", RateError::Missing),
            (
                "4123.45,EUR,2023-06-01,2023-06-01",
                "unidad",
                RateError::UnknownCurrency,
            ),
            ("4123.45,COP,2023-06-31,2023-06-31", "vigenciadesde", RateError::BadDate),
            ("4123.45,COP,31/06/2023,31/06/2023", "vigenciadesde", RateError::BadDate),
            ("4123.45,COP,2023-06-01", "vigenciahasta", RateError::Missing),
            (
                "4123.45,COP,02/06/2023,01/06/2023",
                "vigenciahasta",
                RateError::EndBeforeStart,
            ),
            (
                "4123.45,COP,01/06/2023,01/07/2023",
                "vigenciahasta",
                RateError::PeriodTooLong,
            ),
        ];
        for (line, column, reason) in table {
            let file = read_lines(line).unwrap();
            let errors: Vec<_> = file.rejected.iter().map(|error| (error.column, error.reason)).collect();
            assert_eq!((file.rows.len(), errors), (0, vec![(column, reason)]), "{line}");
        }
    }

    #[test]
    fn a_file_with_its_months_first_is_refused_whole() {
        let lines = "4123.45,COP,06/12/2023,06/12/2023\n4124.45,COP,06/13/2023,06/13/2023\n";
        assert_eq!(read_lines(lines), Err(Unreadable::MonthFirst));
    }
}
