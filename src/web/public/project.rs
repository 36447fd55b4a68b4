//! A project's own page, and its JSON view.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use self::facts::{FactsView, facts_view};
use crate::domain::counting::Boundary;
use crate::domain::currency::Currency;
use crate::domain::ids::ProjectId;
use crate::domain::money::Money;
use crate::domain::project::facts::Facts;
use crate::domain::project::{Provenance, Status};
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::fulfilments::{self, Fulfilments};
use crate::store::pledges::{self, PledgeRow};
use crate::store::projects::{self, ProjectRow};
use crate::store::totals::{self, Sums};
use crate::store::{acceptances, events, money};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::http::format::Format;
use crate::web::page::{Asks, Made, Page, PublicAnswer, Reading, Section, page_views};
use crate::web::parts::acceptances::{CoveredElsewhere, CoveredView, by_line};
use crate::web::parts::boundary;
use crate::web::parts::cards::status_tag;
use crate::web::parts::chain::{ChainView, Window, chain};
use crate::web::parts::data::{self, ProjectData};
use crate::web::parts::documented_source::{FundingView, SourceView, funding, source};
use crate::web::parts::events::{EventLine, event};
use crate::web::parts::figures::{self, FigureView, FundingBar, SumView};
use crate::web::parts::fulfilment::{cell, part_fulfilment, pending_for};
use crate::web::parts::marks::{Crumb, Link, Tag};
use crate::web::parts::pending::{PendingData, Words};
use crate::web::parts::pledge_lines::{PledgeLine, part_line, pledge_line};
use crate::web::parts::pledged::Pledged;
use crate::web::parts::texts::{day, document, pick, usd};

mod facts;

/// Events of a project that its page shows.
const EVENTS_MAX: i64 = 12;

/// A project.
#[derive(Serialize, JsonSchema)]
struct ProjectPage {
    code: String,
    title: String,
    description: String,
    status: Tag,
    registered: bool,
    demonstration: bool,
    adopted_on: Option<String>,
    #[serde(flatten)]
    money: MoneyView,
    #[serde(flatten)]
    facts: FactsView,
    #[serde(flatten)]
    budget: BudgetView,
    changes: Vec<StatusChange>,
    steps: Option<Vec<Step>>,
    pledges: Vec<PledgeLine>,
    chain: ChainView,
    funding: Vec<FundingView>,
    source: Option<SourceView>,
    adopt_href: Option<String>,
    events: Vec<EventLine>,
    pledge_href: Option<String>,
    not_open: bool,
    breadcrumbs: Vec<Crumb>,
    json_view: String,
}

/// Its figures; nothing is known of the money of documented projects.
#[derive(Serialize, JsonSchema)]
struct MoneyView {
    bar: Option<FundingBar>,
    figures: Option<Vec<FigureView>>,
    /// The cost in US dollars, where the budget has another currency.
    requirement_usd: Option<String>,
    requirement_not_converted: bool,
    /// Rows whose money has no rate to the currency of the budget.
    without_budget: i64,
    in_kind: Option<SumView>,
    guarantees: Option<SumView>,
    covered: Option<SumView>,
    total_href: String,
}

/// What it costs, line by line, and what is covered in kind.
#[derive(Serialize, JsonSchema)]
struct BudgetView {
    requirement: String,
    budget_on: Option<String>,
    lines: Vec<LineView>,
    any_covered: bool,
    covered_elsewhere: Vec<CoveredElsewhere>,
}

#[derive(Serialize, JsonSchema)]
struct LineView {
    name: String,
    amount: String,
    covered: Vec<CoveredView>,
}

#[derive(Serialize, JsonSchema)]
struct StatusChange {
    from: String,
    to: String,
    effective_on: String,
    reason: String,
    document: Option<Link>,
}

/// A step of the road of a project.
#[derive(Serialize, JsonSchema)]
struct Step {
    text: String,
    /// `done`, `current` or `todo`.
    state: &'static str,
    note: Option<String>,
}

page_views! { ProjectPage => "project.html" }

/// The same as JSON.
#[derive(Serialize)]
struct ProjectView {
    as_of: i64,
    boundary: ProjectKey,
    item: ProjectData,
    waits: Vec<PendingData>,
}

#[derive(Serialize)]
struct ProjectKey {
    kind: &'static str,
    code: String,
}

#[get("/projects/<code>")]
pub(super) async fn page(visit: Visit<'_>, code: &str) -> PublicAnswer {
    let made = async |reading: &Reading<'_>| made(reading, code).await;
    visit.page(Asks::NOTHING.with_json(), made).await
}

