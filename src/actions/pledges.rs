//! The pledge: entering, changing, submitting, reviewing, publishing, withdrawing, letting lapse.

use serde_json::{Map, Value, json};

use super::{ActionError, Context, Result};
use crate::domain::access::{Deed, may};
use crate::domain::account::{Actor, Role};
use crate::domain::counting::EntryKind;
use crate::domain::event::{EventKind, FreeText, NewEvent};
use crate::domain::ids::{LedgerEntryId, OrganisationId, PledgeId};
use crate::domain::money::Money;
use crate::domain::pledge::{self, Decision, PledgeState, Target, TargetProject, Terms};
use crate::domain::rate::{self, Converted};
use crate::i18n::language::Language;
use crate::mail::letters::{self, PledgeLetter};
use crate::store::events::{self, About};
use crate::store::ledger::{self, NewEntry};
use crate::store::pledges::{self, Entering, PledgeRow, StateChange};
use crate::store::{Tx, accounts, audit, organisations, outbox, places, projects, submissions, totals};

/// What the owner wants to happen with the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    Draft,
    Submit,
}

/// Enters a pledge and gives its reference. The same request again gives the first reference.
///
/// # Errors
/// [`ActionError::Terms`] with every fault, [`ActionError::Refused`], [`ActionError::NotFound`].
pub async fn create(
    ctx: Context<'_>,
    actor: &Actor,
    terms: &Terms,
    intent: Intent,
    request_id: &str,
) -> Result<String> {
    ctx.db
        .write(ctx.now, async |tx| {
            if let Some(first) = submissions::answer(tx, actor.account, request_id).await? {
                return Ok(first);
            }
            check(tx, ctx, actor, terms).await?;
            let on_behalf = matches!(actor.role, Role::Officer { .. });
            let (id, reference) = pledges::insert(
                tx,
                terms,
                Entering {
                    by: actor.account,
                    on_behalf,
                },
            )
            .await?;
            submissions::keep(tx, actor.account, request_id, &reference).await?;
            audit::note(tx, Some(actor.account), "pledge_entered", &reference).await?;
            if intent == Intent::Submit {
                submit(tx, ctx, actor, id, 1, PledgeState::Draft, &reference).await?;
            }
            Ok(reference)
        })
        .await
}

/// Replaces the terms of a draft or returned pledge that is still at `version`.
///
/// # Errors
/// [`crate::store::StoreError::Stale`] when it changed meanwhile; otherwise as [`create`].
pub async fn update(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    version: i64,
    terms: &Terms,
    intent: Intent,
) -> Result<()> {
    ctx.db
        .write(ctx.now, async |tx| {
            let row = own(tx, actor, reference).await?;
            pledges::update_terms(tx, row.key(), version, terms).await?;
            check(tx, ctx, actor, terms).await?;
            audit::note(tx, Some(actor.account), "pledge_edited", reference).await?;
            if intent == Intent::Submit {
                submit(tx, ctx, actor, row.key(), version + 1, row.state()?, reference).await?;
            }
            Ok(())
        })
        .await
}

async fn check(tx: &Tx, ctx: Context<'_>, actor: &Actor, terms: &Terms) -> Result<()> {
    let mut project = None;
    let towards = match terms.target {
        Target::Project(id) => {
            let row = projects::get(tx, id).await?.ok_or(ActionError::NotFound)?;
            if !row.status()?.is_public() {
                return Err(ActionError::NotFound);
            }
            project = Some(TargetProject {
                provenance: row.provenance()?,
                status: row.status()?,
            });
            Some(row.country()?)
        }
        Target::Place(id) => {
            let gazetteer = places::gazetteer(tx).await?;
            Some(gazetteer.get(id).ok_or(ActionError::NotFound)?.country)
        }
        Target::Pillar(_) | Target::Plan => None,
    };
    may(
        actor,
        Deed::KeepPledge {
            organisation: terms.organisation,
            towards,
        },
    )
    .map_err(ActionError::hiding)?;
    let faults = pledge::faults(terms, project, ctx.now.local_date());
    if faults.is_empty() {
        Ok(())
    } else {
        Err(ActionError::Terms(faults))
    }
}

