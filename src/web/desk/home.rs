//! The desk itself: own pledges, and what waits for an answer.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use super::proposals;
use crate::domain::account::Role;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::fulfilments::Fulfilments;
use crate::store::money::{MoneyRow, Waiting};
use crate::store::pledges::{self, PledgeRow};
use crate::store::{Part, fulfilments, money};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::{Desk, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::due::{self, DuesView};
use crate::web::parts::fulfilment::{FulfilmentCell, cell};
use crate::web::parts::marks::{Link, Tag};
use crate::web::parts::pledged::Pledged;
use crate::web::parts::proposal::ProposalRowView;
use crate::web::parts::targets::pledge_target;
use crate::web::parts::texts::pick;
use crate::web::parts::waiting::{WaitingDisbursement, waiting};

/// Payments that wait for an answer, the oldest first, that the desk shows; the list of received payments has all.
const WAITING_MAX: usize = 50;

/// Pledges on a page of the desk.
const PAGE: usize = 25;

/// The desk.
#[derive(Serialize, JsonSchema)]
struct DeskPage {
    by_officer: bool,
    new_href: String,
    needs_href: String,
    direct_href: String,
    expenditure_href: String,
    lists: Vec<Link>,
    proposals: Vec<ProposalRowView>,
    waiting: Vec<WaitingDisbursement>,
    /// Where there are more of them than these.
    more_waiting: Option<String>,
    /// What a provider has to pay.
    due: Option<DuesView>,
    rows: Vec<DeskRow>,
    next: Option<String>,
    first: Option<String>,
}

/// A pledge.
#[derive(Serialize, JsonSchema)]
struct DeskRow {
    reference: String,
    href: String,
    organisation: String,
    target: Link,
    amount: String,
    first: Option<String>,
    pledged_on: String,
    state: Tag,
    fulfilment: Option<FulfilmentCell>,
}

page_views! { DeskPage => "desk/pledges.html" }

#[get("/desk?<before>")]
pub(super) async fn list(desk: Desk<'_>, before: Option<i64>) -> Answer {
    let visit = &desk.visit;
    let mut rows = own_pledges(&desk, before).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more);
    let keys: Vec<_> = rows.iter().map(PledgeRow::key).collect();
    let known = fulfilments::of_pledges(visit.app.db.primary(), &keys).await?;
    let shown = rows.iter().map(|row| desk_row(&desk, row, &known));
    let unanswered = unanswered(&desk).await?;
    let due = match desk.actor.role {
        Role::Partner { organisation } => Some(due::list(visit, organisation).await?),
        Role::Officer { .. } | Role::Administrator => None,
    };
    let lists = ["disbursements", "commitments", "expenditures", "proposals"].map(|name| Link {
        href: visit.link(&format!("desk/{name}")),
        text: visit.say(&format!("list-{name}")),
    });
    let view = DeskPage {
        by_officer: matches!(desk.actor.role, Role::Officer { .. }),
        new_href: visit.link("desk/pledges/new"),
        needs_href: visit.link("projects?status=seeking_funding&gap=open&sort=gap"),
        direct_href: visit.link("desk/commitments/new"),
        expenditure_href: visit.link("desk/expenditures/new"),
        lists: lists.into(),
        proposals: proposals::open(&desk, None).await?,
        waiting: waiting(visit, &unanswered[..unanswered.len().min(WAITING_MAX)])?,
        more_waiting: (unanswered.len() > WAITING_MAX).then(|| visit.link("desk/disbursements")),
        due,
        rows: shown.collect::<Result<_, _>>()?,
        next: next.map(|row| visit.link(&format!("desk?before={}", row.id))),
        first: before.map(|_| visit.link("desk")),
    };
    Page::signed(&desk, Section::Desk, &visit.say("desk-title")).show(visit.app, &view)
}

/// A page of pledges, and one more where there is one.
async fn own_pledges(signed: &Signed<'_>, before: Option<i64>) -> Result<Vec<PledgeRow>, WebError> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let db = signed.visit.app.db.primary();
    Ok(match signed.actor.role {
        Role::Partner { organisation } => pledges::of_organisation(db, organisation, before, limit).await?,
        Role::Officer { jurisdiction } => pledges::of_office(db, jurisdiction.only(), before, limit).await?,
        Role::Administrator => Vec::new(),
    })
}

/// Payments that wait for an answer of this person, and one more where there is one.
async fn unanswered(signed: &Signed<'_>) -> Result<Vec<MoneyRow>, WebError> {
    let Role::Partner { organisation } = signed.actor.role else {
        return Ok(Vec::new());
    };
    let part = Part::first(i64::try_from(WAITING_MAX + 1).unwrap_or(i64::MAX));
    let db = signed.visit.app.db.primary();
    Ok(money::waiting(db, Waiting::Receiver(organisation), part).await?)
}

fn desk_row(signed: &Signed<'_>, row: &PledgeRow, known: &Fulfilments) -> Result<DeskRow, WebError> {
    let (visit, language) = (&signed.visit, signed.visit.language);
    let pledged = Pledged::of(row, known.chain_of(row.key()))?;
    Ok(DeskRow {
        reference: row.reference.clone(),
        href: visit.link(&format!("desk/pledges/{}", row.reference)),
        organisation: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
        target: pledge_target(visit, row).into(),
        amount: format_money(pledged.now.money, language),
        first: pledged.note(language, format_money),
        pledged_on: format_date(row.pledged_on, language),
        state: Tag::new(visit.say(&format!("pledge-state-{}", row.state)), row.state.code()),
        fulfilment: cell(visit, row, known),
    })
}
