//! A project as it enters the index, and under which values it is found.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use time::Date;

use super::filter::{Facet, YEARS};
use super::reference::Reference;
use crate::domain::country::Country;
use crate::domain::pillar::Pillar;
use crate::domain::project::{Provenance, Status};

/// What a set of projects has in common: a value of a facet, or of a filter by which nothing is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Facet(Facet),
    /// The first three digits of a purpose code.
    Category,
    /// Both countries, as one value.
    Binational,
    Gap,
    Year,
}

/// A kind with its value.
pub(super) type Label = (Kind, Arc<str>);

/// What the index has to know of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Project {
    pub id: u32,
    pub code: String,
    /// Whether the public sees it.
    pub is_public: bool,
    /// Title and description.
    pub spanish: String,
    pub english: String,
    pub pillar: Pillar,
    pub status: Status,
    pub provenance: Provenance,
    pub country: Country,
    pub sectors: Vec<String>,
    /// Keys of its own places.
    pub places: Vec<i64>,
    /// Keys of those who promise, alone or with others.
    pub providers: Vec<i64>,
    /// Keys of those who answer for it, carry it out, or are said to fund it.
    pub parties: Vec<i64>,
    pub has_gap: bool,
    pub gap_usd_minor: Option<i64>,
    pub requirement_usd_minor: Option<i64>,
    pub planned_start_on: Option<Date>,
    pub planned_end_on: Option<Date>,
}

impl Project {
    /// The last day on which it is not overdue; `None` for what is never overdue.
    pub fn overdue_after(&self) -> Option<Date> {
        let open = matches!(
            self.status,
            Status::SeekingFunding | Status::Implementation | Status::Suspended
        );
        self.planned_end_on
            .filter(|_| open && self.provenance == Provenance::Registered)
    }

    /// A number that is another one when a title or a description is.
    pub fn texts_hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.spanish, &self.english).hash(&mut hasher);
        hasher.finish()
    }

    /// Everything under which it is found.
    pub fn labels(&self, reference: &Reference) -> BTreeSet<Label> {
        let mut labels = BTreeSet::new();
        let mut add = |kind: Kind, value: Arc<str>| {
            labels.insert((kind, value));
        };
        add(Kind::Facet(Facet::Pillar), self.pillar.code().into());
        add(Kind::Facet(Facet::Status), self.status.code().into());
        add(Kind::Facet(Facet::Provenance), self.provenance.code().into());
        let countries: &[Country] = match self.country {
            Country::Colombia => &[Country::Colombia],
            Country::Panama => &[Country::Panama],
            Country::Both => &[Country::Colombia, Country::Panama],
        };
        for country in countries {
            add(Kind::Facet(Facet::Country), country.code().into());
        }
        if self.country == Country::Both {
            add(Kind::Binational, self.country.code().into());
        }
        for code in &self.sectors {
            add(Kind::Facet(Facet::Sector), code.as_str().into());
            if let Some(sector) = reference.sector(code) {
                add(Kind::Category, sector.category.clone());
            }
        }
        for place in self.places.iter().flat_map(|id| reference.lineage(*id)) {
            add(Kind::Facet(Facet::Place), place.code.clone());
            if place.is_territory {
                add(Kind::Facet(Facet::Territory), place.code.clone());
            }
        }
        for one in self.providers.iter().filter_map(|id| reference.organisation(*id)) {
            add(Kind::Facet(Facet::Class), one.class.clone());
        }
        let everybody = self.providers.iter().chain(&self.parties);
        for one in everybody.filter_map(|id| reference.organisation(*id)) {
            add(Kind::Facet(Facet::Partner), one.slug.clone());
        }
        if self.has_gap {
            add(Kind::Gap, OPEN.into());
        }
        if let (Some(start), Some(end)) = (self.planned_start_on, self.planned_end_on) {
            for year in start.year().max(*YEARS.start())..=end.year().min(*YEARS.end()) {
                add(Kind::Year, year.to_string().into());
            }
        }
        labels
    }
}

/// The one value of [`Kind::Gap`].
pub(super) const OPEN: &str = "open";
