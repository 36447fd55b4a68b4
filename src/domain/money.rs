//! Amounts of money, and the one way to convert them. Sums over several currencies are in `totals`.
//!
//! An amount is a whole number of minor units and its currency; arithmetic is checked and never mixes currencies. No
//! float comes near it. Rounding happens in one place, is half-even, and happens once. Writing amounts for people is
//! `i18n::number`; here is only the plain form for files. (DESIGN.md §3)

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use thiserror::Error;

use crate::domain::currency::Currency;

mod convert;
mod totals;

pub use convert::{convert_half_even, from_usd, half_even, to_usd};
pub use totals::Totals;

/// The largest amount a person may enter, in minor units: 10^15, that is ten trillion US dollars or pesos.
///
/// Larger than any development budget, and 9 000 of them still fit into an `i64`.
pub const AMOUNT_MINOR_MAX: i64 = 1_000_000_000_000_000;

/// An amount in one currency. Two amounts can be compared only through [`Money::cmp_same`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why an amount could not be made or worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// The result does not fit into 64 bits of minor units.
    #[error("the amount is too large to be kept")]
    Overflow,
    /// The two amounts are in different currencies.
    #[error("{left} and {right} cannot be added or compared")]
    CurrencyMismatch {
        /// The currency of the first amount.
        left: Currency,
        /// The currency of the second amount.
        right: Currency,
    },
    /// There are more decimals than the currency has.
    #[error("more than {digits} decimals")]
    TooPrecise {
        /// How many decimals the currency has.
        digits: u32,
    },
    /// The text is not a plain number such as `250000.00`.
    #[error("not a plain number")]
    NotANumber,
    /// A rate must be above zero, and exactly 1 between a currency and itself.
    #[error("not a possible exchange rate")]
    BadRate,
}

impl Money {
    /// An amount of `minor` minor units (cents for USD, whole yen for JPY).
    pub const fn new(minor: i64, currency: Currency) -> Money {
        Money { minor, currency }
    }

    /// Nothing, in that currency.
    pub const fn zero(currency: Currency) -> Money {
        Money::new(0, currency)
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The exact value in units of the currency. Refuses more decimals than the currency has; zeros at the end of the
    /// decimals do not count.
    pub fn from_decimal(value: Decimal, currency: Currency) -> Result<Money, MoneyError> {
        let value = value.normalize();
        let digits = currency.minor_digits();
        let Some(missing) = digits.checked_sub(value.scale()) else {
            return Err(MoneyError::TooPrecise { digits });
        };
        narrow(currency, value.mantissa() * 10_i128.pow(missing))
    }

    /// Reads the plain form: an optional `-`, ASCII digits, and at most the currency's decimals after a point. No
    /// grouping, no spaces, no plus. Decimals beyond the currency's are refused even when they are zeros, because
    /// `1.500` in a file is more often a thousand and a half than one and a half.
    pub fn parse_plain(text: &str, currency: Currency) -> Result<Money, MoneyError> {
        let (sign, unsigned) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text),
        };
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((_, "")) => return Err(MoneyError::NotANumber),
            Some(parts) => parts,
            None => (unsigned, ""),
        };
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return Err(MoneyError::NotANumber);
        }
        let digits = currency.minor_digits();
        let width = digits as usize;
        if fraction.len() > width {
            return Err(MoneyError::TooPrecise { digits });
        }
        format!("{sign}{whole}{fraction:0<width$}")
            .parse()
            .map(|minor| Money::new(minor, currency))
            .map_err(|_| MoneyError::Overflow)
    }

    /// The exact value in units of the currency, with the currency's decimals.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.minor_digits())
    }

    /// The form used in CSV and JSON: `250000.00`, `-0.50`; `250000` where the currency has no decimals.
    pub fn plain(self) -> String {
        self.to_decimal().to_string()
    }

    /// Whether this is nothing.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether this is more than nothing.
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// Whether this is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// Whether a person may enter this amount: at most [`AMOUNT_MINOR_MAX`] either way.
    pub const fn within_entry_limit(self) -> bool {
        self.minor.unsigned_abs() <= AMOUNT_MINOR_MAX.unsigned_abs()
    }

    /// The sum of two amounts in one currency.
    pub fn checked_add(self, other: Money) -> Result<Money, MoneyError> {
        self.same_currency(other)?;
        self.with_minor(self.minor.checked_add(other.minor))
    }

    /// The difference of two amounts in one currency.
    pub fn checked_sub(self, other: Money) -> Result<Money, MoneyError> {
        self.same_currency(other)?;
        self.with_minor(self.minor.checked_sub(other.minor))
    }

    /// The same amount the other way.
    pub fn checked_neg(self) -> Result<Money, MoneyError> {
        self.with_minor(self.minor.checked_neg())
    }

    /// Which of two amounts in one currency is larger.
    pub fn cmp_same(&self, other: &Money) -> Result<Ordering, MoneyError> {
        self.same_currency(*other)?;
        Ok(self.minor.cmp(&other.minor))
    }

    fn with_minor(self, minor: Option<i64>) -> Result<Money, MoneyError> {
        minor
            .map(|minor| Money::new(minor, self.currency))
            .ok_or(MoneyError::Overflow)
    }

    fn same_currency(self, other: Money) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(MoneyError::CurrencyMismatch {
            left: self.currency,
            right: other.currency,
        })
    }
}

