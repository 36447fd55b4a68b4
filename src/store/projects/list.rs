//! The public list of projects: one filter, its page, its count and its facets.

use sea_orm::{FromQueryResult, Value};
use time::Date;

use super::{COLUMNS, ProjectRow};
use crate::domain::country::Country;
use crate::domain::pillar::Pillar;
use crate::domain::project::{Provenance, Status};
use crate::store::{After, Result, Source, search};

crate::domain::coded! {
    /// The order of the list; each ends in the newest first.
    pub enum Sort {
        Newest = "newest",
        LargestGap = "gap",
        LargestRequirement = "requirement",
    }
}

/// What the public looks for. Empty: everything that is public.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words; each must begin some word of title, description, in either language.
    pub q: String,
    pub pillar: Option<Pillar>,
    /// A DAC purpose code, or the first three digits of its category.
    pub sector: Option<String>,
    pub status: Option<Status>,
    /// A binational project is found under both countries.
    pub country: Option<Country>,
    /// Code of a place; what lies below it is found too.
    pub place: Option<String>,
    /// Code of a territory; likewise.
    pub territory: Option<String>,
    /// Slug of an organisation that promises, alone or with others, answers or carries out.
    pub partner: Option<String>,
    /// Class of an organisation that promises, alone or with others.
    pub class: Option<String>,
    pub provenance: Option<Provenance>,
    /// Only projects with a gap.
    pub gap: bool,
    /// Only open projects past their planned end, as of this day.
    pub overdue_on: Option<Date>,
    /// A year of the planned period.
    pub year: Option<i32>,
}

/// Where a page begins: after a row, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub sort: Sort,
    pub after: Option<After>,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub rows: Vec<ProjectRow>,
    /// After which the next page begins.
    pub next: Option<After>,
}

/// How many of the filtered list have a value.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct FacetRow {
    pub facet: String,
    pub value: String,
    pub count: i64,
}

const BELOW: &str = "WITH RECURSIVE below (id) AS (SELECT id FROM place WHERE code = {p}{t}
    UNION SELECT place.id FROM place JOIN below ON place.parent_id = below.id)
    SELECT project_place.project_id FROM project_place JOIN below ON below.id = project_place.place_id";

/// The projects of those who give, for an organisation with `{c}`: whose the rows of the ledger are, and who
/// contributes to the pledges among them. Each part begins at the organisation.
const GIVEN: &str = "SELECT project_id FROM ledger_entry
        WHERE organisation_id IN (SELECT id FROM organisation WHERE {c} = {p}) AND project_id IS NOT NULL
    UNION SELECT ledger_entry.project_id FROM pledge_contributor
        JOIN ledger_entry ON ledger_entry.pledge_id = pledge_contributor.pledge_id
        WHERE pledge_contributor.organisation_id IN (SELECT id FROM organisation WHERE {c} = {p})
            AND ledger_entry.project_id IS NOT NULL";

struct Where {
    clauses: Vec<String>,
    values: Vec<Value>,
}

impl Where {
    /// Adds a clause in which `{p}` stands for the bound value.
    fn bind(&mut self, clause: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.clauses
            .push(clause.replace("{p}", &format!("${}", self.values.len())));
    }

    fn of(filter: &Filter, postgres: bool) -> Self {
        let mut out = Self {
            clauses: vec!["(project.status <> 'draft' OR project.adopted_on IS NOT NULL)".to_owned()],
            values: Vec::new(),
        };
        if let Some((clause, value)) = search::condition(postgres, &filter.q, 1) {
            out.values.push(value.into());
            out.clauses.push(clause);
        }
        if let Some(pillar) = filter.pillar {
            out.bind("project.pillar = {p}", pillar.code());
        }
        if let Some(status) = filter.status {
            out.bind("project.status = {p}", status.code());
        }
        if let Some(provenance) = filter.provenance {
            out.bind("project.provenance = {p}", provenance.code());
        }
        if let Some(country) = filter.country {
            let clause = if country == Country::Both {
                "project.country = {p}"
            } else {
                "project.country IN ({p}, 'both')"
            };
            out.bind(clause, country.code());
        }
        if let Some(sector) = &filter.sector {
            out.bind(
                "project.id IN (SELECT project_id FROM project_sector
                    JOIN sector ON sector.code = project_sector.sector_code
                    WHERE sector.code = {p} OR sector.category = {p})",
                sector.as_str(),
            );
        }
        for (code, only) in [(&filter.place, ""), (&filter.territory, " AND is_territory")] {
            if let Some(code) = code {
                out.bind(
                    &format!("project.id IN ({})", BELOW.replace("{t}", only)),
                    code.as_str(),
                );
            }
        }
        if let Some(partner) = &filter.partner {
            out.bind(&partner_clause(), partner.as_str());
        }
        if let Some(class) = &filter.class {
            out.bind(
                &format!("project.id IN ({})", GIVEN.replace("{c}", "class")),
                class.as_str(),
            );
        }
        if filter.gap {
            out.clauses.push("project.gap_minor > 0".to_owned());
        }
        if let Some(today) = filter.overdue_on {
            out.bind(
                "project.planned_end_on < {p} AND project.provenance = 'registered'
                    AND project.status IN ('seeking_funding', 'implementation', 'suspended')",
                today,
            );
        }
        if let Some(year) = filter.year {
            let first = Date::from_calendar_date(year, time::Month::January, 1);
            let last = Date::from_calendar_date(year, time::Month::December, 31);
            if let (Ok(first), Ok(last)) = (first, last) {
                out.bind("project.planned_start_on <= {p}", last);
                out.bind("project.planned_end_on >= {p}", first);
            }
        }
        out
    }

    fn sql(&self) -> String {
        self.clauses.join(" AND ")
    }
}

