//! What people do with their accounts: signing in and out, invitations, passwords, their own page.

use rocket::{Route, routes};

mod door;
mod invitations;
mod over;
mod passwords;
mod profile;
mod resume;
mod session;
mod shown;
mod visitor;
mod ways;

pub(super) fn routes() -> Vec<Route> {
    routes![
        session::door,
        session::sign_in,
        session::sign_out,
        resume::unsigned,
        invitations::invitation,
        invitations::accept,
        passwords::new,
        passwords::ask,
        passwords::asked,
        passwords::done,
        passwords::choose,
        passwords::reset,
        profile::own,
        profile::save,
        profile::change_password,
        profile::end
    ]
}
