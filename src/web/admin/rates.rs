//! Rates of exchange: those that are known and were corrected, the amounts that wait for one, and taking in a file.

use rocket::{get, post};
use serde_json::{Value, json};

use super::rate_fields;
use super::rates_narrowed::{Narrowed, options};
use crate::actions::rates::{Imported, Overview, Seen, Taking};
use crate::actions::{self, ActionError, Context};
use crate::domain::currency::Currency;
use crate::domain::ids::ProjectId;
use crate::domain::rate::RateKind;
use crate::exchange::rates::{RateFile, RateFormat, Unreadable, read};
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date_short;
use crate::i18n::number::{format_money_exact, format_rate};
use crate::store::money::MoneyRow;
use crate::store::projects::ProjectRow;
use crate::store::rates::RateRow;
use crate::store::{StoreError, money, projects, rates};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, ButtonView, Choice, Declaring, Fields, Form, FormPage, FormView, INTENT, Looking, Message, Outcome, Place,
    Posted, Refused, Sender, show, submit_shown,
};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{Page, Section};
use crate::web::view;

/// The intent that takes a file in; everything else tries it.
const IMPORT: &str = "import";
/// Rates on a page.
const RATES: usize = 60;
/// Amounts, and costs, on the page that wait for a rate; the rest is counted.
const WAITING: i64 = 200;
/// Lines that are not taken, told on the page; the rest is counted.
const REJECTED_SHOWN: usize = 100;

#[get("/admin/rates?<currency>&<kind>&<after>")]
pub(super) async fn page(admin: Admin<'_>, currency: Option<&str>, kind: Option<&str>, after: Option<&str>) -> Answer {
    let narrowed = Narrowed::read(currency, kind, after)?;
    RatesPage::new(&admin, narrowed).show(Attempt::NONE).await
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

/// The page of the rates.
struct RatesPage<'r> {
    signed: &'r Signed<'r>,
    narrowed: Narrowed,
}

/// Amounts that wait for a rate.
struct Waiting {
    lines: Vec<Value>,
    /// How many there are, and that not all of them are shown.
    text: Option<String>,
    oldest: Option<String>,
}

impl<'r> RatesPage<'r> {
    const fn new(signed: &'r Signed<'r>, narrowed: Narrowed) -> Self {
        Self { signed, narrowed }
    }

    /// The known rates of the page, and the address of the next page.
    async fn known(&self) -> Result<(Vec<Value>, Option<String>), WebError> {
        let filter = rates::Filter {
            currency: self.narrowed.currency,
            kind: self.narrowed.kind,
            after: self.narrowed.after,
        };
        let limit = i64::try_from(RATES + 1).unwrap_or(i64::MAX);
        let mut known = rates::list(self.signed.visit.app.db.primary(), filter, limit).await?;
        let more = known.len() > RATES;
        known.truncate(RATES);
        let last = known.last().filter(|_| more);
        let next = last.map(|row| self.narrowed.link(self.signed, Some(row.id.0)));
        Ok((known.iter().map(|row| line(self.signed, row)).collect(), next))
    }

    async fn waiting(&self) -> Result<Waiting, WebError> {
        let (db, language) = (self.signed.visit.app.db.primary(), self.signed.visit.language);
        let amounts = money::unconverted(db, WAITING).await?;
        let costs = projects::unconverted(db, ProjectId(0), WAITING).await?;
        let count = money::count_unconverted(db).await? + projects::count_unconverted(db).await?;
        let lines = amounts.iter().map(|row| pending(self.signed, row));
        let lines = lines.chain(costs.iter().map(|row| cost_pending(self.signed, row)));
        let lines: Vec<Value> = lines.collect::<Result<_, _>>()?;
        let shown = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        let counted = |key: &str, count: i64| text(language, key, &[("count", count.into())]);
        Ok(Waiting {
            lines,
            text: (count > 0).then(|| counted("rates-waiting-lede", count)),
            oldest: (count > shown).then(|| counted("rates-waiting-oldest", shown)),
        })
    }

    /// The form for a file, begun with `begun`.
    fn form(&self, begun: &Fields, attempt: Attempt<'_>) -> FormView {
        let visit = &self.signed.visit;
        let mut form = show::<RateImportForm>(&Place::new(visit, "admin/rates"), &(), begun, attempt);
        let button = |key: &str, kind, intent| ButtonView {
            text: visit.say(key),
            kind,
            intent: Some(intent),
        };
        form.buttons = vec![
            button("rates-try", "primary", "try"),
            button("rates-take", "secondary", IMPORT),
        ];
        form
    }

