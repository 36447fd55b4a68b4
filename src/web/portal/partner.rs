//! An organisation's own page: what it promised, signed and paid, each of its public pledges, and its projects.

use rocket::get;
use serde_json::{Value, json};

use super::partners::json_row;
use crate::domain::counting::Boundary;
use crate::domain::ids::PledgeId;
use crate::domain::money::Money;
use crate::domain::pledge::PledgeState;
use crate::i18n::catalogue::text;
use crate::i18n::number::format_money;
use crate::store::StoreError;
use crate::store::fulfilments::{self, Fulfilments};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::plans::{self, PlanRow, Scope};
use crate::store::pledges::{self, PartRow, PledgeRow};
use crate::store::projects::{self, Listed, ProjectRow};
use crate::store::search::{Cursor, Filter, Sort};
use crate::store::totals::{self, Sums};
use crate::web::answers::Html;
use crate::web::due::{Late, Reader};
use crate::web::errors::WebError;
use crate::web::fulfilment::{fulfilment, pledge_pending};
use crate::web::guards::Visit;
use crate::web::page::{Made, Page, PublicAnswer, Reading, Section};
use crate::web::{boundary, json_views, view};

/// Pledges on a page.
const PLEDGES: usize = 20;
/// Projects shown; the list has all.
const PROJECTS: usize = 6;

/// How much of a pledge is one partner's: of the first figure and of what it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Share {
    Whole,
    Lead {
        first: Money,
        now: Money,
    },
    Part {
        first: Money,
        now: Money,
    },
    /// One share is unknown, so the pledge counts in no partner's total (rule 8).
    Unknown,
}

impl Share {
    fn of(row: &PledgeRow, pledged: view::Pledged, organisation: &OrganisationRow, parts: &[PartRow]) -> Self {
        let parts: Vec<&PartRow> = parts.iter().filter(|part| part.pledge_id == row.id).collect();
        if parts.is_empty() {
            return Self::Whole;
        }
        let others: Vec<Option<i64>> = parts.iter().map(|part| part.amount_minor).collect();
        let mine = parts.iter().position(|part| part.organisation_id == organisation.id);
        // The lead's part stands first.
        let at = mine.map_or(0, |at| at + 1);
        let part = |of: view::Pledged| of.parts(&others).and_then(|parts| parts.get(at).copied());
        match (part(pledged.at_first()), part(pledged)) {
            (Some(first), Some(now)) if mine.is_some() => Self::Part { first, now },
            (Some(first), Some(now)) => Self::Lead { first, now },
            _ => Self::Unknown,
        }
    }

    const fn role(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Lead { .. } => "lead",
            Self::Part { .. } => "part",
            Self::Unknown => "unknown",
        }
    }

    /// Its part of the first figure and of what the pledge is now.
    const fn money(self) -> Option<(Money, Money)> {
        match self {
            Self::Lead { first, now } | Self::Part { first, now } => Some((first, now)),
            Self::Whole | Self::Unknown => None,
        }
    }
}

