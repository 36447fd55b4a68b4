//! Submitted pledges, longest waiting first, and the answer to one.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::json;

use super::paging::Paging;
use super::{acceptances as acceptance_forms, lapsing, proposals};
use crate::actions::{self, ActionError, unusual};
use crate::domain::acceptance::must_be_in_kind;
use crate::domain::access::{Permission, Refusal, may};
use crate::domain::account::Role;
use crate::domain::country::Country;
use crate::domain::fulfilment::outstanding;
use crate::domain::pledge::{Decision, PledgeState, StateRefusal};
use crate::i18n::number::format_money;
use crate::store::money::Waiting;
use crate::store::plans::Scope;
use crate::store::pledges::{self, PledgeRow};
use crate::store::proposals::count_waiting as count_proposals;
use crate::store::{StoreError, acceptances, accounts, fulfilments, ledger, money};
use crate::web::acceptances::table;
use crate::web::answers::{Answer, Reply};
use crate::web::chain::{Window, chain as chain_view};
use crate::web::due;
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields, Posted};
use crate::web::fulfilment::fulfilment;
use crate::web::guards::{Office, Signed};
use crate::web::inline_form::Attempt;
use crate::web::page::{Page, Section};
use crate::web::proposal;
use crate::web::typed::{decision, request_content, state_refusal};
use crate::web::view;

/// The one country of an officer, or none for both.
pub(super) fn only_country(signed: &Signed<'_>) -> Option<Country> {
    match signed.actor.role {
        Role::Officer { jurisdiction } => jurisdiction.only(),
        _ => None,
    }
}

/// Whether this officer may review the pledge, and if not, why.
fn right(signed: &Signed<'_>, row: &PledgeRow) -> Result<Result<(), Refusal>, StoreError> {
    let action = Permission::ReviewPledge {
        towards: row.towards(),
        entered_by: row.entered_by,
        submitted_by: row.submitted_by,
    };
    Ok(may(&signed.actor, action))
}

