//! Where a promise stands and what it waits for: derived from its chain, its planned payments and its conditions, as
//! of a day. What lists look for is kept (`state`): amounts and days, and never how late something is; since when
//! something is late, and for whose reason, is the question of `lateness`. (DESIGN.md §4)

use time::Date;

use super::chain::Chain;
use super::ids::{ConditionId, LedgerEntryId};
use super::lateness::{Account, Dues, dues};
use super::ledger::Statement;
use super::money::Money;
use super::pledge::{PledgeKind, PledgeState};

mod state;

pub use super::lateness::{Condition, Overdue};
pub use super::party::Party;
pub use state::{CommitmentState, PromiseState, States, Whose, by_account, states};

super::coded! {
    /// How far a promise has come.
    pub enum Stage {
        /// Nothing of it is signed.
        Promised = "promised",
        PartlyCommitted = "partly_committed",
        /// All that is left of it is signed.
        Committed = "committed",
        /// Something arrived.
        PartlyPaid = "partly_paid",
        /// All of it was signed and arrived.
        Fulfilled = "fulfilled",
    }
}

super::coded! {
    /// Why a promise waits.
    pub enum PendingKind {
        Unsigned = "unsigned",
        Late = "late",
        Receiver = "receiver",
        Condition = "condition",
    }
}

/// One reason for waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PendingReason {
    /// The promise was valid until a day, and this much of it was not signed.
    Unsigned { until: Date, days: i64, open: Money },
    /// Planned payments whose day is over, or money that went back and is open since.
    Overdue(Overdue),
    /// Declared, and the receiver has said nothing.
    Receiver {
        commitment: LedgerEntryId,
        disbursement: LedgerEntryId,
        paid_on: Date,
        days: i64,
        amount: Money,
    },
    Condition {
        id: ConditionId,
        party: Party,
        commitment: Option<LedgerEntryId>,
    },
}

impl PendingReason {
    /// What kind of reason it is.
    #[must_use]
    pub const fn kind(&self) -> PendingKind {
        match self {
            Self::Unsigned { .. } => PendingKind::Unsigned,
            // What its provider says about money that is late and about money that went back is one word.
            Self::Overdue(_) => PendingKind::Late,
            Self::Receiver { .. } => PendingKind::Receiver,
            Self::Condition { .. } => PendingKind::Condition,
        }
    }

    /// The commitment that waits; `None` for the promise.
    #[must_use]
    pub const fn commitment(&self) -> Option<LedgerEntryId> {
        match self {
            Self::Unsigned { .. } => None,
            Self::Overdue(overdue) => overdue.commitment,
            Self::Receiver { commitment, .. } => Some(*commitment),
            Self::Condition { commitment, .. } => *commitment,
        }
    }
}

/// What the standing of a promise depends on.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    pub state: PledgeState,
    pub kind: PledgeKind,
    /// Where its rows lead.
    pub chain: &'a Chain,
    /// Its rows, days and conditions.
    pub account: Account<'a>,
}

/// How far a promise has come, and why it waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fulfilment {
    pub stage: Stage,
    pub pending: Vec<PendingReason>,
    /// What is open of the planned payments.
    pub dues: Dues,
}

/// The standing of a promise as of `today`.
#[must_use]
pub fn fulfilment(facts: Facts<'_>, today: Date) -> Fulfilment {
    let Facts { chain, account, .. } = facts;
    let outstanding = outstanding(chain);
    let dues = dues(account, today);
    let mut pending = Vec::new();
    // Only money is signed and paid. Goods are never late: no row says that they came, only that they were accepted.
    if facts.kind == PledgeKind::Financial {
        pending.extend(unsigned(chain, account.valid_until_on, today));
    }
    pending.extend(dues.overdue().into_iter().map(PendingReason::Overdue));
    pending.extend(unanswered(chain, today));
    pending.extend(unmet(chain, account.conditions));
    Fulfilment {
        stage: stage(facts.state, chain, outstanding.is_some()),
        pending,
        dues,
    }
}

