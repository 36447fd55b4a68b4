//! The kinds of fields: how each is read, and what is said where it cannot be.

use rust_decimal::Decimal;
use time::Date;

use super::declare::{Declaring, Values};
use super::view::{FieldView, Kind, OptionView};
use crate::domain::Coded;
use crate::domain::currency::Currency;
use crate::domain::document::{DOCUMENT_BYTES_MAX, Document, DocumentError};
use crate::domain::money::Money;
use crate::domain::pledge::{TRANCHES_MAX, Tranche};
use crate::domain::project::facts::Stated;
use crate::domain::reason::{self, REASON_LENGTH_MAX, ReasonError};
use crate::domain::split::Share;
use crate::domain::text::says_something;
use crate::i18n::catalogue::Arg;
use crate::i18n::date::{DateError, read_date};
use crate::i18n::language::Language;
use crate::i18n::number::{AmountError, format_money_exact, read_amount};
use crate::web::guards::Visit;

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

/// One of the values that can be chosen.
#[derive(Debug, Clone)]
pub struct Choice<T> {
    pub code: String,
    pub text: String,
    pub value: T,
}

impl<T> Choice<T> {
    pub fn new(code: impl Into<String>, text: impl Into<String>, value: T) -> Self {
        Self {
            code: code.into(),
            text: text.into(),
            value,
        }
    }
}

/// Choices of coded values, called `{prefix}-{code}`.
pub fn coded<T: Coded>(visit: &Visit<'_>, prefix: &str, values: &[T]) -> Vec<Choice<T>> {
    let named = |value: &T| {
        let text = visit.say(&format!("{prefix}-{}", value.code()));
        Choice::new(value.code(), text, *value)
    };
    values.iter().map(named).collect()
}

/// Every currency.
pub fn currencies() -> Vec<Choice<Currency>> {
    Currency::all()
        .map(|currency| Choice::new(currency.code(), currency.code(), currency))
        .collect()
}

/// An amount without its code, as the reader's language writes it, so that it reads back the same.
pub fn as_typed(money: Money, language: Language) -> String {
    let written = format_money_exact(money, language);
    match written.split_once('\u{a0}') {
        Some((_, number)) => number.to_owned(),
        None => written,
    }
}

type Parse<T> = Box<dyn FnOnce(&str) -> Result<T, Message>>;

/// A field while it is named.
pub struct Field<'f, 'd, T> {
    form: &'f mut Declaring<'d>,
    view: FieldView,
    begins_with: String,
    /// The first option of a list from which nothing is chosen.
    empty: Option<&'static str>,
    /// What is said where it must be filled and is not.
    missing: &'static str,
    parse: Option<Parse<T>>,
}

impl<'f, 'd, T> Field<'f, 'd, T> {
    pub(super) fn new(form: &'f mut Declaring<'d>, kind: Kind, name: &'static str) -> Self {
        let label = form.text("label", name).unwrap_or_else(|| name.to_owned());
        let mut view = FieldView::new(kind, form.full_name(name), label);
        view.hint = form.text("hint", name);
        view.error = form.returned_error(&view.name);
        Self {
            form,
            view,
            begins_with: String::new(),
            empty: None,
            missing: "error-required",
            parse: None,
        }
    }

    fn read(mut self, parse: impl FnOnce(&str) -> Result<T, Message> + 'static) -> Self {
        self.parse = Some(Box::new(parse));
        self
    }

    fn at_most(mut self, length: usize) -> Self {
        self.view.length_max = Some(length);
        self
    }

    fn options(mut self, options: Vec<OptionView>) -> Self {
        self.view.options = options;
        self
    }

    /// What it begins with.
    #[must_use]
    pub fn filled(mut self, value: impl Into<String>) -> Self {
        self.begins_with = value.into();
        self
    }

    /// Called `label-{key}`.
    #[must_use]
    pub fn label(mut self, key: &str) -> Self {
        self.view.label = self.form.visit.say(&format!("label-{key}"));
        self
    }

