//! The JSON views: the shape that others script against, and sums that agree with one another.

use puente::store::Source as _;
use puente::store::projects;
use serde_json::Value;

use crate::harness::{Answer, World};
use crate::portal::all_codes;

const MEASURES: [&str; 12] = [
    "committed",
    "covered",
    "declared",
    "disputed",
    "gap",
    "guarantees",
    "in_kind",
    "outstanding",
    "paid",
    "pledged",
    "requirement",
    "spent",
];

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

/// The minor units of a decimal string with as many decimals as its currency has.
fn minor(value: &Value) -> i64 {
    assert!(
        ["amount", "currency"].iter().all(|key| value[key].is_string()),
        "no amount: {value}"
    );
    let digits = if matches!(value["currency"].as_str(), Some("JPY" | "KRW" | "CLP")) {
        0
    } else {
        2
    };
    let text = value["amount"].as_str().expect("a string");
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    assert_eq!(fraction.len(), digits, "{text}");
    format!("{whole}{fraction}")
        .parse()
        .unwrap_or_else(|_| panic!("no decimal string: {text}"))
}

fn assert_totals(totals: &Value, currency: Option<&str>) {
    let mut expected: Vec<&str> = MEASURES.to_vec();
    expected.push("not_converted");
    expected.sort_unstable();
    assert_eq!(keys(totals), expected);
    for name in MEASURES.iter().filter(|name| !totals[**name].is_null()) {
        minor(&totals[*name]);
        let own = matches!(*name, "requirement" | "gap").then_some(currency).flatten();
        assert_eq!(totals[*name]["currency"], own.unwrap_or("USD"), "{name}");
    }
    for apart in totals["not_converted"].as_array().expect("a list") {
        minor(apart);
        assert_ne!(apart["currency"], "USD", "dollars need no conversion");
    }
}

#[rocket::async_test]
async fn the_json_view_of_the_list_has_the_shape_of_the_contract() {
    let world = World::demo().await;
    for lang in ["es", "en"] {
        let answer = world.get(&format!("/{lang}/projects.json")).await;
        assert!(
            answer
                .header("Content-Type")
                .is_some_and(|kind| kind.starts_with("application/json"))
        );
        let json_view = answer.json();
        assert!(
            ["as_of", "boundary", "rows", "next", "facets"]
                .iter()
                .all(|key| json_view.get(key).is_some()),
            "{:?}",
            keys(&json_view)
        );
        assert!(json_view["as_of"].is_i64() && json_view["boundary"].is_object() && json_view["rows"].is_array());
        for row in json_view["rows"].as_array().expect("rows") {
            let expected = [
                "breakdown",
                "code",
                "country",
                "parent",
                "pillar",
                "places",
                "provenance",
                "status",
                "title",
                "totals",
            ];
            assert_eq!(keys(row), expected);
            for key in ["code", "title", "status", "provenance", "pillar", "country"] {
                assert!(row[key].is_string(), "{key}");
            }
            assert!(
                row["places"]
                    .as_array()
                    .is_some_and(|places| places.iter().all(Value::is_string))
            );
            let known = projects::by_code(world.db().primary(), row["code"].as_str().expect("a code"))
                .await
                .expect("read")
                .expect("a row");
            assert_totals(&row["totals"], Some(known.budget_currency.code()));
            assert_eq!(row["title"], if lang == "es" { known.title_es } else { known.title_en });
        }
    }
}

#[rocket::async_test]
async fn a_project_is_the_same_in_its_own_json_view_and_in_the_list() {
    let world = World::demo().await;
    let (mut rows, mut next) = (Vec::new(), Some("/es/projects.json".to_owned()));
    while let Some(path) = next {
        let json_view = world.get(&path).await.json();
        rows.extend(json_view["rows"].as_array().expect("rows").clone());
        next = json_view["next"].as_str().map(str::to_owned);
    }
    for row in rows {
        let code = row["code"].as_str().expect("a code");
        let json_view = world.get(&format!("/es/projects/{code}.json")).await.json();
        assert!(
            json_view["as_of"].is_i64() && json_view.get("rows").is_none(),
            "a single thing has an item"
        );
        assert_eq!(json_view["item"], row, "{code}");
    }
}

/// What pledges that are for no project add to the plan, as far as they have no boundary `without`.
async fn of_no_project(world: &World, measure: &str, without: &str) -> i64 {
    let sql = "SELECT figures FROM contribution WHERE subject LIKE 'pledge:%'";
    let mut sum = 0;
    for row in world.db().primary().rows(sql, vec![]).await.expect("contributions") {
        let figures: String = row.try_get("", "figures").expect("a text");
        let parts: Vec<Value> = serde_json::from_str(&figures).expect("JSON");
        if parts.iter().all(|part| part[0] != without) {
            let plan = parts.iter().filter(|part| part[0] == "plan" && part[2] == "USD");
            sum += plan.filter_map(|part| part[3][measure].as_i64()).sum::<i64>();
        }
    }
    sum
}

