//! Declaring a form: one function names its fields with type, limits and texts, and from it comes the form as it is
//! shown, filled again, and read with every error at its field.

use super::errors::Errors;
use super::fields::Fields;
use super::message::Message;
use super::posted::Posted;
use super::view::{FieldView, HiddenView, Kind};
use crate::i18n::catalogue::{has, text};
use crate::web::guards::Visit;

/// A form: the input of one action.
pub trait Form: Sized {
    /// Its name: no two forms of a page, and no two whose requests are counted apart, have the same.
    const NAME: &'static str;
    /// Its name in texts: `form-{name}` is its title, `form-{name}-lede` and `form-{name}-button` the rest.
    const TEXTS: &'static str = Self::NAME;
    /// Whether it is the only form of its page, or the first one: the ids of its fields then do not begin with its name.
    const IS_FIRST: bool = false;
    /// What it must know beforehand: the choices, the currency, what stands.
    type About: ?Sized;

    /// Names the fields, in their order. Gives what was typed; `None` where a field is wrong, which is noted beside it.
    fn declare(form: &mut Declaring<'_>, about: &Self::About) -> Option<Self>;
}

/// Where the values of the fields come from.
pub(super) enum Values<'d> {
    /// A form that begins: filled with these, or with what its fields say.
    Begun(&'d Fields),
    /// A form that was sent, to be read.
    Sent(&'d mut Posted),
    /// A form that comes back with its errors.
    Returned(&'d Fields, &'d Errors),
}

/// A form while its fields are named.
pub struct Declaring<'d> {
    pub(super) visit: &'d Visit<'d>,
    /// The name of the form in texts.
    pub(super) texts: &'static str,
    pub(super) values: Values<'d>,
    pub(super) fields: Vec<FieldView>,
    pub(super) hidden: Vec<HiddenView>,
    pub(super) errors: Errors,
    /// The row whose fields are being named: its group and its position.
    row: Option<(&'static str, usize)>,
    /// Whether the row is empty, so that nothing in it can be missing.
    is_row_empty: bool,
}

impl<'d> Declaring<'d> {
    pub(super) fn new(visit: &'d Visit<'d>, texts: &'static str, values: Values<'d>) -> Self {
        Self {
            visit,
            texts,
            values,
            fields: Vec::new(),
            hidden: Vec::new(),
            errors: Errors::default(),
            row: None,
            is_row_empty: false,
        }
    }

    /// Who looks at it, in which language, on which day.
    #[must_use]
    pub fn visit(&self) -> &'d Visit<'d> {
        self.visit
    }

    /// What stands in a field so far.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        match &self.values {
            Values::Begun(fields) | Values::Returned(fields, _) => fields.get(name),
            Values::Sent(posted) => posted.fields.get(name),
        }
    }

    pub(super) fn is_begun(&self, name: &str) -> bool {
        matches!(&self.values, Values::Begun(fields) if !fields.has(name))
    }

    /// The name of a field, in its row where there is one.
    #[must_use]
    pub fn name_of(&self, name: &str) -> String {
        match self.row {
            Some((group, position)) => format!("{group}[{position}].{name}"),
            None => name.to_owned(),
        }
    }

    pub(super) fn is_in_row(&self) -> bool {
        self.row.is_some()
    }

    /// The first text of the catalogue that there is: `{kind}-{form}-{field}`, `{kind}-{group}-{field}`, `{kind}-{field}`.
    pub(super) fn text(&self, kind: &str, field: &str) -> Option<String> {
        let field = field.replace('_', "-");
        let form = self.texts.replace('_', "-");
        let group = self.row.map(|(group, _)| format!("{kind}-{group}-{field}"));
        let keys = [
            Some(format!("{kind}-{form}-{field}")),
            group,
            Some(format!("{kind}-{field}")),
        ];
        let known = |key: &String| has(self.visit.language, key);
        keys.into_iter().flatten().find(known).map(|key| self.visit.say(&key))
    }

    /// The message at a field that comes back.
    pub(super) fn returned_error(&self, name: &str) -> Option<String> {
        match &self.values {
            Values::Returned(_, errors) => errors.at(name).map(str::to_owned),
            Values::Begun(_) | Values::Sent(_) => None,
        }
    }

