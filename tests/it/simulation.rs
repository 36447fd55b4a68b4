//! A seeded simulation: random actions over the whole chain of money, through the actions, beside a naive model of the
//! registry. After each step every total of every boundary that the action's subjects touch must be the same in both;
//! every 1,000 steps, and at the end, every total of every boundary.
//!
//! A failure prints the seed, the step and the action. `PUENTE_SIM_SEED` repeats one seed, `PUENTE_SIM_SEEDS` says how
//! many are run, `PUENTE_SIM_STEPS` how many steps each has.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use puente::domain::currency::Currency;
use puente::domain::measures::Measures;
use puente::store::{Source as _, events, search};
use sea_orm::Value;

use self::model::Subject;
use self::model::sum::{Place, Totals, is_zero, zero};
use self::operations::{OPERATIONS, SIGHTS};
use self::play::Simulation;
use crate::harness::World;
use crate::recompute::{self, Figures};

mod cast;
mod facts;
mod model;
mod operations;
mod play;
pub mod random;

/// What the history's own figures add to.
const SUMMED: [&str; 9] = [
    "pledged",
    "outstanding",
    "committed",
    "declared",
    "disputed",
    "paid",
    "spent",
    "exchange_signed",
    "exchange_paid",
];
/// Tests that share the seeds among them, so that every core has something to do.
const TESTS: u64 = 4;
/// Seeds when no setting says how many.
const SEEDS: u64 = TESTS;
/// Steps of a seed when no setting says how many: 20,000 in all, and 2,000 on PostgreSQL.
const STEPS: u64 = 5_000;
const STEPS_POSTGRES: u64 = 500;
/// Every so many steps everything is compared, and the model adds everything up anew.
const STEPS_BETWEEN_ALL: u64 = 1_000;
/// Every so many steps the lists of what is late are compared; of what an action touches that is compared at each step.
const STEPS_BETWEEN_LISTS: u64 = 20;
/// Every so many steps the index of projects, which followed until then, is compared with one made anew.
const STEPS_BETWEEN_INDEXES: u64 = 200;
/// From so many steps on the seeds of a test must have seen every action, done and refused: some need another before them,
/// as a proposal is sent again only once it was returned.
const STEPS_TO_SEE_OPERATIONS: u64 = 1_000;
/// From so many steps on they must have seen everything else, too.
const STEPS_TO_SEE_ALL: u64 = 5_000;

