//! No page reads a table that grows from end to end: SQLite tells how it would go about each statement of each page.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use puente::store::Source as _;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::kinds;
use crate::harness::World;

thread_local! {
    /// What this thread asks the database while somebody wants to know.
    static ASKED: RefCell<Option<BTreeSet<String>>> = const { RefCell::new(None) };
}

/// Keeps the statements that the store traces. There is one for all tests: a subscriber of one thread is not heard where
/// another thread without one comes first.
struct Statements;

impl Subscriber for Statements {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "puente::sql"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        struct Text;
        impl Visit for Text {
            fn record_str(&mut self, _: &Field, sql: &str) {
                ASKED.with_borrow_mut(|asked| {
                    if let Some(asked) = asked {
                        asked.insert(sql.to_owned());
                    }
                });
            }
            fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
        }
        event.record(&mut Text);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[derive(sea_orm::FromQueryResult)]
struct Step {
    detail: String,
}

/// Tables that grow with every action, by the names under which statements know them.
const GROWING: [&str; 22] = [
    "affected",
    "commitment_state",
    "commitment_tranche",
    "contribution",
    "conversion",
    "document",
    "entry",
    "event",
    "event_text",
    "reply",
    "in_kind_acceptance",
    "ledger_entry",
    "newest",
    "own",
    "pledge",
    "pledge_contributor",
    "pledge_state",
    "publication",
    "receipt",
    "stands",
    "total_day",
    "tranche",
];

/// Pages of one thing, or with the newest of many: however much there is, they read a little of it. The lists of
/// projects and of partners with their counts, and the administrator's list of what waits for a rate, read more.
async fn pages(world: &World) -> BTreeMap<String, &'static str> {
    let mut pages = BTreeMap::new();
    for (kind, paths) in kinds(world).await {
        if !kind.starts_with("/projects.json") && kind != "/projects" && kind != "/partners" && kind != "/partners.json"
        {
            pages.extend(paths.into_iter().map(|path| (format!("/es{path}"), "")));
        }
    }
    for (who, paths) in [
        ("banco@demo.example", &["desk"][..]),
        (
            "cooperativa@demo.example",
            &["desk", "desk/disbursements", "desk/commitments", "desk/expenditures"],
        ),
        (
            "officer@demo.example",
            &[
                "desk",
                "desk/disbursements",
                "desk/commitments",
                "desk/expenditures",
                "office",
                "office/pledges/PL-0001",
            ],
        ),
    ] {
        pages.extend(paths.iter().map(|path| (format!("/es/{path}"), who)));
    }
    pages
}

#[rocket::async_test]
async fn no_page_reads_a_growing_table_from_end_to_end() {
    let world = World::demo().await;
    if world.db().is_postgres() {
        // It plans by how much there is, and here is little.
        return;
    }
    tracing::subscriber::set_global_default(Statements).expect("nobody else listens");
    let mut found: BTreeSet<String> = BTreeSet::new();
    for (path, who) in pages(&world).await {
        let person = match who {
            "" => None,
            who => Some(world.sign_in(who).await),
        };
        ASKED.set(Some(BTreeSet::new()));
        let answer = match &person {
            Some(person) => person.get(&path).await,
            None => world.get(&path).await,
        };
        let asked = ASKED.take().unwrap_or_default();
        assert_eq!(answer.status, 200, "{path}");
        assert!(!asked.is_empty(), "{path} asked nothing");
        for sql in asked {
            let plan = format!("EXPLAIN QUERY PLAN {sql}");
            let steps: Vec<Step> = world.db().primary().all(&plan, vec![]).await.expect("a plan");
            let scans = steps.iter().filter(|step| {
                let read = step
                    .detail
                    .strip_prefix("SCAN ")
                    .and_then(|rest| rest.split(' ').next());
                read.is_some_and(|table| GROWING.contains(&table))
            });
            found.extend(scans.map(|step| format!("{path}: {} in {sql}", step.detail)));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
