//! Worked examples of lateness (`examples/lateness.txt`): plain text that a person checks by hand. Whatever is late, open
//! or waited for is said alike by the pages of the project, the place, the partner and the pledge, by the desk, by the
//! office and by JSON.

use std::collections::BTreeSet;

use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::i18n::date::{format_date, read_date};
use puente::i18n::language::Language::Es;
use puente::i18n::number::format_money_exact;
use scraper::Selector;
use serde_json::Value;
use time::Date;

use crate::examples::registry::Registry;
use crate::forms::phrase;
use crate::harness::Answer;

const EXAMPLES: &str = include_str!("examples/lateness.txt");
/// Tests that share the examples, so that every core has something to do.
const TESTS: usize = 4;

struct Example {
    title: String,
    steps: Vec<String>,
    says: Vec<Stated>,
}

/// What must be said: one reason for waiting.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Stated {
    kind: String,
    by_commitment: bool,
    days: Option<i64>,
    /// As JSON has it.
    amount: Option<(String, String)>,
    since: Option<String>,
    why: Option<String>,
    party: Option<String>,
    stopped_by: Option<String>,
}

impl Stated {
    fn read(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words == ["nothing"] {
            return None;
        }
        let kind = words[0].to_owned();
        let after = |word: &str| {
            let at = words.iter().position(|known| *known == word)?;
            words.get(at + 1).map(|found| (*found).to_owned())
        };
        let is_overdue = matches!(words[0], "late" | "returned");
        let back = ["refund", "termination"].into_iter().find(|word| words.contains(word));
        let figures = if is_overdue { 2 } else { 1 };
        let is_condition = kind == "condition";
        Some(Self {
            by_commitment: words[1] == "agreed" || kind == "receiver",
            days: (!is_condition).then(|| words[figures].parse().expect("days")),
            amount: (!is_condition).then(|| (words[figures + 2].to_owned(), words[figures + 1].to_owned())),
            since: after("since"),
            why: is_overdue.then(|| back.unwrap_or("planned").to_owned()),
            party: if is_condition {
                Some(words[1].to_owned())
            } else {
                back.and_then(after)
            },
            stopped_by: after("stopped"),
            kind,
        })
    }

    fn of_json(found: &Value) -> Self {
        let text = |name: &str| found[name].as_str().map(str::to_owned);
        let amount = &found["amount"];
        Self {
            kind: text("kind").expect("a kind"),
            by_commitment: found["kind"] != "condition" && found["commitment"].is_i64(),
            days: found["days"].as_i64(),
            amount: amount["amount"].as_str().map(|minor| {
                (
                    minor.to_owned(),
                    amount["currency"].as_str().expect("a currency").to_owned(),
                )
            }),
            since: text("since"),
            why: text("why"),
            party: text("party"),
            stopped_by: text("stopped_by"),
        }
    }

    /// Its tag.
    fn short(&self) -> String {
        let days = self.days.unwrap_or_default();
        phrase(Es, &format!("pending-short-{}", self.kind), &[("days", days.into())])
    }

    fn day(&self) -> Date {
        read_date(self.since.as_deref().expect("a day")).expect("a day")
    }

    /// Its sentence; `reason`: what was said when money went back.
    fn sentence(&self, reason: &str) -> String {
        let key = match (self.kind.as_str(), self.why.as_deref(), self.by_commitment) {
            ("condition", ..) => return phrase(Es, &format!("party-{}", self.party.as_deref().expect("a party")), &[]),
            (_, Some(back @ ("refund" | "termination")), _) => format!("pending-back-{back}"),
            ("late", _, true) => "pending-late".to_owned(),
            ("late", _, false) => "pending-late-promised".to_owned(),
            (kind, ..) => format!("pending-{kind}"),
        };
        let (amount, code) = self.amount.clone().expect("an amount");
        let money = Money::parse_plain(&amount, Currency::parse(&code).expect("a currency")).expect("an amount");
        let who = self
            .party
            .as_deref()
            .map(|party| phrase(Es, &format!("initiative-{party}"), &[]));
        let args = [
            ("day", format_date(self.day(), Es).into()),
            ("days", self.days.unwrap_or_default().into()),
            ("amount", format_money_exact(money, Es).into()),
            ("who", who.unwrap_or_default().into()),
            ("words", reason.to_owned().into()),
        ];
        phrase(Es, &key, &args)
    }

    /// Whether it is late, open or past its validity: said also where only money that is late is listed.
    fn is_listed(&self) -> bool {
        matches!(self.kind.as_str(), "late" | "returned" | "unsigned")
    }

    /// Whether the office lists it among what is late.
    fn is_overdue(&self) -> bool {
        matches!(self.kind.as_str(), "late" | "returned")
    }
}