impl Simulation<'_> {
    async fn step(&mut self) {
        self.step += 1;
        self.spoil = self.random.one_in(4);
        let mut operation = self.any_operation();
        if self.random.one_in(5) {
            (operation, self.spoil) = self.rarest_operation();
        }
        // Where there is nothing to do it to, something else is done.
        while !self.attempt(operation).await {
            operation = self.any_operation();
        }
        let acted = Instant::now();
        let touched = std::mem::take(&mut self.touched);
        for subject in &touched {
            self.refresh_totals(subject);
        }
        self.compare_late(&touched).await;
        if self.step.is_multiple_of(STEPS_BETWEEN_LISTS) {
            self.compare_late_lists().await;
            self.follow_index().await;
        }
        let places = std::mem::take(&mut self.moved);
        self.compare(&places).await;
        let event = events::data_version(self.world.db().primary()).await.expect("read");
        assert!(
            self.is_done || event == self.event,
            "an event of nothing: {}",
            self.telling
        );
        self.event = event;
        self.comparing += acted.elapsed();
        if self.step.is_multiple_of(STEPS_BETWEEN_ALL) {
            self.compare_all().await;
        }
    }

    /// Brings the index of projects up to date, and every so often compares it with one made anew.
    async fn follow_index(&self) {
        let index = search::now(self.world.db()).await.expect("the index");
        if self.step.is_multiple_of(STEPS_BETWEEN_INDEXES) {
            let anew = search::made_anew(self.world.db()).await.expect("an index");
            assert_eq!(index.version(), anew.version());
            assert_eq!(index.contents(), anew.contents(), "after {}", self.telling);
        }
    }

    fn any_operation(&mut self) -> &'static str {
        let weights: usize = OPERATIONS.iter().map(|(_, weight, _)| weight).sum();
        let mut at = self.random.below(weights);
        for (operation, weight, _) in OPERATIONS {
            if at < weight {
                return operation;
            }
            at -= weight;
        }
        "create pledge"
    }

    /// The action that was done, or refused, least often, and whether it is to be refused.
    fn rarest_operation(&self) -> (&'static str, bool) {
        let both = OPERATIONS.iter().flat_map(|(operation, _, refusable)| {
            let refused = refusable.then_some((*operation, true));
            refused.into_iter().chain([(*operation, false)])
        });
        let count =
            |(operation, refused): &(&'static str, bool)| self.tally.get(&(*operation, !refused)).copied().unwrap_or(0);
        both.min_by_key(count).unwrap_or(("create pledge", false))
    }

    /// Counts a subject anew in the model and remembers where it is to be compared.
    fn refresh_totals(&mut self, subject: &Subject) {
        if let (Subject::Project(code), true) = (subject, self.is_done) {
            self.model.keep_rate(code);
        }
        self.moved.extend(self.model.refresh_totals(&self.gazetteer, subject));
    }

    /// The totals as they are kept. A row is read as one text: taking its figures one by one costs more than the action.
    async fn stored(&self, clause: &str, bound: Vec<Value>) -> Totals {
        let figures = Measures::NAMES.join(" || ' ' || ");
        let sql = format!(
            "SELECT boundary || '|' || key || '|' || currency || '|' || {figures} AS line FROM boundary_total {clause}"
        );
        let mut stored = Totals::new();
        for row in self.world.db().primary().rows(&sql, bound).await.expect("totals") {
            let line: String = row.try_get("", "line").expect("a line");
            let parts: Vec<&str> = line.split('|').collect();
            let [boundary, key, currency, figures] = parts[..] else {
                panic!("no line of totals: {line}")
            };
            let mut sum = zero();
            for (figure, text) in sum.iter_mut().zip(figures.split(' ')) {
                *figure = text.parse().expect("a figure");
            }
            if !is_zero(&sum) {
                let currency = Currency::parse(currency).expect("a currency");
                stored.insert(((model::sum::boundary(boundary), key.to_owned()), currency), sum);
            }
        }
        stored
    }

    /// Compares some boundaries.
    async fn compare(&self, places: &BTreeSet<Place>) {
        if places.is_empty() {
            return;
        }
        let pairs: Vec<String> = (0..places.len())
            .map(|at| format!("(${}, ${})", 2 * at + 1, 2 * at + 2))
            .collect();
        let bound = places
            .iter()
            .flat_map(|(boundary, key)| [Value::from(*boundary), Value::from(key.as_str())]);
        let clause = format!("WHERE (boundary, key) IN (VALUES {})", pairs.join(", "));
        let stored = self.stored(&clause, bound.collect()).await;
        let mut expected = Totals::new();
        for place in places {
            for currency in cast::CURRENCIES {
                let key = (place.clone(), currency);
                if let Some(sum) = self.model.totals.get(&key) {
                    expected.insert(key, *sum);
                }
            }
        }
        self.must_be_equal(&stored, &expected);
    }

    /// Compares everything with the model, and the model with itself when it starts from nothing.
    async fn compare_all(&self) {
        let anew = self.model.added_anew(&self.gazetteer);
        assert_eq!(anew, self.model.totals, "the model disagrees with itself");
        let stored = self.stored("", Vec::new()).await;
        self.must_be_equal(&stored, &anew);
    }

    /// Compares the plan with the sums of what the history states that each row is worth.
    async fn compare_history(&self) {
        let sql = "SELECT public FROM event ORDER BY number";
        let rows = self.world.db().primary().rows(sql, Vec::new()).await.expect("events");
        let public = rows.iter().map(|row| row.try_get("", "public").expect("bytes"));
        let events: Vec<_> = public
            .map(|public: String| serde_json::from_str(&public).expect("JSON"))
            .collect();
        let mut plan = Figures::new();
        for ((_, currency), sum) in self.stored("WHERE boundary = 'plan'", Vec::new()).await {
            for (name, minor) in Measures::NAMES.iter().zip(sum).filter(|(_, minor)| *minor != 0) {
                plan.insert((*name, currency.code().to_owned()), minor);
            }
        }
        let summed = recompute::summed(&events);
        plan.retain(|(name, _), _| SUMMED.contains(name));
        assert_eq!(summed, plan, "what each row is worth does not add to the plan");
    }

    fn must_be_equal(&self, stored: &Totals, expected: &Totals) {
        let keys: BTreeSet<_> = stored.keys().chain(expected.keys()).collect();
        let mut differences = Vec::new();
        for key in keys {
            let (is, must) = (
                stored.get(key).copied().unwrap_or_else(zero),
                expected.get(key).copied().unwrap_or_else(zero),
            );
            for (at, name) in Measures::NAMES.iter().enumerate() {
                if is[at] != must[at] {
                    differences.push(format!("{key:?}: {name} is {}, must be {}", is[at], must[at]));
                }
            }
        }
        let shown = differences.iter().take(12).cloned().collect::<Vec<_>>().join("\n  ");
        assert!(differences.is_empty(), "{} differences:\n  {shown}", differences.len());
    }
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name)
        .ok()
        .map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// What a seed did: done and refused by action.
