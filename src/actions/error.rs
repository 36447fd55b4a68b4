//! Why an action was not done.

use crate::domain::acceptance::AcceptanceRefusal;
use crate::domain::access::Refusal;
use crate::domain::chain::MoneyRefusal;
use crate::domain::counting::CountingError;
use crate::domain::limit::TooOften;
use crate::domain::money::Money;
use crate::domain::password::PasswordError;
use crate::domain::person::PersonRefusal;
use crate::domain::pledge::{StateRefusal, TermsError};
use crate::domain::project::facts::FactsError;
use crate::domain::project::{Missing, StatusRefusal};
use crate::domain::proposal::ProposalRefusal;
use crate::domain::publication::PublicationError;
use crate::domain::rate::CorrectionRefusal;
use crate::domain::reason::ReasonError;
use crate::domain::schedule::ScheduleError;
use crate::store::StoreError;

/// Why nobody signs in, or no account or password is made.
#[derive(Debug, thiserror::Error)]
pub enum AccountRefusal {
    /// Somebody has joined with this address.
    #[error("the address has an account")]
    AddressTaken,
    #[error("address or password is wrong")]
    WrongCredentials,
    /// The password is not one that may be chosen.
    #[error("weak password: {}", .0.code())]
    WeakPassword(PasswordError),
    /// More passwords are to be hashed than the machine can; nothing was done.
    #[error("too many passwords to hash")]
    Overloaded,
    #[error("password could not be hashed")]
    NotHashed,
}

/// Why an amount cannot be what it is said to be, whatever it is for.
#[derive(Debug, thiserror::Error)]
pub enum AmountRefusal {
    /// It is worth more than can be kept, or a total would be.
    #[error("too large a sum")]
    TooLarge,
    /// It is worth more than the bound of this registry.
    #[error("worth more than {max}")]
    AboveBound {
        max: Money,
        /// Position of the budget line that is, from 0.
        line: Option<usize>,
    },
    /// In another currency than its parent, it is said to use up much less or much more of it than this, which it is
    /// worth.
    #[error("uses up another amount than {valuation}")]
    DrawdownImplausible { valuation: Money },
}

/// Why nothing can be said of what is waited for.
#[derive(Debug, thiserror::Error)]
pub enum WaitingRefusal {
    /// The condition is met already, or belongs to something else.
    #[error("no open condition")]
    ConditionNotOpen,
    /// There is nothing to explain.
    #[error("does not wait for that")]
    NotPending,
}

/// Why a document is missing or not taken.
#[derive(Debug, thiserror::Error)]
pub enum DocumentRefusal {
    /// An officer who speaks for a receiver proves it.
    #[error("a document is needed")]
    Needed,
    /// More documents, or larger ones, than an organisation hands in within a day.
    #[error("too many documents for a day")]
    TooMany,
}

/// Why an action was not done.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    #[error(transparent)]
    Store(StoreError),
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Absent, or hidden from this actor.
    #[error("not found")]
    NotFound,
    #[error("pledge terms: {0:?}")]
    Terms(Vec<TermsError>),
    #[error(transparent)]
    State(#[from] StateRefusal),
    #[error("facts of a project: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Facts(Vec<FactsError>),
    #[error("status: {0:?}")]
    Status(Vec<StatusRefusal>),
    #[error("gate of the present status: {0:?}")]
    Gate(Vec<Missing>),
    #[error(transparent)]
    Account(#[from] AccountRefusal),
    #[error(transparent)]
    TooOften(#[from] TooOften),
    #[error("person: {}", .0.code())]
    Person(PersonRefusal),
    #[error(transparent)]
    Amount(#[from] AmountRefusal),
    #[error("money: {}", .0.code())]
    Money(MoneyRefusal),
    #[error("acceptance: {}", .0.code())]
    Acceptance(AcceptanceRefusal),
    #[error("proposal: {}", .0.code())]
    Proposal(ProposalRefusal),
    #[error("publication: {}", .0.code())]
    Publication(PublicationError),
    #[error("rate: {}", .0.code())]
    Rate(CorrectionRefusal),
    #[error(transparent)]
    Reason(#[from] ReasonError),
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    #[error(transparent)]
    Waiting(#[from] WaitingRefusal),
    #[error(transparent)]
    Document(#[from] DocumentRefusal),
}

impl From<StoreError> for ActionError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Counting(counting) if counting.is_overflow() => AmountRefusal::TooLarge.into(),
            other => Self::Store(other),
        }
    }
}

impl From<MoneyRefusal> for ActionError {
    fn from(refusal: MoneyRefusal) -> Self {
        Self::Money(refusal)
    }
}

impl From<PasswordError> for ActionError {
    fn from(error: PasswordError) -> Self {
        AccountRefusal::WeakPassword(error).into()
    }
}

impl From<PersonRefusal> for ActionError {
    fn from(refusal: PersonRefusal) -> Self {
        Self::Person(refusal)
    }
}

impl From<AcceptanceRefusal> for ActionError {
    fn from(refusal: AcceptanceRefusal) -> Self {
        Self::Acceptance(refusal)
    }
}

impl From<ProposalRefusal> for ActionError {
    fn from(refusal: ProposalRefusal) -> Self {
        Self::Proposal(refusal)
    }
}

impl From<PublicationError> for ActionError {
    fn from(error: PublicationError) -> Self {
        Self::Publication(error)
    }
}

impl From<CorrectionRefusal> for ActionError {
    fn from(refusal: CorrectionRefusal) -> Self {
        Self::Rate(refusal)
    }
}

impl From<CountingError> for ActionError {
    fn from(error: CountingError) -> Self {
        StoreError::from(error).into()
    }
}

impl ActionError {
    /// A refusal that hides the thing becomes "not found".
    pub(super) fn hiding(refusal: Refusal) -> Self {
        if refusal.hides() {
            Self::NotFound
        } else {
            Self::Refused(refusal)
        }
    }
}

/// Shorthand of this layer.
pub type Result<T> = std::result::Result<T, ActionError>;
