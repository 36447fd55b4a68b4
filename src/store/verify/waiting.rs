//! What commitments plan to pay, and what promises and commitments wait for, against the events that state it.

use std::collections::BTreeSet;

use sea_orm::FromQueryResult;
use serde_json::Value;
use time::Date;

use super::super::{Result, Snapshot};
use super::Report;
use super::rows::{Facts, batch, compare, number, report_gone, text};

#[derive(FromQueryResult)]
struct TrancheRow {
    id: i64,
    position: i64,
    due_on: Date,
    amount_minor: i64,
    /// Of the row for which it is planned.
    kind: String,
    event_number: i64,
}

/// The planned payments that the event of a signature states.
fn planned(event: &Value) -> &[Value] {
    let is_signature = event.pointer("/entry/kind").and_then(Value::as_str) == Some("commitment");
    let stated = event.get("tranches").filter(|_| is_signature).and_then(Value::as_array);
    stated.map_or(&[], Vec::as_slice)
}

/// Planned payments of commitments, each in its place in the event of the signature.
pub(super) async fn tranches(source: &Snapshot, facts: &Facts, report: &mut Report) -> Result<()> {
    const SQL: &str = "SELECT plan.id, plan.position, plan.due_on, plan.amount_minor, entry.kind, entry.event_number
        FROM commitment_tranche AS plan JOIN ledger_entry AS entry ON entry.id = plan.commitment_id
        WHERE plan.id > $1 ORDER BY plan.id LIMIT $2";
    let (mut last, mut seen) = (0, BTreeSet::new());
    loop {
        let rows: Vec<TrancheRow> = batch(source, SQL, last).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for row in rows {
            report.words += 1;
            seen.insert((row.event_number, row.position));
            let stated = facts
                .get(&row.event_number)
                .filter(|_| row.kind == "commitment")
                .and_then(|event| planned(event).get(usize::try_from(row.position).ok()?));
            let shown = vec![("due_on", text(row.due_on)), ("amount_minor", text(row.amount_minor))];
            let name = format!("commitment_tranche {}", row.id);
            compare(&name, row.event_number, stated, shown, report);
        }
    }
    for (event, stated) in facts {
        for (position, _) in (0_i64..).zip(planned(stated)) {
            if !seen.contains(&(*event, position)) {
                let gone = format!("commitment_tranche: the row {position} that event {event} states is gone");
                report.errors.push(gone);
            }
        }
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct ConditionRow {
    id: i64,
    ledger_entry_id: i64,
    party: String,
    meets_id: Option<i64>,
    on_behalf: bool,
    event_number: i64,
}

/// Conditions that were stated, and those that were met.
pub(super) async fn conditions(source: &Snapshot, facts: &Facts, report: &mut Report) -> Result<()> {
    const SQL: &str = "SELECT id, ledger_entry_id, party, meets_id, on_behalf, event_number
        FROM waiting_condition WHERE id > $1 ORDER BY id LIMIT $2";
    let (mut last, mut seen) = (0, BTreeSet::new());
    loop {
        let rows: Vec<ConditionRow> = batch(source, SQL, last).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for row in rows {
            seen.insert(row.event_number);
            report.words += 1;
            let stated = facts.get(&row.event_number).and_then(|event| event.get("condition"));
            let shown = vec![
                ("id", text(row.id)),
                ("entry", text(row.ledger_entry_id)),
                ("party", Some(row.party)),
                ("meets", number(row.meets_id)),
                ("on_behalf", text(row.on_behalf)),
            ];
            let name = format!("waiting_condition {}", row.id);
            compare(&name, row.event_number, stated, shown, report);
        }
    }
    report_gone("waiting_condition", "condition", &seen, facts, report);
    Ok(())
}

#[derive(FromQueryResult)]
struct ReplyRow {
    id: i64,
    pledge: Option<String>,
    entry: i64,
    wait: String,
    on_behalf: bool,
    event_number: i64,
}

/// What providers said about their waiting.
pub(super) async fn replies(source: &Snapshot, facts: &Facts, report: &mut Report) -> Result<()> {
    const SQL: &str = "SELECT stated.id, pledge.reference AS pledge, entry.id AS entry, stated.wait, stated.on_behalf,
            stated.event_number
        FROM reply AS stated JOIN ledger_entry AS entry ON entry.id = stated.ledger_entry_id
        LEFT JOIN pledge ON pledge.id = entry.pledge_id
        WHERE stated.id > $1 ORDER BY stated.id LIMIT $2";
    let (mut last, mut seen) = (0, BTreeSet::new());
    loop {
        let rows: Vec<ReplyRow> = batch(source, SQL, last).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for row in rows {
            seen.insert(row.event_number);
            report.words += 1;
            let stated = facts.get(&row.event_number).and_then(|event| event.get("reply"));
            let about = match row.pledge {
                Some(reference) => ("pledge", Some(reference)),
                None => ("entry", text(row.entry)),
            };
            let shown = vec![about, ("wait", Some(row.wait)), ("on_behalf", text(row.on_behalf))];
            let name = format!("reply {}", row.id);
            compare(&name, row.event_number, stated, shown, report);
        }
    }
    report_gone("reply", "reply", &seen, facts, report);
    Ok(())
}
