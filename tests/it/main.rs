//! One integration binary, one file per noun. Each test has a private database.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on says why and fails"
)]

#[macro_use]
mod harness;

mod acceptances;
mod access;
mod accounts;
mod boundaries;
mod commands;
mod constraints;
mod desk;
mod documents;
mod doors;
mod events;
mod every_form;
mod examples;
mod failures;
mod forms;
mod fuzz;
mod json_views;
mod lateness;
mod limits;
mod long;
mod money;
mod pages;
mod people;
mod permissions;
mod pledge_input;
mod pledges;
mod portal;
mod project_input;
mod projects;
mod proposals;
mod publications;
mod queries;
mod rates;
mod reading;
mod recompute;
mod requests;
mod seeds;
mod shown;
mod simulation;
mod texts;
mod tidy;
mod trial;
mod turns;
mod waiting;

#[cfg(feature = "browser")]
mod browser;
