//! What a handler can fail with, and the pages that say so in the reader's language.

use rocket::http::uri::Origin;
use rocket::http::{Method, Status};
use rocket::response::Redirect;
use rocket::{Catcher, Request, catch, catchers, response};
use serde_json::json;

use super::answers::Html;
use super::form::Addresses;
use super::guards::language_of;
use super::page::{Page, Section};
use super::{App, FORM_BYTES_MAX, unsent};
use crate::actions::ActionError;
use crate::domain::access::Refusal;
use crate::domain::document::DOCUMENT_BYTES_MAX;
use crate::domain::limit::TooOften;
use crate::i18n::catalogue::text;
use crate::store::StoreError;

/// Why a request is not answered as asked. Invalid forms are not here: they are answered by their own page.
#[derive(Debug, Clone)]
pub enum WebError {
    /// Absent, hidden or malformed: one 404.
    NotFound,
    /// The JSON view of a list was asked to go on after what it never named.
    BadCursor,
    Forbidden(Option<Refusal>),
    Stale,
    /// The form was answered already, and says something else now.
    Resent,
    /// What was asked for cannot be done as it was asked, and no form says why.
    Refused,
    /// A total would be larger than can be kept, and no field of a form is at error.
    TooLarge,
    /// Too many write at once, or sign in; nothing was saved.
    Busy,
    /// Too many pages are being made, or this one took too long.
    Crowded,
    /// What the page is made of is known of a newer data version only: it is made once more.
    Passed,
    /// The database keeps nothing at present, or cannot be reached; nothing was saved.
    Unavailable,
    /// The database failed while it saved: what was sent may be kept or not.
    Unconfirmed,
    /// More often than a limit allows; nothing was done.
    TooOften(TooOften),
    Internal,
}

impl WebError {
    fn internal(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "request failed");
        Self::Internal
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Stale,
            StoreError::Resent => Self::Resent,
            StoreError::Busy => {
                tracing::warn!("the database is busy");
                Self::Busy
            }
            StoreError::Passed => Self::Passed,
            StoreError::NoTurn | StoreError::TooSlow => {
                tracing::warn!(%error, "a page was not made");
                Self::Crowded
            }
            StoreError::Unavailable(_) => {
                tracing::error!(%error, "the database is unavailable");
                Self::Unavailable
            }
            StoreError::Unconfirmed(_) => {
                tracing::error!(%error, "a write could not be confirmed");
                Self::Unconfirmed
            }
            other => Self::internal(&other),
        }
    }
}

impl From<ActionError> for WebError {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::NotFound => Self::NotFound,
            ActionError::Refused(refusal) if refusal.hides() => Self::NotFound,
            ActionError::Refused(refusal) => Self::Forbidden(Some(refusal)),
            ActionError::Store(store) => store.into(),
            ActionError::TooLarge => Self::TooLarge,
            ActionError::Overloaded => Self::Busy,
            ActionError::TooOften(refused) => Self::TooOften(refused),
            // A form says these at its fields (`form::refusals`); where there is none, it is a page that says so.
            ActionError::Reason(_)
            | ActionError::Terms(_)
            | ActionError::Gate(_)
            | ActionError::Facts(_)
            | ActionError::WrongCredentials
            | ActionError::WeakPassword(_)
            | ActionError::AddressTaken
            | ActionError::AboveBound { .. }
            | ActionError::DrawdownImplausible { .. }
            | ActionError::Schedule(_)
            | ActionError::Publication(_)
            | ActionError::Rate(_)
            | ActionError::DocumentNeeded
            | ActionError::TooManyDocuments => Self::Refused,
            ActionError::State(_)
            | ActionError::Status(_)
            | ActionError::Person(_)
            | ActionError::Money(_)
            | ActionError::Acceptance(_)
            | ActionError::Proposal(_)
            | ActionError::ConditionNotOpen
            | ActionError::NotPending => Self::Stale,
            error @ ActionError::Password => Self::internal(&error),
        }
    }
}

impl From<super::templates::TemplateError> for WebError {
    fn from(error: super::templates::TemplateError) -> Self {
        Self::internal(&error)
    }
}

impl WebError {
    /// The status to answer with; where it does not say enough, the words of its page are noted beside the request.
    pub(super) fn status(&self, request: &Request<'_>) -> Status {
        let (status, words) = match self {
            Self::NotFound => (Status::NotFound, None),
            Self::Forbidden(Some(Refusal::FourEyes)) => (Status::Forbidden, Some("403-four-eyes")),
            Self::Forbidden(Some(Refusal::OtherJurisdiction)) => (Status::Forbidden, Some("403-jurisdiction")),
            Self::Forbidden(_) => (Status::Forbidden, None),
            Self::Stale => (Status::Conflict, None),
            Self::Resent => (Status::Conflict, Some("409-resent")),
            Self::BadCursor => (Status::BadRequest, Some("400-cursor")),
            Self::TooLarge => (Status::UnprocessableEntity, Some("422-too-large")),
            Self::Refused => (Status::UnprocessableEntity, Some("422-refused")),
            Self::TooOften(refused) => {
                request.local_cache(|| RetryAfter(Some(*refused)));
                (Status::TooManyRequests, None)
            }
            Self::Busy => (Status::ServiceUnavailable, None),
            Self::Crowded | Self::Passed => (Status::ServiceUnavailable, Some("503-crowded")),
            Self::Unavailable if matches!(request.method(), Method::Get | Method::Head) => {
                (Status::ServiceUnavailable, Some("503-unavailable"))
            }
            Self::Unavailable => (Status::ServiceUnavailable, Some("503-unsaved")),
            Self::Unconfirmed => (Status::ServiceUnavailable, Some("503-unconfirmed")),
            Self::Internal => (Status::InternalServerError, None),
        };
        if words.is_some() {
            request.local_cache(|| Words(words));
        }
        status
    }
}

impl<'r> response::Responder<'r, 'static> for WebError {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Err(self.status(request))
    }
}

/// The key of the words of an error page, where the status alone does not say enough.
pub(super) struct Words(pub Option<&'static str>);

/// The limit that was met, if that is why a request is refused.
pub(super) struct RetryAfter(pub Option<TooOften>);

/// When to try again where too much is asked for at the same time.
const BUSY_RETRY_SECONDS: i64 = 30;

pub(super) fn catchers() -> Vec<Catcher> {
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

fn page(request: &Request<'_>, status: Status) -> Html {
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
    let arguments = [
        ("count", wait.unwrap_or_default().into()),
        ("form", i64::try_from(FORM_BYTES_MAX / 1024).unwrap_or_default().into()),
        (
            "file",
            i64::try_from(DOCUMENT_BYTES_MAX / 1024 / 1024)
                .unwrap_or_default()
                .into(),
        ),
    ];
    let title = text(language, &format!("error-{key}-title"), &[]);
    let path = format!("/{}/", language.code());
    let page = Page::bare(app, language, Section::None, &title, &path);
    let context = json!({
        "title": title,
        "text": text(language, &format!("error-{key}-text"), &arguments),
        "home": path,
        "request": super::http::requests::number(request),
        "unsent": unsent::view(request, status, language),
    });
    page.render(app, "error.html", context).map_or_else(
        |_| fallback(),
        |html| Html {
            status,
            retry_after_seconds: wait,
            ..html
        },
    )
}
