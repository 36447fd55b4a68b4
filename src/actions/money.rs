//! The chain after the pledge: revising, earmarking, signing, terminating, paying, answering, refunding, spending.
//!
//! Each deed adds rows and changes none; what is wrong is mended by its opposite row.

use super::{ActionError, Result};
use crate::domain::access::{Deed, may};
use crate::domain::account::Actor;
use crate::domain::chain::{Chain, MoneyRefusal};
use crate::domain::counting::{Booked, CountingError, EntryKind};
use crate::domain::ids::{LedgerEntryId, OrganisationId, ProjectId};
use crate::domain::pledge::{PledgeKind, PledgeState, Target};
use crate::domain::project::Provenance;
use crate::store::money::MoneyRow;
use crate::store::pledges::PledgeRow;
use crate::store::projects::ProjectRow;
use crate::store::{Tx, ledger, money, projects};

pub(super) mod agreement;
pub(super) mod book;
pub(super) mod expenditure;
mod payment;
pub(super) mod pledge;
pub(super) mod propose;
mod publication;
mod tell;

pub use agreement::{Agreeing, Signing, Terminating, agree, sign, terminate};
pub use expenditure::{Spending, spend, unspend};
pub use payment::{Answering, Paying, Refunding, answer, pay, refund};
pub(super) use pledge::end_lines;
pub use pledge::{earmark, revise};
pub use propose::Recorded;
pub use publication::{Publishing, publish};

use book::pledge_of;

/// The chain that some rows make.
fn chain(rows: &[Booked]) -> Result<Chain> {
    Ok(Chain::read(rows.iter().map(|booked| &booked.entry)).map_err(CountingError::from)?)
}

/// A public pledge of money that this actor keeps, and that is still open.
pub(super) async fn open_pledge(tx: &Tx, actor: &Actor, reference: &str) -> Result<PledgeRow> {
    let row = pledge_of(tx, reference).await?;
    may(actor, row.keeping()?).map_err(ActionError::hiding)?;
    if row.state()? != PledgeState::Verified || !row.is_public() {
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
    let towards = Some(row.country()?);
    may(actor, Deed::KeepPledge { organisation, towards }).map_err(ActionError::hiding)?;
    Ok(row)
}

/// As [`project_for`], if the project takes money now.
async fn open_project(tx: &Tx, actor: &Actor, id: ProjectId, organisation: OrganisationId) -> Result<ProjectRow> {
    let row = project_for(tx, actor, id, organisation).await?;
    if row.provenance()? != Provenance::Registered || !row.status()?.is_open_for_funding() {
        return Err(MoneyRefusal::ProjectNotOpen.into());
    }
    Ok(row)
}

/// The row of this kind, if this actor keeps what its giver does.
async fn kept(tx: &Tx, actor: &Actor, id: i64, kind: EntryKind) -> Result<MoneyRow> {
    let row = money::get_to_write(tx, id, kind).await?.ok_or(ActionError::NotFound)?;
    let deed = Deed::KeepPledge {
        organisation: row.giver(),
        towards: row.towards()?,
    };
    may(actor, deed).map_err(ActionError::hiding)?;
    Ok(row)
}

/// The chain to which a row belongs that descends from an agreement: all of its project, or of its pledge.
async fn chain_of(tx: &Tx, row: &MoneyRow, agreement: LedgerEntryId) -> Result<Chain> {
    let rows = match (row.target()?, row.pledge()) {
        (Target::Project(project), _) => ledger::of_project(tx, project).await?,
        (_, Some(pledge)) => ledger::of_pledge(tx, pledge).await?,
        (_, None) => ledger::of_agreement(tx, agreement).await?,
    };
    chain(&rows)
}
