//! A document that proves a fact: what it may be and how large.

use super::text;

super::coded! {
    /// The kinds of document that are taken: each opens on any phone and runs nothing.
    pub enum MediaType {
        Pdf = "application/pdf",
        Png = "image/png",
        Jpeg = "image/jpeg",
    }
}

/// Largest document, in bytes.
pub const DOCUMENT_BYTES_MAX: usize = 10 * 1024 * 1024;
/// Most documents that an organisation, or somebody without one, hands in within twenty-four hours.
pub const DOCUMENTS_PER_DAY_MAX: i64 = 300;
/// Most bytes of them.
pub const DOCUMENT_BYTES_PER_DAY_MAX: i64 = 1024 * 1024 * 1024;
/// Longest name of a document, in characters.
const NAME_LENGTH_MAX: usize = 120;

/// A document as somebody hands it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub name: String,
    pub media_type: MediaType,
    pub bytes: Vec<u8>,
}

/// Why a file is no document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    #[error("larger than a document may be")]
    TooLarge,
    #[error("neither PDF nor PNG nor JPEG by its content")]
    UnknownKind,
    #[error("it cannot be opened")]
    Broken,
    #[error("it opens with a password only")]
    Encrypted,
    #[error("a PDF without a page")]
    NoPage,
    #[error("more work to open than any document needs")]
    TooComplex,
}

impl MediaType {
    /// The kind that the first bytes tell. The name of a file and what its sender says of it prove nothing.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        [
            (&b"%PDF-"[..], Self::Pdf),
            (b"\x89PNG\r\n\x1a\n", Self::Png),
            (b"\xff\xd8\xff", Self::Jpeg),
        ]
        .into_iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|(_, kind)| kind)
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::Png => ".png",
            Self::Jpeg => ".jpg",
        }
    }
}

impl Document {
    /// Takes a file. Its name loses folders and signs that no file system likes, and ends as its kind does.
    ///
    /// # Errors
    /// [`DocumentError`].
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Self, DocumentError> {
        if bytes.len() > DOCUMENT_BYTES_MAX {
            return Err(DocumentError::TooLarge);
        }
        let media_type = MediaType::of(&bytes).ok_or(DocumentError::UnknownKind)?;
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        let clean: String = text::one_line(stem)
            .chars()
            .filter(|c| !r#"<>:"|?*"#.contains(*c))
            .take(NAME_LENGTH_MAX - media_type.ending().len())
            .collect();
        let stem = match clean.trim() {
            "" => "documento",
            stem => stem,
        };
        Ok(Self {
            name: format!("{stem}{}", media_type.ending()),
            media_type,
            bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides_what_a_document_is_and_the_name_follows() {
        let name = |given: &str, bytes: &[u8]| Document::new(given, bytes.to_vec()).map(|document| document.name);
        assert_eq!(name("acta.html", b"%PDF-1.7"), Ok("acta.pdf".to_owned()));
        assert_eq!(name("../../etc/acta 3.PDF", b"%PDF-"), Ok("acta 3.pdf".to_owned()));
        assert_eq!(
            name("C:\\foto\u{202e}\u{200b}.x.jpg", b"\xff\xd8\xff\xe0"),
            Ok("foto.x.jpg".to_owned())
        );
        assert_eq!(name("acta\r\n2.pdf", b"%PDF-1.7"), Ok("acta 2.pdf".to_owned()));
        assert_eq!(name("", b"\x89PNG\r\n\x1a\n"), Ok("documento.png".to_owned()));
        assert_eq!(name("acta.pdf", b"<html>"), Err(DocumentError::UnknownKind));
        assert_eq!(name("acta.pdf", b""), Err(DocumentError::UnknownKind));
    }

    #[test]
    fn a_document_has_a_largest_size() {
        let mut bytes = b"%PDF-".to_vec();
        bytes.resize(DOCUMENT_BYTES_MAX, b' ');
        assert!(Document::new("a", bytes.clone()).is_ok());
        bytes.push(b' ');
        assert_eq!(Document::new("a", bytes), Err(DocumentError::TooLarge));
    }
}
