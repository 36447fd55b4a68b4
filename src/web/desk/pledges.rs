//! Pledges at the desk.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};

use super::sentence::read_back;
use super::{chain_forms, documented_source, form, proposals, waiting_forms};
use crate::actions::pledges::Intent;
use crate::actions::{self, ActionError};
use crate::domain::access::{Refusal, may};
use crate::domain::account::Role;
use crate::domain::pledge::{TEXT_LENGTH_MAX, Terms};
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::fulfilments::Fulfilments;
use crate::store::money::Waiting;
use crate::store::pledges::{self, PledgeRow};
use crate::store::{Part, StoreError, acceptances, fulfilments, ledger, money};
use crate::web::acceptances::table;
use crate::web::answers::{Answer, Reply};
use crate::web::chain::{Window, chain};
use crate::web::due;
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields, Posted};
use crate::web::fulfilment::fulfilment;
use crate::web::guards::{Desk, Signed};
use crate::web::inline_form::{Attempt, explain};
use crate::web::page::{Page, Section};
use crate::web::proposal;
use crate::web::typed::{given_request_id, request_id, request_number};
use crate::web::view;

/// Payments that wait for an answer, the oldest first, that the desk shows; the list of received payments has all.
const WAITING_MAX: usize = 50;

/// Pledges on a page of the desk.
const PAGE: usize = 25;

#[get("/desk?<before>")]
pub(super) async fn list(desk: Desk<'_>, before: Option<i64>) -> Answer {
    let visit = &desk.visit;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let db = &visit.app.db;
    let mut rows = match desk.actor.role {
        Role::Partner { organisation } => pledges::of_organisation(db.primary(), organisation, before, limit).await?,
        Role::Officer { jurisdiction } => pledges::of_office(db.primary(), jurisdiction.only(), before, limit).await?,
        Role::Administrator => Vec::new(),
    };
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| visit.link(&format!("desk?before={}", row.id)));
    let keys: Vec<_> = rows.iter().map(PledgeRow::key).collect();
    let known = fulfilments::of_pledges(db.primary(), &keys).await?;
    let list = rows
        .iter()
        .map(|row| row_view(&desk, row, &known))
        .collect::<Result<Vec<_>, _>>()?;
    let waiting = match desk.actor.role {
        Role::Partner { organisation } => {
            money::waiting(
                db.primary(),
                Waiting::Receiver(organisation),
                Part::first(i64::try_from(WAITING_MAX + 1).unwrap_or(i64::MAX)),
            )
            .await?
        }
        Role::Officer { .. } | Role::Administrator => Vec::new(),
    };
    let more_waiting = waiting.len() > WAITING_MAX;
    let waiting = view::waiting(visit, &waiting[..waiting.len().min(WAITING_MAX)])?;
    let due = match desk.actor.role {
        Role::Partner { organisation } => due::list(visit, organisation).await?,
        Role::Officer { .. } | Role::Administrator => Value::Null,
    };
    let lists = ["disbursements", "commitments", "expenditures", "proposals"]
        .map(|name| json!({"href": visit.link(&format!("desk/{name}")), "text": visit.say(&format!("list-{name}"))}));
    Page::signed(&desk, Section::Desk, &visit.say("desk-title")).render(
        visit.app,
        "desk/pledges.html",
        json!({
            "rows": list, "next": next, "first": before.map(|_| visit.link("desk")),
            "waiting": waiting,
            "proposals": proposals::open(&desk, None).await?,
            "more_waiting": more_waiting.then(|| visit.link("desk/disbursements")),
            "due": due,
            "direct_href": visit.link("desk/commitments/new"),
            "expenditure_href": visit.link("desk/expenditures/new"),
            "lists": lists,
            "new_href": visit.link("desk/pledges/new"),
            "needs_href": visit.link("projects?status=seeking_funding&gap=open&sort=gap"),
            "by_officer": matches!(desk.actor.role, Role::Officer { .. }),
        }),
    )
}

fn row_view(signed: &Signed<'_>, row: &PledgeRow, known: &Fulfilments) -> Result<Value, WebError> {
    let language = signed.visit.language;
    let pledged = view::Pledged::of(row, known.chain_of(row.key()))?;
    Ok(json!({
        "reference": row.reference,
        "href": signed.visit.link(&format!("desk/pledges/{}", row.reference)),
        "organisation": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
        "target": view::pledge_target(&signed.visit, row),
        "amount": format_money(pledged.now.money, language),
        "first": pledged.note(language, format_money),
        "pledged_on": format_date(row.pledged_on, language),
        "state": state_tag(signed, row.state.code()),
        "fulfilment": fulfilment(&signed.visit, row, known)?,
    }))
}

fn state_tag(signed: &Signed<'_>, state: &str) -> Value {
    json!({"text": signed.visit.say(&format!("pledge-state-{state}")), "kind": state})
}

