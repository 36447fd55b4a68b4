//! Rates of exchange: those that are known and were corrected, the amounts that wait for one, and taking in a file.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};

use super::rate_fields;
use crate::actions::rates::{Imported, Overview, Seen, Taking};
use crate::actions::{self, ActionError};
use crate::domain::currency::Currency;
use crate::domain::ids::{ProjectId, RateId};
use crate::domain::rate::RateKind;
use crate::exchange::rates::{RateFile, RateFormat, read};
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date_short;
use crate::i18n::number::{format_money_exact, format_rate};
use crate::store::money::MoneyRow;
use crate::store::projects::ProjectRow;
use crate::store::rates::RateRow;
use crate::store::{StoreError, money, projects, rates};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Errors, Fields, Posted};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section};
use crate::web::typed::options;
use crate::web::view;

/// Rates on a page.
const RATES: usize = 60;
/// Amounts, and costs, on the page that wait for a rate; the rest is counted.
const WAITING: i64 = 200;
/// Lines that are not taken, told on the page; the rest is counted.
const REJECTED_SHOWN: usize = 100;

/// What the list of rates is narrowed to, as it stands in the address.
#[derive(Clone, Copy, Default)]
struct Narrowed {
    currency: Option<Currency>,
    kind: Option<RateKind>,
    after: Option<RateId>,
}

impl Narrowed {
    fn read(currency: Option<&str>, kind: Option<&str>, after: Option<&str>) -> Result<Self, WebError> {
        Ok(Self {
            currency: match currency.filter(|code| !code.is_empty()) {
                Some(code) => Some(Currency::parse(code).map_err(|_| WebError::NotFound)?),
                None => None,
            },
            kind: match kind.filter(|code| !code.is_empty()) {
                Some(code) => Some(RateKind::parse(code).ok_or(WebError::NotFound)?),
                None => None,
            },
            after: match after {
                Some(id) => Some(RateId(id.parse().map_err(|_| WebError::NotFound)?)),
                None => None,
            },
        })
    }

    /// The address of the list so narrowed, after a rate.
    fn link(&self, signed: &Signed<'_>, after: Option<i64>) -> String {
        let mut query = Vec::new();
        query.extend(self.currency.map(|currency| format!("currency={currency}")));
        query.extend(self.kind.map(|kind| format!("kind={}", kind.code())));
        query.extend(after.map(|id| format!("after={id}")));
        let mark = if query.is_empty() { "" } else { "?" };
        signed.visit.link(&format!("admin/rates{mark}{}", query.join("&")))
    }
}

#[get("/admin/rates?<currency>&<kind>&<after>")]
pub(super) async fn page(admin: Admin<'_>, currency: Option<&str>, kind: Option<&str>, after: Option<&str>) -> Answer {
    let narrowed = Narrowed::read(currency, kind, after)?;
    show(&admin, narrowed, Value::Null, &Errors::default(), &Fields::default()).await
}

/// A rate as a line of the list.
fn line(signed: &Signed<'_>, row: &RateRow) -> Value {
    let (visit, language) = (&signed.visit, signed.visit.language);
    json!({
        "currency": row.currency,
        "kind": visit.say(&format!("rate-kind-{}", row.kind)),
        "from": format_date_short(row.valid_from_on, language),
        "to": format_date_short(row.valid_to_on, language),
        "units": format_rate(&row.units_per_usd.to_string(), language),
        "source": row.source,
        "corrected": row.corrected_by.is_some(),
        "stands_for": row.stands_for_id.is_some(),
        "reason": row.reason,
        "correct_href": row.corrected_by.is_none()
            .then(|| visit.link(&format!("admin/rates/{}/corrections/new", row.id))),
    })
}

/// An amount that waits for a rate.
fn pending(signed: &Signed<'_>, row: &MoneyRow) -> Result<Value, StoreError> {
    let (visit, language) = (&signed.visit, signed.visit.language);
    let (href, reference) = match (&row.pledge_reference, &row.project_code) {
        (Some(reference), _) => (format!("pledges/{reference}"), Some(reference)),
        (None, Some(code)) => (format!("projects/{code}"), Some(code)),
        (None, None) => (String::new(), None),
    };
    Ok(json!({
        "what": visit.say(&format!("entry-{}", row.kind)),
        "amount": format_money_exact(row.amount(), language),
        "when": format_date_short(row.dated_on, language),
        "who": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
        "href": reference.map(|_| visit.link(&href)),
        "reference": reference,
        "lacks": row.lacks_rate_of(),
    }))
}

