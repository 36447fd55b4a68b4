//! Many new subjects counted at once: each total moves by the sum of what they add, in few statements.

use std::collections::BTreeMap;

use super::super::bulk::Rows;
use super::super::{Result, Tx};
use super::moved::recent;
use super::{RECENT_EVENTS, ledger_text};
use crate::domain::counting::{self, CountingError, Key, Subject};
use crate::domain::measures::Measures;
use crate::domain::place::Gazetteer;

/// By how much a total moves, and the newest events that move it, in their order.
#[derive(Debug, Default)]
struct Sum {
    measures: Measures,
    events: Vec<i64>,
}

/// What subjects that never were counted before add to the totals.
#[derive(Debug)]
pub(in crate::store) struct Gathered {
    contributions: Rows,
    sums: BTreeMap<Key, Sum>,
}

impl Default for Gathered {
    fn default() -> Self {
        Self {
            contributions: Rows::of("contribution", "subject, figures"),
            sums: BTreeMap::new(),
        }
    }
}

impl Gathered {
    /// Adds what a new subject contributes; `events` brought it about, in their order.
    ///
    /// # Errors
    /// [`super::super::StoreError`] where a sum does not fit.
    pub fn add(&mut self, name: &str, subject: &Subject, gazetteer: &Gazetteer, events: &[i64]) -> Result<()> {
        let added = counting::contributions(subject, gazetteer)?;
        self.contributions.push(values![name, ledger_text::written(&added)]);
        let newest = &events[events.len().saturating_sub(RECENT_EVENTS)..];
        for (key, measures) in added.into_iter().filter(|(_, measures)| !measures.is_zero()) {
            let sum = self.sums.entry(key).or_default();
            sum.measures = sum.measures.checked_add(&measures).ok_or(CountingError::Overflow)?;
            sum.events.extend_from_slice(newest);
            sum.events.drain(..sum.events.len().saturating_sub(RECENT_EVENTS));
        }
        Ok(())
    }

    /// Writes the contributions and moves the totals.
    ///
    /// # Errors
    /// [`super::super::StoreError`].
    pub async fn write(self, tx: &Tx) -> Result<()> {
        // What follows in this write is counted from here on.
        tx.uncounted_events().await?;
        self.contributions.write(tx).await?;
        for (key, sum) in &self.sums {
            let because = recent(&sum.events);
            tx.record(|record| record.moved.insert(key, &sum.measures, &because))
                .await?;
        }
        tx.settle_totals().await
    }
}
