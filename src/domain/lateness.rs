//! Late since when, how much, and for whose reason: the one rule, for a pledge with its commitments and for a commitment
//! without a pledge. Every list and every page shows what this says; nothing of it is stored.
//!
//! Where the rule comes from: the registry promises its public that late money is visible and its providers that nobody
//! is called late for what others did. So:
//!
//! - A planned payment of a **pledge** is late from the day after its own while it is not signed, as long as the pledge is
//!   valid; after that the pledge is past its validity, which is said instead. One of an **commitment** is late while it
//!   is not declared. What the receiver says afterwards, or does not say, is not the provider's time.
//! - The schedule of a commitment replaces the pledge's days for what it signs. A commitment without a schedule of its
//!   own keeps the days of the part of the pledge that it uses up, so signing alone does not move a day.
//! - What **went back**, because a commitment ended or a payment was refunded, was in time until then. It is open from
//!   the day on which it went back, and never before the day that was planned. If somebody other than the provider wanted
//!   that, it is open and not late. A refund comes from whoever held the money, the receiver, and an end from whoever
//!   signed for the money, the provider, unless the row says at whose initiative it was.
//! - Whoever is late gains no days by signing and ending: what was late when it was signed, and whose commitment the
//!   provider then ended itself, is late from the day that was planned; where the commitment was late itself, from the
//!   day on which that began.
//! - What is signed anew after another party had ended it is due from that signature.
//! - A **shortfall** was never paid: it counts from the day that was planned. A charge or a tax was paid.
//! - A **condition** that somebody other than the provider must meet stops the clock from the day on which it is stated
//!   until the day on which it is met. Days that were late before stay.
//! - What has no day is not late. An increase of a pledge names no day; a reduction takes what has no day first and
//!   then the last days.
//!
//! Signatures and payments go to the oldest day first, whatever they were meant for: what is paid beyond one planned
//! payment counts for the next. What is taken back is taken from the latest day that the signature or payment covered.

use std::collections::BTreeMap;

use time::Date;

use self::book::{Book, Part};
use super::chain::Entry;
use super::currency::Currency;
use super::ids::{ConditionId, LedgerEntryId};
use super::money::Money;
use super::party::Party;
use super::pledge::Tranche;

mod book;

/// Why money is open from its day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was planned for that day.
    Planned,
    /// It was paid and came back, by this row.
    Refunded { by: Party, entry: LedgerEntryId },
    /// It was signed and the commitment ended, by this row.
    Ended { by: Party, entry: LedgerEntryId },
}

impl Why {
    /// At whose initiative it went back, and the row that says so.
    #[must_use]
    pub const fn back(self) -> Option<(Party, LedgerEntryId)> {
        match self {
            Self::Planned => None,
            Self::Refunded { by, entry } | Self::Ended { by, entry } => Some((by, entry)),
        }
    }

    /// Whether the provider answers for the time.
    #[must_use]
    pub const fn is_providers(self) -> bool {
        match self.back() {
            None => true,
            Some((by, _)) => !by.is_other(),
        }
    }

    /// As JSON and catalogues name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Refunded { .. } => "refund",
            Self::Ended { .. } => "termination",
        }
    }

    /// Reasons that are told together.
    fn is_like(self, other: Self) -> bool {
        self.code() == other.code() && self.back().map(|(by, _)| by) == other.back().map(|(by, _)| by)
    }
}

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

/// A condition, with the days between which it stops the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    pub id: ConditionId,
    pub party: Party,
    /// The commitment that waits for it; `None` for the pledge as a whole.
    pub commitment: Option<LedgerEntryId>,
    pub stated_on: Date,
    /// The day on which somebody said that it is met; `None` while it is open.
    pub met_on: Option<Date>,
}

/// What lateness depends on: a pledge with its commitments, or commitments without a pledge.
#[derive(Debug, Clone, Copy)]
pub struct Account<'a> {
    /// Their rows in the order of recording.
    pub entries: &'a [Entry],
    /// The planned payments of the pledge; none without one.
    pub tranches: &'a [Tranche],
    /// Those of the commitments that name days of their own.
    pub schedules: &'a BTreeMap<LedgerEntryId, Vec<Tranche>>,
    /// All that were stated.
    pub conditions: &'a [Condition],
    pub valid_until_on: Option<Date>,
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
    // The stretches in which it stood still, as far as they lie behind its day, without counting a day twice.
    let mut still: Vec<(Date, Date)> = stops
        .iter()
        .map(|stop| (stop.stated_on.max(due_on), stop.met_on.unwrap_or(today).min(today)))
        .filter(|(from, until)| from < until)
        .collect();
    still.sort_unstable();
    let (mut stopped, mut counted_until) = (0, due_on);
    for (from, until) in still {
        let from = from.max(counted_until);
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

#[cfg(test)]
mod tests;
