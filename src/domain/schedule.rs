//! Planned payments: what a promise or a commitment said it would pay and when. A schedule is never edited; what is open
//! of it, and since when, is worked out in `lateness`.

use time::Date;

use super::money::Money;
use super::pledge::{TRANCHES_MAX, Tranche};

/// What is wrong with the schedule of a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
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

/// Whether payments can be the schedule of a commitment of `amount` signed on a day.
///
/// # Errors
/// [`ScheduleError`].
pub fn check(schedule: &[Tranche], amount: Money, signed_on: Date) -> Result<(), ScheduleError> {
    if schedule.len() > TRANCHES_MAX {
        return Err(ScheduleError::TooMany);
    }
    if schedule.iter().any(|one| one.amount.currency() != amount.currency()) {
        return Err(ScheduleError::OtherCurrency);
    }
    if let Some(position) = schedule.iter().position(|one| one.due_on < signed_on) {
        return Err(ScheduleError::BeforeSignature(position));
    }
    let sum: i128 = schedule.iter().map(|one| i128::from(one.amount.minor())).sum();
    if sum > i128::from(amount.minor()) {
        return Err(ScheduleError::Exceeds);
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

    #[test]
    fn a_schedule_neither_exceeds_its_commitment_nor_begins_before_it() {
        let signed = date!(2026 - 02 - 01);
        assert_eq!(check(&plan(), usd(900), signed), Ok(()));
        assert_eq!(check(&[], usd(900), signed), Ok(()));
        assert_eq!(check(&plan(), usd(899), signed), Err(ScheduleError::Exceeds));
        let late = date!(2026 - 04 - 01);
        assert_eq!(check(&plan(), usd(900), late), Err(ScheduleError::BeforeSignature(1)));
        let pesos = Money::new(900, Currency::parse("COP").unwrap());
        assert_eq!(check(&plan(), pesos, signed), Err(ScheduleError::OtherCurrency));
        let many = vec![plan()[0]; TRANCHES_MAX + 1];
        assert_eq!(check(&many, usd(100_000), signed), Err(ScheduleError::TooMany));
    }
}
