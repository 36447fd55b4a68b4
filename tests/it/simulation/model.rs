//! The registry as a child would keep it: lists in memory, everything added anew each time. Shares no rule with the
//! program; only its words.

use std::collections::BTreeMap;

use puente::domain::currency::Currency;
use puente::domain::place::Gazetteer;
use puente::domain::pledge::{PledgeKind, PledgeState};
use puente::domain::project::Status;
use time::{Date, Duration};

/// Names of the sums, in the order of a [`Sum`].
pub const NAMES: [&str; 11] = [
    "requirement",
    "pledged",
    "outstanding",
    "committed",
    "declared",
    "disputed",
    "paid",
    "spent",
    "in_kind",
    "guarantees",
    "gap",
];
pub type Sum = [i128; 11];
/// Boundary, key, currency → sums that are not all zero.
pub type Totals = BTreeMap<(String, String, String), Sum>;

const REQUIREMENT: usize = 0;
const PLEDGED: usize = 1;
const OUTSTANDING: usize = 2;
const IN_KIND: usize = 8;
const GUARANTEES: usize = 9;
const GAP: usize = 10;

#[derive(Debug, Clone)]
pub struct Rate {
    pub currency: Currency,
    /// 0 daily, 1 monthly, 2 annual.
    pub coarseness: u8,
    pub from: Date,
    pub to: Date,
    /// A hundred times the units of the currency for one US dollar.
    pub hundredths: i128,
}

#[derive(Debug, Clone)]
pub struct Project {
    pub status: Status,
    pub suspended_from: Option<Status>,
    pub country: &'static str,
    pub pillar: &'static str,
    pub currency: Currency,
    pub budget_on: Option<Date>,
    pub requirement: i128,
    /// Place code (none: outside) and share in basis points.
    pub places: Vec<(Option<String>, u32)>,
    pub sectors: Vec<(String, u32)>,
    pub complete: bool,
    pub started: bool,
    pub without_territory: bool,
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
    pub partner: &'static str,
    pub class: &'static str,
    pub kind: PledgeKind,
    pub minor: i128,
    pub currency: Currency,
    pub pledged_on: Date,
    pub embargo_until: Option<Date>,
    /// Who entered and who submitted it last, by address.
    pub entered_by: &'static str,
    pub submitted_by: Option<&'static str>,
    /// Whether it stands in the ledger.
    pub public: bool,
}

#[derive(Debug, Default)]
pub struct Model {
    pub rates: Vec<Rate>,
    pub projects: BTreeMap<String, Project>,
    pub pledges: BTreeMap<String, Pledge>,
}

impl Project {
    /// The road, step by step.
    pub fn may_become(&self, to: Status) -> bool {
        use Status::{Cancelled, Closed, Draft, Finalisation, Identified, Implementation, SeekingFunding, Suspended};
        let step = match (self.status, to) {
            (Draft, Identified)
            | (Identified, SeekingFunding | Cancelled)
            | (SeekingFunding, Implementation | Suspended | Cancelled)
            | (Implementation, Finalisation | Suspended | Cancelled)
            | (Finalisation, Closed)
            | (Suspended, Cancelled) => true,
            (Suspended, back) => Some(back) == self.suspended_from,
            _ => false,
        };
        step && self.passes(to)
    }

    /// Whether the gate of a status lets the project through.
    pub fn passes(&self, gate: Status) -> bool {
        match gate {
            Status::Draft | Status::Suspended | Status::Cancelled => true,
            Status::Implementation => self.complete && self.started && self.without_territory,
            _ => self.complete,
        }
    }

    /// The gate that an edited project must go on passing.
    pub fn gate_to_keep(&self) -> Status {
        match self.status {
            Status::Suspended => self.suspended_from.unwrap_or(Status::SeekingFunding),
            other => other,
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.status, Status::SeekingFunding | Status::Implementation)
    }
}

/// Divides, rounding halves to the even neighbour.
fn divide_half_even(number: i128, by: i128) -> i128 {
    let (whole, rest) = (number.div_euclid(by), number.rem_euclid(by));
    match (2 * rest).cmp(&by) {
        std::cmp::Ordering::Less => whole,
        std::cmp::Ordering::Greater => whole + 1,
        std::cmp::Ordering::Equal => whole + whole.rem_euclid(2),
    }
}

/// Parts of `total` by shares: whole units first, then one each to those who lost most.
fn split(total: i128, shares: &[u32]) -> Vec<i128> {
    let (sign, size) = (total.signum(), total.abs());
    let exact: Vec<i128> = shares.iter().map(|share| size * i128::from(*share)).collect();
    let mut parts: Vec<i128> = exact.iter().map(|exact| exact / 10_000).collect();
    let mut lost: Vec<i128> = exact.iter().map(|exact| exact % 10_000).collect();
    while parts.iter().sum::<i128>() < size {
        let most = lost.iter().max().copied().unwrap_or_default();
        let first = lost.iter().position(|one| *one == most).unwrap_or_default();
        parts[first] += 1;
        lost[first] = -1;
    }
    parts.into_iter().map(|part| sign * part).collect()
}

fn split_sum(sum: &Sum, shares: &[u32]) -> Vec<Sum> {
    let columns: Vec<Vec<i128>> = sum.iter().map(|value| split(*value, shares)).collect();
    (0..shares.len())
        .map(|part| std::array::from_fn(|name| columns[name][part]))
        .collect()
}

