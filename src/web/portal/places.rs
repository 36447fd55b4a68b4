//! Places: the countries with their first divisions and the territories, each with its figures.

use std::collections::BTreeMap;

use rocket::get;
use serde_json::{Value, json};

use crate::domain::counting::{Boundary, OUTSIDE, UNSPLIT};
use crate::domain::place::{Gazetteer, Place};
use crate::store::places;
use crate::store::totals::{self, Sums};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::page::{Page, PublicAnswer, Reading, Section};
use crate::web::{boundary, cursor, json_views};

/// Places in one answer of the JSON view.
const PAGE: usize = 200;

#[get("/places")]
pub(super) async fn list(visit: Visit<'_>) -> PublicAnswer {
    visit.page(&[], html).await
}

async fn html(visit: &Reading<'_>) -> Answer {
    let page = Page::public(visit, Section::Places, &visit.say("places-title"));
    let db = visit.snapshot;
    let gazetteer = places::gazetteer(db).await?;
    let countries: Vec<&Place> = gazetteer
        .places()
        .iter()
        .filter(|place| place.parent.is_none())
        .collect();
    let territories: Vec<&Place> = gazetteer.places().iter().filter(|place| place.is_territory).collect();
    let mut wanted: Vec<String> = vec![UNSPLIT.to_owned(), OUTSIDE.to_owned()];
    wanted.extend(countries.iter().map(|place| place.code.clone()));
    wanted.extend(
        countries
            .iter()
            .flat_map(|place| gazetteer.children(place.id))
            .map(|place| place.code.clone()),
    );
    wanted.extend(territories.iter().map(|place| place.code.clone()));
    let sums = totals::of(db, Boundary::Place, &wanted).await?;
    let groups: Vec<Value> = countries
        .iter()
        .map(|country| {
            let mut rows = vec![row(visit, country, &sums)];
            rows.extend(
                gazetteer
                    .children(country.id)
                    .into_iter()
                    .map(|place| row(visit, place, &sums)),
            );
            json!({"name": country.name, "rows": rows})
        })
        .collect();
    let unplaced = [(UNSPLIT, "totals-place-unsplit"), (OUTSIDE, "totals-place-outside")].map(|(key, name)| {
        let mut cells = boundary::cells(visit.language, sums.get(key).unwrap_or(&Sums::default()));
        cells["name"] = visit.say(name).into();
        cells["href"] = boundary::link(visit, Boundary::Place, key).into();
        cells
    });
    page.described(&visit.say("places-lede")).render(
        visit.app,
        "places.html",
        json!({
            "groups": groups,
            "territories": territories.iter().map(|place| {
                let mut cells = row(visit, place, &sums);
                cells["kind"] = above(&gazetteer, place).into();
                cells["territory"] = false.into();
                cells
            }).collect::<Vec<_>>(),
            "unplaced": unplaced,
            "projects": visit.link("projects"),
            "methodology": visit.link("about/methodology"),
            "json_view": visit.link("places.json"),
            "plan_total": boundary::link(visit, Boundary::Plan, ""),
        }),
    )
}

/// A place in a table, with its figures.
pub(super) fn row(visit: &Reading<'_>, place: &Place, sums: &BTreeMap<String, Sums>) -> Value {
    let mut cells = boundary::cells(visit.language, sums.get(&place.code).unwrap_or(&Sums::default()));
    cells["name"] = place.name.clone().into();
    cells["kind"] = visit.say(&format!("place-kind-{}", place.kind.code())).into();
    cells["href"] = visit.link(&format!("places/{}", place.code)).into();
    cells["territory"] = place.is_territory.into();
    cells
}

/// The names above a place, nearest first.
fn above(gazetteer: &Gazetteer, place: &Place) -> String {
    let names: Vec<&str> = gazetteer
        .lineage(place.id)
        .into_iter()
        .skip(1)
        .map(|one| one.name.as_str())
        .collect();
    names.join(", ")
}

/// A place in a JSON view.
pub(super) fn json_row(gazetteer: &Gazetteer, place: &Place, sums: Option<&Sums>) -> Value {
    let parent = place
        .parent
        .and_then(|id| gazetteer.get(id))
        .map(|parent| parent.code.as_str());
    json!({
        "code": place.code,
        "name": place.name,
        "kind": place.kind.code(),
        "country": place.country.code(),
        "parent": parent,
        "is_territory": place.is_territory,
        "territorial_status": place.territorial_status.code(),
        "totals": json_views::of_boundary(Boundary::Place, sums.unwrap_or(&Sums::default())),
    })
}

#[get("/places.json")]
pub(super) async fn list_json(visit: Visit<'_>) -> PublicAnswer {
    visit.page(&["after"], json_view).await
}

async fn json_view(visit: &Reading<'_>) -> Result<Value, WebError> {
    let version = visit.version();
    let db = visit.snapshot;
    let gazetteer = places::gazetteer(db).await?;
    let all = gazetteer.places();
    let from = match visit.get("after") {
        None => 0,
        Some(code) => {
            all.iter()
                .position(|place| place.code == code)
                .ok_or_else(|| cursor::unreadable(visit))?
                + 1
        }
    };
    let rows: Vec<&Place> = all.iter().skip(from).take(PAGE).collect();
    let codes: Vec<String> = rows.iter().map(|place| place.code.clone()).collect();
    let sums = totals::of(db, Boundary::Place, &codes).await?;
    let more = from + rows.len() < all.len();
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| format!("{}?after={}", visit.link("places.json"), last.code));
    let rows = rows
        .iter()
        .map(|place| json_row(&gazetteer, place, sums.get(&place.code)));
    Ok(json!({
        "as_of": version,
        "boundary": {"kind": "places"},
        "rows": rows.collect::<Vec<_>>(),
        "next": next,
    }))
}
