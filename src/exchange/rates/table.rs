//! The text of a file as lines of named cells, whatever its separator and its line ends.

use csv::{Reader, ReaderBuilder, StringRecord};
use rust_decimal::Decimal;
use time::Date;

use super::{Fault, RateFault, Unreadable, cell};

/// The text of a file: without its byte order mark, each line ended by `\n` alone.
pub(super) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(Unreadable::NotText);
    }
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.push('\n');
    Ok(text)
}

/// A header and the lines below it.
pub(super) struct Table<'t> {
    reader: Reader<&'t [u8]>,
    separator: u8,
    header: StringRecord,
    cells: StringRecord,
}

/// A line that is not blank.
pub(super) struct Line<'t> {
    /// Its number in the file, from 1.
    pub number: usize,
    /// What parts its cells: `,`, `;` or a tab.
    pub separator: u8,
    header: &'t StringRecord,
    cells: &'t StringRecord,
}

impl<'t> Table<'t> {
    /// Finds the separator and reads the header, the first line that is not blank.
    pub fn open(text: &'t str) -> Result<Table<'t>, Unreadable> {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let separators = first.bytes().filter(|byte| matches!(byte, b'\t' | b';'));
        let separator = separators.min().unwrap_or(b',');
        let reader = ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut table = Table {
            reader,
            separator,
            header: StringRecord::new(),
            cells: StringRecord::new(),
        };
        table.next_line()?.ok_or(Unreadable::Empty)?;
        table.header = std::mem::take(&mut table.cells);
        table.header.trim();
        let names: Vec<_> = table.header.iter().filter(|name| !name.is_empty()).collect();
        let repeats = |(i, name): (usize, &&str)| names[..i].iter().any(|before| before.eq_ignore_ascii_case(name));
        if names.iter().enumerate().any(repeats) {
            return Err(Unreadable::RepeatedColumn);
        }
        Ok(table)
    }

    /// Whether the header names all these columns.
    pub fn has(&self, columns: &[&str]) -> bool {
        columns.iter().all(|column| position(&self.header, column).is_some())
    }

    /// The next line that is not blank.
    pub fn next_line(&mut self) -> Result<Option<Line<'_>>, Unreadable> {
        loop {
            let read = self.reader.read_record(&mut self.cells);
            if !read.map_err(|_| Unreadable::NotText)? {
                return Ok(None);
            }
            // A quote that stays open takes at least the end of its line with it.
            if self.cells.iter().any(|cell| cell.contains('\n')) {
                return Err(Unreadable::OpenQuote);
            }
            if self.cells.iter().any(|cell| !cell.trim().is_empty()) {
                break;
            }
        }
        // The reader stands at the start of the following line, since each line ends by one mark.
        let number = self.reader.position().line().saturating_sub(1);
        Ok(Some(Line {
            number: usize::try_from(number).unwrap_or(usize::MAX),
            separator: self.separator,
            header: &self.header,
            cells: &self.cells,
        }))
    }
}

impl Line<'_> {
    /// What stands in a column, without the white space around it; empty where there is nothing.
    pub fn cell(&self, column: &str) -> &str {
        position(self.header, column)
            .and_then(|i| self.cells.get(i))
            .unwrap_or_default()
            .trim()
    }

    /// What stands in a column that must not be empty.
    pub fn needed(&self, column: &'static str) -> Result<&str, Fault> {
        match self.cell(column) {
            "" => Err(Fault::Cell(column, RateFault::Missing)),
            cell => Ok(cell),
        }
    }

    /// A date of the form 2023-06-01.
    pub fn date(&self, column: &'static str) -> Result<Date, Fault> {
        cell::date(self.needed(column)?).ok_or(Fault::Cell(column, RateFault::BadDate))
    }

    /// A rate; see [`cell::rate`].
    pub fn rate(&self, column: &'static str, decimal_marks: &str) -> Result<Decimal, Fault> {
        cell::rate(self.needed(column)?, decimal_marks).map_err(|fault| Fault::Cell(column, fault))
    }

    /// Whether something stands under no name, as when a decimal comma parted a number in two.
    pub fn has_nameless_cells(&self) -> bool {
        let nameless = |i: usize| self.header.get(i).is_none_or(str::is_empty);
        self.cells
            .iter()
            .enumerate()
            .any(|(i, cell)| nameless(i) && !cell.trim().is_empty())
    }

    /// Whether the line ends before the last column that has a name, as where a file was cut.
    pub fn is_cut(&self) -> bool {
        let mut beyond = self.header.iter().skip(self.cells.len());
        beyond.any(|name| !name.is_empty())
    }
}

fn position(header: &StringRecord, column: &str) -> Option<usize> {
    header.iter().position(|name| name.eq_ignore_ascii_case(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_number_and_their_names_whatever_separates_them() {
        for end in ["\n", "\r\n", "\r"] {
            for separator in [",", ";", "\t"] {
                let text = "\u{feff}\n A |b||\n||\n \n 1|\"2\"\n\n3\n|4"
                    .replace('|', separator)
                    .replace('\n', end);
                let text = super::text(text.as_bytes()).unwrap();
                let mut table = Table::open(&text).unwrap();
                assert!(table.has(&["a", "B"]) && !table.has(&["a", "c"]));
                for (number, a, b) in [(5, "1", "2"), (7, "3", ""), (8, "", "4")] {
                    let line = table.next_line().unwrap().unwrap();
                    assert_eq!((line.number, line.cell("a"), line.cell("b")), (number, a, b));
                    assert_eq!((line.is_cut(), line.has_nameless_cells()), (number == 7, false));
                }
                assert!(table.next_line().unwrap().is_none());
            }
        }
    }
}
