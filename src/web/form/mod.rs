//! Forms: declared once, and from that read, shown, filled again and answered.

mod addresses;
mod attempt;
mod declare;
mod errors;
mod fields;
mod kinds;
mod posted;
mod refusals;
mod submit;
mod view;

pub use addresses::Addresses;
pub use attempt::{Attempt, Place, show};
pub use declare::{Declaring, Form};
pub use errors::Errors;
pub use fields::Fields;
pub use kinds::{Choice, Field, Message, as_typed, coded, currencies};
pub use posted::{Posted, UPLOAD_BYTES_MAX, Unsigned};
pub use refusals::{facts_message, missing_text, password_message};
pub use submit::{FormPage, INTENT, INTENT_LANGUAGE, Looking, Meanwhile, Sender, submit, submit_looked_at};
pub use view::{ButtonView, FieldView, FormView, HiddenView, Kind, OptionView, SummaryLine};
