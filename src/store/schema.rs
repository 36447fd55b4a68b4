//! Bringing the schema up to date, and telling a registry that was made with another one.

use std::collections::BTreeSet;

use migration::{Migrator, MigratorTrait as _};
use sea_orm::{DatabaseConnection, FromQueryResult, Statement};

use super::{Db, Result, StoreError};

#[derive(FromQueryResult)]
struct Applied {
    version: String,
}

impl Db {
    /// Brings the schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Unusable`] when the registry was made with another schema, [`StoreError::Database`].
    pub async fn migrate(&self) -> Result<()> {
        refuse_another_schema(&self.write).await?;
        Ok(Migrator::up(&self.write, None).await?)
    }

    /// Migrations that are not applied yet.
    ///
    /// # Errors
    /// As [`Db::migrate`].
    pub async fn pending_migrations(&self) -> Result<usize> {
        refuse_another_schema(&self.write).await?;
        Ok(Migrator::get_pending_migrations(&self.write).await?.len())
    }
}

/// Before the first release the schema was written anew, and what was made with the old one cannot be carried over.
async fn refuse_another_schema(db: &DatabaseConnection) -> Result<()> {
    Migrator::install(db).await?;
    let known: BTreeSet<String> = Migrator::migrations()
        .iter()
        .map(|migration| migration.name().to_owned())
        .collect();
    let sql = "SELECT version FROM seaql_migrations ORDER BY version";
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let applied = Applied::find_by_statement(statement).all(db).await?;
    match applied.into_iter().find(|row| !known.contains(&row.version)) {
        None => Ok(()),
        Some(row) => Err(StoreError::Unusable(format!(
            "this registry was made with another schema ({} is not part of this version): start with an empty database, \
             or use the version of puente that made it",
            row.version
        ))),
    }
}
