//! Organisations and their classes.

super::coded! {
    /// What an organisation is in the plan's three groups of funders, and beside them.
    pub enum Class {
        FinancialInstitution = "financial_institution",
        CivilSociety = "civil_society",
        PrivateSector = "private_sector",
        /// A foreign government or its agency.
        Cooperation = "cooperation",
        Multilateral = "multilateral",
        /// Public money of Colombia or Panamá: left out of "mobilised" (DESIGN.md §3 rule 9).
        DomesticPublic = "domestic_public",
    }
}
