//! What an organisation spent on a project, its own execution included.

use time::Date;

use super::book::{Author, Decided, Names, Told, book, child, converted, negative, recount};
use super::propose::{self, Recorded};
use super::{chain, chain_of, kept};
use crate::actions::bound::within;
use crate::actions::documents::{self, Proof};
use crate::actions::once::once;
use crate::actions::{ActionError, Context, Result};
use crate::domain::access::{Deed, may};
use crate::domain::account::Actor;
use crate::domain::chain::{MoneyRefusal, Tally, sound};
use crate::domain::counting::EntryKind;
use crate::domain::document::Document;
use crate::domain::event::EventKind;
use crate::domain::ids::{OrganisationId, ProjectId};
use crate::domain::money::Money;
use crate::domain::pledge::{FINANCE_TYPE_DEFAULT, PledgeKind, Target};
use crate::domain::proposal::ProposalKind;
use crate::domain::reason;
use crate::store::ledger::{self, NewEntry};
use crate::store::projects::ProjectRow;
use crate::store::proposals::{self, NewProposal};
use crate::store::submissions::Form;
use crate::store::{Tx, audit, projects};

/// Money that an organisation spent on a project, as it reports it.
#[derive(Debug, Clone, Copy)]
pub struct Spending<'a> {
    pub organisation: OrganisationId,
    pub project: ProjectId,
    pub amount: Money,
    pub spent_on: Date,
    /// What it was spent on.
    pub note: &'a str,
    pub document: Option<&'a Document>,
}

/// Reports an expenditure with its document. Within what the organisation received of the project and signed with itself
/// it is recorded at once; beyond that it is proposed, and an officer verifies it first (counting rule 3). The same
/// request again gives the first answer.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::DocumentNeeded`], [`ActionError::NotFound`], [`ActionError::Refused`].
pub async fn spend(ctx: Context<'_>, actor: &Actor, spending: Spending<'_>, request_id: &str) -> Result<Recorded> {
    let proof = documents::proof(ctx, spending.document);
    once(ctx, actor, Form::Expenditure, request_id, async |tx| {
        let author = Author::of(actor, spending.organisation);
        let decided = reported(tx, ctx, actor, author, &spending).await?;
        let proof = proof.ok_or(ActionError::DocumentNeeded)?;
        if !is_covered(tx, &spending, &decided).await? {
            let new = proposed(&spending, author, Some(&proof));
            let reference = propose::submit(tx, ctx, &new).await?;
            documents::deposit(tx, Some(&proof), actor.account).await?;
            return Ok(Recorded::Waits(reference));
        }
        let told = Told {
            proof: Some(proof),
            ..Told::default()
        };
        spent(tx, actor, decided, spending.note, told).await.map(Recorded::Now)
    })
    .await
}

/// Whether an expenditure stays within what its organisation received and signed with itself.
async fn is_covered(tx: &Tx, spending: &Spending<'_>, decided: &Decided<'_>) -> Result<bool> {
    let purse = proposals::purse(tx, spending.organisation, spending.project).await?;
    let chain = chain(&ledger::of_project(tx, spending.project).await?)?;
    let next = Tally {
        money: spending.amount,
        usd_minor: decided.entry.converted.map(|converted| converted.usd.minor()),
    };
    Ok(purse.covers(&chain, next))
}

/// An expenditure as a proposal says it.
pub(in crate::actions) fn proposed<'a>(
    spending: &Spending<'a>,
    author: Author,
    proof: Option<&Proof<'_>>,
) -> NewProposal<'a> {
    NewProposal {
        kind: ProposalKind::Expenditure,
        pledge: None,
        project: Some(spending.project),
        organisation: spending.organisation,
        receiver: None,
        finance_type: None,
        amount: spending.amount,
        present: None,
        dated_on: spending.spent_on,
        own_reference: "",
        note: spending.note,
        document: proof.map(Proof::kept),
        tranches: &[],
        on_behalf: author.on_behalf,
        by: author.account,
    }
}

