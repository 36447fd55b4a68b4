//! The most that a single amount may be worth, so that sums have room for all of them.
//!
//! The bound is in US dollars and judged with the rate of the amount's day. Where none is known the last known rate
//! speaks, older or younger; where no rate of the currency is known at all, one of its units counts as one dollar, which
//! is strict for every currency whose units are worth less than that (nearly all), and still finite for the few others.

use super::currency::Currency;
use super::money::{self, Money};
use super::rate::Rate;

/// The bound of a registry whose settings name none, in US dollars.
pub const AMOUNT_USD_MAX: i64 = 10_000_000_000;

/// The most that an amount may be worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound(Money);

impl Default for Bound {
    fn default() -> Self {
        Self::of(AMOUNT_USD_MAX).unwrap_or(Self(Money::new(money::AMOUNT_MINOR_MAX, Currency::USD)))
    }
}

impl Bound {
    /// So many whole US dollars; `None` where that is nothing, or more than a person may enter.
    #[must_use]
    pub fn of(usd: i64) -> Option<Self> {
        let minor = usd.checked_mul(Currency::USD.minor_per_unit())?;
        let bound = Money::new(minor, Currency::USD);
        (bound.is_positive() && bound.within_entry_limit()).then_some(Self(bound))
    }

    /// The bound itself.
    #[must_use]
    pub const fn usd(self) -> Money {
        self.0
    }

    /// Whether an amount is worth more. `rate`: the one of its day, or else the last known one of its currency.
    #[must_use]
    pub fn is_exceeded(self, amount: Money, rate: Option<&Rate>) -> bool {
        let currency = amount.currency();
        let valuation = match rate {
            _ if currency.is_dollar() => Some(i128::from(amount.minor())),
            // What does not fit is more than any bound.
            Some(rate) => money::to_usd(amount, rate.units_per_usd)
                .ok()
                .map(|usd| i128::from(usd.minor())),
            None => {
                let units = i128::from(amount.minor()) * i128::from(Currency::USD.minor_per_unit());
                Some(units / i128::from(currency.minor_per_unit()))
            }
        };
        valuation.is_none_or(|valuation| valuation.abs() > i128::from(self.0.minor()))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::domain::ids::RateId;
    use crate::domain::rate::RateKind;

    fn rate(currency: Currency, units: &str) -> Rate {
        Rate {
            id: RateId(1),
            first: RateId(1),
            currency,
            kind: RateKind::Annual,
            valid_from_on: date!(2026 - 01 - 01),
            valid_to_on: date!(2026 - 12 - 31),
            units_per_usd: units.parse().unwrap(),
        }
    }

    #[test]
    fn the_bound_itself_is_allowed_and_a_cent_more_is_not() {
        let bound = Bound::of(1_000).unwrap();
        assert!(!bound.is_exceeded(Money::new(100_000, Currency::USD), None));
        assert!(bound.is_exceeded(Money::new(100_001, Currency::USD), None));
        assert!(bound.is_exceeded(Money::new(100_001, Currency::PAB), None));
    }

    #[test]
    fn another_currency_is_judged_at_its_rate() {
        let (bound, rate) = (Bound::of(1_000).unwrap(), rate(Currency::COP, "4000"));
        assert!(!bound.is_exceeded(Money::new(4_000_000_00, Currency::COP), Some(&rate)));
        assert!(bound.is_exceeded(Money::new(4_000_100_00, Currency::COP), Some(&rate)));
    }

    #[test]
    fn without_any_rate_a_unit_counts_as_a_dollar() {
        let bound = Bound::of(1_000).unwrap();
        assert!(!bound.is_exceeded(Money::new(1_000, Currency::JPY), None));
        assert!(bound.is_exceeded(Money::new(1_001, Currency::JPY), None));
        assert!(bound.is_exceeded(Money::new(1_000_01, Currency::COP), None));
    }

    #[test]
    fn thousands_of_amounts_at_the_bound_do_not_fill_a_total() {
        let one = i128::from(Bound::default().usd().minor());
        assert!(one * 900_000 < i128::from(i64::MAX));
        assert!(Bound::of(0).is_none() && Bound::of(i64::MAX).is_none());
    }
}
