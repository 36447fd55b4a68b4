//! Enums whose variants have one stable word each.

use std::fmt;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// A value with one stable word.
pub trait Coded: Copy + 'static {
    /// Every value, in the order in which people meet them.
    const ALL: &'static [Self];

    /// The stable word.
    fn code(self) -> &'static str;
}

/// Declares an enum whose variants have one stable word each: in columns, addresses, forms, events and JSON.
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

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                $crate::domain::coded::read_word(deserializer, Self::parse)
            }
        }
    };
}
pub(crate) use coded;

/// Reads a word that `read` must know.
///
/// # Errors
/// Those of the deserializer, for what is no text or a word that is not known.
pub fn read_word<'de, T, D: Deserializer<'de>>(deserializer: D, read: fn(&str) -> Option<T>) -> Result<T, D::Error> {
    deserializer.deserialize_str(Word(read))
}

struct Word<T>(fn(&str) -> Option<T>);

impl<T> Visitor<'_> for Word<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word that the registry knows")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}
