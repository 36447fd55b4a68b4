//! Each row of fact says what its event says: the ledger, and what was said about it later.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::FromQueryResult;
use serde_json::Value;
use time::Date;

use super::super::{Result, Snapshot, Source};
use super::{BATCH, Report};

/// The public facts of every event, by number.
pub(super) type Facts = BTreeMap<i64, Value>;

/// What a row shows under the names of its event.
pub(super) type Shown = Vec<(&'static str, Option<String>)>;

pub(super) fn text(value: impl ToString) -> Option<String> {
    Some(value.to_string())
}

pub(super) fn number(value: Option<i64>) -> Option<String> {
    value.map(|number| number.to_string())
}

/// Compares a row with the part of its event that states it.
pub(super) fn compare(row: &str, event: i64, stated: Option<&Value>, shown: Shown, report: &mut Report) {
    let Some(stated) = stated.filter(|stated| stated.is_object()) else {
        report.errors.push(format!("{row}: no event states it"));
        return;
    };
    for (field, value) in shown {
        let stated = match stated.get(field) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(other) => Some(other.to_string()),
        };
        if stated != value {
            report.errors.push(format!(
                "{row}: {field} is {}, event {event} says {}",
                value.as_deref().unwrap_or("empty"),
                stated.as_deref().unwrap_or("nothing")
            ));
        }
    }
}

/// Names the events that state a row which is not there.
pub(super) fn report_gone(table: &str, key: &str, seen: &BTreeSet<i64>, facts: &Facts, report: &mut Report) {
    let stating = facts
        .iter()
        .filter(|(_, event)| event.get(key).is_some_and(Value::is_object));
    let gone = stating.filter(|(number, _)| !seen.contains(*number));
    report
        .errors
        .extend(gone.map(|(number, _)| format!("{table}: the row that event {number} states is gone")));
}

/// Reads a table in batches by its key: a SELECT that ends in WHERE … > $1 ORDER BY … LIMIT $2.
pub(super) async fn batch<R: FromQueryResult + Send>(source: &Snapshot, sql: &str, after: i64) -> Result<Vec<R>> {
    source.all(sql, values![after, BATCH]).await
}

#[derive(FromQueryResult)]
struct EntryRow {
    id: i64,
    kind: String,
    amount_minor: i64,
    currency: String,
    dated_on: Date,
    drawdown_minor: Option<i64>,
    support: String,
    finance_type: String,
    organisation: String,
    project: Option<String>,
    place: Option<String>,
    pillar: Option<String>,
    pledge: Option<String>,
    parent: Option<i64>,
    receiver: Option<String>,
    event_number: i64,
    usd_minor: Option<i64>,
    on_behalf: bool,
    initiative: Option<String>,
}

const ENTRIES: &str = "SELECT entry.id, entry.kind, entry.amount_minor, entry.currency, entry.dated_on,
        entry.drawdown_minor, entry.support, entry.finance_type, organisation.slug AS organisation, project.code AS project,
        place.code AS place, entry.pillar, pledge.reference AS pledge, entry.parent_id AS parent,
        receiver.slug AS receiver, entry.event_number,
        (SELECT conversion.usd_minor FROM conversion WHERE conversion.ledger_entry_id = entry.id
            AND conversion.event_number = entry.event_number ORDER BY conversion.id LIMIT 1) AS usd_minor,
        entry.on_behalf, stated.party AS initiative
    FROM ledger_entry AS entry
    LEFT JOIN ledger_initiative AS stated ON stated.ledger_entry_id = entry.id
    JOIN organisation ON organisation.id = entry.organisation_id
    LEFT JOIN organisation AS receiver ON receiver.id = entry.receiver_id
    LEFT JOIN project ON project.id = entry.project_id
    LEFT JOIN place ON place.id = entry.place_id
    LEFT JOIN pledge ON pledge.id = entry.pledge_id
    WHERE entry.id > $1 ORDER BY entry.id LIMIT $2";

