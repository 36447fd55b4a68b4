//! All that can be wrong with facts.

use std::collections::BTreeSet;

use super::kept::{
    BASIS_LENGTH_MIN, BudgetLine, DESCRIPTION_LENGTH_MAX, Facts, LINE_LENGTH_MAX, PlaceShare, ROWS_MAX, SectorShare,
    TITLE_LENGTH_MAX,
};
use super::stated::{Stated, StatedFacts};
use crate::domain::money::AMOUNT_MINOR_MAX;
use crate::domain::place::{Gazetteer, TerritorialStatus};
use crate::domain::project::status::Provenance;
use crate::domain::split::WHOLE_BASIS_POINTS;
use crate::domain::text;

/// The lists that facts choose from.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    pub gazetteer: &'a Gazetteer,
    /// Codes of sectors.
    pub sectors: BTreeSet<&'a str>,
}

/// A rule that facts break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactsRule {
    /// Something has to stand there.
    Required,
    /// A place or sector that the registry does not know.
    NoSuchChoice,
    /// More characters than this.
    TooLong { max: usize },
    /// Not one letter or digit.
    SaysNothing,
    /// Stands in an earlier row.
    Twice,
    /// Lies in the other country.
    OtherCountry,
    /// No share above 0.
    NoShare,
    /// The shares do not add to 100 %, or only some rows have one.
    SharesSum,
    /// A place that touches no territory needs the act that says so.
    TerritorialBasis,
    /// The end comes before the start.
    EndBeforeStart,
    /// Not above zero.
    AmountZero,
    /// The amount, or all together, is more than the registry takes.
    AmountLarge,
    /// More rows than this.
    TooManyRows { max: usize },
}

impl FactsRule {
    /// Its stable name, the end of its key in the catalogue.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::NoSuchChoice => "choice",
            Self::TooLong { .. } => "too-long",
            Self::SaysNothing => "says-nothing",
            Self::Twice => "twice",
            Self::OtherCountry => "other-country",
            Self::NoShare => "share",
            Self::SharesSum => "shares-sum",
            Self::TerritorialBasis => "territorial-basis",
            Self::EndBeforeStart => "end-before-start",
            Self::AmountZero => "amount-zero",
            Self::AmountLarge => "amount-large",
            Self::TooManyRows { .. } => "too-many-rows",
        }
    }

    /// The limit that was passed.
    #[must_use]
    pub const fn max(self) -> Option<usize> {
        match self {
            Self::TooLong { max } | Self::TooManyRows { max } => Some(max),
            Self::Required
            | Self::NoSuchChoice
            | Self::SaysNothing
            | Self::Twice
            | Self::OtherCountry
            | Self::NoShare
            | Self::SharesSum
            | Self::TerritorialBasis
            | Self::EndBeforeStart
            | Self::AmountZero
            | Self::AmountLarge => None,
        }
    }
}

/// One thing wrong with the facts, at the field that mends it: `title_es`, `places[2].share`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {}", .rule.code())]
pub struct FactsError {
    pub field: String,
    pub rule: FactsRule,
}

/// What is wrong, as it is found.
#[derive(Default)]
struct Found(Vec<FactsError>);

impl Found {
    fn add(&mut self, field: impl Into<String>, rule: FactsRule) {
        let field = field.into();
        self.0.push(FactsError { field, rule });
    }

    fn text(&mut self, field: impl Into<String>, stated: &str, max: usize) {
        if stated.chars().count() > max {
            self.add(field, FactsRule::TooLong { max });
        } else if !stated.is_empty() && !text::says_something(stated) {
            self.add(field, FactsRule::SaysNothing);
        }
    }

    fn required<T: Copy>(&mut self, field: &str, stated: &Stated<T>) {
        if stated.is_missing() {
            self.add(field, FactsRule::Required);
        }
    }

    fn rows<T>(&mut self, field: String, rows: &[T]) {
        if rows.len() > ROWS_MAX {
            self.add(field, FactsRule::TooManyRows { max: ROWS_MAX });
        }
    }
}

impl Facts {
    /// The same facts as they stand in the registry.
    ///
    /// # Errors
    /// Every rule that they break, each at its field.
    pub fn checked(&self, known: &Known<'_>, provenance: Provenance) -> Result<Self, Vec<FactsError>> {
        StatedFacts::from(self).check(known, provenance)
    }
}

