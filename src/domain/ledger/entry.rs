//! A row of the ledger.

use time::Date;

use super::kind::EntryKind;
use crate::domain::finance::Finance;
use crate::domain::ids::{LedgerEntryId, PledgeId};
use crate::domain::money::Money;
use crate::domain::party::Party;
use crate::domain::pledge::{PledgeKind, Target};

crate::domain::coded! {
    /// What the receiver last said of a payment.
    pub enum Statement {
        /// Nothing yet: it is declared by the payer only.
        Declared = "declared",
        /// It did not arrive, or not as declared.
        Disputed = "disputed",
        /// It arrived; a difference stands in an adjustment.
        Received = "received",
    }
}

/// A pledge as far as it is for one thing: for what it was made, or for a project to which a part was earmarked.
pub type LineKey = (PledgeId, Target);

/// A row of the ledger, as chain and counting see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: LedgerEntryId,
    pub kind: EntryKind,
    /// What it takes from or adds to; `None` for a pledge, a direct commitment, an expenditure.
    pub parent: Option<LedgerEntryId>,
    /// The pledge it belongs to, as far as it is for this thing; `None` without a pledge.
    pub line: Option<LineKey>,
    pub support: PledgeKind,
    pub finance: Finance,
    pub amount: Money,
    /// How much of its parent it uses up, in the parent's minor units, with its sign.
    pub drawdown_minor: Option<i64>,
    /// The newest conversion of a row that brings money in; `None` where no rate is known.
    pub usd_minor: Option<i64>,
    /// A commitment's worth in the project's budget currency at its signature; `None` where no rate is known.
    pub budget_minor: Option<i64>,
    pub dated_on: Date,
    /// Of a disbursement; the others are [`Statement::Declared`].
    pub statement: Statement,
    /// Of a disbursement: what its payer last published of it elsewhere, in its own currency or in dollars.
    pub published: Option<Money>,
    /// Its provider is its receiver, who reports expenditure and pays nothing to itself (rule 4).
    pub own: bool,
    /// Of a termination and a refund: at whose initiative the money went back, where that is said.
    pub initiative: Option<Party>,
}

impl Entry {
    /// How much of its parent it uses up: what it says, or its own amount in the same currency.
    #[must_use]
    pub fn drawn(&self) -> i64 {
        self.drawdown_minor.unwrap_or(self.amount.minor())
    }
}
