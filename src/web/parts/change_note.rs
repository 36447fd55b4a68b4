//! What an event says: its sentence, its amount, and what was and what is, where it states both.

use serde_json::Value;

use super::texts::usd;
use crate::domain::chain::Outcome;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::i18n::language::Language;
use crate::i18n::number::{format_money, format_rate};

/// The figure before, the one after (a promise says only that), and the currency of a rate; empty where the event states none.
pub(super) fn change_note(public: &Value, language: Language) -> [String; 3] {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rate = &public["corrected_rate"];
    if rate.is_object() {
        let units = |name: &str| format_rate(&word(&rate[name]), language);
        return [
            units("units_per_usd_before"),
            units("units_per_usd"),
            word(&rate["currency"]),
        ];
    }
    let revised = &public["revised_to_minor"];
    if let (Some(minor), Some(currency)) = (minor(revised), currency(&public["entry"])) {
        let now = format_money(Money::new(minor, currency), language);
        return [String::new(), now, String::new()];
    }
    let valuation = |value: &Value| minor(value).map_or_else(String::new, |minor| usd(minor, language));
    [
        valuation(&public["before"]["usd_minor"]),
        valuation(&public["conversion"]["usd_minor"]),
        String::new(),
    ]
}

/// A number of the history: beyond 2⁵³ it is written as text.
fn minor(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
}

fn currency(entry: &Value) -> Option<Currency> {
    entry["currency"].as_str().and_then(|code| Currency::parse(code).ok())
}

/// The amount of a ledger row as its event states it; without sign, because the sentence says the direction.
pub(super) fn entry_amount(entry: &Value, language: Language) -> String {
    match (minor(&entry["amount_minor"]), currency(entry)) {
        (Some(minor), Some(currency)) => format_money(Money::new(minor.saturating_abs(), currency), language),
        _ => String::new(),
    }
}

/// The sentence of an event: of its kind, or of a kind that was said before and is said again, or of a worth in the
/// currency of a budget, or of what follows another worth, or of what the office notes where the receiver itself said
/// nothing, or did not say how much arrived; by its sign where a promise grows or shrinks and where a part of it goes or comes.
pub(super) fn sentence(kind: &str, public: &Value) -> String {
    let receipt = &public["receipt"];
    let outcome = receipt["kind"].as_str().and_then(Outcome::parse);
    let unstated = outcome.is_some_and(|one| !one.says_amount(!receipt["cause"].is_null()));
    let shown = if public["before"].is_object() {
        "_anew"
    } else if public["in_budget"] == true {
        "_budget"
    } else if public["valuations"].is_array() {
        "_following"
    } else if receipt["on_document"] == true {
        if unstated {
            "_unsaid_on_document"
        } else {
            "_on_document"
        }
    } else if unstated {
        "_unsaid"
    } else if matches!(kind, "pledge_revised" | "pledge_earmarked") {
        if minor(&public["entry"]["amount_minor"]).is_some_and(i64::is_negative) {
            "_less"
        } else {
            "_more"
        }
    } else {
        ""
    };
    format!("event-{kind}{shown}")
}
