//! The administrator's first page: letters that failed, the newest events, and the ways to people and rates.

use rocket::{get, post};
use serde_json::json;

use super::address::number_of;
use crate::actions::{self, Context};
use crate::store::outbox::LetterRow;
use crate::store::{events, outbox};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Declaring, Fields, Form, FormPage, FormView, Place, Posted, Sender, show, submit};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section};
use crate::web::view;

struct OverviewPage<'r> {
    signed: &'r Signed<'r>,
}

impl OverviewPage<'_> {
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
        let (db, language) = (&visit.app.db, visit.language);
        let letters = outbox::newest(db.primary()).await?;
        let newest = events::newest(db.primary(), None, 20).await?;
        let page = Page::signed(self.signed, Section::Admin, &visit.say("admin-title")).without_form();
        page.render(
            visit.app,
            "admin/overview.html",
            json!({
                "errors": attempt.summary(),
                "letters": letters.iter().map(|letter| json!({
                    "subject": letter.subject, "recipient": letter.recipient, "state": letter.state,
                    "state_text": visit.say(&format!("letter-state-{}", letter.state)),
                    "error": letter.last_error, "attempts": letter.attempts,
                    "when": view::when(&letter.created_at, language),
                    "form": self.retry_form(letter, attempt),
                })).collect::<Vec<_>>(),
                "events": newest.iter().map(|row| json!({
                    "number": row.number, "text": view::event(language, row).text,
                    "href": visit.link(&format!("admin/events/{}", row.number)),
                })).collect::<Vec<_>>(),
                "csrf": self.signed.csrf(),
                "people_href": visit.link("admin/people"),
                "rates_href": visit.link("admin/rates"),
                "reopening_href": visit.link("admin/reopenings/new"),
                "events_action": visit.link("admin/events"),
            }),
        )
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
