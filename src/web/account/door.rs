//! The page on which people sign in.

use rocket::http::{CookieJar, Status};
use schemars::JsonSchema;
use serde::Serialize;

use super::visitor;
use crate::actions::hashing::RETRY_SECONDS;
use crate::actions::{AccountRefusal, ActionError};
use crate::domain::limit::{SIGN_IN_BY_NETWORK, TooOften};
use crate::domain::password;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_time;
use crate::web::answers::{Answer, Html};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Errors, Fields, Form, FormPage, FormView, Message, Place, Refused, Sender, show,
};
use crate::web::guards::Visit;
use crate::web::page::{Page, Section, page_views};

/// Under which name signing in carries a form that came after the end of its session.
pub(super) const RESUME: &str = "resume";

/// The form for signing in.
#[derive(Serialize, JsonSchema)]
struct DoorView {
    form: FormView,
    /// A form goes on after it.
    is_resumed: bool,
    /// There were too many attempts.
    locked: bool,
    demo: bool,
    forgotten_href: String,
}

page_views! { DoorView => "account/session.html" }

pub(super) struct DoorPage<'r> {
    visit: &'r Visit<'r>,
    /// The value that binds the form to this visitor.
    csrf: String,
    begun: Fields,
}

impl<'r> DoorPage<'r> {
    /// `begun`: where to go on to (`next`), and what is carried ([`RESUME`]).
    pub(super) fn new(visit: &'r Visit<'r>, cookies: &CookieJar<'_>, begun: Fields) -> Self {
        // Kept in a cookie until the session begins.
        let secret = visitor::of_visitor(visit.app, cookies);
        Self {
            visit,
            csrf: crate::secret::mask(&secret).unwrap_or_default(),
            begun,
        }
    }

    /// `locked`: there were too many attempts, and the page says how the owner gets in all the same.
    fn render(&self, attempt: Attempt<'_>, locked: bool) -> Answer {
        let visit = self.visit;
        let form = show::<SignInForm>(&Place::new(visit, "account/session"), &(), &self.begun, attempt);
        let fields = attempt.fields_of::<SignInForm>().unwrap_or(&self.begun);
        let page = Page::private(visit, Section::Account, &visit.say("sign-in-title"));
        // It may answer a form that was going elsewhere.
        let page = if visit.is_sent {
            page.with_form_to(&visit.link("account/session"))
        } else {
            page
        };
        let view = DoorView {
            form,
            is_resumed: !fields.get(RESUME).is_empty(),
            locked,
            demo: visit.app.config.demo,
            forgotten_href: visit.link("account/password-resets/new"),
        };
        let page = page.with_csrf(&self.csrf).with_errors(attempt.summary());
        page.show(visit.app, &view)
    }

    /// The page after too many attempts: when the next one is judged again.
    pub(super) fn locked(&self, fields: &Fields, refused: &TooOften) -> Result<Html, WebError> {
        let visit = self.visit;
        let key = if refused.limit == SIGN_IN_BY_NETWORK {
            "error-too-many-sign-ins-network"
        } else {
            "error-too-many-sign-ins"
        };
        let seconds = refused.wait_seconds(visit.now);
        let time = format_time(refused.again_at.plus_seconds(59));
        let args = [("count", ((seconds + 59) / 60).into()), ("time", time.into())];
        let mut errors = Errors::default();
        let field = "email";
        errors.say(field, text(visit.language, key, &args));
        let html = self.render(Attempt::of::<SignInForm>(fields, &errors), true)?;
        Ok(html.with_status(Status::TooManyRequests).retry_after(seconds))
    }
}

impl FormPage for DoorPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Visitor(self.visit)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        self.render(attempt, false)
    }

    fn refused(&self, _: &'static str, error: &ActionError) -> Option<Refused> {
        match error {
            ActionError::Account(AccountRefusal::WrongCredentials) => {
                Some(Refused::invalid(&["email"], Message::of("error-credentials")))
            }
            ActionError::Account(AccountRefusal::Overloaded) => {
                let message = Message::with("error-sign-in-busy", vec![("count", RETRY_SECONDS.into())]);
                let refused = Refused::new(Status::ServiceUnavailable).at(&["email"], message);
                Some(refused.retry_after(RETRY_SECONDS))
            }
            _ => None,
        }
    }
}

/// Address and password of somebody.
pub(super) struct SignInForm {
    pub email: String,
    pub password: String,
    pub end_others: bool,
    pub next: String,
    pub resume: String,
}

impl Form for SignInForm {
    const NAME: &'static str = "sign_in";
    const IS_FIRST: bool = true;
    type About = ();

    fn declare(form: &mut Declaring<'_>, (): &()) -> Option<Self> {
        let email = form.email_as_typed("email").autocomplete("username").required();
        let password = form.password("password");
        let end_others = form.tick("end_others");
        let next = form.hidden("next", "");
        let resume = if form.value(RESUME).is_empty() {
            String::new()
        } else {
            form.hidden(RESUME, "")
        };
        let password = password?;
        // No password is so long, and hashing it is work.
        if password.len() > password::LENGTH_MAX * 4 {
            form.refuse("email", "error-credentials");
            return None;
        }
        Some(Self {
            email: email?,
            password,
            end_others,
            next,
            resume,
        })
    }
}
