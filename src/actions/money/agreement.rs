//! Signed agreements: against a pledge, direct, and their end.

use serde_json::{Map, Value, json};
use time::Date;

use super::book::{
    Author, Decided, Names, Told, book, child, converted, draws_plausibly, negative, pledge_of, recount,
    speaks_for_another,
};
use super::tell::{Said, tell};
use super::{chain, chain_of, end_lines, kept, must_be_money, open_pledge, open_project, propose};
use crate::actions::bound::within;
use crate::actions::documents::{self, Proof};
use crate::actions::once::once;
use crate::actions::{ActionError, Context, Result};
use crate::domain::account::Actor;
use crate::domain::chain::{MoneyRefusal, sound};
use crate::domain::counting::EntryKind;
use crate::domain::document::Document;
use crate::domain::event::EventKind;
use crate::domain::finance::GUARANTEE;
use crate::domain::ids::{OrganisationId, ProjectId};
use crate::domain::money::Money;
use crate::domain::party::Party;
use crate::domain::pledge::{PledgeKind, Target, Tranche};
use crate::domain::proposal::ProposalKind;
use crate::domain::{reason, schedule};
use crate::mail::letters::MoneyLetter;
use crate::store::ledger::{self, NewEntry};
use crate::store::money::MoneyRow;
use crate::store::projects::ProjectRow;
use crate::store::proposals::NewProposal;
use crate::store::submissions::Form;
use crate::store::{Tx, audit, initiatives, organisations, schedules};

/// A signed agreement as somebody enters it.
#[derive(Debug, Clone, Copy)]
pub struct Signing<'a> {
    pub amount: Money,
    /// How much of the pledge it uses up, in the pledge's currency; needed only when the currencies differ.
    pub draws: Option<Money>,
    /// The project's implementer when absent.
    pub receiver: Option<OrganisationId>,
    pub signed_on: Date,
    /// What the giver calls the agreement.
    pub own_reference: &'a str,
    pub document: Option<&'a Document>,
    /// Planned payments in the agreement's currency; none where the agreement names no days.
    pub tranches: &'a [Tranche],
}

/// Signs a part of a pledge, at its own level or (`earmarked`) as far as it was earmarked to a project; gives the key
/// of the agreement. The same request again gives the first key.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::NotFound`].
pub async fn sign(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    earmarked: Option<ProjectId>,
    signing: Signing<'_>,
    request_id: &str,
) -> Result<i64> {
    let proof = documents::proof(ctx, signing.document);
    once(ctx, actor, Form::Commitment, request_id, async |tx| {
        let row = open_pledge(tx, actor, reference).await?;
        must_be_money(row.kind()?)?;
        let own = row.target()?;
        let target = earmarked.map_or(own, Target::Project);
        let organisation = OrganisationId(row.organisation_id);
        let project = match target {
            Target::Project(id) => Some(open_project(tx, actor, id, organisation).await?),
            Target::Place(_) | Target::Pillar(_) | Target::Plan => None,
        };
        sound(signing.amount, signing.signed_on, row.pledged_on, ctx.now.local_date())?;
        within(tx, ctx, signing.amount, signing.signed_on).await?;
        schedule::check(signing.tranches, signing.amount, signing.signed_on)?;
        let receiver = receiver_of(organisation, signing.receiver, project.as_ref())?;
        let chain = chain(&ledger::of_pledge(tx, row.key()).await?)?;
        let line = (row.key(), target);
        let draws = chain.signing(line, signing.amount, signing.draws)?;
        let drawn = Money::new(draws, row.amount()?.currency());
        draws_plausibly(tx, signing.amount, signing.signed_on, drawn).await?;
        let head = chain.lines.get(&line).ok_or(MoneyRefusal::NotOpen)?.head;
        let mut names = Names::from(&row);
        if let (Some(project), true) = (&project, target != own) {
            names = Names {
                project: Some(project.code.clone()),
                place: None,
                pillar: None,
                ..names
            };
        }
        let entry = NewEntry {
            id: ledger::next_id(tx).await?,
            kind: EntryKind::Commitment,
            parent: Some(head),
            pledge: Some(row.key()),
            target,
            organisation,
            receiver: Some(receiver),
            aid: PledgeKind::Financial,
            finance_type: &row.finance_type,
            amount: signing.amount,
            draws_minor: Some(draws),
            dated_on: signing.signed_on,
            converted: converted(
                tx,
                signing.amount,
                signing.signed_on,
                project.as_ref().map(ProjectRow::key),
            )
            .await?,
            by: Some(actor.account),
            on_behalf: speaks_for_another(actor, organisation),
        };
        let mut told = Told {
            proof,
            ..Told::default()
        };
        told.facts = planned(signing.tranches);
        signed(tx, ctx, actor, Decided { entry, names }, signing, told).await
    })
    .await
}

