#![doc = include_str!("ARCHITECTURE.md")]
#![recursion_limit = "512"] // The contexts of large pages are one `json!` each.

pub mod actions;
pub mod clock;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod jobs;
pub mod mail;
pub mod secret;
pub mod seed;
pub mod store;
pub mod web;
