//! The officer's office: what waits for an answer, and the projects of the jurisdiction.

use rocket::{Route, routes};

mod adoption;
mod covers;
mod form;
mod form_view;
mod lapsing;
mod pledges;
mod projects;
mod proposals;
mod status_changes;
mod turned;

pub(super) fn routes() -> Vec<Route> {
    routes![
        pledges::queue,
        pledges::page,
        pledges::review,
        pledges::lapse,
        covers::accept,
        covers::take_back,
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
