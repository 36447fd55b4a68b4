//! What is said of a value that cannot be taken.

use crate::domain::currency::Currency;
use crate::domain::document::{DOCUMENT_BYTES_MAX, DocumentError};
use crate::domain::reason::{REASON_LENGTH_MAX, ReasonError};
use crate::i18n::catalogue::Arg;
use crate::i18n::language::Language;
use crate::i18n::number::{AmountError, format_money_exact};

/// A message of the catalogue with its values.
pub struct Message(pub(super) String, pub(super) Vec<(&'static str, Arg<'static>)>);

impl Message {
    pub fn of(key: &str) -> Self {
        Self(key.to_owned(), Vec::new())
    }

    pub fn with(key: &str, args: Vec<(&'static str, Arg<'static>)>) -> Self {
        Self(key.to_owned(), args)
    }
}

/// What is wrong with a reason.
pub(super) fn reason_message(error: ReasonError) -> Message {
    match error {
        ReasonError::TooShort => Message::of("error-reason-short"),
        ReasonError::TooLong => {
            let max = i64::try_from(REASON_LENGTH_MAX).unwrap_or_default();
            Message::with("error-too-long", vec![("max", max.into())])
        }
    }
}

/// What is wrong with a document.
pub(super) fn document_message(error: DocumentError) -> Message {
    let max = i64::try_from(DOCUMENT_BYTES_MAX / 1024 / 1024).unwrap_or_default();
    let key = match error {
        DocumentError::TooLarge => "error-document-large",
        DocumentError::UnknownKind => "error-document-kind",
        DocumentError::Broken => "error-document-broken",
        DocumentError::Encrypted => "error-document-encrypted",
        DocumentError::NoPage => "error-document-no-page",
        DocumentError::TooComplex => "error-document-complex",
    };
    Message::with(key, vec![("max", max.into())])
}

/// What is wrong with an amount, and how to mend it.
pub(super) fn amount_message(error: &AmountError, currency: Currency, language: Language) -> Message {
    let code = || Arg::from(currency.code().to_owned());
    match error {
        AmountError::Empty => Message::of("error-required"),
        AmountError::NotANumber => Message::of("error-amount"),
        AmountError::BadGrouping => Message::of("error-amount-grouping"),
        AmountError::Negative => Message::of("error-amount-negative"),
        AmountError::Zero => Message::of("error-amount-zero"),
        AmountError::TooLarge => Message::of("error-amount-large"),
        AmountError::TooPrecise { .. } => {
            let digits = i64::from(currency.minor_digits()).into();
            Message::with("error-amount-precise", vec![("digits", digits), ("currency", code())])
        }
        AmountError::OtherCurrency { found } => {
            let found = found.to_string().into();
            Message::with("error-amount-currency", vec![("currency", code()), ("found", found)])
        }
        AmountError::Ambiguous { thousands, decimal } => {
            let readings = vec![
                ("thousands", format_money_exact(*thousands, language).into()),
                ("decimal", decimal.clone().into()),
            ];
            Message::with("error-amount-ambiguous", readings)
        }
    }
}
