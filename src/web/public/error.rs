//! The pages that say in the reader's language why a request is not answered as asked.

use rocket::http::uri::Origin;
use rocket::http::{Method, Status};
use rocket::response::Redirect;
use rocket::{Catcher, Request, catch, catchers};
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::document::DOCUMENT_BYTES_MAX;
use crate::i18n::catalogue::text;
use crate::i18n::language::Language;
use crate::web::answers::Html;
use crate::web::errors::{RetryAfter, Words};
use crate::web::form::Addresses;
use crate::web::guards::language_of;
use crate::web::http::requests;
use crate::web::page::{Page, Section, page_views};
use crate::web::unsent::{self, UnsentView};
use crate::web::{App, FORM_BYTES_MAX};

/// When to try again where too much is asked for at the same time.
const BUSY_RETRY_SECONDS: i64 = 30;

pub fn catchers() -> Vec<Catcher> {
    catchers![unauthorised, not_found, other]
}

/// Nobody is signed in: a reader is taken to the door and brought back; a form is told.
#[catch(401)]
fn unauthorised(request: &Request<'_>) -> Result<Redirect, Html> {
    if request.method() == Method::Get {
        let language = language_of(request);
        let next: String = form_urlencoded::byte_serialize(request.uri().to_string().as_bytes()).collect();
        return Ok(Redirect::to(format!(
            "/{}/account/session?next={next}",
            language.code()
        )));
    }
    Err(page(request, Status::Unauthorized))
}

/// A page address has no slash at the end; the home has.
#[catch(404)]
fn not_found(request: &Request<'_>) -> Result<Redirect, Html> {
    let path = request.uri().path().as_str();
    let bare = path.trim_end_matches('/');
    let readable = matches!(request.method(), Method::Get | Method::Head);
    if readable && matches!(path, "/es" | "/en") {
        return Ok(Redirect::permanent(format!("{path}/")));
    }
    let addresses = request.rocket().state::<Addresses>().filter(|_| readable);
    if let Some(page) = addresses.and_then(|addresses| addresses.page_of(path)) {
        return Ok(Redirect::to(page));
    }
    // Only an address of ours: `//host` must not lead elsewhere.
    let is_ours = bare.len() < path.len() && bare.len() > 1 && !bare.starts_with("//");
    // A client may ask for bytes that stand in no address, which cannot be led to either.
    if readable && is_ours && Origin::parse(bare).is_ok() {
        return Ok(Redirect::permanent(bare.to_owned()));
    }
    Err(page(request, Status::NotFound))
}

#[catch(default)]
fn other(status: Status, request: &Request<'_>) -> Html {
    page(request, status)
}

/// Why a request is not answered as asked, in the reader's words.
#[derive(Serialize, JsonSchema)]
struct ErrorPage {
    title: String,
    text: String,
    home: String,
    /// The number of the request, by which its line in the log is found.
    request: String,
    unsent: Option<UnsentView>,
}

page_views! { ErrorPage => "error.html" }

fn page(request: &Request<'_>, status: Status) -> Html {
    let fallback = || Html::plain(status, &format!("{} {}", status.code, status.reason_lossy()));
    let Some(app) = request.rocket().state::<App>() else {
        return fallback();
    };
    let language = language_of(request);
    let refused = request.local_cache(|| RetryAfter(None)).0;
    let wait = match status.code {
        429 => Some(refused.map_or(BUSY_RETRY_SECONDS, |refused| refused.wait_seconds(app.now()))),
        503 => Some(BUSY_RETRY_SECONDS),
        _ => None,
    };
    let (title, words) = words(request, status, language, wait);
    let path = format!("/{}/", language.code());
    let page = Page::bare(app, language, Section::None, &title, &path);
    let view = ErrorPage {
        title,
        text: words,
        home: path,
        request: requests::number(request).to_owned(),
        unsent: unsent::view(request, status, language),
    };
    page.show(app, &view).map_or_else(
        |_| fallback(),
        |html| Html {
            status,
            retry_after_seconds: wait,
            ..html
        },
    )
}

/// Title and text of the page of a status; `wait`: the seconds after which to try again.
fn words(request: &Request<'_>, status: Status, language: Language, wait: Option<i64>) -> (String, String) {
    let of_status = match status.code {
        401 => "401",
        403 => "403",
        404 => "404",
        409 => "409",
        413 => "413",
        415 => "415",
        429 => "429",
        400..=499 => "400",
        503 => "503",
        _ => "500",
    };
    let key = request.local_cache(|| Words(None)).0.unwrap_or(of_status);
    let kibibytes = i64::try_from(FORM_BYTES_MAX / 1024).unwrap_or_default();
    let mebibytes = i64::try_from(DOCUMENT_BYTES_MAX / 1024 / 1024).unwrap_or_default();
    let arguments = [
        ("count", wait.unwrap_or_default().into()),
        ("form", kibibytes.into()),
        ("file", mebibytes.into()),
    ];
    let part = |part: &str| text(language, &format!("error-{key}-{part}"), &arguments);
    (part("title"), part("text"))
}
