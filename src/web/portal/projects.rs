//! The list of projects with its filters, and a project's own page; both with their JSON views.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rocket::get;
use serde_json::{Map, Value, json};

use crate::domain::counting::Boundary;
use crate::domain::country::Country;
use crate::domain::organisation::Class;
use crate::domain::pillar::Pillar;
use crate::domain::project::{Provenance, Status as ProjectStatus};
use crate::i18n::catalogue::text;
use crate::store::After;
use crate::store::projects::{self, Listed, ProjectRow};
use crate::store::search::{Cursor, Facet, FacetRow, Filter, Index, Sort, YEARS};
use crate::store::totals::{self, Sums};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::page::{Page, PublicAnswer, Reading, Section};
use crate::web::{cursor, json_views, view};

/// Projects on a page, and in one answer of the JSON view.
const PAGE: usize = 20;
/// Options of a filter shown on the page; the JSON view has all.
const OPTIONS_MAX: usize = 12;
/// Names of the filters, in the order of the page.
const FILTERS: &[&str] = &[
    "q",
    "pillar",
    "status",
    "country",
    "place",
    "territory",
    "sector",
    "partner",
    "class",
    "provenance",
    "gap",
    "overdue",
    "year",
];
/// What an address of the list may ask: the filters in the order of its links, how to sort, and where to go on.
const ASKS: &[&str] = &[
    "class",
    "country",
    "gap",
    "overdue",
    "partner",
    "pillar",
    "place",
    "provenance",
    "q",
    "sector",
    "status",
    "territory",
    "year",
    "sort",
    "after",
];

/// What the address asks for.
struct Query {
    filter: Filter,
    cursor: Cursor,
    /// The filters as typed, for links and for showing them again.
    given: BTreeMap<&'static str, String>,
}

/// Reads the address. A value that no filter knows is a 404: no page stands there.
fn query(visit: &Reading<'_>) -> Result<Query, WebError> {
    let given: BTreeMap<&'static str, String> = FILTERS
        .iter()
        .filter_map(|name| Some((*name, visit.get(name)?.chars().take(200).collect())))
        .collect();
    let code = |name: &str| given.get(name).map(String::as_str);
    let known = |found: Option<()>| found.ok_or(WebError::NotFound);
    macro_rules! coded {
        ($kind:ty, $name:literal) => {
            code($name)
                .map(|text| <$kind>::parse(text).ok_or(WebError::NotFound))
                .transpose()?
        };
    }
    let switch = |name: &str| match code(name) {
        None => Ok(false),
        Some("open" | "yes" | "true" | "1") => Ok(true),
        Some(_) => Err(WebError::NotFound),
    };
    let year = code("year")
        .map(|text| text.parse::<i32>().map_err(|_| WebError::NotFound))
        .transpose()?;
    known(year.is_none_or(|year| YEARS.contains(&year)).then_some(()))?;
    let sort = match visit.get("sort") {
        None => Sort::Newest,
        Some(text) => Sort::parse(text).ok_or(WebError::NotFound)?,
    };
    let after = cursor::read(visit, "projects", sort.code(), visit.get("after").unwrap_or_default())?;
    let filter = Filter {
        q: code("q").unwrap_or_default().to_owned(),
        pillar: coded!(Pillar, "pillar"),
        sector: code("sector").map(str::to_owned),
        status: coded!(ProjectStatus, "status"),
        country: coded!(Country, "country"),
        place: code("place").map(str::to_owned),
        territory: code("territory").map(str::to_owned),
        partner: code("partner").map(str::to_owned),
        class: coded!(Class, "class").map(|class| class.code().to_owned()),
        provenance: coded!(Provenance, "provenance"),
        gap: switch("gap")?,
        overdue_on: switch("overdue")?.then(|| visit.today()),
        year,
    };
    Ok(Query {
        filter,
        cursor: Cursor { sort, after },
        given,
    })
}

impl Query {
    /// Refuses a code that stands in no list. A sector may be asked for by the three digits of its category.
    fn stands_in(&self, index: &Index) -> Result<(), WebError> {
        let stands =
            |facet: Facet, code: &Option<String>| code.as_ref().is_none_or(|code| index.named(facet, code).is_some());
        let filter = &self.filter;
        let category = |code: &String| index.has_category(code);
        let all = stands(Facet::Place, &filter.place)
            && stands(Facet::Territory, &filter.territory)
            && stands(Facet::Partner, &filter.partner)
            && (stands(Facet::Sector, &filter.sector) || filter.sector.as_ref().is_some_and(category));
        if all { Ok(()) } else { Err(WebError::NotFound) }
    }

    /// The address of the list with one filter set, replaced or, with `None`, taken away.
    fn with(&self, path: &str, name: &'static str, value: Option<&str>) -> String {
        let mut given = self.given.clone();
        match value {
            Some(value) => given.insert(name, value.to_owned()),
            None => given.remove(name),
        };
        self.address(path, &given, None)
    }

    fn address(&self, path: &str, given: &BTreeMap<&'static str, String>, after: Option<After>) -> String {
        let mut encoded = form_urlencoded::Serializer::new(String::new());
        for (name, value) in given {
            encoded.append_pair(name, value);
        }
        if self.cursor.sort != Sort::Newest {
            encoded.append_pair("sort", self.cursor.sort.code());
        }
        if let Some(after) = after {
            encoded.append_pair("after", &cursor::write("projects", self.cursor.sort.code(), after));
        }
        let encoded = encoded.finish();
        if encoded.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{encoded}")
        }
    }
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
    let index = visit.index();
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
    visit.page(ASKS, html).await
}

