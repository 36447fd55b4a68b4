//! An organisation's own page: what it promised, signed and paid, each of its public pledges, and its projects.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use self::share::Share;
use crate::domain::counting::Boundary;
use crate::domain::ids::PledgeId;
use crate::domain::pledge::{PledgeKind, PledgeState};
use crate::i18n::catalogue::text;
use crate::i18n::number::format_money;
use crate::store::StoreError;
use crate::store::fulfilments::{self, Fulfilments};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::plans::{self, PlanRow, Scope};
use crate::store::pledges::{self, PledgeRow, StateRow};
use crate::store::projects::{self, Listed};
use crate::store::search::{Cursor, Filter, Sort};
use crate::store::totals::{self, Sums};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::http::format::Format;
use crate::web::page::{Asks, Made, Page, PublicAnswer, Reading, Section, page_views};
use crate::web::parts::boundary;
use crate::web::parts::cards::{ProjectCard, cards};
use crate::web::parts::data::{self, Amount, Breakdown, Keyed, OrganisationData};
use crate::web::parts::due::{Late, LateData, LateView, Reader};
use crate::web::parts::figures::{self, FigureView, FundingBar, SumView};
use crate::web::parts::fulfilment::{cell, pledge_pending};
use crate::web::parts::marks::{Choice, Crumb, Link};
use crate::web::parts::pending::PendingData;
use crate::web::parts::pledge_lines::{PledgeLine, pledge_line};
use crate::web::parts::pledged::{Pledged, first_note};
use crate::web::parts::targets::pledge_target;
use crate::web::parts::texts::{count, pick};

mod share;

/// Pledges on a page.
const PLEDGES: usize = 20;
/// Projects shown; the list has all.
const PROJECTS: usize = 6;

/// What an organisation promised, signed and paid.
#[derive(Serialize, JsonSchema)]
struct PartnerPage {
    name: String,
    class: Link,
    country: Option<String>,
    iati_ref: Option<String>,
    source: Option<String>,
    demonstration: bool,
    no_figures: bool,
    bar: FundingBar,
    figures: Vec<FigureView>,
    direct: Option<SumView>,
    in_kind: Option<SumView>,
    covered: Option<SumView>,
    guarantees: Option<SumView>,
    total_href: String,
    pledge_count: i64,
    states: Vec<Choice>,
    pledges: Vec<PledgeLine>,
    late: LateView,
    next: Option<String>,
    first: Option<String>,
    cards: Vec<ProjectCard>,
    project_count: i64,
    projects_href: String,
    breadcrumbs: Vec<Crumb>,
    json_view: String,
}

page_views! { PartnerPage => "partner.html" }

/// The same as JSON.
#[derive(Serialize)]
struct PartnerData {
    as_of: i64,
    boundary: Keyed,
    item: ItemData,
    waits: Vec<LateData>,
    next: Option<String>,
}

#[derive(Serialize)]
struct ItemData {
    #[serde(flatten)]
    organisation: OrganisationData,
    breakdown: Breakdown,
    pledges: Vec<PledgeData>,
    project_count: i64,
}

/// A pledge with what of it is this partner's.
#[derive(Serialize)]
struct PledgeData {
    waits: Vec<PendingData>,
    reference: String,
    state: PledgeState,
    kind: PledgeKind,
    project: Option<String>,
    amount: Amount,
    pledged: Amount,
    role: &'static str,
    share: Option<Amount>,
    pledged_share: Option<Amount>,
}

/// A pledge as the page of one of its providers tells it.
struct Given {
    row: PledgeRow,
    pledged: Pledged,
    share: Share,
}

/// Which of the pledges the address asks for.
#[derive(Debug, Clone, Copy)]
struct Query {
    state: Option<PledgeState>,
    before: Option<i64>,
}

impl Query {
    fn read(state: Option<&str>, before: Option<&str>) -> Result<Self, WebError> {
        Ok(Self {
            state: state
                .map(|code| PledgeState::parse(code).ok_or(WebError::NotFound))
                .transpose()?,
            before: before
                .map(|id| id.parse().map_err(|_| WebError::NotFound))
                .transpose()?,
        })
    }

    fn address(base: &str, state: Option<PledgeState>, before: Option<i64>) -> String {
        match (state, before) {
            (None, None) => base.to_owned(),
            (Some(state), None) => format!("{base}?state={}", state.code()),
            (None, Some(before)) => format!("{base}?before={before}"),
            (Some(state), Some(before)) => format!("{base}?state={}&before={before}", state.code()),
        }
    }
}

