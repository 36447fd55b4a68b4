//! Writing the facts of a project.

use super::Facts;
use crate::domain::ids::{AccountId, ProjectId};
use crate::domain::project::{Provenance, Status};
use crate::store::{Result, Source as _, StoreError, Tx, placeholders, search};

/// What else a new project needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin<'a> {
    /// `None`: the next free `P-n`.
    pub code: Option<&'a str>,
    pub provenance: Provenance,
    pub status: Status,
    pub demonstration: bool,
    pub created_by: Option<AccountId>,
}

/// Makes a project with its facts; the totals follow by [`crate::store::totals::refresh_project`].
///
/// # Errors
/// [`StoreError::Duplicate`] when the code is taken.
pub async fn insert(tx: &Tx, origin: &Origin<'_>, facts: &Facts) -> Result<ProjectId> {
    let code = match origin.code {
        Some(code) => {
            if let Some(number) = code.strip_prefix("P-").and_then(|rest| rest.parse().ok()) {
                note_number(tx, number).await?;
            }
            code.to_owned()
        }
        None => next_code(tx).await?,
    };
    let mut values = columns(facts);
    let first = values.len();
    values.extend(values![
        code,
        origin.provenance,
        origin.status,
        origin.demonstration,
        origin.created_by,
        tx.now(),
        tx.now(),
        tx.heads().await?.first_event
    ]);
    let sql = format!(
        "INSERT INTO project ({NAMES}, code, provenance, status, demonstration, created_by, created_at, changed_at,
            changed_event, requirement_minor, version)
         VALUES ({}, 0, 1) RETURNING id AS number",
        placeholders(1, first + 8)
    );
    let id = ProjectId(tx.insert(&sql, values).await?);
    insert_parts(tx, id, facts).await?;
    Ok(id)
}

/// The code with this number.
pub(in crate::store) fn code(number: i64) -> String {
    format!("P-{number}")
}

/// The next code of the counter.
async fn next_code(tx: &Tx) -> Result<String> {
    let sql = "UPDATE counter SET last = last + 1 WHERE name = 'project' RETURNING last AS number";
    Ok(code(tx.insert(sql, vec![]).await?))
}

/// The number of the newest code.
pub(in crate::store) async fn last_number(tx: &Tx) -> Result<i64> {
    tx.number("SELECT last AS number FROM counter WHERE name = 'project'", vec![])
        .await
}

/// Lets the counter go on behind a number that was used.
pub(in crate::store) async fn note_number(tx: &Tx, number: i64) -> Result<()> {
    let sql = "UPDATE counter SET last = $1 WHERE name = 'project' AND last < $1";
    tx.run(sql, values![number]).await?;
    Ok(())
}

/// Replaces the facts of a project that is still at `version`. Costs that change (`new_budget`) lose their rate and take
/// the one of their day when they are counted.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(tx: &Tx, id: ProjectId, version: i64, facts: &Facts, new_budget: bool) -> Result<()> {
    let mut values = columns(facts);
    let first = values.len();
    let mut sets: Vec<String> = NAMES
        .split(',')
        .enumerate()
        .map(|(i, name)| format!("{} = ${}", name.trim(), i + 1))
        .collect();
    if new_budget {
        sets.push("requirement_units_per_usd = NULL".to_owned());
    }
    let sets = sets.join(", ");
    values.extend(values![tx.now(), tx.heads().await?.first_event, id, version]);
    let sql = format!(
        "UPDATE project SET {sets}, changed_at = ${}, changed_event = ${}, version = version + 1
         WHERE id = ${} AND version = ${}",
        first + 1,
        first + 2,
        first + 3,
        first + 4
    );
    if tx.run(&sql, values).await? == 0 {
        return Err(StoreError::Stale);
    }
    for table in ["project_sector", "project_place", "budget_line"] {
        tx.run(&format!("DELETE FROM {table} WHERE project_id = $1"), values![id])
            .await?;
    }
    insert_parts(tx, id, facts).await
}

