//! The parts of an amount, each with its day and its reason, as rows of the ledger move them: from the pledge to an
//! commitment, from the commitment to a payment, and back.

use std::collections::BTreeMap;

use time::Date;

use super::account::{Account, Why};
use crate::domain::chain::proportion;
use crate::domain::currency::Currency;
use crate::domain::ids::LedgerEntryId;
use crate::domain::ledger::Entry;
use crate::domain::ledger::EntryKind;
use crate::domain::party::Party;
use crate::domain::pledge::{PledgeKind, Tranche};

/// A part of an amount that is open from one day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// `None` for what has no day.
    pub due_on: Option<Date>,
    pub minor: i64,
    /// All of its planned payment.
    pub planned_minor: i64,
    pub why: Why,
}

impl Part {
    const fn without_day(minor: i64) -> Self {
        Self {
            due_on: None,
            minor,
            planned_minor: minor,
            why: Why::Planned,
        }
    }

    /// Whether the provider was late with it on a day.
    fn was_late(self, on: Date) -> bool {
        self.why.is_providers() && self.due_on.is_some_and(|due_on| due_on < on)
    }

    /// The same after it went back on a day.
    fn back(self, on: Date, why: Why) -> Self {
        match self.due_on {
            Some(due_on) => Self {
                due_on: Some(due_on.max(on)),
                why,
                ..self
            },
            None => self,
        }
    }
}

/// A commitment: what is open of it, and the parts of its pledge that it uses up.
pub(super) struct Signed {
    pub currency: Currency,
    pub own: bool,
    pub open: Vec<Part>,
    signed_on: Date,
    from: Vec<Part>,
}

/// What the rows lead to.
#[derive(Default)]
pub(super) struct Book {
    /// What is promised in money and not signed.
    pub promise: Option<(Currency, Vec<Part>)>,
    pub signed: BTreeMap<LedgerEntryId, Signed>,
    /// The commitment of each payment, and the parts of it that the payment uses up.
    paid: BTreeMap<LedgerEntryId, (LedgerEntryId, Vec<Part>)>,
}

impl Book {
    pub(super) fn read(account: &Account<'_>) -> Self {
        let mut book = Self::default();
        for entry in account.entries {
            book.take(entry, account);
        }
        book
    }

    fn take(&mut self, entry: &Entry, account: &Account<'_>) {
        let minor = entry.amount.minor();
        match entry.kind {
            // Goods are accepted, not signed and paid: no row says when they came.
            EntryKind::Pledge if entry.support != PledgeKind::Financial => {}
            EntryKind::Pledge => {
                let parts = laid_out(account.tranches, minor);
                self.promise = Some((entry.amount.currency(), parts));
            }
            EntryKind::Revision | EntryKind::Withdrawal | EntryKind::Lapse => {
                if let Some((_, parts)) = &mut self.promise {
                    if minor < 0 {
                        take_last(parts, -minor);
                    } else {
                        add(parts, Part::without_day(minor));
                    }
                }
            }
            EntryKind::Commitment => self.sign(entry, account),
            EntryKind::Termination => self.terminate(entry),
            EntryKind::Disbursement => {
                let Some(commitment) = entry.parent else { return };
                if let Some(signed) = self.signed.get_mut(&commitment) {
                    let parts = take_first(&mut signed.open, entry.drawn());
                    self.paid.insert(entry.id, (commitment, parts));
                }
            }
            EntryKind::Adjustment | EntryKind::Refund => self.give_back(entry),
            // The pledge stays one, whatever its parts are for; an expenditure is no payment.
            EntryKind::Earmarking | EntryKind::Expenditure => {}
        }
    }

    fn sign(&mut self, entry: &Entry, account: &Account<'_>) {
        let from = match (&mut self.promise, entry.line) {
            (Some((_, parts)), Some(_)) => take_first(parts, entry.drawn()),
            _ => Vec::new(),
        };
        let minor = entry.amount.minor();
        let open = match account.schedules.get(&entry.id) {
            Some(schedule) if !schedule.is_empty() => laid_out(schedule, minor),
            _ => inherited(&from, minor, entry.dated_on),
        };
        let signed = Signed {
            currency: entry.amount.currency(),
            own: entry.own,
            open,
            signed_on: entry.dated_on,
            from,
        };
        self.signed.insert(entry.id, signed);
    }

