//! Planned payments: what a promise or an agreement said it would pay and when, and how much of that is still open.
//!
//! The payments lie one after the other along the amount, the oldest first. What was paid (or, of a promise, signed)
//! lies along the same amount from its beginning; what was ended is cut off at its end. So nothing about a schedule is
//! ever edited: what is open of a planned payment is where it overlaps with what is left. (DESIGN.md §4)

use time::Date;

use super::money::Money;
use super::pledge::{TRANCHES_MAX, Tranche};

/// What is still open of a planned payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub due_on: Date,
    /// What is open of it.
    pub open: Money,
    /// What was planned for that day.
    pub planned: Money,
}

impl Due {
    /// Days after its day; negative before it.
    #[must_use]
    pub fn days_late(&self, today: Date) -> i64 {
        (today - self.due_on).whole_days()
    }

    /// Whether its day is over.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        self.due_on < today
    }
}

/// What is open of a schedule, oldest first: `used_minor` of the whole is paid or signed, and nothing beyond
/// `end_minor` will be.
#[must_use]
pub fn open(schedule: &[Tranche], used_minor: i64, end_minor: i64) -> Vec<Due> {
    let mut ordered: Vec<&Tranche> = schedule.iter().collect();
    // Stable: of two payments on a day the one that was written first.
    ordered.sort_by_key(|tranche| tranche.due_on);
    let mut from = 0_i64;
    let mut open = Vec::new();
    for tranche in ordered {
        let to = from.saturating_add(tranche.amount.minor());
        let left = to.min(end_minor).saturating_sub(from.max(used_minor));
        if left > 0 {
            open.push(Due {
                due_on: tranche.due_on,
                open: Money::new(left, tranche.amount.currency()),
                planned: tranche.amount,
            });
        }
        from = to;
    }
    open
}

/// What is wrong with the schedule of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleFault {
    #[error("schedule_exceeds")]
    Exceeds,
    /// Position of the payment, from 0.
    #[error("schedule_before_signature")]
    BeforeSignature(usize),
    #[error("schedule_too_many")]
    TooMany,
    #[error("schedule_other_currency")]
    OtherCurrency,
}

/// Whether payments can be the schedule of an agreement of `amount` signed on a day.
///
/// # Errors
/// [`ScheduleFault`].
pub fn check(schedule: &[Tranche], amount: Money, signed_on: Date) -> Result<(), ScheduleFault> {
    if schedule.len() > TRANCHES_MAX {
        return Err(ScheduleFault::TooMany);
    }
    if schedule.iter().any(|one| one.amount.currency() != amount.currency()) {
        return Err(ScheduleFault::OtherCurrency);
    }
    if let Some(position) = schedule.iter().position(|one| one.due_on < signed_on) {
        return Err(ScheduleFault::BeforeSignature(position));
    }
    let sum: i128 = schedule.iter().map(|one| i128::from(one.amount.minor())).sum();
    if sum > i128::from(amount.minor()) {
        return Err(ScheduleFault::Exceeds);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;
    use time::macros::date;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    fn plan() -> Vec<Tranche> {
        [
            (date!(2026 - 06 - 01), 400),
            (date!(2026 - 03 - 01), 300),
            (date!(2026 - 09 - 01), 200),
        ]
        .map(|(due_on, minor)| Tranche {
            due_on,
            amount: usd(minor),
        })
        .to_vec()
    }

    fn amounts(used: i64, end: i64) -> Vec<(u8, i64)> {
        let open = open(&plan(), used, end);
        open.iter()
            .map(|due| (u8::from(due.due_on.month()), due.open.minor()))
            .collect()
    }

    #[test]
    fn what_is_paid_goes_to_the_oldest_first_and_what_is_ended_to_the_last() {
        // 900 planned of an agreement of 1000: 100 have no day.
        let cases = [
            (0, 1000, vec![(3, 300), (6, 400), (9, 200)]),
            (100, 1000, vec![(3, 200), (6, 400), (9, 200)]),
            (300, 1000, vec![(6, 400), (9, 200)]),
            (650, 1000, vec![(6, 50), (9, 200)]),
            (900, 1000, vec![]),
            (950, 1000, vec![]),
            // A termination takes first what has no day, then the last payments.
            (0, 900, vec![(3, 300), (6, 400), (9, 200)]),
            (0, 750, vec![(3, 300), (6, 400), (9, 50)]),
            (0, 500, vec![(3, 300), (6, 200)]),
            (400, 500, vec![(6, 100)]),
            (500, 500, vec![]),
            (0, 0, vec![]),
        ];
        for (used, end, must) in cases {
            assert_eq!(amounts(used, end), must, "used {used}, end {end}");
        }
    }

    #[test]
    fn a_payment_is_late_on_the_day_after_its_own() {
        let due = open(&plan(), 0, 1000)[0];
        for (today, late, days) in [
            (date!(2026 - 02 - 27), false, -2),
            (date!(2026 - 03 - 01), false, 0),
            (date!(2026 - 03 - 02), true, 1),
            (date!(2026 - 03 - 13), true, 12),
        ] {
            assert_eq!((due.is_late(today), due.days_late(today)), (late, days), "{today}");
        }
    }

    #[test]
    fn a_schedule_neither_exceeds_its_agreement_nor_begins_before_it() {
        let signed = date!(2026 - 02 - 01);
        assert_eq!(check(&plan(), usd(900), signed), Ok(()));
        assert_eq!(check(&[], usd(900), signed), Ok(()));
        assert_eq!(check(&plan(), usd(899), signed), Err(ScheduleFault::Exceeds));
        let late = date!(2026 - 04 - 01);
        assert_eq!(check(&plan(), usd(900), late), Err(ScheduleFault::BeforeSignature(1)));
        let pesos = Money::new(900, Currency::parse("COP").unwrap());
        assert_eq!(check(&plan(), pesos, signed), Err(ScheduleFault::OtherCurrency));
        let many = vec![plan()[0]; TRANCHES_MAX + 1];
        assert_eq!(check(&many, usd(100_000), signed), Err(ScheduleFault::TooMany));
    }
}
