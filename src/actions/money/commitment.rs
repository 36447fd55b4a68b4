//! Signed commitments: against a pledge, direct, and their end.

use serde_json::{Map, Value, json};
use time::Date;

use super::entry::{
    Author, Decided, EventDetails, Names, child, converted, drawdown_plausibly, negative, pledge_of, record_entry,
    refresh_totals, speaks_for_another,
};
use super::notify::{Notice, notify};
use super::{chain, chain_of, end_lines, load_editable, must_be_money, open_pledge, open_project, propose};
use crate::actions::bound::within;
use crate::actions::documents::{self, Proof};
use crate::actions::{ActionError, Context, DocumentRefusal, Result};
use crate::domain::account::Actor;
use crate::domain::chain::{Chain, MoneyRefusal, sound};
use crate::domain::document::Document;
use crate::domain::event::EventKind;
use crate::domain::finance::GUARANTEE;
use crate::domain::ids::{OrganisationId, ProjectId};
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::party::Party;
use crate::domain::pledge::PledgeState;
use crate::domain::pledge::{PledgeKind, Target, Tranche};
use crate::domain::proposal::ProposalKind;
use crate::domain::{reason, schedule};
use crate::mail::letters::MoneyLetter;
use crate::store::ledger::{self, NewEntry};
use crate::store::money::MoneyRow;
use crate::store::projects::ProjectRow;
use crate::store::proposals::NewProposal;
use crate::store::{Tx, audit, initiatives, organisations, schedules};

/// A signed commitment as somebody enters it.
#[derive(Debug, Clone, Copy)]
pub struct NewCommitment<'a> {
    pub amount: Money,
    /// How much of the pledge it uses up, in the pledge's currency; needed only when the currencies differ.
    pub drawdown: Option<Money>,
    /// The project's implementer when absent.
    pub receiver: Option<OrganisationId>,
    pub signed_on: Date,
    /// What the provider calls the commitment.
    pub own_reference: &'a str,
    pub document: Option<&'a Document>,
    /// Planned payments in the commitment's currency; none where the commitment names no days.
    pub tranches: &'a [Tranche],
}

/// Signs a part of a pledge, at its own level or (`earmarked`) as far as it was earmarked to a project; gives the key
/// of the commitment. The same request again gives the first key.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::NotFound`].
pub async fn sign(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    earmarked: Option<ProjectId>,
    new_commitment: NewCommitment<'_>,
) -> Result<i64> {
    let proof = documents::proof(ctx, new_commitment.document);
    ctx.write(async |tx| {
        let row = open_pledge(tx, actor, reference).await?;
        must_be_money(row.kind)?;
        let own = row.target();
        let target = earmarked.map_or(own, Target::Project);
        let organisation = row.organisation_id;
        let project = match target {
            Target::Project(id) => Some(open_project(tx, actor, id, organisation).await?),
            Target::Place(_) | Target::Pillar(_) | Target::Plan => None,
        };
        let (amount, signed_on) = (new_commitment.amount, new_commitment.signed_on);
        sound(amount, signed_on, row.pledged_on, ctx.now.local_date())?;
        within(tx, ctx, amount, signed_on).await?;
        schedule::check(new_commitment.tranches, amount, signed_on)?;
        let receiver = receiver_of(organisation, new_commitment.receiver, project.as_ref())?;
        let chain = chain(&ledger::of_pledge(tx, row.key()).await?)?;
        let line = (row.key(), target);
        let drawdown = chain.judge_commitment(line, amount, new_commitment.drawdown)?;
        let drawn = Money::new(drawdown, row.currency);
        drawdown_plausibly(tx, amount, signed_on, drawn).await?;
        let head = chain.lines.get(&line).ok_or(MoneyRefusal::NotOpen)?.head;
        let names = match &project {
            Some(project) if target != own => Names::from(&row).earmarked_to(project),
            _ => Names::from(&row),
        };
        let entry = NewEntry {
            id: ledger::next_id(tx).await?,
            kind: EntryKind::Commitment,
            parent: Some(head),
            pledge: Some(row.key()),
            target,
            organisation,
            receiver: Some(receiver),
            support: PledgeKind::Financial,
            finance_type: &row.finance_type,
            amount,
            drawdown_minor: Some(drawdown),
            dated_on: signed_on,
            converted: converted(tx, amount, signed_on, project.as_ref().map(ProjectRow::key)).await?,
            by: Some(actor.account),
            on_behalf: speaks_for_another(actor, organisation),
        };
        let details = EventDetails {
            proof,
            facts: planned(new_commitment.tranches),
            ..EventDetails::default()
        };
        signed(tx, ctx, actor, Decided { entry, names, chain }, new_commitment, details).await
    })
    .await
}

