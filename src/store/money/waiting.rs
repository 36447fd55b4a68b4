//! Payments that somebody must look at: declared and not answered, or disputed.

use super::{MoneyRow, money_columns, money_from};
use crate::domain::country::Country;
use crate::domain::ids::OrganisationId;
use crate::store::sql::{Text, among};
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
    ($dialect:ident) => {
        concat!(
            "SELECT ",
            money_columns!(),
            " ",
            money_from!(),
            " WHERE entry.kind = 'disbursement' AND ",
            among!($dialect "entry.parent_id", "SELECT stands.commitment_id FROM commitment_state AS stands
                WHERE stands.unsettled_since_on IS NOT NULL"),
            " AND "
        )
    };
}

macro_rules! of_receiver {
    ($dialect:ident) => {
        concat!(
            unsettled!($dialect),
            "entry.receiver_id = $1 AND COALESCE(",
            newest_word!(),
            ", 'dispute') = 'dispute'
             ORDER BY entry.dated_on, entry.id LIMIT $2 OFFSET $3"
        )
    };
}

macro_rules! disputed {
    ($dialect:ident) => {
        concat!(
            unsettled!($dialect),
            newest_word!(),
            " = 'dispute'
                AND ($1 = '' OR COALESCE(project.country, place.country, 'both') IN ($1, 'both'))
             ORDER BY entry.dated_on, entry.id LIMIT $2 OFFSET $3"
        )
    };
}

const OF_RECEIVER: Text = Text {
    sqlite: of_receiver!(sqlite),
    postgres: of_receiver!(postgres),
};

const DISPUTED: Text = Text {
    sqlite: disputed!(sqlite),
    postgres: disputed!(postgres),
};

/// The payments that wait, oldest first.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn waiting(source: &impl Source, which: Waiting, part: Part) -> Result<Vec<MoneyRow>> {
    let postgres = source.speaks_postgres();
    let (sql, whose) = match which {
        Waiting::Receiver(organisation) => (OF_RECEIVER.on(postgres), organisation.0.into()),
        Waiting::Disputed(country) => (DISPUTED.on(postgres), country.map_or("", Country::code).into()),
    };
    source
        .all(sql, vec![whose, part.limit.into(), part.offset.into()])
        .await
}
