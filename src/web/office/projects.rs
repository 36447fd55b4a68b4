//! A project in the office: its gates, its status, and how it came there.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;
use time::Date;

use super::adoption::{self, Offer};
use super::jurisdiction::{load_editable, of_jurisdiction, title};
use crate::actions::projects::{StatusOrder, gate_facts};
use crate::actions::{self, Context};
use crate::domain::document::Document;
use crate::domain::project::{self, Provenance, Status as ProjectStatus};
use crate::domain::reason::REASON_LENGTH_MAX;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::places;
use crate::store::projects::{self, ProjectRow, StatusChangeRow};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, FormView, Kind, Meanwhile, Message, Place, Posted, Sender, coded,
    missing_text, show, submit,
};
use crate::web::guards::{Office, Signed, Visit};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::cards::status_tag;
use crate::web::parts::marks::{Link, Tag};
use crate::web::parts::texts::{day, document, when};

/// A registered project in the office.
#[derive(Serialize, JsonSchema)]
struct ProjectView {
    code: String,
    title: String,
    status: Tag,
    country: String,
    requirement: String,
    adopted_on: Option<String>,
    /// What its sources offer, and whether pledges can be entered for it.
    offers: Vec<Offer>,
    offers_open: bool,
    /// What the status that was wanted lacks.
    missing: Vec<MissingView>,
    /// The statuses that can follow.
    ahead: Vec<StepView>,
    form: Option<FormView>,
    changes: Vec<ChangeView>,
    list_href: String,
    edit_href: String,
    public_href: Option<String>,
}

page_views! { ProjectView => "office/project.html" }

/// A fact that a status needs, with where it is stated.
#[derive(Serialize, JsonSchema)]
struct MissingView {
    text: String,
    href: String,
}

/// A status that can follow, with what it lacks.
#[derive(Serialize, JsonSchema)]
struct StepView {
    text: String,
    missing: Vec<MissingView>,
}

/// A change of status.
#[derive(Serialize, JsonSchema)]
struct ChangeView {
    when: String,
    text: String,
    reason: String,
    document: Option<Link>,
}

/// The page of a registered project.
struct ProjectPage<'r> {
    office: &'r Signed<'r>,
    code: &'r str,
}

impl FormPage for ProjectPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.office)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let row = load_editable(self.office, self.code).await?;
        show_page(self.office, &row, attempt).await
    }

    /// The next try is made against the present state.
    async fn meanwhile(&self) -> Result<Meanwhile, WebError> {
        let (row, visit) = (load_editable(self.office, self.code).await?, &self.office.visit);
        let status = visit.say(&format!("status-{}", row.status));
        let when = when(&row.changed_at, visit.language);
        let args = vec![("status", status.into()), ("when", when.into())];
        let mut stands = Fields::default();
        stands.set("version", row.version.to_string());
        Ok(Meanwhile {
            stands,
            message: Some(("to", Message::with("error-stale-status", args))),
        })
    }
}

#[get("/office/projects/<code>")]
pub(super) async fn page(office: Office<'_>, code: &str) -> Answer {
    let row = of_jurisdiction(&office, code).await?;
    if row.provenance == Provenance::Documented {
        return adoption::documented(&office, &row).await;
    }
    show_page(&office, &row, Attempt::NONE).await
}

