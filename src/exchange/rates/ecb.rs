//! The reference rates of the European Central Bank, `eurofxref-hist.csv`: a line a day, units of each currency for one
//! euro, `N/A` where there is none.
//!
//! The registry converts through US dollars, so the rates are crossed here, once: euros for one dollar are 1 / USD, and
//! units of any other currency its value / USD (DESIGN.md §3). Each column is a series of its own.

use rust_decimal::Decimal;

use super::evidence::Evidence;
use super::table::{Line, is_none};
use super::{Error, Found, RateError, RateRow, cell};
use crate::domain::currency::Currency;
use crate::domain::rate::RateKind;

pub(super) const COLUMNS: [&str; 2] = ["Date", "USD"];

/// How many decimals a crossed rate has: as many as 1 / 10¹² needs, and far more than the four or five of the bank.
const CROSS_DECIMALS: u32 = 12;

pub(super) fn read(line: &Line, found: &mut Found) -> Result<(), Error> {
    if line.is_cut() {
        return Err(Error::Cell("", RateError::CellCount));
    }
    let day = line.date("Date")?;
    found.check_period(("Date", "Date"), RateKind::Daily, day, day)?;
    let usd_per_eur = found.evidence.rate("USD", line, "USD", line.number("USD")?)?;
    for currency in crossed() {
        let is_euro = currency == Currency::EUR;
        let column = if is_euro { "USD" } else { currency.code() };
        if is_none(line.cell(column)) {
            continue;
        }
        let units_per_eur = if is_euro {
            Ok(Decimal::ONE)
        } else {
            found.evidence.rate(column, line, column, line.cell(column))
        };
        let crossed = units_per_eur.and_then(|units| {
            let units_per_usd = divide_half_even(units, usd_per_eur).ok_or(RateError::OutOfRange);
            units_per_usd
                .and_then(cell::possible)
                .map_err(|error| Error::Cell(column, error))
        });
        match crossed {
            Ok(units_per_usd) => found.take(
                column,
                RateRow {
                    line: line.number,
                    currency,
                    kind: RateKind::Daily,
                    valid_from_on: day,
                    valid_to_on: day,
                    units_per_usd,
                    source: found.source.to_owned(),
                },
            ),
            Err(Error::Cell(column, reason)) => found.reject(line.number, column, reason),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

pub(super) fn note(line: &Line, evidence: &mut Evidence) {
    let columns = crossed().filter(|currency| *currency != Currency::EUR);
    for column in columns.map(Currency::code).chain(["USD"]) {
        evidence.note(column, line, line.cell(column));
    }
}

/// The currencies that need a rate.
fn crossed() -> impl Iterator<Item = Currency> {
    Currency::all().filter(|currency| !currency.is_dollar())
}

/// The quotient of two numbers above zero, rounded once and half-even to [`CROSS_DECIMALS`] decimals; `None` if it does
/// not fit. Long division in whole numbers: the division of `Decimal` would round once more, at its 28th digit.
fn divide_half_even(dividend: Decimal, divisor: Decimal) -> Option<Decimal> {
    let (shift, scale) = (CROSS_DECIMALS + divisor.scale(), dividend.scale());
    let dividend = dividend.mantissa().unsigned_abs();
    let divisor = 10_u128
        .checked_pow(scale.saturating_sub(shift))?
        .checked_mul(divisor.mantissa().unsigned_abs())
        .filter(|divisor| *divisor > 0)?;
    let (mut quotient, mut remainder) = (dividend / divisor, dividend % divisor);
    for _ in 0..shift.saturating_sub(scale) {
        remainder = remainder.checked_mul(10)?;
        quotient = quotient.checked_mul(10)?.checked_add(remainder / divisor)?;
        remainder %= divisor;
    }
    let rounds_up = match remainder.cmp(&(divisor - remainder)) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient % 2 == 1,
        std::cmp::Ordering::Greater => true,
    };
    let rounded = i128::try_from(quotient.checked_add(u128::from(rounds_up))?).ok()?;
    let crossed = Decimal::try_from_i128_with_scale(rounded, CROSS_DECIMALS).ok()?;
    Some(crossed.normalize())
}

#[cfg(test)]
mod tests {
    use super::super::{RateFile, Rejected, read};
    use super::*;
    use time::macros::date;

    fn read_text(text: &str) -> RateFile {
        read(text.as_bytes(), None, "BCE", date!(2026 - 11 - 23)).unwrap()
    }

    fn units(file: &RateFile) -> Vec<(Currency, String)> {
        let rows = file.rows.iter();
        rows.map(|row| (row.currency, row.units_per_usd.to_string())).collect()
    }

    #[test]
    fn a_day_gives_each_currency_crossed_through_the_dollar() {
        let text = "Date,USD,JPY,BGN,CYP,KRW,MXN,\n2026-10-30,1.1172,175.68,N/A,0.58,1491.76,N/A,\n\
                    2026-10-29,1.113,175.92,N/A,N/A,,21.1237,\n";
        let file = read_text(text);
        let expected = [
            (Currency::EUR, "0.895094880057"),
            (Currency::JPY, "157.250268528464"),
            (Currency::KRW, "1335.266738274257"),
            (Currency::EUR, "0.898472596586"),
            (Currency::JPY, "158.059299191375"),
            (Currency::MXN, "18.9790655885"),
        ];
        assert_eq!(
            units(&file),
            expected.map(|(currency, units)| (currency, units.to_owned()))
        );
        assert_eq!((file.skipped, file.rejected), (0, vec![]));
        let first = &file.rows[0];
        assert_eq!(
            (first.valid_from_on, first.valid_to_on),
            (date!(2026 - 10 - 30), date!(2026 - 10 - 30))
        );
        assert_eq!((first.kind, first.source.as_str()), (RateKind::Daily, "BCE"));
    }

    #[test]
    fn a_day_without_a_dollar_is_refused_and_a_bad_cell_spoils_only_itself() {
        let text = "Date;JPY;USD;CHF\n2026-10-30;175,68;N/A;0,9\n2026-10-29;175,92;;0,9\n2026-10-28;1e2;1,25;-0,9\n\
                    2026-10-27;175,92;1,25\n30 October 2026;175,68;1,25;0,9\n2026-10-28;150;1,25;0,9\n";
        let file = read_text(text);
        let taken = [
            (Currency::EUR, "0.8".to_owned()),
            (Currency::CHF, "0.72".to_owned()),
            (Currency::JPY, "120".to_owned()),
        ];
        assert_eq!(units(&file), taken);
        assert_eq!(file.skipped, 1);
        let error = |line, column, reason| Rejected {
            line,
            column,
            reason,
            other_line: None,
        };
        let errors = [
            error(2, "USD", RateError::Missing),
            error(3, "USD", RateError::Missing),
            error(4, "CHF", RateError::NotPositive),
            error(4, "JPY", RateError::NotANumber),
            error(5, "", RateError::CellCount),
            error(6, "Date", RateError::BadDate),
        ];
        assert_eq!(file.rejected, errors);
    }

    #[test]
    fn a_quotient_is_rounded_once_and_half_to_even() {
        let table = [
            ("1", "3", Some("0.333333333333")),
            ("2", "3", Some("0.666666666667")),
            ("1", "1.25", Some("0.8")),
            ("0.0000000000005", "1", Some("0")),
            ("0.0000000000015", "1", Some("0.000000000002")),
            ("0.0000000000025", "1", Some("0.000000000002")),
            // Above a half only from the 29th digit on: rounding twice would give an even ...24.
            (
                "1.2345678901245",
                "0.9999999999999999999999999999",
                Some("1.234567890125"),
            ),
            ("1.2345678901245", "1", Some("1.234567890124")),
            ("1000000000000", "0.0000000000000000000000000001", None),
            (
                "1.0000000000000000000000000000",
                "1000000000000",
                Some("0.000000000001"),
            ),
        ];
        for (dividend, divisor, quotient) in table {
            let crossed = divide_half_even(dividend.parse().unwrap(), divisor.parse().unwrap());
            assert_eq!(
                crossed.map(|units| units.to_string()).as_deref(),
                quotient,
                "{dividend} / {divisor}"
            );
        }
    }
}
