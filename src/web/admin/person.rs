//! One person: how they stand, and what an administrator does about it.

use rocket::http::Status;
use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::address::number_of;
use super::person_head::{Made, PersonHead};
use crate::actions::{self, Context};
use crate::domain::ids::AccountId;
use crate::domain::person::PersonState;
use crate::store::people::{self, PersonRow};
use crate::web::answers::{Answer, Html, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, FormView, Looking, Outcome, Place, Posted, Sender, show, submit,
    submit_shown,
};
use crate::web::guards::{Admin, Signed, Visit};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::texts::{moment, when};

/// What was done a moment ago, as the address of the page names it.
const DONE: [&str; 4] = ["disabled", "enabled", "withdrawn", "sessions"];

/// A person.
#[derive(Serialize, JsonSchema)]
struct PersonView {
    person: PersonFacts,
    /// It is whoever reads it.
    own: bool,
    /// What was done a moment ago.
    done: Option<String>,
    made: Option<Made>,
    forms: Vec<FormView>,
    history: Vec<HistoryLine>,
    account_href: String,
    admin_href: String,
    people_href: String,
}

page_views! { PersonView => "admin/person.html" }

/// What is known of a person.
#[derive(Serialize, JsonSchema)]
struct PersonFacts {
    #[serde(flatten)]
    head: PersonHead,
    language: String,
    since: String,
    sessions: i64,
}

/// What was done about a person, and by whom, where it was somebody.
#[derive(Serialize, JsonSchema)]
struct HistoryLine {
    when: String,
    what: String,
    by: Option<String>,
}

/// The page of a person.
struct PersonPage<'r> {
    signed: &'r Signed<'r>,
    id: AccountId,
    done: Option<&'r str>,
}

impl<'r> PersonPage<'r> {
    fn of(signed: &'r Signed<'r>, id: &str) -> Result<Self, WebError> {
        Ok(Self {
            signed,
            id: AccountId(number_of(id)?),
            done: None,
        })
    }

    fn address(&self) -> String {
        format!("admin/people/{}", self.id.0)
    }

    fn done(&self, done: &str) -> String {
        format!("{}?done={done}", self.address())
    }

    /// What an administrator may do about somebody who stands so.
    fn forms(&self, person: &PersonRow, attempt: Attempt<'_>) -> Vec<FormView> {
        let (visit, state, own) = (&self.signed.visit, person.state(), self.id == self.signed.actor.account);
        let (base, nothing) = (self.address(), Fields::default());
        let place = |action: &str| Place::of(visit, &base, action);
        let mut forms = Vec::new();
        if matches!(state, PersonState::Invited | PersonState::Withdrawn) {
            forms.push(show::<ReplacementForm>(&place("invitations"), &(), &nothing, attempt));
        }
        if state == PersonState::Invited {
            let form = show::<WithdrawalForm>(&place("withdrawals"), &(), &nothing, attempt);
            forms.push(form.kind("danger"));
        }
        if person.sessions > 0 && !own {
            let form = show::<SessionsEndForm>(&place("session-ends"), &(), &nothing, attempt);
            forms.push(form.kind("secondary"));
        }
        let change = match state {
            PersonState::Active if !own => Some((PersonState::Disabled, "person-disable", "danger")),
            PersonState::Disabled => Some((PersonState::Active, "person-enable", "primary")),
            _ => None,
        };
        if let Some((to, texts, kind)) = change {
            let mut form = show::<StateChangeForm>(&place("state-changes"), &to, &nothing, attempt).kind(kind);
            form.title = visit.say(texts);
            form.lede = Some(visit.say(&format!("{texts}-lede")));
            for button in &mut form.buttons {
                button.text = visit.say(&format!("{texts}-button"));
            }
            forms.push(form);
        }
        forms
    }

    async fn render(&self, attempt: Attempt<'_>, made: Option<Made>) -> Answer {
        let visit = &self.signed.visit;
        let db = visit.app.db.primary();
        let person = people::get(db, self.id, visit.now).await?.ok_or(WebError::NotFound)?;
        let history = people::history(db, self.id).await?;
        let history = history.into_iter().map(|row| HistoryLine {
            when: moment(&row.occurred_at, visit.language),
            what: visit.say(&format!("audit-{}", row.action.replace('_', "-"))),
            by: row.by_name,
        });
        let done = self.done.filter(|done| DONE.contains(done));
        let forms = self.forms(&person, attempt);
        let page = Page::signed(self.signed, Section::Admin, &person.name).with_errors(attempt.summary());
        let page = page.with_forms(forms.iter().map(|form| form.id.as_str()));
        let view = PersonView {
            person: facts(visit, &person),
            own: self.id == self.signed.actor.account,
            done: done.map(|done| visit.say(&format!("person-done-{done}"))),
            made,
            forms,
            history: history.collect(),
            account_href: visit.link("account"),
            admin_href: visit.link("admin"),
            people_href: visit.link("admin/people"),
        };
        page.show(visit.app, &view)
    }

