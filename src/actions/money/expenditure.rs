//! What an organisation spent on a project, its own execution included.

use time::Date;

use super::entry::{Author, Decided, EventDetails, Names, child, converted, negative, record_entry, refresh_totals};
use super::propose::{self, Recorded};
use super::{chain, chain_of, load_editable};
use crate::actions::bound::within;
use crate::actions::documents::{self, Proof};
use crate::actions::{ActionError, Context, DocumentRefusal, Result};
use crate::domain::access::{Permission, may};
use crate::domain::account::Actor;
use crate::domain::chain::{Chain, MoneyRefusal, Tally, sound};
use crate::domain::document::Document;
use crate::domain::event::EventKind;
use crate::domain::ids::{OrganisationId, ProjectId};
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::pledge::{FINANCE_TYPE_DEFAULT, PledgeKind, Target};
use crate::domain::project::Provenance;
use crate::domain::proposal::ProposalKind;
use crate::domain::reason;
use crate::store::ledger::{self, NewEntry};
use crate::store::projects::ProjectRow;
use crate::store::proposals::{self, NewProposal};
use crate::store::{Tx, audit, projects};

/// Money that an organisation spent on a project, as it reports it.
#[derive(Debug, Clone, Copy)]
pub struct NewExpenditure<'a> {
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
/// [`ActionError::Money`], [`DocumentRefusal::Needed`], [`ActionError::NotFound`], [`ActionError::Refused`].
pub async fn spend(ctx: Context<'_>, actor: &Actor, new_expenditure: NewExpenditure<'_>) -> Result<Recorded> {
    let proof = documents::proof(ctx, new_expenditure.document);
    ctx.write(async |tx| {
        let author = Author::of(actor, new_expenditure.organisation);
        let decided = reported(tx, ctx, actor, author, &new_expenditure).await?;
        let proof = proof.ok_or(DocumentRefusal::Needed)?;
        if !is_covered(tx, &new_expenditure, &decided).await? {
            let new = proposed(&new_expenditure, author, Some(&proof));
            let reference = propose::submit(tx, ctx, &new).await?;
            documents::deposit(tx, Some(&proof), actor.account).await?;
            return Ok(Recorded::Pendings(reference));
        }
        let details = EventDetails {
            proof: Some(proof),
            ..EventDetails::default()
        };
        spent(tx, actor, decided, new_expenditure.note, details)
            .await
            .map(Recorded::Now)
    })
    .await
}

/// Whether an expenditure stays within what its organisation received and signed with itself.
async fn is_covered(tx: &Tx, new_expenditure: &NewExpenditure<'_>, decided: &Decided<'_>) -> Result<bool> {
    let purse = proposals::purse(tx, new_expenditure.organisation, new_expenditure.project).await?;
    let chain = chain(&ledger::of_project(tx, new_expenditure.project).await?)?;
    let next = Tally {
        money: new_expenditure.amount,
        usd_minor: decided.entry.converted.map(|converted| converted.usd.minor()),
    };
    Ok(purse.includes(&chain, next))
}

