//! Adopting a documented project: what it does is said before, and nobody undoes it. Afterwards its sourced amounts are
//! offered, each as a form to be checked and sent by a person.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::jurisdiction::{of_jurisdiction, title};
use crate::actions::projects::{Adopting, gate_facts};
use crate::actions::{self, Context};
use crate::domain::project::{self, Provenance, Status as ProjectStatus};
use crate::store::places;
use crate::store::projects::{self, ProjectRow};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, FormView, Meanwhile, Message, Place, Posted, Sender, missing_text,
    show, submit,
};
use crate::web::guards::{Office, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::documented_source::{self, FundingView, SourceView};

/// A project that is documented still.
#[derive(Serialize, JsonSchema)]
struct DocumentedPage {
    code: String,
    title: String,
    country: String,
    funding: Vec<FundingView>,
    source: Option<SourceView>,
    adopt_href: String,
    public_href: String,
    list_href: String,
}

/// What adopting does, and the form for it.
#[derive(Serialize, JsonSchema)]
struct AdoptionView {
    code: String,
    title: String,
    /// What it lacks to be more than a draft.
    missing: Vec<String>,
    form: FormView,
    list_href: String,
    project_href: String,
    public_href: String,
}

page_views! {
    DocumentedPage => "office/documented.html",
    AdoptionView => "office/adoption.html",
}

/// The office's view of a project that is documented still.
pub(super) async fn documented(signed: &Signed<'_>, row: &ProjectRow) -> Answer {
    let visit = &signed.visit;
    let db = &visit.app.db;
    let source = projects::documented(db.primary(), row.key()).await?;
    let funding = projects::funding(db.primary(), row.key()).await?;
    let view = DocumentedPage {
        code: row.code.clone(),
        title: title(signed, row),
        country: visit.say(&format!("country-{}", row.country)),
        funding: documented_source::funding(visit, &funding),
        source: source.map(|found| documented_source::source(visit, &found)),
        adopt_href: visit.link(&format!("office/projects/{}/adoptions/new", row.code)),
        public_href: visit.link(&format!("projects/{}", row.code)),
        list_href: visit.link("office/projects"),
    };
    Page::signed(signed, Section::Office, &row.code).show(visit.app, &view)
}

/// A sourced amount with the forms that it would fill.
#[derive(Serialize, JsonSchema)]
pub(super) struct Offer {
    funder: String,
    amount: Option<String>,
    role: String,
    date: String,
    source_url: String,
    pledge_href: String,
    commitment_href: String,
}

/// The sourced amounts of an adopted project, each with the forms that they would fill.
pub(super) async fn offers(signed: &Signed<'_>, row: &ProjectRow) -> Result<Vec<Offer>, WebError> {
    if row.adopted_on.is_none() {
        return Ok(Vec::new());
    }
    let visit = &signed.visit;
    let funding = projects::funding(visit.app.db.primary(), row.key()).await?;
    let lines = documented_source::funding(visit, &funding).into_iter().zip(&funding);
    let offers = lines.map(|(line, known)| {
        let [pledge_href, commitment_href] = ["pledges", "commitments"].map(|form| {
            visit.link(&format!(
                "desk/{form}/new?project={}&funding={}",
                row.code, known.source_id
            ))
        });
        Offer {
            funder: line.funder,
            amount: line.amount,
            role: line.role,
            date: line.date,
            source_url: line.source_url,
            pledge_href,
            commitment_href,
        }
    });
    Ok(offers.collect())
}

/// The page on which a documented project is adopted.
struct AdoptionPage<'r> {
    office: &'r Signed<'r>,
    row: ProjectRow,
}

impl FormPage for AdoptionPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.office)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let (visit, row) = (&self.office.visit, &self.row);
        let db = &visit.app.db;
        let facts = projects::facts(db.primary(), row).await?;
        let gate = gate_facts(&facts, &places::gazetteer(db.primary()).await?);
        let missing = project::missing_for(&gate, ProjectStatus::Identified);
        let place = Place::new(visit, format!("office/projects/{}/adoptions", row.code));
        let view = AdoptionView {
            code: row.code.clone(),
            title: title(self.office, row),
            missing: missing.iter().map(|one| missing_text(one, visit.language)).collect(),
            form: show::<AdoptionForm>(&place, &row.version, &Fields::default(), attempt),
            list_href: visit.link("office/projects"),
            project_href: visit.link(&format!("office/projects/{}", row.code)),
            public_href: visit.link(&format!("projects/{}", row.code)),
        };
        let page = Page::signed(self.office, Section::Office, &visit.say("adoption-title"));
        page.with_errors(attempt.summary()).show(visit.app, &view)
    }

    async fn meanwhile(&self) -> Result<Meanwhile, WebError> {
        let now = of_jurisdiction(self.office, &self.row.code).await?;
        let mut stands = Fields::default();
        stands.set("version", now.version.to_string());
        let key = if now.provenance == Provenance::Documented {
            "error-stale-project"
        } else {
            "error-adopted-already"
        };
        Ok(Meanwhile {
            stands,
            message: Some(("reason", Message::of(key))),
        })
    }
}

/// Why a documented project is adopted.
struct AdoptionForm {
    reason: String,
    version: i64,
}

impl Form for AdoptionForm {
    const NAME: &'static str = "adoption";
    const IS_FIRST: bool = true;
    type About = i64;

    fn declare(form: &mut Declaring<'_>, stands: &i64) -> Option<Self> {
        let version = form.version(*stands);
        let reason = form.reason("reason").hint("reason-public").required();
        Some(Self {
            reason: reason?,
            version,
        })
    }
}

#[get("/office/projects/<code>/adoptions/new")]
pub(super) async fn new(office: Office<'_>, code: &str) -> Answer {
    let row = of_jurisdiction(&office, code).await?;
    if row.provenance != Provenance::Documented {
        return Err(WebError::NotFound);
    }
    let page = AdoptionPage { office: &office, row };
    page.show(Attempt::NONE).await
}

#[post("/office/projects/<code>/adoptions", data = "<posted>")]
pub(super) async fn create(office: Office<'_>, code: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = of_jurisdiction(&office, code).await?;
    let page = AdoptionPage { office: &office, row };
    let act = async |ctx: Context<'_>, new: AdoptionForm| {
        let adopting = Adopting {
            reason: &new.reason,
            version: new.version,
        };
        actions::projects::adopt(ctx, &office.actor, code, adopting).await
    };
    submit(&page, &page.row.version, posted, act, |()| {
        format!("office/projects/{code}")
    })
    .await
}
