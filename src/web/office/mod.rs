//! The officer's office: what waits for an answer, and the projects of the jurisdiction.

use rocket::{Route, routes};

mod acceptances;
mod adoption;
mod form;
mod form_view;
mod lapsing;
mod paging;
mod pledges;
mod projects;
mod proposals;
mod status_changes;

pub(super) fn routes() -> Vec<Route> {
    routes![
        pledges::queue,
        pledges::page,
        pledges::review,
        pledges::lapse,
        acceptances::accept,
        acceptances::take_back,
        proposals::page,
        proposals::review,
        projects::list,
        projects::new,
        projects::create,
        projects::page,
        projects::edit,
        projects::update,
        status_changes::create,
        adoption::new,
        adoption::create,
    ]
}
