//! A payment: what its payer declared, what its receiver says, and what came back.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};

use super::commitments::project_link;
use super::money::{initiative, initiatives, load_visible, optional_amount};
use super::publications as publications_desk;
use crate::actions;
use crate::actions::money::{NewReceipt, Refunding};
use crate::domain::account::Role;
use crate::domain::chain::{Cause, Outcome};
use crate::domain::ledger::EntryKind;
use crate::domain::ledger::Statement;
use crate::domain::money::Money;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::money::{self, MoneyRow};
use crate::store::publications;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::inline_form::{Attempt, InlineForm, explain};
use crate::web::page::{Page, Section};
use crate::web::typed::{amount, date, given_request_id, proof, request_content, request_id};
use crate::web::{chain, statement, view};

#[get("/desk/disbursements/<id>")]
pub(super) async fn page(desk: Desk<'_>, id: &str) -> Answer {
    let (row, editable) = load_visible(&desk, id, EntryKind::Disbursement).await?;
    show_page(&desk, &row, editable, Attempt::NONE).await
}

pub(super) async fn show_page(signed: &Signed<'_>, row: &MoneyRow, editable: bool, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let language = visit.language;
    let receipts = money::receipts(visit.app.db.primary(), &[row.key()]).await?;
    let published = publications::of_disbursements(visit.app.db.primary(), &[row.key()]).await?;
    let state = chain::statement(&receipts.iter().collect::<Vec<_>>());
    let base = format!("desk/disbursements/{}", row.id);
    let today = visit.today().to_string();
    let mut forms: Vec<Value> = Vec::new();
    let own_word = matches!(signed.actor.role, Role::Partner { organisation } if Some(organisation) == row.receiver() && organisation != row.provider());
    let officer = matches!(signed.actor.role, Role::Officer { .. }) && row.account_id != Some(signed.actor.account);
    if state != Statement::Received && (own_word || officer) {
        let outcomes: &[Outcome] = if state == Statement::Disputed {
            &[Outcome::Resolve]
        } else {
            &[Outcome::Confirm, Outcome::Dispute]
        };
        let outcomes: Vec<(String, String)> = outcomes
            .iter()
            .map(|one| (one.code().to_owned(), visit.say(&format!("outcome-{}", one.code()))))
            .collect();
        let causes: Vec<(String, String)> = Cause::ALL
            .iter()
            .map(|one| (one.code().to_owned(), visit.say(&format!("cause-{}", one.code()))))
            .collect();
        forms.push(
            InlineForm::new(signed, "receipt", attempt)
                .choice("outcome", "label-outcome", "", outcomes, "", Some("choose-one"))
                .field(
                    "amount",
                    "amount",
                    "label-received-amount",
                    "hint-received-amount",
                    false,
                )
                .filled("date", "received_on", "label-received-on", "", false, &today)
                .choice("cause", "label-cause", "hint-cause", causes, "", Some("choose-none"))
                .field("text", "reason", "label-reason", "hint-receipt-reason", false)
                .field(
                    "file",
                    "document",
                    "label-document",
                    if officer {
                        "hint-document-officer"
                    } else {
                        "hint-document"
                    },
                    officer,
                )
                .to(&format!("{base}/receipts"), "primary"),
        );
    }
    if editable && state == Statement::Received {
        forms.push(
            InlineForm::new(signed, "refund", attempt)
                .hidden("request_id", &request_id()?)
                .field("amount", "amount", "label-amount", "hint-amount", true)
                .filled("date", "refunded_on", "label-refunded-on", "", true, &today)
                .choice(
                    "initiative",
                    "label-initiative",
                    "hint-initiative-refund",
                    initiatives(visit),
                    "",
                    Some("choose-none"),
                )
                .field("text", "reason", "label-reason", "hint-reason-public", true)
                .to(&format!("{base}/refunds"), "danger"),
        );
    }
    if editable {
        forms.push(publications_desk::inline_form(signed, row, attempt)?);
    }
    let children = money::of_disbursement(visit.app.db.primary(), row.key()).await?;
    let after: Vec<Value> = children
        .rows
        .iter()
        .map(|child| {
            Ok(json!({
                "when": format_date(child.dated_on, language),
                "text": visit.say(&format!("entry-{}", child.kind)),
                "amount": format_money_exact(child.amount(), language),
                "reason": child.reason,
            }))
        })
        .collect::<Result<_, WebError>>()?;
    Page::signed(
        signed,
        Section::Desk,
        &format!("{} {}", visit.say("entry-disbursement"), row.id),
    )
    .render(
        visit.app,
        "desk/disbursement.html",
        json!({
            "id": row.id,
            "state": {"text": visit.say(&format!("statement-{}", state.code())), "kind": state.code()},
            "amount": format_money_exact(row.amount(), language),
            "usd": row.usd_minor.map(|minor| view::usd(minor, language)),
            "paid_on": format_date(row.dated_on, language),
            "provider": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
            "receiver": view::pick(
                language,
                row.receiver_name_es.as_deref().unwrap_or_default(),
                row.receiver_name_en.as_deref().unwrap_or_default(),
            ),
            "own_reference": row.own_reference,
            "on_behalf": row.on_behalf,
            "receipts": receipts.iter().map(|receipt| json!({
                "text": chain::receipt_text(visit, receipt),
                "document": view::document(receipt.document_reference.as_deref(), receipt.document_name.as_deref()),
            })).collect::<Vec<_>>(),
            "published": statement::published(visit, row, &published, &receipts.iter().collect::<Vec<_>>())?,
            "after": after,
            "after_cut": children.cut,
            "project": project_link(signed, row),
            "commitment_href": row.parent_id.map(|parent| visit.link(&format!("desk/commitments/{parent}"))),
            "forms": forms,
            "errors": attempt.summary(),
            "csrf": signed.csrf(),
            "desk_href": visit.link("desk"),
        }),
    )
}

