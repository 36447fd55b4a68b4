//! A promise in the office: how it stands, the answer to it, and its lapse.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::acceptance_forms;
use super::jurisdiction::{found, right};
use super::review_form::{LapseForm, ReviewForm, Reviewing};
use crate::actions::{self, Context, unusual};
use crate::domain::acceptance::must_be_in_kind;
use crate::domain::access::{Refusal, may};
use crate::domain::chain::Chain;
use crate::domain::fulfilment::outstanding;
use crate::domain::pledge::PledgeState;
use crate::i18n::number::format_money;
use crate::store::acceptances::{self, Acceptances};
use crate::store::pledges::PledgeRow;
use crate::store::{accounts, fulfilments, ledger, money};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Fields, FormPage, FormView, Place, Posted, Sender, show, submit};
use crate::web::guards::{Office, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::acceptances::{AcceptancesView, table};
use crate::web::parts::chain::{ChainView, Window, chain as chain_view};
use crate::web::parts::fulfilment::{FulfilmentView, fulfilment};
use crate::web::parts::proposal::{self, PendingProposal};
use crate::web::parts::terms::{TermsView, pledge_terms};
use crate::web::parts::texts::when;

/// A pledge in the office.
#[derive(Serialize, JsonSchema)]
struct PledgeView {
    reference: String,
    terms: TermsView,
    class: String,
    entered_by: Option<String>,
    submitted: Option<String>,
    fulfilment: Option<FulfilmentView>,
    /// An increase of it that waits.
    proposal: Option<PendingProposal>,
    chain: ChainView,
    #[serde(flatten)]
    answer: AnswerView,
    acceptances: AcceptancesView,
    #[serde(flatten)]
    accepting: AcceptingView,
    office_href: String,
    /// Where it is kept for its provider.
    desk_href: Option<String>,
    public_href: Option<String>,
}

page_views! { PledgeView => "office/pledge.html" }

/// What this officer may answer.
#[derive(Serialize, JsonSchema)]
struct AnswerView {
    /// Why somebody else has to answer.
    refused: Option<String>,
    unusual: Option<String>,
    review: Option<FormView>,
    lapse: Option<FormView>,
    lapse_lede: String,
}

/// What can be accepted of a public pledge in kind.
#[derive(Serialize, JsonSchema)]
struct AcceptingView {
    in_kind: bool,
    acceptance_left: Option<String>,
    acceptance_refused: Option<String>,
    forms: Vec<FormView>,
}

/// The page of a promise.
pub(super) struct PledgePage<'r> {
    pub office: &'r Signed<'r>,
    pub reference: &'r str,
}

impl PledgePage<'_> {
    pub(super) fn address(&self) -> String {
        format!("office/pledges/{}", self.reference)
    }
}

impl FormPage for PledgePage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.office)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let row = found(self.office, self.reference).await?;
        show_page(self.office, &row, attempt).await
    }
}

/// What the form of an answer knows.
const fn reviewing(row: &PledgeRow, unusual: bool) -> Reviewing {
    Reviewing {
        version: row.version,
        explained: "decision",
        unusual,
    }
}

#[get("/office/pledges/<reference>")]
pub(super) async fn page(office: Office<'_>, reference: &str) -> Answer {
    let page = PledgePage {
        office: &office,
        reference,
    };
    page.show(Attempt::NONE).await
}

async fn show_page(office: &Signed<'_>, row: &PledgeRow, attempt: Attempt<'_>) -> Answer {
    let visit = &office.visit;
    let db = visit.app.db.primary();
    let known = fulfilments::of_pledges(db, &[row.key()]).await?;
    let chain = known.chain_of(row.key());
    let accepted = acceptances::known_of_pledge(db, row.key(), chain).await?;
    let rows = money::of_pledge(db, row.key()).await?;
    let booked = ledger::of_pledge(db, row.key()).await?;
    let entered = accounts::get(db, row.entered_by).await?;
    let may_edit = may(&office.actor, row.edit_permission()).is_ok();
    let view = PledgeView {
        reference: row.reference.clone(),
        terms: pledge_terms(visit, row, chain).await?,
        class: visit.say(&format!("class-{}", row.organisation_class)),
        entered_by: entered.map(|account| account.name),
        submitted: row.submitted_at.as_ref().map(|at| when(at, visit.language)),
        fulfilment: fulfilment(visit, row, &known),
        proposal: proposal::of_pledge(visit, row, "office").await?,
        chain: chain_view(db, visit, &rows, Some(&booked), Window::Desk).await?,
        answer: answer(office, row, chain, attempt).await?,
        acceptances: table(visit, &accepted)?,
        accepting: accepting(office, row, chain, &accepted, attempt).await?,
        office_href: visit.link("office"),
        desk_href: may_edit.then(|| visit.link(&format!("desk/pledges/{}", row.reference))),
        public_href: row
            .is_public()
            .then(|| visit.link(&format!("pledges/{}", row.reference))),
    };
    let page = Page::signed(office, Section::Office, &row.reference).with_errors(attempt.summary());
    page.show(visit.app, &view)
}

