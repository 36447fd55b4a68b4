//! The chain of money, pledge → commitment → disbursement, read from the rows of the ledger in their order.
//!
//! A row that brings money into the chain (pledge, revision upwards, commitment, disbursement, expenditure) has a
//! conversion of its own. A row that takes away is worth what the row that it takes from is worth: in proportion,
//! half-even, and the last one takes the remainder, so that nothing is left over when nothing is left. What is
//! outstanding therefore stays at the pledge's rate, and the difference of rates has its own measure.
//! (DESIGN.md §3, counting rules 2 to 4 and 8)

use std::collections::BTreeMap;

use time::Date;

use super::currency::Currency;
use super::finance::Finance;
use super::ids::{LedgerEntryId, PledgeId};
use super::ledger::{Entry, EntryKind, LineKey};
use super::measures::Measures;
use super::pledge::PledgeKind;

mod correction;
mod disbursement;
mod entry;
mod expenditure;
mod limits;
mod tally;
mod valuation;

pub use correction::follow;
pub use disbursement::Disbursement;
pub use expenditure::Expenditure;
pub use limits::{Cause, MoneyRefusal, Outcome, plausible, sound};
pub use tally::{Tally, proportion};
pub use valuation::{Valuation, Valuations, differing, valuations};

/// Why the rows do not make a chain. The actions never write such rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    #[error("ledger row {0:?} has no parent of the right kind before it")]
    NoParent(LedgerEntryId),
    #[error("ledger row {0:?} takes more than there is")]
    TooMuch(LedgerEntryId),
    #[error("a sum does not fit into 64 bits")]
    Overflow,
}

/// What rows add up to, by currency row.
///
/// # Errors
/// [`ChainError`].
pub fn sums<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Result<BTreeMap<Currency, Measures>, ChainError> {
    let mut chain = Chain::default();
    let mut sums: BTreeMap<Currency, Measures> = BTreeMap::new();
    for entry in entries {
        for effect in chain.apply(entry)? {
            let sum = sums.entry(effect.currency).or_default();
            *sum = sum.checked_add(&effect.measures).ok_or(ChainError::Overflow)?;
        }
    }
    Ok(sums)
}

/// A pledge as far as it is for one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// First figure and revisions, less and plus what was earmarked.
    pub pledged: Tally,
    /// What is neither withdrawn nor lapsed nor signed nor earmarked.
    pub outstanding: Tally,
    /// The row from which its commitments descend.
    pub head: LedgerEntryId,
    year: i32,
}

/// A signed commitment with what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commitment {
    pub line: Option<LineKey>,
    /// Signed less terminated, at the rate of the signature.
    pub signed: Tally,
    /// What it uses of its pledge, at the pledge's rate.
    pub drawdown: Option<Tally>,
    /// What is neither paid (or declared, or disputed) nor terminated.
    pub undisbursed: Tally,
    /// Its worth in the project's budget currency.
    pub budget_minor: Option<i64>,
    pub signed_on: Date,
    /// Whoever gives carries it out: it waits for no payment.
    pub own: bool,
    finance: Finance,
}

/// What a row adds to the totals of one year and currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    pub year: i32,
    pub currency: Currency,
    pub measures: Measures,
}

/// The state to which the rows lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    pub lines: BTreeMap<LineKey, Line>,
    pub commitments: BTreeMap<LedgerEntryId, Commitment>,
    pub disbursements: BTreeMap<LedgerEntryId, Disbursement>,
    pub expenditures: BTreeMap<LedgerEntryId, Expenditure>,
}

impl Chain {
    /// Reads rows in their order.
    ///
    /// # Errors
    /// [`ChainError`].
    pub fn read<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Result<Self, ChainError> {
        let mut chain = Self::default();
        for entry in entries {
            chain.apply(entry)?;
        }
        Ok(chain)
    }

