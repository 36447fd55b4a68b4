//! Taking a closed project back to finalisation.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::json;

use crate::actions::projects::StatusOrder;
use crate::actions::{self, ActionError};
use crate::domain::project::{Provenance, Status as ProjectStatus};
use crate::store::projects::{self, Cursor, Filter, Sort};
use crate::web::answers::{Answer, Deed};
use crate::web::errors::WebError;
use crate::web::fields::{Faults, Fields, Posted};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section};
use crate::web::typed::{date, options, said, status_refusals};
use crate::web::view;

/// Closed projects to choose from.
const PROJECTS_MAX: usize = 200;

#[get("/admin/reopenings/new")]
pub(super) async fn new(admin: Admin<'_>) -> Answer {
    let mut fields = Fields::default();
    fields.set("effective_on", admin.visit.today().to_string());
    show(&admin, &fields, &Faults::default()).await
}

async fn show(signed: &Signed<'_>, fields: &Fields, faults: &Faults) -> Answer {
    let visit = &signed.visit;
    let filter = Filter {
        status: Some(ProjectStatus::Closed),
        provenance: Some(Provenance::Registered),
        ..Filter::default()
    };
    let cursor = Cursor {
        sort: Sort::Newest,
        after: None,
    };
    let closed = projects::list(&visit.app.db, &filter, &cursor, PROJECTS_MAX).await?;
    let choices: Vec<(String, String)> = closed
        .rows
        .iter()
        .map(|row| {
            let title = view::pick(visit.language, &row.title_es, &row.title_en);
            (row.code.clone(), format!("{} · {title}", row.code))
        })
        .collect();
    let by_field = faults.by_field();
    Page::signed(signed, Section::Admin, &visit.say("reopening-title")).render(
        visit.app,
        "admin/reopening.html",
        json!({
            "has_closed": !choices.is_empty(),
            "projects": options(choices, fields.get("project"), Some(visit.say("choose-one"))),
            "effective_on": fields.get("effective_on"),
            "reason": fields.get("reason"),
            "errors": faults.summary(),
            "e": {"project": by_field.get("project"), "effective_on": by_field.get("effective_on"),
                "reason": by_field.get("reason")},
            "action": visit.link("admin/reopenings"),
            "csrf": signed.csrf(),
            "admin_href": visit.link("admin"),
        }),
    )
}

#[post("/admin/reopenings", data = "<posted>")]
pub(super) async fn create(admin: Admin<'_>, posted: Posted) -> Result<Deed, WebError> {
    let fields = posted.fields;
    let visit = &admin.visit;
    let mut faults = Faults::default();
    let row = projects::by_code(&visit.app.db, fields.get("project"))
        .await?
        .filter(|row| row.status == ProjectStatus::Closed.code() && row.provenance == "registered");
    let said = said(&fields, "reopening");
    let ctx = visit.app.context(visit.now).saying(&said);
    if row.is_none() {
        if actions::projects::is_changed_already(ctx, &admin.actor).await? {
            return Deed::done(visit.link(&format!("projects/{}", fields.get("project"))));
        }
        faults.add(visit.language, "project", "error-choice", &[]);
    }
    let effective_on = date(&fields, "effective_on", true, visit.language, &mut faults);
    let (Some(row), Some(effective_on), true) = (row, effective_on, faults.is_empty()) else {
        return Deed::form(Status::UnprocessableEntity, show(&admin, &fields, &faults).await?);
    };
    let order = StatusOrder {
        to: ProjectStatus::Finalisation,
        effective_on,
        reason: fields.get("reason"),
        document: None,
        version: row.version,
    };
    match actions::projects::change_status(ctx, &admin.actor, &row.code, order).await {
        Ok(()) => Deed::done(visit.link(&format!("projects/{}", row.code))),
        Err(ActionError::Status(refusals)) => {
            status_refusals(refusals, "project", visit.language, &mut faults);
            Deed::form(Status::UnprocessableEntity, show(&admin, &fields, &faults).await?)
        }
        Err(other) => Err(other.into()),
    }
}
