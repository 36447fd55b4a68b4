//! Why an action was refused, as a form says it: at which field, in which words, under which status.

use rocket::http::Status;

use super::errors::Errors;
use super::fields::Fields;
use super::message::{Message, reason_message};
use crate::actions::hashing::RETRY_SECONDS;
use crate::actions::{AccountRefusal, ActionError, AmountRefusal, DocumentRefusal, WaitingRefusal};
use crate::domain::acceptance::AcceptanceRefusal;
use crate::domain::access::Refusal;
use crate::domain::chain::MoneyRefusal;
use crate::domain::password::{LENGTH_MAX, LENGTH_MIN, PasswordError};
use crate::domain::pledge::{CONTRIBUTORS_MAX, StateRefusal, TRANCHES_MAX, TermsError};
use crate::domain::project::facts::FactsError;
use crate::domain::project::{Missing, StatusRefusal};
use crate::domain::proposal::ProposalRefusal;
use crate::domain::publication::{ADDRESS_LENGTH_MAX, PublicationError};
use crate::domain::rate::CorrectionRefusal;
use crate::domain::schedule::ScheduleError;
use crate::i18n::catalogue::text;
use crate::i18n::language::Language;
use crate::i18n::number::format_money;
use crate::web::errors::WebError;

/// The fields in which the day of something stands.
const DAYS: &[&str] = &[
    "paid_on",
    "signed_on",
    "terminated_on",
    "received_on",
    "refunded_on",
    "spent_on",
    "published_on",
    "accepted_on",
    "effective_on",
    "pledged_on",
];

/// What is said of a refusal, and at which fields: the first of them that the form has.
struct Line {
    fields: Vec<String>,
    message: Message,
}

/// A refusal as a form says it.
pub struct Refused {
    status: Status,
    /// When to try again.
    pub(super) retry_after_seconds: Option<i64>,
    lines: Vec<Line>,
}

impl Refused {
    #[must_use]
    pub const fn new(status: Status) -> Self {
        Self {
            status,
            retry_after_seconds: None,
            lines: Vec::new(),
        }
    }

    /// The form can be mended.
    #[must_use]
    pub fn invalid(fields: &[&str], message: Message) -> Self {
        Self::new(Status::UnprocessableEntity).at(fields, message)
    }

    /// What it is about is otherwise by now.
    fn conflict(fields: &[&str], message: Message) -> Self {
        Self::new(Status::Conflict).at(fields, message)
    }

    /// Says something at the first of these fields that the form has; "" is none.
    #[must_use]
    pub fn at(mut self, fields: &[&str], message: Message) -> Self {
        let fields = fields.iter().map(|field| (*field).to_owned()).collect();
        self.lines.push(Line { fields, message });
        self
    }

    /// May be tried again after so many seconds.
    #[must_use]
    pub fn retry_after(self, seconds: i64) -> Self {
        Self {
            retry_after_seconds: Some(seconds),
            ..self
        }
    }

    /// Notes it at the fields of a form that has these, and gives the status of the answer. What the form has no field
    /// for stands at its first, or at none.
    pub(super) fn note(self, names: &[String], language: Language, errors: &mut Errors) -> Status {
        for Line { fields, message } in self.lines {
            let field = fields.iter().find(|field| field.is_empty() || names.contains(field));
            let field = field.or_else(|| names.iter().find(|name| *name != "version"));
            errors.add(language, field.cloned().unwrap_or_default(), &message.0, &message.1);
        }
        self.status
    }
}

fn message_of(prefix: &str, code: &str) -> Message {
    Message::of(&format!("{prefix}-{}", code.replace('_', "-")))
}