    /// Notes a message at a field of a form that is read.
    pub(super) fn note(&mut self, name: &str, message: &Message) {
        if matches!(self.values, Values::Sent(_)) && !self.is_row_empty {
            self.errors.add(self.visit.language, name, &message.0, &message.1);
        }
    }

    /// Notes at a field what only this form knows to be wrong.
    pub fn refuse(&mut self, field: &str, key: &str) {
        let name = self.name_of(field);
        self.note(&name, &Message::of(key));
    }

    /// Notes at a field, by its full name, what the domain finds wrong with it.
    pub fn say(&mut self, name: &str, message: &Message) {
        self.note(name, message);
    }

    /// A heading over the fields that follow.
    pub fn heading(&mut self, key: &str) {
        self.fields
            .push(FieldView::new(Kind::Heading, String::new(), self.visit.say(key)));
    }

    /// The name of fields that follow.
    pub fn heading_small(&mut self, key: &str) {
        self.fields
            .push(FieldView::new(Kind::Subheading, String::new(), self.visit.say(key)));
    }

    /// A sentence between fields.
    pub fn sentence(&mut self, key: &str) {
        self.fields
            .push(FieldView::new(Kind::Note, String::new(), self.visit.say(key)));
    }

    /// A value that the form carries unseen; what is sent comes back.
    pub fn hidden(&mut self, name: &'static str, value: &str) -> String {
        let value = match &self.values {
            Values::Begun(fields) if !fields.has(name) => value.to_owned(),
            _ => self.value(name).to_owned(),
        };
        self.hidden.push(HiddenView {
            name: name.to_owned(),
            value: value.clone(),
        });
        value
    }

    /// The version of what is changed; one that cannot be read is none that stands.
    pub fn version(&mut self, stands: i64) -> i64 {
        self.hidden("version", &stands.to_string()).parse().unwrap_or(0)
    }

    /// Rows of fields. Shown are those that are filled, one more and at least `shown`, never more than `max`; a row in
    /// which none of `parts` is filled is no row. Gives what each row reads as; those with an error are left out.
    pub fn rows<T>(
        &mut self,
        group: Group<'_>,
        legend: &str,
        limits: (usize, usize),
        row: impl FnMut(&mut Self) -> Option<T>,
    ) -> Vec<T> {
        let read = self.every_row(group, legend, limits, row);
        read.into_iter()
            .filter_map(|(is_empty, read)| read.filter(|_| !is_empty))
            .collect()
    }

    /// As [`Self::rows`], with those in which nothing stands: each keeps its position.
    pub fn stated_rows<T>(
        &mut self,
        group: Group<'_>,
        legend: &str,
        limits: (usize, usize),
        row: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let read = self.every_row(group, legend, limits, row);
        read.into_iter().map(|(_, read)| read).collect()
    }

    /// Each row with whether it is empty.
    fn every_row<T>(
        &mut self,
        (group, parts): Group<'_>,
        legend: &str,
        (shown, max): (usize, usize),
        mut row: impl FnMut(&mut Self) -> T,
    ) -> Vec<(bool, T)> {
        let is_filled = |form: &Self, position: usize| {
            let name = |part: &&str| format!("{group}[{position}].{part}");
            parts.iter().any(|part| !form.value(&name(part)).is_empty())
        };
        let filled = (0..max).filter(|position| is_filled(self, *position)).max();
        let count = shown.max(filled.map_or(0, |last| last + 2)).min(max);
        let mut read = Vec::new();
        for position in 0..count {
            let before = std::mem::take(&mut self.fields);
            (self.row, self.is_row_empty) = (Some((group, position)), !is_filled(self, position));
            let one = row(self);
            read.push((self.is_row_empty, one));
            (self.row, self.is_row_empty) = (None, false);
            let number = i64::try_from(position + 1).unwrap_or(i64::MAX);
            let legend = text(self.visit.language, legend, &[("number", number.into())]);
            let mut view = FieldView::new(Kind::Row, format!("{group}[{position}]"), legend);
            view.fields = std::mem::replace(&mut self.fields, before);
            self.fields.push(view);
        }
        read
    }
}

/// The name of a group of rows, and the parts of which one at least is filled in a row that is one.
pub type Group<'g> = (&'static str, &'g [&'g str]);
