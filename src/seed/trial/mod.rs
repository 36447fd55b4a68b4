//! Invented projects in any number, for trials of size: the same for the same number.
//!
//! They are spread as in life: a few places, sectors and organisations have many, most have few; statuses, currencies
//! and amounts have their weights, and their dates lie in some ten years. All of it is recorded on the day of making,
//! as a register that is taken over from elsewhere would be. Nothing passes through the actions, which would take
//! too long, but what is written is what they would write: `puente verify` holds on it.

use serde_json::{Map, json};
use time::{Date, Duration};

use super::SeedError;
use crate::actions::ActionError;
use crate::actions::projects::plain_facts;
use crate::domain::counting::{ProjectFigures, Subject};
use crate::domain::event::{EventKind, FreeText, NewEvent};
use crate::domain::ids::ProjectId;
use crate::domain::money::Money;
use crate::domain::project::facts::Known;
use crate::domain::project::{Provenance, Status};
use crate::domain::rate;
use crate::domain::timestamp::Timestamp;
use crate::store::bulk::{Bulk, NewProject};
use crate::store::projects::{self, NewStatusChange};
use crate::store::{Db, Tx};

mod cast;
mod draw;
mod money;
mod names;
mod project;
mod titles;

use cast::Cast;
use money::{Ledger, officer_facts};
use project::Plan;

/// Projects that one transaction takes.
const BATCH: usize = 500;
/// Why a project went on, as its changes of status say.
const REASON: &str = "Registro de ensayo: paso inventado (demostración).";

/// Adds invented projects until there are `wanted`, and says how many were added. What is there already stays, so the
/// same call again adds nothing, and one that was interrupted goes on. `progress` is told how many there are now.
///
/// # Errors
/// [`SeedError`].
pub async fn seed(
    db: &Db,
    now: Timestamp,
    wanted: usize,
    progress: &mut (dyn FnMut(usize) + Send),
) -> Result<usize, SeedError> {
    let there = projects::count_by_creator(db.primary(), cast::OFFICER).await?;
    let there = usize::try_from(there).unwrap_or(0);
    if there >= wanted {
        return Ok(0);
    }
    let cast = Cast::prepare(db, now, wanted).await?;
    let mut next = there;
    while next < wanted {
        let until = wanted.min(next + BATCH);
        db.write(now, async |tx| batch(tx, &cast, next..until).await).await?;
        next = until;
        progress(next);
    }
    Ok(wanted - there)
}

async fn batch(tx: &Tx, cast: &Cast, numbers: std::ops::Range<usize>) -> Result<(), SeedError> {
    let mut bulk = Bulk::begin(tx, &cast.gazetteer).await?;
    let known = Known {
        gazetteer: &cast.gazetteer,
        sectors: cast.sectors.iter().map(String::as_str).collect(),
    };
    for number in numbers {
        add(&mut bulk, cast, &known, number)?;
    }
    Ok(bulk.write().await?)
}

/// Adds project `number` with its history and its ledger.
fn add(bulk: &mut Bulk<'_>, cast: &Cast, known: &Known<'_>, number: usize) -> Result<(), SeedError> {
    let mut plan = project::plan(cast, number);
    let checked = plan.facts.checked(known, Provenance::Registered);
    plan.facts = checked.map_err(ActionError::Facts)?;
    let (id, code) = bulk.next_project();
    let subject = counted(cast, &plan, &code);
    let mut ledger = Ledger::new(bulk, cast, &plan, (id, &code), number);
    let published = ledger.append(&publication(cast, &plan, &code, &subject), None, None)?;
    ledger.fill()?;
    let road = road(&plan, cast.today);
    let mut shown = vec![published];
    for step in &road[1..] {
        shown.push(ledger.append(&progression(&code, step), None, None)?);
    }
    let (entries, events) = (ledger.entries, ledger.events);
    for (step, event_number) in road.iter().zip(shown) {
        bulk.status_change(&step.of(id, cast, event_number));
    }
    bulk.project(&NewProject {
        id,
        code: &code,
        status: plan.status,
        suspended_from: plan.suspended_from,
        facts: &plan.facts,
        subject: &Subject { entries, ..subject },
        events: &events,
        created_by: cast.officer,
    })?;
    Ok(())
}

