//! Rows of the ledger as counting sees them: what is asked for, and how it is read.

use serde::{Deserialize, Deserializer, de};
use time::Date;
use time::format_description::well_known::Iso8601;

use super::super::{Result, columns};
use crate::domain::chain::Outcome;
use crate::domain::currency::Currency;
use crate::domain::finance::Finance;
use crate::domain::ids::{LedgerEntryId, PlaceId, PledgeId, ProjectId};
use crate::domain::ledger::{Booked, Entry, EntryKind, Provider, Statement};
use crate::domain::money::Money;
use crate::domain::organisation::Class;
use crate::domain::party::Party;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::{PledgeKind, Target};

/// In the order of [`entry_columns!`].
#[derive(Deserialize)]
struct Row {
    id: LedgerEntryId,
    kind: EntryKind,
    parent_id: Option<LedgerEntryId>,
    pledge_id: Option<PledgeId>,
    project_id: Option<ProjectId>,
    place_id: Option<PlaceId>,
    pillar: Option<Pillar>,
    support: PledgeKind,
    finance_type: String,
    partner: String,
    class: Class,
    amount_minor: i64,
    currency: Currency,
    drawdown_minor: Option<i64>,
    #[serde(deserialize_with = "day")]
    dated_on: Date,
    own: u8,
    initiative: Option<Party>,
    usd_minor: Option<i64>,
    budget_minor: Option<i64>,
    budget_currency: Option<Currency>,
    project_currency: Option<Currency>,
    receipt: Option<Outcome>,
    published_minor: Option<i64>,
    published_currency: Option<Currency>,
    pledge_minor: Option<i64>,
    contributor: Option<String>,
    contributor_class: Option<Class>,
    contributor_minor: Option<i64>,
}

/// A date as JSON has it.
fn day<'de, D: Deserializer<'de>>(json: D) -> std::result::Result<Date, D::Error> {
    let text = <&str>::deserialize(json)?;
    Date::parse(text, &Iso8601::DATE).map_err(de::Error::custom)
}

macro_rules! entry_columns {
    () => {
        "entry.id, entry.kind, entry.parent_id, entry.pledge_id, entry.project_id, entry.place_id,
    entry.pillar, entry.support, entry.finance_type, organisation.slug, organisation.class, entry.amount_minor,
    entry.currency, entry.drawdown_minor, entry.dated_on,
    CASE WHEN entry.receiver_id = entry.organisation_id THEN 1 ELSE 0 END, initiative.party, conversion.usd_minor,
    conversion.budget_minor, conversion.budget_currency, project.budget_currency,
    (SELECT receipt.kind FROM receipt WHERE receipt.ledger_entry_id = entry.id ORDER BY receipt.id DESC LIMIT 1),
    publication.amount_minor, publication.currency, pledge.amount_minor, contributor.slug, contributor.class,
    joint.amount_minor"
    };
}

macro_rules! entry_from {
    () => {
        "FROM ledger_entry AS entry
    JOIN organisation ON organisation.id = entry.organisation_id
    LEFT JOIN project ON project.id = entry.project_id
    LEFT JOIN pledge ON pledge.id = entry.pledge_id
    LEFT JOIN conversion ON conversion.id = (SELECT MAX(newest.id) FROM conversion AS newest
        WHERE newest.ledger_entry_id = entry.id)
    LEFT JOIN publication ON publication.id = (SELECT MAX(last.id) FROM publication AS last
        WHERE last.ledger_entry_id = entry.id)
    LEFT JOIN ledger_initiative AS initiative ON initiative.ledger_entry_id = entry.id
    LEFT JOIN pledge_contributor AS joint ON joint.pledge_id = entry.pledge_id
    LEFT JOIN organisation AS contributor ON contributor.id = joint.organisation_id"
    };
}

/// One text with the rows that a clause picks and the contributors of their pledges, for [`from_json`]: a row of a joint
/// pledge stands there once for each of them. One text, because each row that a statement gives is a way back of its own.
macro_rules! entries {
    (sqlite $($clause:tt)+) => {
        entries!("json_group_array", "json_array", $($clause)+)
    };
    (postgres $($clause:tt)+) => {
        entries!("json_agg", "json_build_array", $($clause)+)
    };
    ($list:literal, $tuple:literal, $($clause:tt)+) => {
        concat!(
            "(SELECT CAST(COALESCE(",
            $list,
            "(",
            $tuple,
            "(",
            entry_columns!(),
            ") ORDER BY entry.id, joint.position), '[]') AS TEXT) ",
            entry_from!(),
            " WHERE ",
            $($clause)+,
            ")"
        )
    };
}
pub(in crate::store) use {entries, entry_columns, entry_from};

/// The rows of [`entries!`].
pub(in crate::store) fn from_json(json: &str) -> Result<Vec<Booked>> {
    let rows: Vec<Row> = columns::json(json, "ledger_entry")?;
    rows.chunk_by(|a, b| a.id == b.id)
        .filter_map(|lines| lines.split_first())
        .map(|(row, others)| book(row, others))
        .collect()
}

/// Whose money a row is: the lead's and the contributors', who share in proportion to what each promised. Nobody's in
/// particular when one share is unknown.
fn providers(row: &Row, others: &[Row]) -> Result<Vec<Provider>> {
    let weight = |minor: i64| columns::readable(u64::try_from(minor).ok(), "pledge_contributor.amount_minor");
    let mut rest = row.pledge_minor.unwrap_or(1);
    let mut providers = Vec::new();
    for one in std::iter::once(row).chain(others) {
        let (Some(partner), Some(class)) = (&one.contributor, one.contributor_class) else {
            continue;
        };
        let Some(minor) = one.contributor_minor else {
            return Ok(Vec::new());
        };
        rest -= minor;
        providers.push(Provider {
            partner: partner.clone(),
            class,
            weight: weight(minor)?,
        });
    }
    let lead = Provider {
        partner: row.partner.clone(),
        class: row.class,
        weight: weight(rest)?,
    };
    providers.insert(0, lead);
    Ok(providers)
}

/// A row, from its lines of one contributor each.
fn book(row: &Row, others: &[Row]) -> Result<Booked> {
    let target = match (row.project_id, row.place_id, row.pillar) {
        (Some(project), _, _) => Target::Project(project),
        (None, Some(place), _) => Target::Place(place),
        (None, None, Some(pillar)) => Target::Pillar(pillar),
        (None, None, None) => Target::Plan,
    };
    // At face value in the budget's own currency; otherwise what was said at the signature.
    let budget_minor = if row.project_currency == Some(row.currency) {
        Some(row.amount_minor)
    } else {
        row.budget_minor.filter(|_| row.budget_currency == row.project_currency)
    };
    let statement = match row.receipt {
        None => Statement::Declared,
        Some(Outcome::Dispute) => Statement::Disputed,
        Some(Outcome::Confirm | Outcome::Resolve) => Statement::Received,
    };
    let published = row.published_minor.zip(row.published_currency);
    Ok(Booked {
        providers: providers(row, others)?,
        entry: Entry {
            id: row.id,
            kind: row.kind,
            parent: row.parent_id,
            line: row.pledge_id.map(|pledge| (pledge, target)),
            support: row.support,
            finance: Finance::of(&row.finance_type),
            amount: Money::new(row.amount_minor, row.currency),
            drawdown_minor: row.drawdown_minor,
            usd_minor: row.usd_minor,
            budget_minor,
            dated_on: row.dated_on,
            statement,
            published: published.map(|(minor, currency)| Money::new(minor, currency)),
            own: row.own == 1,
            initiative: row.initiative,
        },
    })
}
