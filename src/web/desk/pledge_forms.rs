//! What follows on a pledge: signing, earmarking, revising, withdrawing it, and saying why it waits.

use rocket::post;

use super::commitment_form::{AgainstPledge, CommitmentAbout, CommitmentForm, Earmarked};
use super::money::{organisation_choices, project_of};
use super::pledges::PledgePage;
use super::waiting_forms::{self, ConditionForm, Conditions, FulfilmentForm, ReplyForm};
use crate::actions::conditions::PendingSubject;
use crate::actions::money::Recorded;
use crate::actions::{self, Context};
use crate::domain::chain::Chain;
use crate::domain::currency::Currency;
use crate::domain::ids::ProjectId;
use crate::domain::ledger::{Booked, EntryKind};
use crate::domain::money::Money;
use crate::domain::pledge::{PledgeKind, PledgeState, Target};
use crate::store::conditions::ConditionRow;
use crate::store::fulfilments::Fulfilments;
use crate::store::pledges::PledgeRow;
use crate::store::projects;
use crate::web::answers::Reply;
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Choice, Declaring, Fields, Form, FormView, Place, Posted, show, submit};
use crate::web::guards::{Desk, Signed};
use crate::web::view;

/// The forms that a pledge's page holds in its present state, and the one that comes back, whatever the state is now.
pub(super) async fn forms(
    signed: &Signed<'_>,
    row: &PledgeRow,
    rows: &[Booked],
    known: &Fulfilments,
    attempt: Attempt<'_>,
) -> Result<Vec<FormView>, WebError> {
    if row.state != PledgeState::Verified && !attempt.is_some() {
        return Ok(Vec::new());
    }
    let (visit, base, nothing) = (
        &signed.visit,
        format!("desk/pledges/{}", row.reference),
        Fields::default(),
    );
    let place = |action: &str| Place::of(visit, &base, action);
    let mut withdrawal =
        show::<WithdrawalForm>(&place("withdrawals"), &row.is_public(), &nothing, attempt).kind("danger");
    if !row.is_public() {
        withdrawal.lede = Some(visit.say("form-withdrawal-lede-hidden"));
        if !attempt.is_some() || attempt.is::<WithdrawalForm>() {
            return Ok(vec![withdrawal]);
        }
    }
    let chain = Chain::read(rows.iter().map(|booked| &booked.entry)).unwrap_or_default();
    let earmarked = earmarked(signed, row, &chain).await?;
    let own = chain.lines.get(&(row.key(), row.target()));
    let anything = own.is_some_and(|line| line.outstanding.money.is_positive()) || !earmarked.is_empty();
    let financial = row.kind == PledgeKind::Financial;
    let currency = row.amount().currency();
    let is_project = matches!(row.target(), Target::Project(_));
    let mut forms = Vec::new();
    if financial && anything || attempt.is::<CommitmentForm>() {
        let about = against(signed, row, Earmarked::To(earmarked)).await?;
        forms.push(show::<CommitmentForm>(&place("commitments"), &about, &nothing, attempt));
    }
    if financial && anything && !is_project || attempt.is::<EarmarkingForm>() {
        let about = Earmarking {
            currency,
            project: None,
        };
        forms.push(show::<EarmarkingForm>(&place("earmarkings"), &about, &nothing, attempt));
    }
    forms.push(show::<RevisionForm>(&place("revisions"), &currency, &nothing, attempt));
    if anything || attempt.is::<WithdrawalForm>() {
        forms.push(withdrawal);
    }
    forms.extend(pending_forms(signed, row, known, attempt));
    Ok(forms)
}

/// Where the provider says why a pledge waits, and on what it depends.
fn pending_forms(signed: &Signed<'_>, row: &PledgeRow, known: &Fulfilments, attempt: Attempt<'_>) -> Vec<FormView> {
    let (visit, base) = (&signed.visit, format!("desk/pledges/{}", row.reference));
    let pending = known.of(row, visit.today()).map(|found| found.pending);
    if pending.is_none() && !attempt.is_some() {
        return Vec::new();
    }
    let stated = known
        .conditions_of(row.key())
        .filter(|one| one.entry_kind == EntryKind::Pledge);
    let stated: Vec<&ConditionRow> = stated.collect();
    let reply = waiting_forms::reply_form(visit, &pending.unwrap_or_default(), &base, attempt);
    let conditions = waiting_forms::condition_forms(visit, &stated, &base, attempt);
    reply.into_iter().chain(conditions).collect()
}

/// What the form of a commitment against a pledge knows.
async fn against(signed: &Signed<'_>, row: &PledgeRow, earmarked: Earmarked) -> Result<AgainstPledge, WebError> {
    let currency = row.amount().currency();
    let is_project = matches!(row.target(), Target::Project(_));
    Ok(AgainstPledge {
        commitment: CommitmentAbout {
            currency,
            pledge_currency: Some(currency),
            receivers: organisation_choices(signed).await?,
            needs_receiver: !is_project && matches!(&earmarked, Earmarked::To(to) if to.is_empty()),
            needs_document: false,
        },
        earmarked,
    })
}

/// The projects to which a part is earmarked and not yet signed, for a choice.
async fn earmarked(signed: &Signed<'_>, row: &PledgeRow, chain: &Chain) -> Result<Vec<Choice<ProjectId>>, WebError> {
    let own = row.target();
    let mut choices = Vec::new();
    for ((_, target), line) in &chain.lines {
        let (Target::Project(id), true) = (*target, *target != own && line.outstanding.money.is_positive()) else {
            continue;
        };
        if let Some(project) = projects::get(signed.visit.app.db.primary(), id).await? {
            let title = view::pick(signed.visit.language, &project.title_es, &project.title_en).to_owned();
            choices.push(Choice::new(project.code.clone(), title, id));
        }
    }
    Ok(choices)
}

