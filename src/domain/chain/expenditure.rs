//! What was reported as spent, and what was taken off it again.

use time::Date;

use super::{Chain, ChainError, Effect, Tally};
use crate::domain::ids::LedgerEntryId;
use crate::domain::ledger::Entry;

/// What was reported as spent, with what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expenditure {
    /// Reported, less adjustments, at the rate of its day.
    pub net: Tally,
    pub spent_on: Date,
}

impl Chain {
    pub(super) fn spend(&mut self, entry: &Entry) -> Vec<Effect> {
        let expenditure = Expenditure {
            net: entry.tally(),
            spent_on: entry.dated_on,
        };
        self.expenditures.insert(entry.id, expenditure);
        vec![expenditure.effect(entry, entry.tally(), 1)]
    }

    pub(super) fn is_expenditure(&self, id: Option<LedgerEntryId>) -> bool {
        id.is_some_and(|id| self.expenditures.contains_key(&id))
    }

    /// An adjustment of an expenditure: less was spent than was reported.
    pub(super) fn adjust(&mut self, entry: &Entry) -> Result<Vec<Effect>, ChainError> {
        let expenditure = entry.parent.and_then(|parent| self.expenditures.get_mut(&parent));
        let expenditure = expenditure.ok_or(ChainError::NoParent(entry.id))?;
        let less = expenditure.net.take(-entry.amount.minor())?;
        let less = less.ok_or(ChainError::TooMuch(entry.id))?;
        Ok(vec![expenditure.effect(entry, less, -1)])
    }
}

impl Expenditure {
    /// What `part` of it adds (`sign` 1) or takes away (`sign` −1).
    fn effect(&self, entry: &Entry, part: Tally, sign: i64) -> Effect {
        let (currency, minor) = part.counted();
        entry.effect(self.spent_on.year(), currency, |m| m.spent = minor * sign)
    }
}
