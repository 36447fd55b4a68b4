//! Kinds of fields that few forms have: an account's, an upload, one of a list that was looked up.

use super::declare::{Declaring, Values};
use super::field::Field;
use super::kinds::Choice;
use super::message::Message;
use super::refusals::password_message;
use super::view::{Kind, OptionView};
use crate::domain::account::{EMAIL_LENGTH_MAX, parse_email};
use crate::domain::currency::Currency;
use crate::domain::password::{self, LENGTH_MIN, Owner};
use crate::domain::person::{NAME_LENGTH_MAX, NameError, parse_name};
use crate::i18n::catalogue::text;
use crate::i18n::language::Language;

impl<'d> Declaring<'d> {
    /// An e-mail address, in lower case.
    pub fn email(&mut self, name: &'static str) -> Field<'_, 'd, String> {
        self.field(Kind::Email, name)
            .at_most(EMAIL_LENGTH_MAX)
            .read(|typed| parse_email(typed).ok_or_else(|| Message::of("error-email")))
    }

    /// An address that somebody signs in with: whatever it is, so that nothing is said of it.
    pub fn email_as_typed(&mut self, name: &'static str) -> Field<'_, 'd, String> {
        self.field(Kind::Email, name)
            .at_most(EMAIL_LENGTH_MAX)
            .read(|typed| Ok(typed.to_owned()))
    }

    /// What somebody is called.
    pub fn person_name(&mut self, name: &'static str) -> Field<'_, 'd, String> {
        let max = i64::try_from(NAME_LENGTH_MAX).unwrap_or_default();
        let field = self
            .field(Kind::Line, name)
            .autocomplete("name")
            .at_most(NAME_LENGTH_MAX);
        field.read(move |typed| {
            parse_name(typed).map_err(|error| match error {
                NameError::Empty => Message::of("error-required"),
                NameError::TooLong => Message::with("error-too-long", vec![("max", max.into())]),
            })
        })
    }

    /// A language of the registry.
    pub fn language(&mut self, name: &'static str) -> Field<'_, 'd, Language> {
        let visit = self.visit();
        let choices = Language::ALL.map(|one| {
            let code = one.code();
            Choice::new(code, visit.say(&format!("language-{code}")), one)
        });
        self.choice(name, choices.to_vec())
    }

    /// A currency that needs a rate.
    pub fn foreign_currency(&mut self, name: &'static str) -> Field<'_, 'd, Currency> {
        let foreign = Currency::all().filter(|currency| !currency.is_dollar());
        let option = |currency: Currency| OptionView {
            value: currency.code().to_owned(),
            text: currency.code().to_owned(),
            hint: None,
            selected: false,
        };
        let field = self.field(Kind::Select, name).options(foreign.map(option).collect());
        field.read(|typed| match Currency::parse(typed) {
            Err(_) => Err(Message::of("error-currency")),
            Ok(currency) if currency.is_dollar() => Err(Message::of("error-rate-at-par")),
            Ok(currency) => Ok(currency),
        })
    }

    /// A text of one line, read by `parse`.
    pub fn read_line(
        &mut self,
        name: &'static str,
        length_max: usize,
        parse: impl FnOnce(&str) -> Result<String, Message> + 'static,
    ) -> Field<'_, 'd, String> {
        self.field(Kind::Line, name).at_most(length_max).read(parse)
    }

    /// One of a list that may be longer than what is shown of it; what was typed was looked up beforehand.
    pub fn listed<T: 'static>(
        &mut self,
        name: &'static str,
        shown: &[(String, String)],
        found: Option<T>,
    ) -> Field<'_, 'd, T> {
        let option = |(value, text): &(String, String)| OptionView {
            value: value.clone(),
            text: text.clone(),
            hint: None,
            selected: false,
        };
        let field = self
            .field(Kind::Select, name)
            .options(shown.iter().map(option).collect());
        field.read(move |_| found.ok_or_else(|| Message::of("error-choice")))
    }

    /// The password that somebody has, as it was typed; it is never shown again.
    pub fn password(&mut self, name: &'static str) -> Option<String> {
        let typed = self.secret(name, "current-password", None, None);
        if typed.is_empty() {
            self.note(name, &Message::of("error-required"));
            return None;
        }
        Some(typed)
    }

    /// The two fields in which somebody chooses a password, the same on every form.
    pub fn new_password(&mut self, owner: Owner<'_>) -> Option<String> {
        let min = i64::try_from(LENGTH_MIN).unwrap_or_default();
        let hint = text(self.visit().language, "hint-new-password", &[("min", min.into())]);
        let chosen = self.secret("password", "new-password", Some("new-password"), Some(hint));
        let again = self.secret("password_again", "new-password", None, None);
        if let Err(error) = password::check(&chosen, owner) {
            self.note("password", &password_message(error));
            return None;
        }
        if chosen != again {
            self.note("password_again", &Message::of("error-password-differs"));
            return None;
        }
        Some(chosen)
    }

    fn secret(
        &mut self,
        name: &'static str,
        autocomplete: &'static str,
        label: Option<&str>,
        hint: Option<String>,
    ) -> String {
        let typed = match &self.values {
            Values::Sent(posted) => password::as_typed(posted.fields.exact(name)),
            Values::Begun(_) | Values::Returned(..) => String::new(),
        };
        let field = self.field::<()>(Kind::Password, name).autocomplete(autocomplete);
        let mut view = match label {
            Some(label) => field.label(label).view,
            None => field.view,
        };
        view.hint = hint;
        view.required = true;
        self.fields.push(view);
        typed
    }

    /// Any file, whole, of one of the kinds `accept`; of a form that begins or comes back, none.
    pub fn upload(&mut self, name: &'static str, accept: &'static str) -> Option<Vec<u8>> {
        let (bytes, is_sent) = match &mut self.values {
            Values::Sent(posted) => (posted.upload(name), true),
            Values::Begun(_) | Values::Returned(..) => (None, false),
        };
        let mut view = self.field::<()>(Kind::File, name).view;
        (view.required, view.accept) = (true, Some(accept));
        self.fields.push(view);
        if is_sent && bytes.is_none() {
            self.note(name, &Message::of("error-file-required"));
        }
        bytes
    }
}
