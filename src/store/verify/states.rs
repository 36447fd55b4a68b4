//! Where promises and commitments stand, as lists find them, against what follows from their rows, days and conditions.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use time::Date;

use super::super::states::derive;
use super::super::{Result, Snapshot, Source, StoreError};
use super::Report;
use crate::domain::fulfilment::{CommitmentState, PromiseState, Whose};
use crate::domain::ids::{LedgerEntryId, PledgeId};
use crate::domain::lateness::Days;

#[derive(FromQueryResult)]
struct PledgeRow {
    pledge_id: PledgeId,
    outstanding_minor: i64,
    next_due_on: Option<Date>,
    overdue_from_on: Option<Date>,
    valid_until_on: Option<Date>,
    condition_since_on: Option<Date>,
}

#[derive(FromQueryResult)]
struct CommitmentRow {
    commitment_id: LedgerEntryId,
    undisbursed_minor: i64,
    unconfirmed_minor: i64,
    next_due_on: Option<Date>,
    overdue_from_on: Option<Date>,
    unanswered_since_on: Option<Date>,
    unsettled_since_on: Option<Date>,
    condition_since_on: Option<Date>,
}

/// The first row of an account: of a promise, or of a commitment without one.
#[derive(FromQueryResult)]
struct Head {
    id: LedgerEntryId,
    reference: Option<String>,
}

/// Compares every promise and commitment.
pub(super) async fn states(source: &Snapshot, report: &mut Report) -> Result<()> {
    let mut promises = stored_promises(source).await?;
    let mut commitments = stored_commitments(source).await?;
    let heads: Vec<Head> = source
        .all(
            "SELECT entry.id, pledge.reference FROM ledger_entry AS entry LEFT JOIN pledge ON pledge.id = entry.pledge_id
             WHERE entry.kind = 'pledge' OR (entry.kind = 'commitment' AND entry.pledge_id IS NULL) ORDER BY entry.id",
            vec![],
        )
        .await?;
    for head in heads {
        let name = |id: LedgerEntryId| head.reference.clone().unwrap_or_else(|| format!("ledger row {id}"));
        let derived = match derive(source, head.id).await {
            Ok(derived) => derived,
            Err(error @ (StoreError::Unavailable(_) | StoreError::Busy)) => return Err(error),
            Err(error) => {
                report.errors.push(format!("{}: {error}", name(head.id)));
                continue;
            }
        };
        if let Some(Whose::Promise(pledge)) = derived.whose {
            let what = format!("pledge_state of {}", name(head.id));
            differ(&what, promises.remove(&pledge), derived.states.promise, report);
        }
        for (id, must) in derived.states.commitments {
            let what = format!("commitment_state of ledger row {id}");
            differ(&what, commitments.remove(&id), Some(must), report);
        }
    }
    for pledge in promises.keys() {
        report
            .errors
            .push(format!("pledge_state of pledge {pledge}: must not be there"));
    }
    for id in commitments.keys() {
        report
            .errors
            .push(format!("commitment_state of ledger row {id}: must not be there"));
    }
    Ok(())
}

fn differ<T: PartialEq + std::fmt::Debug>(what: &str, is: Option<T>, must: Option<T>, report: &mut Report) {
    report.states += 1;
    if is != must {
        report.errors.push(format!("{what}: is {is:?}, must be {must:?}"));
    }
}

async fn stored_promises(source: &Snapshot) -> Result<BTreeMap<PledgeId, PromiseState>> {
    let rows: Vec<PledgeRow> = source
        .all(
            "SELECT pledge_id, outstanding_minor, next_due_on, overdue_from_on, valid_until_on, condition_since_on
             FROM pledge_state",
            vec![],
        )
        .await?;
    let states = rows.into_iter().map(|row| {
        let state = PromiseState {
            outstanding_minor: row.outstanding_minor,
            days: Days {
                next_due_on: row.next_due_on,
                overdue_from_on: row.overdue_from_on,
            },
            valid_until_on: row.valid_until_on,
            condition_since_on: row.condition_since_on,
        };
        (row.pledge_id, state)
    });
    Ok(states.collect())
}

async fn stored_commitments(source: &Snapshot) -> Result<BTreeMap<LedgerEntryId, CommitmentState>> {
    let rows: Vec<CommitmentRow> = source
        .all(
            "SELECT commitment_id, undisbursed_minor, unconfirmed_minor, next_due_on, overdue_from_on,
                unanswered_since_on, unsettled_since_on, condition_since_on
             FROM commitment_state",
            vec![],
        )
        .await?;
    let states = rows.into_iter().map(|row| {
        let state = CommitmentState {
            undisbursed_minor: row.undisbursed_minor,
            unconfirmed_minor: row.unconfirmed_minor,
            days: Days {
                next_due_on: row.next_due_on,
                overdue_from_on: row.overdue_from_on,
            },
            unanswered_since_on: row.unanswered_since_on,
            unsettled_since_on: row.unsettled_since_on,
            condition_since_on: row.condition_since_on,
        };
        (row.commitment_id, state)
    });
    Ok(states.collect())
}
