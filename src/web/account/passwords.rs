//! A new password in place of a forgotten one: asking for the letter, and using its link.
//!
//! Asking gets the same answer, byte for byte, whoever is asked for; what is looked up is looked up later (`jobs`).

use rocket::http::Status;
use rocket::{get, post};
use serde_json::json;

use super::over::{Over, over_page};
use super::password_fields::{busy, chosen, refuse};
use super::visitor::FormKey;
use crate::actions::{self, ActionError};
use crate::domain::account::parse_email;
use crate::domain::password::LENGTH_MIN;
use crate::store::accounts::AccountRow;
use crate::store::password_resets;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Errors, Fields, Posted};
use crate::web::guards::Visit;
use crate::web::page::{Page, Section};

fn asking(visit: &Visit<'_>, key: FormKey, fields: &Fields, errors: &Errors) -> Answer {
    Page::private(visit, Section::Account, &visit.say("reset-ask-title")).render(
        visit.app,
        "account/password_ask.html",
        json!({
            "email": fields.get("email"), "errors": errors.summary(), "by_field": errors.by_field(),
            "csrf": key.0, "action": visit.link("account/password-resets"),
            "session_href": visit.link("account/session"),
        }),
    )
}

#[get("/account/password-resets/new")]
pub(super) fn new(visit: Visit<'_>, key: FormKey) -> Answer {
    asking(&visit, key, &Fields::default(), &Errors::default())
}

#[post("/account/password-resets", data = "<posted>")]
pub(super) async fn ask(visit: Visit<'_>, key: FormKey, posted: Posted) -> Result<Reply, WebError> {
    let mut errors = Errors::default();
    let Some(email) = parse_email(posted.fields.get("email")) else {
        errors.add(visit.language, "email", "error-email", &[]);
        let html = asking(&visit, key, &posted.fields, &errors)?;
        return Reply::form(Status::UnprocessableEntity, html);
    };
    actions::passwords::ask(visit.app.context(visit.now), &email).await?;
    Reply::done(visit.link("account/password-resets/asked"))
}

#[get("/account/password-resets/asked")]
pub(super) fn asked(visit: Visit<'_>) -> Answer {
    Page::private(&visit, Section::Account, &visit.say("reset-asked-title")).render(
        visit.app,
        "account/shown.html",
        json!({
            "title": visit.say("reset-asked-title"), "text": visit.say("reset-asked-text"),
            "detail": visit.say("reset-asked-detail"),
            "href": visit.link("account/session"), "link_text": visit.say("reset-sign-in"),
        }),
    )
}

#[get("/account/password-resets/done")]
pub(super) fn done(visit: Visit<'_>) -> Answer {
    Page::private(&visit, Section::Account, &visit.say("reset-done-title")).render(
        visit.app,
        "account/shown.html",
        json!({
            "title": visit.say("reset-done-title"), "text": visit.say("reset-done-text"), "detail": null,
            "href": visit.link("account/session"), "link_text": visit.say("reset-sign-in"),
        }),
    )
}

fn choosing(visit: &Visit<'_>, key: FormKey, token: &str, account: &AccountRow, errors: &Errors) -> Answer {
    Page::private(visit, Section::Account, &visit.say("reset-title")).render(
        visit.app,
        "account/password_reset.html",
        json!({
            "email": account.email, "errors": errors.summary(), "by_field": errors.by_field(),
            "csrf": key.0, "action": visit.link(&format!("account/password-resets/{token}")),
            "length_min": LENGTH_MIN,
        }),
    )
}

async fn find(visit: &Visit<'_>, token: &str) -> Result<Option<AccountRow>, WebError> {
    let digest = visit.app.secret.digest(token);
    Ok(password_resets::find(visit.app.db.primary(), &digest, visit.now).await?)
}

#[get("/account/password-resets/<token>")]
pub(super) async fn choose(visit: Visit<'_>, key: FormKey, token: &str) -> Answer {
    match find(&visit, token).await? {
        Some(account) => choosing(&visit, key, token, &account, &Errors::default()),
        None => over_page(&visit, Over::PasswordReset),
    }
}

#[post("/account/password-resets/<token>", data = "<posted>")]
pub(super) async fn reset(visit: Visit<'_>, key: FormKey, token: &str, posted: Posted) -> Result<Reply, WebError> {
    let over = || Reply::form(Status::NotFound, over_page(&visit, Over::PasswordReset)?);
    let Some(account) = find(&visit, token).await? else {
        return over();
    };
    let mut errors = Errors::default();
    let password = chosen(&posted.fields, account.owner(), visit.language, &mut errors);
    let mut status = Status::UnprocessableEntity;
    if errors.is_empty() {
        match actions::passwords::reset(visit.app.context(visit.now), token, password).await {
            Ok(()) => return Reply::done(visit.link("account/password-resets/done")),
            // Somebody was faster.
            Err(ActionError::NotFound) => return over(),
            Err(ActionError::WeakPassword(error)) => refuse(error, visit.language, &mut errors),
            Err(ActionError::Overloaded) => {
                busy(visit.language, &mut errors);
                status = Status::ServiceUnavailable;
            }
            Err(other) => return Err(other.into()),
        }
    }
    let html = choosing(&visit, key, token, &account, &errors)?;
    Reply::form(status, html)
}
