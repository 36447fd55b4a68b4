//! The public list: each filter finds what it says and no more, facets count it, pages cover it.

use std::collections::{BTreeMap, BTreeSet};

use puente::domain::ids::OrganisationId;
use puente::domain::project::{Provenance, Status};
use puente::i18n::language::Language::Es;
use puente::store::{Source as _, organisations, places, projects};
use puente::web::App;
use sea_orm::FromQueryResult;
use serde_json::Value;

use self::known::known;
use crate::forms::{Visitor, links, phrase};
use crate::harness::World;

mod following;
mod known;
mod place_pages;
mod random_filters;
mod search;
mod words;

#[derive(FromQueryResult)]
struct Code {
    code: String,
}

/// The codes on all pages of a list, in their order, following `next`.
pub async fn all_codes(world: &World, path: &str) -> Vec<String> {
    let (mut codes, mut next) = (Vec::new(), Some(path.to_owned()));
    while let Some(path) = next {
        let json_view = world.get(&path).await;
        assert_eq!(json_view.status, 200, "{path}");
        let json_view = json_view.json();
        let rows = json_view["rows"].as_array().expect("rows");
        assert!(!rows.is_empty() || codes.is_empty(), "{path} is an empty page");
        codes.extend(rows.iter().map(|row| row["code"].as_str().expect("a code").to_owned()));
        assert!(codes.len() <= 1000, "the pages do not end");
        next = json_view["next"].as_str().map(str::to_owned);
    }
    codes
}

fn facets(json_view: &Value) -> Vec<(String, String, i64)> {
    let facets = json_view["facets"].as_object().expect("facets");
    let each = facets.iter().flat_map(|(name, values)| {
        values
            .as_object()
            .expect("counts")
            .iter()
            .map(move |(value, count)| (name.clone(), value.clone(), count.as_i64().expect("a count")))
    });
    each.collect()
}

#[rocket::async_test]
async fn each_filter_alone_finds_exactly_what_it_says() {
    let world = World::demo().await;
    let known = known(&world).await;
    let gazetteer = places::gazetteer(world.db().primary()).await.expect("places");
    let organisations = organisations::all(world.db().primary()).await.expect("organisations");
    let slugs: BTreeMap<&str, OrganisationId> =
        organisations.iter().map(|row| (row.slug.as_str(), row.key())).collect();
    let json_view = world.get("/es/projects.json").await.json();
    let mut asked: Vec<(String, String)> = facets(&json_view)
        .into_iter()
        .map(|(name, value, _)| (name, value))
        .collect();
    for (name, value) in [
        ("gap", "open"),
        ("sector", "140"),
        ("country", "CO"),
        ("class", "multilateral"),
    ] {
        asked.push((name.to_owned(), value.to_owned()));
    }
    asked.extend((2024..=2030).map(|year| ("year".to_owned(), year.to_string())));
    let today = world.now().local_date();
    let mut found_something = BTreeSet::new();
    for (name, value) in asked {
        let found: BTreeSet<String> = all_codes(&world, &format!("/es/projects.json?{name}={value}"))
            .await
            .into_iter()
            .collect();
        let expected = known
            .iter()
            .filter(|project| project.answers(today, &name, &value, &slugs, &gazetteer));
        let expected: BTreeSet<String> = expected.map(|project| project.row.code.clone()).collect();
        assert_eq!(found, expected, "{name}={value}");
        if !found.is_empty() && found.len() < known.len() {
            found_something.insert(name);
        }
    }
    let filters = [
        "class",
        "country",
        "gap",
        "partner",
        "pillar",
        "place",
        "provenance",
        "sector",
        "status",
        "territory",
        "year",
    ];
    assert_eq!(
        found_something.iter().map(String::as_str).collect::<Vec<_>>(),
        filters,
        "each filter was really tried"
    );
}