/// Everything that a partner's page and its JSON view tell.
struct Known {
    row: OrganisationRow,
    sums: Sums,
    pledges: Vec<Given>,
    next: Option<i64>,
    /// What may be late of it, and whether there is more.
    candidates: (Vec<PlanRow>, bool),
    fulfilments: Fulfilments,
    projects: Listed,
}

impl Known {
    async fn read(visit: &Reading<'_>, slug: &str, query: Query) -> Result<Self, WebError> {
        let db = visit.snapshot;
        let row = organisations::by_slug(db, slug).await?.ok_or(WebError::NotFound)?;
        let Query { state, before } = query;
        let sums = totals::of(db, Boundary::Partner, std::slice::from_ref(&row.slug))
            .await?
            .remove(&row.slug);
        let limit = i64::try_from(PLEDGES + 1).unwrap_or(i64::MAX);
        let mut found = pledges::public_of_partner(db, row.key(), state, before, limit).await?;
        if found.is_empty() && before.is_some() {
            return Err(WebError::NotFound);
        }
        let more = found.len() > PLEDGES;
        found.truncate(PLEDGES);
        let ids: Vec<PledgeId> = found.iter().map(PledgeRow::key).collect();
        let parts = pledges::parts_of(db, &ids).await?;
        let candidates = plans::candidates(db, &Scope::LateOf(row.key()), visit.today()).await?;
        let (mut accounts, direct) = plans::accounts(&candidates.0);
        accounts.extend(&ids);
        let fulfilments = fulfilments::of_accounts(db, &accounts, &direct).await?;
        let filter = Filter {
            partner: Some(row.slug.clone()),
            ..Filter::default()
        };
        let index = visit.index()?;
        let next = found.last().filter(|_| more).map(|row| row.id.0);
        let given = found.into_iter().map(|pledge| {
            let pledged = Pledged::of(&pledge, fulfilments.chain_of(pledge.key()))?;
            Ok(Given {
                share: Share::of(&pledge, pledged, &row, &parts),
                pledged,
                row: pledge,
            })
        });
        Ok(Self {
            pledges: given.collect::<Result<_, StoreError>>()?,
            candidates,
            fulfilments,
            next,
            projects: projects::list(db, index, &filter, &Cursor::first(Sort::Newest), PROJECTS).await?,
            sums: sums.unwrap_or_default(),
            row,
        })
    }

