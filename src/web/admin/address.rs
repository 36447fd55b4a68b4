//! What stands in the addresses of the administration.

use crate::web::errors::WebError;

/// A number in an address; what is none is not found, like what does not exist.
pub(super) fn number_of(text: &str) -> Result<i64, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}