/// The project as counting sees it, without its ledger.
fn counted(cast: &Cast, plan: &Plan<'_>, code: &str) -> Subject {
    let facts = &plan.facts;
    let currency = facts.budget_currency;
    let rate = facts
        .budget_on
        .and_then(|day| rate::applicable(cast.rates_of(currency), currency, day));
    let places = facts.places.iter().map(|place| (place.place, place.share_basis_points));
    let sectors = facts.sectors.iter();
    Subject {
        project: Some(ProjectFigures {
            code: code.to_owned(),
            status: plan.status,
            requirement: Money::new(facts.requirement_minor().unwrap_or(0), currency),
            units_per_usd: rate.map(|rate| rate.units_per_usd),
        }),
        country: Some(facts.country),
        pillar: Some(facts.pillar),
        places: places.collect(),
        sectors: sectors
            .map(|sector| (sector.sector_code.clone(), sector.share_basis_points))
            .collect(),
        entries: Vec::new(),
        acceptances: Vec::new(),
    }
}

/// A change of status of the project's road.
struct Change {
    from: Status,
    to: Status,
    effective_on: Date,
}

impl Change {
    fn of(&self, project: ProjectId, cast: &Cast, event_number: i64) -> NewStatusChange<'static> {
        NewStatusChange {
            project,
            from: self.from,
            to: self.to,
            effective_on: self.effective_on,
            reason: REASON,
            account: cast.officer,
            event_number,
        }
    }

    fn facts(&self) -> serde_json::Value {
        json!({"from": self.from.code(), "to": self.to.code(), "effective_on": self.effective_on.to_string()})
    }
}

/// The changes of status from the draft to where the project stands.
fn road(plan: &Plan<'_>, today: Date) -> Vec<Change> {
    use Status::{Cancelled, Closed, Draft, Finalisation, Identified, Implementation, SeekingFunding, Suspended};
    let through: &[Status] = match (plan.status, plan.suspended_from) {
        (Implementation, _) => &[Draft, Identified, SeekingFunding, Implementation],
        (Finalisation, _) => &[Draft, Identified, SeekingFunding, Implementation, Finalisation],
        (Closed, _) => &[Draft, Identified, SeekingFunding, Implementation, Finalisation, Closed],
        (Cancelled, _) => &[Draft, Identified, SeekingFunding, Cancelled],
        (Suspended, Some(Implementation)) => &[Draft, Identified, SeekingFunding, Implementation, Suspended],
        (Suspended, _) => &[Draft, Identified, SeekingFunding, Suspended],
        _ => &[Draft, Identified, SeekingFunding],
    };
    let days = [
        plan.published_on,
        plan.published_on + Duration::days(4),
        plan.start_on,
        plan.facts.planned_end_on.unwrap_or(today),
        plan.facts.actual_end_on.unwrap_or(today),
    ];
    through
        .windows(2)
        .zip(days)
        .map(|(pair, day)| Change {
            from: pair[0],
            to: pair[1],
            effective_on: day.min(today),
        })
        .collect()
}

/// The event with which a project becomes public.
fn publication(cast: &Cast, plan: &Plan<'_>, code: &str, subject: &Subject) -> NewEvent {
    let facts = &plan.facts;
    let first = Change {
        from: Status::Draft,
        to: Status::Identified,
        effective_on: plan.published_on,
    };
    let valuation = subject
        .project
        .as_ref()
        .and_then(|figures| figures.requirement_usd_minor().ok().flatten());
    let mut public = Map::from_iter([
        ("actor".to_owned(), officer_facts()),
        ("project".to_owned(), code.into()),
        ("accountable".to_owned(), plan.accountable.slug.as_str().into()),
        ("implementing".to_owned(), plan.implementer.slug.as_str().into()),
        ("requirement_usd_minor".to_owned(), valuation.into()),
        ("status_change".to_owned(), first.facts()),
    ]);
    public.extend(plain_facts(facts, &cast.gazetteer));
    let texts = [
        ("title_es", facts.title_es.as_str()),
        ("title_en", facts.title_en.as_str()),
        ("description_es", facts.description_es.as_str()),
        ("description_en", facts.description_en.as_str()),
        ("contact_office", facts.contact_office.as_str()),
        ("reason", REASON),
    ];
    NewEvent {
        kind: EventKind::ProjectPublished,
        facts: public,
        texts: texts.into_iter().map(text).collect(),
    }
}

/// The event of a later change of status.
fn progression(code: &str, change: &Change) -> NewEvent {
    NewEvent {
        kind: EventKind::ProjectStatusChanged,
        facts: Map::from_iter([
            ("actor".to_owned(), officer_facts()),
            ("project".to_owned(), code.into()),
            ("status_change".to_owned(), change.facts()),
        ]),
        texts: vec![text(("reason", REASON))],
    }
}

fn text((field, content): (&'static str, &str)) -> FreeText {
    FreeText {
        field,
        content: content.to_owned(),
    }
}
