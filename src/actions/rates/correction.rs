//! Correcting a rate: another one stands for it, and what it had converted gets a new conversion, never a changed one.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::{Affected, BATCH, Why, record_conversion};
use crate::actions::{ActionError, Context, Result};
use crate::domain::access::{Permission, may};
use crate::domain::account::Actor;
use crate::domain::chain::follow;
use crate::domain::counting::CountingError;
use crate::domain::event::{EventKind, FreeText, NewEvent};
use crate::domain::ids::{LedgerEntryId, PledgeId};
use crate::domain::ledger::Entry;
use crate::domain::rate::{Converted, Correction, CorrectionRefusal};
use crate::domain::reason;
use crate::store::events::{self, About};
use crate::store::money::{self, MoneyRow};
use crate::store::rates::{self, RateRow};
use crate::store::{Source, StoreError, Tx, audit, ledger};

/// A row of the ledger with what it is worth before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub row: MoneyRow,
    /// `None`: it had no worth in US dollars.
    pub before: Option<Converted>,
    pub after: Converted,
}

/// A correction as the administrator asks for it.
#[derive(Debug, Clone, Copy)]
pub struct Correcting<'a> {
    pub units_per_usd: Decimal,
    /// Where the right number was read.
    pub source: &'a str,
    pub reason: &'a str,
    /// What [`seen`] said of the changes that the administrator looked at.
    pub seen: &'a str,
}

/// Everything that would be converted anew if a rate had these units, in the order of recording.
///
/// # Errors
/// [`ActionError::Rate`], [`ActionError::Store`].
pub async fn changes(source: &impl Source, rate: &RateRow, units: Decimal) -> Result<Vec<Change>> {
    if units == rate.units() {
        return Err(CorrectionRefusal::SameUnits.into());
    }
    let correction = Correction {
        wrong: rate.key(),
        right: rate.key(),
        units_per_usd: units,
    };
    let (mut own, mut halves, mut after) = (Vec::new(), Vec::new(), LedgerEntryId(0));
    loop {
        let rows = money::by_rate(source, rate.key(), after, BATCH).await?;
        let Some(until) = rows.last().map(MoneyRow::key) else {
            break;
        };
        let uses = rates::uses(source, rate.key(), after, until).await?;
        let uses: BTreeMap<LedgerEntryId, rates::Use> = uses.into_iter().map(|one| (one.entry, one)).collect();
        for row in rows {
            let Some(used) = uses.get(&row.key()) else {
                halves.push(row);
                continue;
            };
            let valuation = used.valuation.corrected(row.amount(), used.budget_units, correction);
            own.push(Change {
                before: Some(used.valuation),
                after: valuation.map_err(|_| CorrectionRefusal::TooLarge)?,
                row,
            });
        }
        after = until;
    }
    let valuation = own.iter().map(|change| (change.row.key(), change.after.usd.minor()));
    let following = following(source, rate, &valuation.collect()).await?;
    own.extend(halves.into_iter().filter_map(|row| {
        let after = Converted::at_par(*following.get(&row.key())?);
        let before = row.usd_minor.map(Converted::at_par);
        Some(Change { row, before, after })
    }));
    own.sort_by_key(|change| change.row.key());
    Ok(own)
}

/// What the second halves of earmarkings are worth then, pledge by pledge.
async fn following(
    source: &impl Source,
    rate: &RateRow,
    corrected: &BTreeMap<LedgerEntryId, i64>,
) -> Result<BTreeMap<LedgerEntryId, i64>> {
    let mut pledges: BTreeMap<PledgeId, Vec<Entry>> = BTreeMap::new();
    for booked in ledger::earmarked_by_rate(source, rate.key()).await? {
        if let Some((pledge, _)) = booked.entry.line {
            pledges.entry(pledge).or_default().push(booked.entry);
        }
    }
    let mut halves = BTreeMap::new();
    for entries in pledges.values() {
        halves.extend(follow(entries, corrected).map_err(CountingError::from)?);
    }
    Ok(halves)
}

