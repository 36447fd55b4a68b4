//! An amount with its worth in US dollars, from which parts are taken so that nothing is left over.

use super::ChainError;
use crate::domain::currency::Currency;
use crate::domain::money::{Money, half_even};

/// An amount in minor units of one currency, with its worth in US cents where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub money: Money,
    pub usd_minor: Option<i64>,
}

impl Tally {
    pub(super) const fn zero(currency: Currency) -> Self {
        Self {
            money: Money::zero(currency),
            usd_minor: Some(0),
        }
    }

    /// The currency row under which this is counted: US dollars where its worth is known, its own otherwise.
    #[must_use]
    pub fn counted(&self) -> (Currency, i64) {
        self.usd_minor.map_or_else(
            || (self.money.currency(), self.money.minor()),
            |usd| (Currency::USD, usd),
        )
    }

    pub(super) fn add(&mut self, other: Self) -> Result<(), ChainError> {
        self.money = self.money.checked_add(other.money).map_err(|_| ChainError::Overflow)?;
        self.usd_minor = match (self.usd_minor, other.usd_minor) {
            (Some(a), Some(b)) => Some(a.checked_add(b).ok_or(ChainError::Overflow)?),
            _ => None,
        };
        Ok(())
    }

    /// What `minor` of it is worth: in proportion, half-even; all of it when it is all.
    pub(super) fn part(&self, minor: i64) -> Result<Self, ChainError> {
        let whole = self.money.minor();
        let usd_minor = match self.usd_minor {
            Some(usd) if minor != whole => Some(proportion(usd, minor, whole).ok_or(ChainError::Overflow)?),
            usd => usd,
        };
        Ok(Self {
            money: Money::new(minor, self.money.currency()),
            usd_minor,
        })
    }

    /// Takes `minor` out and gives it with its worth; `None` when there is less.
    pub(super) fn take(&mut self, minor: i64) -> Result<Option<Self>, ChainError> {
        if minor < 0 || minor > self.money.minor() {
            return Ok(None);
        }
        let taken = self.part(minor)?;
        self.add(taken.negated())?;
        Ok(Some(taken))
    }

    pub(super) fn negated(&self) -> Self {
        Self {
            money: Money::new(-self.money.minor(), self.money.currency()),
            usd_minor: self.usd_minor.map(|usd| -usd),
        }
    }
}

/// `value × part ÷ whole`, half-even; `None` when `whole` is zero or the result does not fit.
#[must_use]
pub fn proportion(value: i64, part: i64, whole: i64) -> Option<i64> {
    let ratio = half_even(i128::from(value) * i128::from(part), i128::from(whole))?;
    i64::try_from(ratio).ok()
}