/// An expenditure as a proposal says it.
pub(in crate::actions) fn proposed<'a>(
    new_expenditure: &NewExpenditure<'a>,
    author: Author,
    proof: Option<&Proof<'_>>,
) -> NewProposal<'a> {
    NewProposal {
        kind: ProposalKind::Expenditure,
        pledge: None,
        project: Some(new_expenditure.project),
        organisation: new_expenditure.organisation,
        receiver: None,
        finance_type: None,
        amount: new_expenditure.amount,
        present: None,
        dated_on: new_expenditure.spent_on,
        own_reference: "",
        note: new_expenditure.note,
        document: proof.map(Proof::stored),
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
    new_expenditure: &NewExpenditure<'a>,
) -> Result<Decided<'a>> {
    let project = projects::get(tx, new_expenditure.project)
        .await?
        .ok_or(ActionError::NotFound)?;
    let action = Permission::EditPledge {
        organisation: new_expenditure.organisation,
        towards: Some(project.country),
    };
    may(actor, action).map_err(ActionError::hiding)?;
    if !project.status.counts_requirement() || project.provenance != Provenance::Registered {
        return Err(MoneyRefusal::ProjectNotOpen.into());
    }
    if !takes_part(tx, new_expenditure.organisation, &project).await? {
        return Err(MoneyRefusal::NotInvolved.into());
    }
    reason::check(new_expenditure.note)?;
    let (amount, spent_on) = (new_expenditure.amount, new_expenditure.spent_on);
    sound(amount, spent_on, spent_on, ctx.now.local_date())?;
    within(tx, ctx, amount, spent_on).await?;
    let entry = NewEntry {
        id: ledger::next_id(tx).await?,
        kind: EntryKind::Expenditure,
        parent: None,
        pledge: None,
        target: Target::Project(new_expenditure.project),
        organisation: new_expenditure.organisation,
        receiver: None,
        support: PledgeKind::Financial,
        finance_type: FINANCE_TYPE_DEFAULT,
        amount,
        drawdown_minor: None,
        dated_on: spent_on,
        converted: converted(tx, amount, spent_on, None).await?,
        by: Some(author.account),
        on_behalf: author.on_behalf,
    };
    let names = Names::direct(tx, new_expenditure.organisation, &project).await?;
    Ok(Decided {
        entry,
        names,
        chain: Chain::default(),
    })
}

/// Records an expenditure that was decided and gives its key. `details`: what its event says beside the row.
pub(in crate::actions) async fn spent(
    tx: &Tx,
    actor: &Actor,
    decided: Decided<'_>,
    note: &str,
    details: EventDetails<'_>,
) -> Result<i64> {
    let Decided { entry, names, chain } = decided;
    let details = details.text("reason", note);
    record_entry(
        tx,
        actor.role,
        EventKind::ExpenditureReported,
        &names,
        &entry,
        &chain,
        details,
    )
    .await?;
    audit::note(tx, Some(actor.account), "expenditure_reported", &entry.id.0.to_string()).await?;
    refresh_totals(tx, entry.target, None).await?;
    Ok(entry.id.0)
}

/// Money is spent on a project by whoever carries it out, answers for it, or receives one of its commitments.
async fn takes_part(tx: &Tx, organisation: OrganisationId, project: &ProjectRow) -> Result<bool> {
    let own = [project.implementing_id, project.accountable_id].contains(&Some(organisation));
    Ok(own || ledger::receives(tx, organisation, project.key()).await?)
}

/// Says that less was spent than was reported: all of it when the report was wrong. The same request again adds nothing.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::Reason`], [`ActionError::NotFound`].
pub async fn adjust(ctx: Context<'_>, actor: &Actor, new_expenditure: i64, amount: Money, why: &str) -> Result<()> {
    ctx.write(async |tx| {
        let row = load_editable(tx, actor, new_expenditure, EntryKind::Expenditure).await?;
        reason::check(why)?;
        let today = ctx.now.local_date();
        sound(amount, today, row.dated_on, today)?;
        let chain = chain_of(tx, &row, row.key()).await?;
        chain.judge_adjustment(row.key(), amount)?;
        let id = ledger::next_id(tx).await?;
        let entry = child(id, &row, EntryKind::Adjustment, negative(amount)?, today, actor)?;
        let details = EventDetails::default().text("reason", why);
        let names = Names::from(&row);
        record_entry(
            tx,
            actor.role,
            EventKind::ExpenditureAdjusted,
            &names,
            &entry,
            &chain,
            details,
        )
        .await?;
        audit::note(
            tx,
            Some(actor.account),
            "expenditure_adjusted",
            &new_expenditure.to_string(),
        )
        .await?;
        refresh_totals(tx, entry.target, entry.pledge).await?;
        Ok(id.0)
    })
    .await
    .map(|_: i64| ())
}
