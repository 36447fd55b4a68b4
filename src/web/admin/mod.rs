//! The administrator: letters that failed, texts that must go, and the ways to people and rates.

use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{Route, get, post, routes};
use serde_json::json;

use super::answers::{Answer, Reply};
use super::errors::WebError;
use super::form::{Errors, Fields, Posted};
use super::guards::{Admin, Signed};
use super::page::{Page, Section};
use super::typed::{options, reason_error};
use super::view;
use crate::actions;
use crate::domain::reason;
use crate::store::{events, outbox};

mod corrections;
mod people;
mod person;
mod rate_entries;
mod rate_fields;
mod rates;
mod reopenings;

pub(super) fn routes() -> Vec<Route> {
    routes![
        overview,
        people::list,
        people::invite,
        person::page,
        person::replace,
        person::withdraw,
        person::change_state,
        person::end_sessions,
        retry,
        event_by_number,
        event,
        redact,
        rates::page,
        rates::import,
        rate_entries::new,
        rate_entries::create,
        corrections::new,
        corrections::create,
        reopenings::new,
        reopenings::create
    ]
}

#[get("/admin")]
async fn overview(admin: Admin<'_>) -> Answer {
    let visit = &admin.visit;
    let (db, language) = (&visit.app.db, visit.language);
    let letters = outbox::newest(db.primary()).await?;
    let newest = events::newest(db.primary(), None, 20).await?;
    Page::signed(&admin, Section::Admin, &visit.say("admin-title")).render(
        visit.app,
        "admin/overview.html",
        json!({
            "letters": letters.iter().map(|letter| json!({
                "subject": letter.subject, "recipient": letter.recipient, "state": letter.state,
                "state_text": visit.say(&format!("letter-state-{}", letter.state)),
                "error": letter.last_error, "attempts": letter.attempts,
                "when": view::when(&letter.created_at, language),
                "retry_action": (letter.state == "failed").then(|| visit.link(&format!("admin/letters/{}/retries", letter.id))),
            })).collect::<Vec<_>>(),
            "events": newest.iter().map(|row| json!({
                "number": row.number, "text": view::event(language, row)["text"],
                "href": visit.link(&format!("admin/events/{}", row.number)),
            })).collect::<Vec<_>>(),
            "csrf": admin.csrf(),
            "people_href": visit.link("admin/people"),
            "rates_href": visit.link("admin/rates"),
            "reopening_href": visit.link("admin/reopenings/new"),
            "events_action": visit.link("admin/events"),
        }),
    )
}

/// A number in an address; what is none is not found, like what does not exist.
fn number_of(text: &str) -> Result<i64, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

#[post("/admin/letters/<id>/retries", data = "<_posted>")]
async fn retry(admin: Admin<'_>, id: &str, _posted: Posted) -> Result<Reply, WebError> {
    actions::outbox::retry(admin.visit.app.context(admin.visit.now), number_of(id)?).await?;
    Reply::done(admin.visit.link("admin"))
}

/// Leads from a number that somebody looked up in the history to its page.
#[get("/admin/events?<number>")]
async fn event_by_number(admin: Admin<'_>, number: Option<&str>) -> Result<Redirect, WebError> {
    let number = number_of(number.unwrap_or_default().trim())?;
    Ok(Redirect::to(admin.visit.link(&format!("admin/events/{number}"))))
}

#[get("/admin/events/<number>")]
async fn event(admin: Admin<'_>, number: &str) -> Answer {
    event_page(&admin, number_of(number)?, &Fields::default(), &Errors::default()).await
}

async fn event_page(signed: &Signed<'_>, number: i64, fields: &Fields, errors: &Errors) -> Answer {
    let visit = &signed.visit;
    let row = events::get(visit.app.db.primary(), number)
        .await?
        .ok_or(WebError::NotFound)?;
    let texts = events::texts(visit.app.db.primary(), number, number).await?;
    let by_field = errors.by_field();
    let show_page: Vec<(String, String)> = texts
        .iter()
        .filter(|text| text.content.is_some())
        .map(|text| (text.field.clone(), visit.say(&format!("text-{}", text.field))))
        .collect();
    let has_texts = !show_page.is_empty();
    Page::signed(
        signed,
        Section::Admin,
        &format!("{} {number}", visit.say("event-page-title")),
    )
    .render(
        visit.app,
        "admin/event.html",
        json!({
            "number": number, "event": view::event(visit.language, &row), "public": row.public, "hash": row.hash,
            "texts": texts.iter().map(|text| json!({
                "name": visit.say(&format!("text-{}", text.field)), "content": text.content,
                "redacted_by": text.redacted_by_event,
            })).collect::<Vec<_>>(),
            "has_texts": has_texts,
            "fields": options(show_page, fields.get("field"), Some(visit.say("choose-one"))),
            "reason": fields.get("reason"),
            "errors": errors.summary(),
            "e": {"field": by_field.get("field"), "reason": by_field.get("reason")},
            "action": visit.link(&format!("admin/events/{number}/redactions")),
            "csrf": signed.csrf(),
            "admin_href": visit.link("admin"),
        }),
    )
}

#[post("/admin/events/<number>/redactions", data = "<posted>")]
async fn redact(admin: Admin<'_>, number: &str, posted: Posted) -> Result<Reply, WebError> {
    let number = number_of(number)?;
    let fields = posted.fields;
    let visit = &admin.visit;
    let mut errors = Errors::default();
    let known = events::texts(visit.app.db.primary(), number, number).await?;
    if !known
        .iter()
        .any(|text| text.field == fields.get("field") && text.content.is_some())
    {
        errors.add(visit.language, "field", "error-choice", &[]);
    }
    if let Err(error) = reason::check(fields.get("reason")) {
        reason_error(error, visit.language, &mut errors);
    }
    if !errors.is_empty() {
        return Reply::form(
            Status::UnprocessableEntity,
            event_page(&admin, number, &fields, &errors).await?,
        );
    }
    let ctx = visit.app.context(visit.now);
    actions::events::redact(ctx, &admin.actor, number, fields.get("field"), fields.get("reason")).await?;
    Reply::done(visit.link(&format!("admin/events/{number}")))
}
