//! What the forms of rates share: the units and the source as typed, and a rate as a sentence.

use rust_decimal::Decimal;
use time::Date;

use crate::actions::rates::Jumping;
use crate::exchange::rates::{RateError, is_source, read_rate};
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::language::Language;
use crate::i18n::number::format_rate;
use crate::store::rates::RateRow;
use crate::web::form::{Errors, Fields};
use crate::web::guards::Signed;

/// Reads how many units of a currency one US dollar costs. As with amounts, a mark that could part thousands is
/// refused in either language, with both readings.
pub(super) fn units(fields: &Fields, language: Language, errors: &mut Errors) -> Option<Decimal> {
    let typed = fields.get("units_per_usd");
    if typed.is_empty() {
        errors.add(language, "units_per_usd", "error-required", &[]);
        return None;
    }
    match read_rate(typed, None) {
        Ok(units) => return Some(units),
        Err(RateError::AmbiguousNumber) => {
            let [thousands, decimal] = ["", "."].map(|mark| {
                let reading = typed.trim_start_matches(['-', '\u{2212}']).replace(['.', ','], mark);
                format_rate(&reading, language)
            });
            let readings = [("thousands", thousands.into()), ("decimal", decimal.into())];
            errors.add(language, "units_per_usd", "error-units-ambiguous", &readings);
        }
        Err(error) => {
            let key = format!("rate-error-{}", error.code());
            errors.add(language, "units_per_usd", &key, &[]);
        }
    }
    None
}

/// Checks that a source is said, in words.
pub(super) fn source(fields: &Fields, language: Language, errors: &mut Errors) {
    if !is_source(fields.get("source")) {
        errors.add(language, "source", "error-rate-source", &[]);
    }
}

/// A rate as it is told.
pub(super) struct Shown<'a> {
    pub currency: &'a str,
    /// Its code.
    pub kind: &'a str,
    pub days: (Date, Date),
    /// In plain digits.
    pub units: String,
    pub source: &'a str,
}

impl<'a> From<&'a RateRow> for Shown<'a> {
    fn from(row: &'a RateRow) -> Self {
        Self {
            currency: row.currency.code(),
            kind: row.kind.code(),
            days: (row.valid_from_on, row.valid_to_on),
            units: row.units_per_usd.to_string(),
            source: &row.source,
        }
    }
}

/// Why a rate is not taken of which another one of its source stands.
pub(super) fn contradiction(signed: &Signed<'_>, stands: &RateRow) -> String {
    let rate = sentence(signed, &stands.into());
    text(
        signed.visit.language,
        "rate-error-known-otherwise",
        &[("rate", rate.into())],
    )
}

/// Why a rate is not taken before somebody has looked at it.
pub(super) fn jump(signed: &Signed<'_>, jump: &Jumping) -> String {
    let language = signed.visit.language;
    let ratio = jump.ratio.map(|ratio| format_rate(&ratio.to_string(), language));
    text(
        language,
        "rate-error-jump",
        &[
            ("ratio", ratio.unwrap_or_else(|| "…".to_owned()).into()),
            (
                "units",
                format_rate(&jump.from.units_per_usd.to_string(), language).into(),
            ),
            ("currency", jump.currency.code().into()),
            ("from", format_date(jump.from.valid_from_on, language).into()),
        ],
    )
}

/// The rate in words: units, kind, days, source.
pub(super) fn sentence(signed: &Signed<'_>, rate: &Shown<'_>) -> String {
    let language = signed.visit.language;
    text(
        language,
        "rate-sentence",
        &[
            ("units", format_rate(&rate.units, language).into()),
            ("currency", rate.currency.into()),
            ("kind", signed.visit.say(&format!("rate-kind-{}", rate.kind)).into()),
            ("from", format_date(rate.days.0, language).into()),
            ("to", format_date(rate.days.1, language).into()),
            ("source", rate.source.into()),
        ],
    )
}
