//! What a project or an unearmarked pledge adds to each boundary: the counting rules of DESIGN.md §3.
//!
//! Worked out whole in Rust (split once, largest remainder), so that SQL only reads and adds.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::acceptance::{self, Acceptance};
use super::chain::{Chain, ChainError};
use super::country::Country;
use super::currency::Currency;
use super::ids::PlaceId;
use super::ledger::{Booked, LineKey, Provider};
use super::measures::Measures;
use super::money::{self, Money};
use super::organisation::Class;
use super::pillar::Pillar;
use super::place::Gazetteer;
use super::project::Status;
use super::split::{SplitError, by_weight, largest_remainder};

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
    /// Its ledger, in the order of recording.
    pub entries: Vec<Booked>,
    /// What was accepted in kind for its budget.
    pub acceptances: Vec<Acceptance>,
}

/// What only a project has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFigures {
    pub code: String,
    pub status: Status,
    pub requirement: Money,
    /// Units of the budget currency for one US dollar at the requirement's own day; `None` where no rate is known,
    /// and not needed for US dollars and balboas.
    pub units_per_usd: Option<Decimal>,
}

/// The gap of a project in its budget currency and in US dollars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    pub money: Money,
    pub usd_minor: Option<i64>,
}

impl ProjectFigures {
    /// The requirement in US dollars at its own rate; `None` where none is known.
    ///
    /// # Errors
    /// [`CountingError::Overflow`].
    pub fn requirement_usd_minor(&self) -> Result<Option<i64>, CountingError> {
        self.usd_minor(self.requirement)
    }

    fn usd_minor(&self, money: Money) -> Result<Option<i64>, CountingError> {
        if money.currency().is_dollar() {
            return Ok(Some(money.minor()));
        }
        self.units_per_usd
            .map(|units| money::to_usd(money, units).map(Money::minor))
            .transpose()
            .map_err(|_| CountingError::Overflow)
    }

    /// Requirement less committed, never below zero, of a project that is open for funding or suspended (rules 3 and
    /// 5). A pledge fills no gap.
    fn unfunded(&self, committed_minor: i64) -> Result<Option<Gap>, CountingError> {
        if !self.status.is_open_for_funding() && self.status != Status::Suspended {
            return Ok(None);
        }
        let left = self.requirement.minor().checked_sub(committed_minor);
        let money = Money::new(left.ok_or(CountingError::Overflow)?.max(0), self.requirement.currency());
        Ok(Some(Gap {
            money,
            usd_minor: self.usd_minor(money)?,
        }))
    }

    /// What the project itself adds, by currency row.
    fn measures(&self, committed_minor: i64) -> Result<(Currency, Measures), CountingError> {
        let mut measures = Measures::default();
        let usd = self.requirement_usd_minor()?;
        let currency = if usd.is_some() {
            Currency::USD
        } else {
            self.requirement.currency()
        };
        if self.status.counts_requirement() {
            measures.requirement = usd.unwrap_or(self.requirement.minor());
        }
        if let Some(gap) = self.unfunded(committed_minor)? {
            let minor = gap.usd_minor.unwrap_or(gap.money.minor());
            if self.status == Status::Suspended {
                measures.suspended = minor;
            } else {
                measures.gap = minor;
            }
        }
        Ok((currency, measures))
    }
}

impl Subject {
    /// The gap of a project that is open for funding; `None` for any other.
    ///
    /// # Errors
    /// [`CountingError`].
    pub fn gap(&self) -> Result<Option<Gap>, CountingError> {
        let Some(project) = self
            .project
            .as_ref()
            .filter(|project| project.status.is_open_for_funding())
        else {
            return Ok(None);
        };
        let chain = Chain::read(self.entries.iter().map(|booked| &booked.entry))?;
        project.unfunded(chain.committed_in_budget()?)
    }
}

