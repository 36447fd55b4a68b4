//! Letters to the other party of an action about money.

use crate::actions::{Context, Result};
use crate::domain::chain::Cause;
use crate::domain::ids::LedgerEntryId;
use crate::domain::money::Money;
use crate::mail::letters::{self, MoneyLetter, MoneyNews};
use crate::store::{Tx, accounts, money, outbox};

/// What a letter tells of an action.
pub(super) struct Notice<'a> {
    /// `None` where a dispute does not say how much arrived.
    pub amount: Option<Money>,
    /// Why that is less than what was declared.
    pub cause: Option<Cause>,
    pub why: &'a str,
    /// The office noted what a document says of it.
    pub on_document: bool,
    /// The office noted it for the provider.
    pub on_behalf: bool,
}

impl Notice<'_> {
    /// An amount, and nothing else.
    pub(super) const fn amount(amount: Money) -> Self {
        Self {
            amount: Some(amount),
            cause: None,
            why: "",
            on_document: false,
            on_behalf: false,
        }
    }
}

/// Writes a letter about a commitment or a payment to each person of the other party, in that person's language. Who
/// carries out its own money gets none.
pub(super) async fn notify(
    tx: &Tx,
    ctx: Context<'_>,
    letter: MoneyLetter,
    about: LedgerEntryId,
    stated: Notice<'_>,
) -> Result<()> {
    if !ctx.letters {
        return Ok(());
    }
    let Some(row) = money::get(tx, about.0, letter.about()).await? else {
        return Ok(());
    };
    let (provider, Some(receiver)) = (row.provider(), row.receiver()) else {
        return Ok(());
    };
    if provider == receiver {
        return Ok(());
    }
    let reader = if letter.goes_to_receiver() { receiver } else { provider };
    for person in accounts::of_organisation(tx, reader).await? {
        let news = MoneyNews {
            letter,
            row: &row,
            stated: stated.amount,
            cause: stated.cause,
            reason: stated.why.trim(),
            on_document: stated.on_document,
            on_behalf: stated.on_behalf,
            base_url: ctx.base_url,
        };
        let written = letters::money(news, &person)?;
        outbox::put(tx, written).await?;
    }
    Ok(())
}
