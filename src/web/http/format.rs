//! A page and its JSON view have one handler: `.json` at the end of a public address asks for the data of the page that stands
//! there without it.

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Method;
use rocket::http::uri::Origin;
use rocket::{Data, Request};

/// What somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::web) enum Format {
    Page,
    Json,
}

/// Parts of the site for people who are signed in, which have no JSON views.
const PRIVATE: [&str; 4] = ["account", "admin", "desk", "office"];
/// How the address of a JSON view ends.
const ENDING: &str = ".json";
/// The home has no name to put the ending behind; its JSON view has this one.
const HOME: &str = "summary";

/// What a request asks for.
pub(in crate::web) fn format(request: &Request<'_>) -> Format {
    *request.local_cache(|| Format::Page)
}

/// A route as the log and the metrics name it: the JSON view of a page beside the page.
pub(super) fn route(request: &Request<'_>, path: &str) -> String {
    let is_home = path.trim_matches('/').split('/').count() == 1;
    match format(request) {
        Format::Page => path.to_owned(),
        Format::Json if is_home => format!("{}/{HOME}{ENDING}", path.trim_end_matches('/')),
        Format::Json => format!("{path}{ENDING}"),
    }
}

/// The page of which an address asks the data.
fn page_of(path: &str) -> Option<String> {
    let language = ["/es/", "/en/"]
        .into_iter()
        .find(|language| path.starts_with(language))?;
    let rest = &path[language.len()..];
    let page = rest.strip_suffix(ENDING)?;
    let area = page.split('/').next().unwrap_or_default();
    match page {
        HOME => Some(language.to_owned()),
        _ if page.is_empty() || page.ends_with('/') || PRIVATE.contains(&area) => None,
        _ => Some(format!("{language}{page}")),
    }
}

/// Takes the ending off before the address is routed.
pub(in crate::web) struct Formats;

#[rocket::async_trait]
impl Fairing for Formats {
    fn info(&self) -> Info {
        Info {
            name: "formats",
            kind: Kind::Request,
        }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return;
        }
        let uri = request.uri();
        let Some(path) = page_of(uri.path().as_str()) else {
            return;
        };
        let address = uri
            .query()
            .map_or_else(|| path.clone(), |query| format!("{path}?{query}"));
        if let Ok(address) = Origin::parse_owned(address) {
            request.local_cache(|| Format::Json);
            request.set_uri(address);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_pages_have_json_views() {
        for (path, page) in [
            ("/es/projects.json", "/es/projects"),
            ("/en/projects/P-7.json", "/en/projects/P-7"),
            ("/es/totals/place/PA-5.json", "/es/totals/place/PA-5"),
            ("/es/summary.json", "/es/"),
            ("/es/projects.json.json", "/es/projects.json"),
        ] {
            assert_eq!(page_of(path).as_deref(), Some(page), "{path}");
        }
        for path in [
            "/es/projects",
            "/es/.json",
            "/es.json",
            "/es/projects/.json",
            "/es/projects.json/",
            "/es/desk.json",
            "/es/desk/pledges.json",
            "/en/account/session.json",
            "/data/events.ndjson",
            "/static/places.json",
            "/fr/projects.json",
        ] {
            assert_eq!(page_of(path), None, "{path}");
        }
    }
}
