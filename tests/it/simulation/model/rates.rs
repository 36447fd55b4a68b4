//! What the model knows of exchange: a list of rates.

use puente::domain::currency::Currency;
use time::{Date, Duration};

use super::valuation::{Valuation, half_even};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    pub currency: Currency,
    /// 0 daily, 1 monthly, 2 annual.
    pub coarseness: u8,
    pub from: Date,
    pub to: Date,
    /// A hundred times the units of the currency for one US dollar.
    pub hundredths: i128,
}

#[derive(Debug, Default)]
pub struct Rates(Vec<Rate>);

const fn is_dollar(currency: Currency) -> bool {
    matches!(currency, Currency::USD | Currency::PAB)
}

/// Minor units of a whole unit: only yen have none.
fn minor_per_unit(currency: Currency) -> i128 {
    if currency == Currency::JPY { 1 } else { 100 }
}

/// US cents at a rate.
pub fn cents(minor: i128, currency: Currency, hundredths: i128) -> i128 {
    half_even(minor * 100 * 100, hundredths * minor_per_unit(currency))
}

/// Minor units of a currency for US cents at a rate.
fn units(cents: i128, currency: Currency, hundredths: i128) -> i128 {
    half_even(cents * hundredths * minor_per_unit(currency), 100 * 100)
}

impl Rates {
    /// Whether just this rate is known.
    pub fn knows(&self, rate: &Rate) -> bool {
        self.0.contains(rate)
    }

    /// Keeps a rate unless one of its currency, kind and first day is known.
    pub fn learn(&mut self, rate: Rate) -> bool {
        let same = |known: &Rate| {
            (known.currency, known.coarseness, known.from) == (rate.currency, rate.coarseness, rate.from)
        };
        let is_new = !self.0.iter().any(same);
        if is_new {
            self.0.push(rate);
        }
        is_new
    }

    /// The finest rate that speaks for a day, and of those the latest. A daily one speaks for a week more.
    pub fn of(&self, currency: Currency, day: Date) -> Option<i128> {
        let carry = |rate: &Rate| Duration::days(if rate.coarseness == 0 { 7 } else { 0 });
        self.0
            .iter()
            .filter(|rate| rate.currency == currency && rate.from <= day && day <= rate.to + carry(rate))
            .min_by_key(|rate| (rate.coarseness, std::cmp::Reverse(rate.from)))
            .map(|rate| rate.hundredths)
    }

    /// The rate by which an amount is judged: that of its day, else the one that ends last and begins latest.
    fn judging(&self, currency: Currency, day: Date) -> Option<i128> {
        let known = self.0.iter().enumerate().filter(|(_, rate)| rate.currency == currency);
        let last = known.max_by_key(|(at, rate)| (rate.to, rate.from, *at));
        self.of(currency, day).or(last.map(|(_, rate)| rate.hundredths))
    }

    /// About what an amount of a day is in another currency; none where one of the two has no rate at all.
    pub fn about(&self, (from, minor): (Currency, i128), to: Currency, day: Date) -> Option<i128> {
        if from == to {
            return Some(minor);
        }
        let dollars = if is_dollar(from) {
            minor
        } else {
            cents(minor, from, self.judging(from, day)?)
        };
        if is_dollar(to) {
            return Some(dollars);
        }
        Some(units(dollars, to, self.judging(to, day)?))
    }

    /// Whether an amount is worth more than ten billion dollars, the bound of the registry; without any rate, unit for
    /// dollar.
    pub fn is_above_bound(&self, amount: (Currency, i128), day: Date) -> bool {
        let units = amount.1 * 100 / minor_per_unit(amount.0);
        self.about(amount, Currency::USD, day).unwrap_or(units) > 1_000_000_000_000
    }

    /// An amount of a day in US cents; none without a rate.
    pub fn usd(&self, minor: i128, currency: Currency, day: Date) -> Option<i128> {
        if is_dollar(currency) {
            return Some(minor);
        }
        Some(cents(minor, currency, self.of(currency, day)?))
    }

    pub fn valuation(&self, minor: i128, currency: Currency, day: Date) -> Valuation {
        Valuation {
            currency,
            minor,
            usd: self.usd(minor, currency, day),
        }
    }

    /// US cents of a day in another currency; none without a rate.
    pub fn in_currency(&self, cents: i128, currency: Currency, day: Date) -> Option<i128> {
        if is_dollar(currency) {
            return Some(cents);
        }
        Some(units(cents, currency, self.of(currency, day)?))
    }
}
