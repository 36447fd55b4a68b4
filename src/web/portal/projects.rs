//! The list of projects with its filters, and a project's own page; both with their JSON views.

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
use crate::store::projects::{self, Cursor, FacetRow, Filter, ProjectRow, Sort};
use crate::store::totals::{self, Sums};
use crate::store::{organisations, places, reference};
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
    known(year.is_none_or(|year| (1900..=2200).contains(&year)).then_some(()))?;
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
    fn stands_in(&self, names: &Names) -> Result<(), WebError> {
        let stands = |list: &'static str, code: &Option<String>| {
            code.as_ref()
                .is_none_or(|code| names.contains_key(&(list, code.clone())))
        };
        let filter = &self.filter;
        let category = |code: &String| {
            code.len() == 3
                && names
                    .keys()
                    .any(|(list, known)| *list == "sector" && known.starts_with(code.as_str()))
        };
        let all = stands("place", &filter.place)
            && stands("place", &filter.territory)
            && stands("partner", &filter.partner)
            && (stands("sector", &filter.sector) || filter.sector.as_ref().is_some_and(category));
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
    rows: Vec<ProjectRow>,
    next: Option<After>,
    total: i64,
    facets: Vec<FacetRow>,
    places: Vec<projects::PlaceOf>,
    sums: BTreeMap<String, Sums>,
}

async fn find(visit: &Reading<'_>, query: &Query) -> Result<Found, WebError> {
    let db = visit.snapshot;
    let listed = projects::list(db, &query.filter, &query.cursor, PAGE).await?;
    // Nothing leads past the end of a list, so nothing stands there.
    if listed.rows.is_empty() && query.cursor.after.is_some() {
        return Err(WebError::NotFound);
    }
    let ids: Vec<_> = listed.rows.iter().map(ProjectRow::key).collect();
    let codes: Vec<String> = listed.rows.iter().map(|row| row.code.clone()).collect();
    Ok(Found {
        total: projects::total(db, &query.filter).await?,
        facets: projects::facets(db, &query.filter).await?,
        places: projects::places_of(db, &ids).await?,
        sums: totals::of(db, Boundary::Project, &codes).await?,
        rows: listed.rows,
        next: listed.next,
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
    let names = names(visit).await?;
    query.stands_in(&names)?;
    let path = visit.link("projects");
    let cards = found
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
            "total": found.total,
            "q": query.filter.q,
            "kept": retained,
            "path": path,
            "facets": facet_groups(visit, &query, &found, &names, &path),
            "clear_href": (!query.given.is_empty()).then(|| path.clone()),
            "sorts": sorts,
            "next": found.next.map(|after| query.address(&path, &query.given, Some(after))),
            "first": query.cursor.after.map(|_| query.address(&path, &query.given, None)),
            "json_view": query.address(&visit.link("projects.json"), &query.given, None),
        }),
    )
}

/// List and code → name.
type Names = BTreeMap<(&'static str, String), String>;

/// Names of codes that are not in the catalogue: places, sectors, organisations.
async fn names(visit: &Reading<'_>) -> Result<Names, WebError> {
    let (db, language) = (visit.snapshot, visit.language);
    let mut names = BTreeMap::new();
    for place in places::gazetteer(db).await?.places() {
        names.insert(("place", place.code.clone()), place.name.clone());
    }
    for sector in reference::sectors(db).await? {
        names.insert(
            ("sector", sector.code.clone()),
            view::pick(language, &sector.name_es, &sector.name_en).to_owned(),
        );
    }
    for row in organisations::all(db).await? {
        names.insert(
            ("partner", row.slug.clone()),
            view::pick(language, &row.name_es, &row.name_en).to_owned(),
        );
    }
    Ok(names)
}

fn facet_groups(visit: &Reading<'_>, query: &Query, found: &Found, names: &Names, path: &str) -> Value {
    let mut groups = Vec::new();
    for &name in FILTERS
        .iter()
        .filter(|name| !matches!(**name, "q" | "gap" | "overdue" | "year"))
    {
        let chosen = query.given.get(name);
        let mut rows: Vec<&FacetRow> = found.facets.iter().filter(|row| row.facet == name).collect();
        // What is chosen stays in sight, however rare.
        rows.sort_by_key(|row| Some(&row.value) != chosen);
        rows.truncate(OPTIONS_MAX);
        let options: Vec<Value> = rows
            .into_iter()
            .map(|row| {
                let selected = chosen == Some(&row.value);
                let text = match name {
                    "place" | "territory" => names.get(&("place", row.value.clone())).cloned(),
                    "sector" => names.get(&("sector", row.value.clone())).cloned(),
                    "partner" => names.get(&("partner", row.value.clone())).cloned(),
                    _ => Some(visit.say(&format!("{name}-{}", row.value))),
                };
                json!({
                    "text": text.unwrap_or_else(|| row.value.clone()),
                    "count": view::count(row.count),
                    "selected": selected,
                    "href": query.with(path, name, (!selected).then_some(row.value.as_str())),
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
    query.stands_in(&names(visit).await?)?;
    let found = find(visit, &query).await?;
    let rows = found
        .rows
        .iter()
        .map(|row| json_views::project(visit.language, row, &found.places, found.sums.get(&row.code)))
        .collect::<Result<Vec<_>, _>>()?;
    let mut facets: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for row in &found.facets {
        facets
            .entry(&row.facet)
            .or_default()
            .insert(row.value.clone(), row.count.into());
    }
    let path = visit.link("projects.json");
    Ok(json!({
        "as_of": version,
        "boundary": {"kind": "projects", "filter": query.given},
        "total": found.total,
        "rows": rows,
        "facets": facets,
        "next": found.next.map(|after| query.address(&path, &query.given, Some(after))),
    }))
}
