//! What the payer of a payment published of it elsewhere: the form on the payment's page, and reading it.

use rocket::http::Status;
use rocket::post;
use serde_json::Value;

use super::disbursements::show_page;
use super::money::{currency, load_visible};
use crate::actions;
use crate::actions::money::NewPublication;
use crate::domain::ledger::EntryKind;
use crate::domain::publication::currencies;
use crate::store::money::MoneyRow;
use crate::web::answers::Reply;
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::inline_form::{Attempt, InlineForm, explain};
use crate::web::typed::{amount, date};

/// The form, for the payer's own people and for officers.
pub(super) fn inline_form(signed: &Signed<'_>, row: &MoneyRow, attempt: Attempt<'_>) -> Result<Value, WebError> {
    let known = currencies(row.amount().currency());
    let known = known.iter().map(|one| (one.code().to_owned(), one.code().to_owned()));
    let today = signed.visit.today().to_string();
    Ok(InlineForm::new(signed, "publication", attempt)
        .field("amount", "amount", "label-amount", "hint-published-amount", true)
        .choice(
            "currency",
            "label-currency",
            "",
            known.collect(),
            row.currency.code(),
            None,
        )
        .filled("date", "published_on", "label-published-on", "", true, &today)
        .field("address", "address", "label-published-at", "hint-published-at", true)
        .to(&format!("desk/disbursements/{}/publications", row.id), "primary"))
}

#[post("/desk/disbursements/<id>/publications", data = "<posted>")]
pub(super) async fn create(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let (row, editable) = load_visible(&desk, id, EntryKind::Disbursement).await?;
    if !editable {
        return Err(WebError::Forbidden(None));
    }
    let fields = posted.fields;
    let language = desk.visit.language;
    let mut errors = Errors::default();
    let own = row.amount().currency();
    let money = currency(&desk, &fields, Some(own), &mut errors)
        .and_then(|currency| amount(&fields, "amount", currency, language, &mut errors));
    let published_on = date(&fields, "published_on", true, language, &mut errors);
    if fields.get("address").is_empty() {
        errors.add(language, "address", "error-required", &[]);
    }
    let mut status = Status::UnprocessableEntity;
    if let (Some(amount), Some(published_on), true) = (money, published_on, errors.is_empty()) {
        let new_publication = NewPublication {
            amount,
            published_on,
            address: fields.get("address"),
        };
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::publish(ctx, &desk.actor, row.id.0, new_publication).await {
            Ok(()) => return Reply::done(desk.visit.link(&format!("desk/disbursements/{}", row.id))),
            Err(error) => status = explain(error, "published_on", language, &mut errors)?,
        }
    }
    Reply::form(
        status,
        show_page(&desk, &row, editable, Attempt::of("publication", &fields, &errors)).await?,
    )
}
