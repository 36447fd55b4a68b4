//! The public list of projects: the index says which, the table what they are.

use super::{COLUMNS, ProjectRow};
use crate::domain::ids::ProjectId;
use crate::store::search::{Cursor, Filter, Index};
use crate::store::{After, Result, Source, placeholders_or_null};

/// A page of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub rows: Vec<ProjectRow>,
    /// After which the next page begins.
    pub next: Option<After>,
    /// How many projects are found on all pages.
    pub total: i64,
}

/// A page of the filtered list, in one statement. The rows are as `source` has them.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn list(
    source: &impl Source,
    index: &Index,
    filter: &Filter,
    cursor: &Cursor,
    limit: usize,
) -> Result<Listed> {
    let found = index.matching(filter).page(cursor, limit);
    Ok(Listed {
        rows: by_ids(source, &found.ids).await?,
        next: found.next,
        total: found.total,
    })
}

/// The projects with these keys, in the order of the keys.
///
/// # Errors
/// [`crate::store::StoreError`].
pub async fn by_ids(source: &impl Source, ids: &[ProjectId]) -> Result<Vec<ProjectRow>> {
    let listed = placeholders_or_null(1, ids.len());
    let sql = format!("SELECT {COLUMNS} FROM project WHERE project.id IN ({listed})");
    let mut rows: Vec<ProjectRow> = source.all(&sql, ids.iter().map(|id| id.0.into()).collect()).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.key()));
    Ok(rows)
}
