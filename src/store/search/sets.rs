//! The parts of the index: sets of projects by value, what is remembered of each project, and orders. Each is shared with
//! older indexes until it changes.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use roaring::RoaringBitmap;
use time::Date;

use super::project::{Kind, Label};

/// The projects that have a value in common.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub kind: Kind,
    pub code: Arc<str>,
    pub projects: Arc<RoaringBitmap>,
}

/// The sets of all values, each known by its position.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    positions: HashMap<Kind, HashMap<Arc<str>, u32>>,
    list: Vec<Value>,
}

impl Values {
    /// The position of a value, which is made where no project had it.
    pub fn position(&mut self, (kind, code): Label) -> u32 {
        let of_kind = self.positions.entry(kind).or_default();
        if let Some(position) = of_kind.get(&code) {
            return *position;
        }
        let position = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        of_kind.insert(code.clone(), position);
        self.list.push(Value {
            kind,
            code,
            projects: Arc::default(),
        });
        position
    }

    /// Adds a project to the set at a position, or takes it out.
    pub fn set(&mut self, position: u32, project: u32, member: bool) {
        if let Some(value) = self.list.get_mut(position as usize) {
            let projects = Arc::make_mut(&mut value.projects);
            if member {
                projects.insert(project);
            } else {
                projects.remove(project);
            }
        }
    }

    /// The projects with a value; `None` where there never was one.
    pub fn projects(&self, kind: Kind, code: &str) -> Option<&RoaringBitmap> {
        let position = *self.positions.get(&kind)?.get(code)?;
        Some(&self.list.get(position as usize)?.projects)
    }

    /// All values by their positions.
    pub fn list(&self) -> &[Value] {
        &self.list
    }
}

/// What is remembered of a project, beside its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub code: Box<str>,
    /// By what the list is sorted: minor units of US dollars, -1 where they are not known.
    pub gap_key: i64,
    pub requirement_key: i64,
    /// The last day on which it is not overdue.
    pub overdue_after: Option<Date>,
    pub texts_hash: u64,
}

/// Records and values by the keys of their projects, in pieces: a change copies one piece.
#[derive(Debug, Clone, Default)]
pub(super) struct Records(BTreeMap<u32, Arc<Piece>>);

/// Projects of a piece.
const PIECE: usize = 512;

/// The values of many projects lie in one list, because counting walks through them.
#[derive(Debug, Clone)]
struct Piece {
    records: Vec<Option<Record>>,
    /// Where the values of each begin; those of the last end with the list.
    starts: Vec<usize>,
    values: Vec<u32>,
}

impl Piece {
    fn new() -> Self {
        Self {
            records: vec![None; PIECE],
            starts: vec![0; PIECE],
            values: Vec::new(),
        }
    }

    fn range(&self, at: usize) -> Range<usize> {
        let end = self.starts.get(at + 1).copied().unwrap_or(self.values.len());
        self.starts.get(at).copied().unwrap_or(end)..end
    }
}

/// The piece in which a project lies, and where.
fn place(project: u32) -> (u32, usize) {
    let (piece, at) = (project as usize / PIECE, project as usize % PIECE);
    (u32::try_from(piece).unwrap_or(u32::MAX), at)
}

impl Records {
    pub fn get(&self, project: u32) -> Option<&Record> {
        let (piece, at) = place(project);
        self.0.get(&piece)?.records.get(at)?.as_ref()
    }

    /// The positions of its values, ascending; none of an unknown project.
    pub fn values(&self, project: u32) -> &[u32] {
        let (piece, at) = place(project);
        let values = self.0.get(&piece).and_then(|piece| piece.values.get(piece.range(at)));
        values.unwrap_or_default()
    }

    /// Puts a record with its values in the place of another, which it gives back.
    pub fn replace(&mut self, project: u32, record: Option<Record>, values: &[u32]) -> Option<Record> {
        let (piece, at) = place(project);
        let piece = self.0.entry(piece).or_insert_with(|| Arc::new(Piece::new()));
        let piece = Arc::make_mut(piece);
        let range = piece.range(at);
        let (before, after) = (range.len(), values.len());
        piece.values.splice(range, values.iter().copied());
        for start in piece.starts.iter_mut().skip(at + 1) {
            *start = *start + after - before;
        }
        std::mem::replace(piece.records.get_mut(at)?, record)
    }
}

