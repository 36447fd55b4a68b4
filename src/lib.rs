#![doc = include_str!("ARCHITECTURE.md")]

pub mod domain;
pub mod i18n;
pub mod secret;
pub mod store;
