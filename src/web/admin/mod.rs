//! The administrator: letters that failed, texts that must go, people, rates.

use rocket::{Route, routes};

mod address;
mod corrections;
mod events;
mod overview;
mod people;
mod person;
mod person_head;
mod rate_entries;
mod rate_fields;
mod rate_report;
mod rates;
mod rates_narrowed;
mod rates_waiting;
mod reopenings;

pub(super) fn routes() -> Vec<Route> {
    routes![
        overview::page,
        overview::retry,
        people::list,
        people::invite,
        person::page,
        person::replace,
        person::withdraw,
        person::change_state,
        person::end_sessions,
        events::by_number,
        events::page,
        events::redact,
        rates::page,
        rates::import,
        rate_entries::new,
        rate_entries::create,
        corrections::new,
        corrections::create,
        reopenings::new,
        reopenings::create
    ]
}