/// The pledge, if this actor keeps it.
async fn own(tx: &Tx, actor: &Actor, reference: &str) -> Result<PledgeRow> {
    let row = pledges::by_reference(tx, reference)
        .await?
        .ok_or(ActionError::NotFound)?;
    let deed = Deed::KeepPledge {
        organisation: OrganisationId(row.organisation_id),
        towards: row.towards()?,
    };
    may(actor, deed).map_err(ActionError::hiding)?;
    Ok(row)
}

async fn submit(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    id: PledgeId,
    version: i64,
    from: PledgeState,
    reference: &str,
) -> Result<()> {
    let to = PledgeState::Submitted;
    let change = StateChange {
        pledge: id,
        version,
        from,
        to,
        reason: "",
        by: Some(actor.account),
    };
    pledges::change_state(tx, &change).await?;
    audit::note(tx, Some(actor.account), "pledge_submitted", reference).await?;
    let row = pledges::by_reference(tx, reference)
        .await?
        .ok_or(ActionError::NotFound)?;
    tell(tx, ctx, PledgeLetter::Received, &row, "").await
}

/// Answers a submitted pledge that is still at `version` (`None`: whatever its version).
///
/// # Errors
/// [`ActionError::Refused`], [`ActionError::State`], [`crate::store::StoreError::Stale`].
pub async fn review(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    version: Option<i64>,
    decision: Decision,
    reason: &str,
) -> Result<()> {
    ctx.db
        .write(ctx.now, async |tx| {
            let row = pledges::by_reference(tx, reference)
                .await?
                .ok_or(ActionError::NotFound)?;
            may(
                actor,
                Deed::ReviewPledge {
                    towards: row.towards()?,
                    entered_by: crate::domain::ids::AccountId(row.entered_by),
                    submitted_by: row.submitted_by.map(crate::domain::ids::AccountId),
                },
            )?;
            let from = row.state()?;
            let to = pledge::review(from, decision, reason)?;
            let change = StateChange {
                pledge: row.key(),
                version: version.unwrap_or(row.version),
                from,
                to,
                reason: reason.trim(),
                by: Some(actor.account),
            };
            pledges::change_state(tx, &change).await?;
            audit::note(tx, Some(actor.account), decision.code(), reference).await?;
            if decision == Decision::Verify && row.embargo_until_on.is_none_or(|until| until <= ctx.now.local_date()) {
                publish(tx, actor.role, &row).await?;
            }
            let letter = match decision {
                Decision::Verify => PledgeLetter::Verified,
                Decision::Return => PledgeLetter::Returned,
                Decision::Decline => PledgeLetter::Declined,
            };
            tell(tx, ctx, letter, &row, reason.trim()).await
        })
        .await
}

/// Publishes the verified pledges whose embargo has ended; gives their number.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn publish_due(ctx: Context<'_>) -> Result<usize> {
    let due = pledges::embargo_ended(ctx.db, ctx.now.local_date()).await?;
    if due.is_empty() {
        return Ok(0);
    }
    ctx.db
        .write(ctx.now, async |tx| {
            let due = pledges::embargo_ended(tx, ctx.now.local_date()).await?;
            for row in &due {
                let officer = Role::Officer {
                    jurisdiction: crate::domain::country::Jurisdiction::Both,
                };
                publish(tx, officer, row).await?;
            }
            Ok(due.len())
        })
        .await
}

