//! Domain types as columns: what a row holds and what a statement binds, without a text in between.
//!
//! What a column holds and the domain does not know is an error of the database ([`DbErr::Type`]): somebody changed it
//! behind the registry's back.

use rust_decimal::Decimal;
use sea_orm::sea_query::{ArrayType, Nullable, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, ColumnType, DbErr, QueryResult, TryFromU64, TryGetError, TryGetable, Value};

use serde::Deserialize;

use super::StoreError;
use crate::domain::chain::{Cause, Outcome};
use crate::domain::counting::Boundary;
use crate::domain::country::{Country, Jurisdiction};
use crate::domain::currency::Currency;
use crate::domain::document::MediaType;
use crate::domain::event::EventKind;
use crate::domain::fulfilment::PendingKind;
use crate::domain::ids::{
    AcceptanceId, AccountId, ConditionId, LedgerEntryId, OrganisationId, PlaceId, PledgeId, ProjectId, ProposalId,
    RateId,
};
use crate::domain::ledger::EntryKind;
use crate::domain::organisation::Class;
use crate::domain::party::Party;
use crate::domain::person::PersonState;
use crate::domain::pillar::Pillar;
use crate::domain::place::{PlaceKind, TerritorialStatus};
use crate::domain::pledge::{PledgeKind, PledgeState};
use crate::domain::project::{Provenance, Status};
use crate::domain::proposal::{ProposalKind, ProposalState};
use crate::domain::rate::RateKind;
use crate::domain::timestamp::Timestamp;

/// A type that is one text in a column.
trait TextColumn: Sized {
    /// What the column holds.
    fn text(&self) -> String;
    /// Reads it; `None` for what the domain does not know.
    fn read(text: &str) -> Option<Self>;
}

/// Makes types columns. `text`: of a [`TextColumn`]; `coded`: of an enum with one stable word for each variant;
/// `number`: of a key.
macro_rules! columns {
    (coded $($name:ident),+ $(,)?) => {$(
        impl TextColumn for $name {
            fn text(&self) -> String {
                self.code().to_owned()
            }
            fn read(text: &str) -> Option<Self> {
                Self::parse(text)
            }
        }
        columns!(text $name);
    )+};
    (text $($name:ident),+ $(,)?) => {$(
        columns!(column $name, String, Text, String, |text: String| <$name as TextColumn>::read(&text),
            |value: $name| TextColumn::text(&value));
    )+};
    (number $($name:ident),+ $(,)?) => {$(
        columns!(column $name, i64, BigInteger, BigInt, |key: i64| Some($name(key)), |value: $name| value.0);

        impl TryFromU64 for $name {
            fn try_from_u64(key: u64) -> Result<Self, DbErr> {
                i64::try_from_u64(key).map($name)
            }
        }
    )+};
    (column $name:ident, $stored:ty, $type:ident, $array:ident, $read:expr, $write:expr) => {
        impl TryGetable for $name {
            fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
                let stored = <$stored as TryGetable>::try_get_by(row, index)?;
                ($read)(stored).ok_or_else(|| TryGetError::DbErr(unreadable(&format!("{index:?}"))))
            }
        }

        impl From<$name> for Value {
            fn from(value: $name) -> Self {
                Self::from(($write)(value))
            }
        }

        impl ValueType for $name {
            fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
                let stored = <$stored as ValueType>::try_from(value)?;
                ($read)(stored).ok_or(ValueTypeErr)
            }
            fn type_name() -> String {
                stringify!($name).to_owned()
            }
            fn array_type() -> ArrayType {
                ArrayType::$array
            }
            fn column_type() -> ColumnType {
                ColumnType::$type
            }
        }

        impl Nullable for $name {
            fn null() -> Value {
                <$stored as Nullable>::null()
            }
        }
    };
}

columns!(coded
    Boundary, Cause, Class, Country, EntryKind, EventKind, Jurisdiction, MediaType, Outcome, Party, PendingKind, PersonState, Pillar,
    PlaceKind, PledgeKind, PledgeState, ProposalKind, ProposalState, Provenance, RateKind, Status, TerritorialStatus);

columns!(column Position, i64, BigInteger, BigInt, |stored: i64| <usize as TryFrom<i64>>::try_from(stored).ok().map(Position),
    |value: Position| <i64 as TryFrom<usize>>::try_from(value.0).unwrap_or(i64::MAX));
