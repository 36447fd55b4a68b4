//! The index against plain SQL: for random filters it lists, counts and pages what the tables say.

use std::collections::BTreeMap;

use puente::domain::country::Country;
use puente::domain::ids::ProjectId;
use puente::domain::pillar::Pillar;
use puente::domain::project::{Provenance, Status};
use puente::store::search::{self, Cursor, Facet, Filter, Index, Sort};
use puente::store::{Db, Source as _};
use sea_orm::FromQueryResult;
use time::{Date, Duration};

use super::words::texts;
use crate::harness::World;
use crate::simulation::random::Random;

const SEED: u64 = 20_261_130;
const FILTERS: usize = 300;
/// Projects on a page: few, so that there are many pages.
const PAGE: usize = 7;

#[derive(FromQueryResult)]
struct Key {
    id: i64,
}

#[derive(FromQueryResult)]
struct Counted {
    value: String,
    count: i64,
}

/// Whose money is in a project, alone or with others.
const PROVIDERS: &str = "(SELECT project_id, organisation_id FROM ledger_entry WHERE project_id IS NOT NULL
    UNION SELECT ledger_entry.project_id, pledge_contributor.organisation_id FROM ledger_entry
        JOIN pledge_contributor ON pledge_contributor.pledge_id = ledger_entry.pledge_id
        WHERE ledger_entry.project_id IS NOT NULL)";

/// Those, and who answers for it, carries it out, or is said to fund it.
const PARTIES: &str = "(SELECT project_id, organisation_id FROM ledger_entry WHERE project_id IS NOT NULL
    UNION SELECT ledger_entry.project_id, pledge_contributor.organisation_id FROM ledger_entry
        JOIN pledge_contributor ON pledge_contributor.pledge_id = ledger_entry.pledge_id
        WHERE ledger_entry.project_id IS NOT NULL
    UNION SELECT id, accountable_id FROM project
    UNION SELECT id, implementing_id FROM project
    UNION SELECT project_id, organisation_id FROM documented_funding)";

/// Each project with each place that it lies in.
const LIES: &str = "(WITH RECURSIVE lies (project_id, place_id) AS (
        SELECT project_id, place_id FROM project_place WHERE place_id IS NOT NULL
        UNION SELECT lies.project_id, place.parent_id FROM lies JOIN place ON place.id = lies.place_id
            WHERE place.parent_id IS NOT NULL)
    SELECT lies.project_id, place.code, place.is_territory FROM lies JOIN place ON place.id = lies.place_id)";

/// The filter as a condition on `project`; its words are found beforehand.
fn condition(filter: &Filter, worded: &[i64]) -> String {
    let mut all = vec!["(status <> 'draft' OR adopted_on IS NOT NULL)".to_owned()];
    let mut must = |clause: Option<String>| all.extend(clause);
    must(filter.pillar.map(|one| format!("pillar = '{}'", one.code())));
    must(filter.status.map(|one| format!("status = '{}'", one.code())));
    must(filter.provenance.map(|one| format!("provenance = '{}'", one.code())));
    must(filter.country.map(|one| match one {
        Country::Both => "country = 'both'".to_owned(),
        one => format!("country IN ('{}', 'both')", one.code()),
    }));
    must(filter.sector.as_ref().map(|code| {
        format!(
            "id IN (SELECT project_id FROM project_sector JOIN sector ON sector.code = project_sector.sector_code
                WHERE sector.code = '{code}' OR sector.category = '{code}')"
        )
    }));
    let lies = |code: &String| format!("id IN (SELECT project_id FROM {LIES} AS lies WHERE code = '{code}'");
    must(filter.place.as_ref().map(|code| format!("{})", lies(code))));
    must(
        filter
            .territory
            .as_ref()
            .map(|code| format!("{} AND is_territory)", lies(code))),
    );
    let has = |who: &str, column: &str, value: &String| {
        format!(
            "id IN (SELECT project_id FROM {who} AS who JOIN organisation ON organisation.id = who.organisation_id
                WHERE organisation.{column} = '{value}')"
        )
    };
    must(filter.partner.as_ref().map(|slug| has(PARTIES, "slug", slug)));
    must(filter.class.as_ref().map(|class| has(PROVIDERS, "class", class)));
    must(filter.gap.then(|| "gap_minor > 0".to_owned()));
    must(filter.overdue_on.map(|day| {
        format!(
            "planned_end_on < '{day}' AND provenance = 'registered'
                AND status IN ('seeking_funding', 'implementation', 'suspended')"
        )
    }));
    must(
        filter
            .year
            .map(|year| format!("planned_start_on <= '{year}-12-31' AND planned_end_on >= '{year}-01-01'")),
    );
    if !filter.q.is_empty() {
        let listed: Vec<String> = worded.iter().map(ToString::to_string).collect();
        must(Some(format!(
            "id IN ({})",
            if listed.is_empty() {
                "NULL".to_owned()
            } else {
                listed.join(", ")
            }
        )));
    }
    all.join(" AND ")
}

