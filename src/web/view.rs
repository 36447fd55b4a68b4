//! What pages of several areas show, under the name by which most of them know it.

pub use super::parts::pledged::Pledged;
pub use super::parts::targets::{pledge_target, project_link, row_target};
pub use super::parts::terms::{finance_type, joint, pledge_terms};
pub use super::parts::texts::{day, document, older, pick, usd};
pub use super::parts::waiting::waiting;
