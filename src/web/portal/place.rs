//! A place's own page: where it lies, what the gazetteer knows of it, its figures, what lies within it, its projects.

use rocket::get;
use serde_json::{Value, json};

use super::places::{json_row, row};
use crate::domain::counting::Boundary;
use crate::domain::ids::PledgeId;
use crate::domain::place::{Gazetteer, Place, Publisher};
use crate::store::fulfilments::{self, Fulfilments};
use crate::store::places::{self, DetailRow};
use crate::store::plans::{self, PlanRow, Scope};
use crate::store::pledges::{self, PledgeRow};
use crate::store::projects::{self, ProjectRow};
use crate::store::search::{Cursor, Filter, Sort};
use crate::store::totals::{self, Sums};
use crate::web::answers::Html;
use crate::web::due::{Late, Reader};
use crate::web::errors::WebError;
use crate::web::fulfilment::{fulfilment, pledge_pending};
use crate::web::guards::Visit;
use crate::web::page::{Made, Page, PublicAnswer, Reading, Section};
use crate::web::{boundary, json_views, view};

/// Places within a place on a page.
const WITHIN: usize = 60;
/// Pledges to the place itself on a page.
const PLEDGES: usize = 20;
/// Projects shown; the list has all.
const PROJECTS: usize = 6;

#[get("/places/<code>")]
pub(super) async fn page(visit: Visit<'_>, code: &str) -> PublicAnswer {
    visit
        .page(&["after", "before"], async |reading| made(reading, code).await)
        .await
}

async fn made(visit: &Reading<'_>, code: &str) -> Result<Made, WebError> {
    let (code, is_json) = code.strip_suffix(".json").map_or((code, false), |code| (code, true));
    let gazetteer = places::gazetteer(visit.snapshot).await?;
    let place = gazetteer.by_code(code).ok_or(WebError::NotFound)?;
    let promised = promised(visit, place, visit.get("before")).await?;
    if is_json {
        return json_view(visit, &gazetteer, place, &promised).await.map(Made::Json);
    }
    html(visit, &gazetteer, place, visit.get("after"), &promised)
        .await
        .map(Made::Html)
}

/// Public pledges to a place itself, and where the list goes on and begins.
struct Promised {
    rows: Vec<(PledgeRow, view::Pledged)>,
    /// What may be late for it, and whether there is more.
    candidates: (Vec<PlanRow>, bool),
    fulfilments: Fulfilments,
    /// The last one shown, where there are more.
    next: Option<i64>,
    is_continued: bool,
}

async fn promised(visit: &Reading<'_>, place: &Place, before: Option<&str>) -> Result<Promised, WebError> {
    let before: Option<i64> = before
        .map(|id| id.parse().map_err(|_| WebError::NotFound))
        .transpose()?;
    let limit = i64::try_from(PLEDGES + 1).unwrap_or(i64::MAX);
    let mut rows = pledges::public_of_place(visit.snapshot, place.id, before, limit).await?;
    if rows.is_empty() && before.is_some() {
        return Err(WebError::NotFound);
    }
    let more = rows.len() > PLEDGES;
    rows.truncate(PLEDGES);
    let keys: Vec<PledgeId> = rows.iter().map(PledgeRow::key).collect();
    let scope = Scope::LateAt(place.code.clone());
    let candidates = plans::candidates(visit.snapshot, &scope, visit.today()).await?;
    let (mut accounts, direct) = plans::accounts(&candidates.0);
    accounts.extend(&keys);
    let fulfilments = fulfilments::of_accounts(visit.snapshot, &accounts, &direct).await?;
    Ok(Promised {
        next: rows.last().filter(|_| more).map(|row| row.id.0),
        rows: rows
            .into_iter()
            .map(|row| view::Pledged::of(&row, fulfilments.chain_of(row.key())).map(|pledged| (row, pledged)))
            .collect::<Result<_, _>>()?,
        is_continued: before.is_some(),
        candidates,
        fulfilments,
    })
}