impl Subject {
    /// The boundaries that it lies in as a whole.
    fn boundaries(&self) -> Vec<(Boundary, String)> {
        let country = self.country.map(|country| country.code().to_owned());
        let pillar = self.pillar.map(|pillar| pillar.code().to_owned());
        let project = self.project.as_ref().map(|project| project.code.clone());
        let all = [
            (Boundary::Plan, Some(String::new())),
            (Boundary::Country, country),
            (Boundary::Pillar, pillar),
            (Boundary::Project, project),
        ];
        all.into_iter()
            .filter_map(|(boundary, key)| Some((boundary, key?)))
            .collect()
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
    #[error(transparent)]
    Chain(#[from] ChainError),
}

impl CountingError {
    /// Whether a sum is too large, which is nobody's error but that of the amount.
    #[must_use]
    pub fn is_overflow(&self) -> bool {
        matches!(self, Self::Overflow | Self::Chain(ChainError::Overflow))
    }
}

/// What `subject` adds to each boundary.
///
/// # Errors
/// [`CountingError`] when a sum overflows or shares do not add up.
pub fn contributions(subject: &Subject, gazetteer: &Gazetteer) -> Result<Contributions, CountingError> {
    let mut out = Contributions::new();
    let mut whole: BTreeMap<Currency, Measures> = BTreeMap::new();
    let mut chain = Chain::default();
    for ((_, _, year, currency), (providers, measures)) in pots(subject, &mut chain)? {
        count(&mut out, &mut whole, (year, currency), &measures, providers)?;
    }
    if let Some(project) = &subject.project {
        let (currency, measures) = project.measures(chain.committed_in_budget()?)?;
        add(&mut whole, currency, &measures)?;
    }
    for (&currency, measures) in &whole {
        for (boundary, key) in subject.boundaries() {
            add(&mut out, (boundary, key, currency), measures)?;
        }
        let by_sector = split(measures, &shares_of(&subject.sectors))?;
        for ((code, _), part) in subject.sectors.iter().zip(by_sector) {
            add(&mut out, (Boundary::Sector, code.clone(), currency), &part)?;
        }
        add_places(&mut out, subject, gazetteer, currency, measures)?;
    }
    out.retain(|_, measures| !measures.is_zero());
    Ok(out)
}

/// The sums of each pot, with those who share it; the chain reads all rows on the way.
fn pots<'a>(
    subject: &'a Subject,
    chain: &mut Chain,
) -> Result<BTreeMap<Pot<'a>, (&'a [Provider], Measures)>, CountingError> {
    let mut pots: BTreeMap<Pot<'_>, (&[Provider], Measures)> = BTreeMap::new();
    for booked in &subject.entries {
        for effect in chain.apply(&booked.entry)? {
            let lead = booked.providers.first().map(|provider| provider.partner.as_str());
            let (_, sum) = pots
                .entry((booked.entry.line, lead, effect.year, effect.currency))
                .or_insert((&booked.providers, Measures::default()));
            *sum = sum.checked_add(&effect.measures).ok_or(CountingError::Overflow)?;
        }
    }
    for (line, effect) in acceptance::effects(&subject.acceptances, chain)? {
        let booked = subject.entries.iter().find(|booked| booked.entry.line == Some(line));
        let providers = booked.map_or(&[][..], |booked| &booked.providers);
        let lead = providers.first().map(|provider| provider.partner.as_str());
        let pot = (Some(line), lead, effect.year, effect.currency);
        let (_, sum) = pots.entry(pot).or_insert((providers, Measures::default()));
        *sum = sum.checked_add(&effect.measures).ok_or(CountingError::Overflow)?;
    }
    Ok(pots)
}

/// What is shared among providers at once: a pledge as far as it is for one thing, or the commitments of one provider
/// without a pledge; by year and currency row.
type Pot<'a> = (Option<LineKey>, Option<&'a str>, i32, Currency);

/// Counts sums of one year in the totals of their providers, those providers' classes and that year, and as a whole.
fn count(
    out: &mut Contributions,
    whole: &mut BTreeMap<Currency, Measures>,
    (year, currency): (i32, Currency),
    measures: &Measures,
    providers: &[Provider],
) -> Result<(), CountingError> {
    let parts: Vec<(&str, Option<Class>, Measures)> = if providers.is_empty() {
        vec![(UNSPLIT, None, *measures)]
    } else {
        let weights: Vec<u64> = providers.iter().map(|provider| provider.weight).collect();
        let by_provider = |value| Ok::<_, CountingError>(by_weight(value, &weights));
        let parts = measures.split(by_provider, providers.len())?;
        let named = providers.iter().zip(parts);
        named
            .map(|(provider, part)| (provider.partner.as_str(), Some(provider.class), part))
            .collect()
    };
    for (partner, class, mut part) in parts {
        if class == Some(Class::DomesticPublic) {
            part.pledged_domestic = part.pledged;
            part.committed_domestic = part.committed;
            part.paid_domestic = part.paid;
        }
        for (boundary, key) in [
            (Boundary::Class, class.map_or(UNSPLIT, Class::code).to_owned()),
            (Boundary::Partner, partner.to_owned()),
            (Boundary::Year, year.to_string()),
        ] {
            add(out, (boundary, key, currency), &part)?;
        }
        add(whole, currency, &part)?;
    }
    Ok(())
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
    measures.split(|value| Ok(largest_remainder(value, shares)?), shares.len())
}

fn add<K: Ord>(sums: &mut BTreeMap<K, Measures>, key: K, measures: &Measures) -> Result<(), CountingError> {
    let sum = sums.entry(key).or_default();
    *sum = sum.checked_add(measures).ok_or(CountingError::Overflow)?;
    Ok(())
}

#[cfg(test)]
mod tests;
