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
        home::summary,
        projects::list,
        projects::list_json,
        project::page,
        pledges::page,
        activity::page,
        partners::list,
        partners::list_json,
        partner::page,
        places::list,
        places::list_json,
        place::page,
        totals::plan,
        totals::page,
    ];
    all.extend(about::routes());
    all
}
