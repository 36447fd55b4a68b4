//! What a pledge leaves in ledger, chain and totals, and the letters about it.

use serde_json::{Map, Value, json};

use crate::actions::{ActionError, Context, Result};
use crate::domain::account::{Actor, Role};
use crate::domain::counting::EntryKind;
use crate::domain::event::{EventKind, FreeText, NewEvent};
use crate::domain::ids::{LedgerEntryId, OrganisationId};
use crate::domain::money::Money;
use crate::domain::pledge::PledgeState;
use crate::domain::rate::{self, Converted};
use crate::i18n::language::Language;
use crate::mail::letters::{self, PledgeLetter, PledgeNews};
use crate::store::events::{self, About};
use crate::store::ledger::{self, NewEntry};
use crate::store::pledges::{self, PledgeRow};
use crate::store::{Tx, accounts, organisations, outbox, totals};

/// Puts a verified pledge into the ledger, the chain and the totals.
pub(super) async fn publish(tx: &Tx, role: Role, row: &PledgeRow) -> Result<()> {
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

pub(super) async fn record_end(
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
pub(super) async fn tell(tx: &Tx, ctx: Context<'_>, letter: PledgeLetter, row: &PledgeRow, reason: &str) -> Result<()> {
    if !ctx.letters {
        return Ok(());
    }
    let mut people = accounts::of_organisation(tx, OrganisationId(row.organisation_id)).await?;
    if people.is_empty() {
        people.extend(accounts::get(tx, crate::domain::ids::AccountId(row.entered_by)).await?);
    }
    let organisation = organisations::get(tx, OrganisationId(row.organisation_id)).await?;
    let news = PledgeNews {
        letter,
        row,
        reason,
        embargo_until_on: row.embargo_until_on.filter(|until| *until > ctx.now.local_date()),
        base_url: ctx.base_url,
    };
    for person in people {
        let language = Language::parse(&person.language).unwrap_or(Language::Es);
        let name = organisation.as_ref().map_or("", |o| {
            if language == Language::Es {
                &o.name_es
            } else {
                &o.name_en
            }
        });
        let written = letters::pledge(news, language, &person, name)?;
        outbox::put(tx, &written).await?;
    }
    Ok(())
}
