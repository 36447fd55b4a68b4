//! Rates that differ so much from their neighbours that somebody must look at them before they are taken.
//!
//! A mark that was read the wrong way makes a rate wrong by a factor of 1 000; an inverted rate by more. Rates of one
//! currency move slowly, so they are strung together in the order of their days, those that are known with those that
//! are new, each behind the nearest before it that is less than [`JUMP_FACTOR`] away. What hangs together with a known
//! rate is plausible. Where no rate of the currency is known, only what is more than half of it is.

use rust_decimal::Decimal;
use time::Date;

/// From which factor on a difference needs a confirmation.
pub const JUMP_FACTOR: u32 = 2;

/// A rate of one currency, as far as its size matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    pub valid_from_on: Date,
    pub valid_to_on: Date,
    /// Above zero.
    pub units_per_usd: Decimal,
}

impl Quote {
    /// Twice the day in the middle of its days, as a number.
    fn middle(&self) -> i32 {
        self.valid_from_on
            .to_julian_day()
            .saturating_add(self.valid_to_on.to_julian_day())
    }

    /// How many times the other one it is; `None` where that is beyond what can be written.
    #[must_use]
    pub fn ratio_to(&self, other: &Self) -> Option<Decimal> {
        let ratio = self.units_per_usd.checked_div(other.units_per_usd)?;
        ratio.round_sf(4).map(|ratio| ratio.normalize())
    }

    /// Whether one is at least [`JUMP_FACTOR`] times the other.
    fn jumps_from(&self, other: &Self) -> bool {
        let (least, greatest) = (
            self.units_per_usd.min(other.units_per_usd),
            self.units_per_usd.max(other.units_per_usd),
        );
        least
            .checked_mul(Decimal::from(JUMP_FACTOR))
            .is_some_and(|twice| greatest >= twice)
    }
}

/// The one of `known`, sorted by its days, that is nearest in time to `rate`.
fn nearest<'k>(known: &'k [Quote], rate: &Quote) -> Option<&'k Quote> {
    let behind = known.partition_point(|one| one.middle() < rate.middle());
    let candidates = [behind.checked_sub(1).and_then(|at| known.get(at)), known.get(behind)];
    let distance = |one: &&Quote| one.middle().abs_diff(rate.middle());
    candidates.into_iter().flatten().min_by_key(distance)
}

/// Rates of one currency that hang together.
struct Run {
    last: Quote,
    is_known: bool,
    /// Positions among the new rates.
    new: Vec<usize>,
}

/// Rates of one currency, set against those that are known of it.
#[derive(Debug)]
pub struct Series<'r> {
    new: &'r [Quote],
    /// Sorted by their days.
    known: Vec<Quote>,
}

impl<'r> Series<'r> {
    #[must_use]
    pub fn new(new: &'r [Quote], mut known: Vec<Quote>) -> Self {
        known.sort_by_key(Quote::middle);
        Self { new, known }
    }

    /// The known rate that is nearest in time.
    #[must_use]
    pub fn nearest_known(&self, rate: &Quote) -> Option<&Quote> {
        nearest(&self.known, rate)
    }

    /// For each new rate that needs a confirmation its position and the rate it jumps from, in the order of the new.
    #[must_use]
    pub fn jumps(&self) -> Vec<(usize, Quote)> {
        let runs = self.runs();
        let half = self.new.len() / 2;
        let is_good = |run: &Run| run.is_known || (self.known.is_empty() && (runs.len() == 1 || run.new.len() > half));
        let mut good: Vec<Quote> = self.known.clone();
        for run in runs.iter().filter(|run| is_good(run)) {
            good.extend(run.new.iter().map(|at| self.new[*at]));
        }
        good.sort_by_key(Quote::middle);
        let mut jumps = Vec::new();
        for (number, run) in runs.iter().enumerate().filter(|(_, run)| !is_good(run)) {
            // Where nothing is good, one run is as good as another.
            let others = || {
                let others = runs.iter().enumerate().filter(|(other, _)| *other != number);
                let mut others: Vec<Quote> = others
                    .flat_map(|(_, run)| run.new.iter().map(|at| self.new[*at]))
                    .collect();
                others.sort_by_key(Quote::middle);
                others
            };
            let measures = if good.is_empty() { others() } else { good.clone() };
            let found = run
                .new
                .iter()
                .filter_map(|at| Some((*at, *nearest(&measures, &self.new[*at])?)));
            jumps.extend(found);
        }
        jumps.sort_by_key(|(at, _)| *at);
        jumps
    }

