//! Rules, types, life cycles, counting and access. Pure: no database, no clock, no network, no language.

pub mod acceptance;
pub mod access;
pub mod account;
pub mod bound;
pub mod chain;
pub mod counting;
pub mod country;
pub mod currency;
pub mod device;
pub mod document;
pub mod event;
pub mod finance;
pub mod fulfilment;
pub mod ids;
pub mod lateness;
pub mod limit;
pub mod money;
pub mod organisation;
pub mod party;
pub mod password;
pub mod person;
pub mod pillar;
pub mod place;
pub mod pledge;
pub mod project;
pub mod proposal;
pub mod publication;
pub mod rate;
pub mod reason;
pub mod schedule;
pub mod split;
pub mod text;
pub mod timestamp;

/// A value with one stable word: in columns, addresses, forms and events.
pub trait Coded: Copy + 'static {
    /// Every value, in the order in which people meet them.
    const ALL: &'static [Self];

    /// The stable word.
    fn code(self) -> &'static str;
}

/// Declares an enum whose variants have one stable word each: in columns, addresses, forms and events.
macro_rules! coded {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_meta])* $variant),+ }

        impl $name {
            /// Every variant, in the order in which people meet them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable word: column value, query value, form value.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Reads the stable word; `None` for anything else.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::domain::Coded for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn code(self) -> &'static str {
                self.code()
            }
        }
    };
}
pub(crate) use coded;
