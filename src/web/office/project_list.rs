//! An officer's projects: those that are registered, and those that are documented.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use super::jurisdiction::{only_country, title};
use super::paging::Beside;
use crate::domain::country::Country;
use crate::domain::project::Provenance;
use crate::i18n::number::format_money;
use crate::store::Part;
use crate::store::projects::{self, ProjectRow};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::{Office, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::cards::status_tag;
use crate::web::parts::marks::Tag;
use crate::web::parts::texts::when;

/// Projects on a page of an officer's lists.
const PAGE: usize = 50;

/// The projects of an officer.
#[derive(Serialize, JsonSchema)]
struct ProjectsPage {
    rows: Vec<RegisteredRow>,
    pages: Beside,
    documented: Vec<ProjectHead>,
    documented_pages: Beside,
    /// What was searched for, and where the search is sent.
    q: String,
    action: String,
    new_href: String,
}

page_views! { ProjectsPage => "office/projects.html" }

/// A project with its page in the office.
#[derive(Serialize, JsonSchema)]
struct ProjectHead {
    code: String,
    href: String,
    title: String,
    country: String,
}

/// A registered project.
#[derive(Serialize, JsonSchema)]
struct RegisteredRow {
    #[serde(flatten)]
    head: ProjectHead,
    status: Tag,
    requirement: String,
    changed: String,
}

/// A page of projects of a provenance, from 1, and whether another one follows.
async fn page_of(
    office: &Signed<'_>,
    provenance: Provenance,
    q: &str,
    page: i64,
) -> Result<(Vec<ProjectRow>, bool), WebError> {
    let countries: &[&str] = match only_country(office) {
        Some(Country::Colombia) => &["CO", "both"],
        Some(Country::Panama) => &["PA", "both"],
        Some(Country::Both) | None => &["CO", "PA", "both"],
    };
    let rows_max = i64::try_from(PAGE).unwrap_or(i64::MAX);
    let part = Part {
        limit: rows_max + 1,
        offset: (page - 1) * rows_max,
    };
    let mut rows = projects::of_countries(office.visit.app.db.primary(), provenance, countries, q, part).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok((rows, more))
}

#[get("/office/projects?<q>&<page>&<documented>")]
pub(super) async fn list(office: Office<'_>, q: Option<&str>, page: Option<i64>, documented: Option<i64>) -> Answer {
    let visit = &office.visit;
    let q = q.unwrap_or_default();
    let [page, second] = [page, documented].map(|page| page.unwrap_or(1).clamp(1, 1_000_000));
    let (registered, more) = page_of(&office, Provenance::Registered, q, page).await?;
    let (documented, more_documented) = page_of(&office, Provenance::Documented, q, second).await?;
    let encoded: String = form_urlencoded::byte_serialize(q.as_bytes()).collect();
    let link =
        |page: i64, second: i64| visit.link(&format!("office/projects?q={encoded}&page={page}&documented={second}"));
    let view = ProjectsPage {
        rows: registered.iter().map(|row| registered_row(&office, row)).collect(),
        pages: Beside {
            prev: (page > 1).then(|| link(page - 1, second)),
            next: more.then(|| link(page + 1, second)),
        },
        documented: documented.iter().map(|row| head(&office, row)).collect(),
        documented_pages: Beside {
            prev: (second > 1).then(|| link(page, second - 1)),
            next: more_documented.then(|| link(page, second + 1)),
        },
        q: q.to_owned(),
        action: visit.link("office/projects"),
        new_href: visit.link("office/projects/new"),
    };
    Page::signed(&office, Section::Office, &visit.say("office-projects-title")).show(visit.app, &view)
}

fn head(office: &Signed<'_>, row: &ProjectRow) -> ProjectHead {
    let visit = &office.visit;
    ProjectHead {
        code: row.code.clone(),
        href: visit.link(&format!("office/projects/{}", row.code)),
        title: title(office, row),
        country: visit.say(&format!("country-{}", row.country)),
    }
}

fn registered_row(office: &Signed<'_>, row: &ProjectRow) -> RegisteredRow {
    let language = office.visit.language;
    RegisteredRow {
        head: head(office, row),
        status: status_tag(language, row.status),
        requirement: format_money(row.requirement(), language),
        changed: when(&row.changed_at, language),
    }
}
