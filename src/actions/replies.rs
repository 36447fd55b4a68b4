//! The right of reply: a provider says why its promise or commitment waits, in its own words, beside the registry's.

use serde_json::json;

use super::conditions::{PendingSubject, Subject, subject};
use super::money::entry::{EventDetails, actor_facts, pledge_of, speaks_for_another};
use super::{ActionError, Context, Result, WaitingRefusal};
use crate::domain::account::Actor;
use crate::domain::event::{EventKind, NewEvent};
use crate::domain::fulfilment::{PendingKind, PendingReason};
use crate::domain::reason::{self, ReasonError};
use crate::store::events;
use crate::store::replies::{self, NewReply};
use crate::store::{Tx, audit, fulfilments};

/// Most characters of an explanation.
pub const REPLY_LENGTH_MAX: usize = 1000;

/// Explains why a promise waits, or a commitment without one; of any other commitment its promise speaks. What was said
/// before stays in the history; the newest word counts. The same request again says nothing more.
///
/// # Errors
/// [`ActionError::Reason`], [`WaitingRefusal::NotPending`] when it does not wait for that now, [`ActionError::NotFound`].
pub async fn explain(
    ctx: Context<'_>,
    actor: &Actor,
    pending_subject: PendingSubject<'_>,
    wait: PendingKind,
    words: &str,
) -> Result<()> {
    ctx.write(async |tx| {
        let subject = subject(tx, actor, pending_subject).await?;
        reason::check(words)?;
        if words.trim().chars().count() > REPLY_LENGTH_MAX {
            return Err(ReasonError::TooLong.into());
        }
        if !pending(tx, ctx, pending_subject, &subject).await?.contains(&wait) {
            return Err(ActionError::Waiting(WaitingRefusal::NotPending));
        }
        let on_behalf = speaks_for_another(actor, subject.organisation);
        let mut details = EventDetails::default().text("reply", words);
        details
            .facts
            .insert("actor".into(), actor_facts(actor.role, &subject.slug));
        let (name, about) = match &subject.pledge {
            Some(reference) => ("pledge", json!(reference)),
            None => ("entry", json!(subject.entry.0)),
        };
        details.facts.insert(
            "reply".into(),
            json!({name: about, "wait": wait.code(), "on_behalf": on_behalf}),
        );
        let event = NewEvent {
            kind: EventKind::ReplyGiven,
            facts: details.facts,
            texts: details.texts,
        };
        let number = events::append(tx, &event, subject.about).await?;
        let new = NewReply {
            entry: subject.entry,
            wait,
            by: actor.account,
            on_behalf,
        };
        replies::insert(tx, &new, number).await?;
        let noted = subject.pledge.unwrap_or_else(|| subject.entry.0.to_string());
        audit::note(tx, Some(actor.account), "reply_given", &noted).await?;
        Ok(number)
    })
    .await
    .map(|_: i64| ())
}

/// What it waits for now.
async fn pending(
    tx: &Tx,
    ctx: Context<'_>,
    pending_subject: PendingSubject<'_>,
    subject: &Subject,
) -> Result<Vec<PendingKind>> {
    let today = ctx.now.local_date();
    let pending = match (pending_subject, subject.about.pledge, subject.about.project) {
        (PendingSubject::Pledge(reference), ..) => {
            let row = pledge_of(tx, reference).await?;
            let known = fulfilments::of_pledges(tx, &[row.key()]).await?;
            known
                .of(&row, today)
                .map_or_else(Vec::new, |fulfilment| fulfilment.pending)
        }
        (PendingSubject::Commitment(_), None, Some(project)) => {
            let known = fulfilments::of_project(tx, &[], project).await?;
            known.direct_pending(subject.entry, today)
        }
        (PendingSubject::Commitment(_), ..) => Vec::new(),
    };
    Ok(pending.iter().map(PendingReason::kind).collect())
}
