//! The few kinds of answer: a page, a redirect after an action, a JSON view.

use rocket::http::{ContentType, Header, Status};
use rocket::response::{self, Responder, Response};
use rocket::{Request, response::Redirect};
use serde_json::Value;

use super::errors::WebError;

/// A rendered page.
#[derive(Debug)]
pub struct Html {
    pub status: Status,
    pub body: String,
    /// Present on public pages: they may be kept and are asked for again.
    pub etag: Option<String>,
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
            etag: None,
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
        match self.etag {
            Some(etag) => response
                .raw_header("ETag", etag)
                .raw_header("Cache-Control", "public, no-cache"),
            None => response.raw_header("Cache-Control", "no-store"),
        };
        response.ok()
    }
}

/// A JSON view.
#[derive(Debug)]
pub struct JsonView {
    pub value: Value,
    pub etag: String,
}

impl<'r> Responder<'r, 'static> for JsonView {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Response::build_from(self.value.to_string().respond_to(request)?)
            .header(ContentType::JSON)
            .raw_header("ETag", self.etag)
            .raw_header("Cache-Control", "public, no-cache")
            .raw_header("Access-Control-Allow-Origin", "*")
            .ok()
    }
}

/// A page, or under the same name with `.json` its JSON view.
#[derive(Debug, rocket::Responder)]
pub enum PageOrJson {
    Page(Html),
    JsonView(JsonView),
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