/// For logs: `USD 250000.00`. Pages use `i18n::number`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.plain())
    }
}

fn narrow(currency: Currency, minor: i128) -> Result<Money, MoneyError> {
    i64::try_from(minor)
        .map(|minor| Money::new(minor, currency))
        .map_err(|_| MoneyError::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn the_plain_form_is_exact_and_is_read_back() {
        let table = [
            (0, Currency::USD, "0.00"),
            (5, Currency::USD, "0.05"),
            (-50, Currency::USD, "-0.50"),
            (25_000_000, Currency::USD, "250000.00"),
            (250_000, Currency::JPY, "250000"),
            (-1, Currency::CLP, "-1"),
            (i64::MAX, Currency::COP, "92233720368547758.07"),
            (i64::MIN, Currency::COP, "-92233720368547758.08"),
        ];
        for (minor, currency, plain) in table {
            let money = Money::new(minor, currency);
            assert_eq!(money.plain(), plain);
            assert_eq!(Money::parse_plain(plain, currency), Ok(money));
            assert_eq!(Money::from_decimal(money.to_decimal(), currency), Ok(money));
        }
    }

    #[test]
    fn fewer_decimals_than_the_currency_has_are_read() {
        for (text, minor) in [("7", 700), ("7.5", 750), ("007.50", 750), ("-0", 0)] {
            assert_eq!(Money::parse_plain(text, Currency::USD), Ok(usd(minor)));
        }
    }

    #[test]
    fn whatever_is_not_plain_is_refused() {
        let not_plain = [
            "", "-", ".", "5.", ".5", "+5", "--5", "1,5", "1 000", " 5", "1.2.3", "1e5", "NaN", "٥",
        ];
        for text in not_plain {
            let read = Money::parse_plain(text, Currency::USD);
            assert_eq!(read, Err(MoneyError::NotANumber), "{text:?}");
        }
        let too_large = Money::parse_plain("92233720368547758.08", Currency::USD);
        assert_eq!(too_large, Err(MoneyError::Overflow));
        for (text, currency, digits) in [("1.500", Currency::USD, 2), ("1.0", Currency::JPY, 0)] {
            let read = Money::parse_plain(text, currency);
            assert_eq!(read, Err(MoneyError::TooPrecise { digits }));
        }
    }

    #[test]
    fn a_decimal_value_is_taken_exactly_or_refused() {
        let from = |text| Money::from_decimal(decimal(text), Currency::USD);
        assert_eq!(from("12.500"), Ok(usd(1250)));
        assert_eq!(from("-0.01"), Ok(usd(-1)));
        assert_eq!(from("0.005"), Err(MoneyError::TooPrecise { digits: 2 }));
        assert_eq!(from("92233720368547758.08"), Err(MoneyError::Overflow));
        let largest = Money::from_decimal(Decimal::MAX, Currency::USD);
        assert_eq!(largest, Err(MoneyError::Overflow));
    }

    #[test]
    fn arithmetic_refuses_to_overflow() {
        assert_eq!(usd(2).checked_add(usd(3)), Ok(usd(5)));
        assert_eq!(usd(2).checked_sub(usd(3)), Ok(usd(-1)));
        assert_eq!(usd(2).checked_neg(), Ok(usd(-2)));
        let (max, min) = (usd(i64::MAX), usd(i64::MIN));
        assert_eq!(max.checked_add(usd(1)), Err(MoneyError::Overflow));
        assert_eq!(min.checked_sub(usd(1)), Err(MoneyError::Overflow));
        assert_eq!(min.checked_neg(), Err(MoneyError::Overflow));
    }

    #[test]
    fn two_currencies_are_neither_added_nor_compared() {
        let (left, right) = (Currency::USD, Currency::PAB);
        let mismatch = MoneyError::CurrencyMismatch { left, right };
        let balboa = Money::new(1, right);
        assert_eq!(usd(1).checked_add(balboa), Err(mismatch));
        assert_eq!(usd(1).checked_sub(balboa), Err(mismatch));
        assert_eq!(usd(1).cmp_same(&balboa), Err(mismatch));
        assert_eq!(usd(1).cmp_same(&usd(2)), Ok(Ordering::Less));
    }

    #[test]
    fn the_entry_limit_includes_itself_on_both_sides() {
        for (minor, within) in [(AMOUNT_MINOR_MAX, true), (AMOUNT_MINOR_MAX + 1, false)] {
            assert_eq!(usd(minor).within_entry_limit(), within);
            assert_eq!(usd(-minor).within_entry_limit(), within);
        }
        assert!(!usd(i64::MIN).within_entry_limit());
    }

    #[test]
    fn conversion_rounds_once_and_half_even() {
        let long_rate = "1.0000000000000000000000000001";
        let table = [
            (410_000_000, Currency::COP, "4100", 100_000),
            (100, Currency::COP, "4123.45", 0),
            (1, Currency::EUR, "2", 0),
            (3, Currency::EUR, "2", 2),
            (5, Currency::EUR, "2", 2),
            (-3, Currency::EUR, "2", -2),
            (-5, Currency::EUR, "2", -2),
            (1_000_000, Currency::JPY, "150", 666_667),
            (92_000, Currency::EUR, "0.92", 100_000),
            (12_345, Currency::PAB, "1", 12_345),
            // Just under and exactly half a cent: rounding twice would make them alike.
            (1, Currency::EUR, "2.0000000000000000000000000001", 0),
            (3, Currency::EUR, "2.0000000000000000000000000001", 1),
            (i64::MAX, Currency::EUR, long_rate, i64::MAX),
        ];
        for (minor, currency, rate, cents) in table {
            let converted = to_usd(Money::new(minor, currency), decimal(rate));
            assert_eq!(converted, Ok(usd(cents)), "{minor} {currency} at {rate}");
        }
    }

    #[test]
    fn conversion_goes_into_any_currency() {
        let converted = convert_half_even(usd(150), Currency::JPY, decimal("0.0066"));
        assert_eq!(converted, Ok(Money::new(227, Currency::JPY)));
    }

    #[test]
    fn impossible_rates_are_refused() {
        let euro = Money::new(100, Currency::EUR);
        for rate in ["0", "-1"] {
            assert_eq!(to_usd(euro, decimal(rate)), Err(MoneyError::BadRate));
        }
        assert_eq!(to_usd(usd(100), decimal("1.1")), Err(MoneyError::BadRate));
        assert_eq!(to_usd(usd(100), decimal("1.0")), Ok(usd(100)));
        let tiny = decimal("0.0000000000000000000000000001");
        assert_eq!(to_usd(euro, tiny), Err(MoneyError::Overflow));
    }
}
