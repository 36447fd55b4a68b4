//! A type for each key, so that no function can be handed the wrong one.

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                i64::deserialize(deserializer).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.0)
            }
        }
    )+};
}

id!(
    /// Key of a row of `account`.
    AccountId,
    /// Key of a row of `organisation`.
    OrganisationId,
    /// Key of a row of `place`.
    PlaceId,
    /// Key of a row of `pledge`; never public, the reference is.
    PledgeId,
    /// Key of a row of `project`; never public, the code is.
    ProjectId,
    /// Key of a row of `exchange_rate`.
    RateId,
    /// Key of a row of `ledger_entry`.
    LedgerEntryId,
    /// Key of a row of `waiting_condition`.
    ConditionId,
    /// Key of a row of `in_kind_acceptance`.
    AcceptanceId,
    /// Key of a row of `proposal`; never public, the reference is.
    ProposalId,
);
