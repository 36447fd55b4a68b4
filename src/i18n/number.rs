//! Writing numbers and amounts for people; reading the amounts people write is in `amount`.
//!
//! Code, no-break space, digits in threes by a narrow no-break space, decimal comma in Spanish and point in English:
//! Colombia and Panamá write `.` and `,` the opposite way, so neither groups (DESIGN.md §3). No floats.

use crate::domain::money::Money;
use crate::i18n::language::Language;

mod amount;

pub use amount::{AmountError, read_amount};

const NO_BREAK_SPACE: char = '\u{a0}';
const NARROW_NO_BREAK_SPACE: char = '\u{202f}';
const MINUS: char = '\u{2212}';

/// An amount, with decimals only where they are not all zero: `USD 250 000`, `USD 250 000,50`.
pub fn format_money(money: Money, language: Language) -> String {
    write_money(money, language, money.minor() % money.currency().minor_per_unit() != 0)
}

/// An amount, always with the currency's decimals: `USD 250 000,00`; for columns of figures and for documents.
pub fn format_money_exact(money: Money, language: Language) -> String {
    write_money(money, language, true)
}

/// By how much an amount differs, its sign always beside the digits: `USD +87 500`, `USD −87 500`; nothing is `USD 0`.
pub fn format_difference(money: Money, language: Language) -> String {
    let written = format_money(money, language);
    match written.split_once(NO_BREAK_SPACE) {
        Some((code, number)) if money.minor() > 0 => format!("{code}{NO_BREAK_SPACE}+{number}"),
        _ => written,
    }
}

/// A whole number from its plain digits, the same in both languages: `1 234 567`, `−5`.
pub fn format_count(plain: &str) -> String {
    let digits = plain.strip_prefix('-');
    write_number(digits.is_some(), digits.unwrap_or(plain), "", Language::Es)
}

/// A rate from its plain digits, all of them but zeros at the end: `4325.9550` is `4 325,955` in Spanish.
pub fn format_rate(plain: &str, language: Language) -> String {
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    write_number(false, whole, fraction.trim_end_matches('0'), language)
}

/// A percentage given in its hundredths, without zeros at the end: 3 333 is `33,33 %` in Spanish, `33.33%` in English.
pub fn format_percent(basis_points: i64, language: Language) -> String {
    let magnitude = basis_points.unsigned_abs();
    let (whole, hundredths) = (magnitude / 100, format!("{:02}", magnitude % 100));
    let fraction = hundredths.trim_end_matches('0');
    let number = write_number(basis_points < 0, &whole.to_string(), fraction, language);
    match language {
        Language::Es => format!("{number}{NO_BREAK_SPACE}%"),
        Language::En => format!("{number}%"),
    }
}

fn write_money(money: Money, language: Language, with_decimals: bool) -> String {
    let plain = money.plain();
    let plain = plain.trim_start_matches('-');
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let fraction = if with_decimals { fraction } else { "" };
    let number = write_number(money.is_negative(), whole, fraction, language);
    format!("{}{NO_BREAK_SPACE}{number}", money.currency())
}

/// Puts a number together from its ASCII digits; no decimal mark where there are no decimals.
fn write_number(is_negative: bool, whole: &str, fraction: &str, language: Language) -> String {
    let mut number = String::new();
    if is_negative {
        number.push(MINUS);
    }
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            number.push(NARROW_NO_BREAK_SPACE);
        }
        number.push(digit);
    }
    if !fraction.is_empty() {
        number.push(match language {
            Language::Es => ',',
            Language::En => '.',
        });
        number.push_str(fraction);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;

    #[test]
    fn amounts_are_written_with_the_marks_of_the_language() {
        let table = [
            (25_000_050, Currency::USD, "USD 250_000,50", "USD 250_000.50"),
            (25_000_000, Currency::USD, "USD 250_000", "USD 250_000"),
            (5, Currency::USD, "USD 0,05", "USD 0.05"),
            (0, Currency::PAB, "PAB 0", "PAB 0"),
            (-123_456, Currency::COP, "COP −1_234,56", "COP −1_234.56"),
            (-5, Currency::EUR, "EUR −0,05", "EUR −0.05"),
            (1_234_567, Currency::JPY, "JPY 1_234_567", "JPY 1_234_567"),
            (
                i64::MIN,
                Currency::CLP,
                "CLP −9_223_372_036_854_775_808",
                "CLP −9_223_372_036_854_775_808",
            ),
        ];
        for (minor, currency, es, en) in table {
            let spaced = |text: &str| text.replace(' ', "\u{a0}").replace('_', "\u{202f}");
            let money = Money::new(minor, currency);
            assert_eq!(format_money(money, Language::Es), spaced(es));
            assert_eq!(format_money(money, Language::En), spaced(en));
        }
    }

    #[test]
    fn a_difference_has_its_sign_where_an_amount_below_zero_has_it() {
        let written = |minor, language| format_difference(Money::new(minor, Currency::USD), language);
        assert_eq!(written(8_750_050, Language::Es), "USD\u{a0}+87\u{202f}500,50");
        assert_eq!(written(-8_750_050, Language::Es), "USD\u{a0}−87\u{202f}500,50");
        assert_eq!(written(500, Language::En), "USD\u{a0}+5");
        assert_eq!(written(-500, Language::En), "USD\u{a0}−5");
        assert_eq!(written(0, Language::En), "USD\u{a0}0");
    }

    #[test]
    fn the_exact_form_always_has_the_decimals_of_the_currency() {
        let exact = |minor, currency| format_money_exact(Money::new(minor, currency), Language::Es);
        assert_eq!(exact(100_000, Currency::USD), "USD\u{a0}1\u{202f}000,00");
        assert_eq!(exact(0, Currency::USD), "USD\u{a0}0,00");
        assert_eq!(exact(1_000, Currency::JPY), "JPY\u{a0}1\u{202f}000");
    }

    #[test]
    fn integers_and_percentages_are_written_in_both_languages() {
        assert_eq!(format_count("0"), "0");
        assert_eq!(format_count("999"), "999");
        assert_eq!(format_count("-1000"), "−1\u{202f}000");
        let table = [
            (3_333, "33,33\u{a0}%", "33.33%"),
            (1_250, "12,5\u{a0}%", "12.5%"),
            (10_000, "100\u{a0}%", "100%"),
            (5, "0,05\u{a0}%", "0.05%"),
            (-123_400, "−1\u{202f}234\u{a0}%", "−1\u{202f}234%"),
        ];
        for (basis_points, es, en) in table {
            assert_eq!(format_percent(basis_points, Language::Es), es);
            assert_eq!(format_percent(basis_points, Language::En), en);
        }
    }
}
