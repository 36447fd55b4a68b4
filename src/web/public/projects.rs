//! The list of projects with its filters.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use self::query::{ASKS, FILTERS, Query, query};
use crate::domain::counting::Boundary;
use crate::i18n::catalogue::text;
use crate::store::projects::{self, Listed, ProjectRow};
use crate::store::search::{Cursor, Facet, FacetRow, Index, Sort};
use crate::store::totals::{self, Sums};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::http::format::Format;
use crate::web::page::{Made, Page, PublicAnswer, Reading, Section, page_views};
use crate::web::parts::cards::{ProjectCard, project_card};
use crate::web::parts::data::{self, ProjectData};
use crate::web::parts::texts::{count, pick};

mod query;

/// Projects on a page, and in one answer of the JSON view.
const PAGE: usize = 20;
/// Options of a filter shown on the page; the JSON view has all.
const OPTIONS_MAX: usize = 12;
/// The list of projects.
#[derive(Serialize, JsonSchema)]
struct ProjectsPage {
    cards: Vec<ProjectCard>,
    total: i64,
    q: String,
    /// Filters that a new search keeps.
    retained: Vec<Retained>,
    path: String,
    facets: Vec<FacetGroup>,
    clear_href: Option<String>,
    sorts: Vec<SortChoice>,
    next: Option<String>,
    first: Option<String>,
    json_view: String,
}

#[derive(Serialize, JsonSchema)]
struct Retained {
    name: &'static str,
    value: String,
}

/// A filter with the values that it may have.
#[derive(Serialize, JsonSchema)]
struct FacetGroup {
    label: String,
    options: Vec<FacetOption>,
    open: bool,
}

#[derive(Serialize, JsonSchema)]
struct FacetOption {
    text: String,
    count: String,
    selected: bool,
    href: String,
}

#[derive(Serialize, JsonSchema)]
struct SortChoice {
    text: String,
    current: bool,
    href: String,
}

page_views! { ProjectsPage => "projects.html" }

/// The same as JSON.
#[derive(Serialize)]
struct ProjectsData {
    as_of: i64,
    boundary: ListOf,
    total: i64,
    rows: Vec<ProjectData>,
    facets: BTreeMap<&'static str, BTreeMap<String, i64>>,
    next: Option<String>,
}

#[derive(Serialize)]
struct ListOf {
    kind: &'static str,
    filter: BTreeMap<&'static str, String>,
}

/// A page of the list with everything that page and JSON view need.
struct Found {
    listed: Listed,
    facets: Vec<FacetRow>,
    places: Vec<projects::PlaceOf>,
    sums: BTreeMap<String, Sums>,
}

async fn find(visit: &Reading<'_>, query: &Query) -> Result<Found, WebError> {
    let db = visit.snapshot;
    let index = visit.index()?;
    query.stands_in(index)?;
    let listed = projects::list(db, index, &query.filter, &query.cursor, PAGE).await?;
    // Nothing leads past the end of a list, so nothing stands there.
    if listed.rows.is_empty() && query.cursor.after.is_some() {
        return Err(WebError::NotFound);
    }
    let ids: Vec<_> = listed.rows.iter().map(ProjectRow::key).collect();
    let codes: Vec<String> = listed.rows.iter().map(|row| row.code.clone()).collect();
    Ok(Found {
        facets: index.matching(&query.filter).facets(),
        places: projects::places_of(db, &ids).await?,
        sums: totals::of(db, Boundary::Project, &codes).await?,
        listed,
    })
}

#[get("/projects")]
pub(super) async fn list(visit: Visit<'_>) -> PublicAnswer {
    visit.page(ASKS, made).await
}

async fn made(visit: &Reading<'_>) -> Result<Made, WebError> {
    let query = query(visit)?;
    let found = find(visit, &query).await?;
    match visit.format {
        Format::Page => html(visit, &query, &found).map(Made::Html),
        Format::Json => Made::json(&list_data(visit, query, &found)?),
    }
}

fn html(visit: &Reading<'_>, query: &Query, found: &Found) -> Answer {
    let path = visit.link("projects");
    let cards = found.listed.rows.iter();
    let cards = cards.map(|row| project_card(visit.language, row, &found.places, found.sums.get(&row.code)));
    let retained = query.given.iter().filter(|(name, _)| **name != "q");
    let retained = retained.map(|(name, value)| Retained {
        name,
        value: value.clone(),
    });
    let view = ProjectsPage {
        cards: cards.collect::<Result<_, _>>()?,
        total: found.listed.total,
        q: query.filter.q.clone(),
        retained: retained.collect(),
        facets: facet_groups(visit, query, found, &path)?,
        clear_href: (!query.given.is_empty()).then(|| path.clone()),
        sorts: sorts(visit, query, &path),
        next: found
            .listed
            .next
            .map(|after| query.address(&path, &query.given, Some(after))),
        first: query.cursor.after.map(|_| query.address(&path, &query.given, None)),
        json_view: query.address(&visit.link("projects.json"), &query.given, None),
        path,
    };
    Page::public(visit, Section::Projects, &visit.say("projects-title"))
        .described(&visit.say("projects-lede"))
        .show(visit.app, &view)
}

