//! The officer's office: what waits for an answer, and the projects of the jurisdiction.

use rocket::{Route, routes};

mod acceptance_forms;
mod acceptances;
mod adoption;
mod jurisdiction;
mod lapsing;
mod paging;
mod pledge_head;
mod pledges;
mod project_entry;
mod project_form;
mod project_list;
mod projects;
mod proposals;
mod review_form;
mod uncovered;
mod worklist;

pub(super) fn routes() -> Vec<Route> {
    routes![
        worklist::queue,
        pledges::page,
        pledges::review,
        pledges::lapse,
        acceptances::accept,
        acceptances::take_back,
        proposals::page,
        proposals::review,
        project_list::list,
        project_entry::new,
        project_entry::create,
        projects::page,
        project_entry::edit,
        project_entry::update,
        projects::change_status,
        adoption::new,
        adoption::create,
    ]
}
