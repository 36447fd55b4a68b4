//! Exchange rates, their corrections, and what was converted with them.

use rust_decimal::Decimal;
use sea_orm::FromQueryResult;
use time::Date;

use super::{Result, Source, Tx};
use crate::domain::currency::Currency;
use crate::domain::ids::{LedgerEntryId, RateId};
use crate::domain::money::Money;
use crate::domain::rate::{Converted, Rate, RateKind};
use crate::store::columns::Units;

mod all;
mod quotes;

pub use all::{earliest, of_currency};
pub use quotes::quotes;

/// A rate to be kept, with where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRate {
    pub currency: Currency,
    pub kind: RateKind,
    pub valid_from_on: Date,
    pub valid_to_on: Date,
    pub units_per_usd: Decimal,
    pub source: String,
    pub demonstration: bool,
}

/// What came of adding a rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    New,
    /// It was there, or was corrected to this.
    Known,
    /// One of the same currency, kind, first day and source says something else, and stands.
    Contradicts(RateRow),
}

/// What would come of adding a rate.
///
/// # Errors
/// [`super::StoreError`].
pub async fn compare(tx: &Tx, rate: &NewRate) -> Result<Added> {
    let same = format!(
        "{} WHERE rate.currency = $1 AND rate.kind = $2 AND rate.valid_from_on = $3 AND rate.source = $4",
        select()
    );
    let bound = values![rate.currency, rate.kind, rate.valid_from_on, rate.source.as_str()];
    if let Some(known) = tx.one::<RateRow>(&same, bound).await? {
        if known.says(rate) {
            return Ok(Added::Known);
        }
        let corrected = match known.corrected_by {
            Some(id) => get(tx, id).await?,
            None => None,
        };
        let stands = corrected.unwrap_or(known);
        return Ok(if stands.says(rate) {
            Added::Known
        } else {
            Added::Contradicts(stands)
        });
    }
    Ok(Added::New)
}

/// Adds a rate unless one of its currency, kind, first day and source is there; nothing is overwritten.
///
/// # Errors
/// [`super::StoreError`].
pub async fn add(tx: &Tx, rate: &NewRate) -> Result<Added> {
    match compare(tx, rate).await? {
        Added::New => {}
        known => return Ok(known),
    }
    tx.run(
        "INSERT INTO exchange_rate
            (currency, kind, valid_from_on, valid_to_on, units_per_usd, source, demonstration, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            rate.currency,
            rate.kind,
            rate.valid_from_on,
            rate.valid_to_on,
            rate.units_per_usd.to_string(),
            rate.source.as_str(),
            rate.demonstration,
            tx.now()
        ],
    )
    .await?;
    Ok(Added::New)
}

#[derive(FromQueryResult)]
struct Row {
    id: RateId,
    first_id: RateId,
    currency: Currency,
    kind: RateKind,
    valid_from_on: Date,
    valid_to_on: Date,
    units_per_usd: Units,
}

/// The rates of `currency` that could speak for `day`.
///
/// # Errors
/// [`super::StoreError`].
pub async fn around(source: &impl Source, currency: Currency, day: Date) -> Result<Vec<Rate>> {
    let carried = day.saturating_sub(time::Duration::days(crate::domain::rate::DAILY_CARRY_DAYS));
    let rows: Vec<Row> = source
        .all(
            &format!(
                "SELECT id, COALESCE(stands_for_id, id) AS first_id, currency, kind, valid_from_on, valid_to_on,
                    units_per_usd
                 FROM exchange_rate AS rate
                 WHERE currency = $1 AND valid_from_on <= $2 AND valid_to_on >= $3 AND {CORRECTED_BY} IS NULL
                 ORDER BY valid_from_on DESC, first_id LIMIT 50"
            ),
            values![currency, day, carried],
        )
        .await?;
    Ok(rows.into_iter().map(rate_of).collect())
}

fn rate_of(row: Row) -> Rate {
    Rate {
        id: row.id,
        first: row.first_id,
        currency: row.currency,
        kind: row.kind,
        valid_from_on: row.valid_from_on,
        valid_to_on: row.valid_to_on,
        units_per_usd: row.units_per_usd.0,
    }
}

