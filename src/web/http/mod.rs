//! What every request has, whatever page it is for: its number, its line in the log, its place in the figures.

pub(super) mod format;
pub(super) mod metrics;
pub(super) mod requests;
