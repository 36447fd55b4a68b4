//! What is unusual about an amount that waits for an officer, so that whoever verifies it says why it is right.

use time::Date;

use super::money::entry::converted;
use super::{ActionError, Result};
use crate::domain::ids::ProjectId;
use crate::domain::money::Money;
use crate::domain::pledge::Target;
use crate::domain::proposal::{ProposalKind, ProposalRefusal, Unusual, unusual_commitment, unusual_pledge};
use crate::domain::reason;
use crate::store::Source;
use crate::store::pledges::{self, PledgeRow};
use crate::store::projects::{self, ProjectRow};
use crate::store::proposals::ProposalRow;

/// What is unusual about a submitted pledge.
///
/// # Errors
/// [`ActionError::Amount`], [`ActionError::Store`].
pub async fn of_pledge(source: &impl Source, row: &PledgeRow) -> Result<Option<Unusual>> {
    of_figure(source, row, row.amount()).await
}

/// What is unusual about a proposal, as things stand. Of an expenditure nothing is: it stands in no relation to the gap.
///
/// # Errors
/// [`ActionError::Amount`], [`ActionError::Store`].
pub async fn of_proposal(source: &impl Source, row: &ProposalRow) -> Result<Option<Unusual>> {
    let amount = row.amount();
    match row.kind {
        ProposalKind::Revision => {
            let id = row.pledge_id.ok_or(ActionError::NotFound)?;
            let pledge = pledges::get(source, id).await?.ok_or(ActionError::NotFound)?;
            of_figure(source, &pledge, amount).await
        }
        ProposalKind::Commitment => {
            let project = project(source, row.project().ok_or(ActionError::NotFound)?).await?;
            let valuation = valuation(source, amount, row.dated_on, &project).await?;
            Ok(unusual_commitment(
                amount,
                valuation,
                project.gap_minor,
                project.budget_currency,
            ))
        }
        ProposalKind::Expenditure => Ok(None),
    }
}

/// A figure that a pledge has, or would have. What is for no project has no requirement to be compared with.
async fn of_figure(source: &impl Source, row: &PledgeRow, amount: Money) -> Result<Option<Unusual>> {
    let Target::Project(id) = row.target() else {
        return Ok(None);
    };
    let project = project(source, id).await?;
    let valuation = valuation(source, amount, row.pledged_on, &project).await?;
    Ok(unusual_pledge(amount, valuation, project.requirement()))
}

async fn project(source: &impl Source, id: ProjectId) -> Result<ProjectRow> {
    projects::get(source, id).await?.ok_or(ActionError::NotFound)
}

/// What an amount of a day is in the project's budget currency; `None` where no rate tells.
async fn valuation(source: &impl Source, amount: Money, on: Date, project: &ProjectRow) -> Result<Option<Money>> {
    if amount.currency() == project.budget_currency {
        return Ok(Some(amount));
    }
    let converted = converted(source, amount, on, Some(project.key())).await?;
    Ok(converted.and_then(|converted| converted.budget))
}

/// Whether an officer may verify something with this reason.
///
/// # Errors
/// [`ProposalRefusal::ReasonNeeded`].
pub(super) fn must_be_explained(found: Option<Unusual>, why: &str) -> Result<()> {
    if found.is_some() && reason::check(why).is_err() {
        return Err(ProposalRefusal::ReasonNeeded.into());
    }
    Ok(())
}
