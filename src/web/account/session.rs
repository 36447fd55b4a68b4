//! Signing in and out.

use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::door::{DoorPage, SignInForm};
use super::resume::{self, Carried};
use super::visitor;
use super::ways::{way_back, workplace};
use crate::actions::accounts::Opened;
use crate::actions::attempts::{DEVICE_SECONDS, Origin};
use crate::actions::{self, ActionError, Context};
use crate::domain::event::unhex;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Addresses, Attempt, Fields, FormPage as _, Looking, Outcome, Posted, submit_shown};
use crate::web::guards::{Signed, Visit, cookie, device_cookie_name, session_cookie_name};

#[get("/account/session?<next>")]
pub(super) async fn door(visit: Visit<'_>, cookies: &CookieJar<'_>, next: Option<&str>) -> Answer {
    let mut begun = Fields::default();
    begun.set("next", next.unwrap_or_default());
    DoorPage::new(&visit, cookies, begun).show(Attempt::NONE).await
}

#[post("/account/session", data = "<posted>")]
pub(super) async fn sign_in(
    visit: Visit<'_>,
    browser: visitor::Device,
    cookies: &CookieJar<'_>,
    addresses: &State<Addresses>,
    posted: Posted,
) -> Result<Reply, WebError> {
    let page = DoorPage::new(&visit, cookies, Fields::default());
    let entrance = Entrance {
        visit: &visit,
        browser: &browser.0,
        cookies,
        addresses,
    };
    let act = async |ctx: Context<'_>, new: SignInForm, fields: &Fields| entrance.open(&page, ctx, new, fields).await;
    submit_shown(&page, &(), posted, act, |to| to).await
}

/// How somebody comes in.
struct Entrance<'r> {
    visit: &'r Visit<'r>,
    /// Browser and system, in words.
    browser: &'r str,
    cookies: &'r CookieJar<'r>,
    addresses: &'r Addresses,
}

impl Entrance<'_> {
    async fn open(
        &self,
        page: &DoorPage<'_>,
        ctx: Context<'_>,
        new: SignInForm,
        fields: &Fields,
    ) -> Result<Outcome<String>, Looking> {
        let device = self.device_token();
        let origin = Origin {
            network: &self.visit.network,
            device: device.as_deref(),
        };
        let opened = match actions::accounts::sign_in(ctx, &new.email, new.password, origin).await {
            Err(ActionError::TooOften(refused)) => return Ok(Outcome::Shown(page.locked(fields, &refused)?)),
            opened => opened?,
        };
        let id = opened.account.id;
        actions::sessions::begin(ctx, id, &opened.token, self.browser, new.end_others).await?;
        let carried = Carried::unpack(&new.resume, self.addresses);
        let carried = resume::page(self.visit, carried, &opened.token).await?;
        let to = way_back(self.visit, &new.next).unwrap_or_else(|| workplace(&opened.account.role));
        self.set_cookies(opened);
        Ok(carried.map_or_else(|| Outcome::Made(to.to_owned()), Outcome::Shown))
    }

    fn set_cookies(&self, opened: Opened) {
        let (app, language) = (self.visit.app, self.visit.language);
        self.cookies.add(cookie(app, session_cookie_name(app), opened.token));
        self.cookies.add(cookie(app, "language", language.code().to_owned()));
        let mut device = cookie(app, device_cookie_name(app), opened.device);
        device.set_max_age(time::Duration::seconds(DEVICE_SECONDS));
        self.cookies.add(device);
    }

    /// The token by which this device may be known; what is none of ours is as good as none.
    fn device_token(&self) -> Option<String> {
        let token = self.cookies.get(device_cookie_name(self.visit.app))?.value().to_owned();
        unhex(&token).is_some().then_some(token)
    }
}

#[post("/account/session/end", data = "<_posted>")]
pub(super) async fn sign_out(
    signed: Signed<'_>,
    cookies: &CookieJar<'_>,
    _posted: Posted,
) -> Result<Redirect, WebError> {
    let name = session_cookie_name(signed.visit.app);
    if let Some(token) = cookies.get(name).map(|cookie| cookie.value().to_owned()) {
        actions::accounts::sign_out(signed.visit.app.context(signed.visit.now), &token).await?;
    }
    cookies.remove(cookie(signed.visit.app, name, String::new()));
    Ok(Redirect::to(signed.visit.link("")))
}
