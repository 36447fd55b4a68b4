//! What follows when rows get another worth in US dollars because their rate was corrected.
//!
//! What takes away is worth a part of what it takes from, so counting anew is enough for it. An earmarking is a pair:
//! its second half has a conversion of its own, which is what the first half took, and so has to follow.

use std::collections::BTreeMap;

use super::{Chain, ChainError};
use crate::domain::ids::LedgerEntryId;
use crate::domain::ledger::Entry;
use crate::domain::ledger::EntryKind;

/// The second halves of earmarkings that are worth something else, in US cents, once the rows of `corrected` are worth
/// what it says. `entries`: all rows of a pledge, in the order of recording.
///
/// # Errors
/// [`ChainError`].
pub fn follow(
    entries: &[Entry],
    corrected: &BTreeMap<LedgerEntryId, i64>,
) -> Result<BTreeMap<LedgerEntryId, i64>, ChainError> {
    let (mut chain, mut first_half, mut following) = (Chain::default(), None, BTreeMap::new());
    for entry in entries {
        let mut entry = entry.clone();
        if let Some(usd_minor) = corrected.get(&entry.id) {
            entry.usd_minor = Some(*usd_minor);
        }
        if entry.kind == EntryKind::Earmarking {
            if entry.amount.is_negative() {
                first_half = match entry.line {
                    Some(line) => chain.valuation_of(line, -entry.amount.minor())?,
                    None => None,
                };
            } else if let Some(usd_minor) = first_half.take().filter(|usd| entry.usd_minor != Some(*usd)) {
                entry.usd_minor = Some(usd_minor);
                following.insert(entry.id, usd_minor);
            }
        }
        chain.apply(&entry)?;
    }
    Ok(following)
}
