//! Public pages, held in memory. A page is a function of data version, local day, address, which begins with the language,
//! and format: while these stay, it is made once, for all who ask at the same time, and the database is not asked again.
//!
//! Every write that a public page can show appends an event, so the number of the newest event is the data version.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use moka::future::Cache;
use moka::policy::EvictionPolicy;
use time::Date;

use super::asked::{Asked, Asks};
use super::held::{Held, HeldPage, Public, PublicAnswer};
use super::reading::{Made, Reading};
use super::turns::Turns;
use crate::store::search;
use crate::store::{Db, Snapshot, StoreError};
use crate::web::answers::Html;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::http::format::Format;

/// Bytes of pages that a process holds, with both codings of each.
const HELD_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// Addresses of which a process remembers that they were asked for again while they were held.
const COMMON_MAX: u64 = 4_096;
/// What a page takes beside its bytes and its address.
const ENTRY_BYTES: usize = 512;

/// What decides what a page shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    version: i64,
    day: Date,
    address: String,
    format: Format,
}

/// Why something that was made is not held.
#[derive(Debug, Clone)]
enum NotHeld {
    /// It shows another data version than the one it was asked for.
    OtherVersion(Arc<Held>),
    /// It answers what this reader asked.
    Alone(Html),
    Failed(WebError),
}

