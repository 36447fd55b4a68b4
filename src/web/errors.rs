//! What a handler can fail with.

use rocket::http::{Method, Status};
use rocket::{Request, response};

use super::templates::TemplateError;
use crate::actions::{AccountRefusal, ActionError, AmountRefusal, DocumentRefusal, WaitingRefusal};
use crate::domain::access::Refusal;
use crate::domain::limit::TooOften;
use crate::store::StoreError;

/// Why a request is not answered as asked. Invalid forms are not here: they are answered by their own page.
#[derive(Debug, Clone)]
pub enum WebError {
    /// Absent, hidden or malformed: one 404.
    NotFound,
    /// The JSON view of a list was asked to go on after what it never named.
    BadCursor,
    Forbidden(Option<Refusal>),
    Stale,
    /// The form was answered already, and says something else now.
    Resent,
    /// What was asked for cannot be done as it was asked, and no form says why.
    Refused,
    /// A total would be larger than can be kept, and no field of a form is at error.
    TooLarge,
    /// Too many write at once, or sign in; nothing was saved.
    Busy,
    /// Too many pages are being made, or this one took too long.
    Crowded,
    /// What the page is made of is known of a newer data version only: it is made once more.
    Passed,
    /// The database keeps nothing at present, or cannot be reached; nothing was saved.
    Unavailable,
    /// The database failed while it saved: what was sent may be kept or not.
    Unconfirmed,
    /// More often than a limit allows; nothing was done.
    TooOften(TooOften),
    Internal,
}

impl WebError {
    fn internal(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "request failed");
        Self::Internal
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Stale,
            StoreError::Resent => Self::Resent,
            StoreError::Busy => {
                tracing::warn!("the database is busy");
                Self::Busy
            }
            StoreError::Passed => Self::Passed,
            StoreError::NoTurn | StoreError::TooSlow => {
                tracing::warn!(%error, "a page was not made");
                Self::Crowded
            }
            StoreError::Unavailable(_) => {
                tracing::error!(%error, "the database is unavailable");
                Self::Unavailable
            }
            StoreError::Unconfirmed(_) => {
                tracing::error!(%error, "a write could not be confirmed");
                Self::Unconfirmed
            }
            other => Self::internal(&other),
        }
    }
}

impl From<ActionError> for WebError {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::NotFound => Self::NotFound,
            ActionError::Refused(refusal) if refusal.hides() => Self::NotFound,
            ActionError::Refused(refusal) => Self::Forbidden(Some(refusal)),
            ActionError::Store(store) => store.into(),
            ActionError::Amount(AmountRefusal::TooLarge) => Self::TooLarge,
            ActionError::Account(AccountRefusal::Overloaded) => Self::Busy,
            ActionError::TooOften(refused) => Self::TooOften(refused),
            // A form says these at its fields (`form::refusals`); where there is none, it is a page that says so.
            ActionError::Reason(_)
            | ActionError::Terms(_)
            | ActionError::Gate(_)
            | ActionError::Facts(_)
            | ActionError::Account(
                AccountRefusal::WrongCredentials | AccountRefusal::WeakPassword(_) | AccountRefusal::AddressTaken,
            )
            | ActionError::Amount(AmountRefusal::AboveBound { .. } | AmountRefusal::DrawdownImplausible { .. })
            | ActionError::Schedule(_)
            | ActionError::Publication(_)
            | ActionError::Rate(_)
            | ActionError::Document(DocumentRefusal::Needed | DocumentRefusal::TooMany) => Self::Refused,
            ActionError::State(_)
            | ActionError::Status(_)
            | ActionError::Person(_)
            | ActionError::Money(_)
            | ActionError::Acceptance(_)
            | ActionError::Proposal(_)
            | ActionError::Waiting(WaitingRefusal::ConditionNotOpen | WaitingRefusal::NotPending) => Self::Stale,
            error @ ActionError::Account(AccountRefusal::NotHashed) => Self::internal(&error),
        }
    }
}

impl From<TemplateError> for WebError {
    fn from(error: TemplateError) -> Self {
        Self::internal(&error)
    }
}

impl WebError {
    /// The status to answer with; where it does not say enough, the words of its page are noted beside the request.
    pub(super) fn status(&self, request: &Request<'_>) -> Status {
        let (status, words) = match self {
            Self::NotFound => (Status::NotFound, None),
            Self::Forbidden(Some(Refusal::FourEyes)) => (Status::Forbidden, Some("403-four-eyes")),
            Self::Forbidden(Some(Refusal::OtherJurisdiction)) => (Status::Forbidden, Some("403-jurisdiction")),
            Self::Forbidden(_) => (Status::Forbidden, None),
            Self::Stale => (Status::Conflict, None),
            Self::Resent => (Status::Conflict, Some("409-resent")),
            Self::BadCursor => (Status::BadRequest, Some("400-cursor")),
            Self::TooLarge => (Status::UnprocessableEntity, Some("422-too-large")),
            Self::Refused => (Status::UnprocessableEntity, Some("422-refused")),
            Self::TooOften(refused) => {
                request.local_cache(|| RetryAfter(Some(*refused)));
                (Status::TooManyRequests, None)
            }
            Self::Busy => (Status::ServiceUnavailable, None),
            Self::Crowded | Self::Passed => (Status::ServiceUnavailable, Some("503-crowded")),
            Self::Unavailable if matches!(request.method(), Method::Get | Method::Head) => {
                (Status::ServiceUnavailable, Some("503-unavailable"))
            }
            Self::Unavailable => (Status::ServiceUnavailable, Some("503-unsaved")),
            Self::Unconfirmed => (Status::ServiceUnavailable, Some("503-unconfirmed")),
            Self::Internal => (Status::InternalServerError, None),
        };
        if words.is_some() {
            request.local_cache(|| Words(words));
        }
        status
    }
}

impl<'r> response::Responder<'r, 'static> for WebError {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Err(self.status(request))
    }
}

/// The key of the words of an error page, where the status alone does not say enough.
pub(super) struct Words(pub Option<&'static str>);

/// The limit that was met, if that is why a request is refused.
pub(super) struct RetryAfter(pub Option<TooOften>);
