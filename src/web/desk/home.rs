//! The desk itself: own pledges, and what waits for an answer.

use rocket::get;
use serde_json::{Value, json};

use super::proposals;
use crate::domain::account::Role;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::fulfilments::Fulfilments;
use crate::store::money::Waiting;
use crate::store::pledges::{self, PledgeRow};
use crate::store::{Part, fulfilments, money};
use crate::web::answers::Answer;
use crate::web::due;
use crate::web::errors::WebError;
use crate::web::fulfilment::fulfilment;
use crate::web::guards::{Desk, Signed};
use crate::web::page::{Page, Section};
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
        Role::Partner { organisation } => Some(due::list(visit, organisation).await?),
        Role::Officer { .. } | Role::Administrator => None,
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
        "fulfilment": fulfilment(&signed.visit, row, known),
    }))
}

fn state_tag(signed: &Signed<'_>, state: &str) -> Value {
    json!({"text": signed.visit.say(&format!("pledge-state-{state}")), "kind": state})
}
