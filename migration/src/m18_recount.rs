//! What counting anew reads and writes, in fewer rows.
//!
//! `contribution.figures` is JSON, a list of `[boundary, key, currency, {measure: minor units}]` without the measures
//! that are zero: all of it is read and replaced at once, and nothing asks for a part. A total says on which day it
//! moved last (`moved_on`), and `total_day` keeps only what it was at the end of earlier days.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let measures: Vec<String> = crate::m14_totals::measures()
            .chain(["covered"])
            .map(|name| format!("'{name}', {name}"))
            .collect();
        let measures = measures.join(", ");
        let figures = match manager.get_database_backend() {
            DbBackend::Sqlite => {
                format!("json_group_array(json_array(boundary, key, currency, json_object({measures})))")
            }
            _ => format!("json_agg(json_build_array(boundary, key, currency, json_build_object({measures})))::TEXT"),
        };
        let sql = format!(
            "ALTER TABLE contribution RENAME TO contribution_before;
             CREATE TABLE contribution (subject TEXT PRIMARY KEY, figures TEXT NOT NULL);
             INSERT INTO contribution (subject, figures)
                SELECT subject, {figures} FROM contribution_before GROUP BY subject;
             DROP TABLE contribution_before;
             ALTER TABLE total_day DROP COLUMN event_number;
             ALTER TABLE boundary_total ADD COLUMN moved_on DATE NOT NULL DEFAULT '1970-01-01';
             UPDATE boundary_total SET moved_on = COALESCE((SELECT MAX(stored.day) FROM total_day AS stored
                WHERE stored.boundary = boundary_total.boundary AND stored.key = boundary_total.key
                    AND stored.currency = boundary_total.currency), moved_on);
             DELETE FROM total_day WHERE (boundary, key, currency, day)
                IN (SELECT boundary, key, currency, moved_on FROM boundary_total);"
        );
        crate::apply(manager, &sql).await
    }
}
