//! What follows when rows get a worth, or another one: what was taken from them is worth something else, too, which the
//! history states, and the totals are counted anew.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::{Map, Value};

use crate::actions::money::entry::{refresh_because, valuation_facts};
use crate::actions::{ActionError, Result};
use crate::domain::chain::{Valuations, differing, valuations};
use crate::domain::counting::CountingError;
use crate::domain::event::{EventKind, NewEvent};
use crate::domain::ids::{PledgeId, ProjectId};
use crate::domain::pledge::Target;
use crate::domain::rate::Converted;
use crate::store::events::{self, About};
use crate::store::money::MoneyRow;
use crate::store::{Tx, ledger, projects};

/// What is counted together: a project with all its pledges, or a pledge that is for none.
type Subject = (Target, Option<PledgeId>);

/// What must be counted anew, each once, with the events that moved it: a second half of an earmarking is worth
/// something only after other rows of its pledge, so nothing is counted before all is stated.
#[derive(Default)]
pub(in crate::actions) struct Affected(BTreeMap<Subject, Moved>);

/// What the history states of the rows of a subject so far, and the events that moved it.
struct Moved {
    stated: Valuations,
    events: Vec<i64>,
}

impl Affected {
    /// A project as it stands, before the currency of its budget changes.
    pub async fn project(tx: &Tx, id: ProjectId) -> Result<Self> {
        let mut affected = Self::default();
        affected.watch(tx, (Target::Project(id), None)).await?;
        Ok(affected)
    }

    /// A row is about to be converted.
    pub async fn before(&mut self, tx: &Tx, row: &MoneyRow) -> Result<()> {
        self.watch(tx, subject(row)).await
    }

    async fn watch(&mut self, tx: &Tx, subject: Subject) -> Result<()> {
        if let Entry::Vacant(unknown) = self.0.entry(subject) {
            let stated = present(tx, subject).await?;
            let events = Vec::new();
            unknown.insert(Moved { stated, events });
        }
        Ok(())
    }

    /// A row was moved by an event, which states what it is worth.
    pub fn by(&mut self, row: &MoneyRow, valuation: &Converted, event: i64) {
        if let Some(moved) = self.0.get_mut(&subject(row)) {
            moved.events.push(event);
            if let Some(stated) = moved.stated.get_mut(&row.key()) {
                stated.usd_minor = Some(valuation.usd.minor());
                stated.budget = valuation.budget;
            }
        }
    }

    /// States what other rows are worth now, in the order of the events that moved them. `by_event`: the correction
    /// that is behind it.
    pub async fn state_following(&mut self, tx: &Tx, by_event: Option<i64>) -> Result<()> {
        let mut subjects: Vec<_> = self.0.iter_mut().collect();
        subjects.sort_by_key(|(_, moved)| moved.events.last().copied());
        for (subject, moved) in subjects {
            let following = differing(&moved.stated, &present(tx, *subject).await?);
            if !following.is_empty() {
                moved.events.push(state(tx, *subject, &following, by_event).await?);
            }
        }
        Ok(())
    }

    /// In the order of the events, so that each total names first what moved it last.
    pub async fn refresh_totals(self, tx: &Tx) -> Result<()> {
        let mut subjects: Vec<_> = self.0.into_iter().collect();
        subjects.sort_by_key(|(_, moved)| moved.events.last().copied());
        for ((target, pledge), moved) in subjects {
            refresh_because(tx, target, pledge, &moved.events).await?;
        }
        Ok(())
    }
}

fn subject(row: &MoneyRow) -> Subject {
    let target = row.target();
    (target, row.pledge().filter(|_| !matches!(target, Target::Project(_))))
}

/// What the rows of a subject are worth by what is known now.
async fn present(tx: &Tx, (target, pledge): Subject) -> Result<Valuations> {
    let (booked, budget) = match (target, pledge) {
        (Target::Project(project), _) => {
            let row = projects::get(tx, project).await?.ok_or(ActionError::NotFound)?;
            (ledger::of_project(tx, project).await?, Some(row.budget_currency))
        }
        (_, Some(pledge)) => (ledger::of_pledge_itself(tx, pledge).await?, None),
        (_, None) => return Ok(Valuations::new()),
    };
    Ok(valuations(booked.iter().map(|one| &one.entry), budget).map_err(CountingError::from)?)
}

/// Gives the number of the event that states it.
async fn state(tx: &Tx, (target, pledge): Subject, following: &Valuations, by_event: Option<i64>) -> Result<i64> {
    let rows = following.iter().map(|(id, valuation)| {
        let mut row = valuation_facts(valuation);
        row.insert("entry".into(), id.0.into());
        Value::Object(row)
    });
    let mut facts = Map::new();
    facts.insert("valuations".into(), rows.collect());
    if let Some(number) = by_event {
        facts.insert("corrected_by_event".into(), number.into());
    }
    let event = NewEvent {
        kind: EventKind::AmountConverted,
        facts,
        texts: Vec::new(),
    };
    let about = About {
        project: match target {
            Target::Project(project) => Some(project),
            Target::Place(_) | Target::Pillar(_) | Target::Plan => None,
        },
        pledge,
        organisation: None,
    };
    Ok(events::append(tx, &event, about).await?)
}
