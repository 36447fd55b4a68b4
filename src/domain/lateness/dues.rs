//! What is open of planned payments, and for how long.

use std::collections::BTreeMap;

use time::Date;

use super::account::{Account, Condition, Why};
use super::book::{Book, Part};
use crate::domain::currency::Currency;
use crate::domain::ids::LedgerEntryId;
use crate::domain::money::Money;
use crate::domain::party::Party;

/// How the time of a planned payment runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Its day is not over.
    Ahead,
    /// Open so many days after its day, or late by them (see [`Due::is_late`]).
    Running { days: i64 },
    /// It stands still at so many days, until this party meets its condition.
    Stopped { days: i64, by: Party },
    /// Promised until a day that is over: the pledge is past its validity, and its planned days say nothing more.
    Expired,
}

/// What is still open of a planned payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The planned day, or the later one on which it went back.
    pub due_on: Date,
    /// What is open of it.
    pub open: Money,
    /// What was planned for that day.
    pub planned: Money,
    pub why: Why,
    pub clock: Clock,
}

impl Due {
    /// Days for which it has been open or late; none before its day, nor while the clock has not run yet.
    #[must_use]
    pub const fn days(&self) -> i64 {
        match self.clock {
            Clock::Running { days } | Clock::Stopped { days, .. } => days,
            Clock::Ahead | Clock::Expired => 0,
        }
    }

    /// Whether the provider is late with it.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        self.days() > 0 && self.why.is_providers()
    }
}

/// What is open of the planned payments, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dues {
    /// Of what is not signed.
    pub promised: Vec<Due>,
    /// Of what is not declared, by commitment.
    pub agreed: BTreeMap<LedgerEntryId, Vec<Due>>,
}

/// Money that is late, or open because it went back, told together as far as the reason is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// The commitment by which it is due; `None` for what is promised and not signed.
    pub commitment: Option<LedgerEntryId>,
    pub why: Why,
    /// The oldest day.
    pub since_on: Date,
    /// Days for which the oldest has been open, without those for which the clock stood still.
    pub days: i64,
    /// All of it.
    pub open: Money,
    /// Whose condition stops the clock now.
    pub stopped_by: Option<Party>,
}

impl Overdue {
    /// Whether the provider is late; otherwise it is open for another's reason.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        self.why.is_providers()
    }
}

impl Dues {
    /// What is late or open for another's reason: first of what is promised, then by commitment, the oldest first.
    #[must_use]
    pub fn overdue(&self) -> Vec<Overdue> {
        let mut found = reported(None, &self.promised);
        for (commitment, dues) in &self.agreed {
            found.extend(reported(Some(*commitment), dues));
        }
        found
    }
}

fn reported(commitment: Option<LedgerEntryId>, dues: &[Due]) -> Vec<Overdue> {
    let mut found: Vec<Overdue> = Vec::new();
    for due in dues.iter().filter(|due| due.days() > 0) {
        if let Some(known) = found.iter_mut().find(|known| known.why.is_like(due.why)) {
            let sum = known.open.minor().saturating_add(due.open.minor());
            known.open = Money::new(sum, known.open.currency());
            continue;
        }
        found.push(Overdue {
            commitment,
            why: due.why,
            since_on: due.due_on,
            days: due.days(),
            open: due.open,
            stopped_by: match due.clock {
                Clock::Stopped { by, .. } => Some(by),
                Clock::Ahead | Clock::Running { .. } | Clock::Expired => None,
            },
        });
    }
    found
}

/// What is open as of `today`, and since when.
#[must_use]
pub fn dues(account: Account<'_>, today: Date) -> Dues {
    let book = Book::read(&account);
    let mut dues = Dues::default();
    let expired = account.valid_until_on.is_some_and(|until| until < today);
    if let Some((currency, parts)) = &book.promise {
        let stops = stops(account.conditions, None);
        dues.promised = shown(parts, *currency, &stops, expired, today);
    }
    for (id, signed) in book.signed.iter().filter(|(_, signed)| !signed.own) {
        let stops = stops(account.conditions, Some(*id));
        dues.agreed
            .insert(*id, shown(&signed.open, signed.currency, &stops, false, today));
    }
    dues
}