/// The cost of a project that waits for a rate.
fn cost_pending(signed: &Signed<'_>, row: &ProjectRow) -> Result<Value, StoreError> {
    let (visit, language) = (&signed.visit, signed.visit.language);
    Ok(json!({
        "what": visit.say("measure-requirement"),
        "amount": format_money_exact(row.requirement(), language),
        "when": view::day(row.budget_on, language),
        "who": view::pick(language, &row.title_es, &row.title_en),
        "href": row.is_public().then(|| visit.link(&format!("projects/{}", row.code))),
        "reference": row.code,
        "lacks": row.budget_currency,
    }))
}

/// `fields`: those of the form for a file.
async fn show(signed: &Signed<'_>, narrowed: Narrowed, report: Value, errors: &Errors, fields: &Fields) -> Answer {
    let (format, accepts_jumps) = (fields.get("format"), fields.get("accept_jumps") == "yes");
    let (visit, language) = (&signed.visit, signed.visit.language);
    let db = &visit.app.db;
    let filter = rates::Filter {
        currency: narrowed.currency,
        kind: narrowed.kind,
        after: narrowed.after,
    };
    let limit = i64::try_from(RATES + 1).unwrap_or(i64::MAX);
    let mut known = rates::list(db.primary(), filter, limit).await?;
    let more = known.len() > RATES;
    known.truncate(RATES);
    let next = known
        .last()
        .filter(|_| more)
        .map(|row| narrowed.link(signed, Some(row.id.0)));
    let amounts = money::unconverted(db.primary(), WAITING).await?;
    let costs = projects::unconverted(db.primary(), ProjectId(0), WAITING).await?;
    let waiting_count =
        money::count_unconverted(db.primary()).await? + projects::count_unconverted(db.primary()).await?;
    let waiting = amounts.iter().map(|row| pending(signed, row));
    let waiting = waiting.chain(costs.iter().map(|row| cost_pending(signed, row)));
    let waiting: Vec<Value> = waiting.collect::<Result<_, _>>()?;
    let shown = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    let currencies = rates::currencies(db.primary())
        .await?
        .into_iter()
        .map(|currency| (currency.to_string(), currency.to_string()));
    let kinds = RateKind::ALL
        .iter()
        .map(|kind| (kind.code().to_owned(), visit.say(&format!("rate-kind-{}", kind.code()))));
    let all = || Some(visit.say("rates-all"));
    let formats = RateFormat::ALL
        .iter()
        .map(|one| (one.code().to_owned(), visit.say(&format!("rate-format-{}", one.code()))));
    Page::signed(signed, Section::Admin, &visit.say("rates-title")).render(
        visit.app,
        "admin/rates.html",
        json!({
            "rates": known.iter().map(|row| line(signed, row)).collect::<Vec<_>>(),
            "currencies": options(currencies, narrowed.currency.map_or("", Currency::code), all()),
            "kinds": options(kinds, narrowed.kind.map_or("", RateKind::code), all()),
            "narrowed": narrowed.currency.is_some() || narrowed.kind.is_some(),
            "list_href": visit.link("admin/rates"),
            "first": narrowed.after.map(|_| narrowed.link(signed, None)),
            "next": next,
            "waiting": waiting,
            "waiting_text": (waiting_count > 0)
                .then(|| text(language, "rates-waiting-lede", &[("count", waiting_count.into())])),
            "waiting_oldest": (waiting_count > shown)
                .then(|| text(language, "rates-waiting-oldest", &[("count", shown.into())])),
            "report": report,
            "formats": options(formats, format, Some(visit.say("rate-format-any"))),
            "errors": errors.summary(),
            "file_error": errors.by_field().get("file"),
            "accepts_jumps": accepts_jumps,
            "action": visit.link("admin/rates"),
            "entry_href": visit.link("admin/rates/entries/new"),
            "csrf": signed.csrf(),
            "admin_href": visit.link("admin"),
        }),
    )
}

