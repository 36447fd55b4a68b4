//! A form as it is posted: read once, with its files, and checked for the session's CSRF value.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use rocket::data::{Data, FromData, Outcome, ToByteUnit as _};
use rocket::form::{self, DataField, Form, FromForm, Options, ValueField};
use rocket::http::{ContentType, Status};
use rocket::tokio;
use rocket::{Request, outcome};

use super::fields::{Fields, entered, readable};
use crate::domain::document::{DOCUMENT_BYTES_MAX, Document, DocumentError, MediaType};
use crate::domain::text;
use crate::exchange::documents;
use crate::store::files::digest;
use crate::web::errors::{RetryAfter, Words};
use crate::web::guards::{session, visitor_cookie_name};
use crate::web::origin::is_foreign;
use crate::web::{App, FORM_BYTES_MAX, limits, unsent};

/// Most bytes of the files of one form: somewhat more than a document may have, so that one that is a little too
/// large is told so beside its field.
pub const UPLOAD_BYTES_MAX: u64 = DOCUMENT_BYTES_MAX as u64 + 1024 * 1024;

/// A form that was posted by the session it claims to come from.
#[derive(Debug, Default)]
pub struct Posted {
    pub fields: Fields,
    files: BTreeMap<String, (String, Vec<u8>)>,
    /// Which of the files are no documents that open, and why.
    unopened: BTreeMap<String, DocumentError>,
    /// Why a form with files could not be read to its end.
    broken: Option<Status>,
}

impl Posted {
    /// The document handed in under this name; `None` when the field was left empty. Its name stays among the fields,
    /// so that a form that comes back knows what it lost.
    ///
    /// # Errors
    /// [`DocumentError`].
    pub fn document(&mut self, name: &str) -> Result<Option<Document>, DocumentError> {
        let Some((file_name, bytes)) = self.files.remove(name).filter(|(_, bytes)| !bytes.is_empty()) else {
            return Ok(None);
        };
        self.fields.set(name, text::one_line(&readable(&file_name)));
        let document = Document::new(&file_name, bytes)?;
        self.unopened.remove(name).map_or(Ok(Some(document)), Err)
    }
}

/// How long opening a document may take.
const OPENING: Duration = Duration::from_secs(5);

impl Posted {
    /// Opens each file that looks like a document, beside the work of others.
    async fn open_documents(&mut self) {
        for (name, (_, bytes)) in &mut self.files {
            if MediaType::of(bytes).is_none() || bytes.len() > DOCUMENT_BYTES_MAX {
                continue;
            }
            let file: Arc<[u8]> = bytes.as_slice().into();
            let opening = tokio::task::spawn_blocking(move || documents::open(&file));
            // One that makes its reader fail, or takes too long, is none that others should open either.
            let opened = tokio::time::timeout(OPENING, opening).await;
            let outcome = opened.map_or(Err(DocumentError::TooComplex), |done| {
                done.unwrap_or(Err(DocumentError::Broken))
            });
            if let Err(error) = outcome {
                self.unopened.insert(name.clone(), error);
            }
        }
    }

    /// What the files say: the digest of each, under the name of its field. Empty without files.
    pub(super) fn files_content(&self) -> String {
        let one = |(name, (_, bytes)): (&String, &(String, Vec<u8>))| format!("{name}={}\n", digest(bytes));
        self.files.iter().map(one).collect()
    }

    /// The bytes of any file handed in under this name; `None` when the field was left empty.
    pub fn upload(&mut self, name: &str) -> Option<Vec<u8>> {
        let (_, bytes) = self.files.remove(name)?;
        Some(bytes).filter(|bytes| !bytes.is_empty())
    }
}

/// A form with files, as it comes; whose it is, is checked afterwards.
#[rocket::async_trait]
impl<'r> FromForm<'r> for Posted {
    type Context = Self;

    fn init(_: Options) -> Self {
        Default::default()
    }

    fn push_value(posted: &mut Self, field: ValueField<'r>) {
        let (name, value) = entered(field.name.source(), field.value);
        posted.fields.set(name, value);
    }