    /// The page with the link of an invitation that was sent a moment ago.
    async fn invited(&self, invited: actions::invitations::Invited) -> Result<Html, WebError> {
        let made = Made::of(&self.signed.visit, invited);
        Ok(self
            .render(Attempt::NONE, Some(made))
            .await?
            .with_status(Status::Created))
    }
}

fn facts(visit: &Visit<'_>, person: &PersonRow) -> PersonFacts {
    PersonFacts {
        head: PersonHead::of(visit, person),
        language: visit.say(&format!("language-{}", person.language)),
        since: when(&person.created_at, visit.language),
        sessions: person.sessions,
    }
}

impl FormPage for PersonPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        self.render(attempt, None).await
    }
}

#[get("/admin/people/<id>?<done>")]
pub(super) async fn page(admin: Admin<'_>, id: &str, done: Option<&str>) -> Answer {
    let page = PersonPage {
        done,
        ..PersonPage::of(&admin, id)?
    };
    page.show(Attempt::NONE).await
}

/// Another invitation in place of the one that somebody has.
struct ReplacementForm;

impl Form for ReplacementForm {
    const NAME: &'static str = "replacement";
    type About = ();

    fn declare(_: &mut Declaring<'_>, (): &()) -> Option<Self> {
        Some(Self)
    }
}

#[post("/admin/people/<id>/invitations", data = "<posted>")]
pub(super) async fn replace(admin: Admin<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = PersonPage::of(&admin, id)?;
    let act = async |ctx: Context<'_>, _: ReplacementForm, _: &Fields| {
        let invited = actions::invitations::replace(ctx, &admin.actor, page.id).await?;
        Ok::<Outcome<String>, Looking>(Outcome::Shown(page.invited(invited).await?))
    };
    submit_shown(&page, &(), posted, act, |_| page.address()).await
}

/// Taking an invitation back.
struct WithdrawalForm;

impl Form for WithdrawalForm {
    const NAME: &'static str = "invitation_withdrawal";
    type About = ();

    fn declare(_: &mut Declaring<'_>, (): &()) -> Option<Self> {
        Some(Self)
    }
}

#[post("/admin/people/<id>/withdrawals", data = "<posted>")]
pub(super) async fn withdraw(admin: Admin<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = PersonPage::of(&admin, id)?;
    let act = async |ctx: Context<'_>, _: WithdrawalForm| {
        actions::invitations::withdraw(ctx, Some(&admin.actor), page.id).await
    };
    submit(&page, &(), posted, act, |_| page.done("withdrawn")).await
}

/// Closing an account, or opening it again.
struct StateChangeForm {
    to: PersonState,
}

impl Form for StateChangeForm {
    const NAME: &'static str = "state_change";
    type About = PersonState;

    fn declare(form: &mut Declaring<'_>, offered: &PersonState) -> Option<Self> {
        let to = PersonState::parse(&form.hidden("to", offered.code()));
        let to = to.filter(|to| matches!(to, PersonState::Disabled | PersonState::Active));
        if to.is_none() {
            form.refuse("", "error-choice");
        }
        Some(Self { to: to? })
    }
}

#[post("/admin/people/<id>/state-changes", data = "<posted>")]
pub(super) async fn change_state(admin: Admin<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = PersonPage::of(&admin, id)?;
    let done = match posted.fields.get("to") {
        "disabled" => page.done("disabled"),
        _ => page.done("enabled"),
    };
    let act = async |ctx: Context<'_>, new: StateChangeForm| match new.to {
        PersonState::Disabled => actions::people::disable(ctx, Some(&admin.actor), page.id)
            .await
            .map(drop),
        _ => actions::people::enable(ctx, &admin.actor, page.id).await,
    };
    submit(&page, &PersonState::Active, posted, act, |()| done).await
}

/// Ending the sessions of somebody else.
struct SessionsEndForm;

impl Form for SessionsEndForm {
    const NAME: &'static str = "sessions_end";
    type About = ();

    fn declare(_: &mut Declaring<'_>, (): &()) -> Option<Self> {
        Some(Self)
    }
}

#[post("/admin/people/<id>/session-ends", data = "<posted>")]
pub(super) async fn end_sessions(admin: Admin<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = PersonPage::of(&admin, id)?;
    let act =
        async |ctx: Context<'_>, _: SessionsEndForm| actions::people::end_sessions(ctx, &admin.actor, page.id).await;
    submit(&page, &(), posted, act, |()| page.done("sessions")).await
}
