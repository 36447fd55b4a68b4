//! What each row is worth, as its event states it: whoever adds these figures up arrives at the totals without knowing
//! the rates of other rows.
//!
//! A figure has the sign of the row's amount. What takes away is worth the part of what it takes from, at the rate of
//! that; so it changes with it, and is stated anew when it does. (DESIGN.md §3, counting rule 10)

use std::collections::BTreeMap;

use super::{Chain, ChainError, Tally, proportion};
use crate::domain::currency::Currency;
use crate::domain::ids::LedgerEntryId;
use crate::domain::ledger::{Entry, EntryKind};
use crate::domain::money::Money;

/// What a row is worth by what is known at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Valuation {
    /// By how much it moves pledged, outstanding, committed, declared, disputed, paid or spent, in US cents. `None`
    /// where no rate is known: then it moves them by its amount, in its currency.
    pub usd_minor: Option<i64>,
    /// What it uses up of its parent (or, negative, gives back to it), at the parent's rate, in US cents: outstanding
    /// falls by it when a pledge is signed, and the difference to `usd_minor` is that of the rates. `None` for what has
    /// no parent, is a part of its parent's own money, or has a parent without a rate.
    pub parent_rate_usd_minor: Option<i64>,
    /// Of a commitment and its end: what it is in the budget currency of its project. `None` in that currency itself,
    /// where the amount says it, and where no rate is known.
    pub budget: Option<Money>,
}

/// What rows are worth.
pub type Valuations = BTreeMap<LedgerEntryId, Valuation>;

impl Chain {
    /// What the next row is worth. `budget`: the currency of its project's budget.
    ///
    /// # Errors
    /// [`ChainError`].
    pub fn valuation(&self, entry: &Entry, budget: Option<Currency>) -> Result<Valuation, ChainError> {
        let budget = budget.filter(|budget| *budget != entry.amount.currency());
        let in_budget = |minor: Option<i64>| minor.zip(budget).map(|(minor, budget)| Money::new(minor, budget));
        let taken = -entry.amount.minor();
        match entry.kind {
            EntryKind::Pledge | EntryKind::Revision | EntryKind::Earmarking if taken < 0 => Ok(own(entry)),
            EntryKind::Pledge
            | EntryKind::Revision
            | EntryKind::Earmarking
            | EntryKind::Withdrawal
            | EntryKind::Lapse => Ok(Valuation {
                usd_minor: taken_from(&self.outstanding(entry)?, taken)?,
                ..Valuation::default()
            }),
            EntryKind::Commitment => Ok(Valuation {
                parent_rate_usd_minor: match entry.line {
                    Some(_) => self.outstanding(entry)?.part(entry.drawn())?.usd_minor,
                    None => None,
                },
                budget: in_budget(entry.budget_minor),
                ..own(entry)
            }),
            EntryKind::Termination => {
                let commitment = entry.parent.and_then(|parent| self.commitments.get(&parent));
                let commitment = commitment.ok_or(ChainError::NoParent(entry.id))?;
                let whole = commitment.signed.money.minor();
                Ok(Valuation {
                    usd_minor: taken_from(&commitment.signed, taken)?,
                    parent_rate_usd_minor: match &commitment.drawdown {
                        Some(drawdown) => taken_from(drawdown, -entry.drawn())?,
                        None => None,
                    },
                    budget: in_budget(part_of(commitment.budget_minor, taken, whole)?),
                })
            }
            EntryKind::Disbursement => {
                let commitment = entry.parent.and_then(|parent| self.commitments.get(&parent));
                let commitment = commitment.ok_or(ChainError::NoParent(entry.id))?;
                Ok(Valuation {
                    parent_rate_usd_minor: commitment.undisbursed.part(entry.drawn())?.usd_minor,
                    ..own(entry)
                })
            }
            EntryKind::Adjustment | EntryKind::Refund => self.given_back(entry, taken),
            EntryKind::Expenditure => Ok(own(entry)),
        }
    }

    fn outstanding(&self, entry: &Entry) -> Result<Tally, ChainError> {
        let line = entry.line.and_then(|key| self.lines.get(&key));
        Ok(line.ok_or(ChainError::NoParent(entry.id))?.outstanding)
    }

    fn given_back(&self, entry: &Entry, taken: i64) -> Result<Valuation, ChainError> {
        let parent = entry.parent.ok_or(ChainError::NoParent(entry.id))?;
        if let Some(expenditure) = self.expenditures.get(&parent) {
            return Ok(Valuation {
                usd_minor: taken_from(&expenditure.net, taken)?,
                ..Valuation::default()
            });
        }
        let disbursement = self.disbursements.get(&parent).ok_or(ChainError::NoParent(entry.id))?;
        let whole = disbursement.net.money.minor();
        Ok(Valuation {
            usd_minor: taken_from(&disbursement.net, taken)?,
            parent_rate_usd_minor: part_of(disbursement.matched_usd_minor, taken, whole)?,
            ..Valuation::default()
        })
    }
}

/// What all rows of a chain are worth, in their order.
///
/// # Errors
/// [`ChainError`].
pub fn valuations<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
    budget: Option<Currency>,
) -> Result<Valuations, ChainError> {
    let (mut chain, mut all) = (Chain::default(), Valuations::new());
    for entry in entries {
        all.insert(entry.id, chain.valuation(entry, budget)?);
        chain.apply(entry)?;
    }
    Ok(all)
}

/// The rows that are worth something else than was stated.
#[must_use]
pub fn differing(stated: &Valuations, present: &Valuations) -> Valuations {
    let others = present.iter().filter(|(id, now)| stated.get(id) != Some(now));
    others.map(|(id, now)| (*id, *now)).collect()
}

/// Of a row that brings money in: what its own conversion says.
fn own(entry: &Entry) -> Valuation {
    Valuation {
        usd_minor: entry.usd_minor,
        ..Valuation::default()
    }
}

/// What `minor` of a tally is worth, as something that is taken away.
fn taken_from(tally: &Tally, minor: i64) -> Result<Option<i64>, ChainError> {
    Ok(tally.part(minor)?.usd_minor.map(|usd| -usd))
}

/// `value × part ÷ whole`, as something that is taken away.
fn part_of(value: Option<i64>, part: i64, whole: i64) -> Result<Option<i64>, ChainError> {
    let part = value.map(|value| proportion(value, part, whole).ok_or(ChainError::Overflow));
    Ok(part.transpose()?.map(|part| -part))
}
