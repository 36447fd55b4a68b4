//! The gates that a change of status must pass.

use super::facts::{DESCRIPTION_LENGTH_MIN, TITLE_LENGTH_MIN};
use super::status::Status;
use crate::domain::place::TerritorialStatus;
use time::Date;

/// A place of a project with its territorial standing, as the gate sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatePlace {
    pub name: String,
    pub territorial_status: TerritorialStatus,
}

/// What the gates look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GateFacts {
    pub title_es_length: usize,
    pub title_en_length: usize,
    pub description_es_length: usize,
    pub description_en_length: usize,
    pub places: Vec<GatePlace>,
    /// Sum of the shares by place in basis points; 0 when the officer left the money unsplit.
    pub place_share_basis_points: u32,
    /// Sum of the shares by sector in basis points.
    pub sector_share_basis_points: u32,
    pub planned_start_on: Option<Date>,
    pub planned_end_on: Option<Date>,
    pub actual_start_on: Option<Date>,
    pub has_accountable: bool,
    pub has_implementing: bool,
    pub requirement_minor: i64,
    pub has_contact_office: bool,
}

/// One thing that stands in the way of a change of status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    TitleEs,
    TitleEn,
    DescriptionEs,
    DescriptionEn,
    Place,
    PlaceShares,
    Sectors,
    PlannedStart,
    PlannedEnd,
    Accountable,
    Implementing,
    Requirement,
    ContactOffice,
    ActualStart,
    /// A place where a territory is touched, or where that is not known.
    Territory {
        place: String,
        known: bool,
    },
}

impl Missing {
    /// The stable word: translation key and name of the form field that mends it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TitleEs => "title_es",
            Self::TitleEn => "title_en",
            Self::DescriptionEs => "description_es",
            Self::DescriptionEn => "description_en",
            Self::Place => "place",
            Self::PlaceShares => "place_shares",
            Self::Sectors => "sectors",
            Self::PlannedStart => "planned_start_on",
            Self::PlannedEnd => "planned_end_on",
            Self::Accountable => "accountable",
            Self::Implementing => "implementing",
            Self::Requirement => "requirement",
            Self::ContactOffice => "contact_office",
            Self::ActualStart => "actual_start_on",
            Self::Territory { known: true, .. } => "territory",
            Self::Territory { known: false, .. } => "territory_unknown",
        }
    }

    /// The form field that mends it; the territorial gate is mended by records, not by a field of text.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Place | Self::PlaceShares | Self::Territory { .. } => "places[0].place",
            Self::Sectors => "sectors[0].sector",
            Self::Requirement => "lines[0].amount",
            _ => self.code(),
        }
    }
}

/// Everything that a change to `to` still misses, all at once and in the order of the form.
#[must_use]
pub fn missing_for(facts: &GateFacts, to: Status) -> Vec<Missing> {
    let mut missing = Vec::new();
    if matches!(to, Status::Draft | Status::Cancelled | Status::Suspended) {
        return missing;
    }
    let mut need = |met: bool, what: Missing| {
        if !met {
            missing.push(what);
        }
    };
    need(facts.title_es_length >= TITLE_LENGTH_MIN, Missing::TitleEs);
    need(facts.title_en_length >= TITLE_LENGTH_MIN, Missing::TitleEn);
    need(
        facts.description_es_length >= DESCRIPTION_LENGTH_MIN,
        Missing::DescriptionEs,
    );
    need(
        facts.description_en_length >= DESCRIPTION_LENGTH_MIN,
        Missing::DescriptionEn,
    );
    need(!facts.places.is_empty(), Missing::Place);
    need(
        matches!(facts.place_share_basis_points, 0 | 10_000),
        Missing::PlaceShares,
    );
    need(facts.sector_share_basis_points == 10_000, Missing::Sectors);
    need(facts.planned_start_on.is_some(), Missing::PlannedStart);
    need(facts.planned_end_on.is_some(), Missing::PlannedEnd);
    need(facts.has_accountable, Missing::Accountable);
    need(facts.has_implementing, Missing::Implementing);
    need(facts.requirement_minor > 0, Missing::Requirement);
    need(facts.has_contact_office, Missing::ContactOffice);
    if to == Status::Implementation {
        need(facts.actual_start_on.is_some(), Missing::ActualStart);
        for place in &facts.places {
            match place.territorial_status {
                TerritorialStatus::No => {}
                status => need(
                    false,
                    Missing::Territory {
                        place: place.name.clone(),
                        known: status == TerritorialStatus::Yes,
                    },
                ),
            }
        }
    }
    missing
}
