//! What somebody may look up again at the desk, newest first.

use super::{COLUMNS, FROM, MoneyRow};
use crate::domain::country::Country;
use crate::domain::ids::OrganisationId;
use crate::store::{Result, Source};

/// A list of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Commitments, of whoever gives or receives.
    Commitments,
    /// Payments, of whoever receives.
    Received,
    /// Expenditures, of whoever reports.
    Spent,
}

/// Of whom a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Organisation(OrganisationId),
    /// Of everybody, towards this country or any.
    Country(Option<Country>),
}

/// The rows of a list that were recorded before `before`.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn listed(
    source: &impl Source,
    list: Listed,
    whose: Whose,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<MoneyRow>> {
    let (kind, party) = match list {
        Listed::Commitments => ("commitment", "(entry.organisation_id = $1 OR entry.receiver_id = $1)"),
        Listed::Received => ("disbursement", "entry.receiver_id = $1"),
        Listed::Spent => ("expenditure", "entry.organisation_id = $1"),
    };
    let (own, mut bound) = match whose {
        Whose::Organisation(id) => (party.to_owned(), values![id]),
        Whose::Country(country) => (
            "($1 = '' OR COALESCE(project.country, place.country, 'both') IN ($1, 'both'))".to_owned(),
            values![country.map_or("", Country::code)],
        ),
    };
    bound.extend(values![before.unwrap_or(i64::MAX), limit]);
    let sql = format!(
        "SELECT {COLUMNS} {FROM} WHERE entry.kind = '{kind}' AND {own} AND entry.id < $2
         ORDER BY entry.id DESC LIMIT $3"
    );
    source.all(&sql, bound).await
}
