//! Whether a form was sent from one of our own pages, as far as the browser says so (Origin, Fetch Metadata). Looked at
//! before the session is, and beside the token in the form: a page of another site cannot act for whoever is signed in.

use rocket::Request;
use rocket::http::Method;
use url::Url;

use super::App;

/// Whether a request that may change something comes from a page of another site. A program that is no browser says
/// nothing, and has nobody's cookies.
pub(super) fn is_foreign(request: &Request<'_>) -> bool {
    if matches!(request.method(), Method::Get | Method::Head | Method::Options) {
        return false;
    }
    let headers = request.headers();
    let by_metadata = headers
        .get("Sec-Fetch-Site")
        .any(|site| !matches!(site, "same-origin" | "none"));
    let host = headers.get_one("Host");
    let base = request.rocket().state::<App>().map(|app| app.config.base_url.as_str());
    by_metadata
        || headers
            .get("Origin")
            .any(|origin| !is_own(origin, base.unwrap_or_default(), host))
}

/// Whether an origin is the one under which the public reaches the registry, or the one that was asked. Over https
/// nothing of http is our own.
fn is_own(origin: &str, base: &str, host: Option<&str>) -> bool {
    let (Ok(origin), Ok(base)) = (Url::parse(origin), Url::parse(base)) else {
        return false;
    };
    let secure = base.scheme() != "https" || origin.scheme() == "https";
    let asked = host.and_then(|host| Url::parse(&format!("{}://{host}", origin.scheme())).ok());
    let is_asked = asked.is_some_and(|asked| asked.origin() == origin.origin());
    origin.origin().is_tuple() && secure && (origin.origin() == base.origin() || is_asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_origin_is_the_public_one_or_the_one_that_was_asked() {
        const HTTP: &str = "http://127.0.0.1:8000";
        const HTTPS: &str = "https://puente.example";
        for (origin, base, host, own) in [
            ("http://127.0.0.1:8000", HTTP, Some("127.0.0.1:8000"), true),
            ("http://localhost:8000", HTTP, Some("localhost:8000"), true),
            ("http://127.0.0.1:8000", HTTP, None, true),
            ("http://127.0.0.1:8001", HTTP, Some("127.0.0.1:8000"), false),
            ("https://puente.example", HTTPS, Some("10.0.0.5:8000"), true),
            ("https://puente.example:443", HTTPS, Some("puente.example"), true),
            ("http://puente.example", HTTPS, Some("puente.example"), false),
            ("https://evil.example", HTTPS, Some("puente.example"), false),
            (
                "https://puente.example.evil.example",
                HTTPS,
                Some("puente.example"),
                false,
            ),
            ("null", HTTPS, Some("puente.example"), false),
            ("file:///", HTTPS, Some("puente.example"), false),
            ("", HTTPS, Some("puente.example"), false),
        ] {
            assert_eq!(is_own(origin, base, host), own, "{origin} at {base} by {host:?}");
        }
    }
}
