//! What follows on a pledge: signing, earmarking, revising, withdrawing it, and saying why it waits.

use rocket::post;

use super::commitment_form::{CommitmentForm, Earmarked};
use super::money::project_of;
use super::pledge_forms::{Earmarking, EarmarkingForm, RevisionForm, WithdrawalForm, against};
use super::pledges::PledgePage;
use super::waiting_forms::{self, ConditionForm, Conditions, FulfilmentForm, ReplyForm};
use crate::actions::conditions::PendingSubject;
use crate::actions::money::Recorded;
use crate::actions::{self, Context};
use crate::web::answers::Reply;
use crate::web::errors::WebError;
use crate::web::form::{Posted, submit};
use crate::web::guards::Desk;

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
