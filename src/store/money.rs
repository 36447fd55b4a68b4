//! The rows of the chain with the names that pages show, and what was said about payments.

use sea_orm::FromQueryResult;
use time::Date;

use super::ledger::EARMARKED_BY_RATE;
use super::sql::Clause;
use super::tx::heads;
use super::{Result, Source, Tx};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::AccountId;
use crate::domain::ids::{LedgerEntryId, OrganisationId, PlaceId, PledgeId, ProjectId, RateId};
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::PledgeState;
use crate::domain::pledge::{PledgeKind, Target};
use crate::domain::timestamp::Timestamp;
use crate::store::columns::Units;

mod lists;
mod receipts;
mod waiting;

pub use lists::{Listed, Whose, listed};
pub use receipts::{NewReceiptRow, ReceiptRow, insert_receipt, next_receipt_id, receipts};
pub use waiting::{Waiting, waiting};

/// A row of the ledger with its names.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MoneyRow {
    pub id: LedgerEntryId,
    pub kind: EntryKind,
    pub parent_id: Option<LedgerEntryId>,
    pub pledge_id: Option<PledgeId>,
    pub pledge_reference: Option<String>,
    pub pledge_state: Option<PledgeState>,
    pub project_id: Option<ProjectId>,
    pub project_code: Option<String>,
    pub project_title_es: Option<String>,
    pub project_title_en: Option<String>,
    /// The currency of its budget.
    pub project_currency: Option<Currency>,
    pub place_id: Option<PlaceId>,
    pub place_code: Option<String>,
    pub place_name: Option<String>,
    pub pillar: Option<Pillar>,
    pub country: Option<Country>,
    pub organisation_id: OrganisationId,
    pub organisation_slug: String,
    pub organisation_name_es: String,
    pub organisation_name_en: String,
    pub receiver_id: Option<OrganisationId>,
    pub receiver_slug: Option<String>,
    pub receiver_name_es: Option<String>,
    pub receiver_name_en: Option<String>,
    pub support: PledgeKind,
    pub finance_type: String,
    pub amount_minor: i64,
    pub currency: Currency,
    pub drawdown_minor: Option<i64>,
    pub dated_on: Date,
    pub event_number: i64,
    pub account_id: Option<AccountId>,
    pub on_behalf: bool,
    /// When it was recorded.
    pub created_at: Timestamp,
    pub usd_minor: Option<i64>,
    pub units_per_usd: Option<Units>,
    pub rate_source: Option<String>,
    /// What its provider calls it: number of the commitment or of the transfer.
    pub own_reference: Option<String>,
    pub reason: Option<String>,
    /// What the officer who verified it wrote.
    pub review_reason: Option<String>,
    pub document_reference: Option<String>,
    pub document_name: Option<String>,
}

/// When a row lacks its worth in the budget's currency.
macro_rules! without_budget {
    () => {
        "(entry.kind = 'commitment' AND project.budget_currency <> entry.currency
            AND COALESCE(conversion.budget_currency, '') <> project.budget_currency)"
    };
}

const WITHOUT_BUDGET: &str = without_budget!();

macro_rules! money_columns {
    () => {
        "entry.id, entry.kind, entry.parent_id, entry.pledge_id,
    pledge.reference AS pledge_reference, pledge.state AS pledge_state, entry.project_id,
    project.code AS project_code, project.title_es AS project_title_es, project.title_en AS project_title_en,
    project.budget_currency AS project_currency, entry.place_id, place.code AS place_code, place.name AS place_name,
    entry.pillar,
    COALESCE(project.country, place.country) AS country, entry.organisation_id, provider.slug AS organisation_slug,
    provider.name_es AS organisation_name_es, provider.name_en AS organisation_name_en, entry.receiver_id,
    receiver.slug AS receiver_slug, receiver.name_es AS receiver_name_es, receiver.name_en AS receiver_name_en,
    entry.support, entry.finance_type, entry.amount_minor, entry.currency, entry.drawdown_minor, entry.dated_on,
    entry.event_number, entry.account_id, entry.on_behalf, entry.created_at, conversion.usd_minor,
    conversion.units_per_usd, exchange_rate.source AS rate_source, named.content AS own_reference, why.content AS reason,
    checked.content AS review_reason,
    document.reference AS document_reference, document.name AS document_name"
    };
}

