//! A boundary as pages show it: in words, with the address that explains its total, with its bar and figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{Figure, FigureView, FundingBar, SumView, figure, funding_bar, shown, sum};
use crate::domain::counting::Boundary;
use crate::domain::measures::Measures;
use crate::i18n::language::Language;
use crate::store::totals::Sums;
use crate::web::guards::Visit;

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
pub fn bar(language: Language, boundary: Boundary, sums: &Measures) -> FundingBar {
    funding_bar(language, has_projects(boundary).then_some(sums.requirement), sums)
}

/// The figures under the bar of a boundary, in US dollars.
#[must_use]
pub fn figures(visit: &Visit<'_>, boundary: Boundary, sums: &Sums) -> Vec<FigureView> {
    let all: &[Figure] = if has_projects(boundary) {
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
    // What waits or is disputed is shown where there is some; the explanation of the total has it always.
    let is_shown = |(kind, _, read): &&Figure| {
        !matches!(*kind, "declared" | "disputed") || shown(visit.language, sums, *read).is_some()
    };
    let shown_ones = all.iter().filter(is_shown);
    shown_ones.map(|one| figure(visit.language, *one, sums)).collect()
}

/// The figures of a row in a table, in US dollars with what of each could not be converted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Cells {
    pub requirement: SumView,
    pub pledged: SumView,
    pub committed: SumView,
    pub paid: SumView,
    pub gap: SumView,
    /// There are no figures.
    pub none: bool,
}

fn cells(language: Language, sums: &Sums) -> Cells {
    Cells {
        requirement: sum(language, sums, |sums| sums.requirement),
        pledged: sum(language, sums, |sums| sums.pledged),
        committed: sum(language, sums, |sums| sums.committed),
        paid: sum(language, sums, |sums| sums.paid),
        gap: sum(language, sums, |sums| sums.gap),
        none: *sums == Sums::default(),
    }
}

/// A boundary with its figures, as a row of a table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BoundaryRow {
    pub name: String,
    pub href: String,
    /// What it is, beside its name.
    pub kind: Option<String>,
    /// It is a territory, and the table does not say so already.
    pub territory: bool,
    /// The explanation of its total, where `href` leads elsewhere.
    pub total_href: Option<String>,
    #[serde(flatten)]
    pub cells: Cells,
}

impl BoundaryRow {
    /// A row with nothing but its name and figures.
    #[must_use]
    pub fn new(language: Language, name: String, href: String, sums: &Sums) -> Self {
        Self {
            name,
            href,
            kind: None,
            territory: false,
            total_href: None,
            cells: cells(language, sums),
        }
    }
}
