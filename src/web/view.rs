//! What pages of several areas show, under the name by which most of them know it.

pub use super::parts::cards::status_tag;
pub use super::parts::events::event;
pub use super::parts::targets::pledge_target;
pub use super::parts::terms::pledge_terms;
pub use super::parts::texts::{day, document, moment, pick, when};
pub use super::parts::waiting::waiting;
