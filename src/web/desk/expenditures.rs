//! Reporting what was spent on a project, with its document; and correcting what was reported.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;
use time::Date;

use super::breadcrumbs::breadcrumbs;
use super::form_alone::show_alone;
use super::money::{Whose, load_visible, organisation_choices, project_of};
use crate::actions;
use crate::actions::money::{NewExpenditure, Recorded};
use crate::domain::document::Document;
use crate::domain::ids::{OrganisationId, ProjectId};
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::ledger;
use crate::store::money::{self, MoneyRow};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, FormView, Place, Posted, Sender, as_typed, show, submit,
};
use crate::web::guards::{Desk, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::chain::{ChainView, Window, chain};
use crate::web::parts::marks::{Crumb, Link};
use crate::web::parts::targets::project_link;
use crate::web::parts::texts::pick;

/// What was spent on a project, and by whom.
struct ExpenditureForm {
    project: ProjectId,
    organisation: OrganisationId,
    amount: Money,
    spent_on: Date,
    note: String,
    document: Option<Document>,
}

/// What its form knows.
struct ExpenditureAbout {
    /// The project that was typed, where it is known.
    project: Option<ProjectId>,
    whose: Whose,
}

impl Form for ExpenditureForm {
    const NAME: &'static str = "expenditure";
    type About = ExpenditureAbout;

    fn declare(form: &mut Declaring<'_>, about: &ExpenditureAbout) -> Option<Self> {
        let today = form.visit().today().to_string();
        let project = form
            .code_of("project", about.project, "error-project-unknown")
            .required();
        let organisation = about.whose.declare(form, "");
        let currency = form.currency("currency").filled("USD").required();
        let amount = form.amount("amount", currency).required();
        let spent_on = form.date("spent_on").filled(today).required();
        let note = form
            .reason("reason")
            .label("spent-for")
            .hint("reason-public")
            .required();
        let document = form.document("document", true);
        Some(Self {
            project: project?,
            organisation: organisation?,
            amount: amount?,
            spent_on: spent_on?,
            note: note?,
            document,
        })
    }
}

/// The page of the form.
struct NewPage<'r> {
    signed: &'r Signed<'r>,
    begun: Fields,
    about: ExpenditureAbout,
}

impl<'r> NewPage<'r> {
    async fn load(signed: &'r Signed<'r>, project: &str) -> Result<Self, WebError> {
        let mut begun = Fields::default();
        begun.set("project", project);
        Ok(Self {
            signed,
            begun,
            about: ExpenditureAbout {
                project: project_of(signed, project).await?,
                whose: Whose::of(signed, &organisation_choices(signed).await?),
            },
        })
    }
}

impl FormPage for NewPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let (signed, visit) = (self.signed, &self.signed.visit);
        let form = show::<ExpenditureForm>(
            &Place::new(visit, "desk/expenditures"),
            &self.about,
            &self.begun,
            attempt,
        );
        let [title, lede] = ["expenditure-title", "expenditure-lede"].map(|key| visit.say(key));
        show_alone(signed, title, lede, form, attempt)
    }
}

#[get("/desk/expenditures/new?<project>")]
pub(super) async fn new(desk: Desk<'_>, project: Option<&str>) -> Answer {
    let page = NewPage::load(&desk, project.unwrap_or_default()).await?;
    page.show(Attempt::NONE).await
}

#[post("/desk/expenditures", data = "<posted>")]
pub(super) async fn create(desk: Desk<'_>, posted: Posted) -> Result<Reply, WebError> {
    let page = NewPage::load(&desk, posted.fields.get("project")).await?;
    let act = async |ctx: actions::Context<'_>, new: ExpenditureForm| {
        let new_expenditure = NewExpenditure {
            organisation: new.organisation,
            project: new.project,
            amount: new.amount,
            spent_on: new.spent_on,
            note: &new.note,
            document: new.document.as_ref(),
        };
        actions::money::spend(ctx, &desk.actor, new_expenditure).await
    };
    let to = |made| match made {
        Recorded::Now(made) => format!("desk/expenditures/{made}"),
        Recorded::Pendings(made) => format!("desk/proposals/{made}"),
    };
    submit(&page, &page.about, posted, act, to).await
}

