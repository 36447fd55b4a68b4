//! What would move a public figure beyond what an officer verified is proposed first: a revision upwards, a commitment
//! without a pledge, an expenditure beyond what was received or agreed with itself (DESIGN.md §3, counting rule 3).

use std::collections::BTreeSet;

use super::chain::{Chain, Tally};
use super::currency::Currency;
use super::ids::LedgerEntryId;
use super::ledger::Statement;
use super::money::Money;
use super::pledge::{Decision, StateRefusal};
use super::reason::{self, ReasonError};

super::coded! {
    /// What is proposed.
    pub enum ProposalKind {
        /// A larger figure for a verified pledge.
        Revision = "revision",
        /// A commitment without a pledge before it.
        Commitment = "commitment",
        Expenditure = "expenditure",
    }
}

super::coded! {
    /// The stored state of a proposal. There is no draft: it is submitted when it is entered.
    pub enum ProposalState {
        Submitted = "submitted",
        Returned = "returned",
        Declined = "declined",
        Verified = "verified",
        Withdrawn = "withdrawn",
    }
}

super::coded! {
    /// Why something is not proposed, or not verified.
    pub enum ProposalRefusal {
        /// Another revision upwards of the same pledge waits. It is not replaced silently: an officer may be reading it,
        /// and whoever entered it can withdraw it or, once it was returned, change it.
        RevisionPending = "revision_pending",
        /// The pledge was revised since, so the proposal is about another figure than the one that stands.
        FigureMoved = "figure_moved",
        /// It is unusual, and the officer does not say why it is right all the same.
        ReasonNeeded = "reason_needed",
        /// Its document cannot be read any more.
        DocumentGone = "document_gone",
    }
}

impl ProposalState {
    /// Whether somebody still has to do something.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Submitted | Self::Returned)
    }

    /// Whether a proposal may go from this state to `to`.
    #[must_use]
    pub const fn may_become(self, to: Self) -> bool {
        match self {
            Self::Submitted => matches!(to, Self::Returned | Self::Declined | Self::Verified | Self::Withdrawn),
            Self::Returned => matches!(to, Self::Submitted | Self::Withdrawn),
            Self::Declined | Self::Verified | Self::Withdrawn => false,
        }
    }

    /// The state to which an answer leads.
    #[must_use]
    pub const fn after(decision: Decision) -> Self {
        match decision {
            Decision::Verify => Self::Verified,
            Decision::Return => Self::Returned,
            Decision::Decline => Self::Declined,
        }
    }
}

/// Whether a proposal in state `from` may be answered with `decision`.
///
/// # Errors
/// [`StateRefusal`].
pub fn review(from: ProposalState, decision: Decision, reason: &str) -> Result<ProposalState, StateRefusal> {
    let to = ProposalState::after(decision);
    if !from.may_become(to) {
        return Err(StateRefusal::NotASuccessor);
    }
    match reason::check(reason) {
        Err(ReasonError::TooShort) if !decision.needs_reason() => {}
        checked => checked?,
    }
    Ok(to)
}

/// How many times the requirement of its project a pledge may be worth before an officer must say why.
pub const REQUIREMENT_TIMES_MAX: i64 = 10;

/// What is unusual about an amount, so that an officer who verifies it says why it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusual {
    /// A commitment of more than what its project still seeks.
    AboveGap { valuation: Money, gap: Money, above: Money },
    /// A pledge of more than [`REQUIREMENT_TIMES_MAX`] times what its project costs.
    AboveRequirement {
        valuation: Money,
        requirement: Money,
        times: i64,
    },
    /// No rate of its day tells what the amount is in the budget's currency.
    NotComparable { currency: Currency, budget: Currency },
}

/// What is unusual about a commitment without a pledge. `valuation`: in the budget's currency at the signature's rate;
/// `gap`: what the project still seeks, in the same currency, `None` where that cannot be known.
#[must_use]
pub fn unusual_commitment(
    amount: Money,
    valuation: Option<Money>,
    gap: Option<i64>,
    budget: Currency,
) -> Option<Unusual> {
    let (Some(valuation), Some(gap)) = (valuation, gap) else {
        return Some(Unusual::NotComparable {
            currency: amount.currency(),
            budget,
        });
    };
    let above = valuation.minor().saturating_sub(gap);
    (above > 0).then_some(Unusual::AboveGap {
        valuation,
        gap: Money::new(gap, budget),
        above: Money::new(above, budget),
    })
}

/// What is unusual about a pledge, or about the figure to which it is revised. `valuation`: in the budget's currency at the
/// rate of the pledge's day.
#[must_use]
pub fn unusual_pledge(amount: Money, valuation: Option<Money>, requirement: Money) -> Option<Unusual> {
    let budget = requirement.currency();
    let Some(valuation) = valuation else {
        return Some(Unusual::NotComparable {
            currency: amount.currency(),
            budget,
        });
    };
    let most = i128::from(requirement.minor()) * i128::from(REQUIREMENT_TIMES_MAX);
    (i128::from(valuation.minor()) > most).then(|| Unusual::AboveRequirement {
        valuation,
        requirement,
        times: valuation.minor().checked_div(requirement.minor()).unwrap_or(i64::MAX),
    })
}

/// What an organisation has received of a project and signed with itself there, and what it reported as spent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Purse {
    /// Commitments of which it is the receiver.
    pub received_by: BTreeSet<LedgerEntryId>,
    /// Its expenditures.
    pub spent_by: BTreeSet<LedgerEntryId>,
}

impl Purse {
    /// Whether one more expenditure stays within confirmed payments and commitments with itself, as they are now. Judged
    /// at face value while all of it is in one currency, else in US dollars; what has no rate covers nothing.
    #[must_use]
    pub fn includes(&self, chain: &Chain, next: Tally) -> bool {
        let mine = |id: &LedgerEntryId| self.received_by.contains(id);
        let disbursements = chain.disbursements.values();
        let received = disbursements.filter(|one| one.statement == Statement::Received && mine(&one.commitment));
        let own = chain.commitments.iter().filter(|(id, one)| one.own && mine(id));
        let spent = chain.expenditures.iter().filter(|(id, _)| self.spent_by.contains(id));
        let has: Vec<Tally> = received
            .map(|one| one.net)
            .chain(own.map(|(_, one)| one.signed))
            .filter(|one| !one.money.is_zero())
            .collect();
        let uses: Vec<Tally> = spent
            .map(|(_, one)| one.net)
            .filter(|one| !one.money.is_zero())
            .chain([next])
            .collect();
        let currency = next.money.currency();
        if has.iter().chain(&uses).all(|one| one.money.currency() == currency) {
            let sum = |list: &[Tally]| -> i128 { list.iter().map(|one| i128::from(one.money.minor())).sum() };
            return sum(&uses) <= sum(&has);
        }
        // What was received without a known worth covers nothing; what was spent without one can be anything.
        let known = has.iter().filter_map(|one| one.usd_minor).map(i128::from).sum::<i128>();
        let used: Option<i128> = uses.iter().map(|one| one.usd_minor.map(i128::from)).sum();
        used.is_some_and(|used| used <= known)
    }
}

#[cfg(test)]
mod tests;
