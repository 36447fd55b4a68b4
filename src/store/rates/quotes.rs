//! Rates as far as their size matters, to set new ones against.

use sea_orm::FromQueryResult;
use time::Date;

use super::CORRECTED_BY;
use crate::domain::currency::Currency;
use crate::domain::rate::Quote;
use crate::store::columns::Units;
use crate::store::{Result, Source};

#[derive(FromQueryResult)]
struct QuoteRow {
    valid_from_on: Date,
    valid_to_on: Date,
    units_per_usd: Units,
}

/// All rates of a currency that stand, as far as their size matters.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn quotes(source: &impl Source, currency: Currency) -> Result<Vec<Quote>> {
    let rows: Vec<QuoteRow> = source
        .all(
            &format!(
                "SELECT valid_from_on, valid_to_on, units_per_usd FROM exchange_rate AS rate
                 WHERE currency = $1 AND {CORRECTED_BY} IS NULL ORDER BY valid_from_on, id"
            ),
            values![currency],
        )
        .await?;
    let quote = |row: QuoteRow| Quote {
        valid_from_on: row.valid_from_on,
        valid_to_on: row.valid_to_on,
        units_per_usd: row.units_per_usd.0,
    };
    Ok(rows.into_iter().map(quote).collect())
}
