//! A signed commitment at the desk: what is left of it, paying against it, ending it; and commitments without a pledge.

use std::collections::BTreeSet;

use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};
use time::Date;

use super::money::{currency, currency_choices, initiative, initiatives, load_visible, optional_amount, organisation};
use super::waiting_forms;
use crate::actions;
use crate::actions::money::{NewCommitment, NewDisbursement, NewTermination};
use crate::domain::chain::Chain;
use crate::domain::counting::CountingError;
use crate::domain::currency::Currency;
use crate::domain::document::Document;
use crate::domain::ids::OrganisationId;
use crate::domain::lateness::Due;
use crate::domain::ledger::{Booked, EntryKind};
use crate::domain::money::Money;
use crate::domain::pledge::Tranche;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::conditions::ConditionRow;
use crate::store::fulfilments::Fulfilments;
use crate::store::money::{self, MoneyRow, Shown};
use crate::store::{StoreError, fulfilments, ledger};
use crate::web::answers::{Answer, Reply};
use crate::web::chain::{Window, chain};
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Posted};
use crate::web::fulfilment::{commitment_fulfilment, condition_view, due_view};
use crate::web::guards::{Desk, Signed};
use crate::web::inline_form::{Attempt, InlineForm, explain};
use crate::web::page::{Page, Section};
use crate::web::typed::{amount, as_typed, date, given_request_id, proof, request_id, short_text};
use crate::web::{tranches, view};

/// Most characters of what a commitment is called.
pub(super) const REFERENCE_LENGTH_MAX: usize = 200;

#[get("/desk/commitments/<id>")]
pub(super) async fn page(desk: Desk<'_>, id: &str) -> Answer {
    let (row, editable) = load_visible(&desk, id, EntryKind::Commitment).await?;
    show_page(&desk, &row, editable, Attempt::NONE).await
}

/// The rows of a commitment, the same as counting sees them, and the chain in which they stand.
async fn rows_of(signed: &Signed<'_>, row: &MoneyRow) -> Result<(Shown, Vec<Booked>, Chain), WebError> {
    let db = &signed.visit.app.db;
    let rows = money::of_commitment(db.primary(), row.key()).await?;
    let mut all = match row.pledge() {
        Some(pledge) => ledger::of_pledge(db.primary(), pledge).await?,
        None => ledger::of_commitment(db.primary(), row.key()).await?,
    };
    let chain = Chain::read(all.iter().map(|booked| &booked.entry))
        .map_err(|error| StoreError::from(CountingError::from(error)))?;
    // Parents come before their children.
    let mut own = BTreeSet::from([row.key()]);
    all.retain(|one| {
        own.contains(&one.entry.id)
            || one.entry.parent.is_some_and(|parent| own.contains(&parent)) && own.insert(one.entry.id)
    });
    Ok((rows, all, chain))
}

/// What is known of the account of a commitment, and what is open of its planned payments.
async fn planned_of(signed: &Signed<'_>, row: &MoneyRow) -> Result<(Fulfilments, Vec<Due>), WebError> {
    let (db, today) = (&signed.visit.app.db, signed.visit.today());
    let known = match row.pledge() {
        Some(pledge) => fulfilments::of_pledges(db.primary(), &[pledge]).await?,
        None => fulfilments::of_accounts(db.primary(), &[], &[row.key()]).await?,
    };
    let mut dues = known.dues(row.pledge(), None, today);
    let open = dues.agreed.remove(&row.key()).unwrap_or_default();
    Ok((known, open))
}

