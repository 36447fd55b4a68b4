//! Grant, loan or equity: the three ways in which every total can be split (DESIGN.md §3, counting rule 9).

use super::measures::Measures;

super::coded! {
    /// The class of an IATI finance type.
    pub enum Finance {
        Grant = "grant",
        /// Loans and other debt, also grants that must be paid back.
        Loan = "loan",
        /// Shares and capital subscriptions, also preferred ones and other hybrids.
        Equity = "equity",
        /// Guarantees, debt relief and what else there is.
        Other = "other",
    }
}

/// Guarantees and insurance (IATI FinanceType): no cash, whatever the amount (counting rule 9).
pub const GUARANTEE: &str = "1100";

/// Whether something can be given by this code of the IATI list FinanceType: its first ones are measures of a country.
#[must_use]
pub fn is_given(code: &str) -> bool {
    code.parse::<u16>().is_ok_and(|code| code >= 100)
}

impl Finance {
    /// The class of a code of the IATI list FinanceType.
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code.parse::<u16>() {
            Ok(100..=299) => Self::Grant,
            Ok(300..=399 | 432 | 433 | 500..=599) => Self::Equity,
            Ok(400..=499) => Self::Loan,
            _ => Self::Other,
        }
    }

    pub(super) const fn pledged(self, measures: &mut Measures, minor: i64) {
        match self {
            Self::Grant => measures.pledged_grant = minor,
            Self::Loan => measures.pledged_loan = minor,
            Self::Equity => measures.pledged_equity = minor,
            Self::Other => {}
        }
    }

    pub(super) const fn committed(self, measures: &mut Measures, minor: i64) {
        match self {
            Self::Grant => measures.committed_grant = minor,
            Self::Loan => measures.committed_loan = minor,
            Self::Equity => measures.committed_equity = minor,
            Self::Other => {}
        }
    }

    pub(super) const fn paid(self, measures: &mut Measures, minor: i64) {
        match self {
            Self::Grant => measures.paid_grant = minor,
            Self::Loan => measures.paid_loan = minor,
            Self::Equity => measures.paid_equity = minor,
            Self::Other => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_of_a_country_are_no_finance() {
        assert!(["110", "421", GUARANTEE].into_iter().all(is_given));
        assert!(!["1", "4", "", "x"].into_iter().any(is_given));
    }

    #[test]
    fn codes_of_the_iati_list_fall_into_their_classes() {
        for (code, class) in [
            ("110", Finance::Grant),
            ("111", Finance::Grant),
            ("210", Finance::Grant),
            ("310", Finance::Equity),
            ("421", Finance::Loan),
            ("422", Finance::Loan),
            ("432", Finance::Equity),
            ("510", Finance::Equity),
            ("610", Finance::Other),
            ("1100", Finance::Other),
            ("", Finance::Other),
        ] {
            assert_eq!(Finance::of(code), class, "{code}");
        }
    }
}
