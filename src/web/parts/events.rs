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
    let title = pick(
        language,
        row.project_title_es.as_deref().unwrap_or_default(),
        row.project_title_en.as_deref().unwrap_or_default(),
    );
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
    let target = if !title.is_empty() {
        title.to_owned()
    } else if let Some(pillar) = entry["pillar"].as_str() {
        text(
            language,
            "event-target-pillar",
            &[("pillar", text(language, &format!("pillar-{pillar}"), &[]).into())],
        )
    } else if let Some(place) = row.place_name.as_deref() {
        text(language, "event-target-place", &[("place", place.into())])
    } else {
        text(language, "target-plan", &[])
    };
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
