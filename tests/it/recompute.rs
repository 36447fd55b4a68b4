//! The recipe of the methodology, followed to the letter on the published history, arrives at the figures of the plan: by
//! adding up what each row says it is worth (`summed`), and by working that out again (`recomputed`).

use std::collections::BTreeMap;

use puente::actions;
use puente::actions::rates::{Correcting, changes, seen};
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::project::Status;
use puente::store::rates;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::harness::World;

mod summed;

pub use summed::summed;

/// Minor units, by figure and by currency, of which US dollars hold what has a worth in them.
pub type Figures = BTreeMap<(&'static str, String), i128>;

/// A balance in its currency and what it is worth in US cents.
#[derive(Clone, Copy, Default)]
struct Account {
    balance: i128,
    valuation: Option<i128>,
}

impl Account {
    const NOTHING: Self = Self {
        balance: 0,
        valuation: Some(0),
    };

    fn put(&mut self, part: Self) {
        self.balance += part.balance;
        self.valuation = self.valuation.zip(part.valuation).map(|(all, part)| all + part);
    }

    /// Amount × what the balance is worth ÷ balance, an exact half to the even cent.
    fn take(&mut self, amount: i128) -> Self {
        let valuation = self.valuation.map(|valuation| {
            let (whole, rest) = (valuation * amount / self.balance, valuation * amount % self.balance);
            let up = 2 * rest > self.balance || (2 * rest == self.balance && whole % 2 == 1);
            whole + i128::from(up)
        });
        let part = Self {
            balance: amount,
            valuation,
        };
        self.put(part.negated());
        part
    }

    fn negated(self) -> Self {
        Self {
            balance: -self.balance,
            valuation: self.valuation.map(|valuation| -valuation),
        }
    }
}

/// A number of the history: beyond 2⁵³ it is written as text.
fn number(value: &Value) -> Option<i128> {
    let text = value.as_str().and_then(|text| text.parse().ok());
    text.or_else(|| value.as_i64().map(i128::from))
}

fn count(figures: &mut Figures, figure: &'static str, row: &Value, part: Account) {
    let (currency, minor) = match part.valuation {
        Some(valuation) => ("USD", valuation),
        None => (row["currency"].as_str().expect("a currency"), part.balance),
    };
    *figures.entry((figure, currency.to_owned())).or_default() += minor;
}

/// What the lines of the download say.
fn events(download: &str) -> Vec<Value> {
    download
        .lines()
        .map(|line| {
            let event: Value = serde_json::from_str(line).expect("an event");
            serde_json::from_str(event["public"].as_str().expect("a text")).expect("its content")
        })
        .collect()
}

/// The figures of the plan, from nothing but the download, in which no row that takes away is asked what it is worth.
fn recomputed(download: &str) -> Figures {
    let events = events(download);
    let (mut valuations, mut answers) = (BTreeMap::new(), BTreeMap::new());
    for event in &events {
        if let Some(id) = number(&event["entry"]["id"]) {
            valuations.insert(id, number(&event["entry"]["usd_minor"]));
        }
        if let Some(id) = number(&event["conversion"]["entry"]) {
            valuations.insert(id, number(&event["conversion"]["usd_minor"]));
        }
        if let Some(id) = number(&event["receipt"]["entry"]) {
            answers.insert(id, event["receipt"]["kind"].as_str().expect("a word").to_owned());
        }
    }
    let mut figures = Figures::new();
    let mut open: BTreeMap<String, Account> = BTreeMap::new();
    let (mut commitments, mut used, mut disbursements) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let rows = events.iter().map(|event| &event["entry"]);
    for row in rows.filter(|row| row["support"] == "financial") {
        let id = number(&row["id"]).expect("a number");
        let amount = number(&row["amount_minor"]).expect("an amount");
        let drawdown = number(&row["drawdown_minor"]).unwrap_or(amount);
        let own = Account {
            balance: amount,
            valuation: valuations[&id],
        };
        let parent = number(&row["parent"]).unwrap_or_default();
        let line = ["pledge", "project", "place", "pillar"]
            .map(|name| row[name].to_string())
            .join(" ");
        let pledged = row["pledge"].is_string();
        let line = open.entry(line).or_insert(Account::NOTHING);
        let paid = |id: i128| match answers.get(&id).map(String::as_str) {
            None => "declared",
            Some("dispute") => "disputed",
            Some(_) => "paid",
        };
        match row["kind"].as_str().expect("a kind") {
            kind @ ("pledge" | "revision" | "earmarking" | "withdrawal" | "lapse") => {
                let part = if amount < 0 {
                    line.take(-amount).negated()
                } else {
                    line.put(own);
                    own
                };
                count(&mut figures, "outstanding", row, part);
                if matches!(kind, "pledge" | "revision") {
                    count(&mut figures, "pledged", row, part);
                }
            }
            "commitment" => {
                commitments.insert(id, own);
                count(&mut figures, "committed", row, own);
                if pledged {
                    let part = line.take(drawdown);
                    used.insert(id, part);
                    count(&mut figures, "outstanding", row, part.negated());
                }
            }
            "termination" => {
                let part = commitments.get_mut(&parent).expect("a commitment").take(-amount);
                count(&mut figures, "committed", row, part.negated());
                if pledged {
                    let back = used.get_mut(&parent).expect("what it used").take(-drawdown);
                    line.put(back);
                    count(&mut figures, "outstanding", row, back);
                }
            }
            "disbursement" => {
                disbursements.insert(id, own);
                count(&mut figures, paid(id), row, own);
            }
            "adjustment" | "refund" => {
                let Some(disbursement) = disbursements.get_mut(&parent) else {
                    continue;
                };
                let part = disbursement.take(-amount);
                count(&mut figures, paid(parent), row, part.negated());
            }
            "expenditure" => {}
            other => panic!("no word of the recipe: {other}"),
        }
    }
    figures.retain(|_, minor| *minor != 0);
    figures
}

/// Of [`summed`], what the recipe and the JSON view of the plan name.
fn named(mut figures: Figures) -> Figures {
    figures.retain(|(figure, _), _| !figure.starts_with("exchange") && *figure != "spent");
    figures
}

/// The same figures as the plan's JSON view has them.
async fn published(world: &World) -> Figures {
    let json_view = world.get("/es/summary.json").await.json();
    let totals = &json_view["item"]["totals"];
    let mut figures = Figures::new();
    let minor = |amount: &Value| -> i128 {
        let text = amount["amount"].as_str().expect("an amount").replace('.', "");
        text.parse().expect("minor units")
    };
    for figure in ["pledged", "outstanding", "committed", "declared", "disputed", "paid"] {
        figures.insert((figure, "USD".to_owned()), minor(&totals[figure]));
        let apart = totals["not_converted"].as_array().expect("a list");
        for one in apart.iter().filter(|one| one["measure"] == figure) {
            let currency = one["currency"].as_str().expect("a currency").to_owned();
            figures.insert((figure, currency), minor(one));
        }
    }
    figures.retain(|_, minor| *minor != 0);
    figures
}

/// What the JSON view says apart of outstanding says the same as of pledged again, so it is not there.
fn without_open(figures: Figures) -> Figures {
    let stored = figures.into_iter();
    stored
        .filter(|((figure, currency), _)| *figure != "outstanding" || currency == "USD")
        .collect()
}

#[rocket::async_test]
async fn the_recipe_of_the_methodology_arrives_at_the_figures_of_the_plan() {
    let world = World::demo().await;
    let download = world.get("/data/events.ndjson").await.body;
    let own = recomputed(&download);
    for figure in ["pledged", "outstanding", "committed", "declared", "disputed", "paid"] {
        assert!(own.contains_key(&(figure, "USD".to_owned())), "{figure} is tried");
    }
    assert_eq!(
        named(summed(&events(&download))),
        own,
        "what rows are worth adds to the same"
    );
    assert_eq!(without_open(own), without_open(published(&world).await));
}

/// Compares the recipe, and the sums of what is stated, with the figures of the plan.
async fn compare(world: &World) {
    let download = world.get("/data/events.ndjson").await.body;
    let own = recomputed(&download);
    assert_eq!(named(summed(&events(&download))), own);
    assert_eq!(without_open(own), without_open(published(world).await));
}

/// A pledge in pesos that went down before a rate of its day is known, of which a part was signed, and of that a part
/// ended.
pub async fn without_rate(world: &World) {
    let project = world.project("CO", Status::Implementation).await;
    let bank = world.actor("banco@demo.example").await;
    let officer = world.actor("officer@demo.example").await;
    let mut terms = world.terms(&project).await;
    terms.amount = Money::new(1_000_000_000_01, Currency::COP);
    let id = world.request_id();
    let intent = actions::pledges::Intent::Submit;
    let reference = actions::pledges::create(world.ctx().numbered(&bank, &id), &bank, &terms, intent)
        .await
        .expect("a pledge");
    let decision = puente::domain::pledge::Decision::Verify;
    // No rate of its day tells what it is in the budget's currency.
    let why = "Se comparó con la tasa de otro día";
    actions::pledges::review(world.ctx(), &officer, &reference, None, decision, why)
        .await
        .expect("verified");
    let less = Money::new(700_000_000_00, Currency::COP);
    world.revised(world.ctx(), &reference, less).await;
    let commitment = actions::money::NewCommitment {
        amount: Money::new(200_000_000_01, Currency::COP),
        drawdown: None,
        receiver: None,
        signed_on: world.now().local_date(),
        own_reference: "",
        document: None,
        tranches: &[],
    };
    let id = actions::money::sign(world.ctx(), &bank, &reference, None, commitment)
        .await
        .expect("signed");
    let ending = actions::money::NewTermination {
        amount: Money::new(33_333_333_33, Currency::COP),
        terminated_on: world.now().local_date(),
        party: "Banco",
        initiative: None,
        reason: "Se acordó una parte menor",
    };
    actions::money::terminate(world.ctx(), &bank, id, ending)
        .await
        .expect("ended");
}

/// A rate of the day of [`without_rate`].
pub async fn rate_arrives(world: &World) {
    let file =
        b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,daily,2026-11-23,2026-11-23,4000,Test\n";
    let rows =
        puente::exchange::rates::read(file, None, "a file of a test", world.now().local_date()).expect("readable");
    let done = actions::rates::import(world.ctx(), None, &rows, actions::rates::Taking::IN)
        .await
        .expect("an import");
    assert!(done.converted > 0);
}

#[rocket::async_test]
async fn the_recipe_arrives_there_too_when_a_rate_comes_late_and_is_corrected() {
    let world = World::new().await;
    without_rate(&world).await;
    compare(&world).await;
    rate_arrives(&world).await;
    compare(&world).await;
    let wrong = rates::list(world.db().primary(), rates::Filter::default(), 1).await;
    let wrong = wrong.expect("rates").remove(0);
    let units = Decimal::from(4111);
    let all = changes(world.db().primary(), &wrong, units).await.expect("changes");
    let correcting = Correcting {
        units_per_usd: units,
        source: "Otra lectura",
        reason: "El archivo traía el número de otro día",
        seen: &seen(&all),
    };
    let admin = world.actor("admin@demo.example").await;
    let done = actions::rates::correct(world.ctx(), &admin, wrong.id.0, correcting).await;
    assert!(done.expect("corrected") > 0);
    compare(&world).await;
    let stated = events(&world.get("/data/events.ndjson").await.body);
    let following: Vec<_> = stated.iter().filter(|event| event["valuations"].is_array()).collect();
    assert_eq!(following.len(), 2, "once for the rate, and once for its correction");
    assert!(following[0]["corrected_by_event"].is_null() && following[1]["corrected_by_event"].is_i64());
    let page = world.get("/en/activity").await.body;
    assert_eq!(page.matches("changes its worth, because theirs changed").count(), 2);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_costs_and_gaps_of_the_projects_add_to_those_of_the_plan() {
    let world = World::demo().await;
    let (mut sums, mut next) = ([0_i128; 2], Some("/es/projects.json".to_owned()));
    let minor = |amount: &Value| -> i128 {
        let text = amount["amount"]
            .as_str()
            .map_or_else(|| "0".to_owned(), |text| text.replace('.', ""));
        text.parse().expect("minor units")
    };
    while let Some(path) = next {
        let json_view = world.get(&path).await.json();
        for row in json_view["rows"].as_array().expect("rows") {
            for (sum, name) in sums.iter_mut().zip(["requirement_usd", "gap_usd"]) {
                *sum += minor(&row["breakdown"][name]);
            }
        }
        next = json_view["next"].as_str().map(str::to_owned);
    }
    let plan = world.get("/es/summary.json").await.json();
    let totals = ["requirement", "gap"].map(|name| minor(&plan["item"]["totals"][name]));
    assert_eq!(sums, totals);
    assert!(sums.iter().all(|sum| *sum > 0));
}
