//! A project in the model: its road, its gates, and where its money is counted.

use std::collections::BTreeSet;

use puente::domain::currency::Currency;
use puente::domain::place::Gazetteer;
use puente::domain::project::Status;
use time::Date;

use super::count::count_places;
use super::sum::{Sum, Totals, put, split_sum};
use super::{Home, Spent};

#[derive(Debug, Clone)]
pub struct Project {
    /// Its key in the database.
    pub id: i64,
    pub version: i64,
    pub status: Status,
    pub suspended_from: Option<Status>,
    pub country: &'static str,
    pub pillar: &'static str,
    pub currency: Currency,
    pub budget_on: Option<Date>,
    pub requirement: i128,
    /// The lines of its budget by their names, in order.
    pub lines: Vec<(&'static str, i128)>,
    /// The rate of its budget in hundredths, once it was known.
    pub rate: Option<i128>,
    /// Place code (none: outside) and share in basis points.
    pub places: Vec<(Option<String>, u32)>,
    pub sectors: Vec<(String, u32)>,
    pub complete: bool,
    pub started: bool,
    pub without_territory: bool,
    /// The pledges and commitments under which something is for it.
    pub homes: BTreeSet<Home>,
    pub spent: Vec<Spent>,
}

impl Project {
    /// The road, step by step.
    pub fn is_next(&self, to: Status) -> bool {
        use Status::{Cancelled, Closed, Draft, Finalisation, Identified, Implementation, SeekingFunding, Suspended};
        match (self.status, to) {
            (Draft, Identified)
            | (Identified, SeekingFunding | Cancelled)
            | (SeekingFunding, Implementation | Suspended | Cancelled)
            | (Implementation, Finalisation | Suspended | Cancelled)
            | (Finalisation, Closed)
            | (Suspended, Cancelled) => true,
            (Suspended, back) => Some(back) == self.suspended_from,
            _ => false,
        }
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

    /// How much is written down for it, at most.
    pub fn length(&self) -> usize {
        self.homes.len() + self.spent.len()
    }

    /// Counts what belongs to it under everything of which it is a part.
    pub fn count(&self, totals: &mut Totals, gazetteer: &Gazetteer, code: &str, currency: Currency, sum: &Sum) {
        for (boundary, key) in [
            ("plan", ""),
            ("country", self.country),
            ("pillar", self.pillar),
            ("project", code),
        ] {
            put(totals, ((boundary, key.to_owned()), currency), sum, 1);
        }
        let shares: Vec<i128> = self.sectors.iter().map(|(_, share)| i128::from(*share)).collect();
        if !shares.is_empty() {
            for ((sector, _), part) in self.sectors.iter().zip(split_sum(sum, &shares)) {
                put(totals, (("sector", sector.clone()), currency), &part, 1);
            }
        }
        count_places(totals, gazetteer, &self.places, currency, sum);
    }
}
