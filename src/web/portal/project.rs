//! A project's own page, and its JSON view.

use crate::domain::counting::Boundary;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::project::Provenance;
use crate::domain::project::Status as ProjectStatus;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::i18n::number::format_percent;
use crate::store::pledges::PledgeRow;
use crate::store::projects::{self, ProjectRow};
use crate::store::totals::{self, Sums};
use crate::store::{acceptances, events, fulfilments, money, organisations, places, pledges};
use crate::web::chain::{Window, chain};
use crate::web::errors::WebError;
use crate::web::fulfilment::{fulfilment, part_fulfilment, pending_for};
use crate::web::guards::Visit;
use crate::web::page::{Made, Page, PublicAnswer, Reading, Section};
use crate::web::pending::Words;
use crate::web::{acceptances as acceptance_view, boundary, documented_source, json_views, view};
use rocket::get;
use serde_json::Value;
use serde_json::json;
use time::Date;

#[get("/projects/<code>")]
pub(super) async fn page(visit: Visit<'_>, code: &str) -> PublicAnswer {
    visit.page(&[], async |reading| made(reading, code).await).await
}

async fn made(visit: &Reading<'_>, code: &str) -> Result<Made, WebError> {
    let db = visit.snapshot;
    let (wanted, is_json) = code.strip_suffix(".json").map_or((code, false), |code| (code, true));
    let row = projects::by_code(db, wanted).await?.ok_or(WebError::NotFound)?;
    if !row.is_public() {
        return Err(WebError::NotFound);
    }
    let sums = totals::of(db, Boundary::Project, std::slice::from_ref(&row.code))
        .await?
        .remove(&row.code);
    if is_json {
        let version = visit.version();
        let places = projects::places_of(db, &[row.key()]).await?;
        let item = json_views::project(visit.language, &row, &places, sums.as_ref())?;
        let pending = pending(visit, &row).await?;
        let boundary = json!({"kind": "project", "code": row.code});
        let value = json!({"as_of": version, "boundary": boundary, "item": item, "waits": pending});
        return Ok(Made::Json(value));
    }
    let title = view::pick(visit.language, &row.title_es, &row.title_en);
    let page = Page::public(visit, Section::Projects, title);
    let description = view::pick(visit.language, &row.description_es, &row.description_en).to_owned();
    let context = load(visit, &row, sums.unwrap_or_default()).await?;
    page.described(&description)
        .render(visit.app, "project.html", context)
        .map(Made::Html)
}

/// Why money of a project waits, for its JSON view: its pledges, and what is signed without one.
async fn pending(visit: &Reading<'_>, row: &ProjectRow) -> Result<Value, WebError> {
    let (db, id) = (visit.snapshot, row.key());
    let promised = pledges::public_of_project(db, id).await?;
    let keys: Vec<_> = promised.iter().map(PledgeRow::key).collect();
    let known = fulfilments::of_project(db, &keys, id).await?;
    let mut pending = Vec::new();
    for pledge in &promised {
        let found = pending_for(visit, pledge, &known, id)?;
        pending.extend(Words::of_pledge(&known, pledge.key()).json(Some(&pledge.reference), &found));
    }
    for commitment in known.direct_commitments() {
        let found = known.direct_pending(commitment, visit.today());
        pending.extend(Words::of_direct(&known, commitment).json(None, &found));
    }
    Ok(Value::Array(pending))
}

