//! What the public reads. Every page is a function of data version, day, address and language; nothing here knows
//! who asks.

use rocket::{Route, routes};

mod about;
mod activity;
mod home;
mod partner;
mod partners;
mod place;
mod places;
mod pledges;
mod project;
mod projects;
mod totals;

pub(super) fn routes() -> Vec<Route> {
    let mut all = routes![
        home::page,
        home::twin,
        projects::list,
        projects::list_twin,
        project::page,
        pledges::page,
        activity::page,
        partners::list,
        partners::list_twin,
        partner::page,
        places::list,
        places::list_twin,
        place::page,
        totals::plan,
        totals::page,
    ];
    all.extend(about::routes());
    all
}
