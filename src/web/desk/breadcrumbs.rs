//! The way to a page of the desk.

use crate::web::guards::Visit;
use crate::web::parts::marks::Crumb;

/// From the desk through pages of it, each an address without language and the key of its name, to the page itself.
pub(super) fn breadcrumbs(visit: &Visit<'_>, through: &[(&str, &str)], here: &str) -> Vec<Crumb> {
    let step = |(address, key): &(&str, &str)| Crumb::to(visit.link(address), visit.say(key));
    let above = [("desk", "desk-title")];
    let above = above.iter().chain(through).map(step);
    above.chain([Crumb::here(here)]).collect()
}