/// Whether an expenditure may be recorded as things stand, and the row that it would be.
pub(in crate::actions) async fn reported<'a>(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    author: Author,
    spending: &Spending<'a>,
) -> Result<Decided<'a>> {
    let project = projects::get(tx, spending.project)
        .await?
        .ok_or(ActionError::NotFound)?;
    let deed = Deed::KeepPledge {
        organisation: spending.organisation,
        towards: Some(project.country()?),
    };
    may(actor, deed).map_err(ActionError::hiding)?;
    if !project.status()?.counts_requirement() || project.provenance != "registered" {
        return Err(MoneyRefusal::ProjectNotOpen.into());
    }
    if !takes_part(tx, spending.organisation, &project).await? {
        return Err(MoneyRefusal::NotInvolved.into());
    }
    reason::check(spending.note)?;
    let (amount, spent_on) = (spending.amount, spending.spent_on);
    sound(amount, spent_on, spent_on, ctx.now.local_date())?;
    within(tx, ctx, amount, spent_on).await?;
    let entry = NewEntry {
        id: ledger::next_id(tx).await?,
        kind: EntryKind::Expenditure,
        parent: None,
        pledge: None,
        target: Target::Project(spending.project),
        organisation: spending.organisation,
        receiver: None,
        aid: PledgeKind::Financial,
        finance_type: FINANCE_TYPE_DEFAULT,
        amount,
        draws_minor: None,
        dated_on: spent_on,
        converted: converted(tx, amount, spent_on, None).await?,
        by: Some(author.account),
        on_behalf: author.on_behalf,
    };
    let names = Names::direct(tx, spending.organisation, &project).await?;
    Ok(Decided { entry, names })
}

/// Records an expenditure that was decided and gives its key. `told`: what its event says beside the row.
pub(in crate::actions) async fn spent(
    tx: &Tx,
    actor: &Actor,
    decided: Decided<'_>,
    note: &str,
    told: Told<'_>,
) -> Result<i64> {
    let Decided { entry, names } = decided;
    let told = told.text("reason", note);
    book(tx, actor.role, EventKind::ExpenditureReported, &names, &entry, told).await?;
    audit::note(tx, Some(actor.account), "expenditure_reported", &entry.id.0.to_string()).await?;
    recount(tx, entry.target, None).await?;
    Ok(entry.id.0)
}

/// Money is spent on a project by whoever carries it out, answers for it, or receives one of its agreements.
async fn takes_part(tx: &Tx, organisation: OrganisationId, project: &ProjectRow) -> Result<bool> {
    let own = [project.implementing_id, project.accountable_id].contains(&Some(organisation.0));
    Ok(own || ledger::receives(tx, organisation, project.key()).await?)
}

/// Says that less was spent than was reported: all of it when the report was wrong. The same request again adds nothing.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::Reason`], [`ActionError::NotFound`].
pub async fn unspend(
    ctx: Context<'_>,
    actor: &Actor,
    spending: i64,
    amount: Money,
    why: &str,
    request_id: &str,
) -> Result<()> {
    once(ctx, actor, Form::Adjustment, request_id, async |tx| {
        let row = kept(tx, actor, spending, EntryKind::Expenditure).await?;
        reason::check(why)?;
        let today = ctx.now.local_date();
        sound(amount, today, row.dated_on, today)?;
        chain_of(tx, &row, row.key()).await?.unspending(row.key(), amount)?;
        let id = ledger::next_id(tx).await?;
        let entry = child(id, &row, EntryKind::Adjustment, negative(amount)?, today, actor)?;
        let told = Told::default().text("reason", why);
        let names = Names::from(&row);
        book(tx, actor.role, EventKind::ExpenditureAdjusted, &names, &entry, told).await?;
        audit::note(tx, Some(actor.account), "expenditure_adjusted", &spending.to_string()).await?;
        recount(tx, entry.target, entry.pledge).await?;
        Ok(id.0)
    })
    .await
    .map(|_: i64| ())
}