/// What a facet counts, as rows of a value and a project.
fn values_of(facet: Facet) -> String {
    match facet {
        Facet::Pillar | Facet::Status | Facet::Provenance => {
            format!("SELECT {} AS value, id AS project_id FROM project", facet.code())
        }
        Facet::Country => "SELECT 'CO' AS value, id AS project_id FROM project WHERE country IN ('CO', 'both')
            UNION ALL SELECT 'PA', id FROM project WHERE country IN ('PA', 'both')"
            .to_owned(),
        Facet::Sector => "SELECT sector_code AS value, project_id FROM project_sector".to_owned(),
        Facet::Place => format!("SELECT code AS value, project_id FROM {LIES} AS lies"),
        Facet::Territory => format!("SELECT code AS value, project_id FROM {LIES} AS lies WHERE is_territory"),
        Facet::Partner => format!(
            "SELECT slug AS value, project_id FROM {PARTIES} AS who JOIN organisation ON organisation.id = organisation_id"
        ),
        Facet::Class => format!(
            "SELECT class AS value, project_id FROM {PROVIDERS} AS who JOIN organisation ON organisation.id = organisation_id"
        ),
    }
}

async fn counted(db: &Db, facet: Facet, condition: &str) -> BTreeMap<String, i64> {
    let sql = format!(
        "SELECT value, COUNT(DISTINCT project_id) AS count FROM ({}) AS each_one
         WHERE project_id IN (SELECT id FROM project WHERE {condition}) GROUP BY value",
        values_of(facet)
    );
    let rows: Vec<Counted> = db.primary().all(&sql, vec![]).await.expect(&sql);
    rows.into_iter().map(|row| (row.value, row.count)).collect()
}

async fn listed(db: &Db, sort: Sort, condition: &str) -> Vec<i64> {
    let key = match sort {
        Sort::Newest => "id",
        Sort::LargestGap => "COALESCE(gap_usd_minor, -1)",
        Sort::LargestRequirement => "COALESCE(requirement_usd_minor, -1)",
    };
    let sql = format!("SELECT id FROM project WHERE {condition} ORDER BY {key} DESC, id DESC");
    let rows: Vec<Key> = db.primary().all(&sql, vec![]).await.expect(&sql);
    rows.into_iter().map(|row| row.id).collect()
}

/// All pages one after the other.
fn paged(index: &Index, filter: &Filter, sort: Sort) -> Vec<i64> {
    let (mut ids, mut cursor) = (Vec::new(), Cursor::first(sort));
    loop {
        let found = index.matching(filter).page(&cursor, PAGE);
        assert!(
            found.ids.len() == PAGE || found.next.is_none(),
            "a short page in the middle"
        );
        ids.extend(found.ids.into_iter().map(|ProjectId(id)| id));
        match found.next {
            Some(after) => cursor.after = Some(after),
            None => return ids,
        }
    }
}

