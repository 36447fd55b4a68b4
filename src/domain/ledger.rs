//! The ledger: its rows, what they record and whose money they are.

mod booked;
mod entry;
mod kind;

pub use booked::{Booked, Provider};
pub use entry::{Entry, LineKey, Statement};
pub use kind::EntryKind;