/// Rows of the ledger, each with its first conversion.
pub(super) async fn ledger(source: &Snapshot, facts: &Facts, report: &mut Report) -> Result<()> {
    let (mut last, mut seen) = (0, BTreeSet::new());
    loop {
        let rows: Vec<EntryRow> = batch(source, ENTRIES, last).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for row in rows {
            seen.insert(row.event_number);
            report.ledger_entries += 1;
            let stated = facts.get(&row.event_number).and_then(|event| event.get("entry"));
            let name = format!("ledger_entry {}", row.id);
            let mut shown = vec![
                ("id", text(row.id)),
                ("kind", Some(row.kind)),
                ("amount_minor", text(row.amount_minor)),
                ("currency", Some(row.currency)),
                ("dated_on", text(row.dated_on)),
                ("drawdown_minor", number(row.drawdown_minor)),
                ("support", Some(row.support)),
                ("finance_type", Some(row.finance_type)),
                ("organisation", Some(row.organisation)),
                ("project", row.project),
                ("place", row.place),
                ("pillar", row.pillar),
                ("pledge", row.pledge),
                ("parent", number(row.parent)),
                ("receiver", row.receiver),
            ];
            // What takes away has no conversion: what it is worth is worked out again.
            if row.amount_minor >= 0 {
                shown.push(("usd_minor", number(row.usd_minor)));
            }
            // Events from before it was stated do not name it.
            if stated.is_some_and(|stated| stated.get("on_behalf").is_some()) {
                shown.push(("on_behalf", text(row.on_behalf)));
            }
            compare(&name, row.event_number, stated, shown, report);
            let beside = facts.get(&row.event_number);
            compare(
                &name,
                row.event_number,
                beside,
                vec![("initiative", row.initiative)],
                report,
            );
        }
    }
    report_gone("ledger_entry", "entry", &seen, facts, report);
    Ok(())
}

#[derive(FromQueryResult)]
struct ReceiptRow {
    id: i64,
    ledger_entry_id: i64,
    kind: String,
    amount_minor: i64,
    currency: String,
    received_on: Option<Date>,
    cause: Option<String>,
    on_document: bool,
    event_number: i64,
}

/// What receivers said of payments.
pub(super) async fn receipts(source: &Snapshot, facts: &Facts, report: &mut Report) -> Result<()> {
    const SQL: &str = "SELECT id, ledger_entry_id, kind, amount_minor, currency, received_on, cause, on_document,
        event_number FROM receipt WHERE id > $1 ORDER BY id LIMIT $2";
    let (mut last, mut seen) = (0, BTreeSet::new());
    loop {
        let rows: Vec<ReceiptRow> = batch(source, SQL, last).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for row in rows {
            seen.insert(row.event_number);
            report.words += 1;
            let stated = facts.get(&row.event_number).and_then(|event| event.get("receipt"));
            let shown = vec![
                ("id", text(row.id)),
                ("entry", text(row.ledger_entry_id)),
                ("kind", Some(row.kind)),
                ("amount_minor", text(row.amount_minor)),
                ("currency", Some(row.currency)),
                ("received_on", row.received_on.and_then(text)),
                ("cause", row.cause),
                ("on_document", text(row.on_document)),
            ];
            compare(&format!("receipt {}", row.id), row.event_number, stated, shown, report);
        }
    }
    report_gone("receipt", "receipt", &seen, facts, report);
    Ok(())
}

#[derive(FromQueryResult)]
struct ConversionRow {
    id: i64,
    ledger_entry_id: i64,
    units_per_usd: Option<String>,
    usd_minor: i64,
    budget_minor: Option<i64>,
    budget_currency: Option<String>,
    event_number: i64,
}

/// What rows are worth: the first conversion stands in the event of its row, a later one in an event of its own. An
/// event states one, so an old one that is written once more, as if it were the newest, is found.
pub(super) async fn conversions(source: &Snapshot, facts: &Facts, report: &mut Report) -> Result<()> {
    const SQL: &str = "SELECT id, ledger_entry_id, units_per_usd, usd_minor, budget_minor, budget_currency,
        event_number FROM conversion WHERE id > $1 ORDER BY id LIMIT $2";
    let (mut last, mut seen) = (0, BTreeSet::new());
    loop {
        let rows: Vec<ConversionRow> = batch(source, SQL, last).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for row in rows {
            if !seen.insert(row.event_number) {
                let (id, event) = (row.id, row.event_number);
                report
                    .errors
                    .push(format!("conversion {id}: event {event} states another one"));
            }
            report.words += 1;
            let event = facts.get(&row.event_number);
            let own = event.and_then(|event| event.get("conversion"));
            let of_row = event.and_then(|event| event.get("entry"));
            let key = if own.is_some() { "entry" } else { "id" };
            let mut shown = vec![
                (key, text(row.ledger_entry_id)),
                ("usd_minor", text(row.usd_minor)),
                ("units_per_usd", row.units_per_usd),
            ];
            // Events from before the worth in the budget's currency was stated do not name it.
            let stated = own.or(of_row);
            if stated.is_some_and(|stated| stated.get("budget_minor").is_some()) {
                shown.push(("budget_minor", number(row.budget_minor)));
                shown.push(("budget_currency", row.budget_currency));
            }
            compare(
                &format!("conversion {}", row.id),
                row.event_number,
                stated,
                shown,
                report,
            );
        }
    }
    report_gone("conversion", "conversion", &seen, facts, report);
    Ok(())
}

#[derive(FromQueryResult)]
struct CorrectionRow {
    id: i64,
    currency: String,
    kind: String,
    valid_from_on: Date,
    valid_to_on: Date,
    units_per_usd: String,
    event_number: i64,
}

