//! One rate of exchange, typed by the administrator: what it would convert is said before it is kept.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::json;
use time::Date;

use super::rate_fields;
use crate::actions::rates::{Imported, Jumping, Taking};
use crate::actions::{self, ActionError};
use crate::domain::currency::Currency;
use crate::domain::rate::{PeriodError, RateKind};
use crate::exchange::rates::{RateFile, RateFormat, RateRow};
use crate::i18n::catalogue::text;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Errors, Fields, Posted};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section};
use crate::web::typed::{date, options};

#[get("/admin/rates/entries/new")]
pub(super) async fn new(admin: Admin<'_>) -> Answer {
    show(&admin, &Fields::default(), &Errors::default())
}

fn show(signed: &Signed<'_>, fields: &Fields, errors: &Errors) -> Answer {
    let visit = &signed.visit;
    let currencies = Currency::all()
        .filter(|currency| !currency.is_dollar())
        .map(|currency| (currency.code().to_owned(), currency.code().to_owned()));
    let kinds = RateKind::ALL
        .iter()
        .map(|kind| (kind.code().to_owned(), visit.say(&format!("rate-kind-{}", kind.code()))));
    let choose = || Some(visit.say("choose-one"));
    Page::signed(signed, Section::Admin, &visit.say("rate-entry-title")).render(
        visit.app,
        "admin/rate_entry.html",
        json!({
            "currencies": options(currencies, fields.get("currency"), choose()),
            "kinds": options(kinds, fields.get("kind"), choose()),
            "typed": fields.shown(),
            "errors": errors.summary(),
            "e": errors.by_field(),
            "action": visit.link("admin/rates/entries"),
            "csrf": signed.csrf(),
            "admin_href": visit.link("admin"),
            "rates_href": visit.link("admin/rates"),
        }),
    )
}

/// The rate, unless a field is wrong.
fn read(signed: &Signed<'_>, fields: &Fields, errors: &mut Errors) -> Option<RateRow> {
    let language = signed.visit.language;
    let currency = currency(signed, fields, errors);
    let kind = RateKind::parse(fields.get("kind"));
    if kind.is_none() {
        let key = if fields.get("kind").is_empty() {
            "error-required"
        } else {
            "error-choice"
        };
        errors.add(language, "kind", key, &[]);
    }
    let days = days(signed, fields, kind, errors);
    let units = rate_fields::units(fields, language, errors);
    rate_fields::source(fields, language, errors);
    let (Some(currency), Some(kind), Some((valid_from_on, valid_to_on)), Some(units_per_usd), true) =
        (currency, kind, days, units, errors.is_empty())
    else {
        return None;
    };
    Some(RateRow {
        line: 1,
        currency,
        kind,
        valid_from_on,
        valid_to_on,
        units_per_usd,
        source: fields.get("source").to_owned(),
    })
}

fn currency(signed: &Signed<'_>, fields: &Fields, errors: &mut Errors) -> Option<Currency> {
    let key = match (fields.get("currency"), Currency::parse(fields.get("currency"))) {
        ("", _) => "error-required",
        (_, Err(_)) => "error-currency",
        (_, Ok(currency)) if currency.is_dollar() => "error-rate-at-par",
        (_, Ok(currency)) => return Some(currency),
    };
    errors.add(signed.visit.language, "currency", key, &[]);
    None
}

/// The first and the last day; the last may be left open.
fn days(signed: &Signed<'_>, fields: &Fields, kind: Option<RateKind>, errors: &mut Errors) -> Option<(Date, Date)> {
    let (language, today) = (signed.visit.language, signed.visit.today());
    let from = date(fields, "valid_from_on", true, language, errors);
    let to = date(fields, "valid_to_on", false, language, errors);
    let from = from?;
    let (kind, true) = (kind?, to.is_some() || fields.get("valid_to_on").is_empty()) else {
        return None;
    };
    let to = to.unwrap_or_else(|| kind.last_day(from));
    match kind.check_period(from, to, today) {
        Ok(()) => Some((from, to)),
        Err(error) => {
            let key = format!("rate-period-{}", error.code().replace('_', "-"));
            // Where the last day was left open, only the first can mend it.
            let field = if fields.get("valid_to_on").is_empty() || error == PeriodError::InFuture {
                "valid_from_on"
            } else {
                "valid_to_on"
            };
            errors.add(language, field, &key, &[]);
            None
        }
    }
}

