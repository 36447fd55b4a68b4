//! The registry as a child would keep it: lists in memory, added anew each time. Shares no rule with the program; only
//! its words.

use std::collections::{BTreeMap, BTreeSet};

use puente::domain::currency::Currency;
use puente::domain::place::Gazetteer;
use puente::domain::pledge::{PledgeKind, PledgeState};
use time::{Date, Duration};

use self::acceptances::Acceptance;
use self::chain::{Level, Row, State};
use self::count::{ByYear, count_places, count_providers, note};
use self::lateness::{Condition, Days, Overdue};
use self::rates::Rates;
use self::sum::{Place, SPENT, Sum, Totals, put};
use self::valuation::Valuation;
use super::cast::{self, OFFICERS, Organisation};

pub mod acceptances;
pub mod chain;
mod convert;
mod count;
pub mod lateness;
mod project;
pub mod proposals;
pub mod rates;
pub mod refusals;
pub mod sum;
pub mod valuation;

pub use project::Project;
pub use proposals::{Proposal, Proposed};

/// Whose money it is, and of what kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Giving {
    pub lead: Organisation,
    /// The others of a joint pledge, with what each gives where that is known.
    pub others: Vec<(Organisation, Option<i128>)>,
    pub kind: PledgeKind,
    pub finance_type: &'static str,
    /// The day of the pledge.
    pub on: Date,
    /// The first figure.
    pub minor: i128,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Towards {
    Project(String),
    Place(String),
    Pillar(&'static str),
    Plan,
}

#[derive(Debug, Clone)]
pub struct Pledge {
    pub state: PledgeState,
    pub towards: Towards,
    pub giving: Giving,
    pub currency: Currency,
    pub embargo_until: Option<Date>,
    pub valid_until: Option<Date>,
    /// When it is to be paid: days after the pledge, and how many thousandths of it.
    pub planned: Vec<(i64, i128)>,
    pub conditions: Vec<Condition>,
    /// Who entered and who submitted it last, by address.
    pub entered_by: &'static str,
    pub submitted_by: Option<&'static str>,
    /// What stands in the ledger: nothing until it is public.
    pub rows: Vec<Row>,
    pub stored: State,
    /// What was accepted in kind for budgets, in that order.
    pub acceptances: Vec<Acceptance>,
}

/// A commitment without a pledge.
#[derive(Debug, Clone)]
pub struct Direct {
    pub project: String,
    pub giving: Giving,
    pub conditions: Vec<Condition>,
    pub rows: Vec<Row>,
    pub stored: State,
}

/// Where a commitment or a payment is written down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    Pledge(String),
    Direct(i64),
}

/// What is counted together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Project(String),
    Pledge(String),
}

#[derive(Debug, Default)]
pub struct Model {
    pub rates: Rates,
    pub projects: BTreeMap<String, Project>,
    pub pledges: BTreeMap<String, Pledge>,
    pub directs: BTreeMap<i64, Direct>,
    /// What was proposed and is counted nowhere, by reference.
    pub proposals: BTreeMap<String, Proposal>,
    /// What each subject adds, and what they all add up to.
    added: BTreeMap<Subject, Totals>,
    pub totals: Totals,
}

impl Giving {
    /// Who gives, and in what proportion; none where a share is unknown.
    pub fn shares(&self) -> Option<Vec<(Organisation, i128)>> {
        let mut providers = vec![(self.lead, self.minor)];
        for (provider, share) in &self.others {
            providers.push((*provider, (*share)?));
            providers[0].1 -= (*share)?;
        }
        Some(providers)
    }
}

impl Pledge {
    /// Its planned days with their amounts.
    pub fn days(&self) -> Days {
        let of = |(after, thousandths): &(i64, i128)| {
            let minor = self.giving.minor.max(0) * thousandths / 1_000;
            (self.giving.on + Duration::days(*after), minor)
        };
        self.planned.iter().map(of).filter(|(_, minor)| *minor > 0).collect()
    }

    pub fn is_public(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Whether this is an officer, and what a partner entered is not verified yet.
    pub fn is_hidden_from(&self, email: &str) -> bool {
        let unverified = !matches!(
            self.state,
            PledgeState::Verified | PledgeState::Withdrawn | PledgeState::Lapsed
        );
        unverified && OFFICERS.contains(&email) && !OFFICERS.contains(&self.entered_by)
    }

    /// Whether things may still be written down under it.
    pub fn is_open(&self) -> bool {
        self.state == PledgeState::Verified && self.is_public()
    }

    /// The project for which the money at a level is.
    pub fn project_at(&self, level: &Level) -> Option<String> {
        match (&self.towards, level) {
            (_, Some(code)) | (Towards::Project(code), None) => Some(code.clone()),
            _ => None,
        }
    }
}

impl Model {
    /// Whether an organisation carries a project out or receives one of its commitments.
    pub fn takes_part(&self, slug: &str, code: &str) -> bool {
        let receives = |home: &Home| {
            let mut commitments = self.state(home).commitments.values();
            commitments.any(|one| one.receiver == slug && self.project_at(home, &one.level).as_deref() == Some(code))
        };
        slug == cast::IMPLEMENTER || self.projects[code].homes.iter().any(receives)
    }

