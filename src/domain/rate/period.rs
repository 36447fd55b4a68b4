//! For which days a rate may speak.

use time::{Date, Month};

use super::RateKind;

crate::domain::coded! {
    /// Why a rate cannot speak for some days.
    pub enum PeriodError {
        /// The last day is before the first.
        EndBeforeStart = "end_before_start",
        /// More days than a daily rate has.
        TooLong = "too_long",
        /// A monthly rate that is not of one whole month.
        NotAMonth = "not_a_month",
        /// An annual rate that is not of one whole year.
        NotAYear = "not_a_year",
        /// The average of days that are still to come.
        NotOver = "not_over",
        /// Its first day is still to come.
        InFuture = "in_future",
    }
}

impl RateKind {
    /// The last day of a rate that starts on `from`, where nobody says it: the day itself, the end of its month or of
    /// its year.
    #[must_use]
    pub fn last_day(self, from: Date) -> Date {
        let last = match self {
            Self::Daily => Ok(from),
            Self::Monthly => from.replace_day(from.month().length(from.year())),
            Self::Annual => Date::from_calendar_date(from.year(), Month::December, 31),
        };
        last.unwrap_or(from)
    }

    /// The most days that a rate of this kind may speak for.
    ///
    /// Daily: a TRM stands over a long weekend, five days at most so far; more than ten are a slip in a date.
    #[must_use]
    pub const fn days_max(self) -> i64 {
        match self {
            Self::Daily => 10,
            Self::Monthly => 31,
            Self::Annual => 366,
        }
    }

    /// Whether a rate that somebody states on `today`, in a form or a file, may speak from one day to another: an average
    /// is that of a whole month or year which is over; a daily rate stands already, and may reach over a weekend to come.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn check_period(self, from: Date, to: Date, today: Date) -> Result<(), PeriodError> {
        match self {
            _ if to < from => Err(PeriodError::EndBeforeStart),
            _ if from > today => Err(PeriodError::InFuture),
            Self::Daily if (to - from).whole_days() >= self.days_max() => Err(PeriodError::TooLong),
            Self::Monthly if from.day() != 1 || to != self.last_day(from) => Err(PeriodError::NotAMonth),
            Self::Annual if from.ordinal() != 1 || to != self.last_day(from) => Err(PeriodError::NotAYear),
            Self::Monthly | Self::Annual if to >= today => Err(PeriodError::NotOver),
            Self::Daily | Self::Monthly | Self::Annual => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_rate_speaks_for_the_days_of_its_kind_and_an_average_for_days_that_are_over() {
        use RateKind::{Annual, Daily, Monthly};
        let today = date!(2024 - 03 - 15);
        let table = [
            (Daily, date!(2024 - 03 - 15), date!(2024 - 03 - 18), Ok(())),
            (Daily, date!(2024 - 03 - 01), date!(2024 - 03 - 10), Ok(())),
            (
                Daily,
                date!(2024 - 03 - 16),
                date!(2024 - 03 - 16),
                Err(PeriodError::InFuture),
            ),
            (
                Annual,
                date!(2025 - 01 - 01),
                date!(2025 - 12 - 31),
                Err(PeriodError::InFuture),
            ),
            (
                Daily,
                date!(2024 - 03 - 01),
                date!(2024 - 03 - 11),
                Err(PeriodError::TooLong),
            ),
            (
                Daily,
                date!(2024 - 03 - 02),
                date!(2024 - 03 - 01),
                Err(PeriodError::EndBeforeStart),
            ),
            (Monthly, date!(2024 - 02 - 01), date!(2024 - 02 - 29), Ok(())),
            (
                Monthly,
                date!(2024 - 02 - 01),
                date!(2024 - 02 - 28),
                Err(PeriodError::NotAMonth),
            ),
            (
                Monthly,
                date!(2024 - 02 - 02),
                date!(2024 - 02 - 29),
                Err(PeriodError::NotAMonth),
            ),
            (
                Monthly,
                date!(2024 - 03 - 01),
                date!(2024 - 03 - 31),
                Err(PeriodError::NotOver),
            ),
            (Annual, date!(2023 - 01 - 01), date!(2023 - 12 - 31), Ok(())),
            (
                Annual,
                date!(2023 - 01 - 01),
                date!(2023 - 06 - 30),
                Err(PeriodError::NotAYear),
            ),
            (
                Annual,
                date!(2024 - 01 - 01),
                date!(2024 - 12 - 31),
                Err(PeriodError::NotOver),
            ),
        ];
        for (kind, from, to, outcome) in table {
            assert_eq!(kind.check_period(from, to, today), outcome, "{kind:?} {from} {to}");
        }
    }
}
