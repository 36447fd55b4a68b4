//! The event list: the public history itself.

use rocket::get;
use serde_json::json;

use crate::store::events;
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::page::{Page, PublicAnswer, Reading, Section};
use crate::web::view;

/// Events on a page.
const PAGE: usize = 40;

#[get("/activity")]
pub(super) async fn page(visit: Visit<'_>) -> PublicAnswer {
    visit.page(&["before"], html).await
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
    page.described(&visit.say("activity-lede")).render(
        visit.app,
        "activity.html",
        json!({
            "events": rows.iter().map(|row| view::event(visit.language, row)).collect::<Vec<_>>(),
            "next": next,
            "newest": before.map(|_| visit.link("activity")),
            "data_href": visit.link("data"),
        }),
    )
}
