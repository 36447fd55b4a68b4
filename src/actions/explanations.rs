//! The right of reply: a giver says why its promise waits, in its own words, beside the registry's.

use serde_json::json;

use super::money::book::{Told, actor_facts, pledge_of, speaks_for_another};
use super::once::once;
use super::{ActionError, Context, Result};
use crate::domain::access::{Deed, may};
use crate::domain::account::Actor;
use crate::domain::event::{EventKind, NewEvent};
use crate::domain::ids::{OrganisationId, ProjectId};
use crate::domain::reason::{self, ReasonFault};
use crate::domain::standing::WaitKind;
use crate::store::events::{self, About};
use crate::store::explanations::{self, NewExplanation};
use crate::store::submissions::Form;
use crate::store::{audit, standings};

/// Most characters of an explanation.
pub const EXPLANATION_LENGTH_MAX: usize = 1000;

/// Explains why a promise waits. What was said before stays in the history; the newest word counts. The same request
/// again says nothing more.
///
/// # Errors
/// [`ActionError::Reason`], [`ActionError::NotWaiting`] when it does not wait for that now, [`ActionError::NotFound`].
pub async fn explain(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    wait: WaitKind,
    words: &str,
    request_id: &str,
) -> Result<()> {
    once(ctx, actor, Form::Explanation, request_id, async |tx| {
        let row = pledge_of(tx, reference).await?;
        let organisation = OrganisationId(row.organisation_id);
        let deed = Deed::KeepPledge {
            organisation,
            towards: row.towards()?,
        };
        may(actor, deed).map_err(ActionError::hiding)?;
        reason::check(words)?;
        if words.trim().chars().count() > EXPLANATION_LENGTH_MAX {
            return Err(ReasonFault::TooLong.into());
        }
        let known = standings::of_pledges(tx, &[row.key()]).await?;
        let standing = known.of(&row, ctx.now.local_date())?;
        if !standing.is_some_and(|found| found.waits.iter().any(|one| one.kind() == wait)) {
            return Err(ActionError::NotWaiting);
        }
        let on_behalf = speaks_for_another(actor, organisation);
        let mut told = Told::default().text("explanation", words);
        told.facts
            .insert("actor".into(), actor_facts(actor.role, &row.organisation_slug));
        told.facts.insert(
            "explanation".into(),
            json!({"pledge": row.reference, "wait": wait.code(), "on_behalf": on_behalf}),
        );
        let event = NewEvent {
            kind: EventKind::WaitExplained,
            facts: told.facts,
            texts: told.texts,
        };
        let about = About {
            project: row.project_id.map(ProjectId),
            pledge: Some(row.key()),
            organisation: Some(organisation),
        };
        let number = events::append(tx, &event, about).await?;
        let new = NewExplanation {
            pledge: row.key(),
            wait,
            by: actor.account,
            on_behalf,
        };
        explanations::insert(tx, &new, number).await?;
        audit::note(tx, Some(actor.account), "wait_explained", reference).await?;
        Ok(number)
    })
    .await
    .map(|_: i64| ())
}
