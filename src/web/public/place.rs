//! A place's own page: where it lies, what the gazetteer knows of it, its figures, what lies within it, its projects.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::counting::Boundary;
use crate::domain::ids::PledgeId;
use crate::domain::place::{Gazetteer, Place, Publisher};
use crate::domain::pledge::{PledgeKind, PledgeState};
use crate::store::fulfilments::{self, Fulfilments};
use crate::store::places::{self, DetailRow};
use crate::store::plans::{self, PlanRow, Scope};
use crate::store::pledges::{self, PledgeRow};
use crate::store::projects;
use crate::store::search::{Cursor, Filter, Sort};
use crate::store::totals::{self, Sums};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::http::format::Format;
use crate::web::page::{Asks, Made, Page, PublicAnswer, Reading, Section, page_views};
use crate::web::parts::boundary::{self, BoundaryRow};
use crate::web::parts::cards::{ProjectCard, cards};
use crate::web::parts::data::{self, Amount, Breakdown, Keyed};
use crate::web::parts::due::{Late, LateData, LateView, Reader};
use crate::web::parts::figures::{FigureView, FundingBar};
use crate::web::parts::fulfilment::{cell, pledge_pending};
use crate::web::parts::marks::Crumb;
use crate::web::parts::pending::PendingData;
use crate::web::parts::places::{self as place_views, PlaceData, row};
use crate::web::parts::pledge_lines::{PledgeLine, pledge_line};
use crate::web::parts::pledged::Pledged;

/// Places within a place on a page.
const WITHIN: usize = 60;
/// Pledges to the place itself on a page.
const PLEDGES: usize = 20;
/// Projects shown; the list has all.
const PROJECTS: usize = 6;

/// A place with its figures, what lies within it and what is done there.
#[derive(Serialize, JsonSchema)]
struct PlacePage {
    name: String,
    facts: Facts,
    kind: String,
    is_territory: bool,
    no_figures: bool,
    bar: FundingBar,
    figures: Vec<FigureView>,
    total_href: String,
    territory_total: Option<String>,
    within: Vec<BoundaryRow>,
    next: Option<String>,
    first: Option<String>,
    pledges: Vec<PledgeLine>,
    late: LateView,
    pledges_next: Option<String>,
    pledges_first: Option<String>,
    cards: Vec<ProjectCard>,
    project_count: i64,
    projects_href: String,
    breadcrumbs: Vec<Crumb>,
    json_view: String,
}

/// What the gazetteer says, each with its source.
#[derive(Serialize, JsonSchema)]
struct Facts {
    country: String,
    official_code: Option<String>,
    official_code_source: Option<String>,
    territory: String,
    people: Option<String>,
    people_source: Option<String>,
}

page_views! { PlacePage => "place.html" }

/// The same as JSON.
#[derive(Serialize)]
struct PlaceView {
    as_of: i64,
    boundary: Keyed,
    item: ItemData,
    waits: Vec<LateData>,
    next: Option<String>,
}

#[derive(Serialize)]
struct ItemData {
    #[serde(flatten)]
    place: PlaceData,
    breakdown: Breakdown,
    lineage: Vec<String>,
    within: Vec<String>,
    project_count: i64,
    official_code: Option<String>,
    official_code_source: Option<String>,
    people: Option<String>,
    people_source: Option<String>,
    pledges: Vec<PledgeData>,
}

/// A pledge to the place itself.
#[derive(Serialize)]
struct PledgeData {
    waits: Vec<PendingData>,
    reference: String,
    state: PledgeState,
    kind: PledgeKind,
    organisation: String,
    amount: Amount,
    pledged: Amount,
}

#[get("/places/<code>")]
pub(super) async fn page(visit: Visit<'_>, code: &str) -> PublicAnswer {
    let asks = Asks::names(&["after", "before"]).with_json().with_index();
    visit.page(asks, async |reading| made(reading, code).await).await
}

async fn made(visit: &Reading<'_>, code: &str) -> Result<Made, WebError> {
    let gazetteer = places::gazetteer(visit.snapshot).await?;
    let place = gazetteer.by_code(code).ok_or(WebError::NotFound)?;
    let promised = promised(visit, place, visit.get("before")).await?;
    let detail = places::detail(visit.snapshot, place.id)
        .await?
        .ok_or(WebError::NotFound)?;
    let known = Known {
        gazetteer: &gazetteer,
        place,
        detail,
        promised,
    };
    match visit.format {
        Format::Page => html(visit, &known).await.map(Made::Html),
        Format::Json => Made::json(&data(visit, &known).await?),
    }
}

