//! The ledger: rows of fact that never change, and the conversions said about them.

use sea_orm::FromQueryResult;
use serde::{Deserialize, Deserializer, de};
use time::Date;
use time::format_description::well_known::Iso8601;

use super::columns::Units;
use super::record::{ConversionLine, EntryLine};
use super::sql::Clause;
use super::{Result, Source, Tx, columns};
use crate::domain::chain::Outcome;
use crate::domain::currency::Currency;
use crate::domain::finance::Finance;
use crate::domain::ids::{AccountId, LedgerEntryId, OrganisationId, PlaceId, PledgeId, ProjectId, RateId};
use crate::domain::ledger::{Booked, EntryKind, Provider};
use crate::domain::ledger::{Entry, Statement};
use crate::domain::money::Money;
use crate::domain::organisation::Class;
use crate::domain::party::Party;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::{PledgeKind, Target};
use crate::domain::rate::Converted;

/// A row on its way into the ledger, with the event in which its public values stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry<'a> {
    pub id: LedgerEntryId,
    pub kind: EntryKind,
    pub parent: Option<LedgerEntryId>,
    pub pledge: Option<PledgeId>,
    pub target: Target,
    /// Whose money it is.
    pub organisation: OrganisationId,
    /// Who receives it and confirms payments.
    pub receiver: Option<OrganisationId>,
    pub support: PledgeKind,
    pub finance_type: &'a str,
    pub amount: Money,
    /// How much of its parent it uses up, in the parent's minor units.
    pub drawdown_minor: Option<i64>,
    pub dated_on: Date,
    pub converted: Option<Converted>,
    pub by: Option<AccountId>,
    /// Entered by an officer for the organisation.
    pub on_behalf: bool,
}

impl NewEntry<'_> {
    /// The row as counting sees it, given by those who gave the row before it: for a payment, whose worth in the
    /// budget currency nothing asks for.
    #[must_use]
    pub fn booked(&self, providers: Vec<Provider>) -> Booked {
        Booked {
            providers,
            entry: Entry {
                id: self.id,
                kind: self.kind,
                parent: self.parent,
                line: self.pledge.map(|pledge| (pledge, self.target)),
                support: self.support,
                finance: Finance::of(self.finance_type),
                amount: self.amount,
                drawdown_minor: self.drawdown_minor,
                usd_minor: self.converted.map(|converted| converted.usd.minor()),
                budget_minor: None,
                dated_on: self.dated_on,
                statement: Statement::Declared,
                published: None,
                own: self.receiver == Some(self.organisation),
                initiative: None,
            },
        }
    }
}

/// The key that the next row takes; safe because there is one writer.
///
/// # Errors
/// [`super::StoreError`].
pub async fn next_id(tx: &Tx) -> Result<LedgerEntryId> {
    Ok(LedgerEntryId(tx.heads().await?.ledger_entry + 1))
}

/// Writes a row and its first conversion.
///
/// # Errors
/// [`super::StoreError`].
pub async fn insert(tx: &Tx, entry: &NewEntry<'_>, event_number: i64) -> Result<()> {
    let (project, place, pillar) = match entry.target {
        Target::Project(project) => (Some(project), None, None),
        Target::Place(place) => (None, Some(place), None),
        Target::Pillar(pillar) => (None, None, Some(pillar)),
        Target::Plan => (None, None, None),
    };
    let line = EntryLine {
        id: entry.id,
        kind: entry.kind,
        parent_id: entry.parent,
        pledge_id: entry.pledge,
        project_id: project,
        place_id: place,
        pillar,
        organisation_id: entry.organisation,
        receiver_id: entry.receiver,
        support: entry.support,
        finance_type: entry.finance_type.to_owned(),
        amount_minor: entry.amount.minor(),
        currency: entry.amount.currency(),
        drawdown_minor: entry.drawdown_minor,
        dated_on: entry.dated_on.to_string(),
        event_number,
        account_id: entry.by,
        on_behalf: entry.on_behalf,
        created_at: tx.now(),
    };
    tx.record(|record| record.ledger_entry.push(line)).await?;
    tx.advance(|heads| heads.ledger_entry = entry.id.0);
    // A payment is of somebody who signed before; any other row may be of an organisation that is new to the project.
    if let Some(id) = project.filter(|_| entry.kind != EntryKind::Disbursement) {
        tx.note_changed(id);
    }
    match &entry.converted {
        Some(converted) => convert(tx, entry.id, converted, event_number).await,
        None => Ok(()),
    }
}

/// Says what a row is worth in US dollars and in its project's budget currency; the newest word counts.
///
/// # Errors
/// [`super::StoreError`].
pub async fn convert(tx: &Tx, entry: LedgerEntryId, converted: &Converted, event_number: i64) -> Result<()> {
    let id = tx.heads().await?.conversion + 1;
    let line = ConversionLine {
        id,
        ledger_entry_id: entry,
        exchange_rate_id: converted.rate,
        units_per_usd: converted.units_per_usd.map(Units),
        usd_minor: converted.usd.minor(),
        budget_minor: converted.budget.map(Money::minor),
        budget_currency: converted.budget.map(Money::currency),
        budget_rate_id: converted.budget_rate,
        event_number,
        created_at: tx.now(),
    };
    tx.record(|record| record.conversion.push(line)).await?;
    tx.advance(|heads| heads.conversion = id);
    Ok(())
}

/// In the order of [`COLUMNS`].
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

