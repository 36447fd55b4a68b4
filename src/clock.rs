//! The clock: the one place that asks the machine for the time. Everything else is told.

use std::time::{Duration, Instant};

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

/// A time that something has, from when it began. It does not follow the wall clock.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    limit: Duration,
    begun: Instant,
}

impl Deadline {
    /// From now on.
    #[must_use]
    pub fn after(limit: Duration) -> Self {
        let begun = Instant::now();
        Self { limit, begun }
    }

    /// What is left of it; nothing once it is over.
    #[must_use]
    pub fn left(&self) -> Duration {
        self.limit.saturating_sub(self.begun.elapsed())
    }

    /// Whether more than one part in so many of it is gone.
    #[must_use]
    pub fn is_begun_by(&self, parts: u32) -> bool {
        self.begun.elapsed() > self.limit / parts
    }

    /// Whether all of it is gone.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.left().is_zero()
    }
}
