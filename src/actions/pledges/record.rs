//! What a pledge leaves in ledger, chain and totals, and the letters about it.

use serde_json::{Value, json};

use crate::actions::money::end_lines;
use crate::actions::money::entry::{EventDetails, Names, record_entry, refresh_totals};
use crate::actions::{AmountRefusal, Context, Result};
use crate::domain::account::{Actor, Role};
use crate::domain::chain::Chain;
use crate::domain::event::EventKind;
use crate::domain::ledger::EntryKind;
use crate::domain::pledge::PledgeState;
use crate::domain::rate;
use crate::i18n::language::Language;
use crate::mail::letters::{self, PledgeLetter, PledgeNews};
use crate::store::accounts::AccountRow;
use crate::store::ledger::{self, NewEntry};
use crate::store::pledges::{self, PledgeRow};
use crate::store::{Tx, accounts, organisations, outbox, totals};

/// Puts a verified pledge into the ledger, the chain and the totals, with what its officer wrote on verifying it. Nobody
/// does it (`None`) when its embargo ends.
pub(super) async fn publish(tx: &Tx, role: Option<Role>, row: &PledgeRow) -> Result<()> {
    let amount = row.amount();
    let rates = totals::rates_for(tx, amount.currency(), row.pledged_on).await?;
    let converted = rate::to_usd(amount, row.pledged_on, &rates).map_err(|_| AmountRefusal::TooLarge)?;
    let organisation = row.organisation_id;
    let entry = NewEntry {
        id: ledger::next_id(tx).await?,
        kind: EntryKind::Pledge,
        parent: None,
        pledge: Some(row.key()),
        target: row.target(),
        organisation,
        receiver: None,
        support: row.kind,
        finance_type: &row.finance_type,
        amount,
        drawdown_minor: None,
        dated_on: row.pledged_on,
        converted,
        by: None,
        on_behalf: row.on_behalf,
    };
    let tranches: Vec<Value> = pledges::tranches(tx, row)
        .await?
        .iter()
        .map(|tranche| json!({"due_on": tranche.due_on.to_string(), "amount_minor": tranche.amount.minor()}))
        .collect();
    let mut details = EventDetails::default()
        .text("conditions", &row.conditions)
        .text("authorised_by", &row.authorised_by)
        .text("note", &row.note)
        .text("review_reason", &pledges::verified_because(tx, row.key()).await?);
    if let Some(rate) = converted
        .and_then(|c| c.rate)
        .and_then(|id| rates.iter().find(|rate| rate.id == id))
    {
        details.facts.insert(
            "rate".into(),
            json!({"kind": rate.kind.code(), "valid_from_on": rate.valid_from_on.to_string(),
                "units_per_usd": rate.units_per_usd.to_string()}),
        );
    }
    details.facts.insert("tranches".into(), Value::Array(tranches));
    details.facts.insert("on_behalf".into(), row.on_behalf.into());
    details.facts.insert("channel".into(), row.channel_slug.clone().into());
    let contributors = pledges::contributors(tx, row.key()).await?;
    let shares = contributors
        .iter()
        .map(|one| json!({"organisation": one.slug, "amount_minor": one.amount_minor}));
    details
        .facts
        .insert("contributors".into(), Value::Array(shares.collect()));
    details.facts.insert(
        "valid_until_on".into(),
        row.valid_until_on.map(|day| day.to_string()).into(),
    );
    let (kind, names) = (EventKind::PledgeVerified, Names::from(row));
    record_entry(tx, role, kind, &names, &entry, &Chain::default(), details).await?;
    refresh_totals(tx, entry.target, entry.pledge).await
}

/// Takes back what is outstanding of a pledge, on every line of it; false when nothing is.
pub(super) async fn record_end(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    row: &PledgeRow,
    to: PledgeState,
    reason: &str,
) -> Result<bool> {
    let (kind, event) = match to {
        PledgeState::Lapsed => (EntryKind::Lapse, EventKind::PledgeLapsed),
        _ => (EntryKind::Withdrawal, EventKind::PledgeWithdrawn),
    };
    end_lines(tx, ctx, actor, row, kind, event, reason).await
}

/// Writes a letter to each person of the organisation, in that person's language; where an officer entered the
/// pledge and the organisation has nobody here, to that officer.
pub(super) async fn notify(
    tx: &Tx,
    ctx: Context<'_>,
    letter: PledgeLetter,
    row: &PledgeRow,
    reason: &str,
) -> Result<()> {
    if !ctx.letters {
        return Ok(());
    }
    let mut people = accounts::of_organisation(tx, row.organisation_id).await?;
    if people.is_empty() {
        let entered_by = accounts::get(tx, row.entered_by).await?;
        people.extend(entered_by.filter(AccountRow::gets_letters));
    }
    let organisation = organisations::get(tx, row.organisation_id).await?;
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
        outbox::put(tx, written).await?;
    }
    Ok(())
}
