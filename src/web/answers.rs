//! The few kinds of answer: a page for one reader, a redirect after an action, a document. Public pages: `page`.

use rocket::http::{ContentType, Header, Status};
use rocket::response::{self, Responder, Response};
use rocket::{Request, response::Redirect};

use super::errors::WebError;

/// A rendered page.
#[derive(Debug, Clone)]
pub struct Html {
    pub status: Status,
    pub body: String,
    /// Where nothing was done because there was too much to do: when to try again.
    pub retry_after_seconds: Option<i64>,
}

impl Html {
    /// A page without a template, for when even that fails.
    #[must_use]
    pub fn plain(status: Status, text: &str) -> Self {
        Self {
            status,
            body: format!("<!doctype html><title>Puente</title><p>{text}"),
            retry_after_seconds: None,
        }
    }

    /// The same page with the time after which to try again.
    #[must_use]
    pub fn retry_after(self, seconds: i64) -> Self {
        Self {
            retry_after_seconds: Some(seconds),
            ..self
        }
    }

    /// The same page under another status.
    #[must_use]
    pub fn with_status(self, status: Status) -> Self {
        Self { status, ..self }
    }
}

impl<'r> Responder<'r, 'static> for Html {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut response = Response::build_from(self.body.respond_to(request)?);
        response.status(self.status).header(ContentType::HTML);
        if let Some(seconds) = self.retry_after_seconds {
            response.raw_header("Retry-After", seconds.to_string());
        }
        response.raw_header("Cache-Control", "no-store").ok()
    }
}

/// What a reading handler gives.
pub type Answer = Result<Html, WebError>;

/// A document: it is saved, never shown inside our pages.
#[derive(Debug, rocket::Responder)]
pub struct Download {
    body: Vec<u8>,
    kind: ContentType,
    disposition: Header<'static>,
    cache: Header<'static>,
}

impl Download {
    /// A file of this name; `cache`: who may keep it.
    #[must_use]
    pub fn new(name: &str, body: Vec<u8>, kind: ContentType, cache: &'static str) -> Self {
        let name: String = form_urlencoded::byte_serialize(name.as_bytes())
            .flat_map(|part| if part == "+" { "%20" } else { part }.chars())
            .collect();
        Self {
            body,
            kind,
            disposition: Header::new("Content-Disposition", format!("attachment; filename*=UTF-8''{name}")),
            cache: Header::new("Cache-Control", cache),
        }
    }
}

/// What an action gives: the thing made (303), or its form again with what was typed.
#[derive(Debug, rocket::Responder)]
pub enum Reply {
    Done(Box<Redirect>),
    Form(Html),
}

impl Reply {
    /// 303 to `address`.
    ///
    /// # Errors
    /// None of its own.
    pub fn done(address: String) -> Result<Self, WebError> {
        Ok(Self::Done(Box::new(Redirect::to(address))))
    }

    /// The form again, with `status`.
    ///
    /// # Errors
    /// None of its own.
    pub fn form(status: Status, html: Html) -> Result<Self, WebError> {
        Ok(Self::Form(html.with_status(status)))
    }
}
