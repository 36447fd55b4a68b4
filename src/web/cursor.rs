//! Where the next page of a list begins: the keys of the last row of the page before, in the address itself. Nothing is
//! looked up by it, so it says nothing of rows that are not shown, and it holds when that row changes or goes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::errors::WebError;
use super::guards::Visit;
use super::http::format::Format;
use crate::store::After;

/// The value of `after` for the page behind a row, in a list of this name and order.
pub(super) fn write(list: &str, order: &str, after: After) -> String {
    URL_SAFE_NO_PAD.encode(format!("{list} {order} {} {}", after.key, after.id))
}

/// Reads what [`write`] wrote for the same list and order.
///
/// # Errors
/// What it did not write is no page, and of the JSON view a bad request.
pub(super) fn read(visit: &Visit<'_>, list: &str, order: &str, text: &str) -> Result<Option<After>, WebError> {
    if text.is_empty() {
        return Ok(None);
    }
    parse(list, order, text).map(Some).ok_or_else(|| unreadable(visit))
}

/// That nobody was given this cursor.
pub(super) fn unreadable(visit: &Visit<'_>) -> WebError {
    match visit.format {
        Format::Json => WebError::BadCursor,
        Format::Page => WebError::NotFound,
    }
}

fn parse(list: &str, order: &str, text: &str) -> Option<After> {
    let plain = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (key, id) = plain.strip_prefix(&format!("{list} {order} "))?.split_once(' ')?;
    let after = After {
        key: key.parse().ok()?,
        id: id.parse().ok()?,
    };
    // One way of writing each.
    (write(list, order, after) == text).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_where_it_was_written_and_nowhere_else() {
        let after = After { key: -1, id: 42 };
        let written = write("projects", "gap", after);
        assert_eq!(parse("projects", "gap", &written), Some(after));
        assert_eq!(parse("projects", "newest", &written), None);
        assert_eq!(parse("partners", "gap", &written), None);
        let other = |plain: &str| parse("projects", "gap", &URL_SAFE_NO_PAD.encode(plain));
        for plain in [
            "",
            "projects gap",
            "projects gap 1",
            "projects gap +1 2",
            "projects gap 1 2 3",
            "projects gap 1 x",
        ] {
            assert_eq!(other(plain), None, "{plain}");
        }
        for text in ["P-1", "x", "=", "é", "../..", &format!("{written}=")] {
            assert_eq!(parse("projects", "gap", text), None, "{text}");
        }
    }
}
