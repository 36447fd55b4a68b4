//! How often people send forms. Counted in this process, each instance for itself: these limits protect its own disk
//! and cores, and a count in the database would cost a write for each form. What guards an account or somebody's
//! mailbox is counted in the database instead, where all instances agree (`store::limits`).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use rocket::Request;

use super::App;
use super::network::network;
use crate::domain::ids::AccountId;
use crate::domain::limit::{Limit, PUBLIC_SUBMISSIONS, SUBMISSIONS, TooOften, UPLOADS, Used};
use crate::domain::timestamp::Timestamp;

/// The counts of this process, or none where nothing is limited.
#[derive(Debug)]
pub(super) struct Limits(Option<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    used: HashMap<(&'static str, String), Used>,
    cleared_at: Option<Timestamp>,
}

impl Limits {
    pub fn new(on: bool) -> Self {
        Self(on.then(Mutex::default))
    }

    fn count(&self, limit: &Limit, subject: String, now: Timestamp) -> Result<(), TooOften> {
        let Some(counts) = &self.0 else { return Ok(()) };
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.clear(now);
        let fresh = Used { times: 0, since: now };
        let used = counts.used.entry((limit.code, subject)).or_insert(fresh);
        if limit.is_over(used.since, now) {
            *used = fresh;
        }
        used.times = used.times.saturating_add(1);
        limit.check(*used)
    }
}

impl Counts {
    /// Once a minute, what no limit counts any more goes: each window here is a minute long.
    fn clear(&mut self, now: Timestamp) {
        if self.cleared_at.is_some_and(|at| !SUBMISSIONS.is_over(at, now)) {
            return;
        }
        self.cleared_at = Some(now);
        self.used.retain(|_, used| !SUBMISSIONS.is_over(used.since, now));
    }
}

/// Counts a form that is about to be answered. Signing in has limits of its own, and nobody is kept from signing out.
///
/// # Errors
/// [`TooOften`].
pub(super) fn count(request: &Request<'_>, person: Option<AccountId>, has_file: bool) -> Result<(), TooOften> {
    let Some((limits, app)) = request.rocket().state::<Limits>().zip(request.rocket().state::<App>()) else {
        return Ok(());
    };
    let path = request.uri().path().as_str();
    if path.ends_with("/account/session") || path.ends_with("/account/session/end") {
        return Ok(());
    }
    let now = app.now();
    match person {
        None => limits.count(&PUBLIC_SUBMISSIONS, network(request), now),
        Some(person) => {
            limits.count(&SUBMISSIONS, person.0.to_string(), now)?;
            if has_file {
                limits.count(&UPLOADS, person.0.to_string(), now)?;
            }
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_subject_has_its_own_count_and_a_new_one_each_minute() {
        let limits = Limits::new(true);
        let start = Timestamp::parse("2026-11-23T17:00:00Z").unwrap();
        let count =
            |subject: &str, seconds: i64| limits.count(&SUBMISSIONS, subject.to_owned(), start.plus_seconds(seconds));
        for second in 0..60 {
            assert_eq!(count("1", second), Ok(()), "form {second}");
        }
        assert_eq!(count("1", 59).unwrap_err().again_at, start.plus_seconds(60));
        assert_eq!(count("2", 59), Ok(()));
        assert_eq!(count("1", 60), Ok(()));
        assert_eq!(count("3", 1000), Ok(()));
        let counts = limits.0.as_ref().unwrap().lock().unwrap();
        assert_eq!(counts.used.len(), 1, "what is over is forgotten");
    }
}
