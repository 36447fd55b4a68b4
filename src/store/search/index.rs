//! The index of all public projects as of one data version. Knows no database.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use roaring::RoaringBitmap;

use super::filter::Facet;
use super::project::Project;
use super::reference::{Named, Reference};
use super::sets::{Order, Rank, Record, Records, Values};
use super::words::{Tongue, Vocabulary, fold};

/// All public projects, to be found by words and values, counted and sorted. A copy shares what did not change.
#[derive(Debug, Clone)]
pub struct Index {
    /// The number of the newest event that it knows.
    pub(super) version: i64,
    pub(super) reference: Arc<Reference>,
    pub(super) all: Arc<RoaringBitmap>,
    pub(super) values: Arc<Values>,
    pub(super) records: Records,
    pub(super) by_gap: Order,
    pub(super) by_requirement: Order,
    /// By a hash of the code.
    by_code: Order,
    pub(super) spanish: Arc<Vocabulary>,
    pub(super) english: Arc<Vocabulary>,
}

/// What an order loses and gains.
#[derive(Default)]
struct Moves {
    out: Vec<Rank>,
    added: Vec<Rank>,
}

impl Moves {
    fn note(&mut self, project: u32, before: Option<i64>, after: Option<i64>) {
        if before != after {
            self.out.extend(before.map(|key| (key, project)));
            self.added.extend(after.map(|key| (key, project)));
        }
    }
}

impl Index {
    /// An index of no project.
    pub(super) fn new(reference: Reference) -> Self {
        Self {
            version: 0,
            reference: Arc::new(reference),
            all: Arc::default(),
            values: Arc::default(),
            records: Records::default(),
            by_gap: Order::default(),
            by_requirement: Order::default(),
            by_code: Order::default(),
            spanish: Arc::new(Vocabulary::new(Tongue::Spanish)),
            english: Arc::new(Vocabulary::new(Tongue::English)),
        }
    }