    async fn push_data(posted: &mut Self, field: DataField<'r, '_>) {
        let file_name = field
            .file_name
            .map(|name| name.dangerous_unsafe_unsanitized_raw().as_str());
        // One byte more than a document may have is read, so that a document too large is known for one.
        let limit = (DOCUMENT_BYTES_MAX + 1).bytes();
        let Ok(read) = field.data.open(limit).into_bytes().await else {
            return;
        };
        let (name, bytes) = (field.name.source(), read.into_inner());
        match (file_name, String::from_utf8(bytes)) {
            (Some(file_name), bytes) => {
                let bytes = bytes.map_or_else(|error| error.into_bytes(), String::into_bytes);
                posted.files.insert(name.to_string(), (file_name.to_owned(), bytes));
            }
            // A text, which has no name of a file.
            (None, Ok(text)) => {
                let (name, value) = entered(name, &text);
                posted.fields.set(name, value);
            }
            (None, Err(_)) => posted.broken = Some(Status::BadRequest),
        }
    }

    fn push_error(posted: &mut Self, error: form::Error<'r>) {
        posted.broken = Some(error.status());
    }

    fn finalize(posted: Self) -> form::Result<'r, Self> {
        Ok(posted)
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Posted {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match posted(request, data).await {
            Ok(posted) => outcome::Outcome::Success(posted),
            Err(status) => outcome::Outcome::Error((status, ())),
        }
    }
}

/// Whose it is not is refused before it is read, and what is sent too often after.
async fn posted<'r>(request: &'r Request<'_>, data: Data<'r>) -> Result<Posted, Status> {
    let app = request.rocket().state::<App>().ok_or(Status::InternalServerError)?;
    let refuse = |words, status| {
        request.local_cache(|| Words(Some(words)));
        Err(status)
    };
    if is_foreign(request) {
        return refuse("403-foreign", Status::Forbidden);
    }
    let mut posted = match request.content_type() {
        Some(kind) if kind.is_form() && is_utf8(kind) => encoded(request, data).await?,
        Some(kind) if kind.is_form_data() => with_files(request, data).await?,
        _ => return Err(Status::UnsupportedMediaType),
    };
    let secret = bound_secret(request, app, &posted.fields).await?;
    unsent::keep(request, &posted.fields, posted.files.keys(), secret.as_deref());
    if secret.is_none() {
        return refuse("403-form", Status::Forbidden);
    }
    let person = session(request).await?.map(|session| session.actor.account);
    if let Err(refused) = limits::count(request, person, !posted.files.is_empty()) {
        request.local_cache(|| RetryAfter(Some(refused)));
        return Err(Status::TooManyRequests);
    }
    posted.open_documents().await;
    Ok(posted)
}

fn is_utf8(kind: &ContentType) -> bool {
    kind.param("charset")
        .is_none_or(|name| name.eq_ignore_ascii_case("utf-8"))
}

async fn encoded<'r>(request: &'r Request<'_>, data: Data<'r>) -> Result<Posted, Status> {
    // Signing in may carry a whole form, packed.
    let is_door = request.uri().path().ends_with("/account/session");
    let most = if is_door { 2 * FORM_BYTES_MAX } else { FORM_BYTES_MAX };
    let body = data.open(most.bytes()).into_bytes().await;
    let body = body.map_err(|_| Status::BadRequest)?;
    if !body.is_complete() {
        return Err(Status::PayloadTooLarge);
    }
    // What stands between names and values is ASCII: the whole is UTF-8 where each of them is.
    if percent_encoding::percent_decode(&body).decode_utf8().is_err() {
        request.local_cache(|| Words(Some("400-utf8")));
        return Err(Status::BadRequest);
    }
    Ok(Posted {
        fields: Fields::parse(&body),
        ..Default::default()
    })
}

