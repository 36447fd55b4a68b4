//! What sources say of a project that was documented: where it was read, and who is said to fund it.

use serde_json::{Value, json};

use super::guards::Visit;
use super::view;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::i18n::number::format_money;
use crate::store::projects::{DocumentedRow, FundingRow};

/// The sourced amounts, which are no promises and stand in no total.
pub(super) fn funding(visit: &Visit<'_>, rows: &[FundingRow]) -> Vec<Value> {
    let language = visit.language;
    rows.iter()
        .map(|line| {
            let currency = line.currency.map(Currency::code).and_then(|code| Currency::parse(code).ok());
            let amount = line.amount_minor.zip(currency);
            json!({
                "id": line.source_id,
                "funder": view::pick(language, &line.funder_es, &line.funder_en),
                "amount": amount.map(|(minor, currency)| format_money(Money::new(minor, currency), language)),
                "role": view::pick(language, &line.role_es, &line.role_en),
                "date": line.dated,
                "date_role": view::pick(language, &line.date_role_es, &line.date_role_en),
                "source_url": line.source_url,
                "source_kind": view::pick(language, &line.source_kind_es, &line.source_kind_en),
                "confidence": visit.say(&format!("confidence-{}", line.confidence)),
                "record_kind": (line.record_kind != "single").then(|| visit.say(&format!("record-kind-{}", line.record_kind))),
                "notes": view::pick(language, &line.notes_es, &line.notes_en),
            })
        })
        .collect()
}

/// Where a project was read.
pub(super) fn source(visit: &Visit<'_>, found: &DocumentedRow) -> Value {
    let language = visit.language;
    json!({
        "url": found.source_url,
        "kind": view::pick(language, &found.source_kind_es, &found.source_kind_en),
        "status": view::pick(language, &found.status_in_source_es, &found.status_in_source_en),
        "implementer": view::pick(language, &found.implementer_es, &found.implementer_en),
        "confidence": visit.say(&format!("confidence-{}", found.confidence)),
        "record_kind": (found.record_kind != "single").then(|| visit.say(&format!("record-kind-{}", found.record_kind))),
        "notes": view::pick(language, &found.notes_es, &found.notes_en),
    })
}
