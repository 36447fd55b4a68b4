//! Signing in and out; what an account needs beyond that lies in the files below.

use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{Route, State, get, post, routes};
use serde_json::json;

use self::resume::Carried;
use super::answers::{Answer, Reply};
use super::errors::WebError;
use super::form::{Addresses, Errors, Fields, Posted};
use super::guards::{Signed, Visit, cookie, device_cookie_name, session_cookie_name};
use super::page::{Page, Section};
use crate::actions::attempts::{DEVICE_SECONDS, Origin};
use crate::actions::hashing::RETRY_SECONDS;
use crate::actions::{self, ActionError};
use crate::domain::event::unhex;
use crate::domain::limit::{SIGN_IN_BY_NETWORK, TooOften};
use crate::domain::password;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_time;

mod invitations;
mod over;
mod password_fields;
mod passwords;
mod profile;
mod resume;
mod visitor;

pub(super) fn routes() -> Vec<Route> {
    routes![
        door,
        sign_in,
        sign_out,
        resume::unsigned,
        invitations::invitation,
        invitations::accept,
        passwords::new,
        passwords::ask,
        passwords::asked,
        passwords::done,
        passwords::choose,
        passwords::reset,
        profile::own,
        profile::save,
        profile::change_password,
        profile::end
    ]
}

/// Where somebody of this role works.
fn workplace(visit: &Visit<'_>, role: &str) -> String {
    visit.link(match role {
        "officer" => "office",
        "administrator" => "admin",
        _ => "desk",
    })
}

/// An address within the site to go back to; anything else is ignored, so that no link leads elsewhere.
fn way_back(visit: &Visit<'_>, next: &str) -> Option<String> {
    let own = next.starts_with(&visit.link("")) && !next.contains("//") && !next.contains('\\');
    // What is no address at all, as with a line break in it, could not be answered with.
    let readable = rocket::http::uri::Origin::parse(next).is_ok();
    (own && readable && !next.contains("/account/session")).then(|| next.to_owned())
}

/// The value that binds a sign-in form to this visitor, kept in a cookie until the session begins.
fn visitor_csrf(visit: &Visit<'_>, cookies: &CookieJar<'_>) -> String {
    let secret = visitor::of_visitor(visit.app, cookies);
    crate::secret::mask(&secret).unwrap_or_default()
}

fn door_page(visit: &Visit<'_>, cookies: &CookieJar<'_>, fields: &Fields, errors: &Errors) -> Answer {
    door_or_wait(visit, cookies, fields, errors, false)
}

/// `locked`: there were too many attempts, and the page says how the owner gets in all the same.
fn door_or_wait(visit: &Visit<'_>, cookies: &CookieJar<'_>, fields: &Fields, errors: &Errors, locked: bool) -> Answer {
    let page = Page::private(visit, Section::Account, &visit.say("sign-in-title"));
    page.render(
        visit.app,
        "account/session.html",
        json!({
            "form": fields.shown(), "email": fields.get("email"), "next": fields.get("next"),
            "resume": fields.get(resume::RESUME), "is_resumed": !fields.get(resume::RESUME).is_empty(),
            "errors": errors.summary(), "by_field": errors.by_field(),
            "csrf": visitor_csrf(visit, cookies), "action": visit.link("account/session"),
            "demo": visit.app.config.demo, "locked": locked,
            "end_others": fields.get("end_others") == "yes",
            "forgotten_href": visit.link("account/password-resets/new"),
        }),
    )
}

#[get("/account/session?<next>")]
fn door(visit: Visit<'_>, cookies: &CookieJar<'_>, next: Option<&str>) -> Answer {
    let mut fields = Fields::default();
    fields.set("next", next.unwrap_or_default());
    door_page(&visit, cookies, &fields, &Errors::default())
}