    /// Explained by `hint-{key}`; "" is no explanation.
    #[must_use]
    pub fn hint(mut self, key: &str) -> Self {
        self.view.hint = (!key.is_empty()).then(|| self.form.visit.say(&format!("hint-{key}")));
        self
    }

    /// With the first option of this name, from which nothing is chosen.
    #[must_use]
    pub fn empty(mut self, key: &'static str) -> Self {
        self.empty = Some(key);
        self
    }

    /// So many lines high.
    #[must_use]
    pub fn rows_shown(mut self, rows: usize) -> Self {
        self.view.rows = rows;
        self
    }

    #[must_use]
    pub fn autocomplete(mut self, kind: &'static str) -> Self {
        self.view.autocomplete = Some(kind);
        self
    }

    /// A field that must be filled.
    pub fn required(mut self) -> Option<T> {
        self.view.required = true;
        if self.begins_with.is_empty() {
            self.empty = self.empty.or(Some("choose-one"));
        }
        let missing = self.missing;
        self.finish().unwrap_or_else(|(form, name)| {
            form.note(&name, &Message::of(missing));
            None
        })
    }

    /// A field that must be filled, which the action judges together with everything else that is wrong.
    pub fn judged_later(mut self) -> Option<T> {
        self.view.required = true;
        self.finish().unwrap_or(None)
    }

    /// Marked as one that must be filled; whether it is, the domain judges.
    #[must_use]
    pub fn needed(mut self) -> Self {
        self.view.required = true;
        self
    }

    /// What was stated, for the domain to judge with everything else.
    pub fn stated(self) -> Stated<T> {
        match self.finish() {
            Err(_) => Stated::Missing,
            Ok(None) => Stated::Unreadable,
            Ok(Some(value)) => Stated::Value(value),
        }
    }

    /// A field that may stay empty; `None` is that, or an error, which is noted.
    pub fn optional(mut self) -> Option<T> {
        if self.begins_with.is_empty() {
            self.empty = self.empty.or(Some("choose-none"));
        }
        self.finish().unwrap_or(None)
    }

    /// A field that means `otherwise` where it is empty.
    pub fn or(self, otherwise: T) -> Option<T> {
        self.finish().unwrap_or(Some(otherwise))
    }

    /// Shows the field and reads it; the form again where it is empty.
    fn finish(self) -> Result<Option<T>, (&'f mut Declaring<'d>, String)> {
        let Self {
            form,
            mut view,
            begins_with,
            empty,
            parse,
            ..
        } = self;
        let typed = if form.is_begun(&view.name) {
            begins_with
        } else {
            form.value(&view.name).to_owned()
        };
        if view.kind == Kind::Select
            && let Some(key) = empty
        {
            let first = OptionView {
                value: String::new(),
                text: form.visit.say(key),
                hint: None,
                selected: false,
            };
            view.options.insert(0, first);
        }
        for option in &mut view.options {
            option.selected = option.value == typed;
        }
        // A row may be left out whole.
        view.required &= !form.is_in_row();
        view.value.clone_from(&typed);
        let name = view.name.clone();
        form.fields.push(view);
        if typed.is_empty() {
            return Err((form, name));
        }
        match parse.map(|parse| parse(&typed)) {
            Some(Ok(value)) => Ok(Some(value)),
            Some(Err(message)) => {
                form.note(&name, &message);
                Ok(None)
            }
            None => Ok(None),
        }
    }
}

impl<'d> Declaring<'d> {
    /// A text of one line.
    pub fn line(&mut self, name: &'static str, length_max: usize) -> Field<'_, 'd, String> {
        self.field(Kind::Line, name)
            .at_most(length_max)
            .read(move |typed| short(typed, length_max))
    }

    /// The key of one of a list that only the action knows.
    pub fn key(&mut self, name: &'static str) -> Field<'_, 'd, i64> {
        self.field(Kind::Select, name)
            .read(|typed| typed.parse().map_err(|_| Message::of("error-choice")))
    }

