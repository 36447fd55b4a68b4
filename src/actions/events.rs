//! Erasing a free text from the public history: the chain stays whole, and the erasure is itself an event.

use serde_json::{Map, json};

use super::idempotency::Answer;
use super::{ActionError, Context, Result};
use crate::domain::access::{Permission, may};
use crate::domain::account::Actor;
use crate::domain::event::{EventKind, FreeText, NewEvent};
use crate::store::events::{self, About};
use crate::store::{Tx, audit, documents, outbox, projects};

/// Erases a text beside event `number`, says why in public, and gives the number of the event that says so.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such text left; [`ActionError::Refused`].
pub async fn redact(ctx: Context<'_>, actor: &Actor, number: i64, field: &str, reason: &str) -> Result<i64> {
    may(actor, Permission::RedactText)?;
    let done = ctx
        .write(async |tx| {
            let known = events::texts(tx, number, number).await?;
            let text = known.into_iter().find(|text| text.field == field);
            let content = text.and_then(|text| text.content).ok_or(ActionError::NotFound)?;
            let mut facts = Map::new();
            facts.insert("actor".into(), json!({"role": actor.role.code()}));
            facts.insert("redacts".into(), json!({"event": number, "field": field}));
            let event = NewEvent {
                kind: EventKind::TextRedacted,
                facts,
                texts: vec![FreeText {
                    field: "reason",
                    content: reason.trim().to_owned(),
                }],
            };
            let about = events::about(tx, number).await?;
            let details = events::append(tx, &event, about).await?;
            events::redact(tx, number, field, details).await?;
            let orphan = erase_copies(tx, number, about, field, &content).await?;
            audit::note(tx, Some(actor.account), "text_redacted", &format!("{number}:{field}")).await?;
            Ok::<_, ActionError>(Redacted { event: details, orphan })
        })
        .await?;
    if let Some(digest) = done.orphan {
        ctx.files.erase(&digest).await?;
    }
    Ok(done.event)
}

/// A text that was erased.
struct Redacted {
    /// Number of the event that says so.
    event: i64,
    /// Digest of a document whose bytes nothing else needs.
    orphan: Option<String>,
}

impl Answer for Redacted {
    fn keep(&self) -> String {
        self.event.keep()
    }

    /// The bytes of a document were erased the first time.
    fn recall(kept: &str) -> Option<Self> {
        let event = Answer::recall(kept)?;
        Some(Self { event, orphan: None })
    }
}

/// Erases a text wherever the registry still shows it: on its project or pledge, in letters. Gives the digest of a
/// document whose bytes nothing else needs.
async fn erase_copies(tx: &Tx, number: i64, about: About, field: &str, content: &str) -> Result<Option<String>> {
    if field == "document" {
        let orphan = documents::erase(tx, number, content).await?;
        return Ok(orphan.then(|| content.to_owned()));
    }
    if let Some(project) = about.project {
        projects::erase_text(tx, project, field, content).await?;
    }
    outbox::erase_text(tx, about, content).await?;
    Ok(None)
}
