//! The facts of a project as the registry keeps them.

use time::Date;

use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{OrganisationId, PlaceId};
use crate::domain::pillar::Pillar;
use crate::domain::place::TerritorialStatus;

/// Fewest characters of a title (DESIGN.md §4).
pub const TITLE_LENGTH_MIN: usize = 10;
/// Most characters of a title.
pub const TITLE_LENGTH_MAX: usize = 160;
/// Fewest characters of a description (DESIGN.md §4).
pub const DESCRIPTION_LENGTH_MIN: usize = 80;
/// Most characters of a description.
pub const DESCRIPTION_LENGTH_MAX: usize = 4000;
/// Most characters of an office, a budget line, a territorial basis.
pub const LINE_LENGTH_MAX: usize = 200;
/// Fewest characters of the act by which a place touches no territory.
pub const BASIS_LENGTH_MIN: usize = 10;
/// Most budget lines, places, sectors of one project.
pub const ROWS_MAX: usize = 12;

/// A place of a project with its share. `place` is `None` outside the area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceShare {
    pub place: Option<PlaceId>,
    /// 0 when the money is not split by place.
    pub share_basis_points: u32,
    pub territorial_status: TerritorialStatus,
    pub territorial_basis: Option<String>,
}

/// A sector of a project with its share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorShare {
    pub sector_code: String,
    pub share_basis_points: u32,
}

/// One line of the budget, in the budget currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLine {
    pub name_es: String,
    pub name_en: String,
    pub amount_minor: i64,
}

/// The facts of a project that an officer keeps.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub title_es: String,
    pub title_en: String,
    pub description_es: String,
    pub description_en: String,
    pub pillar: Pillar,
    pub country: Country,
    pub budget_currency: Currency,
    pub budget_on: Option<Date>,
    pub accountable: Option<OrganisationId>,
    pub implementing: Option<OrganisationId>,
    pub contact_office: String,
    pub planned_start_on: Option<Date>,
    pub planned_end_on: Option<Date>,
    pub actual_start_on: Option<Date>,
    pub actual_end_on: Option<Date>,
    pub places: Vec<PlaceShare>,
    pub sectors: Vec<SectorShare>,
    pub lines: Vec<BudgetLine>,
}

impl Facts {
    /// The sum of the budget lines, or `None` when it does not fit.
    #[must_use]
    pub fn requirement_minor(&self) -> Option<i64> {
        self.lines
            .iter()
            .try_fold(0_i64, |sum, line| sum.checked_add(line.amount_minor))
    }

    /// Whether the costs are the same: currency, day and lines.
    #[must_use]
    pub fn has_budget_of(&self, other: &Self) -> bool {
        (self.budget_currency, self.budget_on, &self.lines) == (other.budget_currency, other.budget_on, &other.lines)
    }
}
