//! What a subject contributes, as one row: all of it is read and replaced at once, and nothing asks for a part.
//!
//! `figures` is JSON, a list of `[boundary, key, currency, {measure: minor units}]` without the measures that are zero.

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
             DROP TABLE contribution_before;"
        );
        crate::apply(manager, &sql).await
    }
}
