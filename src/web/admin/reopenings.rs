//! Taking a closed project back to finalisation.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;
use time::Date;

use crate::actions::projects::StatusOrder;
use crate::actions::{self, Context};
use crate::domain::project::{Provenance, Status as ProjectStatus};
use crate::store::projects::{self, ProjectRow};
use crate::store::search::{self, Cursor, Filter, Sort};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Declaring, Fields, Form, FormPage, FormView, Place, Posted, Sender, show, submit};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::texts::pick;

/// Closed projects to choose from.
const PROJECTS_MAX: usize = 200;

/// The form; none where no project is closed.
#[derive(Serialize, JsonSchema)]
struct ReopeningView {
    form: Option<FormView>,
    admin_href: String,
}

page_views! { ReopeningView => "admin/reopening.html" }

/// The page of the form.
struct ReopeningPage<'r> {
    signed: &'r Signed<'r>,
    about: Closed,
}

/// What the form knows.
struct Closed {
    /// Code and name of each that is shown.
    shown: Vec<(String, String)>,
    /// The one that was chosen.
    chosen: Option<Chosen>,
}

/// A closed project.
#[derive(Clone)]
struct Chosen {
    code: String,
    version: i64,
}

impl Chosen {
    fn of(row: ProjectRow) -> Option<Self> {
        let is_closed = row.status == ProjectStatus::Closed && row.provenance == Provenance::Registered;
        is_closed.then_some(Self {
            code: row.code,
            version: row.version,
        })
    }
}

impl<'r> ReopeningPage<'r> {
    async fn load(signed: &'r Signed<'r>, chosen: &str) -> Result<Self, WebError> {
        let (db, language) = (&signed.visit.app.db, signed.visit.language);
        let filter = Filter {
            status: Some(ProjectStatus::Closed),
            provenance: Some(Provenance::Registered),
            ..Filter::default()
        };
        let index = search::now(db).await?;
        let (first, most) = (Cursor::first(Sort::Newest), PROJECTS_MAX);
        let closed = projects::list(db.primary(), &index, &filter, &first, most).await?;
        let named = |row: &ProjectRow| {
            let title = pick(language, &row.title_es, &row.title_en);
            (row.code.clone(), format!("{} · {title}", row.code))
        };
        let chosen = projects::by_code(db.primary(), chosen).await?;
        let about = Closed {
            shown: closed.rows.iter().map(named).collect(),
            chosen: chosen.and_then(Chosen::of),
        };
        Ok(Self { signed, about })
    }
}

impl FormPage for ReopeningPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let (visit, place) = (&self.signed.visit, Place::new(&self.signed.visit, "admin/reopenings"));
        let form = || show::<ReopeningForm>(&place, &self.about, &Fields::default(), attempt);
        let view = ReopeningView {
            form: (!self.about.shown.is_empty() || attempt.is::<ReopeningForm>()).then(form),
            admin_href: visit.link("admin"),
        };
        let page = Page::signed(self.signed, Section::Admin, &visit.say("reopening-title"));
        page.with_errors(attempt.summary()).show(visit.app, &view)
    }
}

#[get("/admin/reopenings/new")]
pub(super) async fn new(admin: Admin<'_>) -> Answer {
    ReopeningPage::load(&admin, "").await?.show(Attempt::NONE).await
}

/// Which project goes back, since when, and why.
struct ReopeningForm {
    project: Chosen,
    effective_on: Date,
    reason: String,
}

impl Form for ReopeningForm {
    const NAME: &'static str = "reopening";
    const IS_FIRST: bool = true;
    type About = Closed;

    fn declare(form: &mut Declaring<'_>, about: &Closed) -> Option<Self> {
        let today = form.visit().today().to_string();
        let project = form.listed("project", &about.shown, about.chosen.clone());
        let project = project.hint("").required();
        let effective_on = form.date("effective_on").filled(today).required();
        let reason = form.reason("reason").hint("reason-public").required();
        Some(Self {
            project: project?,
            effective_on: effective_on?,
            reason: reason?,
        })
    }
}

#[post("/admin/reopenings", data = "<posted>")]
pub(super) async fn create(admin: Admin<'_>, posted: Posted) -> Result<Reply, WebError> {
    let page = ReopeningPage::load(&admin, posted.fields.get("project")).await?;
    let project = format!("projects/{}", posted.fields.get("project"));
    let act = async |ctx: Context<'_>, new: ReopeningForm| {
        let order = StatusOrder {
            to: ProjectStatus::Finalisation,
            effective_on: new.effective_on,
            reason: &new.reason,
            document: None,
            version: new.project.version,
        };
        actions::projects::change_status(ctx, &admin.actor, &new.project.code, order).await
    };
    submit(&page, &page.about, posted, act, |()| project).await
}
