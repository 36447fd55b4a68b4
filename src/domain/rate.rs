//! Exchange rates: which one applies on a day, and what an amount is worth in US dollars by it.

use rust_decimal::Decimal;
use time::{Date, Duration};

use super::currency::Currency;
use super::ids::RateId;
use super::money::{self, Money, MoneyError};

mod jump;
mod period;

pub use jump::{JUMP_FACTOR, Quote, Series};
pub use period::PeriodError;

super::coded! {
    /// How long a rate speaks for. The finer kind is preferred.
    pub enum RateKind {
        Daily = "daily",
        Monthly = "monthly",
        Annual = "annual",
    }
}

/// How many days a daily rate is carried forward over days without one (DESIGN.md §3).
pub const DAILY_CARRY_DAYS: i64 = 7;

/// A dated, sourced rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    pub id: RateId,
    /// The rate for which it stands after corrections, or itself: a corrected rate keeps its place among those of its
    /// day.
    pub first: RateId,
    pub currency: Currency,
    pub kind: RateKind,
    pub valid_from_on: Date,
    pub valid_to_on: Date,
    /// Units of `currency` for one US dollar; above zero.
    pub units_per_usd: Decimal,
}

impl Rate {
    fn speaks_for(&self, day: Date) -> bool {
        let carry = if self.kind == RateKind::Daily {
            DAILY_CARRY_DAYS
        } else {
            0
        };
        let until = self
            .valid_to_on
            .checked_add(Duration::days(carry))
            .unwrap_or(self.valid_to_on);
        self.valid_from_on <= day && day <= until
    }
}

/// An amount in US dollars, with the rate that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Converted {
    pub usd: Money,
    /// `None`: US dollars already, or balboas, which stand at par; or worth what another row is worth.
    pub rate: Option<RateId>,
    /// The number that was used, which a later correction of the rate does not change.
    pub units_per_usd: Option<Decimal>,
    /// Of a commitment: its worth in the project's budget currency by the rates of the same day.
    pub budget: Option<Money>,
    /// The rate that made `budget`; `None` as for `rate`.
    pub budget_rate: Option<RateId>,
}

/// A rate that takes the place of another one, which was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction {
    pub wrong: RateId,
    pub right: RateId,
    pub units_per_usd: Decimal,
}

super::coded! {
    /// Why a rate is not corrected so.
    pub enum CorrectionRefusal {
        /// It has these units already.
        SameUnits = "same_units",
        /// A rate of this source, currency, kind and day is known: nobody could tell the two apart.
        SameSource = "same_source",
        /// An amount converted with it would be too large.
        TooLarge = "too_large",
    }
}

impl Converted {
    /// An amount in US dollars that needs no rate.
    #[must_use]
    pub const fn at_par(usd_minor: i64) -> Self {
        Self {
            usd: Money::new(usd_minor, Currency::USD),
            rate: None,
            units_per_usd: None,
            budget: None,
            budget_rate: None,
        }
    }

    /// With what it is in `budget`, a project's budget currency, by the `rates` of its `day`; with none where no rate is
    /// known.
    ///
    /// # Errors
    /// [`MoneyError`] when the result does not fit.
    pub fn in_budget(self, budget: Currency, day: Date, rates: &[Rate]) -> Result<Self, MoneyError> {
        let (budget, budget_rate) =
            from_usd(self.usd, budget, day, rates)?.map_or((None, None), |(money, rate)| (Some(money), rate));
        Ok(Self {
            budget,
            budget_rate,
            ..self
        })
    }

    /// The worth of `amount` after a correction of the rate that made it or its worth in the budget currency.
    /// `budget_units`: those of the rate that made the latter, where one did.
    ///
    /// # Errors
    /// [`MoneyError`] when the result does not fit.
    pub fn corrected(
        &self,
        amount: Money,
        budget_units: Option<Decimal>,
        correction: Correction,
    ) -> Result<Self, MoneyError> {
        let mut valuation = *self;
        if self.rate == Some(correction.wrong) {
            valuation.usd = money::to_usd(amount, correction.units_per_usd)?;
            valuation.rate = Some(correction.right);
            valuation.units_per_usd = Some(correction.units_per_usd);
        }
        let budget_units = if self.budget_rate == Some(correction.wrong) {
            valuation.budget_rate = Some(correction.right);
            Some(correction.units_per_usd)
        } else {
            budget_units
        };
        valuation.budget = match (self.budget, budget_units) {
            (Some(budget), Some(units)) => Some(money::from_usd(valuation.usd, budget.currency(), units)?),
            (Some(budget), None) if budget.currency().is_dollar() => {
                Some(Money::new(valuation.usd.minor(), budget.currency()))
            }
            // Of a rate that nobody wrote down: what was said stands.
            (stated, None) => stated,
            (None, Some(_)) => None,
        };
        Ok(valuation)
    }
}

