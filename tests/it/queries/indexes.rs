//! No page reads a table that grows from end to end: the database tells how it would go about each statement of each page.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use puente::seed;
use puente::store::Source as _;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};
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

/// Which rows SQLite would read from end to end.
async fn scans_of_sqlite(world: &World, sql: &str) -> Vec<String> {
    let plan = format!("EXPLAIN QUERY PLAN {sql}");
    let steps: Vec<Step> = world.db().primary().all(&plan, vec![]).await.expect("a plan");
    let scans = steps.into_iter().map(|step| step.detail).filter(|detail| {
        let read = detail.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
        read.is_some_and(|table| GROWING.contains(&table))
    });
    scans.collect()
}

/// Projects beside those of the demonstration: PostgreSQL plans by how much there is.
const PROJECTS: usize = 3_000;
/// What a statement may cost by the planner's reckoning, which is 500 for the dearest that reads by keys, and 10 000 where
/// the rows of the ledger are joined before one project's are picked.
const COST_MAX: f64 = 1_500.0;
/// Pages of one thing.
const OF_ONE: [&str; 4] = ["/es/projects/P-", "/es/pledges/", "/es/totals/", "/es/office/pledges/"];

/// A connection to a PostgreSQL with much in it, which plans without knowing what is asked for.
struct Planner(DatabaseConnection);

impl Planner {
    async fn new(world: &World) -> Self {
        seed::trial::seed(world.db(), world.now(), PROJECTS, &mut |_| {})
            .await
            .expect("invented projects");
        let mut options = ConnectOptions::new(&world.app().config.database_url);
        options.max_connections(1).sqlx_logging(false);
        let connection = Database::connect(options).await.expect("a connection");
        for sql in ["ANALYZE", "SET plan_cache_mode = force_generic_plan"] {
            connection.execute_unprepared(sql).await.expect(sql);
        }
        Self(connection)
    }

    /// What it would cost to ask this.
    async fn cost(&self, sql: &str) -> f64 {
        let parameters = (1..).take_while(|n| sql.contains(&format!("${n}"))).count();
        let nulls = vec!["NULL"; parameters].join(", ");
        let nulls = if nulls.is_empty() { nulls } else { format!("({nulls})") };
        let prepared = format!("PREPARE asked AS {sql}");
        let prepared = self.0.execute_unprepared(&prepared).await;
        prepared.unwrap_or_else(|error| panic!("{error}: {sql}"));
        let explain = Statement::from_string(DbBackend::Postgres, format!("EXPLAIN EXECUTE asked{nulls}"));
        let plan = self.0.query_one_raw(explain).await.expect("a plan").expect("a line");
        self.0.execute_unprepared("DEALLOCATE asked").await.expect("forgotten");
        let line: String = plan.try_get("", "QUERY PLAN").expect("its text");
        let costs = line.split("cost=").nth(1).and_then(|rest| rest.split(' ').next());
        let total = costs.and_then(|costs| costs.split("..").nth(1));
        total.and_then(|total| total.parse().ok()).expect("a cost")
    }
}

#[rocket::async_test]
async fn no_page_reads_a_growing_table_from_end_to_end() {
    let world = World::demo().await;
    let planner = match world.db().is_postgres() {
        true => Some(Planner::new(&world).await),
        false => None,
    };
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
            let Some(planner) = &planner else {
                let scans = scans_of_sqlite(&world, &sql).await;
                found.extend(scans.into_iter().map(|scan| format!("{path}: {scan} in {sql}")));
                continue;
            };
            let cost = planner.cost(&sql).await;
            if cost > COST_MAX && OF_ONE.iter().any(|one| path.starts_with(one)) {
                found.insert(format!("{path}: costs {cost}: {sql}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