    /// What a pledge promises now: its first figure with all revisions, wherever parts of it were earmarked. `None` for
    /// a pledge that is not in the chain.
    ///
    /// # Errors
    /// [`ChainError::Overflow`].
    pub fn promised(&self, pledge: PledgeId) -> Result<Option<Tally>, ChainError> {
        let mut sum: Option<Tally> = None;
        for (_, line) in self.lines.iter().filter(|((of, _), _)| *of == pledge) {
            match &mut sum {
                Some(sum) => sum.add(line.pledged)?,
                None => sum = Some(line.pledged),
            }
        }
        Ok(sum)
    }

    /// What part of a line is worth: for the second row of an earmarking, which is worth what the first was.
    ///
    /// # Errors
    /// [`ChainError`].
    pub fn valuation_of(&self, line: LineKey, minor: i64) -> Result<Option<i64>, ChainError> {
        match self.lines.get(&line) {
            Some(line) => Ok(line.outstanding.part(minor)?.usd_minor),
            None => Ok(None),
        }
    }

    /// Takes the next row in and gives what it adds to the totals.
    ///
    /// # Errors
    /// [`ChainError`].
    pub fn apply(&mut self, entry: &Entry) -> Result<Vec<Effect>, ChainError> {
        match entry.kind {
            EntryKind::Pledge | EntryKind::Revision | EntryKind::Earmarking => self.promise(entry),
            EntryKind::Withdrawal | EntryKind::Lapse => self.end(entry),
            EntryKind::Commitment => self.sign(entry),
            EntryKind::Termination => self.terminate(entry),
            EntryKind::Disbursement => self.pay(entry),
            EntryKind::Adjustment if self.is_expenditure(entry.parent) => self.adjust(entry),
            EntryKind::Adjustment | EntryKind::Refund => self.give_back(entry),
            EntryKind::Expenditure => Ok(self.spend(entry)),
        }
    }

    fn promise(&mut self, entry: &Entry) -> Result<Vec<Effect>, ChainError> {
        let key = entry.line.ok_or(ChainError::NoParent(entry.id))?;
        let currency = entry.amount.currency();
        let (tally, year) = if entry.amount.is_negative() {
            let line = self.lines.get_mut(&key).ok_or(ChainError::NoParent(entry.id))?;
            let taken = line.outstanding.take(-entry.amount.minor())?;
            let taken = taken.ok_or(ChainError::TooMuch(entry.id))?.negated();
            line.pledged.add(taken)?;
            (taken, line.year)
        } else {
            let line = self.lines.entry(key).or_insert(Line {
                pledged: Tally::zero(currency),
                outstanding: Tally::zero(currency),
                head: entry.id,
                year: entry.dated_on.year(),
            });
            line.pledged.add(entry.tally())?;
            line.outstanding.add(entry.tally())?;
            (entry.tally(), line.year)
        };
        let (currency, minor) = tally.counted();
        Ok(vec![entry.effect(year, currency, |m| match entry.support {
            PledgeKind::Financial => {
                m.pledged = minor;
                m.outstanding = minor;
                entry.finance.pledged(m, minor);
            }
            PledgeKind::InKind | PledgeKind::Technical => m.in_kind = minor,
            PledgeKind::Guarantee => m.guarantees = minor,
        })])
    }

    fn end(&mut self, entry: &Entry) -> Result<Vec<Effect>, ChainError> {
        let line = entry.line.and_then(|key| self.lines.get_mut(&key));
        let line = line.ok_or(ChainError::NoParent(entry.id))?;
        let taken = line.outstanding.take(-entry.amount.minor())?;
        let (currency, minor) = taken.ok_or(ChainError::TooMuch(entry.id))?.counted();
        Ok(vec![entry.effect(line.year, currency, |m| match entry.support {
            PledgeKind::Financial => {
                m.outstanding = -minor;
                m.ended = minor;
            }
            PledgeKind::InKind | PledgeKind::Technical => m.in_kind = -minor,
            PledgeKind::Guarantee => m.guarantees = -minor,
        })])
    }

