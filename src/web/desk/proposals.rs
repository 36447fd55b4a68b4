//! What waits to be verified, or came back, at the desk of whoever entered it.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::breadcrumbs::breadcrumbs;
use crate::actions::{self, Context};
use crate::domain::access::may;
use crate::domain::account::Role;
use crate::domain::proposal::{ProposalKind, ProposalState};
use crate::store::proposals::{self, ProposalRow, Whose};
use crate::store::{Part, StoreError};
use crate::web::answers::{Answer, Download, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Declaring, Fields, Form, FormPage, FormView, Place, Posted, Sender, show, submit};
use crate::web::guards::{Desk, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::marks::Crumb;
use crate::web::parts::proposal::{self, ProposalRowView, ProposalTerms};

/// Rows on a page of the list.
const PAGE: usize = 25;
/// Rows that the desk itself shows.
const OPEN_MAX: i64 = 50;

/// The proposals of whoever reads it, the newest first.
#[derive(Serialize, JsonSchema)]
struct ProposalsPage {
    breadcrumbs: Vec<Crumb>,
    title: String,
    proposals: Vec<ProposalRowView>,
    next: Option<String>,
    first: Option<String>,
}

/// What the page of a proposal shows.
#[derive(Serialize, JsonSchema)]
struct ProposalContent {
    breadcrumbs: Vec<Crumb>,
    proposal: ProposalTerms,
    state_text: String,
    /// Of the newest change.
    reason: Option<String>,
    pledge_href: Option<String>,
    edit_href: Option<String>,
    /// The page of what it became.
    made_href: Option<String>,
    /// Where an officer judges it.
    review_href: Option<String>,
    forms: Vec<FormView>,
}

page_views! { ProposalsPage => "desk/proposals.html", ProposalContent => "desk/proposal.html" }

#[get("/desk/proposals?<before>")]
pub(super) async fn list(desk: Desk<'_>, before: Option<i64>) -> Answer {
    let visit = &desk.visit;
    let whose = match desk.actor.role {
        Role::Partner { organisation } => Whose::Organisation(organisation),
        Role::Officer { jurisdiction } => Whose::Country(jurisdiction.only()),
        Role::Administrator => Whose::Country(None),
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = proposals::listed(visit.app.db.primary(), whose, before, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more);
    let shown = rows.iter().map(|row| proposal::row_view(visit, row, "desk"));
    let title = visit.say("proposals-title");
    let page = Page::signed(&desk, Section::Desk, &title);
    let view = ProposalsPage {
        breadcrumbs: breadcrumbs(visit, &[], &title),
        title,
        proposals: shown.collect::<Result<_, _>>()?,
        next: next.map(|row| visit.link(&format!("desk/proposals?before={}", row.id))),
        first: before.map(|_| visit.link("desk/proposals")),
    };
    page.show(visit.app, &view)
}

/// What waits of an organisation, for its desk; `kind`: only of this kind.
pub(super) async fn open(signed: &Signed<'_>, kind: Option<ProposalKind>) -> Result<Vec<ProposalRowView>, WebError> {
    let Role::Partner { organisation } = signed.actor.role else {
        return Ok(Vec::new());
    };
    let visit = &signed.visit;
    let rows = proposals::open_of_organisation(visit.app.db.primary(), organisation, Part::first(OPEN_MAX)).await?;
    let wanted = |row: &&ProposalRow| kind.is_none_or(|kind| row.kind == kind);
    let shown = rows
        .iter()
        .filter(wanted)
        .map(|row| proposal::row_view(visit, row, "desk"));
    Ok(shown.collect::<Result<Vec<_>, StoreError>>()?)
}

/// The proposal, if this person may read it; and whether it is theirs to change.
pub(super) async fn load_visible(signed: &Signed<'_>, reference: &str) -> Result<(ProposalRow, bool), WebError> {
    let row = proposals::by_reference(signed.visit.app.db.primary(), reference)
        .await?
        .ok_or(WebError::NotFound)?;
    match may(&signed.actor, row.reading()) {
        Ok(()) => {}
        Err(refusal) if refusal.hides() => return Err(WebError::NotFound),
        Err(refusal) => return Err(WebError::Forbidden(Some(refusal))),
    }
    let editable = may(&signed.actor, row.edit_permission()).is_ok();
    Ok((row, editable))
}

/// The proposal, if this person keeps it.
pub(super) async fn own(signed: &Signed<'_>, reference: &str) -> Result<ProposalRow, WebError> {
    match load_visible(signed, reference).await? {
        (row, true) => Ok(row),
        _ => Err(WebError::NotFound),
    }
}

/// The page of a proposal.
struct ProposalPage<'r> {
    signed: &'r Signed<'r>,
    reference: &'r str,
}

impl FormPage for ProposalPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let (row, editable) = load_visible(self.signed, self.reference).await?;
        show_page(self.signed, &row, editable, attempt).await
    }
}

