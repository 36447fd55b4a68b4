//! Changing the status of a project, through its gates.

use rocket::http::Status;
use rocket::post;

use super::projects;
use crate::actions::projects::StatusOrder;
use crate::actions::{self, ActionError};
use crate::domain::project::{Missing, Status as ProjectStatus};
use crate::store::StoreError;
use crate::store::projects::ProjectRow;
use crate::web::answers::Reply;
use crate::web::errors::WebError;
use crate::web::form::{Errors, Fields, Posted};
use crate::web::guards::{Office, Signed};
use crate::web::typed::{content_request, date, proof, request_content, status_refusals};
use crate::web::view;

#[post("/office/projects/<code>/status-changes", data = "<posted>")]
pub(super) async fn create(office: Office<'_>, code: &str, mut posted: Posted) -> Result<Reply, WebError> {
    let row = projects::load_editable(&office, code).await?;
    let document = posted.document("document");
    let mut fields = posted.fields;
    let language = office.visit.language;
    let mut errors = Errors::default();
    let version: i64 = fields.get("version").parse().unwrap_or(0);
    let request_content = request_content(&fields, code);
    let ctx = office
        .visit
        .app
        .context(office.visit.now)
        .with_request(content_request(&office.actor, &request_content));
    if version != row.version {
        if ctx.first_answer::<()>().await?.is_some() {
            return Reply::done(office.visit.link(&format!("office/projects/{code}")));
        }
        return stale(&office, &row, fields).await;
    }
    let Some(to) = ProjectStatus::parse(fields.get("to")) else {
        let key = if fields.get("to").is_empty() {
            "error-required"
        } else {
            "error-choice"
        };
        errors.add(language, "to", key, &[]);
        return refused(&office, &row, &fields, errors, &[]).await;
    };
    if fields.get("effective_on").is_empty() {
        fields.set("effective_on", office.visit.today().to_string());
    }
    let effective_on = date(&fields, "effective_on", true, language, &mut errors);
    let document = proof(document, language, &mut errors);
    let (Some(effective_on), true) = (effective_on, errors.is_empty()) else {
        return refused(&office, &row, &fields, errors, &[]).await;
    };
    let order = StatusOrder {
        to,
        effective_on,
        reason: fields.get("reason"),
        document: document.as_ref(),
        version,
    };
    match actions::projects::change_status(ctx, &office.actor, code, order).await {
        Ok(()) => Reply::done(office.visit.link(&format!("office/projects/{code}"))),
        Err(ActionError::Status(refusals)) => {
            let missing = status_refusals(refusals, "to", language, &mut errors);
            refused(&office, &row, &fields, errors, &missing).await
        }
        Err(ActionError::TooManyDocuments) => {
            errors.add(language, "document", "error-documents-of-day", &[]);
            refused(&office, &row, &fields, errors, &[]).await
        }
        Err(ActionError::Store(StoreError::Stale)) => stale(&office, &row, fields).await,
        Err(other) => Err(other.into()),
    }
}

async fn refused(
    office: &Signed<'_>,
    row: &ProjectRow,
    fields: &Fields,
    mut errors: Errors,
    missing: &[Missing],
) -> Result<Reply, WebError> {
    errors.ask_again(office.visit.language, fields);
    let html = projects::show_page(office, row, fields, &errors, missing).await?;
    Reply::form(Status::UnprocessableEntity, html)
}

/// Shows what changed meanwhile, with what was typed; the next try is made against the present state.
async fn stale(office: &Signed<'_>, row: &ProjectRow, mut fields: Fields) -> Result<Reply, WebError> {
    let mut errors = Errors::default();
    let status = office.visit.say(&format!("status-{}", row.status));
    let when = view::when(&row.changed_at, office.visit.language);
    let args = [("status", status.into()), ("when", when.into())];
    errors.add(office.visit.language, "to", "error-stale-status", &args);
    errors.ask_again(office.visit.language, &fields);
    fields.set("version", row.version.to_string());
    Reply::form(
        Status::Conflict,
        projects::show_page(office, row, &fields, &errors, &[]).await?,
    )
}
