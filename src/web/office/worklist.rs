//! What needs an officer, longest waiting first.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use super::jurisdiction::{only_country, right};
use super::lapsing::{self, LapsingRow};
use super::paging::{Beside, Paging};
use super::pledge_head::PledgeHead;
use super::proposals;
use super::uncovered::{self, UncoveredRow};
use crate::i18n::number::format_money;
use crate::store::money::Waiting;
use crate::store::plans::Scope;
use crate::store::pledges::PledgeRow;
use crate::store::proposals::count_waiting as count_proposals;
use crate::store::{money, pledges};
use crate::web::answers::Answer;
use crate::web::guards::{Office, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::due::{LateView, late};
use crate::web::parts::proposal::ProposalRowView;
use crate::web::parts::texts::when;
use crate::web::parts::waiting::{WaitingDisbursement, waiting};

/// The worklist.
#[derive(Serialize, JsonSchema)]
struct WorklistPage {
    /// Pledges and proposals that wait for an answer.
    count: i64,
    rows: Vec<SubmittedRow>,
    pages: Beside,
    proposals: Vec<ProposalRowView>,
    proposals_pages: Beside,
    /// Payments that are disputed.
    waiting: Vec<WaitingDisbursement>,
    waiting_pages: Beside,
    late: LateView,
    /// Pledges in kind of which something can be accepted.
    uncovered: Vec<UncoveredRow>,
    uncovered_pages: Beside,
    lapsing: Vec<LapsingRow>,
    lapsing_pages: Beside,
    projects_href: String,
    new_project_href: String,
    behalf_href: String,
}

page_views! { WorklistPage => "office/queue.html" }

/// A pledge that waits for an answer.
#[derive(Serialize, JsonSchema)]
struct SubmittedRow {
    #[serde(flatten)]
    head: PledgeHead,
    amount: String,
    submitted: Option<String>,
    /// This officer may not answer it.
    own: bool,
    on_behalf: bool,
}

#[get("/office?<list>&<page>")]
pub(super) async fn queue(office: Office<'_>, list: Option<&str>, page: Option<i64>) -> Answer {
    let visit = &office.visit;
    let (db, country, paging) = (visit.app.db.primary(), only_country(&office), Paging::to(list, page));
    let mut submitted = pledges::waiting(db, country, paging.part("pledges")).await?;
    let pages = paging.cut(visit, "pledges", &mut submitted);
    let (proposals, proposals_pages) = proposals::waiting(&office, paging).await?;
    let mut disputed = money::waiting(db, Waiting::Disputed(country), paging.part("disputes")).await?;
    let (lapsing, lapsing_pages) = lapsing::list(&office, paging).await?;
    let (uncovered, uncovered_pages) = uncovered::list(&office, paging).await?;
    let view = WorklistPage {
        count: pledges::count_waiting(db, country).await? + count_proposals(db, country).await?,
        rows: submitted.iter().map(|row| submitted_row(&office, row)).collect(),
        pages,
        proposals,
        proposals_pages,
        waiting_pages: paging.cut(visit, "disputes", &mut disputed),
        waiting: waiting(visit, &disputed)?,
        late: late(visit, Scope::Late(country)).await?,
        uncovered,
        uncovered_pages,
        lapsing,
        lapsing_pages,
        projects_href: visit.link("office/projects"),
        new_project_href: visit.link("office/projects/new"),
        behalf_href: visit.link("desk/pledges/new"),
    };
    Page::signed(&office, Section::Office, &visit.say("office-title")).show(visit.app, &view)
}

fn submitted_row(office: &Signed<'_>, row: &PledgeRow) -> SubmittedRow {
    let visit = &office.visit;
    SubmittedRow {
        head: PledgeHead::of(visit, row),
        amount: format_money(row.amount(), visit.language),
        submitted: row.submitted_at.as_ref().map(|at| when(at, visit.language)),
        own: right(office, row).is_err(),
        on_behalf: row.on_behalf,
    }
}
