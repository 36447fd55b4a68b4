//! JSON views: the same facts as a page, in one shape, with amounts as decimal strings.

use serde_json::{Map, Value, json};

use super::boundary::has_projects;
use super::view::pick;
use crate::domain::counting::Boundary;
use crate::domain::currency::Currency;
use crate::domain::measures::Measures;
use crate::domain::money::Money;
use crate::domain::project::Provenance;
use crate::i18n::language::Language;
use crate::store::StoreError;
use crate::store::projects::{PlaceOf, ProjectRow};
use crate::store::totals::Sums;

/// An amount in a JSON view.
fn amount(minor: i64, currency: Currency) -> Value {
    json!({"amount": Money::new(minor, currency).plain(), "currency": currency.code()})
}

/// An amount of any currency in a JSON view.
#[must_use]
pub fn money(money: Money) -> Value {
    amount(money.minor(), money.currency())
}

/// The measures of `totals`; all others stand in `breakdown`.
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

fn in_dollars(sums: &Sums, wanted: impl Fn(&str) -> bool) -> Map<String, Value> {
    Measures::NAMES
        .iter()
        .zip(sums.usd.values())
        .filter(|(name, _)| wanted(name))
        .map(|(name, minor)| ((*name).to_owned(), amount(minor, Currency::USD)))
        .collect()
}

/// The totals of a wide boundary in a JSON view: everything in US dollars.
#[must_use]
pub fn totals(sums: &Sums) -> Value {
    let mut totals = in_dollars(sums, |name| TOTALS.contains(&name));
    totals.insert("not_converted".into(), not_converted(sums, &["outstanding", "gap"]));
    Value::Object(totals)
}

/// The totals of any boundary: providers and years have no projects, so no requirement and no gap can be known of them.
#[must_use]
pub fn of_boundary(boundary: Boundary, sums: &Sums) -> Value {
    let mut totals = totals(sums);
    if !has_projects(boundary) {
        totals["requirement"] = Value::Null;
        totals["gap"] = Value::Null;
    }
    totals
}

/// What the totals are made of: direct, ended, suspended, the effects of exchange, grant, loan, equity, domestic.
#[must_use]
pub fn breakdown(sums: &Sums) -> Value {
    Value::Object(in_dollars(sums, |name| !TOTALS.contains(&name)))
}

/// What could not be converted, one amount a measure and currency. `without`: measures that say the same again.
fn not_converted(sums: &Sums, without: &[&str]) -> Value {
    let list = sums.not_converted.iter().flat_map(|(currency, measures)| {
        Measures::NAMES
            .iter()
            .zip(measures.values())
            .filter(|(name, minor)| *minor != 0 && TOTALS.contains(name) && !without.contains(name))
            .map(|(name, minor)| {
                json!({"amount": Money::new(minor, *currency).plain(), "currency": currency.code(), "measure": name})
            })
    });
    Value::Array(list.collect())
}

/// A project in a JSON view.
///
/// # Errors
/// [`StoreError::Database`].
pub fn project(
    language: Language,
    row: &ProjectRow,
    places: &[PlaceOf],
    sums: Option<&Sums>,
) -> Result<Value, StoreError> {
    let empty = Sums::default();
    let sums = sums.unwrap_or(&empty);
    let currency = row.budget_currency;
    let totals = if row.provenance == Provenance::Registered {
        let mut all = totals(sums);
        all["requirement"] = amount(row.requirement_minor, currency);
        all["gap"] = row.gap_minor.map_or(Value::Null, |minor| amount(minor, currency));
        all["not_converted"] = not_converted(sums, &["outstanding", "gap", "requirement"]);
        all
    } else {
        // Sourced amounts are no ledger: nothing of it can be known here.
        let mut totals: Map<String, Value> = TOTALS.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
        totals.insert("not_converted".into(), json!([]));
        Value::Object(totals)
    };
    let codes: Vec<&str> = places
        .iter()
        .filter(|place| place.project_id == row.id)
        .map(|place| place.code.as_deref().unwrap_or("outside"))
        .collect();
    Ok(json!({
        "code": row.code,
        "title": pick(language, &row.title_es, &row.title_en),
        "status": row.status,
        "provenance": row.provenance,
        "pillar": row.pillar,
        "country": row.country,
        "places": codes,
        "parent": Value::Null,
        "totals": totals,
        "breakdown": if row.provenance == Provenance::Registered { project_breakdown(row, sums) } else { Value::Null },
    }))
}

/// The breakdown of a project, with its cost and gap in US dollars as they count in the plan; null without a rate.
fn project_breakdown(row: &ProjectRow, sums: &Sums) -> Value {
    let mut parts = breakdown(sums);
    let known = row.requirement_usd_minor.is_some();
    for (name, minor) in [("requirement_usd", sums.usd.requirement), ("gap_usd", sums.usd.gap)] {
        parts[name] = if known {
            amount(minor, Currency::USD)
        } else {
            Value::Null
        };
    }
    parts
}