impl StatedFacts {
    /// The facts, where no rule is broken.
    ///
    /// # Errors
    /// Every rule that is, each at its field; none but those that the reader knows where something was unreadable.
    pub fn check(&self, known: &Known<'_>, provenance: Provenance) -> Result<Facts, Vec<FactsError>> {
        let mut found = Found::default();
        self.check_texts(&mut found);
        found.required("pillar", &self.pillar);
        found.required("country", &self.country);
        found.required("budget_currency", &self.budget_currency);
        let places = self.places(known.gazetteer, provenance, &mut found);
        let sectors = self.sectors(known, &mut found);
        let lines = self.lines(&mut found);
        found.text("contact_office", &self.contact_office, LINE_LENGTH_MAX);
        for (start, end, field) in [
            (self.planned_start_on, self.planned_end_on, "planned_end_on"),
            (self.actual_start_on, self.actual_end_on, "actual_end_on"),
        ] {
            let both = start.value().zip(end.value());
            if both.is_some_and(|(start, end)| end < start) {
                found.add(field, FactsRule::EndBeforeStart);
            }
        }
        let chosen = self.pillar.value().zip(self.country.value());
        match chosen.zip(self.budget_currency.value()) {
            Some(((pillar, country), budget_currency)) if found.0.is_empty() => Ok(Facts {
                title_es: self.title_es.clone(),
                title_en: self.title_en.clone(),
                description_es: self.description_es.clone(),
                description_en: self.description_en.clone(),
                pillar,
                country,
                budget_currency,
                budget_on: self.budget_on.value(),
                accountable: self.accountable.value(),
                implementing: self.implementing.value(),
                contact_office: self.contact_office.clone(),
                planned_start_on: self.planned_start_on.value(),
                planned_end_on: self.planned_end_on.value(),
                actual_start_on: self.actual_start_on.value(),
                actual_end_on: self.actual_end_on.value(),
                places,
                sectors,
                lines,
            }),
            _ => Err(found.0),
        }
    }

    fn check_texts(&self, found: &mut Found) {
        found.text("title_es", &self.title_es, TITLE_LENGTH_MAX);
        found.text("title_en", &self.title_en, TITLE_LENGTH_MAX);
        if self.title_es.is_empty() && self.title_en.is_empty() {
            found.add("title_es", FactsRule::Required);
        }
        found.text("description_es", &self.description_es, DESCRIPTION_LENGTH_MAX);
        found.text("description_en", &self.description_en, DESCRIPTION_LENGTH_MAX);
    }

    fn places(&self, gazetteer: &Gazetteer, provenance: Provenance, found: &mut Found) -> Vec<PlaceShare> {
        let mut places: Vec<PlaceShare> = Vec::new();
        found.rows(format!("places[{ROWS_MAX}].place"), &self.places);
        for (at, stated) in self.places.iter().enumerate() {
            let field = |part: &str| format!("places[{at}].{part}");
            let Stated::Value(id) = stated.place else {
                let says_more = !stated.share.is_missing() || !stated.territorial_basis.is_empty();
                if stated.place.is_missing() && says_more {
                    found.add(field("place"), FactsRule::Required);
                }
                continue;
            };
            let place = id.and_then(|id| gazetteer.get(id));
            if id.is_some() && place.is_none() {
                found.add(field("place"), FactsRule::NoSuchChoice);
                continue;
            }
            if places.iter().any(|other| other.place == id) {
                found.add(field("place"), FactsRule::Twice);
            }
            let lies_in = place.zip(self.country.value());
            if lies_in.is_some_and(|(place, country)| !country.contains(place.country)) {
                found.add(field("place"), FactsRule::OtherCountry);
            }
            found.text(field("territorial_basis"), &stated.territorial_basis, LINE_LENGTH_MAX);
            // What the gazetteer knows to be a territory, nobody's word makes otherwise.
            let territorial_status = match place.map_or(TerritorialStatus::No, |place| place.territorial_status) {
                TerritorialStatus::Unknown => stated.territorial_status,
                known @ (TerritorialStatus::Yes | TerritorialStatus::No) => known,
            };
            // A source that a documented project is taken from names no such act.
            let needs_basis =
                provenance == Provenance::Registered && place.is_some() && territorial_status == TerritorialStatus::No;
            if needs_basis && text::length(&stated.territorial_basis) < BASIS_LENGTH_MIN {
                found.add(field("territorial_basis"), FactsRule::TerritorialBasis);
            }
            places.push(PlaceShare {
                place: id,
                share_basis_points: stated.share.value().unwrap_or(0),
                territorial_status,
                territorial_basis: Some(stated.territorial_basis.clone()).filter(|basis| !basis.is_empty()),
            });
        }
        let has_share = |place: &PlaceShare| place.share_basis_points > 0;
        let adds_up = places.iter().all(has_share) && is_whole(places.iter().map(|place| place.share_basis_points));
        if places.iter().any(has_share) && !adds_up {
            found.add("places[0].share", FactsRule::SharesSum);
        }
        places
    }

