//! Forms on their pages: as they begin, or as one of them comes back.

use super::declare::{Declaring, Form, Values};
use super::errors::Errors;
use super::fields::Fields;
use super::view::{ButtonView, FormView, HiddenView};
use crate::i18n::catalogue::has;
use crate::secret;
use crate::web::guards::Visit;
use crate::web::page::{ErrorLine, form_id};

/// Under which name the number of a request stands in a form.
pub(super) const REQUEST_ID: &str = "request_id";

/// What came of posting one of the forms of a page: its name, what was typed, what is wrong.
#[derive(Clone, Copy, Default)]
pub struct Attempt<'a> {
    posted: Option<Returned<'a>>,
}

/// A form that comes back.
#[derive(Clone, Copy)]
struct Returned<'a> {
    form: &'static str,
    /// What the ids of its fields begin with.
    scope: (&'static str, &'static str),
    fields: &'a Fields,
    errors: &'a Errors,
}

impl<'a> Attempt<'a> {
    /// Nothing was posted.
    pub const NONE: Self = Self { posted: None };

    /// This form was posted and comes back.
    pub const fn of<F: Form>(fields: &'a Fields, errors: &'a Errors) -> Self {
        Self {
            posted: Some(Returned {
                form: F::NAME,
                scope: scope::<F>(),
                fields,
                errors,
            }),
        }
    }

    /// Whether any form was posted: its page then keeps what was typed when the language is changed.
    #[must_use]
    pub const fn is_some(&self) -> bool {
        self.posted.is_some()
    }

    fn returned<F: Form>(&self) -> Option<Returned<'a>> {
        self.posted.filter(|returned| returned.form == F::NAME)
    }

    /// Whether this form was posted.
    #[must_use]
    pub fn is<F: Form>(&self) -> bool {
        self.returned::<F>().is_some()
    }

    /// What was typed into this form, if it was posted.
    #[must_use]
    pub fn fields_of<F: Form>(&self) -> Option<&'a Fields> {
        self.returned::<F>().map(|returned| returned.fields)
    }

    /// The error summary of the page.
    #[must_use]
    pub fn summary(&self) -> Vec<ErrorLine> {
        let Some(Returned { scope, errors, .. }) = self.posted else {
            return Vec::new();
        };
        let line = |(field, message): (&str, &str)| ErrorLine {
            field: (!field.is_empty()).then(|| format!("{}{}{field}", scope.0, scope.1)),
            message: message.to_owned(),
        };
        errors.iter().map(line).collect()
    }
}

/// What the ids of the fields of a form begin with, in two parts.
const fn scope<F: Form>() -> (&'static str, &'static str) {
    if F::IS_FIRST { ("", "") } else { (F::TEXTS, "-") }
}

/// A new random number for a request, shaped as a UUID; none where the system gives no random bytes.
pub(super) fn new_request_id() -> String {
    let token = secret::token().unwrap_or_default();
    let part = |from: usize, to: usize| token.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-4{}-a{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}

/// The number of a request as a form carries it; `None` where it carries none that could be one.
pub(super) fn request_id(fields: &Fields) -> Option<&str> {
    let given = fields.get(REQUEST_ID);
    ((8..=64).contains(&given.len()) && !given.contains('.')).then_some(given)
}

/// Where a form stands, and where it goes.
pub struct Place<'a> {
    visit: &'a Visit<'a>,
    /// The address without the language.
    action: String,
}

impl<'a> Place<'a> {
    /// A form that goes to an address without language.
    #[must_use]
    pub fn new(visit: &'a Visit<'a>, action: impl Into<String>) -> Self {
        Self {
            visit,
            action: action.into(),
        }
    }

    /// A form of what stands at `base`.
    #[must_use]
    pub fn of(visit: &'a Visit<'a>, base: &str, action: &str) -> Self {
        Self::new(visit, format!("{base}/{action}"))
    }
}

/// The form as its page shows it: begun with `begun`, or as it was sent.
pub fn show<F: Form>(place: &Place<'_>, about: &F::About, begun: &Fields, attempt: Attempt<'_>) -> FormView {
    let visit = place.visit;
    let returned = attempt.returned::<F>();
    let values = match returned {
        Some(returned) => Values::Returned(returned.fields, returned.errors),
        None => Values::Begun(begun),
    };
    let mut form = Declaring::new(visit, F::TEXTS, values);
    F::declare(&mut form, about);
    let mut hidden = form.hidden;
    let number = returned.and_then(|returned| request_id(returned.fields));
    hidden.push(HiddenView {
        name: REQUEST_ID.to_owned(),
        value: number.map_or_else(new_request_id, str::to_owned),
    });
    let key = format!("form-{}", F::TEXTS.replace('_', "-"));
    let word = |part: &str| {
        let key = format!("{key}{part}");
        has(visit.language, &key).then(|| visit.say(&key))
    };
    let part = place.action.rsplit('/').next().unwrap_or_default();
    FormView {
        name: F::NAME,
        open: returned.is_some() || visit.asks("open") == Some(part),
        scope: format!("{}{}", scope::<F>().0, scope::<F>().1),
        action: visit.link(&place.action),
        files: form
            .fields
            .iter()
            .any(|field| field.inputs().iter().any(|one| one.kind == super::view::Kind::File)),
        title: word("").unwrap_or_default(),
        lede: word("-lede"),
        buttons: vec![ButtonView {
            text: word("-button").unwrap_or_default(),
            kind: "primary",
            intent: None,
        }],
        hidden,
        fields: form.fields,
        id: form_id(&place.action),
    }
}