/// A direct agreement with a project, without a pledge before it; counted and shown as such.
#[derive(Debug, Clone, Copy)]
pub struct Agreeing<'a> {
    pub organisation: OrganisationId,
    pub project: ProjectId,
    pub finance_type: &'a str,
    pub signing: Signing<'a>,
}

/// Proposes a direct agreement and gives the reference of the proposal: no promise was verified before it, so an officer
/// verifies it before it counts (counting rule 3). Its document goes with it, for everybody to read once it is verified.
/// The same request again gives the first reference.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::DocumentNeeded`], [`ActionError::NotFound`], [`ActionError::Refused`].
pub async fn agree(ctx: Context<'_>, actor: &Actor, agreeing: Agreeing<'_>, request_id: &str) -> Result<String> {
    let proof = documents::proof(ctx, agreeing.signing.document);
    once(ctx, actor, Form::Agreement, request_id, async |tx| {
        let author = Author::of(actor, agreeing.organisation);
        let decided = agreed(tx, ctx, actor, author, &agreeing).await?;
        let proof = proof.as_ref().ok_or(ActionError::DocumentNeeded)?;
        let reference = propose::submit(tx, ctx, &proposed(&decided, &agreeing, author, Some(proof))).await?;
        documents::deposit(tx, Some(proof), actor.account).await?;
        Ok(reference)
    })
    .await
}

/// A direct agreement as a proposal says it.
pub(in crate::actions) fn proposed<'a>(
    decided: &Decided<'a>,
    agreeing: &Agreeing<'a>,
    author: Author,
    proof: Option<&Proof<'_>>,
) -> NewProposal<'a> {
    let signing = agreeing.signing;
    NewProposal {
        kind: ProposalKind::Agreement,
        pledge: None,
        project: Some(agreeing.project),
        organisation: agreeing.organisation,
        receiver: decided.entry.receiver,
        finance_type: Some(agreeing.finance_type),
        amount: signing.amount,
        present: None,
        dated_on: signing.signed_on,
        own_reference: signing.own_reference,
        note: "",
        document: proof.map(Proof::kept),
        tranches: signing.tranches,
        on_behalf: author.on_behalf,
        by: author.account,
    }
}

/// Whether a direct agreement may be recorded as things stand, and the row that it would be.
pub(in crate::actions) async fn agreed<'a>(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    author: Author,
    agreeing: &Agreeing<'a>,
) -> Result<Decided<'a>> {
    let (signing, organisation) = (agreeing.signing, agreeing.organisation);
    let project = open_project(tx, actor, agreeing.project, organisation).await?;
    if agreeing.finance_type == GUARANTEE {
        return Err(MoneyRefusal::NotFinancial.into());
    }
    let (amount, signed_on) = (signing.amount, signing.signed_on);
    sound(amount, signed_on, signed_on, ctx.now.local_date())?;
    within(tx, ctx, amount, signed_on).await?;
    schedule::check(signing.tranches, amount, signed_on)?;
    let entry = NewEntry {
        id: ledger::next_id(tx).await?,
        kind: EntryKind::Commitment,
        parent: None,
        pledge: None,
        target: Target::Project(agreeing.project),
        organisation,
        receiver: Some(receiver_of(organisation, signing.receiver, Some(&project))?),
        aid: PledgeKind::Financial,
        finance_type: agreeing.finance_type,
        amount,
        draws_minor: None,
        dated_on: signed_on,
        converted: converted(tx, amount, signed_on, Some(agreeing.project)).await?,
        by: Some(author.account),
        on_behalf: author.on_behalf,
    };
    let names = Names::direct(tx, organisation, &project).await?;
    Ok(Decided { entry, names })
}

