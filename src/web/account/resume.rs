//! A form that is sent after its session has ended: signing in carries it, and then it is sent with one button.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rocket::http::{CookieJar, Status};
use rocket::{State, post};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::door::{DoorPage, RESUME};
use crate::secret;
use crate::store::sessions;
use crate::web::answers::{Answer, Html, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Addresses, Attempt, Fields, FormPage as _, HiddenView, Unsigned};
use crate::web::guards::Visit;
use crate::web::page::{Page, Section, form_id, page_views};
use crate::web::unsent;

/// What a form said that nobody was signed in for: where it was going, and what was typed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Carried {
    action: String,
    fields: Vec<(String, String)>,
    /// The names of its files, which have to be chosen again.
    files: Vec<String>,
}

impl Carried {
    fn of(visit: &Visit<'_>, form: &Unsigned) -> Self {
        let is_kept = |name: &str| name != "csrf" && !unsent::is_secret(name);
        let kept = form.fields.iter().filter(|(name, _)| is_kept(name));
        Self {
            action: visit.path.to_owned(),
            fields: kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            files: form.files.clone(),
        }
    }

    fn pack(&self) -> String {
        serde_json::to_string(self).map_or_else(|_| String::new(), |text| URL_SAFE_NO_PAD.encode(text))
    }

    /// Reads what signing in carried; `None` for what is none of ours.
    pub(super) fn unpack(packed: &str, addresses: &Addresses) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(packed).ok()?;
        let carried: Self = serde_json::from_slice(&bytes).ok()?;
        let is_ours = addresses.is_sent(&carried.action) && !carried.action.contains(['?', '#', '\\']);
        is_ours.then_some(carried)
    }

    /// Whether there is anything that could be lost: what a person typed, not what a page put into its form.
    fn has_content(&self) -> bool {
        !self.files.is_empty()
            || self
                .fields
                .iter()
                .any(|(name, value)| unsent::is_shown(name) && !value.is_empty())
    }
}

/// A form that nobody was signed in for: the door, which carries it. Its own handler has passed it on.
#[post("/<_..>", data = "<form>", rank = 100)]
pub(super) async fn unsigned(
    visit: Visit<'_>,
    cookies: &CookieJar<'_>,
    addresses: &State<Addresses>,
    form: Unsigned,
) -> Result<Reply, WebError> {
    if !addresses.is_sent(visit.path) {
        return Err(WebError::NotFound);
    }
    let fields = begun(&visit, addresses, &form);
    let html = DoorPage::new(&visit, cookies, fields).show(Attempt::NONE).await?;
    Reply::form(Status::Unauthorized, html)
}

/// What the door keeps of a request without a session: the form, or the page to lead back to where it was a button alone.
fn begun(visit: &Visit<'_>, addresses: &Addresses, form: &Unsigned) -> Fields {
    let carried = Carried::of(visit, form);
    let mut fields = Fields::default();
    if carried.has_content() {
        fields.set(RESUME, carried.pack());
    } else {
        let page = addresses.page_of(visit.path).unwrap_or_else(|| visit.path.to_owned());
        fields.set("next", page.split('#').next().unwrap_or_default());
    }
    fields
}

/// What was typed, and a button that sends it.
#[derive(Serialize, JsonSchema)]
struct ResumeView {
    typed: Vec<TypedView>,
    form_id: String,
    action: String,
    carried: Vec<HiddenView>,
    /// The names of its files, which have to be chosen again.
    files: Vec<String>,
}

page_views! { ResumeView => "account/resume.html" }

/// A value as it was typed, by the name of its field.
#[derive(Serialize, JsonSchema)]
struct TypedView {
    label: String,
    value: String,
}

/// What was typed, and a button that sends it: the page after signing in with this session token, where signing in
/// carried a form.
pub(super) async fn page(visit: &Visit<'_>, carried: Option<Carried>, token: &str) -> Result<Option<Html>, WebError> {
    let digest = visit.app.secret.digest(token);
    let session = sessions::find(visit.app.db.primary(), &digest, visit.now).await?;
    match (carried, session) {
        (Some(carried), Some(session)) => Ok(Some(listed(visit, &carried, &session.csrf)?)),
        _ => Ok(None),
    }
}

/// `session`: the secret of the session.
fn listed(visit: &Visit<'_>, carried: &Carried, session: &str) -> Answer {
    let typed = carried
        .fields
        .iter()
        .filter(|(name, value)| unsent::is_shown(name) && !value.is_empty());
    let typed = typed.map(|(name, value)| TypedView {
        label: unsent::label(visit.language, name),
        value: value.clone(),
    });
    let hidden = |(name, value): &(String, String)| HiddenView {
        name: name.clone(),
        value: value.clone(),
    };
    let view = ResumeView {
        typed: typed.collect(),
        form_id: form_id(&carried.action),
        action: carried.action.clone(),
        carried: carried.fields.iter().map(hidden).collect(),
        files: carried.files.clone(),
    };
    let page = Page::private(visit, Section::Account, &visit.say("resume-title"));
    let page = page.with_form_to(&carried.action).without_sign_in();
    page.with_csrf(secret::mask(session).unwrap_or_default())
        .show(visit.app, &view)
}
