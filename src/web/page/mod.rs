//! Pages: their frame, and how a public one is read, made and held.

mod asked;
mod cache;
mod compress;
mod follow;
mod held;
mod layout;
mod reading;

pub use cache::Pages;
pub use follow::follow;
pub use held::Public;
pub use layout::{Page, Section, form_id};
pub use reading::{Made, PublicAnswer, Reading};