    /// Writes something down under a pledge, or under a direct commitment.
    pub fn write(&mut self, home: &Home, row: Row) {
        let (currency, rows, stored) = match home {
            Home::Pledge(reference) => {
                let pledge = self.pledges.get_mut(reference).expect("a pledge");
                (pledge.currency, &mut pledge.rows, &mut pledge.stored)
            }
            Home::Direct(id) => {
                let direct = self.directs.get_mut(id).expect("a commitment");
                (Currency::USD, &mut direct.rows, &mut direct.stored)
            }
        };
        rows.push(row);
        *stored = State::of(currency, rows);
        for subject in self.subjects(home) {
            let Subject::Project(code) = subject else { continue };
            let project = self.projects.get_mut(&code).expect("a project");
            project.homes.insert(home.clone());
        }
    }

    pub fn state(&self, home: &Home) -> &State {
        match home {
            Home::Pledge(reference) => &self.pledges[reference].stored,
            Home::Direct(id) => &self.directs[id].stored,
        }
    }

    /// What is late or open of a pledge or a direct commitment.
    pub fn overdue(&self, home: &Home, today: Date) -> Vec<Overdue> {
        let (days, conditions, until) = match home {
            Home::Pledge(reference) => {
                let pledge = &self.pledges[reference];
                (pledge.days(), &pledge.conditions, pledge.valid_until)
            }
            Home::Direct(id) => (Days::new(), &self.directs[id].conditions, None),
        };
        let account = lateness::Account {
            rows: self.rows(home),
            days,
            conditions,
            until,
            lead: self.giving(home).lead.slug,
            is_money: self.giving(home).kind == PledgeKind::Financial,
        };
        lateness::overdue(&account, today)
    }

    /// Whether a commitment has the days of its pledge.
    pub fn names_no_days(&self, home: &Home, commitment: i64) -> bool {
        let is_it = |row: &Row| matches!(row, Row::Sign(signed) if signed.id == commitment && signed.days.is_empty());
        self.rows(home).iter().any(is_it)
    }

    pub fn conditions_mut(&mut self, home: &Home) -> &mut Vec<Condition> {
        match home {
            Home::Pledge(reference) => &mut self.pledges.get_mut(reference).expect("a pledge").conditions,
            Home::Direct(id) => &mut self.directs.get_mut(id).expect("a commitment").conditions,
        }
    }

    pub fn giving(&self, home: &Home) -> &Giving {
        match home {
            Home::Pledge(reference) => &self.pledges[reference].giving,
            Home::Direct(id) => &self.directs[id].giving,
        }
    }

    pub fn rows(&self, home: &Home) -> &[Row] {
        match home {
            Home::Pledge(reference) => &self.pledges[reference].rows,
            Home::Direct(id) => &self.directs[id].rows,
        }
    }

    /// The project for which the money at a level is.
    pub fn project_at(&self, home: &Home, level: &Level) -> Option<String> {
        match home {
            Home::Pledge(reference) => self.pledges[reference].project_at(level),
            Home::Direct(id) => Some(self.directs[id].project.clone()),
        }
    }

    /// Everything under which something of this is counted.
    pub fn subjects(&self, home: &Home) -> BTreeSet<Subject> {
        match home {
            Home::Direct(id) => [Subject::Project(self.directs[id].project.clone())].into(),
            Home::Pledge(reference) => {
                let pledge = &self.pledges[reference];
                let levels = pledge.stored.lines.keys().chain([&None]);
                let subject = |level| match pledge.project_at(level) {
                    Some(code) => Subject::Project(code),
                    None => Subject::Pledge(reference.clone()),
                };
                levels.map(subject).collect()
            }
        }
    }

    /// Counts a subject anew and moves the totals by the difference; gives every boundary in which it is, or was.
    pub fn refresh_totals(&mut self, gazetteer: &Gazetteer, subject: &Subject) -> BTreeSet<Place> {
        let after = self.count(gazetteer, subject);
        let before = self.added.insert(subject.clone(), after.clone()).unwrap_or_default();
        for (sums, times) in [(&before, -1), (&after, 1)] {
            for (key, sum) in sums {
                put(&mut self.totals, key.clone(), sum, times);
            }
        }
        before
            .keys()
            .chain(after.keys())
            .map(|(place, _)| place.clone())
            .collect()
    }