    fn runs(&self) -> Vec<Run> {
        let known = self.known.iter().map(|rate| (*rate, None));
        let new = self.new.iter().enumerate().map(|(at, rate)| (*rate, Some(at)));
        let mut all: Vec<(Quote, Option<usize>)> = known.chain(new).collect();
        // A known one first: what is new is measured against it.
        all.sort_by_key(|(rate, at)| (rate.middle(), at.is_some()));
        let mut runs: Vec<Run> = Vec::new();
        for (rate, at) in all {
            let run = runs
                .iter_mut()
                .filter(|run| !rate.jumps_from(&run.last))
                .max_by_key(|run| (run.last.middle(), run.is_known));
            let run = match run {
                Some(run) => {
                    run.last = rate;
                    run
                }
                None => {
                    runs.push(Run {
                        last: rate,
                        is_known: false,
                        new: Vec::new(),
                    });
                    let Some(run) = runs.last_mut() else { continue };
                    run
                }
            };
            match at {
                Some(at) => run.new.push(at),
                None => run.is_known = true,
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(units: &[(i32, &str)]) -> Vec<Quote> {
        let one = |(year, units): &(i32, &str)| Quote {
            valid_from_on: Date::from_ordinal_date(*year, 1).unwrap(),
            valid_to_on: Date::from_calendar_date(*year, time::Month::December, 31).unwrap(),
            units_per_usd: units.parse().unwrap(),
        };
        units.iter().map(one).collect()
    }

    /// The years of the rates that jump, each with the year it jumps from.
    fn jumps(new: &[(i32, &str)], known: &[(i32, &str)]) -> Vec<(i32, i32)> {
        let new = rates(new);
        let series = Series::new(&new, rates(known));
        let found = series.jumps();
        let year = |rate: &Quote| rate.valid_from_on.year();
        found.iter().map(|(at, from)| (year(&new[*at]), year(from))).collect()
    }

    #[test]
    fn a_rate_at_twice_or_half_of_what_is_known_jumps() {
        let known = [(2022, "4255.44")];
        assert_eq!(jumps(&[(2023, "4325.955")], &known), []);
        assert_eq!(jumps(&[(2023, "8510.87")], &known), []);
        assert_eq!(jumps(&[(2023, "8510.88")], &known), [(2023, 2022)]);
        assert_eq!(jumps(&[(2023, "2127.73")], &known), []);
        assert_eq!(jumps(&[(2023, "2127.72")], &known), [(2023, 2022)]);
        assert_eq!(jumps(&[(2023, "4.325")], &known), [(2023, 2022)]);
        assert_eq!(jumps(&[(2022, "0.000235")], &known), [(2022, 2022)]);
    }

    #[test]
    fn within_a_file_of_an_unknown_currency_what_is_not_more_than_half_of_it_jumps() {
        assert_eq!(jumps(&[(2023, "4.325")], &[]), [], "nothing to compare it with");
        assert_eq!(
            jumps(&[(2022, "4255"), (2023, "4.325")], &[]),
            [(2022, 2023), (2023, 2022)]
        );
        let spike = [(2020, "3693"), (2021, "3.744"), (2022, "4255"), (2023, "4325")];
        assert_eq!(
            jumps(&spike, &[]).iter().map(|(year, _)| *year).collect::<Vec<_>>(),
            [2021]
        );
        let halves = [(2020, "3.693"), (2021, "3.744"), (2022, "4255"), (2023, "4325")];
        assert_eq!(jumps(&halves, &[]).len(), 4);
        assert_eq!(jumps(&halves, &[(2024, "4074")]), [(2020, 2022), (2021, 2022)]);
    }

    #[test]
    fn a_long_series_that_moves_slowly_hangs_together_with_what_is_known() {
        let years: Vec<(i32, String)> = (0..70)
            .map(|year| {
                (
                    1955 + year,
                    format!("{}.5", 2_u64.pow(u32::try_from(year).unwrap() / 7) * 4),
                )
            })
            .collect();
        let slow: Vec<(i32, String)> = years
            .windows(2)
            .map(|pair| (pair[0].0, pair[0].1.clone()))
            .filter(|(year, _)| (year - 1955) % 7 == 0)
            .collect();
        assert_eq!(slow.len(), 10);
        // 4.5, 8.5, 16.5 …: each less than twice the one before.
        let slow: Vec<(i32, &str)> = slow.iter().map(|(year, units)| (*year, units.as_str())).collect();
        assert_eq!(jumps(&slow, &[(2026, "4000")]), []);
        assert_eq!(jumps(&slow[..1], &[(2026, "4000")]), [(1955, 2026)]);
    }

    #[test]
    fn a_ratio_has_four_digits() {
        let two = rates(&[(2022, "4255.44"), (2023, "4.325")]);
        assert_eq!(
            two[1].ratio_to(&two[0]).map(|ratio| ratio.to_string()),
            Some("0.001016".to_owned())
        );
        assert_eq!(
            two[0].ratio_to(&two[0]).map(|ratio| ratio.to_string()),
            Some("1".to_owned())
        );
    }
}
