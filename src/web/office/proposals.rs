//! What an officer verifies before it counts: the list of what waits, the page of one, and the answer.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};

use super::paging::Paging;
use super::pledges::only_country;
use crate::actions::{self, ActionError, unusual};
use crate::domain::access::{Permission, may};
use crate::domain::money::Money;
use crate::domain::pledge::{Decision, StateRefusal};
use crate::domain::proposal::{ProposalRefusal, ProposalState};
use crate::i18n::number::format_money_exact;
use crate::store::proposals::{self, ProposalRow};
use crate::store::{StoreError, accounts, projects};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields, Posted};
use crate::web::guards::{Office, Signed};
use crate::web::inline_form::explain;
use crate::web::page::{Page, Section};
use crate::web::proposal;
use crate::web::typed::{decision, given_request_id, request_id, state_refusal};

/// The part of the worklist in which they wait, and the links to its pages.
pub(super) async fn waiting(office: &Signed<'_>, paging: Paging<'_>) -> Result<(Vec<Value>, Value), WebError> {
    let visit = &office.visit;
    let part = paging.part("proposals");
    let mut rows = proposals::waiting(visit.app.db.primary(), only_country(office), part).await?;
    let pages = paging.cut(visit, "proposals", &mut rows);
    let shown = rows.iter().map(|row| {
        let mut shown = proposal::row_view(visit, row, "office")?;
        shown["own"] = may(&office.actor, row.reviewing()).is_err().into();
        Ok(shown)
    });
    Ok((shown.collect::<Result<Vec<_>, StoreError>>()?, pages))
}

async fn found(office: &Signed<'_>, reference: &str) -> Result<ProposalRow, WebError> {
    let row = proposals::by_reference(office.visit.app.db.primary(), reference)
        .await?
        .ok_or(WebError::NotFound)?;
    let towards = row.towards();
    may(&office.actor, Permission::LapsePledge { towards }).map_err(|refusal| WebError::Forbidden(Some(refusal)))?;
    Ok(row)
}

#[get("/office/proposals/<reference>")]
pub(super) async fn page(office: Office<'_>, reference: &str) -> Answer {
    let row = found(&office, reference).await?;
    show_page(&office, &row, &Fields::default(), &Errors::default()).await
}

async fn show_page(office: &Signed<'_>, row: &ProposalRow, fields: &Fields, errors: &Errors) -> Answer {
    let visit = &office.visit;
    let (db, language) = (&visit.app.db, visit.language);
    let pending = row.state == ProposalState::Submitted;
    let refusal = may(&office.actor, row.reviewing()).err();
    let entered = accounts::get(db.primary(), row.entered_by).await?;
    let strange = match unusual::of_proposal(db.primary(), row).await {
        Ok(strange) => strange.filter(|_| pending),
        // What is too large to be compared is refused when it is answered.
        Err(ActionError::TooLarge) => None,
        Err(other) => return Err(other.into()),
    };
    let project = match row.project() {
        Some(id) => projects::get(db.primary(), id).await?,
        None => None,
    };
    let budget = match &project {
        Some(project) => {
            let money =
                |minor| Ok::<_, StoreError>(format_money_exact(Money::new(minor, project.budget_currency), language));
            json!({"requirement": money(project.requirement_minor)?, "gap": project.gap_minor.map(money).transpose()?})
        }
        None => Value::Null,
    };
    let decisions: Vec<_> = Decision::ALL
        .iter()
        .map(|decision| {
            json!({"value": decision.code(), "text": visit.say(&format!("decision-{}", decision.code())),
                "hint": visit.say(&format!("proposal-{}-hint", decision.code())),
                "checked": fields.get("decision") == decision.code()})
        })
        .collect();
    let by_field = errors.by_field();
    let base = format!("office/proposals/{}", row.reference);
    let request = match fields.get("request_id") {
        "" => request_id()?,
        given => given.to_owned(),
    };
    Page::signed(office, Section::Office, proposal::name(row)).render(
        visit.app,
        "office/proposal.html",
        json!({
            "proposal": proposal::load(visit, row).await?,
            "budget": budget,
            "pledge_href": row.pledge_reference.as_ref().map(|about| visit.link(&format!("office/pledges/{about}"))),
            "entered_by": entered.map(|account| account.name),
            "unusual": proposal::unusual(visit, strange),
            "can_review": pending && refusal.is_none(),
            "refused": (pending && refusal.is_some()).then(|| visit.say("error-403-four-eyes-text")),
            "decisions": decisions,
            "review_action": visit.link(&format!("{base}/reviews")),
            "reason": fields.get("reason"),
            "version": row.version,
            "request_id": request,
            "errors": errors.summary(),
            "e": {"decision": by_field.get("decision"), "reason": by_field.get("reason")},
            "csrf": office.csrf(),
            "office_href": visit.link("office"),
        }),
    )
}

#[post("/office/proposals/<reference>/reviews", data = "<posted>")]
pub(super) async fn review(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = found(&office, reference).await?;
    may(&office.actor, row.reviewing()).map_err(|refusal| WebError::Forbidden(Some(refusal)))?;
    let fields = posted.fields;
    let language = office.visit.language;
    let mut errors = Errors::default();
    let Some(decision) = decision(&fields, language, &mut errors) else {
        let html = show_page(&office, &row, &fields, &errors).await?;
        return Reply::form(Status::UnprocessableEntity, html);
    };
    let request = given_request_id(&fields)?;
    let (reason, version) = (fields.get("reason"), fields.get("version").parse().ok());
    let ctx = office.visit.app.context(office.visit.now);
    let done = actions::proposals::review(ctx, &office.actor, reference, version, decision, reason, &request).await;
    let status = match done {
        Ok(()) => return Reply::done(office.visit.link(&format!("office/proposals/{reference}"))),
        Err(ActionError::State(refusal)) => state_refusal(refusal, "decision", language, &mut errors),
        Err(ActionError::Store(StoreError::Stale)) => {
            state_refusal(StateRefusal::NotASuccessor, "decision", language, &mut errors)
        }
        Err(ActionError::Proposal(ProposalRefusal::ReasonNeeded)) => {
            errors.add(language, "reason", "proposal-refusal-reason-needed", &[]);
            Status::UnprocessableEntity
        }
        Err(ActionError::Schedule(_)) => {
            errors.add(language, "decision", "error-schedule-exceeds", &[]);
            Status::UnprocessableEntity
        }
        // Whatever stands in the way of the action now, stands in the way of verifying it.
        Err(error) => {
            let status = explain(error, "decision", language, &mut errors)?;
            errors = errors.all_at("decision");
            status
        }
    };
    let now = found(&office, reference).await?;
    Reply::form(status, show_page(&office, &now, &fields, &errors).await?)
}
