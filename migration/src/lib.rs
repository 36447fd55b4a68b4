//! The schema of Puente: one noun a file, the same tables on SQLite and PostgreSQL.
//!
//! Written in SQL because the constraints are the point: each one is the pair of a rule in the domain and carries its
//! name. What repeats (forms of instants, currencies, codes) and what differs between the two databases is filled in by
//! `sql::fill`.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod sql;
mod triggers;

/// Declares a migration whose `up` is one piece of SQL, in one transaction on both databases. `append_only`: tables with
/// the condition under which a new row would displace an old one; `append_only_but_reason`: the same, where a reason can
/// be redacted, with the columns that never change; `refused`: table, rule, and the condition on `NEW` that breaks it.
macro_rules! tables {
    ($sql:expr
        $(, append_only: [$(($table:literal, $same:literal)),+ $(,)?])?
        $(, append_only_but_reason: [$(($reasoned:literal, $like:literal, $columns:literal)),+ $(,)?])?
        $(, refused: [$(($of:literal, $rule:literal, $when:literal)),+ $(,)?])?
    ) => {
        use sea_orm_migration::prelude::*;

        #[derive(DeriveMigrationName)]
        pub struct Migration;

        #[async_trait::async_trait]
        impl MigrationTrait for Migration {
            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }

            async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                crate::apply(manager, $sql).await?;
                $($(crate::triggers::append_only(manager, $table, $same).await?;)+)?
                $($(crate::triggers::append_only_but_reason(manager, $reasoned, $like, $columns).await?;)+)?
                $($(crate::triggers::refuse(manager, $of, $rule, $when).await?;)+)?
                Ok(())
            }
        }
    };
}
use tables;

mod m01_reference;
mod m02_place;
mod m03_organisation;
mod m04_account;
mod m05_project;
mod m06_pledge;
mod m07_event;
mod m08_life_cycle;
mod m09_ledger;
mod m10_condition;
mod m11_in_kind_acceptance;
mod m12_proposal;
mod m13_total;
mod m14_housekeeping;

/// All migrations, in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m01_reference::Migration),
            Box::new(m02_place::Migration),
            Box::new(m03_organisation::Migration),
            Box::new(m04_account::Migration),
            Box::new(m05_project::Migration),
            Box::new(m06_pledge::Migration),
            Box::new(m07_event::Migration),
            Box::new(m08_life_cycle::Migration),
            Box::new(m09_ledger::Migration),
            Box::new(m10_condition::Migration),
            Box::new(m11_in_kind_acceptance::Migration),
            Box::new(m12_proposal::Migration),
            Box::new(m13_total::Migration),
            Box::new(m14_housekeeping::Migration),
        ]
    }
}

/// Runs `sql` with its placeholders filled in.
async fn apply(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let sql = sql::fill(sql, manager.get_database_backend());
    manager.get_connection().execute_unprepared(&sql).await.map(|_| ())
}