    /// `begun`: what the form for a file begins with; `report`: what came of one.
    async fn render(&self, attempt: Attempt<'_>, begun: &Fields, report: Value) -> Answer {
        let (signed, visit, narrowed) = (self.signed, &self.signed.visit, &self.narrowed);
        let (known, next) = self.known().await?;
        let waiting = self.waiting().await?;
        let currencies = rates::currencies(visit.app.db.primary()).await?.into_iter();
        let currencies = currencies.map(|currency| (currency.to_string(), currency.to_string()));
        let kind = |kind: &RateKind| (kind.code().to_owned(), visit.say(&format!("rate-kind-{}", kind.code())));
        let all = || visit.say("rates-all");
        Page::signed(signed, Section::Admin, &visit.say("rates-title")).render(
            visit.app,
            "admin/rates.html",
            json!({
                "rates": known,
                "currencies": options(currencies, narrowed.currency.map_or("", Currency::code), all()),
                "kinds": options(RateKind::ALL.iter().map(kind), narrowed.kind.map_or("", RateKind::code), all()),
                "narrowed": narrowed.currency.is_some() || narrowed.kind.is_some(),
                "list_href": visit.link("admin/rates"),
                "first": narrowed.after.map(|_| narrowed.link(signed, None)),
                "next": next,
                "waiting": waiting.lines,
                "waiting_text": waiting.text,
                "waiting_oldest": waiting.oldest,
                "report": report,
                "form": self.form(begun, attempt),
                "errors": attempt.summary(),
                "entry_href": visit.link("admin/rates/entries/new"),
                "csrf": signed.csrf(),
                "admin_href": visit.link("admin"),
            }),
        )
    }
}

impl FormPage for RatesPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        self.render(attempt, &Fields::default(), Value::Null).await
    }

    fn refused(&self, _: &'static str, error: &ActionError) -> Option<Refused> {
        rate_fields::refused(error)
    }
}

/// A file of rates.
struct RateImportForm {
    bytes: Vec<u8>,
    format: Option<RateFormat>,
    accept_jumps: bool,
}

impl Form for RateImportForm {
    const NAME: &'static str = "rate_import";
    const IS_FIRST: bool = true;
    type About = ();

    fn declare(form: &mut Declaring<'_>, (): &()) -> Option<Self> {
        let bytes = form.upload("file", ".csv,text/csv");
        let visit = form.visit();
        let named = |one: &RateFormat| {
            let name = visit.say(&format!("rate-format-{}", one.code()));
            Choice::new(one.code(), name, *one)
        };
        let formats = RateFormat::ALL.iter().map(named).collect();
        let format = form.choice("format", formats).empty("rate-format-any").optional();
        let accept_jumps = form.tick("accept_jumps");
        Some(Self {
            bytes: bytes?,
            format,
            accept_jumps,
        })
    }
}

#[post("/admin/rates", data = "<posted>")]
pub(super) async fn import(admin: Admin<'_>, posted: Posted) -> Result<Reply, WebError> {
    let page = RatesPage::new(&admin, Narrowed::default());
    let act = async |ctx: Context<'_>, new: RateImportForm, fields: &Fields| act(&page, ctx, new, fields).await;
    submit_shown(&page, &(), posted, act, |_| "admin/rates".to_owned()).await
}

/// Tries a file or takes it in, and shows what came of it.
async fn act(
    page: &RatesPage<'_>,
    ctx: Context<'_>,
    new: RateImportForm,
    fields: &Fields,
) -> Result<Outcome<Imported>, Looking> {
    let (signed, visit) = (page.signed, &page.signed.visit);
    let file = read(&new.bytes, new.format, &visit.say("rate-source-upload"), visit.today());
    let unreadable = |error: Unreadable| {
        let message = Message::of(&format!("rate-file-{}", error.code()));
        Refused::invalid(&["file"], message)
    };
    let file = file.map_err(unreadable)?;
    let taking = Taking {
        dry_run: fields.get(INTENT) != IMPORT,
        accept_jumps: new.accept_jumps,
    };
    // What is known before the file is.
    let overview = actions::rates::overview(visit.app.db.primary(), &file).await?;
    let done = actions::rates::import(ctx, Some(&signed.actor), &file, taking).await?;
    let mut report = report(signed, &file, &done, taking.dry_run);
    report["overview"] = overview.iter().map(|one| overview_row(signed, one)).collect();
    Ok(Outcome::Shown(
        page.render(Attempt::NONE, &again(fields), report).await?,
    ))
}

/// What the form begins with after its file: the same choices, and a number of its own.
fn again(fields: &Fields) -> Fields {
    let mut begun = Fields::default();
    for name in ["format", "accept_jumps"] {
        begun.set(name, fields.get(name));
    }
    begun
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
