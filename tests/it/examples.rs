//! Worked examples of the counting rules: plain text that a person checks by hand, run against the registry itself.
//!
//! `examples/*.txt`: steps in the order of recording, then the totals that they must lead to. A measure that is not
//! named must be zero. Rules are those of DESIGN.md §3; each refusal has an example.

use std::collections::{BTreeMap, BTreeSet};

use puente::domain::acceptance::AcceptanceRefusal;
use puente::domain::chain::MoneyRefusal;
use puente::domain::counting::Boundary;
use puente::domain::currency::Currency;
use puente::domain::measures::Measures;
use puente::domain::money::Money;
use puente::domain::proposal::ProposalRefusal;
use puente::store::{Source as _, projects, totals};

use self::registry::Registry;

pub mod registry;

const FILES: &[(&str, &str)] = &[
    ("chain", include_str!("examples/chain.txt")),
    ("currencies", include_str!("examples/currencies.txt")),
    ("corrections", include_str!("examples/corrections.txt")),
    ("rounding", include_str!("examples/rounding.txt")),
    ("disbursements", include_str!("examples/payments.txt")),
    ("earmarking", include_str!("examples/earmarking.txt")),
    ("publications", include_str!("examples/publications.txt")),
    ("joint", include_str!("examples/joint.txt")),
    ("boundaries", include_str!("examples/boundaries.txt")),
    ("gap", include_str!("examples/gap.txt")),
    ("acceptances", include_str!("examples/covers.txt")),
    ("kinds", include_str!("examples/kinds.txt")),
    ("proposals", include_str!("examples/proposals.txt")),
    ("refusals", include_str!("examples/refusals.txt")),
];

