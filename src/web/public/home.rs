//! The home: what is promised, signed, paid and missing in the whole plan.

use std::collections::BTreeMap;

use rocket::get;
use rocket::response::Redirect;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::counting::{Boundary, UNSPLIT};
use crate::domain::country::Country;
use crate::domain::measures::Measures;
use crate::domain::organisation::Class;
use crate::domain::pillar::Pillar;
use crate::store::projects;
use crate::store::search::{Cursor, Filter, Sort};
use crate::store::totals::{self, Sums};
use crate::store::{events, organisations};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::http::format::Format;
use crate::web::page::{Asks, Made, Page, Public, Reading, Section, page_views};
use crate::web::parts::boundary::{self, BoundaryRow};
use crate::web::parts::cards::{ProjectCard, cards};
use crate::web::parts::data::{self, Breakdown, TotalsData};
use crate::web::parts::events::{EventLine, event};
use crate::web::parts::figures::{self, FigureView, FundingBar, SumView, Unconverted};
use crate::web::parts::texts::count;

/// Events and gaps shown on the home.
const SHOWN: usize = 6;
/// What the plan is split by.
const BY: [Boundary; 4] = [Boundary::Plan, Boundary::Pillar, Boundary::Country, Boundary::Class];

/// The whole plan at a glance.
#[derive(Serialize, JsonSchema)]
struct HomePage {
    bar: FundingBar,
    figures: Vec<FigureView>,
    requirement: SumView,
    mobilised: SumView,
    domestic: SumView,
    in_kind: SumView,
    covered: Option<SumView>,
    guarantees: SumView,
    not_converted: Vec<Unconverted>,
    by_pillar: Vec<BoundaryRow>,
    by_country: Vec<BoundaryRow>,
    by_class: Vec<BoundaryRow>,
    events: Vec<EventLine>,
    /// The projects that miss most.
    gaps: Vec<ProjectCard>,
    projects_count: String,
    organisations_count: String,
    links: Links,
}

#[derive(Serialize, JsonSchema)]
struct Links {
    projects: String,
    gaps: String,
    activity: String,
    summary_json: String,
    who: String,
    totals: String,
    partners: String,
    places: String,
}

page_views! { HomePage => "home.html" }

/// The home's JSON view.
#[derive(Serialize)]
struct HomeData {
    as_of: i64,
    boundary: data::Kind,
    item: PlanData,
}

#[derive(Serialize)]
struct PlanData {
    totals: TotalsData,
    breakdown: Breakdown,
    projects: i64,
    by_pillar: BTreeMap<String, TotalsData>,
    by_country: BTreeMap<String, TotalsData>,
    by_class: BTreeMap<String, TotalsData>,
}

/// The home stands at `/es/`; `/es` leads there.
#[derive(rocket::Responder)]
pub(super) enum Home {
    Page(Public),
    Moved(Box<Redirect>),
}

#[get("/")]
pub(super) async fn page(visit: Visit<'_>) -> Result<Home, WebError> {
    if !visit.path.ends_with('/') {
        return Ok(Home::Moved(Box::new(Redirect::permanent(visit.link("")))));
    }
    let asks = Asks::NOTHING.with_json().with_index();
    visit.page(asks, made).await.map(Home::Page)
}

/// The totals of the plan and of its parts.
struct Known {
    plan: Sums,
    by: BTreeMap<Boundary, BTreeMap<String, Sums>>,
    listed: i64,
}

async fn made(visit: &Reading<'_>) -> Result<Made, WebError> {
    let by = totals::by(visit.snapshot, &BY).await?;
    let plan = by.get(&Boundary::Plan).and_then(|keys| keys.get(""));
    let known = Known {
        plan: plan.cloned().unwrap_or_default(),
        by,
        listed: visit.index()?.matching(&Filter::default()).total(),
    };
    match visit.format {
        Format::Page => html(visit, &known).await.map(Made::Html),
        Format::Json => Made::json(&known.data(visit)),
    }
}

