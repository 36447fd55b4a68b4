//! Settings, from the environment or `puente.toml`. A bad one stops the start with a line that names it.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use ipnet::IpNet;

use crate::domain::bound::Bound;
use crate::secret::Secret;

mod exposure;

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

/// Fewest bytes of `PUENTE_SECRET`.
const SECRET_BYTES_MIN: usize = 32;

/// Fewest bytes of `PUENTE_METRICS_TOKEN`.
const METRICS_TOKEN_BYTES_MIN: usize = 16;

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// Where letters go.
#[derive(Clone, PartialEq, Eq)]
pub enum MailTo {
    /// An SMTP address with credentials.
    Smtp(String),
    /// A folder, one `.eml` a letter.
    Folder(PathBuf),
}

impl std::fmt::Debug for MailTo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Smtp(_) => f.write_str("Smtp(…)"),
            Self::Folder(path) => write!(f, "Folder({})", path.display()),
        }
    }
}

/// Typed settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    pub database_url: String,
    pub database_read_url: Option<String>,
    pub address: IpAddr,
    pub port: u16,
    /// Without a slash at the end.
    pub base_url: String,
    /// Key under which the digests of tokens are kept.
    pub secret: Option<Secret>,
    pub mail: MailTo,
    pub mail_from: String,
    /// Folder for documents.
    pub files: PathBuf,
    /// Those whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// The most that a single amount may be worth.
    pub amount_max: Bound,
    pub log: LogFormat,
    /// With what `/metrics` is read; `None`: not at all.
    pub metrics_token: Option<Secret>,
    /// Whether people may send only so many forms a minute. Off only for trials of load on a demonstration, and in tests.
    pub submission_limits: bool,
    /// For trials: a public address without https and a weak secret are taken.
    pub insecure: bool,
    /// A throw-away registry with demonstration data: a banner stands on every page.
    pub demo: bool,
}

/// A setting that is wrong or missing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {problem}. It is {meaning}.")]
pub struct ConfigError {
    pub name: &'static str,
    pub problem: String,
    meaning: &'static str,
}

