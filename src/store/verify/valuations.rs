//! What rows were worth whenever the history states it: worked out again from the rows and conversions known at each
//! time. A row that takes away has no conversion, so nothing else compares what its event says.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Report;
use super::rows::{Facts, compare, number, text};
use crate::domain::chain::{Chain, ChainError, Valuation, Valuations, differing, valuations};
use crate::domain::counting::Subject;
use crate::domain::currency::Currency;
use crate::domain::ledger::Entry;
use crate::domain::money::Money;

/// How an event states what a row is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// With the row.
    Recorded,
    /// By a conversion of its own.
    Converted,
    /// Because what it takes from is worth something else.
    Following,
}

/// What the events state of the worth of rows.
#[derive(Default)]
pub(super) struct History<'a> {
    /// By row, in the order of the events.
    stated: BTreeMap<i64, Vec<(i64, How, &'a Value)>>,
    /// By code of a project: the currency of its budget from an event on.
    budgets: BTreeMap<&'a str, Vec<(i64, Currency)>>,
}

impl<'a> History<'a> {
    pub fn of(facts: &'a Facts) -> Self {
        let mut history = Self::default();
        for (event, public) in facts {
            let mut state = |key: &str, how, stated: &'a Value| {
                if let Some(id) = stated.get(key).and_then(Value::as_i64) {
                    history.stated.entry(id).or_default().push((*event, how, stated));
                }
            };
            state("id", How::Recorded, &public["entry"]);
            state("entry", How::Converted, &public["conversion"]);
            for one in public["valuations"].as_array().into_iter().flatten() {
                state("entry", How::Following, one);
            }
            let budget = public.get("budget_on").and(public["currency"].as_str());
            if let (Some(code), Some(currency)) = (public["project"].as_str(), budget.and_then(parsed)) {
                history.budgets.entry(code).or_default().push((*event, currency));
            }
        }
        history
    }

    /// Replays the rows of a subject and compares what each event states of them.
    pub fn replay(&mut self, subject: &Subject, report: &mut Report) {
        let mut steps: BTreeMap<i64, Vec<(How, &Entry, &Value)>> = BTreeMap::new();
        for booked in &subject.entries {
            for (event, how, stated) in self.stated.remove(&booked.entry.id.0).unwrap_or_default() {
                steps.entry(event).or_default().push((how, &booked.entry, stated));
            }
        }
        let mut budgets = subject
            .project
            .as_ref()
            .and_then(|project| self.budgets.get(project.code.as_str()))
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .peekable();
        let mut replay = Replay {
            budget: subject.project.as_ref().map(|project| project.requirement.currency()),
            ..Replay::default()
        };
        for (event, steps) in steps {
            while let Some((_, budget)) = budgets.next_if(|(from, _)| *from <= event) {
                replay.budget = Some(*budget);
                replay.chain = None;
            }
            // A row that does not fit is named where everything is counted anew.
            if replay.step(event, &steps, report).is_err() {
                return;
            }
        }
        if let Some((_, budget)) = budgets.last() {
            replay.budget = Some(*budget);
        }
        let Ok(present) = replay.present() else { return };
        for id in differing(&replay.stated, &present).keys() {
            let error = format!("ledger_entry {}: it is worth something else than any event says", id.0);
            report.errors.push(error);
        }
    }

    /// Names the events that state the worth of a row which is not there.
    pub fn report_gone(self, report: &mut Report) {
        let left = self.stated.into_iter().flat_map(|(id, all)| {
            let following = all.into_iter().filter(|(_, how, _)| *how == How::Following);
            following.map(move |(event, ..)| format!("ledger_entry {id}: event {event} says its worth, and it is gone"))
        });
        report.errors.extend(left);
    }
}

/// The rows of a subject as they were known at some time.
#[derive(Default)]
struct Replay {
    entries: Vec<(Entry, Option<Money>)>,
    budget: Option<Currency>,
    stated: Valuations,
    /// Of `entries`, unless some of them were converted since.
    chain: Option<Chain>,
}

