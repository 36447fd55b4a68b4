//! Forms sent again: the same request gets the first answer, whatever has changed since.

use super::context::{Context, Request};
use super::error::{ActionError, Result};
use crate::domain::account::Actor;
use crate::store::{StoreError, Tx, request_records};

/// For how long the same said again without a number is a second click, and not a second decision.
const REPEAT_SECONDS: i64 = 300;

/// What an action gives, as it is kept for a repetition of its request.
pub trait Answer: Sized {
    fn keep(&self) -> String;
    /// Reads what was kept; `None` where it was kept by another action.
    fn recall(kept: &str) -> Option<Self>;
}

impl Answer for () {
    fn keep(&self) -> String {
        String::new()
    }

    fn recall(_: &str) -> Option<Self> {
        Some(())
    }
}

/// Values that are kept as they are printed.
macro_rules! kept_as_printed {
    ($($name:ty),+) => {$(
        impl Answer for $name {
            fn keep(&self) -> String {
                self.to_string()
            }

            fn recall(kept: &str) -> Option<Self> {
                kept.parse().ok()
            }
        }
    )+};
}
kept_as_printed!(i64, usize, bool, String);

impl Context<'_> {
    /// For a form that was sent.
    #[must_use]
    pub const fn with_request<'a>(self, request: Request<'a>) -> Context<'a>
    where
        Self: 'a,
    {
        Context {
            request: Some(request),
            ..self
        }
    }

    /// For what somebody asks under a number of their own, without a form.
    #[must_use]
    pub const fn numbered<'a>(self, actor: &Actor, number: &'a str) -> Context<'a>
    where
        Self: 'a,
    {
        self.with_request(Request {
            account: actor.account,
            form: "",
            number: Some(number),
            content: "",
        })
    }

    /// Does the work of an action in one transaction and keeps its answer under the request. A repetition fails (its
    /// number is taken, or the first one left nothing to do), is rolled back and gets the first answer instead.
    ///
    /// # Errors
    /// Those of the work.
    pub(super) async fn write<T, W>(&self, work: W) -> Result<T>
    where
        T: Answer,
        W: AsyncFnOnce(&Tx) -> Result<T>,
    {
        let Some(request) = self.request else {
            return self.db.write(self.now, work).await;
        };
        let done = self
            .db
            .write(self.now, async |tx| {
                let made = work(tx).await?;
                request_records::keep(tx, &request, &made.keep()).await?;
                Ok::<T, ActionError>(made)
            })
            .await;
        let error = match done {
            // Its turn did not come, and will not now either.
            Ok(_) | Err(ActionError::Store(StoreError::Busy)) => return done,
            // What said the same is answered as before only as long as it still may be said.
            Err(ActionError::Refused(_) | ActionError::NotFound) if request.number.is_none() => return done,
            Err(error) => error,
        };
        self.first_answer().await?.ok_or(error)
    }

    /// What the request was answered the first time; `None` for a new one.
    ///
    /// # Errors
    /// [`StoreError::Resent`] when it said something else then.
    pub async fn first_answer<T: Answer>(&self) -> Result<Option<T>> {
        let Some(request) = self.request else { return Ok(None) };
        let since = self.now.plus_seconds(-REPEAT_SECONDS);
        // Not from a replica, which may not have it yet; and without the writer's turn, which a form that is only wrong
        // must not wait for.
        let first = request_records::answer(self.db.primary(), &request, since).await?;
        Ok(first.and_then(|kept| T::recall(&kept)))
    }
}
