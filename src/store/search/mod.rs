//! The index of all public projects, in memory: from it come the list with its pages, the counts of all facets and the
//! search, the same on both databases.
//!
//! An index belongs to a data version. Each process has one, made before the server listens and brought up to date when
//! a page of a newer version asks for it: each write that changes what is known of a project here notes the number of its
//! event in `project.changed_event`, so only these projects are read again. Everything but `load.rs` is pure.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::Mutex;

use super::{Db, Result, Snapshot, Source, StoreError, events};

mod filter;
mod find;
mod index;
mod load;
mod project;
mod reference;
mod sets;
mod words;

#[cfg(test)]
mod tests;

pub use filter::{Cursor, Facet, FacetRow, Filter, Found, Sort, YEARS};
pub use find::Matches;
pub use index::Index;
pub use reference::Named;
pub use words::fold;

/// When more projects than this changed, everything is read anew, in pieces, so that they need not lie in memory at once.
const CHANGED_MAX: usize = 2_000;

/// The index of a process, shared by all clones of its [`Db`].
#[derive(Debug, Clone, Default)]
pub(super) struct Current(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    index: RwLock<Option<Arc<Index>>>,
    /// Held by whoever makes the next one.
    making: Mutex<()>,
}

impl Current {
    fn get(&self) -> Option<Arc<Index>> {
        self.0.index.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn take(&self) -> Option<Arc<Index>> {
        self.0.index.write().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn set(&self, index: Arc<Index>) {
        *self.0.index.write().unwrap_or_else(PoisonError::into_inner) = Some(index);
    }
}

/// The index of a data version, or of a newer one where another page was faster: [`Index::version`] says which. Of an
/// older one only where the readers' database has not come so far. Reads, if it must, from a snapshot of its own, which
/// no time limit of a page may end.
///
/// # Errors
/// [`super::StoreError`].
pub async fn at(db: &Db, version: i64) -> Result<Arc<Index>> {
    let new_enough = |index: &Arc<Index>| index.version() >= version;
    if let Some(index) = db.search.get().filter(new_enough) {
        return Ok(index);
    }
    let _turn = db.search.0.making.lock().await;
    if let Some(index) = db.search.get().filter(new_enough) {
        return Ok(index);
    }
    db.read_at_length(async |snapshot| made(db, snapshot).await).await
}

/// The index of the data version of a page's snapshot, which it reads from that snapshot where it must. Small is what may
/// have changed since [`at`] was asked, just before the snapshot.
///
/// # Errors
/// [`super::StoreError::Passed`] when the index is of a newer version: the page takes another snapshot.
pub async fn within(db: &Db, snapshot: &Snapshot) -> Result<Arc<Index>> {
    let of_snapshot = || match db.search.get() {
        Some(index) if index.version() == snapshot.version() => Some(Ok(index)),
        Some(index) if index.version() > snapshot.version() => Some(Err(StoreError::Passed)),
        _ => None,
    };
    if let Some(found) = of_snapshot() {
        return found;
    }
    let _turn = db.search.0.making.lock().await;
    match of_snapshot() {
        Some(found) => found,
        None => made(db, snapshot).await,
    }
}

/// Makes the index of a snapshot, from an older one where there is one, and keeps it. Only in one's turn.
async fn made(db: &Db, snapshot: &Snapshot) -> Result<Arc<Index>> {
    let index = match db.search.get() {
        Some(older) => follow(db, snapshot, older).await?,
        None => Arc::new(fresh(snapshot).await?),
    };
    db.search.set(index.clone());
    Ok(index)
}

/// The index of what stands now.
///
/// # Errors
/// [`super::StoreError`].
pub async fn now(db: &Db) -> Result<Arc<Index>> {
    at(db, events::data_version(db.primary()).await?).await
}

/// An index made from nothing, beside the one that is kept: by it tests judge that one.
///
/// # Errors
/// [`super::StoreError`].
pub async fn made_anew(db: &Db) -> Result<Index> {
    db.read_at_length(async |snapshot| fresh(snapshot).await).await
}

/// Reads everything.
async fn fresh(source: &impl Source) -> Result<Index> {
    let version = load::state(source, 0).await?.version;
    let mut index = Index::new(load::reference(source).await?);
    let mut last = 0;
    loop {
        let ids = load::after(source, last).await?;
        let Some(newest) = ids.last() else { break };
        last = *newest;
        index.put(&load::projects(source, &ids).await?);
    }
    index.version = version;
    Ok(index)
}

/// Reads what changed since an index was made.
async fn follow(db: &Db, source: &impl Source, older: Arc<Index>) -> Result<Arc<Index>> {
    let state = load::state(source, older.version()).await?;
    let reference = if state.has(&older.reference) {
        None
    } else {
        let reference = load::reference(source).await?;
        // What lies elsewhere, or is of another class, moves projects that did not change themselves.
        if !reference.extends(&older.reference) {
            return Ok(Arc::new(fresh(source).await?));
        }
        Some(reference)
    };
    let ids = load::changed_since(source, older.version(), CHANGED_MAX + 1).await?;
    if ids.len() > CHANGED_MAX {
        return Ok(Arc::new(fresh(source).await?));
    }
    let mut projects = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(load::CHUNK) {
        projects.extend(load::projects(source, chunk).await?);
    }
    // All is read and nothing can fail any more. Nobody else keeps the older one, mostly, so it is changed in its place;
    // where somebody does, the parts that change are copied.
    drop(db.search.take());
    let mut index = Arc::unwrap_or_clone(older);
    if let Some(reference) = reference {
        index.reference = Arc::new(reference);
    }
    index.put(&projects);
    index.version = state.version;
    Ok(Arc::new(index))
}