#[get("/desk/pledges/new?<project>&<place>&<pillar>&<funding>")]
pub(super) async fn new(
    desk: Desk<'_>,
    project: Option<&str>,
    place: Option<&str>,
    pillar: Option<&str>,
    funding: Option<&str>,
) -> Answer {
    let mut fields = Fields::default();
    for (name, value) in [("project", project), ("place", place), ("pillar", pillar)] {
        fields.set(name, value.unwrap_or_default());
    }
    fields.set("pledged_on", desk.visit.today().to_string());
    fields.set("request_id", request_id()?);
    if let Some(funding) = funding {
        let note = documented_source::fill(&desk, &mut fields, funding, "pledged_on", TEXT_LENGTH_MAX).await?;
        fields.set("note", note);
    }
    show(&desk, &fields, &Errors::default(), &desk.visit.link("desk/pledges")).await
}

async fn show(signed: &Signed<'_>, fields: &Fields, errors: &Errors, action: &str) -> Answer {
    let context = form::context(signed, fields, errors, action).await?;
    Page::signed(signed, Section::Desk, &signed.visit.say("pledge-form-title")).render(
        signed.visit.app,
        "desk/pledge_form.html",
        context,
    )
}

/// What the buttons of the form ask for. Anything else is a draft: the one that binds nobody.
enum Asked {
    Review,
    /// Back from the confirmation to the form.
    Change,
    Keep(Intent),
}

fn asked(fields: &Fields) -> Asked {
    match fields.get("intent") {
        "review" => Asked::Review,
        "change" => Asked::Change,
        "submit" => Asked::Keep(Intent::Submit),
        _ => Asked::Keep(Intent::Draft),
    }
}

#[post("/desk/pledges", data = "<posted>")]
pub(super) async fn create(desk: Desk<'_>, posted: Posted) -> Result<Reply, WebError> {
    let mut fields = posted.fields;
    let action = desk.visit.link("desk/pledges");
    fields.set("request_id", request_number(&fields)?);
    let request = given_request_id(&fields)?;
    if matches!(asked(&fields), Asked::Change) {
        return Reply::form(Status::Ok, show(&desk, &fields, &Errors::default(), &action).await?);
    }
    let read = form::read(&desk, &fields, None).await?;
    let Some(terms) = read.terms else {
        return invalid(&desk, &fields, &read.errors, &action).await;
    };
    let intent = match asked(&fields) {
        Asked::Review | Asked::Change => return confirm(&desk, &fields, &terms, &action).await,
        Asked::Keep(intent) => intent,
    };
    let ctx = desk.visit.app.context(desk.visit.now);
    match actions::pledges::create(ctx, &desk.actor, &terms, intent, &request).await {
        Ok(reference) => Reply::done(desk.visit.link(&format!("desk/pledges/{reference}"))),
        Err(error) => refused(&desk, &fields, error, &action).await,
    }
}

async fn invalid(signed: &Signed<'_>, fields: &Fields, errors: &Errors, action: &str) -> Result<Reply, WebError> {
    Reply::form(Status::UnprocessableEntity, show(signed, fields, errors, action).await?)
}

/// Shows the form again with what is wrong with terms that can be read.
async fn refused(signed: &Signed<'_>, fields: &Fields, error: ActionError, action: &str) -> Result<Reply, WebError> {
    let language = signed.visit.language;
    let mut errors = Errors::default();
    let status = match error {
        ActionError::Terms(found) => {
            form::explain(&found, fields, language, &mut errors);
            Status::UnprocessableEntity
        }
        ActionError::Refused(Refusal::OtherJurisdiction) => {
            let field = if fields.get("place").is_empty() {
                "project"
            } else {
                "place"
            };
            errors.add(language, field, "error-403-jurisdiction-text", &[]);
            Status::Forbidden
        }
        error @ ActionError::AboveBound { .. } => explain(error, "pledged_on", language, &mut errors)?,
        other => return Err(other.into()),
    };
    Reply::form(status, show(signed, fields, &errors, action).await?)
}

/// The pledge read back before it is sent.
async fn confirm(signed: &Signed<'_>, fields: &Fields, terms: &Terms, action: &str) -> Result<Reply, WebError> {
    let visit = &signed.visit;
    let ctx = visit.app.context(visit.now);
    if let Err(error) = actions::pledges::check(visit.app.db.primary(), ctx, &signed.actor, terms).await {
        return refused(signed, fields, error, action).await;
    }
    let context = json!({
        "read": read_back(visit, terms).await?,
        "carried": fields.carried(),
        "csrf": signed.csrf(),
        "action": action,
    });
    let page = Page::signed(signed, Section::Desk, &visit.say("pledge-confirm-title"));
    Reply::form(Status::Ok, page.render(visit.app, "desk/pledge_confirm.html", context)?)
}

/// The pledge, if this person keeps it.
pub(super) async fn own(signed: &Signed<'_>, reference: &str) -> Result<PledgeRow, WebError> {
    let row = pledges::by_reference(signed.visit.app.db.primary(), reference)
        .await?
        .ok_or(WebError::NotFound)?;
    may(&signed.actor, row.edit_permission()).map_err(|refusal| {
        if refusal.hides() {
            WebError::NotFound
        } else {
            WebError::Forbidden(Some(refusal))
        }
    })?;
    Ok(row)
}

