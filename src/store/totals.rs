//! Totals: replacing what a subject contributes and moving the boundaries by the difference.

use std::collections::BTreeSet;

use super::record::ContributionLine;
use super::states::{self, AccountTerms};
use super::{Result, Source, Tx, pledges};
use crate::domain::counting::{self, Contributions, Key};
use crate::domain::currency::Currency;
use crate::domain::ids::{LedgerEntryId, PledgeId, ProjectId};
use crate::domain::ledger::Booked;
use crate::domain::pledge::Target;
use crate::domain::rate;

mod ledger_text;
mod many;
pub(super) mod moved;
mod read;
pub(super) mod subject;

pub(super) use many::Gathered;

use moved::recent;
use read::RECENT_EVENTS;
pub(super) use read::everything;
pub use read::{AsOf, Sums, as_of, by, first_day, of};
use subject::{Counted, Stored};

/// Works a registered project out anew, with its requirement and gap, and moves the totals.
///
/// # Errors
/// [`super::StoreError`].
pub async fn refresh_project(tx: &Tx, id: ProjectId) -> Result<()> {
    refresh_project_because(tx, id, &[]).await
}

/// As [`refresh_project`], long after the events that moved it, which are given in their order.
///
/// # Errors
/// [`super::StoreError`].
pub async fn refresh_project_because(tx: &Tx, id: ProjectId, events: &[i64]) -> Result<()> {
    states::settle(tx).await?;
    match subject::project(tx, id, None).await? {
        Some(counted) => refresh_totals(tx, id, &counted, events).await,
        None => Ok(()),
    }
}

/// A registered project as it stands before a payment of one of its commitments, so that all that is written can go as
/// one; `None` for any other project.
///
/// # Errors
/// [`super::StoreError`].
pub async fn fulfilment(tx: &Tx, id: ProjectId, commitment: LedgerEntryId) -> Result<Option<Fulfilment>> {
    let counted = subject::project(tx, id, Some(commitment)).await?;
    Ok(counted.map(|counted| Fulfilment { id, counted }))
}

/// What [`fulfilment`] reads.
#[derive(Debug)]
pub struct Fulfilment {
    id: ProjectId,
    counted: Counted,
}

impl Fulfilment {
    /// The rows of its ledger.
    #[must_use]
    pub fn rows(&self) -> &[Booked] {
        &self.counted.subject.entries
    }

    /// As [`refresh_project`], with the one row that was added since.
    ///
    /// # Errors
    /// [`super::StoreError`].
    pub async fn refresh_with(mut self, tx: &Tx, row: Booked) -> Result<()> {
        let (pledge, id) = (row.entry.line.map(|(pledge, _)| pledge), row.entry.id);
        self.counted.subject.entries.push(row);
        let terms = AccountTerms::read(&self.counted.terms)?;
        let rows = self.counted.subject.entries.iter().map(|booked| &booked.entry);
        match states::derive_from(self.id, &terms, id, rows)? {
            Some(derived) => {
                tx.take_moved(pledge, id);
                tx.record(|record| derived.add_to(record)).await?;
            }
            None => states::settle(tx).await?,
        }
        refresh_totals(tx, self.id, &self.counted, &[]).await
    }
}

async fn refresh_totals(tx: &Tx, id: ProjectId, counted: &Counted, events: &[i64]) -> Result<()> {
    let present = Stored::of(&counted.subject)?;
    let changed = tx.take_changed(id);
    // Most actions (payments, answers, revisions) move none of these.
    let moved = present.filter(|present| Some(present) != counted.stored.as_ref());
    if changed || moved.is_some() {
        let event = tx.heads().await?.first_event;
        tx.record(|record| match moved {
            Some(derived) => drop(record.project.insert(id, derived.line(id, event))),
            None => record.change_project(id, event),
        })
        .await?;
    }
    replace(tx, &format!("project:{}", id.0), counted, events).await
}

/// Works a pledge that is for no project out anew and moves the totals; for one that is, its project.
///
/// # Errors
/// [`super::StoreError`].
pub async fn refresh_pledge(tx: &Tx, id: PledgeId) -> Result<()> {
    refresh_pledge_because(tx, id, &[]).await
}

/// As [`refresh_pledge`], long after the events that moved it, which are given in their order.
///
/// # Errors
/// [`super::StoreError`].
pub async fn refresh_pledge_because(tx: &Tx, id: PledgeId, events: &[i64]) -> Result<()> {
    states::settle(tx).await?;
    let Some(row) = pledges::get(tx, id).await? else {
        return Ok(());
    };
    if let Target::Project(project) = row.target() {
        return refresh_project_because(tx, project, events).await;
    }
    let counted = subject::pledge(tx, &row).await?;
    replace(tx, &format!("pledge:{}", row.id), &counted, events).await
}

/// The rates that could speak for a currency on a day; none are needed for US dollars and balboas.
///
/// # Errors
/// [`super::StoreError`].
pub async fn rates_for(source: &impl Source, currency: Currency, day: time::Date) -> Result<Vec<rate::Rate>> {
    if currency.is_dollar() {
        return Ok(Vec::new());
    }
    super::rates::around(source, currency, day).await
}

/// `events`: those that moved it, in their order; none: those of this write since it counted last.
async fn replace(tx: &Tx, subject: &str, counted: &Counted, events: &[i64]) -> Result<()> {
    let after = counting::contributions(&counted.subject, &counted.gazetteer)?;
    let before = counted.contributed()?;
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    let mut moved = Contributions::new();
    for key in keys {
        let (old, new) = (
            before.get(key).copied().unwrap_or_default(),
            after.get(key).copied().unwrap_or_default(),
        );
        if old != new {
            let difference = new.checked_sub(&old).ok_or(counting::CountingError::Overflow)?;
            moved.insert(key.clone(), difference);
        }
    }
    if moved.is_empty() {
        return Ok(());
    }
    let own = tx.uncounted_events().await?;
    let because = recent(if events.is_empty() { &own } else { events });
    let line = ContributionLine {
        subject: subject.to_owned(),
        figures: ledger_text::written(&after),
    };
    tx.settle_totals().await?;
    tx.record(|record| {
        record.contribution.push(line);
        for (key, measures) in &moved {
            record.moved.insert(key, measures, &because);
        }
    })
    .await
}
