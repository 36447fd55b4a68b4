//! Typed values out of what was typed: dates, amounts, texts; and the choices of a form.

use rocket::http::Status;
use serde_json::{Value, json};
use time::Date;

use super::errors::WebError;
use super::form::{Errors, Fields};
use crate::actions::Request;
use crate::domain::account::Actor;
use crate::domain::currency::Currency;
use crate::domain::document::{DOCUMENT_BYTES_MAX, Document, DocumentError};
use crate::domain::money::Money;
use crate::domain::pledge::{Decision, StateRefusal};
use crate::domain::project::{Missing, StatusRefusal};
use crate::domain::reason::{REASON_LENGTH_MAX, ReasonError};
use crate::domain::text::says_something;
use crate::i18n::catalogue::Arg;
use crate::i18n::date::{DateError, read_date};
use crate::i18n::language::Language;
use crate::i18n::number::{AmountError, format_money_exact, read_amount};
use crate::store::StoreError;
use crate::store::files::digest;

/// Reads a date field; `required` makes an empty one an error.
pub(super) fn date(
    fields: &Fields,
    name: &str,
    required: bool,
    language: Language,
    errors: &mut Errors,
) -> Option<Date> {
    match read_date(fields.get(name)) {
        Ok(date) => Some(date),
        Err(DateError::Empty) if !required => None,
        Err(DateError::Empty) => {
            errors.add(language, name, "error-required", &[]);
            None
        }
        Err(DateError::NotADate) => {
            errors.add(language, name, "error-date", &[]);
            None
        }
        Err(DateError::OutOfRange) => {
            errors.add(language, name, "error-date-range", &[]);
            None
        }
    }
}