#[rocket::async_test]
async fn the_parts_of_the_summary_add_to_the_plan() {
    let world = World::demo().await;
    let json_view = world.get("/es/summary.json").await.json();
    let item = &json_view["item"];
    assert_totals(&item["totals"], None);
    let of = |group: &str, measure: &str| -> i64 {
        let parts = item[group].as_object().expect("parts");
        parts
            .values()
            .inspect(|part| assert_totals(part, None))
            .map(|part| minor(&part[measure]))
            .sum()
    };
    let plan = |measure: &str| minor(&item["totals"][measure]);
    for measure in ["requirement", "gap"] {
        assert!(plan(measure) > 0);
        assert_eq!(
            (of("by_pillar", measure), of("by_country", measure)),
            (plan(measure), plan(measure)),
            "{measure}"
        );
    }
    // Every promise has a provider, but one to the plan or a place has no pillar, and one to the plan or a pillar no country.
    for measure in ["pledged", "outstanding", "committed", "paid", "in_kind", "guarantees"] {
        assert_eq!(of("by_class", measure), plan(measure), "{measure} by class");
        let apart = async |without: &str| of_no_project(&world, measure, without).await;
        assert_eq!(
            of("by_pillar", measure) + apart("pillar").await,
            plan(measure),
            "{measure} by pillar"
        );
        assert_eq!(
            of("by_country", measure) + apart("country").await,
            plan(measure),
            "{measure} by country"
        );
    }
    assert!(plan("pledged") > plan("outstanding"), "some pledges have ended");
}

#[rocket::async_test]
async fn the_totals_of_all_projects_add_to_the_plan_but_for_what_is_for_no_project() {
    let world = World::demo().await;
    let mut pledged = 0;
    for code in all_codes(&world, "/es/projects.json?provenance=registered").await {
        pledged += minor(&world.get(&format!("/es/projects/{code}.json")).await.json()["item"]["totals"]["pledged"]);
    }
    let unearmarked = of_no_project(&world, "pledged", "project").await;
    assert!(unearmarked > 0, "the demonstration has pledges for no project");
    let plan = minor(&world.get("/es/summary.json").await.json()["item"]["totals"]["pledged"]);
    assert_eq!(pledged + unearmarked, plan);
}

#[rocket::async_test]
async fn every_json_view_and_page_says_as_of_which_event() {
    let world = World::demo().await;
    let newest = world
        .db()
        .primary()
        .number("SELECT MAX(number) AS number FROM event", vec![])
        .await
        .expect("a number");
    for path in [
        "/es/summary.json",
        "/es/projects.json",
        "/en/projects/P-1.json",
        "/es/projects/D-01.json",
    ] {
        let answer = world.get(path).await;
        assert_eq!(answer.json()["as_of"], newest, "{path}");
        let etag = answer.header("ETag").expect("an ETag").to_owned();
        assert_eq!(
            world.get_with(path, &[("If-None-Match", &etag)]).await.status,
            304,
            "{path}"
        );
    }
}

#[rocket::async_test]
async fn a_json_view_is_asked_for_at_its_page_and_held_beside_it() {
    let world = World::demo().await;
    let pages = [
        ("/es/", "/es/summary.json"),
        ("/es/projects?q=agua", "/es/projects.json?q=agua"),
        ("/en/places", "/en/places.json"),
        ("/es/totals/plan", "/es/totals/plan.json"),
    ];
    // Twice, so that each is once made and once held.
    for (page, json_view) in pages.iter().chain(&pages) {
        let (page, json_view) = (world.get(page).await, world.get(json_view).await);
        let kind = |answer: &Answer| answer.header("Content-Type").unwrap_or_default().to_owned();
        assert_eq!((page.status, json_view.status), (200, 200));
        assert!(kind(&page).starts_with("text/html"), "{}", kind(&page));
        assert!(kind(&json_view).starts_with("application/json"), "{}", kind(&json_view));
        assert_ne!(page.header("ETag"), json_view.header("ETag"));
    }
}

#[rocket::async_test]
async fn what_has_no_json_view_has_no_such_address() {
    let world = World::demo().await;
    for path in [
        "/es/about/who.json",
        "/es/activity.json",
        "/es/data.json",
        "/es/home.json",
        "/es/.json",
        "/es/projects.json.json",
        "/es/projects/none.json",
        "/es/desk.json",
        "/es/account/session.json",
        "/data/events.ndjson.json",
    ] {
        assert_eq!(world.get(path).await.status, 404, "{path}");
    }
    // A wrong address of a desk does not lead to the door.
    let partner = world.sign_in("banco@demo.example").await;
    assert_eq!(partner.get("/es/desk.json").await.status, 404);
}