impl Replay {
    fn step(&mut self, event: i64, steps: &[(How, &Entry, &Value)], report: &mut Report) -> Result<(), ChainError> {
        for (how, entry, stated) in steps {
            let claimed = read(stated);
            match how {
                How::Recorded => self.record(event, entry, stated, report)?,
                How::Converted => {
                    self.convert(entry, &claimed);
                    if let Some(known) = self.stated.get_mut(&entry.id) {
                        (known.usd_minor, known.budget) = (claimed.usd_minor, claimed.budget);
                    }
                }
                How::Following => {
                    self.stated.insert(entry.id, claimed);
                }
            }
        }
        if steps.iter().any(|(how, ..)| *how == How::Following) {
            let present = self.present()?;
            for (id, must) in differing(&self.stated, &present) {
                let stated = steps
                    .iter()
                    .find(|(_, entry, _)| entry.id == id)
                    .map(|(_, _, one)| *one);
                compare(&format!("ledger_entry {}", id.0), event, stated, shown(&must), report);
            }
            self.stated = present;
        }
        Ok(())
    }

    fn record(&mut self, event: i64, entry: &Entry, stated: &Value, report: &mut Report) -> Result<(), ChainError> {
        let claimed = read(stated);
        let mut entry = entry.clone();
        let brings = !entry.amount.is_negative();
        entry.usd_minor = claimed.usd_minor.filter(|_| brings);
        let converted = claimed.budget.filter(|_| brings);
        entry.budget_minor = in_budget(&entry, converted, self.budget);
        let chain = match self.chain.take() {
            Some(chain) => chain,
            None => Chain::read(&self.known())?,
        };
        let mut chain = chain;
        let must = chain.valuation(&entry, self.budget)?;
        compare(
            &format!("ledger_entry {}", entry.id.0),
            event,
            Some(stated),
            shown(&must),
            report,
        );
        chain.apply(&entry)?;
        self.chain = Some(chain);
        self.stated.insert(entry.id, must);
        self.entries.push((entry, converted));
        Ok(())
    }

    fn convert(&mut self, entry: &Entry, claimed: &Valuation) {
        for (known, converted) in self.entries.iter_mut().filter(|(known, _)| known.id == entry.id) {
            (known.usd_minor, *converted) = (claimed.usd_minor, claimed.budget);
        }
        self.chain = None;
    }

    /// The rows with what they are in the present currency of the budget.
    fn known(&self) -> Vec<Entry> {
        let entries = self.entries.iter().map(|(entry, converted)| Entry {
            budget_minor: in_budget(entry, *converted, self.budget),
            ..entry.clone()
        });
        entries.collect()
    }

    fn present(&self) -> Result<Valuations, ChainError> {
        valuations(&self.known(), self.budget)
    }
}

/// At face value in the budget's own currency; otherwise what was claimed at the signature.
fn in_budget(entry: &Entry, converted: Option<Money>, budget: Option<Currency>) -> Option<i64> {
    if budget == Some(entry.amount.currency()) {
        return Some(entry.amount.minor());
    }
    converted
        .filter(|money| budget == Some(money.currency()))
        .map(Money::minor)
}

fn parsed(code: &str) -> Option<Currency> {
    Currency::parse(code).ok()
}

/// What an event states.
fn read(stated: &Value) -> Valuation {
    // Beyond 2⁵³ a number is written as text.
    let minor = |key: &str| {
        let value = stated.get(key)?;
        value.as_i64().or_else(|| value.as_str()?.parse().ok())
    };
    let budget = stated["budget_currency"].as_str().and_then(parsed);
    Valuation {
        usd_minor: minor("usd_minor"),
        parent_rate_usd_minor: minor("parent_rate_usd_minor"),
        budget: minor("budget_minor")
            .zip(budget)
            .map(|(minor, budget)| Money::new(minor, budget)),
    }
}

fn shown(must: &Valuation) -> super::rows::Shown {
    vec![
        ("usd_minor", number(must.usd_minor)),
        ("parent_rate_usd_minor", number(must.parent_rate_usd_minor)),
        ("budget_minor", number(must.budget.map(Money::minor))),
        (
            "budget_currency",
            must.budget.and_then(|budget| text(budget.currency().code())),
        ),
    ]
}
