//! Reads files of exchange rates: Colombia's TRM, the history of the ECB, the annual averages of the IMF, and our own.
//!
//! Pure: bytes in, rates and faults out; no SQL, no network, no clock. Only what is certain is taken: a line that can
//! be read in two ways is refused with its column and reason, and the other lines are still read. Cross rates are
//! worked out here, so that one rate explains one conversion (DESIGN.md §3). No floats.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;

use rust_decimal::Decimal;
use time::Date;

use crate::domain::currency::Currency;
use crate::domain::rate::RateKind;

use table::Table;

pub use cell::rate as read_rate;
pub use plain::is_source;

mod cell;
mod ecb;
mod imf;
mod plain;
mod table;
mod trm;

/// The most rates a file may hold, taken or not. The whole history of the ECB holds about 100 000.
pub const ROWS_MAX: usize = 200_000;

crate::domain::coded! {
    /// Whose form a file has.
    pub enum RateFormat {
        /// Tasa Representativa del Mercado: pesos for one US dollar, with the days it is in force.
        Trm = "trm",
        /// `eurofxref-hist.csv` of the European Central Bank: units of many currencies for one euro, a line a day.
        Ecb = "ecb",
        /// Annual averages of the International Monetary Fund: units for one US dollar.
        Imf = "imf",
        /// The registry's own form: `currency,kind,valid_from_on,valid_to_on,units_per_usd` and perhaps `source`.
        Plain = "plain",
    }
}

impl RateFormat {
    /// Who publishes files of this form; our own may come from anybody.
    #[must_use]
    pub const fn publisher(self) -> Option<&'static str> {
        match self {
            Self::Trm => Some("TRM, Superintendencia Financiera de Colombia"),
            Self::Ecb => Some("ECB, euro reference rates"),
            Self::Imf => Some("IMF, annual averages"),
            Self::Plain => None,
        }
    }
}

crate::domain::coded! {
    /// Why a rate of a file is not taken. The code is the end of its translation key.
    pub enum RateFault {
        /// A cell that is needed is empty or not there.
        Missing = "missing",
        /// More cells than the header names, or, in a file of the ECB, fewer. The column is empty.
        CellCount = "cell-count",
        /// Letters, exponents, groups that are not of three digits: not a number.
        NotANumber = "not-a-number",
        /// A lone mark before exactly three digits, as in `4,123`: thousands for some, decimals for others.
        AmbiguousNumber = "ambiguous-number",
        /// Zero or less.
        NotPositive = "not-positive",
        /// Below 10⁻⁹ or above 10¹².
        OutOfRange = "out-of-range",
        /// More than the 28 digits that are kept exactly.
        TooPrecise = "too-precise",
        /// Not a date of the form, not a day of the calendar, or not between 1900 and 2100.
        BadDate = "bad-date",
        /// An annual average that is not dated 31 December.
        NotYearEnd = "not-year-end",
        /// The last day is before the first.
        EndBeforeStart = "end-before-start",
        /// More days than its kind has: 10 (daily), 31 (monthly), 366 (annual).
        PeriodTooLong = "period-too-long",
        /// Not a currency the registry takes, or in a TRM file not COP.
        UnknownCurrency = "unknown-currency",
        /// Neither daily nor monthly nor annual; in a file of the IMF not `A`.
        UnknownKind = "unknown-kind",
        /// A source without a letter, or of more than 200 characters.
        BadSource = "bad-source",
        /// An earlier line gives another rate, or another last day, for the same currency, kind and first day.
        Contradiction = "contradiction",
    }
}

crate::domain::coded! {
    /// Why nothing of a file is taken. The code is the end of its translation key.
    pub enum Unreadable {
        /// Not text in UTF-8.
        NotText = "not-text",
        /// Nothing but white space and separators.
        Empty = "empty",
        /// A header, and nothing below it.
        NoRows = "no-rows",
        /// The first line is the header of no known form.
        UnknownHeader = "unknown-header",
        /// The first line lacks a column of the form that was chosen.
        OtherFormat = "other-format",
        /// Two columns have one name.
        RepeatedColumn = "repeated-column",
        /// A quotation mark that opens and does not close on its line, so that lines would be swallowed.
        OpenQuote = "open-quote",
        /// A TRM file whose dates have the month first: read the other way, most would be wrong and look right.
        MonthFirst = "month-first",
        /// More than [`ROWS_MAX`] rates.
        TooManyRows = "too-many-rows",
    }
}

/// For logs; pages say it with the code.
impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the file of rates is not readable: {}", self.code())
    }
}

impl std::error::Error for Unreadable {}

