//! Words, numbers, money and dates in the reader's language.

pub mod catalogue;
pub mod date;
pub mod language;
pub mod number;
pub mod words;
