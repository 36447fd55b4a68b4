//! What lateness depends on, and why money is open.

use std::collections::BTreeMap;

use time::Date;

use crate::domain::ids::{ConditionId, LedgerEntryId};
use crate::domain::ledger::Entry;
use crate::domain::party::Party;
use crate::domain::pledge::Tranche;

/// Why money is open from its day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was planned for that day.
    Planned,
    /// It was paid and came back, by this row.
    Refunded { by: Party, entry: LedgerEntryId },
    /// It was signed and the commitment ended, by this row.
    Ended { by: Party, entry: LedgerEntryId },
}

impl Why {
    /// At whose initiative it went back, and the row that says so.
    #[must_use]
    pub const fn back(self) -> Option<(Party, LedgerEntryId)> {
        match self {
            Self::Planned => None,
            Self::Refunded { by, entry } | Self::Ended { by, entry } => Some((by, entry)),
        }
    }

    /// Whether the provider answers for the time.
    #[must_use]
    pub const fn is_providers(self) -> bool {
        match self.back() {
            None => true,
            Some((by, _)) => !by.is_other(),
        }
    }

    /// As JSON and catalogues name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Refunded { .. } => "refund",
            Self::Ended { .. } => "termination",
        }
    }

    /// Reasons that are told together.
    pub(super) fn is_like(self, other: Self) -> bool {
        self.code() == other.code() && self.back().map(|(by, _)| by) == other.back().map(|(by, _)| by)
    }
}

/// A condition, with the days between which it stops the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    pub id: ConditionId,
    pub party: Party,
    /// The commitment that waits for it; `None` for the pledge as a whole.
    pub commitment: Option<LedgerEntryId>,
    pub stated_on: Date,
    /// The day on which somebody said that it is met; `None` while it is open.
    pub met_on: Option<Date>,
}

/// What lateness depends on: a pledge with its commitments, or commitments without a pledge.
#[derive(Debug, Clone, Copy)]
pub struct Account<'a> {
    /// Their rows in the order of recording.
    pub entries: &'a [Entry],
    /// The planned payments of the pledge; none without one.
    pub tranches: &'a [Tranche],
    /// Those of the commitments that name days of their own.
    pub schedules: &'a BTreeMap<LedgerEntryId, Vec<Tranche>>,
    /// All that were stated.
    pub conditions: &'a [Condition],
    pub valid_until_on: Option<Date>,
}