    fn sign(&mut self, entry: &Entry) -> Result<Vec<Effect>, ChainError> {
        let signed = entry.tally();
        let mut effects = Vec::new();
        let mut drawdown = None;
        if let Some(key) = entry.line {
            let line = self.lines.get_mut(&key).ok_or(ChainError::NoParent(entry.id))?;
            let taken = line.outstanding.take(entry.drawn())?;
            let taken = taken.ok_or(ChainError::TooMuch(entry.id))?;
            effects.push(drawn(entry, line.year, taken, signed, 1));
            drawdown = Some(taken);
        }
        let (currency, minor) = signed.counted();
        let direct = entry.line.is_none();
        effects.push(entry.effect(entry.dated_on.year(), currency, |m| {
            m.committed = minor;
            entry.finance.committed(m, minor);
            if direct {
                m.direct = minor;
            }
        }));
        self.commitments.insert(
            entry.id,
            Commitment {
                line: entry.line,
                signed,
                drawdown,
                undisbursed: signed,
                budget_minor: entry.budget_minor,
                signed_on: entry.dated_on,
                own: entry.own,
                finance: entry.finance,
            },
        );
        Ok(effects)
    }

    fn terminate(&mut self, entry: &Entry) -> Result<Vec<Effect>, ChainError> {
        let commitment = entry.parent.and_then(|parent| self.commitments.get_mut(&parent));
        let commitment = commitment.ok_or(ChainError::NoParent(entry.id))?;
        let (minor, before) = (-entry.amount.minor(), commitment.signed.money.minor());
        let too_much = ChainError::TooMuch(entry.id);
        commitment.undisbursed.take(minor)?.ok_or(too_much)?;
        let ended = commitment.signed.take(minor)?.ok_or(too_much)?;
        commitment.budget_minor = match commitment.budget_minor {
            Some(valuation) => Some(valuation - proportion(valuation, minor, before).ok_or(ChainError::Overflow)?),
            None => None,
        };
        let mut effects = Vec::new();
        if let (Some(key), Some(drawdown)) = (commitment.line, &mut commitment.drawdown) {
            let back = drawdown.take(-entry.drawn())?.ok_or(too_much)?;
            let line = self.lines.get_mut(&key).ok_or(ChainError::NoParent(entry.id))?;
            line.outstanding.add(back)?;
            effects.push(drawn(entry, line.year, back, ended, -1));
        }
        let (currency, minor) = ended.counted();
        let (direct, finance) = (commitment.line.is_none(), commitment.finance);
        effects.push(entry.effect(commitment.signed_on.year(), currency, |m| {
            m.committed = -minor;
            finance.committed(m, -minor);
            if direct {
                m.direct = -minor;
            }
        }));
        Ok(effects)
    }

    /// The sum of what is signed in the project's budget currency, as far as rates are known.
    ///
    /// # Errors
    /// [`ChainError::Overflow`].
    pub fn committed_in_budget(&self) -> Result<i64, ChainError> {
        self.commitments
            .values()
            .filter_map(|commitment| commitment.budget_minor)
            .try_fold(0_i64, i64::checked_add)
            .ok_or(ChainError::Overflow)
    }
}

impl Line {
    /// What it adds to the totals that `minor` of what is outstanding covers a part of a budget in kind.
    ///
    /// # Errors
    /// [`ChainError::Overflow`].
    pub fn covered(&self, minor: i64) -> Result<Effect, ChainError> {
        let (currency, covered) = self.outstanding.part(minor)?.counted();
        let measures = Measures {
            covered,
            ..Measures::default()
        };
        Ok(Effect {
            year: self.year,
            currency,
            measures,
        })
    }
}

/// What signing (`sign` 1) or terminating (`sign` −1) does to the pledge of a commitment.
fn drawn(entry: &Entry, year: i32, taken: Tally, signed: Tally, sign: i64) -> Effect {
    let (currency, minor) = taken.counted();
    entry.effect(year, currency, |m| {
        m.outstanding = -minor * sign;
        if let (Some(signed), Some(taken)) = (signed.usd_minor, taken.usd_minor) {
            m.exchange_signed = (signed - taken) * sign;
        }
    })
}

#[cfg(test)]
mod tests;
