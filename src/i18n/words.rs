//! Amounts in words, repeated to whoever is about to promise one (DESIGN.md §3).
//!
//! Spanish counts by the long scale, as Colombia and Panamá do: 10^9 is *mil millones* and 10^12 *un billón*; English
//! by the short one. The names of the currencies are in `names`.

use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::i18n::language::Language;

mod names;

use names::{Gender, english_minor, english_name, spanish_gender, spanish_minor, spanish_name};

/// The amount in words, in small letters: `doscientos cincuenta mil dólares de los Estados Unidos con cincuenta
/// centavos`, `two hundred fifty thousand United States dollars and fifty cents`. Minor units that are zero are left out.
pub fn money_in_words(money: Money, language: Language) -> String {
    let currency = money.currency();
    let per_unit = currency.minor_per_unit().unsigned_abs();
    let magnitude = money.minor().unsigned_abs();
    let (whole, minor) = (magnitude / per_unit, magnitude % per_unit);
    let mut words = match language {
        Language::Es => spanish_units(whole, currency),
        Language::En => {
            let name = pick(whole, english_name(currency));
            format!("{} {name}", english_number(whole))
        }
    };
    if minor > 0 {
        words += &match language {
            Language::Es => {
                let number = spanish_number(minor, Gender::Masculine);
                format!(" con {number} {}", pick(minor, spanish_minor(currency)))
            }
            Language::En => {
                let number = english_number(minor);
                format!(" and {number} {}", pick(minor, english_minor(currency)))
            }
        };
    }
    match (money.is_negative(), language) {
        (false, _) => words,
        (true, Language::Es) => format!("menos {words}"),
        (true, Language::En) => format!("minus {words}"),
    }
}

fn pick(count: u64, (one, many): (&'static str, &'static str)) -> &'static str {
    if count == 1 { one } else { many }
}

/// The number with the currency's name; with *de* after a round number of millions: *un millón de pesos*.
fn spanish_units(number: u64, currency: Currency) -> String {
    let ends_in_millions = number > 0 && number.is_multiple_of(1_000_000);
    let link = if ends_in_millions { " de " } else { " " };
    let name = pick(number, spanish_name(currency));
    format!("{}{link}{name}", spanish_number(number, spanish_gender(currency)))
}

/// A number before a noun: *un*, *veintiún*; *una*, *veintiuna*, *doscientas* before a feminine one.
fn spanish_number(number: u64, gender: Gender) -> String {
    if number == 0 {
        return "cero".to_owned();
    }
    let scales = [
        (1_000_000_000_000_000_000, "trillón", "trillones"),
        (1_000_000_000_000, "billón", "billones"),
        (1_000_000, "millón", "millones"),
    ];
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, one, many) in scales {
        let count = rest / scale;
        rest %= scale;
        if count > 0 {
            spanish_below_million(count, Gender::Masculine, &mut words);
            words.push(pick(count, (one, many)));
        }
    }
    spanish_below_million(rest, gender, &mut words);
    words.join(" ")
}

/// Hundreds agree with the noun even before *mil* (*doscientas mil libras*), *un* and *veintiún* do not.
fn spanish_below_million(number: u64, gender: Gender, words: &mut Vec<&'static str>) {
    let (thousands, rest) = (number / 1000, number % 1000);
    if thousands > 0 {
        if thousands > 1 {
            words.extend(spanish_hundreds(thousands, gender));
            spanish_below_hundred(thousands % 100, Gender::Masculine, words);
        }
        words.push("mil");
    }
    words.extend(spanish_hundreds(rest, gender));
    spanish_below_hundred(rest % 100, gender, words);
}

fn spanish_hundreds(number: u64, gender: Gender) -> Option<&'static str> {
    let (masculine, feminine) = match (number / 100, number % 100) {
        (1, 0) => ("cien", "cien"),
        (1, _) => ("ciento", "ciento"),
        (2, _) => ("doscientos", "doscientas"),
        (3, _) => ("trescientos", "trescientas"),
        (4, _) => ("cuatrocientos", "cuatrocientas"),
        (5, _) => ("quinientos", "quinientas"),
        (6, _) => ("seiscientos", "seiscientas"),
        (7, _) => ("setecientos", "setecientas"),
        (8, _) => ("ochocientos", "ochocientas"),
        (9, _) => ("novecientos", "novecientas"),
        _ => return None,
    };
    match gender {
        Gender::Masculine => Some(masculine),
        Gender::Feminine => Some(feminine),
    }
}

