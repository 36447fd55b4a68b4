//! What rows of the ledger record.

crate::domain::coded! {
    /// What a row of the ledger records.
    pub enum EntryKind {
        Pledge = "pledge",
        /// The promise grows or shrinks.
        Revision = "revision",
        Withdrawal = "withdrawal",
        Lapse = "lapse",
        /// A part of an unearmarked pledge goes to a project, or back: a pair of rows.
        Earmarking = "earmarking",
        /// A signed commitment.
        Commitment = "commitment",
        /// A commitment ends or shrinks.
        Termination = "termination",
        /// A payment that the payer declares.
        Disbursement = "disbursement",
        /// Money that an organisation spent on a project.
        Expenditure = "expenditure",
        /// Money that came back.
        Refund = "refund",
        /// Received differs from declared, or less was spent than was reported.
        Adjustment = "adjustment",
    }
}
