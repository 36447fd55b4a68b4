//! The two countries, and what lies in one of them or in both.

super::coded! {
    /// Where a project lies; `both` is a binational one.
    pub enum Country {
        Colombia = "CO",
        Panama = "PA",
        Both = "both",
    }
}

super::coded! {
    /// Where an officer may act.
    pub enum Jurisdiction {
        Colombia = "CO",
        Panama = "PA",
        Both = "both",
    }
}

impl Country {
    /// The country that holds all of `countries`; `None` when there are none.
    #[must_use]
    pub fn covering(countries: impl IntoIterator<Item = Self>) -> Option<Self> {
        countries
            .into_iter()
            .reduce(|covered, next| if covered == next { covered } else { Self::Both })
    }

    /// Whether something in `part` lies within this country or these countries.
    #[must_use]
    pub fn contains(self, part: Self) -> bool {
        self == Self::Both || self == part
    }
}

impl Jurisdiction {
    /// The one country of an officer; `None` for both.
    #[must_use]
    pub const fn only(self) -> Option<Country> {
        match self {
            Self::Colombia => Some(Country::Colombia),
            Self::Panama => Some(Country::Panama),
            Self::Both => None,
        }
    }

    /// Whether an officer of this jurisdiction may act on something in `country`. What lies in both
    /// countries may be kept by the officers of either: each answers for the half at home.
    #[must_use]
    pub fn reaches(self, country: Country) -> bool {
        match (self, country) {
            (Self::Both, _) | (_, Country::Both) => true,
            (Self::Colombia, Country::Colombia) | (Self::Panama, Country::Panama) => true,
            (Self::Colombia, Country::Panama) | (Self::Panama, Country::Colombia) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_officer_of_one_country_does_not_reach_the_other() {
        assert!(!Jurisdiction::Panama.reaches(Country::Colombia));
        assert!(!Jurisdiction::Colombia.reaches(Country::Panama));
        assert!(Jurisdiction::Colombia.reaches(Country::Colombia));
        assert!(Jurisdiction::Both.reaches(Country::Panama));
    }

    #[test]
    fn a_binational_project_is_kept_by_the_officers_of_either_country() {
        assert!(Jurisdiction::Panama.reaches(Country::Both));
        assert!(Jurisdiction::Colombia.reaches(Country::Both));
    }

    #[test]
    fn places_on_both_sides_make_a_project_binational() {
        use Country::{Both, Colombia, Panama};
        assert_eq!(Country::covering([Colombia, Colombia]), Some(Colombia));
        assert_eq!(Country::covering([Colombia, Panama]), Some(Both));
        assert_eq!(Country::covering([]), None);
    }
}
