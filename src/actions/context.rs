//! What actions need from outside.

use super::hashing::Hashing;
use crate::domain::bound::Bound;
use crate::domain::timestamp::Timestamp;
use crate::secret::Secret;
use crate::store::Db;
use crate::store::files::Files;
pub use crate::store::request_records::Request;

/// What every action needs from outside.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub db: &'a Db,
    /// Where documents lie.
    pub files: &'a Files,
    pub secret: &'a Secret,
    /// Where passwords are hashed.
    pub hashing: &'a Hashing,
    pub now: Timestamp,
    /// Where the registry is reached, without a slash at the end; letters link to it.
    pub base_url: &'a str,
    /// Whether letters are written. Only making demonstration data leaves them out.
    pub letters: bool,
    /// The most that a single amount may be worth.
    pub amount_max: Bound,
    /// The form that was sent, by which the same form sent again is known; without one, every call is a new one.
    pub request: Option<Request<'a>>,
}
