//! Changing the status of a project, through its gates.

use rocket::http::Status;
use rocket::post;

use super::projects;
use crate::actions::projects::StatusOrder;
use crate::actions::{self, ActionError};
use crate::domain::project::{Missing, Status as ProjectStatus};
use crate::store::StoreError;
use crate::store::projects::ProjectRow;
use crate::web::answers::Deed;
use crate::web::errors::WebError;
use crate::web::fields::{Faults, Fields, Posted};
use crate::web::guards::{Office, Signed};
use crate::web::typed::{date, proof, said, status_refusals};
use crate::web::view;

#[post("/office/projects/<code>/status-changes", data = "<posted>")]
pub(super) async fn create(office: Office<'_>, code: &str, mut posted: Posted) -> Result<Deed, WebError> {
    let row = projects::kept(&office, code).await?;
    let document = posted.document("document");
    let mut fields = posted.fields;
    let language = office.visit.language;
    let mut faults = Faults::default();
    let version: i64 = fields.get("version").parse().unwrap_or(0);
    let said = said(&fields, code);
    let ctx = office.visit.app.context(office.visit.now).saying(&said);
    if version != row.version {
        if actions::projects::is_changed_already(ctx, &office.actor).await? {
            return Deed::done(office.visit.link(&format!("office/projects/{code}")));
        }
        return stale(&office, &row, fields).await;
    }
    let Some(to) = ProjectStatus::parse(fields.get("to")) else {
        let key = if fields.get("to").is_empty() {
            "error-required"
        } else {
            "error-choice"
        };
        faults.add(language, "to", key, &[]);
        return refused(&office, &row, &fields, faults, &[]).await;
    };
    if fields.get("effective_on").is_empty() {
        fields.set("effective_on", office.visit.today().to_string());
    }
    let effective_on = date(&fields, "effective_on", true, language, &mut faults);
    let document = proof(document, language, &mut faults);
    let (Some(effective_on), true) = (effective_on, faults.is_empty()) else {
        return refused(&office, &row, &fields, faults, &[]).await;
    };
    let order = StatusOrder {
        to,
        effective_on,
        reason: fields.get("reason"),
        document: document.as_ref(),
        version,
    };
    match actions::projects::change_status(ctx, &office.actor, code, order).await {
        Ok(()) => Deed::done(office.visit.link(&format!("office/projects/{code}"))),
        Err(ActionError::Status(refusals)) => {
            let missing = status_refusals(refusals, "to", language, &mut faults);
            refused(&office, &row, &fields, faults, &missing).await
        }
        Err(ActionError::TooManyDocuments) => {
            faults.add(language, "document", "error-documents-of-day", &[]);
            refused(&office, &row, &fields, faults, &[]).await
        }
        Err(ActionError::Store(StoreError::Stale)) => stale(&office, &row, fields).await,
        Err(other) => Err(other.into()),
    }
}

async fn refused(
    office: &Signed<'_>,
    row: &ProjectRow,
    fields: &Fields,
    mut faults: Faults,
    missing: &[Missing],
) -> Result<Deed, WebError> {
    faults.ask_again(office.visit.language, fields);
    let html = projects::whole(office, row, fields, &faults, missing).await?;
    Deed::form(Status::UnprocessableEntity, html)
}

/// Shows what changed meanwhile, with what was typed; the next try is made against the present state.
async fn stale(office: &Signed<'_>, row: &ProjectRow, mut fields: Fields) -> Result<Deed, WebError> {
    let mut faults = Faults::default();
    let status = office.visit.say(&format!("status-{}", row.status));
    let when = view::when(&row.changed_at, office.visit.language);
    let args = [("status", status.into()), ("when", when.into())];
    faults.add(office.visit.language, "to", "error-stale-status", &args);
    faults.ask_again(office.visit.language, &fields);
    fields.set("version", row.version.to_string());
    Deed::form(
        Status::Conflict,
        projects::whole(office, row, &fields, &faults, &[]).await?,
    )
}
