//! The clock: the one place that asks the machine for the time. Everything else is told.

use time::OffsetDateTime;

use crate::domain::timestamp::Timestamp;

/// The present instant.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::new(OffsetDateTime::now_utc())
}
