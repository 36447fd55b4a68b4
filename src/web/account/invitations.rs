//! Taking an invitation up.

use rocket::http::{CookieJar, Status};
use rocket::{get, post};
use serde_json::json;

use super::over::{Over, over_page};
use super::password_fields::{busy, chosen, refuse};
use super::visitor::{Device, FormKey};
use super::workplace;
use crate::actions::{self, ActionError};
use crate::domain::password::{LENGTH_MIN, Owner};
use crate::domain::person::{NAME_LENGTH_MAX, NameError, parse_name};
use crate::i18n::language::Language;
use crate::store::accounts::AccountRow;
use crate::store::invitations;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Errors, Fields, Posted};
use crate::web::guards::{Visit, cookie, session_cookie_name};
use crate::web::page::{Page, Section};

fn page(
    visit: &Visit<'_>,
    key: FormKey,
    token: &str,
    account: &AccountRow,
    fields: &Fields,
    errors: &Errors,
) -> Answer {
    let page = Page::private(visit, Section::Account, &visit.say("invitation-title"));
    page.render(
        visit.app,
        "account/invitation.html",
        json!({
            "name": fields.get("name"), "email": account.email,
            "role": visit.say(&format!("role-{}", account.role)),
            "errors": errors.summary(), "by_field": errors.by_field(),
            "csrf": key.0, "action": visit.link(&format!("account/invitations/{token}")),
            "length_min": LENGTH_MIN,
        }),
    )
}

async fn find(visit: &Visit<'_>, token: &str) -> Result<Option<AccountRow>, WebError> {
    let digest = visit.app.secret.digest(token);
    Ok(invitations::find(visit.app.db.primary(), &digest, visit.now).await?)
}

#[get("/account/invitations/<token>")]
pub(super) async fn invitation(visit: Visit<'_>, key: FormKey, token: &str) -> Answer {
    match find(&visit, token).await? {
        Some(account) => page(&visit, key, token, &account, &Fields::default(), &Errors::default()),
        None => over_page(&visit, Over::Invitation),
    }
}

/// The name of a form; notes what is wrong with it.
pub(super) fn name(fields: &Fields, language: Language, errors: &mut Errors) -> String {
    match parse_name(fields.get("name")) {
        Ok(name) => return name,
        Err(NameError::Empty) => errors.add(language, "name", "error-required", &[]),
        Err(NameError::TooLong) => {
            let max = i64::try_from(NAME_LENGTH_MAX).unwrap_or_default();
            errors.add(language, "name", "error-too-long", &[("max", max.into())]);
        }
    }
    String::new()
}

#[post("/account/invitations/<token>", data = "<posted>")]
pub(super) async fn accept(
    visit: Visit<'_>,
    key: FormKey,
    device: Device,
    cookies: &CookieJar<'_>,
    token: &str,
    posted: Posted,
) -> Result<Reply, WebError> {
    let Some(account) = find(&visit, token).await? else {
        return Reply::form(Status::NotFound, over_page(&visit, Over::Invitation)?);
    };
    let fields = posted.fields;
    let mut errors = Errors::default();
    let name = name(&fields, visit.language, &mut errors);
    let owner = Owner {
        name: &name,
        ..account.owner()
    };
    let password = chosen(&fields, owner, visit.language, &mut errors);
    let ctx = visit.app.context(visit.now);
    let mut status = Status::UnprocessableEntity;
    if errors.is_empty() {
        match actions::invitations::accept(ctx, token, &name, password, visit.language).await {
            Ok((session, account)) => {
                let id = account.id;
                actions::sessions::begin(ctx, id, &session, &device.0, false).await?;
                cookies.add(cookie(visit.app, session_cookie_name(visit.app), session));
                return Reply::done(workplace(&visit, &account.role));
            }
            Err(ActionError::WeakPassword(error)) => refuse(error, visit.language, &mut errors),
            Err(ActionError::Overloaded) => {
                busy(visit.language, &mut errors);
                status = Status::ServiceUnavailable;
            }
            Err(other) => return Err(other.into()),
        }
    }
    let html = page(&visit, key, token, &account, &fields, &errors)?;
    Reply::form(status, html)
}
