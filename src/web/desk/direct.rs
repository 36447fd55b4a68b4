//! A commitment that was signed without a pledge before it: an officer verifies it before it counts.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::json;

use super::commitments::{REFERENCE_LENGTH_MAX, commitment_form, read_commitment};
use super::documented_source;
use super::money::{finance_choices, finance_type, organisation, organisation_choices};
use crate::actions::money::NewDirectCommitment;
use crate::actions::{self, ActionError};
use crate::domain::account::Role;
use crate::domain::pledge::FINANCE_TYPE_DEFAULT;
use crate::domain::project::{Provenance, Status as ProjectStatus};
use crate::store::projects;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::inline_form::{Attempt, explain};
use crate::web::page::{Page, Section};
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
    let note = documented_source::fill(&desk, &mut fields, funding, "signed_on", REFERENCE_LENGTH_MAX).await?;
    fields.set("agreement_reference", note);
    show(&desk, project, Attempt::of("commitment", &fields, &Errors::default())).await
}

async fn show(signed: &Signed<'_>, project: &str, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let choices = organisation_choices(signed).await?;
    let finance = finance_choices(signed).await?;
    let mut inline_form = commitment_form(signed, attempt, "USD", choices.clone(), false, true)?
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
        inline_form = inline_form.choice(
            "organisation",
            "label-organisation",
            "hint-organisation-behalf",
            choices,
            "",
            Some("choose-one"),
        );
    }
    let mut form = inline_form.to("desk/commitments", "primary");
    form["open"] = true.into();
    Page::signed(signed, Section::Desk, &visit.say("direct-title")).render(
        visit.app,
        "desk/inline_form.html",
        json!({
            "title": visit.say("direct-title"), "lede": visit.say("direct-lede"), "forms": [form],
            "errors": attempt.summary(), "csrf": signed.csrf(), "desk_href": visit.link("desk"),
        }),
    )
}

#[post("/desk/commitments", data = "<posted>")]
pub(super) async fn create(desk: Desk<'_>, mut posted: Posted) -> Result<Reply, WebError> {
    let language = desk.visit.language;
    let mut errors = Errors::default();
    let request = given_request_id(&posted.fields)?;
    let typed = read_commitment(&desk, &mut posted, None, &mut errors).await?;
    let fields = posted.fields;
    let provider = match desk.actor.role {
        Role::Partner { organisation } => Some(organisation),
        Role::Officer { .. } | Role::Administrator => organisation(&desk, &fields, "organisation", &mut errors).await?,
    };
    if provider.is_none() && errors.is_empty() {
        errors.add(language, "organisation", "error-required", &[]);
    }
    let project = projects::by_code(desk.visit.app.db.primary(), fields.get("project"))
        .await?
        .filter(|row| row.provenance == Provenance::Registered && row.status != ProjectStatus::Draft);
    if project.is_none() {
        errors.add(language, "project", "error-project-unknown", &[]);
    }
    let finance_type = finance_type(&desk, &fields, &mut errors).await?;
    let mut status = Status::UnprocessableEntity;
    if let (Some(typed), Some(organisation), Some(project), true) = (typed, provider, &project, errors.is_empty()) {
        let new_direct = NewDirectCommitment {
            organisation,
            project: project.key(),
            finance_type: &finance_type,
            new_commitment: typed.new_commitment(),
        };
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::agree(ctx, &desk.actor, new_direct, &request).await {
            Ok(made) => return Reply::done(desk.visit.link(&format!("desk/proposals/{made}"))),
            Err(ActionError::Schedule(error)) => tranches::explain(error, &fields, language, &mut errors),
            Err(error) => status = explain(error, "signed_on", language, &mut errors)?,
        }
    }
    errors.ask_again(language, &fields);
    Reply::form(
        status,
        show(&desk, "", Attempt::of("commitment", &fields, &errors)).await?,
    )
}
