//! What is kept of where promises and commitments stand, so that a list finds its rows without reading all that
//! happened: what is open, and days. A day is compared with today when the list is read; nothing kept says "late".

use std::collections::BTreeMap;

use time::Date;

use super::{outstanding, unmet_since};
use crate::domain::chain::{Chain, ChainError};
use crate::domain::ids::{LedgerEntryId, PledgeId};
use crate::domain::lateness::{Account, Days, days};
use crate::domain::ledger::{Entry, EntryKind, Statement};
use crate::domain::pledge::PledgeKind;

/// Where a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseState {
    /// What is not signed, in the promise's minor units.
    pub outstanding_minor: i64,
    pub days: Days,
    /// Until when it is valid; `None` for goods, which nobody signs for.
    pub valid_until_on: Option<Date>,
    /// Since when it waits for the oldest condition of the promise as a whole.
    pub condition_since_on: Option<Date>,
}

/// Where a commitment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommitmentState {
    /// What is not declared, in the commitment's minor units.
    pub undisbursed_minor: i64,
    /// What is declared and not answered, in the commitment's minor units.
    pub unconfirmed_minor: i64,
    /// None where its provider carries it out: it waits for no payment.
    pub days: Days,
    /// The day of the oldest payment that its receiver did not answer.
    pub unanswered_since_on: Option<Date>,
    /// The day of the oldest payment that its receiver did not answer or disputes, whatever is left of it.
    pub unsettled_since_on: Option<Date>,
    /// Since when it waits for its oldest condition.
    pub condition_since_on: Option<Date>,
}

/// Where the rows of an account lead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct States {
    /// None for commitments without a promise.
    pub promise: Option<PromiseState>,
    pub commitments: BTreeMap<LedgerEntryId, CommitmentState>,
}

/// Where a promise with its commitments stands, or commitments without one.
///
/// # Errors
/// [`ChainError`] where the rows make no chain.
pub fn states(account: Account<'_>) -> Result<States, ChainError> {
    let chain = Chain::read(account.entries)?;
    let mut known = days(account);
    let pledged = account.entries.iter().find(|entry| entry.kind == EntryKind::Pledge);
    let promise = pledged.map(|entry| PromiseState {
        outstanding_minor: outstanding(&chain).map_or(0, |open| open.minor()),
        days: known.promised,
        valid_until_on: account
            .valid_until_on
            .filter(|_| entry.support == PledgeKind::Financial),
        condition_since_on: unmet_since(&chain, account.conditions, None),
    });
    let commitments = chain.commitments.iter().map(|(id, commitment)| {
        let declared = || {
            chain.disbursements.values().filter(|one| {
                one.commitment == *id && one.statement == Statement::Declared && one.net.money.is_positive()
            })
        };
        let paid = chain.disbursements.values().filter(|one| one.commitment == *id);
        let unsettled = paid.filter(|one| one.statement != Statement::Received);
        let state = CommitmentState {
            undisbursed_minor: commitment.undisbursed.money.minor(),
            unconfirmed_minor: declared().map(|one| one.drawdown.money.minor()).sum(),
            days: known.agreed.remove(id).unwrap_or_default(),
            unanswered_since_on: declared().map(|one| one.paid_on).min(),
            unsettled_since_on: unsettled.map(|one| one.paid_on).min(),
            condition_since_on: unmet_since(&chain, account.conditions, Some(*id)),
        };
        (*id, state)
    });
    Ok(States {
        promise,
        commitments: commitments.collect(),
    })
}

/// Whose rows belong together: those of a promise, or those of a commitment without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    Promise(PledgeId),
    Commitment(LedgerEntryId),
}

/// Rows by whose they are, in their order; without expenditures, which wait for nothing.
pub fn by_account<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> BTreeMap<Whose, Vec<Entry>> {
    let mut whose: BTreeMap<LedgerEntryId, Whose> = BTreeMap::new();
    let mut accounts: BTreeMap<Whose, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        let of = match (entry.line, entry.parent) {
            (Some((pledge, _)), _) => Some(Whose::Promise(pledge)),
            (None, None) if entry.kind == EntryKind::Commitment => Some(Whose::Commitment(entry.id)),
            (None, parent) => parent.and_then(|parent| whose.get(&parent).copied()),
        };
        if let Some(of) = of {
            whose.insert(entry.id, of);
            accounts.entry(of).or_default().push(entry.clone());
        }
    }
    accounts
}

#[cfg(test)]
pub(super) mod tests;
