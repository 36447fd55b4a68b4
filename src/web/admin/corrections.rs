//! Correcting a rate of exchange: what it would convert anew is shown, every amount of it, before it is done.

use rocket::http::Status;
use rocket::{get, post};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::address::number_of;
use super::rate_fields;
use crate::actions::rates::{Change, Correcting, changes, correct, seen};
use crate::actions::{ActionError, Context};
use crate::domain::money::Money;
use crate::domain::rate::Converted;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date_short;
use crate::i18n::number::{format_money, format_money_exact, format_rate};
use crate::store::StoreError;
use crate::store::rates::{self, RateRow};
use crate::web::answers::{Answer, Html, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, FormView, HiddenView, INTENT, Looking, Meanwhile, Message, Outcome,
    Place, Posted, Refused, Sender, show, submit_shown,
};
use crate::web::guards::{Admin, Signed, Visit};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::texts::pick;

/// The intent that does what was shown.
const CONFIRM: &str = "confirm";

/// The form, under the rate that is wrong.
#[derive(Serialize, JsonSchema)]
struct CorrectionView {
    rate: String,
    form: FormView,
    admin_href: String,
    rates_href: String,
}

/// What a correction would convert anew.
#[derive(Serialize, JsonSchema)]
struct ConfirmView {
    rate: String,
    new: String,
    reason: String,
    /// It is not what was looked at.
    moved: bool,
    count: usize,
    changes: Vec<ChangeView>,
    /// What the form said, to be sent again.
    carried: Vec<HiddenView>,
    action: String,
    admin_href: String,
    rates_href: String,
}

page_views! {
    CorrectionView => "admin/rate_correction.html",
    ConfirmView => "admin/rate_correction_confirm.html",
}

/// An amount that would be converted anew.
#[derive(Serialize, JsonSchema)]
struct ChangeView {
    what: String,
    when: String,
    who: String,
    reference: Option<String>,
    amount: String,
    before: Option<String>,
    after: String,
    /// In the currency of the budget, where that moves.
    budget_before: Option<String>,
    budget_after: Option<String>,
}

/// The page of the form.
struct CorrectionPage<'r> {
    signed: &'r Signed<'r>,
    row: RateRow,
}

impl<'r> CorrectionPage<'r> {
    async fn load(signed: &'r Signed<'r>, id: &str) -> Result<Self, WebError> {
        let row = rates::get(signed.visit.app.db.primary(), number_of(id)?).await?;
        Ok(Self {
            signed,
            row: row.ok_or(WebError::NotFound)?,
        })
    }

    fn action(&self) -> String {
        format!("admin/rates/{}/corrections", self.row.id)
    }

    fn sentence(&self) -> String {
        rate_fields::sentence(self.signed, &(&self.row).into())
    }

    /// Every amount that would be converted anew, with before and after. `moved`: it is not what was looked at.
    async fn confirm(&self, new: &CorrectionForm, fields: &Fields, moved: bool) -> Result<Html, Looking> {
        let (signed, visit, language) = (self.signed, &self.signed.visit, self.signed.visit.language);
        let changes = changes(visit.app.db.primary(), &self.row, new.units_per_usd).await?;
        let mut carried = fields.clone();
        carried.set("seen", seen(&changes));
        let args = [
            ("units", format_rate(&new.units_per_usd.to_string(), language).into()),
            ("currency", self.row.currency.code().into()),
            ("source", new.source.as_str().into()),
        ];
        let view = ConfirmView {
            rate: self.sentence(),
            new: text(language, "correction-new", &args),
            reason: new.reason.clone(),
            moved,
            count: changes.len(),
            changes: changes.iter().map(|change| change_view(visit, change)).collect(),
            carried: carried.carried(),
            action: visit.link(&self.action()),
            admin_href: visit.link("admin"),
            rates_href: visit.link("admin/rates"),
        };
        let page = Page::signed(signed, Section::Admin, &visit.say("correction-confirm-title"));
        let html = page.show(visit.app, &view)?;
        Ok(html.with_status(if moved { Status::Conflict } else { Status::Ok }))
    }
}

