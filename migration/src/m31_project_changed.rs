//! Which write changed a project last in what the list of projects shows or finds: the number of an event of that write.
//! From it the index in memory knows what to read again. The text indexes that it replaces go.

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
        let text_index = match manager.get_database_backend() {
            DbBackend::Sqlite => {
                "DROP TRIGGER project_search_insert;
                 DROP TRIGGER project_search_update;
                 DROP TABLE project_search;"
            }
            _ => "DROP INDEX project_search;",
        };
        crate::apply(manager, text_index).await?;
        crate::apply(
            manager,
            "ALTER TABLE project ADD COLUMN changed_event BIGINT NOT NULL DEFAULT 0;
             CREATE INDEX project_by_changed_event ON project (changed_event, id);",
        )
        .await
    }
}
