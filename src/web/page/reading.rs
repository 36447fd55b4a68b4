//! How a public page is made: everything on it is read from one snapshot, and it knows nobody.

use std::sync::Arc;

use serde::Serialize;

use super::asked::Asked;
use crate::store::Snapshot;
use crate::store::search::Index;
use crate::web::answers::Html;
use crate::web::errors::WebError;
use crate::web::guards::Visit;

/// What the work on a public page gives: a page, or the same facts as JSON.
#[derive(Debug)]
pub enum Made {
    Html(Html),
    Json(String),
}

impl Made {
    /// The JSON view of a page.
    ///
    /// # Errors
    /// [`WebError::Internal`].
    pub fn json(data: &impl Serialize) -> Result<Self, WebError> {
        let body = serde_json::to_string(data).map_err(|error| {
            tracing::error!(%error, "a JSON view was not written");
            WebError::Internal
        })?;
        Ok(Self::Json(body))
    }
}

impl From<Html> for Made {
    fn from(html: Html) -> Self {
        Self::Html(html)
    }
}

/// A public page in the making: its address, and the one snapshot that everything on it is read from. As a [`Visit`] it
/// has the language and the day; of the address it shows only what the page knows.
pub struct Reading<'a> {
    visit: &'a Visit<'a>,
    asked: &'a Asked,
    pub snapshot: &'a Snapshot,
    /// Where the page uses it.
    index: Option<Arc<Index>>,
}

impl<'a> Reading<'a> {
    pub(super) const fn new(
        visit: &'a Visit<'a>,
        asked: &'a Asked,
        snapshot: &'a Snapshot,
        index: Option<Arc<Index>>,
    ) -> Self {
        Self {
            visit,
            asked,
            snapshot,
            index,
        }
    }

    /// What the address asks under a name that the page knows; never empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.asked.get(name)
    }

    /// The address of this very page, written in one way.
    #[must_use]
    pub fn address(&self) -> String {
        self.asked.address(self.visit.path)
    }

    /// The index of projects of this very data version.
    ///
    /// # Errors
    /// [`WebError::Internal`] where the page did not say that it uses it.
    pub fn index(&self) -> Result<&Index, WebError> {
        self.index.as_deref().ok_or_else(|| {
            tracing::error!(path = self.visit.path, "a page did not say that it uses the index");
            WebError::Internal
        })
    }

    /// The data version that it is made of.
    #[must_use]
    pub const fn version(&self) -> i64 {
        self.snapshot.version()
    }
}

impl<'a> std::ops::Deref for Reading<'a> {
    type Target = Visit<'a>;

    fn deref(&self) -> &Visit<'a> {
        self.visit
    }
}