impl FormPage for CorrectionPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let (visit, place) = (&self.signed.visit, Place::new(&self.signed.visit, self.action()));
        let mut form = show::<CorrectionForm>(&place, &self.row.source, &Fields::default(), attempt);
        for button in &mut form.buttons {
            button.intent = Some("review");
        }
        let view = CorrectionView {
            rate: self.sentence(),
            form,
            admin_href: visit.link("admin"),
            rates_href: visit.link("admin/rates"),
        };
        let page = Page::signed(self.signed, Section::Admin, &visit.say("correction-title"));
        page.with_errors(attempt.summary()).show(visit.app, &view)
    }

    fn refused(&self, _: &'static str, error: &ActionError) -> Option<Refused> {
        rate_fields::refused(error)
    }

    async fn meanwhile(&self) -> Result<Meanwhile, WebError> {
        let is_corrected = self.row.corrected_by.is_some();
        Ok(Meanwhile {
            stands: Fields::default(),
            message: is_corrected.then(|| ("units_per_usd", Message::of("error-stale-rate"))),
        })
    }
}

#[get("/admin/rates/<id>/corrections/new")]
pub(super) async fn new(admin: Admin<'_>, id: &str) -> Answer {
    let page = CorrectionPage::load(&admin, id).await?;
    if page.row.corrected_by.is_some() {
        return Err(WebError::NotFound);
    }
    page.show(Attempt::NONE).await
}

/// The right units of a rate; it knows the source of the wrong one.
struct CorrectionForm {
    units_per_usd: Decimal,
    source: String,
    reason: String,
    /// What was looked at.
    seen: String,
}

impl Form for CorrectionForm {
    const NAME: &'static str = "correction";
    const IS_FIRST: bool = true;
    type About = String;

    fn declare(form: &mut Declaring<'_>, wrong: &String) -> Option<Self> {
        // The same publisher, read again on this day: two rates of one source and day could not be told apart.
        let again = format!("{wrong} ({})", form.visit().today());
        let units_per_usd = rate_fields::units(form);
        let source = rate_fields::source(form, &again);
        let reason = form.reason("reason").hint("reason-public").required();
        Some(Self {
            units_per_usd: units_per_usd?,
            source: source?,
            reason: reason?,
            seen: form.value("seen").to_owned(),
        })
    }
}

#[post("/admin/rates/<id>/corrections", data = "<posted>")]
pub(super) async fn create(admin: Admin<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = CorrectionPage::load(&admin, id).await?;
    let act = async |ctx: Context<'_>, new: CorrectionForm, fields: &Fields| act(&page, ctx, new, fields).await;
    let to = |_| format!("admin/rates?currency={}", page.row.currency);
    submit_shown(&page, &page.row.source, posted, act, to).await
}

/// Shows what would change, or does it if it is still what was shown.
async fn act(
    page: &CorrectionPage<'_>,
    ctx: Context<'_>,
    new: CorrectionForm,
    fields: &Fields,
) -> Result<Outcome<usize>, Looking> {
    let confirms = fields.get(INTENT) == CONFIRM;
    if confirms {
        let correcting = Correcting {
            units_per_usd: new.units_per_usd,
            source: &new.source,
            reason: &new.reason,
            seen: &new.seen,
        };
        match correct(ctx, &page.signed.actor, page.row.id.0, correcting).await {
            Err(ActionError::Store(StoreError::Stale)) => {}
            done => return Ok(Outcome::Made(done?)),
        }
    }
    if page.row.corrected_by.is_some() {
        return Err(ActionError::from(StoreError::Stale).into());
    }
    Ok(Outcome::Shown(page.confirm(&new, fields, confirms).await?))
}

fn change_view(visit: &Visit<'_>, change: &Change) -> ChangeView {
    let (language, row) = (visit.language, &change.row);
    let budget = |valuation: &Converted| {
        let budget = valuation.budget;
        budget.map(|budget: Money| format_money_exact(budget, language))
    };
    let reference = row.pledge_reference.as_ref().or(row.project_code.as_ref());
    let moved = change.before.and_then(|before| before.budget) != change.after.budget;
    ChangeView {
        what: visit.say(&format!("entry-{}", row.kind)),
        when: format_date_short(row.dated_on, language),
        who: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
        reference: reference.cloned(),
        amount: format_money(row.amount(), language),
        before: change
            .before
            .map(|valuation| format_money_exact(valuation.usd, language)),
        after: format_money_exact(change.after.usd, language),
        budget_before: change.before.as_ref().and_then(budget).filter(|_| moved),
        budget_after: budget(&change.after).filter(|_| moved),
    }
}