fn spanish_below_hundred(number: u64, gender: Gender, words: &mut Vec<&'static str>) {
    const BELOW_THIRTY: [&str; 30] = [
        "",
        "un",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiún",
        "veintidós",
        "veintitrés",
        "veinticuatro",
        "veinticinco",
        "veintiséis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ];
    const TENS: [&str; 10] = [
        "",
        "",
        "",
        "treinta",
        "cuarenta",
        "cincuenta",
        "sesenta",
        "setenta",
        "ochenta",
        "noventa",
    ];
    let small = if number < 30 { number } else { number % 10 };
    if number >= 30 {
        words.push(entry(&TENS, number / 10));
        if small > 0 {
            words.push("y");
        }
    }
    match (small, gender) {
        (0, _) => {}
        (1, Gender::Feminine) => words.push("una"),
        (21, Gender::Feminine) => words.push("veintiuna"),
        _ => words.push(entry(&BELOW_THIRTY, small)),
    }
}

fn english_number(number: u64) -> String {
    if number == 0 {
        return "zero".to_owned();
    }
    let scales = [
        (1_000_000_000_000_000_000, Some("quintillion")),
        (1_000_000_000_000_000, Some("quadrillion")),
        (1_000_000_000_000, Some("trillion")),
        (1_000_000_000, Some("billion")),
        (1_000_000, Some("million")),
        (1_000, Some("thousand")),
        (1, None),
    ];
    let mut words = Vec::new();
    for (scale, name) in scales {
        let group = number / scale % 1000;
        if group > 0 {
            words.push(english_below_thousand(group));
            words.extend(name.map(str::to_owned));
        }
    }
    words.join(" ")
}

fn english_below_thousand(number: u64) -> String {
    const BELOW_TWENTY: [&str; 20] = [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let (hundreds, rest) = (number / 100, number % 100);
    let below_hundred = match (rest / 10, rest % 10) {
        (0 | 1, _) => entry(&BELOW_TWENTY, rest).to_owned(),
        (tens, 0) => entry(&TENS, tens).to_owned(),
        (tens, ones) => format!("{}-{}", entry(&TENS, tens), entry(&BELOW_TWENTY, ones)),
    };
    match (hundreds, rest) {
        (0, _) => below_hundred,
        (_, 0) => format!("{} hundred", entry(&BELOW_TWENTY, hundreds)),
        _ => format!("{} hundred {below_hundred}", entry(&BELOW_TWENTY, hundreds)),
    }
}

fn entry(table: &[&'static str], index: u64) -> &'static str {
    table.get(index as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(units: i64, currency: Currency) -> Money {
        Money::new(units * currency.minor_per_unit(), currency)
    }

    #[test]
    fn spanish_numbers_before_a_masculine_noun() {
        let table = [
            (0, "cero balboas"),
            (1, "un balboa"),
            (16, "dieciséis balboas"),
            (21, "veintiún balboas"),
            (31, "treinta y un balboas"),
            (40, "cuarenta balboas"),
            (100, "cien balboas"),
            (101, "ciento un balboas"),
            (199, "ciento noventa y nueve balboas"),
            (500, "quinientos balboas"),
            (700, "setecientos balboas"),
            (900, "novecientos balboas"),
            (1_000, "mil balboas"),
            (1_001, "mil un balboas"),
            (2_022, "dos mil veintidós balboas"),
            (21_000, "veintiún mil balboas"),
            (31_000, "treinta y un mil balboas"),
            (100_000, "cien mil balboas"),
            (101_000, "ciento un mil balboas"),
            (1_000_000, "un millón de balboas"),
            (1_000_001, "un millón un balboas"),
            (2_000_000, "dos millones de balboas"),
            (2_001_000, "dos millones mil balboas"),
            (21_000_000, "veintiún millones de balboas"),
            (100_000_000, "cien millones de balboas"),
            (1_000_000_000, "mil millones de balboas"),
            (1_001_000_000, "mil un millones de balboas"),
            (21_000_000_000, "veintiún mil millones de balboas"),
            (1_000_000_000_000, "un billón de balboas"),
            (10_000_000_000_000, "diez billones de balboas"),
            (1_001_000_000_100, "un billón mil millones cien balboas"),
        ];
        for (units, words) in table {
            let money = whole(units, Currency::PAB);
            assert_eq!(money_in_words(money, Language::Es), words, "{units}");
        }
    }

    #[test]
    fn spanish_numbers_agree_with_a_feminine_noun() {
        let table = [
            (0, "cero libras esterlinas"),
            (1, "una libra esterlina"),
            (21, "veintiuna libras esterlinas"),
            (31, "treinta y una libras esterlinas"),
            (101, "ciento una libras esterlinas"),
            (500, "quinientas libras esterlinas"),
            (1_001, "mil una libras esterlinas"),
            (21_000, "veintiún mil libras esterlinas"),
            (200_000, "doscientas mil libras esterlinas"),
            (200_000_000, "doscientos millones de libras esterlinas"),
        ];
        for (units, words) in table {
            let money = whole(units, Currency::GBP);
            assert_eq!(money_in_words(money, Language::Es), words, "{units}");
        }
    }

    #[test]
    fn english_numbers_follow_the_short_scale() {
        let table = [
            (0, "zero balboas"),
            (1, "one balboa"),
            (21, "twenty-one balboas"),
            (40, "forty balboas"),
            (100, "one hundred balboas"),
            (101, "one hundred one balboas"),
            (115, "one hundred fifteen balboas"),
            (500, "five hundred balboas"),
            (700, "seven hundred balboas"),
            (900, "nine hundred balboas"),
            (1_000, "one thousand balboas"),
            (1_001, "one thousand one balboas"),
            (21_000, "twenty-one thousand balboas"),
            (100_000, "one hundred thousand balboas"),
            (1_000_000, "one million balboas"),
            (1_000_001, "one million one balboas"),
            (2_000_000, "two million balboas"),
            (1_000_000_000, "one billion balboas"),
            (1_000_000_000_000, "one trillion balboas"),
        ];
        for (units, words) in table {
            let money = whole(units, Currency::PAB);
            assert_eq!(money_in_words(money, Language::En), words, "{units}");
        }
    }

    #[test]
    fn minor_units_follow_where_there_are_any() {
        let table = [
            (
                25_000_050,
                Currency::USD,
                "doscientos cincuenta mil dólares de los Estados Unidos con cincuenta centavos",
                "two hundred fifty thousand United States dollars and fifty cents",
            ),
            (
                101,
                Currency::GBP,
                "una libra esterlina con un penique",
                "one pound sterling and one penny",
            ),
            (
                21,
                Currency::PAB,
                "cero balboas con veintiún centésimos",
                "zero balboas and twenty-one centésimos",
            ),
            (
                -150,
                Currency::EUR,
                "menos un euro con cincuenta céntimos",
                "minus one euro and fifty cents",
            ),
            (
                1_000_000,
                Currency::JPY,
                "un millón de yenes japoneses",
                "one million Japanese yen",
            ),
            (
                100_000_001,
                Currency::COP,
                "un millón de pesos colombianos con un centavo",
                "one million Colombian pesos and one centavo",
            ),
        ];
        for (minor, currency, es, en) in table {
            let money = Money::new(minor, currency);
            assert_eq!(money_in_words(money, Language::Es), es);
            assert_eq!(money_in_words(money, Language::En), en);
        }
    }

    #[test]
    fn the_largest_and_smallest_amounts_have_words_without_gaps() {
        for minor in [i64::MAX, i64::MIN] {
            for currency in Currency::all() {
                for language in Language::ALL {
                    let words = money_in_words(Money::new(minor, currency), language);
                    assert!(!words.contains("  ") && words.trim() == words, "{words}");
                }
            }
        }
        let most = money_in_words(Money::new(i64::MAX, Currency::JPY), Language::Es);
        assert!(most.starts_with("nueve trillones doscientos veintitrés mil trescientos setenta y dos billones"));
    }
}
