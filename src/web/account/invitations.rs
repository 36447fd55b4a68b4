//! Taking an invitation up.

use rocket::http::CookieJar;
use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::over::{Over, over_page};
use super::visitor::{Device, FormKey};
use super::ways::workplace;
use crate::actions::{self, ActionError, Context};
use crate::domain::password::Owner;
use crate::store::accounts::AccountRow;
use crate::store::invitations;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, FormView, Looking, Outcome, Place, Posted, Sender, show, submit_shown,
};
use crate::web::guards::{Visit, cookie, session_cookie_name};
use crate::web::page::{Page, Section, page_views};

/// The form of somebody who joins.
#[derive(Serialize, JsonSchema)]
struct InvitationView {
    email: String,
    role: String,
    form: FormView,
}

page_views! { InvitationView => "account/invitation.html" }

/// The page of an invitation that is open.
struct InvitationPage<'r> {
    visit: &'r Visit<'r>,
    key: FormKey,
    token: &'r str,
    account: AccountRow,
}

impl<'r> InvitationPage<'r> {
    /// `None` where the link is over.
    async fn find(visit: &'r Visit<'r>, key: FormKey, token: &'r str) -> Result<Option<Self>, WebError> {
        let digest = visit.app.secret.digest(token);
        let account = invitations::find(visit.app.db.primary(), &digest, visit.now).await?;
        Ok(account.map(|account| Self {
            visit,
            key,
            token,
            account,
        }))
    }
}

impl FormPage for InvitationPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Visitor(self.visit)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let (visit, account) = (self.visit, &self.account);
        let place = Place::of(visit, "account/invitations", self.token);
        let view = InvitationView {
            email: account.email.clone(),
            role: visit.say(&format!("role-{}", account.role)),
            form: show::<JoiningForm>(&place, account, &Fields::default(), attempt),
        };
        let page = Page::private(visit, Section::Account, &visit.say("invitation-title"));
        let page = page.with_csrf(&self.key.0).with_errors(attempt.summary());
        page.show(visit.app, &view)
    }
}

#[get("/account/invitations/<token>")]
pub(super) async fn invitation(visit: Visit<'_>, key: FormKey, token: &str) -> Answer {
    match InvitationPage::find(&visit, key, token).await? {
        Some(page) => page.show(Attempt::NONE).await,
        None => over_page(&visit, Over::Invitation),
    }
}

/// Name and password of somebody who joins.
struct JoiningForm {
    name: String,
    password: String,
}

impl Form for JoiningForm {
    const NAME: &'static str = "joining";
    const IS_FIRST: bool = true;
    type About = AccountRow;

    fn declare(form: &mut Declaring<'_>, account: &AccountRow) -> Option<Self> {
        let name = form.person_name("name").required();
        let owner = Owner {
            name: name.as_deref().unwrap_or_default(),
            ..account.owner()
        };
        let password = form.new_password(owner);
        Some(Self {
            name: name?,
            password: password?,
        })
    }
}

#[post("/account/invitations/<token>", data = "<posted>")]
pub(super) async fn accept(
    visit: Visit<'_>,
    key: FormKey,
    device: Device,
    cookies: &CookieJar<'_>,
    token: &str,
    posted: Posted,
) -> Result<Reply, WebError> {
    let Some(page) = InvitationPage::find(&visit, key, token).await? else {
        return Ok(Reply::Form(over_page(&visit, Over::Invitation)?));
    };
    let act = async |ctx: Context<'_>, new: JoiningForm, _: &Fields| join(&page, ctx, new, &device, cookies).await;
    submit_shown(&page, &page.account, posted, act, |to| to).await
}

/// Takes the invitation up, opens a session and gives where its person works.
async fn join(
    page: &InvitationPage<'_>,
    ctx: Context<'_>,
    new: JoiningForm,
    device: &Device,
    cookies: &CookieJar<'_>,
) -> Result<Outcome<String>, Looking> {
    let visit = page.visit;
    let taken = actions::invitations::accept(ctx, page.token, &new.name, new.password, visit.language).await;
    let (session, account) = match taken {
        // Somebody was faster.
        Err(ActionError::NotFound) => return Ok(Outcome::Shown(over_page(visit, Over::Invitation)?)),
        taken => taken?,
    };
    actions::sessions::begin(ctx, account.id, &session, &device.0, false).await?;
    cookies.add(cookie(visit.app, session_cookie_name(visit.app), session));
    Ok(Outcome::Made(workplace(&account.role).to_owned()))
}