/// Two days of what is open, which say on any other day whether something is due or overdue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The oldest planned day, or the later one on which it went back.
    pub next_due_on: Option<Date>,
    /// The first day on which some of it is late, or open for another's reason, as long as a promise is valid. `None`
    /// while a condition keeps the clock from starting.
    pub overdue_from_on: Option<Date>,
}

/// The days of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Of what is promised and not signed.
    pub promised: Days,
    /// Of what is not declared, by commitment.
    pub agreed: BTreeMap<LedgerEntryId, Days>,
}

/// The days of what is open: [`dues`] finds something late or open for another's reason exactly from the first of them on.
#[must_use]
pub fn days(account: Account<'_>) -> Calendar {
    let book = Book::read(&account);
    let own = |parts: &[Part], commitment| {
        let stops = stops(account.conditions, commitment);
        let due = || parts.iter().filter_map(|part| part.due_on);
        Days {
            next_due_on: due().min(),
            overdue_from_on: due().filter_map(|due_on| starts(due_on, &stops)).min(),
        }
    };
    let signed = book.signed.iter().filter(|(_, signed)| !signed.own);
    Calendar {
        promised: book
            .promise
            .as_ref()
            .map(|(_, parts)| own(parts, None))
            .unwrap_or_default(),
        agreed: signed.map(|(id, signed)| (*id, own(&signed.open, Some(*id)))).collect(),
    }
}

fn shown(parts: &[Part], currency: Currency, stops: &[Condition], expired: bool, today: Date) -> Vec<Due> {
    let due = |part: &Part| {
        let due_on = part.due_on?;
        let clock = if expired {
            Clock::Expired
        } else {
            clock(due_on, stops, today)
        };
        Some(Due {
            due_on,
            open: Money::new(part.minor, currency),
            planned: Money::new(part.planned_minor, currency),
            why: part.why,
            clock,
        })
    };
    parts.iter().filter_map(due).collect()
}

/// The conditions of others that hold the money of a commitment, or (`None`) what is promised and not signed.
fn stops(conditions: &[Condition], commitment: Option<LedgerEntryId>) -> Vec<Condition> {
    let holds = |condition: &&Condition| {
        condition.party.is_other() && (condition.commitment.is_none() || condition.commitment == commitment)
    };
    conditions.iter().filter(holds).copied().collect()
}

fn clock(due_on: Date, stops: &[Condition], today: Date) -> Clock {
    if due_on >= today {
        return Clock::Ahead;
    }
    let (mut stopped, mut counted_until) = (0, due_on);
    for (from, until) in still(due_on, stops) {
        let (from, until) = (from.max(counted_until), until.unwrap_or(today).min(today));
        if from < until {
            stopped += (until - from).whole_days();
            counted_until = until;
        }
    }
    let days = (today - due_on).whole_days() - stopped;
    match stops
        .iter()
        .find(|stop| stop.met_on.is_none() && stop.stated_on <= today)
    {
        Some(stop) => Clock::Stopped { days, by: stop.party },
        None => Clock::Running { days },
    }
}

/// The stretches in which a clock stands still, as far as they lie behind its day, in their order; without an end while
/// the condition is open.
fn still(due_on: Date, stops: &[Condition]) -> Vec<(Date, Option<Date>)> {
    let mut still: Vec<(Date, Option<Date>)> = stops
        .iter()
        .map(|stop| (stop.stated_on.max(due_on), stop.met_on))
        .filter(|(from, until)| until.is_none_or(|until| *from < until))
        .collect();
    still.sort_unstable();
    still
}

/// The first day on which the clock of a planned payment has run.
fn starts(due_on: Date, stops: &[Condition]) -> Option<Date> {
    let mut runs_from = due_on;
    for (from, until) in still(due_on, stops) {
        if from > runs_from {
            break;
        }
        runs_from = runs_from.max(until?);
    }
    runs_from.next_day()
}
