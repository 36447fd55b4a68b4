//! An officer's projects: those that are registered, and those that are documented.

use rocket::get;
use serde_json::json;

use super::projects::title;
use crate::domain::country::Country;
use crate::domain::project::Provenance;
use crate::i18n::number::format_money;
use crate::store::projects::{self, ProjectRow};
use crate::store::{Part, StoreError};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::{Office, Signed};
use crate::web::page::{Page, Section};
use crate::web::view;

/// Projects on a page of an officer's lists.
const PAGE: usize = 50;

/// A page of projects of a provenance, from 1, and whether another one follows.
async fn page_of(
    office: &Signed<'_>,
    provenance: Provenance,
    q: &str,
    page: i64,
) -> Result<(Vec<ProjectRow>, bool), WebError> {
    let countries: &[&str] = match super::pledges::only_country(office) {
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
    let language = visit.language;
    let q = q.unwrap_or_default();
    let [page, second] = [page, documented].map(|page| page.unwrap_or(1).clamp(1, 1_000_000));
    let (load_editable, more) = page_of(&office, Provenance::Registered, q, page).await?;
    let (documented, more_documented) = page_of(&office, Provenance::Documented, q, second).await?;
    let encoded: String = form_urlencoded::byte_serialize(q.as_bytes()).collect();
    let link =
        |page: i64, second: i64| visit.link(&format!("office/projects?q={encoded}&page={page}&documented={second}"));
    let rows = load_editable
        .iter()
        .map(|row| {
            Ok(json!({
                "code": row.code,
                "href": visit.link(&format!("office/projects/{}", row.code)),
                "title": title(&office, row),
                "country": visit.say(&format!("country-{}", row.country)),
                "status": view::status_tag(language, row.status),
                "requirement": format_money(row.requirement(), language),
                "changed": view::when(&row.changed_at, language),
            }))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    Page::signed(&office, Section::Office, &visit.say("office-projects-title")).render(
        visit.app,
        "office/projects.html",
        json!({
            "rows": rows,
            "documented": documented.iter().map(|row| json!({
                "code": row.code,
                "href": visit.link(&format!("office/projects/{}", row.code)),
                "title": title(&office, row),
                "country": visit.say(&format!("country-{}", row.country)),
            })).collect::<Vec<_>>(),
            "q": q,
            "action": visit.link("office/projects"),
            "prev": (page > 1).then(|| link(page - 1, second)),
            "next": more.then(|| link(page + 1, second)),
            "documented_prev": (second > 1).then(|| link(page, second - 1)),
            "documented_next": more_documented.then(|| link(page, second + 1)),
            "new_href": visit.link("office/projects/new"),
        }),
    )
}
