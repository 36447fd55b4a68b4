#![doc = include_str!("ARCHITECTURE.md")]

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