/// Rates that stand for others.
pub(super) async fn corrections(source: &Snapshot, facts: &Facts, report: &mut Report) -> Result<()> {
    const SQL: &str = "SELECT id, currency, kind, valid_from_on, valid_to_on, units_per_usd, event_number
        FROM exchange_rate WHERE event_number IS NOT NULL AND id > $1 ORDER BY id LIMIT $2";
    let (mut last, mut seen) = (0, BTreeSet::new());
    loop {
        let rows: Vec<CorrectionRow> = batch(source, SQL, last).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for row in rows {
            seen.insert(row.event_number);
            report.words += 1;
            let stated = facts
                .get(&row.event_number)
                .and_then(|event| event.get("corrected_rate"));
            let shown = vec![
                ("currency", Some(row.currency)),
                ("kind", Some(row.kind)),
                ("valid_from_on", text(row.valid_from_on)),
                ("valid_to_on", text(row.valid_to_on)),
                ("units_per_usd", Some(row.units_per_usd)),
            ];
            compare(
                &format!("exchange_rate {}", row.id),
                row.event_number,
                stated,
                shown,
                report,
            );
        }
    }
    report_gone("exchange_rate", "corrected_rate", &seen, facts, report);
    Ok(())
}

#[derive(FromQueryResult)]
struct PublicationRow {
    id: i64,
    ledger_entry_id: i64,
    amount_minor: i64,
    currency: String,
    published_on: Date,
    event_number: i64,
}

/// What payers published elsewhere.
pub(super) async fn publications(source: &Snapshot, facts: &Facts, report: &mut Report) -> Result<()> {
    const SQL: &str = "SELECT id, ledger_entry_id, amount_minor, currency, published_on, event_number
        FROM publication WHERE id > $1 ORDER BY id LIMIT $2";
    let (mut last, mut seen) = (0, BTreeSet::new());
    loop {
        let rows: Vec<PublicationRow> = batch(source, SQL, last).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for row in rows {
            seen.insert(row.event_number);
            report.words += 1;
            let stated = facts.get(&row.event_number).and_then(|event| event.get("publication"));
            let shown = vec![
                ("id", text(row.id)),
                ("entry", text(row.ledger_entry_id)),
                ("amount_minor", text(row.amount_minor)),
                ("currency", Some(row.currency)),
                ("published_on", text(row.published_on)),
            ];
            compare(
                &format!("publication {}", row.id),
                row.event_number,
                stated,
                shown,
                report,
            );
        }
    }
    report_gone("publication", "publication", &seen, facts, report);
    Ok(())
}

#[derive(FromQueryResult)]
struct AcceptanceRow {
    id: i64,
    pledge: String,
    project: String,
    line_position: i64,
    amount_minor: i64,
    currency: String,
    budget_minor: i64,
    budget_currency: String,
    units_per_usd: Option<String>,
    accepted_on: Date,
    takes_back_id: Option<i64>,
    event_number: i64,
}

/// What was accepted in kind for budgets, and what of it was taken back.
pub(super) async fn acceptances(source: &Snapshot, facts: &Facts, report: &mut Report) -> Result<()> {
    const SQL: &str = "SELECT acceptance.id, pledge.reference AS pledge, project.code AS project, acceptance.line_position,
        acceptance.amount_minor, acceptance.currency, acceptance.budget_minor, acceptance.budget_currency, acceptance.units_per_usd,
        acceptance.accepted_on, acceptance.takes_back_id, acceptance.event_number
        FROM in_kind_acceptance AS acceptance JOIN pledge ON pledge.id = acceptance.pledge_id
        JOIN project ON project.id = acceptance.project_id WHERE acceptance.id > $1 ORDER BY acceptance.id LIMIT $2";
    let (mut last, mut seen) = (0, BTreeSet::new());
    loop {
        let rows: Vec<AcceptanceRow> = batch(source, SQL, last).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for row in rows {
            seen.insert(row.event_number);
            report.words += 1;
            let stated = facts
                .get(&row.event_number)
                .and_then(|event| event.get("in_kind_acceptance"));
            let name = format!("in_kind_acceptance {}", row.id);
            let shown = vec![
                ("id", text(row.id)),
                ("pledge", Some(row.pledge)),
                ("project", Some(row.project)),
                ("line_position", text(row.line_position)),
                ("amount_minor", text(row.amount_minor)),
                ("currency", Some(row.currency)),
                ("budget_minor", text(row.budget_minor)),
                ("budget_currency", Some(row.budget_currency)),
                ("units_per_usd", row.units_per_usd),
                ("accepted_on", text(row.accepted_on)),
                ("takes_back", number(row.takes_back_id)),
            ];
            compare(&name, row.event_number, stated, shown, report);
        }
    }
    report_gone("in_kind_acceptance", "in_kind_acceptance", &seen, facts, report);
    Ok(())
}
