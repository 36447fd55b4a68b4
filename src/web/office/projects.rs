//! A project in the office: its gates, its status, and how it came there.

use rocket::{get, post};
use serde_json::{Value, json};
use time::Date;

use super::adoption;
use crate::actions::projects::{StatusOrder, gate_facts};
use crate::actions::{self, Context};
use crate::domain::access::{Permission, may};
use crate::domain::document::Document;
use crate::domain::project::{self, Missing, Provenance, Status as ProjectStatus};
use crate::domain::reason::REASON_LENGTH_MAX;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::places;
use crate::store::projects::{self, ProjectRow};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, Kind, Meanwhile, Message, Place, Posted, Sender, coded, missing_text,
    show, submit,
};
use crate::web::guards::{Office, Signed};
use crate::web::page::{Page, Section};
use crate::web::view;

/// The title in the reader's language, or in the other while it is not translated.
pub(super) fn title(signed: &Signed<'_>, row: &ProjectRow) -> String {
    let own = view::pick(signed.visit.language, &row.title_es, &row.title_en);
    let other = view::pick(signed.visit.language.other(), &row.title_es, &row.title_en);
    (if own.is_empty() { other } else { own }).to_owned()
}

/// The registered project, if this officer keeps it.
pub(super) async fn load_editable(office: &Signed<'_>, code: &str) -> Result<ProjectRow, WebError> {
    let row = of_jurisdiction(office, code).await?;
    if row.provenance != Provenance::Registered {
        return Err(WebError::NotFound);
    }
    Ok(row)
}

/// The project, documented or registered, if it lies in this officer's jurisdiction.
pub(super) async fn of_jurisdiction(office: &Signed<'_>, code: &str) -> Result<ProjectRow, WebError> {
    let row = projects::by_code(office.visit.app.db.primary(), code)
        .await?
        .ok_or(WebError::NotFound)?;
    may(&office.actor, Permission::EditProject { country: row.country })
        .map_err(|refusal| WebError::Forbidden(Some(refusal)))?;
    Ok(row)
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
        let when = view::when(&row.changed_at, visit.language);
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
    let (db, language) = (&visit.app.db, visit.language);
    let facts = projects::facts(db.primary(), row).await?;
    let gazetteer = places::gazetteer(db.primary()).await?;
    let changes = projects::status_changes(db.primary(), row.key()).await?;
    let status = row.status;
    let successors = status.successors(row.suspended_from);
    let edit_href = visit.link(&format!("office/projects/{}/edit", row.code));
    let shown = |missing: &Missing| {
        json!({"text": missing_text(missing, language),
            "href": format!("{edit_href}#field-{}", missing.field())})
    };
    let gate = gate_facts(&facts, &gazetteer);
    let ahead: Vec<Value> = successors
        .iter()
        .map(|to| {
            let missing: Vec<Value> = project::missing_for(&gate, *to).iter().map(shown).collect();
            json!({"text": visit.say(&format!("status-{}", to.code())), "missing": missing})
        })
        .collect();
    let wanted = attempt.fields_of::<StatusForm>();
    let wanted = wanted.and_then(|typed| ProjectStatus::parse(typed.get("to")));
    let missing = wanted.map_or_else(Vec::new, |to| project::missing_for(&gate, to));
    let about = Changing {
        successors: successors.to_vec(),
        version: row.version,
    };
    let place = Place::new(visit, format!("office/projects/{}/status-changes", row.code));
    let form = || show::<StatusForm>(&place, &about, &Fields::default(), attempt);
    let form = (!successors.is_empty() || attempt.is_some()).then(form);
    Page::signed(signed, Section::Office, &row.code).render(
        visit.app,
        "office/project.html",
        json!({
            "code": row.code, "title": title(signed, row),
            "status": view::status_tag(language, row.status),
            "country": visit.say(&format!("country-{}", row.country)),
            "requirement": format_money(row.requirement(), language),
            "adopted_on": view::day(row.adopted_on, language),
            "offers": adoption::offers(signed, row).await?,
            "offers_open": status.is_open_for_funding(),
            "public_href": row.is_public().then(|| visit.link(&format!("projects/{}", row.code))),
            "edit_href": edit_href,
            "ahead": ahead,
            "form": form,
            "errors": attempt.summary(),
            "missing": missing.iter().map(shown).collect::<Vec<_>>(),
            "changes": changes.iter().map(|change| json!({
                "when": format_date(change.effective_on, language),
                "text": visit.say(&format!("status-{}", change.to_status)),
                "reason": change.reason.clone().unwrap_or_else(|| visit.say("text-redacted")),
                "document": view::document(change.document_reference.as_deref(), change.document_name.as_deref()),
            })).collect::<Vec<_>>(),
            "csrf": signed.csrf(),
            "list_href": visit.link("office/projects"),
        }),
    )
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