/// Reads an amount field, saying what is wrong and how to mend it.
pub(super) fn amount(
    fields: &Fields,
    name: &str,
    currency: Currency,
    language: Language,
    errors: &mut Errors,
) -> Option<Money> {
    let error = match read_amount(fields.get(name), currency, language) {
        Ok(money) => return Some(money),
        Err(error) => error,
    };
    let code = currency.code();
    let (key, args): (&str, Vec<(&str, Arg<'_>)>) = match &error {
        AmountError::Empty => ("error-required", vec![]),
        AmountError::NotANumber => ("error-amount", vec![]),
        AmountError::BadGrouping => ("error-amount-grouping", vec![]),
        AmountError::Negative => ("error-amount-negative", vec![]),
        AmountError::Zero => ("error-amount-zero", vec![]),
        AmountError::TooLarge => ("error-amount-large", vec![]),
        AmountError::TooPrecise { .. } => (
            "error-amount-precise",
            vec![
                ("digits", i64::from(currency.minor_digits()).into()),
                ("currency", code.into()),
            ],
        ),
        AmountError::OtherCurrency { found } => (
            "error-amount-currency",
            vec![("currency", code.into()), ("found", found.to_string().into())],
        ),
        AmountError::Ambiguous { thousands, decimal } => (
            "error-amount-ambiguous",
            vec![
                ("thousands", format_money_exact(*thousands, language).into()),
                ("decimal", decimal.clone().into()),
            ],
        ),
    };
    errors.add(language, name, key, &args);
    None
}

/// An amount without its code, as the reader's language writes it, so that it reads back the same.
pub(super) fn as_typed(money: Money, language: Language) -> String {
    let written = format_money_exact(money, language);
    written
        .split_once('\u{a0}')
        .map_or(written.clone(), |(_, number)| number.to_owned())
}

/// Reads a text field of at most `max` characters; what is typed must say something.
pub(super) fn short_text(fields: &Fields, name: &str, max: usize, language: Language, errors: &mut Errors) -> String {
    let text = fields.get(name);
    if text.chars().count() > max {
        let max = i64::try_from(max).unwrap_or(i64::MAX);
        errors.add(language, name, "error-too-long", &[("max", max.into())]);
    } else if !text.is_empty() && !says_something(text) {
        errors.add(language, name, "error-says-nothing", &[]);
    }
    text.to_owned()
}

/// Options of a select, with what was chosen.
pub(super) fn options(list: impl IntoIterator<Item = (String, String)>, chosen: &str, empty: Option<String>) -> Value {
    let first = empty.map(|text| json!({"value": "", "text": text, "selected": chosen.is_empty()}));
    let rest = list
        .into_iter()
        .map(|(value, text)| json!({"selected": value == chosen, "value": value, "text": text}));
    Value::Array(first.into_iter().chain(rest).collect())
}

/// A new random request number, shaped as a UUID.
pub(super) fn request_id() -> Result<String, WebError> {
    let token = crate::secret::token().map_err(|error| WebError::from(StoreError::Unusable(error)))?;
    Ok(format!(
        "{}-{}-4{}-a{}-{}",
        &token[..8],
        &token[8..12],
        &token[13..16],
        &token[17..20],
        &token[20..32]
    ))
}

/// The request number of a form; one that is absent or too long gets a new one.
pub(super) fn request_number(fields: &Fields) -> Result<String, WebError> {
    match fields.get("request_id") {
        id if (8..=64).contains(&id.len()) && !id.contains('.') => Ok(id.to_owned()),
        _ => request_id(),
    }
}

/// The request number of a form, with the digest of what it says behind a dot.
pub(super) fn given_request_id(fields: &Fields) -> Result<String, WebError> {
    let number = request_number(fields)?;
    let content = digest(fields.content().to_string().as_bytes());
    Ok(format!("{number}.{content}"))
}

/// What a form said, and of what: a second click says the same.
pub(super) fn request_content(fields: &Fields, of: &str) -> String {
    digest(format!("{of}\n{}", fields.content()).as_bytes())
}

/// The document of a form, with what is wrong with it beside its field.
pub(super) fn proof(
    handed_in: Result<Option<Document>, DocumentError>,
    language: Language,
    errors: &mut Errors,
) -> Option<Document> {
    let max = i64::try_from(DOCUMENT_BYTES_MAX / 1024 / 1024).unwrap_or_default();
    match handed_in {
        Ok(document) => return document,
        Err(error) => {
            let key = match error {
                DocumentError::TooLarge => "error-document-large",
                DocumentError::UnknownKind => "error-document-kind",
                DocumentError::Broken => "error-document-broken",
                DocumentError::Encrypted => "error-document-encrypted",
                DocumentError::NoPage => "error-document-no-page",
                DocumentError::TooComplex => "error-document-complex",
            };
            errors.add(language, "document", key, &[("max", max.into())]);
        }
    }
    None
}

/// Reads an officer's answer.
pub(super) fn decision(fields: &Fields, language: Language, errors: &mut Errors) -> Option<Decision> {
    let typed = fields.get("decision");
    let read = Decision::parse(typed);
    if read.is_none() {
        let key = if typed.is_empty() {
            "error-required"
        } else {
            "error-choice"
        };
        errors.add(language, "decision", key, &[]);
    }
    read
}

/// Notes what is wrong with a reason.
pub(super) fn reason_error(error: ReasonError, language: Language, errors: &mut Errors) {
    let max = i64::try_from(REASON_LENGTH_MAX).unwrap_or_default();
    match error {
        ReasonError::TooShort => errors.add(language, "reason", "error-reason-short", &[]),
        ReasonError::TooLong => errors.add(language, "reason", "error-too-long", &[("max", max.into())]),
    }
}

/// Notes why a project cannot take a status, each reason beside its field; `to` is the field of the status itself.
/// Gives what the gate lacks.
pub(super) fn status_refusals(
    refusals: Vec<StatusRefusal>,
    to: &str,
    language: Language,
    errors: &mut Errors,
) -> Vec<Missing> {
    let mut missing = Vec::new();
    for refusal in refusals {
        let (field, key) = match refusal {
            StatusRefusal::Documented => (to, "error-project-documented"),
            StatusRefusal::NotASuccessor => (to, "error-not-a-successor"),
            StatusRefusal::EffectiveInTheFuture => ("effective_on", "error-effective-future"),
            StatusRefusal::EffectiveBeforeLastChange => ("effective_on", "error-effective-before"),
            StatusRefusal::Gate(found) => {
                missing = found;
                (to, "error-gate")
            }
            StatusRefusal::Reason(error) => {
                reason_error(error, language, errors);
                continue;
            }
        };
        errors.add(language, field, key, &[]);
    }
    missing
}

/// Notes why a pledge cannot take a state, beside the field `at` when it moved meanwhile, and gives the answer's status.
pub(super) fn state_refusal(refusal: StateRefusal, at: &str, language: Language, errors: &mut Errors) -> Status {
    match refusal {
        StateRefusal::Reason(error) => {
            reason_error(error, language, errors);
            Status::UnprocessableEntity
        }
        StateRefusal::NotASuccessor => {
            errors.add(language, at, "error-state-moved", &[]);
            Status::Conflict
        }
        StateRefusal::NothingOutstanding => {
            errors.add(language, at, "error-nothing-outstanding", &[]);
            Status::Conflict
        }
        StateRefusal::StillValid => {
            errors.add(language, at, "error-still-valid", &[]);
            Status::UnprocessableEntity
        }
    }
}

/// A form without a number, known by what it said.
pub(super) fn content_request<'a>(actor: &Actor, content: &'a str) -> Request<'a> {
    Request {
        account: actor.account,
        form: "",
        number: None,
        content,
    }
}