async fn made(visit: &Reading<'_>, code: &str) -> Result<Made, WebError> {
    let db = visit.snapshot;
    let row = projects::by_code(db, code).await?.ok_or(WebError::NotFound)?;
    if !row.is_public() {
        return Err(WebError::NotFound);
    }
    let sums = totals::of(db, Boundary::Project, std::slice::from_ref(&row.code)).await?;
    let sums = sums.get(&row.code).cloned().unwrap_or_default();
    match visit.format {
        Format::Page => html(visit, &row, &sums).await.map(Made::Html),
        Format::Json => Made::json(&project_data(visit, &row, &sums).await?),
    }
}

async fn project_data(visit: &Reading<'_>, row: &ProjectRow, sums: &Sums) -> Result<ProjectView, WebError> {
    let places = projects::places_of(visit.snapshot, &[row.key()]).await?;
    Ok(ProjectView {
        as_of: visit.version(),
        boundary: ProjectKey {
            kind: "project",
            code: row.code.clone(),
        },
        item: data::project(visit.language, row, &places, Some(sums))?,
        waits: pending(visit, row).await?,
    })
}

/// Why money of a project waits, for its JSON view: its pledges, and what is signed without one.
async fn pending(visit: &Reading<'_>, row: &ProjectRow) -> Result<Vec<PendingData>, WebError> {
    let (promised, known) = promised(visit, row.key()).await?;
    let mut pending = Vec::new();
    for pledge in &promised {
        let found = pending_for(visit, pledge, &known, row.key());
        pending.extend(Words::of_pledge(&known, pledge.key()).data(Some(&pledge.reference), &found));
    }
    for commitment in known.direct_commitments() {
        let found = known.direct_pending(commitment, visit.today());
        pending.extend(Words::of_direct(&known, commitment).data(None, &found));
    }
    Ok(pending)
}

/// The public pledges of a project, and how far they have come.
async fn promised(visit: &Reading<'_>, id: ProjectId) -> Result<(Vec<PledgeRow>, Fulfilments), WebError> {
    let promised = pledges::public_of_project(visit.snapshot, id).await?;
    let keys: Vec<_> = promised.iter().map(PledgeRow::key).collect();
    let known = fulfilments::of_project(visit.snapshot, &keys, id).await?;
    Ok((promised, known))
}

async fn html(visit: &Reading<'_>, row: &ProjectRow, sums: &Sums) -> Answer {
    let (db, language, id) = (visit.snapshot, visit.language, row.key());
    let facts = projects::facts(db, row).await?;
    let (promised, known) = promised(visit, id).await?;
    let signed = money::signed_of_project(db, id).await?;
    let shown = events::of_project(db, id, EVENTS_MAX).await?;
    let documented = projects::documented(db, id).await?;
    let amounts = projects::funding(db, id).await?;
    let registered = row.provenance == Provenance::Registered;
    let open = registered && row.status.is_open_for_funding();
    let title = pick(language, &row.title_es, &row.title_en);
    let description = pick(language, &row.description_es, &row.description_en);
    let view = ProjectPage {
        code: row.code.clone(),
        title: title.to_owned(),
        description: description.to_owned(),
        status: status_tag(language, row.status),
        registered,
        demonstration: row.demonstration,
        adopted_on: day(row.adopted_on, language),
        money: money_view(visit, row, sums).await?,
        budget: budget(visit, row, &facts).await?,
        facts: facts_view(visit, row, facts).await?,
        changes: changes(visit, id).await?,
        steps: steps(visit, row)?,
        pledges: lines(visit, row, &promised, &known)?,
        chain: chain(db, visit, &signed, None, Window::Project(&known)).await?,
        funding: funding(visit, &amounts),
        source: documented.map(|found| source(visit, &found)),
        adopt_href: (!registered).then(|| visit.link(&format!("office/projects/{}/adoptions/new", row.code))),
        events: shown.iter().map(|row| event(language, row)).collect(),
        pledge_href: open.then(|| visit.link(&format!("desk/pledges/new?project={}", row.code))),
        not_open: registered && !open,
        breadcrumbs: vec![
            Crumb::to(visit.link(""), visit.say("nav-home")),
            Crumb::to(visit.link("projects"), visit.say("nav-projects")),
            Crumb::here(&row.code),
        ],
        json_view: visit.link(&format!("projects/{}.json", row.code)),
    };
    let page = Page::public(visit, Section::Projects, title);
    page.described(description).show(visit.app, &view)
}