/// What a form says of a refusal; an error where it is none that a form can mend.
///
/// # Errors
/// [`WebError`].
pub(super) fn explain(error: ActionError, fields: &Fields, language: Language) -> Result<Refused, WebError> {
    Ok(match error {
        ActionError::Money(refusal) => money(refusal),
        ActionError::Acceptance(refusal) => acceptance(refusal),
        ActionError::Publication(error) => publication(error),
        ActionError::Proposal(refusal) => proposal(refusal),
        ActionError::State(refusal) => state(refusal),
        ActionError::Status(refusals) => status(refusals),
        ActionError::Gate(missing) => gate(&missing),
        ActionError::Terms(found) => terms(&found, fields),
        ActionError::Facts(found) => facts(&found),
        ActionError::Schedule(error) => schedule(error, fields),
        ActionError::Reason(error) => Refused::invalid(&["reason"], reason_message(error)),
        ActionError::Rate(refusal) => rate(refusal),
        ActionError::Person(refusal) => {
            Refused::conflict(&[""], Message::of(&format!("person-refusal-{}", refusal.code())))
        }
        ActionError::Account(AccountRefusal::WeakPassword(error)) => {
            Refused::invalid(&["password"], password_message(error))
        }
        ActionError::Account(AccountRefusal::Overloaded) => {
            let wait = vec![("count", RETRY_SECONDS.into())];
            let message = Message::with("error-hashing-busy", wait);
            Refused::new(Status::ServiceUnavailable)
                .at(&["password"], message)
                .retry_after(RETRY_SECONDS)
        }
        ActionError::Account(AccountRefusal::AddressTaken) => {
            Refused::invalid(&["email"], Message::of("error-email-taken"))
        }
        ActionError::Amount(error) => amount(error, language),
        ActionError::Waiting(error) => match error {
            WaitingRefusal::ConditionNotOpen => {
                Refused::conflict(&["condition"], Message::of("error-condition-not-open"))
            }
            WaitingRefusal::NotPending => Refused::conflict(&["wait"], Message::of("error-not-waiting")),
        },
        ActionError::Document(error) => match error {
            DocumentRefusal::Needed => Refused::invalid(&["document"], Message::of("refusal-document-needed")),
            DocumentRefusal::TooMany => {
                Refused::new(Status::TooManyRequests).at(&["document"], Message::of("error-documents-of-day"))
            }
        },
        ActionError::Refused(Refusal::OtherJurisdiction) => other_country(fields),
        ActionError::Refused(Refusal::OwnDeclaration) => {
            Refused::new(Status::Forbidden).at(&["outcome"], Message::of("refusal-own-declaration"))
        }
        error @ (ActionError::Store(_)
        | ActionError::Refused(Refusal::NotThisRole | Refusal::OtherOrganisation | Refusal::FourEyes)
        | ActionError::NotFound
        | ActionError::Account(AccountRefusal::WrongCredentials | AccountRefusal::NotHashed)
        | ActionError::TooOften(_)) => return Err(error.into()),
    })
}

/// What is wrong with an amount, whatever it is for.
fn amount(error: AmountRefusal, language: Language) -> Refused {
    match error {
        AmountRefusal::AboveBound { max, line } => {
            let line = format!("lines[{}].amount", line.unwrap_or_default());
            let max = vec![("max", format_money(max, language).into())];
            Refused::invalid(&[line.as_str(), "amount"], Message::with("refusal-above-bound", max))
        }
        AmountRefusal::TooLarge => {
            let fields = ["lines[0].amount", "amount", "units_per_usd"];
            Refused::invalid(&fields, Message::of("refusal-too-large"))
        }
        AmountRefusal::DrawdownImplausible { valuation } => {
            let args = vec![("valuation", format_money(valuation, language).into())];
            Refused::invalid(&["draws"], Message::with("refusal-drawdown-implausible", args))
        }
    }
}

/// What was chosen lies in the other country.
fn other_country(fields: &Fields) -> Refused {
    let fields = if fields.get("place").is_empty() {
        ["project", "country"]
    } else {
        ["place", "country"]
    };
    Refused::new(Status::Forbidden).at(&fields, Message::of("error-403-jurisdiction-text"))
}

fn money(refusal: MoneyRefusal) -> Refused {
    let fields: &[&str] = match refusal {
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
        | MoneyRefusal::NotReceived => &["amount"],
        MoneyRefusal::InTheFuture | MoneyRefusal::BeforeParent => DAYS,
        MoneyRefusal::DrawdownNeeded
        | MoneyRefusal::DrawdownDiffers
        | MoneyRefusal::DrawdownMoreThanLeft
        | MoneyRefusal::DrawdownNotComparable => &["draws"],
        MoneyRefusal::AlreadyAnswered | MoneyRefusal::NotDisputed => &["outcome"],
        MoneyRefusal::CauseNeeded => &["cause"],
        MoneyRefusal::ProjectNotOpen
        | MoneyRefusal::EarmarkedAlready
        | MoneyRefusal::NotEarmarked
        | MoneyRefusal::NotInvolved => &["project"],
        MoneyRefusal::ReceiverNeeded | MoneyRefusal::NotImplementer => &["receiver"],
    };
    let message = message_of("refusal", refusal.code());
    match refusal {
        MoneyRefusal::NotOpen | MoneyRefusal::AlreadyAnswered | MoneyRefusal::NotDisputed => {
            Refused::conflict(fields, message)
        }
        _ => Refused::invalid(fields, message),
    }
}

