//! The list of projects with its filters, and a project's own page; both with their data twins.

use std::collections::BTreeMap;

use rocket::get;
use rocket::http::Status;
use serde_json::{Map, Value, json};
use time::Date;

use crate::domain::counting::Boundary;
use crate::domain::country::Country;
use crate::domain::money::Money;
use crate::domain::organisation::Class;
use crate::domain::pillar::Pillar;
use crate::domain::project::{Provenance, Status as ProjectStatus};
use crate::i18n::date::format_date;
use crate::i18n::number::{format_money, format_money_exact, format_percent};
use crate::store::projects::{self, Cursor, FacetRow, Filter, ProjectRow, Sort};
use crate::store::totals::{self, Sums};
use crate::store::{events, organisations, places, pledges, reference};
use crate::web::answers::{Answer, Html, Twin};
use crate::web::errors::WebError;
use crate::web::fields::Fields;
use crate::web::guards::Visit;
use crate::web::page::{Page, Section};
use crate::web::view;

/// Projects on a page, and in one answer of the twin.
const PAGE: usize = 20;
/// Options of a filter shown on the page; the twin has all.
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

/// What the address asks for.
struct Query {
    filter: Filter,
    cursor: Cursor,
    /// The filters as typed, for links and for showing them again.
    given: BTreeMap<&'static str, String>,
}

/// Reads the address. A value that no filter knows is a 404: no page stands there.
fn query(visit: &Visit<'_>) -> Result<Query, WebError> {
    let fields = Fields::parse(visit.query.unwrap_or_default().as_bytes());
    let given: BTreeMap<&'static str, String> = FILTERS
        .iter()
        .filter(|name| !fields.get(name).is_empty())
        .map(|name| (*name, fields.get(name).chars().take(200).collect()))
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
    let year = code("year")
        .map(|text| text.parse::<i32>().map_err(|_| WebError::NotFound))
        .transpose()?;
    known(year.is_none_or(|year| (1900..=2200).contains(&year)).then_some(()))?;
    let sort = match fields.get("sort") {
        "" => Sort::Newest,
        text => Sort::parse(text).ok_or(WebError::NotFound)?,
    };
    let after = Some(fields.get("after").to_owned()).filter(|after| !after.is_empty());
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
        gap: code("gap").is_some(),
        overdue_on: code("overdue").map(|_| visit.today()),
        year,
    };
    Ok(Query {
        filter,
        cursor: Cursor { sort, after },
        given,
    })
}

impl Query {
    /// The address of the list with one filter set, replaced or, with `None`, taken away.
    fn with(&self, path: &str, name: &'static str, value: Option<&str>) -> String {
        let mut given = self.given.clone();
        match value {
            Some(value) => given.insert(name, value.to_owned()),
            None => given.remove(name),
        };
        self.address(path, &given, None)
    }

    fn address(&self, path: &str, given: &BTreeMap<&'static str, String>, after: Option<&str>) -> String {
        let mut encoded = form_urlencoded::Serializer::new(String::new());
        for (name, value) in given {
            encoded.append_pair(name, value);
        }
        if self.cursor.sort != Sort::Newest {
            encoded.append_pair("sort", self.cursor.sort.code());
        }
        if let Some(after) = after {
            encoded.append_pair("after", after);
        }
        let encoded = encoded.finish();
        if encoded.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{encoded}")
        }
    }
}

/// A page of the list with everything that page and twin need.
struct Found {
    rows: Vec<ProjectRow>,
    next: Option<String>,
    total: i64,
    facets: Vec<FacetRow>,
    places: Vec<projects::PlaceOf>,
    sums: BTreeMap<String, Sums>,
}

async fn find(visit: &Visit<'_>, query: &Query) -> Result<Found, WebError> {
    let db = &visit.app.db;
    let listed = projects::list(db, &query.filter, &query.cursor, PAGE).await?;
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
pub(super) async fn list(visit: Visit<'_>) -> Answer {
    let language = visit.language;
    let query = query(&visit)?;
    let page = Page::public(&visit, Section::Projects, &visit.say("projects-title")).await?;
    let found = find(&visit, &query).await?;
    let names = names(&visit).await?;
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
    let kept: Vec<Value> = query
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
            "kept": kept,
            "path": path,
            "facets": facet_groups(&visit, &query, &found, &names, &path),
            "clear_href": (!query.given.is_empty()).then(|| path.clone()),
            "sorts": sorts,
            "next": found.next.as_deref().map(|after| query.address(&path, &query.given, Some(after))),
            "first": query.cursor.after.as_ref().map(|_| query.address(&path, &query.given, None)),
            "twin": query.address(&visit.link("projects.json"), &query.given, None),
        }),
    )
}

