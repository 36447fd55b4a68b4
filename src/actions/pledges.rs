//! The pledge: entering, changing, submitting, reviewing, publishing, withdrawing, letting lapse.

use super::bound::within;
use super::{ActionError, Context, Result, unusual};
use crate::domain::access::{Permission, may};
use crate::domain::account::{Actor, Role};
use crate::domain::ids::PledgeId;
use crate::domain::pledge::{self, Decision, PledgeState, StateRefusal, Target, TargetProject, Terms};
use crate::mail::letters::PledgeLetter;
use crate::store::pledges::{self, Entering, PledgeRow, StateChange};
use crate::store::{Source, StoreError, Tx, audit, places, projects};

mod record;

use record::{notify, publish, record_end};

/// What the owner wants to happen with the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    Draft,
    Submit,
}

/// Enters a pledge and gives its reference. The same request again gives the first reference.
///
/// # Errors
/// [`ActionError::Terms`] with every error, [`ActionError::Refused`], [`ActionError::NotFound`].
pub async fn create(ctx: Context<'_>, actor: &Actor, terms: &Terms, intent: Intent) -> Result<String> {
    ctx.write(async |tx| {
        check(tx, ctx, actor, terms).await?;
        let on_behalf = matches!(actor.role, Role::Officer { .. });
        let (id, reference) = pledges::insert(
            tx,
            terms,
            Entering {
                by: actor.account,
                on_behalf,
            },
        )
        .await?;
        audit::note(tx, Some(actor.account), "pledge_entered", &reference).await?;
        if intent == Intent::Submit {
            submit(tx, ctx, actor, id, 1, PledgeState::Draft, &reference).await?;
        }
        Ok(reference)
    })
    .await
}

/// Replaces the terms of a draft or returned pledge that is still at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile; otherwise as [`create`].
pub async fn update(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    version: i64,
    terms: &Terms,
    intent: Intent,
) -> Result<()> {
    ctx.write(async |tx| {
        let row = own(tx, actor, reference).await?;
        if row.version != version || !row.state.is_editable() {
            return Err(StoreError::Stale.into());
        }
        check(tx, ctx, actor, terms).await?;
        pledges::update_terms(tx, row.key(), version, terms).await?;
        audit::note(tx, Some(actor.account), "pledge_edited", reference).await?;
        if intent == Intent::Submit {
            submit(tx, ctx, actor, row.key(), version + 1, row.state, reference).await?;
        }
        Ok(())
    })
    .await
}

/// Whether this actor may promise this now.
///
/// # Errors
/// [`ActionError::Terms`] with every error, [`ActionError::Refused`], [`ActionError::NotFound`].
pub async fn check(source: &impl Source, ctx: Context<'_>, actor: &Actor, terms: &Terms) -> Result<()> {
    let mut project = None;
    let towards = match terms.target {
        Target::Project(id) => {
            let row = projects::get(source, id).await?.ok_or(ActionError::NotFound)?;
            if !row.status.is_public() {
                return Err(ActionError::NotFound);
            }
            project = Some(TargetProject {
                provenance: row.provenance,
                status: row.status,
            });
            Some(row.country)
        }
        Target::Place(id) => {
            let gazetteer = places::gazetteer(source).await?;
            Some(gazetteer.get(id).ok_or(ActionError::NotFound)?.country)
        }
        Target::Pillar(_) | Target::Plan => None,
    };
    may(
        actor,
        Permission::EditPledge {
            organisation: terms.organisation,
            towards,
        },
    )
    .map_err(ActionError::hiding)?;
    let errors = pledge::errors(terms, project, ctx.now.local_date());
    if !errors.is_empty() {
        return Err(ActionError::Terms(errors));
    }
    within(source, ctx, terms.amount, terms.pledged_on).await
}

/// The pledge, if this actor keeps it.
async fn own(tx: &Tx, actor: &Actor, reference: &str) -> Result<PledgeRow> {
    let row = pledges::by_reference(tx, reference)
        .await?
        .ok_or(ActionError::NotFound)?;
    may(actor, row.edit_permission()).map_err(ActionError::hiding)?;
    Ok(row)
}

async fn submit(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    id: PledgeId,
    version: i64,
    from: PledgeState,
    reference: &str,
) -> Result<()> {
    let to = PledgeState::Submitted;
    let change = StateChange {
        pledge: id,
        version,
        from,
        to,
        reason: "",
        by: Some(actor.account),
    };
    pledges::change_state(tx, &change).await?;
    audit::note(tx, Some(actor.account), "pledge_submitted", reference).await?;
    let row = pledges::by_reference(tx, reference)
        .await?
        .ok_or(ActionError::NotFound)?;
    notify(tx, ctx, PledgeLetter::Received, &row, "").await
}