#[rocket::async_test]
async fn a_project_is_overdue_from_the_day_after_its_planned_end() {
    let world = World::demo().await;
    let known = known(&world).await;
    let gazetteer = places::gazetteer(world.db().primary()).await.expect("places");
    let mut found_something = false;
    for days in [0, 30, 120, 365, 900] {
        let later = world.now().plus_seconds(days * 24 * 3600);
        let app = App {
            fixed_now: Some(later),
            ..world.app().clone()
        };
        let visitor = Visitor::of(&app).await;
        let (mut found, mut next) = (BTreeSet::new(), Some("/es/projects.json?overdue=yes".to_owned()));
        while let Some(path) = next {
            let json_view = visitor.get(&path).await.json();
            let rows = json_view["rows"].as_array().expect("rows");
            found.extend(rows.iter().map(|row| row["code"].as_str().expect("a code").to_owned()));
            next = json_view["next"].as_str().map(str::to_owned);
        }
        let (today, slugs) = (later.local_date(), BTreeMap::new());
        let expected = known
            .iter()
            .filter(|project| project.answers(today, "overdue", "yes", &slugs, &gazetteer));
        let expected: BTreeSet<String> = expected.map(|project| project.row.code.clone()).collect();
        found_something |= !found.is_empty();
        assert_eq!(found, expected, "{days} days from now");
    }
    assert!(found_something, "no project is ever late");
}

#[rocket::async_test]
async fn a_facet_counts_what_is_found_when_it_is_followed() {
    let world = World::demo().await;
    for base in [
        "",
        "country=PA&",
        "provenance=registered&status=seeking_funding&",
        "q=agua&",
    ] {
        let json_view = world.get(&format!("/es/projects.json?{base}")).await.json();
        let counted = facets(&json_view);
        let names: BTreeSet<&str> = counted.iter().map(|(name, _, _)| name.as_str()).collect();
        assert!(names.len() >= 7, "few facets: {names:?}");
        for (name, value, count) in &counted {
            if base.contains(&format!("{name}=")) {
                continue;
            }
            let followed = world
                .get(&format!("/es/projects.json?{base}{name}={value}"))
                .await
                .json();
            assert_eq!(followed["total"].as_i64(), Some(*count), "{base}{name}={value}");
        }
    }
    let json_view = world.get("/es/projects.json").await.json();
    let page = world.get("/es/projects").await;
    let found: Vec<String> = links(&page)
        .into_iter()
        .filter(|link| link.starts_with("/es/projects?pillar="))
        .collect();
    assert_eq!(found.len(), 4, "the page offers each pillar once");
    for link in found {
        let pillar = link.rsplit('=').next().expect("a value");
        let followed = world.get(&link.replace("projects?", "projects.json?")).await.json();
        assert_eq!(followed["total"], json_view["facets"]["pillar"][pillar], "{link}");
    }
}

#[rocket::async_test]
async fn paging_visits_every_project_exactly_once_and_ends() {
    let world = World::demo().await;
    let public: BTreeSet<String> = known(&world)
        .await
        .into_iter()
        .map(|project| project.row.code)
        .collect();
    for sort in ["newest", "gap", "requirement"] {
        let codes = all_codes(&world, &format!("/es/projects.json?sort={sort}")).await;
        let distinct: BTreeSet<String> = codes.iter().cloned().collect();
        assert_eq!((codes.len(), &distinct), (public.len(), &public), "sorted by {sort}");
        // The page, followed by its own link, shows the same projects in the same order.
        let (mut path, mut shown) = (Some(format!("/es/projects?sort={sort}")), Vec::new());
        while let Some(address) = path {
            let page = world.get(&address).await;
            let cards = links(&page)
                .into_iter()
                .filter_map(|link| link.strip_prefix("/es/projects/").map(str::to_owned));
            for code in cards.filter(|code| public.contains(code)) {
                if shown.last() != Some(&code) {
                    shown.push(code);
                }
            }
            let followed = links(&page)
                .into_iter()
                .find(|link| link.contains("after=") && !link.contains(".json"));
            path = followed.filter(|_| shown.len() < 1000);
        }
        assert_eq!(shown, codes, "sorted by {sort}");
    }
}