/// A direct commitment with a project, without a pledge before it; counted and shown as such.
#[derive(Debug, Clone, Copy)]
pub struct NewDirectCommitment<'a> {
    pub organisation: OrganisationId,
    pub project: ProjectId,
    pub finance_type: &'a str,
    pub new_commitment: NewCommitment<'a>,
}

/// Proposes a direct commitment and gives the reference of the proposal: no promise was verified before it, so an officer
/// verifies it before it counts (counting rule 3). Its document goes with it, for everybody to read once it is verified.
/// The same request again gives the first reference.
///
/// # Errors
/// [`ActionError::Money`], [`DocumentRefusal::Needed`], [`ActionError::NotFound`], [`ActionError::Refused`].
pub async fn agree(ctx: Context<'_>, actor: &Actor, new_direct: NewDirectCommitment<'_>) -> Result<String> {
    let proof = documents::proof(ctx, new_direct.new_commitment.document);
    ctx.write(async |tx| {
        let author = Author::of(actor, new_direct.organisation);
        let decided = agreed(tx, ctx, actor, author, &new_direct).await?;
        let proof = proof.as_ref().ok_or(ActionError::Document(DocumentRefusal::Needed))?;
        let reference = propose::submit(tx, ctx, &proposed(&decided, &new_direct, author, Some(proof))).await?;
        documents::deposit(tx, Some(proof), actor.account).await?;
        Ok(reference)
    })
    .await
}

/// A direct commitment as a proposal says it.
pub(in crate::actions) fn proposed<'a>(
    decided: &Decided<'a>,
    new_direct: &NewDirectCommitment<'a>,
    author: Author,
    proof: Option<&Proof<'_>>,
) -> NewProposal<'a> {
    let new_commitment = new_direct.new_commitment;
    NewProposal {
        kind: ProposalKind::Commitment,
        pledge: None,
        project: Some(new_direct.project),
        organisation: new_direct.organisation,
        receiver: decided.entry.receiver,
        finance_type: Some(new_direct.finance_type),
        amount: new_commitment.amount,
        present: None,
        dated_on: new_commitment.signed_on,
        own_reference: new_commitment.own_reference,
        note: "",
        document: proof.map(Proof::stored),
        tranches: new_commitment.tranches,
        on_behalf: author.on_behalf,
        by: author.account,
    }
}

/// Whether a direct commitment may be recorded as things stand, and the row that it would be.
pub(in crate::actions) async fn agreed<'a>(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    author: Author,
    new_direct: &NewDirectCommitment<'a>,
) -> Result<Decided<'a>> {
    let (new_commitment, organisation) = (new_direct.new_commitment, new_direct.organisation);
    let project = open_project(tx, actor, new_direct.project, organisation).await?;
    if new_direct.finance_type == GUARANTEE {
        return Err(MoneyRefusal::NotFinancial.into());
    }
    let (amount, signed_on) = (new_commitment.amount, new_commitment.signed_on);
    sound(amount, signed_on, signed_on, ctx.now.local_date())?;
    within(tx, ctx, amount, signed_on).await?;
    schedule::check(new_commitment.tranches, amount, signed_on)?;
    let entry = NewEntry {
        id: ledger::next_id(tx).await?,
        kind: EntryKind::Commitment,
        parent: None,
        pledge: None,
        target: Target::Project(new_direct.project),
        organisation,
        receiver: Some(receiver_of(organisation, new_commitment.receiver, Some(&project))?),
        support: PledgeKind::Financial,
        finance_type: new_direct.finance_type,
        amount,
        drawdown_minor: None,
        dated_on: signed_on,
        converted: converted(tx, amount, signed_on, Some(new_direct.project)).await?,
        by: Some(author.account),
        on_behalf: author.on_behalf,
    };
    let names = Names::direct(tx, organisation, &project).await?;
    Ok(Decided {
        entry,
        names,
        chain: Chain::default(),
    })
}

/// Records a commitment that was decided and gives its key. `details`: what its event says beside the row.
pub(in crate::actions) async fn signed(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    decided: Decided<'_>,
    new_commitment: NewCommitment<'_>,
    details: EventDetails<'_>,
) -> Result<i64> {
    let Decided {
        entry,
        mut names,
        chain,
    } = decided;
    let details = details.text("own_reference", new_commitment.own_reference);
    if let Some(receiver) = entry.receiver {
        names.receiver = organisations::get(tx, receiver).await?.map(|row| row.slug);
    }
    record_entry(
        tx,
        actor.role,
        EventKind::CommitmentSigned,
        &names,
        &entry,
        &chain,
        details,
    )
    .await?;
    schedules::insert(tx, entry.id, new_commitment.tranches).await?;
    notify(
        tx,
        ctx,
        MoneyLetter::Signed,
        entry.id,
        Notice::amount(new_commitment.amount),
    )
    .await?;
    audit::note(tx, Some(actor.account), "commitment_signed", &entry.id.0.to_string()).await?;
    refresh_totals(tx, entry.target, entry.pledge).await?;
    Ok(entry.id.0)
}

