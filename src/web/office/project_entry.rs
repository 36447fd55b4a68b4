//! Entering a project and changing it.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::jurisdiction::load_editable;
use super::project_form::{Lists, ProjectForm, filled};
use crate::actions::{self, Context};
use crate::domain::account::Role;
use crate::store::projects::{self, ProjectRow};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Fields, FormPage, FormView, Meanwhile, Message, Place, Posted, Sender, show, submit};
use crate::web::guards::{Office, Signed};
use crate::web::page::{Page, Section, page_views};

/// The form of a project.
#[derive(Serialize, JsonSchema)]
struct EntryView {
    title: String,
    form: FormView,
}

page_views! { EntryView => "office/project_form.html" }

/// The page of the form.
struct EntryPage<'r> {
    office: &'r Signed<'r>,
    begun: Fields,
    lists: Lists,
    /// The project that is changed.
    code: Option<&'r str>,
}

impl<'r> EntryPage<'r> {
    async fn new(office: &'r Signed<'r>) -> Result<Self, WebError> {
        let mut begun = Fields::default();
        if let Role::Officer { jurisdiction } = office.actor.role {
            begun.set("country", jurisdiction.code());
        }
        begun.set("budget_on", office.visit.today().to_string());
        Ok(Self {
            office,
            begun,
            lists: Lists::load(office, None).await?,
            code: None,
        })
    }

    async fn of(office: &'r Signed<'r>, row: &ProjectRow, code: &'r str) -> Result<Self, WebError> {
        let lists = Lists::load(office, Some(row.version)).await?;
        Ok(Self {
            begun: stored(office, row, &lists).await?,
            office,
            lists,
            code: Some(code),
        })
    }

    fn action(&self) -> String {
        match self.code {
            Some(code) => format!("office/projects/{code}"),
            None => "office/projects".to_owned(),
        }
    }
}

/// The form as the facts that stand fill it.
async fn stored(office: &Signed<'_>, row: &ProjectRow, lists: &Lists) -> Result<Fields, WebError> {
    let facts = projects::facts(office.visit.app.db.primary(), row).await?;
    Ok(filled(&facts, row.version, lists, office.visit.language))
}

impl FormPage for EntryPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.office)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let visit = &self.office.visit;
        let form = show::<ProjectForm>(&Place::new(visit, self.action()), &self.lists, &self.begun, attempt);
        let title = visit.say(if self.code.is_some() {
            "project-form-edit"
        } else {
            "project-form-new"
        });
        let page = Page::signed(self.office, Section::Office, &title).with_errors(attempt.summary());
        page.show(visit.app, &EntryView { title, form })
    }

    async fn meanwhile(&self) -> Result<Meanwhile, WebError> {
        let Some(code) = self.code else {
            return Ok(Meanwhile::default());
        };
        let row = load_editable(self.office, code).await?;
        Ok(Meanwhile {
            stands: stored(self.office, &row, &self.lists).await?,
            message: Some(("title_es", Message::of("error-stale-project"))),
        })
    }
}

#[get("/office/projects/new")]
pub(super) async fn new(office: Office<'_>) -> Answer {
    EntryPage::new(&office).await?.show(Attempt::NONE).await
}

#[post("/office/projects", data = "<posted>")]
pub(super) async fn create(office: Office<'_>, posted: Posted) -> Result<Reply, WebError> {
    let page = EntryPage::new(&office).await?;
    let act =
        async |ctx: Context<'_>, new: ProjectForm| actions::projects::create(ctx, &office.actor, &new.facts).await;
    submit(&page, &page.lists, posted, act, |made| {
        format!("office/projects/{made}")
    })
    .await
}

#[get("/office/projects/<code>/edit")]
pub(super) async fn edit(office: Office<'_>, code: &str) -> Answer {
    let row = load_editable(&office, code).await?;
    EntryPage::of(&office, &row, code).await?.show(Attempt::NONE).await
}

#[post("/office/projects/<code>", data = "<posted>")]
pub(super) async fn update(office: Office<'_>, code: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = load_editable(&office, code).await?;
    let page = EntryPage::of(&office, &row, code).await?;
    let act = async |ctx: Context<'_>, new: ProjectForm| {
        actions::projects::edit(ctx, &office.actor, code, new.version, &new.facts).await
    };
    submit(&page, &page.lists, posted, act, |()| page.action()).await
}