/// What the page of an expenditure shows.
#[derive(Serialize, JsonSchema)]
struct ExpenditureContent {
    breadcrumbs: Vec<Crumb>,
    id: i64,
    provider: String,
    amount: String,
    /// What of it stands.
    net: String,
    spent_on: String,
    on_behalf: bool,
    project: Option<Link>,
    chain: ChainView,
    forms: Vec<FormView>,
}

page_views! { ExpenditureContent => "desk/expenditure.html" }

/// The page of an expenditure.
struct ExpenditurePage<'r> {
    signed: &'r Signed<'r>,
    row: MoneyRow,
}

impl FormPage for ExpenditurePage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        show_page(self.signed, &self.row, attempt).await
    }
}

#[get("/desk/expenditures/<id>")]
pub(super) async fn page(desk: Desk<'_>, id: &str) -> Answer {
    let (row, _) = load_visible(&desk, id, EntryKind::Expenditure).await?;
    show_page(&desk, &row, Attempt::NONE).await
}

async fn show_page(signed: &Signed<'_>, row: &MoneyRow, attempt: Attempt<'_>) -> Answer {
    let (visit, language) = (&signed.visit, signed.visit.language);
    let rows = money::of_commitment(visit.app.db.primary(), row.key()).await?;
    let booked = ledger::of_commitment(visit.app.db.primary(), row.key()).await?;
    let net = booked.iter().map(|one| one.entry.amount.minor()).sum::<i64>();
    let net = Money::new(net, row.amount().currency());
    let place = Place::of(visit, &format!("desk/expenditures/{}", row.id), "adjustments");
    let form = || show::<AdjustmentForm>(&place, &net, &Fields::default(), attempt).kind("danger");
    let forms: Vec<FormView> = (net.is_positive() || attempt.is::<AdjustmentForm>())
        .then(form)
        .into_iter()
        .collect();
    let name = visit.say("entry-expenditure");
    let view = ExpenditureContent {
        breadcrumbs: breadcrumbs(visit, &[("desk/expenditures", "list-expenditures")], &name),
        id: row.id.0,
        provider: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
        amount: format_money_exact(row.amount(), language),
        net: format_money_exact(net, language),
        spent_on: format_date(row.dated_on, language),
        on_behalf: row.on_behalf,
        project: project_link(visit, row),
        chain: chain(visit.app.db.primary(), visit, &rows, None, Window::Desk).await?,
        forms,
    };
    let page = Page::signed(signed, Section::Desk, &format!("{name} {}", row.id));
    page.with_errors(attempt.summary()).show(visit.app, &view)
}

/// How much of an expenditure was not spent.
struct AdjustmentForm {
    amount: Money,
    reason: String,
}

impl Form for AdjustmentForm {
    const NAME: &'static str = "adjustment";
    type About = Money;

    fn declare(form: &mut Declaring<'_>, net: &Money) -> Option<Self> {
        let net_typed = as_typed(*net, form.visit().language);
        let amount = form.amount("amount", Some(net.currency())).filled(net_typed);
        let amount = amount.label("unspent").hint("unspent").required();
        let reason = form.reason("reason").hint("reason-public").required();
        Some(Self {
            amount: amount?,
            reason: reason?,
        })
    }
}

#[post("/desk/expenditures/<id>/adjustments", data = "<posted>")]
pub(super) async fn adjust(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let (row, _) = load_visible(&desk, id, EntryKind::Expenditure).await?;
    let page = ExpenditurePage { signed: &desk, row };
    let own = page.row.amount();
    let act = async |ctx: actions::Context<'_>, new: AdjustmentForm| {
        actions::money::adjust(ctx, &desk.actor, page.row.id.0, new.amount, &new.reason).await
    };
    submit(&page, &own, posted, act, |()| {
        format!("desk/expenditures/{}", page.row.id)
    })
    .await
}
