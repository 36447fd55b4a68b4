//! What templates print: texts and numbers already in the reader's language.

use serde_json::{Value, json};
use time::Date;

use super::guards::Visit;
use crate::domain::currency::Currency;
use crate::domain::ids::ProjectId;
use crate::domain::money::Money;
use crate::domain::project::Provenance;
use crate::domain::timestamp::Timestamp;
use crate::i18n::catalogue::{Arg, text};
use crate::i18n::date::{format_date, format_date_short};
use crate::i18n::language::Language;
use crate::i18n::number::{format_count, format_money};
use crate::store::events::EventRow;
use crate::store::money::MoneyRow;
use crate::store::projects::{PlaceOf, ProjectRow};
use crate::store::totals::Sums;
use crate::store::{SHOWN_MAX, StoreError};

mod change_note;
mod figures;
mod promised;
mod terms;

use change_note::{change_note, entry_amount, sentence};
pub use figures::{Figure, chain_figures, figure, figures, funding_bar, project_bar, project_figures, shown, sum};
pub use promised::{Pledged, first_note, part_line, pledge_line, pledge_target, row_target, target_text};
pub use terms::{finance_type, joint, pledge_terms};

/// Picks the text of the reader's language.
#[must_use]
pub fn pick<'a>(language: Language, es: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Es => es,
        Language::En => en,
    }
}

/// Of rows that a page only tells, the newest that it does not show; `ids`: theirs, the oldest first.
#[must_use]
pub fn older<Id: Copy>(ids: impl Iterator<Item = Id>) -> Option<Id> {
    let ids: Vec<Id> = ids.collect();
    ids.len().checked_sub(SHOWN_MAX + 1).map(|at| ids[at])
}

/// An amount of US dollars in the reader's writing.
#[must_use]
pub fn usd(minor: i64, language: Language) -> String {
    format_money(Money::new(minor, Currency::USD), language)
}

/// How many, with its digits grouped.
#[must_use]
pub fn count(count: i64) -> String {
    format_count(&count.to_string())
}

/// A date in words.
#[must_use]
pub fn day(date: Option<Date>, language: Language) -> Option<String> {
    date.map(|date| format_date(date, language))
}

/// A link to a document, if there is one.
#[must_use]
pub fn document(reference: Option<&str>, name: Option<&str>) -> Value {
    match (reference, name) {
        (Some(reference), Some(name)) => json!({"href": format!("/documents/{reference}"), "text": name}),
        _ => Value::Null,
    }
}

/// Payments that somebody must look at.
///
/// # Errors
/// [`StoreError::Database`].
pub fn waiting(visit: &Visit<'_>, rows: &[MoneyRow]) -> Result<Value, StoreError> {
    let language = visit.language;
    rows.iter()
        .map(|row| {
            Ok(json!({
                "href": visit.link(&format!("desk/disbursements/{}", row.id)),
                "amount": format_money(row.amount(), language),
                "who": pick(language, &row.organisation_name_es, &row.organisation_name_en),
                "when": format_date(row.dated_on, language),
                "target": row_target(visit, row),
            }))
        })
        .collect::<Result<Vec<_>, _>>()
        .map(Value::Array)
}

/// A status as a tag.
#[must_use]
pub fn status_tag(language: Language, status: &str) -> Value {
    json!({"text": text(language, &format!("status-{status}"), &[]), "kind": status})
}

/// A provenance as a tag; only the documented one is worth a mark.
#[must_use]
pub fn provenance_tag(language: Language, provenance: &str) -> Value {
    if provenance == "documented" {
        json!({"text": text(language, "provenance-documented", &[]), "kind": "documented"})
    } else {
        Value::Null
    }
}

/// A project in a list.
///
/// # Errors
/// [`StoreError::Database`].
pub fn project_card(
    language: Language,
    row: &ProjectRow,
    places: &[PlaceOf],
    sums: Option<&Sums>,
) -> Result<Value, StoreError> {
    let registered = row.provenance == Provenance::Registered;
    let empty = Sums::default();
    let sums = sums.unwrap_or(&empty);
    let (bar, figures) = if registered {
        (
            project_bar(language, row, &sums.usd),
            project_figures(language, row, sums)?,
        )
    } else {
        (Value::Null, Value::Null)
    };
    Ok(json!({
        "href": format!("/{}/projects/{}", language.code(), row.code),
        "code": row.code,
        "title": pick(language, &row.title_es, &row.title_en),
        "places": place_names(language, row.id, places),
        "pillar": text(language, &format!("pillar-{}", row.pillar), &[]),
        "status": status_tag(language, row.status.code()),
        "provenance": provenance_tag(language, row.provenance.code()),
        "bar": bar,
        "figures": figures,
        "note": if registered { Value::Null } else { text(language, "documented-short", &[]).into() },
    }))
}

fn place_names(language: Language, project: ProjectId, places: &[PlaceOf]) -> String {
    places
        .iter()
        .filter(|place| place.project_id == project)
        .map(|place| {
            place
                .name
                .clone()
                .unwrap_or_else(|| text(language, "place-outside", &[]))
        })
        .collect::<Vec<_>>()
        .join(" · ")
}

/// An event as a line of the list.
#[must_use]
pub fn event(language: Language, row: &EventRow) -> Value {
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
    json!({
        "when": when(&row.occurred_at, language),
        "text": text(language, &sentence(&row.kind, &public), &args),
        "href": href,
        "number": row.number,
        "hash_short": row.hash.get(..12),
    })
}

/// The local day of an instant, short.
#[must_use]
pub fn when(instant: &Timestamp, language: Language) -> String {
    format_date_short(instant.local_date(), language)
}

/// The local day and minute of an instant, short.
#[must_use]
pub fn moment(instant: &Timestamp, language: Language) -> String {
    let (hour, minute) = instant.local_time();
    format!(
        "{}, {hour:02}:{minute:02}",
        format_date_short(instant.local_date(), language)
    )
}

/// The project of a row, as a link to its public page.
pub fn project_link(visit: &Visit<'_>, row: &MoneyRow) -> Value {
    match &row.project_code {
        Some(code) => json!({
            "text": pick(
                visit.language,
                row.project_title_es.as_deref().unwrap_or_default(),
                row.project_title_en.as_deref().unwrap_or_default(),
            ),
            "href": visit.link(&format!("projects/{code}")),
        }),
        None => Value::Null,
    }
}
