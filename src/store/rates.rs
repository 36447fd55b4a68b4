//! Exchange rates.

use rust_decimal::Decimal;
use sea_orm::FromQueryResult;
use time::Date;

use super::{Result, Source, StoreError, Tx};
use crate::domain::currency::Currency;
use crate::domain::ids::RateId;
use crate::domain::rate::{Rate, RateKind};

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

/// Adds a rate unless it is known; says whether it was new.
///
/// # Errors
/// [`StoreError`].
pub async fn add(tx: &Tx, rate: &NewRate) -> Result<bool> {
    let added = tx
        .run(
            "INSERT INTO exchange_rate
                (currency, kind, valid_from_on, valid_to_on, units_per_usd, source, demonstration, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (currency, kind, valid_from_on, source) DO NOTHING",
            values![
                rate.currency.code(),
                rate.kind.code(),
                rate.valid_from_on,
                rate.valid_to_on,
                rate.units_per_usd.to_string(),
                rate.source.as_str(),
                rate.demonstration,
                tx.now().to_string()
            ],
        )
        .await?;
    Ok(added > 0)
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    currency: String,
    kind: String,
    valid_from_on: Date,
    valid_to_on: Date,
    units_per_usd: String,
}

/// The rates of `currency` that could speak for `day`.
///
/// # Errors
/// [`StoreError`].
pub async fn around(source: &impl Source, currency: Currency, day: Date) -> Result<Vec<Rate>> {
    let carried = day.saturating_sub(time::Duration::days(crate::domain::rate::DAILY_CARRY_DAYS));
    let rows: Vec<Row> = source
        .all(
            "SELECT id, currency, kind, valid_from_on, valid_to_on, units_per_usd FROM exchange_rate
             WHERE currency = $1 AND valid_from_on <= $2 AND valid_to_on >= $3 ORDER BY valid_from_on DESC, id LIMIT 50",
            values![currency.code(), day, carried],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Rate {
                id: RateId(row.id),
                currency: Currency::parse(&row.currency).map_err(|_| StoreError::Corrupt("exchange_rate.currency"))?,
                kind: RateKind::parse(&row.kind).ok_or(StoreError::Corrupt("exchange_rate.kind"))?,
                valid_from_on: row.valid_from_on,
                valid_to_on: row.valid_to_on,
                units_per_usd: row
                    .units_per_usd
                    .parse()
                    .map_err(|_| StoreError::Corrupt("exchange_rate.units_per_usd"))?,
            })
        })
        .collect()
}

/// A rate as the administrator reads it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RateRow {
    pub currency: String,
    pub kind: String,
    pub valid_from_on: Date,
    pub valid_to_on: Date,
    pub units_per_usd: String,
    pub source: String,
}

/// The newest rates.
///
/// # Errors
/// [`StoreError`].
pub async fn newest(source: &impl Source, limit: i64) -> Result<Vec<RateRow>> {
    source
        .all(
            "SELECT currency, kind, valid_from_on, valid_to_on, units_per_usd, source FROM exchange_rate
             ORDER BY valid_from_on DESC, id DESC LIMIT $1",
            values![limit],
        )
        .await
}
