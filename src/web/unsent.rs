//! What somebody sent and we could not save: the page that says so shows it again, with a button that sends it once more.

use rocket::Request;
use rocket::http::Status;
use schemars::JsonSchema;
use serde::Serialize;

use super::form::Fields;
use crate::i18n::catalogue::{has, text};
use crate::i18n::language::Language;

/// Fields that a page puts into its forms, and secrets: neither is shown.
const NOT_SHOWN: [&str; 5] = ["csrf", "request_id", "version", "next", "intent"];
const SECRETS: [&str; 5] = ["password", "new_password", "password_again", "code", "token"];

/// Whether a field holds a secret, which is neither shown nor carried.
pub(super) fn is_secret(name: &str) -> bool {
    SECRETS.contains(&name) || name.contains("password")
}

/// Whether somebody typed or chose what stands in a field, and may see it again.
pub(super) fn is_shown(name: &str) -> bool {
    !NOT_SHOWN.contains(&name) && !is_secret(name)
}

/// A form as it arrived.
struct Unsent {
    fields: Fields,
    /// Names of the fields that held files, which a browser cannot fill again.
    files: Vec<String>,
    /// A value that a form of the same session carries; none where the form came from elsewhere, which is not offered
    /// to be sent again.
    csrf: Option<String>,
}

impl Unsent {
    /// The value with which the form can be sent again as it is: after a failure of ours or a limit, which pass, and not
    /// where a password would have to be carried.
    fn again(&self, status: Status) -> Option<&String> {
        let holds_secret = self.fields.iter().any(|(name, _)| is_secret(name));
        let passes = status.class().is_server_error() || status == Status::TooManyRequests;
        self.csrf.as_ref().filter(|_| passes && !holds_secret)
    }

    fn carries(&self, name: &str) -> bool {
        name != "csrf" && !self.files.iter().any(|file| file == name)
    }
}

/// Keeps a form beside its request, for as long as it is answered. `secret` is that of the session it belongs to.
pub(super) fn keep<'f>(
    request: &Request<'_>,
    fields: &Fields,
    files: impl Iterator<Item = &'f String>,
    secret: Option<&str>,
) {
    request.local_cache(|| {
        Some(Unsent {
            fields: fields.clone(),
            files: files.cloned().collect(),
            csrf: secret.and_then(|secret| crate::secret::mask(secret).ok()),
        })
    });
}

/// What an error page shows of a form that was not saved.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct UnsentView {
    shown: Vec<Shown>,
    again: Option<Again>,
}

/// A field with what was typed into it.
#[derive(Debug, Serialize, JsonSchema)]
struct Shown {
    label: String,
    value: String,
}

/// The same form once more, with one button.
#[derive(Debug, Serialize, JsonSchema)]
struct Again {
    action: String,
    csrf: String,
    carried: Vec<Carried>,
    files: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Carried {
    name: String,
    value: String,
}

/// What an error page shows of the form, where there was one.
pub(super) fn view(request: &Request<'_>, status: Status, language: Language) -> Option<UnsentView> {
    let unsent = request.local_cache(|| None::<Unsent>).as_ref()?;
    let shown = unsent.fields.iter();
    let shown = shown.filter(|(name, value)| !value.trim().is_empty() && is_shown(name));
    let shown = shown.map(|(name, value)| Shown {
        label: label(language, name),
        value: value.to_owned(),
    });
    let carried = unsent.fields.iter().filter(|(name, _)| unsent.carries(name));
    let carried = carried.map(|(name, value)| Carried {
        name: name.to_owned(),
        value: value.to_owned(),
    });
    Some(UnsentView {
        shown: shown.collect(),
        again: unsent.again(status).map(|csrf| Again {
            action: request.uri().to_string(),
            csrf: csrf.clone(),
            carried: carried.collect(),
            files: unsent.files.clone(),
        }),
    })
}

/// What a form calls a field; its name where no form calls it anything. Of a field in rows, the row stands behind.
pub(super) fn label(language: Language, name: &str) -> String {
    let (row, field) = match name.split_once('[').and_then(|(_, rest)| rest.split_once(']')) {
        Some((row, field)) => (row.parse::<usize>().ok(), field.trim_start_matches('.')),
        None => (None, name),
    };
    let key = format!("label-{}", field.replace('_', "-"));
    let label = if has(language, &key) {
        text(language, &key, &[])
    } else {
        field.to_owned()
    };
    row.map_or(label.clone(), |row| format!("{label} ({})", row + 1))
}
