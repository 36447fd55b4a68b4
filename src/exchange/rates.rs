//! Reads files of exchange rates: Colombia's TRM, the history of the ECB, the annual averages of the IMF, and our own.
//!
//! Pure: bytes in, rates and errors out; no SQL, no network, no clock. Only what is certain is taken: a line that can
//! be read in two ways is settled by the others of its series (`evidence`) or refused with its column and reason, and the
//! other lines are still read. Cross rates are worked out here, so that one rate explains one conversion (DESIGN.md §3).
//! No floats.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;
use time::Date;

use crate::domain::currency::Currency;
use crate::domain::rate::{PeriodError, RateKind};

use evidence::Evidence;
use table::{Line, Table};

pub use cell::rate as read_rate;
pub use plain::{SOURCE_CHARS_MAX, is_source};

mod cell;
mod ecb;
mod evidence;
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
    pub enum RateError {
        /// A cell that is needed is empty or not there.
        Missing = "missing",
        /// More cells than the header names, or, in a file of the ECB, fewer. The column is empty.
        CellCount = "cell-count",
        /// Letters, exponents, groups that are not of three digits: not a number.
        NotANumber = "not-a-number",
        /// A lone mark before exactly three digits, as in `4,123`: thousands for some, decimals for others, and nothing
        /// else in the file settles it.
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
        /// More days than a daily rate has.
        PeriodTooLong = "period-too-long",
        /// A monthly rate that is not of one whole month.
        NotAMonth = "not-a-month",
        /// An annual rate that is not of one whole year.
        NotAYear = "not-a-year",
        /// The average of a month or year that is not over.
        NotOver = "not-over",
        /// Its first day is still to come.
        InFuture = "in-future",
        /// The number in which the file ends, without a line end, if the others do not show that it is whole.
        MayBeCut = "may-be-cut",
        /// Not a currency the registry takes, or in a TRM file not COP.
        UnknownCurrency = "unknown-currency",
        /// Neither daily nor monthly nor annual; in a file of the IMF not `A`.
        UnknownKind = "unknown-kind",
        /// A source without a letter, or of more than 200 characters.
        BadSource = "bad-source",
        /// Another line gives another rate, or another last day, for the same currency, kind and first day: none of them
        /// is taken.
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
    /// The column as the form spells it; empty where the whole line is at error.
    pub column: &'static str,
    pub reason: RateError,
    /// The other line of a contradiction.
    pub other_line: Option<usize>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateFile {
    pub format: RateFormat,
    /// The rates that can be kept, in the order of the file; one for a currency, kind and first day.
    pub rows: Vec<RateRow>,
    /// Rates passed over and no error: repeats, USD and PAB, and in a file of the IMF currencies that the registry does
    /// not take and countries that only use another's currency. Columns of the ECB that are not taken do not count.
    pub skipped: usize,
    /// In the order of the file.
    pub rejected: Vec<Rejected>,
}

/// Reads a file of rates on `today`. Without a `format` its header tells; `source` is kept beside each rate.
///
/// The separator may be a comma, a semicolon or a tab; column names are found in any order, in either case.
///
/// # Errors
/// [`Unreadable`] when nothing of the file can be trusted. Faults of single lines are in [`RateFile::rejected`].
pub fn read(bytes: &[u8], format: Option<RateFormat>, source: &str, today: Date) -> Result<RateFile, Unreadable> {
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
    let mut found = Found::new(format, source, today);
    while let Some(line) = table.next_line()? {
        format.note(&line, &mut found.evidence);
    }
    let mut table = Table::open(&text)?;
    while let Some(line) = table.next_line()? {
        let outcome = match format {
            _ if line.has_nameless_cells() || line.is_torn() => Err(Error::Cell("", RateError::CellCount)),
            RateFormat::Trm => trm::read(&line, &mut found),
            RateFormat::Ecb => ecb::read(&line, &mut found),
            RateFormat::Imf => imf::read(&line, &mut found),
            RateFormat::Plain => plain::read(&line, &mut found),
        };
        match outcome {
            Ok(()) => {}
            Err(Error::Cell(column, reason)) => found.reject(line.number, column, reason),
            Err(Error::File(unreadable)) => return Err(unreadable),
        }
        if found.count() > ROWS_MAX {
            return Err(Unreadable::TooManyRows);
        }
    }
    if found.count() == 0 {
        return Err(Unreadable::NoRows);
    }
    Ok(found.done())
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

    /// Takes note of how the numbers of a line are written.
    fn note(self, line: &Line, evidence: &mut Evidence) {
        match self {
            RateFormat::Trm => trm::note(line, evidence),
            RateFormat::Ecb => ecb::note(line, evidence),
            RateFormat::Imf => imf::note(line, evidence),
            RateFormat::Plain => plain::note(line, evidence),
        }
    }
}

impl From<PeriodError> for RateError {
    fn from(error: PeriodError) -> Self {
        match error {
            PeriodError::EndBeforeStart => Self::EndBeforeStart,
            PeriodError::TooLong => Self::PeriodTooLong,
            PeriodError::NotAMonth => Self::NotAMonth,
            PeriodError::NotAYear => Self::NotAYear,
            PeriodError::NotOver => Self::NotOver,
            PeriodError::InFuture => Self::InFuture,
        }
    }
}

/// What spoils a line, with its column, or the whole file.
#[derive(Debug)]
enum Error {
    Cell(&'static str, RateError),
    File(Unreadable),
}

/// What was read so far.
struct Found<'s> {
    file: RateFile,
    source: &'s str,
    today: Date,
    evidence: Evidence,
    /// Which of the rows speaks for a currency, kind and first day.
    firsts: HashMap<(Currency, RateKind, Date), usize>,
    /// Which of the rows are contradicted, each with the column of its rate and the line that does it.
    contradicted: BTreeMap<usize, (&'static str, usize)>,
}

impl<'s> Found<'s> {
    fn new(format: RateFormat, source: &'s str, today: Date) -> Self {
        let file = RateFile {
            format,
            rows: Vec::new(),
            skipped: 0,
            rejected: Vec::new(),
        };
        Found {
            file,
            source,
            today,
            evidence: Evidence::default(),
            firsts: HashMap::new(),
            contradicted: BTreeMap::new(),
        }
    }

    /// Every line leaves at least one of these.
    fn count(&self) -> usize {
        self.file.rows.len() + self.file.skipped + self.file.rejected.len()
    }

    /// Whether a rate of the kind may speak for these days, the first and the last, which stand in these columns.
    fn check_period(
        &self,
        (from_column, to_column): (&'static str, &'static str),
        kind: RateKind,
        from: Date,
        to: Date,
    ) -> Result<(), Error> {
        kind.check_period(from, to, self.today).map_err(|error| match error {
            PeriodError::InFuture => Error::Cell(from_column, error.into()),
            _ => Error::Cell(to_column, error.into()),
        })
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
                let at = *place.get();
                let first = &self.file.rows[at];
                if first.units_per_usd == row.units_per_usd && first.valid_to_on == row.valid_to_on {
                    return self.skip();
                }
                // Which of the two is right, nobody knows.
                self.contradicted.entry(at).or_insert((column, row.line));
                self.file.rejected.push(Rejected {
                    line: row.line,
                    column,
                    reason: RateError::Contradiction,
                    other_line: Some(first.line),
                });
            }
        }
    }

    fn skip(&mut self) {
        self.file.skipped += 1;
    }

    fn reject(&mut self, line: usize, column: &'static str, reason: RateError) {
        self.file.rejected.push(Rejected {
            line,
            column,
            reason,
            other_line: None,
        });
    }

    /// The file, without the rows that are contradicted.
    fn done(mut self) -> RateFile {
        let (mut at, mut contradicted) = (0, self.contradicted.into_iter().peekable());
        let rejected = &mut self.file.rejected;
        self.file.rows.retain(|row| {
            let found = contradicted.next_if(|(place, _)| *place == at);
            at += 1;
            if let Some((_, (column, other))) = found {
                rejected.push(Rejected {
                    line: row.line,
                    column,
                    reason: RateError::Contradiction,
                    other_line: Some(other),
                });
            }
            found.is_none()
        });
        self.file.rejected.sort_by_key(|one| one.line);
        self.file
    }
}

#[cfg(test)]
mod tests;