/// Puts a verified pledge into the ledger, the chain and the totals.
async fn publish(tx: &Tx, role: Role, row: &PledgeRow) -> Result<()> {
    let amount = row.amount()?;
    let rates = totals::rates_for(tx, amount.currency(), row.pledged_on).await?;
    let converted = rate::to_usd(amount, row.pledged_on, &rates).map_err(|_| ActionError::TooLarge)?;
    let entry = NewEntry {
        id: ledger::next_id(tx).await?,
        kind: EntryKind::Pledge,
        parent: None,
        pledge: row.key(),
        target: row.target()?,
        organisation: OrganisationId(row.organisation_id),
        aid: row.kind()?,
        finance_type: &row.finance_type,
        amount,
        draws_minor: None,
        dated_on: row.pledged_on,
        converted,
    };
    let tranches: Vec<Value> = pledges::tranches(tx, row)
        .await?
        .iter()
        .map(|tranche| json!({"due_on": tranche.due_on.to_string(), "amount_minor": tranche.amount.minor()}))
        .collect();
    let mut facts = pledge_facts(role, row, &entry);
    if let Some(rate) = converted
        .and_then(|c| c.rate)
        .and_then(|id| rates.iter().find(|rate| rate.id == id))
    {
        facts.insert(
            "rate".into(),
            json!({"kind": rate.kind.code(), "valid_from_on": rate.valid_from_on.to_string(),
                "units_per_usd": rate.units_per_usd.to_string()}),
        );
    }
    facts.insert("tranches".into(), Value::Array(tranches));
    facts.insert("on_behalf".into(), row.on_behalf.into());
    facts.insert(
        "valid_until_on".into(),
        row.valid_until_on.map(|day| day.to_string()).into(),
    );
    let texts = [
        ("conditions", &row.conditions),
        ("authorised_by", &row.authorised_by),
        ("note", &row.note),
    ]
    .into_iter()
    .filter(|(_, content)| !content.is_empty())
    .map(|(field, content)| FreeText {
        field,
        content: content.clone(),
    })
    .collect();
    let number = events::append(
        tx,
        &NewEvent {
            kind: EventKind::PledgeVerified,
            facts,
            texts,
        },
        about(row),
    )
    .await?;
    ledger::insert(tx, &entry, number).await?;
    Ok(totals::recount_pledge(tx, row).await?)
}

fn about(row: &PledgeRow) -> About {
    About {
        project: row.project_id.map(crate::domain::ids::ProjectId),
        pledge: Some(row.key()),
        organisation: Some(OrganisationId(row.organisation_id)),
    }
}

/// The public facts of a ledger row of a pledge; `puente verify` holds the row against them.
fn pledge_facts(role: Role, row: &PledgeRow, entry: &NewEntry<'_>) -> Map<String, Value> {
    let mut facts = Map::new();
    facts.insert("actor".into(), actor_facts(role, row));
    facts.insert(
        "entry".into(),
        json!({
            "id": entry.id.0,
            "kind": entry.kind.code(),
            "amount_minor": entry.amount.minor(),
            "currency": entry.amount.currency().code(),
            "dated_on": entry.dated_on.to_string(),
            "draws_minor": entry.draws_minor,
            "aid": entry.aid.code(),
            "finance_type": entry.finance_type,
            "organisation": row.organisation_slug,
            "project": row.project_code,
            "place": row.place_code,
            "pillar": row.pillar,
            "pledge": row.reference,
            "usd_minor": entry.converted.map(|converted| converted.usd.minor()),
        }),
    );
    facts
}

/// Actors appear as role, with organisation or jurisdiction, never by name.
fn actor_facts(role: Role, row: &PledgeRow) -> Value {
    match role {
        Role::Partner { .. } => json!({"role": role.code(), "organisation": row.organisation_slug}),
        Role::Officer { jurisdiction } => json!({"role": role.code(), "jurisdiction": jurisdiction.code()}),
        Role::Administrator => json!({"role": role.code()}),
    }
}

/// Withdraws what is outstanding of a verified pledge; the owner's deed.
///
/// # Errors
/// [`ActionError::State`], [`ActionError::NotFound`].
pub async fn withdraw(ctx: Context<'_>, actor: &Actor, reference: &str, reason: &str) -> Result<()> {
    ctx.db
        .write(ctx.now, async |tx| {
            let row = own(tx, actor, reference).await?;
            end(tx, ctx, actor, &row, PledgeState::Withdrawn, reason).await
        })
        .await
}

/// Lets what is outstanding of a verified pledge lapse; the officer's deed.
///
/// # Errors
/// [`ActionError::State`], [`ActionError::Refused`].
pub async fn lapse(ctx: Context<'_>, actor: &Actor, reference: &str, reason: &str) -> Result<()> {
    ctx.db
        .write(ctx.now, async |tx| {
            let row = pledges::by_reference(tx, reference)
                .await?
                .ok_or(ActionError::NotFound)?;
            may(
                actor,
                Deed::LapsePledge {
                    towards: row.towards()?,
                },
            )?;
            end(tx, ctx, actor, &row, PledgeState::Lapsed, reason).await
        })
        .await
}

