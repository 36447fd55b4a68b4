//! A person's own page: name, language of letters, password, sessions.

use rocket::http::{CookieJar, Status};
use rocket::{get, post};
use serde_json::json;

use super::invitations::name;
use super::password_fields::{busy, chosen, refuse};
use crate::actions::sessions::{Ending, handle};
use crate::actions::{self, ActionError};
use crate::domain::password::{self, LENGTH_MIN};
use crate::i18n::language::Language;
use crate::store::sessions;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Errors, Fields, Posted};
use crate::web::guards::{Signed, cookie, session_cookie_name};
use crate::web::inline_form::Attempt;
use crate::web::page::{Page, Section};
use crate::web::typed::options;
use crate::web::view;

/// What was done a moment ago, as the address of the page names it.
const DONE: [&str; 3] = ["profile", "password", "sessions"];

#[get("/account?<done>")]
pub(super) async fn own(signed: Signed<'_>, done: Option<&str>) -> Answer {
    show(&signed, Attempt::NONE, done).await
}

async fn show(signed: &Signed<'_>, attempt: Attempt<'_>, done: Option<&str>) -> Answer {
    let visit = &signed.visit;
    let (account, language) = (signed.account, visit.language);
    let live = sessions::of_account(visit.app.db.primary(), signed.actor.account, visit.now).await?;
    let ctx = visit.app.context(visit.now);
    let typed = attempt.fields_of("profile");
    let (name, letters_in) = match typed {
        Some(fields) => (fields.get("name"), fields.get("language")),
        None => (account.name.as_str(), account.language.as_str()),
    };
    let done = done.filter(|done| DONE.contains(done));
    let languages = ["es", "en"].map(|code| (code.to_owned(), visit.say(&format!("language-{code}"))));
    Page::signed(signed, Section::Account, &visit.say("account-title")).render(
        visit.app,
        "account/own.html",
        json!({
            "email": account.email, "role": signed.role_name(), "name": name,
            "languages": options(languages, letters_in, None),
            "errors": attempt.summary(),
            "in_profile": attempt.errors_of("profile"), "in_password": attempt.errors_of("password"),
            "done": done.map(|done| visit.say(&format!("account-done-{done}"))),
            "sessions": live.iter().map(|session| json!({
                "handle": handle(ctx, session), "own": session.token_hash == signed.session,
                "device": Some(&session.device).filter(|words| !words.is_empty()),
                "began": view::moment(&session.created_at, language),
                "seen": session.seen_at.as_ref().map(|seen| view::moment(seen, language)),
            })).collect::<Vec<_>>(),
            "has_others": live.len() > 1,
            "csrf": signed.csrf(), "length_min": LENGTH_MIN,
            "profile_action": visit.link("account"), "password_action": visit.link("account/password"),
            "sessions_action": visit.link("account/session-ends"),
            "forgotten_href": visit.link("account/password-resets/new"),
        }),
    )
}

async fn again(
    signed: &Signed<'_>,
    form: &'static str,
    fields: &Fields,
    errors: &Errors,
    status: Status,
) -> Result<Reply, WebError> {
    Reply::form(status, show(signed, Attempt::of(form, fields, errors), None).await?)
}

fn led(signed: &Signed<'_>, done: &str) -> Result<Reply, WebError> {
    Reply::done(signed.visit.link(&format!("account?done={done}")))
}

#[post("/account", data = "<posted>")]
pub(super) async fn save(signed: Signed<'_>, posted: Posted) -> Result<Reply, WebError> {
    let fields = posted.fields;
    let visit = &signed.visit;
    let mut errors = Errors::default();
    let name = name(&fields, visit.language, &mut errors);
    let letters_in = Language::parse(fields.get("language"));
    if letters_in.is_err() {
        errors.add(visit.language, "language", "error-choice", &[]);
    }
    let (Ok(letters_in), true) = (letters_in, errors.is_empty()) else {
        return again(&signed, "profile", &fields, &errors, Status::UnprocessableEntity).await;
    };
    let ctx = visit.app.context(visit.now);
    actions::people::set_profile(ctx, signed.actor.account, &name, letters_in).await?;
    led(&signed, "profile")
}

#[post("/account/password", data = "<posted>")]
pub(super) async fn change_password(signed: Signed<'_>, posted: Posted) -> Result<Reply, WebError> {
    let fields = posted.fields;
    let visit = &signed.visit;
    let language = visit.language;
    let mut errors = Errors::default();
    let old = password::as_typed(fields.exact("old_password"));
    if old.is_empty() {
        errors.add(language, "old_password", "error-required", &[]);
    }
    let new = chosen(&fields, signed.account.owner(), language, &mut errors);
    let mut status = Status::UnprocessableEntity;
    if errors.is_empty() {
        let ctx = visit.app.context(visit.now);
        match actions::passwords::change(ctx, signed.account, signed.session, (old, new)).await {
            Ok(()) => return led(&signed, "password"),
            Err(ActionError::WrongCredentials) => errors.add(language, "old_password", "error-old-password", &[]),
            Err(ActionError::TooOften(_)) => {
                errors.add(language, "old_password", "error-too-many-passwords", &[]);
                status = Status::TooManyRequests;
            }
            Err(ActionError::WeakPassword(error)) => refuse(error, language, &mut errors),
            Err(ActionError::Overloaded) => {
                busy(language, &mut errors);
                status = Status::ServiceUnavailable;
            }
            Err(other) => return Err(other.into()),
        }
    }
    again(&signed, "password", &fields, &errors, status).await
}

/// `session` is the handle of one session, or `others`.
#[post("/account/session-ends", data = "<posted>")]
pub(super) async fn end(signed: Signed<'_>, cookies: &CookieJar<'_>, posted: Posted) -> Result<Reply, WebError> {
    let visit = &signed.visit;
    let ending = match posted.fields.get("session") {
        "others" => Ending::Others,
        one => Ending::One(one),
    };
    let ctx = visit.app.context(visit.now);
    let ended_own = match actions::sessions::end(ctx, signed.actor.account, signed.session, ending).await {
        // It ended meanwhile: what was wanted is so.
        Err(ActionError::NotFound) => false,
        other => other?,
    };
    if ended_own {
        cookies.remove(cookie(visit.app, session_cookie_name(visit.app), String::new()));
        return Reply::done(visit.link("account/session"));
    }
    led(&signed, "sessions")
}