#[get("/office?<list>&<page>")]
pub(super) async fn queue(office: Office<'_>, list: Option<&str>, page: Option<i64>) -> Answer {
    let visit = &office.visit;
    let language = visit.language;
    let (db, country, paging) = (&visit.app.db, only_country(&office), Paging::to(list, page));
    let mut waiting = pledges::waiting(db.primary(), country, paging.part("pledges")).await?;
    let pages = paging.cut(visit, "pledges", &mut waiting);
    let rows = waiting
        .iter()
        .map(|row| {
            Ok(json!({
                "reference": row.reference,
                "href": visit.link(&format!("office/pledges/{}", row.reference)),
                "organisation": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
                "target": view::pledge_target(visit, row),
                "amount": format_money(row.amount(), language),
                "submitted": row.submitted_at.as_ref().map(|at| view::when(at, language)),
                "own": right(&office, row)?.is_err(),
                "on_behalf": row.on_behalf,
            }))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let (proposed, proposed_pages) = proposals::waiting(&office, paging).await?;
    let mut disputed = money::waiting(db.primary(), Waiting::Disputed(country), paging.part("disputes")).await?;
    let (lapsing, lapsing_pages) = lapsing::list(&office, paging).await?;
    let (uncovered, uncovered_pages) = acceptance_forms::waiting(&office, paging).await?;
    Page::signed(&office, Section::Office, &visit.say("office-title")).render(
        visit.app,
        "office/queue.html",
        json!({
            "rows": rows,
            "count": pledges::count_waiting(db.primary(), country).await? + count_proposals(db.primary(), country).await?,
            "proposals": proposed,
            "proposals_pages": proposed_pages,
            "pages": pages,
            "waiting_pages": paging.cut(visit, "disputes", &mut disputed),
            "waiting": view::waiting(visit, &disputed)?,
            "lapsing": lapsing,
            "lapsing_pages": lapsing_pages,
            "uncovered": uncovered,
            "uncovered_pages": uncovered_pages,
            "late": due::late(visit, Scope::Late(only_country(&office))).await?,
            "projects_href": visit.link("office/projects"),
            "new_project_href": visit.link("office/projects/new"),
            "behalf_href": visit.link("desk/pledges/new"),
        }),
    )
}

pub(super) async fn found(office: &Signed<'_>, reference: &str) -> Result<PledgeRow, WebError> {
    let row = pledges::by_reference(office.visit.app.db.primary(), reference)
        .await?
        .ok_or(WebError::NotFound)?;
    // A draft is its owner's alone.
    if row.state == PledgeState::Draft {
        return Err(WebError::NotFound);
    }
    match may(&office.actor, Permission::LapsePledge { towards: row.towards() }) {
        Ok(()) => Ok(row),
        Err(refusal) => Err(WebError::Forbidden(Some(refusal))),
    }
}

#[get("/office/pledges/<reference>")]
pub(super) async fn page(office: Office<'_>, reference: &str) -> Answer {
    let row = found(&office, reference).await?;
    let nothing = (Fields::default(), Errors::default());
    show_page(&office, &row, &nothing.0, &nothing.1, Attempt::NONE).await
}

/// The page of a pledge, with what was typed into its own forms, or into one of the sheets (`attempt`).
pub(super) async fn show_page(
    office: &Signed<'_>,
    row: &PledgeRow,
    fields: &Fields,
    errors: &Errors,
    attempt: Attempt<'_>,
) -> Answer {
    let visit = &office.visit;
    let language = visit.language;
    let db = &visit.app.db;
    let known = fulfilments::of_pledges(db.primary(), &[row.key()]).await?;
    let chain = known.chain_of(row.key());
    let terms = view::pledge_terms(visit, row, chain).await?;
    let accepted = acceptances::known_of_pledge(db.primary(), row.key(), chain).await?;
    let inline_forms = acceptance_forms::forms(office, row, chain, &accepted, attempt).await?;
    let in_kind = must_be_in_kind(row.kind).is_ok() && row.is_public();
    let is_outstanding = chain.is_none_or(|chain| outstanding(chain).is_some());
    let left = chain.and_then(|chain| acceptance_forms::left(row, chain, &accepted));
    let rows = money::of_pledge(db.primary(), row.key()).await?;
    let booked = ledger::of_pledge(db.primary(), row.key()).await?;
    let entered = accounts::get(db.primary(), row.entered_by).await?;
    let state = row.state;
    let refusal = right(office, row)?.err();
    let found = match state {
        PledgeState::Submitted => unusual::of_pledge(db.primary(), row).await?,
        _ => None,
    };
    let base = format!("office/pledges/{}", row.reference);
    let decisions: Vec<_> = Decision::ALL
        .iter()
        .map(|decision| {
            json!({"value": decision.code(), "text": visit.say(&format!("decision-{}", decision.code())),
                "hint": visit.say(&format!("decision-{}-hint", decision.code())),
                "checked": fields.get("decision") == decision.code()})
        })
        .collect();
    let by_field = errors.by_field();
    Page::signed(office, Section::Office, &row.reference).render(
        visit.app,
        "office/pledge.html",
        json!({
            "reference": row.reference,
            "terms": terms,
            "fulfilment": fulfilment(visit, row, &known)?,
            "chain": chain_view(visit.app.db.primary(), visit, &rows, Some(&booked), Window::Desk).await?,
            "desk_href": may(&office.actor, row.edit_permission()).is_ok().then(|| visit.link(&format!("desk/pledges/{}", row.reference))),
            "class": visit.say(&format!("class-{}", row.organisation_class)),
            "entered_by": entered.map(|account| account.name),
            "submitted": row.submitted_at.as_ref().map(|at| view::when(at, language)),
            "can_review": state == PledgeState::Submitted && refusal.is_none(),
            "refused": (state == PledgeState::Submitted).then(|| refusal.map(|_| visit.say("error-403-four-eyes-text"))).flatten(),
            "decisions": decisions,
            "review_action": visit.link(&format!("{base}/reviews")),
            "lapse_action": (state == PledgeState::Verified && is_outstanding && !row.is_valid_on(visit.today())).then(|| visit.link(&format!("{base}/lapses"))),
            "lapse_lede": visit.say(if row.is_public() { "lapse-lede" } else { "lapse-lede-hidden" }),
            "lapse_hint": visit.say(if row.is_public() { "hint-reason-public" } else { "hint-reason-hidden" }),
            "reason": fields.get("reason"),
            "version": row.version,
            "errors": if errors.is_empty() { attempt.summary() } else { errors.summary() },
            "acceptances": table(visit, &accepted)?,
            "in_kind": in_kind,
            "acceptance_left": left.filter(|_| in_kind).map(|left| format_money(left, language)),
            "acceptance_refused": (in_kind && refusal == Some(Refusal::FourEyes)).then(|| visit.say("acceptance-four-eyes")),
            "forms": inline_forms,
            "unusual": proposal::unusual(visit, found),
            "proposal": proposal::of_pledge(visit, row, "office").await?,
            "e": {"decision": by_field.get("decision"), "reason": by_field.get("reason")},
            "public_href": row.is_public().then(|| visit.link(&format!("pledges/{}", row.reference))),
            "csrf": office.csrf(),
            "office_href": visit.link("office"),
        }),
    )
}

#[post("/office/pledges/<reference>/reviews", data = "<posted>")]
pub(super) async fn review(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = found(&office, reference).await?;
    if let Err(refusal) = right(&office, &row)? {
        return Err(WebError::Forbidden(Some(refusal)));
    }
    let fields = posted.fields;
    let language = office.visit.language;
    let mut errors = Errors::default();
    let Some(decision) = decision(&fields, language, &mut errors) else {
        return Reply::form(
            Status::UnprocessableEntity,
            show_page(&office, &row, &fields, &errors, Attempt::NONE).await?,
        );
    };
    let reason = fields.get("reason");
    let version = fields.get("version").parse().ok();
    let request_content = request_content(&fields, reference);
    let ctx = office
        .visit
        .app
        .context(office.visit.now)
        .with_request_content(&request_content);
    let done = actions::pledges::review(ctx, &office.actor, reference, version, decision, reason).await;
    answered(&office, &row, &fields, done).await
}

#[post("/office/pledges/<reference>/lapses", data = "<posted>")]
pub(super) async fn lapse(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = found(&office, reference).await?;
    let fields = posted.fields;
    let request_content = request_content(&fields, reference);
    let ctx = office
        .visit
        .app
        .context(office.visit.now)
        .with_request_content(&request_content);
    let done = actions::pledges::lapse(ctx, &office.actor, reference, fields.get("reason")).await;
    answered(&office, &row, &fields, done).await
}

async fn answered(
    office: &Signed<'_>,
    row: &PledgeRow,
    fields: &Fields,
    done: actions::Result<()>,
) -> Result<Reply, WebError> {
    let language = office.visit.language;
    let mut errors = Errors::default();
    let status = match done {
        Ok(()) => return Reply::done(office.visit.link(&format!("office/pledges/{}", row.reference))),
        Err(ActionError::State(refusal)) => state_refusal(refusal, "decision", language, &mut errors),
        Err(ActionError::Store(StoreError::Stale)) => {
            state_refusal(StateRefusal::NotASuccessor, "decision", language, &mut errors)
        }
        Err(ActionError::Proposal(_)) => {
            errors.add(language, "reason", "proposal-refusal-reason-needed", &[]);
            Status::UnprocessableEntity
        }
        Err(ActionError::TooLarge) => {
            errors.add(language, "decision", "refusal-too-large", &[]);
            Status::UnprocessableEntity
        }
        Err(other) => return Err(other.into()),
    };
    let now = pledges::by_reference(office.visit.app.db.primary(), &row.reference)
        .await?
        .ok_or(WebError::NotFound)?;
    Reply::form(status, show_page(office, &now, fields, &errors, Attempt::NONE).await?)
}
