//! People: everybody who was asked to join, and inviting somebody.

use rocket::http::Status;
use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use crate::actions::invitations::Invited;
use crate::actions::{self, ActionError, Context};
use crate::domain::account::Role;
use crate::domain::country::Jurisdiction;
use crate::domain::ids::OrganisationId;
use crate::domain::person::PersonState;
use crate::i18n::catalogue::text;
use crate::i18n::language::Language;
use crate::store::people::{PersonRow, Search};
use crate::store::{organisations, people};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Choice, Declaring, Fields, Form, FormPage, Looking, Message, Outcome, Place, Posted, Refused, Sender,
    coded, show, submit_shown,
};
use crate::web::guards::{Admin, Signed, Visit};
use crate::web::page::{Page, Section};
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

/// The list of people.
struct PeoplePage<'r> {
    signed: &'r Signed<'r>,
    query: Query<'r>,
    organisations: Vec<Choice<OrganisationId>>,
}

impl<'r> PeoplePage<'r> {
    async fn new(signed: &'r Signed<'r>, query: Query<'r>) -> Result<Self, WebError> {
        let visit = &signed.visit;
        let known = organisations::all(visit.app.db.primary()).await?;
        let choice = |row: &organisations::OrganisationRow| {
            let name = view::pick(visit.language, &row.name_es, &row.name_en).to_owned();
            Choice::new(&row.slug, name, row.key())
        };
        Ok(Self {
            signed,
            query,
            organisations: known.iter().map(choice).collect(),
        })
    }

    /// The list narrowed to each state, with how many are in it.
    async fn states(&self) -> Result<Vec<Value>, WebError> {
        let (visit, query) = (&self.signed.visit, self.query);
        let counts = people::counts(visit.app.db.primary()).await?;
        let count_of = |state: PersonState| counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, n)| *n);
        let all = json!({"text": visit.say("people-all"), "href": query.href(visit, None, None),
            "count": counts.iter().map(|(_, n)| n).sum::<i64>(), "current": query.state.is_none()});
        let states = PersonState::ALL.iter().map(|state| {
            json!({"text": visit.say(&format!("people-{}", state.code())), "href": query.href(visit, Some(*state), None),
                "count": count_of(*state), "current": query.state == Some(*state)})
        });
        Ok(std::iter::once(all).chain(states).collect())
    }

    async fn render(&self, attempt: Attempt<'_>, made: Option<&Made>) -> Answer {
        let (visit, query) = (&self.signed.visit, self.query);
        let search = Search {
            text: query.text,
            state: query.state,
            after: query.after,
        };
        let most = i64::try_from(PEOPLE_MAX).unwrap_or(i64::MAX);
        let mut found = people::list(visit.app.db.primary(), search, visit.now, most).await?;
        let has_more = found.len() > PEOPLE_MAX;
        found.truncate(PEOPLE_MAX);
        let next = found
            .last()
            .filter(|_| has_more)
            .map(|last| query.href(visit, query.state, Some(&last.email)));
        let retained = query.state.iter();
        let retained: Vec<Value> = retained
            .map(|state| json!({"name": "state", "value": state.code()}))
            .collect();
        let place = Place::new(visit, "admin/invitations");
        Page::signed(self.signed, Section::Admin, &visit.say("people-title")).render(
            visit.app,
            "admin/people.html",
            json!({
                "people": found.iter().map(|person| shown(visit, person)).collect::<Vec<_>>(),
                "states": self.states().await?,
                "q": query.text, "kept": retained, "list_href": visit.link("admin/people"),
                "narrowed": query.state.is_some() || !query.text.is_empty(),
                "first": (!query.after.is_empty()).then(|| query.href(visit, query.state, None)), "next": next,
                "form": show::<InvitationForm>(&place, &self.organisations, &Fields::default(), attempt),
                "errors": attempt.summary(), "made": made,
                "csrf": self.signed.csrf(), "admin_href": visit.link("admin"),
            }),
        )
    }
}

impl FormPage for PeoplePage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        self.render(attempt, None).await
    }

    fn refused(&self, _: &'static str, error: &ActionError) -> Option<Refused> {
        let ActionError::TooOften(refused) = error else {
            return None;
        };
        let seconds = refused.wait_seconds(self.signed.visit.now);
        let limits = vec![
            ("max", refused.limit.times_max.into()),
            ("count", ((seconds + 59) / 60).into()),
        ];
        let message = Message::with("error-too-many-invitations", limits);
        let refused = Refused::new(Status::TooManyRequests).at(&["email"], message);
        Some(refused.retry_after(seconds))
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
    PeoplePage::new(&admin, query).await?.show(Attempt::NONE).await
}

/// An invitation that was made a moment ago.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Made {
    /// The one-time link; none where the same invitation was asked for again: it is kept nowhere.
    link: Option<String>,
    replaced: bool,
    /// The page of the person, where another one can be made.
    person_href: String,
}

impl Made {
    pub(super) fn of(visit: &Visit<'_>, invited: Invited) -> Self {
        Self {
            link: invited.link,
            replaced: invited.replaced,
            person_href: visit.link(&format!("admin/people/{}", invited.account.0)),
        }
    }
}

/// An invitation.
struct InvitationForm {
    email: String,
    role: Role,
    language: Language,
}

impl Form for InvitationForm {
    const NAME: &'static str = "invitation";
    const IS_FIRST: bool = true;
    type About = Vec<Choice<OrganisationId>>;

    fn declare(form: &mut Declaring<'_>, organisations: &Vec<Choice<OrganisationId>>) -> Option<Self> {
        let visit = form.visit();
        let email = form.email("email").autocomplete("off").required();
        let roles = ["partner", "officer", "administrator"];
        let roles = roles.map(|role| Choice::new(role, visit.say(&format!("role-{role}")), role));
        let role = form.choice("role", roles.to_vec()).required();
        let organisation = form.choice("organisation", organisations.clone()).optional();
        let jurisdictions = coded(visit, "country", Jurisdiction::ALL);
        let jurisdiction = form.choice("jurisdiction", jurisdictions).optional();
        let language = form.language("language").filled(visit.language.code());
        let language = language.or(visit.language);
        let (needed, role) = match role? {
            "partner" => (
                "organisation",
                organisation.map(|organisation| Role::Partner { organisation }),
            ),
            "officer" => (
                "jurisdiction",
                jurisdiction.map(|jurisdiction| Role::Officer { jurisdiction }),
            ),
            _ => ("role", Some(Role::Administrator)),
        };
        if role.is_none() && form.value(needed).is_empty() {
            form.refuse(needed, "error-required");
        }
        Some(Self {
            email: email?,
            role: role?,
            language: language?,
        })
    }
}

#[post("/admin/invitations", data = "<posted>")]
pub(super) async fn invite(admin: Admin<'_>, posted: Posted) -> Result<Reply, WebError> {
    let page = PeoplePage::new(&admin, Query::default()).await?;
    let act = async |ctx: Context<'_>, new: InvitationForm, _: &Fields| {
        actions::limits::count_invitation(ctx, &admin.actor).await?;
        let by = Some(&admin.actor);
        let invited = actions::invitations::invite(ctx, by, &new.email, new.role, new.language).await?;
        let made = Made::of(&admin.visit, invited);
        let html = page.render(Attempt::NONE, Some(&made)).await?;
        Ok::<Outcome<String>, Looking>(Outcome::Shown(html.with_status(Status::Created)))
    };
    submit_shown(&page, &page.organisations, posted, act, |_| "admin/people".to_owned()).await
}
