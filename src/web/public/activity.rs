//! The event list: the public history itself.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use crate::store::events;
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::page::{Asks, Page, PublicAnswer, Reading, Section, page_views};
use crate::web::parts::events::{EventLine, event};

/// Events on a page.
const PAGE: usize = 40;

/// A part of the history, newest first.
#[derive(Serialize, JsonSchema)]
struct ActivityPage {
    events: Vec<EventLine>,
    next: Option<String>,
    /// Where the history begins, on a page that does not begin there.
    newest: Option<String>,
    data_href: String,
}

page_views! { ActivityPage => "activity.html" }

#[get("/activity")]
pub(super) async fn page(visit: Visit<'_>) -> PublicAnswer {
    visit.page(Asks::names(&["before"]), html).await
}

async fn html(visit: &Reading<'_>) -> Answer {
    let before = visit
        .get("before")
        .map(|text| {
            text.parse::<i64>()
                .ok()
                .filter(|number| *number > 0)
                .ok_or(WebError::NotFound)
        })
        .transpose()?;
    let page = Page::public(visit, Section::Activity, &visit.say("activity-title"));
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = events::newest(visit.snapshot, before, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| visit.link(&format!("activity?before={}", row.number)));
    let view = ActivityPage {
        events: rows.iter().map(|row| event(visit.language, row)).collect(),
        next,
        newest: before.map(|_| visit.link("activity")),
        data_href: visit.link("data"),
    };
    page.described(&visit.say("activity-lede")).show(visit.app, &view)
}