    /// The number of the newest event that it knows.
    #[must_use]
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// What a place, territory, sector or partner is called; `None` for a value that does not exist, and for those of other
    /// facets, whose names the catalogue has.
    #[must_use]
    pub fn named(&self, facet: Facet, value: &str) -> Option<Named<'_>> {
        self.reference.named(facet, value)
    }

    /// Whether there is a sector of this category, the first three digits of a purpose code.
    #[must_use]
    pub fn has_category(&self, category: &str) -> bool {
        self.reference.has_category(category)
    }

    /// Takes projects in as they are now, in the place of what it knew of them.
    pub(super) fn put(&mut self, projects: &[Project]) {
        let (mut gaps, mut requirements, mut codes) = (Moves::default(), Moves::default(), Moves::default());
        let (mut forgotten, mut worded): (_, Vec<&Project>) = (RoaringBitmap::new(), Vec::new());
        for project in projects {
            let after = project.is_public.then(|| record(project));
            let values = if project.is_public {
                self.positions(project)
            } else {
                Vec::new()
            };
            self.put_values(project.id, after.is_some(), &values);
            let before = self.records.replace(project.id, after.clone(), &values);
            let texts = |record: &Option<Record>| record.as_ref().map(|record| record.texts_hash);
            if texts(&before) != texts(&after) {
                forgotten.extend(before.as_ref().map(|_| project.id));
                worded.extend(after.as_ref().map(|_| project));
            }
            let key = |of: fn(&Record) -> i64| (before.as_ref().map(of), after.as_ref().map(of));
            for (moves, (before, after)) in [
                (&mut gaps, key(|record| record.gap_key)),
                (&mut requirements, key(|record| record.requirement_key)),
                (&mut codes, key(|record| code_key(&record.code))),
            ] {
                moves.note(project.id, before, after);
            }
        }
        let spanish = worded.iter().map(|project| (project.id, fold(&project.spanish)));
        put_texts(&mut self.spanish, &forgotten, spanish.collect());
        let english = worded.iter().map(|project| (project.id, fold(&project.english)));
        put_texts(&mut self.english, &forgotten, english.collect());
        self.by_gap.replace(gaps.out, gaps.added);
        self.by_requirement.replace(requirements.out, requirements.added);
        self.by_code.replace(codes.out, codes.added);
    }

    /// The positions of a project's values, ascending.
    fn positions(&mut self, project: &Project) -> Vec<u32> {
        let labels = project.labels(&self.reference);
        let values = Arc::make_mut(&mut self.values);
        let mut positions: Vec<u32> = labels.into_iter().map(|label| values.position(label)).collect();
        positions.sort_unstable();
        positions
    }

    fn put_values(&mut self, project: u32, is_public: bool, new: &[u32]) {
        if is_public != self.all.contains(project) {
            let all = Arc::make_mut(&mut self.all);
            if is_public {
                all.insert(project);
            } else {
                all.remove(project);
            }
        }
        let old = self.records.values(project);
        if old == new {
            return;
        }
        let values = Arc::make_mut(&mut self.values);
        for position in old.iter().filter(|position| new.binary_search(position).is_err()) {
            values.set(*position, project, false);
        }
        for position in new.iter().filter(|position| old.binary_search(position).is_err()) {
            values.set(*position, project, true);
        }
    }

    /// The project with this code.
    pub(super) fn by_code(&self, code: &str) -> Option<u32> {
        let record = |project: &u32| self.records.get(*project);
        self.by_code
            .at(code_key(code))
            .find(|project| record(project).is_some_and(|record| record.code.as_ref() == code))
    }

    /// Everything that it holds, in words by which two indexes can be compared: for tests.
    #[must_use]
    pub fn contents(&self) -> BTreeMap<String, Vec<u32>> {
        let ranked = |order: &Order| order.before(None).iter().map(|(_, project)| *project).collect();
        let mut contents = BTreeMap::from([
            ("all".to_owned(), self.all.iter().collect()),
            ("order gap".to_owned(), ranked(&self.by_gap)),
            ("order requirement".to_owned(), ranked(&self.by_requirement)),
        ]);
        for value in self.values.list().iter().filter(|value| !value.projects.is_empty()) {
            contents.insert(
                format!("{:?} {}", value.kind, value.code),
                value.projects.iter().collect(),
            );
        }
        for (tongue, vocabulary) in [("es", &self.spanish), ("en", &self.english)] {
            for (word, projects) in vocabulary.held() {
                contents.insert(format!("{tongue} {word}"), projects);
            }
        }
        for project in self.all.iter() {
            if let Some(record) = self.records.get(project) {
                let (code, after) = (&record.code, record.overdue_after);
                let code = format!("record {code} {} {} {after:?}", record.gap_key, record.requirement_key);
                contents.insert(code, self.by_code(&record.code).into_iter().collect());
            }
        }
        contents
    }
}

/// Takes the words of some projects out, and the folded texts of others in.
fn put_texts(vocabulary: &mut Arc<Vocabulary>, forgotten: &RoaringBitmap, folded: Vec<(u32, String)>) {
    if !forgotten.is_empty() {
        Arc::make_mut(vocabulary).remove(forgotten);
    }
    if !folded.is_empty() {
        Arc::make_mut(vocabulary).add(folded.iter().map(|(project, text)| (*project, text.as_str())));
    }
}

fn record(project: &Project) -> Record {
    Record {
        code: project.code.as_str().into(),
        gap_key: project.gap_usd_minor.unwrap_or(-1),
        requirement_key: project.requirement_usd_minor.unwrap_or(-1),
        overdue_after: project.overdue_after(),
        texts_hash: project.texts_hash(),
    }
}

/// Where a code stands: its hash, because a number is sorted and copied fast.
fn code_key(code: &str) -> i64 {
    let mut hasher = DefaultHasher::new();
    code.hash(&mut hasher);
    hasher.finish().cast_signed()
}
