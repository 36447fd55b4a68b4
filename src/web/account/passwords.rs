//! A new password in place of a forgotten one: asking for the letter, and using its link.
//!
//! Asking gets the same answer, byte for byte, whoever is asked for; what is looked up is looked up later (`jobs`).

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::over::{Over, over_page};
use super::shown::ShownView;
use super::visitor::FormKey;
use crate::actions::{self, ActionError, Context};
use crate::store::accounts::AccountRow;
use crate::store::password_resets;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, FormView, Looking, Outcome, Place, Posted, Sender, show, submit,
    submit_shown,
};
use crate::web::guards::Visit;
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::marks::Link;

/// The form with which a link is asked for.
#[derive(Serialize, JsonSchema)]
struct AskingView {
    form: FormView,
    session_href: String,
}

/// The form of a new password.
#[derive(Serialize, JsonSchema)]
struct ChoosingView {
    email: String,
    form: FormView,
}

page_views! {
    AskingView => "account/password_ask.html",
    ChoosingView => "account/password_reset.html",
}

/// The page on which a link is asked for.
struct AskingPage<'r> {
    visit: &'r Visit<'r>,
    key: FormKey,
}

impl FormPage for AskingPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Visitor(self.visit)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let visit = self.visit;
        let place = Place::new(visit, "account/password-resets");
        let view = AskingView {
            form: show::<ResetRequestForm>(&place, &(), &Fields::default(), attempt),
            session_href: visit.link("account/session"),
        };
        let page = Page::private(visit, Section::Account, &visit.say("reset-ask-title"));
        let page = page.with_csrf(&self.key.0).with_errors(attempt.summary());
        page.show(visit.app, &view)
    }
}

#[get("/account/password-resets/new")]
pub(super) async fn new(visit: Visit<'_>, key: FormKey) -> Answer {
    AskingPage { visit: &visit, key }.show(Attempt::NONE).await
}

/// The address of an account whose password is forgotten.
struct ResetRequestForm {
    email: String,
}

impl Form for ResetRequestForm {
    const NAME: &'static str = "reset_request";
    const IS_FIRST: bool = true;
    type About = ();

    fn declare(form: &mut Declaring<'_>, (): &()) -> Option<Self> {
        let email = form.email("email").autocomplete("username").missing("error-email");
        Some(Self {
            email: email.required()?,
        })
    }
}

#[post("/account/password-resets", data = "<posted>")]
pub(super) async fn ask(visit: Visit<'_>, key: FormKey, posted: Posted) -> Result<Reply, WebError> {
    let page = AskingPage { visit: &visit, key };
    let act = async |ctx: Context<'_>, new: ResetRequestForm| actions::passwords::ask(ctx, &new.email).await;
    submit(&page, &(), posted, act, |()| "account/password-resets/asked".to_owned()).await
}

#[get("/account/password-resets/asked")]
pub(super) fn asked(visit: Visit<'_>) -> Answer {
    message(&visit, "reset-asked", Some("reset-asked-detail"))
}

#[get("/account/password-resets/done")]
pub(super) fn done(visit: Visit<'_>) -> Answer {
    message(&visit, "reset-done", None)
}

/// The page of one message, from which somebody goes on to sign in.
fn message(visit: &Visit<'_>, what: &str, detail: Option<&str>) -> Answer {
    let view = ShownView {
        title: visit.say(&format!("{what}-title")),
        text: visit.say(&format!("{what}-text")),
        detail: detail.map(|key| visit.say(key)),
        link: Some(Link {
            href: visit.link("account/session"),
            text: visit.say("reset-sign-in"),
        }),
    };
    Page::private(visit, Section::Account, &view.title).show(visit.app, &view)
}

/// The page of a link that is open.
struct ChoosingPage<'r> {
    visit: &'r Visit<'r>,
    key: FormKey,
    token: &'r str,
    account: AccountRow,
}

impl<'r> ChoosingPage<'r> {
    /// `None` where the link is over.
    async fn find(visit: &'r Visit<'r>, key: FormKey, token: &'r str) -> Result<Option<Self>, WebError> {
        let digest = visit.app.secret.digest(token);
        let account = password_resets::find(visit.app.db.primary(), &digest, visit.now).await?;
        Ok(account.map(|account| Self {
            visit,
            key,
            token,
            account,
        }))
    }
}

impl FormPage for ChoosingPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Visitor(self.visit)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let (visit, account) = (self.visit, &self.account);
        let place = Place::of(visit, "account/password-resets", self.token);
        let view = ChoosingView {
            email: account.email.clone(),
            form: show::<ResetForm>(&place, account, &Fields::default(), attempt),
        };
        let page = Page::private(visit, Section::Account, &visit.say("reset-title"));
        let page = page.with_csrf(&self.key.0).with_errors(attempt.summary());
        page.show(visit.app, &view)
    }
}

#[get("/account/password-resets/<token>")]
pub(super) async fn choose(visit: Visit<'_>, key: FormKey, token: &str) -> Answer {
    match ChoosingPage::find(&visit, key, token).await? {
        Some(page) => page.show(Attempt::NONE).await,
        None => over_page(&visit, Over::PasswordReset),
    }
}

/// A new password.
struct ResetForm {
    password: String,
}

impl Form for ResetForm {
    const NAME: &'static str = "reset";
    const IS_FIRST: bool = true;
    type About = AccountRow;

    fn declare(form: &mut Declaring<'_>, account: &AccountRow) -> Option<Self> {
        let password = form.new_password(account.owner())?;
        Some(Self { password })
    }
}

#[post("/account/password-resets/<token>", data = "<posted>")]
pub(super) async fn reset(visit: Visit<'_>, key: FormKey, token: &str, posted: Posted) -> Result<Reply, WebError> {
    let Some(page) = ChoosingPage::find(&visit, key, token).await? else {
        return Ok(Reply::Form(over_page(&visit, Over::PasswordReset)?));
    };
    let act = async |ctx: Context<'_>, new: ResetForm, _: &Fields| {
        match actions::passwords::reset(ctx, token, new.password).await {
            // Somebody was faster.
            Err(ActionError::NotFound) => Ok::<_, Looking>(Outcome::Shown(over_page(&visit, Over::PasswordReset)?)),
            done => Ok(Outcome::Made(done?)),
        }
    };
    let to = |()| "account/password-resets/done".to_owned();
    submit_shown(&page, &page.account, posted, act, to).await
}
