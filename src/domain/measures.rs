//! The sums that stand side by side in a boundary.

/// Declares the measures once: their names are the columns of the two tables of totals.
macro_rules! measures {
    ($dollar:tt $($(#[$meta:meta])* $name:ident),+ $(,)?) => {
        /// Sums of one boundary in minor units of one currency, side by side and never added together.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct Measures { $($(#[$meta])* pub $name: i64),+ }

        impl Measures {
            /// The names, in column order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),+];

            /// The values, in column order.
            #[must_use]
            pub fn values(&self) -> Vec<i64> { vec![$(self.$name),+] }

            /// Takes values in column order; a missing one is 0.
            #[must_use]
            pub fn from_values(values: &[i64]) -> Self {
                let mut values = values.iter().copied();
                Self { $($name: values.next().unwrap_or(0)),+ }
            }
        }

        /// Hands the names, in column order, to another macro, for texts that stand when the program is built.
        macro_rules! measure_names {
            ($dollar takes:ident) => { $dollar takes! { $($name),+ } };
        }
        pub(crate) use measure_names;
    };
}

measures! { $
    /// What the projects need.
    requirement,
    /// Verified promises of money, original ± revisions.
    pledged,
    /// Pledged and neither withdrawn, lapsed nor signed, at the pledge's rate.
    outstanding,
    /// Pledged and then withdrawn or lapsed, at the pledge's rate.
    ended,
    /// Signed commitments, less what was terminated, at the rate of the signature.
    committed,
    /// The part of committed that descends from no pledge.
    direct,
    /// Payments that wait for the receiver's word.
    declared,
    /// Payments that the receiver disputes.
    disputed,
    /// Payments confirmed by the receiver.
    paid,
    /// Payments as the payer published them elsewhere: a statement of its own, beside declared and paid (rule 4).
    published,
    /// Expenditure reported by implementers.
    spent,
    /// Goods and technical help, valued by the provider.
    in_kind,
    /// The part of in_kind that an officer accepted for a named budget line (rule 9). It closes no gap.
    covered,
    /// Guarantees, which are not cash.
    guarantees,
    /// Requirement less committed of open projects, each cut at zero.
    gap,
    /// The same figure of suspended projects, which stands apart (rule 5).
    suspended,
    /// Signed at the rate of the signature less the same at the rate of the pledge.
    exchange_signed,
    /// Paid at the rate of the payment less the same at the rate of the signature.
    exchange_paid,
    pledged_grant,
    pledged_loan,
    pledged_equity,
    committed_grant,
    committed_loan,
    committed_equity,
    paid_grant,
    paid_loan,
    paid_equity,
    /// The part of pledged that comes from domestic public bodies (rule 9).
    pledged_domestic,
    committed_domestic,
    paid_domestic,
}

impl Measures {
    /// Adds, refusing to overflow.
    #[must_use]
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        let sums: Option<Vec<i64>> = self
            .values()
            .iter()
            .zip(other.values())
            .map(|(a, b)| a.checked_add(b))
            .collect();
        sums.map(|values| Self::from_values(&values))
    }

    /// Subtracts, refusing to overflow.
    #[must_use]
    pub fn checked_sub(&self, other: &Self) -> Option<Self> {
        let sums: Option<Vec<i64>> = self
            .values()
            .iter()
            .zip(other.values())
            .map(|(a, b)| a.checked_sub(b))
            .collect();
        sums.map(|values| Self::from_values(&values))
    }

    /// Whether every measure is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    /// Splits each measure by the same rule into `count` parts that add up to it.
    ///
    /// # Errors
    /// Those of the rule.
    pub fn split<E>(&self, rule: impl Fn(i64) -> Result<Vec<i64>, E>, count: usize) -> Result<Vec<Self>, E> {
        let columns = self.values().into_iter().map(rule).collect::<Result<Vec<_>, _>>()?;
        let part = |part: usize| columns.iter().map(|column| column[part]).collect::<Vec<_>>();
        Ok((0..count).map(|at| Self::from_values(&part(at))).collect())
    }

    /// Pledged, without what domestic public bodies pledge (rule 9).
    #[must_use]
    pub const fn mobilised(&self) -> i64 {
        self.pledged - self.pledged_domestic
    }

    /// What the rates of signatures and payments made of it, against that of the pledge.
    #[must_use]
    pub const fn exchange(&self) -> i64 {
        self.exchange_signed + self.exchange_paid
    }

    /// How much of what open projects need is signed, in hundredths of a percent, cut and never rounded up: 100 % only
    /// where no gap is left. `None` where nothing is signed and nothing is missing.
    #[must_use]
    pub fn coverage_basis_points(&self) -> Option<u32> {
        let (signed, gap) = (i128::from(self.committed.max(0)), i128::from(self.gap.max(0)));
        let needed = signed.checked_add(gap).filter(|needed| *needed > 0)?;
        u32::try_from(signed * 10_000 / needed).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_is_what_is_signed_of_what_is_needed_and_whole_only_without_a_gap() {
        for (committed, gap, expected) in [
            (0, 0, None),
            (0, 100, Some(0)),
            (1, 2, Some(3_333)),
            (99_999_999, 1, Some(9_999)),
            (100, 0, Some(10_000)),
            (-5, 0, None),
            (i64::MAX, i64::MAX, Some(5_000)),
        ] {
            let measures = Measures {
                committed,
                gap,
                ..Measures::default()
            };
            assert_eq!(measures.coverage_basis_points(), expected, "{committed} {gap}");
        }
    }
}
