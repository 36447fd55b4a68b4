//! Forms: declared once, and from that read, shown, filled again and answered.

mod errors;
mod fields;
mod posted;

pub use errors::Errors;
pub use fields::Fields;
pub use posted::{Posted, UPLOAD_BYTES_MAX};
