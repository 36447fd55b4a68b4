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

mod account;
mod book;
mod dues;

pub use account::{Account, Condition, Why};
pub use dues::{Calendar, Clock, Days, Due, Dues, Overdue, days, dues};

#[cfg(test)]
mod tests;
