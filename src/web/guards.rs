//! Identity as types: a handler that takes `Office` cannot be reached by anybody else.

use rocket::Request;
use rocket::http::{Cookie, Method, SameSite, Status};
use rocket::outcome::Outcome;
use rocket::request::{self, FromRequest};
use time::Date;

use super::App;
use super::errors::{WebError, Words};
use super::http::format::{Format, format};
use super::network::network;
use super::origin::is_foreign;
use crate::actions;
use crate::domain::access::{Permission, may};
use crate::domain::account::{Actor, SEEN_SECONDS};
use crate::domain::timestamp::Timestamp;
use crate::i18n::catalogue::text;
use crate::i18n::language::Language;
use crate::store::accounts::AccountRow;
use crate::store::sessions;

/// A request in one of the two languages.
pub struct Visit<'r> {
    pub app: &'r App,
    pub language: Language,
    pub now: Timestamp,
    /// Path with language, without query.
    pub path: &'r str,
    pub query: Option<&'r str>,
    /// The page itself, or its JSON view.
    pub format: Format,
    /// Whether a form was sent, so that the page may show it again.
    pub is_sent: bool,
    /// From which network it comes, as it is counted.
    pub network: String,
}

/// The language of an address; Spanish where it names none.
pub(super) fn language_of(request: &Request<'_>) -> Language {
    let path = request.uri().path().as_str();
    path.split('/')
        .nth(1)
        .and_then(|first| Language::parse(first).ok())
        .unwrap_or(Language::Es)
}

impl Visit<'_> {
    /// A word of the catalogue.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        text(self.language, key, &[])
    }

    /// Today in Colombia and Panamá.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.local_date()
    }

    /// Path with query: the address of this very page.
    #[must_use]
    pub fn address(&self) -> String {
        self.query
            .map_or_else(|| self.path.to_owned(), |query| format!("{}?{query}", self.path))
    }

    /// What the address asks under a name; none where it does not stand in it.
    #[must_use]
    pub fn asks(&self, name: &str) -> Option<&str> {
        let query = self.query.unwrap_or_default();
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// An address in this language.
    #[must_use]
    pub fn link(&self, rest: &str) -> String {
        format!("/{}/{rest}", self.language.code())
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Visit<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        let Some(app) = request.rocket().state::<App>() else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        if is_foreign(request) {
            request.local_cache(|| Words(Some("403-foreign")));
            return Outcome::Error((Status::Forbidden, ()));
        }
        let path = request.uri().path().as_str();
        // No code or reference holds a NUL, and PostgreSQL refuses to be asked for one.
        if path.contains("%00") {
            return Outcome::Error((Status::NotFound, ()));
        }
        // One address a page: the catcher leads the form with a slash to the one without.
        if path.len() > "/es/".len() && path.ends_with('/') {
            return Outcome::Error((Status::NotFound, ()));
        }
        Outcome::Success(Self {
            app,
            language: language_of(request),
            now: app.now(),
            path: request.uri().path().as_str(),
            query: request.uri().query().map(|query| query.as_str()),
            format: format(request),
            is_sent: request.method() == Method::Post,
            network: network(request),
        })
    }
}

/// A live session, looked up once a request.
#[derive(Debug, Clone)]
pub(super) struct Session {
    pub account: AccountRow,
    pub actor: Actor,
    pub secret: String,
    /// Digest of its token.
    pub digest: String,
}

/// Name of the session cookie; `__Host-` ties it to this host over https.
pub(super) fn session_cookie_name(app: &App) -> &'static str {
    if app.config.is_https() {
        "__Host-puente"
    } else {
        "puente"
    }
}

/// Name of the cookie that binds a sign-in form to its visitor.
pub(super) fn visitor_cookie_name(app: &App) -> &'static str {
    if app.config.is_https() {
        "__Host-puente-visitor"
    } else {
        "puente-visitor"
    }
}

/// Name of the cookie by which a device is known on which somebody has signed in.
pub(super) fn device_cookie_name(app: &App) -> &'static str {
    if app.config.is_https() {
        "__Host-puente-device"
    } else {
        "puente-device"
    }
}

/// A cookie as all of ours are: for this host, out of reach of scripts and of other sites' forms.
pub(super) fn cookie(app: &App, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.is_https())
        .build()
}

/// The live session of a request, if it has one. Where the sessions cannot be read, nobody is taken for signed out.
///
/// # Errors
/// The status to answer with.
pub(super) async fn session<'r>(request: &'r Request<'_>) -> Result<Option<&'r Session>, Status> {
    let found: &Result<Option<Session>, Status> = request.local_cache_async(find_session(request)).await;
    found.as_ref().map(Option::as_ref).map_err(|status| *status)
}