pub(super) async fn show_page(signed: &Signed<'_>, row: &MoneyRow, editable: bool, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let language = visit.language;
    let (rows, all, state) = rows_of(signed, row).await?;
    let commitment = state.commitments.get(&row.key()).ok_or(WebError::NotFound)?;
    let left = commitment.undisbursed.money;
    let base = format!("desk/commitments/{}", row.id);
    let today = visit.today().to_string();
    let mut forms: Vec<Value> = Vec::new();
    let (known, open) = planned_of(signed, row).await?;
    let conditions: Vec<&ConditionRow> = known
        .conditions
        .iter()
        .filter(|one| one.ledger_entry_id == row.id)
        .collect();
    // Of a commitment that has a promise before it, the promise speaks.
    let direct = row.pledge().is_none().then_some(&known);
    if editable && left.is_positive() {
        if row.receiver() != Some(row.provider()) {
            forms.push(
                InlineForm::new(signed, "disbursement", attempt)
                    .hidden("request_id", &request_id()?)
                    .field("amount", "amount", "label-amount", "hint-amount", true)
                    .choice(
                        "currency",
                        "label-currency",
                        "",
                        currency_choices(),
                        row.currency.code(),
                        None,
                    )
                    .field("amount", "draws", "label-draws", "hint-draws-commitment", false)
                    .filled("date", "paid_on", "label-paid-on", "", true, &today)
                    .field(
                        "line",
                        "bank_reference",
                        "label-bank-reference",
                        "hint-bank-reference",
                        false,
                    )
                    .to(&format!("{base}/disbursements"), "primary"),
            );
        }
        forms.push(
            InlineForm::new(signed, "termination", attempt)
                .hidden("request_id", &request_id()?)
                .filled(
                    "amount",
                    "amount",
                    "label-amount",
                    "hint-termination-amount",
                    true,
                    &as_typed(left, language),
                )
                .filled("date", "terminated_on", "label-terminated-on", "", true, &today)
                .choice(
                    "initiative",
                    "label-initiative",
                    "hint-initiative-termination",
                    initiatives(visit),
                    "",
                    Some("choose-none"),
                )
                .field("line", "party", "label-party", "hint-party", false)
                .field("text", "reason", "label-reason", "hint-reason-public", true)
                .to(&format!("{base}/terminations"), "danger"),
        );
        if let Some(known) = direct {
            let pending = known.direct_pending(row.key(), visit.today());
            forms.extend(waiting_forms::reply_form(signed, &pending, &base, attempt)?);
        }
        forms.extend(waiting_forms::condition_forms(signed, &conditions, &base, attempt)?);
    }
    let alone: Vec<Booked> = without_pledge(all);
    let older = view::older(conditions.iter().filter(|one| !one.is_open()).map(|one| one.id));
    Page::signed(
        signed,
        Section::Desk,
        &format!("{} {}", visit.say("entry-commitment"), row.id),
    )
    .render(
        visit.app,
        "desk/commitment.html",
        json!({
            "id": row.id,
            "amount": format_money_exact(row.amount(), language),
            "left": format_money_exact(left, language),
            "signed_on": format_date(row.dated_on, language),
            "provider": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
            "receiver": view::pick(
                language,
                row.receiver_name_es.as_deref().unwrap_or_default(),
                row.receiver_name_en.as_deref().unwrap_or_default(),
            ),
            "own_reference": row.own_reference,
            "document": view::document(row.document_reference.as_deref(), row.document_name.as_deref()),
            "pledge": row.pledge_reference.as_ref().map(|reference| json!({
                "text": reference, "href": visit.link(&format!("desk/pledges/{reference}")), "seen": editable,
            })),
            "project": project_link(signed, row),
            "chain": chain(visit.app.db.primary(), visit, &rows, Some(&alone), Window::Desk).await?,
            "dues": open.iter().map(|due| due_view(visit, Some(row.key()), due)).collect::<Vec<_>>(),
            "without_days": !commitment.own && open.is_empty() && left.is_positive()
                && known.planned.of_commitment(row.key()).is_empty(),
            "fulfilment": direct.map(|known| commitment_fulfilment(visit, row.key(), known)).transpose()?,
            "conditions_cut": older.is_some(),
            "conditions": conditions.iter().filter(|one| one.is_open() || Some(one.id) > older).map(|one| condition_view(visit, one)).collect::<Vec<_>>(),
            "forms": forms,
            "errors": attempt.summary(),
            "csrf": signed.csrf(),
            "desk_href": visit.link("desk"),
        }),
    )
}

/// The same rows as a chain of their own, for its bar.
fn without_pledge(mut rows: Vec<Booked>) -> Vec<Booked> {
    for row in &mut rows {
        row.entry.line = None;
        if row.entry.kind == EntryKind::Commitment {
            row.entry.drawdown_minor = None;
        }
    }
    rows
}

/// The project of a row, as a link to its public page.
pub(super) fn project_link(signed: &Signed<'_>, row: &MoneyRow) -> Value {
    let visit = &signed.visit;
    match &row.project_code {
        Some(code) => json!({
            "text": view::pick(
                visit.language,
                row.project_title_es.as_deref().unwrap_or_default(),
                row.project_title_en.as_deref().unwrap_or_default(),
            ),
            "href": visit.link(&format!("projects/{code}")),
        }),
        None => Value::Null,
    }
}

#[post("/desk/commitments/<id>/disbursements", data = "<posted>")]
pub(super) async fn pay(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let (row, editable) = load_visible(&desk, id, EntryKind::Commitment).await?;
    if !editable {
        return Err(WebError::Forbidden(None));
    }
    let fields = posted.fields;
    let language = desk.visit.language;
    let mut errors = Errors::default();
    let request = given_request_id(&fields)?;
    let own = row.amount().currency();
    let money = currency(&desk, &fields, Some(own), &mut errors)
        .and_then(|currency| amount(&fields, "amount", currency, language, &mut errors));
    let drawdown = optional_amount(&desk, &fields, "draws", own, &mut errors);
    let paid_on = date(&fields, "paid_on", true, language, &mut errors);
    let bank_reference = short_text(&fields, "bank_reference", 200, language, &mut errors);
    let mut status = Status::UnprocessableEntity;
    if let (Some(amount), Some(paid_on), true) = (money, paid_on, errors.is_empty()) {
        let new_disbursement = NewDisbursement {
            amount,
            drawdown,
            paid_on,
            bank_reference: &bank_reference,
        };
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::pay(ctx, &desk.actor, row.id.0, new_disbursement, &request).await {
            Ok(made) => return Reply::done(desk.visit.link(&format!("desk/disbursements/{made}"))),
            Err(error) => status = explain(error, "paid_on", language, &mut errors)?,
        }
    }
    Reply::form(
        status,
        show_page(&desk, &row, editable, Attempt::of("disbursement", &fields, &errors)).await?,
    )
}

