//! What the public reads. Every page is a function of data version, day, address and language; nothing here knows
//! who asks.

use rocket::{Route, routes};

mod about;
mod activity;
mod error;
mod home;
mod partner;
mod partners;
mod place;
mod places;
mod pledge;
mod project;
mod projects;
mod totals;

pub use error::catchers;

pub(super) fn routes() -> Vec<Route> {
    let mut all = routes![
        home::page,
        projects::list,
        project::page,
        pledge::page,
        activity::page,
        partners::list,
        partner::page,
        places::list,
        place::page,
        totals::plan,
        totals::page,
    ];
    all.extend(about::routes());
    all
}
