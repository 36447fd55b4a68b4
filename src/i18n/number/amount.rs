//! Reading the amounts people write.
//!
//! In both ways wherever the sense is certain, and refused with both readings where it is not, because Colombia and
//! Panamá write `.` and `,` the opposite way (DESIGN.md §3). No floats.

use thiserror::Error;

use super::{MINUS, NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE, write_number};
use crate::domain::currency::Currency;
use crate::domain::money::{AMOUNT_MINOR_MAX, Money, MoneyError};
use crate::i18n::language::Language;

/// Why a text is not an amount someone can promise or report.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AmountError {
    /// No number was written; at most a currency code.
    #[error("no amount")]
    Empty,
    /// Letters, signs, digits of other scripts, or a number that begins or ends with a mark.
    #[error("not an amount")]
    NotANumber,
    /// A number below zero.
    #[error("below zero")]
    Negative,
    /// Nothing.
    #[error("zero")]
    Zero,
    /// Above [`AMOUNT_MINOR_MAX`].
    #[error("above {AMOUNT_MINOR_MAX} minor units")]
    TooLarge,
    /// More decimals are written than the currency has, even if they are zeros.
    #[error("more than {digits} decimals")]
    TooPrecise {
        /// How many decimals the currency has.
        digits: u32,
    },
    /// The code beside the number is that of another currency.
    #[error("the amount is marked as {found}")]
    OtherCurrency {
        /// The currency that was written.
        found: Currency,
    },
    /// Groups that are not of three digits, as in `1.23.456`, or marks that are mixed, as in `1.234 567`.
    #[error("the digits are not grouped in threes")]
    BadGrouping,
    /// One mark before exactly three digits, as in `12,500`: thousands for some, decimals for others.
    #[error("either {thousands} or {decimal}")]
    Ambiguous {
        /// The reading with the mark between thousands.
        thousands: Money,
        /// The reading with the mark before decimals, written in the reader's language with its code. A text, since
        /// the currency may not have as many decimals (`USD 12,345`).
        decimal: String,
    },
}

/// Reads an amount above zero and at most [`AMOUNT_MINOR_MAX`] minor units.
///
/// The code of the currency may stand before or after it. Digits may be grouped in threes by spaces (ordinary,
/// no-break, narrow or thin), apostrophes, points or commas. What a point or comma means never depends on the
/// language, which only decides how the readings of an ambiguous amount are written:
///
/// - both present: the last is the decimal mark;
/// - one of them twice or more: it groups;
/// - one of them once: the decimal mark, unless one to three digits, not beginning with 0, stand before it and
///   exactly three after it: then it could be either, and is refused as ambiguous.
pub fn read_amount(text: &str, currency: Currency, language: Language) -> Result<Money, AmountError> {
    let number = strip_code(text.trim(), currency)?;
    if number.is_empty() {
        return Err(AmountError::Empty);
    }
    let Some(positive) = number.strip_prefix(['-', MINUS]) else {
        return read_positive(number, currency, language);
    };
    match read_positive(positive.trim_start(), currency, language) {
        Err(error @ (AmountError::NotANumber | AmountError::BadGrouping | AmountError::Zero)) => Err(error),
        _ => Err(AmountError::Negative),
    }
}

/// Takes away one currency code, before or after the number.
fn strip_code(text: &str, currency: Currency) -> Result<&str, AmountError> {
    let after = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let before = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let (code, number) = if after.len() < text.len() {
        (text.strip_suffix(after), after)
    } else if before.len() < text.len() {
        (text.strip_prefix(before), before)
    } else {
        return Ok(text);
    };
    match Currency::parse(code.unwrap_or_default()) {
        Ok(found) if found == currency => Ok(number.trim()),
        Ok(found) => Err(AmountError::OtherCurrency { found }),
        Err(_) => Err(AmountError::NotANumber),
    }
}

/// What a character of an amount can be, apart from a digit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Point,
    Comma,
    Space,
    Apostrophe,
}

fn mark(c: char) -> Option<Mark> {
    match c {
        '.' => Some(Mark::Point),
        ',' => Some(Mark::Comma),
        ' ' | NO_BREAK_SPACE | NARROW_NO_BREAK_SPACE | '\u{2009}' => Some(Mark::Space),
        '\'' | '\u{2019}' => Some(Mark::Apostrophe),
        _ => None,
    }
}