/// A rate as a file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateRow {
    /// The line of the file, from 1, blank lines counted.
    pub line: usize,
    /// Never USD or PAB, which stand at par.
    pub currency: Currency,
    pub kind: RateKind,
    pub valid_from_on: Date,
    /// Not before `valid_from_on`.
    pub valid_to_on: Date,
    /// Units of `currency` for one US dollar, from 10⁻⁹ to 10¹²: the digits of the file, or, where it was derived,
    /// rounded half-even once to 12 decimals.
    pub units_per_usd: Decimal,
    /// Where it was read: what the caller said, or the `source` of the line in the registry's own form.
    pub source: String,
}

/// A rate that is not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The line of the file, from 1, blank lines counted.
    pub line: usize,
    /// The column as the form spells it; empty where the whole line is at fault.
    pub column: &'static str,
    pub reason: RateFault,
    /// The earlier line that a contradiction contradicts.
    pub first_line: Option<usize>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateFile {
    pub format: RateFormat,
    /// The rates that can be kept, in the order of the file; one for a currency, kind and first day.
    pub rows: Vec<RateRow>,
    /// Rates passed over and no fault: repeats, USD and PAB, and in a file of the IMF currencies that the registry does
    /// not take and countries that only use another's currency. Columns of the ECB that are not taken do not count.
    pub skipped: usize,
    /// In the order of the file.
    pub rejected: Vec<Rejected>,
}

/// Reads a file of rates. Without a `format` its header tells; `source` is kept beside each rate.
///
/// The separator may be a comma, a semicolon or a tab; column names are found in any order, in either case.
///
/// # Errors
/// [`Unreadable`] when nothing of the file can be trusted. Faults of single lines are in [`RateFile::rejected`].
pub fn read(bytes: &[u8], format: Option<RateFormat>, source: &str) -> Result<RateFile, Unreadable> {
    let text = table::text(bytes)?;
    let mut table = Table::open(&text)?;
    let format = match format {
        Some(format) if table.has(format.columns()) => format,
        Some(_) => return Err(Unreadable::OtherFormat),
        None => {
            let known = RateFormat::ALL.iter().find(|format| table.has(format.columns()));
            *known.ok_or(Unreadable::UnknownHeader)?
        }
    };
    let mut found = Found::new(format, source);
    while let Some(line) = table.next_line()? {
        let outcome = match format {
            _ if line.has_nameless_cells() => Err(Fault::Cell("", RateFault::CellCount)),
            RateFormat::Trm => trm::read(&line, &mut found),
            RateFormat::Ecb => ecb::read(&line, &mut found),
            RateFormat::Imf => imf::read(&line, &mut found),
            RateFormat::Plain => plain::read(&line, &mut found),
        };
        match outcome {
            Ok(()) => {}
            Err(Fault::Cell(column, reason)) => found.reject(line.number, column, reason),
            Err(Fault::File(unreadable)) => return Err(unreadable),
        }
        if found.count() > ROWS_MAX {
            return Err(Unreadable::TooManyRows);
        }
    }
    if found.count() == 0 {
        return Err(Unreadable::NoRows);
    }
    Ok(found.file)
}

impl RateFormat {
    /// The columns without which a file does not have this form.
    fn columns(self) -> &'static [&'static str] {
        match self {
            RateFormat::Trm => &trm::COLUMNS,
            RateFormat::Ecb => &ecb::COLUMNS,
            RateFormat::Imf => &imf::COLUMNS,
            RateFormat::Plain => &plain::COLUMNS,
        }
    }
}

/// What spoils a line, with its column, or the whole file.
#[derive(Debug)]
enum Fault {
    Cell(&'static str, RateFault),
    File(Unreadable),
}

/// What was read so far.
struct Found<'s> {
    file: RateFile,
    source: &'s str,
    /// Which of the rows speaks for a currency, kind and first day.
    firsts: HashMap<(Currency, RateKind, Date), usize>,
}

impl<'s> Found<'s> {
    fn new(format: RateFormat, source: &'s str) -> Self {
        let file = RateFile {
            format,
            rows: Vec::new(),
            skipped: 0,
            rejected: Vec::new(),
        };
        Found {
            file,
            source,
            firsts: HashMap::new(),
        }
    }

    /// Every line leaves at least one of these.
    fn count(&self) -> usize {
        self.file.rows.len() + self.file.skipped + self.file.rejected.len()
    }

    /// Keeps a rate, unless it stands at par or was read before. `column` is where its rate stands.
    fn take(&mut self, column: &'static str, row: RateRow) {
        if matches!(row.currency, Currency::USD | Currency::PAB) {
            return self.skip();
        }
        match self.firsts.entry((row.currency, row.kind, row.valid_from_on)) {
            Entry::Vacant(place) => {
                place.insert(self.file.rows.len());
                self.file.rows.push(row);
            }
            Entry::Occupied(place) => {
                let first = &self.file.rows[*place.get()];
                if first.units_per_usd == row.units_per_usd && first.valid_to_on == row.valid_to_on {
                    return self.skip();
                }
                self.file.rejected.push(Rejected {
                    line: row.line,
                    column,
                    reason: RateFault::Contradiction,
                    first_line: Some(first.line),
                });
            }
        }
    }

