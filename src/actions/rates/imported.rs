//! How a file of rates is taken in, and what came of it.

use rust_decimal::Decimal;

use crate::actions::idempotency::Answer;
use crate::domain::currency::Currency;
use crate::domain::rate::Quote;
use crate::store::rates::RateRow;

/// What importing came to, or would.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    pub added: usize,
    pub known: usize,
    /// Those that are not taken because another one of the same source stands, in the order of the file.
    pub contradicting: Vec<Contradicting>,
    /// Those that are not taken because they jump, in the order of the file.
    pub jumping: Vec<Jumping>,
    /// Amounts that waited for a rate and have one now.
    pub converted: usize,
}

impl Imported {
    /// Without what was not taken.
    pub(super) fn counts(&self) -> Self {
        Self {
            added: self.added,
            known: self.known,
            converted: self.converted,
            ..Self::default()
        }
    }
}

/// A rate that is known with other units or another last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradicting {
    /// The line of the file, from 1.
    pub line: usize,
    pub stands: RateRow,
}

/// A rate that differs from what is known by a factor of two or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jumping {
    /// The line of the file, from 1.
    pub line: usize,
    pub currency: Currency,
    /// How many times the other one it is, to four digits; `None` where that is beyond what can be written.
    pub ratio: Option<Decimal>,
    /// The known rate, or the other one of the file, from which it jumps.
    pub from: Quote,
}

/// How a file is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taking {
    /// Says what would come of it and changes nothing.
    pub dry_run: bool,
    /// Takes rates that jump, too: somebody has looked at them.
    pub accept_jumps: bool,
}

impl Taking {
    /// Saying what would come of it.
    pub const TRY: Self = Self {
        dry_run: true,
        accept_jumps: false,
    };
    /// Taking it in, but for what jumps.
    pub const IN: Self = Self {
        dry_run: false,
        accept_jumps: false,
    };
}

/// The counts are kept; what was not taken is found again by comparing the file once more.
impl Answer for Imported {
    fn keep(&self) -> String {
        format!("{} {} {}", self.added, self.known, self.converted)
    }

    fn recall(kept: &str) -> Option<Self> {
        let counts: Vec<usize> = kept.split(' ').map(|count| count.parse().ok()).collect::<Option<_>>()?;
        let [added, known, converted] = counts[..] else {
            return None;
        };
        Some(Self {
            added,
            known,
            converted,
            ..Self::default()
        })
    }
}
