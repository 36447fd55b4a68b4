//! What every answer carries: the content policy, and compression where the reader takes it.

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Status;
use rocket::{Request, Response};

use super::App;

/// Smallest body that is worth compressing.
const GZIP_BYTES_MIN: usize = 512;

/// The policy: nothing but our own stylesheet, images and forms; no script at all.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// Over https only, for two years. Not for the domains below, of which the registry knows nothing.
const HSTS: &str = "max-age=63072000";

/// Whether whoever asks takes a coding: named, and not with a weight of nothing.
pub(super) fn takes(request: &Request<'_>, coding: &str) -> bool {
    let accepted = request.headers().get("Accept-Encoding");
    accepted.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let is_wanted = parts.next() == Some(coding);
        let weight = parts.find_map(|part| part.strip_prefix("q="));
        is_wanted && weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0))
    })
}

/// When somebody who could not be served may come again, where nothing else is known.
const RETRY_SECONDS: &str = "30";

pub(super) struct Headers;

#[rocket::async_trait]
impl Fairing for Headers {
    fn info(&self) -> Info {
        Info {
            name: "headers",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        response.set_raw_header("Content-Security-Policy", POLICY);
        response.set_raw_header("Referrer-Policy", "same-origin");
        response.set_raw_header("Cross-Origin-Opener-Policy", "same-origin");
        // What other sites' scripts may read they may load too, and a saved copy of a page its stylesheet; pages and
        // documents are for our own only.
        let is_static = request.uri().path().starts_with("/static/");
        let is_for_all = is_static || response.headers().contains("Access-Control-Allow-Origin");
        let policy = if is_for_all { "cross-origin" } else { "same-origin" };
        response.set_raw_header("Cross-Origin-Resource-Policy", policy);
        if request.rocket().state::<App>().is_some_and(|app| app.config.is_https()) {
            response.set_raw_header("Strict-Transport-Security", HSTS);
        }
        response.set_raw_header("Vary", "Accept-Encoding");
        if response.status() == Status::ServiceUnavailable && !response.headers().contains("Retry-After") {
            response.set_raw_header("Retry-After", RETRY_SECONDS);
        }
        let is_text = response.content_type().is_some_and(|kind| {
            kind.is_html() || kind.is_json() || kind.is_css() || kind.is_svg() || kind.is_plain() || kind.is_xml()
        });
        if !takes(request, "gzip") || !is_text || response.headers().contains("Content-Encoding") {
            return;
        }
        let Ok(body) = response.body_mut().to_bytes().await else {
            return;
        };
        if body.len() < GZIP_BYTES_MIN {
            response.set_sized_body(body.len(), Cursor::new(body));
            return;
        }
        let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 3), Compression::new(6));
        match encoder.write_all(&body).and_then(|()| encoder.finish()) {
            Ok(packed) => {
                response.set_raw_header("Content-Encoding", "gzip");
                response.set_sized_body(packed.len(), Cursor::new(packed));
            }
            Err(_) => response.set_sized_body(body.len(), Cursor::new(body)),
        }
    }
}
