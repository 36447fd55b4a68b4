//! Commands that outgrew `main.rs`: arguments in, a line and an exit code out.

pub mod import;
pub mod user;
