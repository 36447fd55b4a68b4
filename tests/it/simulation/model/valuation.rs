//! Amounts with their worth in US cents, and the two ways of dividing an amount.

use puente::domain::currency::Currency;

/// An amount, and what it is worth in US cents where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Valuation {
    pub currency: Currency,
    pub minor: i128,
    pub usd: Option<i128>,
}

impl Valuation {
    pub const fn nothing(currency: Currency) -> Self {
        Self {
            currency,
            minor: 0,
            usd: Some(0),
        }
    }

    pub fn put(&mut self, more: Self) {
        assert_eq!(self.currency, more.currency, "apples and pears");
        self.minor += more.minor;
        self.usd = self.usd.zip(more.usd).map(|(a, b)| a + b);
    }

    /// A part in proportion; all of it takes whatever is left, so that nothing is worth nothing.
    pub fn take(&mut self, minor: i128) -> Self {
        assert!(0 <= minor && minor <= self.minor, "{minor} out of {self:?}");
        let usd = self.usd.map(|usd| part_of(usd, minor, self.minor));
        self.minor -= minor;
        self.usd = self.usd.zip(usd).map(|(all, part)| all - part);
        Self { minor, usd, ..*self }
    }

    /// Dollars where they are known, the currency itself otherwise.
    pub fn counted(&self) -> (Currency, i128) {
        match self.usd {
            Some(usd) => (Currency::USD, usd),
            None => (self.currency, self.minor),
        }
    }
}

/// What `part` of `whole` has of `value`; the whole has all of it.
pub fn part_of(value: i128, part: i128, whole: i128) -> i128 {
    if part == whole {
        value
    } else {
        half_even(value * part, whole)
    }
}

/// Divides, rounding halves to the even neighbour.
pub fn half_even(number: i128, by: i128) -> i128 {
    let (whole, rest) = (number.div_euclid(by), number.rem_euclid(by));
    match (2 * rest).cmp(&by) {
        std::cmp::Ordering::Less => whole,
        std::cmp::Ordering::Greater => whole + 1,
        std::cmp::Ordering::Equal => whole + whole.rem_euclid(2),
    }
}

/// Parts of `total` by shares: whole units first, then one each to those who lost most, the first of equals first.
pub fn split(total: i128, shares: &[i128]) -> Vec<i128> {
    if total == 0 {
        return vec![0; shares.len()];
    }
    let (sign, size, all) = (total.signum(), total.abs(), shares.iter().sum::<i128>());
    let mut parts: Vec<i128> = shares.iter().map(|share| size * share / all).collect();
    let mut lost: Vec<i128> = shares.iter().map(|share| size * share % all).collect();
    while parts.iter().sum::<i128>() < size {
        let most = lost.iter().max().copied().unwrap_or_default();
        let first = lost.iter().position(|one| *one == most).unwrap_or_default();
        parts[first] += 1;
        lost[first] = -1;
    }
    parts.into_iter().map(|part| sign * part).collect()
}
