//! Words, numbers, money and dates in the reader's language.

pub mod date;
pub mod language;
pub mod number;
pub mod words;
pub mod catalogue;
