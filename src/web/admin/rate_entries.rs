//! One rate of exchange, typed by the administrator: what it would convert is said before it is kept.

use rocket::http::Status;
use rocket::{get, post};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use time::Date;

use super::rate_fields;
use crate::actions::rates::{Imported, Jumping, Taking};
use crate::actions::{self, ActionError, Context};
use crate::domain::currency::Currency;
use crate::domain::rate::{PeriodError, RateKind};
use crate::exchange::rates::{RateFile, RateFormat, RateRow};
use crate::i18n::catalogue::text;
use crate::web::answers::{Answer, Html, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, FormView, HiddenView, INTENT, Looking, Message, Outcome, Place, Posted,
    Refused, Sender, coded, show, submit_shown,
};
use crate::web::guards::{Admin, Signed};
use crate::web::page::{ErrorLine, Page, Section, page_views};

/// The intent that keeps the rate; everything else shows what it would do.
const IMPORT: &str = "import";
const ACTION: &str = "admin/rates/entries";

/// The form.
#[derive(Serialize, JsonSchema)]
struct EntryView {
    form: FormView,
    admin_href: String,
    rates_href: String,
}

/// What a rate would do.
#[derive(Serialize, JsonSchema)]
struct ConfirmView {
    rate: String,
    converts: Option<String>,
    /// That it jumps, and that this was to be accepted.
    jump: Option<String>,
    jump_error: Option<String>,
    /// What the form said, to be sent again.
    carried: Vec<HiddenView>,
    action: String,
    admin_href: String,
    rates_href: String,
}

page_views! {
    EntryView => "admin/rate_entry.html",
    ConfirmView => "admin/rate_entry_confirm.html",
}

/// The page of the form.
struct EntryPage<'r> {
    signed: &'r Signed<'r>,
}

impl FormPage for EntryPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let visit = &self.signed.visit;
        let mut form = show::<EntryForm>(&Place::new(visit, ACTION), &(), &Fields::default(), attempt);
        for button in &mut form.buttons {
            button.intent = Some("try");
        }
        let view = EntryView {
            form,
            admin_href: visit.link("admin"),
            rates_href: visit.link("admin/rates"),
        };
        let page = Page::signed(self.signed, Section::Admin, &visit.say("rate-entry-title"));
        page.with_errors(attempt.summary()).show(visit.app, &view)
    }

    fn refused(&self, _: &'static str, error: &ActionError) -> Option<Refused> {
        rate_fields::refused(error)
    }
}

#[get("/admin/rates/entries/new")]
pub(super) async fn new(admin: Admin<'_>) -> Answer {
    EntryPage { signed: &admin }.show(Attempt::NONE).await
}

/// A rate as it is typed.
struct EntryForm {
    currency: Currency,
    kind: RateKind,
    days: (Date, Date),
    units_per_usd: Decimal,
    source: String,
    /// Ticked where it was shown that the rate jumps.
    accepts_jump: bool,
}

impl Form for EntryForm {
    const NAME: &'static str = "rate_entry";
    const IS_FIRST: bool = true;
    type About = ();

    fn declare(form: &mut Declaring<'_>, (): &()) -> Option<Self> {
        let currency = form.foreign_currency("currency").required();
        let kinds = coded(form.visit(), "rate-kind", RateKind::ALL);
        let kind = form.choice("kind", kinds).required();
        let days = days(form, kind);
        let units_per_usd = rate_fields::units(form);
        let source = rate_fields::source(form, "");
        Some(Self {
            currency: currency?,
            kind: kind?,
            days: days?,
            units_per_usd: units_per_usd?,
            source: source?,
            accepts_jump: form.value("accept_jumps") == "yes",
        })
    }
}

/// The first and the last day; the last may be left open.
fn days(form: &mut Declaring<'_>, kind: Option<RateKind>) -> Option<(Date, Date)> {
    let from = form.date("valid_from_on").required();
    let to = form.date("valid_to_on").optional();
    let (from, kind, is_open) = (from?, kind?, form.value("valid_to_on").is_empty());
    let to = if is_open { kind.last_day(from) } else { to? };
    let Err(error) = kind.check_period(from, to, form.visit().today()) else {
        return Some((from, to));
    };
    // Where the last day was left open, only the first can mend it.
    let field = if is_open || error == PeriodError::InFuture {
        "valid_from_on"
    } else {
        "valid_to_on"
    };
    form.refuse(field, &format!("rate-period-{}", error.code().replace('_', "-")));
    None
}

