//! How much of a joint pledge is one provider's.

use crate::domain::money::Money;
use crate::store::organisations::OrganisationRow;
use crate::store::pledges::{PartRow, PledgeRow};
use crate::web::parts::pledged::Pledged;

/// How much of a pledge is one partner's: of the first figure and of what it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    Whole,
    Lead {
        first: Money,
        now: Money,
    },
    Part {
        first: Money,
        now: Money,
    },
    /// One share is unknown, so the pledge counts in no partner's total (rule 8).
    Unknown,
}

impl Share {
    pub fn of(row: &PledgeRow, pledged: Pledged, organisation: &OrganisationRow, parts: &[PartRow]) -> Self {
        let parts: Vec<&PartRow> = parts.iter().filter(|part| part.pledge_id == row.id).collect();
        if parts.is_empty() {
            return Self::Whole;
        }
        let others: Vec<Option<i64>> = parts.iter().map(|part| part.amount_minor).collect();
        let mine = parts.iter().position(|part| part.organisation_id == organisation.id);
        // The lead's part stands first.
        let at = mine.map_or(0, |at| at + 1);
        let part = |of: Pledged| of.parts(&others).and_then(|parts| parts.get(at).copied());
        match (part(pledged.at_first()), part(pledged)) {
            (Some(first), Some(now)) if mine.is_some() => Self::Part { first, now },
            (Some(first), Some(now)) => Self::Lead { first, now },
            _ => Self::Unknown,
        }
    }

    pub const fn role(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Lead { .. } => "lead",
            Self::Part { .. } => "part",
            Self::Unknown => "unknown",
        }
    }

    /// Its part of the first figure and of what the pledge is now.
    pub const fn money(self) -> Option<(Money, Money)> {
        match self {
            Self::Lead { first, now } | Self::Part { first, now } => Some((first, now)),
            Self::Whole | Self::Unknown => None,
        }
    }
}
