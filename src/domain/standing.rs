//! Where a promise stands and what it waits for: derived from its chain, its planned payments and its conditions, as
//! of a day. Nothing of it is stored, and days late least of all. (DESIGN.md §4)

use std::collections::BTreeMap;

use time::Date;

use super::chain::{Chain, Testimony};
use super::ids::{ConditionId, LedgerEntryId};
use super::money::Money;
use super::pledge::{PledgeKind, PledgeState, Tranche};
use super::schedule::{self, Due};

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
    pub enum WaitKind {
        Unsigned = "unsigned",
        Late = "late",
        Receiver = "receiver",
        Condition = "condition",
    }
}

super::coded! {
    /// Whose a condition is: who has to do something before the money can move.
    pub enum Party {
        Giver = "giver",
        Implementer = "implementer",
        Government = "government",
        Community = "community",
    }
}

/// A condition that somebody stated and nobody said is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    pub id: ConditionId,
    pub party: Party,
    /// The agreement that waits for it; `None` for the promise as a whole.
    pub agreement: Option<LedgerEntryId>,
}

/// One reason for waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// The promise was valid until a day, and this much of it was not signed.
    Unsigned {
        until: Date,
        days: i64,
        open: Money,
    },
    /// Planned payments whose day is over: the oldest day, and how much is late in all. `None`: promised, not signed.
    Late {
        agreement: Option<LedgerEntryId>,
        due_on: Date,
        days: i64,
        open: Money,
    },
    /// Declared, and the receiver has said nothing.
    Receiver {
        payment: LedgerEntryId,
        paid_on: Date,
        days: i64,
        amount: Money,
    },
    Condition {
        id: ConditionId,
        party: Party,
    },
}

impl Wait {
    /// What kind of reason it is.
    #[must_use]
    pub const fn kind(&self) -> WaitKind {
        match self {
            Self::Unsigned { .. } => WaitKind::Unsigned,
            Self::Late { .. } => WaitKind::Late,
            Self::Receiver { .. } => WaitKind::Receiver,
            Self::Condition { .. } => WaitKind::Condition,
        }
    }
}

/// What the standing of a promise depends on.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    pub state: PledgeState,
    pub kind: PledgeKind,
    pub valid_until_on: Option<Date>,
    /// The rows of this promise alone.
    pub chain: &'a Chain,
    /// Its own planned payments.
    pub tranches: &'a [Tranche],
    /// Those of its agreements.
    pub schedules: &'a BTreeMap<LedgerEntryId, Vec<Tranche>>,
    /// The open ones, of the promise and of its agreements.
    pub conditions: &'a [Condition],
}

/// How far a promise has come, and why it waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub stage: Stage,
    pub waits: Vec<Wait>,
    /// What is not signed, with what is open of its planned payments.
    pub promised: Vec<Due>,
    /// What is open of the planned payments of each agreement.
    pub agreed: BTreeMap<LedgerEntryId, Vec<Due>>,
}

/// The standing of a promise as of `today`.
#[must_use]
pub fn standing(facts: Facts<'_>, today: Date) -> Standing {
    let chain = facts.chain;
    let signed: i64 = chain
        .agreements
        .values()
        .filter_map(|agreement| agreement.draws)
        .map(|draws| draws.money.minor())
        .sum();
    let outstanding = outstanding(chain);
    // Only money is signed and paid. Goods are never late: no row says that they came, only that they were accepted.
    let is_money = facts.kind == PledgeKind::Financial;
    let promised = match outstanding.filter(|_| is_money) {
        Some(open) => schedule::open(facts.tranches, signed, signed + open.minor()),
        None => Vec::new(),
    };
    let mut waits = Vec::new();
    if let Some(open) = outstanding.filter(|_| is_money) {
        match facts.valid_until_on.filter(|until| *until < today) {
            Some(until) => waits.push(Wait::Unsigned {
                until,
                days: (today - until).whole_days(),
                open,
            }),
            None => waits.extend(late(None, &promised, today)),
        }
    }
    let mut agreed = BTreeMap::new();
    for id in chain.agreements.keys() {
        let empty = Vec::new();
        let open = open_of(chain, *id, facts.schedules.get(id).unwrap_or(&empty));
        waits.extend(late(Some(*id), &open, today));
        agreed.insert(*id, open);
    }
    waits.extend(unanswered(chain, today));
    waits.extend(unmet(chain, facts.conditions));
    Standing {
        stage: stage(facts.state, chain, outstanding.is_some()),
        waits,
        promised,
        agreed,
    }
}