/// Records an agreement that was decided and gives its key. `told`: what its event says beside the row.
pub(in crate::actions) async fn signed(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    decided: Decided<'_>,
    signing: Signing<'_>,
    told: Told<'_>,
) -> Result<i64> {
    let Decided { entry, mut names } = decided;
    let told = told.text("own_reference", signing.own_reference);
    if let Some(receiver) = entry.receiver {
        names.receiver = organisations::get(tx, receiver).await?.map(|row| row.slug);
    }
    book(tx, actor.role, EventKind::CommitmentSigned, &names, &entry, told).await?;
    schedules::insert(tx, entry.id, signing.tranches).await?;
    tell(tx, ctx, MoneyLetter::Signed, entry.id, Said::amount(signing.amount)).await?;
    audit::note(tx, Some(actor.account), "commitment_signed", &entry.id.0.to_string()).await?;
    recount(tx, entry.target, entry.pledge).await?;
    Ok(entry.id.0)
}

/// The planned payments of an agreement, as its event states them.
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
    let implementer = project.and_then(|row| row.implementing_id).map(OrganisationId);
    let receiver = given.or(implementer).ok_or(MoneyRefusal::ReceiverNeeded)?;
    if receiver == provider && implementer != Some(provider) {
        return Err(MoneyRefusal::NotImplementer.into());
    }
    Ok(receiver)
}

/// An end or a reduction of an agreement as somebody enters it.
#[derive(Debug, Clone, Copy)]
pub struct Terminating<'a> {
    pub amount: Money,
    pub terminated_on: Date,
    /// Who ended it.
    pub party: &'a str,
    /// At whose initiative; the giver's own where that is not said.
    pub initiative: Option<Party>,
    pub reason: &'a str,
}

/// Ends or reduces an agreement by what is not paid; the gap opens again (counting rule 3). The same request again
/// adds nothing.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::Reason`], [`ActionError::NotFound`].
pub async fn terminate(
    ctx: Context<'_>,
    actor: &Actor,
    agreement: i64,
    ending: Terminating<'_>,
    request_id: &str,
) -> Result<()> {
    once(ctx, actor, Form::Termination, request_id, async |tx| {
        let row = kept(tx, actor, agreement, EntryKind::Commitment).await?;
        reason::check(ending.reason)?;
        sound(ending.amount, ending.terminated_on, row.dated_on, ctx.now.local_date())?;
        let chain = chain_of(tx, &row, row.key()).await?;
        let back = chain.terminating(row.key(), ending.amount)?;
        let id = ledger::next_id(tx).await?;
        let amount = negative(ending.amount)?;
        let mut entry = child(id, &row, EntryKind::Termination, amount, ending.terminated_on, actor)?;
        entry.draws_minor = back.map(|minor| -minor);
        let names = Names::from(&row);
        let mut told = Told::default()
            .text("party", ending.party)
            .text("reason", ending.reason);
        told.say_initiative(ending.initiative);
        book(tx, actor.role, EventKind::CommitmentTerminated, &names, &entry, told).await?;
        initiatives::insert(tx, id, ending.initiative).await?;
        end_reopened(tx, ctx, actor, &row).await?;
        let said = Said {
            why: ending.reason,
            ..Said::amount(ending.amount)
        };
        tell(tx, ctx, MoneyLetter::Terminated, row.key(), said).await?;
        audit::note(tx, Some(actor.account), "commitment_terminated", &agreement.to_string()).await?;
        recount(tx, entry.target, entry.pledge).await?;
        Ok(id.0)
    })
    .await
    .map(|_: i64| ())
}

/// What a termination gives back to a pledge that is withdrawn or lapsed is withdrawn or lapsed too.
async fn end_reopened(tx: &Tx, ctx: Context<'_>, actor: &Actor, agreement: &MoneyRow) -> Result<()> {
    let (kind, told) = match agreement.pledge_state.as_deref() {
        Some("withdrawn") => (EntryKind::Withdrawal, EventKind::PledgeWithdrawn),
        Some("lapsed") => (EntryKind::Lapse, EventKind::PledgeLapsed),
        _ => return Ok(()),
    };
    let Some(reference) = agreement.pledge_reference.as_deref() else {
        return Ok(());
    };
    let row = pledge_of(tx, reference).await?;
    end_lines(tx, ctx, actor, &row, kind, told, "").await?;
    Ok(())
}
