//! Where somebody goes who has signed in; addresses without language.

use crate::web::guards::Visit;

/// Where somebody of this role works.
pub(super) fn workplace(role: &str) -> &'static str {
    match role {
        "officer" => "office",
        "administrator" => "admin",
        _ => "desk",
    }
}

/// An address within the site to go back to; anything else is ignored, so that no link leads elsewhere.
pub(super) fn way_back<'n>(visit: &Visit<'_>, next: &'n str) -> Option<&'n str> {
    let own = next.strip_prefix(visit.link("").as_str())?;
    let is_own = !next.contains("//") && !next.contains('\\');
    // What is no address at all, as with a line break in it, could not be answered with.
    let is_readable = rocket::http::uri::Origin::parse(next).is_ok();
    (is_own && is_readable && !next.contains("/account/session")).then_some(own)
}