#[post("/admin/rates", data = "<posted>")]
pub(super) async fn import(admin: Admin<'_>, mut posted: Posted) -> Result<Reply, WebError> {
    let visit = &admin.visit;
    let language = visit.language;
    let mut errors = Errors::default();
    let upload = posted.upload("file");
    let fields = posted.fields;
    let format = RateFormat::parse(fields.get("format"));
    let unreadable = match &upload {
        None => Some("error-file-required".to_owned()),
        Some(bytes) => match read(bytes, format, &visit.say("rate-source-upload"), visit.today()) {
            Ok(file) => {
                let taking = Taking {
                    dry_run: fields.get("intent") != "import",
                    accept_jumps: fields.get("accept_jumps") == "yes",
                };
                let ctx = visit.app.context(visit.now);
                // What is known before the file is.
                let overview = actions::rates::overview(visit.app.db.primary(), &file).await?;
                match actions::rates::import(ctx, Some(&admin.actor), &file, taking).await {
                    Ok(done) => {
                        let mut report = report(&admin, &file, &done, taking.dry_run);
                        report["overview"] = overview.iter().map(|one| overview_row(&admin, one)).collect();
                        let html = show(&admin, Narrowed::default(), report, &errors, &fields).await?;
                        return Reply::form(Status::Ok, html);
                    }
                    Err(ActionError::TooLarge) => Some("rate-error-out-of-range".to_owned()),
                    Err(error) => return Err(error.into()),
                }
            }
            Err(error) => Some(format!("rate-file-{}", error.code())),
        },
    };
    errors.add(language, "file", &unreadable.unwrap_or_default(), &[]);
    let html = show(&admin, Narrowed::default(), Value::Null, &errors, &fields).await?;
    Reply::form(Status::UnprocessableEntity, html)
}

/// What came of a file, or what would: every line that is not taken, with its column and why.
fn report(signed: &Signed<'_>, file: &RateFile, done: &Imported, dry_run: bool) -> Value {
    let language = signed.visit.language;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let unread = file.rejected.iter().map(|one| {
        let first = one.other_line.map_or(0, count);
        let why = text(
            language,
            &format!("rate-error-{}", one.reason.code()),
            &[("first", first.into())],
        );
        (one.line, json!({"line": one.line, "column": one.column, "why": why}))
    });
    let contradicting = done.contradicting.iter().map(|one| {
        let why = rate_fields::contradiction(signed, &one.stands);
        (one.line, json!({"line": one.line, "column": "", "why": why}))
    });
    let jumping = done.jumping.iter().map(|one| {
        let why = rate_fields::jump(signed, one);
        (one.line, json!({"line": one.line, "column": "", "why": why}))
    });
    let mut shown: Vec<(usize, Value)> = unread.chain(contradicting).chain(jumping).collect();
    let rejected = shown.len();
    shown.sort_by_key(|(line, _)| *line);
    shown.truncate(REJECTED_SHOWN);
    let shown: Vec<Value> = shown.into_iter().map(|(_, row)| row).collect();
    let args = [
        ("added", count(done.added).into()),
        ("known", count(done.known).into()),
        ("skipped", count(file.skipped).into()),
        ("rejected", count(rejected).into()),
        ("converted", count(done.converted).into()),
    ];
    let key = if dry_run { "rates-would" } else { "rates-done" };
    let not_shown = rejected.saturating_sub(shown.len());
    json!({
        "text": text(language, key, &args),
        "rejected": shown,
        "more": (not_shown > 0).then(|| text(language, "rates-rejected-more", &[("count", count(not_shown).into())])),
        "jumps": !done.jumping.is_empty(),
    })
}

/// What the file holds of a currency.
fn overview_row(signed: &Signed<'_>, one: &Overview) -> Value {
    let language = signed.visit.language;
    let seen = |seen: &Seen| {
        let day = format_date_short(seen.quote.valid_from_on, language);
        let shown = match seen.ratio {
            Some(ratio) => text(
                language,
                "rates-overview-seen",
                &[
                    ("day", day.into()),
                    ("ratio", format_rate(&ratio.to_string(), language).into()),
                ],
            ),
            None => text(language, "rates-overview-new", &[("day", day.into())]),
        };
        json!({"units": format_rate(&seen.quote.units_per_usd.to_string(), language), "shown": shown})
    };
    json!({
        "currency": one.currency.code(),
        "count": one.count,
        "first": seen(&one.first),
        "last": seen(&one.last),
        "least": seen(&one.least),
        "greatest": seen(&one.greatest),
    })
}
