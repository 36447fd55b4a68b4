//! The partner's desk: own pledges, the pledge form, commitments, payments. Officers come here on behalf of others.

use rocket::{Route, routes};

mod chain_forms;
mod commitments;
mod direct;
mod disbursements;
mod documented_source;
mod expenditures;
mod form;
mod joint;
mod lists;
mod money;
mod pledges;
mod proposals;
mod publications;
mod sentence;
mod waiting_forms;

pub(super) fn routes() -> Vec<Route> {
    routes![
        pledges::list,
        pledges::new,
        pledges::create,
        pledges::page,
        pledges::edit,
        pledges::update,
        chain_forms::withdraw,
        chain_forms::revise,
        chain_forms::earmark,
        chain_forms::sign,
        waiting_forms::state,
        waiting_forms::meet,
        waiting_forms::explain,
        waiting_forms::state_of_commitment,
        waiting_forms::meet_of_commitment,
        waiting_forms::explain_commitment,
        direct::new,
        direct::create,
        commitments::page,
        commitments::pay,
        commitments::terminate,
        disbursements::page,
        disbursements::answer,
        disbursements::refund,
        publications::create,
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
        proposals::edit,
        proposals::update,
        proposals::withdraw,
    ]
}
