//! Each verified proposal became just the row of the ledger that it says, in the event that names it; no other one did.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use time::Date;

use super::super::{Result, Snapshot};
use super::Report;
use super::rows::{Facts, batch};

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    reference: String,
    kind: String,
    state: String,
    /// What its row of the ledger must say.
    amount_minor: i64,
    currency: String,
    dated_on: Option<Date>,
    organisation_id: i64,
    receiver_id: Option<i64>,
    pledge_id: Option<i64>,
    project_id: Option<i64>,
    entry_id: Option<i64>,
    entry_kind: Option<String>,
    entry_minor: Option<i64>,
    entry_currency: Option<String>,
    entry_on: Option<Date>,
    entry_organisation_id: Option<i64>,
    entry_receiver_id: Option<i64>,
    entry_pledge_id: Option<i64>,
    entry_project_id: Option<i64>,
    event_number: Option<i64>,
}

/// A revision is a row of the difference, on the day of its pledge and for whatever that is for.
const SQL: &str = "SELECT proposal.id, proposal.reference, proposal.kind, proposal.state,
        proposal.amount_minor - COALESCE(proposal.present_minor, 0) AS amount_minor, proposal.currency,
        CASE WHEN proposal.pledge_id IS NULL THEN proposal.dated_on ELSE pledge.pledged_on END AS dated_on,
        proposal.organisation_id, proposal.receiver_id, proposal.pledge_id,
        COALESCE(proposal.project_id, pledge.project_id) AS project_id, entry.id AS entry_id,
        entry.kind AS entry_kind, entry.amount_minor AS entry_minor, entry.currency AS entry_currency,
        entry.dated_on AS entry_on, entry.organisation_id AS entry_organisation_id,
        entry.receiver_id AS entry_receiver_id, entry.pledge_id AS entry_pledge_id,
        entry.project_id AS entry_project_id, entry.event_number
    FROM proposal
    LEFT JOIN pledge ON pledge.id = proposal.pledge_id
    LEFT JOIN ledger_entry AS entry ON entry.id = proposal.ledger_entry_id
    WHERE proposal.id > $1 ORDER BY proposal.id LIMIT $2";

/// What waits, what was verified, and what the history says of either.
pub(super) async fn proposals(source: &Snapshot, facts: &Facts, report: &mut Report) -> Result<()> {
    // By reference, the events that say that a proposal was verified.
    let mut stating: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (number, event) in facts {
        if let Some(reference) = event.get("proposal").and_then(|stated| stated.as_str()) {
            stating.entry(reference).or_default().push(*number);
        }
    }
    let mut last = 0;
    loop {
        let rows: Vec<Row> = batch(source, SQL, last).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for row in &rows {
            report.words += 1;
            let stated = stating.remove(row.reference.as_str()).unwrap_or_default();
            check(row, &stated, report);
        }
    }
    for (reference, events) in stating {
        report.errors.push(format!(
            "proposal {reference}: events {events:?} state it, and it is gone"
        ));
    }
    Ok(())
}

fn check(row: &Row, stated: &[i64], report: &mut Report) {
    let name = format!("proposal {}", row.reference);
    if row.state != "verified" {
        if row.entry_id.is_some() || !stated.is_empty() {
            let state = &row.state;
            report.errors.push(format!(
                "{name}: it is {state} and stands in the ledger or in events {stated:?}"
            ));
        }
        return;
    }
    if row.event_number.is_none_or(|number| stated != [number]) {
        report.errors.push(format!(
            "{name}: its row stands in event {:?}, events {stated:?} state it",
            row.event_number
        ));
    }
    let kind = row.kind.as_str();
    let same = [
        ("kind", row.entry_kind.as_deref() == Some(kind)),
        ("amount_minor", row.entry_minor == Some(row.amount_minor)),
        ("currency", row.entry_currency.as_ref() == Some(&row.currency)),
        ("dated_on", row.entry_on == row.dated_on),
        ("organisation", row.entry_organisation_id == Some(row.organisation_id)),
        ("receiver", row.entry_receiver_id == row.receiver_id),
        ("pledge", row.entry_pledge_id == row.pledge_id),
        ("project", row.entry_project_id == row.project_id),
    ];
    for (field, _) in same.iter().filter(|(_, same)| !same) {
        let entry = row.entry_id;
        report.errors.push(format!(
            "{name}: {field} is not that of the ledger row {entry:?} that it became"
        ));
    }
}