async fn html(visit: &Reading<'_>, known: &Known) -> Answer {
    let (db, language, plan) = (visit.snapshot, visit.language, &known.plan);
    let newest = events::newest(db, None, 6).await?;
    let organisations = organisations::count(db).await?;
    let line = |read| figures::sum(language, plan, read);
    let view = HomePage {
        bar: figures::funding_bar(language, Some(plan.usd.requirement), &plan.usd),
        figures: figures::figures(language, plan),
        requirement: line(|sums| sums.requirement),
        mobilised: line(Measures::mobilised),
        domestic: line(|sums| sums.pledged_domestic),
        in_kind: line(|sums| sums.in_kind),
        covered: figures::shown(language, plan, |sums| sums.covered),
        guarantees: line(|sums| sums.guarantees),
        not_converted: figures::unconverted(language, plan),
        by_pillar: known.rows(
            visit,
            Boundary::Pillar,
            "pillar",
            Pillar::ALL.iter().map(|one| one.code()),
        ),
        by_country: known.rows(
            visit,
            Boundary::Country,
            "country",
            Country::ALL.iter().map(|one| one.code()),
        ),
        by_class: known.rows(visit, Boundary::Class, "class", Class::ALL.iter().map(|one| one.code())),
        events: newest.iter().map(|row| event(language, row)).collect(),
        gaps: gaps(visit).await?,
        projects_count: count(known.listed),
        organisations_count: count(organisations),
        links: links(visit),
    };
    Page::public(visit, Section::Home, &visit.say("home-title"))
        .described(&visit.say("site-description"))
        .show(visit.app, &view)
}

fn links(visit: &Reading<'_>) -> Links {
    Links {
        projects: visit.link("projects"),
        gaps: visit.link("projects?gap=open&sort=gap"),
        activity: visit.link("activity"),
        summary_json: visit.link("summary.json"),
        who: visit.link("about/who"),
        totals: boundary::link(visit, Boundary::Plan, ""),
        partners: visit.link("partners"),
        places: visit.link("places"),
    }
}

/// The projects that miss most.
async fn gaps(visit: &Reading<'_>) -> Result<Vec<ProjectCard>, WebError> {
    let db = visit.snapshot;
    let filter = Filter {
        gap: true,
        ..Filter::default()
    };
    let cursor = Cursor::first(Sort::LargestGap);
    let gaps = projects::list(db, visit.index()?, &filter, &cursor, SHOWN).await?;
    Ok(cards(db, visit.language, &gaps.rows).await?)
}

impl Known {
    /// The parts of the plan by one split, in the order of its codes.
    fn rows(
        &self,
        visit: &Reading<'_>,
        kind: Boundary,
        filter: &str,
        order: impl Iterator<Item = &'static str>,
    ) -> Vec<BoundaryRow> {
        let (none, zero) = (BTreeMap::new(), Sums::default());
        let keys = self.by.get(&kind).unwrap_or(&none);
        let language = visit.language;
        let rows = order.map(|key| {
            let name = visit.say(&format!("{filter}-{key}"));
            let href = visit.link(&format!("projects?{filter}={key}"));
            BoundaryRow {
                total_href: Some(boundary::link(visit, kind, key)),
                ..BoundaryRow::new(language, name, href, keys.get(key).unwrap_or(&zero))
            }
        });
        // Only providers can be unknown, and then no list of projects tells more than the total.
        let unsplit = keys.get(UNSPLIT).map(|sums| {
            let href = boundary::link(visit, kind, UNSPLIT);
            BoundaryRow::new(language, visit.say("totals-partner-unsplit"), href, sums)
        });
        rows.chain(unsplit).collect()
    }

    fn data(&self, visit: &Reading<'_>) -> HomeData {
        let split = |boundary: Boundary| {
            let keys = self.by.get(&boundary).into_iter().flatten();
            let totals = keys.map(|(key, sums)| (key.clone(), data::of_boundary(boundary, sums)));
            totals.collect()
        };
        HomeData {
            as_of: visit.version(),
            boundary: data::Kind::of("plan"),
            item: PlanData {
                totals: data::totals(&self.plan),
                breakdown: data::breakdown(&self.plan),
                projects: self.listed,
                by_pillar: split(Boundary::Pillar),
                by_country: split(Boundary::Country),
                by_class: split(Boundary::Class),
            },
        }
    }
}