#[get("/desk/proposals/<reference>")]
pub(super) async fn page(desk: Desk<'_>, reference: &str) -> Answer {
    let page = ProposalPage {
        signed: &desk,
        reference,
    };
    page.show(Attempt::NONE).await
}

async fn show_page(signed: &Signed<'_>, row: &ProposalRow, editable: bool, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let state = row.state;
    let base = format!("desk/proposals/{}", row.reference);
    let place = Place::of(visit, &base, "withdrawals");
    let withdrawal = || show::<WithdrawalForm>(&place, &(), &Fields::default(), attempt).kind("danger");
    let forms: Vec<FormView> = (editable && state.is_open() || attempt.is::<WithdrawalForm>())
        .then(withdrawal)
        .into_iter()
        .collect();
    let made = row.ledger_entry_id.map(|id| match row.kind {
        ProposalKind::Commitment => format!("desk/commitments/{id}"),
        ProposalKind::Expenditure => format!("desk/expenditures/{id}"),
        ProposalKind::Revision => format!("desk/pledges/{}", proposal::name(row)),
    });
    let reviews = matches!(signed.actor.role, Role::Officer { .. }) && state == ProposalState::Submitted;
    let shown = proposal::load(visit, row).await?.terms;
    let reason = shown.changes.first().map(|change| change.reason.clone());
    let about = row.pledge_reference.as_ref();
    let view = ProposalContent {
        breadcrumbs: breadcrumbs(visit, &[("desk/proposals", "proposals-title")], &row.reference),
        proposal: shown,
        state_text: visit.say(&format!("desk-proposal-{}", row.state)),
        reason: reason.filter(|reason| !reason.is_empty()),
        pledge_href: about.map(|about| visit.link(&format!("desk/pledges/{about}"))),
        edit_href: (editable && state == ProposalState::Returned).then(|| visit.link(&format!("{base}/edit"))),
        made_href: made.map(|made| visit.link(&made)),
        review_href: reviews.then(|| visit.link(&format!("office/proposals/{}", row.reference))),
        forms,
    };
    let page = Page::signed(signed, Section::Desk, &row.reference);
    page.with_errors(attempt.summary()).show(visit.app, &view)
}

#[get("/desk/proposals/<reference>/document")]
pub(super) async fn document(desk: Desk<'_>, reference: &str) -> Result<Download, WebError> {
    let (row, _) = load_visible(&desk, reference).await?;
    proposal::document(&desk.visit, &row).await
}

/// A proposal is withdrawn by a button alone.
struct WithdrawalForm;

impl Form for WithdrawalForm {
    const NAME: &'static str = "proposal-withdrawal";
    type About = ();

    fn declare(_: &mut Declaring<'_>, (): &()) -> Option<Self> {
        Some(Self)
    }
}

#[post("/desk/proposals/<reference>/withdrawals", data = "<posted>")]
pub(super) async fn withdraw(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    own(&desk, reference).await?;
    let page = ProposalPage {
        signed: &desk,
        reference,
    };
    let act =
        async |ctx: Context<'_>, _: WithdrawalForm| actions::proposals::withdraw(ctx, &desk.actor, reference).await;
    submit(&page, &(), posted, act, |()| format!("desk/proposals/{reference}")).await
}
