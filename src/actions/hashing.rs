//! Hashing of passwords, slow and large on purpose, so bounded: at most as many at once as there are cores, a short
//! queue before them, and beyond it an answer at once that nothing was done.
//!
//! Each hash fills a block of memory. It is handed from one to the next while others wait and given back to the system
//! when nobody does, so that a burst leaves nothing behind.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use argon2::password_hash::phc::{Output, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use rocket::tokio;
use rocket::tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::error::{AccountRefusal, ActionError, Result};

/// Most hashes at once, however many cores there are: each takes [`Params::DEFAULT_M_COST`] KiB (19 MiB).
const WORKERS_MAX: usize = 6;
/// Most hashes that wait for their turn; those of known devices count apart.
const WAITING_MAX: usize = 32;
/// How long a hash waits for its turn.
const PATIENCE: Duration = Duration::from_secs(2);
/// After how many seconds somebody who was sent away may try again.
pub const RETRY_SECONDS: i64 = 5;
/// Blocks (KiB) that are asked for with each memory, used or not. The C library takes what is larger than 32 MiB from
/// the system by itself and returns it at once when it is freed; smaller ones stay with it, once for each thread.
const CAPACITY_BLOCKS: usize = 33 * 1024;

/// Who waits in which queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Anybody.
    Open,
    /// Somebody from whose device this account signed in before: a crowd at the open queue does not close this one.
    Known,
}

/// The one place where passwords are hashed. Clones share it.
#[derive(Debug, Clone)]
pub struct Hashing(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    turns: Arc<Semaphore>,
    waiting: [AtomicUsize; 2],
    waiting_max: usize,
    patience: Duration,
    memory: Mutex<Vec<Vec<Block>>>,
}

/// The right to hash once.
#[derive(Debug)]
pub struct Turn {
    shared: Arc<Shared>,
    /// Given on when the turn ends.
    _permit: OwnedSemaphorePermit,
}

impl Drop for Turn {
    /// Those who wait get the memory; without any it goes back to the system. The permit is still held here.
    fn drop(&mut self) {
        if self
            .shared
            .waiting
            .iter()
            .all(|count| count.load(Ordering::SeqCst) == 0)
        {
            self.shared.spare().clear();
        }
    }
}

impl Default for Hashing {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::bounded(cores.min(WORKERS_MAX), WAITING_MAX, PATIENCE)
    }
}

impl Hashing {
    /// The one of this process: what is bounded are its cores.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Hashing> = LazyLock::new(Hashing::default);
        &SHARED
    }

    /// `workers` at once, `waiting_max` in each queue for `patience`.
    #[must_use]
    pub fn bounded(workers: usize, waiting_max: usize, patience: Duration) -> Self {
        Self(Arc::new(Shared {
            turns: Arc::new(Semaphore::new(workers)),
            waiting: [AtomicUsize::new(0), AtomicUsize::new(0)],
            waiting_max,
            patience,
            memory: Mutex::default(),
        }))
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// [`AccountRefusal::Overloaded`] when too many wait already, or it does not come in time.
    pub async fn turn(&self, queue: Queue) -> Result<Turn> {
        let shared = &self.0;
        let turn = |permit| Turn {
            shared: shared.clone(),
            _permit: permit,
        };
        if let Ok(permit) = shared.turns.clone().try_acquire_owned() {
            return Ok(turn(permit));
        }
        let place = Place::take(shared, queue)?;
        let waited = tokio::time::timeout(shared.patience, shared.turns.clone().acquire_owned()).await;
        drop(place);
        match waited {
            Ok(Ok(permit)) => Ok(turn(permit)),
            Ok(Err(_)) | Err(_) => Err(ActionError::Account(AccountRefusal::Overloaded)),
        }
    }

    /// Hashes a password with argon2id.
    ///
    /// # Errors
    /// [`AccountRefusal::Overloaded`], [`AccountRefusal::NotHashed`].
    pub async fn hash(&self, password: String) -> Result<String> {
        self.turn(Queue::Open).await?.hash(password).await
    }
}

/// A place in a queue, left when dropped.
struct Place<'s>(&'s AtomicUsize);

