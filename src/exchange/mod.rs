//! Formats of files: readers and writers over domain types. No SQL, no HTTP.

pub mod documents;
pub mod rates;
