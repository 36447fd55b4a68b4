//! The four aims of the plan.

super::coded! {
    /// An aim of the plan; IATI tag, vocabulary 99.
    pub enum Pillar {
        PovertyReduction = "poverty_reduction",
        PublicServices = "public_services",
        Jobs = "jobs",
        SustainableEconomy = "sustainable_economy",
    }
}