    fn skip(&mut self) {
        self.file.skipped += 1;
    }

    fn reject(&mut self, line: usize, column: &'static str, reason: RateFault) {
        self.file.rejected.push(Rejected {
            line,
            column,
            reason,
            first_line: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRM: &str = "valor,unidad,vigenciadesde,vigenciahasta\n";
    const PLAIN: &str = "currency,kind,valid_from_on,valid_to_on,units_per_usd\n";

    fn read_text(text: &str) -> Result<RateFile, Unreadable> {
        read(text.as_bytes(), None, "test")
    }

    #[test]
    fn each_form_is_known_by_its_header_in_any_case_and_order() {
        let table = [
            (
                "\u{feff}VigenciaHasta, VALOR ,Unidad,vigenciadesde\n2023-06-01,4400.5,COP,2023-06-01",
                RateFormat::Trm,
            ),
            ("date , usd\r\n\r\n2023-06-01,1.07\r\n", RateFormat::Ecb),
            (
                "Country code;Rate;Currency;Frequency;Date\nCO;4325,955;COP;A;2023-12-31",
                RateFormat::Imf,
            ),
            (
                "KIND\tunits_per_usd\tcurrency\tvalid_to_on\tvalid_from_on\rannual\t4325,95\tCOP\t\t2023-01-01\r",
                RateFormat::Plain,
            ),
        ];
        for (text, format) in table {
            let file = read_text(text).unwrap();
            assert_eq!(
                (file.format, file.rows.len(), file.rejected.len()),
                (format, 1, 0),
                "{text:?}"
            );
            assert_eq!(read(text.as_bytes(), Some(format), "test"), Ok(file));
        }
    }

    #[test]
    fn a_file_that_cannot_be_trusted_is_refused_whole() {
        let table = [
            ("", Unreadable::Empty),
            ("\u{feff}\n,,\n\n", Unreadable::Empty),
            ("a\0b", Unreadable::NotText),
            (TRM, Unreadable::NoRows),
            ("valor,unidad,vigenciadesde,vigenciahasta\n,,,\n\n", Unreadable::NoRows),
            ("valor,unidad\n4400.5,COP", Unreadable::UnknownHeader),
            ("Date,USD,JPY,usd\n2023-06-01,1.07,149,1.08", Unreadable::RepeatedColumn),
            ("Date,USD\n2023-06-01,\"1.07\n2023-06-02,1.08\n", Unreadable::OpenQuote),
            (
                "Date,USD,Note\n2023-06-01,1.07,\"a\n2023-06-02,1.08,b\"\n",
                Unreadable::OpenQuote,
            ),
        ];
        for (text, unreadable) in table {
            assert_eq!(read_text(text), Err(unreadable), "{text:?}");
        }
        assert_eq!(
            read(b"Date,USD\n2023-06-01,\xff", None, "test"),
            Err(Unreadable::NotText)
        );
        let chosen = read(b"Date,USD\n2023-06-01,1.07", Some(RateFormat::Trm), "test");
        assert_eq!(chosen, Err(Unreadable::OtherFormat));
    }

    #[test]
    fn a_file_of_too_many_rates_is_refused() {
        let row = ",,X\n";
        let most = format!("Date,Rate,Currency,Frequency,Country code\n{}", row.repeat(ROWS_MAX));
        assert_eq!(read_text(&most).map(|file| file.skipped), Ok(ROWS_MAX));
        assert_eq!(read_text(&format!("{most}{row}")), Err(Unreadable::TooManyRows));
    }

    #[test]
    fn a_repeat_is_skipped_and_a_contradiction_names_the_first_line() {
        let text = format!(
            "{PLAIN}\nCOP,daily,2023-06-01,,4400.50\r\n\r\ncop,Daily,2023-06-01,2023-06-01,4400.5\n\
             COP,daily,2023-06-01,,4400.51\nCOP,daily,2023-06-01,2023-06-02,4400.5\nCOP,monthly,2023-06-01,,4400.51\n"
        );
        let file = read_text(&text).unwrap();
        let contradiction = |line| Rejected {
            line,
            column: "units_per_usd",
            reason: RateFault::Contradiction,
            first_line: Some(3),
        };
        assert_eq!(file.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 8]);
        assert_eq!(file.skipped, 1);
        assert_eq!(file.rejected, [contradiction(6), contradiction(7)]);
    }

    #[test]
    fn a_cell_under_no_name_spoils_its_line_only() {
        let text = format!("{PLAIN}COP,annual,2023-01-01,,4325,95\nCOP,annual,2023-01-01,,4325.95,,\n");
        let file = read_text(&text).unwrap();
        assert_eq!(file.rows.len(), 1);
        assert_eq!(
            (file.rejected[0].line, file.rejected[0].column, file.rejected[0].reason),
            (2, "", RateFault::CellCount)
        );
    }
}
