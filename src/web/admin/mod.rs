//! The administrator: people, letters that failed, texts that must go.

use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{Route, get, post, routes};
use serde_json::json;

use super::answers::{Answer, Deed};
use super::errors::WebError;
use super::fields::{Faults, Fields, Posted};
use super::guards::{Admin, Signed};
use super::page::{Page, Section};
use super::typed::{options, reason_fault};
use super::view;
use crate::actions::{self, ActionError};
use crate::domain::account::{Role, parse_email};
use crate::domain::country::Jurisdiction;
use crate::domain::reason;
use crate::i18n::language::Language;
use crate::store::{accounts, events, organisations, outbox};

mod corrections;
mod rate_entries;
mod rate_fields;
mod rates;
mod reopenings;

pub(super) fn routes() -> Vec<Route> {
    routes![
        overview,
        invite,
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
    show(&admin, &Fields::default(), &Faults::default(), None).await
}

async fn show(signed: &Signed<'_>, fields: &Fields, faults: &Faults, link: Option<&str>) -> Answer {
    let visit = &signed.visit;
    let (db, language) = (&visit.app.db, visit.language);
    let people = accounts::all(db).await?;
    let letters = outbox::newest(db).await?;
    let givers = organisations::all(db).await?;
    let newest = events::newest(db, None, 20).await?;
    let by_field = faults.by_field();
    let roles =
        ["partner", "officer", "administrator"].map(|role| (role.to_owned(), visit.say(&format!("role-{role}"))));
    let jurisdictions = Jurisdiction::ALL
        .iter()
        .map(|one| (one.code().to_owned(), visit.say(&format!("country-{}", one.code()))));
    let slugs = givers.iter().map(|row| {
        (
            row.slug.clone(),
            view::pick(language, &row.name_es, &row.name_en).to_owned(),
        )
    });
    Page::signed(signed, Section::Admin, &visit.say("admin-title")).render(
        visit.app,
        "admin/overview.html",
        json!({
            "people": people.iter().map(|person| json!({
                "email": person.email, "name": person.name,
                "role": visit.say(&format!("role-{}", person.role)),
                "of": match language {
                    Language::Es => person.organisation_name_es.clone(),
                    Language::En => person.organisation_name_en.clone(),
                }.or_else(|| person.jurisdiction.as_deref().map(|code| visit.say(&format!("country-{code}")))),
                "joined": person.password_hash.is_some(),
            })).collect::<Vec<_>>(),
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
            "roles": options(roles, fields.get("role"), Some(visit.say("choose-one"))),
            "jurisdictions": options(jurisdictions, fields.get("jurisdiction"), Some(visit.say("choose-none"))),
            "organisations": options(slugs, fields.get("organisation"), Some(visit.say("choose-none"))),
            "email": fields.get("email"),
            "errors": faults.summary(),
            "e": {"email": by_field.get("email"), "role": by_field.get("role"),
                "organisation": by_field.get("organisation"), "jurisdiction": by_field.get("jurisdiction")},
            "link": link,
            "csrf": signed.csrf(),
            "action": visit.link("admin/invitations"),
            "rates_href": visit.link("admin/rates"),
            "reopening_href": visit.link("admin/reopenings/new"),
            "events_action": visit.link("admin/events"),
        }),
    )
}

#[post("/admin/invitations", data = "<posted>")]
async fn invite(admin: Admin<'_>, posted: Posted) -> Result<Deed, WebError> {
    let fields = posted.fields;
    let visit = &admin.visit;
    let mut faults = Faults::default();
    let email = parse_email(fields.get("email"));
    if email.is_none() {
        faults.add(visit.language, "email", "error-email", &[]);
    }
    let role = match fields.get("role") {
        "partner" => match organisations::by_slug(&visit.app.db, fields.get("organisation")).await? {
            Some(row) => Some(Role::Partner {
                organisation: row.key(),
            }),
            None => {
                faults.add(visit.language, "organisation", "error-required", &[]);
                None
            }
        },
        "officer" => match Jurisdiction::parse(fields.get("jurisdiction")) {
            Some(jurisdiction) => Some(Role::Officer { jurisdiction }),
            None => {
                faults.add(visit.language, "jurisdiction", "error-required", &[]);
                None
            }
        },
        "administrator" => Some(Role::Administrator),
        _ => {
            faults.add(visit.language, "role", "error-choice", &[]);
            None
        }
    };
    let (Some(email), Some(role)) = (email, role) else {
        return Deed::form(Status::UnprocessableEntity, show(&admin, &fields, &faults, None).await?);
    };
    let ctx = visit.app.context(visit.now);
    if let Err(error) = actions::limits::count_invitation(ctx, &admin.actor).await {
        let ActionError::TooOften(refused) = error else {
            return Err(error.into());
        };
        let seconds = refused.wait_seconds(visit.now);
        let limits = [
            ("max", refused.limit.times_max.into()),
            ("count", ((seconds + 59) / 60).into()),
        ];
        faults.add(visit.language, "email", "error-too-many-invitations", &limits);
        let html = show(&admin, &fields, &faults, None).await?;
        return Deed::form(Status::TooManyRequests, html.retry_after(seconds));
    }
    match actions::accounts::invite(ctx, &email, role, visit.language).await {
        Ok(link) => Deed::form(
            Status::Created,
            show(&admin, &Fields::default(), &faults, Some(&link)).await?,
        ),
        Err(ActionError::AddressTaken) => {
            faults.add(visit.language, "email", "error-email-taken", &[]);
            Deed::form(Status::UnprocessableEntity, show(&admin, &fields, &faults, None).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// A number in an address; what is none is not found, like what does not exist.
fn number_of(text: &str) -> Result<i64, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

#[post("/admin/letters/<id>/retries", data = "<_posted>")]
async fn retry(admin: Admin<'_>, id: &str, _posted: Posted) -> Result<Deed, WebError> {
    actions::outbox::retry(admin.visit.app.context(admin.visit.now), number_of(id)?).await?;
    Deed::done(admin.visit.link("admin"))
}

/// Leads from a number that somebody looked up in the history to its page.
#[get("/admin/events?<number>")]
async fn event_by_number(admin: Admin<'_>, number: Option<&str>) -> Result<Redirect, WebError> {
    let number = number_of(number.unwrap_or_default().trim())?;
    Ok(Redirect::to(admin.visit.link(&format!("admin/events/{number}"))))
}

#[get("/admin/events/<number>")]
async fn event(admin: Admin<'_>, number: &str) -> Answer {
    event_page(&admin, number_of(number)?, &Fields::default(), &Faults::default()).await
}

async fn event_page(signed: &Signed<'_>, number: i64, fields: &Fields, faults: &Faults) -> Answer {
    let visit = &signed.visit;
    let row = events::get(&visit.app.db, number).await?.ok_or(WebError::NotFound)?;
    let texts = events::texts(&visit.app.db, number, number).await?;
    let by_field = faults.by_field();
    let whole: Vec<(String, String)> = texts
        .iter()
        .filter(|text| text.content.is_some())
        .map(|text| (text.field.clone(), visit.say(&format!("text-{}", text.field))))
        .collect();
    let has_texts = !whole.is_empty();
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
            "fields": options(whole, fields.get("field"), Some(visit.say("choose-one"))),
            "reason": fields.get("reason"),
            "errors": faults.summary(),
            "e": {"field": by_field.get("field"), "reason": by_field.get("reason")},
            "action": visit.link(&format!("admin/events/{number}/redactions")),
            "csrf": signed.csrf(),
            "admin_href": visit.link("admin"),
        }),
    )
}

#[post("/admin/events/<number>/redactions", data = "<posted>")]
async fn redact(admin: Admin<'_>, number: &str, posted: Posted) -> Result<Deed, WebError> {
    let number = number_of(number)?;
    let fields = posted.fields;
    let visit = &admin.visit;
    let mut faults = Faults::default();
    let known = events::texts(&visit.app.db, number, number).await?;
    if !known
        .iter()
        .any(|text| text.field == fields.get("field") && text.content.is_some())
    {
        faults.add(visit.language, "field", "error-choice", &[]);
    }
    if let Err(fault) = reason::check(fields.get("reason")) {
        reason_fault(fault, visit.language, &mut faults);
    }
    if !faults.is_empty() {
        return Deed::form(
            Status::UnprocessableEntity,
            event_page(&admin, number, &fields, &faults).await?,
        );
    }
    let ctx = visit.app.context(visit.now);
    actions::events::redact(ctx, &admin.actor, number, fields.get("field"), fields.get("reason")).await?;
    Deed::done(visit.link(&format!("admin/events/{number}")))
}
