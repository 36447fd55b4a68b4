//! What a file shows of how it writes numbers, so that one which could be read in two ways is settled by the others.
//!
//! A number is settled only by numbers of its own series (the same column and currency) that can be read in one way,
//! if nothing in the file says the opposite and if the size that follows is one the series has. Otherwise it is
//! refused: a rate that is wrong by a factor of 1 000 is worse than one that is missing.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::table::Line;
use super::{Error, RateError, cell};

/// By how much more or less than the rest of its series a settled number may be.
const SIZE_FACTOR: u32 = 10;

/// What the numbers of a file show, apart from those that could be read in two ways.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    series: HashMap<String, Series>,
    marks: Marks,
}

/// Which decimal marks were seen.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Marks {
    point: bool,
    comma: bool,
}

#[derive(Debug, Default)]
struct Series {
    marks: Marks,
    /// The least and the greatest of the numbers that can be read in one way.
    sizes: Option<(Decimal, Decimal)>,
    /// The fewest decimals of a number.
    decimals_min: Option<usize>,
}

impl Series {
    /// Whether a number is as long as the others: it has as many decimals, and is no tenth of them.
    fn is_like(&self, text: &str) -> bool {
        let (Some((least, _)), Some(decimals_min)) = (self.sizes, self.decimals_min) else {
            return false;
        };
        let is_whole = |units: Decimal| {
            units
                .checked_mul(Decimal::from(SIZE_FACTOR))
                .is_none_or(|more| more > least)
        };
        // What is no number at all is told as such.
        cell::decimals(text) >= decimals_min && cell::rate(text, None).map_or(true, is_whole)
    }
}

impl Marks {
    fn note(&mut self, mark: char) {
        match mark {
            '.' => self.point = true,
            _ => self.comma = true,
        }
    }

    /// The only one that was seen.
    fn only(self) -> Option<char> {
        match (self.point, self.comma) {
            (true, false) => Some('.'),
            (false, true) => Some(','),
            (true, true) | (false, false) => None,
        }
    }
}

impl Evidence {
    /// Takes note of a number as it stands in the file.
    pub fn note(&mut self, series: &str, line: &Line, text: &str) {
        // A number that may be cut shows nothing.
        let (false, Ok(units)) = (line.is_unended(), cell::rate(text, None)) else {
            return;
        };
        let known = self.series.entry(series.to_owned()).or_default();
        if let Some(mark) = cell::shows(text) {
            known.marks.note(mark);
            self.marks.note(mark);
        }
        let (least, greatest) = known.sizes.unwrap_or((units, units));
        known.sizes = Some((least.min(units), greatest.max(units)));
        let decimals = cell::decimals(text);
        known.decimals_min = Some(known.decimals_min.map_or(decimals, |min| min.min(decimals)));
    }

    /// Reads a number of a series.
    ///
    /// # Errors
    /// [`RateError`]: as [`cell::rate`], and [`RateError::MayBeCut`].
    pub fn rate(&self, series: &str, line: &Line, column: &'static str, text: &str) -> Result<Decimal, Error> {
        let error = |reason| Error::Cell(column, reason);
        let known = self.series.get(series);
        if line.is_unended() && line.is_last_cell(column) && known.is_none_or(|known| !known.is_like(text)) {
            return Err(error(RateError::MayBeCut));
        }
        match (cell::rate(text, None), known) {
            (Err(RateError::AmbiguousNumber), Some(known)) => self.settle(known, text).map_err(error),
            (read, _) => read.map_err(error),
        }
    }

    fn settle(&self, series: &Series, text: &str) -> Result<Decimal, RateError> {
        let mark = series.marks.only().filter(|_| self.marks.only().is_some());
        let units = cell::rate(text, Some(mark.ok_or(RateError::AmbiguousNumber)?))?;
        let (least, greatest) = series.sizes.ok_or(RateError::AmbiguousNumber)?;
        let factor = Decimal::from(SIZE_FACTOR);
        let fits = units
            .checked_mul(factor)
            .zip(greatest.checked_mul(factor))
            .is_some_and(|(more, most)| more >= least && units <= most);
        if fits {
            Ok(units)
        } else {
            Err(RateError::AmbiguousNumber)
        }
    }
}
