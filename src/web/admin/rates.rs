//! Rates of exchange: those that are known and were corrected, the amounts that wait for one, and taking in a file.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::rate_fields;
use super::rate_report::{ReportView, report};
use super::rates_narrowed::{Narrowed, Narrowing, options};
use super::rates_waiting::{WaitingView, waiting};
use crate::actions::rates::{Imported, Taking};
use crate::actions::{self, ActionError, Context};
use crate::domain::currency::Currency;
use crate::domain::rate::RateKind;
use crate::exchange::rates::{RateFormat, Unreadable, read};
use crate::i18n::date::format_date_short;
use crate::i18n::number::format_rate;
use crate::store::rates::{self, RateRow};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, ButtonView, Choice, Declaring, Fields, Form, FormPage, FormView, INTENT, Looking, Message, Outcome, Place,
    Posted, Refused, Sender, show, submit_shown,
};
use crate::web::guards::{Admin, Signed, Visit};
use crate::web::page::{Page, Section, page_views};

/// The intent that takes a file in; everything else tries it.
const IMPORT: &str = "import";
/// Rates on a page.
const RATES: usize = 60;

#[get("/admin/rates?<currency>&<kind>&<after>")]
pub(super) async fn page(admin: Admin<'_>, currency: Option<&str>, kind: Option<&str>, after: Option<&str>) -> Answer {
    let narrowed = Narrowed::read(currency, kind, after)?;
    RatesPage::new(&admin, narrowed).show(Attempt::NONE).await
}

/// The rates.
#[derive(Serialize, JsonSchema)]
struct RatesView {
    #[serde(flatten)]
    waiting: WaitingView,
    /// What came of a file.
    report: Option<ReportView>,
    form: FormView,
    rates: Vec<RateLine>,
    first: Option<String>,
    next: Option<String>,
    currencies: Vec<Narrowing>,
    kinds: Vec<Narrowing>,
    narrowed: bool,
    list_href: String,
    entry_href: String,
    admin_href: String,
}

page_views! { RatesView => "admin/rates.html" }

/// A rate as a line of the list.
#[derive(Serialize, JsonSchema)]
struct RateLine {
    currency: &'static str,
    kind: String,
    from: String,
    to: String,
    units: String,
    source: String,
    /// Another one stands for it.
    corrected: bool,
    /// It stands for another one, and why.
    stands_for: bool,
    reason: Option<String>,
    correct_href: Option<String>,
}

fn line(visit: &Visit<'_>, row: &RateRow) -> RateLine {
    let language = visit.language;
    let is_corrected = row.corrected_by.is_some();
    let correct_href = || visit.link(&format!("admin/rates/{}/corrections/new", row.id));
    RateLine {
        currency: row.currency.code(),
        kind: visit.say(&format!("rate-kind-{}", row.kind)),
        from: format_date_short(row.valid_from_on, language),
        to: format_date_short(row.valid_to_on, language),
        units: format_rate(&row.units_per_usd.to_string(), language),
        source: row.source.clone(),
        corrected: is_corrected,
        stands_for: row.stands_for_id.is_some(),
        reason: row.reason.clone(),
        correct_href: (!is_corrected).then(correct_href),
    }
}

/// The page of the rates.
struct RatesPage<'r> {
    signed: &'r Signed<'r>,
    narrowed: Narrowed,
}

impl<'r> RatesPage<'r> {
    const fn new(signed: &'r Signed<'r>, narrowed: Narrowed) -> Self {
        Self { signed, narrowed }
    }

    /// The known rates of the page, and the address of the next page.
    async fn known(&self) -> Result<(Vec<RateLine>, Option<String>), WebError> {
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
        Ok((known.iter().map(|row| line(&self.signed.visit, row)).collect(), next))
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
    async fn render(&self, attempt: Attempt<'_>, begun: &Fields, report: Option<ReportView>) -> Answer {
        let (visit, narrowed) = (&self.signed.visit, &self.narrowed);
        let (rates, next) = self.known().await?;
        let waiting = waiting(visit).await?;
        let currencies = rates::currencies(visit.app.db.primary()).await?.into_iter();
        let currencies = currencies.map(|currency| (currency.to_string(), currency.to_string()));
        let kind = |kind: &RateKind| (kind.code().to_owned(), visit.say(&format!("rate-kind-{}", kind.code())));
        let all = || visit.say("rates-all");
        let view = RatesView {
            waiting,
            report,
            form: self.form(begun, attempt),
            rates,
            first: narrowed.after.map(|_| narrowed.link(self.signed, None)),
            next,
            currencies: options(currencies, narrowed.currency.map_or("", Currency::code), all()),
            kinds: options(
                RateKind::ALL.iter().map(kind),
                narrowed.kind.map_or("", RateKind::code),
                all(),
            ),
            narrowed: narrowed.currency.is_some() || narrowed.kind.is_some(),
            list_href: visit.link("admin/rates"),
            entry_href: visit.link("admin/rates/entries/new"),
            admin_href: visit.link("admin"),
        };
        let page = Page::signed(self.signed, Section::Admin, &visit.say("rates-title"));
        page.with_errors(attempt.summary()).show(visit.app, &view)
    }
}

impl FormPage for RatesPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        self.render(attempt, &Fields::default(), None).await
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
    let report = report(signed, &file, &overview, &done, taking.dry_run);
    let html = page.render(Attempt::NONE, &again(fields), Some(report)).await?;
    Ok(Outcome::Shown(html))
}

/// What the form begins with after its file: the same choices, and a number of its own.
fn again(fields: &Fields) -> Fields {
    let mut begun = Fields::default();
    for name in ["format", "accept_jumps"] {
        begun.set(name, fields.get(name));
    }
    begun
}