async fn answer(
    office: &Signed<'_>,
    row: &PledgeRow,
    chain: Option<&Chain>,
    attempt: Attempt<'_>,
) -> Result<AnswerView, WebError> {
    let visit = &office.visit;
    let is_submitted = row.state == PledgeState::Submitted;
    let found = match is_submitted {
        true => unusual::of_pledge(visit.app.db.primary(), row).await?,
        false => None,
    };
    let is_refused = right(office, row).is_err();
    let (base, nothing) = (format!("office/pledges/{}", row.reference), Fields::default());
    let about = reviewing(row, found.is_some());
    // What was typed comes back also where somebody else was faster.
    let may_review = is_submitted && !is_refused || attempt.is::<ReviewForm>();
    let review = || show::<ReviewForm>(&Place::of(visit, &base, "reviews"), &about, &nothing, attempt);
    let is_outstanding = chain.is_none_or(|chain| outstanding(chain).is_some());
    let may_lapse = row.state == PledgeState::Verified && is_outstanding && !row.is_valid_on(visit.today());
    let may_lapse = may_lapse || attempt.is::<LapseForm>();
    let lapse = || {
        let place = Place::of(visit, &base, "lapses");
        show::<LapseForm>(&place, &row.is_public(), &nothing, attempt).kind("danger")
    };
    Ok(AnswerView {
        refused: (is_submitted && is_refused).then(|| visit.say("error-403-four-eyes-text")),
        unusual: proposal::unusual(visit, found),
        review: may_review.then(review),
        lapse: may_lapse.then(lapse),
        lapse_lede: visit.say(if row.is_public() {
            "lapse-lede"
        } else {
            "lapse-lede-hidden"
        }),
    })
}

async fn accepting(
    office: &Signed<'_>,
    row: &PledgeRow,
    chain: Option<&Chain>,
    accepted: &Acceptances,
    attempt: Attempt<'_>,
) -> Result<AcceptingView, WebError> {
    let visit = &office.visit;
    let in_kind = must_be_in_kind(row.kind).is_ok() && row.is_public();
    let left = chain.and_then(|chain| acceptance_forms::left(row, chain, accepted));
    let is_own = right(office, row) == Err(Refusal::FourEyes);
    Ok(AcceptingView {
        in_kind,
        acceptance_left: left.filter(|_| in_kind).map(|left| format_money(left, visit.language)),
        acceptance_refused: (in_kind && is_own).then(|| visit.say("acceptance-four-eyes")),
        forms: acceptance_forms::forms(office, row, chain, accepted, attempt).await?,
    })
}

#[post("/office/pledges/<reference>/reviews", data = "<posted>")]
pub(super) async fn review(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = found(&office, reference).await?;
    right(&office, &row).map_err(|refusal| WebError::Forbidden(Some(refusal)))?;
    let page = PledgePage {
        office: &office,
        reference,
    };
    let act = async |ctx: Context<'_>, new: ReviewForm| {
        actions::pledges::review(ctx, &office.actor, reference, new.version, new.decision, &new.reason).await
    };
    submit(&page, &reviewing(&row, false), posted, act, |()| page.address()).await
}

#[post("/office/pledges/<reference>/lapses", data = "<posted>")]
pub(super) async fn lapse(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let is_public = found(&office, reference).await?.is_public();
    let page = PledgePage {
        office: &office,
        reference,
    };
    let act = async |ctx: Context<'_>, LapseForm(reason): LapseForm| {
        actions::pledges::lapse(ctx, &office.actor, reference, &reason).await
    };
    submit(&page, &is_public, posted, act, |()| page.address()).await
}
