//! Every public project with everything that a filter may ask of it, gathered without the list's own SQL.

use std::collections::BTreeMap;

use puente::domain::country::Country;
use puente::domain::ids::OrganisationId;
use puente::domain::place::Gazetteer;
use puente::domain::project::facts::Facts;
use puente::domain::project::{Provenance, Status};
use puente::store::Source as _;
use puente::store::organisations::{self, OrganisationRow};
use puente::store::projects::{self, ProjectRow};
use sea_orm::FromQueryResult;
use time::Date;

use crate::harness::World;

/// A project as it is known.
pub struct Known {
    pub row: ProjectRow,
    facts: Facts,
    providers: Vec<OrganisationRow>,
    /// Slugs of the organisations that its source names as funders.
    funders: Vec<String>,
    categories: Vec<String>,
}

#[derive(FromQueryResult)]
struct Code {
    code: String,
}

#[derive(FromQueryResult)]
struct Sector {
    code: String,
    category: String,
}

pub async fn known(world: &World) -> Vec<Known> {
    let db = world.db();
    let organisations = organisations::all(db.primary()).await.expect("organisations");
    let sectors: Vec<Sector> = db
        .primary()
        .all("SELECT code, category FROM sector", vec![])
        .await
        .expect("sectors");
    let codes: Vec<Code> = db
        .primary()
        .all("SELECT code FROM project ORDER BY id", vec![])
        .await
        .expect("codes");
    let mut known = Vec::new();
    for Code { code } in codes {
        let row = projects::by_code(db.primary(), &code)
            .await
            .expect("read")
            .expect("the project");
        if row.status == Status::Draft {
            continue;
        }
        let facts = projects::facts(db.primary(), &row).await.expect("facts");
        let sql = "SELECT slug AS code FROM organisation
            WHERE id IN (SELECT organisation_id FROM ledger_entry WHERE project_id = $1)";
        let gave: Vec<Code> = db.primary().all(sql, vec![row.id.into()]).await.expect("the ledger");
        let sql = "SELECT organisation.slug AS code FROM documented_funding
            JOIN organisation ON organisation.id = documented_funding.organisation_id WHERE project_id = $1";
        let funders: Vec<Code> = db.primary().all(sql, vec![row.id.into()]).await.expect("funders");
        // The others of a joint pledge give too.
        let sql = "SELECT organisation.slug AS code FROM pledge_contributor
            JOIN organisation ON organisation.id = pledge_contributor.organisation_id
            WHERE pledge_id IN (SELECT pledge_id FROM ledger_entry WHERE project_id = $1)";
        let others: Vec<Code> = db.primary().all(sql, vec![row.id.into()]).await.expect("contributors");
        let providers = organisations
            .iter()
            .filter(|one| gave.iter().chain(&others).any(|provider| provider.code == one.slug));
        let category = |code: &str| {
            sectors
                .iter()
                .find(|one| one.code == code)
                .map(|one| one.category.clone())
        };
        known.push(Known {
            providers: providers.cloned().collect(),
            categories: facts
                .sectors
                .iter()
                .filter_map(|sector| category(&sector.sector_code))
                .collect(),
            funders: funders.into_iter().map(|funder| funder.code).collect(),
            facts,
            row,
        });
    }
    known
}

impl Known {
    /// Whether the project is found by one filter alone: the rules of the contract, said once more and naively.
    pub fn answers(
        &self,
        today: Date,
        name: &str,
        value: &str,
        slugs: &BTreeMap<&str, OrganisationId>,
        gazetteer: &Gazetteer,
    ) -> bool {
        let row = &self.row;
        let lies_in = |territory: bool| {
            self.facts.places.iter().filter_map(|place| place.place).any(|id| {
                gazetteer
                    .lineage(id)
                    .iter()
                    .any(|above| above.code == value && (!territory || above.is_territory))
            })
        };
        match name {
            "pillar" => row.pillar.code() == value,
            "status" => row.status.code() == value,
            "provenance" => row.provenance.code() == value,
            "country" => row.country.code() == value || row.country == Country::Both,
            "sector" => {
                self.facts.sectors.iter().any(|sector| sector.sector_code == value)
                    || self.categories.iter().any(|one| one == value)
            }
            "place" => lies_in(false),
            "territory" => lies_in(true),
            "partner" => {
                let id = slugs.get(value).copied();
                self.providers.iter().any(|provider| provider.slug == value)
                    || id.is_some_and(|id| self.facts.accountable == Some(id) || self.facts.implementing == Some(id))
                    || self.funders.iter().any(|funder| funder == value)
            }
            "class" => self.providers.iter().any(|provider| provider.class.code() == value),
            "gap" => row.gap_minor.is_some_and(|gap| gap > 0),
            "overdue" => {
                row.planned_end_on.is_some_and(|end| end < today)
                    && row.provenance == Provenance::Registered
                    && [Status::SeekingFunding, Status::Implementation, Status::Suspended].contains(&row.status)
            }
            "year" => {
                let year: i32 = value.parse().expect("a year");
                row.planned_start_on
                    .zip(row.planned_end_on)
                    .is_some_and(|(start, end)| start.year() <= year && year <= end.year())
            }
            other => panic!("no filter {other}"),
        }
    }
}