macro_rules! money_from {
    () => {
        "FROM ledger_entry AS entry
    JOIN organisation AS provider ON provider.id = entry.organisation_id
    LEFT JOIN organisation AS receiver ON receiver.id = entry.receiver_id
    LEFT JOIN project ON project.id = entry.project_id
    LEFT JOIN place ON place.id = entry.place_id
    LEFT JOIN pledge ON pledge.id = entry.pledge_id
    LEFT JOIN conversion ON conversion.id = (SELECT MAX(newest.id) FROM conversion AS newest
        WHERE newest.ledger_entry_id = entry.id)
    LEFT JOIN exchange_rate ON exchange_rate.id = conversion.exchange_rate_id
    LEFT JOIN event_text AS named ON named.event_number = entry.event_number AND named.field = 'own_reference'
    LEFT JOIN event_text AS why ON why.event_number = entry.event_number AND why.field = 'reason'
    LEFT JOIN event_text AS checked ON checked.event_number = entry.event_number AND checked.field = 'review_reason'
    LEFT JOIN document ON document.event_number = entry.event_number AND document.sha256 IS NOT NULL"
    };
}

pub(super) use {money_columns, money_from};

const COLUMNS: &str = money_columns!();
const FROM: &str = money_from!();

impl MoneyRow {
    /// The typed key.
    #[must_use]
    pub fn key(&self) -> LedgerEntryId {
        self.id
    }

    /// Its amount, with its sign.
    #[must_use]
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }

    /// The currency whose rate is missing, of a row whose worth is not known whole.
    #[must_use]
    pub fn lacks_rate_of(&self) -> Currency {
        match (self.usd_minor, self.project_currency) {
            (Some(_), Some(budget)) => budget,
            _ => self.currency,
        }
    }

    /// What it is for.
    #[must_use]
    pub fn target(&self) -> Target {
        match (self.project_id, self.place_id, self.pillar) {
            (Some(project), _, _) => Target::Project(project),
            (None, Some(place), _) => Target::Place(place),
            (None, None, Some(pillar)) => Target::Pillar(pillar),
            (None, None, None) => Target::Plan,
        }
    }

    /// Where its project or place lies.
    #[must_use]
    pub fn towards(&self) -> Option<Country> {
        self.country
    }

    /// Whose money it is.
    #[must_use]
    pub fn provider(&self) -> OrganisationId {
        self.organisation_id
    }

    /// Who receives it.
    #[must_use]
    pub fn receiver(&self) -> Option<OrganisationId> {
        self.receiver_id
    }

    /// The pledge it belongs to.
    #[must_use]
    pub fn pledge(&self) -> Option<PledgeId> {
        self.pledge_id
    }
}

/// The row with this key, if it is of this kind.
///
/// # Errors
/// [`super::StoreError`].
pub async fn get(source: &impl Source, id: i64, kind: EntryKind) -> Result<Option<MoneyRow>> {
    let sql = concat!("SELECT ", money_columns!(), " ", money_from!(), " WHERE entry.id = $1");
    let row: Option<MoneyRow> = source.one(sql, values![id]).await?;
    Ok(row.filter(|row| row.kind == kind))
}

/// As [`get`], for an action: the transaction learns the highest numbers on the same way.
///
/// # Errors
/// [`super::StoreError`].
pub async fn get_to_write(tx: &Tx, id: i64, kind: EntryKind) -> Result<Option<MoneyRow>> {
    let sql = concat!(
        "SELECT ",
        money_columns!(),
        ", ",
        heads!(),
        " ",
        money_from!(),
        " WHERE entry.id = $1"
    );
    let rows = tx.rows(sql, values![id]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    tx.learn_heads(row)?;
    Ok(Some(MoneyRow::from_query_result(row, "")?).filter(|row| row.kind == kind))
}

/// Most rows of the ledger that a page shows.
const SHOWN_MAX: usize = 1_000;

/// Rows for a page, in the order of recording: all, or the newest. Nothing is counted from them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    pub rows: Vec<MoneyRow>,
    /// Whether there are older ones.
    pub cut: bool,
}

/// The rows of a pledge.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_pledge(source: &impl Source, pledge: PledgeId) -> Result<Shown> {
    shown(source, "entry.pledge_id = $1", pledge.0).await
}

/// A commitment with all that descends from it.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_commitment(source: &impl Source, commitment: LedgerEntryId) -> Result<Shown> {
    let clause = Clause::of_accounts(&[], &[commitment]).on(source.speaks_postgres());
    shown(source, &clause, commitment.0).await
}

