//! A fact of the public history in a list.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::change_note::{change_note, entry_amount, sentence};
use super::texts::{pick, when};
use crate::i18n::catalogue::{Arg, text};
use crate::i18n::language::Language;
use crate::store::events::EventRow;

/// A fact of the public history in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventLine {
    pub when: String,
    pub text: String,
    /// The page of what it is about.
    pub href: Option<String>,
    /// With the beginning of its digest, by which anybody finds it in the chain.
    pub number: i64,
    pub hash_short: Option<String>,
}

/// An event as a line of the list.
#[must_use]
pub fn event(language: Language, row: &EventRow) -> EventLine {
    let lang = language.code();
    let public: Value = serde_json::from_str(&row.public).unwrap_or(Value::Null);
    let organisation = pick(
        language,
        row.organisation_name_es.as_deref().unwrap_or_default(),
        row.organisation_name_en.as_deref().unwrap_or_default(),
    );
    // What is said of a payment or a gift has an amount of its own; everything else is about a row.
    let subject = ["receipt", "publication", "in_kind_acceptance"]
        .into_iter()
        .find(|subject| public[*subject].is_object());
    let entry = &public[subject.unwrap_or("entry")];
    let target = target(language, row, entry);
    let status = |key: &str| match public["status_change"][key].as_str() {
        Some(code) => text(language, &format!("status-{code}"), &[]),
        None => String::new(),
    };
    let redacts = public["redacts"]["event"].as_i64().unwrap_or_default().to_string();
    let [before, after, currency] = change_note(&public, language);
    let args: Vec<(&str, Arg<'_>)> = vec![
        ("target", target.into()),
        ("organisation", organisation.into()),
        ("amount", entry_amount(entry, language).into()),
        ("from", status("from").into()),
        ("to", status("to").into()),
        ("event", redacts.into()),
        ("before", before.into()),
        ("after", after.into()),
        ("currency", currency.into()),
    ];
    let href = match (&row.pledge_reference, &row.project_code) {
        (Some(reference), _) => Some(format!("/{lang}/pledges/{reference}")),
        (None, Some(code)) => Some(format!("/{lang}/projects/{code}")),
        (None, None) => None,
    };
    EventLine {
        when: when(&row.occurred_at, language),
        text: text(language, &sentence(&row.kind, &public), &args),
        href,
        number: row.number,
        hash_short: row.hash.get(..12).map(str::to_owned),
    }
}

/// What an event is about, in words.
fn target(language: Language, row: &EventRow, entry: &Value) -> String {
    let [es, en] = [&row.project_title_es, &row.project_title_en].map(|title| title.as_deref().unwrap_or_default());
    let title = pick(language, es, en);
    if !title.is_empty() {
        return title.to_owned();
    }
    match (entry["pillar"].as_str(), row.place_name.as_deref()) {
        (Some(pillar), _) => {
            let pillar = text(language, &format!("pillar-{pillar}"), &[]);
            text(language, "event-target-pillar", &[("pillar", pillar.into())])
        }
        (None, Some(place)) => text(language, "event-target-place", &[("place", place.into())]),
        (None, None) => text(language, "target-plan", &[]),
    }
}
