//! What a pledge promises, at first and now.

use crate::domain::chain::{Chain, Tally};
use crate::domain::counting::CountingError;
use crate::domain::money::Money;
use crate::domain::split;
use crate::i18n::catalogue::text;
use crate::i18n::language::Language;
use crate::store::StoreError;
use crate::store::pledges::PledgeRow;

/// What a pledge promises: its first figure, and what it is now with its worth.
#[derive(Debug, Clone, Copy)]
pub struct Pledged {
    pub first: Money,
    pub now: Tally,
}

impl Pledged {
    /// As it is first stated, before anything is known of its worth.
    #[must_use]
    pub const fn stated(amount: Money) -> Self {
        let now = Tally {
            money: amount,
            usd_minor: None,
        };
        Self { first: amount, now }
    }

    /// `chain`: the pledge's own; it has none before it is public.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn of(row: &PledgeRow, chain: Option<&Chain>) -> Result<Self, StoreError> {
        let first = row.amount();
        let now = match chain {
            Some(chain) => chain.promised(row.key()).map_err(CountingError::from)?,
            None => None,
        };
        Ok(Self {
            first,
            now: now.unwrap_or(Tally {
                money: first,
                usd_minor: row.usd_minor,
            }),
        })
    }

    /// The same before any revision.
    #[must_use]
    pub const fn at_first(self) -> Self {
        Self::stated(self.first)
    }

    /// "(first USD 1 000 000)" where it was revised.
    #[must_use]
    pub fn note(self, language: Language, write: fn(Money, Language) -> String) -> Option<String> {
        (self.first != self.now.money).then(|| first_note(self.first, language, write))
    }

    /// What each of those who give together puts in now, the lead first; `None` where a part is unknown.
    #[must_use]
    pub fn parts(self, others: &[Option<i64>]) -> Option<Vec<Money>> {
        let parts = split::of_joint(self.now.money.minor(), self.first.minor(), others)?;
        let currency = self.first.currency();
        Some(parts.into_iter().map(|minor| Money::new(minor, currency)).collect())
    }
}

/// "(first USD 1 000 000)".
#[must_use]
pub fn first_note(first: Money, language: Language, write: fn(Money, Language) -> String) -> String {
    text(language, "amount-first", &[("amount", write(first, language).into())])
}
