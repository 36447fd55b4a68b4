//! The codings in which a body can be sent, and which of them a reader takes.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use rocket::Request;

use crate::web::headers::takes;

/// How a body is coded on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Plain,
    Gzip,
    Brotli,
}

/// Above this level gzip gains next to nothing.
const GZIP_LEVEL: u32 = 6;
/// As quick as that level of gzip and some tenth smaller; from 9 on it takes tens of milliseconds a page.
const BROTLI_LEVEL: u32 = 5;
/// The window of brotli, as a power of two: more than a page has.
const BROTLI_WINDOW: u32 = 20;
/// Bytes that brotli hands on at a time.
const BUFFER_BYTES: usize = 16 * 1024;

impl Coding {
    /// The smallest coding that whoever asks takes.
    pub fn of(request: &Request<'_>) -> Self {
        if takes(request, "br") {
            Self::Brotli
        } else if takes(request, "gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    /// Its name in `Content-Encoding`.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// The body in this coding.
    pub fn pack(self, body: &[u8]) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Plain => Ok(body.to_vec()),
            Self::Gzip => {
                let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 3), Compression::new(GZIP_LEVEL));
                encoder.write_all(body)?;
                encoder.finish()
            }
            Self::Brotli => {
                let packed = Vec::with_capacity(body.len() / 4);
                let mut encoder = brotli::CompressorWriter::new(packed, BUFFER_BYTES, BROTLI_LEVEL, BROTLI_WINDOW);
                encoder.write_all(body)?;
                Ok(encoder.into_inner())
            }
        }
    }
}
