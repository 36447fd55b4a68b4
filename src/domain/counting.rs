//! What a project or an unearmarked pledge adds to each boundary: the counting rules of DESIGN.md §3.
//!
//! Worked out whole in Rust (split once, largest remainder), so that SQL only reads and adds.

use std::collections::BTreeMap;

use super::country::Country;
use super::currency::Currency;
use super::ids::PlaceId;
use super::money::Money;
use super::organisation::Class;
use super::pillar::Pillar;
use super::place::Gazetteer;
use super::pledge::PledgeKind;
use super::project::Status;
use super::split::{SplitError, largest_remainder};

mod measures;

pub use measures::Measures;

super::coded! {
    /// What a total is of (rule 1). Its key: empty, a country, a code, a slug or a year.
    pub enum Boundary {
        Plan = "plan",
        Country = "country",
        Place = "place",
        Territory = "territory",
        Pillar = "pillar",
        Sector = "sector",
        Class = "class",
        Partner = "partner",
        Project = "project",
        Year = "year",
    }
}

/// Key of the place boundary for money whose place is not told.
pub const UNSPLIT: &str = "unsplit";
/// Key of the place boundary for money spent outside the area.
pub const OUTSIDE: &str = "outside";

super::coded! {
    /// What a row of the ledger records.
    pub enum EntryKind {
        Pledge = "pledge",
        Revision = "revision",
        Withdrawal = "withdrawal",
        Lapse = "lapse",
    }
}

/// A row of the ledger, as counting sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub kind: EntryKind,
    pub aid: PledgeKind,
    /// Slug and class of who promises.
    pub partner: String,
    pub class: Class,
    pub amount: Money,
    /// The newest conversion; `None` where no rate is known.
    pub usd_minor: Option<i64>,
    /// Year in which the chain began.
    pub year: i32,
}

impl Entry {
    /// The currency row and the amount under which this entry is counted.
    fn counted(&self) -> (Currency, i64) {
        self.usd_minor.map_or_else(
            || (self.amount.currency(), self.amount.minor()),
            |usd| (Currency::USD, usd),
        )
    }

    fn measures(&self, minor: i64) -> Measures {
        let mut measures = Measures::default();
        let promises = matches!(self.kind, EntryKind::Pledge | EntryKind::Revision);
        match self.aid {
            PledgeKind::Financial => {
                measures.outstanding = minor;
                if promises {
                    measures.pledged = minor;
                }
            }
            PledgeKind::InKind | PledgeKind::Technical => measures.in_kind = minor,
            PledgeKind::Guarantee => measures.guarantees = minor,
        }
        measures
    }
}

/// What is counted together: a registered project, or a pledge that is not (yet) for a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Code of the project; `None` for an unearmarked pledge.
    pub project: Option<ProjectFigures>,
    /// Where it lies; `None` for a pledge to a pillar or the plan.
    pub country: Option<Country>,
    pub pillar: Option<Pillar>,
    /// Places with shares in basis points; `None` is outside the area. All shares 0: unsplit.
    pub places: Vec<(Option<PlaceId>, u32)>,
    /// DAC purpose codes with shares in basis points.
    pub sectors: Vec<(String, u32)>,
    pub entries: Vec<Entry>,
}

/// What only a project has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFigures {
    pub code: String,
    pub status: Status,
    pub requirement: Money,
    /// The requirement in US dollars at its own rate.
    pub requirement_usd_minor: Option<i64>,
}

/// The gap of a project in its budget currency and in US dollars; `None` unless it is open for funding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    pub money: Money,
    pub usd_minor: Option<i64>,
}

impl ProjectFigures {
    /// Requirement less committed, never below zero (rules 3 and 5). A pledge fills no gap.
    #[must_use]
    pub fn gap(&self) -> Option<Gap> {
        self.status.is_open_for_funding().then_some(Gap {
            money: self.requirement,
            usd_minor: self.requirement_usd_minor,
        })
    }

    fn measures(&self) -> (Currency, Measures) {
        let (currency, requirement) = self.requirement_usd_minor.map_or_else(
            || (self.requirement.currency(), self.requirement.minor()),
            |usd| (Currency::USD, usd),
        );
        let gap = self.gap().map_or(0, |gap| gap.usd_minor.unwrap_or(gap.money.minor()));
        let requirement = if self.status.counts_requirement() {
            requirement
        } else {
            0
        };
        (
            currency,
            Measures {
                requirement,
                gap,
                ..Measures::default()
            },
        )
    }
}

/// Where a contribution goes: boundary, key, currency of the row.
pub type Key = (Boundary, String, Currency);
/// What one subject adds to every boundary that it touches.
pub type Contributions = BTreeMap<Key, Measures>;

/// Why contributions cannot be worked out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountingError {
    #[error("a sum does not fit into 64 bits")]
    Overflow,
    #[error(transparent)]
    Split(#[from] SplitError),
}

