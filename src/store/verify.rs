//! Checking the registry against itself: the chain byte by byte, rows of fact against their events, texts against
//! their digests, and everything derived worked out again: where promises and commitments stand, and every total.
//!
//! No event states, and so nothing here compares: by whose account a row was entered, which row of the rates made a
//! conversion (its units are stated), until when a promise was under embargo, and the documents behind their digests.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use serde_json::Value;

use super::totals::subject::{self, Counted, Stored};
use super::{Db, Result, Snapshot, Source, events, pledges, totals};
use crate::domain::counting::{self, Contributions};
use crate::domain::event::{GENESIS, chain_hash, hex, text_digest, unhex};
use crate::domain::ids::{PledgeId, ProjectId};
use crate::domain::measures::Measures;

mod promises;
mod proposals;
mod rows;
mod states;
mod valuations;
mod waiting;

/// What was checked and what does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    pub events: u64,
    pub ledger_entries: u64,
    /// Terms of promises, receipts, conversions, corrected rates, publications, planned payments, conditions,
    /// explanations, what was accepted in kind, and proposals.
    pub words: u64,
    pub texts: u64,
    pub redacted: u64,
    pub subjects: u64,
    /// Promises and commitments of which it is kept where they stand.
    pub states: u64,
    pub totals: u64,
    /// One sentence an error, naming the row.
    pub errors: Vec<String>,
    /// Hash of the newest event.
    pub head: Option<String>,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} events, {} ledger rows, {} words about them, {} texts ({} redacted), {} subjects, {} states, {} totals",
            self.events,
            self.ledger_entries,
            self.words,
            self.texts,
            self.redacted,
            self.subjects,
            self.states,
            self.totals
        )
    }
}

/// Rows read at a time. An event has at most six texts, and no more than 5000 are read at once.
const BATCH: i64 = 500;
/// Faults told before the report stops counting them out.
const ERRORS_MAX: usize = 100;

/// Checks everything from one snapshot, beside a running server.
///
/// # Errors
/// [`super::StoreError`] when the database cannot be read at all.
pub async fn verify(db: &Db) -> Result<Report> {
    db.read_at_length(checked).await
}

async fn checked(snapshot: &Snapshot) -> Result<Report> {
    let mut report = Report::default();
    let facts = chain(snapshot, &mut report).await?;
    rows::ledger(snapshot, &facts, &mut report).await?;
    promises::promises(snapshot, &facts, &mut report).await?;
    rows::receipts(snapshot, &facts, &mut report).await?;
    rows::conversions(snapshot, &facts, &mut report).await?;
    rows::corrections(snapshot, &facts, &mut report).await?;
    rows::publications(snapshot, &facts, &mut report).await?;
    waiting::tranches(snapshot, &facts, &mut report).await?;
    waiting::conditions(snapshot, &facts, &mut report).await?;
    waiting::replies(snapshot, &facts, &mut report).await?;
    rows::acceptances(snapshot, &facts, &mut report).await?;
    proposals::proposals(snapshot, &facts, &mut report).await?;
    states::states(snapshot, &mut report).await?;
    derived(snapshot, &facts, &mut report).await?;
    report.errors.truncate(ERRORS_MAX);
    Ok(report)
}

/// Checks numbers, hashes and texts; gives the public facts of each event that a ledger row may refer to.
async fn chain(source: &Snapshot, report: &mut Report) -> Result<BTreeMap<i64, Value>> {
    let mut facts = BTreeMap::new();
    let (mut previous, mut last) = (GENESIS, 0);
    loop {
        let batch = events::since(source, last, BATCH).await?;
        let (Some(first), Some(newest)) = (batch.first(), batch.last()) else {
            break;
        };
        let texts = events::texts(source, first.number, newest.number).await?;
        for row in &batch {
            report.events += 1;
            if row.number != last + 1 {
                report.errors.push(format!(
                    "event {}: number {} is missing before it",
                    row.number,
                    last + 1
                ));
            }
            last = row.number;
            let hash = chain_hash(&previous, &row.public);
            if hex(&hash) != row.hash {
                report
                    .errors
                    .push(format!("event {}: its hash does not follow from its bytes", row.number));
            }
            // Goes on from the stored hash, so that one broken row is named and not all that follow.
            previous = unhex(&row.hash).unwrap_or(hash);
            let public: Value = serde_json::from_str(&row.public).unwrap_or(Value::Null);
            for (field, shown) in [
                ("number", row.number.to_string()),
                ("kind", row.kind.clone()),
                ("at", row.occurred_at.to_string()),
            ] {
                let stated = public
                    .get(field)
                    .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
                if stated.as_deref() != Some(shown.as_str()) {
                    report.errors.push(format!(
                        "event {}: column {field} says {shown}, its bytes do not",
                        row.number
                    ));
                }
            }
            check_texts(row.number, &public, &texts, report);
            report.head = Some(row.hash.clone());
            facts.insert(row.number, public);
        }
    }
    Ok(facts)
}