    /// The code of something that was looked up beforehand; where it was not found, `unknown` is said.
    pub fn code_of<T: 'static>(
        &mut self,
        name: &'static str,
        found: Option<T>,
        unknown: &'static str,
    ) -> Field<'_, 'd, T> {
        /// No code is longer.
        const LENGTH_MAX: usize = 40;
        self.field(Kind::Line, name)
            .at_most(LENGTH_MAX)
            .read(move |_| found.ok_or_else(|| Message::of(unknown)))
    }

    /// A text of several lines.
    pub fn text_of(&mut self, name: &'static str, length_max: usize) -> Field<'_, 'd, String> {
        self.field(Kind::Text, name)
            .at_most(length_max)
            .read(move |typed| short(typed, length_max))
    }

    /// A text as it was typed, which the domain judges.
    pub fn verbatim(&mut self, kind: Kind, name: &'static str, length_max: usize) -> Field<'_, 'd, String> {
        self.field(kind, name)
            .at_most(length_max)
            .read(|typed| Ok(typed.to_owned()))
    }

    /// Why something is done, which must say something.
    pub fn reason(&mut self, name: &'static str) -> Field<'_, 'd, String> {
        let field = self.field(Kind::Text, name).at_most(REASON_LENGTH_MAX);
        let mut field = field.read(|typed| match reason::check(typed) {
            Ok(()) => Ok(typed.to_owned()),
            Err(error) => Err(reason_message(error)),
        });
        field.missing = "error-reason-short";
        field
    }

    /// The address of a page.
    pub fn address(&mut self, name: &'static str, length_max: usize) -> Field<'_, 'd, String> {
        self.field(Kind::Address, name)
            .at_most(length_max)
            .read(move |typed| short(typed, length_max))
    }

    pub fn date(&mut self, name: &'static str) -> Field<'_, 'd, Date> {
        self.field(Kind::Date, name).read(|typed| {
            read_date(typed).map_err(|error| match error {
                DateError::Empty => Message::of("error-required"),
                DateError::NotADate => Message::of("error-date"),
                DateError::OutOfRange => Message::of("error-date-range"),
            })
        })
    }

    /// An amount; it cannot be read as long as its currency is not known.
    pub fn amount(&mut self, name: &'static str, currency: Option<Currency>) -> Field<'_, 'd, Money> {
        let language = self.visit.language;
        let field = self.field(Kind::Amount, name).at_most(40);
        match currency {
            Some(currency) => field.read(move |typed| {
                read_amount(typed, currency, language).map_err(|error| amount_message(&error, currency, language))
            }),
            None => field,
        }
    }

    /// As [`Self::amount`], where a zero says that nothing arrived.
    pub fn amount_or_none(&mut self, name: &'static str, currency: Currency) -> Field<'_, 'd, Money> {
        let language = self.visit.language;
        self.field(Kind::Amount, name).at_most(40).read(move |typed| {
            // However it is written.
            if typed.contains('0') && typed.chars().all(|one| "0.,".contains(one)) {
                return Ok(Money::zero(currency));
            }
            read_amount(typed, currency, language).map_err(|error| amount_message(&error, currency, language))
        })
    }

    /// A number that is no amount, read by `parse`.
    pub fn number(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<Decimal, Message> + 'static,
    ) -> Field<'_, 'd, Decimal> {
        self.field(Kind::Amount, name).at_most(40).read(parse)
    }

    /// A percentage, in hundredths of it.
    pub fn share(&mut self, name: &'static str) -> Field<'_, 'd, u32> {
        self.field(Kind::Amount, name).at_most(6).read(|typed| {
            let share = Share::parse(typed).map_err(|_| Message::of("error-share"))?;
            Ok(share.basis_points())
        })
    }

    /// One of a list.
    pub fn choice<T: Clone + 'static>(&mut self, name: &'static str, choices: Vec<Choice<T>>) -> Field<'_, 'd, T> {
        self.chosen(Kind::Select, name, choices)
    }

    /// One of a few, each explained by `{prefix}-{code}-hint`.
    pub fn radio<T: Coded + 'static>(
        &mut self,
        name: &'static str,
        (prefix, explained): (&str, &str),
    ) -> Field<'_, 'd, T> {
        let choices = coded(self.visit, prefix, T::ALL);
        let visit = self.visit;
        let mut field = self.chosen(Kind::Radio, name, choices);
        for option in &mut field.view.options {
            option.hint = Some(visit.say(&format!("{explained}-{}-hint", option.value)));
        }
        field
    }

    fn chosen<T: Clone + 'static>(
        &mut self,
        kind: Kind,
        name: &'static str,
        choices: Vec<Choice<T>>,
    ) -> Field<'_, 'd, T> {
        let option = |choice: &Choice<T>| OptionView {
            value: choice.code.clone(),
            text: choice.text.clone(),
            hint: None,
            selected: false,
        };
        let options = choices.iter().map(option).collect();
        self.field(kind, name).options(options).read(move |typed| {
            let found = choices.into_iter().find(|choice| choice.code == typed);
            found
                .map(|choice| choice.value)
                .ok_or_else(|| Message::of("error-choice"))
        })
    }

    /// A currency.
    pub fn currency(&mut self, name: &'static str) -> Field<'_, 'd, Currency> {
        let options = currencies().into_iter().map(|one| OptionView {
            value: one.code,
            text: one.text,
            hint: None,
            selected: false,
        });
        let options = options.collect();
        self.field(Kind::Select, name)
            .options(options)
            .read(|typed| Currency::parse(typed).map_err(|_| Message::of("error-currency")))
    }

    /// Something to tick.
    pub fn tick(&mut self, name: &'static str) -> bool {
        let ticked = self.field(Kind::Tick, name).read(|typed| Ok(typed == "yes"));
        ticked.optional().unwrap_or(false)
    }

    /// A document that proves it; of a form that begins or comes back, none.
    pub fn document(&mut self, name: &'static str, is_required: bool) -> Option<Document> {
        self.document_hint(name, is_required, "document")
    }

    /// As [`Self::document`], explained by `hint-{hint}`.
    pub fn document_hint(&mut self, name: &'static str, is_required: bool, hint: &str) -> Option<Document> {
        let handed_in = match &mut self.values {
            Values::Sent(posted) => posted.document(name),
            Values::Begun(_) | Values::Returned(..) => Ok(None),
        };
        let field = self.field::<()>(Kind::File, name).hint(hint);
        let mut view = field.view;
        view.required = is_required;
        self.fields.push(view);
        match handed_in {
            Ok(None) if is_required => {
                self.note(name, &Message::of("refusal-document-needed"));
                None
            }
            Ok(document) => document,
            Err(error) => {
                self.note(name, &document_message(error));
                None
            }
        }
    }

    /// Rows of planned payments.
    pub fn tranches(&mut self, currency: Option<Currency>) -> Vec<Tranche> {
        /// Empty rows that a form offers.
        const SHOWN: usize = 4;
        let parts = ("tranches", &["due_on", "amount"][..]);
        self.rows(parts, "legend-tranche", (SHOWN, TRANCHES_MAX), |row| {
            let due_on = row.date("due_on").required();
            let amount = row.amount("amount", currency).hint("").required();
            Some(Tranche {
                due_on: due_on?,
                amount: amount?,
            })
        })
    }
}

fn short(typed: &str, length_max: usize) -> Result<String, Message> {
    if typed.chars().count() > length_max {
        let max = i64::try_from(length_max).unwrap_or(i64::MAX);
        Err(Message::with("error-too-long", vec![("max", max.into())]))
    } else if says_something(typed) {
        Ok(typed.to_owned())
    } else {
        Err(Message::of("error-says-nothing"))
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
fn document_message(error: DocumentError) -> Message {
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
fn amount_message(error: &AmountError, currency: Currency, language: Language) -> Message {
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
