//! Rules, types, life cycles, counting and access. Pure: no database, no clock, no network, no language.

pub mod acceptance;
pub mod access;
pub mod account;
pub mod bound;
pub mod chain;
pub mod coded;
pub mod counting;
pub mod country;
pub mod currency;
pub mod device;
pub mod document;
pub mod event;
pub mod finance;
pub mod fulfilment;
pub mod ids;
pub mod lateness;
pub mod limit;
pub mod money;
pub mod organisation;
pub mod party;
pub mod password;
pub mod person;
pub mod pillar;
pub mod place;
pub mod pledge;
pub mod project;
pub mod proposal;
pub mod publication;
pub mod rate;
pub mod reason;
pub mod schedule;
pub mod split;
pub mod text;
pub mod timestamp;

pub(crate) use coded::coded;
