//! Invented projects in any number: everything holds on them, and the same number makes the same.

use puente::seed;
use puente::store::{Source as _, events};
use sea_orm::FromQueryResult;
use serde_json::Value;

use crate::harness::World;

/// How many invented projects are made here.
const PROJECTS: usize = 60;
const OURS: &str = "project.created_by = (SELECT id FROM account WHERE email = 'ensayo@demo.example')";

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

async fn enlarge(world: &World, projects: usize) -> usize {
    seed::trial::seed(world.db(), world.now(), projects, &mut |_| {})
        .await
        .expect("invented projects")
}

/// The bytes of all events after `event`, without the digests of texts, whose salts are random.
async fn shown_since(world: &World, event: i64) -> Vec<Value> {
    let rows = events::since(world.db().primary(), event, 100_000)
        .await
        .expect("events");
    rows.iter()
        .map(|row| {
            let mut public: Value = serde_json::from_str(&row.public).expect("JSON");
            public.as_object_mut().expect("an object").remove("texts");
            public
        })
        .collect()
}

#[rocket::async_test]
async fn everything_holds_on_a_demonstration_with_invented_projects() {
    let world = World::demo().await;
    let (rows, events) = (
        number(&world, "SELECT COUNT(*) AS number FROM ledger_entry").await,
        number(&world, "SELECT COUNT(*) AS number FROM event").await,
    );
    assert_eq!(enlarge(&world, PROJECTS).await, PROJECTS);
    let report = world.verify().await;
    assert_eq!(report.errors, Vec::<String>::new());
    let added = number(&world, "SELECT COUNT(*) AS number FROM ledger_entry").await - rows;
    assert_eq!(added, 8 * i64::try_from(PROJECTS).expect("small"));
    let each = "SELECT COUNT(*) AS number FROM (SELECT project.id FROM project
        JOIN ledger_entry ON ledger_entry.project_id = project.id WHERE {} GROUP BY project.id HAVING COUNT(*) = 8) AS full_ones";
    assert_eq!(number(&world, &each.replace("{}", OURS)).await, 60);
    assert!(number(&world, "SELECT COUNT(*) AS number FROM event").await > events + 10 * 60);

    // The next start on the same data adds nothing, and one with a larger number only what is missing.
    assert_eq!(enlarge(&world, PROJECTS).await, 0);
    assert_eq!(enlarge(&world, PROJECTS + 5).await, 5);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_same_number_makes_the_same_projects() {
    let (one, other) = (World::demo().await, World::demo().await);
    let before = events::data_version(one.db().primary()).await.expect("a version");
    for world in [&one, &other] {
        enlarge(world, PROJECTS).await;
    }
    let shown = shown_since(&one, before).await;
    assert!(shown.len() > 10 * PROJECTS);
    assert_eq!(shown, shown_since(&other, before).await);
    let titles = format!("SELECT title_es AS word FROM project WHERE {OURS} ORDER BY id");
    assert_eq!(words(&one, &titles).await, words(&other, &titles).await);
}

#[rocket::async_test]
async fn invented_projects_are_spread_as_in_life() {
    let world = World::demo().await;
    enlarge(&world, 300).await;
    let distinct = async |what: &str| {
        number(
            &world,
            &format!("SELECT COUNT(DISTINCT {what}) AS number FROM project WHERE {OURS}"),
        )
        .await
    };
    assert_eq!((distinct("title_es").await, distinct("title_en").await), (300, 300));
    assert_eq!(distinct("status").await, 6);
    assert_eq!(distinct("budget_currency").await, 4);
    assert_eq!(distinct("pillar").await, 4);
    assert_eq!(distinct("country").await, 3);
    let years = number(
        &world,
        "SELECT COUNT(DISTINCT SUBSTR(CAST(entry.dated_on AS TEXT), 1, 4)) AS number FROM ledger_entry AS entry",
    )
    .await;
    assert!(years >= 9, "{years} years");
    let places = format!(
        "SELECT COUNT(*) AS number FROM project_place JOIN project ON project.id = project_place.project_id
         WHERE {OURS} GROUP BY place_id ORDER BY number DESC"
    );
    let places: Vec<Count> = world.db().primary().all(&places, vec![]).await.expect("rows");
    assert!(places.len() > 60, "{} places", places.len());
    assert!(
        places[0].number > 10 * places[places.len() / 2].number,
        "a few places have many"
    );
    assert_eq!(
        number(
            &world,
            &format!("SELECT COUNT(*) AS number FROM project WHERE {OURS} AND NOT demonstration")
        )
        .await,
        0
    );
}

#[derive(FromQueryResult)]
struct Count {
    number: i64,
}
