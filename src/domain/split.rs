//! Dividing an amount by percentages so that the parts add to the whole.
//!
//! Largest remainder (Hamilton): everyone gets the whole minor units of their share, the units left over go one each
//! to the largest remainders, and among equals to the earlier position. Percentages are whole hundredths of a percent.
//! (DESIGN.md §3, counting rule 7)

use std::cmp::Reverse;

use thiserror::Error;

/// One hundred percent, in hundredths of a percent.
pub const WHOLE_BASIS_POINTS: u32 = 10_000;

/// A percentage above 0 and at most 100, in whole hundredths of a percent (basis points).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u32);

/// Why a text or number is not a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ShareError {
    /// Nothing was written.
    #[error("no percentage")]
    Empty,
    /// Something other than digits and one decimal mark.
    #[error("not a percentage")]
    NotANumber,
    /// More than two decimals.
    #[error("more than two decimals")]
    TooPrecise,
    /// Zero, or above one hundred.
    #[error("not above 0 and at most 100")]
    OutOfRange,
}

/// Why an amount could not be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SplitError {
    /// The shares do not add to exactly one hundred percent. No shares at all add to zero.
    #[error("the shares add to {sum_basis_points} hundredths of a percent, not 10000")]
    NotWhole {
        /// What they add to.
        sum_basis_points: u64,
    },
}

impl Share {
    /// One hundred percent.
    pub const WHOLE: Share = Share(WHOLE_BASIS_POINTS);

    /// A share of 1 to 10 000 hundredths of a percent.
    pub fn from_basis_points(basis_points: u32) -> Result<Share, ShareError> {
        if (1..=WHOLE_BASIS_POINTS).contains(&basis_points) {
            Ok(Share(basis_points))
        } else {
            Err(ShareError::OutOfRange)
        }
    }

    /// Reads `33.33`, `33,33` or `100`, with or without a percent sign and with white space around it. The mark is
    /// always decimal: a percentage has no thousands.
    pub fn parse(text: &str) -> Result<Share, ShareError> {
        let text = text.trim();
        let text = text.strip_suffix('%').map_or(text, str::trim_end);
        if text.is_empty() {
            return Err(ShareError::Empty);
        }
        let (whole, fraction) = match text.split_once(['.', ',']) {
            Some((_, "")) => return Err(ShareError::NotANumber),
            Some(parts) => parts,
            None => (text, ""),
        };
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return Err(ShareError::NotANumber);
        }
        if fraction.len() > 2 {
            return Err(ShareError::TooPrecise);
        }
        let basis_points = format!("{whole}{fraction:0<2}").parse();
        Share::from_basis_points(basis_points.map_err(|_| ShareError::OutOfRange)?)
    }

    /// Hundredths of a percent: 1 to 10 000.
    pub const fn basis_points(self) -> u32 {
        self.0
    }

    /// The form used in CSV and JSON, without zeros at the end: `33.33`, `12.5`, `100`.
    pub fn plain(self) -> String {
        let (whole, hundredths) = (self.0 / 100, self.0 % 100);
        match (hundredths, hundredths % 10) {
            (0, _) => whole.to_string(),
            (_, 0) => format!("{whole}.{}", hundredths / 10),
            _ => format!("{whole}.{hundredths:02}"),
        }
    }
}

/// Splits minor units by shares in hundredths of a percent, which must add to exactly 10 000. The parts are in the
/// order of the shares and always add to `total`; a negative total gives the negated parts of the positive one.
pub fn largest_remainder(total: i64, shares: &[u32]) -> Result<Vec<i64>, SplitError> {
    let weights: Vec<u64> = shares.iter().map(|share| u64::from(*share)).collect();
    let sum_basis_points = weights.iter().sum();
    if sum_basis_points != u64::from(WHOLE_BASIS_POINTS) {
        return Err(SplitError::NotWhole { sum_basis_points });
    }
    Ok(by_weight(total, &weights))
}

