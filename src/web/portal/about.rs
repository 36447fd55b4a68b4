//! Pages that explain: how figures are made, what is kept of whom, who we are, how to take the data along.

use rocket::{Route, get, routes};
use serde_json::json;

use crate::web::answers::Answer;
use crate::web::guards::Visit;
use crate::web::page::{Page, PublicAnswer, Reading, Section};

pub(super) fn routes() -> Vec<Route> {
    routes![methodology, privacy, accessibility, who, data]
}

async fn page(visit: &Visit<'_>, section: Section, name: &'static str, template: &'static str) -> PublicAnswer {
    visit
        .page(&[], async |reading| made(reading, section, name, template))
        .await
}

fn made(visit: &Reading<'_>, section: Section, name: &str, template: &str) -> Answer {
    let title = visit.say(&format!("{name}-title"));
    let page = Page::public(visit, section, &title);
    let links = json!({
        "home": visit.link(""),
        "projects": visit.link("projects"),
        "summary_json": visit.link("summary.json"),
        "projects_json": visit.link("projects.json"),
        "events_ndjson": "/data/events.ndjson",
        "activity": visit.link("activity"),
        "methodology": visit.link("about/methodology"),
        "privacy": visit.link("about/privacy"),
        "accessibility": visit.link("about/accessibility"),
        "who": visit.link("about/who"),
        "data": visit.link("data"),
    });
    let description = visit.say(&format!("{name}-description"));
    page.described(&description)
        .render(visit.app, template, json!({"links": links}))
}

#[get("/about/methodology")]
async fn methodology(visit: Visit<'_>) -> PublicAnswer {
    page(&visit, Section::About, "methodology", "about/methodology.html").await
}

#[get("/about/privacy")]
async fn privacy(visit: Visit<'_>) -> PublicAnswer {
    page(&visit, Section::About, "privacy", "about/privacy.html").await
}

#[get("/about/accessibility")]
async fn accessibility(visit: Visit<'_>) -> PublicAnswer {
    page(&visit, Section::About, "accessibility", "about/accessibility.html").await
}

#[get("/about/who")]
async fn who(visit: Visit<'_>) -> PublicAnswer {
    page(&visit, Section::About, "who", "about/who.html").await
}

#[get("/data")]
async fn data(visit: Visit<'_>) -> PublicAnswer {
    page(&visit, Section::Data, "data", "data.html").await
}
