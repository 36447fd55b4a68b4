//! A boundary as pages show it: in words, with the address that explains its total, with its bar and figures.

use serde_json::{Value, json};

use super::guards::Visit;
use super::view::{self, Figure};
use crate::domain::counting::Boundary;
use crate::domain::measures::Measures;
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

/// Whether the boundary has projects, so that it has a cost and a gap. Providers and years have neither.
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
    let shown: &[Figure] = if has_projects(boundary) {
        &[
            ("requirement", "measure-requirement", |sums| sums.requirement),
            ("promised", "measure-pledged", |sums| sums.pledged),
            ("signed", "measure-committed", |sums| sums.committed),
            ("paid", "measure-paid", |sums| sums.paid),
            ("gap", "measure-gap", |sums| sums.gap),
        ]
    } else {
        &[
            ("promised", "measure-pledged", |sums| sums.pledged),
            ("", "measure-outstanding", |sums| sums.outstanding),
            ("signed", "measure-committed", |sums| sums.committed),
            ("declared", "measure-declared", |sums| sums.declared),
            ("disputed", "measure-disputed", |sums| sums.disputed),
            ("paid", "measure-paid", |sums| sums.paid),
        ]
    };
    // What waits or is disputed is told where there is some; the explanation of the total has it always.
    let shown = shown.iter().filter(|(kind, _, read)| {
        !matches!(*kind, "declared" | "disputed") || view::shown(visit.language, sums, *read).is_some()
    });
    Value::Array(shown.map(|one| view::figure(visit.language, *one, sums)).collect())
}

/// The figures of a row in a table, each `{value, note}` in US dollars with what of it could not be converted.
#[must_use]
pub fn cells(language: Language, sums: &Sums) -> Value {
    json!({
        "requirement": view::sum(language, sums, |sums| sums.requirement),
        "pledged": view::sum(language, sums, |sums| sums.pledged),
        "committed": view::sum(language, sums, |sums| sums.committed),
        "paid": view::sum(language, sums, |sums| sums.paid),
        "gap": view::sum(language, sums, |sums| sums.gap),
        "none": *sums == Sums::default(),
    })
}