impl Promised {
    fn late(&self, visit: &Reading<'_>) -> Result<Late<'_>, WebError> {
        let (rows, cut) = &self.candidates;
        Late::of(rows, &self.fulfilments, *cut, visit.today())
    }

    fn line(&self, visit: &Reading<'_>, row: &PledgeRow, pledged: view::Pledged) -> Result<Value, WebError> {
        let mut line = view::pledge_line(visit, row, pledged);
        line["fulfilment"] = fulfilment(visit, row, &self.fulfilments)?;
        Ok(line)
    }
}

/// The places within another, in the order of their names, from after one of them; and whether there are more.
fn within<'g>(
    gazetteer: &'g Gazetteer,
    place: &Place,
    after: Option<&str>,
) -> Result<(Vec<&'g Place>, bool), WebError> {
    let all = gazetteer.children(place.id);
    let from = match after {
        None => 0,
        Some(code) => all.iter().position(|one| one.code == code).ok_or(WebError::NotFound)? + 1,
    };
    let shown: Vec<&Place> = all.iter().copied().skip(from).take(WITHIN).collect();
    let more = from + shown.len() < all.len();
    Ok((shown, more))
}

async fn html(
    visit: &Reading<'_>,
    gazetteer: &Gazetteer,
    place: &Place,
    after: Option<&str>,
    promised: &Promised,
) -> Result<Html, WebError> {
    let (db, language) = (visit.snapshot, visit.language);
    let page = Page::public(visit, Section::Places, &place.name);
    let (within, more) = within(gazetteer, place, after)?;
    let mut codes = vec![place.code.clone()];
    codes.extend(within.iter().map(|one| one.code.clone()));
    let sums = totals::of(db, Boundary::Place, &codes).await?;
    let own = sums.get(&place.code).cloned().unwrap_or_default();
    let detail = places::detail(db, place.id).await?.ok_or(WebError::NotFound)?;
    let filter = Filter {
        place: Some(place.code.clone()),
        ..Filter::default()
    };
    let index = visit.index();
    let listed = projects::list(db, index, &filter, &Cursor::first(Sort::Newest), PROJECTS).await?;
    let (listed, project_count) = (listed.rows, listed.total);
    let ids: Vec<_> = listed.iter().map(ProjectRow::key).collect();
    let places = projects::places_of(db, &ids).await?;
    let codes: Vec<String> = listed.iter().map(|row| row.code.clone()).collect();
    let of_projects = totals::of(db, Boundary::Project, &codes).await?;
    let cards = listed
        .iter()
        .map(|row| view::project_card(language, row, &places, of_projects.get(&row.code)));
    let base = visit.link(&format!("places/{}", place.code));
    page.described(&visit.say("places-lede")).render(
        visit.app,
        "place.html",
        json!({
            "name": place.name,
            "facts": facts(visit, place, &detail),
            "kind": visit.say(&format!("place-kind-{}", place.kind.code())),
            "is_territory": place.is_territory,
            "no_figures": own == Sums::default(),
            "bar": boundary::bar(language, Boundary::Place, &own.usd),
            "figures": boundary::figures(visit, Boundary::Place, &own),
            "total_href": boundary::link(visit, Boundary::Place, &place.code),
            "territory_total": place.is_territory.then(|| boundary::link(visit, Boundary::Territory, &place.code)),
            "within": within.iter().map(|one| row(visit, one, &sums)).collect::<Vec<_>>(),
            "next": within.last().filter(|_| more).map(|last| format!("{base}?after={}", last.code)),
            "first": after.map(|_| base.clone()),
            "pledges": promised.rows.iter().map(|(row, pledged)| promised.line(visit, row, *pledged)).collect::<Result<Vec<_>, _>>()?,
            "late": promised.late(visit)?.view(visit, Reader::Public),
            "pledges_next": promised.next.map(|last| format!("{base}?before={last}")),
            "pledges_first": promised.is_continued.then(|| base.clone()),
            "cards": cards.collect::<Result<Vec<_>, _>>()?,
            "project_count": project_count,
            "projects_href": visit.link(&format!("projects?place={}", place.code)),
            "breadcrumbs": crumbs(visit, gazetteer, place),
            "json_view": format!("{base}.json"),
        }),
    )
}

