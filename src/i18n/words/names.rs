//! The names of the currencies and of their minor units, one and many, in both languages.
//!
//! Spanish after the Academies' spelling. Every `match` on names lists all currencies, so a new one without names does
//! not compile.

use crate::domain::currency::Currency;

/// The grammatical gender of a Spanish noun.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Masculine,
    Feminine,
}

/// The gender of the currency's Spanish name: crowns and pounds are feminine.
pub(super) fn spanish_gender(currency: Currency) -> Gender {
    match currency {
        Currency::DKK | Currency::GBP | Currency::NOK | Currency::SEK => Gender::Feminine,
        _ => Gender::Masculine,
    }
}

/// One and many.
pub(super) fn spanish_name(currency: Currency) -> (&'static str, &'static str) {
    match currency {
        Currency::AUD => ("dólar australiano", "dólares australianos"),
        Currency::BRL => ("real brasileño", "reales brasileños"),
        Currency::CAD => ("dólar canadiense", "dólares canadienses"),
        Currency::CHF => ("franco suizo", "francos suizos"),
        Currency::CLP => ("peso chileno", "pesos chilenos"),
        Currency::CNY => ("yuan chino", "yuanes chinos"),
        Currency::COP => ("peso colombiano", "pesos colombianos"),
        Currency::CRC => ("colón costarricense", "colones costarricenses"),
        Currency::DKK => ("corona danesa", "coronas danesas"),
        Currency::EUR => ("euro", "euros"),
        Currency::GBP => ("libra esterlina", "libras esterlinas"),
        Currency::JPY => ("yen japonés", "yenes japoneses"),
        Currency::KRW => ("won surcoreano", "wones surcoreanos"),
        Currency::MXN => ("peso mexicano", "pesos mexicanos"),
        Currency::NOK => ("corona noruega", "coronas noruegas"),
        Currency::PAB => ("balboa", "balboas"),
        Currency::PEN => ("sol peruano", "soles peruanos"),
        Currency::SEK => ("corona sueca", "coronas suecas"),
        Currency::USD => ("dólar de los Estados Unidos", "dólares de los Estados Unidos"),
    }
}

/// One and many, all masculine; empty where the currency has no minor unit.
pub(super) fn spanish_minor(currency: Currency) -> (&'static str, &'static str) {
    match currency {
        Currency::AUD | Currency::BRL | Currency::CAD => ("centavo", "centavos"),
        Currency::COP | Currency::MXN | Currency::USD => ("centavo", "centavos"),
        Currency::CHF | Currency::CRC | Currency::EUR | Currency::PEN => ("céntimo", "céntimos"),
        Currency::PAB => ("centésimo", "centésimos"),
        Currency::GBP => ("penique", "peniques"),
        Currency::CNY => ("fen", "fenes"),
        Currency::DKK | Currency::NOK => ("øre", "øre"),
        Currency::SEK => ("öre", "öre"),
        Currency::CLP | Currency::JPY | Currency::KRW => ("", ""),
    }
}

/// One and many.
pub(super) fn english_name(currency: Currency) -> (&'static str, &'static str) {
    match currency {
        Currency::AUD => ("Australian dollar", "Australian dollars"),
        Currency::BRL => ("Brazilian real", "Brazilian reais"),
        Currency::CAD => ("Canadian dollar", "Canadian dollars"),
        Currency::CHF => ("Swiss franc", "Swiss francs"),
        Currency::CLP => ("Chilean peso", "Chilean pesos"),
        Currency::CNY => ("Chinese yuan", "Chinese yuan"),
        Currency::COP => ("Colombian peso", "Colombian pesos"),
        Currency::CRC => ("Costa Rican colón", "Costa Rican colones"),
        Currency::DKK => ("Danish krone", "Danish kroner"),
        Currency::EUR => ("euro", "euros"),
        Currency::GBP => ("pound sterling", "pounds sterling"),
        Currency::JPY => ("Japanese yen", "Japanese yen"),
        Currency::KRW => ("South Korean won", "South Korean won"),
        Currency::MXN => ("Mexican peso", "Mexican pesos"),
        Currency::NOK => ("Norwegian krone", "Norwegian kroner"),
        Currency::PAB => ("balboa", "balboas"),
        Currency::PEN => ("Peruvian sol", "Peruvian soles"),
        Currency::SEK => ("Swedish krona", "Swedish kronor"),
        Currency::USD => ("United States dollar", "United States dollars"),
    }
}

/// One and many; empty where the currency has no minor unit.
pub(super) fn english_minor(currency: Currency) -> (&'static str, &'static str) {
    match currency {
        Currency::AUD | Currency::CAD | Currency::EUR | Currency::USD => ("cent", "cents"),
        Currency::BRL | Currency::COP | Currency::MXN => ("centavo", "centavos"),
        Currency::CRC | Currency::PEN => ("céntimo", "céntimos"),
        Currency::PAB => ("centésimo", "centésimos"),
        Currency::CHF => ("centime", "centimes"),
        Currency::GBP => ("penny", "pence"),
        Currency::CNY => ("fen", "fen"),
        Currency::DKK | Currency::NOK => ("øre", "øre"),
        Currency::SEK => ("öre", "öre"),
        Currency::CLP | Currency::JPY | Currency::KRW => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_with_decimals_and_no_other_names_its_minor_unit() {
        for currency in Currency::all() {
            let has_decimals = currency.minor_digits() > 0;
            for (one, many) in [spanish_minor(currency), english_minor(currency)] {
                assert_eq!(!one.is_empty() && !many.is_empty(), has_decimals, "{currency}");
            }
        }
    }
}
