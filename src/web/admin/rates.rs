//! Rates of exchange: those that are known, the amounts that wait for one, and taking in a file.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};

use crate::actions;
use crate::actions::rates::Imported;
use crate::exchange::rates::{RateFile, RateFormat, read};
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date_short;
use crate::i18n::number::format_money_exact;
use crate::store::{StoreError, money, rates};
use crate::web::answers::{Answer, Deed};
use crate::web::errors::WebError;
use crate::web::fields::{Faults, Posted};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section};
use crate::web::typed::options;
use crate::web::view;

/// Rates on the page, the newest first.
const RATES: i64 = 60;
/// Lines that are not taken, told on the page; the rest is counted.
const REJECTED_TOLD: usize = 100;

#[get("/admin/rates")]
pub(super) async fn page(admin: Admin<'_>) -> Answer {
    show(&admin, Value::Null, &Faults::default(), "").await
}

async fn show(signed: &Signed<'_>, report: Value, faults: &Faults, format: &str) -> Answer {
    let visit = &signed.visit;
    let (db, language) = (&visit.app.db, visit.language);
    let known = rates::newest(db, RATES).await?;
    let waiting = money::unconverted(db).await?;
    let formats = RateFormat::ALL
        .iter()
        .map(|one| (one.code().to_owned(), visit.say(&format!("rate-format-{}", one.code()))));
    Page::signed(signed, Section::Admin, &visit.say("rates-title")).render(
        visit.app,
        "admin/rates.html",
        json!({
            "rates": known.iter().map(|row| json!({
                "currency": row.currency,
                "kind": visit.say(&format!("rate-kind-{}", row.kind)),
                "from": format_date_short(row.valid_from_on, language),
                "to": format_date_short(row.valid_to_on, language),
                "units": row.units_per_usd,
                "source": row.source,
            })).collect::<Vec<_>>(),
            "waiting": waiting.iter().take(200).map(|row| Ok(json!({
                "what": visit.say(&format!("entry-{}", row.kind)),
                "amount": format_money_exact(row.amount()?, language),
                "when": format_date_short(row.dated_on, language),
                "who": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
                "href": row.pledge_reference.as_ref().map(|reference| visit.link(&format!("pledges/{reference}"))),
                "reference": row.pledge_reference,
            }))).collect::<Result<Vec<_>, StoreError>>()?,
            "waiting_count": waiting.len(),
            "report": report,
            "formats": options(formats, format, Some(visit.say("rate-format-any"))),
            "errors": faults.summary(),
            "file_error": faults.by_field().get("file"),
            "action": visit.link("admin/rates"),
            "csrf": signed.csrf(),
            "admin_href": visit.link("admin"),
        }),
    )
}

#[post("/admin/rates", data = "<posted>")]
pub(super) async fn import(admin: Admin<'_>, mut posted: Posted) -> Result<Deed, WebError> {
    let visit = &admin.visit;
    let language = visit.language;
    let mut faults = Faults::default();
    let upload = posted.upload("file");
    let fields = posted.fields;
    let format = RateFormat::parse(fields.get("format"));
    let unreadable = match &upload {
        None => Some("error-file-required".to_owned()),
        Some(bytes) => match read(bytes, format, &visit.say("rate-source-upload")) {
            Ok(file) => {
                let dry_run = fields.get("intent") != "import";
                let ctx = visit.app.context(visit.now);
                let done = actions::rates::import(ctx, &file, dry_run).await?;
                let report = report(&admin, &file, done, dry_run);
                let html = show(&admin, report, &faults, fields.get("format")).await?;
                return Deed::form(Status::Ok, html);
            }
            Err(error) => Some(format!("rate-file-{}", error.code())),
        },
    };
    faults.add(language, "file", &unreadable.unwrap_or_default(), &[]);
    let html = show(&admin, Value::Null, &faults, fields.get("format")).await?;
    Deed::form(Status::UnprocessableEntity, html)
}

/// What came of a file, or what would: every line that is not taken, with its column and why.
fn report(signed: &Signed<'_>, file: &RateFile, done: Imported, dry_run: bool) -> Value {
    let language = signed.visit.language;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let told: Vec<Value> = file
        .rejected
        .iter()
        .take(REJECTED_TOLD)
        .map(|one| {
            let first = one.first_line.map_or(0, count);
            json!({"line": one.line, "column": one.column,
                "why": text(language, &format!("rate-fault-{}", one.reason.code()), &[("first", first.into())])})
        })
        .collect();
    let args = [
        ("added", count(done.added).into()),
        ("known", count(done.known).into()),
        ("skipped", count(file.skipped).into()),
        ("rejected", count(file.rejected.len()).into()),
        ("converted", count(done.converted).into()),
    ];
    let key = if dry_run { "rates-would" } else { "rates-done" };
    json!({"text": text(language, key, &args), "rejected": told})
}