    fn terminate(&mut self, entry: &Entry) {
        let Some(signed) = entry.parent.and_then(|parent| self.signed.get_mut(&parent)) else {
            return;
        };
        let ended = take_last(&mut signed.open, -entry.amount.minor());
        let Some((_, parts)) = &mut self.promise else { return };
        let why = Why::Ended {
            by: entry.initiative.unwrap_or(Party::Provider),
            entry: entry.id,
        };
        // Whoever is late gains no days by ending what it is late with.
        let late = ended
            .iter()
            .filter(|part| why.is_providers() && part.was_late(entry.dated_on));
        let open_on = late.filter_map(|part| part.due_on).min().unwrap_or(entry.dated_on);
        for part in take_last(&mut signed.from, -entry.drawn()) {
            let still_late = why.is_providers() && part.was_late(signed.signed_on);
            let part = if still_late { part } else { part.back(open_on, why) };
            add(parts, part);
        }
    }

    fn give_back(&mut self, entry: &Entry) {
        let Some((commitment, parts)) = entry.parent.and_then(|parent| self.paid.get_mut(&parent)) else {
            return;
        };
        let back = take_last(parts, -entry.drawn());
        let Some(signed) = self.signed.get_mut(commitment) else {
            return;
        };
        let why = Why::Refunded {
            by: entry.initiative.unwrap_or(Party::Implementer),
            entry: entry.id,
        };
        for part in back {
            let is_refund = entry.kind == EntryKind::Refund;
            add(
                &mut signed.open,
                if is_refund {
                    part.back(entry.dated_on, why)
                } else {
                    part
                },
            );
        }
    }
}

/// Planned payments along an amount, the oldest first, and what is left of it without a day.
fn laid_out(schedule: &[Tranche], minor: i64) -> Vec<Part> {
    let (mut parts, mut left) = (Vec::new(), minor);
    let mut ordered: Vec<&Tranche> = schedule.iter().collect();
    // Stable: of two payments on a day the one that was written first.
    ordered.sort_by_key(|tranche| tranche.due_on);
    for tranche in ordered {
        let part = tranche.amount.minor().min(left);
        if part > 0 {
            parts.push(Part {
                due_on: Some(tranche.due_on),
                minor: part,
                planned_minor: tranche.amount.minor(),
                why: Why::Planned,
            });
        }
        left -= part;
    }
    if left > 0 {
        parts.push(Part::without_day(left));
    }
    parts
}

/// The days of the parts of a pledge for a commitment of `minor` that uses them up, in proportion where its currency is
/// another. What another party had ended is due from the signature.
fn inherited(from: &[Part], minor: i64, signed_on: Date) -> Vec<Part> {
    let whole: i64 = from.iter().map(|part| part.minor).sum();
    let (mut parts, mut used, mut given) = (Vec::new(), 0_i64, 0_i64);
    for part in from {
        used += part.minor;
        let until = proportion(minor, used, whole).unwrap_or(minor);
        let share = until - given;
        given = until;
        if share <= 0 {
            continue;
        }
        let renewed = !part.why.is_providers();
        let due_on = part
            .due_on
            .map(|due_on| if renewed { due_on.max(signed_on) } else { due_on });
        let same = share == part.minor;
        add(
            &mut parts,
            Part {
                due_on,
                minor: share,
                planned_minor: if same { part.planned_minor } else { share },
                why: if renewed { Why::Planned } else { part.why },
            },
        );
    }
    if given < minor {
        add(&mut parts, Part::without_day(minor - given));
    }
    parts
}

/// Puts a part behind those of its day; what has no day stands last.
fn add(parts: &mut Vec<Part>, part: Part) {
    let is_before = |known: &Part| match (known.due_on, part.due_on) {
        (Some(known), Some(new)) => known <= new,
        (_, None) => true,
        (None, Some(_)) => false,
    };
    let at = parts.partition_point(is_before);
    parts.insert(at, part);
}

/// Takes so much from the oldest day on.
fn take_first(parts: &mut Vec<Part>, minor: i64) -> Vec<Part> {
    let (mut taken, mut left) = (Vec::new(), minor);
    while left > 0 && !parts.is_empty() {
        let part = cut(parts, 0, left);
        left -= part.minor;
        taken.push(part);
    }
    taken
}

/// Takes so much from the latest day backwards, what has no day first; in the order of their days.
fn take_last(parts: &mut Vec<Part>, minor: i64) -> Vec<Part> {
    let (mut taken, mut left) = (Vec::new(), minor);
    while left > 0 && !parts.is_empty() {
        let part = cut(parts, parts.len() - 1, left);
        left -= part.minor;
        taken.insert(0, part);
    }
    taken
}

/// Takes a part, or `most` of it.
fn cut(parts: &mut Vec<Part>, at: usize, most: i64) -> Part {
    let part = parts[at];
    if part.minor <= most {
        return parts.remove(at);
    }
    parts[at].minor -= most;
    Part { minor: most, ..part }
}
