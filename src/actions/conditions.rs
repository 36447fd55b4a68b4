//! Saying for which condition a promise or a commitment waits, whose it is, and that it is met.

use serde_json::json;

use super::money::entry::{EventDetails, actor_facts, pledge_of, speaks_for_another};
use super::{ActionError, Context, Result, WaitingRefusal};
use crate::domain::access::{Permission, may};
use crate::domain::account::Actor;
use crate::domain::chain::MoneyRefusal;
use crate::domain::event::{EventKind, NewEvent};
use crate::domain::fulfilment::Party;
use crate::domain::ids::{ConditionId, LedgerEntryId, OrganisationId};
use crate::domain::ledger::EntryKind;
use crate::domain::reason;
use crate::store::conditions::{self, NewCondition};
use crate::store::events::{self, About};
use crate::store::{Tx, audit, money};

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PendingSubject<'a> {
    /// A promise as a whole, by its reference.
    Pledge(&'a str),
    /// A commitment, by its key.
    Commitment(i64),
}

/// What waits, as this actor may speak for it.
pub(super) struct Subject {
    pub entry: LedgerEntryId,
    pub about: About,
    pub organisation: OrganisationId,
    pub slug: String,
    pub pledge: Option<String>,
}

pub(super) async fn subject(tx: &Tx, actor: &Actor, pending_subject: PendingSubject<'_>) -> Result<Subject> {
    let (permission, found) = match pending_subject {
        PendingSubject::Pledge(reference) => {
            let row = pledge_of(tx, reference).await?;
            let organisation = row.organisation_id;
            let action = Permission::EditPledge {
                organisation,
                towards: row.towards(),
            };
            let about = About {
                project: row.project_id,
                pledge: Some(row.key()),
                organisation: Some(organisation),
            };
            let found = row.ledger_entry_id.map(|entry| Subject {
                entry,
                about,
                organisation,
                slug: row.organisation_slug,
                pledge: Some(row.reference),
            });
            (action, found)
        }
        PendingSubject::Commitment(id) => {
            let row = money::get(tx, id, EntryKind::Commitment).await?;
            let row = row.ok_or(ActionError::NotFound)?;
            let action = Permission::EditPledge {
                organisation: row.provider(),
                towards: row.towards(),
            };
            let about = About {
                project: row.project_id,
                pledge: row.pledge(),
                organisation: Some(row.provider()),
            };
            let found = Subject {
                entry: row.key(),
                about,
                organisation: row.provider(),
                slug: row.organisation_slug.clone(),
                pledge: row.pledge_reference,
            };
            (action, Some(found))
        }
    };
    may(actor, permission).map_err(ActionError::hiding)?;
    // Before it is public there is nothing that could wait in public.
    Ok(found.ok_or(MoneyRefusal::NotOpen)?)
}

/// States a condition in the provider's own words, and whose it is. The same request again states nothing more.
///
/// # Errors
/// [`ActionError::Reason`], [`ActionError::Money`], [`ActionError::NotFound`].
pub async fn state(
    ctx: Context<'_>,
    actor: &Actor,
    pending_subject: PendingSubject<'_>,
    party: Party,
    words: &str,
) -> Result<()> {
    ctx.write(async |tx| {
        let subject = subject(tx, actor, pending_subject).await?;
        reason::check(words)?;
        say(tx, actor, &subject, party, None, words).await
    })
    .await
    .map(|_: i64| ())
}

/// Says that a condition is met. Undone by stating it again.
///
/// # Errors
/// [`ActionError::NotFound`] when it waits for no such condition.
pub async fn meet(
    ctx: Context<'_>,
    actor: &Actor,
    pending_subject: PendingSubject<'_>,
    condition: ConditionId,
) -> Result<()> {
    ctx.write(async |tx| {
        let subject = subject(tx, actor, pending_subject).await?;
        let stated = conditions::of_entry(tx, subject.entry).await?;
        let open = stated.iter().find(|row| row.id == condition && row.is_open());
        let found = open.ok_or(WaitingRefusal::ConditionNotOpen)?.condition();
        say(tx, actor, &subject, found.party, Some(condition), "").await?;
        Ok(())
    })
    .await
}

/// Writes a word about a condition and gives its key.
async fn say(
    tx: &Tx,
    actor: &Actor,
    subject: &Subject,
    party: Party,
    meets: Option<ConditionId>,
    words: &str,
) -> Result<i64> {
    let id = conditions::next_id(tx).await?;
    let on_behalf = speaks_for_another(actor, subject.organisation);
    let mut details = EventDetails::default().text("condition", words);
    details
        .facts
        .insert("actor".into(), actor_facts(actor.role, &subject.slug));
    details.facts.insert(
        "condition".into(),
        json!({"id": id.0, "entry": subject.entry.0, "pledge": subject.pledge, "party": party.code(),
            "meets": meets.map(|met| met.0), "on_behalf": on_behalf}),
    );
    let kind = if meets.is_some() {
        EventKind::ConditionMet
    } else {
        EventKind::ConditionStated
    };
    let event = NewEvent {
        kind,
        facts: details.facts,
        texts: details.texts,
    };
    let number = events::append(tx, &event, subject.about).await?;
    let new = NewCondition {
        entry: subject.entry,
        party,
        meets,
        by: actor.account,
        on_behalf,
    };
    conditions::insert(tx, id, &new, number).await?;
    audit::note(tx, Some(actor.account), kind.code(), &id.0.to_string()).await?;
    Ok(id.0)
}
