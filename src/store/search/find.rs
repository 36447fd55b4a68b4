//! Finding, counting and paging in the index.

use std::borrow::Cow;

use roaring::{MultiOps as _, RoaringBitmap};

use super::filter::{Cursor, Facet, FacetRow, Filter, Found, Sort};
use super::index::Index;
use super::project::{Kind, OPEN};
use super::sets::{Order, Record};
use super::words::{fold, words};
use crate::domain::country::Country;
use crate::domain::ids::ProjectId;
use crate::store::After;

/// Most words of one search that are looked for.
const WORDS_MAX: usize = 8;
/// Up to so many projects are walked through one by one, to count and to sort them; with more, sets are intersected and
/// the order is walked along. Measured: intersecting with thin sets costs more than walking below.
const WALKED_MAX: u64 = 14_000;

/// A set that is borrowed from the index, or made for a question.
type Set<'i> = Cow<'i, RoaringBitmap>;

/// The projects that a filter finds.
#[derive(Debug, Clone)]
pub struct Matches<'i> {
    index: &'i Index,
    projects: Set<'i>,
}

impl Index {
    /// The projects that a filter finds.
    #[must_use]
    pub fn matching(&self, filter: &Filter) -> Matches<'_> {
        let mut projects = self.sets(filter).map_or_else(
            || Set::Owned(RoaringBitmap::new()),
            |sets| intersection(sets).unwrap_or(Set::Borrowed(&self.all)),
        );
        if let Some(today) = filter.overdue_on {
            let late = |record: &Record| record.overdue_after.is_some_and(|day| day < today);
            let late = projects
                .iter()
                .filter(|project| self.records.get(*project).is_some_and(late));
            projects = Set::Owned(late.collect());
        }
        Matches { index: self, projects }
    }

    /// The sets of which the filter wants the intersection; `None` where one is empty.
    fn sets(&self, filter: &Filter) -> Option<Vec<Set<'_>>> {
        let mut sets = Vec::new();
        for (kind, value) in wanted(filter) {
            sets.push(Set::Borrowed(self.values.projects(kind, &value)?));
        }
        if let Some(code) = &filter.sector {
            let sector = self.values.projects(Kind::Facet(Facet::Sector), code);
            sets.push(Set::Borrowed(
                sector.or_else(|| self.values.projects(Kind::Category, code))?,
            ));
        }
        sets.extend(self.words_of(&filter.q).into_iter().map(Set::Owned));
        Some(sets)
    }

    /// A set for each word, or code, of a search.
    fn words_of(&self, q: &str) -> Vec<RoaringBitmap> {
        let mut sets = Vec::new();
        for part in q.split_whitespace() {
            if let Some(project) = self.by_code(&part.to_uppercase()) {
                sets.push(RoaringBitmap::from([project]));
            } else {
                sets.extend(words(&fold(part)).map(|word| self.word(word)));
            }
            if sets.len() >= WORDS_MAX {
                break;
            }
        }
        sets.truncate(WORDS_MAX);
        sets
    }

    /// The projects with a folded word, or whose places or organisations have it in their names.
    fn word(&self, word: &str) -> RoaringBitmap {
        let called = self.reference.called(word);
        let of_names = called
            .iter()
            .filter_map(|(facet, code)| self.values.projects(Kind::Facet(*facet), code));
        let of_names: Vec<&RoaringBitmap> = of_names.collect();
        self.spanish.find(word) | self.english.find(word) | of_names.union()
    }

    pub(super) fn key(&self, sort: Sort, project: u32) -> i64 {
        let record = self.records.get(project);
        match sort {
            Sort::Newest => i64::from(project),
            Sort::LargestGap => record.map_or(-1, |record| record.gap_key),
            Sort::LargestRequirement => record.map_or(-1, |record| record.requirement_key),
        }
    }
}

/// The values that a filter names, each of which has a set of its own.
fn wanted(filter: &Filter) -> Vec<(Kind, Cow<'_, str>)> {
    let facet = |facet: Facet, value: &'static str| (Kind::Facet(facet), Cow::Borrowed(value));
    let text =
        |facet: Facet, value: &'_ Option<String>| value.clone().map(|value| (Kind::Facet(facet), Cow::Owned(value)));
    let country = |country: Country| match country {
        Country::Both => (Kind::Binational, Cow::Borrowed(country.code())),
        Country::Colombia | Country::Panama => facet(Facet::Country, country.code()),
    };
    let wanted = [
        filter.pillar.map(|pillar| facet(Facet::Pillar, pillar.code())),
        filter.status.map(|status| facet(Facet::Status, status.code())),
        filter.provenance.map(|one| facet(Facet::Provenance, one.code())),
        filter.country.map(country),
        text(Facet::Place, &filter.place),
        text(Facet::Territory, &filter.territory),
        text(Facet::Partner, &filter.partner),
        text(Facet::Class, &filter.class),
        filter.gap.then_some((Kind::Gap, Cow::Borrowed(OPEN))),
        filter.year.map(|year| (Kind::Year, Cow::Owned(year.to_string()))),
    ];
    wanted.into_iter().flatten().collect()
}