/// From the list of places down to this one.
fn crumbs(visit: &Reading<'_>, gazetteer: &Gazetteer, place: &Place) -> Value {
    let mut crumbs = vec![
        json!({"href": visit.link(""), "text": visit.say("nav-home")}),
        json!({"href": visit.link("places"), "text": visit.say("nav-places")}),
    ];
    let mut lineage = gazetteer.lineage(place.id);
    lineage.reverse();
    crumbs.extend(lineage.into_iter().map(|one| {
        let href = (one.id != place.id).then(|| visit.link(&format!("places/{}", one.code)));
        json!({"href": href, "text": one.name})
    }));
    Value::Array(crumbs)
}

/// What the gazetteer says, each with its source.
fn facts(visit: &Reading<'_>, place: &Place, detail: &DetailRow) -> Value {
    json!({
        "country": visit.say(&format!("country-{}", place.country.code())),
        "official_code": detail.official_code,
        "official_code_source": source(visit, detail.official_code_source.as_deref()),
        "territory": visit.say(&format!("territorial-{}", place.territorial_status.code())),
        "people": detail.people,
        "people_source": source(visit, detail.people_source.as_deref()),
    })
}

/// Who published what the gazetteer says; nothing where it only knows how a row was compiled.
fn source(visit: &Reading<'_>, stored: Option<&str>) -> Option<String> {
    let (publisher, year) = Publisher::of(stored?)?;
    let name = visit.say(&format!("publisher-{}", publisher.code()));
    Some(year.map_or(name.clone(), |year| format!("{name} ({year})")))
}

async fn json_view(
    visit: &Reading<'_>,
    gazetteer: &Gazetteer,
    place: &Place,
    promised: &Promised,
) -> Result<Value, WebError> {
    let version = visit.version();
    let db = visit.snapshot;
    let sums = totals::of(db, Boundary::Place, std::slice::from_ref(&place.code))
        .await?
        .remove(&place.code);
    let detail = places::detail(db, place.id).await?.ok_or(WebError::NotFound)?;
    let filter = Filter {
        place: Some(place.code.clone()),
        ..Filter::default()
    };
    let codes = |places: Vec<&Place>| -> Vec<String> { places.into_iter().map(|one| one.code.clone()).collect() };
    let mut item = json_row(gazetteer, place, sums.as_ref());
    item["breakdown"] = json_views::breakdown(&sums.unwrap_or_default());
    item["lineage"] = codes(gazetteer.lineage(place.id)).into();
    item["within"] = codes(gazetteer.children(place.id)).into();
    item["project_count"] = visit.index().matching(&filter).total().into();
    item["official_code"] = detail.official_code.into();
    item["official_code_source"] = source(visit, detail.official_code_source.as_deref()).into();
    item["people"] = detail.people.into();
    item["people_source"] = source(visit, detail.people_source.as_deref()).into();
    item["pledges"] = promised
        .rows
        .iter()
        .map(|(row, pledged)| {
            Ok(json!({
                "waits": pledge_pending(visit, row, &promised.fulfilments)?,
                "reference": row.reference,
                "state": row.state,
                "kind": row.kind,
                "organisation": row.organisation_slug,
                "amount": json_views::money(pledged.first),
                "pledged": json_views::money(pledged.now.money),
            }))
        })
        .collect::<Result<_, WebError>>()?;
    let base = visit.link(&format!("places/{}.json", place.code));
    let next = promised.next.map(|last| format!("{base}?before={last}"));
    let boundary = json!({"kind": "place", "key": place.code});
    let late = promised.late(visit)?.json();
    Ok(json!({"as_of": version, "boundary": boundary, "item": item, "waits": late, "next": next}))
}
