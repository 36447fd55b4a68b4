//! What may be asked of the list of projects: its filters, its orders, its facets.

use std::ops::RangeInclusive;
use std::sync::Arc;

use time::Date;

use crate::domain::country::Country;
use crate::domain::ids::ProjectId;
use crate::domain::pillar::Pillar;
use crate::domain::project::{Provenance, Status};
use crate::store::After;

/// Years that can be asked for.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;

crate::domain::coded! {
    /// The order of the list; each ends in the newest first.
    pub enum Sort {
        Newest = "newest",
        LargestGap = "gap",
        LargestRequirement = "requirement",
    }
}

crate::domain::coded! {
    /// By what projects are counted, named like the filters.
    pub enum Facet {
        Class = "class",
        Country = "country",
        Partner = "partner",
        Pillar = "pillar",
        Place = "place",
        Provenance = "provenance",
        Sector = "sector",
        Status = "status",
        Territory = "territory",
    }
}

/// What the public looks for. Empty: everything that is public.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words. Each must begin some word of the project's title, description, places (with all above them) or
    /// organisations, in either language, or share its stem with one; or it is the code of the project.
    pub q: String,
    pub pillar: Option<Pillar>,
    /// A DAC purpose code, or the first three digits of its category.
    pub sector: Option<String>,
    pub status: Option<Status>,
    /// A binational project is found under both countries.
    pub country: Option<Country>,
    /// Code of a place; what lies below it is found too.
    pub place: Option<String>,
    /// Code of a territory; likewise.
    pub territory: Option<String>,
    /// Slug of an organisation that promises, alone or with others, answers or carries out.
    pub partner: Option<String>,
    /// Class of an organisation that promises, alone or with others.
    pub class: Option<String>,
    pub provenance: Option<Provenance>,
    /// Only projects with a gap.
    pub gap: bool,
    /// Only open projects past their planned end, as of this day.
    pub overdue_on: Option<Date>,
    /// A year of the planned period, within [`YEARS`].
    pub year: Option<i32>,
}

/// Where a page begins: after a row, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub sort: Sort,
    pub after: Option<After>,
}

impl Cursor {
    /// The first page in an order.
    #[must_use]
    pub const fn first(sort: Sort) -> Self {
        Self { sort, after: None }
    }
}

/// A page of the filtered list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The projects of the page, in the order asked for.
    pub ids: Vec<ProjectId>,
    /// After which the next page begins; `None` on the last.
    pub next: Option<After>,
    /// How many projects the filter finds on all pages.
    pub total: i64,
}

/// How many of the filtered list have a value; never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetRow {
    pub facet: Facet,
    /// As the filter of the same name takes it.
    pub value: Arc<str>,
    pub count: i64,
}