/// What page and JSON view say of a place.
struct Known<'a> {
    gazetteer: &'a Gazetteer,
    place: &'a Place,
    detail: DetailRow,
    promised: Promised,
}

/// Public pledges to a place itself, and where the list goes on and begins.
struct Promised {
    rows: Vec<(PledgeRow, Pledged)>,
    /// What may be late for it, and whether there is more.
    candidates: (Vec<PlanRow>, bool),
    fulfilments: Fulfilments,
    /// The last one shown, where there are more.
    next: Option<i64>,
    is_continued: bool,
}

async fn promised(visit: &Reading<'_>, place: &Place, before: Option<&str>) -> Result<Promised, WebError> {
    let before: Option<i64> = before
        .map(|id| id.parse().map_err(|_| WebError::NotFound))
        .transpose()?;
    let limit = i64::try_from(PLEDGES + 1).unwrap_or(i64::MAX);
    let mut rows = pledges::public_of_place(visit.snapshot, place.id, before, limit).await?;
    if rows.is_empty() && before.is_some() {
        return Err(WebError::NotFound);
    }
    let more = rows.len() > PLEDGES;
    rows.truncate(PLEDGES);
    let keys: Vec<PledgeId> = rows.iter().map(PledgeRow::key).collect();
    let scope = Scope::LateAt(place.code.clone());
    let candidates = plans::candidates(visit.snapshot, &scope, visit.today()).await?;
    let (mut accounts, direct) = plans::accounts(&candidates.0);
    accounts.extend(&keys);
    let fulfilments = fulfilments::of_accounts(visit.snapshot, &accounts, &direct).await?;
    Ok(Promised {
        next: rows.last().filter(|_| more).map(|row| row.id.0),
        rows: rows
            .into_iter()
            .map(|row| Pledged::of(&row, fulfilments.chain_of(row.key())).map(|pledged| (row, pledged)))
            .collect::<Result<_, _>>()?,
        is_continued: before.is_some(),
        candidates,
        fulfilments,
    })
}

impl Promised {
    fn late(&self, visit: &Reading<'_>) -> Result<Late<'_>, WebError> {
        let (rows, cut) = &self.candidates;
        Late::of(rows, &self.fulfilments, *cut, visit.today())
    }

    fn lines(&self, visit: &Reading<'_>) -> Result<Vec<PledgeLine>, WebError> {
        let lines = self.rows.iter().map(|(row, pledged)| {
            Ok(PledgeLine {
                fulfilment: cell(visit, row, &self.fulfilments),
                ..pledge_line(visit, row, *pledged)
            })
        });
        lines.collect()
    }

    fn data(&self, visit: &Reading<'_>) -> Result<Vec<PledgeData>, WebError> {
        let pledges = self.rows.iter().map(|(row, pledged)| {
            Ok(PledgeData {
                waits: pledge_pending(visit, row, &self.fulfilments),
                reference: row.reference.clone(),
                state: row.state,
                kind: row.kind,
                organisation: row.organisation_slug.clone(),
                amount: data::money(pledged.first),
                pledged: data::money(pledged.now.money),
            })
        });
        pledges.collect()
    }
}

/// The places within another, in the order of their names, from after one of them; and whether there are more.
fn within<'g>(
    gazetteer: &'g Gazetteer,
    place: &Place,
    after: Option<&str>,
) -> Result<(Vec<&'g Place>, bool), WebError> {
    let all = gazetteer.children(place.id);
    let from = match after {
        None => 0,
        Some(code) => all.iter().position(|one| one.code == code).ok_or(WebError::NotFound)? + 1,
    };
    let shown: Vec<&Place> = all.iter().copied().skip(from).take(WITHIN).collect();
    let more = from + shown.len() < all.len();
    Ok((shown, more))
}

/// Projects of the place and of all within it.
fn filter(place: &Place) -> Filter {
    Filter {
        place: Some(place.code.clone()),
        ..Filter::default()
    }
}