    fn late(&self, visit: &Reading<'_>) -> Result<Late<'_>, WebError> {
        let (rows, cut) = &self.candidates;
        Late::of(rows, &self.fulfilments, *cut, visit.today())
    }
}

#[get("/partners/<slug>")]
pub(super) async fn page(visit: Visit<'_>, slug: &str) -> PublicAnswer {
    let asks = Asks::names(&["state", "before"]).with_json().with_index();
    visit.page(asks, async |reading| made(reading, slug).await).await
}

async fn made(visit: &Reading<'_>, slug: &str) -> Result<Made, WebError> {
    let query = Query::read(visit.get("state"), visit.get("before"))?;
    let known = Known::read(visit, slug, query).await?;
    match visit.format {
        Format::Page => html(visit, &known, query).await.map(Made::Html),
        Format::Json => Made::json(&data(visit, &known, query)?),
    }
}

async fn html(visit: &Reading<'_>, known: &Known, query: Query) -> Answer {
    let (language, row, sums) = (visit.language, &known.row, &known.sums);
    let name = pick(language, &row.name_es, &row.name_en).to_owned();
    let base = visit.link(&format!("partners/{}", row.slug));
    let counts = pledges::public_states_of_partner(visit.snapshot, row.key()).await?;
    let lines = known.pledges.iter();
    let lines = lines.map(|given| line(visit, given, &known.fulfilments));
    let page = Page::public(visit, Section::Partners, &name);
    let view = PartnerPage {
        class: Link {
            text: visit.say(&format!("class-{}", row.class)),
            href: visit.link(&format!("partners?class={}", row.class)),
        },
        country: match row.country.as_str() {
            code @ ("CO" | "PA") => Some(visit.say(&format!("country-{code}"))),
            _ => None,
        },
        iati_ref: row.iati_ref.clone(),
        source: row.source.clone(),
        demonstration: row.demonstration,
        no_figures: *sums == Sums::default(),
        bar: boundary::bar(language, Boundary::Partner, &sums.usd),
        figures: boundary::figures(visit, Boundary::Partner, sums),
        direct: figures::shown(language, sums, |sums| sums.direct),
        in_kind: figures::shown(language, sums, |sums| sums.in_kind),
        covered: figures::shown(language, sums, |sums| sums.covered),
        guarantees: figures::shown(language, sums, |sums| sums.guarantees),
        total_href: boundary::link(visit, Boundary::Partner, &row.slug),
        pledge_count: counts.iter().map(|row| row.count).sum(),
        states: states(visit, &base, query, &counts),
        pledges: lines.collect::<Result<_, _>>()?,
        late: known.late(visit)?.view(visit, Reader::Public),
        next: known
            .next
            .map(|before| Query::address(&base, query.state, Some(before))),
        first: query.before.map(|_| Query::address(&base, query.state, None)),
        cards: cards(visit.snapshot, language, &known.projects.rows).await?,
        project_count: known.projects.total,
        projects_href: visit.link(&format!("projects?partner={}", row.slug)),
        breadcrumbs: crumbs(visit, &name),
        json_view: format!("{base}.json"),
        name,
    };
    page.described(&visit.say("partners-lede")).show(visit.app, &view)
}

fn crumbs(visit: &Reading<'_>, name: &str) -> Vec<Crumb> {
    vec![
        Crumb::to(visit.link(""), visit.say("nav-home")),
        Crumb::to(visit.link("partners"), visit.say("nav-partners")),
        Crumb::here(name),
    ]
}

/// The same pledges by state.
fn states(visit: &Reading<'_>, base: &str, query: Query, counts: &[StateRow]) -> Vec<Choice> {
    let all = Choice {
        href: Query::address(base, None, None),
        text: visit.say("partner-all-pledges"),
        count: Some(count(counts.iter().map(|row| row.count).sum())),
        current: query.state.is_none(),
    };
    let states = counts.iter().map(|row| Choice {
        href: Query::address(base, Some(row.state), None),
        text: visit.say(&format!("pledge-state-{}", row.state)),
        count: Some(count(row.count)),
        current: query.state.is_some_and(|state| state == row.state),
    });
    std::iter::once(all).chain(states).collect()
}

/// A pledge in the partner's own list, headed by what it is for.
fn line(visit: &Reading<'_>, given: &Given, fulfilments: &Fulfilments) -> Result<PledgeLine, WebError> {
    let language = visit.language;
    let share = match given.share {
        Share::Whole => None,
        Share::Unknown => Some(visit.say("partner-share-unknown")),
        Share::Lead { first, now } | Share::Part { first, now } => {
            let key = format!("partner-share-{}", given.share.role());
            let sentence = text(language, &key, &[("amount", format_money(now, language).into())]);
            let before = (first != now).then(|| first_note(first, language, format_money));
            Some(before.map_or(sentence.clone(), |before| format!("{sentence} {before}")))
        }
    };
    Ok(PledgeLine {
        head: pledge_target(visit, &given.row).into(),
        share,
        fulfilment: cell(visit, &given.row, fulfilments),
        ..pledge_line(visit, &given.row, given.pledged)
    })
}

fn data(visit: &Reading<'_>, known: &Known, query: Query) -> Result<PartnerData, WebError> {
    let (language, key) = (visit.language, known.row.slug.clone());
    let base = visit.link(&format!("partners/{key}.json"));
    let pledges = known.pledges.iter();
    let pledges = pledges.map(|given| pledge_data(visit, given, &known.fulfilments));
    Ok(PartnerData {
        as_of: visit.version(),
        boundary: Keyed { kind: "partner", key },
        item: ItemData {
            organisation: data::organisation(language, &known.row, &known.sums),
            breakdown: data::breakdown(&known.sums),
            pledges: pledges.collect::<Result<_, _>>()?,
            project_count: known.projects.total,
        },
        waits: known.late(visit)?.data(),
        next: known
            .next
            .map(|before| Query::address(&base, query.state, Some(before))),
    })
}

fn pledge_data(visit: &Reading<'_>, given: &Given, fulfilments: &Fulfilments) -> Result<PledgeData, WebError> {
    let Given { row, pledged, share } = given;
    Ok(PledgeData {
        waits: pledge_pending(visit, row, fulfilments),
        reference: row.reference.clone(),
        state: row.state,
        kind: row.kind,
        project: row.project_code.clone(),
        amount: data::money(pledged.first),
        pledged: data::money(pledged.now.money),
        role: share.role(),
        share: share.money().map(|(first, _)| data::money(first)),
        pledged_share: share.money().map(|(_, now)| data::money(now)),
    })
}
