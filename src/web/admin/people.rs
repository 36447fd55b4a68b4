//! People: everybody who was asked to join, and inviting somebody.

use rocket::http::Status;
use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::person_head::{Made, PersonHead};
use crate::actions::{self, ActionError, Context};
use crate::domain::account::Role;
use crate::domain::country::Jurisdiction;
use crate::domain::ids::OrganisationId;
use crate::domain::person::PersonState;
use crate::i18n::language::Language;
use crate::store::people::Search;
use crate::store::{organisations, people};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Choice, Declaring, Fields, Form, FormPage, FormView, HiddenView, Looking, Message, Outcome, Place, Posted,
    Refused, Sender, coded, show, submit_shown,
};
use crate::web::guards::{Admin, Signed, Visit};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::marks;
use crate::web::parts::texts::{count, pick};

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

/// The list of people.
#[derive(Serialize, JsonSchema)]
struct PeopleView {
    people: Vec<PersonLine>,
    /// The list narrowed to each state.
    states: Vec<marks::Choice>,
    q: String,
    /// What a search keeps.
    retained: Vec<HiddenView>,
    narrowed: bool,
    first: Option<String>,
    next: Option<String>,
    form: FormView,
    made: Option<Made>,
    list_href: String,
    admin_href: String,
}

page_views! { PeopleView => "admin/people.html" }

/// A person as a line of the list.
#[derive(Serialize, JsonSchema)]
struct PersonLine {
    #[serde(flatten)]
    head: PersonHead,
    href: String,
}

/// The page of the list.
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
            let name = pick(visit.language, &row.name_es, &row.name_en).to_owned();
            Choice::new(&row.slug, name, row.key())
        };
        Ok(Self {
            signed,
            query,
            organisations: known.iter().map(choice).collect(),
        })
    }

    /// The list narrowed to each state, with how many are in it.
    async fn states(&self) -> Result<Vec<marks::Choice>, WebError> {
        let (visit, query) = (&self.signed.visit, self.query);
        let counts = people::counts(visit.app.db.primary()).await?;
        let count_of = |state: PersonState| counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, n)| *n);
        let choice = |text: &str, state, number| marks::Choice {
            href: query.href(visit, state, None),
            text: visit.say(text),
            count: Some(count(number)),
            current: query.state == state,
        };
        let all = choice("people-all", None, counts.iter().map(|(_, n)| n).sum());
        let states = PersonState::ALL.iter();
        let states = states.map(|state| choice(&format!("people-{}", state.code()), Some(*state), count_of(*state)));
        Ok(std::iter::once(all).chain(states).collect())
    }

    /// The people of the page, and the address of the next page.
    async fn people(&self) -> Result<(Vec<PersonLine>, Option<String>), WebError> {
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
        let last = found.last().filter(|_| has_more);
        let next = last.map(|last| query.href(visit, query.state, Some(&last.email)));
        let lines = found.iter().map(|person| PersonLine {
            head: PersonHead::of(visit, person),
            href: visit.link(&format!("admin/people/{}", person.id)),
        });
        Ok((lines.collect(), next))
    }

    async fn render(&self, attempt: Attempt<'_>, made: Option<Made>) -> Answer {
        let (visit, query) = (&self.signed.visit, self.query);
        let (people, next) = self.people().await?;
        let retained = query.state.map(|state| HiddenView {
            name: "state".to_owned(),
            value: state.code().to_owned(),
        });
        let place = Place::new(visit, "admin/invitations");
        let view = PeopleView {
            people,
            states: self.states().await?,
            q: query.text.to_owned(),
            retained: retained.into_iter().collect(),
            narrowed: query.state.is_some() || !query.text.is_empty(),
            first: (!query.after.is_empty()).then(|| query.href(visit, query.state, None)),
            next,
            form: show::<InvitationForm>(&place, &self.organisations, &Fields::default(), attempt),
            made,
            list_href: visit.link("admin/people"),
            admin_href: visit.link("admin"),
        };
        let page = Page::signed(self.signed, Section::Admin, &visit.say("people-title"));
        page.with_errors(attempt.summary()).show(visit.app, &view)
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
        let html = page.render(Attempt::NONE, Some(made)).await?;
        Ok::<Outcome<String>, Looking>(Outcome::Shown(html.with_status(Status::Created)))
    };
    submit_shown(&page, &page.organisations, posted, act, |_| "admin/people".to_owned()).await
}
