//! Settings, from the environment or `puente.toml`. A bad one stops the start with a line that names it.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use ipnet::IpNet;

use crate::domain::bound::Bound;
use crate::secret::Secret;

mod exposure;
mod setting;

pub use setting::{ConfigError, SETTINGS};
use setting::{Settings, from_toml, wrong};

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
        let given = Settings(settings);
        let address = given.typed("PUENTE_ADDRESS", "IP address")?;
        let address = address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let port = given.typed("PUENTE_PORT", "port")?.unwrap_or(8000);
        let insecure = given.is_second("PUENTE_INSECURE", ["no", "yes"])?;
        let is_json = given.is_second("PUENTE_LOG", ["text", "json"])?;
        let proxies = given.text("PUENTE_TRUSTED_PROXIES").into_iter();
        Ok(Self {
            database_url: database_url(&given)?,
            database_read_url: given.text("DATABASE_READ_URL").map(str::to_owned),
            address,
            port,
            base_url: base_url(&given)?.unwrap_or_else(|| format!("http://{}", SocketAddr::new(address, port))),
            secret: secret(&given, insecure)?,
            mail: mail(&given)?,
            mail_from: mail_from(&given)?,
            files: files(&given)?,
            trusted_proxies: proxies
                .flat_map(|list| list.split(','))
                .map(proxy)
                .collect::<Result<_, _>>()?,
            amount_max: amount_max(&given)?,
            log: if is_json { LogFormat::Json } else { LogFormat::Text },
            metrics_token: metrics_token(&given)?,
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

fn database_url(given: &Settings<'_>) -> Result<String, ConfigError> {
    let url = given.text("DATABASE_URL").unwrap_or("sqlite://puente.db?mode=rwc");
    let is_known = |scheme: &&str| url.starts_with(*scheme);
    if !["sqlite:", "postgres:", "postgresql:"].iter().any(is_known) {
        return Err(wrong("DATABASE_URL", "must begin with sqlite:// or postgres://"));
    }
    Ok(url.to_owned())
}

/// With scheme and host in lower case, however they were typed, and without a slash at the end.
fn base_url(given: &Settings<'_>) -> Result<Option<String>, ConfigError> {
    let url = given.typed::<url::Url>("PUENTE_BASE_URL", "address")?;
    if let Some(url) = &url
        && (!matches!(url.scheme(), "http" | "https") || url.host_str().is_none())
    {
        return Err(wrong("PUENTE_BASE_URL", "must begin with http:// or https://"));
    }
    Ok(url.map(|url| url.as_str().trim_end_matches('/').to_owned()))
}

fn secret(given: &Settings<'_>, insecure: bool) -> Result<Option<Secret>, ConfigError> {
    let Some(secret) = given.text("PUENTE_SECRET") else {
        return Ok(None);
    };
    match secret_problem(secret, insecure) {
        Some(problem) => Err(wrong("PUENTE_SECRET", problem)),
        None => Ok(Some(Secret::new(secret))),
    }
}

fn mail(given: &Settings<'_>) -> Result<MailTo, ConfigError> {
    match given.text("PUENTE_SMTP_URL").map(exposure::smtp) {
        Some(Ok(url)) => Ok(MailTo::Smtp(url)),
        Some(Err(error)) => Err(wrong("PUENTE_SMTP_URL", error.describe())),
        None => Ok(MailTo::Folder(PathBuf::from(
            given.text("PUENTE_MAIL_DIR").unwrap_or("./mail"),
        ))),
    }
}

fn mail_from(given: &Settings<'_>) -> Result<String, ConfigError> {
    let sender = given.text("PUENTE_MAIL_FROM").unwrap_or("Puente <puente@localhost>");
    match sender.parse::<lettre::message::Mailbox>() {
        Ok(_) => Ok(sender.to_owned()),
        Err(_) => Err(wrong("PUENTE_MAIL_FROM", format!("{sender} is no sender"))),
    }
}

fn files(given: &Settings<'_>) -> Result<PathBuf, ConfigError> {
    match given.text("PUENTE_FILES").unwrap_or("./files") {
        address if address.contains("://") => Err(wrong("PUENTE_FILES", format!("{address} is no folder"))),
        folder => Ok(PathBuf::from(folder)),
    }
}

fn amount_max(given: &Settings<'_>) -> Result<Bound, ConfigError> {
    let Some(text) = given.text("PUENTE_AMOUNT_MAX_USD") else {
        return Ok(Bound::default());
    };
    let bound = text.parse().ok().and_then(Bound::of);
    bound.ok_or_else(|| {
        let problem = format!("{text} is no number from 1 to 10000000000000");
        wrong("PUENTE_AMOUNT_MAX_USD", problem)
    })
}

fn metrics_token(given: &Settings<'_>) -> Result<Option<Secret>, ConfigError> {
    let token = given.text("PUENTE_METRICS_TOKEN").map(Secret::new);
    if token
        .as_ref()
        .is_some_and(|token| token.bytes() < METRICS_TOKEN_BYTES_MIN)
    {
        let problem = format!("is shorter than {METRICS_TOKEN_BYTES_MIN} characters");
        return Err(wrong("PUENTE_METRICS_TOKEN", problem));
    }
    Ok(token)
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

#[cfg(test)]
mod tests;
