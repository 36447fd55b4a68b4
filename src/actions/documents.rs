//! Documents beside an action: it is decided first; the bytes go to the files, and the row beside them, when the
//! action's transaction is about to commit. Should it fail then, the bytes lie unnamed until [`sweep`] removes them.

use super::{ActionError, Context, Result};
use crate::domain::document::{DOCUMENT_BYTES_PER_DAY_MAX, DOCUMENTS_PER_DAY_MAX, Document};
use crate::domain::event::FreeText;
use crate::domain::ids::AccountId;
use crate::store::files::{self, Files};
use crate::store::{Tx, documents};

/// A document that is handed in beside an action.
#[derive(Debug, Clone)]
pub(super) struct Proof<'a> {
    document: &'a Document,
    sha256: String,
    files: Files,
}

impl Proof<'_> {
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
    })
}

/// Ties a document to the event that it proves, and stores its bytes: the last thing before the commit.
///
/// # Errors
/// [`ActionError::TooManyDocuments`], [`ActionError::Store`].
pub(super) async fn record(tx: &Tx, event_number: i64, proof: Option<Proof<'_>>, by: AccountId) -> Result<()> {
    let Some(proof) = proof else { return Ok(()) };
    let day = documents::of_a_day(tx, by).await?;
    let bytes = i64::try_from(proof.document.bytes.len()).unwrap_or(i64::MAX);
    let is_too_much = day.bytes.saturating_add(bytes) > DOCUMENT_BYTES_PER_DAY_MAX;
    if day.count >= DOCUMENTS_PER_DAY_MAX || is_too_much {
        return Err(ActionError::TooManyDocuments);
    }
    documents::insert(tx, event_number, proof.document, &proof.sha256, by).await?;
    proof.files.put(&proof.document.bytes).await?;
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
    let unnamed = documents::unnamed(ctx.db, old).await?;
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