fn examples() -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let lines = EXAMPLES.lines().map(str::trim);
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(title) = line.strip_prefix("example ") {
            found.push(Example {
                title: title.to_owned(),
                steps: Vec::new(),
                says: Vec::new(),
            });
            continue;
        }
        let example = found.last_mut().expect("an example before its first step");
        match line.strip_prefix("says ") {
            Some(stated) => example.says.extend(Stated::read(stated)),
            None => example.steps.push(line.to_owned()),
        }
    }
    found
}

/// What the tags of a page say: kind and words.
fn tags(answer: &Answer, mark: &str) -> BTreeSet<(String, String)> {
    let selector = Selector::parse(&format!("main [{mark}]")).expect("a selector");
    let html = answer.html();
    html.select(&selector)
        .map(|tag| {
            let words: Vec<&str> = tag.text().flat_map(str::split_whitespace).collect();
            (tag.value().attr(mark).expect("it").to_owned(), words.join(" "))
        })
        .collect()
}

/// One page of an example and the part of what is said that it must show.
struct Page {
    name: &'static str,
    answer: Answer,
    must: Vec<Stated>,
}

impl Page {
    fn errors(&self, reason: &str) -> Vec<String> {
        let name = self.name;
        if self.answer.status != 200 {
            return vec![format!("{name}: status {}", self.answer.status)];
        }
        let shown = tags(&self.answer, "data-wait");
        let must: BTreeSet<_> = self
            .must
            .iter()
            .map(|stated| (stated.kind.clone(), stated.short()))
            .collect();
        let mut errors = Vec::new();
        if shown != must {
            errors.push(format!("{name} says {shown:?}, must say {must:?}"));
        }
        let text = self.answer.text();
        for stated in &self.must {
            let sentence = stated.sentence(reason);
            if !text.contains(&sentence) {
                errors.push(format!("{name} lacks «{sentence}»"));
            }
            if stated.stopped_by.is_some() && !text.contains(&phrase(Es, "due-stopped", &[])) {
                errors.push(format!("{name} does not say that the clock stands still"));
            }
        }
        errors
    }
}

/// The reasons in a list of JSON.
fn in_json(list: &Value) -> Vec<Stated> {
    let mut stated: Vec<Stated> = list.as_array().into_iter().flatten().map(Stated::of_json).collect();
    stated.sort();
    stated
}

fn only(says: &[Stated], keep: impl Fn(&Stated) -> bool) -> Vec<Stated> {
    says.iter().filter(|stated| keep(stated)).cloned().collect()
}

async fn run(example: &Example) -> Vec<String> {
    let mut registry = Registry::new().await;
    let mut errors = Vec::new();
    for step in &example.steps {
        if let Err(refused) = registry.step(step).await {
            return vec![format!("{step}: {refused}")];
        }
    }
    let world = &registry.world;
    let mut says = example.says.clone();
    says.sort();
    let all = |_: &Stated| true;
    let is_for_place = example.steps.iter().any(|step| step.starts_with("pledge p place:"));
    let is_earmarked = example.steps.iter().any(|step| step.starts_with("earmark "));
    let of_project = if is_for_place && !is_earmarked {
        Vec::new()
    } else {
        says.clone()
    };
    let code = registry.code("A").to_owned();
    // The bank provides, but for what only whoever carries the project out may sign.
    let is_own = example
        .steps
        .iter()
        .any(|step| step.starts_with("pledge p A cooperativa "));
    let provider = if is_own { "cooperativa" } else { "banco" };
    let partner = format!("/es/partners/{provider}-demo");
    let mut json = Vec::new();
    for (path, must) in [
        (format!("/es/projects/{code}.json"), of_project.clone()),
        ("/es/places/co-acandi.json".to_owned(), only(&says, Stated::is_listed)),
        (format!("{partner}.json"), only(&says, Stated::is_listed)),
    ] {
        let answer = world.get(&path).await.json();
        let found = in_json(&answer["waits"]);
        if found != must {
            errors.push(format!("{path} says {found:?}, must say {must:?}"));
        }
        json.push(answer);
    }
    let reasons = json[0]["waits"].as_array().into_iter().flatten();
    let reason = reasons
        .filter_map(|wait| wait["reason"].as_str())
        .next()
        .unwrap_or_default()
        .to_owned();
    let reference = registry.pledge_reference("p").map(str::to_owned);
    let is_public = match &reference {
        Some(reference) => world.get(&format!("/es/pledges/{reference}")).await.status == 200,
        None => false,
    };
    if is_public {
        let own = in_json(&json[2]["item"]["pledges"][0]["waits"]);
        if own != says {
            errors.push(format!(
                "the pledge in the partner's JSON says {own:?}, must say {says:?}"
            ));
        }
    }
    // Of a pledge the pages of its partner and its place say everything; of a direct commitment what is late.
    let of_pledge = only(&says, |stated| is_public || stated.is_listed());
    let of_place = only(&says, |stated| (is_public && is_for_place) || stated.is_listed());
    let bank = world.sign_in(&format!("{provider}@demo.example")).await;
    let officer = world.sign_in("officer@demo.example").await;
    let mut pages = vec![
        ("project", world.get(&format!("/es/projects/{code}")).await, of_project),
        ("place", world.get("/es/places/co-acandi").await, of_place),
        ("partner", world.get(&partner).await, of_pledge.clone()),
        (
            "office",
            officer.get("/es/office").await,
            only(&says, Stated::is_overdue),
        ),
    ];
    let desk = bank.get("/es/desk").await;
    errors.extend(dues(&desk, &says));
    if let Some(reference) = reference {
        pages.push(("desk", desk, says.clone()));
        let own = bank.get(&format!("/es/desk/pledges/{reference}")).await;
        pages.push(("pledge at the desk", own, says.clone()));
        let own = officer.get(&format!("/es/office/pledges/{reference}")).await;
        pages.push(("pledge at the office", own, says.clone()));
        if is_public {
            let own = world.get(&format!("/es/pledges/{reference}")).await;
            pages.push(("pledge record", own, says.clone()));
        }
    } else {
        let commitment = registry.known("s").expect("a commitment");
        let own = bank.get(&format!("/es/desk/commitments/{commitment}")).await;
        pages.push(("commitment at the desk", own, only(&says, all)));
    }
    let explained = example
        .steps
        .iter()
        .find_map(|step| step.strip_prefix("explain p late because "));
    for (name, answer, must) in pages {
        let page = Page { name, answer, must };
        errors.extend(page.errors(&reason));
        let words = explained.map(|words| words.trim_matches('"'));
        if let Some(words) = words.filter(|words| !page.answer.text().contains(words)) {
            errors.push(format!("{name} does not say what the provider says: {words}"));
        }
    }
    errors.extend(world.verify().await.errors);
    errors
}

