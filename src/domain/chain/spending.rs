//! What was reported as spent, and what was taken off it again.

use time::Date;

use super::{Chain, ChainError, Effect, Entry, Tally};
use crate::domain::ids::LedgerEntryId;

/// What was reported as spent, with what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spending {
    /// Reported, less adjustments, at the rate of its day.
    pub net: Tally,
    pub spent_on: Date,
}

impl Chain {
    pub(super) fn spend(&mut self, entry: &Entry) -> Vec<Effect> {
        let spending = Spending {
            net: entry.tally(),
            spent_on: entry.dated_on,
        };
        self.spendings.insert(entry.id, spending);
        vec![spending.effect(entry, entry.tally(), 1)]
    }

    pub(super) fn is_spending(&self, id: Option<LedgerEntryId>) -> bool {
        id.is_some_and(|id| self.spendings.contains_key(&id))
    }

    /// An adjustment of an expenditure: less was spent than was reported.
    pub(super) fn unspend(&mut self, entry: &Entry) -> Result<Vec<Effect>, ChainError> {
        let spending = entry.parent.and_then(|parent| self.spendings.get_mut(&parent));
        let spending = spending.ok_or(ChainError::NoParent(entry.id))?;
        let less = spending.net.take(-entry.amount.minor())?;
        let less = less.ok_or(ChainError::TooMuch(entry.id))?;
        Ok(vec![spending.effect(entry, less, -1)])
    }
}

impl Spending {
    /// What `part` of it adds (`sign` 1) or takes away (`sign` −1).
    fn effect(&self, entry: &Entry, part: Tally, sign: i64) -> Effect {
        let (currency, minor) = part.counted();
        entry.effect(self.spent_on.year(), currency, |m| m.spent = minor * sign)
    }
}
