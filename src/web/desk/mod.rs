//! The partner's desk: own pledges, the pledge form, commitments, payments. Officers come here on behalf of others.

use rocket::{Route, routes};

mod breadcrumbs;
mod commitment_form;
mod commitments;
mod direct;
mod disbursements;
mod documented_source;
mod expenditures;
mod form_alone;
mod home;
mod lists;
mod money;
mod pledge_entry;
mod pledge_form;
mod pledge_forms;
mod pledge_posts;
mod pledges;
mod proposal_entry;
mod proposals;
mod sentence;
mod waiting_forms;

pub(super) fn routes() -> Vec<Route> {
    routes![
        home::list,
        pledge_entry::new,
        pledge_entry::create,
        pledges::page,
        pledge_entry::edit,
        pledge_entry::update,
        pledge_posts::withdraw,
        pledge_posts::revise,
        pledge_posts::earmark,
        pledge_posts::sign,
        pledge_posts::state,
        pledge_posts::meet,
        pledge_posts::explain,
        commitments::state,
        commitments::meet,
        commitments::explain,
        direct::new,
        direct::create,
        commitments::page,
        commitments::pay,
        commitments::terminate,
        disbursements::page,
        disbursements::answer,
        disbursements::refund,
        disbursements::publish,
        expenditures::new,
        expenditures::create,
        expenditures::page,
        expenditures::adjust,
        lists::commitments,
        lists::disbursements,
        lists::expenditures,
        proposals::list,
        proposals::page,
        proposals::document,
        proposal_entry::edit,
        proposal_entry::update,
        proposals::withdraw,
    ]
}