async fn end(tx: &Tx, ctx: Context<'_>, actor: &Actor, row: &PledgeRow, to: PledgeState, reason: &str) -> Result<()> {
    let from = row.state()?;
    pledge::end(from, to, reason)?;
    let by = Some(actor.account);
    let change = StateChange {
        pledge: row.key(),
        version: row.version,
        from,
        to,
        reason: reason.trim(),
        by,
    };
    pledges::change_state(tx, &change).await?;
    audit::note(tx, by, to.code(), &row.reference).await?;
    // Under embargo nothing is public yet, so there is nothing to take back.
    if let Some(parent) = row.ledger_entry_id {
        record_end(tx, ctx, actor, row, LedgerEntryId(parent), to, reason).await?;
    }
    let letter = if to == PledgeState::Lapsed {
        PledgeLetter::Lapsed
    } else {
        PledgeLetter::Withdrawn
    };
    tell(tx, ctx, letter, row, reason.trim()).await
}

async fn record_end(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    row: &PledgeRow,
    parent: LedgerEntryId,
    to: PledgeState,
    reason: &str,
) -> Result<()> {
    let (entry_kind, event_kind) = match to {
        PledgeState::Lapsed => (EntryKind::Lapse, EventKind::PledgeLapsed),
        _ => (EntryKind::Withdrawal, EventKind::PledgeWithdrawn),
    };
    let currency = row.amount()?.currency();
    // What is left stays at the pledge's own rate: the last child takes the remainder, in both currencies.
    let (mut left, mut left_usd) = (0_i64, row.usd_minor.map(|_| 0_i64));
    for entry in ledger::of_pledge(tx, row.key()).await? {
        left = left.checked_add(entry.amount.minor()).ok_or(ActionError::TooLarge)?;
        left_usd = left_usd
            .zip(entry.usd_minor)
            .and_then(|(sum, usd)| sum.checked_add(usd));
    }
    let usd = left_usd
        .and_then(i64::checked_neg)
        .map(|minor| Money::new(minor, crate::domain::currency::Currency::USD));
    let amount = Money::new(left.checked_neg().ok_or(ActionError::TooLarge)?, currency);
    let entry = NewEntry {
        id: ledger::next_id(tx).await?,
        kind: entry_kind,
        parent: Some(parent),
        pledge: row.key(),
        target: row.target()?,
        organisation: OrganisationId(row.organisation_id),
        aid: row.kind()?,
        finance_type: &row.finance_type,
        amount,
        draws_minor: Some(amount.minor()),
        dated_on: ctx.now.local_date(),
        converted: usd.map(|usd| Converted { usd, rate: None }),
    };
    let facts = pledge_facts(actor.role, row, &entry);
    let texts = vec![FreeText {
        field: "reason",
        content: reason.trim().to_owned(),
    }];
    let number = events::append(
        tx,
        &NewEvent {
            kind: event_kind,
            facts,
            texts,
        },
        about(row),
    )
    .await?;
    ledger::insert(tx, &entry, number).await?;
    Ok(totals::recount_pledge(tx, row).await?)
}

/// Writes a letter to each person of the organisation, in that person's language; where an officer entered the
/// pledge and the organisation has nobody here, to that officer.
async fn tell(tx: &Tx, ctx: Context<'_>, letter: PledgeLetter, row: &PledgeRow, reason: &str) -> Result<()> {
    if !ctx.letters {
        return Ok(());
    }
    let mut people = accounts::of_organisation(tx, OrganisationId(row.organisation_id)).await?;
    if people.is_empty() {
        people.extend(accounts::get(tx, crate::domain::ids::AccountId(row.entered_by)).await?);
    }
    let organisation = organisations::get(tx, OrganisationId(row.organisation_id)).await?;
    for person in people {
        let language = Language::parse(&person.language).unwrap_or(Language::Es);
        let name = organisation.as_ref().map_or("", |o| {
            if language == Language::Es {
                &o.name_es
            } else {
                &o.name_en
            }
        });
        let written = letters::pledge(letter, language, &person, name, row, reason, ctx.base_url)?;
        outbox::put(tx, &written).await?;
    }
    Ok(())
}
