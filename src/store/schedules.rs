//! What was planned to be paid and when: the tranches of promises, and those of signed commitments, which replace them.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use time::Date;

use super::record::CommitmentTrancheLine;
use super::sql::one_of;
use super::{Result, Source, Tx, placeholders_or_null};
use crate::domain::currency::Currency;
use crate::domain::ids::{LedgerEntryId, PledgeId};
use crate::domain::money::Money;
use crate::domain::pledge::Tranche;

/// Writes the planned payments of a commitment.
///
/// # Errors
/// [`super::StoreError`].
pub async fn insert(tx: &Tx, commitment: LedgerEntryId, schedule: &[Tranche]) -> Result<()> {
    let last = tx.heads().await?.commitment_tranche;
    for (position, tranche) in (0_i64..).zip(schedule) {
        let line = CommitmentTrancheLine {
            id: last + 1 + position,
            commitment_id: commitment,
            position,
            due_on: tranche.due_on.to_string(),
            amount_minor: tranche.amount.minor(),
        };
        tx.advance(|heads| heads.commitment_tranche = line.id);
        tx.record(|record| record.commitment_tranche.push(line)).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    pledge_id: Option<PledgeId>,
    commitment_id: Option<LedgerEntryId>,
    due_on: Date,
    amount_minor: i64,
    currency: Currency,
}

/// Planned payments of promises and of commitments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Planned {
    pub pledges: BTreeMap<PledgeId, Vec<Tranche>>,
    pub commitments: BTreeMap<LedgerEntryId, Vec<Tranche>>,
}

impl Planned {
    /// The schedule of a commitment; empty where it gave none.
    #[must_use]
    pub fn of_commitment(&self, id: LedgerEntryId) -> &[Tranche] {
        self.commitments.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The tranches of a promise.
    #[must_use]
    pub fn of_pledge(&self, id: PledgeId) -> &[Tranche] {
        self.pledges.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// The planned payments of some promises and all their commitments, and of some commitments more, in one statement.
///
/// # Errors
/// [`super::StoreError`].
pub async fn planned(source: &impl Source, pledges: &[PledgeId], commitments: &[LedgerEntryId]) -> Result<Planned> {
    let promised = placeholders_or_null(1, pledges.len());
    let signed = placeholders_or_null(pledges.len() + 1, commitments.len());
    let wanted = one_of(
        source.speaks_postgres(),
        "commitment_id",
        &format!(
            "SELECT own.id FROM ledger_entry AS own WHERE own.pledge_id IN ({promised})
                UNION ALL SELECT own.id FROM ledger_entry AS own WHERE own.id IN ({signed})"
        ),
    );
    let sql = format!(
        "SELECT tranche.pledge_id AS pledge_id, CAST(NULL AS BIGINT) AS commitment_id, tranche.position AS position,
            tranche.due_on AS due_on, tranche.amount_minor AS amount_minor, pledge.currency AS currency
         FROM tranche JOIN pledge ON pledge.id = tranche.pledge_id WHERE tranche.pledge_id IN ({promised})
         UNION ALL
         SELECT entry.pledge_id, commitment_id, position, due_on, commitment_tranche.amount_minor, entry.currency
         FROM commitment_tranche JOIN ledger_entry AS entry ON entry.id = commitment_id
         WHERE {wanted}
         ORDER BY 1, 2, 3"
    );
    let bound = pledges
        .iter()
        .map(|id| id.0)
        .chain(commitments.iter().map(|id| id.0))
        .map(Into::into)
        .collect();
    let rows: Vec<Row> = source.all(&sql, bound).await?;
    let mut planned = Planned::default();
    for row in rows {
        let tranche = Tranche {
            due_on: row.due_on,
            amount: Money::new(row.amount_minor, row.currency),
        };
        match (row.commitment_id, row.pledge_id) {
            (Some(commitment), _) => planned.commitments.entry(commitment).or_default().push(tranche),
            (None, Some(pledge)) => planned.pledges.entry(pledge).or_default().push(tranche),
            (None, None) => {}
        }
    }
    Ok(planned)
}
