//! Commands that outgrew `main.rs`: arguments in, a line and an exit code out.

pub mod demo;
pub mod import;
pub mod user;