/// What `subject` adds to each boundary.
///
/// # Errors
/// [`CountingError`] when a sum overflows or shares do not add up.
pub fn contributions(subject: &Subject, gazetteer: &Gazetteer) -> Result<Contributions, CountingError> {
    let mut out = Contributions::new();
    let mut whole: BTreeMap<Currency, Measures> = BTreeMap::new();

    if let Some(project) = &subject.project {
        let (currency, measures) = project.measures();
        add(&mut whole, currency, &measures)?;
    }
    for entry in &subject.entries {
        let (currency, minor) = entry.counted();
        let measures = entry.measures(minor);
        add(&mut whole, currency, &measures)?;
        for (boundary, key) in [
            (Boundary::Class, entry.class.code().to_owned()),
            (Boundary::Partner, entry.partner.clone()),
            (Boundary::Year, entry.year.to_string()),
        ] {
            add(&mut out, (boundary, key, currency), &measures)?;
        }
    }

    for (&currency, measures) in &whole {
        let mut keys = vec![(Boundary::Plan, String::new())];
        keys.extend(
            subject
                .country
                .map(|country| (Boundary::Country, country.code().to_owned())),
        );
        keys.extend(
            subject
                .pillar
                .map(|pillar| (Boundary::Pillar, pillar.code().to_owned())),
        );
        keys.extend(
            subject
                .project
                .as_ref()
                .map(|project| (Boundary::Project, project.code.clone())),
        );
        for (boundary, key) in keys {
            add(&mut out, (boundary, key, currency), measures)?;
        }
        for ((code, _), part) in subject
            .sectors
            .iter()
            .zip(split(measures, &shares_of(&subject.sectors))?)
        {
            add(&mut out, (Boundary::Sector, code.clone(), currency), &part)?;
        }
        add_places(&mut out, subject, gazetteer, currency, measures)?;
    }
    out.retain(|_, measures| !measures.is_zero());
    Ok(out)
}

fn add_places(
    out: &mut Contributions,
    subject: &Subject,
    gazetteer: &Gazetteer,
    currency: Currency,
    measures: &Measures,
) -> Result<(), CountingError> {
    let mut shares = shares_of(&subject.places);
    if subject.places.len() == 1 {
        shares = vec![10_000];
    } else if shares.iter().all(|share| *share == 0) {
        return add(out, (Boundary::Place, UNSPLIT.to_owned(), currency), measures);
    }
    for ((place, _), part) in subject.places.iter().zip(split(measures, &shares)?) {
        let Some(id) = place else {
            add(out, (Boundary::Place, OUTSIDE.to_owned(), currency), &part)?;
            continue;
        };
        for above in gazetteer.lineage(*id) {
            add(out, (Boundary::Place, above.code.clone(), currency), &part)?;
            if above.is_territory {
                add(out, (Boundary::Territory, above.code.clone(), currency), &part)?;
            }
        }
    }
    Ok(())
}

fn shares_of<T>(parts: &[(T, u32)]) -> Vec<u32> {
    parts.iter().map(|(_, share)| *share).collect()
}

/// Splits each measure by `shares`; parts add up to the whole. Without shares there are no parts.
fn split(measures: &Measures, shares: &[u32]) -> Result<Vec<Measures>, CountingError> {
    if shares.iter().sum::<u32>() != 10_000 {
        return Ok(Vec::new());
    }
    let columns = measures
        .values()
        .into_iter()
        .map(|value| largest_remainder(value, shares))
        .collect::<Result<Vec<_>, _>>()?;
    Ok((0..shares.len())
        .map(|part| Measures::from_values(&columns.iter().map(|column| column[part]).collect::<Vec<_>>()))
        .collect())
}

