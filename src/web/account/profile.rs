//! A person's own page: name, language of letters, password, sessions.

use rocket::http::{CookieJar, Status};
use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use crate::actions::sessions::{Ending, handle};
use crate::actions::{self, AccountRefusal, ActionError, Context};
use crate::i18n::language::Language;
use crate::store::accounts::AccountRow;
use crate::store::sessions::{self, SessionRow};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, FormView, Message, Place, Posted, Refused, Sender, show, submit,
};
use crate::web::guards::{Signed, cookie, session_cookie_name};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::texts::moment;

/// What was done a moment ago, as the address of the page names it.
const DONE: [&str; 3] = ["profile", "password", "sessions"];
/// All sessions but the one in which it is said.
const OTHERS: &str = "others";

/// A person's own page.
#[derive(Serialize, JsonSchema)]
struct OwnView {
    email: String,
    role: String,
    /// What was done a moment ago.
    done: Option<String>,
    profile: FormView,
    password: FormView,
    forgotten_href: String,
    sessions: Vec<SessionLine>,
    /// Ends all sessions but this one.
    others: Option<FormView>,
}

page_views! { OwnView => "account/own.html" }

/// A session, with the button that ends it.
#[derive(Serialize, JsonSchema)]
struct SessionLine {
    handle: String,
    /// It is the one in which the page is read.
    own: bool,
    device: Option<String>,
    began: String,
    seen: Option<String>,
    /// Which one the button ends, for those who do not see the line.
    about: String,
    form: FormView,
}

/// The page, for whom and after what.
struct OwnPage<'r> {
    signed: &'r Signed<'r>,
    done: Option<&'r str>,
}

impl<'r> OwnPage<'r> {
    const fn new(signed: &'r Signed<'r>) -> Self {
        Self { signed, done: None }
    }

    /// The button that ends a session, or all others.
    fn ending(&self, attempt: Attempt<'_>) -> FormView {
        let place = Place::new(&self.signed.visit, "account/session-ends");
        show::<SessionEndForm>(&place, &(), &Fields::default(), attempt)
    }

    fn ending_others(&self, attempt: Attempt<'_>) -> FormView {
        let mut form = self.ending(attempt).kind("danger");
        for button in &mut form.buttons {
            button.text = self.signed.visit.say("session-end-others");
        }
        form
    }

    fn line(&self, session: &SessionRow, attempt: Attempt<'_>) -> SessionLine {
        let visit = &self.signed.visit;
        let (ctx, language) = (visit.app.context(visit.now), visit.language);
        let device = Some(&session.device).filter(|words| !words.is_empty());
        let began = moment(&session.created_at, language);
        let device_name = device.map_or_else(|| visit.say("device-unknown"), Clone::clone);
        SessionLine {
            handle: handle(ctx, session),
            own: session.token_hash == self.signed.session,
            device: device.cloned(),
            about: format!("{device_name}, {began}"),
            began,
            seen: session.seen_at.as_ref().map(|seen| moment(seen, language)),
            form: self.ending(attempt).kind("secondary"),
        }
    }
}

impl FormPage for OwnPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let (signed, visit, account) = (self.signed, &self.signed.visit, self.signed.account);
        let live = sessions::of_account(visit.app.db.primary(), signed.actor.account, visit.now).await?;
        let done = self.done.filter(|done| DONE.contains(done));
        let nothing = Fields::default();
        let (profile, password) = (Place::new(visit, "account"), Place::new(visit, "account/password"));
        let view = OwnView {
            email: account.email.clone(),
            role: signed.role_name(),
            done: done.map(|done| visit.say(&format!("account-done-{done}"))),
            profile: show::<ProfileForm>(&profile, account, &nothing, attempt),
            password: show::<PasswordForm>(&password, account, &nothing, attempt),
            forgotten_href: visit.link("account/password-resets/new"),
            sessions: live.iter().map(|session| self.line(session, attempt)).collect(),
            others: (live.len() > 1).then(|| self.ending_others(attempt)),
        };
        let page = Page::signed(signed, Section::Account, &visit.say("account-title"));
        page.with_errors(attempt.summary()).show(visit.app, &view)
    }

    fn refused(&self, form: &'static str, error: &ActionError) -> Option<Refused> {
        if form != PasswordForm::NAME {
            return None;
        }
        let (status, key) = match error {
            ActionError::Account(AccountRefusal::WrongCredentials) => {
                (Status::UnprocessableEntity, "error-old-password")
            }
            ActionError::TooOften(_) => (Status::TooManyRequests, "error-too-many-passwords"),
            _ => return None,
        };
        Some(Refused::new(status).at(&["old_password"], Message::of(key)))
    }
}