/// Why commitments without a promise wait, as of `today`, and what is open of their planned payments.
#[must_use]
pub fn of_commitments(chain: &Chain, account: Account<'_>, today: Date) -> (Vec<PendingReason>, Dues) {
    let dues = dues(account, today);
    let mut pending: Vec<PendingReason> = dues.overdue().into_iter().map(PendingReason::Overdue).collect();
    pending.extend(unanswered(chain, today));
    pending.extend(unmet(chain, account.conditions));
    (pending, dues)
}

/// That a promise of money is past its validity, with what of it was not signed.
#[must_use]
pub fn unsigned(chain: &Chain, valid_until_on: Option<Date>, today: Date) -> Option<PendingReason> {
    let until = valid_until_on.filter(|until| *until < today)?;
    Some(PendingReason::Unsigned {
        until,
        days: (today - until).whole_days(),
        open: outstanding(chain)?,
    })
}

/// What is not signed of a promise, on all its lines; `None` when nothing is.
#[must_use]
pub fn outstanding(chain: &Chain) -> Option<Money> {
    let mut lines = chain.lines.values().map(|line| line.outstanding.money);
    let first = lines.next()?;
    let sum = lines.try_fold(first, |sum, more| sum.checked_add(more).ok())?;
    Some(sum).filter(|sum| sum.is_positive())
}

/// Payments about which the receiver has said nothing.
fn unanswered(chain: &Chain, today: Date) -> impl Iterator<Item = PendingReason> {
    chain
        .disbursements
        .iter()
        .filter(|(_, disbursement)| {
            disbursement.statement == Statement::Declared && disbursement.net.money.is_positive()
        })
        .map(move |(id, disbursement)| PendingReason::Receiver {
            commitment: disbursement.commitment,
            disbursement: *id,
            paid_on: disbursement.paid_on,
            days: (today - disbursement.paid_on).whole_days(),
            amount: disbursement.net.money,
        })
}

/// Conditions of what is still to be signed or paid.
fn unmet(chain: &Chain, conditions: &[Condition]) -> impl Iterator<Item = PendingReason> {
    open_conditions(chain, conditions).map(|condition| PendingReason::Condition {
        id: condition.id,
        party: condition.party,
        commitment: condition.commitment,
    })
}

fn open_conditions<'a>(chain: &Chain, conditions: &'a [Condition]) -> impl Iterator<Item = &'a Condition> {
    conditions
        .iter()
        .filter(|condition| condition.met_on.is_none())
        .filter(|condition| match condition.commitment {
            Some(id) => is_unpaid(chain, id),
            None => outstanding(chain).is_some() || chain.commitments.keys().any(|id| is_unpaid(chain, *id)),
        })
}

/// The day of the oldest condition that keeps a commitment, or (`None`) the promise as a whole.
fn unmet_since(chain: &Chain, conditions: &[Condition], commitment: Option<LedgerEntryId>) -> Option<Date> {
    let open = open_conditions(chain, conditions).filter(|condition| condition.commitment == commitment);
    open.map(|condition| condition.stated_on).min()
}

fn is_unpaid(chain: &Chain, commitment: LedgerEntryId) -> bool {
    let commitment = chain.commitments.get(&commitment);
    commitment.is_some_and(|commitment| commitment.undisbursed.money.is_positive())
}

fn stage(state: PledgeState, chain: &Chain, open: bool) -> Stage {
    let signed = chain
        .commitments
        .values()
        .any(|commitment| commitment.signed.money.is_positive());
    if !signed {
        return Stage::Promised;
    }
    let paid = |statement: Statement| {
        chain
            .disbursements
            .values()
            .any(|disbursement| disbursement.statement == statement && disbursement.net.money.is_positive())
    };
    let all_paid = !chain.commitments.keys().any(|id| is_unpaid(chain, *id));
    let answered = !paid(Statement::Declared) && !paid(Statement::Disputed);
    // What was withdrawn or lapsed is no fulfilled promise, however well the signed part of it went.
    let holds = state == PledgeState::Verified && !open;
    match (all_paid && answered && holds, paid(Statement::Received), open) {
        (true, ..) => Stage::Fulfilled,
        (false, true, _) => Stage::PartlyPaid,
        (false, false, true) => Stage::PartlyCommitted,
        (false, false, false) => Stage::Committed,
    }
}

#[cfg(test)]
mod tests;