fn read_positive(number: &str, currency: Currency, language: Language) -> Result<Money, AmountError> {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_known = |c: char| is_digit(c) || mark(c).is_some();
    if !number.starts_with(is_digit) || !number.ends_with(is_digit) || !number.chars().all(is_known) {
        return Err(AmountError::NotANumber);
    }
    let Some((whole, fraction)) = number.rsplit_once(|c| Some(c) == decimal_mark(number)) else {
        return money(&ungroup(number)?, "", currency);
    };
    let whole_digits = ungroup(whole)?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(AmountError::BadGrouping);
    }
    // Nobody groups what is longer than three digits, already grouped, or begins with a zero.
    let may_be_group = whole.len() <= 3 && !whole.starts_with('0');
    if may_be_group && fraction.len() == 3 && whole == whole_digits {
        return Err(AmountError::Ambiguous {
            thousands: money(&format!("{whole}{fraction}"), "", currency)?,
            decimal: decimal_reading(whole, fraction, currency, language),
        });
    }
    money(&whole_digits, fraction, currency)
}

/// The point or comma before the decimals, if there can be one: the last of both, or the only one.
fn decimal_mark(number: &str) -> Option<char> {
    let points = number.matches('.').count();
    let commas = number.matches(',').count();
    let last = number.chars().rfind(|c| matches!(c, '.' | ','));
    match (points, commas) {
        (1, 0) | (0, 1) => last,
        (1.., 1..) => last,
        _ => None,
    }
}

/// The digits without their grouping, which must be of threes and by one kind of mark throughout.
fn ungroup(number: &str) -> Result<String, AmountError> {
    let mut marks = number.chars().filter_map(mark);
    let Some(first_mark) = marks.next() else {
        return Ok(number.to_owned());
    };
    let is_one_kind = marks.all(|other| other == first_mark);
    let mut groups = number.split(|c| mark(c).is_some());
    let first = groups.next().unwrap_or_default();
    let first_is_good = (1..=3).contains(&first.len()) && !first.starts_with('0');
    if is_one_kind && first_is_good && groups.all(|group| group.len() == 3) {
        Ok(number.chars().filter(char::is_ascii_digit).collect())
    } else {
        Err(AmountError::BadGrouping)
    }
}

/// The amount of these ASCII digits, before and after the decimal mark.
fn money(whole: &str, fraction: &str, currency: Currency) -> Result<Money, AmountError> {
    if whole.bytes().chain(fraction.bytes()).all(|byte| byte == b'0') {
        return Err(AmountError::Zero);
    }
    let plain = match fraction {
        "" => whole.to_owned(),
        _ => format!("{whole}.{fraction}"),
    };
    match Money::parse_plain(&plain, currency) {
        Ok(money) if money.within_entry_limit() => Ok(money),
        Ok(_) | Err(MoneyError::Overflow) => Err(AmountError::TooLarge),
        Err(MoneyError::TooPrecise { digits }) => Err(AmountError::TooPrecise { digits }),
        Err(_) => Err(AmountError::NotANumber),
    }
}

