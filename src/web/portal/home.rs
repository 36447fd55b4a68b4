//! The home: what is promised, signed, paid and missing in the whole plan.

use std::collections::BTreeMap;

use rocket::get;
use rocket::response::Redirect;
use serde_json::{Value, json};

use super::totals::figures::not_converted;
use crate::domain::counting::{Boundary, UNSPLIT};
use crate::domain::measures::Measures;
use crate::store::projects;
use crate::store::search::{Cursor, Filter, Sort};
use crate::store::totals::{self, Sums};
use crate::store::{events, organisations};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::page::{Page, Public, PublicAnswer, Reading, Section};
use crate::web::{boundary, json_views, view};

/// Events and gaps shown on the home.
const SHOWN: usize = 6;

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
    visit.page(&[], html).await.map(Home::Page)
}

async fn html(visit: &Reading<'_>) -> Answer {
    let language = visit.language;
    let page = Page::public(visit, Section::Home, &visit.say("home-title"));
    let db = visit.snapshot;
    let wanted = [Boundary::Plan, Boundary::Pillar, Boundary::Country, Boundary::Class];
    let by = totals::by(db, &wanted).await?;
    let newest = events::newest(db, None, 6).await?;
    let index = visit.index();
    let with_gap = Filter {
        gap: true,
        ..Filter::default()
    };
    let gaps = projects::list(db, index, &with_gap, &Cursor::first(Sort::LargestGap), SHOWN).await?;
    let ids: Vec<_> = gaps.rows.iter().map(projects::ProjectRow::key).collect();
    let places = projects::places_of(db, &ids).await?;
    let codes: Vec<String> = gaps.rows.iter().map(|row| row.code.clone()).collect();
    let sums = totals::of(db, Boundary::Project, &codes).await?;
    let listed = index.matching(&Filter::default()).total();
    let known = organisations::count(db).await?;

    let plan = by
        .get(&Boundary::Plan)
        .and_then(|keys| keys.get(""))
        .cloned()
        .unwrap_or_default();
    let cards = gaps
        .rows
        .iter()
        .map(|row| view::project_card(language, row, &places, sums.get(&row.code)))
        .collect::<Result<Vec<_>, _>>()?;
    let rows = |kind: Boundary, filter: &str| -> Value {
        let empty = BTreeMap::new();
        let keys = by.get(&kind).unwrap_or(&empty);
        let order: Vec<&str> = match kind {
            Boundary::Pillar => crate::domain::pillar::Pillar::ALL.iter().map(|p| p.code()).collect(),
            Boundary::Country => crate::domain::country::Country::ALL.iter().map(|c| c.code()).collect(),
            _ => crate::domain::organisation::Class::ALL
                .iter()
                .map(|c| c.code())
                .collect(),
        };
        let zero = Sums::default();
        let mut rows: Vec<Value> = order
            .into_iter()
            .map(|key| {
                let mut cells = boundary::cells(language, keys.get(key).unwrap_or(&zero));
                cells["name"] = visit.say(&format!("{filter}-{key}")).into();
                cells["href"] = visit.link(&format!("projects?{filter}={key}")).into();
                cells["total_href"] = boundary::link(visit, kind, key).into();
                cells
            })
            .collect();
        // Only providers can be unknown, and then no list of projects tells more than the total.
        if let Some(sums) = keys.get(UNSPLIT) {
            let mut cells = boundary::cells(language, sums);
            cells["name"] = visit.say("totals-partner-unsplit").into();
            cells["href"] = boundary::link(visit, kind, UNSPLIT).into();
            rows.push(cells);
        }
        Value::Array(rows)
    };
    let line = |read| view::sum(language, &plan, read);
    page.described(&visit.say("site-description")).render(
        visit.app,
        "home.html",
        json!({
            "bar": view::funding_bar(language, Some(plan.usd.requirement), &plan.usd),
            "figures": view::figures(language, &plan),
            "requirement": line(|sums| sums.requirement),
            "mobilised": line(Measures::mobilised),
            "domestic": line(|sums| sums.pledged_domestic),
            "in_kind": line(|sums| sums.in_kind),
            "covered": view::shown(language, &plan, |sums| sums.covered),
            "guarantees": line(|sums| sums.guarantees),
            "not_converted": not_converted(visit, &plan),
            "by_pillar": rows(Boundary::Pillar, "pillar"),
            "by_country": rows(Boundary::Country, "country"),
            "by_class": rows(Boundary::Class, "class"),
            "events": newest.iter().map(|row| view::event(language, row)).collect::<Vec<_>>(),
            "gaps": cards,
            "projects_count": view::count(listed),
            "organisations_count": view::count(known),
            "links": {
                "projects": visit.link("projects"),
                "gaps": visit.link("projects?gap=open&sort=gap"),
                "activity": visit.link("activity"),
                "summary_json": visit.link("summary.json"),
                "who": visit.link("about/who"),
                "totals": boundary::link(visit, Boundary::Plan, ""),
                "partners": visit.link("partners"),
                "places": visit.link("places"),
            },
        }),
    )
}

#[get("/summary.json")]
pub(super) async fn summary(visit: Visit<'_>) -> PublicAnswer {
    visit.page(&[], json_view).await
}

async fn json_view(visit: &Reading<'_>) -> Result<Value, WebError> {
    let version = visit.version();
    let by = totals::by(
        visit.snapshot,
        &[Boundary::Plan, Boundary::Pillar, Boundary::Country, Boundary::Class],
    )
    .await?;
    let listed = visit.index().matching(&Filter::default()).total();
    let zero = Sums::default();
    let plan = by.get(&Boundary::Plan).and_then(|keys| keys.get("")).unwrap_or(&zero);
    let split = |boundary: Boundary| -> Value {
        let keys = by.get(&boundary).into_iter().flatten();
        Value::Object(
            keys.map(|(key, sums)| (key.clone(), json_views::of_boundary(boundary, sums)))
                .collect(),
        )
    };
    Ok(json!({
        "as_of": version,
        "boundary": {"kind": "plan"},
        "item": {
            "totals": json_views::totals(plan),
            "breakdown": json_views::breakdown(plan),
            "projects": listed,
            "by_pillar": split(Boundary::Pillar),
            "by_country": split(Boundary::Country),
            "by_class": split(Boundary::Class),
        },
    }))
}
