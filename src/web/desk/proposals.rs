//! What an organisation proposed and an officer has not verified yet: its page, changing what was returned, withdrawing.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};

use super::commitments::{commitment_form, read_commitment};
use super::money::{currency, finance_choices, finance_type, organisation_choices};
use crate::actions::proposals::Change;
use crate::actions::{self, ActionError};
use crate::domain::access::may;
use crate::domain::account::Role;
use crate::domain::pledge::FINANCE_TYPE_DEFAULT;
use crate::domain::proposal::{ProposalKind, ProposalState};
use crate::store::proposals::{self, ProposalRow, Whose};
use crate::store::{Part, StoreError};
use crate::web::answers::{Answer, Download, Reply};
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::inline_form::{Attempt, InlineForm, explain};
use crate::web::page::{Page, Section};
use crate::web::proposal;
use crate::web::tranches;
use crate::web::typed::{amount, as_typed, date, proof, state_refusal};

/// Rows on a page of the list.
const PAGE: usize = 25;
/// Rows that the desk itself shows.
const OPEN_MAX: i64 = 50;

#[get("/desk/proposals?<before>")]
pub(super) async fn list(desk: Desk<'_>, before: Option<i64>) -> Answer {
    let visit = &desk.visit;
    let whose = match desk.actor.role {
        Role::Partner { organisation } => Whose::Organisation(organisation),
        Role::Officer { jurisdiction } => Whose::Country(jurisdiction.only()),
        Role::Administrator => Whose::Country(None),
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = proposals::listed(visit.app.db.primary(), whose, before, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more);
    let shown = rows.iter().map(|row| proposal::row_view(visit, row, "desk"));
    let title = visit.say("proposals-title");
    Page::signed(&desk, Section::Desk, &title).render(
        visit.app,
        "desk/proposals.html",
        json!({
            "title": title,
            "proposals": shown.collect::<Result<Vec<_>, _>>()?,
            "next": next.map(|row| visit.link(&format!("desk/proposals?before={}", row.id))),
            "first": before.map(|_| visit.link("desk/proposals")),
            "desk_href": visit.link("desk"),
        }),
    )
}

/// What waits of an organisation, for its desk; `kind`: only of this kind.
pub(super) async fn open(signed: &Signed<'_>, kind: Option<ProposalKind>) -> Result<Vec<Value>, WebError> {
    let Role::Partner { organisation } = signed.actor.role else {
        return Ok(Vec::new());
    };
    let visit = &signed.visit;
    let rows = proposals::open_of_organisation(visit.app.db.primary(), organisation, Part::first(OPEN_MAX)).await?;
    let wanted = |row: &&ProposalRow| kind.is_none_or(|kind| row.kind == kind);
    let shown = rows
        .iter()
        .filter(wanted)
        .map(|row| proposal::row_view(visit, row, "desk"));
    Ok(shown.collect::<Result<Vec<_>, StoreError>>()?)
}

/// The proposal, if this person may read it; and whether it is theirs to change.
async fn load_visible(signed: &Signed<'_>, reference: &str) -> Result<(ProposalRow, bool), WebError> {
    let row = proposals::by_reference(signed.visit.app.db.primary(), reference)
        .await?
        .ok_or(WebError::NotFound)?;
    match may(&signed.actor, row.reading()) {
        Ok(()) => {}
        Err(refusal) if refusal.hides() => return Err(WebError::NotFound),
        Err(refusal) => return Err(WebError::Forbidden(Some(refusal))),
    }
    let editable = may(&signed.actor, row.edit_permission()).is_ok();
    Ok((row, editable))
}

/// The proposal, if this person keeps it.
async fn own(signed: &Signed<'_>, reference: &str) -> Result<ProposalRow, WebError> {
    match load_visible(signed, reference).await? {
        (row, true) => Ok(row),
        _ => Err(WebError::NotFound),
    }
}

#[get("/desk/proposals/<reference>")]
pub(super) async fn page(desk: Desk<'_>, reference: &str) -> Answer {
    let (row, editable) = load_visible(&desk, reference).await?;
    show_page(&desk, &row, editable, Attempt::NONE).await
}

async fn show_page(signed: &Signed<'_>, row: &ProposalRow, editable: bool, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let state = row.state;
    let base = format!("desk/proposals/{}", row.reference);
    let mut forms = Vec::new();
    if editable && state.is_open() {
        forms
            .push(InlineForm::new(signed, "proposal-withdrawal", attempt).to(&format!("{base}/withdrawals"), "danger"));
    }
    let made = row.ledger_entry_id.map(|id| match row.kind {
        ProposalKind::Commitment => format!("desk/commitments/{id}"),
        ProposalKind::Expenditure => format!("desk/expenditures/{id}"),
        ProposalKind::Revision => format!("desk/pledges/{}", proposal::name(row)),
    });
    let reviews = matches!(signed.actor.role, Role::Officer { .. }) && state == ProposalState::Submitted;
    let shown = proposal::load(visit, row).await?;
    let reason = shown["changes"].get(0).map(|change| change["reason"].clone());
    Page::signed(signed, Section::Desk, &row.reference).render(
        visit.app,
        "desk/proposal.html",
        json!({
            "proposal": shown,
            "state_text": visit.say(&format!("desk-proposal-{}", row.state)),
            "reason": reason.filter(|reason| *reason != ""),
            "pledge_href": row.pledge_reference.as_ref().map(|about| visit.link(&format!("desk/pledges/{about}"))),
            "edit_href": (editable && state == ProposalState::Returned).then(|| visit.link(&format!("{base}/edit"))),
            "made_href": made.map(|made| visit.link(&made)),
            "review_href": reviews.then(|| visit.link(&format!("office/proposals/{}", row.reference))),
            "forms": forms,
            "errors": attempt.summary(),
            "csrf": signed.csrf(),
            "desk_href": visit.link("desk"),
            "list_href": visit.link("desk/proposals"),
        }),
    )
}

#[get("/desk/proposals/<reference>/document")]
pub(super) async fn document(desk: Desk<'_>, reference: &str) -> Result<Download, WebError> {
    let (row, _) = load_visible(&desk, reference).await?;
    proposal::document(&desk.visit, &row).await
}

#[get("/desk/proposals/<reference>/edit")]
pub(super) async fn edit(desk: Desk<'_>, reference: &str) -> Answer {
    let row = own(&desk, reference).await?;
    if row.state != ProposalState::Returned {
        return Err(WebError::NotFound);
    }
    let fields = stored(&desk, &row).await?;
    show(&desk, &row, &fields, &Errors::default()).await
}

/// The name under which the form of a kind keeps what was typed.
const fn form_name(kind: ProposalKind) -> &'static str {
    match kind {
        ProposalKind::Revision => "revision",
        ProposalKind::Commitment => "commitment",
        ProposalKind::Expenditure => "expenditure",
    }
}

