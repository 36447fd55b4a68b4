//! An agreement that was signed without a pledge before it: an officer verifies it before it counts.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::json;

use super::commitments::{REFERENCE_LENGTH_MAX, read_signing, signing_sheet};
use super::money::{finance_choices, finance_type, organisation, organisation_choices};
use super::sourced;
use crate::actions::money::Agreeing;
use crate::actions::{self, ActionError};
use crate::domain::account::Role;
use crate::domain::pledge::FINANCE_TYPE_DEFAULT;
use crate::store::projects;
use crate::web::answers::{Answer, Deed};
use crate::web::errors::WebError;
use crate::web::fields::{Faults, Fields, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::page::{Page, Section};
use crate::web::sheet::{Attempt, explain};
use crate::web::tranches;
use crate::web::typed::{given_request_id, request_id};

#[get("/desk/commitments/new?<project>&<funding>")]
pub(super) async fn new(desk: Desk<'_>, project: Option<&str>, funding: Option<&str>) -> Answer {
    let project = project.unwrap_or_default();
    let Some(funding) = funding else {
        return show(&desk, project, Attempt::NONE).await;
    };
    let mut fields = Fields::default();
    fields.set("project", project);
    fields.set("request_id", request_id()?);
    fields.set("finance_type", FINANCE_TYPE_DEFAULT);
    let note = sourced::fill(&desk, &mut fields, funding, "signed_on", REFERENCE_LENGTH_MAX).await?;
    fields.set("agreement_reference", note);
    show(&desk, project, Attempt::of("commitment", &fields, &Faults::default())).await
}

async fn show(signed: &Signed<'_>, project: &str, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let choices = organisation_choices(signed).await?;
    let finance = finance_choices(signed).await?;
    let mut sheet = signing_sheet(signed, attempt, "USD", choices.clone(), false, true)?
        .filled("line", "project", "label-project", "hint-project", true, project)
        .choice(
            "finance_type",
            "label-finance-type",
            "hint-finance-type",
            finance,
            FINANCE_TYPE_DEFAULT,
            None,
        );
    if matches!(signed.actor.role, Role::Officer { .. }) {
        sheet = sheet.choice(
            "organisation",
            "label-organisation",
            "hint-organisation-behalf",
            choices,
            "",
            Some("choose-one"),
        );
    }
    let mut form = sheet.to("desk/commitments", "primary");
    form["open"] = true.into();
    Page::signed(signed, Section::Desk, &visit.say("direct-title")).render(
        visit.app,
        "desk/sheet.html",
        json!({
            "title": visit.say("direct-title"), "lede": visit.say("direct-lede"), "forms": [form],
            "errors": attempt.summary(), "csrf": signed.csrf(), "desk_href": visit.link("desk"),
        }),
    )
}

#[post("/desk/commitments", data = "<posted>")]
pub(super) async fn create(desk: Desk<'_>, mut posted: Posted) -> Result<Deed, WebError> {
    let language = desk.visit.language;
    let mut faults = Faults::default();
    let request = given_request_id(&posted.fields)?;
    let typed = read_signing(&desk, &mut posted, None, &mut faults).await?;
    let fields = posted.fields;
    let giver = match desk.actor.role {
        Role::Partner { organisation } => Some(organisation),
        Role::Officer { .. } | Role::Administrator => organisation(&desk, &fields, "organisation", &mut faults).await?,
    };
    if giver.is_none() && faults.is_empty() {
        faults.add(language, "organisation", "error-required", &[]);
    }
    let project = projects::by_code(&desk.visit.app.db, fields.get("project"))
        .await?
        .filter(|row| row.provenance == "registered" && row.status != "draft");
    if project.is_none() {
        faults.add(language, "project", "error-project-unknown", &[]);
    }
    let finance_type = finance_type(&desk, &fields, &mut faults).await?;
    let mut status = Status::UnprocessableEntity;
    if let (Some(typed), Some(organisation), Some(project), true) = (typed, giver, &project, faults.is_empty()) {
        let agreeing = Agreeing {
            organisation,
            project: project.key(),
            finance_type: &finance_type,
            signing: typed.signing(),
        };
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::agree(ctx, &desk.actor, agreeing, &request).await {
            Ok(made) => return Deed::done(desk.visit.link(&format!("desk/proposals/{made}"))),
            Err(ActionError::Schedule(fault)) => tranches::explain(fault, &fields, language, &mut faults),
            Err(error) => status = explain(error, "signed_on", language, &mut faults)?,
        }
    }
    faults.ask_again(language, &fields);
    Deed::form(
        status,
        show(&desk, "", Attempt::of("commitment", &fields, &faults)).await?,
    )
}