fn acceptance(refusal: AcceptanceRefusal) -> Refused {
    let message = message_of("acceptance-refusal", refusal.code());
    match refusal {
        AcceptanceRefusal::NotInKind
        | AcceptanceRefusal::MoreThanUncovered
        | AcceptanceRefusal::MoreThanLine
        | AcceptanceRefusal::ValueIsZero => Refused::invalid(&["amount"], message),
        AcceptanceRefusal::NotForProject | AcceptanceRefusal::NoSuchLine => Refused::invalid(&["line"], message),
        AcceptanceRefusal::NoRate => Refused::invalid(DAYS, message),
        AcceptanceRefusal::BudgetChanged => Refused::conflict(&["line"], message),
        AcceptanceRefusal::TakenBackAlready => Refused::conflict(&["acceptance"], message),
    }
}

fn publication(error: PublicationError) -> Refused {
    let field = match error {
        PublicationError::NotAnAddress | PublicationError::AddressTooLong => "address",
        PublicationError::OtherCurrency => "currency",
        PublicationError::FarAboveDeclared => "amount",
    };
    let max = i64::try_from(ADDRESS_LENGTH_MAX).unwrap_or_default();
    let Message(key, _) = message_of("publication-error", error.code());
    Refused::invalid(&[field], Message::with(&key, vec![("max", max.into())]))
}

fn proposal(refusal: ProposalRefusal) -> Refused {
    let message = message_of("proposal-refusal", refusal.code());
    match refusal {
        ProposalRefusal::ReasonNeeded => Refused::invalid(&["reason"], message),
        ProposalRefusal::RevisionPending | ProposalRefusal::FigureMoved | ProposalRefusal::DocumentGone => {
            Refused::conflict(&["amount"], message)
        }
    }
}

fn state(refusal: StateRefusal) -> Refused {
    match refusal {
        StateRefusal::Reason(error) => Refused::invalid(&["reason"], reason_message(error)),
        StateRefusal::NotASuccessor => Refused::conflict(&["decision"], Message::of("error-state-moved")),
        StateRefusal::NothingOutstanding => Refused::conflict(&["decision"], Message::of("error-nothing-outstanding")),
        StateRefusal::StillValid => Refused::invalid(&["decision"], Message::of("error-still-valid")),
    }
}

fn status(refusals: Vec<StatusRefusal>) -> Refused {
    let to = &["to", "project"];
    let mut refused = Refused::new(Status::UnprocessableEntity);
    for refusal in refusals {
        refused = match refusal {
            StatusRefusal::Documented => refused.at(to, Message::of("error-project-documented")),
            StatusRefusal::NotASuccessor => refused.at(to, Message::of("error-not-a-successor")),
            StatusRefusal::EffectiveInTheFuture => refused.at(DAYS, Message::of("error-effective-future")),
            StatusRefusal::EffectiveBeforeLastChange => refused.at(DAYS, Message::of("error-effective-before")),
            StatusRefusal::Gate(_) => refused.at(to, Message::of("error-gate")),
            StatusRefusal::Reason(error) => refused.at(&["reason"], reason_message(error)),
        };
    }
    refused
}

/// What a gate misses, in words.
#[must_use]
pub fn missing_text(missing: &Missing, language: Language) -> String {
    let Message(key, args) = missing_message(missing);
    text(language, &key, &args)
}

fn missing_message(missing: &Missing) -> Message {
    let place = match missing {
        Missing::Territory { place, .. } => place.clone(),
        _ => String::new(),
    };
    Message::with(&format!("missing-{}", missing.code()), vec![("place", place.into())])
}

fn gate(missing: &[Missing]) -> Refused {
    let mut refused = Refused::new(Status::UnprocessableEntity);
    for one in missing {
        refused = refused.at(&[one.field()], missing_message(one));
    }
    refused
}

