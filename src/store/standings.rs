//! Everything on which the standing of promises depends, in a fixed number of statements however many they are.

use std::collections::BTreeMap;

use time::Date;

use super::conditions::{self, ConditionRow};
use super::explanations::{self, ExplanationRow};
use super::pledges::PledgeRow;
use super::schedules::{self, Planned};
use super::{Result, Source, ledger};
use crate::domain::chain::{Chain, Entry};
use crate::domain::counting::CountingError;
use crate::domain::ids::{LedgerEntryId, PledgeId, ProjectId};
use crate::domain::standing::{Condition, Facts, Standing, Wait, standing, waits_of_agreement};

/// What is known of the waiting of some promises.
#[derive(Debug, Clone, Default)]
pub struct Standings {
    chains: BTreeMap<PledgeId, Chain>,
    pub planned: Planned,
    /// In the order of stating.
    pub conditions: Vec<ConditionRow>,
    /// Newest first.
    pub explanations: Vec<ExplanationRow>,
}

/// The chains of some promises; of those that are not public yet there is none.
///
/// # Errors
/// [`super::StoreError`].
pub async fn chains(source: &impl Source, pledges: &[PledgeId]) -> Result<BTreeMap<PledgeId, Chain>> {
    let mut rows: BTreeMap<PledgeId, Vec<Entry>> = BTreeMap::new();
    for booked in ledger::of_pledges(source, pledges).await? {
        if let Some((pledge, _)) = booked.entry.line {
            rows.entry(pledge).or_default().push(booked.entry);
        }
    }
    let mut chains = BTreeMap::new();
    for (pledge, entries) in rows {
        chains.insert(pledge, Chain::read(&entries).map_err(CountingError::from)?);
    }
    Ok(chains)
}

/// Loads what the standing of some promises depends on; four statements.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_pledges(source: &impl Source, pledges: &[PledgeId]) -> Result<Standings> {
    Ok(Standings {
        chains: chains(source, pledges).await?,
        planned: schedules::planned(source, pledges, &[]).await?,
        conditions: conditions::of_pledges(source, pledges).await?,
        explanations: explanations::of_pledges(source, pledges).await?,
    })
}

/// What is known of the waiting of agreements that have no promise before them.
#[derive(Debug, Clone, Default)]
pub struct Direct {
    chain: Chain,
    planned: Planned,
    /// In the order of stating.
    pub conditions: Vec<ConditionRow>,
    /// Newest first.
    explanations: Vec<ExplanationRow>,
}

/// Loads what the waiting of the direct agreements of a project depends on; four statements.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_direct(source: &impl Source, project: ProjectId) -> Result<Direct> {
    let rows = ledger::direct_of_project(source, project).await?;
    let chain = Chain::read(rows.iter().map(|booked| &booked.entry)).map_err(CountingError::from)?;
    let agreements: Vec<LedgerEntryId> = chain.agreements.keys().copied().collect();
    Ok(Direct {
        planned: schedules::planned(source, &[], &agreements).await?,
        conditions: conditions::of_direct(source, project).await?,
        explanations: explanations::of_direct(source, project).await?,
        chain,
    })
}

impl Direct {
    /// What was said about why one of them waits, newest first.
    pub fn explanations_of(&self, agreement: LedgerEntryId) -> impl Iterator<Item = &ExplanationRow> {
        self.explanations
            .iter()
            .filter(move |row| row.ledger_entry_id == agreement.0)
    }

    /// Why one of them waits, as of `today`; nothing for what is no direct agreement.
    ///
    /// # Errors
    /// [`super::StoreError::Corrupt`].
    pub fn waits(&self, agreement: LedgerEntryId, today: Date) -> Result<Vec<Wait>> {
        let open = open(self.conditions.iter())?;
        let schedule = self.planned.of_agreement(agreement);
        Ok(waits_of_agreement(&self.chain, agreement, schedule, &open, today))
    }
}

/// Those that nobody said are met.
fn open<'r>(conditions: impl Iterator<Item = &'r ConditionRow>) -> Result<Vec<Condition>> {
    conditions
        .filter(|condition| condition.is_open())
        .map(ConditionRow::condition)
        .collect()
}

impl Standings {
    /// The conditions of one promise and its agreements.
    pub fn conditions_of(&self, pledge: PledgeId) -> impl Iterator<Item = &ConditionRow> {
        self.conditions
            .iter()
            .filter(move |row| row.pledge_id == Some(pledge.0))
    }

    /// What was said about why one promise waits, newest first.
    pub fn explanations_of(&self, pledge: PledgeId) -> impl Iterator<Item = &ExplanationRow> {
        self.explanations
            .iter()
            .filter(move |row| row.pledge_id == Some(pledge.0))
    }

    /// The chain of one promise; empty before it is public.
    #[must_use]
    pub fn chain_of(&self, pledge: PledgeId) -> Option<&Chain> {
        self.chains.get(&pledge)
    }

    /// Why one agreement of a promise waits, as of `today`.
    ///
    /// # Errors
    /// [`super::StoreError::Corrupt`].
    pub fn waits_of(&self, pledge: PledgeId, agreement: LedgerEntryId, today: Date) -> Result<Vec<Wait>> {
        let Some(chain) = self.chains.get(&pledge) else {
            return Ok(Vec::new());
        };
        let open = open(self.conditions_of(pledge))?;
        let schedule = self.planned.of_agreement(agreement);
        Ok(waits_of_agreement(chain, agreement, schedule, &open, today))
    }

    /// The standing of one promise as of `today`; `None` before it is public.
    ///
    /// # Errors
    /// [`super::StoreError::Corrupt`].
    pub fn of(&self, row: &PledgeRow, today: Date) -> Result<Option<Standing>> {
        let Some(chain) = self.chains.get(&row.key()) else {
            return Ok(None);
        };
        let open = open(self.conditions_of(row.key()))?;
        let facts = Facts {
            state: row.state()?,
            kind: row.kind()?,
            valid_until_on: row.valid_until_on,
            chain,
            tranches: self.planned.of_pledge(row.key()),
            schedules: &self.planned.agreements,
            conditions: &open,
        };
        Ok(Some(standing(facts, today)))
    }
}
