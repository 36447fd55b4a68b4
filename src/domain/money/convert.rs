//! Converting an amount: exact until it is rounded, and rounded once, half-even.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{Money, MoneyError, narrow};
use crate::domain::currency::Currency;

/// Converts to US dollars: `units_per_usd` is how many units of the amount's currency one dollar buys.
pub fn to_usd(money: Money, units_per_usd: Decimal) -> Result<Money, MoneyError> {
    convert_half_even(money, Currency::USD, units_per_usd)
}

/// Converts from US dollars: multiplies by the units of `target` that one dollar buys and rounds once, half-even.
///
/// Refuses a rate that is not above zero.
pub fn from_usd(usd: Money, target: Currency, units_per_usd: Decimal) -> Result<Money, MoneyError> {
    if units_per_usd <= Decimal::ZERO {
        return Err(MoneyError::BadRate);
    }
    let scaled = |digits: u32| 10_i128.checked_pow(digits).ok_or(MoneyError::Overflow);
    let numerator = i128::from(usd.minor)
        .checked_mul(units_per_usd.mantissa())
        .and_then(|product| product.checked_mul(scaled(target.minor_digits()).ok()?))
        .ok_or(MoneyError::Overflow)?;
    let denominator = scaled(units_per_usd.scale() + usd.currency.minor_digits())?;
    narrow(target, half_even(numerator, denominator).ok_or(MoneyError::Overflow)?)
}

/// A ratio rounded once, half-even; `None` when the denominator is zero or it does not fit.
#[must_use]
pub fn half_even(numerator: i128, denominator: i128) -> Option<i128> {
    let sign = numerator.signum() * denominator.signum();
    let (numerator, denominator) = (numerator.checked_abs()?, denominator.checked_abs()?);
    let (quotient, remainder) = (numerator.checked_div(denominator)?, numerator % denominator);
    let rounds_up = match remainder.checked_mul(2)?.cmp(&denominator) {
        Ordering::Less => false,
        Ordering::Equal => quotient % 2 == 1,
        Ordering::Greater => true,
    };
    Some(sign * (quotient + i128::from(rounds_up)))
}

/// Divides by a rate (units of the amount's currency per one unit of the target) and rounds once, half-even, to the
/// target's minor units. Exact until the rounding: long division in whole numbers, whatever the decimals of the rate.
///
/// Refuses a rate that is not above zero, and any rate but 1 between a currency and itself.
pub fn convert_half_even(money: Money, target: Currency, units_per_target: Decimal) -> Result<Money, MoneyError> {
    let same = money.currency == target;
    if units_per_target <= Decimal::ZERO || (same && units_per_target != Decimal::ONE) {
        return Err(MoneyError::BadRate);
    }
    // At most 2^96 × 100, so that ten times a remainder is far from the end of 128 bits.
    let divisor =
        units_per_target.mantissa().unsigned_abs() * u128::from(money.currency.minor_per_unit().unsigned_abs());
    let shift_digits = units_per_target.scale() + target.minor_digits();

    let dividend = u128::from(money.minor.unsigned_abs());
    let mut quotient = dividend / divisor;
    let mut remainder = dividend % divisor;
    for _ in 0..shift_digits {
        remainder *= 10;
        quotient = quotient
            .checked_mul(10)
            .and_then(|tens| tens.checked_add(remainder / divisor))
            .ok_or(MoneyError::Overflow)?;
        remainder %= divisor;
    }
    let rounds_up = match (remainder * 2).cmp(&divisor) {
        Ordering::Less => false,
        Ordering::Equal => quotient % 2 == 1,
        Ordering::Greater => true,
    };
    let magnitude = quotient
        .checked_add(u128::from(rounds_up))
        .and_then(|minor| i64::try_from(minor).ok())
        .ok_or(MoneyError::Overflow)?;
    let minor = if money.is_negative() { -magnitude } else { magnitude };
    Ok(Money::new(minor, target))
}