fn check_texts(number: i64, public: &Value, texts: &[events::TextRow], report: &mut Report) {
    let empty = serde_json::Map::new();
    let digests = public.get("texts").and_then(Value::as_object).unwrap_or(&empty);
    let mine: Vec<_> = texts.iter().filter(|text| text.event_number == number).collect();
    for text in &mine {
        match (&text.salt, &text.content) {
            (Some(salt), Some(content)) => {
                report.texts += 1;
                let stated = digests.get(&text.field).and_then(Value::as_str);
                if stated != Some(text_digest(salt, content).as_str()) {
                    report.errors.push(format!(
                        "event {number}: text {} is not the one that was recorded",
                        text.field
                    ));
                }
            }
            _ => report.redacted += 1,
        }
    }
    for field in digests.keys() {
        if !mine.iter().any(|text| text.field == *field) {
            report
                .errors
                .push(format!("event {number}: text {field} is gone without a redaction"));
        }
    }
}

#[derive(FromQueryResult)]
struct Named {
    id: i64,
    name: String,
}

/// Works every contribution out again and compares it, and the sums of all of them with the totals.
async fn derived(source: &Snapshot, facts: &rows::Facts, report: &mut Report) -> Result<()> {
    let mut history = valuations::History::of(facts);
    let mut sums = Contributions::new();
    let projects: Vec<Named> = source
        .all(
            "SELECT id, code AS name FROM project WHERE provenance = 'registered' ORDER BY id",
            vec![],
        )
        .await?;
    for row in projects {
        let Some(counted) = subject::project(source, ProjectId(row.id), None).await? else {
            continue;
        };
        match Stored::of(&counted.subject) {
            Ok(derived) if derived != counted.stored => report.errors.push(format!(
                "project {}: requirement and gap are {:?}, must be {derived:?}",
                row.name, counted.stored
            )),
            Ok(_) => {}
            Err(error) => {
                report.errors.push(format!("project {}: {error}", row.name));
                continue;
            }
        }
        history.replay(&counted.subject, report);
        compare(&row.name, &counted, &mut sums, report)?;
    }
    let pledges: Vec<Named> = source
        .all(
            "SELECT pledge.id, pledge.reference AS name FROM pledge
             JOIN ledger_entry ON ledger_entry.pledge_id = pledge.id
             WHERE pledge.project_id IS NULL AND ledger_entry.kind = 'pledge' ORDER BY pledge.id",
            vec![],
        )
        .await?;
    for named in pledges {
        let Some(row) = pledges::get(source, PledgeId(named.id)).await? else {
            continue;
        };
        let counted = subject::pledge(source, &row).await?;
        history.replay(&counted.subject, report);
        compare(&named.name, &counted, &mut sums, report)?;
    }
    history.report_gone(report);
    summed(source, sums, report).await
}

/// Compares the totals with the sums of all contributions.
async fn summed(source: &Snapshot, mut sums: Contributions, report: &mut Report) -> Result<()> {
    let stored = totals::everything(source).await?;
    sums.retain(|_, measures| !measures.is_zero());
    for key in stored.keys().chain(sums.keys().filter(|key| !stored.contains_key(key))) {
        report.totals += 1;
        let (is, must) = (
            stored.get(key).copied().unwrap_or_default(),
            sums.get(key).copied().unwrap_or_default(),
        );
        report_difference(
            &format!("total of {} {}", key.0.code(), key.1),
            key.2.code(),
            &is,
            &must,
            report,
        );
    }
    Ok(())
}

fn compare(shown: &str, counted: &Counted, sums: &mut Contributions, report: &mut Report) -> Result<()> {
    report.subjects += 1;
    let must = match counting::contributions(&counted.subject, &counted.gazetteer) {
        Ok(must) => must,
        Err(error) => {
            report.errors.push(format!("{shown}: {error}"));
            return Ok(());
        }
    };
    let is = counted.contributed().unwrap_or_else(|error| {
        report.errors.push(format!("contribution of {shown}: {error}"));
        must.clone()
    });
    for key in is.keys().chain(must.keys().filter(|key| !is.contains_key(key))) {
        let (is, must) = (
            is.get(key).copied().unwrap_or_default(),
            must.get(key).copied().unwrap_or_default(),
        );
        let what = format!("contribution of {shown} to {} {}", key.0.code(), key.1);
        report_difference(&what, key.2.code(), &is, &must, report);
    }
    for (key, measures) in must {
        let sum = sums.entry(key).or_default();
        *sum = sum.checked_add(&measures).ok_or(counting::CountingError::Overflow)?;
    }
    Ok(())
}

fn report_difference(what: &str, currency: &str, is: &Measures, must: &Measures, report: &mut Report) {
    for ((name, is), must) in Measures::NAMES.iter().zip(is.values()).zip(must.values()) {
        if is != must {
            report.errors.push(format!(
                "{what}: {name} is {is}, must be {must} ({currency}, minor units)"
            ));
        }
    }
}
