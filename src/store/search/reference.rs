//! What the index knows of the places, sectors and organisations by which projects are found: what lies where, and what
//! each is called.

use std::collections::BTreeMap;
use std::sync::Arc;

use roaring::RoaringBitmap;

use super::filter::Facet;
use super::words::{Tongue, Vocabulary, fold};

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub id: i64,
    pub code: Arc<str>,
    pub name: Arc<str>,
    pub parent_id: Option<i64>,
    pub is_territory: bool,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Organisation {
    pub id: i64,
    pub slug: Arc<str>,
    pub class: Arc<str>,
    pub name_es: Arc<str>,
    pub name_en: Arc<str>,
}

/// A purpose code with the three digits of its category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sector {
    pub code: Arc<str>,
    pub category: Arc<str>,
    pub name_es: Arc<str>,
    pub name_en: Arc<str>,
}

/// What a value of a facet is called in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    pub es: &'a str,
    pub en: &'a str,
}

/// All places, sectors and organisations.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    places: BTreeMap<i64, Place>,
    organisations: BTreeMap<i64, Organisation>,
    sectors: BTreeMap<Arc<str>, Sector>,
    place_ids: BTreeMap<Arc<str>, i64>,
    organisation_ids: BTreeMap<Arc<str>, i64>,
    /// What has a name that is searched; the vocabularies know them by their position.
    searched: Vec<(Facet, Arc<str>)>,
    spanish: Vocabulary,
    english: Vocabulary,
}

impl Reference {
    pub fn new(places: Vec<Place>, organisations: Vec<Organisation>, sectors: Vec<Sector>) -> Self {
        let mut known = Self {
            place_ids: places.iter().map(|place| (place.code.clone(), place.id)).collect(),
            organisation_ids: organisations.iter().map(|one| (one.slug.clone(), one.id)).collect(),
            places: places.into_iter().map(|place| (place.id, place)).collect(),
            organisations: organisations.into_iter().map(|one| (one.id, one)).collect(),
            sectors: sectors.into_iter().map(|one| (one.code.clone(), one)).collect(),
            searched: Vec::new(),
            spanish: Vocabulary::new(Tongue::Spanish),
            english: Vocabulary::new(Tongue::English),
        };
        let places = known
            .places
            .values()
            .map(|one| (Facet::Place, &one.code, &one.name, None));
        let organisations = known
            .organisations
            .values()
            .map(|one| (Facet::Partner, &one.slug, &one.name_es, Some(&one.name_en)));
        let (mut spanish, mut english) = (Vec::new(), Vec::new());
        for (at, (facet, code, name_es, name_en)) in (0_u32..).zip(places.chain(organisations)) {
            known.searched.push((facet, code.clone()));
            spanish.push((at, fold(name_es)));
            english.extend(name_en.map(|name| (at, fold(name))));
        }
        known.spanish.add(spanish.iter().map(|(at, name)| (*at, name.as_str())));
        known.english.add(english.iter().map(|(at, name)| (*at, name.as_str())));
        known
    }

    pub fn place(&self, id: i64) -> Option<&Place> {
        self.places.get(&id)
    }

    pub fn organisation(&self, id: i64) -> Option<&Organisation> {
        self.organisations.get(&id)
    }

    pub fn sector(&self, code: &str) -> Option<&Sector> {
        self.sectors.get(code)
    }

    /// A place with all that it lies in.
    pub fn lineage(&self, id: i64) -> impl Iterator<Item = &Place> {
        // A tree that bit its own tail would end here, too.
        const DEPTH_MAX: usize = 16;
        std::iter::successors(self.place(id), |place| self.place(place.parent_id?)).take(DEPTH_MAX)
    }

    /// What a value of a facet is called; `None` for one that does not exist, or whose name the catalogue has.
    pub fn named(&self, facet: Facet, value: &str) -> Option<Named<'_>> {
        match facet {
            Facet::Place | Facet::Territory => {
                let place = self.place(*self.place_ids.get(value)?)?;
                Some(Named {
                    es: &place.name,
                    en: &place.name,
                })
            }
            Facet::Sector => self.sector(value).map(|sector| Named {
                es: &sector.name_es,
                en: &sector.name_en,
            }),
            Facet::Partner => {
                let one = self.organisation(*self.organisation_ids.get(value)?)?;
                Some(Named {
                    es: &one.name_es,
                    en: &one.name_en,
                })
            }
            Facet::Class | Facet::Country | Facet::Pillar | Facet::Provenance | Facet::Status => None,
        }
    }

    /// Whether some sector is of this category.
    pub fn has_category(&self, category: &str) -> bool {
        self.sectors.values().any(|sector| sector.category.as_ref() == category)
    }

    /// Places and organisations whose name has a word that begins with this one, or has its stem.
    pub fn called(&self, word: &str) -> Vec<&(Facet, Arc<str>)> {
        let at: RoaringBitmap = self.spanish.find(word) | self.english.find(word);
        at.iter()
            .filter_map(|at| self.searched.get(usize::try_from(at).ok()?))
            .collect()
    }

    /// Whether everything in `older` still stands where it stood: names may be others, and there may be more.
    pub fn extends(&self, older: &Self) -> bool {
        let places = older.places.values().all(|old| {
            self.place(old.id).is_some_and(|new| {
                (&new.code, new.parent_id, new.is_territory) == (&old.code, old.parent_id, old.is_territory)
            })
        });
        let organisations = older.organisations.values().all(|old| {
            let new = self.organisation(old.id);
            new.is_some_and(|new| (&new.slug, &new.class) == (&old.slug, &old.class))
        });
        let sectors = older.sectors.values().all(|old| {
            let new = self.sector(&old.code);
            new.is_some_and(|new| new.category == old.category)
        });
        places && organisations && sectors
    }

    /// How many places, organisations and sectors there are.
    pub fn size(&self) -> [usize; 3] {
        [self.places.len(), self.organisations.len(), self.sectors.len()]
    }
}