/// What descends from a payment.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_disbursement(source: &impl Source, disbursement: LedgerEntryId) -> Result<Shown> {
    shown(source, "entry.parent_id = $1", disbursement.0).await
}

/// What is signed and spent for a project, with all that descends from it.
///
/// # Errors
/// [`super::StoreError`].
pub async fn signed_of_project(source: &impl Source, project: ProjectId) -> Result<Shown> {
    let clause = "entry.project_id = $1 AND (entry.parent_id IS NOT NULL OR entry.pledge_id IS NULL)
        AND entry.kind NOT IN ('revision', 'withdrawal', 'lapse')";
    shown(source, clause, project.0).await
}

async fn shown(source: &impl Source, clause: &str, key: i64) -> Result<Shown> {
    let sql = format!("SELECT {COLUMNS} {FROM} WHERE {clause} ORDER BY entry.id DESC LIMIT {SHOWN_MAX} + 1");
    let mut rows: Vec<MoneyRow> = source.all(&sql, values![key]).await?;
    let cut = rows.len() > SHOWN_MAX;
    rows.truncate(SHOWN_MAX);
    rows.reverse();
    Ok(Shown { rows, cut })
}

/// When a row that brings money in has no worth in US dollars, or in the budget currency of its project, because no
/// rate of its day is known.
const UNCONVERTED: &str = concat!(
    "((conversion.id IS NULL AND (entry.kind IN ('pledge', 'commitment', 'disbursement', 'expenditure')
        OR (entry.kind IN ('revision', 'earmarking') AND entry.amount_minor > 0)))
        OR ",
    without_budget!(),
    ")"
);

/// The oldest rows that wait for a rate.
///
/// # Errors
/// [`super::StoreError`].
pub async fn unconverted(source: &impl Source, limit: i64) -> Result<Vec<MoneyRow>> {
    let sql = format!("SELECT {COLUMNS} {FROM} WHERE {UNCONVERTED} ORDER BY entry.dated_on, entry.id LIMIT $1");
    source.all(&sql, values![limit]).await
}

/// How many rows wait for a rate.
///
/// # Errors
/// [`super::StoreError`].
pub async fn count_unconverted(source: &impl Source) -> Result<i64> {
    let sql = format!("SELECT COUNT(*) AS number {FROM} WHERE {UNCONVERTED}");
    source.number(&sql, vec![]).await
}

/// The rows that wait for a rate, in the order of recording, from behind one on.
///
/// # Errors
/// [`super::StoreError`].
pub async fn unconverted_after(source: &impl Source, after: LedgerEntryId, limit: i64) -> Result<Vec<MoneyRow>> {
    let sql = format!("SELECT {COLUMNS} {FROM} WHERE entry.id > $1 AND {UNCONVERTED} ORDER BY entry.id LIMIT $2");
    source.all(&sql, values![after, limit]).await
}

/// The commitments of a project of which it is not said what they are worth in its budget currency.
///
/// # Errors
/// [`super::StoreError`].
pub async fn without_budget(source: &impl Source, project: ProjectId) -> Result<Vec<MoneyRow>> {
    source
        .all(
            &format!("SELECT {COLUMNS} {FROM} WHERE entry.project_id = $1 AND {WITHOUT_BUDGET} ORDER BY entry.id"),
            values![project],
        )
        .await
}

/// How many these are.
///
/// # Errors
/// [`super::StoreError`].
pub async fn count_without_budget(source: &impl Source, project: ProjectId) -> Result<i64> {
    let sql = format!("SELECT COUNT(*) AS number {FROM} WHERE entry.project_id = $1 AND {WITHOUT_BUDGET}");
    source.number(&sql, values![project]).await
}

/// The rows that rest on a rate, and the halves of earmarkings that may follow them, in the order of recording, from
/// behind one on.
///
/// # Errors
/// [`super::StoreError`].
pub async fn by_rate(source: &impl Source, rate: RateId, after: LedgerEntryId, limit: i64) -> Result<Vec<MoneyRow>> {
    let sql = format!(
        "SELECT {COLUMNS} {FROM} WHERE entry.id > $2 AND (conversion.exchange_rate_id = $1
            OR conversion.budget_rate_id = $1
            OR (entry.kind = 'earmarking' AND entry.amount_minor > 0 AND entry.pledge_id IN {EARMARKED_BY_RATE}))
         ORDER BY entry.id LIMIT $3"
    );
    source.all(&sql, values![rate, after, limit]).await
}