impl<'s> Place<'s> {
    fn take(shared: &'s Shared, queue: Queue) -> Result<Self> {
        let count = &shared.waiting[queue as usize];
        let place = Self(count);
        if count.fetch_add(1, Ordering::SeqCst) >= shared.waiting_max {
            // `place` is dropped, and leaves.
            return Err(AccountRefusal::Overloaded.into());
        }
        Ok(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Turn {
    /// Hashes a password with argon2id.
    ///
    /// # Errors
    /// [`AccountRefusal::NotHashed`].
    pub async fn hash(self, password: String) -> Result<String> {
        self.work(move |memory| new_hash(&password, memory))
            .await
            .ok_or(ActionError::Account(AccountRefusal::NotHashed))
    }

    /// Whether this is the password of the hash. Without a hash it takes the same time and is wrong.
    pub async fn matches(self, password: String, hash: Option<String>) -> bool {
        self.work(move |memory| Some(verify(&password, hash.as_deref(), memory)))
            .await
            .unwrap_or(false)
    }

    /// Away from the workers that answer requests. The turn ends with the work, also when nobody waits for it any more.
    async fn work<T, W>(self, work: W) -> Option<T>
    where
        T: Send + 'static,
        W: FnOnce(&mut Vec<Block>) -> Option<T> + Send + 'static,
    {
        let done = tokio::task::spawn_blocking(move || {
            let spare = self.shared.spare().pop();
            let mut memory = spare.unwrap_or_else(|| Vec::with_capacity(CAPACITY_BLOCKS));
            let done = work(&mut memory);
            self.shared.spare().push(memory);
            drop(self);
            done
        });
        done.await.ok().flatten()
    }
}

impl Shared {
    fn spare(&self) -> MutexGuard<'_, Vec<Vec<Block>>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Fills memory as `argon2` says into `out`.
fn fill(argon2: &Argon2<'_>, password: &str, salt: &[u8], memory: &mut Vec<Block>, out: &mut [u8]) -> Option<()> {
    let blocks = argon2.params().block_count();
    if memory.len() < blocks {
        memory.resize(blocks, Block::default());
    }
    argon2
        .hash_password_into_with_memory(password.as_bytes(), salt, out, memory.as_mut_slice())
        .ok()
}

fn new_hash(password: &str, memory: &mut Vec<Block>) -> Option<String> {
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt).ok()?;
    let argon2 = Argon2::default();
    let mut out = [0_u8; Params::DEFAULT_OUTPUT_LEN];
    fill(&argon2, password, &salt, memory, &mut out)?;
    let hash = PasswordHash {
        algorithm: Algorithm::default().ident(),
        version: Some(Version::default().into()),
        params: argon2.params().try_into().ok()?,
        salt: Some(Salt::new(&salt).ok()?),
        hash: Some(Output::new(&out).ok()?),
    };
    Some(hash.to_string())
}

fn verify(password: &str, hash: Option<&str>, memory: &mut Vec<Block>) -> bool {
    let known = hash.and_then(|hash| PasswordHash::new(hash).ok());
    if let Some(known) = known
        && let Some(right) = compare(password, &known, memory)
    {
        return right;
    }
    // An unknown address costs as much time as a wrong password, so that time tells nothing.
    let mut out = [0_u8; Params::DEFAULT_OUTPUT_LEN];
    let _ = fill(&Argon2::default(), password, b"nobody-has-this!", memory, &mut out);
    false
}

fn compare(password: &str, known: &PasswordHash, memory: &mut Vec<Block>) -> Option<bool> {
    let (salt, expected) = (known.salt.as_ref()?, known.hash.as_ref()?);
    let algorithm = Algorithm::try_from(known.algorithm.as_str()).ok()?;
    let version = Version::try_from(known.version?).ok()?;
    let argon2 = Argon2::new(algorithm, version, Params::try_from(known).ok()?);
    let mut out = [0_u8; Output::MAX_LENGTH];
    let out = out.get_mut(..expected.len())?;
    fill(&argon2, password, salt, memory, out)?;
    // `Output` compares in constant time.
    Some(Output::new(out).ok()? == *expected)
}

#[cfg(test)]
mod tests {
    use argon2::{PasswordHasher as _, PasswordVerifier as _};

    use super::*;

    #[test]
    fn a_hash_is_what_the_library_makes_and_takes_and_only_its_password_matches() {
        let mut memory = Vec::new();
        let ours = new_hash("una clave de aquí", &mut memory).unwrap();
        assert!(ours.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{ours}");
        let library = Argon2::default();
        assert!(
            library
                .verify_password("una clave de aquí".as_bytes(), ours.as_str())
                .is_ok()
        );
        let theirs = library.hash_password(b"otra clave").unwrap().to_string();
        assert!(verify("otra clave", Some(&theirs), &mut memory));
        assert!(!verify("otra clave ", Some(&theirs), &mut memory));
        assert!(!verify("una clave de aquí", Some(&theirs), &mut memory));
        for none in [None, Some(""), Some("x"), Some("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA")] {
            assert!(!verify("una clave de aquí", none, &mut memory), "{none:?}");
        }
    }

    #[rocket::async_test]
    async fn beyond_the_queue_nobody_waits_and_a_known_device_has_a_queue_of_its_own() {
        let hashing = Hashing::bounded(1, 2, Duration::from_secs(60));
        let working = hashing.turn(Queue::Open).await.unwrap();
        let wait = |queue| {
            tokio::spawn({
                let hashing = hashing.clone();
                async move { hashing.turn(queue).await }
            })
        };
        let (first, second) = (wait(Queue::Open), wait(Queue::Open));
        while hashing.0.waiting[0].load(Ordering::SeqCst) < 2 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(
            hashing.turn(Queue::Open).await,
            Err(ActionError::Account(AccountRefusal::Overloaded))
        ));
        let owner = wait(Queue::Known);
        while hashing.0.waiting[1].load(Ordering::SeqCst) < 1 {
            tokio::task::yield_now().await;
        }
        assert!(!working.matches("x".to_owned(), None).await);
        for turn in [first, second, owner] {
            drop(turn.await.unwrap().unwrap());
        }
        assert_eq!(
            hashing
                .0
                .waiting
                .iter()
                .map(|count| count.load(Ordering::SeqCst))
                .sum::<usize>(),
            0
        );
        assert!(
            hashing.0.memory.lock().unwrap().len() <= 1,
            "at most one memory a worker"
        );
    }

    #[rocket::async_test]
    async fn who_waits_too_long_is_sent_away_and_the_memory_goes_when_nobody_waits() {
        let hashing = Hashing::bounded(1, 2, Duration::from_millis(1));
        let working = hashing.turn(Queue::Open).await.unwrap();
        assert!(matches!(
            hashing.hash("x".to_owned()).await,
            Err(ActionError::Account(AccountRefusal::Overloaded))
        ));
        drop(working);
        assert!(hashing.hash("x".to_owned()).await.is_ok());
        assert!(hashing.0.memory.lock().unwrap().is_empty());
    }
}