/// The form as the stored terms fill it.
async fn stored(desk: &Signed<'_>, row: &ProposalRow) -> Result<Fields, WebError> {
    let language = desk.visit.language;
    let mut fields = Fields::default();
    fields.set("amount", as_typed(row.amount(), language));
    fields.set("currency", row.currency.code());
    fields.set("receiver", row.receiver_slug.clone().unwrap_or_default());
    fields.set("finance_type", row.finance_type.clone().unwrap_or_default());
    fields.set("signed_on", row.dated_on.to_string());
    fields.set("spent_on", row.dated_on.to_string());
    fields.set("agreement_reference", row.own_reference.clone());
    fields.set("reason", row.note.clone());
    fields.set("version", row.version.to_string());
    for (i, one) in proposals::tranches(desk.visit.app.db.primary(), row)
        .await?
        .iter()
        .enumerate()
    {
        fields.set(format!("tranches[{i}].due_on"), one.due_on.to_string());
        fields.set(format!("tranches[{i}].amount"), as_typed(one.amount, language));
    }
    Ok(fields)
}

async fn show(signed: &Signed<'_>, row: &ProposalRow, fields: &Fields, errors: &Errors) -> Answer {
    let visit = &signed.visit;
    let kind = row.kind;
    let attempt = Attempt::of(form_name(kind), fields, errors);
    let inline_form = match kind {
        ProposalKind::Revision => InlineForm::new(signed, "revision", attempt)
            .field("amount", "amount", "label-new-amount", "hint-new-amount", true)
            .field("text", "reason", "label-reason", "hint-reason-public", true),
        ProposalKind::Commitment => {
            let receivers = organisation_choices(signed).await?;
            let (choices, chosen) = (finance_choices(signed).await?, FINANCE_TYPE_DEFAULT);
            commitment_form(signed, attempt, row.currency.code(), receivers, false, false)?.choice(
                "finance_type",
                "label-finance-type",
                "hint-finance-type",
                choices,
                chosen,
                None,
            )
        }
        ProposalKind::Expenditure => InlineForm::new(signed, "expenditure", attempt)
            .field("amount", "amount", "label-amount", "hint-amount", true)
            .choice(
                "currency",
                "label-currency",
                "",
                super::money::currency_choices(),
                row.currency.code(),
                None,
            )
            .field("date", "spent_on", "label-spent-on", "", true)
            .field("text", "reason", "label-spent-for", "hint-reason-public", true)
            .field("file", "document", "label-document", "hint-document", false),
    };
    let mut form = inline_form
        .hidden("version", &row.version.to_string())
        .to(&format!("desk/proposals/{}", row.reference), "primary");
    form["open"] = true.into();
    form["title"] = visit.say(&format!("proposal-kind-{}", row.kind)).into();
    form["lede"] = Value::Null;
    form["button"] = visit.say("proposal-resubmit").into();
    let title = format!("{} {}", visit.say("proposal-edit-title"), row.reference);
    let lede = match row.document_name.as_deref() {
        Some(name) => {
            crate::i18n::catalogue::text(visit.language, "proposal-edit-lede-document", &[("name", name.into())])
        }
        None => visit.say("proposal-edit-lede"),
    };
    Page::signed(signed, Section::Desk, &title).render(
        visit.app,
        "desk/inline_form.html",
        json!({
            "title": title, "lede": lede, "forms": [form],
            "errors": attempt.summary(), "csrf": signed.csrf(), "desk_href": visit.link("desk"),
        }),
    )
}