/// What may be asked for: all that there is, and something that there is not.
struct Offer(BTreeMap<Facet, Vec<String>>);

impl Offer {
    fn of(index: &Index) -> Self {
        let mut offer: BTreeMap<Facet, Vec<String>> = BTreeMap::new();
        for row in index.matching(&Filter::default()).facets() {
            offer.entry(row.facet).or_default().push(row.value.to_string());
        }
        offer
            .entry(Facet::Sector)
            .or_default()
            .extend(["140", "311", "999"].map(str::to_owned));
        offer.entry(Facet::Place).or_default().push("nowhere".to_owned());
        Self(offer)
    }

    fn pick(&self, random: &mut Random, facet: Facet) -> Option<String> {
        let values = &self.0[&facet];
        Some(values[random.below(values.len())].clone())
    }
}

/// A filter of up to four conditions.
fn any_filter(random: &mut Random, offer: &Offer, today: Date) -> Filter {
    let mut filter = Filter::default();
    for _ in 0..random.below(5) {
        match random.below(13) {
            0 => filter.pillar = Some(random.pick(Pillar::ALL)),
            1 => filter.status = Some(random.pick(Status::ALL)),
            2 => filter.provenance = Some(random.pick(Provenance::ALL)),
            3 => filter.country = Some(random.pick(Country::ALL)),
            4 => filter.sector = offer.pick(random, Facet::Sector),
            5 => filter.place = offer.pick(random, Facet::Place),
            6 => filter.territory = offer.pick(random, Facet::Territory),
            7 => filter.partner = offer.pick(random, Facet::Partner),
            8 => filter.class = offer.pick(random, Facet::Class),
            9 => filter.gap = true,
            10 => filter.overdue_on = Some(today + Duration::days(random.number(-400, 900))),
            11 => filter.year = Some(i32::try_from(random.number(2015, 2032)).expect("a year")),
            _ => filter.q = random.pick(&SEARCHES).to_owned(),
        }
    }
    filter
}

const SEARCHES: [&str; 12] = [
    "agua",
    "acueductos",
    "escuela rural",
    "roads",
    "Darién",
    "capacitaciones",
    "banco",
    "P-2",
    "p-7",
    "fundacion agua",
    "de la",
    "zzzz",
];

#[rocket::async_test]
async fn lists_counts_and_pages_are_those_of_plain_sql_for_random_filters() {
    let world = World::demo().await;
    let db = world.db();
    let index = search::now(db).await.expect("the index");
    let texts = texts(db).await;
    let offer = Offer::of(&index);
    let mut random = Random(SEED);
    let mut sizes = BTreeMap::new();
    for number in 0..FILTERS {
        let filter = any_filter(&mut random, &offer, world.now().local_date());
        let asked = format!("filter {number} of seed {SEED}: {filter:?}");
        let worded: Vec<i64> = texts.found(&filter.q).into_iter().map(|(id, _)| id).collect();
        let condition = condition(&filter, &worded);
        let mut total = 0;
        for sort in Sort::ALL {
            let expected = listed(db, *sort, &condition).await;
            assert_eq!(paged(&index, &filter, *sort), expected, "{sort:?} of {asked}");
            total = expected.len();
        }
        let matches = index.matching(&filter);
        assert_eq!(usize::try_from(matches.total()), Ok(total), "{asked}");
        let mut counts: BTreeMap<Facet, BTreeMap<String, i64>> = BTreeMap::new();
        for row in matches.facets() {
            counts
                .entry(row.facet)
                .or_default()
                .insert(row.value.to_string(), row.count);
        }
        for facet in Facet::ALL {
            let counts = counts.remove(facet).unwrap_or_default();
            assert_eq!(counts, counted(db, *facet, &condition).await, "{facet:?} of {asked}");
        }
        *sizes.entry(total.min(2)).or_insert(0) += 1;
    }
    assert!(
        sizes.get(&2).is_some_and(|many| *many > FILTERS / 4),
        "few filters find much: {sizes:?}"
    );
}
