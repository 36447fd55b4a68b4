//! Several small forms on one page: what was typed into the one that was posted comes back into it, and only there.

use rocket::http::Status;
use serde_json::{Value, json};

use super::errors::WebError;
use super::form::{Errors, Fields};
use super::guards::Signed;
use super::tranches;
use super::typed::reason_error;
use crate::actions::ActionError;
use crate::domain::acceptance::AcceptanceRefusal;
use crate::domain::access::Refusal;
use crate::domain::chain::MoneyRefusal;
use crate::domain::publication::{ADDRESS_LENGTH_MAX, PublicationError};
use crate::i18n::language::Language;
use crate::i18n::number::format_money;

/// What came of posting one of the forms: its name, what was typed, what is wrong.
#[derive(Clone, Copy)]
pub(super) struct Attempt<'a> {
    form: &'static str,
    fields: Option<&'a Fields>,
    errors: Option<&'a Errors>,
}

impl<'a> Attempt<'a> {
    /// Nothing was posted.
    pub const NONE: Self = Self {
        form: "",
        fields: None,
        errors: None,
    };

    /// The form of this name was posted and comes back.
    pub fn of(form: &'static str, fields: &'a Fields, errors: &'a Errors) -> Self {
        Self {
            form,
            fields: Some(fields),
            errors: Some(errors),
        }
    }

    /// Whether this form was posted.
    pub fn is(&self, form: &str) -> bool {
        self.form == form
    }

    /// What was typed into this form, if it was posted.
    pub fn fields_of(&self, form: &str) -> Option<&'a Fields> {
        self.fields.filter(|_| self.is(form))
    }

    /// What is wrong with the fields of this form.
    pub fn errors_of(&self, form: &str) -> Value {
        let errors = self.errors.filter(|_| self.is(form));
        errors.map_or_else(|| json!({}), Errors::by_field)
    }

    /// The error summary of the page.
    pub fn summary(&self) -> Value {
        self.errors.map_or_else(
            || Value::Array(Vec::new()),
            |errors| errors.summary_in(&scope(self.form)),
        )
    }
}

fn scope(form: &str) -> String {
    format!("{form}-")
}

/// A form as it is put together.
pub(super) struct InlineForm<'s> {
    signed: &'s Signed<'s>,
    name: &'static str,
    attempt: Attempt<'s>,
    fields: Vec<Value>,
}

impl<'s> InlineForm<'s> {
    pub fn new(signed: &'s Signed<'s>, name: &'static str, attempt: Attempt<'s>) -> Self {
        Self {
            signed,
            name,
            attempt,
            fields: Vec::new(),
        }
    }

    fn is_posted(&self) -> bool {
        self.attempt.form == self.name
    }

    fn typed(&self, name: &str, otherwise: &str) -> String {
        match self.attempt.fields.filter(|_| self.is_posted()) {
            Some(fields) => fields.get(name).to_owned(),
            None => otherwise.to_owned(),
        }
    }

    /// Adds a field of a type (`amount`, `date`, `text`, `file`, `line`); a hint of "" is none.
    pub fn field(self, kind: &str, name: &str, label: &str, hint: &str, required: bool) -> Self {
        self.filled(kind, name, label, hint, required, "")
    }

    /// As [`Self::field`], with a value before anything was typed.
    pub fn filled(mut self, kind: &str, name: &str, label: &str, hint: &str, required: bool, value: &str) -> Self {
        let visit = &self.signed.visit;
        let error = match self.attempt.errors.filter(|_| self.is_posted()) {
            Some(errors) => errors.by_field().get(name).cloned().unwrap_or_default(),
            None => Value::Null,
        };
        self.fields.push(json!({
            "type": kind, "name": name, "label": visit.say(label), "required": required, "error": error,
            "hint": (!hint.is_empty()).then(|| visit.say(hint)),
            "value": self.typed(name, value),
        }));
        self
    }