#[post("/desk/proposals/<reference>", data = "<posted>")]
pub(super) async fn update(desk: Desk<'_>, reference: &str, mut posted: Posted) -> Result<Reply, WebError> {
    let row = own(&desk, reference).await?;
    let language = desk.visit.language;
    let version = posted.fields.get("version").parse().unwrap_or(0);
    if row.version != version || row.state != ProposalState::Returned {
        return stale(&desk, &row, posted.fields).await;
    }
    let mut errors = Errors::default();
    let done = match row.kind {
        ProposalKind::Revision => revise(&desk, &row, &posted.fields, &mut errors).await,
        ProposalKind::Commitment => sign(&desk, &row, &mut posted, &mut errors).await?,
        ProposalKind::Expenditure => spend(&desk, &row, &mut posted, &mut errors).await?,
    };
    let fields = posted.fields;
    let mut status = Status::UnprocessableEntity;
    match done {
        None => {}
        Some(Ok(())) => return Reply::done(desk.visit.link(&format!("desk/proposals/{reference}"))),
        Some(Err(ActionError::Store(StoreError::Stale))) => {
            let row = own(&desk, reference).await?;
            return stale(&desk, &row, fields).await;
        }
        Some(Err(ActionError::Schedule(error))) => tranches::explain(error, &fields, language, &mut errors),
        Some(Err(error)) => {
            let day = if row.kind == ProposalKind::Expenditure {
                "spent_on"
            } else {
                "signed_on"
            };
            status = explain(error, day, language, &mut errors)?;
        }
    }
    errors.ask_again(language, &fields);
    Reply::form(status, show(&desk, &row, &fields, &errors).await?)
}