#[rocket::async_test]
async fn the_largest_gap_comes_first() {
    let world = World::demo().await;
    for (sort, key) in [("gap", "gap_usd_minor"), ("requirement", "requirement_usd_minor")] {
        let codes = all_codes(&world, &format!("/es/projects.json?sort={sort}")).await;
        let mut last = i64::MAX;
        for code in codes {
            let row = projects::by_code(world.db().primary(), &code)
                .await
                .expect("read")
                .expect("the project");
            let size = if key == "gap_usd_minor" {
                row.gap_usd_minor
            } else {
                row.requirement_usd_minor
            }
            .unwrap_or(-1);
            assert!(size <= last, "{code} stands out of order by {key}");
            last = size;
        }
    }
}

#[rocket::async_test]
async fn a_cursor_that_no_list_gave_is_no_page_and_says_nothing_of_drafts() {
    let world = World::demo().await;
    let draft = "SELECT code AS code FROM project WHERE status = 'draft' AND adopted_on IS NULL ORDER BY id LIMIT 1";
    let drafts: Vec<Code> = world.db().primary().all(draft, Vec::new()).await.expect("read");
    let draft = drafts.first().map_or("P-1", |row| row.code.as_str());
    let next = world.get("/es/projects.json?sort=gap").await.json()["next"]
        .as_str()
        .map(str::to_owned);
    let (_, by_gap) = next
        .as_deref()
        .and_then(|next| next.split_once("after="))
        .expect("a next page");
    for after in ["P-999", "x", draft, "P-1", by_gap, "%00", "%ff"] {
        for sort in ["", "&sort=requirement"] {
            let query = format!("after={after}{sort}");
            for (path, status) in [("/es/projects", 404), ("/es/projects.json", 400), ("/en/projects", 404)] {
                assert_eq!(
                    world.get(&format!("{path}?{query}")).await.status,
                    status,
                    "{path}?{query}"
                );
            }
        }
    }
    for (path, status) in [
        ("/es/partners?after=banco-demo", 404),
        ("/es/partners.json?after=banco-demo", 400),
        ("/es/partners.json?after=nobody", 400),
        ("/es/places.json?after=x", 400),
    ] {
        assert_eq!(world.get(path).await.status, status, "{path}");
    }
}

#[rocket::async_test]
async fn a_page_goes_on_where_it_ended_when_its_last_row_is_hidden_meanwhile() {
    let world = World::demo().await;
    let first = world.get("/es/projects.json").await.json();
    let last = first["rows"].as_array().and_then(|rows| rows.last()).expect("a row")["code"].clone();
    let (next, last) = (
        first["next"].as_str().expect("more").to_owned(),
        last.as_str().expect("a code").to_owned(),
    );
    let before = world.get(&next).await.json()["rows"].clone();
    world
        .sql(&format!(
            "UPDATE project SET status = 'draft', adopted_on = NULL,
                changed_event = (SELECT MAX(number) + 1 FROM event) WHERE code = '{last}'"
        ))
        .await
        .expect("hidden");
    // With the next event, whatever it is about, everybody knows.
    world.project("CO", Status::Identified).await;
    let shown = all_codes(&world, "/es/projects.json").await;
    assert!(!shown.contains(&last), "{last} is hidden");
    assert_eq!(world.get(&next).await.json()["rows"], before);
}

#[rocket::async_test]
async fn a_filter_value_that_does_not_exist_is_no_page() {
    let world = World::demo().await;
    for query in [
        "pillar=joy",
        "gap=no",
        "overdue=maybe",
        "pillar=JOBS",
        "status=flying",
        "country=VE",
        "country=co",
        "class=friends",
        "provenance=hearsay",
        "year=abc",
        "year=0",
        "year=99999999999",
        "sort=random",
        "place=nowhere",
        "territory=nowhere",
        "sector=00000",
        "partner=nobody",
    ] {
        for path in ["/es/projects", "/es/projects.json", "/en/projects"] {
            assert_eq!(
                world.get(&format!("{path}?{query}")).await.status,
                404,
                "{path}?{query}"
            );
        }
    }
}

