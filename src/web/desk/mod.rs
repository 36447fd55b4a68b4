//! The partner's desk: own pledges, the pledge form, withdrawing. Officers come here on behalf of others.

use rocket::{Route, routes};

mod form;
mod pledges;

pub(super) fn routes() -> Vec<Route> {
    routes![
        pledges::list,
        pledges::new,
        pledges::create,
        pledges::page,
        pledges::edit,
        pledges::update,
        pledges::withdraw,
    ]
}
