//! What the chain makes of a row of the ledger.

use super::{ChainError, Effect, Tally, proportion};
use crate::domain::currency::Currency;
use crate::domain::ledger::Entry;
use crate::domain::measures::Measures;

impl Entry {
    pub(super) fn tally(&self) -> Tally {
        Tally {
            money: self.amount,
            usd_minor: self.usd_minor,
        }
    }

    /// What its payer published of it, at the rate of the payment: worth in proportion to what the payment is.
    pub(super) fn publication(&self) -> Result<Option<Tally>, ChainError> {
        let Some(money) = self.published else { return Ok(None) };
        let usd_minor = match self.usd_minor {
            _ if money.currency().is_dollar() => Some(money.minor()),
            Some(usd) if money.currency() == self.amount.currency() => {
                let valuation = proportion(usd, money.minor(), self.amount.minor());
                Some(valuation.ok_or(ChainError::Overflow)?)
            }
            _ => None,
        };
        Ok(Some(Tally { money, usd_minor }))
    }

    pub(super) fn effect(&self, year: i32, currency: Currency, set: impl FnOnce(&mut Measures)) -> Effect {
        let mut measures = Measures::default();
        set(&mut measures);
        Effect {
            year,
            currency,
            measures,
        }
    }
}
