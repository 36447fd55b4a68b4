//! The sums that stand side by side in a boundary.

/// Declares the measures once: their names are the columns of the two tables of totals.
macro_rules! measures {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {
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
    };
}

measures! {
    /// What the projects need.
    requirement,
    /// Verified promises of money, original ± revisions.
    pledged,
    /// Pledged and neither withdrawn, lapsed nor signed.
    outstanding,
    /// Signed agreements.
    committed,
    /// Payments that wait for the receiver's word.
    declared,
    /// Payments that the receiver disputes.
    disputed,
    /// Payments confirmed by the receiver.
    paid,
    /// Expenditure reported by implementers.
    spent,
    /// Goods and technical help, valued by the giver.
    in_kind,
    /// Guarantees, which are not cash.
    guarantees,
    /// Requirement less committed of open projects, each cut at zero.
    gap,
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
}
