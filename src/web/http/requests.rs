//! Each request has a number, which its answer, its error page and its line in the log share.
//!
//! The line names the pattern of the route, not the address: addresses and their queries can hold names and tokens.

use std::time::Instant;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Status;
use rocket::{Data, Request, Response};

use super::format;
use super::metrics::Metrics;
use crate::clock;

/// How a request that no route answers is called.
const NO_ROUTE: &str = "-";
/// Random bytes of a request's number.
const NUMBER_BYTES: usize = 8;

/// A request on its way.
struct Begun {
    number: String,
    at: Instant,
}

impl Begun {
    fn now() -> Self {
        let mut bytes = [0_u8; NUMBER_BYTES];
        // Without randomness the number is zero: it tells requests apart and guards nothing.
        let _ = getrandom::fill(&mut bytes);
        Self {
            number: bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
            at: clock::started(),
        }
    }
}

/// The number of a request, by which its line in the log is found.
pub(in crate::web) fn number<'r>(request: &'r Request<'_>) -> &'r str {
    &request.local_cache(Begun::now).number
}

/// Numbers requests, logs each and counts it.
pub(in crate::web) struct Requests;

#[rocket::async_trait]
impl Fairing for Requests {
    fn info(&self) -> Info {
        Info {
            name: "requests",
            kind: Kind::Request | Kind::Response,
        }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        request.local_cache(Begun::now);
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let begun = request.local_cache(Begun::now);
        response.set_raw_header("X-Request-Id", begun.number.clone());
        let (method, status, elapsed) = (request.method().as_str(), response.status(), begun.at.elapsed());
        let route = request.route().map(|route| format::route(request, route.uri.path()));
        let route = route.as_deref().unwrap_or(NO_ROUTE);
        let bytes = response.body().preset_size().unwrap_or(0);
        let ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        log(method, route, status, ms, bytes, &begun.number);
        if let Some(metrics) = request.rocket().state::<Metrics>() {
            metrics.answered(method, route, status.code, elapsed);
        }
    }
}

/// The line of a request; of one that failed here it is a warning.
fn log(method: &str, route: &str, status: Status, ms: u64, bytes: usize, number: &str) {
    let code = status.code;
    if code >= 500 {
        tracing::warn!(method, route, status = code, ms, bytes, request = number, "answered");
    } else {
        tracing::info!(method, route, status = code, ms, bytes, request = number, "answered");
    }
}
