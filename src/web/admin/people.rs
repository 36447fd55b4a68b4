//! People: everybody who was asked to join, and inviting somebody.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};

use crate::actions::{self, ActionError};
use crate::domain::account::{Role, parse_email};
use crate::domain::country::Jurisdiction;
use crate::domain::person::PersonState;
use crate::i18n::catalogue::text;
use crate::i18n::language::Language;
use crate::store::people::{PersonRow, Search};
use crate::store::{organisations, people};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Errors, Fields, Posted};
use crate::web::guards::{Admin, Signed, Visit};
use crate::web::page::{Page, Section};
use crate::web::typed::options;
use crate::web::view;

/// People on a page of the list.
const PEOPLE_MAX: usize = 50;

/// What the address of the list says.
#[derive(Default, Clone, Copy)]
struct Query<'a> {
    text: &'a str,
    state: Option<PersonState>,
    after: &'a str,
}

impl Query<'_> {
    /// The address of the list with these filters, from `after` on.
    fn href(&self, visit: &Visit<'_>, state: Option<PersonState>, after: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.text.is_empty() {
            query.append_pair("q", self.text);
        }
        if let Some(state) = state {
            query.append_pair("state", state.code());
        }
        if let Some(after) = after {
            query.append_pair("after", after);
        }
        let query = query.finish();
        let path = visit.link("admin/people");
        if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        }
    }
}

#[get("/admin/people?<q>&<state>&<after>")]
pub(super) async fn list(admin: Admin<'_>, q: Option<&str>, state: Option<&str>, after: Option<&str>) -> Answer {
    let state = match state.filter(|state| !state.is_empty()) {
        Some(code) => Some(PersonState::parse(code).ok_or(WebError::NotFound)?),
        None => None,
    };
    let query = Query {
        text: q.unwrap_or_default().trim(),
        state,
        after: after.unwrap_or_default(),
    };
    show(&admin, query, &Fields::default(), &Errors::default(), Value::Null).await
}

/// A person as a line of the list, and as the head of their own page.
pub(super) fn shown(visit: &Visit<'_>, person: &PersonRow) -> Value {
    let language = visit.language;
    let state = person.state();
    let is_over = person.invited_until.as_ref().is_none_or(|until| *until <= visit.now);
    let note = match (&person.invited_until, state) {
        (Some(until), PersonState::Invited) if !is_over => Some(text(
            language,
            "person-invited-until",
            &[("date", view::when(until, language).into())],
        )),
        (_, PersonState::Invited) => Some(visit.say("person-invitation-over")),
        _ => None,
    };
    json!({
        "id": person.id, "email": person.email, "name": person.name,
        "href": visit.link(&format!("admin/people/{}", person.id)),
        "role": visit.say(&format!("role-{}", person.role)),
        "of": match language {
            Language::Es => person.organisation_name_es.clone(),
            Language::En => person.organisation_name_en.clone(),
        }.or_else(|| person.jurisdiction.map(Jurisdiction::code).map(|code| visit.say(&format!("country-{code}")))),
        "state": state.code(), "state_text": visit.say(&format!("person-state-{}", state.code())), "note": note,
        "language": visit.say(&format!("language-{}", person.language)),
        "seen": person.seen_at.as_ref().map(|seen| view::moment(seen, language)),
        "sessions": person.sessions,
        "since": view::when(&person.created_at, language),
    })
}

async fn show(signed: &Signed<'_>, query: Query<'_>, fields: &Fields, errors: &Errors, made: Value) -> Answer {
    let visit = &signed.visit;
    let (db, language) = (&visit.app.db, visit.language);
    let search = Search {
        text: query.text,
        state: query.state,
        after: query.after,
    };
    let most = i64::try_from(PEOPLE_MAX).unwrap_or(i64::MAX);
    let mut found = people::list(db.primary(), search, visit.now, most).await?;
    let has_more = found.len() > PEOPLE_MAX;
    found.truncate(PEOPLE_MAX);
    let next = found
        .last()
        .filter(|_| has_more)
        .map(|last| query.href(visit, query.state, Some(&last.email)));
    let counts = people::counts(db.primary()).await?;
    let count_of = |state: PersonState| counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, n)| *n);
    let all = json!({"text": visit.say("people-all"), "href": query.href(visit, None, None),
        "count": counts.iter().map(|(_, n)| n).sum::<i64>(), "current": query.state.is_none()});
    let states = PersonState::ALL.iter().map(|state| {
        json!({"text": visit.say(&format!("people-{}", state.code())), "href": query.href(visit, Some(*state), None),
            "count": count_of(*state), "current": query.state == Some(*state)})
    });
    let retained: Vec<Value> = query
        .state
        .iter()
        .map(|state| json!({"name": "state", "value": state.code()}))
        .collect();
    Page::signed(signed, Section::Admin, &visit.say("people-title")).render(
        visit.app,
        "admin/people.html",
        json!({
            "people": found.iter().map(|person| shown(visit, person)).collect::<Vec<_>>(),
            "states": std::iter::once(all).chain(states).collect::<Vec<_>>(),
            "q": query.text, "kept": retained, "list_href": visit.link("admin/people"),
            "narrowed": query.state.is_some() || !query.text.is_empty(),
            "first": (!query.after.is_empty()).then(|| query.href(visit, query.state, None)), "next": next,
            "form": invite_form(visit, fields, language).await?,
            "errors": errors.summary(), "e": errors.by_field(), "made": made,
            "csrf": signed.csrf(), "action": visit.link("admin/invitations"), "admin_href": visit.link("admin"),
        }),
    )
}

