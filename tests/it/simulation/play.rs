//! A game of the simulation: the registry, the model, and what happened so far.

use std::collections::{BTreeMap, BTreeSet};

use puente::actions::Context;
use puente::domain::account::Actor;
use puente::domain::bound::Bound;
use puente::domain::currency::Currency;
use puente::domain::document::Document;
use puente::domain::ids::OrganisationId;
use puente::domain::organisation::Class;
use puente::domain::place::Gazetteer;
use puente::domain::timestamp::Timestamp;
use puente::store::organisations::{self, OrganisationRow};
use puente::store::{events, places};
use time::{Date, Duration};

use super::Tally;
use super::cast::{self, GOVERNMENT, ORGANISATIONS};
use super::model::rates::Rate;
use super::model::sum::Place;
use super::model::{Model, Subject};
use super::random::Random;
use crate::harness::World;

/// What still changes; everything else stays as it is and goes on being counted.
#[derive(Debug, Default)]
pub struct Live {
    pub projects: Vec<String>,
    pub pledges: Vec<String>,
    pub directs: Vec<i64>,
    pub proposals: Vec<String>,
}

pub struct Simulation<'w> {
    pub world: &'w World,
    seed: u64,
    pub step: u64,
    pub operation: &'static str,
    /// What was tried last, in full.
    pub telling: String,
    pub random: Random,
    pub model: Model,
    pub live: Live,
    pub now: Timestamp,
    pub people: BTreeMap<&'static str, Actor>,
    pub organisations: BTreeMap<&'static str, OrganisationId>,
    pub gazetteer: Gazetteer,
    /// Proves whatever has to be proved.
    pub document: Document,
    /// Whether this action is meant to be refused.
    pub spoil: bool,
    /// Whether the last action was done.
    pub is_done: bool,
    /// Of what the last action was.
    pub touched: BTreeSet<Subject>,
    /// Where that is counted.
    pub moved: BTreeSet<Place>,
    /// Number of the newest event.
    pub event: i64,
    pub tally: Tally,
    pub seen: BTreeSet<&'static str>,
    /// How long the model and reading the totals took.
    pub comparing: std::time::Duration,
}

impl<'w> Simulation<'w> {
    pub async fn new(world: &'w World, seed: u64) -> Self {
        found_government(world).await;
        let (mut people, mut known) = (BTreeMap::new(), BTreeMap::new());
        for email in cast::people() {
            people.insert(email, world.actor(email).await);
        }
        for one in ORGANISATIONS {
            let row = organisations::by_slug(world.db().primary(), one.slug)
                .await
                .expect("read");
            known.insert(one.slug, row.expect("an organisation").key());
        }
        let mut new = Self {
            world,
            seed,
            step: 0,
            operation: "",
            telling: String::new(),
            random: Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1),
            model: Model::default(),
            live: Live::default(),
            now: world.now(),
            people,
            organisations: known,
            gazetteer: places::gazetteer(world.db().primary()).await.expect("places"),
            document: Document::new("prueba.pdf", b"%PDF-1.4 a proof".to_vec()).expect("a document"),
            spoil: false,
            is_done: false,
            touched: BTreeSet::new(),
            moved: BTreeSet::new(),
            event: 0,
            tally: Tally::new(),
            seen: BTreeSet::new(),
            comparing: std::time::Duration::ZERO,
        };
        let rates = first_rates(new.today());
        new.take_rates(&rates).await;
        new.event = events::data_version(world.db().primary()).await.expect("read");
        new
    }

    pub fn ctx(&self) -> Context<'w> {
        Context {
            now: self.now,
            letters: false,
            amount_max: Bound::default(),
            request: None,
            ..self.world.ctx()
        }
    }

    pub fn today(&self) -> Date {
        self.now.local_date()
    }
}

/// The seed is the bug report.
impl Drop for Simulation<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!(
                "the simulation failed at step {} of seed {}: {}\nrepeat it with PUENTE_SIM_SEED={}",
                self.step, self.seed, self.telling, self.seed
            );
        }
    }
}

async fn found_government(world: &World) {
    let row = OrganisationRow {
        id: OrganisationId(0),
        slug: GOVERNMENT.to_owned(),
        name_es: "Gobierno (demostración)".to_owned(),
        name_en: "Government (demonstration)".to_owned(),
        class: Class::DomesticPublic,
        iati_type: "10".to_owned(),
        iati_ref: None,
        country: "CO".to_owned(),
        source: None,
        demonstration: true,
    };
    let added = world
        .db()
        .write(world.now(), async |tx| organisations::add(tx, &row).await);
    added.await.expect("an organisation");
}

/// Rates of every kind, with holes between them.
fn first_rates(today: Date) -> Vec<Rate> {
    let rate = |currency, coarseness, from, to, hundredths| Rate {
        currency,
        coarseness,
        from: today + Duration::days(from),
        to: today + Duration::days(to),
        hundredths,
    };
    let mut rates = Vec::new();
    for month in 0..8_i64 {
        let (from, hundredths) = (-450 + 50 * month, 412_345 + 1_111 * i128::from(month));
        rates.push(rate(Currency::COP, 1, from, from + 29, hundredths));
    }
    for day in [-300, -290, -200, -3, 0, 20] {
        rates.push(rate(Currency::COP, 0, day, day, 398_000 + i128::from(day)));
    }
    rates.push(rate(Currency::COP, 2, -500, -380, 425_050));
    rates.push(rate(Currency::EUR, 2, -330, -30, 92));
    rates.push(rate(Currency::EUR, 0, -100, -90, 93));
    rates.push(rate(Currency::JPY, 1, -120, -60, 15_033));
    rates
}
