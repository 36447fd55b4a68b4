//! Where a project comes from and where it stands.

crate::domain::coded! {
    /// Where a project's record comes from.
    pub enum Provenance {
        /// Kept here by officers.
        Registered = "registered",
        /// Compiled from public sources, not confirmed by the funder; takes no pledges, passes no gates.
        Documented = "documented",
    }
}

crate::domain::coded! {
    /// Where a project stands. Declaration order is the order of the road.
    pub enum Status {
        Draft = "draft",
        Identified = "identified",
        SeekingFunding = "seeking_funding",
        Implementation = "implementation",
        Finalisation = "finalisation",
        Closed = "closed",
        Suspended = "suspended",
        Cancelled = "cancelled",
    }
}

impl Status {
    /// IATI activity status; a draft is not published and has none.
    #[must_use]
    pub const fn iati_code(self) -> Option<u8> {
        match self {
            Self::Draft => None,
            Self::Identified | Self::SeekingFunding => Some(1),
            Self::Implementation => Some(2),
            Self::Finalisation => Some(3),
            Self::Closed => Some(4),
            Self::Cancelled => Some(5),
            Self::Suspended => Some(6),
        }
    }

    /// Whether the public sees a project of this status.
    #[must_use]
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Draft)
    }

    /// Whether a project of this status takes pledges, and whether its gap counts (rule 5).
    #[must_use]
    pub const fn is_open_for_funding(self) -> bool {
        matches!(self, Self::SeekingFunding | Self::Implementation)
    }

    /// Whether the requirement counts as part of the plan.
    #[must_use]
    pub const fn counts_requirement(self) -> bool {
        !matches!(self, Self::Draft | Self::Cancelled)
    }

    /// The statuses that can follow, given where a suspended project came from.
    #[must_use]
    pub fn successors(self, suspended_from: Option<Self>) -> Vec<Self> {
        match self {
            Self::Draft => vec![Self::Identified],
            Self::Identified => vec![Self::SeekingFunding, Self::Cancelled],
            Self::SeekingFunding => vec![Self::Implementation, Self::Suspended, Self::Cancelled],
            Self::Implementation => vec![Self::Finalisation, Self::Suspended, Self::Cancelled],
            Self::Finalisation => vec![Self::Closed],
            Self::Suspended => suspended_from.into_iter().chain([Self::Cancelled]).collect(),
            Self::Closed | Self::Cancelled => Vec::new(),
        }
    }
}
