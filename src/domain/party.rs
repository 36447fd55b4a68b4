//! Whose turn or whose decision something is.

super::coded! {
    /// A party to a pledge or a commitment: who has to do something before the money can move, or at whose initiative
    /// money went back.
    pub enum Party {
        Provider = "provider",
        Implementer = "implementer",
        Government = "government",
        Community = "community",
    }
}

impl Party {
    /// Whether it is somebody other than the provider of the money, who then does not answer for the time it takes.
    #[must_use]
    pub const fn is_other(self) -> bool {
        match self {
            Self::Provider => false,
            Self::Implementer | Self::Government | Self::Community => true,
        }
    }
}
