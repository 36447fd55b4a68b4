//! What is known of a project beside its money.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::ids::{OrganisationId, PlaceId};
use crate::domain::place::Gazetteer;
use crate::domain::project::facts::{Facts, PlaceShare};
use crate::i18n::number::format_percent;
use crate::store::projects::{self, ProjectRow};
use crate::store::{organisations, places};
use crate::web::errors::WebError;
use crate::web::page::Reading;
use crate::web::parts::marks::Link;
use crate::web::parts::texts::{day, pick};

/// Where it is, what it is about, who runs it and when.
#[derive(Serialize, JsonSchema)]
pub(super) struct FactsView {
    pillar: Link,
    country: String,
    places: Vec<PlaceView>,
    /// The shares of the places are known.
    split: bool,
    sectors: Vec<SectorView>,
    accountable: Option<Link>,
    implementing: Option<Link>,
    contact_office: String,
    planned_start_on: Option<String>,
    planned_end_on: Option<String>,
    actual_start_on: Option<String>,
    actual_end_on: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct PlaceView {
    name: String,
    /// The names above it, nearest first.
    within: String,
    href: Option<String>,
    share: Option<String>,
    territory: Option<String>,
    basis: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct SectorView {
    name: String,
    code: String,
    share: String,
    href: String,
}

/// Where a project is, what it is about, who runs it and when.
pub(super) async fn facts_view(visit: &Reading<'_>, row: &ProjectRow, facts: Facts) -> Result<FactsView, WebError> {
    let (db, language) = (visit.snapshot, visit.language);
    let places: Vec<PlaceId> = facts.places.iter().filter_map(|share| share.place).collect();
    let gazetteer = places::lineages(db, &places).await?;
    let sectors = projects::sectors(db, row.key()).await?;
    let parties: Vec<OrganisationId> = facts.accountable.into_iter().chain(facts.implementing).collect();
    let parties = organisations::by_ids(db, &parties).await?;
    let named = |id: Option<OrganisationId>| {
        let party = parties.iter().find(|party| Some(party.key()) == id)?;
        Some(Link {
            text: pick(language, &party.name_es, &party.name_en).to_owned(),
            href: visit.link(&format!("partners/{}", party.slug)),
        })
    };
    let split = facts.places.iter().any(|place| place.share_basis_points > 0);
    let places = facts.places.iter();
    let sectors = sectors.iter().map(|sector| SectorView {
        name: pick(language, &sector.name_es, &sector.name_en).to_owned(),
        code: sector.code.clone(),
        share: format_percent(i64::from(sector.share_basis_points.0), language),
        href: visit.link(&format!("projects?sector={}", sector.code)),
    });
    Ok(FactsView {
        pillar: Link {
            text: visit.say(&format!("pillar-{}", row.pillar)),
            href: visit.link(&format!("projects?pillar={}", row.pillar)),
        },
        country: visit.say(&format!("country-{}", row.country)),
        places: places.map(|share| place(visit, &gazetteer, share, split)).collect(),
        split,
        sectors: sectors.collect(),
        accountable: named(facts.accountable),
        implementing: named(facts.implementing),
        contact_office: row.contact_office.clone(),
        planned_start_on: day(row.planned_start_on, language),
        planned_end_on: day(row.planned_end_on, language),
        actual_start_on: day(row.actual_start_on, language),
        actual_end_on: day(row.actual_end_on, language),
    })
}

fn place(visit: &Reading<'_>, gazetteer: &Gazetteer, share: &PlaceShare, split: bool) -> PlaceView {
    let lineage = share.place.map(|id| gazetteer.lineage(id)).unwrap_or_default();
    let above: Vec<&str> = lineage.iter().skip(1).map(|place| place.name.as_str()).collect();
    let own = lineage.first();
    let territory = || visit.say(&format!("territorial-{}", share.territorial_status.code()));
    PlaceView {
        name: own.map_or_else(|| visit.say("place-outside"), |place| place.name.clone()),
        within: above.join(", "),
        href: own.map(|place| visit.link(&format!("places/{}", place.code))),
        share: split.then(|| format_percent(i64::from(share.share_basis_points), visit.language)),
        territory: share.place.map(|_| territory()),
        basis: share.territorial_basis.clone(),
    }
}
