//! One person: how they stand, and what an administrator does about it.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::json;

use super::number_of;
use super::people::shown;
use crate::actions::{self, ActionError};
use crate::domain::ids::AccountId;
use crate::domain::person::PersonState;
use crate::store::people;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Errors, Posted};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section};
use crate::web::view;

/// What was done a moment ago, as the address of the page names it.
const DONE: [&str; 4] = ["disabled", "enabled", "withdrawn", "sessions"];

fn key(id: &str) -> Result<AccountId, WebError> {
    Ok(AccountId(number_of(id)?))
}

#[get("/admin/people/<id>?<done>")]
pub(super) async fn page(admin: Admin<'_>, id: &str, done: Option<&str>) -> Answer {
    show(&admin, key(id)?, &Errors::default(), done, None).await
}

async fn show(signed: &Signed<'_>, id: AccountId, errors: &Errors, done: Option<&str>, link: Option<&str>) -> Answer {
    let visit = &signed.visit;
    let db = &visit.app.db;
    let person = people::get(db.primary(), id, visit.now)
        .await?
        .ok_or(WebError::NotFound)?;
    let history = people::history(db.primary(), id).await?;
    let own = id == signed.actor.account;
    let state = person.state();
    let action = |of: &str| visit.link(&format!("admin/people/{}/{of}", id.0));
    let done = done.filter(|done| DONE.contains(done));
    Page::signed(signed, Section::Admin, &person.name).render(
        visit.app,
        "admin/person.html",
        json!({
            "person": shown(visit, &person),
            "history": history.iter().map(|row| json!({
                "when": view::moment(&row.occurred_at, visit.language),
                "what": visit.say(&format!("audit-{}", row.action.replace('_', "-"))),
                "by": row.by_name,
            })).collect::<Vec<_>>(),
            "done": done.map(|done| visit.say(&format!("person-done-{done}"))),
            "link": link, "own": own, "errors": errors.summary(),
            "may_invite": matches!(state, PersonState::Invited | PersonState::Withdrawn),
            "may_withdraw": state == PersonState::Invited,
            "may_disable": state == PersonState::Active && !own,
            "may_enable": state == PersonState::Disabled,
            "may_end": person.sessions > 0 && !own,
            "invitations_action": action("invitations"), "withdrawals_action": action("withdrawals"),
            "state_action": action("state-changes"), "sessions_action": action("session-ends"),
            "account_href": visit.link("account"),
            "csrf": signed.csrf(), "admin_href": visit.link("admin"), "people_href": visit.link("admin/people"),
        }),
    )
}

/// Leads back to the page of the person, or shows it with the reason why nothing was done.
async fn answer(
    admin: &Admin<'_>,
    id: AccountId,
    outcome: Result<(), ActionError>,
    done: &str,
) -> Result<Reply, WebError> {
    match outcome {
        Ok(()) => Reply::done(admin.visit.link(&format!("admin/people/{}?done={done}", id.0))),
        Err(error) => refused(admin, id, error).await,
    }
}

async fn refused(admin: &Admin<'_>, id: AccountId, error: ActionError) -> Result<Reply, WebError> {
    let ActionError::Person(refusal) = error else {
        return Err(error.into());
    };
    let mut errors = Errors::default();
    let key = format!("person-refusal-{}", refusal.code());
    errors.add(admin.visit.language, "", &key, &[]);
    Reply::form(Status::Conflict, show(admin, id, &errors, None, None).await?)
}

#[post("/admin/people/<id>/invitations", data = "<_posted>")]
pub(super) async fn replace(admin: Admin<'_>, id: &str, _posted: Posted) -> Result<Reply, WebError> {
    let id = key(id)?;
    let ctx = admin.visit.app.context(admin.visit.now);
    match actions::invitations::replace(ctx, &admin.actor, id).await {
        Ok(invited) => {
            let page = show(&admin, id, &Errors::default(), None, invited.link.as_deref()).await?;
            Reply::form(Status::Created, page)
        }
        Err(error) => refused(&admin, id, error).await,
    }
}

#[post("/admin/people/<id>/withdrawals", data = "<_posted>")]
pub(super) async fn withdraw(admin: Admin<'_>, id: &str, _posted: Posted) -> Result<Reply, WebError> {
    let id = key(id)?;
    let ctx = admin.visit.app.context(admin.visit.now);
    let outcome = actions::invitations::withdraw(ctx, Some(&admin.actor), id)
        .await
        .map(|_| ());
    answer(&admin, id, outcome, "withdrawn").await
}

/// `to` is `disabled` or `active`.
#[post("/admin/people/<id>/state-changes", data = "<posted>")]
pub(super) async fn change_state(admin: Admin<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let id = key(id)?;
    let ctx = admin.visit.app.context(admin.visit.now);
    match PersonState::parse(posted.fields.get("to")) {
        Some(PersonState::Disabled) => {
            let outcome = actions::people::disable(ctx, Some(&admin.actor), id).await.map(|_| ());
            answer(&admin, id, outcome, "disabled").await
        }
        Some(PersonState::Active) => {
            let outcome = actions::people::enable(ctx, &admin.actor, id).await;
            answer(&admin, id, outcome, "enabled").await
        }
        _ => {
            let mut errors = Errors::default();
            errors.add(admin.visit.language, "", "error-choice", &[]);
            let page = show(&admin, id, &errors, None, None).await?;
            Reply::form(Status::UnprocessableEntity, page)
        }
    }
}

#[post("/admin/people/<id>/session-ends", data = "<_posted>")]
pub(super) async fn end_sessions(admin: Admin<'_>, id: &str, _posted: Posted) -> Result<Reply, WebError> {
    let id = key(id)?;
    let ctx = admin.visit.app.context(admin.visit.now);
    let outcome = actions::people::end_sessions(ctx, &admin.actor, id).await;
    answer(&admin, id, outcome, "sessions").await
}