#[post("/account/session", data = "<posted>")]
async fn sign_in(
    visit: Visit<'_>,
    browser: visitor::Device,
    cookies: &CookieJar<'_>,
    addresses: &State<Addresses>,
    posted: Posted,
) -> Result<Reply, WebError> {
    let fields = posted.fields;
    let mut errors = Errors::default();
    let password = password::as_typed(fields.exact("password"));
    if fields.get("email").is_empty() {
        errors.add(visit.language, "email", "error-required", &[]);
    }
    if password.is_empty() {
        errors.add(visit.language, "password", "error-required", &[]);
    }
    if password.len() > password::LENGTH_MAX * 4 {
        errors.add(visit.language, "email", "error-credentials", &[]);
    }
    if !errors.is_empty() {
        return Reply::form(
            Status::UnprocessableEntity,
            door_page(&visit, cookies, &fields, &errors)?,
        );
    }
    let ctx = visit.app.context(visit.now);
    let device = device_token(&visit, cookies);
    let origin = Origin {
        network: &visit.network,
        device: device.as_deref(),
    };
    match actions::accounts::sign_in(ctx, fields.get("email"), password, origin).await {
        Ok(opened) => {
            let end_others = fields.get("end_others") == "yes";
            let id = opened.account.id;
            actions::sessions::begin(ctx, id, &opened.token, &browser.0, end_others).await?;
            let carried = Carried::unpack(fields.get(resume::RESUME), addresses);
            let carried = resume::page(&visit, carried, &opened.token).await?;
            cookies.add(cookie(visit.app, session_cookie_name(visit.app), opened.token));
            cookies.add(cookie(visit.app, "language", visit.language.code().to_owned()));
            let mut device = cookie(visit.app, device_cookie_name(visit.app), opened.device);
            device.set_max_age(time::Duration::seconds(DEVICE_SECONDS));
            cookies.add(device);
            if let Some(page) = carried {
                return Reply::form(Status::Ok, page);
            }
            let to = way_back(&visit, fields.get("next"));
            Reply::done(to.unwrap_or_else(|| workplace(&visit, &opened.account.role)))
        }
        Err(ActionError::WrongCredentials) => {
            errors.add(visit.language, "email", "error-credentials", &[]);
            Reply::form(
                Status::UnprocessableEntity,
                door_page(&visit, cookies, &fields, &errors)?,
            )
        }
        Err(ActionError::TooOften(refused)) => {
            let (field, message) = ("email", shown(&visit, &refused));
            errors.say(field, message);
            let html = door_or_wait(&visit, cookies, &fields, &errors, true)?;
            let seconds = refused.wait_seconds(visit.now);
            Reply::form(Status::TooManyRequests, html.retry_after(seconds))
        }
        Err(ActionError::Overloaded) => {
            let wait = [("count", RETRY_SECONDS.into())];
            errors.add(visit.language, "email", "error-sign-in-busy", &wait);
            let html = door_page(&visit, cookies, &fields, &errors)?;
            Reply::form(Status::ServiceUnavailable, html.retry_after(RETRY_SECONDS))
        }
        Err(other) => Err(other.into()),
    }
}

/// The token by which this device may be known; what is none of ours is as good as none.
fn device_token(visit: &Visit<'_>, cookies: &CookieJar<'_>) -> Option<String> {
    let token = cookies.get(device_cookie_name(visit.app))?.value().to_owned();
    unhex(&token).is_some().then_some(token)
}

/// That there were too many attempts, and when the next one is judged again.
fn shown(visit: &Visit<'_>, refused: &TooOften) -> String {
    let key = if refused.limit == SIGN_IN_BY_NETWORK {
        "error-too-many-sign-ins-network"
    } else {
        "error-too-many-sign-ins"
    };
    let minutes = (refused.wait_seconds(visit.now) + 59) / 60;
    let time = format_time(refused.again_at.plus_seconds(59));
    text(visit.language, key, &[("count", minutes.into()), ("time", time.into())])
}

#[post("/account/session/end", data = "<_posted>")]
async fn sign_out(signed: Signed<'_>, cookies: &CookieJar<'_>, _posted: Posted) -> Result<Redirect, WebError> {
    let name = session_cookie_name(signed.visit.app);
    if let Some(token) = cookies.get(name).map(|cookie| cookie.value().to_owned()) {
        actions::accounts::sign_out(signed.visit.app.context(signed.visit.now), &token).await?;
    }
    cookies.remove(cookie(signed.visit.app, name, String::new()));
    Ok(Redirect::to(signed.visit.link("")))
}
