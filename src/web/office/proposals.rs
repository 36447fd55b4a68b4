//! What an officer verifies before it counts: the list of what waits, the page of one, and the answer.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::jurisdiction::only_country;
use super::paging::{Beside, Paging};
use super::review_form::{ReviewForm, Reviewing};
use crate::actions::{self, ActionError, AmountRefusal, Context, unusual};
use crate::domain::access::{Permission, may};
use crate::domain::money::Money;
use crate::domain::proposal::ProposalState;
use crate::i18n::number::format_money_exact;
use crate::store::projects::{self, ProjectRow};
use crate::store::proposals::{self, ProposalRow};
use crate::store::{StoreError, accounts};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Fields, FormPage, FormView, Place, Posted, Sender, show, submit};
use crate::web::guards::{Office, Signed, Visit};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::proposal::{self, ProposalRowView, ProposalView};

/// A proposal in the office.
#[derive(Serialize, JsonSchema)]
struct ProposalAnswer {
    proposal: ProposalView,
    /// Of the project that it is for.
    budget: Option<BudgetView>,
    pledge_href: Option<String>,
    entered_by: Option<String>,
    /// Why somebody else has to answer.
    refused: Option<String>,
    unusual: Option<String>,
    review: Option<FormView>,
    office_href: String,
}

page_views! { ProposalAnswer => "office/proposal.html" }

/// What a project costs, and what of it nobody has promised.
#[derive(Serialize, JsonSchema)]
struct BudgetView {
    requirement: String,
    gap: Option<String>,
}

/// The part of the worklist in which they wait, and the links to its pages.
pub(super) async fn waiting(
    office: &Signed<'_>,
    paging: Paging<'_>,
) -> Result<(Vec<ProposalRowView>, Beside), WebError> {
    let visit = &office.visit;
    let part = paging.part("proposals");
    let mut rows = proposals::waiting(visit.app.db.primary(), only_country(office), part).await?;
    let pages = paging.cut(visit, "proposals", &mut rows);
    let shown = rows.iter().map(|row| {
        let mut shown = proposal::row_view(visit, row, "office")?;
        shown.own = may(&office.actor, row.reviewing()).is_err();
        Ok(shown)
    });
    Ok((shown.collect::<Result<Vec<_>, StoreError>>()?, pages))
}

async fn found(office: &Signed<'_>, reference: &str) -> Result<ProposalRow, WebError> {
    let row = proposals::by_reference(office.visit.app.db.primary(), reference)
        .await?
        .ok_or(WebError::NotFound)?;
    let towards = row.towards();
    may(&office.actor, Permission::LapsePledge { towards }).map_err(|refusal| WebError::Forbidden(Some(refusal)))?;
    Ok(row)
}

/// The page of a proposal.
struct ProposalPage<'r> {
    office: &'r Signed<'r>,
    reference: &'r str,
}

impl FormPage for ProposalPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.office)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let row = found(self.office, self.reference).await?;
        show_page(self.office, &row, attempt).await
    }
}

/// What the form of an answer knows.
const fn reviewing(row: &ProposalRow, unusual: bool) -> Reviewing {
    Reviewing {
        version: row.version,
        explained: "proposal",
        unusual,
    }
}

#[get("/office/proposals/<reference>")]
pub(super) async fn page(office: Office<'_>, reference: &str) -> Answer {
    let page = ProposalPage {
        office: &office,
        reference,
    };
    page.show(Attempt::NONE).await
}

async fn show_page(office: &Signed<'_>, row: &ProposalRow, attempt: Attempt<'_>) -> Answer {
    let visit = &office.visit;
    let db = &visit.app.db;
    let pending = row.state == ProposalState::Submitted;
    let refusal = may(&office.actor, row.reviewing()).err();
    let entered = accounts::get(db.primary(), row.entered_by).await?;
    let strange = match unusual::of_proposal(db.primary(), row).await {
        Ok(strange) => strange.filter(|_| pending),
        // What is too large to be compared is refused when it is answered.
        Err(ActionError::Amount(AmountRefusal::TooLarge)) => None,
        Err(other) => return Err(other.into()),
    };
    let project = match row.project() {
        Some(id) => projects::get(db.primary(), id).await?,
        None => None,
    };
    let place = Place::new(visit, format!("office/proposals/{}/reviews", row.reference));
    let about = reviewing(row, strange.is_some());
    // What was typed comes back also where somebody else was faster.
    let may_review = pending && refusal.is_none() || attempt.is::<ReviewForm>();
    let review = may_review.then(|| show::<ReviewForm>(&place, &about, &Fields::default(), attempt));
    let pledge = row.pledge_reference.as_ref();
    let view = ProposalAnswer {
        proposal: proposal::load(visit, row).await?,
        budget: project.map(|project| budget(visit, &project)),
        pledge_href: pledge.map(|about| visit.link(&format!("office/pledges/{about}"))),
        entered_by: entered.map(|account| account.name),
        refused: (pending && refusal.is_some()).then(|| visit.say("error-403-four-eyes-text")),
        unusual: proposal::unusual(visit, strange),
        review,
        office_href: visit.link("office"),
    };
    let page = Page::signed(office, Section::Office, proposal::name(row)).with_errors(attempt.summary());
    page.show(visit.app, &view)
}

fn budget(visit: &Visit<'_>, project: &ProjectRow) -> BudgetView {
    let money = |minor| format_money_exact(Money::new(minor, project.budget_currency), visit.language);
    BudgetView {
        requirement: money(project.requirement_minor),
        gap: project.gap_minor.map(money),
    }
}

#[post("/office/proposals/<reference>/reviews", data = "<posted>")]
pub(super) async fn review(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = found(&office, reference).await?;
    may(&office.actor, row.reviewing()).map_err(|refusal| WebError::Forbidden(Some(refusal)))?;
    let page = ProposalPage {
        office: &office,
        reference,
    };
    let act = async |ctx: Context<'_>, new: ReviewForm| {
        actions::proposals::review(ctx, &office.actor, reference, new.version, new.decision, &new.reason).await
    };
    let about = reviewing(&row, false);
    submit(&page, &about, posted, act, |()| format!("office/proposals/{reference}")).await
}
