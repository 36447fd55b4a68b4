//! By how much totals move, on the way to the database, and the statements that move them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::read::RECENT_EVENTS;
use crate::domain::counting::{Boundary, Key};
use crate::domain::currency::Currency;
use crate::domain::measures::Measures;

/// Differences by boundary, key and currency: SQLite takes a microsecond to get a value out of a JSON object and next to
/// nothing to get the name under which it stands.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(in crate::store) struct Moved(BTreeMap<Boundary, BTreeMap<String, BTreeMap<Currency, Line>>>);

#[derive(Debug, Serialize)]
struct Line {
    /// The newest events that moved it.
    because: String,
    /// The measures that moved, by name.
    #[serde(flatten)]
    sums: BTreeMap<&'static str, i64>,
}

impl Moved {
    /// Adds what moves one total. `because`: the events that moved it, newest first.
    pub(in crate::store) fn insert(&mut self, (boundary, key, currency): &Key, measures: &Measures, because: &str) {
        let named = Measures::NAMES.iter().copied().zip(measures.values());
        let line = Line {
            because: because.to_owned(),
            sums: named.filter(|(_, minor)| *minor != 0).collect(),
        };
        let keys = self.0.entry(*boundary).or_default();
        keys.entry(key.clone()).or_default().insert(*currency, line);
    }

    pub(in crate::store) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether nothing moves but these measures.
    pub(in crate::store) fn is_only(&self, names: &[&str]) -> bool {
        let mut lines = self.0.values().flat_map(BTreeMap::values).flat_map(BTreeMap::values);
        lines.all(|line| line.sums.keys().all(|name| names.contains(name)))
    }
}

/// The newest of some events, given in their order, as totals name what moved them.
pub(super) fn recent(events: &[i64]) -> String {
    let newest = events.iter().rev().take(RECENT_EVENTS);
    newest.map(|event| format!("{event} ")).collect()
}

/// Differences that are bound to `$15`, as the rows `named.key` (the boundary), `keyed.key` and `line.key` (the currency).
macro_rules! moved_lines {
    (sqlite) => {
        moved_lines!("$15")
    };
    (postgres) => {
        moved_lines!("CAST($15 AS json)")
    };
    ($json:literal) => {
        concat!(
            " FROM json_each(",
            $json,
            ") AS named CROSS JOIN json_each(named.value) AS keyed CROSS JOIN json_each(keyed.value) AS line"
        )
    };
}
pub(in crate::store) use moved_lines;

/// The total that a line moves. PostgreSQL knows nothing of how many lines there are, and would read all totals of a
/// boundary for them: so there each line looks its own up.
macro_rules! stored_total {
    (sqlite) => {
        " CROSS JOIN boundary_total AS stored WHERE stored.boundary = named.key AND stored.key = keyed.key
            AND stored.currency = line.key"
    };
    (postgres) => {
        " CROSS JOIN LATERAL (SELECT * FROM boundary_total AS total WHERE total.boundary = named.key
            AND total.key = keyed.key AND total.currency = line.key OFFSET 0) AS stored WHERE TRUE"
    };
}
pub(in crate::store) use stored_total;

/// Keeps how boundaries that will move on the day `$16` stood at the end of the day on which they moved last, so that any
/// total can be asked for as of an earlier day. That day is later than today only after a clock was wrong; what it moved
/// belongs to today's total, too.
macro_rules! keep_day {
    ($dialect:ident $($name:ident)+) => {
        concat!(
            "INSERT INTO total_day (boundary, key, currency, day, recent_events", $(", ", stringify!($name),)+ ")
             SELECT stored.boundary, stored.key, stored.currency, stored.moved_on, stored.recent_events",
            $(", stored.", stringify!($name),)+
            moved_lines!($dialect),
            stored_total!($dialect),
            " AND stored.moved_on <> $16
             ON CONFLICT (boundary, key, currency, day) DO UPDATE SET recent_events = excluded.recent_events",
            $(", ", stringify!($name), " = excluded.", stringify!($name)),+
        )
    };
}
pub(in crate::store) use keep_day;

/// The differences of some measures as rows with a column for each.
macro_rules! moved_sums {
    (sqlite $($name:ident)+) => {
        concat!(
            "(SELECT named.key AS boundary, keyed.key AS key, line.key AS currency,
                MAX(CASE sum.key WHEN 'because' THEN sum.value END) AS because",
            $(", SUM(CASE sum.key WHEN '", stringify!($name), "' THEN sum.value ELSE 0 END) AS ", stringify!($name),)+
            moved_lines!(sqlite),
            " CROSS JOIN json_each(line.value) AS sum GROUP BY named.key, keyed.key, line.key) AS moved"
        )
    };
    (postgres $($name:ident)+) => {
        concat!(
            "(SELECT named.key AS boundary, keyed.key AS key, line.key AS currency, sums.because",
            $(", COALESCE(sums.", stringify!($name), ", 0) AS ", stringify!($name),)+
            moved_lines!(postgres),
            " CROSS JOIN json_to_record(line.value) AS sums (because text"
            $(, ", ", stringify!($name), " bigint")+,
            ")) AS moved"
        )
    };
}
pub(in crate::store) use moved_sums;

/// The new value of a sum. PostgreSQL refuses one beyond 64 bits; SQLite would go on with a float, so there it becomes
/// NULL, which no sum may be ([`crate::store::StoreError`] knows both).
macro_rules! checked_sum {
    (sqlite $name:ident) => {
        concat!(
            "CASE WHEN excluded.",
            stringify!($name),
            " = 0 THEN boundary_total.",
            stringify!($name),
            " WHEN TYPEOF(boundary_total.",
            stringify!($name),
            " + excluded.",
            stringify!($name),
            ") = 'integer'
                THEN boundary_total.",
            stringify!($name),
            " + excluded.",
            stringify!($name),
            " END"
        )
    };
    (postgres $name:ident) => {
        concat!("boundary_total.", stringify!($name), " + excluded.", stringify!($name))
    };
}
pub(in crate::store) use checked_sum;

/// Adds differences of some measures to the totals, on the day `$16`. A list of events is as long as
/// [`super::read::RECENT_EVENTS`] needs: more than five numbers.
macro_rules! add_moved {
    ($dialect:ident $($name:ident)+) => {
        concat!(
            "INSERT INTO boundary_total (boundary, key, currency, moved_on, recent_events" $(, ", ", stringify!($name))+, ")
             SELECT boundary, key, currency, $16, because" $(, ", ", stringify!($name))+,
            " FROM ", moved_sums!($dialect $($name)+), " WHERE TRUE
             ON CONFLICT (boundary, key, currency) DO UPDATE SET
                recent_events = SUBSTR(excluded.recent_events || boundary_total.recent_events, 1, 60),
                moved_on = excluded.moved_on"
            $(, ", ", stringify!($name), " = ", checked_sum!($dialect $name))+
        )
    };
}
pub(in crate::store) use add_moved;