fn done(what: &str) -> String {
    format!("account?done={what}")
}

#[get("/account?<done>")]
pub(super) async fn own(signed: Signed<'_>, done: Option<&str>) -> Answer {
    let page = OwnPage { signed: &signed, done };
    page.show(Attempt::NONE).await
}

/// Name and language of letters.
struct ProfileForm {
    name: String,
    language: Language,
}

impl Form for ProfileForm {
    const NAME: &'static str = "profile";
    type About = AccountRow;

    fn declare(form: &mut Declaring<'_>, account: &AccountRow) -> Option<Self> {
        let name = form.person_name("name").filled(&account.name).required();
        let language = form.language("language").filled(&account.language);
        let language = language.label("letters-language").hint("letters-language").required();
        Some(Self {
            name: name?,
            language: language?,
        })
    }
}

#[post("/account", data = "<posted>")]
pub(super) async fn save(signed: Signed<'_>, posted: Posted) -> Result<Reply, WebError> {
    let act = async |ctx: Context<'_>, new: ProfileForm| {
        actions::people::set_profile(ctx, signed.actor.account, &new.name, new.language).await
    };
    submit(&OwnPage::new(&signed), signed.account, posted, act, |()| {
        done("profile")
    })
    .await
}

/// The password that stands, and the new one.
struct PasswordForm {
    old: String,
    new: String,
}

impl Form for PasswordForm {
    const NAME: &'static str = "password";
    type About = AccountRow;

    fn declare(form: &mut Declaring<'_>, account: &AccountRow) -> Option<Self> {
        let old = form.password("old_password");
        let new = form.new_password(account.owner());
        Some(Self { old: old?, new: new? })
    }
}

#[post("/account/password", data = "<posted>")]
pub(super) async fn change_password(signed: Signed<'_>, posted: Posted) -> Result<Reply, WebError> {
    let act = async |ctx: Context<'_>, form: PasswordForm| {
        actions::passwords::change(ctx, signed.account, signed.session, (form.old, form.new)).await
    };
    submit(&OwnPage::new(&signed), signed.account, posted, act, |()| {
        done("password")
    })
    .await
}

/// Which sessions end: the handle of one, or [`OTHERS`]. Its buttons say it.
struct SessionEndForm {
    session: String,
}

impl Form for SessionEndForm {
    const NAME: &'static str = "session_end";
    type About = ();

    fn declare(form: &mut Declaring<'_>, (): &()) -> Option<Self> {
        Some(Self {
            session: form.value("session").to_owned(),
        })
    }
}

#[post("/account/session-ends", data = "<posted>")]
pub(super) async fn end(signed: Signed<'_>, cookies: &CookieJar<'_>, posted: Posted) -> Result<Reply, WebError> {
    let act = async |ctx: Context<'_>, new: SessionEndForm| {
        let ending = match new.session.as_str() {
            OTHERS => Ending::Others,
            one => Ending::One(one),
        };
        match actions::sessions::end(ctx, signed.actor.account, signed.session, ending).await {
            // It ended meanwhile: what was wanted is so.
            Err(ActionError::NotFound) => Ok(false),
            ended_own => ended_own,
        }
    };
    submit(&OwnPage::new(&signed), &(), posted, act, |ended_own| {
        ended(&signed, cookies, ended_own)
    })
    .await
}

/// Where somebody goes on to after it; whose own session ended, signs in.
fn ended(signed: &Signed<'_>, cookies: &CookieJar<'_>, own: bool) -> String {
    if !own {
        return done("sessions");
    }
    let app = signed.visit.app;
    cookies.remove(cookie(app, session_cookie_name(app), String::new()));
    "account/session".to_owned()
}
