//! HTTP only: guards → parse → one call → render.

use std::sync::Arc;

use rocket::{Build, Rocket};

use crate::actions::Context;
use crate::actions::hashing::Hashing;
use crate::config::Config;
use crate::domain::timestamp::Timestamp;
use crate::secret::Secret;
use crate::store::Db;
use crate::store::files::Files;

mod account;
mod admin;
mod answers;
mod chain_file;
mod cursor;
mod desk;
mod errors;
mod form;
mod guards;
mod headers;
mod http;
mod limits;
mod network;
mod office;
mod origin;
mod page;
mod parts;
mod public;
mod root;
mod templates;
mod unsent;

pub use page::{Pages, follow};
pub use templates::{TemplateError, Templates};

/// What every request shares.
#[derive(Clone)]
pub struct App {
    pub config: Arc<Config>,
    pub db: Db,
    pub files: Files,
    pub secret: Secret,
    pub hashing: Hashing,
    pub templates: Arc<Templates>,
    /// Public pages as they were made.
    pub pages: Pages,
    /// Fixed for tests; the clock otherwise.
    pub fixed_now: Option<Timestamp>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

impl App {
    /// What an action at `now` needs.
    #[must_use]
    pub fn context(&self, now: Timestamp) -> Context<'_> {
        Context {
            db: &self.db,
            files: &self.files,
            secret: &self.secret,
            hashing: &self.hashing,
            now,
            base_url: &self.config.base_url,
            letters: true,
            amount_max: self.config.amount_max,
            request: None,
        }
    }

    /// The instant of a request.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.fixed_now.unwrap_or_else(crate::clock::now)
    }
}

/// Most bytes of a form.
pub const FORM_BYTES_MAX: u64 = 64 * 1024;

/// The server, ready to be launched or tested. Everything in a language is mounted twice, under `/es` and `/en`.
#[must_use]
pub fn build(app: App) -> Rocket<Build> {
    let figment = rocket::Config::figment()
        .merge(("address", app.config.address))
        .merge(("port", app.config.port))
        .merge(("log_level", "off"))
        .merge(("cli_colors", false))
        .merge(("ident", false))
        // Who asks is worked out by ourselves (`network`): no header is believed unasked.
        .merge(("ip_header", false))
        .merge(("limits.form", FORM_BYTES_MAX))
        .merge(("limits.data-form", FORM_BYTES_MAX + form::UPLOAD_BYTES_MAX))
        .merge(("shutdown.grace", 3))
        .merge(("shutdown.mercy", 3));
    let mut rocket = rocket::custom(figment)
        .attach(http::format::Formats)
        .attach(headers::Headers)
        // After what compresses, so that it sees what is sent.
        .attach(http::requests::Requests)
        .mount("/", root::routes())
        .mount("/", http::metrics::routes())
        .register("/", public::catchers());
    for language in ["/es", "/en"] {
        rocket = rocket
            .mount(language, public::routes())
            .mount(language, account::routes())
            .mount(language, desk::routes())
            .mount(language, office::routes())
            .mount(language, admin::routes());
    }
    match http::metrics::Metrics::new() {
        Ok(metrics) => rocket = rocket.manage(metrics),
        Err(error) => tracing::error!(%error, "nothing is measured"),
    }
    let addresses = form::Addresses::of(&rocket);
    rocket
        .manage(addresses)
        .manage(chain_file::ChainFile::default())
        .manage(limits::Limits::new(app.config.submission_limits))
        .manage(app)
}