#[get("/desk/pledges/<reference>")]
pub(super) async fn page(desk: Desk<'_>, reference: &str) -> Answer {
    let row = own(&desk, reference).await?;
    show_page(&desk, &row, Attempt::NONE).await
}

pub(super) async fn show_page(signed: &Signed<'_>, row: &PledgeRow, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let db = &visit.app.db;
    let rows = money::of_pledge(db.primary(), row.key()).await?;
    let booked = ledger::of_pledge(db.primary(), row.key()).await?;
    let known = fulfilments::of_pledges(db.primary(), &[row.key()]).await?;
    let terms = view::pledge_terms(visit, row, known.chain_of(row.key())).await?;
    let accepted = acceptances::known_of_pledge(db.primary(), row.key(), known.chain_of(row.key())).await?;
    let mut forms = chain_forms::forms(signed, row, &booked, attempt).await?;
    if let Some(found) = known.of(row, visit.today()) {
        forms.extend(waiting_forms::forms(signed, row, &known, &found, attempt)?);
    }
    let state = row.state;
    let latest_reason = terms["changes"]
        .as_array()
        .and_then(|changes| changes.iter().find(|change| change["state"] == row.state.code()))
        .map(|change| change["reason"].clone())
        .filter(|reason| *reason != "");
    let base = format!("desk/pledges/{}", row.reference);
    Page::signed(signed, Section::Desk, &row.reference).render(
        visit.app,
        "desk/pledge.html",
        json!({
            "reference": row.reference,
            "terms": terms,
            "state_text": visit.say(&format!("desk-state-{}", row.state)),
            "reason": latest_reason,
            "public_href": row.is_public().then(|| visit.link(&format!("pledges/{}", row.reference))),
            "edit_href": state.is_editable().then(|| visit.link(&format!("{base}/edit"))),
            "chain": chain(visit.app.db.primary(), visit, &rows, Some(&booked), Window::Desk).await?,
            "acceptances": table(visit, &accepted)?,
            "proposal": proposal::of_pledge(visit, row, "desk").await?,
            "forms": forms,
            "fulfilment": fulfilment(visit, row, &known)?,
            "errors": attempt.summary(),
            "csrf": signed.csrf(),
            "desk_href": visit.link("desk"),
        }),
    )
}

#[get("/desk/pledges/<reference>/edit")]
pub(super) async fn edit(desk: Desk<'_>, reference: &str) -> Answer {
    let row = own(&desk, reference).await?;
    if !row.state.is_editable() {
        return Err(WebError::NotFound);
    }
    let fields = stored(&desk, &row).await?;
    show(
        &desk,
        &fields,
        &Errors::default(),
        &desk.visit.link(&format!("desk/pledges/{reference}")),
    )
    .await
}

#[post("/desk/pledges/<reference>", data = "<posted>")]
pub(super) async fn update(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = own(&desk, reference).await?;
    let fields = posted.fields;
    let action = desk.visit.link(&format!("desk/pledges/{reference}"));
    let version = fields.get("version").parse().unwrap_or(0);
    if version != row.version {
        return stale(&desk, &row, fields, &action).await;
    }
    if matches!(asked(&fields), Asked::Change) {
        return Reply::form(Status::Ok, show(&desk, &fields, &Errors::default(), &action).await?);
    }
    let read = form::read(&desk, &fields, Some(row.organisation_id)).await?;
    let Some(terms) = read.terms else {
        return invalid(&desk, &fields, &read.errors, &action).await;
    };
    let intent = match asked(&fields) {
        Asked::Review | Asked::Change => return confirm(&desk, &fields, &terms, &action).await,
        Asked::Keep(intent) => intent,
    };
    let ctx = desk.visit.app.context(desk.visit.now);
    match actions::pledges::update(ctx, &desk.actor, reference, version, &terms, intent).await {
        Ok(()) => Reply::done(action),
        Err(ActionError::Store(StoreError::Stale)) => {
            let row = own(&desk, reference).await?;
            stale(&desk, &row, fields, &action).await
        }
        Err(error) => refused(&desk, &fields, error, &action).await,
    }
}

/// Shows where the stored terms differ from what was typed; the next try replaces them, as long as they can be edited.
async fn stale(desk: &Signed<'_>, row: &PledgeRow, mut fields: Fields, action: &str) -> Result<Reply, WebError> {
    let language = desk.visit.language;
    let mut errors = Errors::default();
    if row.state.is_editable() {
        errors.add(language, "amount", "error-stale-pledge", &[]);
        errors.changed(language, &fields, &stored(desk, row).await?);
        fields.set("version", row.version.to_string());
    } else {
        errors.add(language, "amount", "error-stale-pledge-sent", &[]);
    }
    Reply::form(Status::Conflict, show(desk, &fields, &errors, action).await?)
}

/// The form as the stored terms fill it.
async fn stored(desk: &Signed<'_>, row: &PledgeRow) -> Result<Fields, WebError> {
    let tranches = pledges::tranches(desk.visit.app.db.primary(), row).await?;
    let contributors = pledges::contributors(desk.visit.app.db.primary(), row.key()).await?;
    form::filled(row, &tranches, &contributors, desk.visit.language)
}
