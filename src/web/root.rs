//! Addresses without a language: the way in, files, health, the chain as a download.

use std::path::PathBuf;

use rocket::http::{ContentType, Header, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::response::Redirect;
use rocket::{Request, Route, State, get, routes};

use super::App;
use super::answers::Download;
use super::chain_file::{self, ChainFile};
use super::errors::WebError;
use super::templates::Static;
use crate::store::{documents, events};

pub(super) fn routes() -> Vec<Route> {
    routes![way_in, file, document, live, ready, robots, chain]
}

/// The reader's language by Accept-Language; Spanish where it says neither.
struct Preferred(&'static str);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Preferred {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        if let Some(chosen) = request.cookies().get("language").map(|cookie| cookie.value()) {
            return Outcome::Success(Self(if chosen == "en" { "en" } else { "es" }));
        }
        let accepted = request.headers().get_one("Accept-Language").unwrap_or_default();
        let best = accepted
            .split(',')
            .filter_map(|one| {
                let mut parts = one.split(';');
                let tag = parts.next()?.trim().to_ascii_lowercase();
                let quality: f32 = parts
                    .next()
                    .and_then(|q| q.trim().strip_prefix("q="))
                    .map_or(Some(1.0), |q| q.parse().ok())?;
                let language = ["es", "en"]
                    .into_iter()
                    .find(|code| tag == *code || tag.starts_with(&format!("{code}-")))?;
                Some((quality, language))
            })
            .fold((0.0, "es"), |best, next| if next.0 > best.0 { next } else { best });
        Outcome::Success(Self(best.1))
    }
}

#[get("/")]
fn way_in(preferred: Preferred) -> Redirect {
    Redirect::to(format!("/{}/", preferred.0))
}

#[derive(rocket::Responder)]
struct File {
    body: Vec<u8>,
    kind: ContentType,
    cache: Header<'static>,
}

#[get("/static/<path..>")]
fn file(path: PathBuf) -> Option<File> {
    let name = path.to_str()?;
    let found = Static::get(name)?;
    let kind = path
        .extension()
        .and_then(|ext| ContentType::from_extension(ext.to_str()?))
        .unwrap_or(ContentType::Binary);
    Some(File {
        body: found.data.into_owned(),
        kind,
        cache: Header::new("Cache-Control", "public, max-age=3600"),
    })
}

/// A document that proves a public fact. It is saved, never shown inside our pages.
#[get("/documents/<reference>")]
async fn document(app: &State<App>, reference: &str) -> Result<Download, WebError> {
    // No reference holds anything else, and PostgreSQL refuses to be asked for a NUL.
    if !reference.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(WebError::NotFound);
    }
    let found = app
        .db
        .read(async |snapshot| documents::by_reference(snapshot, reference).await);
    let row = found.await?.ok_or(WebError::NotFound)?;
    let body = app.files.get(&row.sha256).await?.ok_or(WebError::NotFound)?;
    let kind = ContentType::parse_flexible(row.media_type.code()).unwrap_or(ContentType::Binary);
    // It can be erased, so it is asked for again each time.
    Ok(Download::new(&row.name, body, kind, "no-cache"))
}

#[get("/health/live")]
fn live() -> &'static str {
    "ok"
}

#[get("/health/ready")]
async fn ready(app: &State<App>) -> (Status, &'static str) {
    match events::data_version(app.db.primary()).await {
        Ok(_) if app.db.is_failing() => (Status::ServiceUnavailable, "writes fail"),
        Ok(_) => (Status::Ok, "ok"),
        Err(_) => (Status::ServiceUnavailable, "database"),
    }
}

#[get("/robots.txt")]
fn robots() -> &'static str {
    "User-agent: *\nDisallow: /es/account\nDisallow: /en/account\nDisallow: /es/desk\nDisallow: /en/desk\n"
}

/// The chain, one event a line, with the exact bytes that are hashed.
#[get("/data/events.ndjson")]
async fn chain(app: &State<App>, file: &State<ChainFile>) -> Result<chain_file::Download, WebError> {
    file.download(app).await
}
