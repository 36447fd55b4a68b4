//! What the public reads. Every page is a function of data version, day, address and language; nothing here knows
//! who asks.

use rocket::{Route, routes};

mod about;
mod activity;
mod home;
mod pledges;
mod project;
mod projects;

pub(super) fn routes() -> Vec<Route> {
    let mut all = routes![
        home::page,
        home::twin,
        projects::list,
        projects::list_twin,
        project::page,
        pledges::page,
        activity::page,
    ];
    all.extend(about::routes());
    all
}
