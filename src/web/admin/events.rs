//! An event of the history, and erasing one of its texts.

use rocket::response::Redirect;
use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::address::number_of;
use crate::actions::{self, Context};
use crate::store::events::{self, EventRow, TextRow};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Choice, Declaring, Fields, Form, FormPage, FormView, Place, Posted, Sender, show, submit,
};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::events::event;

/// An event with its texts.
#[derive(Serialize, JsonSchema)]
struct EventView {
    number: i64,
    sentence: String,
    texts: Vec<TextView>,
    /// Erases one of them.
    form: Option<FormView>,
    /// What the hash is of.
    public: String,
    hash: String,
    admin_href: String,
}

page_views! { EventView => "admin/event.html" }

/// A text of an event, or the event that erased it.
#[derive(Serialize, JsonSchema)]
struct TextView {
    name: String,
    content: Option<String>,
    redacted_by: Option<i64>,
}

/// Leads from a number that somebody looked up in the history to its page.
#[get("/admin/events?<number>")]
pub(super) async fn by_number(admin: Admin<'_>, number: Option<&str>) -> Result<Redirect, WebError> {
    let number = number_of(number.unwrap_or_default().trim())?;
    Ok(Redirect::to(admin.visit.link(&format!("admin/events/{number}"))))
}

/// The page of an event.
struct EventPage<'r> {
    signed: &'r Signed<'r>,
    row: EventRow,
    texts: Vec<TextRow>,
}

impl<'r> EventPage<'r> {
    async fn load(signed: &'r Signed<'r>, number: &str) -> Result<Self, WebError> {
        let (db, number) = (signed.visit.app.db.primary(), number_of(number)?);
        let row = events::get(db, number).await?.ok_or(WebError::NotFound)?;
        let texts = events::texts(db, number, number).await?;
        Ok(Self { signed, row, texts })
    }

    fn address(&self) -> String {
        format!("admin/events/{}", self.row.number)
    }

    /// The texts that can be erased.
    fn choices(&self) -> Vec<Choice<String>> {
        let left = self.texts.iter().filter(|text| text.content.is_some());
        let named = |text: &TextRow| {
            let name = self.signed.visit.say(&format!("text-{}", text.field));
            Choice::new(&text.field, name, text.field.clone())
        };
        left.map(named).collect()
    }

    fn form(&self, attempt: Attempt<'_>) -> Option<FormView> {
        let choices = self.choices();
        let place = Place::of(&self.signed.visit, &self.address(), "redactions");
        let form = || show::<RedactionForm>(&place, &choices, &Fields::default(), attempt).kind("danger");
        (!choices.is_empty() || attempt.is::<RedactionForm>()).then(form)
    }
}

impl FormPage for EventPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let (visit, row) = (&self.signed.visit, &self.row);
        let title = format!("{} {}", visit.say("event-page-title"), row.number);
        let texts = self.texts.iter().map(|text| TextView {
            name: visit.say(&format!("text-{}", text.field)),
            content: text.content.clone(),
            redacted_by: text.redacted_by_event,
        });
        let view = EventView {
            number: row.number,
            sentence: event(visit.language, row).text,
            texts: texts.collect(),
            form: self.form(attempt),
            public: row.public.clone(),
            hash: row.hash.clone(),
            admin_href: visit.link("admin"),
        };
        let page = Page::signed(self.signed, Section::Admin, &title).with_errors(attempt.summary());
        page.show(visit.app, &view)
    }
}

#[get("/admin/events/<number>")]
pub(super) async fn page(admin: Admin<'_>, number: &str) -> Answer {
    EventPage::load(&admin, number).await?.show(Attempt::NONE).await
}

/// Erasing a text, with the public reason.
struct RedactionForm {
    field: String,
    reason: String,
}

impl Form for RedactionForm {
    const NAME: &'static str = "redaction";
    const IS_FIRST: bool = true;
    type About = Vec<Choice<String>>;

    fn declare(form: &mut Declaring<'_>, choices: &Vec<Choice<String>>) -> Option<Self> {
        let field = form.choice("field", choices.clone()).missing("error-choice").required();
        let reason = form.reason("reason").hint("reason-public").required();
        Some(Self {
            field: field?,
            reason: reason?,
        })
    }
}

#[post("/admin/events/<number>/redactions", data = "<posted>")]
pub(super) async fn redact(admin: Admin<'_>, number: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = EventPage::load(&admin, number).await?;
    let act = async |ctx: Context<'_>, new: RedactionForm| {
        actions::events::redact(ctx, &admin.actor, page.row.number, &new.field, &new.reason).await
    };
    submit(&page, &page.choices(), posted, act, |_| page.address()).await
}