impl Model {
    /// US cents at the rate of a day; none without a rate.
    fn usd(&self, minor: i128, currency: Currency, day: Option<Date>) -> Option<i128> {
        if matches!(currency, Currency::USD | Currency::PAB) {
            return Some(minor);
        }
        let day = day?;
        let carry = |rate: &Rate| Duration::days(if rate.coarseness == 0 { 7 } else { 0 });
        let speaking = self
            .rates
            .iter()
            .filter(|rate| rate.currency == currency && rate.from <= day && day <= rate.to + carry(rate));
        let rate = speaking.min_by_key(|rate| (rate.coarseness, std::cmp::Reverse(rate.from)))?;
        let cents_per_unit = if currency == Currency::JPY { 100 } else { 1 };
        Some(divide_half_even(minor * cents_per_unit * 100, rate.hundredths))
    }

    fn counted(&self, minor: i128, currency: Currency, day: Option<Date>) -> (String, i128) {
        match self.usd(minor, currency, day) {
            Some(cents) => ("USD".to_owned(), cents),
            None => (currency.code().to_owned(), minor),
        }
    }

    /// What a public pledge adds.
    fn sum_of(&self, pledge: &Pledge) -> (String, Sum) {
        let (currency, minor) = self.counted(pledge.minor, pledge.currency, Some(pledge.pledged_on));
        let mut sum = Sum::default();
        let left = if pledge.state == PledgeState::Verified {
            minor
        } else {
            0
        };
        match pledge.kind {
            PledgeKind::Financial => {
                sum[PLEDGED] = minor;
                sum[OUTSTANDING] = left;
            }
            PledgeKind::InKind | PledgeKind::Technical => sum[IN_KIND] = left,
            PledgeKind::Guarantee => sum[GUARANTEES] = left,
        }
        (currency, sum)
    }

    /// Every total, from nothing.
    pub fn totals(&self, gazetteer: &Gazetteer) -> Totals {
        let mut totals = Totals::new();
        for pledge in self.pledges.values().filter(|pledge| pledge.public) {
            let (currency, sum) = self.sum_of(pledge);
            for (boundary, key) in [
                ("class", pledge.class.to_owned()),
                ("partner", pledge.partner.to_owned()),
                ("year", pledge.pledged_on.year().to_string()),
            ] {
                put(&mut totals, boundary, &key, &currency, &sum);
            }
        }
        for (code, project) in &self.projects {
            let mut whole: BTreeMap<String, Sum> = BTreeMap::new();
            let (currency, requirement) = self.counted(project.requirement, project.currency, project.budget_on);
            let own = whole.entry(currency).or_default();
            own[REQUIREMENT] = if matches!(project.status, Status::Draft | Status::Cancelled) {
                0
            } else {
                requirement
            };
            own[GAP] = if project.is_open() { requirement } else { 0 };
            let towards = Towards::Project(code.clone());
            for pledge in self
                .pledges
                .values()
                .filter(|pledge| pledge.public && pledge.towards == towards)
            {
                let (currency, sum) = self.sum_of(pledge);
                let of = whole.entry(currency).or_default();
                *of = std::array::from_fn(|name| of[name] + sum[name]);
            }
            for (currency, sum) in whole {
                put(&mut totals, "plan", "", &currency, &sum);
                put(&mut totals, "country", project.country, &currency, &sum);
                put(&mut totals, "pillar", project.pillar, &currency, &sum);
                put(&mut totals, "project", code, &currency, &sum);
                let shares: Vec<u32> = project.sectors.iter().map(|(_, share)| *share).collect();
                if !shares.is_empty() {
                    for ((sector, _), part) in project.sectors.iter().zip(split_sum(&sum, &shares)) {
                        put(&mut totals, "sector", sector, &currency, &part);
                    }
                }
                put_places(&mut totals, gazetteer, &project.places, &currency, &sum);
            }
        }
        for pledge in self.pledges.values().filter(|pledge| pledge.public) {
            let (currency, sum) = self.sum_of(pledge);
            let mut places = Vec::new();
            match &pledge.towards {
                Towards::Project(_) => continue,
                Towards::Place(code) => {
                    places.push((Some(code.clone()), 10_000));
                    let country = if code.starts_with("co") { "CO" } else { "PA" };
                    put(&mut totals, "country", country, &currency, &sum);
                }
                Towards::Pillar(pillar) => put(&mut totals, "pillar", pillar, &currency, &sum),
                Towards::Plan => {}
            }
            put(&mut totals, "plan", "", &currency, &sum);
            put_places(&mut totals, gazetteer, &places, &currency, &sum);
        }
        totals.retain(|_, sum| sum.iter().any(|value| *value != 0));
        totals
    }
}

fn put(totals: &mut Totals, boundary: &str, key: &str, currency: &str, sum: &Sum) {
    let of = totals
        .entry((boundary.to_owned(), key.to_owned(), currency.to_owned()))
        .or_default();
    *of = std::array::from_fn(|name| of[name] + sum[name]);
}

fn put_places(totals: &mut Totals, gazetteer: &Gazetteer, places: &[(Option<String>, u32)], currency: &str, sum: &Sum) {
    let mut shares: Vec<u32> = places.iter().map(|(_, share)| *share).collect();
    if shares.len() == 1 {
        shares[0] = 10_000;
    }
    if shares.iter().all(|share| *share == 0) {
        put(totals, "place", "unsplit", currency, sum);
        return;
    }
    for ((code, _), part) in places.iter().zip(split_sum(sum, &shares)) {
        let Some(code) = code else {
            put(totals, "place", "outside", currency, &part);
            continue;
        };
        let mut next = gazetteer.by_code(code);
        while let Some(place) = next {
            put(totals, "place", &place.code, currency, &part);
            if place.is_territory {
                put(totals, "territory", &place.code, currency, &part);
            }
            next = place
                .parent
                .and_then(|parent| gazetteer.places().iter().find(|other| other.id == parent));
        }
    }
}
