//! Whether the database keeps what is written. Set by the writes themselves, asked by the readiness check and by the
//! pool before it hands out the writer's connection again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The state of the writer, shared by all clones of a [`super::Db`].
#[derive(Debug, Clone, Default)]
pub(super) struct Health(Arc<AtomicBool>);

impl Health {
    /// The newest write was kept.
    pub fn kept(&self) {
        self.0.store(false, Ordering::Release);
    }

    /// The newest write failed at the database itself.
    pub fn failed(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether the newest write failed at the database itself.
    pub fn is_failing(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
