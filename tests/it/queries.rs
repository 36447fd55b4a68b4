//! A public page asks the database a fixed number of questions, whatever its size. `src/ARCHITECTURE.md` says how
//! many; this measures.

use std::collections::BTreeMap;
use std::path::Path;

use puente::domain::project::Status;
use puente::store::pledges::PledgeRow;
use puente::store::projects::{self, ProjectRow};
use puente::store::search::{self, Cursor, Filter, Sort};
use puente::store::{Db, pledges};

use crate::harness::World;

mod indexes;

/// Statements of one answer.
async fn measure(world: &World, path: &str) -> u64 {
    // What the index of projects reads after a write is no part of a page.
    search::now(world.db()).await.expect("the index");
    let before = world.db().statements_read();
    let answer = world.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    world.db().statements_read() - before
}

async fn listed(db: &Db, filter: Filter) -> Vec<ProjectRow> {
    let index = search::now(db).await.expect("the index");
    let listed = projects::list(db.primary(), &index, &filter, &Cursor::first(Sort::Newest), 20).await;
    listed.expect("projects").rows
}

/// Addresses of each kind of page: the same number of statements is expected of all in a kind.
async fn kinds(world: &World) -> BTreeMap<&'static str, Vec<String>> {
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for path in [
        "/",
        "/summary.json",
        "/activity",
        "/data",
        "/about/methodology",
        "/about/privacy",
        "/about/accessibility",
        "/about/who",
        "/partners",
        "/partners.json",
        "/places",
        "/places.json",
        "/totals/plan",
    ] {
        kinds.insert(path, vec![path.to_owned()]);
    }
    kinds
        .entry("/activity")
        .or_default()
        .push("/activity?before=30".to_owned());
    let more: [(&str, &[&str]); 6] = [
        ("/partners", &["/partners?class=private_sector", "/partners?sort=paid"]),
        (
            "/partners/{slug}",
            &[
                "/partners/banco-demo",
                "/partners/fundacion-demo",
                "/partners/banco-demo?state=lapsed",
            ],
        ),
        (
            "/places/{code}",
            &["/places/co", "/places/co-cho", "/places/pa-madugandi"],
        ),
        // A name that stands in no table.
        (
            "/totals/{boundary}/{key}",
            &[
                "/totals/country/CO",
                "/totals/pillar/jobs",
                "/totals/class/unsplit",
                "/totals/year/2026",
            ],
        ),
        // A name that does.
        (
            "/totals/place/{key}",
            &[
                "/totals/place/co-acandi",
                "/totals/place/outside",
                "/totals/territory/pa-madugandi",
                "/totals/sector/14030",
                "/totals/partner/banco-demo",
                "/totals/partner/unsplit",
                "/totals/project/P-1",
            ],
        ),
        (
            "/totals/place/{key}?on",
            &[
                "/totals/place/co-acandi?on=2026-05-01",
                "/totals/partner/banco-demo?on=1999-12-31",
            ],
        ),
    ];
    for (kind, paths) in more {
        kinds
            .entry(kind)
            .or_default()
            .extend(paths.iter().map(|path| (*path).to_owned()));
    }
    let filters = [
        "",
        "?q=agua",
        "?pillar=jobs",
        "?status=closed",
        "?country=PA",
        "?place=co-acandi",
        "?sector=14030",
        "?partner=banco-demo",
        "?class=private_sector",
        "?provenance=documented",
        "?gap=open",
        "?year=2026",
        "?sort=gap",
        "?country=CO&pillar=jobs&gap=open",
    ];
    kinds.insert(
        "/projects",
        filters.iter().map(|filter| format!("/projects{filter}")).collect(),
    );
    kinds.insert(
        "/projects.json",
        filters.iter().map(|filter| format!("/projects.json{filter}")).collect(),
    );
    for status in Status::ALL.iter().filter(|status| status.is_public()) {
        for row in listed(
            world.db(),
            Filter {
                status: Some(*status),
                ..Filter::default()
            },
        )
        .await
        .into_iter()
        .take(3)
        {
            kinds
                .entry("/projects/{code}")
                .or_default()
                .push(format!("/projects/{}", row.code));
            kinds
                .entry("/projects/{code}.json")
                .or_default()
                .push(format!("/projects/{}.json", row.code));
        }
    }
    for row in listed(
        world.db(),
        Filter {
            gap: true,
            ..Filter::default()
        },
    )
    .await
    {
        let public: Vec<PledgeRow> = pledges::public_of_project(world.db().primary(), row.key())
            .await
            .expect("pledges");
        kinds.entry("/pledges/{reference}").or_default().extend(
            public
                .iter()
                .take(2)
                .map(|pledge| format!("/pledges/{}", pledge.reference)),
        );
    }
    kinds
}

/// The lines `| /projects | 11 |` between the two marks.
fn stated() -> BTreeMap<String, u64> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ARCHITECTURE.md");
    let text = std::fs::read_to_string(file).expect("src/ARCHITECTURE.md");
    let table = text.split("<!-- statements -->").nth(1).unwrap_or_default();
    table
        .lines()
        .filter_map(|line| {
            let mut cells = line
                .trim()
                .trim_matches('|')
                .split('|')
                .map(|cell| cell.trim().trim_matches('`'));
            Some((cells.next()?.to_owned(), cells.next()?.parse().ok()?))
        })
        .collect()
}

#[rocket::async_test]
async fn each_kind_of_page_takes_the_number_of_statements_that_the_architecture_states() {
    let world = World::demo().await;
    let mut measured = BTreeMap::new();
    let mut errors = Vec::new();
    for (kind, paths) in kinds(&world).await {
        assert!(!paths.is_empty(), "no page of kind {kind}");
        for path in paths {
            let count = measure(&world, &format!("/es{path}")).await;
            let usual = *measured.entry(kind.to_owned()).or_insert(count);
            if count != usual {
                errors.push(format!("{path} took {count} statements, others of its kind {usual}"));
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let table: String = measured
        .iter()
        .map(|(kind, count)| format!("| {kind} | {count} |\n"))
        .collect();
    assert_eq!(stated(), measured, "the table should be\n{table}");
}

#[rocket::async_test]
async fn a_list_of_twenty_projects_takes_as_many_statements_as_a_list_of_one() {
    let world = World::new().await;
    let mut counts = Vec::new();
    for made in 1..=20 {
        world.project("CO", Status::SeekingFunding).await;
        if matches!(made, 1 | 20) {
            counts.push((measure(&world, "/es/projects").await, measure(&world, "/es/").await));
        }
    }
    assert_eq!(counts[0], counts[1]);
    // An empty list has nobody's places and sums to ask for.
    assert!(measure(&world, "/es/projects?q=zzzz").await < counts[0].0);
}