/// The last known rate of a currency, whatever its day.
///
/// # Errors
/// [`super::StoreError`].
pub async fn last(source: &impl Source, currency: Currency) -> Result<Option<Rate>> {
    let sql = format!(
        "SELECT id, COALESCE(stands_for_id, id) AS first_id, currency, kind, valid_from_on, valid_to_on, units_per_usd
         FROM exchange_rate AS rate WHERE currency = $1 AND {CORRECTED_BY} IS NULL
         ORDER BY valid_to_on DESC, valid_from_on DESC, id DESC LIMIT 1"
    );
    let row: Option<Row> = source.one(&sql, values![currency]).await?;
    Ok(row.map(rate_of))
}

/// The newest correction of a rate, if it was corrected.
const CORRECTED_BY: &str = "(SELECT MAX(later.id) FROM exchange_rate AS later
    WHERE later.stands_for_id = COALESCE(rate.stands_for_id, rate.id) AND later.id > rate.id)";

/// A rate as the administrator reads it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RateRow {
    pub id: RateId,
    pub currency: Currency,
    pub kind: RateKind,
    pub valid_from_on: Date,
    pub valid_to_on: Date,
    pub units_per_usd: Units,
    pub source: String,
    /// The rate for which it stands, when it is a correction.
    pub stands_for_id: Option<RateId>,
    /// The rate that stands for it, when it was corrected.
    pub corrected_by: Option<i64>,
    /// Why it was corrected, of a correction; absent once redacted.
    pub reason: Option<String>,
}

impl RateRow {
    /// The typed key.
    #[must_use]
    pub fn key(&self) -> RateId {
        self.id
    }

    /// Units of the currency for one US dollar.
    #[must_use]
    pub fn units(&self) -> Decimal {
        self.units_per_usd.0
    }

    /// Whether it has the units and the last day of another one of its currency, kind, first day and source.
    fn says(&self, rate: &NewRate) -> bool {
        self.units() == rate.units_per_usd && self.valid_to_on == rate.valid_to_on
    }
}

fn select() -> String {
    format!(
        "SELECT rate.id, rate.currency, rate.kind, rate.valid_from_on, rate.valid_to_on, rate.units_per_usd,
            rate.source, rate.stands_for_id, {CORRECTED_BY} AS corrected_by, why.content AS reason
         FROM exchange_rate AS rate
         LEFT JOIN event_text AS why ON why.event_number = rate.event_number AND why.field = 'reason'"
    )
}

/// Which rates to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    pub currency: Option<Currency>,
    pub kind: Option<RateKind>,
    /// Those that come after this one in the list.
    pub after: Option<RateId>,
}

/// Rates, those of the latest days first, a correction before what it corrects.
///
/// # Errors
/// [`super::StoreError`].
pub async fn list(source: &impl Source, filter: Filter, limit: i64) -> Result<Vec<RateRow>> {
    let sql = format!(
        "{} WHERE (rate.currency = $1 OR $1 = '') AND (rate.kind = $2 OR $2 = '')
            AND ($3 = 0 OR (rate.valid_from_on, rate.id) < (SELECT last.valid_from_on, last.id
                FROM exchange_rate AS last WHERE last.id = $3))
         ORDER BY rate.valid_from_on DESC, rate.id DESC LIMIT $4",
        select()
    );
    let bound = values![
        filter.currency.map_or("", Currency::code),
        filter.kind.map_or("", RateKind::code),
        filter.after.map_or(0, |id| id.0),
        limit
    ];
    source.all(&sql, bound).await
}

/// The rate with this key.
///
/// # Errors
/// [`super::StoreError`].
pub async fn get(source: &impl Source, id: i64) -> Result<Option<RateRow>> {
    source
        .one(&format!("{} WHERE rate.id = $1", select()), values![id])
        .await
}

#[derive(FromQueryResult)]
struct Code {
    currency: Currency,
}

/// The currencies of which a rate is known.
///
/// # Errors
/// [`super::StoreError`].
pub async fn currencies(source: &impl Source) -> Result<Vec<Currency>> {
    let rows: Vec<Code> = source
        .all(
            "SELECT DISTINCT currency FROM exchange_rate ORDER BY currency LIMIT 500",
            vec![],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.currency).collect())
}