async fn html(visit: &Reading<'_>) -> Answer {
    let language = visit.language;
    let query = query(visit)?;
    let page = Page::public(visit, Section::Projects, &visit.say("projects-title"));
    let found = find(visit, &query).await?;
    let path = visit.link("projects");
    let cards = found
        .listed
        .rows
        .iter()
        .map(|row| view::project_card(language, row, &found.places, found.sums.get(&row.code)))
        .collect::<Result<Vec<_>, _>>()?;
    let sorts: Vec<Value> = Sort::ALL
        .iter()
        .map(|sort| {
            let other = Query {
                filter: query.filter.clone(),
                cursor: Cursor {
                    sort: *sort,
                    after: None,
                },
                given: query.given.clone(),
            };
            json!({"text": visit.say(&format!("sort-{}", sort.code())), "current": *sort == query.cursor.sort,
                "href": other.address(&path, &other.given, None)})
        })
        .collect();
    let retained: Vec<Value> = query
        .given
        .iter()
        .filter(|(name, _)| **name != "q")
        .map(|(name, value)| json!({"name": name, "value": value}))
        .collect();
    page.described(&visit.say("projects-lede")).render(
        visit.app,
        "projects.html",
        json!({
            "cards": cards,
            "total": found.listed.total,
            "q": query.filter.q,
            "kept": retained,
            "path": path,
            "facets": facet_groups(visit, &query, &found, &path),
            "clear_href": (!query.given.is_empty()).then(|| path.clone()),
            "sorts": sorts,
            "next": found.listed.next.map(|after| query.address(&path, &query.given, Some(after))),
            "first": query.cursor.after.map(|_| query.address(&path, &query.given, None)),
            "json_view": query.address(&visit.link("projects.json"), &query.given, None),
        }),
    )
}

/// What a value of a facet is called: by the catalogue, or as the index has it.
fn name_of(visit: &Reading<'_>, row: &FacetRow) -> String {
    match row.facet {
        Facet::Place | Facet::Territory | Facet::Sector | Facet::Partner => {
            let named = visit.index().named(row.facet, &row.value);
            named.map_or_else(
                || row.value.to_string(),
                |named| view::pick(visit.language, named.es, named.en).to_owned(),
            )
        }
        Facet::Class | Facet::Country | Facet::Pillar | Facet::Provenance | Facet::Status => {
            visit.say(&format!("{}-{}", row.facet.code(), row.value))
        }
    }
}

fn facet_groups(visit: &Reading<'_>, query: &Query, found: &Found, path: &str) -> Value {
    let mut groups = Vec::new();
    for &name in FILTERS
        .iter()
        .filter(|name| !matches!(**name, "q" | "gap" | "overdue" | "year"))
    {
        let chosen = query.given.get(name);
        let mut rows: Vec<&FacetRow> = found.facets.iter().filter(|row| row.facet.code() == name).collect();
        // The most frequent first; but what is chosen stays in sight, however rare.
        let is_chosen = |row: &FacetRow| chosen.is_some_and(|chosen| *chosen == *row.value);
        let place = |row: &&FacetRow| (!is_chosen(row), Reverse(row.count), row.value.clone());
        if rows.len() > OPTIONS_MAX {
            rows.select_nth_unstable_by_key(OPTIONS_MAX, place);
            rows.truncate(OPTIONS_MAX);
        }
        rows.sort_by_cached_key(place);
        let options: Vec<Value> = rows
            .into_iter()
            .map(|row| {
                let selected = is_chosen(row);
                json!({
                    "text": name_of(visit, row),
                    "count": view::count(row.count),
                    "selected": selected,
                    "href": query.with(path, name, (!selected).then_some(&*row.value)),
                })
            })
            .collect();
        if !options.is_empty() {
            let label = visit.say(&format!("filter-{name}"));
            groups.push(json!({"name": name, "label": label, "options": options, "open": chosen.is_some()}));
        }
    }
    let toggle = |name: &'static str, value: &str| {
        let on = query.given.contains_key(name);
        json!({"text": visit.say(&format!("filter-{name}-{value}")), "count": "", "selected": on,
            "href": query.with(path, name, (!on).then_some(value))})
    };
    let mut more = vec![toggle("gap", "open"), toggle("overdue", "yes")];
    // A year has no list of its own: it is shown where it was asked for, so that it can be taken away.
    more.extend(query.given.get("year").map(|year| {
        let text = text(visit.language, "filter-year", &[("year", year.into())]);
        json!({"text": text, "count": "", "selected": true, "href": query.with(path, "year", None)})
    }));
    let chosen = ["gap", "overdue", "year"]
        .iter()
        .any(|name| query.given.contains_key(name));
    groups.push(json!({"name": "more", "label": visit.say("filter-more"), "options": more, "open": chosen}));
    Value::Array(groups)
}

#[get("/projects.json")]
pub(super) async fn list_json(visit: Visit<'_>) -> PublicAnswer {
    visit.page(ASKS, json_view).await
}

async fn json_view(visit: &Reading<'_>) -> Result<Value, WebError> {
    let query = query(visit)?;
    let version = visit.version();
    let found = find(visit, &query).await?;
    let rows = found
        .listed
        .rows
        .iter()
        .map(|row| json_views::project(visit.language, row, &found.places, found.sums.get(&row.code)))
        .collect::<Result<Vec<_>, _>>()?;
    let mut facets: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for row in &found.facets {
        facets
            .entry(row.facet.code())
            .or_default()
            .insert(row.value.to_string(), row.count.into());
    }
    let path = visit.link("projects.json");
    Ok(json!({
        "as_of": version,
        "boundary": {"kind": "projects", "filter": query.given},
        "total": found.listed.total,
        "rows": rows,
        "facets": facets,
        "next": found.listed.next.map(|after| query.address(&path, &query.given, Some(after))),
    }))
}
