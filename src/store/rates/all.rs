//! All that is known of a currency, for what converts many amounts at once.

use sea_orm::FromQueryResult;
use time::Date;

use super::super::{Result, Source};
use super::{CORRECTED_BY, Row, rate_of};
use crate::domain::currency::Currency;
use crate::domain::rate::Rate;

/// Most rates of one currency that are read at once.
const RATES_MAX: usize = 10_000;

/// All rates of a currency that nobody corrected.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn of_currency(source: &impl Source, currency: Currency) -> Result<Vec<Rate>> {
    let rows: Vec<Row> = source
        .all(
            &format!(
                "SELECT id, COALESCE(stands_for_id, id) AS first_id, currency, kind, valid_from_on, valid_to_on,
                    units_per_usd
                 FROM exchange_rate AS rate WHERE currency = $1 AND {CORRECTED_BY} IS NULL
                 ORDER BY valid_from_on DESC, first_id LIMIT {RATES_MAX}"
            ),
            values![currency],
        )
        .await?;
    Ok(rows.into_iter().map(rate_of).collect())
}

/// The first day for which any rate speaks.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn earliest(source: &impl Source) -> Result<Option<Date>> {
    #[derive(FromQueryResult)]
    struct First {
        day: Option<Date>,
    }
    let first: Option<First> = source
        .one("SELECT MIN(valid_from_on) AS day FROM exchange_rate", vec![])
        .await?;
    Ok(first.and_then(|first| first.day))
}
