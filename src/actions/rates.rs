//! Rates of exchange: taking in a file of them, and converting what waited for them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::money::entry::{converted, in_budget};
use super::{ActionError, Context, Result};
use crate::domain::access::{Permission, may};
use crate::domain::account::Actor;
use crate::domain::chain::Chain;
use crate::domain::counting::CountingError;
use crate::domain::event::{EventKind, NewEvent};
use crate::domain::ids::{LedgerEntryId, ProjectId};
use crate::domain::ledger::Entry;
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::rate::Converted;
use crate::exchange::rates::RateFile;
use crate::store::events::{self, About};
use crate::store::money::MoneyRow;
use crate::store::projects::ProjectRow;
use crate::store::rates::{self, Added, NewRate};
use crate::store::{Tx, audit, ledger, money, projects, totals};

mod affected;
mod correction;
mod imported;
mod overview;

pub(super) use affected::Affected;
pub use imported::{Contradicting, Imported, Jumping, Taking};
pub use overview::{Overview, Seen, overview};

pub use correction::{Change, Correcting, changes, correct, seen};

/// Rows that wait for a rate, or rest on one, of one reading.
const BATCH: i64 = 1_000;

/// Adds rates that are not known yet and converts what waited for them, by new rows, all in one transaction; a dry run
/// changes nothing. `by` is nobody on the command line. The same request again gets the first counts; one that adds
/// nothing is not kept.
///
/// # Errors
/// [`ActionError::Refused`], [`ActionError::Amount`], [`ActionError::Store`].
pub async fn import(ctx: Context<'_>, by: Option<&Actor>, file: &RateFile, taking: Taking) -> Result<Imported> {
    if let Some(actor) = by {
        may(actor, Permission::ManageRates)?;
    }
    // Not the name of the file: the same series again, from a file of another name, is the same series.
    let publisher = file.format.publisher();
    let rates: Vec<(usize, NewRate)> = file
        .rows
        .iter()
        .map(|row| {
            (
                row.line,
                NewRate {
                    currency: row.currency,
                    kind: row.kind,
                    valid_from_on: row.valid_from_on,
                    valid_to_on: row.valid_to_on,
                    units_per_usd: row.units_per_usd,
                    source: publisher.map_or_else(|| row.source.clone(), str::to_owned),
                    demonstration: false,
                },
            )
        })
        .collect();
    let ctx = Context {
        request: ctx.request.filter(|_| !taking.dry_run),
        ..ctx
    };
    let mut found = None;
    let done = ctx
        .write(async |tx| {
            let jumps = if taking.accept_jumps {
                BTreeMap::new()
            } else {
                overview::jumps(tx, &rates).await?
            };
            let imported = take(tx, &rates, &jumps).await?;
            let (added, counts) = (imported.added, imported.counts());
            found = Some(imported);
            if taking.dry_run || added == 0 {
                // Undone again.
                return Err(ActionError::NotFound);
            }
            let by = by.map(|actor| actor.account);
            audit::note(tx, by, "rates_added", &added.to_string()).await?;
            Ok(counts)
        })
        .await;
    match (done, found) {
        (Ok(first), Some(found)) => Ok(Imported {
            contradicting: found.contradicting,
            jumping: found.jumping,
            ..first
        }),
        (Err(ActionError::NotFound), Some(found)) => Ok(found),
        (done, _) => done,
    }
}

/// `rates`: each with its line. `jumps`: why some are not taken, by their position.
async fn take(tx: &Tx, rates: &[(usize, NewRate)], jumps: &BTreeMap<usize, Jumping>) -> Result<Imported> {
    let mut imported = Imported::default();
    for (at, (line, rate)) in rates.iter().enumerate() {
        let jump = jumps.get(&at);
        let outcome = match jump {
            Some(_) => rates::compare(tx, rate).await?,
            None => rates::add(tx, rate).await?,
        };
        match outcome {
            Added::New => match jump {
                Some(jump) => imported.jumping.push(jump.clone()),
                None => imported.added += 1,
            },
            Added::Known => imported.known += 1,
            Added::Contradicts(stands) => imported.contradicting.push(Contradicting { line: *line, stands }),
        }
    }
    if imported.added > 0 {
        // The costs first: counting a project for another reason takes its rate, and tells nobody.
        imported.converted = convert_requirements(tx).await?;
        let (mut after, mut affected) = (LedgerEntryId(0), Affected::default());
        loop {
            let waiting = money::unconverted_after(tx, after, BATCH).await?;
            let Some(last) = waiting.last() else { break };
            after = last.key();
            imported.converted += convert_rows(tx, &waiting, &mut affected).await?;
        }
        affected.state_following(tx, None).await?;
        affected.refresh_totals(tx).await?;
        // Last, because it moves no total itself.
        say_added(tx, imported.added).await?;
    }
    Ok(imported)
}

/// States in the history that so many rates are known now that were not.
async fn say_added(tx: &Tx, rates: usize) -> Result<()> {
    let mut facts = Map::new();
    facts.insert("rates".into(), rates.into());
    let event = NewEvent {
        kind: EventKind::RatesAdded,
        facts,
        texts: Vec::new(),
    };
    events::append(tx, &event, About::default()).await?;
    Ok(())
}

/// Says of the commitments of a project, whose budget is in another currency than `before`, what they are worth in it,
/// and what ended of them. The totals follow by counting the project anew.
pub(super) async fn express_in_budget(tx: &Tx, project: ProjectId, mut before: Affected) -> Result<()> {
    let waiting = money::without_budget(tx, project).await?;
    convert_rows(tx, &waiting, &mut before).await?;
    before.state_following(tx, None).await
}

