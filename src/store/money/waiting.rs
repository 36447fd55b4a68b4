//! Payments that somebody must look at: declared and not answered, or disputed.

use super::{MoneyRow, money_columns, money_from};
use crate::domain::country::Country;
use crate::domain::ids::OrganisationId;
use crate::store::{Part, Result, Source};

/// Which payments somebody must look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Declared to this organisation, and not answered or disputed by it.
    Receiver(OrganisationId),
    /// Disputed, in this country or any.
    Disputed(Option<Country>),
}

/// The newest word about a payment.
macro_rules! newest_word {
    () => {
        "(SELECT receipt.kind FROM receipt WHERE receipt.ledger_entry_id = entry.id ORDER BY receipt.id DESC LIMIT 1)"
    };
}

/// Payments of commitments of which something is not settled.
macro_rules! unsettled {
    () => {
        " WHERE entry.kind = 'disbursement' AND entry.parent_id IN (SELECT stands.commitment_id
            FROM commitment_state AS stands WHERE stands.unsettled_since_on IS NOT NULL) AND "
    };
}

/// The payments that wait, oldest first.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn waiting(source: &impl Source, which: Waiting, part: Part) -> Result<Vec<MoneyRow>> {
    const OF_RECEIVER: &str = concat!(
        "SELECT ",
        money_columns!(),
        " ",
        money_from!(),
        unsettled!(),
        "entry.receiver_id = $1 AND COALESCE(",
        newest_word!(),
        ", 'dispute') = 'dispute'
         ORDER BY entry.dated_on, entry.id LIMIT $2 OFFSET $3"
    );
    const DISPUTED: &str = concat!(
        "SELECT ",
        money_columns!(),
        " ",
        money_from!(),
        unsettled!(),
        newest_word!(),
        " = 'dispute'
            AND ($1 = '' OR COALESCE(project.country, place.country, 'both') IN ($1, 'both'))
         ORDER BY entry.dated_on, entry.id LIMIT $2 OFFSET $3"
    );
    match which {
        Waiting::Receiver(organisation) => {
            source
                .all(OF_RECEIVER, values![organisation, part.limit, part.offset])
                .await
        }
        Waiting::Disputed(country) => {
            let country = country.map_or("", Country::code);
            source.all(DISPUTED, values![country, part.limit, part.offset]).await
        }
    }
}