/// A word for some changes: another one when any of them differs.
#[must_use]
pub fn seen(changes: &[Change]) -> String {
    let rows: Vec<Value> = changes
        .iter()
        .map(|change| {
            let budget = change.after.budget.map(|money| money.minor());
            json!([
                change.row.id,
                change.before.map(|valuation| valuation.usd.minor()),
                change.after.usd.minor(),
                budget
            ])
        })
        .collect();
    crate::domain::event::text_digest("", &Value::Array(rows).to_string())
}

/// Puts another rate in the place of a wrong one and converts anew what the wrong one had converted; gives how many
/// rows that were.
///
/// # Errors
/// [`StoreError::Stale`] when the rate is corrected already, or what would change is not what was looked at;
/// [`ActionError::Rate`], [`ActionError::Reason`], [`ActionError::Refused`], [`ActionError::NotFound`].
pub async fn correct(ctx: Context<'_>, actor: &Actor, id: i64, correcting: Correcting<'_>) -> Result<usize> {
    may(actor, Permission::ManageRates)?;
    ctx.write(async |tx| {
        let rate = rates::get(tx, id).await?.ok_or(ActionError::NotFound)?;
        if rate.corrected_by.is_some() {
            return Err(StoreError::Stale.into());
        }
        reason::check(correcting.reason)?;
        let changes = changes(tx, &rate, correcting.units_per_usd).await?;
        if seen(&changes) != correcting.seen {
            return Err(StoreError::Stale.into());
        }
        let number = announce(tx, actor, &rate, &correcting, changes.len()).await?;
        let right = rates::correct(tx, &rate, correcting.units_per_usd, correcting.source.trim(), number).await?;
        let correction = Correction {
            wrong: rate.key(),
            right: right.ok_or(CorrectionRefusal::SameSource)?,
            units_per_usd: correcting.units_per_usd,
        };
        let mut affected = Affected::default();
        for change in &changes {
            affected.before(tx, &change.row).await?;
            let details = convert_anew(tx, change, correction, number).await?;
            affected.by(&change.row, &change.after, details);
        }
        audit::note(tx, Some(actor.account), "rate_corrected", &id.to_string()).await?;
        affected.state_following(tx, Some(number)).await?;
        affected.refresh_totals(tx).await?;
        Ok(changes.len())
    })
    .await
}

async fn announce(tx: &Tx, actor: &Actor, rate: &RateRow, correcting: &Correcting<'_>, rows: usize) -> Result<i64> {
    let mut facts = Map::new();
    facts.insert("actor".into(), json!({"role": actor.role.code()}));
    facts.insert(
        "corrected_rate".into(),
        json!({
            "currency": rate.currency, "kind": rate.kind,
            "valid_from_on": rate.valid_from_on.to_string(), "valid_to_on": rate.valid_to_on.to_string(),
            "units_per_usd_before": rate.units_per_usd,
            "units_per_usd": correcting.units_per_usd.to_string(),
            "converted_anew": rows,
        }),
    );
    let text = |field, content: &str| FreeText {
        field,
        content: content.trim().to_owned(),
    };
    let event = NewEvent {
        kind: EventKind::RateCorrected,
        facts,
        texts: vec![text("reason", correcting.reason), text("source", correcting.source)],
    };
    Ok(events::append(tx, &event, About::default()).await?)
}

/// Gives the number of the event that tells it.
async fn convert_anew(tx: &Tx, change: &Change, correction: Correction, by_event: i64) -> Result<i64> {
    let mut valuation = change.after;
    // Looked at before the right rate had a key.
    if change.before.and_then(|before| before.rate) == Some(correction.wrong) {
        valuation.rate = Some(correction.right);
    }
    if change.before.and_then(|before| before.budget_rate) == Some(correction.wrong) {
        valuation.budget_rate = Some(correction.right);
    }
    let number = record_conversion(tx, &change.row, &valuation, Why::Corrected(change.before, by_event)).await?;
    ledger::convert(tx, change.row.key(), &valuation, number).await?;
    Ok(number)
}