/// The same list in other orders.
fn sorts(visit: &Reading<'_>, query: &Query, path: &str) -> Vec<SortChoice> {
    let sorts = Sort::ALL.iter().map(|sort| {
        let other = Query {
            filter: query.filter.clone(),
            cursor: Cursor::first(*sort),
            given: query.given.clone(),
        };
        SortChoice {
            text: visit.say(&format!("sort-{}", sort.code())),
            current: *sort == query.cursor.sort,
            href: other.address(path, &other.given, None),
        }
    });
    sorts.collect()
}

/// What a value of a facet is called: by the catalogue, or as the index has it.
fn name_of(visit: &Reading<'_>, index: &Index, row: &FacetRow) -> String {
    match row.facet {
        Facet::Place | Facet::Territory | Facet::Sector | Facet::Partner => {
            let named = index.named(row.facet, &row.value);
            named.map_or_else(
                || row.value.to_string(),
                |named| pick(visit.language, named.es, named.en).to_owned(),
            )
        }
        Facet::Class | Facet::Country | Facet::Pillar | Facet::Provenance | Facet::Status => {
            visit.say(&format!("{}-{}", row.facet.code(), row.value))
        }
    }
}

fn facet_groups(visit: &Reading<'_>, query: &Query, found: &Found, path: &str) -> Result<Vec<FacetGroup>, WebError> {
    let index = visit.index()?;
    let listed = FILTERS
        .iter()
        .filter(|name| !matches!(**name, "q" | "gap" | "overdue" | "year"));
    let groups = listed.filter_map(|&name| {
        let options = options(visit, index, (query, path), name, &found.facets);
        (!options.is_empty()).then(|| FacetGroup {
            label: visit.say(&format!("filter-{name}")),
            options,
            open: query.given.contains_key(name),
        })
    });
    Ok(groups.chain([switches(visit, query, path)]).collect())
}

/// The values of a filter, the most frequent first; but what is chosen stays in sight, however rare.
fn options(
    visit: &Reading<'_>,
    index: &Index,
    (query, path): (&Query, &str),
    name: &'static str,
    facets: &[FacetRow],
) -> Vec<FacetOption> {
    let chosen = query.given.get(name);
    let mut rows: Vec<&FacetRow> = facets.iter().filter(|row| row.facet.code() == name).collect();
    let is_chosen = |row: &FacetRow| chosen.is_some_and(|chosen| *chosen == *row.value);
    let place = |row: &&FacetRow| (!is_chosen(row), Reverse(row.count), row.value.clone());
    if rows.len() > OPTIONS_MAX {
        rows.select_nth_unstable_by_key(OPTIONS_MAX, place);
        rows.truncate(OPTIONS_MAX);
    }
    rows.sort_by_cached_key(place);
    let options = rows.into_iter().map(|row| {
        let selected = is_chosen(row);
        FacetOption {
            text: name_of(visit, index, row),
            count: count(row.count),
            selected,
            href: query.with(path, name, (!selected).then_some(&*row.value)),
        }
    });
    options.collect()
}

/// What is either asked for or not.
fn switches(visit: &Reading<'_>, query: &Query, path: &str) -> FacetGroup {
    let toggle = |name: &'static str, value: &str| {
        let selected = query.given.contains_key(name);
        FacetOption {
            text: visit.say(&format!("filter-{name}-{value}")),
            count: String::new(),
            selected,
            href: query.with(path, name, (!selected).then_some(value)),
        }
    };
    let mut options = vec![toggle("gap", "open"), toggle("overdue", "yes")];
    // A year has no list of its own: it is shown where it was asked for, so that it can be taken away.
    options.extend(query.given.get("year").map(|year| FacetOption {
        text: text(visit.language, "filter-year", &[("year", year.into())]),
        count: String::new(),
        selected: true,
        href: query.with(path, "year", None),
    }));
    FacetGroup {
        label: visit.say("filter-more"),
        open: options.iter().any(|option| option.selected),
        options,
    }
}

fn list_data(visit: &Reading<'_>, query: Query, found: &Found) -> Result<ProjectsData, WebError> {
    let rows = found.listed.rows.iter();
    let rows = rows.map(|row| data::project(visit.language, row, &found.places, found.sums.get(&row.code)));
    let mut facets: BTreeMap<&'static str, BTreeMap<String, i64>> = BTreeMap::new();
    for row in &found.facets {
        let values = facets.entry(row.facet.code()).or_default();
        values.insert(row.value.to_string(), row.count);
    }
    let path = visit.link("projects.json");
    Ok(ProjectsData {
        as_of: visit.version(),
        next: found
            .listed
            .next
            .map(|after| query.address(&path, &query.given, Some(after))),
        boundary: ListOf {
            kind: "projects",
            filter: query.given,
        },
        total: found.listed.total,
        rows: rows.collect::<Result<_, _>>()?,
        facets,
    })
}
