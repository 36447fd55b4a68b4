//! What every answer carries: the content policy, and compression where the reader takes it.

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Status;
use rocket::{Request, Response};

/// Smallest body that is worth compressing.
const GZIP_BYTES_MIN: usize = 512;

/// The policy: nothing but our own stylesheet, images and forms; no script at all.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// When somebody who could not be served may come again.
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
        response.set_raw_header("Vary", "Accept-Encoding");
        if response.status() == Status::ServiceUnavailable && !response.headers().contains("Retry-After") {
            response.set_raw_header("Retry-After", RETRY_SECONDS);
        }
        let takes_gzip = request
            .headers()
            .get("Accept-Encoding")
            .flat_map(|value| value.split(','))
            .any(|coding| {
                coding.split(';').next().is_some_and(|name| name.trim() == "gzip") && !coding.contains("q=0")
            });
        let is_text = response.content_type().is_some_and(|kind| {
            kind.is_html() || kind.is_json() || kind.is_css() || kind.is_svg() || kind.is_plain() || kind.is_xml()
        });
        if !takes_gzip || !is_text || response.headers().contains("Content-Encoding") {
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