type Done = Option<actions::Result<()>>;

async fn changed(desk: &Signed<'_>, row: &ProposalRow, change: Change<'_>) -> actions::Result<()> {
    let ctx = desk.visit.app.context(desk.visit.now);
    actions::proposals::update(ctx, &desk.actor, &row.reference, row.version, change).await
}

async fn revise(desk: &Signed<'_>, row: &ProposalRow, fields: &Fields, errors: &mut Errors) -> Done {
    let own = row.currency;
    let amount = amount(fields, "amount", own, desk.visit.language, errors)?;
    let why = fields.get("reason");
    Some(changed(desk, row, Change::Revision { amount, why }).await)
}

async fn sign(
    desk: &Signed<'_>,
    row: &ProposalRow,
    posted: &mut Posted,
    errors: &mut Errors,
) -> Result<Done, WebError> {
    let typed = read_commitment(desk, posted, None, errors).await?;
    let finance_type = finance_type(desk, &posted.fields, errors).await?;
    let (Some(typed), true) = (typed, errors.is_empty()) else {
        return Ok(None);
    };
    let change = Change::Commitment {
        finance_type: &finance_type,
        new_commitment: typed.new_commitment(),
    };
    Ok(Some(changed(desk, row, change).await))
}

async fn spend(
    desk: &Signed<'_>,
    row: &ProposalRow,
    posted: &mut Posted,
    errors: &mut Errors,
) -> Result<Done, WebError> {
    let language = desk.visit.language;
    let document = proof(posted.document("document"), language, errors);
    let fields = &posted.fields;
    let money =
        currency(desk, fields, None, errors).and_then(|currency| amount(fields, "amount", currency, language, errors));
    let spent_on = date(fields, "spent_on", true, language, errors);
    let (Some(amount), Some(spent_on), true) = (money, spent_on, errors.is_empty()) else {
        return Ok(None);
    };
    let change = Change::Expenditure {
        amount,
        spent_on,
        note: fields.get("reason"),
        document: document.as_ref(),
    };
    Ok(Some(changed(desk, row, change).await))
}

/// Shows where the stored terms differ from what was typed; the next try replaces them, as long as they can be changed.
async fn stale(desk: &Signed<'_>, row: &ProposalRow, mut fields: Fields) -> Result<Reply, WebError> {
    let language = desk.visit.language;
    let mut errors = Errors::default();
    if row.state == ProposalState::Returned {
        errors.add(language, "amount", "error-stale-pledge", &[]);
        errors.changed(language, &fields, &stored(desk, row).await?);
        fields.set("version", row.version.to_string());
    } else {
        errors.add(language, "amount", "error-stale-proposal-sent", &[]);
    }
    Reply::form(Status::Conflict, show(desk, row, &fields, &errors).await?)
}

#[post("/desk/proposals/<reference>/withdrawals", data = "<posted>")]
pub(super) async fn withdraw(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    own(&desk, reference).await?;
    let ctx = desk.visit.app.context(desk.visit.now);
    let mut errors = Errors::default();
    let status = match actions::proposals::withdraw(ctx, &desk.actor, reference).await {
        Ok(()) => return Reply::done(desk.visit.link(&format!("desk/proposals/{reference}"))),
        Err(ActionError::State(refusal)) => state_refusal(refusal, "state", desk.visit.language, &mut errors),
        Err(other) => return Err(other.into()),
    };
    let (row, editable) = load_visible(&desk, reference).await?;
    let attempt = Attempt::of("proposal-withdrawal", &posted.fields, &errors);
    Reply::form(status, show_page(&desk, &row, editable, attempt).await?)
}
