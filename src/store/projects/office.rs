//! Projects as those who keep them list them: drafts included.

use super::{COLUMNS, ProjectRow};
use crate::domain::ids::ProjectId;
use crate::domain::project::Provenance;
use crate::store::{Part, Result, Source, placeholders, search};

/// Projects of an officer's countries and of a provenance, those changed last first. `q`: words that each must begin some
/// word of a project, or its code; empty finds all.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn of_countries(
    source: &impl Source,
    provenance: Provenance,
    countries: &[&str],
    q: &str,
    part: Part,
) -> Result<Vec<ProjectRow>> {
    let mut values: Vec<sea_orm::Value> = countries.iter().map(|country| (*country).into()).collect();
    values.extend(values![provenance, part.limit, part.offset]);
    let bound = values.len();
    let mut found = String::new();
    let words = beginnings(q);
    if !words.is_empty() {
        let begins = (1..=words.len()).map(|at| format!("' ' || project.search LIKE ${}", bound + at));
        let begins: Vec<String> = begins.collect();
        let code = bound + words.len() + 1;
        found = format!("AND ({} OR project.code = ${code})", begins.join(" AND "));
        values.extend(words.into_iter().map(sea_orm::Value::from));
        values.push(q.trim().to_uppercase().into());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM project WHERE project.country IN ({}) AND project.provenance = ${} {found}
         ORDER BY project.changed_at DESC, project.id DESC LIMIT ${} OFFSET ${}",
        placeholders(1, countries.len()),
        bound - 2,
        bound - 1,
        bound
    );
    source.all(&sql, values).await
}

/// Most words of one search that are looked for.
const WORDS_MAX: usize = 8;

/// What `project.search` must be like for each word of a search, as the beginning of one of its own. A folded word has
/// no mark that LIKE knows.
fn beginnings(q: &str) -> Vec<String> {
    let folded = search::fold(q);
    let words = folded.split(' ').filter(|word| !word.is_empty());
    words.take(WORDS_MAX).map(|word| format!("% {word}%")).collect()
}

/// Registered projects whose requirement of a day has no worth in US dollars, because no rate of that day is known, in
/// the order of their keys, from behind one on.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn unconverted(source: &impl Source, after: ProjectId, limit: i64) -> Result<Vec<ProjectRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM project WHERE project.id > $1 AND {UNCONVERTED} ORDER BY project.id LIMIT $2");
    source.all(&sql, values![after, limit]).await
}

/// How many these are.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn count_unconverted(source: &impl Source) -> Result<i64> {
    let sql = format!("SELECT COUNT(*) AS number FROM project WHERE {UNCONVERTED}");
    source.number(&sql, vec![]).await
}

const UNCONVERTED: &str = "project.provenance = 'registered' AND project.requirement_usd_minor IS NULL
    AND project.requirement_minor > 0 AND project.budget_on IS NOT NULL";

/// How many projects the account with this address made.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn count_by_creator(source: &impl Source, email: &str) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS number FROM project
        JOIN account ON account.id = project.created_by WHERE account.email = $1";
    source.number(sql, values![email]).await
}