#[post("/admin/rates/entries", data = "<posted>")]
pub(super) async fn create(admin: Admin<'_>, posted: Posted) -> Result<Reply, WebError> {
    let (fields, visit) = (posted.fields, &admin.visit);
    let mut errors = Errors::default();
    if fields.get("intent") == "change" {
        return Reply::form(Status::Ok, show(&admin, &fields, &errors)?);
    }
    if let Some(row) = read(&admin, &fields, &mut errors) {
        let file = RateFile {
            format: RateFormat::Plain,
            rows: vec![row],
            skipped: 0,
            rejected: Vec::new(),
        };
        let taking = Taking {
            dry_run: fields.get("intent") != "import",
            accept_jumps: fields.get("accept_jumps") == "yes",
        };
        match actions::rates::import(visit.app.context(visit.now), Some(&admin.actor), &file, taking).await {
            Ok(Imported { contradicting, .. }) if !contradicting.is_empty() => {
                let field = "units_per_usd";
                for one in &contradicting {
                    errors.say(field, rate_fields::contradiction(&admin, &one.stands));
                }
            }
            Ok(Imported { jumping, .. }) if !jumping.is_empty() => {
                return confirm(&admin, &fields, &file, &Outcome::Jumps(&jumping, !taking.dry_run));
            }
            Ok(done) if done.added == 0 => errors.add(visit.language, "source", "error-rate-known", &[]),
            Ok(done) if taking.dry_run => return confirm(&admin, &fields, &file, &Outcome::Converts(done.converted)),
            Ok(_) => {
                let list = format!("admin/rates?currency={}#known", fields.get("currency"));
                return Reply::done(visit.link(&list));
            }
            Err(ActionError::TooLarge) => {
                errors.add(visit.language, "units_per_usd", "rate-error-out-of-range", &[]);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Reply::form(Status::UnprocessableEntity, show(&admin, &fields, &errors)?)
}

/// What a rate would do.
enum Outcome<'o> {
    /// Convert as many amounts.
    Converts(usize),
    /// Nothing, before it is accepted that it jumps; whether that was forgotten.
    Jumps(&'o [Jumping], bool),
}

/// The rate as it would be kept, and what it would do.
fn confirm(signed: &Signed<'_>, fields: &Fields, file: &RateFile, outcome: &Outcome<'_>) -> Result<Reply, WebError> {
    let visit = &signed.visit;
    let rates: Vec<String> = file
        .rows
        .iter()
        .map(|row| {
            let shown = rate_fields::Shown {
                currency: row.currency.code(),
                kind: row.kind.code(),
                days: (row.valid_from_on, row.valid_to_on),
                units: row.units_per_usd.to_string(),
                source: &row.source,
            };
            rate_fields::sentence(signed, &shown)
        })
        .collect();
    let mut errors = Errors::default();
    let (converts, jumps) = match outcome {
        Outcome::Converts(count) => {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            (
                Some(text(visit.language, "rate-entry-converts", &[("count", count.into())])),
                None,
            )
        }
        Outcome::Jumps(jumps, is_forgotten) => {
            if *is_forgotten {
                errors.add(visit.language, "accept_jumps", "error-accept-jumps", &[]);
            }
            (None, jumps.first().map(|jump| rate_fields::jump(signed, jump)))
        }
    };
    let status = if errors.is_empty() {
        Status::Ok
    } else {
        Status::UnprocessableEntity
    };
    let html = Page::signed(signed, Section::Admin, &visit.say("rate-entry-confirm-title")).render(
        visit.app,
        "admin/rate_entry_confirm.html",
        json!({
            "rate": rates.concat(),
            "converts": converts,
            "jump": jumps,
            "errors": errors.summary(),
            "jump_error": errors.by_field().get("accept_jumps"),
            "carried": fields.carried(),
            "action": visit.link("admin/rates/entries"),
            "csrf": signed.csrf(),
            "admin_href": visit.link("admin"),
            "rates_href": visit.link("admin/rates"),
        }),
    )?;
    Reply::form(status, html)
}
