//! How a public page is made: everything on it is read from one snapshot, and it knows nobody.

use std::sync::Arc;

use serde_json::Value;

use super::asked::Asked;
use super::held::Public;
use crate::store::Snapshot;
use crate::store::search::Index;
use crate::web::answers::Html;
use crate::web::errors::WebError;
use crate::web::guards::Visit;

/// What a handler of a public page gives.
pub type PublicAnswer = Result<Public, WebError>;

/// What the work on a public page gives: a page, or the same facts as JSON.
#[derive(Debug)]
pub enum Made {
    Html(Html),
    Json(Value),
}

impl From<Html> for Made {
    fn from(html: Html) -> Self {
        Self::Html(html)
    }
}

impl From<Value> for Made {
    fn from(value: Value) -> Self {
        Self::Json(value)
    }
}

/// A public page in the making: its address, and the one snapshot that everything on it is read from. As a [`Visit`] it
/// has the language and the day; of the address it shows only what the page knows.
pub struct Reading<'a> {
    visit: &'a Visit<'a>,
    asked: &'a Asked,
    pub snapshot: &'a Snapshot,
    index: Arc<Index>,
}

impl<'a> Reading<'a> {
    pub(super) const fn new(visit: &'a Visit<'a>, asked: &'a Asked, snapshot: &'a Snapshot, index: Arc<Index>) -> Self {
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
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
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