/// Why one agreement waits, as of `today`: what is late of its `schedule`, what its receiver has not answered, and its
/// conditions. For agreements that have no promise before them.
#[must_use]
pub fn waits_of_agreement(
    chain: &Chain,
    agreement: LedgerEntryId,
    schedule: &[Tranche],
    conditions: &[Condition],
    today: Date,
) -> Vec<Wait> {
    let mut waits: Vec<Wait> = late(Some(agreement), &open_of(chain, agreement, schedule), today)
        .into_iter()
        .collect();
    waits.extend(unanswered(chain, today).filter(|wait| {
        let Wait::Receiver { payment, .. } = wait else {
            return false;
        };
        let payment = chain.payments.get(payment);
        payment.is_some_and(|payment| payment.agreement == agreement)
    }));
    let own: Vec<Condition> = conditions
        .iter()
        .copied()
        .filter(|condition| condition.agreement == Some(agreement))
        .collect();
    waits.extend(unmet(chain, &own));
    waits
}

/// What is not signed of a promise, on all its lines; `None` when nothing is.
#[must_use]
pub fn outstanding(chain: &Chain) -> Option<Money> {
    let mut lines = chain.lines.values().map(|line| line.outstanding.money);
    let first = lines.next()?;
    let sum = lines.try_fold(first, |sum, more| sum.checked_add(more).ok())?;
    Some(sum).filter(|sum| sum.is_positive())
}

/// What is open of the planned payments of an agreement; nothing where the giver carries it out itself.
#[must_use]
pub fn open_of(chain: &Chain, agreement: LedgerEntryId, schedule: &[Tranche]) -> Vec<Due> {
    let Some(agreement) = chain.agreements.get(&agreement).filter(|one| !one.own) else {
        return Vec::new();
    };
    let signed = agreement.signed.money.minor();
    schedule::open(schedule, signed - agreement.undisbursed.money.minor(), signed)
}

fn late(agreement: Option<LedgerEntryId>, open: &[Due], today: Date) -> Option<Wait> {
    let mut overdue = open.iter().filter(|due| due.is_late(today));
    let oldest = overdue.next()?;
    let sum = overdue.fold(oldest.open.minor(), |sum, due| sum.saturating_add(due.open.minor()));
    Some(Wait::Late {
        agreement,
        due_on: oldest.due_on,
        days: oldest.days_late(today),
        open: Money::new(sum, oldest.open.currency()),
    })
}

/// Payments about which the receiver has said nothing.
fn unanswered(chain: &Chain, today: Date) -> impl Iterator<Item = Wait> {
    chain
        .payments
        .iter()
        .filter(|(_, payment)| payment.testimony == Testimony::Declared && payment.net.money.is_positive())
        .map(move |(id, payment)| Wait::Receiver {
            payment: *id,
            paid_on: payment.paid_on,
            days: (today - payment.paid_on).whole_days(),
            amount: payment.net.money,
        })
}

/// Conditions of what is still to be signed or paid.
fn unmet(chain: &Chain, conditions: &[Condition]) -> impl Iterator<Item = Wait> {
    conditions
        .iter()
        .filter(|condition| match condition.agreement {
            Some(id) => is_unpaid(chain, id),
            None => outstanding(chain).is_some() || chain.agreements.keys().any(|id| is_unpaid(chain, *id)),
        })
        .map(|condition| Wait::Condition {
            id: condition.id,
            party: condition.party,
        })
}

fn is_unpaid(chain: &Chain, agreement: LedgerEntryId) -> bool {
    let agreement = chain.agreements.get(&agreement);
    agreement.is_some_and(|agreement| agreement.undisbursed.money.is_positive())
}

fn stage(state: PledgeState, chain: &Chain, open: bool) -> Stage {
    let signed = chain
        .agreements
        .values()
        .any(|agreement| agreement.signed.money.is_positive());
    if !signed {
        return Stage::Promised;
    }
    let paid = |testimony: Testimony| {
        chain
            .payments
            .values()
            .any(|payment| payment.testimony == testimony && payment.net.money.is_positive())
    };
    let all_paid = !chain.agreements.keys().any(|id| is_unpaid(chain, *id));
    let answered = !paid(Testimony::Declared) && !paid(Testimony::Disputed);
    // What was withdrawn or lapsed is no fulfilled promise, however well the signed part of it went.
    let kept = state == PledgeState::Verified && !open;
    match (all_paid && answered && kept, paid(Testimony::Received), open) {
        (true, ..) => Stage::Fulfilled,
        (false, true, _) => Stage::PartlyPaid,
        (false, false, true) => Stage::PartlyCommitted,
        (false, false, false) => Stage::Committed,
    }
}

#[cfg(test)]
mod tests;
