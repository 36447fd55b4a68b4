//! A form as its template shows it.

use schemars::JsonSchema;
use serde::Serialize;

/// How a field is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A text of one line.
    Line,
    /// A text of several lines.
    Text,
    Amount,
    Date,
    Email,
    /// The address of a page.
    Address,
    Password,
    /// One of a list.
    Select,
    /// One of a few, each with its explanation.
    Radio,
    Tick,
    File,
    /// No field: a heading over those that follow.
    Heading,
    /// No field: the name of those that follow.
    Subheading,
    /// No field: a sentence.
    Note,
    /// Fields that belong together, in `fields`.
    Row,
}

/// One of the values that can be chosen.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OptionView {
    pub value: String,
    pub text: String,
    pub hint: Option<String>,
    pub selected: bool,
}

/// A field, or what stands between fields.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FieldView {
    #[serde(rename = "type")]
    pub kind: Kind,
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub error: Option<String>,
    /// What was typed, or what the form begins with.
    pub value: String,
    pub required: bool,
    /// Most characters.
    pub length_max: Option<usize>,
    /// Lines of a text of several.
    pub rows: usize,
    /// The kinds of file that are taken.
    pub accept: Option<&'static str>,
    pub autocomplete: Option<&'static str>,
    pub options: Vec<OptionView>,
    pub fields: Vec<FieldView>,
}

impl FieldView {
    pub(super) fn new(kind: Kind, name: String, label: String) -> Self {
        Self {
            kind,
            name,
            label,
            hint: None,
            error: None,
            value: String::new(),
            required: false,
            length_max: None,
            rows: 3,
            accept: (kind == Kind::File).then_some("application/pdf,image/png,image/jpeg"),
            autocomplete: None,
            options: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// The fields that it stands for: itself, those of a row, none.
    pub(super) fn inputs(&self) -> &[Self] {
        match self.kind {
            Kind::Row => &self.fields,
            Kind::Heading | Kind::Subheading | Kind::Note => &[],
            _ => std::slice::from_ref(self),
        }
    }
}

/// A value that the form carries unseen.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HiddenView {
    pub name: String,
    pub value: String,
}

/// A button that sends the form.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ButtonView {
    pub text: String,
    /// "primary", "secondary" or "danger".
    pub kind: &'static str,
    /// What it asks for, where the form has several; sent as `intent`.
    pub intent: Option<&'static str>,
}

/// A form.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FormView {
    pub name: &'static str,
    /// The id of the form, from the last part of its address.
    pub id: String,
    /// What the ids of its fields begin with.
    pub scope: String,
    pub action: String,
    /// Whether it is unfolded: it was sent and came back, or its own address was asked for.
    pub open: bool,
    /// Whether it hands in files.
    pub files: bool,
    pub title: String,
    pub lede: Option<String>,
    pub hidden: Vec<HiddenView>,
    pub fields: Vec<FieldView>,
    pub buttons: Vec<ButtonView>,
}

impl FormView {
    /// With another kind of its first button: "danger" for what takes away.
    #[must_use]
    pub fn kind(mut self, kind: &'static str) -> Self {
        if let Some(button) = self.buttons.first_mut() {
            button.kind = kind;
        }
        self
    }

    /// Unfolded, where it is all that its page is for.
    #[must_use]
    pub fn opened(self) -> Self {
        Self { open: true, ..self }
    }
}
