//! JSON views: the same facts as a page, in one shape, with amounts as decimal strings.

use std::collections::BTreeMap;

use serde::Serialize;

use super::boundary::has_projects;
use super::texts::pick;
use crate::domain::counting::Boundary;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::measures::Measures;
use crate::domain::money::Money;
use crate::domain::organisation::Class;
use crate::domain::pillar::Pillar;
use crate::domain::project::{Provenance, Status};
use crate::i18n::language::Language;
use crate::store::StoreError;
use crate::store::organisations::OrganisationRow;
use crate::store::projects::{PlaceOf, ProjectRow};
use crate::store::totals::Sums;

/// What a JSON view is of, where its kind says all.
#[derive(Debug, Clone, Serialize)]
pub struct Kind {
    pub kind: &'static str,
}

impl Kind {
    /// Of this kind.
    #[must_use]
    pub const fn of(kind: &'static str) -> Self {
        Self { kind }
    }
}

/// What a JSON view is of: one thing of a kind.
#[derive(Debug, Clone, Serialize)]
pub struct Keyed {
    pub kind: &'static str,
    pub key: String,
}

/// An amount.
#[derive(Debug, Clone, Serialize)]
pub struct Amount {
    pub amount: String,
    pub currency: &'static str,
}

/// An amount of any currency.
#[must_use]
pub fn money(money: Money) -> Amount {
    Amount {
        amount: money.plain(),
        currency: money.currency().code(),
    }
}

fn amount(minor: i64, currency: Currency) -> Amount {
    money(Money::new(minor, currency))
}

fn usd(minor: i64) -> Option<Amount> {
    Some(amount(minor, Currency::USD))
}

/// What could not be converted of one measure.
#[derive(Debug, Clone, Serialize)]
pub struct NotConverted {
    #[serde(flatten)]
    pub amount: Amount,
    pub measure: &'static str,
}

/// The measures of a boundary; null where one cannot be known.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TotalsData {
    pub requirement: Option<Amount>,
    pub pledged: Option<Amount>,
    pub outstanding: Option<Amount>,
    pub committed: Option<Amount>,
    pub declared: Option<Amount>,
    pub disputed: Option<Amount>,
    pub paid: Option<Amount>,
    pub spent: Option<Amount>,
    pub in_kind: Option<Amount>,
    pub covered: Option<Amount>,
    pub guarantees: Option<Amount>,
    pub gap: Option<Amount>,
    pub not_converted: Vec<NotConverted>,
}

/// What the totals are made of, by measure; null where one cannot be known.
pub type Breakdown = BTreeMap<&'static str, Option<Amount>>;

/// The measures of [`TotalsData`]; all others stand in the breakdown.
const TOTALS: &[&str] = &[
    "requirement",
    "pledged",
    "outstanding",
    "committed",
    "declared",
    "disputed",
    "paid",
    "spent",
    "in_kind",
    "covered",
    "guarantees",
    "gap",
];

/// The totals of a wide boundary: everything in US dollars.
#[must_use]
pub fn totals(sums: &Sums) -> TotalsData {
    let known = &sums.usd;
    TotalsData {
        requirement: usd(known.requirement),
        pledged: usd(known.pledged),
        outstanding: usd(known.outstanding),
        committed: usd(known.committed),
        declared: usd(known.declared),
        disputed: usd(known.disputed),
        paid: usd(known.paid),
        spent: usd(known.spent),
        in_kind: usd(known.in_kind),
        covered: usd(known.covered),
        guarantees: usd(known.guarantees),
        gap: usd(known.gap),
        not_converted: not_converted(sums, &["outstanding", "gap"]),
    }
}

/// The totals of any boundary: providers and years have no projects, so no requirement and no gap can be known of them.
#[must_use]
pub fn of_boundary(boundary: Boundary, sums: &Sums) -> TotalsData {
    let mut totals = totals(sums);
    if !has_projects(boundary) {
        totals.requirement = None;
        totals.gap = None;
    }
    totals
}