impl From<StoreError> for NotHeld {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// How often pages were asked for and made, since the start.
#[derive(Debug, Default)]
struct Counts {
    asked: AtomicI64,
    made: AtomicI64,
}

/// The pages of this process.
#[derive(Debug, Clone)]
pub struct Pages {
    held: Cache<Key, Arc<Held>>,
    /// What was asked for again while it was held, of any version: it is made first.
    common: Cache<(String, Format), ()>,
    turns: Turns,
    counts: Arc<Counts>,
    /// In tests: pages that were held although making them again gives others.
    stale: Option<Arc<Mutex<Vec<String>>>>,
}

impl Default for Pages {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Pages {
    fn new(stale: Option<Arc<Mutex<Vec<String>>>>) -> Self {
        let bytes = |key: &Key, held: &Arc<Held>| {
            let bytes = held.bytes() + key.address.len() + ENTRY_BYTES;
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        // The newest pages push the oldest out: those of versions that nobody asks for any more.
        let held = Cache::builder()
            .max_capacity(HELD_BYTES_MAX)
            .weigher(bytes)
            .eviction_policy(EvictionPolicy::lru())
            .build();
        Self {
            held,
            common: Cache::new(COMMON_MAX),
            turns: Turns::default(),
            counts: Arc::default(),
            stale,
        }
    }

    /// For tests: the data version is asked for with each page, and each page that is held is made again and compared,
    /// so that a write without an event is found.
    #[must_use]
    pub fn checked() -> Self {
        Self::new(Some(Arc::default()))
    }

    /// What was found stale by pages that are [`Self::checked`].
    #[must_use]
    pub fn stale(&self) -> Vec<String> {
        let stale = self.stale.as_ref().map(|stale| stale.lock());
        stale.map_or_else(Vec::new, |stale| stale.unwrap_or_else(PoisonError::into_inner).clone())
    }

    /// How many pages were asked for, and how many of them had to be made, since the start.
    #[must_use]
    pub fn counted(&self) -> (i64, i64) {
        let Counts { asked, made } = &*self.counts;
        (asked.load(Ordering::Relaxed), made.load(Ordering::Relaxed))
    }

    /// The version to ask for: as this process knows it, or in tests as it is.
    async fn version(&self, db: &Db) -> Result<i64, StoreError> {
        match self.stale {
            None => Ok(db.version()),
            Some(_) => db.follow().await,
        }
    }

    /// Makes a held page again, and notes when the same version has become another page.
    async fn check<M: Into<Made>>(
        &self,
        key: &Key,
        visit: &Visit<'_>,
        asked: (&Asked, Asks),
        make: impl AsyncFnOnce(&Reading<'_>) -> Result<M, WebError> + Copy,
    ) -> Result<(), WebError> {
        let (Some(stale), Some(held)) = (&self.stale, self.held.get(key).await) else {
            return Ok(());
        };
        let again = match build(key.version, visit, asked, make).await {
            Ok(again) => again,
            Err(NotHeld::OtherVersion(_)) => return Ok(()),
            Err(NotHeld::Alone(_)) => return note(stale, key, "would not be held now"),
            Err(NotHeld::Failed(error)) => return note(stale, key, &format!("{error:?}")),
        };
        if again.plain() == held.plain() {
            return Ok(());
        }
        note(stale, key, &difference(held.plain(), again.plain()))
    }
}

fn note(stale: &Mutex<Vec<String>>, key: &Key, difference: &str) -> Result<(), WebError> {
    let shown = format!(
        "{} changed without an event after {}: {difference}",
        key.address, key.version
    );
    tracing::error!("{shown}");
    stale.lock().unwrap_or_else(PoisonError::into_inner).push(shown);
    Err(WebError::Internal)
}

/// Where two pages differ first.
fn difference(held: &[u8], again: &[u8]) -> String {
    let at = held.iter().zip(again).take_while(|(one, other)| one == other).count();
    let around = |bytes: &[u8]| {
        let part = bytes.get(at.saturating_sub(80)..).unwrap_or_default();
        String::from_utf8_lossy(part.get(..200).unwrap_or(part)).into_owned()
    };
    format!("{:?} became {:?}", around(held), around(again))
}

impl Visit<'_> {
    /// Answers a public page: as it is held, or made by `make` from one snapshot.
    ///
    /// # Errors
    /// Whatever `make` returns, or that it cannot be made in time.
    pub async fn page<M: Into<Made>>(
        &self,
        asks: Asks,
        make: impl AsyncFnOnce(&Reading<'_>) -> Result<M, WebError> + Copy,
    ) -> PublicAnswer {
        let pages = &self.app.pages;
        if self.format == Format::Json && !asks.has_json {
            return Err(WebError::NotFound);
        }
        let asked = Asked::read(self.query, asks.names);
        let key = Key {
            version: pages.version(&self.app.db).await?,
            day: self.today(),
            address: asked.address(self.path),
            format: self.format,
        };
        pages.check(&key, self, (&asked, asks), make).await?;
        let version = key.version;
        let name = (key.address.clone(), key.format);
        let mut was_made = false;
        pages.counts.asked.fetch_add(1, Ordering::Relaxed);
        let made = pages
            .held
            .try_get_with(key, async {
                was_made = true;
                pages.counts.made.fetch_add(1, Ordering::Relaxed);
                let _turn = pages.turns.take(pages.common.contains_key(&name)).await?;
                build(version, self, (&asked, asks), make).await
            })
            .await
            .map_err(|error| NotHeld::clone(&error));
        if let (Ok(held), false) = (&made, was_made) {
            pages.turns.held_was_read();
            if held.is_first_asked_again() {
                pages.common.insert(name, ()).await;
            }
        }
        match made {
            Ok(held) | Err(NotHeld::OtherVersion(held)) => Ok(Public::Page(HeldPage(held))),
            Err(NotHeld::Alone(html)) => Ok(Public::Alone(html)),
            Err(NotHeld::Failed(error)) => Err(error),
        }
    }
}

/// How often a page takes another snapshot because the index was of a newer version by then. Each time costs little, and
/// while nobody writes the first one is right.
const ATTEMPTS_MAX: u32 = 100;

/// Makes a page, in its turn and its time.
async fn build<M: Into<Made>>(
    version: i64,
    visit: &Visit<'_>,
    (asked, asks): (&Asked, Asks),
    make: impl AsyncFnOnce(&Reading<'_>) -> Result<M, WebError> + Copy,
) -> Result<Arc<Held>, NotHeld> {
    let mut attempts = 0;
    let (shown, made) = loop {
        attempts += 1;
        // What it takes is no time of the page.
        if asks.uses_index {
            search::at(&visit.app.db, version).await?;
        }
        let made = visit.app.db.read(async move |snapshot: &Snapshot| {
            // At once, before another page takes the index further than this snapshot.
            let index = match asks.uses_index {
                true => Some(search::within(&visit.app.db, snapshot).await?),
                false => None,
            };
            let reading = Reading::new(visit, asked, snapshot, index);
            let made = make(&reading).await.map_err(NotHeld::Failed)?;
            Ok::<_, NotHeld>((snapshot.version(), made.into()))
        });
        match made.await {
            Err(NotHeld::Failed(WebError::Passed)) if attempts < ATTEMPTS_MAX => {}
            made => break made?,
        }
    };
    let held = Arc::new(Held::of(made).map_err(NotHeld::Alone)?);
    if shown == version {
        Ok(held)
    } else {
        Err(NotHeld::OtherVersion(held))
    }
}
