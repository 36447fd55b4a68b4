//! A public page as it is held and sent: its bytes, its codings made once, its tag.

use std::io::Cursor;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use rocket::http::{ContentType, Status};
use rocket::response::{self, Responder};
use rocket::{Request, Response};
use sha2::{Digest as _, Sha256};

use super::compress::Coding;
use super::reading::Made;
use crate::domain::event::hex;
use crate::web::answers::Html;
use crate::web::errors::WebError;

/// Smallest body that is worth compressing.
const PACKED_BYTES_MIN: usize = 512;
/// Bytes handed to the network at a time: most pages in one.
const CHUNK_BYTES: usize = 64 * 1024;
/// Digits of a tag: 64 bits tell any two pages apart.
const TAG_DIGITS: usize = 16;

/// A body in one coding.
#[derive(Debug, Clone)]
struct Bytes(Arc<[u8]>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// A page or a JSON view, the same for everybody.
#[derive(Debug)]
pub(super) struct Held {
    kind: ContentType,
    plain: Bytes,
    /// Made when the first reader takes it; empty where it is no smaller or could not be made.
    gzip: OnceLock<Option<Bytes>>,
    brotli: OnceLock<Option<Bytes>>,
    /// Digest of the plain bytes.
    tag: String,
    /// Somebody asked for it after it was made.
    was_asked_again: AtomicBool,
}

impl Held {
    fn new(kind: ContentType, body: String) -> Self {
        let tag = hex(&Sha256::digest(body.as_bytes()));
        Self {
            kind,
            plain: Bytes(body.into_bytes().into()),
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
            tag: tag.chars().take(TAG_DIGITS).collect(),
            was_asked_again: AtomicBool::new(false),
        }
    }

    /// What was made, where it may be held: an answer that shows an error is for one reader.
    pub(super) fn of(made: Made) -> Result<Self, Html> {
        match made {
            Made::Html(html) if html.status == Status::Ok => Ok(Self::new(ContentType::HTML, html.body)),
            Made::Html(html) => Err(html),
            Made::Json(body) => Ok(Self::new(ContentType::JSON, body)),
        }
    }

    /// Notes that it was asked for after it was made; says whether that was the first time.
    pub(super) fn is_first_asked_again(&self) -> bool {
        !self.was_asked_again.swap(true, Ordering::Relaxed)
    }

    pub(super) fn plain(&self) -> &[u8] {
        &self.plain.0
    }

    /// What it takes in memory once both codings are made, which are a quarter of the plain bytes each or less.
    pub(super) fn bytes(&self) -> usize {
        self.plain.0.len() + self.plain.0.len() / 2
    }

    /// The body in the wanted coding, or plain where that one is not worth it.
    fn body(&self, wanted: Coding) -> (Coding, Bytes) {
        let made = match wanted {
            Coding::Plain => None,
            Coding::Gzip => self.gzip.get_or_init(|| self.packed(wanted)).clone(),
            Coding::Brotli => self.brotli.get_or_init(|| self.packed(wanted)).clone(),
        };
        made.map_or_else(|| (Coding::Plain, self.plain.clone()), |packed| (wanted, packed))
    }

    fn packed(&self, coding: Coding) -> Option<Bytes> {
        if self.plain.0.len() < PACKED_BYTES_MIN {
            return None;
        }
        let packed = coding.pack(&self.plain.0).ok()?;
        (packed.len() < self.plain.0.len()).then(|| Bytes(packed.into()))
    }

    /// The strong tag of these bytes in this coding.
    fn etag(&self, coding: Coding) -> String {
        match coding.name() {
            None => format!("\"{}\"", self.tag),
            Some(name) => format!("\"{}-{name}\"", self.tag),
        }
    }

    /// The tag, in any coding, by which a reader who has these bytes asks whether they still stand.
    fn known_to(&self, request: &Request<'_>) -> Option<String> {
        let own = [Coding::Plain, Coding::Gzip, Coding::Brotli].map(|coding| self.etag(coding));
        let known = request.headers().get("If-None-Match");
        let mut known = known.flat_map(|value| value.split(','));
        known.find_map(|one| {
            let one = one.trim().trim_start_matches("W/");
            own.iter().find(|tag| *tag == one).cloned()
        })
    }
}

/// What a public page answers.
#[derive(Debug)]
pub enum Public {
    /// The same bytes for everybody.
    Page(HeldPage),
    /// An answer to what this reader asked, such as a form with an error.
    Alone(Html),
}

/// What a handler of a public page gives.
pub type PublicAnswer = Result<Public, WebError>;

/// A page that is held, or could be.
#[derive(Debug)]
pub struct HeldPage(pub(super) Arc<Held>);

impl<'r> Responder<'r, 'static> for Public {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        match self {
            Self::Page(page) => page.respond_to(request),
            Self::Alone(html) => html.respond_to(request),
        }
    }
}

impl<'r> Responder<'r, 'static> for HeldPage {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let Self(held) = self;
        let mut response = Response::build();
        response.raw_header("Cache-Control", "public, no-cache");
        if held.kind == ContentType::JSON {
            response.raw_header("Access-Control-Allow-Origin", "*");
        }
        if let Some(etag) = held.known_to(request) {
            return response.status(Status::NotModified).raw_header("ETag", etag).ok();
        }
        let (coding, body) = held.body(Coding::of(request));
        if let Some(name) = coding.name() {
            response.raw_header("Content-Encoding", name);
        }
        response
            .header(held.kind.clone())
            .raw_header("ETag", held.etag(coding))
            .max_chunk_size(CHUNK_BYTES)
            .sized_body(body.0.len(), Cursor::new(body))
            .ok()
    }
}