/// Converts rows whose worth is not known whole, as far as rates are known now; gives how many.
async fn convert_rows(tx: &Tx, waiting: &[MoneyRow], affected: &mut Affected) -> Result<usize> {
    let mut count = 0;
    for row in waiting {
        let Some(valuation) = current_valuation(tx, row).await? else {
            continue;
        };
        let why = if row.usd_minor.is_none() {
            Why::Rate
        } else {
            Why::Budget
        };
        affected.before(tx, row).await?;
        let number = record_conversion(tx, row, &valuation, why).await?;
        ledger::convert(tx, row.key(), &valuation, number).await?;
        affected.by(row, &valuation, number);
        count += 1;
    }
    Ok(count)
}

/// What a row is worth by the rates known now; `None` where they say no more than what is said already.
async fn current_valuation(tx: &Tx, row: &MoneyRow) -> Result<Option<Converted>> {
    if row.kind == EntryKind::Earmarking {
        return earmarked(tx, row).await;
    }
    let (amount, on) = (row.amount(), row.dated_on);
    let project = row.project_id;
    let project = project.filter(|_| row.kind == EntryKind::Commitment);
    if row.usd_minor.is_none() {
        return converted(tx, amount, on, project).await;
    }
    // In dollars it is converted once, and keeps its rate.
    let (Some(known), Some(project)) = (rates::valuation(tx, row.key()).await?, project) else {
        return Ok(None);
    };
    let valuation = in_budget(tx, known, amount.currency(), on, project).await?;
    Ok(Some(valuation).filter(|valuation| valuation.budget.is_some()))
}

/// Why it is said what a row is worth.
enum Why {
    /// A rate for it is known.
    Rate,
    /// Its worth in dollars stands; that in the budget currency of its project was not known, or in another currency.
    Budget,
    /// This is what it was worth before a rate was corrected, by the event of this number.
    Corrected(Option<Converted>, i64),
}

/// States in the history what a row is worth from now on; gives the number of the event that says so.
async fn record_conversion(tx: &Tx, row: &MoneyRow, valuation: &Converted, why: Why) -> Result<i64> {
    let mut facts = Map::new();
    let mut conversion = stated(valuation);
    conversion.insert("entry".into(), row.id.0.into());
    facts.insert("conversion".into(), Value::Object(conversion));
    match why {
        Why::Corrected(Some(before), by_event) => {
            facts.insert("before".into(), Value::Object(stated(&before)));
            facts.insert("corrected_by_event".into(), by_event.into());
        }
        Why::Budget => {
            facts.insert("in_budget".into(), true.into());
        }
        Why::Rate | Why::Corrected(None, _) => {}
    }
    let event = NewEvent {
        kind: EventKind::AmountConverted,
        facts,
        texts: Vec::new(),
    };
    let about = About {
        project: row.project_id,
        pledge: row.pledge(),
        organisation: Some(row.provider()),
    };
    Ok(events::append(tx, &event, about).await?)
}

/// A worth as events state it.
fn stated(valuation: &Converted) -> Map<String, Value> {
    let mut facts = Map::new();
    facts.insert("usd_minor".into(), valuation.usd.minor().into());
    let units = valuation.units_per_usd.map(|units| units.to_string());
    facts.insert("units_per_usd".into(), units.into());
    facts.insert(
        "budget_minor".into(),
        valuation.budget.map(|budget| budget.minor()).into(),
    );
    let currency = valuation.budget.map(|budget| budget.currency().code());
    facts.insert("budget_currency".into(), currency.into());
    facts
}

/// What the second half of an earmarking is worth: what the first half, the row before it, takes from its line.
async fn earmarked(tx: &Tx, row: &MoneyRow) -> Result<Option<Converted>> {
    let pledge = row.pledge().ok_or(ActionError::NotFound)?;
    let entries: Vec<Entry> = ledger::of_pledge(tx, pledge)
        .await?
        .into_iter()
        .map(|booked| booked.entry)
        .collect();
    let halves = entries
        .iter()
        .position(|entry| entry.id == row.key())
        .and_then(|at| at.checked_sub(1));
    let (Some(at), Some(line)) = (halves, halves.and_then(|at| entries[at].line)) else {
        return Ok(None);
    };
    let usd = Chain::read(&entries[..at]).and_then(|chain| chain.valuation_of(line, row.amount_minor));
    Ok(usd.map_err(CountingError::from)?.map(Converted::at_par))
}

/// Converts the requirements of projects that have no worth in US dollars yet.
async fn convert_requirements(tx: &Tx) -> Result<usize> {
    let (mut count, mut after) = (0, ProjectId(0));
    loop {
        let waiting = projects::unconverted(tx, after, BATCH).await?;
        let Some(last) = waiting.last() else { break };
        after = last.key();
        for row in &waiting {
            count += usize::from(convert_requirement(tx, row).await?);
        }
    }
    Ok(count)
}

/// Says whether a rate is known for it now.
async fn convert_requirement(tx: &Tx, row: &ProjectRow) -> Result<bool> {
    let Some(day) = row.budget_on else { return Ok(false) };
    let cost = Money::new(row.requirement_minor, row.budget_currency);
    let Some(valuation) = converted(tx, cost, day, None).await? else {
        return Ok(false);
    };
    // A draft has its figure, and is nobody's news. The news comes first, so that the totals name it.
    if row.status.is_public() {
        let mut facts = Map::new();
        facts.insert("project".into(), row.code.as_str().into());
        facts.insert("requirement_usd_minor".into(), valuation.usd.minor().into());
        let event = NewEvent {
            kind: EventKind::AmountConverted,
            facts,
            texts: Vec::new(),
        };
        let about = About {
            project: Some(row.key()),
            ..About::default()
        };
        events::append(tx, &event, about).await?;
    }
    totals::refresh_project(tx, row.key()).await?;
    Ok(true)
}
