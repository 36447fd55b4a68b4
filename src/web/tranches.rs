//! The rows of planned payments in a form, of a pledge and of a commitment.

use serde_json::{Value, json};

use super::form::{Errors, Fields};
use super::typed::{amount, date};
use crate::domain::currency::Currency;
use crate::domain::pledge::{TRANCHES_MAX, Tranche};
use crate::domain::schedule::ScheduleError;
use crate::i18n::language::Language;

/// Empty rows that a form offers.
const SHOWN: usize = 4;

fn names(row: usize) -> (String, String) {
    (format!("tranches[{row}].due_on"), format!("tranches[{row}].amount"))
}

fn is_filled(fields: &Fields, row: usize) -> bool {
    let (due, amount) = names(row);
    !fields.get(&due).is_empty() || !fields.get(&amount).is_empty()
}

/// The rows as a form shows them: those that were filled, one more, and never fewer than a handful.
pub(super) fn rows(fields: &Fields, by_field: &Value) -> Vec<Value> {
    let filled = (0..TRANCHES_MAX)
        .filter(|row| is_filled(fields, *row))
        .max()
        .map_or(0, |last| last + 1);
    (0..SHOWN.max((filled + 1).min(TRANCHES_MAX)))
        .map(|row| {
            let (due, amount) = names(row);
            json!({"number": row + 1, "due_name": due, "amount_name": amount, "due": fields.get(&due),
                "amount": fields.get(&amount), "due_error": by_field.get(&due), "amount_error": by_field.get(&amount)})
        })
        .collect()
}

/// Reads the rows; empty ones are ignored.
pub(super) fn read(
    fields: &Fields,
    currency: Option<Currency>,
    language: Language,
    errors: &mut Errors,
) -> Vec<Tranche> {
    let mut tranches = Vec::new();
    for row in (0..TRANCHES_MAX).filter(|row| is_filled(fields, *row)) {
        let (due_name, amount_name) = names(row);
        let due_on = date(fields, &due_name, true, language, errors);
        let money = currency.and_then(|currency| amount(fields, &amount_name, currency, language, errors));
        if let (Some(due_on), Some(amount)) = (due_on, money) {
            tranches.push(Tranche { due_on, amount });
        }
    }
    tranches
}

/// The field of the day of the `position`-th filled row.
pub(super) fn due_name(fields: &Fields, position: usize) -> String {
    let row = (0..TRANCHES_MAX).filter(|row| is_filled(fields, *row)).nth(position);
    names(row.unwrap_or(position)).0
}

/// Notes what is wrong with the schedule of a commitment, beside the field that mends it.
pub(super) fn explain(error: ScheduleError, fields: &Fields, language: Language, errors: &mut Errors) {
    let first = names(0).1;
    let (field, key) = match error {
        ScheduleError::Exceeds => (first, "error-schedule-exceeds"),
        ScheduleError::TooMany => (first, "error-tranches-many"),
        ScheduleError::OtherCurrency => (first, "refusal-other-currency"),
        ScheduleError::BeforeSignature(position) => (due_name(fields, position), "error-schedule-before"),
    };
    errors.add(language, field, key, &[]);
}