#[rocket::async_test]
async fn a_documented_project_names_its_source_and_shows_no_figures_of_the_ledger() {
    let world = World::demo().await;
    for project in known(&world).await {
        if project.row.provenance != Provenance::Documented {
            continue;
        }
        let source = projects::documented(world.db().primary(), project.row.key())
            .await
            .expect("read")
            .expect("a source");
        let page = world.get(&format!("/es/projects/{}", project.row.code)).await;
        assert!(
            page.status == 200 && links(&page).contains(&source.source_url),
            "{}",
            project.row.code
        );
        assert!(
            page.text().contains(&phrase(Es, "provenance-documented", &[])),
            "{}",
            project.row.code
        );
        assert!(!page.body.contains("class=\"bar\""), "{} draws a bar", project.row.code);
        assert!(
            !links(&page).iter().any(|link| link.contains("desk/pledges/new")),
            "{} asks for pledges",
            project.row.code
        );
        let totals = world
            .get(&format!("/es/projects/{}.json", project.row.code))
            .await
            .json()["item"]["totals"]
            .clone();
        for (name, value) in totals.as_object().expect("totals") {
            let expected = if name == "not_converted" {
                serde_json::json!([])
            } else {
                Value::Null
            };
            assert_eq!(*value, expected, "{} {name}", project.row.code);
        }
    }
}

#[rocket::async_test]
async fn a_project_offers_a_pledge_only_while_it_is_open() {
    let world = World::new().await;
    for status in Status::ALL.iter().filter(|status| status.is_public()) {
        let code = world.project("PA", *status).await;
        let page = world.get(&format!("/es/projects/{code}")).await;
        let offered = links(&page).contains(&format!("/es/desk/pledges/new?project={code}"));
        assert_eq!(
            offered,
            matches!(status, Status::SeekingFunding | Status::Implementation),
            "{status:?}"
        );
    }
}

#[rocket::async_test]
async fn a_filter_that_is_set_is_in_sight_and_can_be_taken_away() {
    let world = World::new().await;
    world.project("CO", Status::SeekingFunding).await;
    let group = |open: &str| format!("<details{open}>\n<summary>{}</summary>", phrase(Es, "filter-more", &[]));
    let plain = world.get("/es/projects").await;
    assert!(plain.body.contains(&group("")), "{}", plain.text());
    for (query, shown) in [
        ("gap=open", phrase(Es, "filter-gap-open", &[])),
        ("year=2026", phrase(Es, "filter-year", &[("year", "2026".into())])),
    ] {
        let page = world.get(&format!("/es/projects?{query}")).await;
        assert!(page.body.contains(&group(" open")), "{query}: {}", page.text());
        let (_, facets) = page.body.split_once("class=\"facets\"").expect("filters");
        let (_, after) = facets
            .split_once("<a href=\"/es/projects\" aria-current=\"true\">")
            .expect("a way out");
        let (option, _) = after.split_once("</a>").expect("its text");
        assert!(option.contains(&shown), "{option}");
    }
}

#[rocket::async_test]
async fn the_counts_of_the_home_are_grouped() {
    let world = World::new().await;
    world
        .sql(
            "INSERT INTO organisation (slug, name_es, name_en, class, iati_type, country, demonstration)
             WITH RECURSIVE counted (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM counted WHERE number < 1200)
             SELECT 'una-' || number, 'Una', 'One', 'private_sector', '70', 'CO', TRUE FROM counted",
        )
        .await
        .expect("organisations");
    let known = organisations::count(world.db().primary()).await.expect("a number");
    let (thousands, rest) = (known / 1000, known % 1000);
    let home = world.get("/es/").await;
    assert!(
        home.body.contains(&format!(">{thousands}\u{202f}{rest:03}<")),
        "{}",
        home.text()
    );
}
