//! What a file of rates holds of each currency, set against what is known, and which of its rates jump.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Jumping, Result};
use crate::domain::currency::Currency;
use crate::domain::rate::{Quote, Series};
use crate::exchange::rates::{RateFile, RateRow};
use crate::store::rates::{self, NewRate};
use crate::store::{Source, StoreError};

/// A rate of a file, and how many times the known one nearest in time it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub quote: Quote,
    /// To four digits; `None` where none of the currency is known.
    pub ratio: Option<Decimal>,
}

/// What a file holds of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overview {
    pub currency: Currency,
    pub count: usize,
    /// The earliest and the latest, by their first day.
    pub first: Seen,
    pub last: Seen,
    /// By their units for one US dollar.
    pub least: Seen,
    pub greatest: Seen,
}

/// What a file holds, by currency, with all rates that could be read, also those that would not be taken.
///
/// # Errors
/// [`super::ActionError::Store`].
pub async fn overview(source: &impl Source, file: &RateFile) -> Result<Vec<Overview>> {
    let mut all = Vec::new();
    for (currency, quotes) in by_currency(file.rows.iter().map(|row| (row.currency, quote(row)))) {
        let quotes: Vec<Quote> = quotes.into_iter().map(|(_, quote)| quote).collect();
        let series = Series::new(&quotes, rates::quotes(source, currency).await?);
        let seen = |quote: &Quote| Seen {
            quote: *quote,
            ratio: series.nearest_known(quote).and_then(|known| quote.ratio_to(known)),
        };
        let by_day = |quote: &&Quote| quote.valid_from_on;
        let by_size = |quote: &&Quote| quote.units_per_usd;
        let (first, last) = (quotes.iter().min_by_key(by_day), quotes.iter().max_by_key(by_day));
        let (least, greatest) = (quotes.iter().min_by_key(by_size), quotes.iter().max_by_key(by_size));
        if let (Some(first), Some(last), Some(least), Some(greatest)) = (first, last, least, greatest) {
            all.push(Overview {
                currency,
                count: quotes.len(),
                first: seen(first),
                last: seen(last),
                least: seen(least),
                greatest: seen(greatest),
            });
        }
    }
    Ok(all)
}

/// Which of the rates, each with its line, jump: by their position.
pub(super) async fn jumps(
    source: &impl Source,
    rates: &[(usize, NewRate)],
) -> std::result::Result<BTreeMap<usize, Jumping>, StoreError> {
    let mut jumps = BTreeMap::new();
    let quotes = rates.iter().map(|(_, rate)| {
        let quote = Quote {
            valid_from_on: rate.valid_from_on,
            valid_to_on: rate.valid_to_on,
            units_per_usd: rate.units_per_usd,
        };
        (rate.currency, quote)
    });
    for (currency, members) in by_currency(quotes) {
        let new: Vec<Quote> = members.iter().map(|(_, quote)| *quote).collect();
        let series = Series::new(&new, rates::quotes(source, currency).await?);
        for (member, from) in series.jumps() {
            let (at, quote) = members[member];
            let jump = Jumping {
                line: rates[at].0,
                currency,
                ratio: quote.ratio_to(&from),
                from,
            };
            jumps.insert(at, jump);
        }
    }
    Ok(jumps)
}

fn quote(row: &RateRow) -> Quote {
    Quote {
        valid_from_on: row.valid_from_on,
        valid_to_on: row.valid_to_on,
        units_per_usd: row.units_per_usd,
    }
}

/// The rates of each currency, each with its position among all.
fn by_currency(rates: impl Iterator<Item = (Currency, Quote)>) -> BTreeMap<Currency, Vec<(usize, Quote)>> {
    let mut groups: BTreeMap<Currency, Vec<(usize, Quote)>> = BTreeMap::new();
    for (at, (currency, quote)) in rates.enumerate() {
        groups.entry(currency).or_default().push((at, quote));
    }
    groups
}