#[post("/desk/disbursements/<id>/receipts", data = "<posted>")]
pub(super) async fn answer(desk: Desk<'_>, id: &str, mut posted: Posted) -> Result<Reply, WebError> {
    let (row, editable) = load_visible(&desk, id, EntryKind::Disbursement).await?;
    let language = desk.visit.language;
    let mut errors = Errors::default();
    let document = proof(posted.document("document"), language, &mut errors);
    let fields = posted.fields;
    let outcome = Outcome::parse(fields.get("outcome"));
    if outcome.is_none() {
        let key = if fields.get("outcome").is_empty() {
            "error-required"
        } else {
            "error-choice"
        };
        errors.add(language, "outcome", key, &[]);
    }
    let cause = Cause::parse(fields.get("cause"));
    if cause.is_none() && !fields.get("cause").is_empty() {
        errors.add(language, "cause", "error-choice", &[]);
    }
    let own = row.amount().currency();
    // Nothing may have arrived, which is an answer: a zero, however it is written, is read as one.
    let is_zero = |typed: &str| typed.contains('0') && typed.chars().all(|one| "0.,".contains(one));
    let received = if is_zero(fields.get("amount")) {
        Some(Money::zero(own))
    } else {
        optional_amount(&desk, &fields, "amount", own, &mut errors)
    };
    let received_on = date(&fields, "received_on", false, language, &mut errors);
    let mut status = Status::UnprocessableEntity;
    if let (Some(outcome), true) = (outcome, errors.is_empty()) {
        let new_receipt = NewReceipt {
            outcome,
            received,
            received_on,
            cause,
            reason: fields.get("reason"),
            document: document.as_ref(),
        };
        let request_content = request_content(&fields, id);
        let ctx = desk
            .visit
            .app
            .context(desk.visit.now)
            .with_request_content(&request_content);
        match actions::money::answer(ctx, &desk.actor, row.id.0, new_receipt).await {
            Ok(()) => return Reply::done(desk.visit.link(&format!("desk/disbursements/{}", row.id))),
            Err(error) => status = explain(error, "received_on", language, &mut errors)?,
        }
    }
    errors.ask_again(language, &fields);
    Reply::form(
        status,
        show_page(&desk, &row, editable, Attempt::of("receipt", &fields, &errors)).await?,
    )
}

#[post("/desk/disbursements/<id>/refunds", data = "<posted>")]
pub(super) async fn refund(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let (row, editable) = load_visible(&desk, id, EntryKind::Disbursement).await?;
    if !editable {
        return Err(WebError::Forbidden(None));
    }
    let fields = posted.fields;
    let language = desk.visit.language;
    let mut errors = Errors::default();
    let request = given_request_id(&fields)?;
    let money = amount(&fields, "amount", row.amount().currency(), language, &mut errors);
    let refunded_on = date(&fields, "refunded_on", true, language, &mut errors);
    let mut status = Status::UnprocessableEntity;
    let initiative = initiative(&fields, language, &mut errors);
    if let (Some(amount), Some(refunded_on), true) = (money, refunded_on, errors.is_empty()) {
        let ctx = desk.visit.app.context(desk.visit.now);
        let refunding = Refunding {
            amount,
            refunded_on,
            initiative,
            reason: fields.get("reason"),
        };
        match actions::money::refund(ctx, &desk.actor, row.id.0, refunding, &request).await {
            Ok(()) => return Reply::done(desk.visit.link(&format!("desk/disbursements/{}", row.id))),
            Err(error) => status = explain(error, "refunded_on", language, &mut errors)?,
        }
    }
    Reply::form(
        status,
        show_page(&desk, &row, editable, Attempt::of("refund", &fields, &errors)).await?,
    )
}
