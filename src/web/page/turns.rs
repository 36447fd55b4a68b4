//! Turns to make pages. Making one takes a core, and what is held is sent by the same cores: so only so many are made at
//! a time, and one turn is left to pages that are asked for again and again. A crowd on addresses that nobody else asks
//! for then waits for itself and not everybody for the crowd.

use std::num::NonZero;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::store::StoreError;

/// How long a page waits for its turn before it is refused.
const WAIT: Duration = Duration::from_secs(2);

/// Turns of one process.
#[derive(Debug, Clone)]
pub(super) struct Turns {
    all: Arc<Semaphore>,
    /// All but one.
    rare: Arc<Semaphore>,
    /// How long a page waits for one.
    wait: Duration,
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
            rare: Arc::new(Semaphore::new(turns - 1)),
            wait,
        }
    }

    /// A turn to make a page. `is_common`: it was asked for again while it was held.
    ///
    /// # Errors
    /// [`StoreError::NoTurn`].
    pub(super) async fn take(&self, is_common: bool) -> Result<Turn<'_>, StoreError> {
        let turn = async {
            let rare = match is_common {
                true => None,
                false => Some(self.rare.acquire().await?),
            };
            let own = self.all.acquire().await?;
            Ok(Turn { _own: own, _rare: rare })
        };
        match timeout(self.wait, turn).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(tokio::sync::AcquireError { .. })) | Err(_) => Err(StoreError::NoTurn),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_crowd_on_rare_pages_leaves_a_turn_to_a_common_one() {
        let turns = Turns::new(2, Duration::from_millis(20));
        let first = turns.take(false).await.expect("a turn");
        assert!(matches!(turns.take(false).await, Err(StoreError::NoTurn)));
        let common = turns.take(true).await.expect("its own turn");
        assert!(matches!(turns.take(true).await, Err(StoreError::NoTurn)));
        drop((first, common));
        turns.take(false).await.expect("a turn again");
    }
}