async fn find_session(request: &Request<'_>) -> Result<Option<Session>, Status> {
    let Some(app) = request.rocket().state::<App>() else {
        return Ok(None);
    };
    let Some(token) = request.cookies().get(session_cookie_name(app)) else {
        return Ok(None);
    };
    let digest = app.secret.digest(token.value());
    let found = sessions::find(app.db.primary(), &digest, app.now()).await;
    let found = found.map_err(|error| WebError::from(error).status(request))?;
    let Some(live) = found else { return Ok(None) };
    let Ok(actor) = live.account.actor() else {
        return Ok(None);
    };
    note_seen(app, &digest, live.seen_at).await;
    Ok(Some(Session {
        account: live.account,
        actor,
        secret: live.csrf,
        digest,
    }))
}

/// Notes from time to time that a session is used. Its page is answered all the same when that fails.
async fn note_seen(app: &App, digest: &str, seen_at: Option<Timestamp>) {
    let now = app.now();
    let is_fresh = seen_at.is_some_and(|seen| seen > now.plus_seconds(-SEEN_SECONDS));
    if is_fresh {
        return;
    }
    if let Err(error) = actions::sessions::seen(app.context(now), digest).await {
        tracing::warn!(%error, "a session was seen, which could not be noted");
    }
}

/// Somebody who is signed in, whoever it is.
pub struct Signed<'r> {
    pub visit: Visit<'r>,
    pub account: &'r AccountRow,
    pub actor: Actor,
    /// Digest of the session's token: tells it from the person's other sessions.
    pub session: &'r str,
    secret: &'r str,
}

impl Signed<'_> {
    /// A form's CSRF value.
    #[must_use]
    pub fn csrf(&self) -> String {
        crate::secret::mask(self.secret).unwrap_or_default()
    }

    /// Role and organisation or jurisdiction, as the header shows them.
    #[must_use]
    pub fn role_name(&self) -> String {
        let role = self.visit.say(&format!("role-{}", self.account.role));
        let organisation = match self.visit.language {
            Language::Es => &self.account.organisation_name_es,
            Language::En => &self.account.organisation_name_en,
        };
        match (organisation, &self.account.jurisdiction) {
            // The name of the account says it already.
            (Some(name), _) if *name == self.account.name => role,
            (Some(name), _) => format!("{role} · {name}"),
            (None, Some(code)) => format!("{role} · {}", self.visit.say(&format!("country-{code}"))),
            (None, None) => role,
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Signed<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        // Before the session is read.
        if is_foreign(request) {
            request.local_cache(|| Words(Some("403-foreign")));
            return Outcome::Error((Status::Forbidden, ()));
        }
        let session = match session(request).await {
            Ok(Some(session)) => session,
            // What was typed is not lost: it goes on to the door (`account::resume`).
            Ok(None) if request.method() == Method::Post => return Outcome::Forward(Status::Unauthorized),
            Ok(None) => return Outcome::Error((Status::Unauthorized, ())),
            Err(status) => return Outcome::Error((status, ())),
        };
        Visit::from_request(request).await.map(|visit| Self {
            visit,
            account: &session.account,
            actor: session.actor,
            session: &session.digest,
            secret: &session.secret,
        })
    }
}

macro_rules! role_guard {
    ($(#[$meta:meta])* $name:ident, $permission:expr) => {
        $(#[$meta])*
        pub struct $name<'r>(pub Signed<'r>);

        #[rocket::async_trait]
        impl<'r> FromRequest<'r> for $name<'r> {
            type Error = ();

            async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
                let signed = match Signed::from_request(request).await {
                    Outcome::Success(signed) => signed,
                    Outcome::Error(error) => return Outcome::Error(error),
                    Outcome::Forward(status) => return Outcome::Forward(status),
                };
                match may(&signed.actor, $permission) {
                    Ok(()) => Outcome::Success(Self(signed)),
                    Err(_) => Outcome::Error((Status::Forbidden, ())),
                }
            }
        }

        impl<'r> std::ops::Deref for $name<'r> {
            type Target = Signed<'r>;

            fn deref(&self) -> &Signed<'r> {
                &self.0
            }
        }
    };
}

role_guard!(
    /// Somebody at the partner's desk: a partner, or an officer on behalf of one.
    Desk,
    Permission::UseDesk
);
role_guard!(
    /// An officer in the office.
    Office,
    Permission::UseOffice
);
role_guard!(
    /// An administrator.
    Admin,
    Permission::UseAdministration
);
