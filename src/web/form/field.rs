//! A field while it is named: its texts, what it begins with, whether it must be filled.

use super::declare::Declaring;
use super::message::Message;
use super::view::{FieldView, Kind, OptionView};
use crate::domain::project::facts::Stated;

type Parse<T> = Box<dyn FnOnce(&str) -> Result<T, Message>>;

/// A field while it is named.
pub struct Field<'f, 'd, T> {
    form: &'f mut Declaring<'d>,
    pub(super) view: FieldView,
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
        let mut view = FieldView::new(kind, form.name_of(name), label);
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

    pub(super) fn read(mut self, parse: impl FnOnce(&str) -> Result<T, Message> + 'static) -> Self {
        self.parse = Some(Box::new(parse));
        self
    }

    pub(super) fn at_most(mut self, length: usize) -> Self {
        self.view.length_max = Some(length);
        self
    }

    pub(super) fn options(mut self, options: Vec<OptionView>) -> Self {
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

    /// With other words where it must be filled and is not.
    #[must_use]
    pub fn missing(mut self, key: &'static str) -> Self {
        self.missing = key;
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
    pub fn stated(mut self) -> Stated<T> {
        if self.begins_with.is_empty() {
            self.empty = self.empty.or(Some("choose-one"));
        }
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
    pub fn or(mut self, otherwise: T) -> Option<T> {
        // Something always stands for it: it is not marked as one that can be left out.
        self.view.required = true;
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
    pub(super) fn field<T>(&mut self, kind: Kind, name: &'static str) -> Field<'_, 'd, T> {
        Field::new(self, kind, name)
    }
}
