//! The administrator's first page: letters that failed, the newest events, and the ways to people and rates.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::address::number_of;
use crate::actions::{self, Context};
use crate::store::outbox::LetterRow;
use crate::store::{events, outbox};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Declaring, Fields, Form, FormPage, FormView, Place, Posted, Sender, show, submit};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::events::event;
use crate::web::parts::marks::Tag;
use crate::web::parts::texts::when;

/// The administrator's first page.
#[derive(Serialize, JsonSchema)]
struct OverviewView {
    letters: Vec<LetterView>,
    events: Vec<EventLink>,
    /// Where an event is asked for by its number.
    events_action: String,
    people_href: String,
    rates_href: String,
    reopening_href: String,
}

page_views! { OverviewView => "admin/overview.html" }

/// A letter, with the button that sends one once more that failed.
#[derive(Serialize, JsonSchema)]
struct LetterView {
    when: String,
    subject: String,
    recipient: String,
    state: Tag,
    error: Option<String>,
    form: Option<FormView>,
}

/// An event with its page.
#[derive(Serialize, JsonSchema)]
struct EventLink {
    number: i64,
    text: String,
    href: String,
}

struct OverviewPage<'r> {
    signed: &'r Signed<'r>,
}

impl OverviewPage<'_> {
    fn letter(&self, letter: &LetterRow, attempt: Attempt<'_>) -> LetterView {
        let visit = &self.signed.visit;
        LetterView {
            when: when(&letter.created_at, visit.language),
            subject: letter.subject.clone(),
            recipient: letter.recipient.clone(),
            state: Tag::new(
                visit.say(&format!("letter-state-{}", letter.state)),
                letter.state.as_str(),
            ),
            error: letter.last_error.clone(),
            form: self.retry_form(letter, attempt),
        }
    }

    /// The button that puts a failed letter back in line.
    fn retry_form(&self, letter: &LetterRow, attempt: Attempt<'_>) -> Option<FormView> {
        let place = Place::new(&self.signed.visit, format!("admin/letters/{}/retries", letter.id));
        let form = || show::<RetryForm>(&place, &(), &Fields::default(), attempt).kind("secondary");
        (letter.state == "failed").then(form)
    }
}

impl FormPage for OverviewPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let visit = &self.signed.visit;
        let db = visit.app.db.primary();
        let letters = outbox::newest(db).await?;
        let newest = events::newest(db, None, 20).await?;
        let events = newest.iter().map(|row| EventLink {
            number: row.number,
            text: event(visit.language, row).text,
            href: visit.link(&format!("admin/events/{}", row.number)),
        });
        let view = OverviewView {
            letters: letters.iter().map(|letter| self.letter(letter, attempt)).collect(),
            events: events.collect(),
            events_action: visit.link("admin/events"),
            people_href: visit.link("admin/people"),
            rates_href: visit.link("admin/rates"),
            reopening_href: visit.link("admin/reopenings/new"),
        };
        let page = Page::signed(self.signed, Section::Admin, &visit.say("admin-title")).without_form();
        page.with_errors(attempt.summary()).show(visit.app, &view)
    }
}

#[get("/admin")]
pub(super) async fn page(admin: Admin<'_>) -> Answer {
    OverviewPage { signed: &admin }.show(Attempt::NONE).await
}

/// Sending a letter once more.
struct RetryForm;

impl Form for RetryForm {
    const NAME: &'static str = "retry";
    type About = ();

    fn declare(_: &mut Declaring<'_>, (): &()) -> Option<Self> {
        Some(Self)
    }
}

#[post("/admin/letters/<id>/retries", data = "<posted>")]
pub(super) async fn retry(admin: Admin<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let (page, id) = (OverviewPage { signed: &admin }, number_of(id)?);
    let act = async |ctx: Context<'_>, _: RetryForm| actions::outbox::retry(ctx, id).await;
    submit(&page, &(), posted, act, |()| "admin".to_owned()).await
}
