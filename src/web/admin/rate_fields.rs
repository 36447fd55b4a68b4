//! What the forms of rates share: their fields of units and source, and a rate as a sentence.

use rust_decimal::Decimal;
use time::Date;

use crate::actions::rates::Jumping;
use crate::actions::{ActionError, AmountRefusal};
use crate::exchange::rates::{RateError, SOURCE_CHARS_MAX, is_source, read_rate};
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_rate;
use crate::store::rates::RateRow;
use crate::web::form::{Declaring, Message, Refused};
use crate::web::guards::Signed;

/// How many units of a currency one US dollar costs. As with amounts, a mark that could part thousands is refused in
/// either language, with both readings.
pub(super) fn units(form: &mut Declaring<'_>) -> Option<Decimal> {
    let language = form.visit().language;
    let read = move |typed: &str| match read_rate(typed, None) {
        Ok(units) => Ok(units),
        Err(RateError::AmbiguousNumber) => {
            let [thousands, decimal] = ["", "."].map(|mark| {
                let reading = typed.trim_start_matches(['-', '\u{2212}']).replace(['.', ','], mark);
                format_rate(&reading, language)
            });
            let readings = vec![("thousands", thousands.into()), ("decimal", decimal.into())];
            Err(Message::with("error-units-ambiguous", readings))
        }
        Err(error) => Err(Message::of(&format!("rate-error-{}", error.code()))),
    };
    form.number("units_per_usd", read).required()
}

/// Who publishes a rate, in words; it begins with `begun`.
pub(super) fn source(form: &mut Declaring<'_>, begun: &str) -> Option<String> {
    const MISSING: &str = "error-rate-source";
    let source = form.read_line("source", SOURCE_CHARS_MAX, |typed| match is_source(typed) {
        true => Ok(typed.to_owned()),
        false => Err(Message::of(MISSING)),
    });
    source.filled(begun).missing(MISSING).required()
}

/// What the form of a rate says of a refusal in words of its own.
pub(super) fn refused(error: &ActionError) -> Option<Refused> {
    let message = || Message::of("rate-error-out-of-range");
    matches!(error, ActionError::Amount(AmountRefusal::TooLarge))
        .then(|| Refused::invalid(&["units_per_usd", "file"], message()))
}

const CONTRADICTION: &str = "rate-error-known-otherwise";

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
    text(signed.visit.language, CONTRADICTION, &[("rate", rate.into())])
}

/// As [`contradiction`], for a field.
pub(super) fn contradicts(signed: &Signed<'_>, stands: &RateRow) -> Message {
    Message::with(CONTRADICTION, vec![("rate", sentence(signed, &stands.into()).into())])
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
