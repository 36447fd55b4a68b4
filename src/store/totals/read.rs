//! Reading totals: of now, and of the end of an earlier day.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult as _;
use time::Date;

use super::super::{Result, Source, StoreError, placeholders};
use crate::domain::counting::{Boundary, Contributions};
use crate::domain::currency::Currency;
use crate::domain::measures::Measures;

/// Events told of a total.
pub(super) const RECENT_EVENTS: usize = 5;

/// The sums of one boundary: converted ones, and what could not be converted by currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sums {
    /// In US dollars.
    pub usd: Measures,
    /// In their own currencies, under the same names.
    pub not_converted: BTreeMap<Currency, Measures>,
}

/// How a boundary stands, or stood at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AsOf {
    pub sums: Sums,
    /// Numbers of the events that last moved it, newest first, at most five.
    pub recent_events: Vec<i64>,
}

/// The columns of the sums, in their order.
pub(super) fn columns() -> String {
    Measures::NAMES.join(", ")
}

#[derive(sea_orm::FromQueryResult)]
struct KeyRow {
    boundary: Boundary,
    key: String,
    currency: Currency,
}

async fn read(source: &impl Source, sql: &str, bound: Vec<sea_orm::Value>) -> Result<Contributions> {
    parse(&source.rows(sql, bound).await?)
}

fn parse(rows: &[sea_orm::QueryResult]) -> Result<Contributions> {
    rows.iter()
        .map(|row| {
            let key = KeyRow::from_query_result(row, "")?;
            let values = Measures::NAMES
                .iter()
                .map(|name| row.try_get::<i64>("", name).map_err(StoreError::from))
                .collect::<Result<Vec<_>>>()?;
            Ok(((key.boundary, key.key, key.currency), Measures::from_values(&values)))
        })
        .collect()
}

/// Every row of the totals that is not zero, for checking.
pub(in crate::store) async fn everything(source: &impl Source) -> Result<Contributions> {
    let sql = format!("SELECT boundary, key, currency, {} FROM boundary_total", columns());
    let mut rows = read(source, &sql, vec![]).await?;
    rows.retain(|_, measures| !measures.is_zero());
    Ok(rows)
}

/// The sums of some keys of one boundary; a key without any sum is absent.
///
/// # Errors
/// [`StoreError`].
pub async fn of(source: &impl Source, boundary: Boundary, keys: &[String]) -> Result<BTreeMap<String, Sums>> {
    if keys.is_empty() {
        return Ok(BTreeMap::new());
    }
    let sql = format!(
        "SELECT boundary, key, currency, {} FROM boundary_total WHERE boundary = $1 AND key IN ({})",
        columns(),
        placeholders(2, keys.len())
    );
    let mut bound = values![boundary];
    bound.extend(keys.iter().map(|key| sea_orm::Value::from(key.as_str())));
    Ok(group(read(source, &sql, bound).await?)
        .remove(&boundary)
        .unwrap_or_default())
}

/// The sums of every key of several boundaries, in one statement.
///
/// # Errors
/// [`StoreError`].
pub async fn by(source: &impl Source, boundaries: &[Boundary]) -> Result<BTreeMap<Boundary, BTreeMap<String, Sums>>> {
    let sql = format!(
        "SELECT boundary, key, currency, {} FROM boundary_total WHERE boundary IN ({})",
        columns(),
        placeholders(1, boundaries.len())
    );
    let bound = boundaries.iter().map(|boundary| boundary.code().into()).collect();
    Ok(group(read(source, &sql, bound).await?))
}

/// How one boundary stands, or stood at the end of `day`; nothing where it had no sum yet.
///
/// # Errors
/// [`StoreError`].
pub async fn as_of(source: &impl Source, boundary: Boundary, key: &str, day: Option<Date>) -> Result<AsOf> {
    let columns = columns();
    let mut bound = values![boundary, key];
    let sql = if let Some(day) = day {
        bound.push(day.into());
        format!(
            "SELECT boundary, key, currency, recent_events, {columns} FROM boundary_total
             WHERE boundary = $1 AND key = $2 AND moved_on <= $3
             UNION ALL SELECT boundary, key, currency, recent_events, {columns} FROM total_day AS stored
             WHERE boundary = $1 AND key = $2 AND day = (SELECT MAX(newest.day) FROM total_day AS newest
                WHERE newest.boundary = stored.boundary AND newest.key = stored.key
                    AND newest.currency = stored.currency AND newest.day <= $3)
                AND NOT EXISTS (SELECT 1 FROM boundary_total AS still WHERE still.boundary = stored.boundary
                    AND still.key = stored.key AND still.currency = stored.currency AND still.moved_on <= $3)"
        )
    } else {
        format!(
            "SELECT boundary, key, currency, recent_events, {columns} FROM boundary_total
             WHERE boundary = $1 AND key = $2"
        )
    };
    let rows = source.rows(&sql, bound).await?;
    let mut recent_events: Vec<i64> = Vec::new();
    for row in &rows {
        recent_events.extend(numbers(
            &row.try_get::<String>("", "recent_events").map_err(StoreError::from)?,
        ));
    }
    recent_events.sort_unstable_by(|a, b| b.cmp(a));
    recent_events.dedup();
    recent_events.truncate(RECENT_EVENTS);
    let sums = group(parse(&rows)?)
        .remove(&boundary)
        .and_then(|mut keys| keys.remove(key));
    Ok(AsOf {
        sums: sums.unwrap_or_default(),
        recent_events,
    })
}

/// The first day at whose end one boundary had a sum; `None` where it never had one.
///
/// # Errors
/// [`StoreError`].
pub async fn first_day(source: &impl Source, boundary: Boundary, key: &str) -> Result<Option<Date>> {
    #[derive(sea_orm::FromQueryResult)]
    struct First {
        day: Date,
    }
    let sql = "SELECT day FROM (SELECT day FROM total_day WHERE boundary = $1 AND key = $2
        UNION ALL SELECT moved_on FROM boundary_total WHERE boundary = $1 AND key = $2) AS moved ORDER BY day LIMIT 1";
    let first: Option<First> = source.one(sql, values![boundary, key]).await?;
    Ok(first.map(|first| first.day))
}

/// The whole numbers of a list that may be cut at its end: a number counts when its space follows.
fn numbers(list: &str) -> impl Iterator<Item = i64> + '_ {
    list.split_inclusive(' ')
        .filter_map(|number| number.strip_suffix(' '))
        .filter_map(|number| number.parse().ok())
}

fn group(rows: Contributions) -> BTreeMap<Boundary, BTreeMap<String, Sums>> {
    let mut grouped: BTreeMap<Boundary, BTreeMap<String, Sums>> = BTreeMap::new();
    for ((boundary, key, currency), measures) in rows {
        let sums = grouped.entry(boundary).or_default().entry(key).or_default();
        if currency == Currency::USD {
            sums.usd = measures;
        } else if !measures.is_zero() {
            sums.not_converted.insert(currency, measures);
        }
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_events_that_was_cut_loses_its_last_number_only() {
        assert_eq!(numbers("812 809 790 ").collect::<Vec<_>>(), [812, 809, 790]);
        assert_eq!(numbers("812 809 79").collect::<Vec<_>>(), [812, 809]);
        assert_eq!(numbers("").count(), 0);
    }
}