fn partner_clause() -> String {
    const OWN: &str = "IN (SELECT id FROM organisation WHERE slug = {p})";
    format!(
        "project.id IN ({}
        UNION SELECT id FROM project WHERE accountable_id {OWN}
        UNION SELECT id FROM project WHERE implementing_id {OWN}
        UNION SELECT project_id FROM documented_funding WHERE organisation_id {OWN})",
        GIVEN.replace("{c}", "slug")
    )
}

impl ProjectRow {
    /// Where it stands in the list: as [`list`] sorts.
    fn after(&self, sort: Sort) -> After {
        let key = match sort {
            Sort::Newest => self.id,
            Sort::LargestGap => self.gap_usd_minor.unwrap_or(-1),
            Sort::LargestRequirement => self.requirement_usd_minor.unwrap_or(-1),
        };
        After { key, id: self.id }
    }
}

/// A page of the filtered list.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn list(source: &impl Source, filter: &Filter, cursor: &Cursor, limit: usize) -> Result<Listed> {
    let mut found = Where::of(filter, source.speaks_postgres());
    let key = match cursor.sort {
        Sort::Newest => "project.id",
        Sort::LargestGap => "COALESCE(project.gap_usd_minor, -1)",
        Sort::LargestRequirement => "COALESCE(project.requirement_usd_minor, -1)",
    };
    if let Some(after) = cursor.after {
        found.values.extend([after.key.into(), after.id.into()]);
        let last = found.values.len();
        found
            .clauses
            .push(format!("({key}, project.id) < (${}, ${last})", last - 1));
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM project WHERE {} ORDER BY {key} DESC, project.id DESC LIMIT {}",
        found.sql(),
        limit + 1
    );
    let mut rows: Vec<ProjectRow> = source.all(&sql, found.values).await?;
    let next = if rows.len() > limit {
        rows.truncate(limit);
        rows.last().map(|row| row.after(cursor.sort))
    } else {
        None
    };
    Ok(Listed { rows, next })
}

/// How many projects the filter finds.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn total(source: &impl Source, filter: &Filter) -> Result<i64> {
    let found = Where::of(filter, source.speaks_postgres());
    source
        .number(
            &format!("SELECT COUNT(*) AS number FROM project WHERE {}", found.sql()),
            found.values,
        )
        .await
}

/// Counts by every facet over the filtered list, in one statement.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn facets(source: &impl Source, filter: &Filter) -> Result<Vec<FacetRow>> {
    let found = Where::of(filter, source.speaks_postgres());
    let sql = format!(
        "WITH RECURSIVE found AS (SELECT project.id AS id, project.pillar AS pillar, project.status AS status,
                project.provenance AS provenance, project.country AS country, project.accountable_id AS accountable_id,
                project.implementing_id AS implementing_id FROM project WHERE {}),
         given AS (SELECT ledger_entry.project_id AS project_id, ledger_entry.organisation_id AS organisation_id
                FROM ledger_entry JOIN found ON found.id = ledger_entry.project_id
                UNION SELECT ledger_entry.project_id, pledge_contributor.organisation_id FROM ledger_entry
                JOIN found ON found.id = ledger_entry.project_id
                JOIN pledge_contributor ON pledge_contributor.pledge_id = ledger_entry.pledge_id),
         party AS (SELECT project_id, organisation_id FROM given
                UNION SELECT id, accountable_id FROM found WHERE accountable_id IS NOT NULL
                UNION SELECT id, implementing_id FROM found WHERE implementing_id IS NOT NULL
                UNION SELECT documented_funding.project_id, documented_funding.organisation_id FROM documented_funding
                    JOIN found ON found.id = documented_funding.project_id
                    WHERE documented_funding.organisation_id IS NOT NULL),
         lies (project_id, place_id) AS (SELECT project_place.project_id, project_place.place_id FROM project_place
                JOIN found ON found.id = project_place.project_id WHERE project_place.place_id IS NOT NULL
                UNION SELECT lies.project_id, place.parent_id FROM lies
                    JOIN place ON place.id = lies.place_id WHERE place.parent_id IS NOT NULL)
         SELECT 'pillar' AS facet, pillar AS value, COUNT(*) AS count FROM found GROUP BY pillar
         UNION ALL SELECT 'status', status, COUNT(*) FROM found GROUP BY status
         UNION ALL SELECT 'provenance', provenance, COUNT(*) FROM found GROUP BY provenance
         UNION ALL SELECT 'country', one.code, COUNT(*) FROM found
            JOIN (SELECT 'CO' AS code UNION ALL SELECT 'PA') AS one ON found.country IN (one.code, 'both') GROUP BY one.code
         UNION ALL SELECT 'sector', sector_code, COUNT(*) FROM project_sector
            JOIN found ON found.id = project_sector.project_id GROUP BY sector_code
         UNION ALL SELECT 'place', place.code, COUNT(*) FROM lies JOIN place ON place.id = lies.place_id
            GROUP BY place.code
         UNION ALL SELECT 'territory', place.code, COUNT(*) FROM lies JOIN place ON place.id = lies.place_id
            WHERE place.is_territory GROUP BY place.code
         UNION ALL SELECT 'partner', organisation.slug, COUNT(*) FROM party
            JOIN organisation ON organisation.id = party.organisation_id GROUP BY organisation.slug
         UNION ALL SELECT 'class', organisation.class, COUNT(DISTINCT given.project_id) FROM given
            JOIN organisation ON organisation.id = given.organisation_id GROUP BY organisation.class
         ORDER BY 1, 3 DESC, 2",
        found.sql()
    );
    source.all(&sql, found.values).await
}