/// `12` and `500` as `USD 12,50`: zeros are dropped down to the currency's decimals, other digits kept.
fn decimal_reading(whole: &str, fraction: &str, currency: Currency, language: Language) -> String {
    let mut fraction = fraction;
    while fraction.len() > currency.minor_digits() as usize {
        match fraction.strip_suffix('0') {
            Some(shorter) => fraction = shorter,
            None => break,
        }
    }
    let number = write_number(false, whole, fraction, language);
    format!("{currency}{NO_BREAK_SPACE}{number}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::number::{format_money, format_money_exact};

    fn read(text: &str) -> Result<Money, AmountError> {
        let [es, en] = Language::ALL.map(|language| read_amount(text, Currency::USD, language));
        if !matches!(es, Err(AmountError::Ambiguous { .. })) {
            assert_eq!(es, en, "{text:?} is read differently in the two languages");
        }
        es
    }

    /// The texts stand between bars.
    fn assert_refused(error: AmountError, texts: &str) {
        for text in texts.split('|') {
            assert_eq!(read(text), Err(error.clone()), "{text:?}");
        }
    }

    #[test]
    fn amounts_are_read_wherever_the_sense_is_certain() {
        let table = [
            ("1", 100),
            ("007", 700),
            ("250000", 25_000_000),
            (" 250000,5\n", 25_000_050),
            ("250000.50", 25_000_050),
            ("0,05", 5),
            ("12.5", 1_250),
            ("12,50", 1_250),
            ("1.234.567", 123_456_700),
            ("1,234,567", 123_456_700),
            ("1.234.567,8", 123_456_780),
            ("1,234,567.89", 123_456_789),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("12 500", 1_250_000),
            ("12\u{a0}500", 1_250_000),
            ("12\u{202f}500,25", 1_250_025),
            ("12\u{2009}500", 1_250_000),
            ("1\u{a0}234 567.5", 123_456_750),
            ("12'500.25", 1_250_025),
            ("12’500", 1_250_000),
            ("USD 250.000,50", 25_000_050),
            ("usd250000", 25_000_000),
            ("250 000 USD", 25_000_000),
            ("USD\u{a0}250\u{202f}000,50", 25_000_050),
            ("10.000.000.000.000", AMOUNT_MINOR_MAX),
        ];
        for (text, minor) in table {
            assert_eq!(read(text), Ok(Money::new(minor, Currency::USD)), "{text:?}");
        }
    }

    #[test]
    fn a_lone_mark_before_three_digits_is_refused_with_both_readings() {
        let table = [
            ("12,500", Currency::USD, 1_250_000, "USD 12,50", "USD 12.50"),
            ("12.500", Currency::USD, 1_250_000, "USD 12,50", "USD 12.50"),
            ("USD 1.000", Currency::USD, 100_000, "USD 1,00", "USD 1.00"),
            ("999,999", Currency::USD, 99_999_900, "USD 999,999", "USD 999.999"),
            ("12.500 jpy", Currency::JPY, 12_500, "JPY 12,5", "JPY 12.5"),
            ("12,000", Currency::JPY, 12_000, "JPY 12", "JPY 12"),
        ];
        for (text, currency, minor, es, en) in table {
            for (language, decimal) in [(Language::Es, es), (Language::En, en)] {
                let ambiguous = AmountError::Ambiguous {
                    thousands: Money::new(minor, currency),
                    decimal: decimal.replace(' ', "\u{a0}"),
                };
                assert_eq!(read_amount(text, currency, language), Err(ambiguous), "{text:?}");
            }
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for minor in [1, 99, 100, 123_456, 100_000_000, 123_456_789, AMOUNT_MINOR_MAX] {
            for currency in Currency::all() {
                for language in Language::ALL {
                    let money = Money::new(minor, currency);
                    for text in [format_money(money, language), format_money_exact(money, language)] {
                        assert_eq!(read_amount(&text, currency, language), Ok(money), "{text:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn texts_that_are_no_numbers_are_refused() {
        assert_refused(AmountError::Empty, "| \t|\u{a0}|USD| usd ");
        let words = "NaN|inf|-inf|1e5|1E+5|0x10|five|5 mil|USD 5 USD|USD 5 EUR|USDUSD 5";
        let signs = "--5|+-5|- -5|+5|5-|-|(5)|$5|US$ 5|5%|1/2|1_000|5\n5|5\u{200b}";
        let unfinished = ".5|5.|,|..|1.234,";
        let other_digits = "٥٠٠|５００|1٬000|½";
        for texts in [words, signs, unfinished, other_digits] {
            assert_refused(AmountError::NotANumber, texts);
        }
    }

    #[test]
    fn badly_grouped_digits_are_refused() {
        let sizes = "1.23.456|1,00,000|1234,567.50|1.2345.678|12 50|12 34,50|1  000|1..5|-1.23.456";
        let zeros = "0 500|0.500.000";
        let mixed = "1 234'567|1.234 567|1 234.567.890|1.234,567,890|1,234.567.890|1,234.567,89|1,5 000";
        for texts in [sizes, zeros, mixed] {
            assert_refused(AmountError::BadGrouping, texts);
        }
    }

    #[test]
    fn amounts_out_of_range_are_refused() {
        assert_refused(AmountError::Zero, "0|0,00|000|0.000|-0|USD 0");
        let negative = "-5|−5|- 5|USD -5|-12,500|-1,234.567|-99999999999999999999";
        assert_refused(AmountError::Negative, negative);
        let too_large = "10.000.000.000.000,01|99999999999999999999";
        assert_refused(AmountError::TooLarge, too_large);
        assert_refused(AmountError::TooLarge, &format!("1{}", "0".repeat(30)));
        let too_precise = "0,500|0.125|1234,567|1234.500|1.234,567|1 234,500|1,2345";
        assert_refused(AmountError::TooPrecise { digits: 2 }, too_precise);
        let yen = read_amount("5,0", Currency::JPY, Language::Es);
        assert_eq!(yen, Err(AmountError::TooPrecise { digits: 0 }));
    }

    #[test]
    fn the_code_of_another_currency_is_refused() {
        for (text, found) in [
            ("EUR 5", Currency::EUR),
            ("5 cop", Currency::COP),
            ("PAB", Currency::PAB),
        ] {
            assert_eq!(read(text), Err(AmountError::OtherCurrency { found }), "{text:?}");
        }
    }
}
