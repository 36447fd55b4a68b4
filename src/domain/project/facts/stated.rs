//! Facts as somebody stated them: something may be missing, or be no such value.

use time::Date;

use super::kept::{BudgetLine, Facts, PlaceShare, SectorShare};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{OrganisationId, PlaceId};
use crate::domain::pillar::Pillar;
use crate::domain::place::TerritorialStatus;

/// A value as it was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated<T> {
    /// Nothing was.
    Missing,
    /// Something else was, as whoever read it has said: no rule is checked against it.
    Unreadable,
    Value(T),
}

impl<T: Copy> Stated<T> {
    /// The value, where it could be read.
    #[must_use]
    pub const fn value(&self) -> Option<T> {
        match self {
            Self::Value(value) => Some(*value),
            Self::Missing | Self::Unreadable => None,
        }
    }

    /// Whether nothing was stated.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

impl<T> From<Option<T>> for Stated<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Self::Value)
    }
}

/// A place with its share as it was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedPlace {
    /// `None` outside the area.
    pub place: Stated<Option<PlaceId>>,
    /// In hundredths of a percent.
    pub share: Stated<u32>,
    pub territorial_status: TerritorialStatus,
    pub territorial_basis: String,
}

/// A sector with its share as it was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedSector {
    pub sector_code: String,
    /// In hundredths of a percent.
    pub share: Stated<u32>,
}

/// A line of the budget as it was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedLine {
    pub name_es: String,
    pub name_en: String,
    /// In minor units of the budget's currency.
    pub amount_minor: Stated<i64>,
}

/// Facts as they were stated. A row in which nothing stands is none; it keeps its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedFacts {
    pub title_es: String,
    pub title_en: String,
    pub description_es: String,
    pub description_en: String,
    pub pillar: Stated<Pillar>,
    pub country: Stated<Country>,
    pub budget_currency: Stated<Currency>,
    pub budget_on: Stated<Date>,
    pub accountable: Stated<OrganisationId>,
    pub implementing: Stated<OrganisationId>,
    pub contact_office: String,
    pub planned_start_on: Stated<Date>,
    pub planned_end_on: Stated<Date>,
    pub actual_start_on: Stated<Date>,
    pub actual_end_on: Stated<Date>,
    pub places: Vec<StatedPlace>,
    pub sectors: Vec<StatedSector>,
    pub lines: Vec<StatedLine>,
}

impl From<&Facts> for StatedFacts {
    fn from(facts: &Facts) -> Self {
        let share = |basis_points: u32| Stated::from(Some(basis_points).filter(|share| *share > 0));
        let place = |place: &PlaceShare| StatedPlace {
            place: Stated::Value(place.place),
            share: share(place.share_basis_points),
            territorial_status: place.territorial_status,
            territorial_basis: place.territorial_basis.clone().unwrap_or_default(),
        };
        let sector = |sector: &SectorShare| StatedSector {
            sector_code: sector.sector_code.clone(),
            share: share(sector.share_basis_points),
        };
        let line = |line: &BudgetLine| StatedLine {
            name_es: line.name_es.clone(),
            name_en: line.name_en.clone(),
            amount_minor: Stated::Value(line.amount_minor),
        };
        Self {
            title_es: facts.title_es.clone(),
            title_en: facts.title_en.clone(),
            description_es: facts.description_es.clone(),
            description_en: facts.description_en.clone(),
            pillar: Stated::Value(facts.pillar),
            country: Stated::Value(facts.country),
            budget_currency: Stated::Value(facts.budget_currency),
            budget_on: facts.budget_on.into(),
            accountable: facts.accountable.into(),
            implementing: facts.implementing.into(),
            contact_office: facts.contact_office.clone(),
            planned_start_on: facts.planned_start_on.into(),
            planned_end_on: facts.planned_end_on.into(),
            actual_start_on: facts.actual_start_on.into(),
            actual_end_on: facts.actual_end_on.into(),
            places: facts.places.iter().map(place).collect(),
            sectors: facts.sectors.iter().map(sector).collect(),
            lines: facts.lines.iter().map(line).collect(),
        }
    }
}
