//! Taking a closed project back to finalisation.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::json;

use crate::actions::projects::StatusOrder;
use crate::actions::{self, ActionError};
use crate::domain::project::{Provenance, Status as ProjectStatus};
use crate::store::projects;
use crate::store::search::{self, Cursor, Filter, Sort};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Errors, Fields, Posted};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section};
use crate::web::typed::{content_request, date, options, request_content, status_refusals};
use crate::web::view;

/// Closed projects to choose from.
const PROJECTS_MAX: usize = 200;

#[get("/admin/reopenings/new")]
pub(super) async fn new(admin: Admin<'_>) -> Answer {
    let mut fields = Fields::default();
    fields.set("effective_on", admin.visit.today().to_string());
    show(&admin, &fields, &Errors::default()).await
}

async fn show(signed: &Signed<'_>, fields: &Fields, errors: &Errors) -> Answer {
    let visit = &signed.visit;
    let filter = Filter {
        status: Some(ProjectStatus::Closed),
        provenance: Some(Provenance::Registered),
        ..Filter::default()
    };
    let db = &visit.app.db;
    let index = search::now(db).await?;
    let closed = projects::list(
        db.primary(),
        &index,
        &filter,
        &Cursor::first(Sort::Newest),
        PROJECTS_MAX,
    )
    .await?;
    let choices: Vec<(String, String)> = closed
        .rows
        .iter()
        .map(|row| {
            let title = view::pick(visit.language, &row.title_es, &row.title_en);
            (row.code.clone(), format!("{} · {title}", row.code))
        })
        .collect();
    let by_field = errors.by_field();
    Page::signed(signed, Section::Admin, &visit.say("reopening-title")).render(
        visit.app,
        "admin/reopening.html",
        json!({
            "has_closed": !choices.is_empty(),
            "projects": options(choices, fields.get("project"), Some(visit.say("choose-one"))),
            "effective_on": fields.get("effective_on"),
            "reason": fields.get("reason"),
            "errors": errors.summary(),
            "e": {"project": by_field.get("project"), "effective_on": by_field.get("effective_on"),
                "reason": by_field.get("reason")},
            "action": visit.link("admin/reopenings"),
            "csrf": signed.csrf(),
            "admin_href": visit.link("admin"),
        }),
    )
}

#[post("/admin/reopenings", data = "<posted>")]
pub(super) async fn create(admin: Admin<'_>, posted: Posted) -> Result<Reply, WebError> {
    let fields = posted.fields;
    let visit = &admin.visit;
    let mut errors = Errors::default();
    let row = projects::by_code(visit.app.db.primary(), fields.get("project"))
        .await?
        .filter(|row| row.status == ProjectStatus::Closed && row.provenance == Provenance::Registered);
    let request_content = request_content(&fields, "reopening");
    let ctx = visit
        .app
        .context(visit.now)
        .with_request(content_request(&admin.actor, &request_content));
    if row.is_none() {
        if ctx.first_answer::<()>().await?.is_some() {
            return Reply::done(visit.link(&format!("projects/{}", fields.get("project"))));
        }
        errors.add(visit.language, "project", "error-choice", &[]);
    }
    let effective_on = date(&fields, "effective_on", true, visit.language, &mut errors);
    let (Some(row), Some(effective_on), true) = (row, effective_on, errors.is_empty()) else {
        return Reply::form(Status::UnprocessableEntity, show(&admin, &fields, &errors).await?);
    };
    let order = StatusOrder {
        to: ProjectStatus::Finalisation,
        effective_on,
        reason: fields.get("reason"),
        document: None,
        version: row.version,
    };
    match actions::projects::change_status(ctx, &admin.actor, &row.code, order).await {
        Ok(()) => Reply::done(visit.link(&format!("projects/{}", row.code))),
        Err(ActionError::Status(refusals)) => {
            status_refusals(refusals, "project", visit.language, &mut errors);
            Reply::form(Status::UnprocessableEntity, show(&admin, &fields, &errors).await?)
        }
        Err(other) => Err(other.into()),
    }
}