    fn sectors(&self, known: &Known<'_>, found: &mut Found) -> Vec<SectorShare> {
        let mut sectors: Vec<SectorShare> = Vec::new();
        found.rows(format!("sectors[{ROWS_MAX}].sector"), &self.sectors);
        for (at, stated) in self.sectors.iter().enumerate() {
            let field = |part: &str| format!("sectors[{at}].{part}");
            let code = stated.sector_code.as_str();
            if code.is_empty() {
                if !stated.share.is_missing() {
                    found.add(field("sector"), FactsRule::Required);
                }
                continue;
            }
            if !known.sectors.contains(code) {
                found.add(field("sector"), FactsRule::NoSuchChoice);
                continue;
            }
            if sectors.iter().any(|other| other.sector_code == code) {
                found.add(field("sector"), FactsRule::Twice);
                continue;
            }
            match stated.share {
                Stated::Value(share_basis_points) => sectors.push(SectorShare {
                    sector_code: code.to_owned(),
                    share_basis_points,
                }),
                Stated::Missing => found.add(field("share"), FactsRule::NoShare),
                Stated::Unreadable => {}
            }
        }
        if !sectors.is_empty() && !is_whole(sectors.iter().map(|sector| sector.share_basis_points)) {
            found.add("sectors[0].share", FactsRule::SharesSum);
        }
        sectors
    }

    fn lines(&self, found: &mut Found) -> Vec<BudgetLine> {
        let mut lines: Vec<BudgetLine> = Vec::new();
        found.rows(format!("lines[{ROWS_MAX}].amount"), &self.lines);
        for (at, stated) in self.lines.iter().enumerate() {
            let field = |part: &str| format!("lines[{at}].{part}");
            let [name_es, name_en] = [&stated.name_es, &stated.name_en];
            if name_es.is_empty() && name_en.is_empty() && stated.amount_minor.is_missing() {
                continue;
            }
            found.text(field("name_es"), name_es, LINE_LENGTH_MAX);
            found.text(field("name_en"), name_en, LINE_LENGTH_MAX);
            if name_es.is_empty() && name_en.is_empty() {
                found.add(field("name_es"), FactsRule::Required);
            }
            match stated.amount_minor {
                Stated::Missing => found.add(field("amount"), FactsRule::Required),
                Stated::Value(minor) if minor <= 0 => found.add(field("amount"), FactsRule::AmountZero),
                Stated::Value(_) | Stated::Unreadable => {}
            }
            // A line named in one language only carries that name in both, until it is translated.
            let or = |own: &String, other: &String| if own.is_empty() { other.clone() } else { own.clone() };
            lines.push(BudgetLine {
                name_es: or(name_es, name_en),
                name_en: or(name_en, name_es),
                amount_minor: stated.amount_minor.value().unwrap_or(0),
            });
        }
        let amounts = lines.iter().map(|line| line.amount_minor);
        let sum = amounts.into_iter().try_fold(0_i64, i64::checked_add);
        if sum.is_none_or(|sum| sum > AMOUNT_MINOR_MAX) {
            found.add("lines[0].amount", FactsRule::AmountLarge);
        }
        lines
    }
}

/// Whether shares add to exactly 100 %.
fn is_whole(shares: impl Iterator<Item = u32>) -> bool {
    shares.map(u64::from).sum::<u64>() == u64::from(WHOLE_BASIS_POINTS)
}
