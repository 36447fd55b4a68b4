//! Turns to make pages. Making one takes a core, and what is held is sent by the same cores: so only so many are made at
//! a time, and while held pages are read, one turn is left to those that are asked for again and again. A crowd on
//! addresses that nobody else asks for then waits for itself and not everybody for the crowd.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::{AcquireError, Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::clock;
use crate::store::StoreError;

/// How long a page waits for its turn before it is refused.
const WAIT: Duration = Duration::from_secs(2);
/// So long after a held page was read its readers count as gone, and any page may take the last turn.
const QUIET: Duration = Duration::from_millis(100);

/// Turns of one process.
#[derive(Debug, Clone)]
pub(super) struct Turns {
    all: Arc<Semaphore>,
    /// Those that rare pages may have: all of them, or while held pages are read all but one.
    rare: Arc<Semaphore>,
    /// How long a page waits for one.
    wait: Duration,
    readers: Arc<Readers>,
}

/// The readers of held pages.
#[derive(Debug)]
struct Readers {
    start: Instant,
    /// When they read one last, in milliseconds since the start.
    last: AtomicU64,
    /// Whether a turn is withheld from rare pages for them.
    withhold: AtomicBool,
}

impl Readers {
    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn are_gone(&self) -> bool {
        let since = self.now().saturating_sub(self.last.load(Ordering::Relaxed));
        Duration::from_millis(since) >= QUIET
    }

    /// Withholds a turn, or gives it back; false where it is so already.
    fn withhold(&self, withhold: bool) -> bool {
        let changed = self
            .withhold
            .compare_exchange(!withhold, withhold, Ordering::AcqRel, Ordering::Relaxed);
        changed.is_ok()
    }
}

/// A turn, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn<'t> {
    _own: SemaphorePermit<'t>,
    _rare: Option<SemaphorePermit<'t>>,
}

impl Default for Turns {
    /// As many as there are cores, two at least.
    fn default() -> Self {
        Self::new(thread::available_parallelism().map_or(2, NonZero::get), WAIT)
    }
}

impl Turns {
    fn new(turns: usize, wait: Duration) -> Self {
        let turns = turns.max(2);
        Self {
            all: Arc::new(Semaphore::new(turns)),
            rare: Arc::new(Semaphore::new(turns)),
            wait,
            readers: Arc::new(Readers {
                start: clock::started(),
                last: AtomicU64::new(0),
                withhold: AtomicBool::new(false),
            }),
        }
    }

    /// Notes that a held page was read.
    pub(super) fn held_was_read(&self) {
        self.readers.last.store(self.readers.now(), Ordering::Relaxed);
    }

    /// A turn to make a page. `is_common`: it was asked for again while it was held.
    ///
    /// # Errors
    /// [`StoreError::NoTurn`].
    pub(super) async fn take(&self, is_common: bool) -> Result<Turn<'_>, StoreError> {
        let turn = async {
            let rare = match is_common {
                true => None,
                false => Some(self.rare().await?),
            };
            let own = self.all.acquire().await?;
            Ok(Turn { _own: own, _rare: rare })
        };
        match timeout(self.wait, turn).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(AcquireError { .. })) | Err(_) => Err(StoreError::NoTurn),
        }
    }

    /// One of the turns of rare pages.
    async fn rare(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        loop {
            if self.readers.are_gone() && self.readers.withhold(false) {
                self.rare.add_permits(1);
            }
            let permit = self.rare.acquire().await?;
            if self.readers.are_gone() || !self.readers.withhold(true) {
                return Ok(permit);
            }
            permit.forget();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_crowd_on_rare_pages_leaves_a_turn_to_a_common_one() {
        let turns = Turns::new(2, Duration::from_millis(20));
        turns.held_was_read();
        let first = turns.take(false).await.expect("a turn");
        assert!(matches!(turns.take(false).await, Err(StoreError::NoTurn)));
        let common = turns.take(true).await.expect("its own turn");
        assert!(matches!(turns.take(true).await, Err(StoreError::NoTurn)));
        drop((first, common));
        turns.take(false).await.expect("a turn again");
    }

    #[tokio::test]
    async fn rare_pages_take_every_turn_while_nobody_reads_held_ones() {
        let turns = Turns::new(2, Duration::from_millis(20));
        turns.held_was_read();
        let first = turns.take(false).await.expect("a turn");
        tokio::time::sleep(QUIET).await;
        let second = turns.take(false).await.expect("the last turn");
        assert!(matches!(turns.take(false).await, Err(StoreError::NoTurn)));
        drop((first, second));
    }
}
