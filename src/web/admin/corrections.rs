//! Correcting a rate of exchange: what it would convert anew is shown, every amount of it, before it is done.

use rocket::http::Status;
use rocket::{get, post};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{number_of, rate_fields};
use crate::actions::ActionError;
use crate::actions::rates::{Change, Correcting, changes, correct, seen};
use crate::domain::money::Money;
use crate::domain::rate::{Converted, CorrectionRefusal};
use crate::domain::reason;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date_short;
use crate::i18n::number::{format_money, format_money_exact, format_rate};
use crate::store::StoreError;
use crate::store::rates::{self, RateRow};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Errors, Fields, Posted};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section};
use crate::web::typed::reason_error;
use crate::web::view;

/// The rate, if it is not corrected already.
async fn present(admin: &Signed<'_>, id: &str) -> Result<RateRow, WebError> {
    let row = rates::get(admin.visit.app.db.primary(), number_of(id)?).await?;
    row.ok_or(WebError::NotFound)
}

#[get("/admin/rates/<id>/corrections/new")]
pub(super) async fn new(admin: Admin<'_>, id: &str) -> Answer {
    let row = present(&admin, id).await?;
    if row.corrected_by.is_some() {
        return Err(WebError::NotFound);
    }
    let mut fields = Fields::default();
    // The same publisher, read again on this day: two rates of one source and day could not be told apart.
    fields.set("source", format!("{} ({})", row.source, admin.visit.today()));
    show(&admin, &row, &fields, &Errors::default())
}

fn show(signed: &Signed<'_>, row: &RateRow, fields: &Fields, errors: &Errors) -> Answer {
    let visit = &signed.visit;
    let by_field = errors.by_field();
    Page::signed(signed, Section::Admin, &visit.say("correction-title")).render(
        visit.app,
        "admin/rate_correction.html",
        json!({
            "rate": sentence(signed, row),
            "units": fields.get("units_per_usd"),
            "source": fields.get("source"),
            "reason": fields.get("reason"),
            "errors": errors.summary(),
            "e": {"units_per_usd": by_field.get("units_per_usd"), "source": by_field.get("source"),
                "reason": by_field.get("reason")},
            "action": visit.link(&format!("admin/rates/{}/corrections", row.id)),
            "csrf": signed.csrf(),
            "admin_href": visit.link("admin"),
            "rates_href": visit.link("admin/rates"),
        }),
    )
}

fn sentence(signed: &Signed<'_>, row: &RateRow) -> String {
    rate_fields::sentence(signed, &row.into())
}

/// The new units, unless a field is wrong.
fn read(signed: &Signed<'_>, fields: &Fields, errors: &mut Errors) -> Option<Decimal> {
    let language = signed.visit.language;
    let units = rate_fields::units(fields, language, errors);
    rate_fields::source(fields, language, errors);
    if let Err(error) = reason::check(fields.get("reason")) {
        reason_error(error, language, errors);
    }
    units.filter(|_| errors.is_empty())
}

/// Notes why a correction is refused, beside its field. What is wrong with no field goes on as an error.
fn refused(error: ActionError, signed: &Signed<'_>, errors: &mut Errors) -> Result<(), WebError> {
    let refusal = match error {
        ActionError::Rate(refusal) => refusal,
        ActionError::TooLarge => CorrectionRefusal::TooLarge,
        other => return Err(other.into()),
    };
    let (field, key) = match refusal {
        CorrectionRefusal::SameUnits => ("units_per_usd", "refusal-same-units"),
        CorrectionRefusal::SameSource => ("source", "refusal-same-source"),
        CorrectionRefusal::TooLarge => ("units_per_usd", "rate-error-out-of-range"),
    };
    errors.add(signed.visit.language, field, key, &[]);
    Ok(())
}

