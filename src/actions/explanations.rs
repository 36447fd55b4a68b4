//! The right of reply: a giver says why its promise or agreement waits, in its own words, beside the registry's.

use serde_json::json;

use super::conditions::{Subject, Waiter, subject};
use super::money::book::{Told, actor_facts, pledge_of, speaks_for_another};
use super::once::once;
use super::{ActionError, Context, Result};
use crate::domain::account::Actor;
use crate::domain::event::{EventKind, NewEvent};
use crate::domain::reason::{self, ReasonFault};
use crate::domain::standing::{Wait, WaitKind};
use crate::store::events;
use crate::store::explanations::{self, NewExplanation};
use crate::store::submissions::Form;
use crate::store::{Tx, audit, standings};

/// Most characters of an explanation.
pub const EXPLANATION_LENGTH_MAX: usize = 1000;

/// Explains why a promise waits, or an agreement without one; of any other agreement its promise speaks. What was said
/// before stays in the history; the newest word counts. The same request again says nothing more.
///
/// # Errors
/// [`ActionError::Reason`], [`ActionError::NotWaiting`] when it does not wait for that now, [`ActionError::NotFound`].
pub async fn explain(
    ctx: Context<'_>,
    actor: &Actor,
    waiter: Waiter<'_>,
    wait: WaitKind,
    words: &str,
    request_id: &str,
) -> Result<()> {
    once(ctx, actor, Form::Explanation, request_id, async |tx| {
        let subject = subject(tx, actor, waiter).await?;
        reason::check(words)?;
        if words.trim().chars().count() > EXPLANATION_LENGTH_MAX {
            return Err(ReasonFault::TooLong.into());
        }
        if !waits(tx, ctx, waiter, &subject).await?.contains(&wait) {
            return Err(ActionError::NotWaiting);
        }
        let on_behalf = speaks_for_another(actor, subject.organisation);
        let mut told = Told::default().text("explanation", words);
        told.facts
            .insert("actor".into(), actor_facts(actor.role, &subject.slug));
        let (name, about) = match &subject.pledge {
            Some(reference) => ("pledge", json!(reference)),
            None => ("entry", json!(subject.entry.0)),
        };
        told.facts.insert(
            "explanation".into(),
            json!({name: about, "wait": wait.code(), "on_behalf": on_behalf}),
        );
        let event = NewEvent {
            kind: EventKind::WaitExplained,
            facts: told.facts,
            texts: told.texts,
        };
        let number = events::append(tx, &event, subject.about).await?;
        let new = NewExplanation {
            entry: subject.entry,
            wait,
            by: actor.account,
            on_behalf,
        };
        explanations::insert(tx, &new, number).await?;
        let noted = subject.pledge.unwrap_or_else(|| subject.entry.0.to_string());
        audit::note(tx, Some(actor.account), "wait_explained", &noted).await?;
        Ok(number)
    })
    .await
    .map(|_: i64| ())
}

/// What it waits for now.
async fn waits(tx: &Tx, ctx: Context<'_>, waiter: Waiter<'_>, subject: &Subject) -> Result<Vec<WaitKind>> {
    let today = ctx.now.local_date();
    let waits = match (waiter, subject.about.pledge, subject.about.project) {
        (Waiter::Pledge(reference), ..) => {
            let row = pledge_of(tx, reference).await?;
            let known = standings::of_pledges(tx, &[row.key()]).await?;
            known.of(&row, today)?.map_or_else(Vec::new, |standing| standing.waits)
        }
        (Waiter::Agreement(_), None, Some(project)) => {
            let known = standings::of_project(tx, &[], project).await?;
            known.direct_waits(subject.entry, today)?
        }
        (Waiter::Agreement(_), ..) => Vec::new(),
    };
    Ok(waits.iter().map(Wait::kind).collect())
}
