//! Everything on which the standing of promises and commitments depends, in a fixed number of statements however many
//! they are.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use time::Date;

use super::conditions::{self, ConditionRow};
use super::pledges::PledgeRow;
use super::replies::{self, ReplyRow};
use super::schedules::{self, Planned};
use super::sql::Clause;
use super::{Result, Source, ledger};
use crate::domain::chain::Chain;
use crate::domain::counting::CountingError;
use crate::domain::fulfilment::{Facts, Fulfilment, PendingReason, fulfilment, of_commitments};
use crate::domain::ids::{LedgerEntryId, PledgeId, ProjectId};
use crate::domain::lateness::{Account, Condition, Dues, dues};
use crate::domain::ledger::Entry;

/// What is known of the waiting of some promises and of commitments without one.
#[derive(Debug, Clone, Default)]
pub struct Fulfilments {
    chains: BTreeMap<PledgeId, (Chain, Vec<Entry>)>,
    /// Of commitments without a promise.
    direct: (Chain, Vec<Entry>),
    pub planned: Planned,
    /// In the order of stating.
    pub conditions: Vec<ConditionRow>,
    /// Newest first.
    pub replies: Vec<ReplyRow>,
    reasons: Vec<ReasonRow>,
}

/// What was said when a commitment ended or a payment was refunded.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
struct ReasonRow {
    id: i64,
    /// `None` once it was redacted.
    content: Option<String>,
}

/// Loads what the standing of some promises depends on; five statements.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_pledges(source: &impl Source, pledges: &[PledgeId]) -> Result<Fulfilments> {
    load(source, pledges, &Clause::of_pledges(pledges)).await
}

/// The same, with commitments that have no promise before them.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_accounts(
    source: &impl Source,
    pledges: &[PledgeId],
    commitments: &[LedgerEntryId],
) -> Result<Fulfilments> {
    load(source, pledges, &Clause::of_accounts(pledges, commitments)).await
}

/// The same, with all direct commitments of a project.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_project(source: &impl Source, pledges: &[PledgeId], project: ProjectId) -> Result<Fulfilments> {
    load(source, pledges, &Clause::of_project(pledges, project)).await
}

async fn load(source: &impl Source, pledges: &[PledgeId], clause: &Clause) -> Result<Fulfilments> {
    let mut rows: BTreeMap<PledgeId, Vec<Entry>> = BTreeMap::new();
    let mut direct = Vec::new();
    for booked in ledger::of(source, clause).await? {
        match booked.entry.line {
            Some((pledge, _)) => rows.entry(pledge).or_default().push(booked.entry),
            None => direct.push(booked.entry),
        }
    }
    let mut chains = BTreeMap::new();
    for (pledge, entries) in rows {
        let chain = Chain::read(&entries).map_err(CountingError::from)?;
        chains.insert(pledge, (chain, entries));
    }
    let chain = Chain::read(&direct).map_err(CountingError::from)?;
    let commitments: Vec<LedgerEntryId> = chain.commitments.keys().copied().collect();
    Ok(Fulfilments {
        planned: schedules::planned(source, pledges, &commitments).await?,
        conditions: conditions::of(source, clause).await?,
        replies: replies::of(source, clause).await?,
        reasons: reasons(source, clause).await?,
        direct: (chain, direct),
        chains,
    })
}

async fn reasons(source: &impl Source, clause: &Clause) -> Result<Vec<ReasonRow>> {
    let sql = format!(
        "SELECT entry.id, words.content FROM ledger_entry AS entry
         JOIN event_text AS words ON words.event_number = entry.event_number AND words.field = 'reason'
         WHERE entry.kind IN ('termination', 'refund') AND {} ORDER BY entry.id",
        clause.on(source.speaks_postgres())
    );
    source.all(&sql, clause.bound.clone()).await
}

