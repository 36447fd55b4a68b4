//! A boundary as pages show it: in words, with the address that explains its total, with its bar and figures.

use serde_json::{Value, json};

use super::guards::Visit;
use super::view::{self, usd};
use crate::domain::counting::{Boundary, Measures};
use crate::i18n::language::Language;
use crate::store::totals::Sums;

/// The address of the page that explains a total, without the language.
#[must_use]
pub fn path(boundary: Boundary, key: &str) -> String {
    if key.is_empty() {
        format!("totals/{}", boundary.code())
    } else {
        format!("totals/{}/{key}", boundary.code())
    }
}

/// The same, in the reader's language.
#[must_use]
pub fn link(visit: &Visit<'_>, boundary: Boundary, key: &str) -> String {
    visit.link(&path(boundary, key))
}

/// Whether the boundary has projects, so that it has a cost and a gap. Givers and years have neither.
#[must_use]
pub fn has_projects(boundary: Boundary) -> bool {
    match boundary {
        Boundary::Plan
        | Boundary::Country
        | Boundary::Place
        | Boundary::Territory
        | Boundary::Pillar
        | Boundary::Sector
        | Boundary::Project => true,
        Boundary::Class | Boundary::Partner | Boundary::Year => false,
    }
}

/// The bar of a boundary.
#[must_use]
pub fn bar(language: Language, boundary: Boundary, sums: &Measures) -> Value {
    view::funding_bar(language, has_projects(boundary).then_some(sums.requirement), sums)
}

/// The figures under the bar of a boundary, in US dollars.
#[must_use]
pub fn figures(visit: &Visit<'_>, boundary: Boundary, sums: &Sums) -> Value {
    let shown: &[(&str, &str, i64)] = if has_projects(boundary) {
        &[
            ("requirement", "measure-requirement", sums.usd.requirement),
            ("promised", "measure-pledged", sums.usd.pledged),
            ("signed", "measure-committed", sums.usd.committed),
            ("paid", "measure-paid", sums.usd.paid),
            ("gap", "measure-gap", sums.usd.gap),
        ]
    } else {
        &[
            ("promised", "measure-pledged", sums.usd.pledged),
            ("", "measure-outstanding", sums.usd.outstanding),
            ("signed", "measure-committed", sums.usd.committed),
            ("declared", "measure-declared", sums.usd.declared),
            ("disputed", "measure-disputed", sums.usd.disputed),
            ("paid", "measure-paid", sums.usd.paid),
        ]
    };
    // What waits or is disputed is told where there is some; the explanation of the total has it always.
    let told = shown
        .iter()
        .filter(|(kind, _, minor)| !matches!(*kind, "declared" | "disputed") || *minor != 0);
    let list = told.map(|(kind, key, minor)| {
        json!({
            "kind": kind,
            "label": visit.say(key),
            "value": usd(*minor, visit.language),
            "note": (*kind == "promised").then(|| view::not_converted_note(visit.language, sums)),
        })
    });
    Value::Array(list.collect())
}

/// The figures of a row in a table, each in US dollars; `note` tells what could not be converted.
#[must_use]
pub fn cells(language: Language, sums: &Sums) -> Value {
    json!({
        "requirement": usd(sums.usd.requirement, language),
        "pledged": usd(sums.usd.pledged, language),
        "committed": usd(sums.usd.committed, language),
        "paid": usd(sums.usd.paid, language),
        "gap": usd(sums.usd.gap, language),
        "note": view::not_converted_note(language, sums),
        "none": *sums == Sums::default(),
    })
}
