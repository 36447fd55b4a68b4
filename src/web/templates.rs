//! Tera, once per language, with the words and numbers of that language.

use rust_embed::RustEmbed;
use tera::{Context, Kwargs, State, Tera};

use crate::i18n::catalogue::{self, Arg};
use crate::i18n::language::Language;

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Files;

/// Files that a browser loads.
#[derive(RustEmbed)]
#[folder = "static/"]
pub(super) struct Static;

/// Every template, compiled for both languages.
#[derive(Debug)]
pub struct Templates {
    es: Tera,
    en: Tera,
}

/// A template that does not compile or render.
#[derive(Debug, thiserror::Error)]
#[error("template: {0}")]
pub struct TemplateError(String);

impl From<tera::Error> for TemplateError {
    fn from(error: tera::Error) -> Self {
        let mut message = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(inner) = cause {
            message.push_str(": ");
            message.push_str(&inner.to_string());
            cause = inner.source();
        }
        Self(message)
    }
}

impl Templates {
    /// Compiles the embedded templates.
    ///
    /// # Errors
    /// [`TemplateError`] naming the first that does not compile.
    pub fn load() -> Result<Self, TemplateError> {
        let mut files = Vec::new();
        for name in Files::iter() {
            let Some(file) = Files::get(&name) else { continue };
            files.push((name.to_string(), String::from_utf8_lossy(&file.data).into_owned()));
        }
        Ok(Self {
            es: compile(Language::Es, &files)?,
            en: compile(Language::En, &files)?,
        })
    }

    /// Renders `name` in `language`.
    ///
    /// # Errors
    /// [`TemplateError`].
    pub fn render(&self, language: Language, name: &str, context: &Context) -> Result<String, TemplateError> {
        let tera = match language {
            Language::Es => &self.es,
            Language::En => &self.en,
        };
        Ok(tera.render(name, context)?)
    }

    /// Names of all templates; a test holds that each is used.
    #[must_use]
    pub fn names() -> Vec<String> {
        Files::iter().map(|name| name.to_string()).collect()
    }
}

/// The source of a template, for the test that compares it with its page.
#[cfg(test)]
pub(super) fn source(name: &str) -> Option<String> {
    let file = Files::get(name)?;
    String::from_utf8(file.data.into_owned()).ok()
}

fn compile(language: Language, files: &[(String, String)]) -> Result<Tera, TemplateError> {
    let mut tera = Tera::new();
    tera.register_function("t", move |args: Kwargs, _: &State| -> tera::TeraResult<String> {
        let key: &str = args.must_get("key")?;
        let given = args.iter().filter_map(|(name, value)| {
            let arg = value.as_i64().map_or_else(|| Arg::from(value.to_string()), Arg::from);
            Some((name.as_str().filter(|name| *name != "key")?, arg))
        });
        let given: Vec<(&str, Arg<'_>)> = given.collect();
        catalogue::find(language, key, &given)
            .ok_or_else(|| tera::Error::message(format!("no key {key} in the catalogue")))
    });
    tera.add_raw_templates(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
    Ok(tera)
}