/// The choices of the form that invites somebody.
async fn invite_form(visit: &Visit<'_>, fields: &Fields, language: Language) -> Result<Value, WebError> {
    let providers = organisations::all(visit.app.db.primary()).await?;
    let roles =
        ["partner", "officer", "administrator"].map(|role| (role.to_owned(), visit.say(&format!("role-{role}"))));
    let jurisdictions = Jurisdiction::ALL
        .iter()
        .map(|one| (one.code().to_owned(), visit.say(&format!("country-{}", one.code()))));
    let slugs = providers.iter().map(|row| {
        (
            row.slug.clone(),
            view::pick(language, &row.name_es, &row.name_en).to_owned(),
        )
    });
    let languages = ["es", "en"].map(|code| (code.to_owned(), visit.say(&format!("language-{code}"))));
    let letters_in = match fields.get("language") {
        "" => language.code(),
        chosen => chosen,
    };
    Ok(json!({
        "email": fields.get("email"),
        "roles": options(roles, fields.get("role"), Some(visit.say("choose-one"))),
        "organisations": options(slugs, fields.get("organisation"), Some(visit.say("choose-none"))),
        "jurisdictions": options(jurisdictions, fields.get("jurisdiction"), Some(visit.say("choose-none"))),
        "languages": options(languages, letters_in, None),
    }))
}

/// The role that a form names; notes what is missing.
async fn role(visit: &Visit<'_>, fields: &Fields, errors: &mut Errors) -> Result<Option<Role>, WebError> {
    let language = visit.language;
    Ok(match fields.get("role") {
        "partner" => {
            let found = organisations::by_slug(visit.app.db.primary(), fields.get("organisation")).await?;
            if found.is_none() {
                errors.add(language, "organisation", "error-required", &[]);
            }
            found.map(|row| Role::Partner {
                organisation: row.key(),
            })
        }
        "officer" => {
            let jurisdiction = Jurisdiction::parse(fields.get("jurisdiction"));
            if jurisdiction.is_none() {
                errors.add(language, "jurisdiction", "error-required", &[]);
            }
            jurisdiction.map(|jurisdiction| Role::Officer { jurisdiction })
        }
        "administrator" => Some(Role::Administrator),
        _ => {
            errors.add(language, "role", "error-choice", &[]);
            None
        }
    })
}

#[post("/admin/invitations", data = "<posted>")]
pub(super) async fn invite(admin: Admin<'_>, posted: Posted) -> Result<Reply, WebError> {
    let fields = posted.fields;
    let visit = &admin.visit;
    let mut errors = Errors::default();
    let email = parse_email(fields.get("email"));
    if email.is_none() {
        errors.add(visit.language, "email", "error-email", &[]);
    }
    let role = role(visit, &fields, &mut errors).await?;
    let letters_in = match fields.get("language") {
        "" => Some(visit.language),
        code => Language::parse(code).ok(),
    };
    if letters_in.is_none() {
        errors.add(visit.language, "language", "error-choice", &[]);
    }
    let again = async |errors: &Errors| {
        let page = show(&admin, Query::default(), &fields, errors, Value::Null).await?;
        Reply::form(Status::UnprocessableEntity, page)
    };
    let (Some(email), Some(role), Some(letters_in)) = (email, role, letters_in) else {
        return again(&errors).await;
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
        errors.add(visit.language, "email", "error-too-many-invitations", &limits);
        let html = show(&admin, Query::default(), &fields, &errors, Value::Null).await?;
        return Reply::form(Status::TooManyRequests, html.retry_after(seconds));
    }
    match actions::invitations::invite(ctx, Some(&admin.actor), &email, role, letters_in).await {
        Ok(invited) => {
            let made = json!({"link": invited.link, "replaced": invited.replaced});
            let page = show(&admin, Query::default(), &Fields::default(), &errors, made).await?;
            Reply::form(Status::Created, page)
        }
        Err(ActionError::AddressTaken) => {
            errors.add(visit.language, "email", "error-email-taken", &[]);
            again(&errors).await
        }
        Err(other) => Err(other.into()),
    }
}
