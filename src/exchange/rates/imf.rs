//! Annual averages of the International Monetary Fund: units for one US dollar, a line for each country and year.
//!
//! A currency is taken from its home alone, since every country that uses it carries a line of its own, some only for
//! part of its history. The Fund writes no thousands, but who saves its file again may: the file itself must show it.

use time::{Date, Month};

use super::evidence::Evidence;
use super::table::Line;
use super::{Error, Found, RateError, RateRow};
use crate::domain::currency::Currency;
use crate::domain::rate::RateKind;

pub(super) const COLUMNS: [&str; 5] = ["Date", "Rate", "Currency", "Frequency", "Country code"];

pub(super) fn read(line: &Line, found: &mut Found) -> Result<(), Error> {
    let [
        date_column,
        rate_column,
        currency_column,
        frequency_column,
        country_column,
    ] = COLUMNS;
    if line.is_cut() {
        return Err(Error::Cell("", RateError::CellCount));
    }
    let Ok(currency) = Currency::parse(line.needed(currency_column)?) else {
        found.skip();
        return Ok(());
    };
    if !line.needed(country_column)?.eq_ignore_ascii_case(home(currency)) {
        found.skip();
        return Ok(());
    }
    if !line.needed(frequency_column)?.eq_ignore_ascii_case("A") {
        return Err(Error::Cell(frequency_column, RateError::UnknownKind));
    }
    let valid_to_on = line.date(date_column)?;
    let new_year = Date::from_ordinal_date(valid_to_on.year(), 1).ok();
    let valid_from_on = new_year
        .filter(|_| (valid_to_on.month(), valid_to_on.day()) == (Month::December, 31))
        .ok_or(Error::Cell(date_column, RateError::NotYearEnd))?;
    found.check_period((date_column, date_column), RateKind::Annual, valid_from_on, valid_to_on)?;
    let row = RateRow {
        line: line.number,
        currency,
        kind: RateKind::Annual,
        valid_from_on,
        valid_to_on,
        units_per_usd: found
            .evidence
            .rate(currency.code(), line, rate_column, line.number(rate_column)?)?,
        source: found.source.to_owned(),
    };
    found.take(rate_column, row);
    Ok(())
}

pub(super) fn note(line: &Line, evidence: &mut Evidence) {
    let [_, rate_column, currency_column, ..] = COLUMNS;
    let currency = line.cell(currency_column).to_ascii_uppercase();
    evidence.note(&currency, line, line.cell(rate_column));
}

/// The code of the country, or of the euro area, that issues the currency: ISO 4217 begins with that of ISO 3166.
fn home(currency: Currency) -> &'static str {
    match currency {
        Currency::EUR => "U2",
        other => other.code().get(..2).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Rejected, read};
    use super::*;
    use time::macros::date;

    #[test]
    fn a_year_is_taken_from_the_home_of_its_currency() {
        let text = "Date,Rate,Currency,Frequency,Source,Country code,Country\n\
                    2024-12-31,0.9243674472702668,EUR,A,IMF,AD,\"Andorra, Principality of\"\n\
                    2024-12-31,0.9243674472702668,EUR,A,IMF,U2,Euro Area\n\
                    2024-12-31,4074.434166666665,COP,A,IMF,CO,Colombia\n\
                    2024-12-31,1,USD,A,IMF,EC,Ecuador\n2024-12-31,1,USD,A,IMF,US,United States\n\
                    2024-12-31,1,PAB,A,IMF,PA,Panama\n2024-12-31,89.5,AFN,A,IMF,AF,Afghanistan\n\
                    1923-12-31,1.113,AUD,A,IMF,AU,Australia\n1923-12-31,1.2,AUD,A,IMF,KI,Kiribati\n";
        let file = read(text.as_bytes(), None, "FMI", date!(2026 - 11 - 23)).unwrap();
        let rows: Vec<_> = file
            .rows
            .iter()
            .map(|row| (row.line, row.units_per_usd.to_string()))
            .collect();
        let expected = [(3, "0.9243674472702668"), (4, "4074.434166666665"), (9, "1.113")];
        assert_eq!(rows, expected.map(|(line, units)| (line, units.to_owned())));
        assert_eq!((file.skipped, file.rejected), (6, vec![]));
        let (from, to) = (date!(2024 - 01 - 01), date!(2024 - 12 - 31));
        let euro = &file.rows[0];
        assert_eq!(
            (euro.valid_from_on, euro.valid_to_on, euro.kind),
            (from, to, RateKind::Annual)
        );
    }

    #[test]
    fn each_faulty_line_is_refused_by_its_column() {
        let text = "Date,Rate,Currency,Frequency,Country code\n2024-12-30,4074,COP,A,CO\n2024-12-31,4074,COP,M,CO\n\
                    2024-12-31,6.8e-12,BRL,A,BR\n2024-12-31,0,COP,A,CO\n2024-12-31,4074,COP,A,\n\
                    2024-12-31,4074,,A,CO\n";
        let file = read(text.as_bytes(), None, "FMI", date!(2026 - 11 - 23)).unwrap();
        let error = |line, column, reason| Rejected {
            line,
            column,
            reason,
            other_line: None,
        };
        let errors = [
            error(2, "Date", RateError::NotYearEnd),
            error(3, "Frequency", RateError::UnknownKind),
            error(4, "Rate", RateError::NotANumber),
            error(5, "Rate", RateError::NotPositive),
            error(6, "Country code", RateError::Missing),
            error(7, "Currency", RateError::Missing),
        ];
        assert_eq!((file.rows.len(), file.skipped), (0, 0));
        assert_eq!(file.rejected, errors);
    }
}