fn wrong(name: &'static str, problem: impl Into<String>) -> ConfigError {
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

impl Config {
    /// Reads the environment over `puente.toml` in the present folder.
    ///
    /// # Errors
    /// [`ConfigError`] naming the first setting that is wrong.
    pub fn load() -> Result<Self, ConfigError> {
        let mut settings = match std::fs::read_to_string("puente.toml") {
            Ok(text) => from_toml(&text)?,
            Err(_) => BTreeMap::new(),
        };
        settings.extend(std::env::vars().filter(|(name, _)| SETTINGS.iter().any(|(known, _)| known == name)));
        Self::from_settings(&settings)
    }

    /// Types settings given by name.
    ///
    /// # Errors
    /// [`ConfigError`] naming the first setting that is wrong.
    pub fn from_settings(settings: &BTreeMap<String, String>) -> Result<Self, ConfigError> {
        let get = |name: &str| {
            settings
                .get(name)
                .map(|value| value.trim())
                .filter(|value| !value.is_empty())
        };
        let database_url = get("DATABASE_URL").unwrap_or("sqlite://puente.db?mode=rwc").to_owned();
        if !["sqlite:", "postgres:", "postgresql:"]
            .iter()
            .any(|scheme| database_url.starts_with(scheme))
        {
            return Err(wrong("DATABASE_URL", "must begin with sqlite:// or postgres://"));
        }
        let address = match get("PUENTE_ADDRESS") {
            Some(text) => text
                .parse()
                .map_err(|_| wrong("PUENTE_ADDRESS", format!("{text} is no IP address")))?,
            None => IpAddr::V4(Ipv4Addr::LOCALHOST),
        };
        let port = match get("PUENTE_PORT") {
            Some(text) => text
                .parse()
                .map_err(|_| wrong("PUENTE_PORT", format!("{text} is no port")))?,
            None => 8000,
        };
        let base_url = match get("PUENTE_BASE_URL") {
            Some(text) => {
                let url =
                    url::Url::parse(text).map_err(|_| wrong("PUENTE_BASE_URL", format!("{text} is no address")))?;
                if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
                    return Err(wrong("PUENTE_BASE_URL", "must begin with http:// or https://"));
                }
                // Scheme and host in lower case, however they were typed.
                url.as_str().trim_end_matches('/').to_owned()
            }
            None => format!("http://{}", SocketAddr::new(address, port)),
        };
        let insecure = match get("PUENTE_INSECURE") {
            None | Some("no") => false,
            Some("yes") => true,
            Some(other) => return Err(wrong("PUENTE_INSECURE", format!("{other} is neither yes nor no"))),
        };
        if let Some(problem) = get("PUENTE_SECRET").and_then(|secret| secret_problem(secret, insecure)) {
            return Err(wrong("PUENTE_SECRET", problem));
        }
        let mail = match get("PUENTE_SMTP_URL").map(exposure::smtp) {
            Some(Ok(url)) => MailTo::Smtp(url),
            Some(Err(error)) => return Err(wrong("PUENTE_SMTP_URL", error.describe())),
            None => MailTo::Folder(PathBuf::from(get("PUENTE_MAIL_DIR").unwrap_or("./mail"))),
        };
        let mail_from = get("PUENTE_MAIL_FROM")
            .unwrap_or("Puente <puente@localhost>")
            .to_owned();
        if mail_from.parse::<lettre::message::Mailbox>().is_err() {
            return Err(wrong("PUENTE_MAIL_FROM", format!("{mail_from} is no sender")));
        }
        let files = get("PUENTE_FILES").unwrap_or("./files");
        if files.contains("://") {
            return Err(wrong("PUENTE_FILES", format!("{files} is no folder")));
        }
        let trusted_proxies = match get("PUENTE_TRUSTED_PROXIES") {
            Some(list) => list.split(',').map(proxy).collect::<Result<_, _>>()?,
            None => Vec::new(),
        };
        let amount_max = match get("PUENTE_AMOUNT_MAX_USD") {
            Some(text) => text.parse().ok().and_then(Bound::of).ok_or_else(|| {
                wrong(
                    "PUENTE_AMOUNT_MAX_USD",
                    format!("{text} is no number from 1 to 10000000000000"),
                )
            })?,
            None => Bound::default(),
        };
        let log = match get("PUENTE_LOG") {
            None | Some("text") => LogFormat::Text,
            Some("json") => LogFormat::Json,
            Some(other) => return Err(wrong("PUENTE_LOG", format!("{other} is neither text nor json"))),
        };
        let metrics_token = get("PUENTE_METRICS_TOKEN").map(Secret::new);
        if metrics_token
            .as_ref()
            .is_some_and(|token| token.bytes() < METRICS_TOKEN_BYTES_MIN)
        {
            return Err(wrong(
                "PUENTE_METRICS_TOKEN",
                format!("is shorter than {METRICS_TOKEN_BYTES_MIN} characters"),
            ));
        }
        Ok(Self {
            database_url,
            database_read_url: get("DATABASE_READ_URL").map(str::to_owned),
            address,
            port,
            base_url,
            secret: get("PUENTE_SECRET").map(Secret::new),
            mail,
            mail_from,
            files: PathBuf::from(files),
            trusted_proxies,
            amount_max,
            log,
            metrics_token,
            submission_limits: true,
            insecure,
            demo: false,
        })
    }

    /// The settings of a demonstration in `dir`, with its data in `database` where that is named.
    ///
    /// # Errors
    /// [`ConfigError`] when the address is not a loopback one, or the database is not PostgreSQL's.
    pub fn into_demo(mut self, dir: &Path, database: Option<&str>) -> Result<Self, ConfigError> {
        if !self.address.is_loopback() {
            return Err(wrong(
                "PUENTE_ADDRESS",
                "a demonstration listens on a loopback address only",
            ));
        }
        self.database_url = match database {
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => url.to_owned(),
            Some(_) => {
                return Err(wrong(
                    "DATABASE_URL",
                    "--database names a PostgreSQL database, postgres://…",
                ));
            }
            None => format!("sqlite://{}?mode=rwc", dir.join("puente.db").display()),
        };
        self.database_read_url = None;
        self.mail = MailTo::Folder(dir.join("mail"));
        self.files = dir.join("files");
        self.demo = true;
        Ok(self)
    }

    /// Refuses to go on without `PUENTE_SECRET`.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn require_secret(&self) -> Result<Secret, ConfigError> {
        self.secret
            .clone()
            .ok_or_else(|| wrong("PUENTE_SECRET", "is missing; make one with `openssl rand -hex 32`"))
    }

    /// Refuses to serve other machines without https: whoever listens on the way would read passwords and sessions.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn require_https_in_public(&self) -> Result<(), ConfigError> {
        if self.address.is_loopback() || self.is_https() || self.insecure {
            return Ok(());
        }
        let problem = format!(
            "must begin with https:// while PUENTE_ADDRESS is {}, which other machines reach; \
             PUENTE_INSECURE=yes starts all the same",
            self.address
        );
        Err(wrong("PUENTE_BASE_URL", problem))
    }

    /// Whether visitors come over https, so that cookies are `Secure`.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// A network, or an address, which is a network of one.
fn proxy(text: &str) -> Result<IpNet, ConfigError> {
    let text = text.trim();
    let address = || {
        text.parse::<IpAddr>()
            .map(|address| IpNet::from(address.to_canonical()))
    };
    text.parse()
        .or_else(|_| address())
        .map_err(|_| wrong("PUENTE_TRUSTED_PROXIES", format!("{text} is no address and no network")))
}

fn secret_problem(secret: &str, insecure: bool) -> Option<String> {
    if secret.len() < SECRET_BYTES_MIN {
        Some(format!("must have at least {SECRET_BYTES_MIN} bytes"))
    } else if exposure::is_weak(secret) && !insecure {
        Some("can be guessed; make one with `openssl rand -hex 32`".to_owned())
    } else {
        None
    }
}

fn from_toml(text: &str) -> Result<BTreeMap<String, String>, ConfigError> {
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

#[cfg(test)]
mod tests;
