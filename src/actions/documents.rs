//! Documents beside an action: it is decided first; the bytes go to the files, and the row beside them, when the
//! action's transaction is about to commit. Should it fail then, the bytes lie unnamed until [`sweep`] removes them.

use super::{ActionError, Context, DocumentRefusal, Result};
use crate::domain::document::{DOCUMENT_BYTES_PER_DAY_MAX, DOCUMENTS_PER_DAY_MAX, Document};
use crate::domain::event::FreeText;
use crate::domain::ids::AccountId;
use crate::store::files::{self, Files};
use crate::store::proposals::StoredDocument;
use crate::store::{Tx, documents};

/// A document that is handed in beside an action.
#[derive(Debug, Clone)]
pub(super) struct Proof<'a> {
    document: &'a Document,
    sha256: String,
    files: Files,
    /// Its bytes were stored, and counted, when it was handed in.
    is_stored: bool,
}

impl Proof<'_> {
    /// How a proposal names it while it waits.
    pub fn stored(&self) -> StoredDocument {
        StoredDocument {
            name: self.document.name.clone(),
            sha256: self.sha256.clone(),
        }
    }

    /// How it enters the event.
    pub fn text(&self) -> FreeText {
        documents::text(&self.sha256)
    }
}

/// Takes up a document. Nothing is stored yet.
pub(super) fn proof<'a>(ctx: Context<'_>, document: Option<&'a Document>) -> Option<Proof<'a>> {
    document.map(|document| Proof {
        document,
        sha256: files::digest(&document.bytes),
        files: ctx.files.clone(),
        is_stored: false,
    })
}

/// Takes up a document that waited beside a proposal.
pub(super) fn stored<'a>(ctx: Context<'_>, document: Option<&'a Document>) -> Option<Proof<'a>> {
    proof(ctx, document).map(|proof| Proof {
        is_stored: true,
        ..proof
    })
}

/// Stores the bytes of a document that waits beside a proposal: the last thing before the commit.
///
/// # Errors
/// [`DocumentRefusal::TooMany`], [`ActionError::Store`].
pub(super) async fn deposit(tx: &Tx, proof: Option<&Proof<'_>>, by: AccountId) -> Result<()> {
    let Some(proof) = proof else { return Ok(()) };
    must_have_room(tx, proof, by).await?;
    proof.files.put(&proof.document.bytes).await?;
    Ok(())
}

/// Ties a document to the event that it proves, and stores its bytes: the last thing before the commit.
///
/// # Errors
/// [`DocumentRefusal::TooMany`], [`ActionError::Store`].
pub(super) async fn record(tx: &Tx, event_number: i64, proof: Option<Proof<'_>>, by: AccountId) -> Result<()> {
    let Some(proof) = proof else { return Ok(()) };
    if !proof.is_stored {
        must_have_room(tx, &proof, by).await?;
    }
    documents::insert(tx, event_number, proof.document, &proof.sha256, by).await?;
    if !proof.is_stored {
        proof.files.put(&proof.document.bytes).await?;
    }
    Ok(())
}

async fn must_have_room(tx: &Tx, proof: &Proof<'_>, by: AccountId) -> Result<()> {
    let day = documents::of_a_day(tx, by).await?;
    let bytes = i64::try_from(proof.document.bytes.len()).unwrap_or(i64::MAX);
    let is_too_much = day.bytes.saturating_add(bytes) > DOCUMENT_BYTES_PER_DAY_MAX;
    if day.count >= DOCUMENTS_PER_DAY_MAX || is_too_much {
        return Err(DocumentRefusal::TooMany.into());
    }
    Ok(())
}

/// How old a file is before it may be removed: no transaction lasts that long.
const UNNAMED_SECONDS: i64 = 3600;
/// Files of one transaction, so that nobody waits long.
const SWEPT_AT_ONCE: usize = 50;

/// Removes files that no row names and that are older than an hour; says how many. Each is looked up again in a
/// transaction, where nobody stores the same bytes meanwhile.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn sweep(ctx: Context<'_>) -> Result<usize> {
    let until = ctx.now.plus_seconds(-UNNAMED_SECONDS);
    let old = ctx.files.before(until).await?;
    let unnamed = documents::unnamed(ctx.db.primary(), old).await?;
    let mut removed = 0;
    for some in unnamed.chunks(SWEPT_AT_ONCE) {
        removed += ctx
            .db
            .write(ctx.now, async |tx| {
                let mut removed = 0;
                for digest in documents::unnamed(tx, some.to_vec()).await? {
                    if ctx.files.is_before(&digest, until).await? {
                        ctx.files.erase(&digest).await?;
                        removed += 1;
                    }
                }
                Ok::<usize, ActionError>(removed)
            })
            .await?;
    }
    Ok(removed)
}
