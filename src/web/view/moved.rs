//! What was and what is, where an event of a correction states both.

use serde_json::Value;

use super::usd;
use crate::i18n::language::Language;
use crate::i18n::number::format_rate;

/// The figure before, the one after, and the currency of a rate; empty where the event states none.
pub(super) fn moved(public: &Value, language: Language) -> [String; 3] {
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
    // Beyond 2⁵³ a number of the history is written as text.
    let worth = |value: &Value| {
        let minor = value
            .as_i64()
            .or_else(|| value.as_str().and_then(|text| text.parse().ok()));
        minor.map_or_else(String::new, |minor| usd(minor, language))
    };
    [
        worth(&public["before"]["usd_minor"]),
        worth(&public["conversion"]["usd_minor"]),
        String::new(),
    ]
}

/// The sentence of an event: of its kind, or of a kind that was said before and is said again, or of a worth in the
/// currency of a budget, or of what the office notes where the receiver itself said nothing.
pub(super) fn sentence(kind: &str, public: &Value) -> String {
    let told = if public["before"].is_object() {
        "_anew"
    } else if public["in_budget"] == true {
        "_budget"
    } else if public["receipt"]["on_document"] == true {
        "_on_document"
    } else {
        ""
    };
    format!("event-{kind}{told}")
}