/// The planned payments of a commitment, as its event states them.
pub(in crate::actions) fn planned(tranches: &[Tranche]) -> Map<String, Value> {
    let planned = tranches
        .iter()
        .map(|one| json!({"due_on": one.due_on.to_string(), "amount_minor": one.amount.minor()}));
    let mut facts = Map::new();
    facts.insert("tranches".into(), Value::Array(planned.collect()));
    facts
}

/// Who receives: who is named, or else carries the project out. A provider signs with itself only where it carries the
/// project out (counting rule 3).
fn receiver_of(
    provider: OrganisationId,
    given: Option<OrganisationId>,
    project: Option<&ProjectRow>,
) -> Result<OrganisationId> {
    let implementer = project.and_then(|row| row.implementing_id);
    let receiver = given.or(implementer).ok_or(MoneyRefusal::ReceiverNeeded)?;
    if receiver == provider && implementer != Some(provider) {
        return Err(MoneyRefusal::NotImplementer.into());
    }
    Ok(receiver)
}

/// An end or a reduction of a commitment as somebody enters it.
#[derive(Debug, Clone, Copy)]
pub struct NewTermination<'a> {
    pub amount: Money,
    pub terminated_on: Date,
    /// Who ended it.
    pub party: &'a str,
    /// At whose initiative; the provider's own where that is not said.
    pub initiative: Option<Party>,
    pub reason: &'a str,
}

/// Ends or reduces a commitment by what is not paid; the gap opens again (counting rule 3). The same request again
/// adds nothing.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::Reason`], [`ActionError::NotFound`].
pub async fn terminate(ctx: Context<'_>, actor: &Actor, commitment: i64, ending: NewTermination<'_>) -> Result<()> {
    ctx.write(async |tx| {
        let row = load_editable(tx, actor, commitment, EntryKind::Commitment).await?;
        reason::check(ending.reason)?;
        sound(ending.amount, ending.terminated_on, row.dated_on, ctx.now.local_date())?;
        let chain = chain_of(tx, &row, row.key()).await?;
        let back = chain.judge_termination(row.key(), ending.amount)?;
        let id = ledger::next_id(tx).await?;
        let amount = negative(ending.amount)?;
        let mut entry = child(id, &row, EntryKind::Termination, amount, ending.terminated_on, actor)?;
        entry.drawdown_minor = back.map(|minor| -minor);
        let names = Names::from(&row);
        let mut details = EventDetails::default()
            .text("party", ending.party)
            .text("reason", ending.reason);
        details.say_initiative(ending.initiative);
        record_entry(
            tx,
            actor.role,
            EventKind::CommitmentTerminated,
            &names,
            &entry,
            &chain,
            details,
        )
        .await?;
        initiatives::insert(tx, id, ending.initiative).await?;
        end_reopened(tx, ctx, actor, &row).await?;
        let stated = Notice {
            why: ending.reason,
            ..Notice::amount(ending.amount)
        };
        notify(tx, ctx, MoneyLetter::Terminated, row.key(), stated).await?;
        audit::note(
            tx,
            Some(actor.account),
            "commitment_terminated",
            &commitment.to_string(),
        )
        .await?;
        refresh_totals(tx, entry.target, entry.pledge).await?;
        Ok(id.0)
    })
    .await
    .map(|_: i64| ())
}

/// What a termination gives back to a pledge that is withdrawn or lapsed is withdrawn or lapsed too.
async fn end_reopened(tx: &Tx, ctx: Context<'_>, actor: &Actor, commitment: &MoneyRow) -> Result<()> {
    let (kind, details) = match commitment.pledge_state.map(PledgeState::code) {
        Some("withdrawn") => (EntryKind::Withdrawal, EventKind::PledgeWithdrawn),
        Some("lapsed") => (EntryKind::Lapse, EventKind::PledgeLapsed),
        _ => return Ok(()),
    };
    let Some(reference) = commitment.pledge_reference.as_deref() else {
        return Ok(());
    };
    let row = pledge_of(tx, reference).await?;
    end_lines(tx, ctx, actor, &row, kind, details, "").await?;
    Ok(())
}
