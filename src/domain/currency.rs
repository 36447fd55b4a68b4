//! The currencies the registry takes, with the number of decimals each one has.
//!
//! A closed list: a pledge in any other currency is stated in one of these by whoever enters it. Codes and minor
//! digits are those of ISO 4217, list one. This file knows no names and no languages: see `i18n::words`.

use std::fmt;

use thiserror::Error;

/// A currency of ISO 4217. Ordered by its code.
///
/// The variants are spelled as the codes, so that `Currency::USD` reads the same in code, columns and pages, and so
/// that a table that forgets a currency does not compile.
#[allow(clippy::upper_case_acronyms, reason = "the variants are the ISO 4217 codes")]
#[allow(missing_docs, reason = "a code needs no further words")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Currency {
    AUD,
    BRL,
    CAD,
    CHF,
    CLP,
    CNY,
    COP,
    CRC,
    DKK,
    EUR,
    GBP,
    JPY,
    KRW,
    MXN,
    NOK,
    PAB,
    PEN,
    SEK,
    USD,
}

/// The text is not the code of a currency the registry takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not the code of a currency the registry takes")]
pub struct UnknownCurrency;

impl Currency {
    /// Every currency the registry takes, in order of code.
    const ALL: [Currency; 19] = [
        Currency::AUD,
        Currency::BRL,
        Currency::CAD,
        Currency::CHF,
        Currency::CLP,
        Currency::CNY,
        Currency::COP,
        Currency::CRC,
        Currency::DKK,
        Currency::EUR,
        Currency::GBP,
        Currency::JPY,
        Currency::KRW,
        Currency::MXN,
        Currency::NOK,
        Currency::PAB,
        Currency::PEN,
        Currency::SEK,
        Currency::USD,
    ];

    /// Reads a code of three letters in upper or lower case; white space around it is ignored.
    pub fn parse(text: &str) -> Result<Currency, UnknownCurrency> {
        let code = text.trim();
        Currency::all()
            .find(|currency| currency.code().eq_ignore_ascii_case(code))
            .ok_or(UnknownCurrency)
    }

    /// The code of ISO 4217: three capital letters.
    pub fn code(self) -> &'static str {
        self.entry().0
    }

    /// Whether one unit is one US dollar: the dollar itself, and the balboa, which stands at par by law.
    #[must_use]
    pub fn is_dollar(self) -> bool {
        self == Self::USD || self == Self::PAB
    }

    /// How many decimals an amount has: 0 or 2 (ISO 4217).
    pub fn minor_digits(self) -> u32 {
        self.entry().1
    }

    /// How many minor units make one unit: 1 or 100.
    pub fn minor_per_unit(self) -> i64 {
        10_i64.pow(self.minor_digits())
    }

    /// Every currency the registry takes, in order of code.
    pub fn all() -> impl Iterator<Item = Currency> {
        Currency::ALL.into_iter()
    }

    fn entry(self) -> (&'static str, u32) {
        match self {
            Currency::AUD => ("AUD", 2),
            Currency::BRL => ("BRL", 2),
            Currency::CAD => ("CAD", 2),
            Currency::CHF => ("CHF", 2),
            Currency::CLP => ("CLP", 0),
            Currency::CNY => ("CNY", 2),
            Currency::COP => ("COP", 2),
            Currency::CRC => ("CRC", 2),
            Currency::DKK => ("DKK", 2),
            Currency::EUR => ("EUR", 2),
            Currency::GBP => ("GBP", 2),
            Currency::JPY => ("JPY", 0),
            Currency::KRW => ("KRW", 0),
            Currency::MXN => ("MXN", 2),
            Currency::NOK => ("NOK", 2),
            Currency::PAB => ("PAB", 2),
            Currency::PEN => ("PEN", 2),
            Currency::SEK => ("SEK", 2),
            Currency::USD => ("USD", 2),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::coded::read_word(deserializer, |code| Self::parse(code).ok())
    }
}

impl serde::Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_is_read_back_from_its_code_in_either_case() {
        for currency in Currency::all() {
            assert_eq!(Currency::parse(currency.code()), Ok(currency));
            let lower = format!(" {}\t", currency.code().to_lowercase());
            assert_eq!(Currency::parse(&lower), Ok(currency));
        }
    }

    #[test]
    fn a_code_is_what_is_displayed_and_what_debug_shows() {
        for currency in Currency::all() {
            assert_eq!(currency.to_string(), currency.code());
            assert_eq!(format!("{currency:?}"), currency.code());
        }
    }

    #[test]
    fn the_list_is_in_strict_order_of_code() {
        let codes: Vec<_> = Currency::all().map(Currency::code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b));
        let currencies: Vec<_> = Currency::all().collect();
        assert!(currencies.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn only_the_yen_the_won_and_the_chilean_peso_have_no_decimals() {
        let whole = [Currency::CLP, Currency::JPY, Currency::KRW];
        for currency in Currency::all() {
            let (digits, per_unit) = if whole.contains(&currency) { (0, 1) } else { (2, 100) };
            assert_eq!(currency.minor_digits(), digits, "{currency}");
            assert_eq!(currency.minor_per_unit(), per_unit, "{currency}");
        }
    }

    #[test]
    fn other_codes_and_other_texts_are_refused() {
        for text in ["", " ", "US", "USDX", "XAU", "$", "U S D", "ＵＳＤ", "dólar"] {
            assert_eq!(Currency::parse(text), Err(UnknownCurrency), "{text:?}");
        }
    }
}
