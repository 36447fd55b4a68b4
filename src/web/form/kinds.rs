//! The kinds of fields, and how each is read.

use rust_decimal::Decimal;
use time::Date;

use super::declare::{Declaring, Values};
use super::field::Field;
use super::message::{Message, amount_message, document_message, reason_message};
use super::view::{Kind, OptionView};
use crate::domain::Coded;
use crate::domain::currency::Currency;
use crate::domain::document::Document;
use crate::domain::money::Money;
use crate::domain::pledge::{TRANCHES_MAX, Tranche};
use crate::domain::reason::{self, REASON_LENGTH_MAX};
use crate::domain::split::Share;
use crate::domain::text::says_something;
use crate::i18n::date::{DateError, read_date};
use crate::i18n::language::Language;
use crate::i18n::number::{format_money_exact, read_amount};
use crate::web::guards::Visit;

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
        let field = field.read(|typed| match reason::check(typed) {
            Ok(()) => Ok(typed.to_owned()),
            Err(error) => Err(reason_message(error)),
        });
        field.missing("error-reason-short")
    }

    /// The address of a page, which the action judges.
    pub fn address(&mut self, name: &'static str, length_max: usize) -> Field<'_, 'd, String> {
        self.verbatim(Kind::Address, name, length_max)
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

    /// A currency, of which these are offered; whether another one can be, the action judges.
    pub fn currency_of(&mut self, name: &'static str, offered: &[Currency]) -> Field<'_, 'd, Currency> {
        let offered = offered.iter().map(|one| one.code()).collect::<Vec<_>>();
        let mut field = self.currency(name);
        field
            .view
            .options
            .retain(|option| offered.contains(&option.value.as_str()));
        field
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