    /// Adds a choice; with `chosen` before anything was chosen.
    pub fn choice(
        mut self,
        name: &str,
        label: &str,
        hint: &str,
        options: Vec<(String, String)>,
        chosen: &str,
        empty: Option<&str>,
    ) -> Self {
        let empty_text = empty.map(|key| self.signed.visit.say(key));
        let required = empty != Some("choose-none");
        self = self.filled("select", name, label, hint, required, chosen);
        let chosen = self.typed(name, chosen);
        if let Some(field) = self.fields.last_mut() {
            field["options"] = super::typed::options(options, &chosen, empty_text);
        }
        self
    }

    /// Adds rows of planned payments, with a heading.
    pub fn tranches(mut self, title: &str, hint: &str) -> Self {
        let nothing = (Fields::default(), Errors::default());
        let fields = self.attempt.fields.filter(|_| self.is_posted()).unwrap_or(&nothing.0);
        let errors = self.attempt.errors.filter(|_| self.is_posted()).unwrap_or(&nothing.1);
        let rows = tranches::rows(fields, &errors.by_field());
        let visit = &self.signed.visit;
        let shown = json!({"type": "tranches", "title": visit.say(title), "hint": visit.say(hint), "rows": rows});
        self.fields.push(shown);
        self
    }

    pub fn hidden(mut self, name: &str, value: &str) -> Self {
        self.fields
            .push(json!({"type": "hidden", "name": name, "value": self.typed(name, value)}));
        self
    }

    /// The form for its template. Its title, lede and button are `inline_form-{name}`, `-lede` and `-button`.
    pub fn to(self, action: &str, kind: &str) -> Value {
        let word = |part: &str| self.signed.visit.say(&format!("form-{}{part}", self.name));
        json!({
            "name": self.name, "scope": scope(self.name), "open": self.is_posted(), "kind": kind,
            "files": self.fields.iter().any(|field| field["type"] == "file"),
            "title": word(""), "lede": word("-lede"), "button": word("-button"),
            "action": self.signed.visit.link(action), "fields": self.fields,
        })
    }
}

