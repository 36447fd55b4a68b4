//! The chain as a download: a file of one snapshot, made before the first byte is sent. A streamed body that fails in
//! the middle would look whole; this one has its length, or is not sent at all.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use rocket::http::{ContentType, Status};
use rocket::response::{self, Responder};
use rocket::tokio::sync::Mutex;
use rocket::{Request, Response, tokio};
use serde::Serialize;
use tempfile::NamedTempFile;

use super::App;
use super::errors::WebError;
use super::headers::takes;
use crate::store::events::{LineRow, TextRow};
use crate::store::{StoreError, events};

/// The file of the newest data version that somebody asked for. It is made by one at a time; the others wait for it.
#[derive(Debug, Default)]
pub(super) struct ChainFile(Mutex<Option<Arc<Made>>>);

/// Both forms of the file. They go with the last answer that sends them.
#[derive(Debug)]
struct Made {
    version: i64,
    /// Of the newest event, which stands for everything before it.
    hash: String,
    plain: NamedTempFile,
    packed: NamedTempFile,
}

impl ChainFile {
    /// The file as of now.
    pub async fn download(&self, app: &App) -> Result<Download, WebError> {
        let mut held = self.0.lock().await;
        let newest = app
            .db
            .read_at_length(async |snapshot| Ok::<_, StoreError>(snapshot.version()));
        let version = newest.await?;
        let is_fresh = |made: &&Arc<Made>| made.version == version && made.stands();
        if let Some(made) = held.as_ref().filter(is_fresh) {
            return Ok(Download(made.clone()));
        }
        let made = Arc::new(Made::new(app).await?);
        *held = Some(made.clone());
        Ok(Download(made))
    }
}

/// Why the file could not be made.
#[derive(Debug, thiserror::Error)]
enum FileError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the chain could not be written to a temporary file: {0}")]
    Disk(#[from] std::io::Error),
}

impl From<FileError> for WebError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Store(store) => store.into(),
            FileError::Disk(disk) => {
                tracing::error!(%disk, "chain download");
                Self::Internal
            }
        }
    }
}

impl Made {
    async fn new(app: &App) -> Result<Self, FileError> {
        let (plain, packed) = (NamedTempFile::new()?, NamedTempFile::new()?);
        let mut lines = BufWriter::new(plain.reopen()?);
        let mut zipped = GzEncoder::new(BufWriter::new(packed.reopen()?), Compression::new(6));
        let (mut version, mut hash) = (0, String::new());
        let written = app.db.read_at_length(async |snapshot| {
            events::chain(snapshot, |row, texts| {
                let line = serde_json::to_string(&Line::of(&row, texts)).map_err(std::io::Error::from)?;
                writeln!(lines, "{line}")?;
                writeln!(zipped, "{line}")?;
                (version, hash) = (row.number, row.hash);
                Ok::<_, FileError>(())
            })
            .await
        });
        written.await?;
        lines.flush()?;
        zipped.finish()?.flush()?;
        Ok(Self {
            version,
            hash,
            plain,
            packed,
        })
    }

    /// Whether both files are still there: a system clears its temporary folder when it likes.
    fn stands(&self) -> bool {
        self.plain.path().exists() && self.packed.path().exists()
    }
}

/// A line of the file: the bytes that are hashed, and beside them the texts that pages show and nobody erased, by which
/// anybody can check that the digests in the bytes are theirs.
#[derive(Serialize)]
struct Line<'a> {
    hash: &'a str,
    number: i64,
    public: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    texts: BTreeMap<String, ShownText>,
}

#[derive(Serialize)]
struct ShownText {
    content: String,
    salt: String,
}

impl<'a> Line<'a> {
    fn of(row: &'a LineRow, texts: Vec<TextRow>) -> Self {
        let shown = texts.into_iter().filter(|text| row.kind.shows(&text.field));
        let texts = shown.filter_map(|text| {
            let (content, salt) = text.content.zip(text.salt)?;
            Some((text.field, ShownText { content, salt }))
        });
        Self {
            hash: &row.hash,
            number: row.number,
            public: &row.public,
            texts: texts.collect(),
        }
    }
}

/// An answer with the file.
#[derive(Debug)]
pub(super) struct Download(Arc<Made>);

impl<'r> Responder<'r, 'static> for Download {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let Self(made) = self;
        let packed = takes(request, "gzip");
        let tag = |form: &str| format!("\"{}-{}{form}\"", made.version, made.hash.get(..16).unwrap_or_default());
        let etag = tag(if packed { "-gzip" } else { "" });
        let mut response = Response::build();
        response
            .header(ContentType::new("application", "x-ndjson"))
            .raw_header("ETag", etag)
            .raw_header("Cache-Control", "public, no-cache")
            .raw_header("Access-Control-Allow-Origin", "*");
        let known = request
            .headers()
            .get("If-None-Match")
            .flat_map(|value| value.split(','));
        let known: Vec<&str> = known.map(|one| one.trim().trim_start_matches("W/")).collect();
        if known.iter().any(|one| *one == tag("") || *one == tag("-gzip")) {
            return response.status(Status::NotModified).ok();
        }
        if packed {
            response.raw_header("Content-Encoding", "gzip");
        }
        let path = if packed { made.packed.path() } else { made.plain.path() };
        let (file, length) = open(path).map_err(|error| {
            tracing::error!(%error, "chain download");
            Status::InternalServerError
        })?;
        response.sized_body(length, tokio::fs::File::from_std(file)).ok()
    }
}

fn open(path: &Path) -> std::io::Result<(File, usize)> {
    let file = File::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).map_err(std::io::Error::other)?;
    Ok((file, length))
}
