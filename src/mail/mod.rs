//! Letters: what they say, and how they leave.

pub mod account_letters;
pub mod letters;
pub mod transport;