/// Measures by class of finance and of public money: told by `split`, and not part of what `totals` must name.
fn is_split(name: &str) -> bool {
    ["_grant", "_loan", "_equity", "_domestic"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

#[derive(Debug, Clone)]
struct Example {
    number: u32,
    title: String,
    rules: BTreeSet<u32>,
    lines: Vec<String>,
}

fn examples(text: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let Some(head) = line.strip_prefix("example ") else {
            found
                .last_mut()
                .expect("an example before its first step")
                .lines
                .push(line.to_owned());
            continue;
        };
        let (number, rest) = head.split_once(' ').expect("a number and a title");
        let (title, rules) = rest.split_once("[rules").expect("the rules that it shows");
        let rules = rules.trim_end_matches(']').split_whitespace();
        found.push(Example {
            number: number.parse().expect("a number"),
            title: title.trim().to_owned(),
            rules: rules.map(|rule| rule.parse().expect("a rule")).collect(),
            lines: Vec::new(),
        });
    }
    found
}

fn all() -> Vec<Example> {
    FILES.iter().flat_map(|(_, text)| examples(text)).collect()
}

#[test]
fn every_rule_and_every_refusal_has_its_examples() {
    let all = all();
    assert!(all.len() >= 80, "only {} examples", all.len());
    let numbers: BTreeSet<u32> = all.iter().map(|example| example.number).collect();
    assert_eq!(numbers.len(), all.len(), "a number stands twice");
    for rule in 1..=10 {
        let shown = all.iter().filter(|example| example.rules.contains(&rule)).count();
        assert!(shown >= 4, "rule {rule} has only {shown} examples");
    }
    let lines: Vec<&String> = all.iter().flat_map(|example| &example.lines).collect();
    let money = MoneyRefusal::ALL.iter().map(|refusal| refusal.code());
    // A document that is gone is nobody's action.
    let proposals = ProposalRefusal::ALL.iter().map(|refusal| refusal.code());
    let proposals = proposals.filter(|code| *code != "document_gone");
    let acceptances = AcceptanceRefusal::ALL.iter().map(|refusal| refusal.code());
    for code in money.chain(acceptances).chain(proposals) {
        let shown = format!("refused {code}:");
        assert!(
            lines.iter().any(|line| line.starts_with(&shown)),
            "{code} has no example"
        );
    }
}

/// Reads `name 1.00 name 2.00 …` over zeros; measures that `shown` leaves out stay as they are found.
fn expected(words: &str, found: &Measures, currency: Currency, splits: bool) -> Measures {
    let mut values: BTreeMap<&str, i64> = Measures::NAMES
        .iter()
        .zip(found.values())
        .map(|(name, value)| (*name, if is_split(name) == splits { 0 } else { value }))
        .collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    for pair in words.chunks(2) {
        let [name, amount] = pair else {
            panic!("a measure without its amount: {words:?}")
        };
        let amount = Money::parse_plain(amount, currency).expect("an amount").minor();
        assert!(values.insert(name, amount).is_some(), "{name} is no measure");
    }
    let ordered: Vec<i64> = Measures::NAMES.iter().map(|name| values[name]).collect();
    Measures::from_values(&ordered)
}

fn differences(found: &Measures, must: &Measures) -> Vec<String> {
    Measures::NAMES
        .iter()
        .zip(found.values().into_iter().zip(must.values()))
        .filter(|(_, (is, must))| is != must)
        .map(|(name, (is, must))| format!("{name} is {is}, must be {must}"))
        .collect()
}

/// Compares one line of expected figures; gives what differs.
async fn check(registry: &Registry, kind: &str, rest: &str) -> Vec<String> {
    if kind == "gap" {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let row = projects::by_code(registry.world.db().primary(), registry.code(words[0]))
            .await
            .expect("read");
        let gap = row.expect("a project").gap_minor;
        let must = match words[1..] {
            ["none"] => None,
            [currency, amount] => {
                let currency = Currency::parse(currency).expect("a currency");
                Some(Money::parse_plain(amount, currency).expect("an amount").minor())
            }
            _ => panic!("unreadable: gap {rest}"),
        };
        return if gap == must {
            Vec::new()
        } else {
            vec![format!("gap is {gap:?}, must be {must:?}")]
        };
    }
    let (of, figures) = rest.split_once(':').expect("a boundary and its figures");
    let mut words: Vec<&str> = of.split_whitespace().collect();
    let currency = if kind == "unconverted" {
        Currency::parse(words.pop().expect("a currency")).expect("a currency")
    } else {
        Currency::USD
    };
    let boundary = Boundary::parse(words[0]).unwrap_or_else(|| panic!("no boundary: {of}"));
    let key = registry.key(boundary, words.get(1).copied().unwrap_or_default());
    let sums = totals::of(registry.world.db().primary(), boundary, std::slice::from_ref(&key))
        .await
        .expect("totals");
    let sums = sums.get(&key).cloned().unwrap_or_default();
    let found = if kind == "unconverted" {
        sums.not_converted.get(&currency).copied().unwrap_or_default()
    } else {
        sums.usd
    };
    differences(&found, &expected(figures, &found, currency, kind == "split"))
}

/// What no line of an example tells of the plan must not be there.
async fn mismatches(registry: &Registry, example: &Example) -> Vec<String> {
    let plan = totals::of(registry.world.db().primary(), Boundary::Plan, &[String::new()])
        .await
        .expect("totals");
    let sums = plan.into_values().next().unwrap_or_default();
    sums.not_converted
        .iter()
        .filter(|(currency, measures)| {
            let shown =
                |line: &&String| line.starts_with("unconverted ") && line.contains(&format!(" {}:", currency.code()));
            !measures.is_zero() && !example.lines.iter().any(|line| shown(&line))
        })
        .map(|(currency, _)| format!("{} is not converted, and no line says so", currency.code()))
        .collect()
}

async fn run(example: &Example) -> Vec<String> {
    let mut registry = Registry::new().await;
    let mut errors = Vec::new();
    for line in &example.lines {
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        let found = match kind {
            "totals" | "unconverted" | "split" | "gap" => check(&registry, kind, rest).await,
            "refused" => {
                let (code, step) = rest.split_once(':').expect("a code and a step");
                let before = registry
                    .world
                    .db()
                    .primary()
                    .number("SELECT COUNT(*) AS number FROM event", vec![])
                    .await;
                let shown = registry.step(step.trim()).await;
                let after = registry
                    .world
                    .db()
                    .primary()
                    .number("SELECT COUNT(*) AS number FROM event", vec![])
                    .await;
                assert_eq!(
                    before.ok(),
                    after.ok(),
                    "a refused step changes nothing: {line} in example {}",
                    example.number
                );
                match shown {
                    Err(found) if found == code => Vec::new(),
                    other => vec![format!("must be refused with {code}, is {other:?}")],
                }
            }
            _ => registry.step(line).await.err().into_iter().collect(),
        };
        errors.extend(found.into_iter().map(|error| format!("{line}\n      {error}")));
    }
    errors.extend(mismatches(&registry, example).await);
    errors.extend(registry.world.verify().await.errors);
    errors
}

async fn all_hold(file: &str) {
    let (_, text) = FILES
        .iter()
        .find(|(name, _)| *name == file)
        .expect("a file of examples");
    let mut shown = Vec::new();
    for example in examples(text) {
        let errors = run(&example).await;
        if !errors.is_empty() {
            shown.push(format!(
                "example {} {}\n    {}",
                example.number,
                example.title,
                errors.join("\n    ")
            ));
        }
    }
    assert!(
        shown.is_empty(),
        "{} examples do not hold:\n{}",
        shown.len(),
        shown.join("\n")
    );
}

macro_rules! hold {
    ($($name:ident $file:literal),+ $(,)?) => {$(
        #[rocket::async_test]
        async fn $name() {
            all_hold($file).await;
        }
    )+};
}

hold! {
    the_examples_of_the_chain_hold "chain",
    the_examples_of_currencies_hold "currencies",
    the_examples_of_corrected_rates_hold "corrections",
    the_examples_of_rounding_hold "rounding",
    the_examples_of_disbursements_hold "disbursements",
    the_examples_of_earmarking_hold "earmarking",
    the_examples_of_publications_hold "publications",
    the_examples_of_joint_pledges_hold "joint",
    the_examples_of_boundaries_hold "boundaries",
    the_examples_of_the_gap_hold "gap",
    the_examples_of_kinds_hold "kinds",
    the_examples_of_what_is_covered_in_kind_hold "acceptances",
    the_examples_of_what_an_officer_verifies_first_hold "proposals",
    the_examples_of_refusals_hold "refusals",
}
