//! A row of the ledger with whose money it is.

use super::entry::Entry;
use crate::domain::organisation::Class;

/// Who gives, and how large a part: one, or the lead and the contributors of a joint pledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    pub partner: String,
    pub class: Class,
    /// Its part in proportion to those of the others.
    pub weight: u64,
}

/// A row of the ledger with whose money it is. No providers: the shares of a joint pledge are unknown, so it counts in
/// no partner's total (rule 8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    pub entry: Entry,
    pub providers: Vec<Provider>,
}
