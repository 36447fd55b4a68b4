//! The settings by name: what each means, what the environment and `puente.toml` give, and how a wrong one is refused.

use std::collections::BTreeMap;
use std::str::FromStr;

/// Every setting with its meaning; `docs` and the README are checked against this list.
pub const SETTINGS: &[(&str, &str)] = &[
    (
        "DATABASE_URL",
        "the database: sqlite://puente.db?mode=rwc when absent, or postgres://…",
    ),
    ("DATABASE_READ_URL", "a read replica (PostgreSQL only)"),
    ("PUENTE_ADDRESS", "the address to listen on; 127.0.0.1 when absent"),
    ("PUENTE_PORT", "the port to listen on; 8000 when absent"),
    (
        "PUENTE_BASE_URL",
        "how the public reaches the registry; the bound address when absent",
    ),
    (
        "PUENTE_SECRET",
        "at least 32 random bytes known to nobody else; `serve` and `user invite` require it",
    ),
    (
        "PUENTE_SMTP_URL",
        "smtp://user:pass@host:587, with TLS; ?tls=none only for a server on this machine; letters become files when absent",
    ),
    ("PUENTE_MAIL_DIR", "folder for letters as files; ./mail when absent"),
    (
        "PUENTE_MAIL_FROM",
        "sender of letters; Puente <puente@localhost> when absent",
    ),
    ("PUENTE_FILES", "folder for documents; ./files when absent"),
    (
        "PUENTE_TRUSTED_PROXIES",
        "addresses and networks, with commas between, of proxies that say in X-Forwarded-For for whom they ask; none when absent",
    ),
    (
        "PUENTE_AMOUNT_MAX_USD",
        "the most that a single amount may be worth, in whole US dollars; 10000000000 when absent",
    ),
    ("PUENTE_LOG", "text or json; text when absent"),
    (
        "PUENTE_METRICS_TOKEN",
        "at least 16 characters, with which /metrics is read; there is no such address when absent",
    ),
    (
        "PUENTE_INSECURE",
        "yes: start on a public address without https, or with a weak secret, for trials",
    ),
];

/// A setting that is wrong or missing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {problem}. It is {meaning}.")]
pub struct ConfigError {
    pub name: &'static str,
    pub problem: String,
    meaning: &'static str,
}

/// Refuses a setting, saying what it means.
pub(super) fn wrong(name: &'static str, problem: impl Into<String>) -> ConfigError {
    let meaning = SETTINGS
        .iter()
        .find(|(known, _)| *known == name)
        .map_or("", |(_, meaning)| meaning);
    ConfigError {
        name,
        problem: problem.into(),
        meaning,
    }
}

/// Settings as texts, by name.
pub(super) struct Settings<'a>(pub &'a BTreeMap<String, String>);

impl<'a> Settings<'a> {
    /// What was given; `None` where it is absent or empty.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        let value = self.0.get(name).map(|value| value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// What was given as another type, whose values `is` names.
    ///
    /// # Errors
    /// [`ConfigError`] for what it cannot hold.
    pub fn typed<T: FromStr>(&self, name: &'static str, is: &str) -> Result<Option<T>, ConfigError> {
        let typed = self
            .text(name)
            .map(|text| text.parse().map_err(|_| wrong(name, format!("{text} is no {is}"))));
        typed.transpose()
    }

    /// Which of two words was given; the first where it is absent.
    ///
    /// # Errors
    /// [`ConfigError`] for any other.
    pub fn is_second(&self, name: &'static str, [first, second]: [&str; 2]) -> Result<bool, ConfigError> {
        match self.text(name) {
            None => Ok(false),
            Some(word) if word == first => Ok(false),
            Some(word) if word == second => Ok(true),
            Some(other) => Err(wrong(name, format!("{other} is neither {first} nor {second}"))),
        }
    }
}

/// What `puente.toml` says.
///
/// # Errors
/// [`ConfigError`] for what is no TOML, an unknown setting, or a value that is neither text nor a whole number.
pub(super) fn from_toml(text: &str) -> Result<BTreeMap<String, String>, ConfigError> {
    let table: toml::Table = text
        .parse()
        .map_err(|_| wrong("DATABASE_URL", "puente.toml cannot be read"))?;
    table
        .into_iter()
        .map(|(name, value)| {
            let Some((known, _)) = SETTINGS.iter().find(|(known, _)| *known == name) else {
                return Err(wrong(
                    "DATABASE_URL",
                    format!("puente.toml has an unknown setting {name}"),
                ));
            };
            let value = match value {
                toml::Value::String(text) => text,
                toml::Value::Integer(number) => number.to_string(),
                _ => return Err(wrong(known, "must be text or a whole number")),
            };
            Ok((name, value))
        })
        .collect()
}
