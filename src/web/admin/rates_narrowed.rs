//! What the list of rates is narrowed to.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::currency::Currency;
use crate::domain::ids::RateId;
use crate::domain::rate::RateKind;
use crate::web::errors::WebError;
use crate::web::guards::Signed;

/// What the list of rates is narrowed to, as it stands in the address.
#[derive(Clone, Copy, Default)]
pub(super) struct Narrowed {
    pub currency: Option<Currency>,
    pub kind: Option<RateKind>,
    pub after: Option<RateId>,
}

impl Narrowed {
    pub(super) fn read(currency: Option<&str>, kind: Option<&str>, after: Option<&str>) -> Result<Self, WebError> {
        Ok(Self {
            currency: match currency.filter(|code| !code.is_empty()) {
                Some(code) => Some(Currency::parse(code).map_err(|_| WebError::NotFound)?),
                None => None,
            },
            kind: match kind.filter(|code| !code.is_empty()) {
                Some(code) => Some(RateKind::parse(code).ok_or(WebError::NotFound)?),
                None => None,
            },
            after: match after {
                Some(id) => Some(RateId(id.parse().map_err(|_| WebError::NotFound)?)),
                None => None,
            },
        })
    }

    /// The address of the list so narrowed, after a rate.
    pub(super) fn link(&self, signed: &Signed<'_>, after: Option<i64>) -> String {
        let mut query = Vec::new();
        query.extend(self.currency.map(|currency| format!("currency={currency}")));
        query.extend(self.kind.map(|kind| format!("kind={}", kind.code())));
        query.extend(after.map(|id| format!("after={id}")));
        let mark = if query.is_empty() { "" } else { "?" };
        signed.visit.link(&format!("admin/rates{mark}{}", query.join("&")))
    }
}

/// One of the values by which the list can be narrowed.
#[derive(Serialize, JsonSchema)]
pub(super) struct Narrowing {
    value: String,
    text: String,
    selected: bool,
}

/// The values by which the list can be narrowed, with the one that is chosen; the first chooses none.
pub(super) fn options(values: impl Iterator<Item = (String, String)>, chosen: &str, all: String) -> Vec<Narrowing> {
    let option = |(value, text): (String, String)| Narrowing {
        selected: value == chosen,
        value,
        text,
    };
    std::iter::once((String::new(), all))
        .chain(values)
        .map(option)
        .collect()
}