/// Which rule facts of a project break, in words.
#[must_use]
pub fn facts_message(error: &FactsError) -> Message {
    let max = i64::try_from(error.rule.max().unwrap_or_default()).unwrap_or(i64::MAX);
    Message::with(&format!("error-{}", error.rule.code()), vec![("max", max.into())])
}

fn facts(found: &[FactsError]) -> Refused {
    let refused = Refused::new(Status::UnprocessableEntity);
    found.iter().fold(refused, |refused, error| {
        refused.at(&[error.field.as_str()], facts_message(error))
    })
}

/// The position of the `filled`-th row in which `part` is filled.
fn row_of(fields: &Fields, (group, part, max): (&str, &str, usize), filled: usize) -> usize {
    let is_filled = |row: &usize| !fields.get(&format!("{group}[{row}].{part}")).is_empty();
    (0..max).filter(is_filled).nth(filled).unwrap_or(filled)
}

fn due_of(fields: &Fields, position: usize) -> String {
    let row = row_of(fields, ("tranches", "due_on", TRANCHES_MAX), position);
    format!("tranches[{row}].due_on")
}

fn schedule(error: ScheduleError, fields: &Fields) -> Refused {
    let first = "tranches[0].amount";
    match error {
        ScheduleError::Exceeds => Refused::invalid(&[first], Message::of("error-schedule-exceeds")),
        ScheduleError::TooMany => Refused::invalid(&[first], Message::of("error-tranches-many")),
        ScheduleError::OtherCurrency => Refused::invalid(&[first], Message::of("refusal-other-currency")),
        ScheduleError::BeforeSignature(position) => {
            let due = due_of(fields, position);
            Refused::invalid(&[due.as_str()], Message::of("error-schedule-before"))
        }
    }
}

fn terms(found: &[TermsError], fields: &Fields) -> Refused {
    let mut refused = Refused::new(Status::UnprocessableEntity);
    for error in found {
        let (field, key): (String, &str) = match error {
            TermsError::AmountNotPositive => ("amount".into(), "error-amount-zero"),
            TermsError::AmountTooLarge => ("amount".into(), "error-amount-large"),
            TermsError::PledgedInTheFuture => ("pledged_on".into(), "error-pledged-future"),
            TermsError::ValidityEndsBeforePledge => ("valid_until".into(), "error-validity-before"),
            TermsError::ValidityIsOver => ("valid_until".into(), "error-validity-over"),
            TermsError::EmbargoIsOver => ("embargo_until".into(), "error-embargo-over"),
            TermsError::TranchesExceedAmount => ("tranches[0].amount".into(), "error-tranches-exceed"),
            TermsError::TrancheBeforePledge(position) => (due_of(fields, *position), "error-tranche-before"),
            TermsError::TooManyTranches => ("tranches[0].amount".into(), "error-tranches-many"),
            TermsError::ContributorsExceedAmount => ("contributors[0].amount".into(), "error-contributors-exceed"),
            TermsError::ContributorTwice(position) => {
                let row = row_of(fields, ("contributors", "organisation", CONTRIBUTORS_MAX), *position);
                (format!("contributors[{row}].organisation"), "error-contributor-twice")
            }
            TermsError::GuaranteeIsNoMoney => ("finance_type".into(), "error-guarantee-no-money"),
            TermsError::ProjectIsDocumented => ("project".into(), "error-project-documented"),
            TermsError::ProjectIsNotOpen => ("project".into(), "error-project-not-open"),
        };
        refused = refused.at(&[field.as_str()], Message::of(key));
    }
    refused
}

fn rate(refusal: CorrectionRefusal) -> Refused {
    let (field, key) = match refusal {
        CorrectionRefusal::SameUnits => ("units_per_usd", "refusal-same-units"),
        CorrectionRefusal::SameSource => ("source", "refusal-same-source"),
        CorrectionRefusal::TooLarge => ("units_per_usd", "rate-error-out-of-range"),
    };
    Refused::invalid(&[field], Message::of(key))
}

/// Why a password may not be chosen.
pub fn password_message(error: PasswordError) -> Message {
    let number = |length: usize| i64::try_from(length).unwrap_or_default();
    let args = vec![("min", number(LENGTH_MIN).into()), ("max", number(LENGTH_MAX).into())];
    Message::with(&format!("error-password-{}", error.code()), args)
}
