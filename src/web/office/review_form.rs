//! An officer's answer to what was submitted, and why a promise lapses.

use crate::domain::pledge::Decision;
use crate::domain::reason::REASON_LENGTH_MAX;
use crate::web::form::{Declaring, Form, Kind};

/// An answer: verified, returned or not accepted.
pub(super) struct ReviewForm {
    pub decision: Decision,
    pub reason: String,
    /// The version that was looked at; none where it is not said.
    pub version: Option<i64>,
}

/// What its form knows.
pub(super) struct Reviewing {
    pub version: i64,
    /// The decisions are explained by `{explained}-{decision}-hint`.
    pub explained: &'static str,
    /// Whether it is unusual, so that any answer needs its reason.
    pub unusual: bool,
}

impl Form for ReviewForm {
    const NAME: &'static str = "review";
    const IS_FIRST: bool = true;
    type About = Reviewing;

    fn declare(form: &mut Declaring<'_>, about: &Reviewing) -> Option<Self> {
        let version = form.hidden("version", &about.version.to_string()).parse().ok();
        let decision = form.radio("decision", ("decision", about.explained)).required();
        let hint = if about.unusual {
            "review-reason-unusual"
        } else {
            "review-reason"
        };
        let reason = form
            .verbatim(Kind::Text, "reason", REASON_LENGTH_MAX)
            .hint(hint)
            .optional();
        Some(Self {
            decision: decision?,
            reason: reason.unwrap_or_default(),
            version,
        })
    }
}

/// Why a promise lapses; its form knows whether the public reads it.
pub(super) struct LapseForm(pub String);

impl Form for LapseForm {
    const NAME: &'static str = "lapse";
    type About = bool;

    fn declare(form: &mut Declaring<'_>, is_public: &bool) -> Option<Self> {
        let hint = if *is_public { "reason-public" } else { "reason-hidden" };
        form.reason("reason").hint(hint).required().map(Self)
    }
}
