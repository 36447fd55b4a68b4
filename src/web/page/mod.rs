//! Pages: their frame, and how a public one is read, made and held.

mod asked;
mod cache;
#[cfg(test)]
mod compare;
mod compress;
mod follow;
mod held;
mod layout;
mod reading;
#[cfg(test)]
mod template;
mod turns;
mod view;

pub use asked::Asks;
pub use cache::Pages;
#[cfg(test)]
pub use compare::compare;
pub use follow::follow;
pub use held::{Public, PublicAnswer};
pub use layout::{ErrorLine, Page, Section, form_id};
pub use reading::{Made, Reading};
pub use view::PageView;
pub(in crate::web) use view::page_views;