#[post("/desk/commitments/<id>/terminations", data = "<posted>")]
pub(super) async fn terminate(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let (row, editable) = load_visible(&desk, id, EntryKind::Commitment).await?;
    if !editable {
        return Err(WebError::Forbidden(None));
    }
    let fields = posted.fields;
    let language = desk.visit.language;
    let mut errors = Errors::default();
    let request = given_request_id(&fields)?;
    let money = amount(&fields, "amount", row.amount().currency(), language, &mut errors);
    let terminated_on = date(&fields, "terminated_on", true, language, &mut errors);
    let party = short_text(&fields, "party", 200, language, &mut errors);
    let initiative = initiative(&fields, language, &mut errors);
    let mut status = Status::UnprocessableEntity;
    if let (Some(amount), Some(terminated_on), true) = (money, terminated_on, errors.is_empty()) {
        let ending = NewTermination {
            amount,
            terminated_on,
            party: &party,
            initiative,
            reason: fields.get("reason"),
        };
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::terminate(ctx, &desk.actor, row.id.0, ending, &request).await {
            Ok(()) => return Reply::done(desk.visit.link(&format!("desk/commitments/{}", row.id))),
            Err(error) => status = explain(error, "terminated_on", language, &mut errors)?,
        }
    }
    Reply::form(
        status,
        show_page(&desk, &row, editable, Attempt::of("termination", &fields, &errors)).await?,
    )
}

/// The form of a commitment, against a pledge or (`direct`) without one.
pub(super) fn commitment_form<'s>(
    signed: &'s Signed<'s>,
    attempt: Attempt<'s>,
    own_currency: &str,
    receivers: Vec<(String, String)>,
    needs_receiver: bool,
    needs_document: bool,
) -> Result<InlineForm<'s>, WebError> {
    let today = signed.visit.today().to_string();
    let empty = if needs_receiver { "choose-one" } else { "choose-none" };
    let hint = if needs_receiver { "" } else { "hint-receiver" };
    Ok(InlineForm::new(signed, "commitment", attempt)
        .hidden("request_id", &request_id()?)
        .field("amount", "amount", "label-amount", "hint-amount", true)
        .choice("currency", "label-currency", "", currency_choices(), own_currency, None)
        .choice("receiver", "label-receiver", hint, receivers, "", Some(empty))
        .filled("date", "signed_on", "label-signed-on", "hint-signed-on", true, &today)
        .field(
            "line",
            "agreement_reference",
            "label-agreement-reference",
            "hint-agreement-reference",
            false,
        )
        .tranches("schedule-title", "hint-schedule")
        .field("file", "document", "label-document", "hint-document", needs_document))
}

/// What was typed about a commitment.
pub(super) struct Typed {
    pub amount: Money,
    pub drawdown: Option<Money>,
    pub receiver: Option<OrganisationId>,
    pub signed_on: Date,
    pub own_reference: String,
    pub document: Option<Document>,
    pub tranches: Vec<Tranche>,
}

impl Typed {
    /// As the action takes it.
    pub fn new_commitment(&self) -> NewCommitment<'_> {
        NewCommitment {
            amount: self.amount,
            drawdown: self.drawdown,
            receiver: self.receiver,
            signed_on: self.signed_on,
            own_reference: &self.own_reference,
            document: self.document.as_ref(),
            tranches: &self.tranches,
        }
    }
}

/// Reads the form of a commitment; `None` with errors.
pub(super) async fn read_commitment(
    signed: &Signed<'_>,
    posted: &mut Posted,
    own: Option<Currency>,
    errors: &mut Errors,
) -> Result<Option<Typed>, WebError> {
    let language = signed.visit.language;
    let document = proof(posted.document("document"), language, errors);
    let fields = &posted.fields;
    let chosen = currency(signed, fields, own, errors);
    let money = chosen.and_then(|currency| amount(fields, "amount", currency, language, errors));
    let tranches = tranches::read(fields, chosen, language, errors);
    let drawdown = own.and_then(|own| optional_amount(signed, fields, "draws", own, errors));
    let receiver = organisation(signed, fields, "receiver", errors).await?;
    let signed_on = date(fields, "signed_on", true, language, errors);
    let own_reference = short_text(fields, "agreement_reference", REFERENCE_LENGTH_MAX, language, errors);
    let (Some(amount), Some(signed_on), true) = (money, signed_on, errors.is_empty()) else {
        return Ok(None);
    };
    Ok(Some(Typed {
        amount,
        drawdown,
        receiver,
        signed_on,
        own_reference,
        document,
        tranches,
    }))
}