columns!(column BasisPoints, i64, BigInteger, BigInt, |stored: i64| <u32 as TryFrom<i64>>::try_from(stored).ok().map(BasisPoints),
    |value: BasisPoints| i64::from(value.0));

columns!(text Currency, Timestamp, Units);

columns!(number
    AcceptanceId, AccountId, ConditionId, LedgerEntryId, OrganisationId, PlaceId, PledgeId, ProjectId, ProposalId, RateId);

impl TextColumn for Currency {
    fn text(&self) -> String {
        self.code().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl TextColumn for Timestamp {
    fn text(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

/// A place in an order, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position(pub usize);

/// A share of a whole, in hundredths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BasisPoints(pub u32);

/// Units of a currency for one US dollar, as exact as they were recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Units(pub Decimal);

impl std::fmt::Display for Units {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl serde::Serialize for Units {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl TextColumn for Units {
    fn text(&self) -> String {
        self.0.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }
}

/// What is wrong with a column, or with columns that do not fit together, that hold what the domain does not know.
pub(super) fn unreadable(column: &str) -> DbErr {
    DbErr::Type(format!("unreadable value in {column}"))
}

/// What a column of JSON holds, or the error that names it.
pub(super) fn json<'a, T: Deserialize<'a>>(text: &'a str, column: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| DbErr::Json(format!("{column}: {error}")).into())
}

/// The row that a statement always gives.
pub(super) fn returned<T>(row: Option<T>, what: &str) -> Result<T, StoreError> {
    row.ok_or_else(|| DbErr::RecordNotFound(what.to_owned()).into())
}

/// The values of columns that fit together, or the error that names them.
pub(super) fn readable<T>(value: Option<T>, columns: &str) -> Result<T, StoreError> {
    value.ok_or_else(|| unreadable(columns).into())
}

#[cfg(test)]
mod tests {
    use sea_orm::FromQueryResult;

    use super::*;
    use crate::store::{Db, Source as _};

    #[derive(Debug, PartialEq, Eq, FromQueryResult)]
    struct Row {
        state: Status,
        was: Option<Status>,
        currency: Currency,
        at: Timestamp,
        units: Units,
        project: Option<ProjectId>,
        share: BasisPoints,
    }

    async fn read(columns: &str, values: Vec<Value>) -> Result<Option<Row>, StoreError> {
        let db = Db::connect("sqlite::memory:", None).await?;
        db.primary().one(&format!("SELECT {columns}"), values).await
    }

    #[tokio::test]
    async fn what_is_bound_comes_back_as_it_was() {
        let at = Timestamp::parse("2026-11-23T18:21:00Z").expect("an instant");
        let units = Units("4000.50".parse().expect("a number"));
        let columns = "$1 AS state, $2 AS was, $3 AS currency, $4 AS at, $5 AS units, $6 AS project, $7 AS share";
        let bound = values![
            Status::Draft,
            Option::<Status>::None,
            Currency::COP,
            at,
            units,
            Some(ProjectId(7)),
            BasisPoints(2_500)
        ];
        let row = Row {
            state: Status::Draft,
            was: None,
            currency: Currency::COP,
            at,
            units,
            project: Some(ProjectId(7)),
            share: BasisPoints(2_500),
        };
        assert_eq!(read(columns, bound).await.expect("readable"), Some(row));
    }

    #[tokio::test]
    async fn a_value_that_the_domain_does_not_know_is_an_error_that_names_its_column() {
        let good = [
            ("state", "'draft'"),
            ("was", "NULL"),
            ("currency", "'COP'"),
            ("at", "'2026-11-23T18:21:00Z'"),
            ("units", "'4000.50'"),
            ("project", "7"),
            ("share", "2500"),
        ];
        let wrong = [
            ("state", "'finished'"),
            ("was", "''"),
            ("currency", "'XAU'"),
            ("at", "'yesterday'"),
            ("units", "'many'"),
            ("share", "-1"),
        ];
        for (column, value) in wrong {
            let columns = good.map(|(name, good)| format!("{} AS {name}", if name == column { value } else { good }));
            let error = read(&columns.join(", "), vec![]).await.expect_err(column).to_string();
            assert!(
                error.contains("unreadable value in") && error.contains(column),
                "{column}: {error}"
            );
        }
    }
}