/// The parts of those who give together, the lead's first, in what their promise is `now`: in proportion to the parts
/// of the `first` figure, of which `others` are the contributors'. `None` where a part is unknown (counting rule 8).
#[must_use]
pub fn of_joint(now: i64, first: i64, others: &[Option<i64>]) -> Option<Vec<i64>> {
    let others: Vec<i64> = others.iter().copied().collect::<Option<_>>()?;
    let lead = others.iter().try_fold(first, |rest, part| rest.checked_sub(*part))?;
    let weights: Vec<u64> = [lead]
        .into_iter()
        .chain(others)
        .map(|part| u64::try_from(part).ok())
        .collect::<Option<_>>()?;
    Some(by_weight(now, &weights))
}

/// Splits minor units in proportion to weights of at most 10^15 each; all of it goes nowhere when they add to zero.
#[must_use]
pub fn by_weight(total: i64, weights: &[u64]) -> Vec<i64> {
    let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if whole == 0 {
        return vec![0; weights.len()];
    }
    let magnitude = i128::from(total).abs();
    let products = weights.iter().map(|weight| magnitude * i128::from(*weight));
    let mut parts: Vec<(i128, i128)> = products.map(|product| (product / whole, product % whole)).collect();

    // Every remainder is below one unit, so there are fewer units left over than parts with a remainder: a weight of
    // zero stays at zero.
    let mut left_over = magnitude - parts.iter().map(|(units, _)| units).sum::<i128>();
    let mut by_remainder: Vec<&mut (i128, i128)> = parts.iter_mut().collect();
    by_remainder.sort_by_key(|(_, remainder)| Reverse(*remainder));
    for (units, _) in by_remainder {
        if left_over == 0 {
            break;
        }
        *units += 1;
        left_over -= 1;
    }
    // No part exceeds the total, which is an i64, so the narrowing loses nothing.
    let sign = i128::from(total.signum());
    parts.iter().map(|(units, _)| (sign * units) as i64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A linear congruential generator (Knuth's constants): the same numbers on every run.
    struct Generator(u64);

    impl Generator {
        fn next(&mut self) -> u64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            self.0 >> 16
        }

        fn shares(&mut self) -> Vec<u32> {
            let mut left = WHOLE_BASIS_POINTS;
            let mut shares = Vec::new();
            while left > 0 && shares.len() < 40 {
                let share = (self.next() % u64::from(left + 1)) as u32 / 3;
                shares.push(share);
                left -= share;
            }
            shares.push(left);
            shares
        }

        fn total(&mut self) -> i64 {
            let bits = self.next() % 48;
            let magnitude = (self.next() % (1 << bits)) as i64;
            if self.next().is_multiple_of(2) {
                magnitude
            } else {
                -magnitude
            }
        }
    }

    #[test]
    fn the_parts_are_the_expected_ones() {
        let table: [(i64, &[u32], &[i64]); 9] = [
            (100, &[10_000], &[100]),
            (100, &[3_333, 3_333, 3_334], &[33, 33, 34]),
            (1, &[5_000, 5_000], &[1, 0]),
            (-1, &[5_000, 5_000], &[-1, 0]),
            (3, &[2_500, 2_500, 2_500, 2_500], &[1, 1, 1, 0]),
            (10, &[0, 3_350, 3_350, 3_300, 0], &[0, 4, 3, 3, 0]),
            (7, &[1, 9_999], &[0, 7]),
            (0, &[5_000, 5_000], &[0, 0]),
            (i64::MIN, &[10_000, 0], &[i64::MIN, 0]),
        ];
        for (total, shares, parts) in table {
            let split = largest_remainder(total, shares);
            assert_eq!(split.as_deref(), Ok(parts), "{total} by {shares:?}");
        }
    }

    #[test]
    fn shares_that_do_not_add_to_one_hundred_are_refused() {
        let table: [(&[u32], u64); 4] = [
            (&[], 0),
            (&[9_999], 9_999),
            (&[5_000, 5_001], 10_001),
            (&[u32::MAX, u32::MAX], 2 * u64::from(u32::MAX)),
        ];
        for (shares, sum_basis_points) in table {
            let refused = Err(SplitError::NotWhole { sum_basis_points });
            assert_eq!(largest_remainder(5, shares), refused);
        }
    }

    #[test]
    fn parts_add_to_the_whole_stay_within_a_unit_and_mirror_for_negatives() {
        let mut generator = Generator(20_261_123);
        for round in 0..5_000 {
            let (total, shares) = (generator.total(), generator.shares());
            let parts = largest_remainder(total, &shares).unwrap();
            assert_eq!(parts.len(), shares.len(), "round {round}");
            assert_eq!(parts.iter().sum::<i64>(), total, "round {round}");
            for (part, share) in parts.iter().zip(&shares) {
                let exact = i128::from(total) * i128::from(*share);
                let distance = (i128::from(*part) * 10_000 - exact).abs();
                assert!(distance < 10_000, "round {round}");
                assert!(*share > 0 || *part == 0, "round {round}");
            }
            let mirrored: Vec<i64> = parts.iter().map(|part| -part).collect();
            assert_eq!(largest_remainder(-total, &shares), Ok(mirrored));
        }
    }

    #[test]
    fn a_larger_share_never_gets_less() {
        let mut generator = Generator(7);
        for _ in 0..2_000 {
            let (total, shares) = (generator.total().abs(), generator.shares());
            let parts = largest_remainder(total, &shares).unwrap();
            let mut pairs: Vec<_> = shares.iter().zip(&parts).collect();
            pairs.sort();
            assert!(pairs.is_sorted_by_key(|(_, part)| **part), "{pairs:?}");
        }
    }

    #[test]
    fn shares_are_read_with_either_decimal_mark() {
        let table = [
            ("33.33", 3_333),
            ("33,33", 3_333),
            (" 100 ", 10_000),
            ("100.00", 10_000),
            ("0,01", 1),
            ("12.5 %", 1_250),
            ("007%", 700),
        ];
        for (text, basis_points) in table {
            assert_eq!(Share::parse(text), Ok(Share(basis_points)), "{text:?}");
        }
    }

    #[test]
    fn texts_that_are_no_share_are_refused() {
        let table = [
            ("", ShareError::Empty),
            (" % ", ShareError::Empty),
            ("0", ShareError::OutOfRange),
            ("0.00", ShareError::OutOfRange),
            ("100.01", ShareError::OutOfRange),
            ("99999999999999999999", ShareError::OutOfRange),
            ("33.333", ShareError::TooPrecise),
            ("33.", ShareError::NotANumber),
            (".5", ShareError::NotANumber),
            ("-5", ShareError::NotANumber),
            ("+5", ShareError::NotANumber),
            ("1.2.3", ShareError::NotANumber),
            ("5e1", ShareError::NotANumber),
            ("٥", ShareError::NotANumber),
        ];
        for (text, error) in table {
            assert_eq!(Share::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn every_share_is_read_back_from_its_plain_form() {
        for basis_points in 1..=WHOLE_BASIS_POINTS {
            let share = Share::from_basis_points(basis_points).unwrap();
            assert_eq!(Share::parse(&share.plain()), Ok(share));
        }
        for (basis_points, plain) in [(3_333, "33.33"), (1_250, "12.5"), (5, "0.05")] {
            assert_eq!(Share(basis_points).plain(), plain);
        }
        assert_eq!(Share::WHOLE.plain(), "100");
    }

    #[test]
    fn a_joint_promise_that_shrinks_or_grows_keeps_the_proportions_of_its_parts() {
        for (now, first, others, expected) in [
            (100, 100, vec![Some(30), Some(20)], Some(vec![50, 30, 20])),
            (40, 100, vec![Some(30), Some(20)], Some(vec![20, 12, 8])),
            (101, 100, vec![Some(50)], Some(vec![51, 50])),
            (100, 100, vec![Some(30), None], None),
            (100, 100, vec![], Some(vec![100])),
        ] {
            assert_eq!(of_joint(now, first, &others), expected, "{now} {first} {others:?}");
        }
    }
}