#[post("/desk/pledges/<reference>/commitments", data = "<posted>")]
pub(super) async fn sign(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = PledgePage::load(&desk, reference).await?;
    let chosen = project_of(&desk, posted.fields.get("project")).await?;
    let about = against(&desk, &page.row, Earmarked::Sent(chosen)).await?;
    let act = async |ctx: Context<'_>, new: CommitmentForm| {
        actions::money::sign(ctx, &desk.actor, reference, new.earmarked, new.typed.new_commitment()).await
    };
    submit(&page, &about, posted, act, |made| format!("desk/commitments/{made}")).await
}

/// Another amount of a pledge.
struct RevisionForm {
    amount: Money,
    reason: String,
}

impl Form for RevisionForm {
    const NAME: &'static str = "revision";
    type About = Currency;

    fn declare(form: &mut Declaring<'_>, own: &Currency) -> Option<Self> {
        let amount = form.amount("amount", Some(*own));
        let amount = amount.label("new-amount").hint("new-amount").required();
        let reason = form.reason("reason").hint("reason-public").required();
        Some(Self {
            amount: amount?,
            reason: reason?,
        })
    }
}

#[post("/desk/pledges/<reference>/revisions", data = "<posted>")]
pub(super) async fn revise(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = PledgePage::load(&desk, reference).await?;
    let own = page.row.amount().currency();
    let act = async |ctx: Context<'_>, new: RevisionForm| {
        actions::money::revise(ctx, &desk.actor, reference, new.amount, &new.reason).await
    };
    let to = |made| match made {
        Recorded::Now(_) => page.address(),
        Recorded::Pendings(made) => format!("desk/proposals/{made}"),
    };
    submit(&page, &own, posted, act, to).await
}

/// A part of a pledge that counts for a project from now on, or no longer.
struct EarmarkingForm {
    back: bool,
    project: ProjectId,
    amount: Money,
}

/// What its form knows.
struct Earmarking {
    currency: Currency,
    /// The project that was typed, where it is known.
    project: Option<ProjectId>,
}

impl Form for EarmarkingForm {
    const NAME: &'static str = "earmarking";
    type About = Earmarking;

    fn declare(form: &mut Declaring<'_>, about: &Earmarking) -> Option<Self> {
        let visit = form.visit();
        let ways = [("earmark", "earmark-there", false), ("release", "earmark-back", true)];
        let ways = ways.map(|(code, key, back)| Choice::new(code, visit.say(key), back));
        let back = form.choice("way", ways.to_vec()).filled("earmark").or(false);
        let project = form
            .code_of("project", about.project, "error-project-unknown")
            .required();
        let amount = form
            .amount("amount", Some(about.currency))
            .hint("earmark-amount")
            .required();
        Some(Self {
            back: back?,
            project: project?,
            amount: amount?,
        })
    }
}

#[post("/desk/pledges/<reference>/earmarkings", data = "<posted>")]
pub(super) async fn earmark(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = PledgePage::load(&desk, reference).await?;
    let about = Earmarking {
        currency: page.row.amount().currency(),
        project: project_of(&desk, posted.fields.get("project")).await?,
    };
    let act = async |ctx: Context<'_>, new: EarmarkingForm| {
        actions::money::earmark(ctx, &desk.actor, reference, new.project, new.amount, new.back).await
    };
    submit(&page, &about, posted, act, |()| page.address()).await
}

/// Why a pledge is withdrawn; its form knows whether the public reads it.
struct WithdrawalForm(String);

impl Form for WithdrawalForm {
    const NAME: &'static str = "withdrawal";
    type About = bool;

    fn declare(form: &mut Declaring<'_>, is_public: &bool) -> Option<Self> {
        let hint = if *is_public { "reason-public" } else { "reason-hidden" };
        form.reason("reason").hint(hint).required().map(Self)
    }
}

#[post("/desk/pledges/<reference>/withdrawals", data = "<posted>")]
pub(super) async fn withdraw(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = PledgePage::load(&desk, reference).await?;
    let is_public = page.row.is_public();
    let act = async |ctx: Context<'_>, WithdrawalForm(reason): WithdrawalForm| {
        actions::pledges::withdraw(ctx, &desk.actor, reference, &reason).await
    };
    submit(&page, &is_public, posted, act, |()| page.address()).await
}

#[post("/desk/pledges/<reference>/conditions", data = "<posted>")]
pub(super) async fn state(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = PledgePage::public(&desk, reference).await?;
    let subject = PendingSubject::Pledge(reference);
    let act = async |ctx: Context<'_>, new: ConditionForm| new.state(ctx, &desk.actor, subject).await;
    submit(&page, &(), posted, act, |()| page.address()).await
}

#[post("/desk/pledges/<reference>/fulfilments", data = "<posted>")]
pub(super) async fn meet(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = PledgePage::public(&desk, reference).await?;
    let subject = PendingSubject::Pledge(reference);
    let act = async |ctx: Context<'_>, new: FulfilmentForm| new.meet(ctx, &desk.actor, subject).await;
    submit(&page, &Conditions::Sent, posted, act, |()| page.address()).await
}

#[post("/desk/pledges/<reference>/explanations", data = "<posted>")]
pub(super) async fn explain(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = PledgePage::public(&desk, reference).await?;
    let subject = PendingSubject::Pledge(reference);
    let act = async |ctx: Context<'_>, new: ReplyForm| new.explain(ctx, &desk.actor, subject).await;
    submit(&page, waiting_forms::PENDING, posted, act, |()| page.address()).await
}