/// Answers a submitted pledge that is still at `version` (`None`: whatever its version).
///
/// # Errors
/// [`ActionError::Refused`], [`ActionError::State`], [`ActionError::Proposal`] where a verification needs a reason,
/// [`StoreError::Stale`].
pub async fn review(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    version: Option<i64>,
    decision: Decision,
    reason: &str,
) -> Result<()> {
    ctx.write(async |tx| {
        let row = pledges::by_reference(tx, reference)
            .await?
            .ok_or(ActionError::NotFound)?;
        may(
            actor,
            Permission::ReviewPledge {
                towards: row.towards(),
                entered_by: row.entered_by,
                submitted_by: row.submitted_by,
            },
        )?;
        let from = row.state;
        let to = pledge::review(from, decision, reason)?;
        if decision == Decision::Verify {
            unusual::must_be_explained(unusual::of_pledge(tx, &row).await?, reason)?;
        }
        let change = StateChange {
            pledge: row.key(),
            version: version.unwrap_or(row.version),
            from,
            to,
            reason: reason.trim(),
            by: Some(actor.account),
        };
        pledges::change_state(tx, &change).await?;
        audit::note(tx, Some(actor.account), decision.code(), reference).await?;
        if decision == Decision::Verify && row.embargo_until_on.is_none_or(|until| until <= ctx.now.local_date()) {
            publish(tx, Some(actor.role), &row).await?;
        }
        let letter = match decision {
            Decision::Verify => PledgeLetter::Verified,
            Decision::Return => PledgeLetter::Returned,
            Decision::Decline => PledgeLetter::Declined,
        };
        notify(tx, ctx, letter, &row, reason.trim()).await
    })
    .await
}

/// Publishes the verified pledges whose embargo has ended; gives their number.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn publish_due(ctx: Context<'_>) -> Result<usize> {
    let due = pledges::embargo_ended(ctx.db.primary(), ctx.now.local_date()).await?;
    if due.is_empty() {
        return Ok(0);
    }
    ctx.write(async |tx| {
        let due = pledges::embargo_ended(tx, ctx.now.local_date()).await?;
        for row in &due {
            publish(tx, None, row).await?;
            audit::note(tx, None, "embargo_ended", &row.reference).await?;
        }
        Ok(due.len())
    })
    .await
}

/// Withdraws what is outstanding of a verified pledge; the owner's action.
///
/// # Errors
/// [`ActionError::State`], [`ActionError::NotFound`].
pub async fn withdraw(ctx: Context<'_>, actor: &Actor, reference: &str, reason: &str) -> Result<()> {
    ctx.write(async |tx| {
        let row = own(tx, actor, reference).await?;
        end(tx, ctx, actor, &row, PledgeState::Withdrawn, reason).await
    })
    .await
}

/// Lets what is outstanding of a verified pledge lapse; the officer's action.
///
/// # Errors
/// [`ActionError::State`], [`ActionError::Refused`].
pub async fn lapse(ctx: Context<'_>, actor: &Actor, reference: &str, reason: &str) -> Result<()> {
    ctx.write(async |tx| {
        let row = pledges::by_reference(tx, reference)
            .await?
            .ok_or(ActionError::NotFound)?;
        may(actor, Permission::LapsePledge { towards: row.towards() })?;
        if row.is_valid_on(ctx.now.local_date()) {
            return Err(StateRefusal::StillValid.into());
        }
        end(tx, ctx, actor, &row, PledgeState::Lapsed, reason).await
    })
    .await
}

async fn end(tx: &Tx, ctx: Context<'_>, actor: &Actor, row: &PledgeRow, to: PledgeState, reason: &str) -> Result<()> {
    let from = row.state;
    pledge::end(from, to, reason)?;
    let by = Some(actor.account);
    let change = StateChange {
        pledge: row.key(),
        version: row.version,
        from,
        to,
        reason: reason.trim(),
        by,
    };
    pledges::change_state(tx, &change).await?;
    audit::note(tx, by, to.code(), &row.reference).await?;
    // Under embargo nothing is public yet, so there is nothing to take back.
    if row.is_public() && !record_end(tx, ctx, actor, row, to, reason).await? {
        return Err(StateRefusal::NothingOutstanding.into());
    }
    let letter = if to == PledgeState::Lapsed {
        PledgeLetter::Lapsed
    } else {
        PledgeLetter::Withdrawn
    };
    notify(tx, ctx, letter, row, reason.trim()).await
}