async fn html(visit: &Reading<'_>, known: &Known<'_>) -> Answer {
    let (db, language) = (visit.snapshot, visit.language);
    let Known { place, promised, .. } = known;
    let after = visit.get("after");
    let (within, has_more) = within(known.gazetteer, place, after)?;
    let codes = std::iter::once(*place).chain(within.iter().copied());
    let codes: Vec<String> = codes.map(|one| one.code.clone()).collect();
    let sums = totals::of(db, Boundary::Place, &codes).await?;
    let own = sums.get(&place.code).cloned().unwrap_or_default();
    let cursor = Cursor::first(Sort::Newest);
    let listed = projects::list(db, visit.index()?, &filter(place), &cursor, PROJECTS).await?;
    let base = visit.link(&format!("places/{}", place.code));
    let territory_total = || boundary::link(visit, Boundary::Territory, &place.code);
    let page = Page::public(visit, Section::Places, &place.name);
    let view = PlacePage {
        name: place.name.clone(),
        facts: facts(visit, place, &known.detail),
        kind: visit.say(&format!("place-kind-{}", place.kind.code())),
        is_territory: place.is_territory,
        no_figures: own == Sums::default(),
        bar: boundary::bar(language, Boundary::Place, &own.usd),
        figures: boundary::figures(visit, Boundary::Place, &own),
        total_href: boundary::link(visit, Boundary::Place, &place.code),
        territory_total: place.is_territory.then(territory_total),
        within: within.iter().map(|one| row(visit, one, &sums)).collect(),
        next: within
            .last()
            .filter(|_| has_more)
            .map(|last| format!("{base}?after={}", last.code)),
        first: after.map(|_| base.clone()),
        pledges: promised.lines(visit)?,
        late: promised.late(visit)?.view(visit, Reader::Public),
        pledges_next: promised.next.map(|last| format!("{base}?before={last}")),
        pledges_first: promised.is_continued.then(|| base.clone()),
        cards: cards(db, language, &listed.rows).await?,
        project_count: listed.total,
        projects_href: visit.link(&format!("projects?place={}", place.code)),
        breadcrumbs: crumbs(visit, known.gazetteer, place),
        json_view: format!("{base}.json"),
    };
    page.described(&visit.say("places-lede")).show(visit.app, &view)
}

/// From the list of places down to this one.
fn crumbs(visit: &Reading<'_>, gazetteer: &Gazetteer, place: &Place) -> Vec<Crumb> {
    let mut crumbs = vec![
        Crumb::to(visit.link(""), visit.say("nav-home")),
        Crumb::to(visit.link("places"), visit.say("nav-places")),
    ];
    let above = gazetteer.lineage(place.id).into_iter().skip(1).rev();
    crumbs.extend(above.map(|one| Crumb::to(visit.link(&format!("places/{}", one.code)), one.name.clone())));
    crumbs.push(Crumb::here(&place.name));
    crumbs
}

fn facts(visit: &Reading<'_>, place: &Place, detail: &DetailRow) -> Facts {
    Facts {
        country: visit.say(&format!("country-{}", place.country.code())),
        official_code: detail.official_code.clone(),
        official_code_source: source(visit, detail.official_code_source.as_deref()),
        territory: visit.say(&format!("territorial-{}", place.territorial_status.code())),
        people: detail.people.clone(),
        people_source: source(visit, detail.people_source.as_deref()),
    }
}

/// Who published what the gazetteer says; nothing where it only knows how a row was compiled.
fn source(visit: &Reading<'_>, stored: Option<&str>) -> Option<String> {
    let (publisher, year) = Publisher::of(stored?)?;
    let name = visit.say(&format!("publisher-{}", publisher.code()));
    Some(year.map_or(name.clone(), |year| format!("{name} ({year})")))
}

async fn data(visit: &Reading<'_>, known: &Known<'_>) -> Result<PlaceView, WebError> {
    let Known {
        place,
        detail,
        promised,
        ..
    } = known;
    let key = place.code.clone();
    let sums = totals::of(visit.snapshot, Boundary::Place, std::slice::from_ref(&key)).await?;
    let sums = sums.get(&key);
    let codes = |places: Vec<&Place>| places.into_iter().map(|one| one.code.clone()).collect();
    let base = visit.link(&format!("places/{key}.json"));
    Ok(PlaceView {
        as_of: visit.version(),
        boundary: Keyed { kind: "place", key },
        item: ItemData {
            place: place_views::data(known.gazetteer, place, sums),
            breakdown: data::breakdown(sums.unwrap_or(&Sums::default())),
            lineage: codes(known.gazetteer.lineage(place.id)),
            within: codes(known.gazetteer.children(place.id)),
            project_count: visit.index()?.matching(&filter(place)).total(),
            official_code: detail.official_code.clone(),
            official_code_source: source(visit, detail.official_code_source.as_deref()),
            people: detail.people.clone(),
            people_source: source(visit, detail.people_source.as_deref()),
            pledges: promised.data(visit)?,
        },
        waits: promised.late(visit)?.data(),
        next: promised.next.map(|last| format!("{base}?before={last}")),
    })
}
