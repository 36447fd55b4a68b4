//! What a registry is filled with: the sourced projects, and a demonstration that has something of everything.

use std::collections::{BTreeMap, BTreeSet};

use puente::domain::pledge::PledgeState;
use puente::domain::project::Status;
use puente::i18n::language::Language;
use puente::seed;
use puente::store::Source as _;
use sea_orm::FromQueryResult;
use serde_json::Value;

use crate::forms::{links, phrase};
use crate::harness::World;
use crate::portal::all_codes;

#[derive(FromQueryResult)]
struct Word {
    word: String,
}

async fn words(world: &World, sql: &str) -> Vec<String> {
    let rows: Vec<Word> = world.db().primary().all(sql, vec![]).await.expect("rows");
    rows.into_iter().map(|row| row.word).collect()
}

async fn number(world: &World, sql: &str) -> i64 {
    world.db().primary().number(sql, vec![]).await.expect("a number")
}

/// How many rows each table has.
async fn rows(world: &World) -> BTreeMap<String, i64> {
    let sql = if world.db().is_postgres() {
        "SELECT CAST(tablename AS TEXT) AS word FROM pg_tables WHERE schemaname = 'public'"
    } else {
        "SELECT name AS word FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    };
    let mut counts = BTreeMap::new();
    for table in words(world, sql).await {
        let count = number(world, &format!("SELECT COUNT(*) AS number FROM {table}")).await;
        counts.insert(table, count);
    }
    assert!(counts.len() > 20, "{counts:?}");
    counts
}

#[rocket::async_test]
async fn seeding_twice_changes_nothing() {
    let world = World::demo().await;
    let before = rows(&world).await;
    let later = world.now().plus_seconds(3600);
    let reference = seed::reference::seed(world.db(), later).await.expect("reference data");
    let documented = seed::documented::seed(world.db(), later)
        .await
        .expect("documented data");
    assert_eq!((reference.added, documented.added), (0, 0));
    assert!(
        reference.unchanged > 500 && documented.unchanged >= 38,
        "{reference:?} {documented:?}"
    );
    assert!(
        !seed::demo::seed(world.ctx(), seed::demo::Accounts::Open)
            .await
            .expect("demonstration data"),
        "it was made already"
    );
    assert_eq!(rows(&world).await, before);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn all_documented_projects_stand_on_the_portal_with_their_sources() {
    let world = World::demo().await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut file = csv::Reader::from_path(format!("{folder}/documented_projects.csv")).expect("the file");
    let listed: Vec<BTreeMap<String, String>> = file.deserialize().collect::<Result<_, _>>().expect("rows");
    assert_eq!(listed.len(), 38);
    let mut file = csv::Reader::from_path(format!("{folder}/documented_funding.csv")).expect("the file");
    let funding: Vec<BTreeMap<String, String>> = file.deserialize().collect::<Result<_, _>>().expect("rows");
    let shown: BTreeSet<String> = all_codes(&world, "/es/projects.json?provenance=documented")
        .await
        .into_iter()
        .collect();
    assert_eq!(shown.len(), 38);
    let mut kinds = 0;
    for row in listed {
        let code = format!("D-{}", row["source_id"].trim_start_matches('P'));
        assert!(shown.contains(&code), "{code} is not on the portal");
        for lang in ["es", "en"] {
            let page = world.get(&format!("/{lang}/projects/{code}")).await;
            let links = links(&page);
            assert!(
                page.status == 200 && page.text().contains(row[&format!("title_{lang}")].as_str()),
                "{code}"
            );
            assert!(links.contains(&row["source_url"]), "{code} does not link to its source");
            for line in funding
                .iter()
                .filter(|line| line["project_source_id"] == row["source_id"])
            {
                assert!(
                    page.text().contains(line[&format!("funder_{lang}")].trim()),
                    "{code} lacks {}",
                    line["source_id"]
                );
                assert!(
                    links.contains(&line["source_url"]),
                    "{code}: {} has no source",
                    line["source_id"]
                );
                if line["record_kind"] != "single" {
                    let key = format!("record-kind-{}", line["record_kind"]);
                    let language = Language::parse(lang).expect("a language");
                    let words = phrase(language, &key, &[]);
                    assert!(page.text().contains(&words), "{code} lacks {words}");
                    kinds += 1;
                }
            }
        }
    }
    assert!(kinds > 0, "no amount that repeats another");
}

#[rocket::async_test]
async fn no_documented_amount_stands_in_any_total() {
    let world = World::new().await;
    seed::documented::seed(world.db(), world.now())
        .await
        .expect("documented data");
    for table in ["ledger_entry", "contribution", "boundary_total", "pledge"] {
        assert_eq!(
            number(&world, &format!("SELECT COUNT(*) AS number FROM {table}")).await,
            0,
            "{table}"
        );
    }
    assert_eq!(number(&world, "SELECT COUNT(*) AS number FROM project").await, 38);
    let item = world.get("/es/summary.json").await.json()["item"].clone();
    for (name, total) in item["totals"].as_object().expect("totals") {
        if name != "not_converted" {
            assert_eq!(total["amount"], "0.00", "{name}");
        }
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_demonstration_has_something_of_everything() {
    let world = World::demo().await;
    let registered = all_codes(&world, "/es/projects.json?provenance=registered").await;
    assert!(registered.len() >= 40, "{} registered projects", registered.len());
    assert!(number(&world, "SELECT COUNT(*) AS number FROM event").await > 100);
    for (sql, expected) in [
        (
            "SELECT DISTINCT status AS word FROM project WHERE provenance = 'registered'",
            Status::ALL.iter().map(|status| status.code()).collect::<Vec<_>>(),
        ),
        (
            "SELECT DISTINCT state AS word FROM pledge",
            PledgeState::ALL.iter().map(|state| state.code()).collect(),
        ),
        (
            "SELECT DISTINCT currency AS word FROM pledge",
            vec!["COP", "EUR", "PAB", "USD"],
        ),
        (
            "SELECT DISTINCT kind AS word FROM pledge",
            vec!["financial", "guarantee", "in_kind", "technical"],
        ),
        (
            "SELECT DISTINCT country AS word FROM project WHERE provenance = 'registered'",
            vec!["CO", "PA", "both"],
        ),
        (
            "SELECT DISTINCT pillar AS word FROM project WHERE provenance = 'registered'",
            vec!["jobs", "poverty_reduction", "public_services", "sustainable_economy"],
        ),
    ] {
        let found: BTreeSet<String> = words(&world, sql).await.into_iter().collect();
        assert_eq!(
            found,
            expected.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(),
            "{sql}"
        );
    }
    for sql in [
        "SELECT COUNT(*) AS number FROM pledge WHERE on_behalf",
        "SELECT COUNT(*) AS number FROM pledge WHERE embargo_until_on IS NOT NULL",
        "SELECT COUNT(*) AS number FROM pledge WHERE project_id IS NULL AND place_id IS NOT NULL",
        "SELECT COUNT(*) AS number FROM pledge WHERE pillar IS NOT NULL",
        "SELECT COUNT(*) AS number FROM project_place WHERE place_id IS NULL",
        "SELECT COUNT(*) AS number FROM project_place WHERE territorial_status = 'yes'",
        "SELECT COUNT(*) AS number FROM tranche",
    ] {
        assert!(number(&world, sql).await > 0, "{sql}");
    }
    assert_eq!(
        number(
            &world,
            "SELECT COUNT(*) AS number FROM project WHERE provenance = 'registered' AND NOT demonstration"
        )
        .await,
        0
    );
    assert_eq!(
        number(&world, "SELECT COUNT(*) AS number FROM outbox").await,
        0,
        "making it writes to nobody"
    );
}

#[rocket::async_test]
async fn the_demonstration_keeps_what_the_contract_says_of_it() {
    let world = World::demo().await;
    let (mut rows, mut next) = (
        Vec::new(),
        Some("/es/projects.json?provenance=registered&status=seeking_funding".to_owned()),
    );
    while let Some(path) = next {
        let json_view = world.get(&path).await.json();
        rows.extend(json_view["rows"].as_array().expect("rows").clone());
        next = json_view["next"].as_str().map(str::to_owned);
    }
    assert!(rows.iter().any(|row| row["country"] == "CO"), "none in Colombia only");
    let gap = |row: &Value| {
        row["totals"]["gap"]["amount"]
            .as_str()
            .and_then(|amount| amount.split('.').next()?.parse::<i64>().ok())
    };
    let large =
        |row: &&Value| row["totals"]["requirement"]["currency"] == "USD" && gap(row).is_some_and(|gap| gap >= 60_001);
    assert!(rows.iter().any(|row| large(&row)), "no gap of USD 60 001");
    for path in ["/es/", "/en/projects", "/es/account/session"] {
        let banner = puente::i18n::catalogue::text(
            if path.starts_with("/es") {
                Language::Es
            } else {
                Language::En
            },
            "demo-banner",
            &[],
        );
        assert!(
            world.get(path).await.body.contains(&banner),
            "{path} does not say that it is a demonstration"
        );
    }
    for email in [
        "admin",
        "officer",
        "officer2",
        "gestora.pa",
        "banco",
        "fundacion",
        "empresa",
        "cooperativa",
    ] {
        world.sign_in(&format!("{email}@demo.example")).await;
    }
    let waiting = world.sign_in("officer@demo.example").await.get("/es/office").await;
    let submitted = words(&world, "SELECT reference AS word FROM pledge WHERE state = 'submitted'").await;
    assert!(
        submitted.len() >= 3
            && submitted
                .iter()
                .all(|reference| waiting.text().contains(reference.as_str()))
    );
}
