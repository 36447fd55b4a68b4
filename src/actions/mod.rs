//! Write use cases: authorise → load → decide → save, with event and letter, in one transaction.

pub mod acceptances;
pub mod accounts;
pub mod attempts;
mod bound;
pub mod conditions;
mod context;
pub mod documents;
mod error;
pub mod events;
pub mod hashing;
pub mod idempotency;
pub mod invitations;
pub mod limits;
pub mod money;
pub mod outbox;
pub mod passwords;
pub mod people;
pub mod pledges;
pub mod projects;
pub mod proposals;
pub mod rates;
pub mod replies;
pub mod sessions;
pub mod unusual;

pub use context::{Context, Request};
pub use error::{AccountRefusal, ActionError, AmountRefusal, DocumentRefusal, Result, WaitingRefusal};
