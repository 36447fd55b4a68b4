//! Sums over several currencies: a type of their own, so that nobody adds dollars to pesos. (DESIGN.md §3)

use std::collections::BTreeMap;

use super::{Money, MoneyError, narrow};
use crate::domain::currency::Currency;

/// A sum over several currencies, which are never added to one another.
///
/// A currency that comes to nothing is not kept: two sums are equal when they say the same about every currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    minor_by_currency: BTreeMap<Currency, i128>,
}

impl Totals {
    /// Nothing in any currency.
    pub const fn new() -> Totals {
        Totals {
            minor_by_currency: BTreeMap::new(),
        }
    }

    /// Adds an amount.
    pub fn add(&mut self, money: Money) -> Result<(), MoneyError> {
        self.add_minor(money.currency, i128::from(money.minor))
    }

    /// Takes an amount away.
    pub fn sub(&mut self, money: Money) -> Result<(), MoneyError> {
        self.add_minor(money.currency, -i128::from(money.minor))
    }

    /// Adds another sum, all of it or, if a currency overflows, nothing of it.
    pub fn merge(&mut self, other: &Totals) -> Result<(), MoneyError> {
        let mut sum = self.clone();
        for (currency, minor) in other.iter() {
            sum.add_minor(currency, minor)?;
        }
        *self = sum;
        Ok(())
    }

    /// What there is in one currency, possibly nothing. Overflow if it exceeds a single amount.
    pub fn get(&self, currency: Currency) -> Result<Money, MoneyError> {
        let minor = self.minor_by_currency.get(&currency).copied().unwrap_or(0);
        narrow(currency, minor)
    }

    /// The amounts that are not nothing, in order of currency code. Overflow if any exceeds a single amount.
    pub fn amounts(&self) -> Result<Vec<Money>, MoneyError> {
        self.iter().map(|(currency, minor)| narrow(currency, minor)).collect()
    }

    /// The minor units of every currency that does not come to nothing, in order of currency code.
    pub fn iter(&self) -> impl Iterator<Item = (Currency, i128)> + '_ {
        self.minor_by_currency
            .iter()
            .map(|(currency, minor)| (*currency, *minor))
    }

    /// Whether every currency comes to nothing.
    pub fn is_empty(&self) -> bool {
        self.minor_by_currency.is_empty()
    }

    fn add_minor(&mut self, currency: Currency, minor: i128) -> Result<(), MoneyError> {
        let before = self.minor_by_currency.get(&currency).copied().unwrap_or(0);
        let after = before.checked_add(minor).ok_or(MoneyError::Overflow)?;
        if after == 0 {
            self.minor_by_currency.remove(&currency);
        } else {
            self.minor_by_currency.insert(currency, after);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    #[test]
    fn totals_keep_currencies_apart_and_in_order() {
        let mut totals = Totals::new();
        for money in [usd(5), Money::new(7, Currency::COP), usd(10)] {
            totals.add(money).unwrap();
        }
        let cop = Money::new(7, Currency::COP);
        assert_eq!(totals.amounts(), Ok(vec![cop, usd(15)]));
        assert_eq!(totals.get(Currency::EUR), Ok(Money::zero(Currency::EUR)));
        totals.merge(&totals.clone()).unwrap();
        assert_eq!(totals.get(Currency::USD), Ok(usd(30)));
        totals.sub(usd(30)).unwrap();
        totals.sub(Money::new(14, Currency::COP)).unwrap();
        assert!(totals.is_empty());
        assert_eq!(totals, Totals::default());
    }

    #[test]
    fn totals_may_exceed_an_amount_but_say_so_when_read() {
        let mut totals = Totals::new();
        totals.add(usd(i64::MAX)).unwrap();
        totals.add(usd(1)).unwrap();
        assert_eq!(totals.get(Currency::USD), Err(MoneyError::Overflow));
        assert_eq!(totals.amounts(), Err(MoneyError::Overflow));
        let sums: Vec<_> = totals.iter().collect();
        assert_eq!(sums, [(Currency::USD, i128::from(i64::MAX) + 1)]);
    }
}
