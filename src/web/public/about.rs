//! Pages that explain: how figures are made, what is kept of whom, who we are, how to take the data along.

use rocket::{Route, get, routes};
use schemars::JsonSchema;
use serde::Serialize;

use crate::web::guards::Visit;
use crate::web::page::{Asks, Page, PageView, PublicAnswer, Reading, Section, page_views};

pub(super) fn routes() -> Vec<Route> {
    routes![methodology, privacy, accessibility, who, data]
}

/// How figures are made.
#[derive(Serialize, JsonSchema)]
struct Methodology {
    links: MethodologyLinks,
}

#[derive(Serialize, JsonSchema)]
struct MethodologyLinks {
    activity: String,
    data: String,
    projects_json: String,
    summary_json: String,
}

/// What is kept of whom.
#[derive(Serialize, JsonSchema)]
struct Privacy {}

/// For whom the pages work.
#[derive(Serialize, JsonSchema)]
struct Accessibility {}

/// Who we are.
#[derive(Serialize, JsonSchema)]
struct Who {
    links: WhoLinks,
}

#[derive(Serialize, JsonSchema)]
struct WhoLinks {
    activity: String,
    methodology: String,
    privacy: String,
    projects: String,
}

/// How to take the data along.
#[derive(Serialize, JsonSchema)]
struct DataPage {
    links: DataLinks,
}

#[derive(Serialize, JsonSchema)]
struct DataLinks {
    activity: String,
    events_ndjson: &'static str,
    methodology: String,
    projects: String,
    projects_json: String,
    summary_json: String,
}

page_views! {
    Methodology => "about/methodology.html",
    Privacy => "about/privacy.html",
    Accessibility => "about/accessibility.html",
    Who => "about/who.html",
    DataPage => "data.html",
}

/// A page of this name, which its keys in the catalogue begin with.
async fn page<V: PageView>(
    visit: &Visit<'_>,
    section: Section,
    name: &str,
    view: impl Fn(&Reading<'_>) -> V + Copy,
) -> PublicAnswer {
    let made = async |reading: &Reading<'_>| {
        let title = reading.say(&format!("{name}-title"));
        let page = Page::public(reading, section, &title);
        let page = page.described(&reading.say(&format!("{name}-description")));
        page.show(reading.app, &view(reading))
    };
    visit.page(Asks::NOTHING, made).await
}

#[get("/about/methodology")]
async fn methodology(visit: Visit<'_>) -> PublicAnswer {
    let view = |visit: &Reading<'_>| Methodology {
        links: MethodologyLinks {
            activity: visit.link("activity"),
            data: visit.link("data"),
            projects_json: visit.link("projects.json"),
            summary_json: visit.link("summary.json"),
        },
    };
    page(&visit, Section::About, "methodology", view).await
}

#[get("/about/privacy")]
async fn privacy(visit: Visit<'_>) -> PublicAnswer {
    page(&visit, Section::About, "privacy", |_| Privacy {}).await
}

#[get("/about/accessibility")]
async fn accessibility(visit: Visit<'_>) -> PublicAnswer {
    page(&visit, Section::About, "accessibility", |_| Accessibility {}).await
}

#[get("/about/who")]
async fn who(visit: Visit<'_>) -> PublicAnswer {
    let view = |visit: &Reading<'_>| Who {
        links: WhoLinks {
            activity: visit.link("activity"),
            methodology: visit.link("about/methodology"),
            privacy: visit.link("about/privacy"),
            projects: visit.link("projects"),
        },
    };
    page(&visit, Section::About, "who", view).await
}

#[get("/data")]
async fn data(visit: Visit<'_>) -> PublicAnswer {
    let view = |visit: &Reading<'_>| DataPage {
        links: DataLinks {
            activity: visit.link("activity"),
            events_ndjson: "/data/events.ndjson",
            methodology: visit.link("about/methodology"),
            projects: visit.link("projects"),
            projects_json: visit.link("projects.json"),
            summary_json: visit.link("summary.json"),
        },
    };
    page(&visit, Section::Data, "data", view).await
}
