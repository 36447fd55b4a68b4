//! Adopting a documented project: what it does is said before, and nobody undoes it. Afterwards its sourced amounts are
//! offered, each as a form to be checked and sent by a person.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};

use super::form_view;
use super::projects::{of_jurisdiction, title};
use crate::actions::projects::{Adopting, gate_facts};
use crate::actions::{self, ActionError};
use crate::domain::project::{self, Provenance, Status as ProjectStatus};
use crate::store::projects::{self, ProjectRow};
use crate::store::{StoreError, places};
use crate::web::answers::{Answer, Reply};
use crate::web::documented_source;
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields, Posted};
use crate::web::guards::{Office, Signed};
use crate::web::page::{Page, Section};
use crate::web::typed::reason_error;

/// The office's view of a project that is documented still.
pub(super) async fn documented(signed: &Signed<'_>, row: &ProjectRow) -> Answer {
    let visit = &signed.visit;
    let db = &visit.app.db;
    let source = projects::documented(db.primary(), row.key()).await?;
    let funding = projects::funding(db.primary(), row.key()).await?;
    Page::signed(signed, Section::Office, &row.code).render(
        visit.app,
        "office/documented.html",
        json!({
            "code": row.code, "title": title(signed, row),
            "country": visit.say(&format!("country-{}", row.country)),
            "funding": documented_source::funding(visit, &funding),
            "source": source.map(|found| documented_source::source(visit, &found)),
            "adopt_href": visit.link(&format!("office/projects/{}/adoptions/new", row.code)),
            "public_href": visit.link(&format!("projects/{}", row.code)),
            "list_href": visit.link("office/projects"),
        }),
    )
}

/// The sourced amounts of an adopted project, each with the forms that they would fill.
pub(super) async fn offers(signed: &Signed<'_>, row: &ProjectRow) -> Result<Vec<Value>, WebError> {
    if row.adopted_on.is_none() {
        return Ok(Vec::new());
    }
    let visit = &signed.visit;
    let funding = projects::funding(visit.app.db.primary(), row.key()).await?;
    let mut lines = documented_source::funding(visit, &funding);
    for (line, known) in lines.iter_mut().zip(&funding) {
        for (name, form) in [("pledge_href", "pledges"), ("commitment_href", "commitments")] {
            let address = format!("desk/{form}/new?project={}&funding={}", row.code, known.source_id);
            line[name] = visit.link(&address).into();
        }
    }
    Ok(lines)
}

#[get("/office/projects/<code>/adoptions/new")]
pub(super) async fn new(office: Office<'_>, code: &str) -> Answer {
    let row = of_jurisdiction(&office, code).await?;
    if row.provenance != Provenance::Documented {
        return Err(WebError::NotFound);
    }
    show(&office, &row, &Fields::default(), &Errors::default()).await
}

async fn show(signed: &Signed<'_>, row: &ProjectRow, fields: &Fields, errors: &Errors) -> Answer {
    let visit = &signed.visit;
    let db = &visit.app.db;
    let facts = projects::facts(db.primary(), row).await?;
    let gate = gate_facts(&facts, &places::gazetteer(db.primary()).await?);
    let missing = project::missing_for(&gate, ProjectStatus::Identified);
    Page::signed(signed, Section::Office, &visit.say("adoption-title")).render(
        visit.app,
        "office/adoption.html",
        json!({
            "code": row.code, "title": title(signed, row),
            "missing": missing.iter().map(|one| form_view::missing_text(one, visit.language)).collect::<Vec<_>>(),
            "reason": fields.get("reason"),
            "version": row.version.to_string(),
            "errors": errors.summary(),
            "e": {"reason": errors.by_field().get("reason")},
            "action": visit.link(&format!("office/projects/{}/adoptions", row.code)),
            "csrf": signed.csrf(),
            "list_href": visit.link("office/projects"),
            "project_href": visit.link(&format!("office/projects/{}", row.code)),
            "public_href": visit.link(&format!("projects/{}", row.code)),
        }),
    )
}

#[post("/office/projects/<code>/adoptions", data = "<posted>")]
pub(super) async fn create(office: Office<'_>, code: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = of_jurisdiction(&office, code).await?;
    let (fields, visit) = (posted.fields, &office.visit);
    let mut errors = Errors::default();
    let adopting = Adopting {
        reason: fields.get("reason"),
        version: fields.get("version").parse().unwrap_or(0),
    };
    let status = match actions::projects::adopt(visit.app.context(visit.now), &office.actor, code, adopting).await {
        Ok(()) => return Reply::done(visit.link(&format!("office/projects/{code}"))),
        Err(ActionError::Reason(error)) => {
            reason_error(error, visit.language, &mut errors);
            Status::UnprocessableEntity
        }
        Err(ActionError::Store(StoreError::Stale)) => {
            let key = if row.provenance == Provenance::Documented {
                "error-stale-project"
            } else {
                "error-adopted-already"
            };
            errors.add(visit.language, "reason", key, &[]);
            Status::Conflict
        }
        Err(other) => return Err(other.into()),
    };
    Reply::form(status, show(&office, &row, &fields, &errors).await?)
}