async fn show_page(signed: &Signed<'_>, row: &ProjectRow, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let (db, language) = (visit.app.db.primary(), visit.language);
    let facts = projects::facts(db, row).await?;
    let gate = gate_facts(&facts, &places::gazetteer(db).await?);
    let changes = projects::status_changes(db, row.key()).await?;
    let successors = row.status.successors(row.suspended_from);
    let edit_href = visit.link(&format!("office/projects/{}/edit", row.code));
    let missing = |to: ProjectStatus| {
        let missing = project::missing_for(&gate, to);
        let shown = missing.iter().map(|one| MissingView {
            text: missing_text(one, language),
            href: format!("{edit_href}#field-{}", one.field()),
        });
        shown.collect()
    };
    let ahead = successors.iter().map(|to| StepView {
        text: visit.say(&format!("status-{}", to.code())),
        missing: missing(*to),
    });
    let wanted = attempt.fields_of::<StatusForm>();
    let wanted = wanted.and_then(|typed| ProjectStatus::parse(typed.get("to")));
    let view = ProjectView {
        code: row.code.clone(),
        title: title(signed, row),
        status: status_tag(language, row.status),
        country: visit.say(&format!("country-{}", row.country)),
        requirement: format_money(row.requirement(), language),
        adopted_on: day(row.adopted_on, language),
        offers: adoption::offers(signed, row).await?,
        offers_open: row.status.is_open_for_funding(),
        missing: wanted.map_or_else(Vec::new, missing),
        ahead: ahead.collect(),
        form: status_form(visit, row, attempt),
        changes: changes.iter().map(|change| change_view(visit, change)).collect(),
        list_href: visit.link("office/projects"),
        public_href: row.is_public().then(|| visit.link(&format!("projects/{}", row.code))),
        edit_href: edit_href.clone(),
    };
    let page = Page::signed(signed, Section::Office, &row.code).with_errors(attempt.summary());
    page.show(visit.app, &view)
}

/// The form of another status; none where none can follow.
fn status_form(visit: &Visit<'_>, row: &ProjectRow, attempt: Attempt<'_>) -> Option<FormView> {
    let about = Changing {
        successors: row.status.successors(row.suspended_from).to_vec(),
        version: row.version,
    };
    let place = Place::new(visit, format!("office/projects/{}/status-changes", row.code));
    let form = || show::<StatusForm>(&place, &about, &Fields::default(), attempt);
    (!about.successors.is_empty() || attempt.is_some()).then(form)
}

fn change_view(visit: &Visit<'_>, change: &StatusChangeRow) -> ChangeView {
    let reason = change.reason.clone();
    ChangeView {
        when: format_date(change.effective_on, visit.language),
        text: visit.say(&format!("status-{}", change.to_status)),
        reason: reason.unwrap_or_else(|| visit.say("text-redacted")),
        document: document(change.document_reference.as_deref(), change.document_name.as_deref()),
    }
}

/// Another status of a project.
struct StatusForm {
    to: ProjectStatus,
    effective_on: Date,
    reason: String,
    document: Option<Document>,
    version: i64,
}

/// What its form knows.
struct Changing {
    successors: Vec<ProjectStatus>,
    version: i64,
}

impl Form for StatusForm {
    const NAME: &'static str = "status_change";
    const IS_FIRST: bool = true;
    type About = Changing;

    fn declare(form: &mut Declaring<'_>, about: &Changing) -> Option<Self> {
        let visit = form.visit();
        let version = form.version(about.version);
        let to = form
            .choice("to", coded(visit, "change-to", &about.successors))
            .required();
        let effective_on = form.date("effective_on").filled(visit.today().to_string()).required();
        let reason = form
            .verbatim(Kind::Text, "reason", REASON_LENGTH_MAX)
            .hint("reason-public")
            .judged_later();
        let document = form.document("document", false);
        Some(Self {
            to: to?,
            effective_on: effective_on?,
            reason: reason.unwrap_or_default(),
            document,
            version,
        })
    }
}

#[post("/office/projects/<code>/status-changes", data = "<posted>")]
pub(super) async fn change_status(office: Office<'_>, code: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = load_editable(&office, code).await?;
    let page = ProjectPage { office: &office, code };
    // Which status can follow, the action knows.
    let about = Changing {
        successors: ProjectStatus::ALL.to_vec(),
        version: row.version,
    };
    let act = async |ctx: Context<'_>, new: StatusForm| {
        let order = StatusOrder {
            to: new.to,
            effective_on: new.effective_on,
            reason: &new.reason,
            document: new.document.as_ref(),
            version: new.version,
        };
        actions::projects::change_status(ctx, &office.actor, code, order).await
    };
    submit(&page, &about, posted, act, |()| format!("office/projects/{code}")).await
}
