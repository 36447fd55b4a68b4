//! What the payer of a payment published of it elsewhere: the form on the payment's page, and reading it.

use rocket::http::Status;
use rocket::post;
use serde_json::Value;

use super::disbursements::whole;
use super::money::{currency, seen};
use crate::actions;
use crate::actions::money::Publishing;
use crate::domain::counting::EntryKind;
use crate::domain::publication::currencies;
use crate::store::money::MoneyRow;
use crate::web::answers::Deed;
use crate::web::errors::WebError;
use crate::web::fields::{Faults, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::sheet::{Attempt, Sheet, explain};
use crate::web::typed::{amount, date};

/// The form, for the payer's own people and for officers.
pub(super) fn sheet(signed: &Signed<'_>, row: &MoneyRow, attempt: Attempt<'_>) -> Result<Value, WebError> {
    let known = currencies(row.amount()?.currency());
    let known = known.iter().map(|one| (one.code().to_owned(), one.code().to_owned()));
    let today = signed.visit.today().to_string();
    Ok(Sheet::new(signed, "publication", attempt)
        .field("amount", "amount", "label-amount", "hint-published-amount", true)
        .choice("currency", "label-currency", "", known.collect(), &row.currency, None)
        .filled("date", "published_on", "label-published-on", "", true, &today)
        .field("address", "address", "label-published-at", "hint-published-at", true)
        .to(&format!("desk/disbursements/{}/publications", row.id), "primary"))
}

#[post("/desk/disbursements/<id>/publications", data = "<posted>")]
pub(super) async fn create(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Deed, WebError> {
    let (row, keeps) = seen(&desk, id, EntryKind::Disbursement).await?;
    if !keeps {
        return Err(WebError::Forbidden(None));
    }
    let fields = posted.fields;
    let language = desk.visit.language;
    let mut faults = Faults::default();
    let own = row.amount()?.currency();
    let money = currency(&desk, &fields, Some(own), &mut faults)
        .and_then(|currency| amount(&fields, "amount", currency, language, &mut faults));
    let published_on = date(&fields, "published_on", true, language, &mut faults);
    if fields.get("address").is_empty() {
        faults.add(language, "address", "error-required", &[]);
    }
    let mut status = Status::UnprocessableEntity;
    if let (Some(amount), Some(published_on), true) = (money, published_on, faults.is_empty()) {
        let publishing = Publishing {
            amount,
            published_on,
            address: fields.get("address"),
        };
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::publish(ctx, &desk.actor, row.id, publishing).await {
            Ok(()) => return Deed::done(desk.visit.link(&format!("desk/disbursements/{}", row.id))),
            Err(error) => status = explain(error, "published_on", language, &mut faults)?,
        }
    }
    Deed::form(
        status,
        whole(&desk, &row, keeps, Attempt::of("publication", &fields, &faults)).await?,
    )
}