/// The list of planned payments at the desk: late or open where something is, with the days of the oldest.
fn dues(desk: &Answer, says: &[Stated]) -> Vec<String> {
    let shown = tags(desk, "data-due");
    let overdue = only(says, Stated::is_overdue);
    let mut errors = Vec::new();
    for stated in &overdue {
        let key = if stated.kind == "late" { "due-late" } else { "due-open" };
        let tag = phrase(Es, key, &[("days", stated.days.unwrap_or_default().into())]);
        if !shown.contains(&(stated.kind.clone(), tag.clone())) {
            errors.push(format!(
                "the planned disbursements at the desk say {shown:?}, must say {tag}"
            ));
        }
    }
    if overdue.is_empty() && !shown.is_empty() {
        errors.push(format!(
            "the planned disbursements at the desk say {shown:?}, and nothing is late"
        ));
    }
    errors
}

async fn all_hold(test: usize) {
    let mut errors = Vec::new();
    for (at, example) in examples().iter().enumerate() {
        if at % TESTS != test {
            continue;
        }
        let found = run(example).await;
        if !found.is_empty() {
            errors.push(format!("example {}\n    {}", example.title, found.join("\n    ")));
        }
    }
    assert!(
        errors.is_empty(),
        "{} examples do not hold:\n{}",
        errors.len(),
        errors.join("\n")
    );
}

#[test]
fn there_are_enough_examples_of_lateness_and_each_says_something() {
    let examples = examples();
    assert!(examples.len() >= 50, "only {}", examples.len());
    for word in ["late", "returned", "unsigned", "receiver", "condition"] {
        let shown = examples
            .iter()
            .any(|example| example.says.iter().any(|stated| stated.kind == word));
        assert!(shown, "no example says {word}");
    }
    for line in EXAMPLES.lines().filter(|line| line.starts_with("example ")) {
        let after = EXAMPLES.split_once(line).map_or("", |(_, after)| after);
        let own = after.split("\nexample ").next().unwrap_or_default();
        assert!(own.contains("\nsays "), "{line} says nothing, not even that");
    }
}

macro_rules! hold {
    ($($name:ident $test:literal),+ $(,)?) => {$(
        #[rocket::async_test]
        async fn $name() {
            all_hold($test).await;
        }
    )+};
}

hold! {
    every_page_says_alike_what_is_late_in_the_first_examples 0,
    every_page_says_alike_what_is_late_in_the_second_examples 1,
    every_page_says_alike_what_is_late_in_the_third_examples 2,
    every_page_says_alike_what_is_late_in_the_fourth_examples 3,
}
