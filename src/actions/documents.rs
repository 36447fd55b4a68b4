//! Documents beside a deed: the bytes go to the files first, the row and the digest follow in the deed's transaction.

use super::{Context, Result};
use crate::domain::document::Document;
use crate::domain::event::FreeText;
use crate::domain::ids::AccountId;
use crate::store::{Tx, documents};

/// A document whose bytes are kept.
#[derive(Debug, Clone)]
pub(super) struct Proof<'a> {
    document: &'a Document,
    sha256: String,
}

impl Proof<'_> {
    /// How it enters the event.
    pub fn text(&self) -> FreeText {
        documents::text(&self.sha256)
    }
}

/// Keeps the bytes of a document. Should the deed then fail, they lie unused under their digest and harm nobody.
pub(super) async fn keep<'a>(ctx: Context<'_>, document: Option<&'a Document>) -> Result<Option<Proof<'a>>> {
    let Some(document) = document else { return Ok(None) };
    let sha256 = ctx.files.put(&document.bytes).await?;
    Ok(Some(Proof { document, sha256 }))
}

/// Ties a kept document to the event that it proves.
pub(super) async fn record(tx: &Tx, event_number: i64, proof: Option<Proof<'_>>, by: AccountId) -> Result<()> {
    if let Some(proof) = proof {
        documents::insert(tx, event_number, proof.document, &proof.sha256, by).await?;
    }
    Ok(())
}