    /// Every total from nothing.
    pub fn added_anew(&self, gazetteer: &Gazetteer) -> Totals {
        let mut again = Self {
            projects: self.projects.clone(),
            pledges: self.pledges.clone(),
            directs: self.directs.clone(),
            ..Self::default()
        };
        for pledge in again.pledges.values_mut() {
            pledge.stored = State::of(pledge.currency, &pledge.rows);
        }
        for direct in again.directs.values_mut() {
            direct.stored = State::of(Currency::USD, &direct.rows);
        }
        let projects = again.projects.keys().cloned().map(Subject::Project);
        let pledges = again.pledges.keys().cloned().map(Subject::Pledge);
        let mut totals = Totals::new();
        for subject in projects.chain(pledges) {
            for (key, sum) in again.count(gazetteer, &subject) {
                put(&mut totals, key, &sum, 1);
            }
        }
        totals
    }

    fn count(&self, gazetteer: &Gazetteer, subject: &Subject) -> Totals {
        match subject {
            Subject::Project(code) => self.count_project(gazetteer, code),
            Subject::Pledge(reference) => self.count_pledge(gazetteer, reference),
        }
    }

    fn count_pledge(&self, gazetteer: &Gazetteer, reference: &str) -> Totals {
        let (mut totals, pledge) = (Totals::new(), &self.pledges[reference]);
        if matches!(pledge.towards, Towards::Project(_)) {
            return totals;
        }
        let sums = pledge.stored.sums(&None, &pledge.giving);
        for (currency, sum) in count_providers(&mut totals, &pledge.giving, &sums) {
            put(&mut totals, (("plan", String::new()), currency), &sum, 1);
            let mut places = Vec::new();
            match &pledge.towards {
                Towards::Project(_) | Towards::Plan => {}
                Towards::Pillar(pillar) => {
                    put(&mut totals, (("pillar", (*pillar).to_owned()), currency), &sum, 1);
                }
                Towards::Place(code) => {
                    places.push((Some(code.clone()), 10_000));
                    let country = if code.starts_with("co") { "CO" } else { "PA" };
                    put(&mut totals, (("country", country.to_owned()), currency), &sum, 1);
                }
            }
            count_places(&mut totals, gazetteer, &places, currency, &sum);
        }
        totals
    }

    fn count_project(&self, gazetteer: &Gazetteer, code: &str) -> Totals {
        let (mut totals, project) = (Totals::new(), &self.projects[code]);
        let mut whole: BTreeMap<Currency, Sum> = BTreeMap::new();
        let mut committed = 0;
        for home in &project.homes {
            let (state, giving) = (self.state(home), self.giving(home));
            // A pledge to this very project stands there at its own level.
            let own = self.project_at(home, &None).as_deref() == Some(code);
            let level = (!own).then(|| code.to_owned());
            committed += state.committed_in_budget(&level, project.currency);
            let mut sums = state.sums(&level, giving);
            if let Home::Pledge(reference) = home {
                self.pledges[reference].note_covered(&mut sums, &level);
            }
            for (currency, sum) in count_providers(&mut totals, giving, &sums) {
                put(&mut whole, currency, &sum, 1);
            }
        }
        for spent in &project.spent {
            let mut sums = ByYear::new();
            note(&mut sums, spent.on.year(), &spent.left(), &[SPENT]);
            let giving = Giving::direct(cast::by_slug(spent.slug), "110", spent.valuation.minor, spent.on);
            for (currency, sum) in count_providers(&mut totals, &giving, &sums) {
                put(&mut whole, currency, &sum, 1);
            }
        }
        let (currency, sum) = project.own(committed);
        put(&mut whole, currency, &sum, 1);
        for (currency, sum) in whole {
            project.count(&mut totals, gazetteer, code, currency, &sum);
        }
        totals
    }
}

impl Giving {
    /// Money that one organisation gives without a pledge.
    pub const fn direct(lead: Organisation, finance_type: &'static str, minor: i128, on: Date) -> Self {
        Self {
            lead,
            others: Vec::new(),
            kind: PledgeKind::Financial,
            finance_type,
            on,
            minor,
        }
    }
}

/// What an organisation says that it spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    pub id: i64,
    pub slug: &'static str,
    pub valuation: Valuation,
    pub on: Date,
    /// What it took back of it, one after the other.
    pub cuts: Vec<i128>,
}

impl Spent {
    /// What still counts of it.
    pub fn left(&self) -> Valuation {
        let mut left = self.valuation;
        for cut in &self.cuts {
            left.take(*cut);
        }
        left
    }
}
