//! Erasing a free text from the public history: the chain stays whole, and the erasure is itself an event.

use serde_json::{Map, json};

use super::{ActionError, Context, Result};
use crate::domain::access::{Deed, may};
use crate::domain::account::Actor;
use crate::domain::event::{EventKind, FreeText, NewEvent};
use crate::store::{audit, events};

/// Erases a text beside event `number`, says why in public, and gives the number of the event that says so.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such text left; [`ActionError::Refused`].
pub async fn redact(ctx: Context<'_>, actor: &Actor, number: i64, field: &str, reason: &str) -> Result<i64> {
    may(actor, Deed::RedactText)?;
    ctx.db
        .write(ctx.now, async |tx| {
            let known = events::texts(tx, number, number).await?;
            if !known.iter().any(|text| text.field == field && text.content.is_some()) {
                return Err(ActionError::NotFound);
            }
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
            let told = events::append(tx, &event, about).await?;
            events::redact(tx, number, field, told).await?;
            audit::note(tx, Some(actor.account), "text_redacted", &format!("{number}:{field}")).await?;
            Ok(told)
        })
        .await
}
