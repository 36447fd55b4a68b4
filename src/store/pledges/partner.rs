//! Public pledges of one partner, those to which it contributes included.

use sea_orm::FromQueryResult;

use super::{PledgeRow, SELECT};
use crate::domain::ids::{OrganisationId, PledgeId};
use crate::domain::pledge::PledgeState;
use crate::store::sql::one_of;
use crate::store::{Result, Source, placeholders};

/// That a pledge is one of the partner `$1`, or of several with it.
fn own(postgres: bool) -> String {
    let pledges = "SELECT alone.id FROM pledge AS alone WHERE alone.organisation_id = $1
        UNION ALL SELECT part.pledge_id FROM pledge_contributor AS part WHERE part.organisation_id = $1";
    one_of(postgres, "pledge.id", pledges)
}

/// The public pledges of a partner, alone or with others, newest first, from before `before`.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn public_of_partner(
    source: &impl Source,
    organisation: OrganisationId,
    state: Option<PledgeState>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<PledgeRow>> {
    let mut bound = values![organisation, before.unwrap_or(i64::MAX), limit];
    let clause = match state {
        Some(state) => {
            bound.push(state.code().into());
            " AND pledge.state = $4"
        }
        None => "",
    };
    let own = own(source.speaks_postgres());
    source
        .all(
            &format!(
                "{SELECT} WHERE {own} AND entry.id IS NOT NULL AND pledge.id < $2{clause} ORDER BY pledge.id DESC LIMIT $3"
            ),
            bound,
        )
        .await
}

/// How many public pledges of a partner are in a state.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StateRow {
    pub state: PledgeState,
    pub count: i64,
}

/// The states of the public pledges of a partner.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn public_states_of_partner(source: &impl Source, organisation: OrganisationId) -> Result<Vec<StateRow>> {
    let own = own(source.speaks_postgres());
    source
        .all(
            &format!(
                "SELECT pledge.state, COUNT(*) AS count FROM pledge
                 JOIN ledger_entry ON ledger_entry.pledge_id = pledge.id AND ledger_entry.kind = 'pledge'
                 WHERE {own} GROUP BY pledge.state ORDER BY pledge.state"
            ),
            values![organisation],
        )
        .await
}

/// Who gives what part of a joint pledge.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PartRow {
    pub pledge_id: PledgeId,
    pub organisation_id: OrganisationId,
    /// In the pledge's currency; `None` where that is unknown.
    pub amount_minor: Option<i64>,
}

/// The contributors of some pledges.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn parts_of(source: &impl Source, pledges: &[PledgeId]) -> Result<Vec<PartRow>> {
    // Asked also for none, so that a page takes the same number of statements whatever it shows.
    let wanted = if pledges.is_empty() {
        "NULL".to_owned()
    } else {
        placeholders(1, pledges.len())
    };
    source
        .all(
            &format!(
                "SELECT pledge_id, organisation_id, amount_minor FROM pledge_contributor
                 WHERE pledge_id IN ({wanted}) ORDER BY pledge_id, position"
            ),
            pledges.iter().map(|id| id.0.into()).collect(),
        )
        .await
}