/// Notes why an action of money is refused, beside the field that can mend it (`day` is the name of its date); gives the answer's status. What is wrong
/// with no field goes on as an error.
///
/// # Errors
/// [`WebError`].
pub(super) fn explain(
    error: ActionError,
    day: &str,
    language: Language,
    errors: &mut Errors,
) -> Result<Status, WebError> {
    match error {
        ActionError::Money(refusal) => {
            let field = match refusal {
                MoneyRefusal::NotPositive
                | MoneyRefusal::TooLarge
                | MoneyRefusal::MoreThanOutstanding
                | MoneyRefusal::MoreThanUndisbursed
                | MoneyRefusal::MoreThanReceived
                | MoneyRefusal::MoreThanDeclared
                | MoneyRefusal::MoreThanSpent
                | MoneyRefusal::BelowCommitted
                | MoneyRefusal::SameAmount
                | MoneyRefusal::OtherCurrency
                | MoneyRefusal::NotOpen
                | MoneyRefusal::NotFinancial
                | MoneyRefusal::OwnDisbursement
                | MoneyRefusal::NotReceived => "amount",
                MoneyRefusal::InTheFuture | MoneyRefusal::BeforeParent => day,
                MoneyRefusal::DrawdownNeeded
                | MoneyRefusal::DrawdownDiffers
                | MoneyRefusal::DrawdownMoreThanLeft
                | MoneyRefusal::DrawdownNotComparable => "draws",
                MoneyRefusal::AlreadyAnswered | MoneyRefusal::NotDisputed => "outcome",
                MoneyRefusal::CauseNeeded => "cause",
                MoneyRefusal::ProjectNotOpen
                | MoneyRefusal::EarmarkedAlready
                | MoneyRefusal::NotEarmarked
                | MoneyRefusal::NotInvolved => "project",
                MoneyRefusal::ReceiverNeeded | MoneyRefusal::NotImplementer => "receiver",
            };
            let key = format!("refusal-{}", refusal.code().replace('_', "-"));
            errors.add(language, field, &key, &[]);
            Ok(match refusal {
                MoneyRefusal::NotOpen | MoneyRefusal::AlreadyAnswered | MoneyRefusal::NotDisputed => Status::Conflict,
                _ => Status::UnprocessableEntity,
            })
        }
        ActionError::AboveBound { max, .. } => {
            let args = [("max", format_money(max, language).into())];
            errors.add(language, "amount", "refusal-above-bound", &args);
            Ok(Status::UnprocessableEntity)
        }
        ActionError::DrawdownImplausible { valuation } => {
            let args = [("valuation", format_money(valuation, language).into())];
            errors.add(language, "draws", "refusal-drawdown-implausible", &args);
            Ok(Status::UnprocessableEntity)
        }
        ActionError::Proposal(refusal) => {
            let key = format!("proposal-refusal-{}", refusal.code().replace('_', "-"));
            errors.add(language, "amount", &key, &[]);
            Ok(Status::Conflict)
        }
        ActionError::Acceptance(refusal) => {
            let field = match refusal {
                AcceptanceRefusal::NotInKind
                | AcceptanceRefusal::MoreThanUncovered
                | AcceptanceRefusal::MoreThanLine
                | AcceptanceRefusal::ValueIsZero => "amount",
                AcceptanceRefusal::NotForProject | AcceptanceRefusal::NoSuchLine | AcceptanceRefusal::BudgetChanged => {
                    "line"
                }
                AcceptanceRefusal::NoRate => day,
                AcceptanceRefusal::TakenBackAlready => "acceptance",
            };
            let key = format!("acceptance-refusal-{}", refusal.code().replace('_', "-"));
            errors.add(language, field, &key, &[]);
            Ok(match refusal {
                AcceptanceRefusal::BudgetChanged | AcceptanceRefusal::TakenBackAlready => Status::Conflict,
                _ => Status::UnprocessableEntity,
            })
        }
        ActionError::Publication(error) => {
            let field = match error {
                PublicationError::NotAnAddress | PublicationError::AddressTooLong => "address",
                PublicationError::OtherCurrency => "currency",
                PublicationError::FarAboveDeclared => "amount",
            };
            let max = i64::try_from(ADDRESS_LENGTH_MAX).unwrap_or_default();
            let key = format!("publication-error-{}", error.code().replace('_', "-"));
            errors.add(language, field, &key, &[("max", max.into())]);
            Ok(Status::UnprocessableEntity)
        }
        ActionError::Refused(Refusal::OtherJurisdiction) => {
            errors.add(language, "project", "error-403-jurisdiction-text", &[]);
            Ok(Status::Forbidden)
        }
        ActionError::TooLarge => {
            errors.add(language, "amount", "refusal-too-large", &[]);
            Ok(Status::UnprocessableEntity)
        }
        ActionError::Reason(error) => {
            reason_error(error, language, errors);
            Ok(Status::UnprocessableEntity)
        }
        ActionError::ConditionNotOpen => {
            errors.add(language, "condition", "error-condition-not-open", &[]);
            Ok(Status::Conflict)
        }
        ActionError::NotPending => {
            errors.add(language, "wait", "error-not-waiting", &[]);
            Ok(Status::Conflict)
        }
        ActionError::DocumentNeeded => {
            errors.add(language, "document", "refusal-document-needed", &[]);
            Ok(Status::UnprocessableEntity)
        }
        ActionError::TooManyDocuments => {
            errors.add(language, "document", "error-documents-of-day", &[]);
            Ok(Status::TooManyRequests)
        }
        ActionError::Refused(Refusal::OwnDeclaration) => {
            errors.add(language, "outcome", "refusal-own-declaration", &[]);
            Ok(Status::Forbidden)
        }
        other => Err(other.into()),
    }
}