/// The rate for `currency` on `day`: daily before monthly before annual, and the latest of a kind.
#[must_use]
pub fn applicable(rates: &[Rate], currency: Currency, day: Date) -> Option<&Rate> {
    rates
        .iter()
        .filter(|rate| rate.currency == currency && rate.speaks_for(day))
        .min_by_key(|rate| (rate.kind, std::cmp::Reverse(rate.valid_from_on), rate.first))
}

/// What `money` of `day` is worth in US dollars; `None` when no rate is known, which is never zero.
///
/// # Errors
/// [`MoneyError`] when the result does not fit.
pub fn to_usd(money: Money, day: Date, rates: &[Rate]) -> Result<Option<Converted>, MoneyError> {
    if money.currency().is_dollar() {
        return Ok(Some(Converted::at_par(money.minor())));
    }
    applicable(rates, money.currency(), day)
        .map(|rate| {
            Ok(Converted {
                usd: money::to_usd(money, rate.units_per_usd)?,
                rate: Some(rate.id),
                units_per_usd: Some(rate.units_per_usd),
                budget: None,
                budget_rate: None,
            })
        })
        .transpose()
}

/// What US dollars of `day` are worth in another currency, with the rate that says so; `None` when none is known.
///
/// # Errors
/// [`MoneyError`] when the result does not fit.
pub fn from_usd(
    usd: Money,
    currency: Currency,
    day: Date,
    rates: &[Rate],
) -> Result<Option<(Money, Option<RateId>)>, MoneyError> {
    if currency.is_dollar() {
        return Ok(Some((Money::new(usd.minor(), currency), None)));
    }
    applicable(rates, currency, day)
        .map(|rate| Ok((money::from_usd(usd, currency, rate.units_per_usd)?, Some(rate.id))))
        .transpose()
}