/// A pledge as the page of one of its providers tells it.
struct Given {
    row: PledgeRow,
    pledged: view::Pledged,
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
    async fn read(visit: &Reading<'_>, row: OrganisationRow, query: Query) -> Result<Self, WebError> {
        let db = visit.snapshot;
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
        let index = visit.index();
        let next = found.last().filter(|_| more).map(|row| row.id.0);
        let given = found.into_iter().map(|pledge| {
            let pledged = view::Pledged::of(&pledge, fulfilments.chain_of(pledge.key()))?;
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
    visit
        .page(&["state", "before"], async |reading| made(reading, slug).await)
        .await
}

async fn made(visit: &Reading<'_>, slug: &str) -> Result<Made, WebError> {
    let (slug, is_json) = slug.strip_suffix(".json").map_or((slug, false), |slug| (slug, true));
    let query = Query::read(visit.get("state"), visit.get("before"))?;
    let row = organisations::by_slug(visit.snapshot, slug)
        .await?
        .ok_or(WebError::NotFound)?;
    if is_json {
        return json_view(visit, row, query).await.map(Made::Json);
    }
    html(visit, row, query).await.map(Made::Html)
}

async fn html(visit: &Reading<'_>, row: OrganisationRow, query: Query) -> Result<Html, WebError> {
    let (db, language) = (visit.snapshot, visit.language);
    let page = Page::public(
        visit,
        Section::Partners,
        view::pick(language, &row.name_es, &row.name_en),
    );
    let known = Known::read(visit, row, query).await?;
    let row = &known.row;
    let name = view::pick(language, &row.name_es, &row.name_en);
    let base = visit.link(&format!("partners/{}", row.slug));
    let counts = pledges::public_states_of_partner(db, row.key()).await?;
    let all: i64 = counts.iter().map(|row| row.count).sum();
    let mut states = vec![
        json!({"text": visit.say("partner-all-pledges"), "count": view::count(all), "current": query.state.is_none(),
        "href": Query::address(&base, None, None)}),
    ];
    states.extend(counts.iter().map(|row| {
        json!({"text": visit.say(&format!("pledge-state-{}", row.state)), "count": view::count(row.count),
            "current": query.state == Some(row.state),
            "href": Query::address(&base, PledgeState::parse(row.state.code()), None)})
    }));
    let ids: Vec<_> = known.projects.rows.iter().map(ProjectRow::key).collect();
    let places = projects::places_of(db, &ids).await?;
    let codes: Vec<String> = known.projects.rows.iter().map(|row| row.code.clone()).collect();
    let sums = totals::of(db, Boundary::Project, &codes).await?;
    let cards = known
        .projects
        .rows
        .iter()
        .map(|row| view::project_card(language, row, &places, sums.get(&row.code)));
    let rows = known
        .pledges
        .iter()
        .map(|given| pledge_line(visit, given, &known.fulfilments));
    page.described(&visit.say("partners-lede")).render(
        visit.app,
        "partner.html",
        json!({
            "name": name,
            "class": {"text": visit.say(&format!("class-{}", row.class)),
                "href": visit.link(&format!("partners?class={}", row.class))},
            "country": match row.country.as_str() {
                code @ ("CO" | "PA") => visit.say(&format!("country-{code}")).into(),
                _ => Value::Null,
            },
            "iati_ref": row.iati_ref,
            "source": row.source,
            "demonstration": row.demonstration,
            "no_figures": known.sums == Sums::default(),
            "bar": boundary::bar(language, Boundary::Partner, &known.sums.usd),
            "figures": boundary::figures(visit, Boundary::Partner, &known.sums),
            "direct": view::shown(language, &known.sums, |sums| sums.direct),
            "in_kind": view::shown(language, &known.sums, |sums| sums.in_kind),
            "covered": view::shown(language, &known.sums, |sums| sums.covered),
            "guarantees": view::shown(language, &known.sums, |sums| sums.guarantees),
            "total_href": boundary::link(visit, Boundary::Partner, &row.slug),
            "pledge_count": all,
            "states": states,
            "pledges": rows.collect::<Result<Vec<_>, _>>()?,
            "late": known.late(visit)?.view(visit, Reader::Public),
            "next": known.next.map(|before| Query::address(&base, query.state, Some(before))),
            "first": query.before.map(|_| Query::address(&base, query.state, None)),
            "cards": cards.collect::<Result<Vec<_>, _>>()?,
            "project_count": known.projects.total,
            "projects_href": visit.link(&format!("projects?partner={}", row.slug)),
            "breadcrumbs": [{"href": visit.link(""), "text": visit.say("nav-home")},
                {"href": visit.link("partners"), "text": visit.say("nav-partners")}, {"href": Value::Null, "text": name}],
            "json_view": format!("{base}.json"),
        }),
    )
}

/// A pledge in the partner's own list, headed by what it is for.
fn pledge_line(visit: &Reading<'_>, given: &Given, fulfilments: &Fulfilments) -> Result<Value, WebError> {
    let language = visit.language;
    let mut line = view::pledge_line(visit, &given.row, given.pledged);
    line["head"] = view::pledge_target(visit, &given.row);
    line["fulfilment"] = fulfilment(visit, &given.row, fulfilments)?;
    line["share"] = match given.share {
        Share::Whole => Value::Null,
        Share::Unknown => visit.say("partner-share-unknown").into(),
        Share::Lead { first, now } | Share::Part { first, now } => {
            let key = format!("partner-share-{}", given.share.role());
            let sentence = text(language, &key, &[("amount", format_money(now, language).into())]);
            let before = (first != now).then(|| view::first_note(first, language, format_money));
            match before {
                Some(before) => format!("{sentence} {before}").into(),
                None => sentence.into(),
            }
        }
    };
    Ok(line)
}

async fn json_view(visit: &Reading<'_>, row: OrganisationRow, query: Query) -> Result<Value, WebError> {
    let version = visit.version();
    let known = Known::read(visit, row, query).await?;
    let mut item = json_row(visit, &known.row, &known.sums);
    item["breakdown"] = json_views::breakdown(&known.sums);
    item["pledges"] = known
        .pledges
        .iter()
        .map(|Given { row, pledged, share }| {
            Ok(json!({
                "waits": pledge_pending(visit, row, &known.fulfilments)?,
                "reference": row.reference,
                "state": row.state,
                "kind": row.kind,
                "project": row.project_code,
                "amount": json_views::money(pledged.first),
                "pledged": json_views::money(pledged.now.money),
                "role": share.role(),
                "share": share.money().map(|(first, _)| json_views::money(first)),
                "pledged_share": share.money().map(|(_, now)| json_views::money(now)),
            }))
        })
        .collect::<Result<_, WebError>>()?;
    item["project_count"] = known.projects.total.into();
    let base = visit.link(&format!("partners/{}.json", known.row.slug));
    Ok(json!({
        "as_of": version,
        "boundary": {"kind": "partner", "key": known.row.slug},
        "item": item,
        "waits": known.late(visit)?.json(),
        "next": known.next.map(|before| Query::address(&base, query.state, Some(before))),
    }))
}