const COLUMNS: &str = "entry.id, entry.kind, entry.parent_id, entry.pledge_id, entry.project_id, entry.place_id,
    entry.pillar, entry.support, entry.finance_type, organisation.slug, organisation.class, entry.amount_minor,
    entry.currency, entry.drawdown_minor, entry.dated_on,
    CASE WHEN entry.receiver_id = entry.organisation_id THEN 1 ELSE 0 END, initiative.party, conversion.usd_minor,
    conversion.budget_minor, conversion.budget_currency, project.budget_currency,
    (SELECT receipt.kind FROM receipt WHERE receipt.ledger_entry_id = entry.id ORDER BY receipt.id DESC LIMIT 1),
    publication.amount_minor, publication.currency, pledge.amount_minor, contributor.slug, contributor.class,
    joint.amount_minor";

const FROM: &str = "FROM ledger_entry AS entry
    JOIN organisation ON organisation.id = entry.organisation_id
    LEFT JOIN project ON project.id = entry.project_id
    LEFT JOIN pledge ON pledge.id = entry.pledge_id
    LEFT JOIN conversion ON conversion.id = (SELECT MAX(newest.id) FROM conversion AS newest
        WHERE newest.ledger_entry_id = entry.id)
    LEFT JOIN publication ON publication.id = (SELECT MAX(last.id) FROM publication AS last
        WHERE last.ledger_entry_id = entry.id)
    LEFT JOIN ledger_initiative AS initiative ON initiative.ledger_entry_id = entry.id
    LEFT JOIN pledge_contributor AS joint ON joint.pledge_id = entry.pledge_id
    LEFT JOIN organisation AS contributor ON contributor.id = joint.organisation_id";

/// One text with the rows that `clause` picks and the contributors of their pledges, for [`from_json`]: a row of a joint
/// pledge stands there once for each of them. One text, because each row that a statement gives is a way back of its own.
pub(super) fn as_json(clause: &str, postgres: bool) -> String {
    let [list, tuple] = super::json_functions(postgres);
    format!(
        "(SELECT CAST(COALESCE({list}({tuple}({COLUMNS}) ORDER BY entry.id, joint.position), '[]') AS TEXT)
            {FROM} WHERE {clause})"
    )
}

/// The rows of [`as_json`].
pub(super) fn from_json(json: &str) -> Result<Vec<Booked>> {
    let rows: Vec<Row> = columns::json(json, "ledger_entry")?;
    rows.chunk_by(|a, b| a.id == b.id)
        .filter_map(|lines| lines.split_first())
        .map(|(row, others)| book(row, others))
        .collect()
}

/// The rows of a project.
pub(super) const OF_PROJECT: &str = "entry.project_id = $1";

/// The rows of a project, as counting sees them.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_project(source: &impl Source, project: ProjectId) -> Result<Vec<Booked>> {
    booked(source, OF_PROJECT, project.0).await
}

/// The rows of a pledge at its own level: without what was earmarked to projects.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_pledge_itself(source: &impl Source, pledge: PledgeId) -> Result<Vec<Booked>> {
    booked(source, "entry.pledge_id = $1 AND entry.project_id IS NULL", pledge.0).await
}

/// All rows of a pledge, those of its earmarked parts included.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_pledge(source: &impl Source, pledge: PledgeId) -> Result<Vec<Booked>> {
    booked(source, "entry.pledge_id = $1", pledge.0).await
}

/// The pledges of which a part is earmarked and some row rests on this rate.
pub(super) const EARMARKED_BY_RATE: &str = "(SELECT affected.pledge_id FROM conversion
    JOIN ledger_entry AS affected ON affected.id = conversion.ledger_entry_id
    JOIN ledger_entry AS part ON part.pledge_id = affected.pledge_id AND part.kind = 'earmarking'
    WHERE conversion.exchange_rate_id = $1)";

/// All rows of the pledges of which a part is earmarked and some row rests on a rate, or once did.
///
/// # Errors
/// [`super::StoreError`].
pub async fn earmarked_by_rate(source: &impl Source, rate: RateId) -> Result<Vec<Booked>> {
    booked(source, &format!("entry.pledge_id IN {EARMARKED_BY_RATE}"), rate.0).await
}

/// A direct commitment with all that descends from it.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_commitment(source: &impl Source, commitment: LedgerEntryId) -> Result<Vec<Booked>> {
    let clause = "(entry.id = $1 OR entry.parent_id = $1
        OR entry.parent_id IN (SELECT id FROM ledger_entry WHERE parent_id = $1))";
    booked(source, clause, commitment.0).await
}

/// Whether an organisation receives a commitment on a project.
///
/// # Errors
/// [`super::StoreError`].
pub async fn receives(source: &impl Source, organisation: OrganisationId, project: ProjectId) -> Result<bool> {
    let sql = "SELECT COUNT(*) AS number FROM ledger_entry
        WHERE project_id = $1 AND receiver_id = $2 AND kind = 'commitment'";
    Ok(source.number(sql, values![project, organisation]).await? > 0)
}

/// The rows that a clause picks, in the order of recording.
///
/// # Errors
/// [`super::StoreError`].
pub(super) async fn of(source: &impl Source, clause: &Clause) -> Result<Vec<Booked>> {
    read(source, &clause.sql, clause.bound.clone()).await
}

async fn booked(source: &impl Source, clause: &str, key: i64) -> Result<Vec<Booked>> {
    read(source, clause, values![key]).await
}

async fn read(source: &impl Source, clause: &str, bound: Vec<sea_orm::Value>) -> Result<Vec<Booked>> {
    let sql = format!("SELECT {} AS entries", as_json(clause, source.speaks_postgres()));
    #[derive(FromQueryResult)]
    struct Entries {
        entries: String,
    }
    let found: Option<Entries> = source.one(&sql, bound).await?;
    found.map_or_else(|| Ok(Vec::new()), |found| from_json(&found.entries))
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
