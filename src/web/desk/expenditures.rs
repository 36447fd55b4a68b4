//! Reporting what was spent on a project, with its document.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::json;

use super::money::{currency, currency_choices, organisation, organisation_choices};
use crate::actions;
use crate::actions::money::Spending;
use crate::domain::account::Role;
use crate::store::projects;
use crate::web::answers::{Answer, Deed};
use crate::web::errors::WebError;
use crate::web::fields::{Faults, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::page::{Page, Section};
use crate::web::sheet::{Attempt, Sheet, explain};
use crate::web::typed::{amount, date, given_request_id, proof, request_id};

#[get("/desk/expenditures/new?<project>")]
pub(super) async fn new(desk: Desk<'_>, project: Option<&str>) -> Answer {
    show(&desk, project.unwrap_or_default(), Attempt::NONE).await
}

async fn show(signed: &Signed<'_>, project: &str, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let today = visit.today().to_string();
    let mut sheet = Sheet::new(signed, "expenditure", attempt)
        .hidden("request_id", &request_id()?)
        .filled("line", "project", "label-project", "hint-project", true, project);
    if matches!(signed.actor.role, Role::Officer { .. }) {
        let choices = organisation_choices(signed).await?;
        sheet = sheet.choice(
            "organisation",
            "label-organisation",
            "",
            choices,
            "",
            Some("choose-one"),
        );
    }
    let mut form = sheet
        .field("amount", "amount", "label-amount", "hint-amount", true)
        .choice("currency", "label-currency", "", currency_choices(), "USD", None)
        .filled("date", "spent_on", "label-spent-on", "", true, &today)
        .field("text", "reason", "label-spent-for", "hint-reason-public", true)
        .field("file", "document", "label-document", "hint-document", true)
        .to("desk/expenditures", "primary");
    form["open"] = true.into();
    Page::signed(signed, Section::Desk, &visit.say("expenditure-title")).render(
        visit.app,
        "desk/sheet.html",
        json!({
            "title": visit.say("expenditure-title"), "lede": visit.say("expenditure-lede"), "forms": [form],
            "errors": attempt.summary(), "csrf": signed.csrf(), "desk_href": visit.link("desk"),
        }),
    )
}

#[post("/desk/expenditures", data = "<posted>")]
pub(super) async fn create(desk: Desk<'_>, mut posted: Posted) -> Result<Deed, WebError> {
    let language = desk.visit.language;
    let mut faults = Faults::default();
    let document = proof(posted.document("document"), language, &mut faults);
    let fields = posted.fields;
    let request = given_request_id(&fields)?;
    let spender = match desk.actor.role {
        Role::Partner { organisation } => Some(organisation),
        Role::Officer { .. } | Role::Administrator => organisation(&desk, &fields, "organisation", &mut faults).await?,
    };
    if spender.is_none() && faults.is_empty() {
        faults.add(language, "organisation", "error-required", &[]);
    }
    let project = projects::by_code(&desk.visit.app.db, fields.get("project"))
        .await?
        .filter(|row| row.provenance == "registered" && row.status != "draft");
    if project.is_none() {
        faults.add(language, "project", "error-project-unknown", &[]);
    }
    let money = currency(&desk, &fields, None, &mut faults)
        .and_then(|currency| amount(&fields, "amount", currency, language, &mut faults));
    let spent_on = date(&fields, "spent_on", true, language, &mut faults);
    if document.is_none() && faults.is_empty() {
        faults.add(language, "document", "refusal-document-needed", &[]);
    }
    let mut status = Status::UnprocessableEntity;
    if let (Some(document), Some(organisation), Some(project), Some(amount), Some(spent_on), true) =
        (&document, spender, &project, money, spent_on, faults.is_empty())
    {
        let spending = Spending {
            organisation,
            project: project.key(),
            amount,
            spent_on,
            note: fields.get("reason"),
            document,
        };
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::spend(ctx, &desk.actor, spending, &request).await {
            Ok(_) => return Deed::done(desk.visit.link(&format!("projects/{}", project.code))),
            Err(error) => status = explain(error, "spent_on", language, &mut faults)?,
        }
    }
    Deed::form(
        status,
        show(&desk, "", Attempt::of("expenditure", &fields, &faults)).await?,
    )
}
