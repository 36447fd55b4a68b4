//! Documents: which event each proves, and where its bytes lie.

use sea_orm::FromQueryResult;

use super::{Result, Source, StoreError, Tx};
use crate::domain::document::Document;
use crate::domain::document::MediaType;
use crate::domain::event::FreeText;
use crate::domain::ids::AccountId;

/// A document that is there.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DocumentRow {
    pub reference: String,
    pub name: String,
    pub media_type: MediaType,
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
    let size = i64::try_from(document.bytes.len()).unwrap_or(i64::MAX);
    tx.run(
        "INSERT INTO document (reference, event_number, name, media_type, size_bytes, sha256, account_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            reference.get(..20).unwrap_or_default(),
            event_number,
            document.name.as_str(),
            document.media_type,
            size,
            sha256,
            by,
            tx.now()
        ],
    )
    .await?;
    Ok(())
}

/// Documents of twenty-four hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Day {
    pub count: i64,
    pub bytes: i64,
}

/// What the organisation of an account, or an account without one, handed in within the last twenty-four hours; beside
/// its proposals too.
///
/// # Errors
/// [`StoreError`].
pub async fn of_a_day(tx: &Tx, by: AccountId) -> Result<Day> {
    let since = tx.now().plus_seconds(-24 * 3600).to_string();
    let day = tx
        .one::<Day>(
            "SELECT COUNT(*) + (SELECT COUNT(*) FROM account
                    JOIN proposal ON proposal.organisation_id = account.organisation_id
                    WHERE account.id = $1 AND proposal.document_sha256 IS NOT NULL AND proposal.submitted_at >= $2)
                AS count,
                CAST(COALESCE(SUM(document.size_bytes), 0) AS BIGINT) AS bytes
             FROM account AS own
             JOIN account AS one ON one.id = own.id OR one.organisation_id = own.organisation_id
             JOIN document ON document.account_id = one.id AND document.created_at >= $2
             WHERE own.id = $1",
            values![by, since],
        )
        .await?;
    Ok(day.unwrap_or(Day { count: 0, bytes: 0 }))
}

#[derive(FromQueryResult)]
struct Named {
    sha256: String,
}

/// Digests of one statement.
const ASKED_AT_ONCE: usize = 200;

/// Those of some digests that no document names, and no proposal.
///
/// # Errors
/// [`StoreError`].
pub async fn unnamed(source: &impl Source, digests: Vec<String>) -> Result<Vec<String>> {
    let mut unnamed = Vec::new();
    for some in digests.chunks(ASKED_AT_ONCE) {
        let places: Vec<String> = (1..=some.len()).map(|number| format!("${number}")).collect();
        let sql = format!(
            "SELECT sha256 FROM document WHERE sha256 IN ({places})
             UNION SELECT document_sha256 AS sha256 FROM proposal WHERE document_sha256 IN ({places})",
            places = places.join(", ")
        );
        let bound = some.iter().map(|digest| digest.as_str().into()).collect();
        let named: Vec<Named> = source.all(&sql, bound).await?;
        let is_named = |digest: &&String| named.iter().any(|one| one.sha256 == **digest);
        unnamed.extend(some.iter().filter(|digest| !is_named(digest)).cloned());
    }
    Ok(unnamed)
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
            // A proposal that waits, or was declined, may rest on the same bytes.
            "SELECT (SELECT COUNT(*) FROM document WHERE sha256 = $1)
                + (SELECT COUNT(*) FROM proposal WHERE document_sha256 = $1) AS number",
            values![sha256],
        )
        .await?;
    Ok(others == 0)
}
