//! What a promise says of itself (whose it is, through whom, until when, in which parts) against the event that told it.
//!
//! The row of the ledger is compared in `rows`; here are the terms beside it, from which shares and due days are read.

use sea_orm::FromQueryResult;
use serde_json::Value;
use time::Date;

use super::super::{Result, Snapshot, Source};
use super::Report;
use super::rows::{Facts, Shown, batch, compare, number, text};

#[derive(FromQueryResult)]
struct PledgeRow {
    id: i64,
    reference: String,
    amount_minor: i64,
    currency: String,
    valid_until_on: Option<Date>,
    channel: Option<String>,
    on_behalf: bool,
    event_number: i64,
}

#[derive(FromQueryResult)]
struct TrancheRow {
    pledge_id: i64,
    due_on: Date,
    amount_minor: i64,
}

#[derive(FromQueryResult)]
struct ContributorRow {
    pledge_id: i64,
    organisation: String,
    amount_minor: Option<i64>,
}

/// The terms of promises that were verified. An event from before a term was stated does not name it.
pub(super) async fn promises(source: &Snapshot, facts: &Facts, report: &mut Report) -> Result<()> {
    const PLEDGES: &str = "SELECT pledge.id, pledge.reference, pledge.amount_minor, pledge.currency,
        pledge.valid_until_on, channel.slug AS channel, pledge.on_behalf, entry.event_number
        FROM pledge JOIN ledger_entry AS entry ON entry.pledge_id = pledge.id AND entry.kind = 'pledge'
        LEFT JOIN organisation AS channel ON channel.id = pledge.channel_id
        WHERE pledge.id > $1 ORDER BY pledge.id LIMIT $2";
    const TRANCHES: &str = "SELECT pledge_id, due_on, amount_minor FROM tranche
        WHERE pledge_id > $1 AND pledge_id <= $2 ORDER BY pledge_id, position";
    const CONTRIBUTORS: &str = "SELECT joint.pledge_id, organisation.slug AS organisation, joint.amount_minor
        FROM pledge_contributor AS joint JOIN organisation ON organisation.id = joint.organisation_id
        WHERE joint.pledge_id > $1 AND joint.pledge_id <= $2 ORDER BY joint.pledge_id, joint.position";
    let mut last = 0;
    loop {
        let rows: Vec<PledgeRow> = batch(source, PLEDGES, last).await?;
        let Some(newest) = rows.last() else { break };
        let range = || values![last, newest.id];
        let tranches: Vec<TrancheRow> = source.all(TRANCHES, range()).await?;
        let contributors: Vec<ContributorRow> = source.all(CONTRIBUTORS, range()).await?;
        last = newest.id;
        for row in &rows {
            report.words += 1;
            let event = facts.get(&row.event_number);
            terms(row, event, report);
            let own = tranches.iter().filter(|one| one.pledge_id == row.id);
            let shown = own.map(|one| vec![("due_on", text(one.due_on)), ("amount_minor", text(one.amount_minor))]);
            parts(
                "tranche",
                row,
                event.and_then(|event| event.get("tranches")),
                shown,
                report,
            );
            let own = contributors.iter().filter(|one| one.pledge_id == row.id);
            let shown = own.map(|one| {
                let organisation = Some(one.organisation.clone());
                vec![
                    ("organisation", organisation),
                    ("amount_minor", number(one.amount_minor)),
                ]
            });
            let stated = event.and_then(|event| event.get("contributors"));
            parts("pledge_contributor", row, stated, shown, report);
        }
    }
    Ok(())
}

fn terms(row: &PledgeRow, event: Option<&Value>, report: &mut Report) {
    let name = format!("pledge {}", row.reference);
    let amount = vec![
        ("amount_minor", text(row.amount_minor)),
        ("currency", Some(row.currency.clone())),
    ];
    let entry = event.and_then(|event| event.get("entry"));
    compare(&name, row.event_number, entry, amount, report);
    let mut shown = vec![
        ("valid_until_on", row.valid_until_on.and_then(text)),
        ("channel", row.channel.clone()),
        ("on_behalf", text(row.on_behalf)),
    ];
    shown.retain(|(field, _)| event.is_some_and(|event| event.get(*field).is_some()));
    compare(&name, row.event_number, event, shown, report);
}

/// The parts of a promise, each in its place in a list of its event.
fn parts(
    table: &str,
    row: &PledgeRow,
    stated: Option<&Value>,
    shown: impl Iterator<Item = Shown>,
    report: &mut Report,
) {
    let Some(stated) = stated.and_then(Value::as_array) else {
        return;
    };
    let mut count = 0;
    for shown in shown {
        report.words += 1;
        let name = format!("{table} {count} of pledge {}", row.reference);
        compare(&name, row.event_number, stated.get(count), shown, report);
        count += 1;
    }
    for position in count..stated.len() {
        report.errors.push(format!(
            "{table}: the row {position} of pledge {} that event {} states is gone",
            row.reference, row.event_number
        ));
    }
}
