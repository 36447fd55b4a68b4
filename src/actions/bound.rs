//! Sums have room: no single amount is worth more than the bound of this registry (`domain/bound.rs`).

use time::Date;

use super::money::entry::judging_rate;
use super::{ActionError, AmountRefusal, Context, Result};
use crate::domain::money::Money;
use crate::domain::project::facts::Facts;
use crate::store::Source;

/// Whether an amount of a day is worth no more than a single amount may be.
///
/// # Errors
/// [`AmountRefusal::AboveBound`].
pub(super) async fn within(source: &impl Source, ctx: Context<'_>, amount: Money, on: Date) -> Result<()> {
    let rate = judging_rate(source, amount.currency(), on).await?;
    if ctx.amount_max.is_exceeded(amount, rate.as_ref()) {
        let max = ctx.amount_max.usd();
        return Err(AmountRefusal::AboveBound { max, line: None }.into());
    }
    Ok(())
}

/// Whether each line of a project's budget is worth no more than that.
///
/// # Errors
/// [`AmountRefusal::AboveBound`] with the first line that is.
pub(super) async fn budget_within(source: &impl Source, ctx: Context<'_>, facts: &Facts) -> Result<()> {
    let on = facts.budget_on.unwrap_or_else(|| ctx.now.local_date());
    // The largest line alone decides whether any is too large, with one look at the rates.
    let largest = facts.lines.iter().enumerate().max_by_key(|(_, line)| line.amount_minor);
    let Some((position, line)) = largest else { return Ok(()) };
    let amount = Money::new(line.amount_minor, facts.budget_currency);
    within(source, ctx, amount, on).await.map_err(|error| match error {
        ActionError::Amount(AmountRefusal::AboveBound { max, .. }) => ActionError::Amount(AmountRefusal::AboveBound {
            max,
            line: Some(position),
        }),
        other => other,
    })
}
