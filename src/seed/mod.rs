//! Filling a registry: code lists, gazetteer, organisations; the documented projects; demonstration data.
//!
//! Stands beside `web`, `jobs` and `main`: it reads embedded files and writes through `store` and `actions`.

use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::actions::ActionError;
use crate::domain::event::{EventKind, NewEvent};
use crate::store::events::{self, About};
use crate::store::{StoreError, Tx};

pub mod demo;
pub mod documented;
pub mod reference;
pub mod trial;

#[derive(RustEmbed)]
#[folder = "seeds/"]
struct Files;

/// Why seeding failed.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error(transparent)]
    Action(#[from] ActionError),
    #[error("{file}: {problem}")]
    File { file: String, problem: String },
}

impl From<StoreError> for SeedError {
    fn from(error: StoreError) -> Self {
        Self::Action(error.into())
    }
}

/// How many rows were new and how many stood there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub added: usize,
    pub unchanged: usize,
}

impl Counts {
    fn count(&mut self, was_new: bool) {
        if was_new { self.added += 1 } else { self.unchanged += 1 }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.unchanged += other.unchanged;
    }
}

/// How much was added to what pages name facts by, under the name of each kind of row.
#[derive(Debug, Default)]
struct Added(Map<String, Value>);

impl Added {
    fn count(&mut self, what: &str, was_new: bool) {
        if was_new {
            let before = self.0.get(what).and_then(Value::as_u64).unwrap_or_default();
            self.0.insert(what.to_owned(), (before + 1).into());
        }
    }

    /// Says so in the public history: what a page can show never changes without an event.
    async fn append(self, tx: &Tx) -> Result<(), SeedError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut facts = Map::new();
        facts.insert("added".into(), Value::Object(self.0));
        let event = NewEvent {
            kind: EventKind::ReferenceAdded,
            facts,
            texts: Vec::new(),
        };
        events::append(tx, &event, About::default()).await?;
        Ok(())
    }
}

fn seed_error(file: &str, problem: impl ToString) -> SeedError {
    SeedError::File {
        file: file.to_owned(),
        problem: problem.to_string(),
    }
}

/// The rows of an embedded CSV file.
/// The bytes of an embedded file.
fn file(name: &str) -> Result<Vec<u8>, SeedError> {
    let embedded = Files::get(name).ok_or_else(|| seed_error(name, "is not embedded"))?;
    Ok(embedded.data.into_owned())
}

fn rows<T: DeserializeOwned>(name: &str) -> Result<Vec<T>, SeedError> {
    csv::Reader::from_reader(file(name)?.as_slice())
        .deserialize()
        .enumerate()
        .map(|(i, row)| row.map_err(|error| seed_error(name, format!("row {}: {error}", i + 2))))
        .collect()
}

/// Turns an empty cell into nothing.
fn filled(cell: String) -> Option<String> {
    Some(cell).filter(|cell| !cell.is_empty())
}