/// Names of codes that are not in the catalogue: places, sectors, organisations.
async fn names(visit: &Visit<'_>) -> Result<BTreeMap<(&'static str, String), String>, WebError> {
    let (db, language) = (&visit.app.db, visit.language);
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

fn facet_groups(
    visit: &Visit<'_>,
    query: &Query,
    found: &Found,
    names: &BTreeMap<(&'static str, String), String>,
    path: &str,
) -> Value {
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
                    "count": row.count,
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
    let more = vec![toggle("gap", "open"), toggle("overdue", "yes")];
    groups.push(json!({"name": "more", "label": visit.say("filter-more"), "options": more, "open": false}));
    Value::Array(groups)
}

#[get("/projects.json")]
pub(super) async fn list_twin(visit: Visit<'_>) -> Result<Twin, WebError> {
    let query = query(&visit)?;
    let (version, etag) = visit.version().await?;
    let found = find(&visit, &query).await?;
    let rows = found
        .rows
        .iter()
        .map(|row| view::twin_project(visit.language, row, &found.places, found.sums.get(&row.code)))
        .collect::<Result<Vec<_>, _>>()?;
    let mut facets: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for row in &found.facets {
        facets
            .entry(&row.facet)
            .or_default()
            .insert(row.value.clone(), row.count.into());
    }
    let path = visit.link("projects.json");
    let value = json!({
        "as_of": version,
        "boundary": {"kind": "projects", "filter": query.given},
        "total": found.total,
        "rows": rows,
        "facets": facets,
        "next": found.next.as_deref().map(|after| query.address(&path, &query.given, Some(after))),
    });
    Ok(Twin { value, etag })
}

/// A project's page, or with `.json` its twin.
#[derive(rocket::Responder)]
pub(super) enum PageOrTwin {
    Page(Html),
    Twin(Twin),
}

#[get("/projects/<code>")]
pub(super) async fn page(visit: Visit<'_>, code: &str) -> Result<PageOrTwin, WebError> {
    let db = &visit.app.db;
    let (wanted, is_twin) = code.strip_suffix(".json").map_or((code, false), |code| (code, true));
    let row = projects::by_code(db, wanted).await?.ok_or(WebError::NotFound)?;
    if !row.status()?.is_public() {
        return Err(WebError::NotFound);
    }
    let sums = totals::of(db, Boundary::Project, std::slice::from_ref(&row.code))
        .await?
        .remove(&row.code);
    if is_twin {
        let (version, etag) = visit.version().await?;
        let places = projects::places_of(db, &[row.key()]).await?;
        let item = view::twin_project(visit.language, &row, &places, sums.as_ref())?;
        let boundary = json!({"kind": "project", "code": row.code});
        let value = json!({"as_of": version, "boundary": boundary, "item": item});
        return Ok(PageOrTwin::Twin(Twin { value, etag }));
    }
    let title = view::pick(visit.language, &row.title_es, &row.title_en);
    let page = Page::public(&visit, Section::Projects, title).await?;
    let description = view::pick(visit.language, &row.description_es, &row.description_en).to_owned();
    let context = whole(&visit, &row, sums.unwrap_or_default()).await?;
    let html = page
        .described(&description)
        .render(visit.app, "project.html", context)?;
    Ok(PageOrTwin::Page(html.with_status(Status::Ok)))
}

/// Everything that a project's page shows.
async fn whole(visit: &Visit<'_>, row: &ProjectRow, sums: Sums) -> Result<Value, WebError> {
    let (db, language, id) = (&visit.app.db, visit.language, row.key());
    let gazetteer = places::gazetteer(db).await?;
    let facts = projects::facts(db, row).await?;
    let sectors = projects::sectors(db, id).await?;
    let changes = projects::status_changes(db, id).await?;
    let promised = pledges::public_of_project(db, id).await?;
    let told = events::of_project(db, id, 12).await?;
    let documented = projects::documented(db, id).await?;
    let funding = projects::funding(db, id).await?;
    let parties = organisations::all(db).await?;
    let named = |id: Option<crate::domain::ids::OrganisationId>| {
        id.and_then(|id| parties.iter().find(|party| party.key() == id))
            .map(|party| {
                json!({"text": view::pick(language, &party.name_es, &party.name_en),
                "href": visit.link(&format!("projects?partner={}", party.slug))})
            })
    };
    let date = |day: Option<Date>| view::day(day, language);
    let percent = |basis_points: i64| format_percent(basis_points, language);
    let split = facts.places.iter().any(|place| place.share_basis_points > 0);
    let place_rows: Vec<Value> = facts
        .places
        .iter()
        .map(|share| {
            let lineage = share.place.map(|id| gazetteer.lineage(id)).unwrap_or_default();
            json!({
                "name": lineage.first().map_or_else(|| visit.say("place-outside"), |place| place.name.clone()),
                "within": lineage.iter().skip(1).map(|place| place.name.clone()).collect::<Vec<_>>().join(", "),
                "href": lineage.first().map(|place| visit.link(&format!("projects?place={}", place.code))),
                "share": split.then(|| percent(i64::from(share.share_basis_points))),
                "territory": share.place.map(|_| visit.say(&format!("territorial-{}", share.territorial_status.code()))),
                "basis": share.territorial_basis,
            })
        })
        .collect();
    let currency = row.currency()?;
    let pledge_rows = promised
        .iter()
        .map(|pledge| {
            Ok(json!({
                "reference": pledge.reference,
                "href": visit.link(&format!("pledges/{}", pledge.reference)),
                "organisation": view::pick(language, &pledge.organisation_name_es, &pledge.organisation_name_en),
                "kind": visit.say(&format!("pledge-kind-{}", pledge.kind)),
                "amount": format_money(pledge.amount()?, language),
                "usd": pledge.usd_minor.map_or_else(|| visit.say("not-converted"), |minor| view::usd(minor, language)),
                "pledged_on": format_date(pledge.pledged_on, language),
                "state": {"text": visit.say(&format!("pledge-state-{}", pledge.state)), "kind": pledge.state},
            }))
        })
        .collect::<Result<Vec<_>, crate::store::StoreError>>()?;
    let funding_rows: Vec<Value> = funding
        .iter()
        .map(|line| {
            let currency = line
                .currency
                .as_deref()
                .and_then(|code| crate::domain::currency::Currency::parse(code).ok());
            let amount = line.amount_minor.zip(currency);
            json!({
                "funder": view::pick(language, &line.funder_es, &line.funder_en),
                "amount": amount.map(|(minor, currency)| format_money(Money::new(minor, currency), language)),
                "role": view::pick(language, &line.role_es, &line.role_en),
                "date": line.dated,
                "date_role": view::pick(language, &line.date_role_es, &line.date_role_en),
                "source_url": line.source_url,
                "source_kind": view::pick(language, &line.source_kind_es, &line.source_kind_en),
                "confidence": visit.say(&format!("confidence-{}", line.confidence)),
                "standing": (line.standing != "single").then(|| visit.say(&format!("standing-{}", line.standing))),
                "notes": view::pick(language, &line.notes_es, &line.notes_en),
            })
        })
        .collect();
    let source = documented.map(|found| {
        json!({
            "url": found.source_url,
            "kind": view::pick(language, &found.source_kind_es, &found.source_kind_en),
            "status": view::pick(language, &found.status_in_source_es, &found.status_in_source_en),
            "implementer": view::pick(language, &found.implementer_es, &found.implementer_en),
            "confidence": visit.say(&format!("confidence-{}", found.confidence)),
            "standing": (found.standing != "single").then(|| visit.say(&format!("standing-{}", found.standing))),
            "notes": view::pick(language, &found.notes_es, &found.notes_en),
        })
    });
    let registered = row.provenance()? == Provenance::Registered;
    let open = registered && row.status()?.is_open_for_funding();
    Ok(json!({
        "code": row.code,
        "title": view::pick(language, &row.title_es, &row.title_en),
        "description": view::pick(language, &row.description_es, &row.description_en),
        "status": view::status_tag(language, &row.status),
        "provenance": view::provenance_tag(language, &row.provenance),
        "registered": registered,
        "demonstration": row.demonstration,
        "pillar": {"text": visit.say(&format!("pillar-{}", row.pillar)), "href": visit.link(&format!("projects?pillar={}", row.pillar))},
        "country": visit.say(&format!("country-{}", row.country)),
        "bar": if registered { view::project_bar(language, row, &sums.usd) } else { Value::Null },
        "figures": if registered { view::project_figures(language, row, &sums)? } else { Value::Null },
        "requirement_usd": row.requirement_usd_minor.filter(|_| row.budget_currency != "USD").map(|minor| view::usd(minor, language)),
        "requirement_not_converted": registered && row.requirement_usd_minor.is_none() && row.requirement_minor > 0,
        "budget_on": date(row.budget_on),
        "in_kind": (sums.usd.in_kind != 0).then(|| view::usd(sums.usd.in_kind, language)),
        "guarantees": (sums.usd.guarantees != 0).then(|| view::usd(sums.usd.guarantees, language)),
        "lines": facts.lines.iter().map(|line| json!({
            "name": view::pick(language, &line.name_es, &line.name_en),
            "amount": format_money_exact(Money::new(line.amount_minor, currency), language),
        })).collect::<Vec<_>>(),
        "requirement": format_money_exact(row.requirement()?, language),
        "places": place_rows,
        "split": split,
        "sectors": sectors.iter().map(|sector| json!({
            "name": view::pick(language, &sector.name_es, &sector.name_en),
            "code": sector.code,
            "share": percent(sector.share_basis_points),
            "href": visit.link(&format!("projects?sector={}", sector.code)),
        })).collect::<Vec<_>>(),
        "accountable": named(facts.accountable),
        "implementing": named(facts.implementing),
        "contact_office": row.contact_office,
        "planned_start_on": date(row.planned_start_on),
        "planned_end_on": date(row.planned_end_on),
        "actual_start_on": date(row.actual_start_on),
        "actual_end_on": date(row.actual_end_on),
        "changes": changes.iter().map(|change| json!({
            "from": visit.say(&format!("status-{}", change.from_status)),
            "to": visit.say(&format!("status-{}", change.to_status)),
            "effective_on": format_date(change.effective_on, language),
            "reason": change.reason.clone().unwrap_or_else(|| visit.say("text-redacted")),
        })).collect::<Vec<_>>(),
        "steps": steps(visit, row)?,
        "pledges": pledge_rows,
        "funding": funding_rows,
        "source": source,
        "events": told.iter().map(|row| view::event(language, row)).collect::<Vec<_>>(),
        "pledge_href": open.then(|| visit.link(&format!("desk/pledges/new?project={}", row.code))),
        "not_open": registered && !open,
        "breadcrumbs": [{"href": visit.link(""), "text": visit.say("nav-home")},
            {"href": visit.link("projects"), "text": visit.say("nav-projects")}, {"href": Value::Null, "text": row.code}],
        "twin": visit.link(&format!("projects/{}.json", row.code)),
        "methodology": visit.link("about/methodology"),
    }))
}

/// The road of a registered project; one that is suspended stands where it came from.
fn steps(visit: &Visit<'_>, row: &ProjectRow) -> Result<Value, WebError> {
    const ROAD: [ProjectStatus; 5] = [
        ProjectStatus::Identified,
        ProjectStatus::SeekingFunding,
        ProjectStatus::Implementation,
        ProjectStatus::Finalisation,
        ProjectStatus::Closed,
    ];
    let status = row.status()?;
    if row.provenance()? == Provenance::Documented || status == ProjectStatus::Cancelled {
        return Ok(Value::Null);
    }
    let here = row.suspended_from()?.unwrap_or(status);
    let list = ROAD.iter().map(|step| {
        let state = match step.cmp(&here) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "current",
            std::cmp::Ordering::Greater => "todo",
        };
        json!({"text": visit.say(&format!("status-{}", step.code())), "state": state,
            "note": (*step == here && status == ProjectStatus::Suspended).then(|| visit.say("status-suspended"))})
    });
    Ok(Value::Array(list.collect()))
}
