//! The clock: the one place that asks the machine for the time. Everything else is told.

use std::time::Instant;

use time::OffsetDateTime;

use crate::domain::timestamp::Timestamp;

/// The present instant.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::new(OffsetDateTime::now_utc())
}

/// A point from which elapsed time is measured; it says nothing of the time of day.
#[must_use]
pub fn started() -> Instant {
    Instant::now()
}
