//! The project: what it is, where it stands, and the gates that a change of its status must pass.

mod change;
pub mod facts;
mod gate;
mod status;

pub use change::{StatusRefusal, StatusRequest, change_status};
pub use gate::{GateFacts, GatePlace, Missing, missing_for};
pub use status::{Provenance, Status};