async fn with_files<'r>(request: &'r Request<'_>, data: Data<'r>) -> Result<Posted, Status> {
    // Nobody but people with an account hands in files.
    if session(request).await?.is_none() {
        return Err(Status::Unauthorized);
    }
    match Form::<Posted>::from_data(request, data).await {
        outcome::Outcome::Success(form) => match form.broken {
            Some(Status::PayloadTooLarge) => Err(Status::PayloadTooLarge),
            Some(_) => {
                request.local_cache(|| Words(Some("400-utf8")));
                Err(Status::BadRequest)
            }
            None => Ok(form.into_inner()),
        },
        outcome::Outcome::Error(_) | outcome::Outcome::Forward(_) => Err(Status::BadRequest),
    }
}

/// The secret of the session, where the form carries it. The pages of `account/`, which nobody needs a session for, carry
/// the visitor's, also where somebody is signed in already.
async fn bound_secret(request: &Request<'_>, app: &App, fields: &Fields) -> Result<Option<String>, Status> {
    let session = session(request).await?;
    let path = request.uri().path();
    let is_account = path.split('/').nth(2).is_some_and(|part| part == "account");
    let visitor = request.cookies().get(visitor_cookie_name(app));
    let visitor = visitor.filter(|_| session.is_none() || is_account);
    let secrets = [
        session.map(|session| session.secret.clone()),
        visitor.map(|cookie| cookie.value().to_owned()),
    ];
    let unmasks = |secret: &String| crate::secret::unmasks(fields.get("csrf"), secret);
    Ok(secrets.into_iter().flatten().find(unmasks))
}

/// A form as it comes where nobody is signed in: its texts, and the names of its files, whose bytes are not kept.
#[derive(Debug, Default)]
pub struct Unsigned {
    pub fields: Fields,
    pub files: Vec<String>,
    broken: bool,
}

#[rocket::async_trait]
impl<'r> FromForm<'r> for Unsigned {
    type Context = Self;

    fn init(_: Options) -> Self {
        Default::default()
    }

    fn push_value(form: &mut Self, field: ValueField<'r>) {
        let (name, value) = entered(field.name.source(), field.value);
        form.fields.set(name, value);
    }

    async fn push_data(form: &mut Self, field: DataField<'r, '_>) {
        let name = field.name.source();
        if let Some(file_name) = field.file_name {
            // Read to its end and kept nowhere.
            let limit = (DOCUMENT_BYTES_MAX + 1).bytes();
            let read = field.data.open(limit).stream_to(tokio::io::sink()).await;
            let is_file =
                read.is_ok_and(|read| read.written > 0) && file_name.as_str().is_some_and(|name| !name.is_empty());
            form.files.extend(is_file.then(|| name.to_string()));
            return;
        }
        match field.data.open(FORM_BYTES_MAX.bytes()).into_string().await {
            Ok(text) if text.is_complete() => {
                let (name, value) = entered(name, &text);
                form.fields.set(name, value);
            }
            _ => form.broken = true,
        }
    }

    fn push_error(form: &mut Self, _: form::Error<'r>) {
        form.broken = true;
    }

    fn finalize(form: Self) -> form::Result<'r, Self> {
        Ok(form)
    }
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Unsigned {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match unsigned(request, data).await {
            Ok(form) => outcome::Outcome::Success(form),
            Err(status) => outcome::Outcome::Error((status, ())),
        }
    }
}

async fn unsigned<'r>(request: &'r Request<'_>, data: Data<'r>) -> Result<Unsigned, Status> {
    if is_foreign(request) {
        request.local_cache(|| Words(Some("403-foreign")));
        return Err(Status::Forbidden);
    }
    if let Err(refused) = limits::count(request, None, false) {
        request.local_cache(|| RetryAfter(Some(refused)));
        return Err(Status::TooManyRequests);
    }
    match request.content_type() {
        Some(kind) if kind.is_form() && is_utf8(kind) => Ok(Unsigned {
            fields: encoded(request, data).await?.fields,
            ..Default::default()
        }),
        Some(kind) if kind.is_form_data() => match Form::<Unsigned>::from_data(request, data).await {
            outcome::Outcome::Success(form) if !form.broken => Ok(form.into_inner()),
            _ => Err(Status::BadRequest),
        },
        _ => Err(Status::UnsupportedMediaType),
    }
}
