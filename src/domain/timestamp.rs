//! One kind of instant: UTC, whole seconds, sorted as text.

use time::format_description::well_known::Rfc3339;
use time::{Date, Duration, OffsetDateTime, UtcOffset};

/// An instant in UTC to the second, written `2026-11-23T18:21:00Z`: its text sorts as it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(OffsetDateTime);

/// The text is not an RFC 3339 instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an RFC 3339 instant")]
pub struct NotAnInstant;

impl Timestamp {
    /// The instant, cut to whole seconds.
    #[must_use]
    pub fn new(instant: OffsetDateTime) -> Self {
        let utc = instant.to_offset(UtcOffset::UTC);
        Self(utc.replace_nanosecond(0).unwrap_or(utc))
    }

    /// Reads RFC 3339, in any offset.
    ///
    /// # Errors
    /// [`NotAnInstant`] for any other text.
    pub fn parse(text: &str) -> Result<Self, NotAnInstant> {
        OffsetDateTime::parse(text, &Rfc3339)
            .map(Self::new)
            .map_err(|_| NotAnInstant)
    }

    /// This many seconds later, or earlier when negative; stays put at the end of the calendar.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.checked_add(Duration::seconds(seconds)).unwrap_or(self.0))
    }

    /// Seconds from `earlier` to this; negative when that is later.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).whole_seconds()
    }

    /// Seconds since the beginning of 1970.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// The calendar day in Colombia and Panamá: both keep UTC−5 all year.
    #[must_use]
    pub fn local_date(self) -> Date {
        self.plus_seconds(-5 * 3600).0.date()
    }

    /// Hour and minute in Colombia and Panamá, of 24.
    #[must_use]
    pub fn local_time(self) -> (u8, u8) {
        let time = self.plus_seconds(-5 * 3600).0.time();
        (time.hour(), time.minute())
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (date, time) = (self.0.date(), self.0.time());
        write!(
            f,
            "{date}T{:02}:{:02}:{:02}Z",
            time.hour(),
            time.minute(),
            time.second()
        )
    }
}

impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_in_utc_to_the_second() {
        let instant = Timestamp::parse("2026-11-23T13:21:00.75-05:00").unwrap();
        assert_eq!(instant.to_string(), "2026-11-23T18:21:00Z");
        assert_eq!(Timestamp::parse(&instant.to_string()), Ok(instant));
    }

    #[test]
    fn the_local_day_is_five_hours_behind_utc() {
        let instant = Timestamp::parse("2026-11-24T04:59:59Z").unwrap();
        assert_eq!(instant.local_date().to_string(), "2026-11-23");
        assert_eq!(instant.plus_seconds(1).local_date().to_string(), "2026-11-24");
        assert_eq!(
            (instant.local_time(), instant.plus_seconds(1).local_time()),
            ((23, 59), (0, 0))
        );
    }
}
