//! Whether the database keeps what is written. Set by the writes themselves, asked by the readiness check and by the
//! pool before it hands out the writer's connection again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The state of the writer, shared by all clones of a [`super::Db`].
#[derive(Debug, Clone, Default)]
pub(super) struct Health(Arc<AtomicBool>);

impl Health {
    /// Writes are kept again.
    pub fn stored(&self) {
        self.0.store(false, Ordering::Release);
    }

    /// A write failed at the database itself.
    pub fn failed(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether a write failed at the database itself since writes were last known to be kept.
    pub fn is_failing(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
