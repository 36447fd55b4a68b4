//! What a form of somebody who need not be signed in is bound to, and with what they came.

use rocket::Request;
use rocket::http::{CookieJar, Status};
use rocket::outcome::Outcome;
use rocket::request::{self, FromRequest};

use crate::domain::device;
use crate::web::App;
use crate::web::guards::{cookie, session, visitor_cookie_name};

/// The value that a form carries: of the session where there is one, otherwise of a cookie that binds it to this
/// visitor.
pub struct FormKey(pub String);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for FormKey {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        let Some(app) = request.rocket().state::<App>() else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        let secret = match session(request).await {
            Ok(Some(session)) => session.secret.clone(),
            Ok(None) => of_visitor(app, request.cookies()),
            Err(status) => return Outcome::Error((status, ())),
        };
        Outcome::Success(Self(crate::secret::mask(&secret).unwrap_or_default()))
    }
}

/// The secret that binds a form to this visitor, kept in a cookie until a session begins.
pub(super) fn of_visitor(app: &App, cookies: &CookieJar<'_>) -> String {
    let name = visitor_cookie_name(app);
    match cookies.get(name).map(|cookie| cookie.value().to_owned()) {
        Some(secret) if crate::domain::event::unhex(&secret).is_some() => secret,
        _ => {
            let secret = crate::secret::token().unwrap_or_default();
            cookies.add(cookie(app, name, secret.clone()));
            secret
        }
    }
}

/// Browser and system of a request, in words.
pub struct Device(pub String);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Device {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        let agent = request.headers().get_one("User-Agent").unwrap_or_default();
        Outcome::Success(Self(device::words(agent)))
    }
}