/// A project in an order: by what it is sorted, and its key, which settles ties.
pub(super) type Rank = (i64, u32);

/// All projects in an order, ascending.
#[derive(Debug, Clone, Default)]
pub(super) struct Order(Arc<Vec<Rank>>);

/// Up to so many changes each are put in their place; with more, all are sorted anew.
const FEW: usize = 64;

impl Order {
    /// Takes ranks out and adds others.
    pub fn replace(&mut self, mut out: Vec<Rank>, added: Vec<Rank>) {
        if out.is_empty() && added.is_empty() {
            return;
        }
        let ranks = Arc::make_mut(&mut self.0);
        if out.len().max(added.len()) <= FEW {
            for rank in out {
                if let Ok(at) = ranks.binary_search(&rank) {
                    ranks.remove(at);
                }
            }
            for rank in added {
                let at = ranks.partition_point(|other| *other < rank);
                ranks.insert(at, rank);
            }
            return;
        }
        out.sort_unstable();
        ranks.retain(|rank| out.binary_search(rank).is_err());
        ranks.extend(added);
        // The stable one merges what is sorted already.
        ranks.sort();
    }

    /// What stands before a rank, or everything: ascending.
    pub fn before(&self, rank: Option<(i64, i64)>) -> &[Rank] {
        let all = self.0.as_slice();
        let end = rank.map_or(all.len(), |rank| {
            all.partition_point(|(key, project)| (*key, i64::from(*project)) < rank)
        });
        all.get(..end).unwrap_or_default()
    }

    /// The projects that stand at a key.
    pub fn at(&self, key: i64) -> impl Iterator<Item = u32> {
        let start = self.0.partition_point(|(other, _)| *other < key);
        let rest = self.0.get(start..).unwrap_or_default();
        rest.iter()
            .take_while(move |(other, _)| *other == key)
            .map(|(_, project)| *project)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_the_same_whether_few_or_many_change_at_once() {
        let many: Vec<Rank> = (0..500_u32).map(|id| (i64::from(id % 7), id)).collect();
        let mut at_once = Order::default();
        at_once.replace(Vec::new(), many.clone());
        let mut one_by_one = Order::default();
        for rank in &many {
            one_by_one.replace(Vec::new(), vec![*rank]);
        }
        assert_eq!(at_once.0, one_by_one.0);
        at_once.replace(many[..200].to_vec(), Vec::new());
        for rank in &many[..200] {
            one_by_one.replace(vec![*rank], Vec::new());
        }
        assert_eq!(at_once.0, one_by_one.0);
        assert_eq!(at_once.before(None).len(), 300);
        assert_eq!(at_once.before(Some((3, 0))).last().map(|rank| rank.0), Some(2));
        assert_eq!(
            at_once.at(6).count(),
            many[200..].iter().filter(|rank| rank.0 == 6).count()
        );
    }

    #[test]
    fn a_copy_keeps_what_it_had_when_the_original_changes() {
        let record = |code: &str| Record {
            code: code.into(),
            gap_key: -1,
            requirement_key: -1,
            overdue_after: None,
            texts_hash: 0,
        };
        let mut records = Records::default();
        records.replace(700, Some(record("P-1")), &[1, 2]);
        records.replace(702, Some(record("P-3")), &[7]);
        let copy = records.clone();
        let before = records.replace(700, Some(record("P-2")), &[3, 4, 5]);
        assert_eq!(before, Some(record("P-1")));
        assert_eq!(copy.get(700), Some(&record("P-1")));
        assert_eq!(records.get(700), Some(&record("P-2")));
        assert_eq!((records.get(701), records.get(5)), (None, None));
        assert_eq!((copy.values(700), records.values(700)), (&[1, 2][..], &[3, 4, 5][..]));
        assert_eq!(
            (records.values(701), records.values(702), records.values(5)),
            (&[][..], &[7][..], &[][..])
        );
        let mut values = Values::default();
        let position = values.position((Kind::Gap, "open".into()));
        values.set(position, 3, true);
        let older = values.clone();
        values.set(position, 3, false);
        assert!(older.projects(Kind::Gap, "open").is_some_and(|set| set.contains(3)));
        assert!(values.projects(Kind::Gap, "open").is_some_and(RoaringBitmap::is_empty));
    }
}
