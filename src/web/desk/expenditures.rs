//! Reporting what was spent on a project, with its document; and correcting what was reported.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::json;

use super::commitments::project_link;
use super::money::{currency, currency_choices, load_visible, organisation, organisation_choices};
use crate::actions;
use crate::actions::money::{NewExpenditure, Recorded};
use crate::domain::account::Role;
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::project::{Provenance, Status as ProjectStatus};
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::money::{self, MoneyRow};
use crate::store::{ledger, projects};
use crate::web::answers::{Answer, Reply};
use crate::web::chain::{Window, chain};
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::inline_form::{Attempt, InlineForm, explain};
use crate::web::page::{Page, Section};
use crate::web::typed::{amount, as_typed, date, given_request_id, proof, request_id};
use crate::web::view;

#[get("/desk/expenditures/new?<project>")]
pub(super) async fn new(desk: Desk<'_>, project: Option<&str>) -> Answer {
    show(&desk, project.unwrap_or_default(), Attempt::NONE).await
}

async fn show(signed: &Signed<'_>, project: &str, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let today = visit.today().to_string();
    let mut inline_form = InlineForm::new(signed, "expenditure", attempt)
        .hidden("request_id", &request_id()?)
        .filled("line", "project", "label-project", "hint-project", true, project);
    if matches!(signed.actor.role, Role::Officer { .. }) {
        let choices = organisation_choices(signed).await?;
        inline_form = inline_form.choice(
            "organisation",
            "label-organisation",
            "",
            choices,
            "",
            Some("choose-one"),
        );
    }
    let mut form = inline_form
        .field("amount", "amount", "label-amount", "hint-amount", true)
        .choice("currency", "label-currency", "", currency_choices(), "USD", None)
        .filled("date", "spent_on", "label-spent-on", "", true, &today)
        .field("text", "reason", "label-spent-for", "hint-reason-public", true)
        .field("file", "document", "label-document", "hint-document", true)
        .to("desk/expenditures", "primary");
    form["open"] = true.into();
    Page::signed(signed, Section::Desk, &visit.say("expenditure-title")).render(
        visit.app,
        "desk/inline_form.html",
        json!({
            "title": visit.say("expenditure-title"), "lede": visit.say("expenditure-lede"), "forms": [form],
            "errors": attempt.summary(), "csrf": signed.csrf(), "desk_href": visit.link("desk"),
        }),
    )
}

#[post("/desk/expenditures", data = "<posted>")]
pub(super) async fn create(desk: Desk<'_>, mut posted: Posted) -> Result<Reply, WebError> {
    let language = desk.visit.language;
    let mut errors = Errors::default();
    let document = proof(posted.document("document"), language, &mut errors);
    let fields = posted.fields;
    let request = given_request_id(&fields)?;
    let spender = match desk.actor.role {
        Role::Partner { organisation } => Some(organisation),
        Role::Officer { .. } | Role::Administrator => organisation(&desk, &fields, "organisation", &mut errors).await?,
    };
    if spender.is_none() && errors.is_empty() {
        errors.add(language, "organisation", "error-required", &[]);
    }
    let project = projects::by_code(desk.visit.app.db.primary(), fields.get("project"))
        .await?
        .filter(|row| row.provenance == Provenance::Registered && row.status != ProjectStatus::Draft);
    if project.is_none() {
        errors.add(language, "project", "error-project-unknown", &[]);
    }
    let money = currency(&desk, &fields, None, &mut errors)
        .and_then(|currency| amount(&fields, "amount", currency, language, &mut errors));
    let spent_on = date(&fields, "spent_on", true, language, &mut errors);
    if document.is_none() && errors.is_empty() {
        errors.add(language, "document", "refusal-document-needed", &[]);
    }
    let mut status = Status::UnprocessableEntity;
    if let (Some(document), Some(organisation), Some(project), Some(amount), Some(spent_on), true) =
        (&document, spender, &project, money, spent_on, errors.is_empty())
    {
        let new_expenditure = NewExpenditure {
            organisation,
            project: project.key(),
            amount,
            spent_on,
            note: fields.get("reason"),
            document: Some(document),
        };
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::spend(ctx, &desk.actor, new_expenditure, &request).await {
            Ok(Recorded::Now(made)) => return Reply::done(desk.visit.link(&format!("desk/expenditures/{made}"))),
            Ok(Recorded::Pendings(made)) => return Reply::done(desk.visit.link(&format!("desk/proposals/{made}"))),
            Err(error) => status = explain(error, "spent_on", language, &mut errors)?,
        }
    }
    errors.ask_again(language, &fields);
    Reply::form(
        status,
        show(&desk, "", Attempt::of("expenditure", &fields, &errors)).await?,
    )
}

#[get("/desk/expenditures/<id>")]
pub(super) async fn page(desk: Desk<'_>, id: &str) -> Answer {
    let (row, _) = load_visible(&desk, id, EntryKind::Expenditure).await?;
    show_page(&desk, &row, Attempt::NONE).await
}

async fn show_page(signed: &Signed<'_>, row: &MoneyRow, attempt: Attempt<'_>) -> Answer {
    let (visit, language) = (&signed.visit, signed.visit.language);
    let rows = money::of_commitment(visit.app.db.primary(), row.key()).await?;
    let booked = ledger::of_commitment(visit.app.db.primary(), row.key()).await?;
    let net = booked.iter().map(|one| one.entry.amount.minor()).sum::<i64>();
    let net = Money::new(net, row.amount().currency());
    let mut forms = Vec::new();
    if net.is_positive() {
        forms.push(
            InlineForm::new(signed, "adjustment", attempt)
                .hidden("request_id", &request_id()?)
                .filled(
                    "amount",
                    "amount",
                    "label-unspent",
                    "hint-unspent",
                    true,
                    &as_typed(net, language),
                )
                .field("text", "reason", "label-reason", "hint-reason-public", true)
                .to(&format!("desk/expenditures/{}/adjustments", row.id), "danger"),
        );
    }
    let title = format!("{} {}", visit.say("entry-expenditure"), row.id);
    Page::signed(signed, Section::Desk, &title).render(
        visit.app,
        "desk/expenditure.html",
        json!({
            "id": row.id,
            "provider": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
            "amount": format_money_exact(row.amount(), language),
            "net": format_money_exact(net, language),
            "spent_on": format_date(row.dated_on, language),
            "on_behalf": row.on_behalf,
            "project": project_link(signed, row),
            "chain": chain(visit.app.db.primary(), visit, &rows, None, Window::Desk).await?,
            "forms": forms, "errors": attempt.summary(), "csrf": signed.csrf(),
            "desk_href": visit.link("desk"), "list_href": visit.link("desk/expenditures"),
        }),
    )
}

#[post("/desk/expenditures/<id>/adjustments", data = "<posted>")]
pub(super) async fn adjust(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let (row, _) = load_visible(&desk, id, EntryKind::Expenditure).await?;
    let (fields, language) = (posted.fields, desk.visit.language);
    let mut errors = Errors::default();
    let request = given_request_id(&fields)?;
    let mut status = Status::UnprocessableEntity;
    if let Some(money) = amount(&fields, "amount", row.amount().currency(), language, &mut errors) {
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::adjust(ctx, &desk.actor, row.id.0, money, fields.get("reason"), &request).await {
            Ok(()) => return Reply::done(desk.visit.link(&format!("desk/expenditures/{}", row.id))),
            Err(error) => status = explain(error, "amount", language, &mut errors)?,
        }
    }
    Reply::form(
        status,
        show_page(&desk, &row, Attempt::of("adjustment", &fields, &errors)).await?,
    )
}