/// What an amount is in another currency by one rate of each, whatever their days: to judge it, never to count it.
/// `None` when one is missing; US dollars and balboas need none.
///
/// # Errors
/// [`MoneyError`] when the result does not fit.
pub fn estimate(
    money: Money,
    rate: Option<&Rate>,
    currency: Currency,
    other: Option<&Rate>,
) -> Result<Option<Money>, MoneyError> {
    let usd = match rate {
        _ if money.currency().is_dollar() => Money::new(money.minor(), Currency::USD),
        Some(rate) => money::to_usd(money, rate.units_per_usd)?,
        None => return Ok(None),
    };
    match other {
        _ if currency.is_dollar() => Ok(Some(Money::new(usd.minor(), currency))),
        Some(rate) => money::from_usd(usd, currency, rate.units_per_usd).map(Some),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn rate(id: i64, kind: RateKind, from: Date, to: Date, units: i64) -> Rate {
        Rate {
            id: RateId(id),
            first: RateId(id),
            currency: Currency::COP,
            kind,
            valid_from_on: from,
            valid_to_on: to,
            units_per_usd: Decimal::from(units),
        }
    }

    fn rates() -> Vec<Rate> {
        vec![
            rate(1, RateKind::Annual, date!(2023 - 01 - 01), date!(2023 - 12 - 31), 4000),
            rate(2, RateKind::Daily, date!(2023 - 06 - 01), date!(2023 - 06 - 01), 4100),
            rate(3, RateKind::Monthly, date!(2023 - 06 - 01), date!(2023 - 06 - 30), 4050),
        ]
    }

    #[test]
    fn a_daily_rate_beats_a_monthly_and_an_annual_one_and_is_carried_seven_days() {
        let rates = rates();
        let on = |day| applicable(&rates, Currency::COP, day).map(|rate| rate.id.0);
        assert_eq!(on(date!(2023 - 06 - 01)), Some(2));
        assert_eq!(on(date!(2023 - 06 - 08)), Some(2));
        assert_eq!(on(date!(2023 - 06 - 09)), Some(3));
        assert_eq!(on(date!(2023 - 07 - 01)), Some(1));
        assert_eq!(on(date!(2024 - 01 - 01)), None);
    }

    #[test]
    fn a_balboa_is_a_dollar_and_a_missing_rate_is_not_zero() {
        let balboas = Money::new(5_00, Currency::PAB);
        let day = date!(2024 - 01 - 01);
        assert_eq!(to_usd(balboas, day, &[]).unwrap().map(|c| c.usd.minor()), Some(5_00));
        assert_eq!(to_usd(Money::new(5_00, Currency::COP), day, &rates()), Ok(None));
    }

    #[test]
    fn dollars_become_pesos_at_the_rate_of_their_day_and_balboas_at_par() {
        let usd = Money::new(1_234_56, Currency::USD);
        let day = date!(2023 - 03 - 01);
        let valuation = |currency| {
            let valuation = from_usd(usd, currency, day, &rates()).unwrap();
            valuation.map(|(money, _)| money.minor())
        };
        assert_eq!(valuation(Currency::COP), Some(4_938_240_00));
        assert_eq!(valuation(Currency::PAB), Some(1_234_56));
        assert_eq!(valuation(Currency::EUR), None);
    }

    #[test]
    fn an_estimate_goes_through_dollars_and_needs_the_rates_of_both() {
        let (pesos, euros) = (
            rate(1, RateKind::Annual, date!(2023 - 01 - 01), date!(2023 - 12 - 31), 4000),
            {
                let mut rate = rate(2, RateKind::Annual, date!(2021 - 01 - 01), date!(2021 - 12 - 31), 2);
                rate.currency = Currency::EUR;
                rate
            },
        );
        let amount = Money::new(4_000_000_00, Currency::COP);
        let valuation = |from, currency, to| estimate(amount, from, currency, to).unwrap().map(Money::minor);
        assert_eq!(valuation(Some(&pesos), Currency::EUR, Some(&euros)), Some(2_000_00));
        assert_eq!(valuation(Some(&pesos), Currency::PAB, None), Some(1_000_00));
        assert_eq!(valuation(Some(&pesos), Currency::EUR, None), None);
        assert_eq!(valuation(None, Currency::USD, None), None);
    }

    #[test]
    fn pesos_convert_at_the_rate_of_their_day() {
        let pesos = Money::new(4_000_000_00, Currency::COP);
        let converted = to_usd(pesos, date!(2023 - 03 - 01), &rates()).unwrap().unwrap();
        assert_eq!(
            converted,
            Converted {
                usd: Money::new(1_000_00, Currency::USD),
                rate: Some(RateId(1)),
                units_per_usd: Some(Decimal::from(4000)),
                budget: None,
                budget_rate: None,
            }
        );
    }

    #[test]
    fn a_corrected_rate_keeps_its_place_before_another_of_the_same_day() {
        let mut other = rate(2, RateKind::Annual, date!(2023 - 01 - 01), date!(2023 - 12 - 31), 4500);
        let mut right = rate(3, RateKind::Annual, date!(2023 - 01 - 01), date!(2023 - 12 - 31), 4200);
        right.first = RateId(1);
        let known = [other.clone(), right.clone()];
        let on = |known: &[Rate]| applicable(known, Currency::COP, date!(2023 - 05 - 01)).map(|rate| rate.id.0);
        assert_eq!(on(&known), Some(3));
        (other.first, right.first) = (RateId(2), RateId(3));
        assert_eq!(
            on(&[other, right]),
            Some(2),
            "without a correction the older one counts"
        );
    }

    #[test]
    fn a_correction_changes_the_worth_that_its_rate_made_and_no_other() {
        let correction = Correction {
            wrong: RateId(1),
            right: RateId(9),
            units_per_usd: Decimal::from(5000),
        };
        let pesos = Money::new(4_000_000_00, Currency::COP);
        let dollars = |minor| Money::new(minor, Currency::USD);
        let valuation = |rate, usd: i64, budget: Option<(i64, Currency)>, budget_rate: Option<i64>| Converted {
            usd: dollars(usd),
            rate: Some(RateId(rate)),
            units_per_usd: Some(Decimal::from(4000)),
            budget: budget.map(|(minor, currency)| Money::new(minor, currency)),
            budget_rate: budget_rate.map(RateId),
        };
        // 4 000 000 / 5000 = 800; in euros at 2 for a dollar 1600; in balboas 800.
        let own = valuation(1, 1_000_00, Some((2_000_00, Currency::EUR)), Some(2));
        let after = own.corrected(pesos, Some(Decimal::from(2)), correction).unwrap();
        assert_eq!(after.usd, dollars(800_00));
        assert_eq!(
            (after.rate, after.units_per_usd),
            (Some(RateId(9)), Some(Decimal::from(5000)))
        );
        assert_eq!(after.budget, Some(Money::new(1_600_00, Currency::EUR)));
        assert_eq!(after.budget_rate, Some(RateId(2)));
        let par = valuation(1, 1_000_00, Some((1_000_00, Currency::PAB)), None);
        let after = par.corrected(pesos, None, correction).unwrap();
        assert_eq!(after.budget, Some(Money::new(800_00, Currency::PAB)));
        let unnamed = valuation(1, 1_000_00, Some((3_900_000_00, Currency::COP)), None);
        let after = unnamed.corrected(pesos, None, correction).unwrap();
        assert_eq!(
            (after.usd, after.budget),
            (dollars(800_00), unnamed.budget),
            "no cents become pesos"
        );
        // USD 1000 for a budget in pesos: only the worth in the budget moves.
        let signed = Converted {
            budget: Some(pesos),
            budget_rate: Some(RateId(1)),
            ..Converted::at_par(1_000_00)
        };
        let after = signed
            .corrected(dollars(1_000_00), Some(Decimal::from(4000)), correction)
            .unwrap();
        assert_eq!((after.usd, after.rate), (dollars(1_000_00), None));
        assert_eq!(after.budget, Some(Money::new(5_000_000_00, Currency::COP)));
        let other = valuation(7, 1_000_00, None, None);
        assert_eq!(other.corrected(pesos, None, correction), Ok(other));
    }
}