/// What the totals are made of: direct, ended, suspended, the effects of exchange, grant, loan, equity, domestic.
#[must_use]
pub fn breakdown(sums: &Sums) -> Breakdown {
    let all = Measures::NAMES.iter().zip(sums.usd.values());
    let others = all.filter(|(name, _)| !TOTALS.contains(name));
    others.map(|(name, minor)| (*name, usd(minor))).collect()
}

/// What could not be converted, one amount a measure and currency. `without`: measures that say the same again.
fn not_converted(sums: &Sums, without: &[&str]) -> Vec<NotConverted> {
    let is_listed = |name: &str| TOTALS.contains(&name) && !without.contains(&name);
    let list = sums.not_converted.iter().flat_map(|(currency, measures)| {
        let all = Measures::NAMES.iter().zip(measures.values());
        let listed = all.filter(|(name, minor)| *minor != 0 && is_listed(name));
        listed.map(|(name, minor)| NotConverted {
            amount: amount(minor, *currency),
            measure: name,
        })
    });
    list.collect()
}

/// A project.
#[derive(Debug, Clone, Serialize)]
pub struct ProjectData {
    pub code: String,
    pub title: String,
    pub status: Status,
    pub provenance: Provenance,
    pub pillar: Pillar,
    pub country: Country,
    /// Codes of its places, or `outside`.
    pub places: Vec<String>,
    pub parent: Option<String>,
    pub totals: TotalsData,
    pub breakdown: Option<Breakdown>,
}

/// A project in a JSON view.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn project(
    language: Language,
    row: &ProjectRow,
    places: &[PlaceOf],
    sums: Option<&Sums>,
) -> Result<ProjectData, StoreError> {
    let empty = Sums::default();
    let sums = sums.unwrap_or(&empty);
    let currency = row.budget_currency;
    let is_registered = row.provenance == Provenance::Registered;
    let totals = if is_registered {
        TotalsData {
            requirement: Some(amount(row.requirement_minor, currency)),
            gap: row.gap_minor.map(|minor| amount(minor, currency)),
            not_converted: not_converted(sums, &["outstanding", "gap", "requirement"]),
            ..totals(sums)
        }
    } else {
        // Sourced amounts are no ledger: nothing of it can be known here.
        TotalsData::default()
    };
    let places = places.iter().filter(|place| place.project_id == row.id);
    let codes = places.map(|place| place.code.clone().unwrap_or_else(|| "outside".to_owned()));
    Ok(ProjectData {
        code: row.code.clone(),
        title: pick(language, &row.title_es, &row.title_en).to_owned(),
        status: row.status,
        provenance: row.provenance,
        pillar: row.pillar,
        country: row.country,
        places: codes.collect(),
        parent: None,
        totals,
        breakdown: is_registered.then(|| project_breakdown(row, sums)),
    })
}

/// The breakdown of a project, with its cost and gap in US dollars as they count in the plan; null without a rate.
fn project_breakdown(row: &ProjectRow, sums: &Sums) -> Breakdown {
    let mut parts = breakdown(sums);
    let is_known = row.requirement_usd_minor.is_some();
    for (name, minor) in [("requirement_usd", sums.usd.requirement), ("gap_usd", sums.usd.gap)] {
        parts.insert(name, usd(minor).filter(|_| is_known));
    }
    parts
}

/// An organisation with its totals.
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationData {
    pub slug: String,
    pub name: String,
    pub class: Class,
    pub totals: TotalsData,
}

/// An organisation in a JSON view.
#[must_use]
pub fn organisation(language: Language, row: &OrganisationRow, sums: &Sums) -> OrganisationData {
    OrganisationData {
        slug: row.slug.clone(),
        name: pick(language, &row.name_es, &row.name_en).to_owned(),
        class: row.class,
        totals: of_boundary(Boundary::Partner, sums),
    }
}