impl EntryForm {
    /// The rate as a file of one line.
    fn file(&self) -> RateFile {
        let row = RateRow {
            line: 1,
            currency: self.currency,
            kind: self.kind,
            valid_from_on: self.days.0,
            valid_to_on: self.days.1,
            units_per_usd: self.units_per_usd,
            source: self.source.clone(),
        };
        RateFile {
            format: RateFormat::Plain,
            rows: vec![row],
            skipped: 0,
            rejected: Vec::new(),
        }
    }
}

#[post("/admin/rates/entries", data = "<posted>")]
pub(super) async fn create(admin: Admin<'_>, posted: Posted) -> Result<Reply, WebError> {
    let page = EntryPage { signed: &admin };
    let list = format!("admin/rates?currency={}#known", posted.fields.get("currency"));
    let act = async |ctx: Context<'_>, new: EntryForm, fields: &Fields| act(&page, ctx, new, fields).await;
    submit_shown(&page, &(), posted, act, |_| list).await
}

/// Shows what the rate would do, or keeps it.
async fn act(
    page: &EntryPage<'_>,
    ctx: Context<'_>,
    new: EntryForm,
    fields: &Fields,
) -> Result<Outcome<Imported>, Looking> {
    let taking = Taking {
        dry_run: fields.get(INTENT) != IMPORT,
        accept_jumps: new.accepts_jump,
    };
    let done = actions::rates::import(ctx, Some(&page.signed.actor), &new.file(), taking).await?;
    if done.added > 0 && !taking.dry_run {
        return Ok(Outcome::Made(done));
    }
    if let Some(one) = done.contradicting.first() {
        let message = rate_fields::contradicts(page.signed, &one.stands);
        return Err(Refused::invalid(&["units_per_usd"], message).into());
    }
    let effect = match done.jumping.first() {
        Some(jump) => Effect::Jumps(jump, !taking.dry_run),
        None if done.added == 0 => {
            return Err(Refused::invalid(&["source"], Message::of("error-rate-known")).into());
        }
        None => Effect::Converts(done.converted),
    };
    Ok(Outcome::Shown(confirm(page.signed, fields, &new, &effect)?))
}

/// What a rate would do.
enum Effect<'o> {
    /// Convert as many amounts.
    Converts(usize),
    /// Nothing, before it is accepted that it jumps; whether that was forgotten.
    Jumps(&'o Jumping, bool),
}

/// The rate as it would be kept, and what it would do.
fn confirm(signed: &Signed<'_>, fields: &Fields, new: &EntryForm, effect: &Effect<'_>) -> Result<Html, WebError> {
    let visit = &signed.visit;
    let rate = rate_fields::Shown {
        currency: new.currency.code(),
        kind: new.kind.code(),
        days: new.days,
        units: new.units_per_usd.to_string(),
        source: &new.source,
    };
    let (converts, jump, is_forgotten) = match effect {
        Effect::Converts(count) => {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            let converts = text(visit.language, "rate-entry-converts", &[("count", count.into())]);
            (Some(converts), None, false)
        }
        Effect::Jumps(jump, is_forgotten) => (None, Some(rate_fields::jump(signed, jump)), *is_forgotten),
    };
    let forgotten = is_forgotten.then(|| visit.say("error-accept-jumps"));
    let errors = forgotten.iter().map(|message| ErrorLine {
        field: Some("accept_jumps".to_owned()),
        message: message.clone(),
    });
    let page = Page::signed(signed, Section::Admin, &visit.say("rate-entry-confirm-title"));
    let page = page.with_errors(errors.collect());
    let view = ConfirmView {
        rate: rate_fields::sentence(signed, &rate),
        converts,
        jump,
        jump_error: forgotten,
        carried: fields.carried(),
        action: visit.link(ACTION),
        admin_href: visit.link("admin"),
        rates_href: visit.link("admin/rates"),
    };
    let html = page.show(visit.app, &view)?;
    Ok(html.with_status(if is_forgotten {
        Status::UnprocessableEntity
    } else {
        Status::Ok
    }))
}
