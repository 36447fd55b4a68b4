//! Why an action must be refused, by the codes of the registry; nothing: it must be done.
//!
//! All reasons that apply are named, so that the order in which the registry looks is its own affair.

use puente::domain::currency::Currency;
use time::Date;

use super::valuation::Valuation;

/// The reasons for which an action must be refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reasons(pub Vec<&'static str>);

/// The largest amount that anybody may enter.
const LARGEST: i128 = 1_000_000_000_000_000;

impl Reasons {
    pub fn add(&mut self, reason: &'static str, applies: bool) {
        if applies {
            self.0.push(reason);
        }
    }

    pub fn none(&self) -> bool {
        self.0.is_empty()
    }

    /// An amount above zero and not absurd, of a day between its parent's and today.
    pub fn sound(&mut self, minor: i128, on: Date, parent_on: Date, today: Date) {
        self.add("not_positive", minor <= 0);
        self.add("too_large", minor.abs() > LARGEST);
        self.add("in_the_future", on > today);
        self.add("before_parent", on < parent_on);
    }

    /// A child that uses up some of what is left of its parent, and is worth `about` so much of it: a quarter more or less
    /// is a difference of rates, as is the smallest unit.
    pub fn drawdown(
        &mut self,
        (currency, minor): (Currency, i128),
        stated: Option<(Currency, i128)>,
        left: &Valuation,
        about: Option<i128>,
        too_much: &'static str,
    ) {
        if currency == left.currency {
            self.add(
                "drawdown_differs",
                stated.is_some_and(|stated| stated != (currency, minor)),
            );
            self.add(too_much, minor > left.minor);
            return;
        }
        match stated {
            None => self.add("drawdown_needed", true),
            Some((of, _)) if of != left.currency => self.add("other_currency", true),
            Some((_, minor)) => {
                self.add("not_positive", minor <= 0);
                self.add("drawdown_more_than_left", minor > left.minor);
                match about {
                    None => self.add("drawdown_not_comparable", true),
                    Some(valuation) => {
                        let apart = 4 * (minor - valuation).abs();
                        self.add("drawdown_implausible", apart > valuation && apart > 4);
                    }
                }
            }
        }
    }
}