/// How many, as pages count.
fn as_count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What stands in all of some sets, from the smallest on; `None` for no sets.
fn intersection(mut sets: Vec<Set<'_>>) -> Option<Set<'_>> {
    sets.sort_by_key(|set| set.len());
    let mut sets = sets.into_iter();
    let mut common = sets.next()?;
    for set in sets {
        common = Set::Owned(&*common & &*set);
        if common.is_empty() {
            break;
        }
    }
    Some(common)
}

impl Matches<'_> {
    /// How many there are.
    #[must_use]
    pub fn total(&self) -> i64 {
        as_count(self.projects.len())
    }

    /// Whether they are few enough to be walked through.
    fn are_few(&self) -> bool {
        self.projects.len() <= WALKED_MAX
    }

    /// At most `limit` of them from the cursor on.
    #[must_use]
    pub fn page(&self, cursor: &Cursor, limit: usize) -> Found {
        let sort = cursor.sort;
        // One more than asked for: by it a page knows that there is another.
        let mut found = match sort {
            Sort::Newest => self.newest(cursor.after, limit + 1),
            _ if self.are_few() => self.sorted(cursor, limit + 1),
            Sort::LargestGap => self.along(&self.index.by_gap, cursor.after, limit + 1),
            Sort::LargestRequirement => self.along(&self.index.by_requirement, cursor.after, limit + 1),
        };
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|project| After {
            key: self.index.key(sort, *project),
            id: i64::from(*project),
        });
        Found {
            ids: found.into_iter().map(|project| ProjectId(i64::from(project))).collect(),
            next,
            total: self.total(),
        }
    }

    /// From the largest key down.
    fn newest(&self, after: Option<After>, most: usize) -> Vec<u32> {
        let mut projects = self.projects.iter();
        if let Some(after) = after {
            // The list is sorted by the key alone, which a cursor states twice.
            let last = if after.key < after.id {
                after.key
            } else {
                after.key.saturating_sub(1)
            };
            match u32::try_from(last) {
                Ok(last) => projects.advance_back_to(last),
                Err(_) if last < 0 => return Vec::new(),
                Err(_) => {}
            }
        }
        projects.rev().take(most).collect()
    }

    /// Sorts what is found.
    pub(super) fn sorted(&self, cursor: &Cursor, most: usize) -> Vec<u32> {
        let end = cursor.after.map(|after| (after.key, after.id));
        let ranks = self
            .projects
            .iter()
            .map(|project| (self.index.key(cursor.sort, project), project));
        let mut ranks: Vec<(i64, u32)> = ranks
            .filter(|(key, project)| end.is_none_or(|end| (*key, i64::from(*project)) < end))
            .collect();
        if ranks.len() > most {
            let (front, _, _) = ranks.select_nth_unstable_by(most, |a, b| b.cmp(a));
            let length = front.len();
            ranks.truncate(length);
        }
        ranks.sort_unstable_by(|a, b| b.cmp(a));
        ranks.into_iter().map(|(_, project)| project).collect()
    }

    /// Walks along an order and takes what is found.
    pub(super) fn along(&self, order: &Order, after: Option<After>, most: usize) -> Vec<u32> {
        let ranks = order.before(after.map(|after| (after.key, after.id))).iter().rev();
        let projects = ranks.map(|(_, project)| *project);
        projects
            .filter(|project| self.projects.contains(*project))
            .take(most)
            .collect()
    }

    /// How many of them have each value, in no order.
    #[must_use]
    pub fn facets(&self) -> Vec<FacetRow> {
        let counts = if self.are_few() {
            self.counted_one_by_one()
        } else {
            self.counted_by_sets()
        };
        let counted = self.index.values.list().iter().zip(counts);
        let rows = counted.filter_map(|(value, count)| match value.kind {
            Kind::Facet(facet) if count > 0 => Some(FacetRow {
                facet,
                value: value.code.clone(),
                count,
            }),
            _ => None,
        });
        rows.collect()
    }

    pub(super) fn counted_one_by_one(&self) -> Vec<i64> {
        let mut counts = vec![0; self.index.values.list().len()];
        for project in self.projects.iter() {
            for position in self.index.records.values(project) {
                counts[*position as usize] += 1;
            }
        }
        counts
    }

    pub(super) fn counted_by_sets(&self) -> Vec<i64> {
        let everything = self.projects.len() == self.index.all.len();
        let count = |set: &RoaringBitmap| {
            if everything {
                set.len()
            } else {
                set.intersection_len(&self.projects)
            }
        };
        let values = self.index.values.list().iter();
        values
            .map(|value| match value.kind {
                Kind::Facet(_) => as_count(count(&value.projects)),
                _ => 0,
            })
            .collect()
    }
}