fn add<K: Ord>(sums: &mut BTreeMap<K, Measures>, key: K, measures: &Measures) -> Result<(), CountingError> {
    let sum = sums.entry(key).or_default();
    *sum = sum.checked_add(measures).ok_or(CountingError::Overflow)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::{Place, PlaceKind, TerritorialStatus};

    fn gazetteer() -> Gazetteer {
        let place = |id: i64, code: &str, parent: Option<i64>, is_territory| Place {
            id: PlaceId(id),
            code: code.into(),
            name: code.into(),
            kind: if parent.is_none() {
                PlaceKind::Country
            } else {
                PlaceKind::Community
            },
            parent: parent.map(PlaceId),
            country: Country::Panama,
            is_territory,
            territorial_status: TerritorialStatus::Unknown,
        };
        Gazetteer::new(vec![
            place(1, "pa", None, false),
            place(2, "pa-em", Some(1), true),
            place(3, "pa-5", Some(1), false),
        ])
    }

    fn entry(kind: EntryKind, minor: i64, usd: Option<i64>) -> Entry {
        Entry {
            kind,
            aid: PledgeKind::Financial,
            partner: "banco".into(),
            class: Class::FinancialInstitution,
            amount: Money::new(minor, Currency::COP),
            usd_minor: usd,
            year: 2026,
        }
    }

    fn subject(entries: Vec<Entry>) -> Subject {
        Subject {
            project: Some(ProjectFigures {
                code: "P-1".into(),
                status: Status::SeekingFunding,
                requirement: Money::new(1_000_01, Currency::USD),
                requirement_usd_minor: Some(1_000_01),
            }),
            country: Some(Country::Panama),
            pillar: Some(Pillar::Jobs),
            places: vec![(Some(PlaceId(2)), 5_000), (Some(PlaceId(3)), 5_000)],
            sectors: vec![("14030".into(), 3_333), ("31120".into(), 6_667)],
            entries,
        }
    }

    fn at<'a>(contributions: &'a Contributions, boundary: Boundary, key: &str) -> &'a Measures {
        &contributions[&(boundary, key.to_owned(), Currency::USD)]
    }

    #[test]
    fn a_pledge_fills_no_gap() {
        let counted = contributions(
            &subject(vec![entry(EntryKind::Pledge, 4_000_00, Some(1_00))]),
            &gazetteer(),
        )
        .unwrap();
        let plan = at(&counted, Boundary::Plan, "");
        assert_eq!(
            (plan.requirement, plan.gap, plan.pledged, plan.outstanding),
            (1_000_01, 1_000_01, 1_00, 1_00)
        );
    }

    #[test]
    fn a_withdrawal_leaves_pledged_as_it_was_and_empties_outstanding() {
        let entries = vec![
            entry(EntryKind::Pledge, 8_00, Some(2_00)),
            entry(EntryKind::Withdrawal, -8_00, Some(-2_00)),
        ];
        let counted = contributions(&subject(entries), &gazetteer()).unwrap();
        let partner = at(&counted, Boundary::Partner, "banco");
        assert_eq!(
            (partner.pledged, partner.outstanding, partner.requirement),
            (2_00, 0, 0)
        );
    }

    #[test]
    fn parts_by_place_and_by_sector_add_to_the_whole() {
        let counted = contributions(&subject(vec![entry(EntryKind::Pledge, 1, Some(1_01))]), &gazetteer()).unwrap();
        let places = [
            at(&counted, Boundary::Place, "pa-em"),
            at(&counted, Boundary::Place, "pa-5"),
        ];
        assert_eq!(places.iter().map(|m| m.requirement).sum::<i64>(), 1_000_01);
        assert_eq!(places.iter().map(|m| m.pledged).sum::<i64>(), 1_01);
        assert_eq!(at(&counted, Boundary::Place, "pa").pledged, 1_01);
        assert_eq!(at(&counted, Boundary::Territory, "pa-em").pledged, places[0].pledged);
        let sectors = [
            at(&counted, Boundary::Sector, "14030"),
            at(&counted, Boundary::Sector, "31120"),
        ];
        assert_eq!(sectors.iter().map(|m| m.requirement).sum::<i64>(), 1_000_01);
    }

    #[test]
    fn what_has_no_rate_is_counted_apart_in_its_own_currency() {
        let counted = contributions(&subject(vec![entry(EntryKind::Pledge, 77, None)]), &gazetteer()).unwrap();
        assert_eq!(at(&counted, Boundary::Plan, "").pledged, 0);
        assert_eq!(counted[&(Boundary::Plan, String::new(), Currency::COP)].pledged, 77);
    }

    #[test]
    fn goods_and_guarantees_stand_in_their_own_columns() {
        let mut goods = entry(EntryKind::Pledge, 5, Some(5));
        goods.aid = PledgeKind::InKind;
        let mut guarantee = entry(EntryKind::Pledge, 7, Some(7));
        guarantee.aid = PledgeKind::Guarantee;
        let counted = contributions(&subject(vec![goods, guarantee]), &gazetteer()).unwrap();
        let plan = at(&counted, Boundary::Plan, "");
        assert_eq!((plan.pledged, plan.in_kind, plan.guarantees), (0, 5, 7));
    }

    #[test]
    fn money_without_shares_by_place_is_unsplit_and_money_elsewhere_is_outside() {
        let mut unsplit = subject(vec![]);
        unsplit.places.iter_mut().for_each(|(_, share)| *share = 0);
        let counted = contributions(&unsplit, &gazetteer()).unwrap();
        assert_eq!(at(&counted, Boundary::Place, UNSPLIT).requirement, 1_000_01);
        let mut outside = subject(vec![]);
        outside.places[1].0 = None;
        let counted = contributions(&outside, &gazetteer()).unwrap();
        assert_eq!(at(&counted, Boundary::Place, OUTSIDE).requirement, 500_00);
    }

    #[test]
    fn a_suspended_project_needs_money_and_has_no_gap_and_a_cancelled_one_needs_none() {
        let mut suspended = subject(vec![]);
        suspended.project.as_mut().unwrap().status = Status::Suspended;
        let counted = contributions(&suspended, &gazetteer()).unwrap();
        let plan = at(&counted, Boundary::Plan, "");
        assert_eq!((plan.requirement, plan.gap), (1_000_01, 0));
        suspended.project.as_mut().unwrap().status = Status::Cancelled;
        assert!(contributions(&suspended, &gazetteer()).unwrap().is_empty());
    }
}