/// The columns of what officers keep of a project ([`columns`]).
pub(in crate::store) const NAMES: &str =
    "title_es, title_en, description_es, description_en, pillar, country, budget_currency, budget_on,
    accountable_id, implementing_id, contact_office, planned_start_on, planned_end_on, actual_start_on,
    actual_end_on, search";

/// The values of [`NAMES`].
pub(in crate::store) fn columns(facts: &Facts) -> Vec<sea_orm::Value> {
    values![
        facts.title_es.as_str(),
        facts.title_en.as_str(),
        facts.description_es.as_str(),
        facts.description_en.as_str(),
        facts.pillar,
        facts.country,
        facts.budget_currency,
        facts.budget_on,
        facts.accountable,
        facts.implementing,
        facts.contact_office.as_str(),
        facts.planned_start_on,
        facts.planned_end_on,
        facts.actual_start_on,
        facts.actual_end_on,
        searched([
            &facts.title_es,
            &facts.title_en,
            &facts.description_es,
            &facts.description_en
        ])
    ]
}

/// What the search of a project looks into.
fn searched(words: [&str; 4]) -> String {
    search::fold(&words.join(" "))
}

/// Makes a documented project that is still at `version` a registered one of this status, as of today.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn adopt(tx: &Tx, id: ProjectId, version: i64, status: Status) -> Result<()> {
    let adopted = tx
        .run(
            "UPDATE project SET provenance = 'registered', status = $1, adopted_on = $2, changed_at = $3,
                changed_event = $4, version = version + 1
             WHERE id = $5 AND version = $6 AND provenance = 'documented'",
            values![
                status,
                tx.now().local_date(),
                tx.now(),
                tx.heads().await?.first_event,
                id,
                version
            ],
        )
        .await?;
    if adopted == 0 {
        return Err(StoreError::Stale);
    }
    Ok(())
}

/// Takes a redacted text out of a project that still shows it; a title gives way to the code. Says whether it did.
///
/// # Errors
/// [`StoreError`].
pub async fn erase_text(tx: &Tx, id: ProjectId, field: &str, content: &str) -> Result<bool> {
    let (column, left) = match field {
        "title_es" => ("title_es", "code"),
        "title_en" => ("title_en", "code"),
        "description_es" => ("description_es", "''"),
        "description_en" => ("description_en", "''"),
        "contact_office" => ("contact_office", "''"),
        _ => return Ok(false),
    };
    let sql = format!("UPDATE project SET {column} = {left}, version = version + 1 WHERE id = $1 AND {column} = $2");
    if tx.run(&sql, values![id, content]).await? == 0 {
        return Ok(false);
    }
    if let Some(row) = super::get(tx, id).await? {
        let words = searched([&row.title_es, &row.title_en, &row.description_es, &row.description_en]);
        tx.run("UPDATE project SET search = $1 WHERE id = $2", values![words, id])
            .await?;
    }
    tx.note_changed(id);
    Ok(true)
}

async fn insert_parts(tx: &Tx, id: ProjectId, facts: &Facts) -> Result<()> {
    for sector in &facts.sectors {
        tx.run(
            "INSERT INTO project_sector (project_id, sector_code, share_basis_points) VALUES ($1, $2, $3)",
            values![id, sector.sector_code.as_str(), i64::from(sector.share_basis_points)],
        )
        .await?;
    }
    for (position, place) in (0_i64..).zip(&facts.places) {
        tx.run(
            "INSERT INTO project_place
                (project_id, position, place_id, share_basis_points, territorial_status, territorial_basis)
             VALUES ($1, $2, $3, $4, $5, $6)",
            values![
                id,
                position,
                place.place,
                i64::from(place.share_basis_points),
                place.territorial_status,
                place.territorial_basis.clone()
            ],
        )
        .await?;
    }
    for (position, line) in (0_i64..).zip(&facts.lines) {
        tx.run(
            "INSERT INTO budget_line (project_id, position, name_es, name_en, amount_minor) VALUES ($1, $2, $3, $4, $5)",
            values![id, position, line.name_es.as_str(), line.name_en.as_str(), line.amount_minor],
        )
        .await?;
    }
    Ok(())
}