/// Everything that a project's page shows.
async fn load(visit: &Reading<'_>, row: &ProjectRow, sums: Sums) -> Result<Value, WebError> {
    let (db, language, id) = (visit.snapshot, visit.language, row.key());
    let gazetteer = places::gazetteer(db).await?;
    let facts = projects::facts(db, row).await?;
    let sectors = projects::sectors(db, id).await?;
    let changes = projects::status_changes(db, id).await?;
    let promised = pledges::public_of_project(db, id).await?;
    let keys: Vec<_> = promised.iter().map(PledgeRow::key).collect();
    let known = fulfilments::of_project(db, &keys, id).await?;
    let shown = events::of_project(db, id, 12).await?;
    let signed = money::signed_of_project(db, id).await?;
    let without_budget = money::count_without_budget(db, id).await?;
    let accepted = acceptances::known_of_project(db, id).await?;
    let (gifts, elsewhere) = acceptance_view::by_line(visit, &accepted, &facts.lines, facts.budget_currency)?;
    let documented = projects::documented(db, id).await?;
    let funding = projects::funding(db, id).await?;
    let parties = organisations::all(db).await?;
    let named = |id: Option<crate::domain::ids::OrganisationId>| {
        id.and_then(|id| parties.iter().find(|party| party.key() == id))
            .map(|party| {
                json!({"text": view::pick(language, &party.name_es, &party.name_en),
                "href": visit.link(&format!("partners/{}", party.slug))})
            })
    };
    let date = |day: Option<Date>| view::day(day, language);
    let percent = |basis_points: i64| format_percent(basis_points, language);
    let split = facts.places.iter().any(|place| place.share_basis_points > 0);
    let place_rows: Vec<Value> = facts
        .places
        .iter()
        .map(|share| {
            let lineage = share.place.map(|id| gazetteer.lineage(id)).unwrap_or_default();
            json!({
                "name": lineage.first().map_or_else(|| visit.say("place-outside"), |place| place.name.clone()),
                "within": lineage.iter().skip(1).map(|place| place.name.clone()).collect::<Vec<_>>().join(", "),
                "href": lineage.first().map(|place| visit.link(&format!("places/{}", place.code))),
                "share": split.then(|| percent(i64::from(share.share_basis_points))),
                "territory": share.place.map(|_| visit.say(&format!("territorial-{}", share.territorial_status.code()))),
                "basis": share.territorial_basis,
            })
        })
        .collect();
    let currency = row.budget_currency;
    let mut pledge_rows = Vec::new();
    for pledge in &promised {
        let chain = known.chain_of(pledge.key());
        let pledged = view::Pledged::of(pledge, chain)?;
        if pledge.project_id == Some(row.id) {
            let mut line = view::pledge_line(visit, pledge, pledged);
            line["fulfilment"] = fulfilment(visit, pledge, &known)?;
            pledge_rows.push(line);
        } else {
            let part = view::part_line(visit, pledge, pledged, chain, id);
            if let Some(mut line) = part {
                line["fulfilment"] = part_fulfilment(visit, pledge, &known, id)?;
                pledge_rows.push(line);
            }
        }
    }
    let registered = row.provenance == Provenance::Registered;
    let open = registered && row.status.is_open_for_funding();
    Ok(json!({
        "code": row.code,
        "title": view::pick(language, &row.title_es, &row.title_en),
        "description": view::pick(language, &row.description_es, &row.description_en),
        "status": view::status_tag(language, row.status.code()),
        "provenance": view::provenance_tag(language, row.provenance.code()),
        "registered": registered,
        "demonstration": row.demonstration,
        "pillar": {"text": visit.say(&format!("pillar-{}", row.pillar)), "href": visit.link(&format!("projects?pillar={}", row.pillar))},
        "country": visit.say(&format!("country-{}", row.country)),
        "bar": if registered { view::project_bar(language, row, &sums.usd) } else { Value::Null },
        "figures": if registered { view::project_figures(language, row, &sums)? } else { Value::Null },
        "requirement_usd": row.requirement_usd_minor.filter(|_| row.budget_currency != Currency::USD).map(|minor| view::usd(minor, language)),
        "without_budget": without_budget,
        "requirement_not_converted": registered && row.requirement_usd_minor.is_none() && row.requirement_minor > 0,
        "budget_on": date(row.budget_on),
        "in_kind": view::shown(language, &sums, |sums| sums.in_kind),
        "guarantees": view::shown(language, &sums, |sums| sums.guarantees),
        "covered": view::shown(language, &sums, |sums| sums.covered),
        "any_covered": gifts.iter().any(|gifts| gifts.as_array().is_some_and(|gifts| !gifts.is_empty())),
        "covered_elsewhere": elsewhere,
        "lines": facts.lines.iter().zip(gifts).map(|(line, gifts)| json!({
            "covered": gifts,
            "name": view::pick(language, &line.name_es, &line.name_en),
            "amount": format_money_exact(Money::new(line.amount_minor, currency), language),
        })).collect::<Vec<_>>(),
        "requirement": format_money_exact(row.requirement(), language),
        "places": place_rows,
        "split": split,
        "sectors": sectors.iter().map(|sector| json!({
            "name": view::pick(language, &sector.name_es, &sector.name_en),
            "code": sector.code,
            "share": percent(i64::from(sector.share_basis_points.0)),
            "href": visit.link(&format!("projects?sector={}", sector.code)),
        })).collect::<Vec<_>>(),
        "accountable": named(facts.accountable),
        "implementing": named(facts.implementing),
        "contact_office": row.contact_office,
        "planned_start_on": date(row.planned_start_on),
        "planned_end_on": date(row.planned_end_on),
        "actual_start_on": date(row.actual_start_on),
        "actual_end_on": date(row.actual_end_on),
        "changes": changes.iter().map(|change| json!({
            "from": visit.say(&format!("status-{}", change.from_status)),
            "to": visit.say(&format!("status-{}", change.to_status)),
            "effective_on": format_date(change.effective_on, language),
            "reason": change.reason.clone().unwrap_or_else(|| visit.say("text-redacted")),
            "document": view::document(change.document_reference.as_deref(), change.document_name.as_deref()),
        })).collect::<Vec<_>>(),
        "steps": steps(visit, row)?,
        "pledges": pledge_rows,
        "chain": chain(db, visit, &signed, None, Window::Project(&known)).await?,
        "funding": documented_source::funding(visit, &funding),
        "source": documented.map(|found| documented_source::source(visit, &found)),
        "adopted_on": date(row.adopted_on),
        "adopt_href": (!registered).then(|| visit.link(&format!("office/projects/{}/adoptions/new", row.code))),
        "events": shown.iter().map(|row| view::event(language, row)).collect::<Vec<_>>(),
        "pledge_href": open.then(|| visit.link(&format!("desk/pledges/new?project={}", row.code))),
        "not_open": registered && !open,
        "breadcrumbs": [{"href": visit.link(""), "text": visit.say("nav-home")},
            {"href": visit.link("projects"), "text": visit.say("nav-projects")}, {"href": Value::Null, "text": row.code}],
        "json_view": visit.link(&format!("projects/{}.json", row.code)),
        "total_href": boundary::link(visit, Boundary::Project, &row.code),
    }))
}

/// The road of a registered project; one that is suspended stands where it came from.
fn steps(visit: &Reading<'_>, row: &ProjectRow) -> Result<Value, WebError> {
    const ROAD: [ProjectStatus; 5] = [
        ProjectStatus::Identified,
        ProjectStatus::SeekingFunding,
        ProjectStatus::Implementation,
        ProjectStatus::Finalisation,
        ProjectStatus::Closed,
    ];
    let status = row.status;
    if row.provenance == Provenance::Documented || status == ProjectStatus::Cancelled {
        return Ok(Value::Null);
    }
    let here = row.suspended_from.unwrap_or(status);
    let list = ROAD.iter().map(|step| {
        let state = match step.cmp(&here) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "current",
            std::cmp::Ordering::Greater => "todo",
        };
        json!({"text": visit.say(&format!("status-{}", step.code())), "state": state,
            "note": (*step == here && status == ProjectStatus::Suspended).then(|| visit.say("status-suspended"))})
    });
    Ok(Value::Array(list.collect()))
}