type Tally = BTreeMap<(&'static str, bool), usize>;

/// What the seeds of a test did together, in how many steps: each alone may miss what is rare.
#[derive(Default)]
struct Met {
    steps: u64,
    tally: Tally,
    seen: BTreeSet<&'static str>,
}

impl Met {
    /// Every kind of action must have been done, and refused where it can be.
    fn must_be_every_operation(&self) {
        for (operation, _, refusable) in OPERATIONS {
            let done = self.tally.contains_key(&(operation, true));
            assert!(done, "no {operation} was done: {:?}", self.tally);
            let refused = self.tally.contains_key(&(operation, false));
            assert!(refused || !refusable, "no {operation} was refused: {:?}", self.tally);
        }
    }

    fn must_be_everything(&self) {
        let unseen: Vec<_> = SIGHTS.iter().filter(|sight| !self.seen.contains(*sight)).collect();
        assert!(unseen.is_empty(), "never seen: {unseen:?}");
    }
}

async fn simulate(seed: u64, met: &mut Met) {
    let world = World::new().await;
    let postgres = world.db().is_postgres();
    let steps = setting("PUENTE_SIM_STEPS").unwrap_or(if postgres { STEPS_POSTGRES } else { STEPS });
    let started = Instant::now();
    let mut simulation = Simulation::new(&world, seed).await;
    for _ in 0..steps {
        simulation.step().await;
    }
    simulation.compare_all().await;
    simulation.compare_late_lists().await;
    simulation.compare_history().await;
    let took = started.elapsed().as_millis();
    let report = world.verify().await;
    assert_eq!(report.errors, Vec::<String>::new());
    let refused: usize = simulation
        .tally
        .iter()
        .filter(|((_, done), _)| !done)
        .map(|(_, count)| count)
        .sum();
    println!(
        "seed {seed}: {steps} steps in {took} ms ({} ms of them comparing), {refused} refused, {} projects, {} pledges, \
         {} ledger rows, {} events",
        simulation.comparing.as_millis(),
        simulation.model.projects.len(),
        simulation.model.pledges.len(),
        report.ledger_entries,
        report.events,
    );
    met.steps += steps;
    met.seen.extend(&simulation.seen);
    for (operation, count) in &simulation.tally {
        *met.tally.entry(*operation).or_default() += count;
    }
}

/// The seeds of one of the tests.
async fn simulate_all(test: u64) {
    let seeds = match setting("PUENTE_SIM_SEED") {
        Some(seed) => seed..=seed,
        None => 1..=setting("PUENTE_SIM_SEEDS").unwrap_or(SEEDS),
    };
    let mut met = Met::default();
    for seed in seeds.filter(|seed| seed % TESTS == test) {
        simulate(seed, &mut met).await;
    }
    if met.steps >= STEPS_TO_SEE_OPERATIONS {
        met.must_be_every_operation();
    }
    if met.steps >= STEPS_TO_SEE_ALL {
        met.must_be_everything();
    }
}

macro_rules! simulations {
    ($($name:ident $test:literal),+ $(,)?) => {$(
        #[rocket::async_test]
        async fn $name() {
            simulate_all($test).await;
        }
    )+};
}

simulations! {
    random_actions_leave_the_totals_that_a_naive_model_works_out_first_seeds 1,
    random_actions_leave_the_totals_that_a_naive_model_works_out_second_seeds 2,
    random_actions_leave_the_totals_that_a_naive_model_works_out_third_seeds 3,
    random_actions_leave_the_totals_that_a_naive_model_works_out_fourth_seeds 0,
}