#[post("/admin/rates/<id>/corrections", data = "<posted>")]
pub(super) async fn create(admin: Admin<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = present(&admin, id).await?;
    let (fields, visit) = (posted.fields, &admin.visit);
    let mut errors = Errors::default();
    if fields.get("intent") == "change" {
        return Reply::form(Status::Ok, show(&admin, &row, &fields, &errors)?);
    }
    if row.corrected_by.is_some() {
        errors.add(visit.language, "units_per_usd", "error-stale-rate", &[]);
        return Reply::form(Status::Conflict, show(&admin, &row, &fields, &errors)?);
    }
    if let Some(units) = read(&admin, &fields, &mut errors) {
        let confirms = fields.get("intent") == "confirm";
        let done = if confirms {
            let correcting = Correcting {
                units_per_usd: units,
                source: fields.get("source"),
                reason: fields.get("reason"),
                seen: fields.get("seen"),
            };
            correct(visit.app.context(visit.now), &admin.actor, row.id.0, correcting).await
        } else {
            Err(ActionError::Store(StoreError::Stale))
        };
        match done {
            Ok(_) => return Reply::done(visit.link(&format!("admin/rates?currency={}", row.currency))),
            // Not confirmed yet, or not what was looked at: what would change now.
            Err(ActionError::Store(StoreError::Stale)) => match changes(visit.app.db.primary(), &row, units).await {
                Ok(changes) => return confirm(&admin, &row, &fields, units, &changes, confirms),
                Err(error) => refused(error, &admin, &mut errors)?,
            },
            Err(error) => refused(error, &admin, &mut errors)?,
        }
    }
    Reply::form(Status::UnprocessableEntity, show(&admin, &row, &fields, &errors)?)
}

/// Every amount that would be converted anew, with before and after.
fn confirm(
    signed: &Signed<'_>,
    row: &RateRow,
    fields: &Fields,
    units: Decimal,
    changes: &[Change],
    moved: bool,
) -> Result<Reply, WebError> {
    let (visit, language) = (&signed.visit, signed.visit.language);
    let mut carried = fields.clone();
    carried.set("seen", seen(changes));
    let page = Page::signed(signed, Section::Admin, &visit.say("correction-confirm-title"));
    let lines = changes
        .iter()
        .map(|change| shown(signed, change))
        .collect::<Result<Vec<_>, _>>()?;
    let html = page.render(
        visit.app,
        "admin/rate_correction_confirm.html",
        json!({
            "rate": sentence(signed, row),
            "new": text(language, "correction-new", &[
                ("units", format_rate(&units.to_string(), language).into()),
                ("currency", row.currency.code().into()),
                ("source", fields.get("source").into()),
            ]),
            "reason": fields.get("reason"),
            "moved": moved,
            "count": lines.len(),
            "changes": lines,
            "carried": carried.carried(),
            "action": visit.link(&format!("admin/rates/{}/corrections", row.id)),
            "csrf": signed.csrf(),
            "admin_href": visit.link("admin"),
            "rates_href": visit.link("admin/rates"),
        }),
    )?;
    Reply::form(if moved { Status::Conflict } else { Status::Ok }, html)
}

fn shown(signed: &Signed<'_>, change: &Change) -> Result<Value, WebError> {
    let (visit, language, row) = (&signed.visit, signed.visit.language, &change.row);
    let budget = |valuation: &Converted| {
        valuation
            .budget
            .map(|budget: Money| format_money_exact(budget, language))
    };
    let reference = row.pledge_reference.as_ref().or(row.project_code.as_ref());
    let moved = change.before.and_then(|before| before.budget) != change.after.budget;
    Ok(json!({
        "what": visit.say(&format!("entry-{}", row.kind)),
        "when": format_date_short(row.dated_on, language),
        "who": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
        "reference": reference,
        "amount": format_money(row.amount(), language),
        "before": change.before.map(|valuation| format_money_exact(valuation.usd, language)),
        "after": format_money_exact(change.after.usd, language),
        "budget_before": change.before.as_ref().and_then(budget).filter(|_| moved),
        "budget_after": budget(&change.after).filter(|_| moved),
    }))
}