/// Adds a rate that stands for a wrong one from now on; `None` when one of this source is known for the same days.
///
/// # Errors
/// [`super::StoreError`].
pub async fn correct(
    tx: &Tx,
    wrong: &RateRow,
    units: Decimal,
    origin: &str,
    event_number: i64,
) -> Result<Option<RateId>> {
    let added = tx
        .run(
            "INSERT INTO exchange_rate (currency, kind, valid_from_on, valid_to_on, units_per_usd, source,
                demonstration, created_at, stands_for_id, event_number)
             SELECT currency, kind, valid_from_on, valid_to_on, $2, $3, demonstration, $4,
                COALESCE(stands_for_id, id), CAST($5 AS BIGINT)
             FROM exchange_rate WHERE id = $1
             ON CONFLICT (currency, kind, valid_from_on, source) DO NOTHING",
            values![wrong.id, units.to_string(), origin, tx.now(), event_number],
        )
        .await?;
    if added == 0 {
        return Ok(None);
    }
    let newest = tx
        .number(
            "SELECT id AS number FROM exchange_rate WHERE event_number = $1",
            values![event_number],
        )
        .await?;
    Ok(Some(RateId(newest)))
}

/// What an amount was converted to, with a rate that is looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub entry: LedgerEntryId,
    pub valuation: Converted,
    /// Units of the rate that made its worth in the budget currency.
    pub budget_units: Option<Decimal>,
}

#[derive(FromQueryResult)]
struct UseRow {
    ledger_entry_id: LedgerEntryId,
    exchange_rate_id: Option<RateId>,
    units_per_usd: Option<Units>,
    usd_minor: i64,
    budget_minor: Option<i64>,
    budget_currency: Option<Currency>,
    budget_rate_id: Option<RateId>,
    budget_units: Option<Units>,
}

/// The newest conversions that rest on a rate, of the rows behind one up to another, in the order of recording.
///
/// # Errors
/// [`super::StoreError`].
pub async fn uses(source: &impl Source, rate: RateId, after: LedgerEntryId, until: LedgerEntryId) -> Result<Vec<Use>> {
    newest(
        source,
        "(conversion.exchange_rate_id = $1 OR conversion.budget_rate_id = $1)
            AND conversion.ledger_entry_id > $2 AND conversion.ledger_entry_id <= $3",
        values![rate, after, until],
    )
    .await
}

/// What a row is worth, by its newest conversion; `None` while it has none.
///
/// # Errors
/// [`super::StoreError`].
pub async fn valuation(source: &impl Source, entry: LedgerEntryId) -> Result<Option<Converted>> {
    let known = newest(source, "conversion.ledger_entry_id = $1", values![entry]).await?;
    Ok(known.first().map(|one| one.valuation))
}

async fn newest(source: &impl Source, clause: &str, bound: Vec<sea_orm::Value>) -> Result<Vec<Use>> {
    let rows: Vec<UseRow> = source
        .all(
            &format!(
                "SELECT conversion.ledger_entry_id, conversion.exchange_rate_id, conversion.units_per_usd,
                    conversion.usd_minor, conversion.budget_minor, conversion.budget_currency,
                    conversion.budget_rate_id, budget_rate.units_per_usd AS budget_units
                 FROM conversion
                 LEFT JOIN exchange_rate AS budget_rate ON budget_rate.id = conversion.budget_rate_id
                 WHERE {clause} AND conversion.id = (SELECT MAX(newest.id) FROM conversion AS newest
                    WHERE newest.ledger_entry_id = conversion.ledger_entry_id)
                 ORDER BY conversion.ledger_entry_id"
            ),
            bound,
        )
        .await?;
    let used = |row: UseRow| Use {
        entry: row.ledger_entry_id,
        valuation: Converted {
            usd: Money::new(row.usd_minor, Currency::USD),
            rate: row.exchange_rate_id,
            units_per_usd: row.units_per_usd.map(|units| units.0),
            budget: row
                .budget_minor
                .zip(row.budget_currency)
                .map(|(minor, currency)| Money::new(minor, currency)),
            budget_rate: row.budget_rate_id,
        },
        budget_units: row.budget_units.map(|units| units.0),
    };
    Ok(rows.into_iter().map(used).collect())
}
