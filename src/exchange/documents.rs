//! Opens documents as far as it takes to know that somebody can read them: a PDF with a page, an image with a size.
//!
//! Its work is bounded: the file by its size, a PDF by the number of its objects and by what a stream may unpack to; only
//! its catalogue and its tree of pages are read. Whoever calls bounds the time.

use crate::domain::document::{DocumentError, MediaType};

/// Most objects of a PDF, as far as they are not packed. A scan of a hundred pages has some three hundred.
const PDF_OBJECTS_MAX: usize = 100_000;

/// Most pixels on a side of an image.
const IMAGE_SIDE_MAX: usize = 30_000;

/// Opens a document.
///
/// # Errors
/// [`DocumentError`].
pub fn open(bytes: &[u8]) -> Result<(), DocumentError> {
    match MediaType::of(bytes).ok_or(DocumentError::UnknownKind)? {
        MediaType::Pdf => open_pdf(bytes),
        MediaType::Png | MediaType::Jpeg => open_image(bytes),
    }
}

fn open_pdf(bytes: &[u8]) -> Result<(), DocumentError> {
    if bytes.windows(4).filter(|window| window == b" obj").count() > PDF_OBJECTS_MAX {
        return Err(DocumentError::TooComplex);
    }
    match lopdf::Document::load_metadata_mem(bytes) {
        Ok(found) if found.encrypted => Err(DocumentError::Encrypted),
        Ok(found) if found.page_count == 0 => Err(DocumentError::NoPage),
        Ok(_) => Ok(()),
        Err(lopdf::Error::Decryption(_)) => Err(DocumentError::Encrypted),
        Err(_) => Err(DocumentError::Broken),
    }
}

fn open_image(bytes: &[u8]) -> Result<(), DocumentError> {
    let size = imagesize::blob_size(bytes).map_err(|_| DocumentError::Broken)?;
    match (size.width, size.height) {
        (0, _) | (_, 0) => Err(DocumentError::Broken),
        (width, height) if width.max(height) > IMAGE_SIDE_MAX => Err(DocumentError::TooComplex),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF whose tree of pages is `pages`.
    fn pdf(pages: &str, trailer: &str) -> Vec<u8> {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            pages.to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_owned(),
        ];
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = "xref\n0 4\n0000000000 65535 f \n".to_owned();
        for (number, object) in (1..).zip(&objects) {
            table.push_str(&format!("{:010} 00000 n \n", file.len()));
            file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
        }
        let start = file.len();
        file.extend(format!("{table}trailer\n<</Root 1 0 R/Size 4{trailer}>>\nstartxref\n{start}\n%%EOF\n").bytes());
        file
    }

    const ONE_PAGE: &str = "<</Type/Pages/Kids[3 0 R]/Count 1>>";

    #[test]
    fn a_pdf_opens_when_it_has_a_page_and_no_password() {
        assert_eq!(open(&pdf(ONE_PAGE, "")), Ok(()));
        let table: [(&[u8], DocumentError); 4] = [
            (b"%PDF-", DocumentError::Broken),
            (b"%PDF-1.7 a receipt", DocumentError::Broken),
            (&pdf("<</Type/Pages/Kids[]/Count 0>>", ""), DocumentError::NoPage),
            (
                &pdf(
                    ONE_PAGE,
                    "/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -4>>/ID[(a)(b)]",
                ),
                DocumentError::Encrypted,
            ),
        ];
        for (bytes, error) in table {
            assert_eq!(open(bytes), Err(error), "{}", String::from_utf8_lossy(bytes));
        }
        let many = [pdf(ONE_PAGE, ""), b" obj".repeat(PDF_OBJECTS_MAX)].concat();
        assert_eq!(open(&many), Err(DocumentError::TooComplex));
    }

    #[test]
    fn a_pdf_that_lost_its_table_opens_all_the_same_and_a_cut_one_never_panics() {
        let whole = pdf(ONE_PAGE, "");
        let text = String::from_utf8(whole.clone()).unwrap();
        let without = text.replace("startxref\n", "startxref\n9");
        assert_eq!(open(without.as_bytes()), Ok(()));
        for cut in 5..whole.len() {
            let _ = open(&whole[..cut]);
        }
    }

    #[test]
    fn an_image_opens_when_its_size_can_be_read() {
        let png = |width: u32, height: u32| {
            let start = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice();
            [start, &width.to_be_bytes(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat()
        };
        assert_eq!(open(&png(800, 600)), Ok(()));
        assert_eq!(open(&png(0, 600)), Err(DocumentError::Broken));
        assert_eq!(open(&png(30_001, 1)), Err(DocumentError::TooComplex));
        assert_eq!(open(b"\x89PNG\r\n\x1a\n"), Err(DocumentError::Broken));
        assert_eq!(open(b"\xff\xd8\xff\xe0"), Err(DocumentError::Broken));
        let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\0\x10\0\x10\x03\x01\x22\0\x02\x11\x01\x03\x11\x01";
        assert_eq!(open(jpeg), Ok(()));
        assert_eq!(open(b"GIF89a"), Err(DocumentError::UnknownKind));
    }
}