async fn money_view(visit: &Reading<'_>, row: &ProjectRow, sums: &Sums) -> Result<MoneyView, WebError> {
    let language = visit.language;
    let registered = row.provenance == Provenance::Registered;
    let figures = registered.then(|| figures::project_figures(language, row, sums));
    let requirement_usd = row
        .requirement_usd_minor
        .filter(|_| row.budget_currency != Currency::USD);
    Ok(MoneyView {
        bar: registered.then(|| figures::project_bar(language, row, &sums.usd)),
        figures: figures.transpose()?,
        requirement_usd: requirement_usd.map(|minor| usd(minor, language)),
        requirement_not_converted: registered && row.requirement_usd_minor.is_none() && row.requirement_minor > 0,
        without_budget: money::count_without_budget(visit.snapshot, row.key()).await?,
        in_kind: figures::shown(language, sums, |sums| sums.in_kind),
        guarantees: figures::shown(language, sums, |sums| sums.guarantees),
        covered: figures::shown(language, sums, |sums| sums.covered),
        total_href: boundary::link(visit, Boundary::Project, &row.code),
    })
}

async fn budget(visit: &Reading<'_>, row: &ProjectRow, facts: &Facts) -> Result<BudgetView, WebError> {
    let language = visit.language;
    let currency = row.budget_currency;
    let accepted = acceptances::known_of_project(visit.snapshot, row.key()).await?;
    let (covered, covered_elsewhere) = by_line(visit, &accepted, &facts.lines, facts.budget_currency)?;
    let any_covered = covered.iter().any(|one| !one.is_empty());
    let lines = facts.lines.iter().zip(covered).map(|(line, covered)| LineView {
        name: pick(language, &line.name_es, &line.name_en).to_owned(),
        amount: format_money_exact(Money::new(line.amount_minor, currency), language),
        covered,
    });
    Ok(BudgetView {
        requirement: format_money_exact(row.requirement(), language),
        budget_on: day(row.budget_on, language),
        lines: lines.collect(),
        any_covered,
        covered_elsewhere,
    })
}

/// The pledges of a project, and the parts of others that are earmarked to it.
fn lines(
    visit: &Reading<'_>,
    row: &ProjectRow,
    promised: &[PledgeRow],
    known: &Fulfilments,
) -> Result<Vec<PledgeLine>, WebError> {
    let mut lines = Vec::new();
    for pledge in promised {
        let chain = known.chain_of(pledge.key());
        let pledged = Pledged::of(pledge, chain)?;
        if pledge.project_id == Some(row.id) {
            lines.push(PledgeLine {
                fulfilment: cell(visit, pledge, known),
                ..pledge_line(visit, pledge, pledged)
            });
        } else if let Some(part) = part_line(visit, pledge, pledged, chain, row.key()) {
            lines.push(PledgeLine {
                fulfilment: Some(part_fulfilment(visit, pledge, known, row.key())),
                ..part
            });
        }
    }
    Ok(lines)
}

async fn changes(visit: &Reading<'_>, id: ProjectId) -> Result<Vec<StatusChange>, WebError> {
    let rows = projects::status_changes(visit.snapshot, id).await?;
    let changes = rows.iter().map(|change| StatusChange {
        from: visit.say(&format!("status-{}", change.from_status)),
        to: visit.say(&format!("status-{}", change.to_status)),
        effective_on: format_date(change.effective_on, visit.language),
        reason: change.reason.clone().unwrap_or_else(|| visit.say("text-redacted")),
        document: document(change.document_reference.as_deref(), change.document_name.as_deref()),
    });
    Ok(changes.collect())
}

/// The road of a registered project; one that is suspended stands where it came from.
fn steps(visit: &Reading<'_>, row: &ProjectRow) -> Result<Option<Vec<Step>>, WebError> {
    const ROAD: [Status; 5] = [
        Status::Identified,
        Status::SeekingFunding,
        Status::Implementation,
        Status::Finalisation,
        Status::Closed,
    ];
    let status = row.status;
    if row.provenance == Provenance::Documented || status == Status::Cancelled {
        return Ok(None);
    }
    let here = row.suspended_from.unwrap_or(status);
    let steps = ROAD.iter().map(|step| Step {
        text: visit.say(&format!("status-{}", step.code())),
        state: match step.cmp(&here) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "current",
            std::cmp::Ordering::Greater => "todo",
        },
        note: (*step == here && status == Status::Suspended).then(|| visit.say("status-suspended")),
    });
    Ok(Some(steps.collect()))
}
