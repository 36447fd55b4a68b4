//! The chain after the pledge: revising, earmarking, signing, terminating, paying, answering, refunding, spending.
//!
//! Each action adds rows and changes none; what is wrong is mended by its opposite row.

use super::{ActionError, Result};
use crate::domain::access::{Permission, may};
use crate::domain::account::Actor;
use crate::domain::chain::{Chain, MoneyRefusal};
use crate::domain::counting::CountingError;
use crate::domain::ids::{LedgerEntryId, OrganisationId, ProjectId};
use crate::domain::ledger::{Booked, EntryKind};
use crate::domain::pledge::{PledgeKind, PledgeState, Target};
use crate::domain::project::Provenance;
use crate::store::money::MoneyRow;
use crate::store::pledges::PledgeRow;
use crate::store::projects::ProjectRow;
use crate::store::{Tx, ledger, money, projects};

pub(super) mod commitment;
mod disbursement;
pub(crate) mod entry;
pub(super) mod expenditure;
mod notify;
pub(super) mod pledge;
pub(super) mod propose;
mod publication;

pub use commitment::{NewCommitment, NewDirectCommitment, NewTermination, agree, sign, terminate};
pub use disbursement::{NewDisbursement, NewReceipt, Refunding, answer, pay, refund};
pub use expenditure::{NewExpenditure, adjust, spend};
pub(super) use pledge::end_lines;
pub use pledge::{earmark, revise};
pub use propose::Recorded;
pub use publication::{NewPublication, publish};

use entry::pledge_of;

/// The chain that some rows make.
fn chain(rows: &[Booked]) -> Result<Chain> {
    Ok(Chain::read(rows.iter().map(|booked| &booked.entry)).map_err(CountingError::from)?)
}

/// A public pledge of money that this actor keeps, and that is still open.
pub(super) async fn open_pledge(tx: &Tx, actor: &Actor, reference: &str) -> Result<PledgeRow> {
    let row = pledge_of(tx, reference).await?;
    may(actor, row.edit_permission()).map_err(ActionError::hiding)?;
    if row.state != PledgeState::Verified || !row.is_public() {
        return Err(MoneyRefusal::NotOpen.into());
    }
    Ok(row)
}

fn must_be_money(kind: PledgeKind) -> Result<()> {
    match kind {
        PledgeKind::Financial => Ok(()),
        PledgeKind::InKind | PledgeKind::Technical | PledgeKind::Guarantee => Err(MoneyRefusal::NotFinancial.into()),
    }
}

/// The project of which a part of an organisation's promise becomes, or was: an officer's only in the own country,
/// wherever the promise itself is.
async fn project_for(tx: &Tx, actor: &Actor, id: ProjectId, organisation: OrganisationId) -> Result<ProjectRow> {
    let row = projects::get(tx, id).await?.ok_or(ActionError::NotFound)?;
    let towards = Some(row.country);
    may(actor, Permission::EditPledge { organisation, towards }).map_err(ActionError::hiding)?;
    Ok(row)
}

/// As [`project_for`], if the project takes money now.
async fn open_project(tx: &Tx, actor: &Actor, id: ProjectId, organisation: OrganisationId) -> Result<ProjectRow> {
    let row = project_for(tx, actor, id, organisation).await?;
    if row.provenance != Provenance::Registered || !row.status.is_open_for_funding() {
        return Err(MoneyRefusal::ProjectNotOpen.into());
    }
    Ok(row)
}

/// The row of this kind, if this actor keeps what its provider does.
async fn load_editable(tx: &Tx, actor: &Actor, id: i64, kind: EntryKind) -> Result<MoneyRow> {
    let row = money::get_to_write(tx, id, kind).await?.ok_or(ActionError::NotFound)?;
    let action = Permission::EditPledge {
        organisation: row.provider(),
        towards: row.towards(),
    };
    may(actor, action).map_err(ActionError::hiding)?;
    Ok(row)
}

/// The chain to which a row belongs that descends from a commitment: all of its project, or of its pledge.
async fn chain_of(tx: &Tx, row: &MoneyRow, commitment: LedgerEntryId) -> Result<Chain> {
    let rows = match (row.target(), row.pledge()) {
        (Target::Project(project), _) => ledger::of_project(tx, project).await?,
        (_, Some(pledge)) => ledger::of_pledge(tx, pledge).await?,
        (_, None) => ledger::of_commitment(tx, commitment).await?,
    };
    chain(&rows)
}