fn typed<'r>(conditions: impl Iterator<Item = &'r ConditionRow>) -> Vec<Condition> {
    conditions.map(ConditionRow::condition).collect()
}

impl Fulfilments {
    /// The conditions of one promise and its commitments.
    pub fn conditions_of(&self, pledge: PledgeId) -> impl Iterator<Item = &ConditionRow> {
        self.conditions.iter().filter(move |row| row.pledge_id == Some(pledge))
    }

    /// The conditions of commitments without a promise.
    pub fn conditions_of_direct(&self) -> impl Iterator<Item = &ConditionRow> {
        self.conditions.iter().filter(|row| row.pledge_id.is_none())
    }

    /// What was said about why one promise waits, newest first.
    pub fn replies_of(&self, pledge: PledgeId) -> impl Iterator<Item = &ReplyRow> {
        self.replies.iter().filter(move |row| row.pledge_id == Some(pledge))
    }

    /// What was said about why a commitment without a promise waits, newest first.
    pub fn replies_of_direct(&self, commitment: LedgerEntryId) -> impl Iterator<Item = &ReplyRow> {
        self.replies.iter().filter(move |row| row.ledger_entry_id == commitment)
    }

    /// What was said when money went back by this row; `Some(None)` once that was redacted.
    #[must_use]
    pub fn reason_of(&self, entry: LedgerEntryId) -> Option<Option<&str>> {
        let row = self.reasons.iter().find(|row| row.id == entry.0)?;
        Some(row.content.as_deref())
    }

    /// The chain of one promise; none before it is public.
    #[must_use]
    pub fn chain_of(&self, pledge: PledgeId) -> Option<&Chain> {
        self.chains.get(&pledge).map(|(chain, _)| chain)
    }

    /// The commitments without a promise.
    pub fn direct_commitments(&self) -> impl Iterator<Item = LedgerEntryId> {
        self.direct.0.commitments.keys().copied()
    }

    fn account<'a>(
        &'a self,
        pledge: Option<PledgeId>,
        conditions: &'a [Condition],
        valid_until_on: Option<Date>,
    ) -> Account<'a> {
        let entries = match pledge {
            Some(pledge) => self.chains.get(&pledge).map_or(&[][..], |(_, entries)| entries),
            None => &self.direct.1,
        };
        Account {
            entries,
            tranches: pledge.map_or(&[], |pledge| self.planned.of_pledge(pledge)),
            schedules: &self.planned.commitments,
            conditions,
            valid_until_on,
        }
    }

    /// What is open of the planned payments of one promise and its commitments, or of the commitments without one, as of
    /// `today`.
    #[must_use]
    pub fn dues(&self, pledge: Option<PledgeId>, valid_until_on: Option<Date>, today: Date) -> Dues {
        let conditions = match pledge {
            Some(pledge) => typed(self.conditions_of(pledge)),
            None => typed(self.conditions_of_direct()),
        };
        dues(self.account(pledge, &conditions, valid_until_on), today)
    }

    /// Why one commitment without a promise waits, as of `today`; nothing for what is none.
    #[must_use]
    pub fn direct_pending(&self, commitment: LedgerEntryId, today: Date) -> Vec<PendingReason> {
        let conditions = typed(self.conditions_of_direct());
        let (mut pending, _) = of_commitments(&self.direct.0, self.account(None, &conditions, None), today);
        pending.retain(|wait| wait.commitment() == Some(commitment));
        pending
    }

    /// The standing of one promise as of `today`; `None` before it is public.
    #[must_use]
    pub fn of(&self, row: &PledgeRow, today: Date) -> Option<Fulfilment> {
        let (chain, _) = self.chains.get(&row.key())?;
        let conditions = typed(self.conditions_of(row.key()));
        let facts = Facts {
            state: row.state,
            kind: row.kind,
            chain,
            account: self.account(Some(row.key()), &conditions, row.valid_until_on),
        };
        Some(fulfilment(facts, today))
    }
}
