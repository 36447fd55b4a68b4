//! The text of a file as lines of named cells, whatever its separator and its line ends.

use csv::{Reader, ReaderBuilder, StringRecord};
use time::Date;

use super::{Error, RateError, Unreadable, cell};

/// The text of a file: without its byte order mark, each line ended by `\n` alone, but for a last one that nothing ends.
pub(super) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(Unreadable::NotText);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The names that columns also have, each with the one by which they are looked up; both as [`folded`].
const ALSO: [(&str, &str); 17] = [
    ("fecha", "date"),
    ("tasa", "rate"),
    ("moneda", "currency"),
    ("divisa", "currency"),
    ("frecuencia", "frequency"),
    ("codigodepais", "countrycode"),
    ("codigopais", "countrycode"),
    ("clase", "kind"),
    ("tipo", "kind"),
    ("desde", "validfromon"),
    ("validadesde", "validfromon"),
    ("hasta", "validtoon"),
    ("validahasta", "validtoon"),
    ("unidadesporusd", "unitsperusd"),
    ("unidadespordolar", "unitsperusd"),
    ("fuente", "source"),
    ("unit", "unidad"),
];

/// A header and the lines below it.
pub(super) struct Table<'t> {
    reader: Reader<&'t [u8]>,
    /// As [`folded`].
    header: StringRecord,
    cells: StringRecord,
    /// The bytes of the text and the number of its last line, if nothing ends it.
    unended: Option<(u64, u64)>,
    /// Whether a quotation mark stays open in the last line.
    ends_quoted: bool,
}

/// A line that is not blank.
pub(super) struct Line<'t> {
    /// Its number in the file, from 1.
    pub number: usize,
    is_unended: bool,
    /// Whether a quotation mark stays open in it.
    is_quoted: bool,
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
        let size = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let unended = || (size(text.len()), size(text.lines().count()));
        let mut table = Table {
            reader,
            header: StringRecord::new(),
            cells: StringRecord::new(),
            ends_quoted: text
                .lines()
                .last()
                .is_some_and(|line| line.matches('"').count() % 2 == 1),
            unended: (!text.ends_with('\n')).then(unended),
        };
        table.next_line()?.ok_or(Unreadable::Empty)?;
        table.header = table.cells.iter().map(folded).collect();
        let names: Vec<_> = table.header.iter().filter(|name| !name.is_empty()).collect();
        let repeats = |(i, name): (usize, &&str)| names[..i].contains(name);
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
        let behind = self.reader.position();
        let last = self.unended.filter(|(bytes, _)| behind.byte() >= *bytes);
        // The reader stands at the start of the following line, where something ends this one.
        let number = last.map_or(behind.line().saturating_sub(1), |(_, number)| number);
        Ok(Some(Line {
            number: usize::try_from(number).unwrap_or(usize::MAX),
            is_unended: last.is_some(),
            is_quoted: last.is_some() && self.ends_quoted,
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
    pub fn needed(&self, column: &'static str) -> Result<&str, Error> {
        match self.cell(column) {
            "" => Err(Error::Cell(column, RateError::Missing)),
            cell => Ok(cell),
        }
    }

    /// What stands in a column of numbers that must not say that there is none.
    pub fn number(&self, column: &'static str) -> Result<&str, Error> {
        match self.cell(column) {
            none if is_none(none) => Err(Error::Cell(column, RateError::Missing)),
            cell => Ok(cell),
        }
    }

    /// A date of the form 2023-06-01.
    pub fn date(&self, column: &'static str) -> Result<Date, Error> {
        cell::date(self.needed(column)?).ok_or(Error::Cell(column, RateError::BadDate))
    }

    /// Whether something stands under no name, as when a decimal comma parted a number in two.
    pub fn has_nameless_cells(&self) -> bool {
        let nameless = |i: usize| self.header.get(i).is_none_or(str::is_empty);
        self.cells
            .iter()
            .enumerate()
            .any(|(i, cell)| nameless(i) && !cell.trim().is_empty())
    }

    /// Whether it is the last line of the file and nothing ends it, so that it may be cut.
    pub fn is_unended(&self) -> bool {
        self.is_unended
    }

    /// Whether a column is the last that the line has.
    pub fn is_last_cell(&self, column: &str) -> bool {
        position(self.header, column).is_some_and(|i| i + 1 == self.cells.len())
    }

    /// Whether the line is surely cut: the last of the file, without an end, with fewer cells than the header or in the
    /// middle of a quoted one.
    pub fn is_torn(&self) -> bool {
        self.is_unended && (self.is_quoted || self.cells.len() < self.header.len())
    }

    /// Whether the line ends before the last column that has a name, as where a file was cut.
    pub fn is_cut(&self) -> bool {
        let mut beyond = self.header.iter().skip(self.cells.len());
        beyond.any(|name| !name.is_empty())
    }
}

fn position(header: &StringRecord, column: &str) -> Option<usize> {
    let column = folded(column);
    header.iter().position(|name| name == column)
}

/// The name of a column, however it is written: lower case, letters and digits only, without accents, in English.
fn folded(name: &str) -> String {
    let plain = |c: char| match c.to_ascii_lowercase() {
        'á' | 'Á' => Some('a'),
        'é' | 'É' => Some('e'),
        'í' | 'Í' => Some('i'),
        'ó' | 'Ó' => Some('o'),
        'ú' | 'Ú' => Some('u'),
        lower => lower.is_alphanumeric().then_some(lower),
    };
    let own: String = name.chars().filter_map(plain).collect();
    let known = ALSO.iter().find(|(also, _)| *also == own);
    known.map_or(own, |(_, name)| (*name).to_owned())
}

/// Whether a cell of numbers says that there is none.
pub(super) fn is_none(cell: &str) -> bool {
    ["", "N/A", "NA", "n.d.", "-", "..", "..."]
        .iter()
        .any(|none| cell.eq_ignore_ascii_case(none))
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
