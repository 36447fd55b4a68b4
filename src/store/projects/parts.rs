//! What counting needs of a project beside its row, in one statement.

use sea_orm::FromQueryResult;

use crate::domain::ids::{PlaceId, ProjectId};
use crate::store::{Result, Source, StoreError};

/// A share as stored, in basis points.
pub(super) fn share(value: i64) -> Result<u32> {
    u32::try_from(value).map_err(|_| StoreError::Corrupt("share_basis_points"))
}

/// Budget lines and shares of a project, in the orders in which remainders are handed out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// Amounts of the budget lines, in minor units of the budget currency.
    pub lines_minor: Vec<i64>,
    /// Places with shares in basis points, in the officer's order; `None` is outside the area.
    pub places: Vec<(Option<PlaceId>, u32)>,
    /// Purpose codes with shares in basis points, largest first.
    pub sectors: Vec<(String, u32)>,
}

#[derive(FromQueryResult)]
struct PartRow {
    part: String,
    code: Option<String>,
    place_id: Option<i64>,
    value: i64,
}

/// The parts of a project.
///
/// # Errors
/// [`StoreError`].
pub async fn parts(source: &impl Source, id: ProjectId) -> Result<Parts> {
    let rows: Vec<PartRow> = source
        .all(
            "SELECT 'line' AS part, CAST(NULL AS TEXT) AS code, CAST(NULL AS BIGINT) AS place_id,
                amount_minor AS value, position FROM budget_line WHERE project_id = $1
             UNION ALL SELECT 'place', NULL, place_id, share_basis_points, position
                FROM project_place WHERE project_id = $1
             UNION ALL SELECT 'sector', sector_code, NULL, share_basis_points, 0 - share_basis_points
                FROM project_sector WHERE project_id = $1
             ORDER BY part, position, code LIMIT 300",
            values![id.0],
        )
        .await?;
    let mut parts = Parts::default();
    for row in rows {
        match row.part.as_str() {
            "line" => parts.lines_minor.push(row.value),
            "place" => parts.places.push((row.place_id.map(PlaceId), share(row.value)?)),
            _ => {
                let code = row.code.ok_or(StoreError::Corrupt("project_sector.sector_code"))?;
                parts.sectors.push((code, share(row.value)?));
            }
        }
    }
    Ok(parts)
}
