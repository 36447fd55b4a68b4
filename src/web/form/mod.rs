//! Forms: declared once, and from that read, shown, filled again and answered.

mod addresses;
mod attempt;
mod declare;
mod errors;
mod fields;
mod kinds;
mod posted;
mod rare;
mod refusals;
mod submit;
mod view;

pub use addresses::Addresses;
pub use attempt::{Attempt, Place, show};
pub use declare::{Declaring, Form};
pub use errors::Errors;
pub use fields::Fields;
pub use kinds::{Choice, Field, Message, as_typed, coded};
pub use posted::{Posted, UPLOAD_BYTES_MAX, Unsigned};
pub use refusals::{Refused, facts_message, missing_text};
pub use submit::{FormPage, INTENT, Looking, Meanwhile, Outcome, Sender, submit, submit_looked_at, submit_shown};
pub use view::{ButtonView, FormView, HiddenView, Kind, OptionView};
