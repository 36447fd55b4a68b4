//! Forms: declared once, and from that read, shown, filled again and answered.

mod addresses;
mod attempt;
mod declare;
mod errors;
mod field;
mod fields;
mod kinds;
mod message;
mod posted;
mod rare;
mod refusals;
mod submit;
mod view;

pub use addresses::Addresses;
pub use attempt::{Attempt, Place, show};
pub use declare::{Declaring, Form};
pub use errors::Errors;
pub use field::Field;
pub use fields::Fields;
pub use kinds::{Choice, as_typed, coded};
pub use message::Message;
pub use posted::{Posted, UPLOAD_BYTES_MAX, Unsigned};
pub use refusals::{Refused, facts_message, missing_text};
pub use submit::{FormPage, INTENT, Looking, Meanwhile, Outcome, Sender, submit, submit_looked_at, submit_shown};
pub use view::{ButtonView, FormView, HiddenView, Kind};
