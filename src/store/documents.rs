//! Documents: which event each proves, and where its bytes lie.

use sea_orm::FromQueryResult;

use super::{Result, Source, StoreError, Tx};
use crate::domain::document::Document;
use crate::domain::event::FreeText;
use crate::domain::ids::AccountId;

/// A document that is there.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DocumentRow {
    pub reference: String,
    pub name: String,
    pub media_type: String,
    pub size_bytes: i64,
    pub sha256: String,
}

/// How a document enters its event: by the salted digest of the digest of its bytes, which can be erased like a text.
#[must_use]
pub fn text(sha256: &str) -> FreeText {
    FreeText {
        field: "document",
        content: sha256.to_owned(),
    }
}

/// Records the document of an event; its bytes are among the files already.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(tx: &Tx, event_number: i64, document: &Document, sha256: &str, by: AccountId) -> Result<()> {
    let reference = crate::secret::token().map_err(StoreError::Unusable)?;
    let size = i64::try_from(document.bytes.len()).map_err(|_| StoreError::Corrupt("document.size_bytes"))?;
    tx.run(
        "INSERT INTO document (reference, event_number, name, media_type, size_bytes, sha256, account_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            reference.get(..20).unwrap_or_default(),
            event_number,
            document.name.as_str(),
            document.media_type.code(),
            size,
            sha256,
            by.0,
            tx.now().to_string()
        ],
    )
    .await?;
    Ok(())
}

/// The document under this reference, unless it was erased.
///
/// # Errors
/// [`StoreError`].
pub async fn by_reference(source: &impl Source, reference: &str) -> Result<Option<DocumentRow>> {
    source
        .one(
            "SELECT reference, name, media_type, size_bytes, sha256 FROM document
             WHERE reference = $1 AND sha256 IS NOT NULL",
            values![reference],
        )
        .await
}

/// Forgets the document of an event. Says whether no other document has the same bytes, so that they can go too.
///
/// # Errors
/// [`StoreError`].
pub async fn erase(tx: &Tx, event_number: i64, sha256: &str) -> Result<bool> {
    tx.run(
        "UPDATE document SET sha256 = NULL, name = '' WHERE event_number = $1",
        values![event_number],
    )
    .await?;
    let others = tx
        .number(
            "SELECT COUNT(*) AS number FROM document WHERE sha256 = $1",
            values![sha256],
        )
        .await?;
    Ok(others == 0)
}
