//! Places: the countries with their first divisions and the territories, each with its figures.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::counting::{Boundary, OUTSIDE, UNSPLIT};
use crate::domain::place::{Gazetteer, Place};
use crate::store::places;
use crate::store::totals::{self, Sums};
use crate::web::answers::Answer;
use crate::web::cursor;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::http::format::Format;
use crate::web::page::{Asks, Made, Page, PublicAnswer, Reading, Section, page_views};
use crate::web::parts::boundary::{self, BoundaryRow};
use crate::web::parts::data::Kind;
use crate::web::parts::places::{PlaceData, data, row};

/// Places in one answer of the JSON view.
const PAGE: usize = 200;

/// The places that stand at the top of the gazetteer, and the territories.
#[derive(Serialize, JsonSchema)]
struct PlacesPage {
    groups: Vec<Group>,
    territories: Vec<BoundaryRow>,
    /// What has no place here.
    unplaced: Vec<BoundaryRow>,
    projects: String,
    methodology: String,
    json_view: String,
    plan_total: String,
}

/// A country with its first divisions.
#[derive(Serialize, JsonSchema)]
struct Group {
    name: String,
    rows: Vec<BoundaryRow>,
}

page_views! { PlacesPage => "places.html" }

/// All places, as JSON.
#[derive(Serialize)]
struct PlacesData {
    as_of: i64,
    boundary: Kind,
    rows: Vec<PlaceData>,
    next: Option<String>,
}

#[get("/places")]
pub(super) async fn list(visit: Visit<'_>) -> PublicAnswer {
    visit.page(Asks::names(&["after"]).with_json(), made).await
}

async fn made(visit: &Reading<'_>) -> Result<Made, WebError> {
    let gazetteer = places::gazetteer(visit.snapshot).await?;
    match visit.format {
        Format::Page => html(visit, &gazetteer).await.map(Made::Html),
        Format::Json => Made::json(&list_data(visit, &gazetteer).await?),
    }
}

async fn html(visit: &Reading<'_>, gazetteer: &Gazetteer) -> Answer {
    let all = gazetteer.places().iter();
    let countries: Vec<&Place> = all.clone().filter(|place| place.parent.is_none()).collect();
    let territories: Vec<&Place> = all.filter(|place| place.is_territory).collect();
    let divisions = countries.iter().flat_map(|place| gazetteer.children(place.id));
    let wanted = countries
        .iter()
        .copied()
        .chain(divisions)
        .chain(territories.iter().copied());
    let unplaced = [(UNSPLIT, "totals-place-unsplit"), (OUTSIDE, "totals-place-outside")];
    let codes = wanted.map(|place| place.code.clone());
    let codes: Vec<String> = codes.chain(unplaced.map(|(key, _)| key.to_owned())).collect();
    let sums = totals::of(visit.snapshot, Boundary::Place, &codes).await?;
    let groups = countries.iter().map(|country| {
        let own = std::iter::once(*country).chain(gazetteer.children(country.id));
        Group {
            name: country.name.clone(),
            rows: own.map(|place| row(visit, place, &sums)).collect(),
        }
    });
    let territories = territories.iter().map(|place| BoundaryRow {
        kind: Some(above(gazetteer, place)),
        territory: false,
        ..row(visit, place, &sums)
    });
    let unplaced = unplaced.map(|(key, name)| {
        let href = boundary::link(visit, Boundary::Place, key);
        let none = Sums::default();
        BoundaryRow::new(visit.language, visit.say(name), href, sums.get(key).unwrap_or(&none))
    });
    let view = PlacesPage {
        groups: groups.collect(),
        territories: territories.collect(),
        unplaced: unplaced.into(),
        projects: visit.link("projects"),
        methodology: visit.link("about/methodology"),
        json_view: visit.link("places.json"),
        plan_total: boundary::link(visit, Boundary::Plan, ""),
    };
    Page::public(visit, Section::Places, &visit.say("places-title"))
        .described(&visit.say("places-lede"))
        .show(visit.app, &view)
}

/// The names above a place, nearest first.
fn above(gazetteer: &Gazetteer, place: &Place) -> String {
    let lineage = gazetteer.lineage(place.id).into_iter().skip(1);
    let names: Vec<&str> = lineage.map(|one| one.name.as_str()).collect();
    names.join(", ")
}

async fn list_data(visit: &Reading<'_>, gazetteer: &Gazetteer) -> Result<PlacesData, WebError> {
    let all = gazetteer.places();
    let from = match visit.get("after") {
        None => 0,
        Some(code) => {
            let at = all.iter().position(|place| place.code == code);
            at.ok_or_else(|| cursor::unreadable(visit))? + 1
        }
    };
    let rows: Vec<&Place> = all.iter().skip(from).take(PAGE).collect();
    let codes: Vec<String> = rows.iter().map(|place| place.code.clone()).collect();
    let sums = totals::of(visit.snapshot, Boundary::Place, &codes).await?;
    let has_more = from + rows.len() < all.len();
    let last = rows.last().filter(|_| has_more);
    Ok(PlacesData {
        as_of: visit.version(),
        boundary: Kind::of("places"),
        next: last.map(|last| format!("{}?after={}", visit.link("places.json"), last.code)),
        rows: rows
            .iter()
            .map(|place| data(gazetteer, place, sums.get(&place.code)))
            .collect(),
    })
}
