//! Totals again, with what explains them: which events last moved each, and what the source of a payment published.
//!
//! All three tables are derived, read by their whole key and added to in place. So every sum has a default, which lets
//! a statement name only the sums that moved, and on SQLite the rows lie in the order of their key.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The sums that the tables had before.
const STORED: &[&str] = &[
    "requirement",
    "pledged",
    "outstanding",
    "committed",
    "declared",
    "disputed",
    "paid",
    "spent",
    "in_kind",
    "guarantees",
    "gap",
    "ended",
    "direct",
    "suspended",
    "exchange_signed",
    "exchange_paid",
    "pledged_grant",
    "pledged_loan",
    "pledged_equity",
    "committed_grant",
    "committed_loan",
    "committed_equity",
    "paid_grant",
    "paid_loan",
    "paid_equity",
    "pledged_domestic",
    "committed_domestic",
    "paid_domestic",
];
const NEW: &[&str] = &["published"];

/// All sums from then on.
pub(crate) fn measures() -> impl Iterator<Item = &'static str> {
    STORED.iter().chain(NEW).copied()
}

/// A table: its name, its further columns with their types, its key.
type Table = (&'static str, &'static [(&'static str, &'static str)], &'static str);

const TABLES: &[Table] = &[
    (
        "contribution",
        &[("subject", "TEXT NOT NULL")],
        "subject, boundary, key, currency",
    ),
    (
        "boundary_total",
        &[("recent_events", "TEXT NOT NULL DEFAULT ''")],
        "boundary, key, currency",
    ),
    (
        "total_day",
        &[
            ("day", "DATE NOT NULL"),
            ("event_number", "BIGINT NOT NULL"),
            ("recent_events", "TEXT NOT NULL DEFAULT ''"),
        ],
        "boundary, key, currency, day",
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut sql = String::new();
        for (table, own, key) in TABLES {
            let own_columns: String = own.iter().map(|(name, kind)| format!("{name} {kind}, ")).collect();
            let sums: String = measures()
                .map(|name| format!("{name} BIGINT NOT NULL DEFAULT 0, "))
                .collect();
            let stored: Vec<&str> = own
                .iter()
                .map(|(name, _)| *name)
                .filter(|name| *name != "recent_events")
                .chain(["boundary", "key", "currency"])
                .chain(STORED.iter().copied())
                .collect();
            let stored = stored.join(", ");
            sql += &format!(
                "ALTER TABLE {table} RENAME TO {table}_before;
                 CREATE TABLE {table} ({own_columns}boundary TEXT NOT NULL, key TEXT NOT NULL, currency TEXT NOT NULL,
                    {sums}CONSTRAINT {table}_once PRIMARY KEY ({key})) {{by_key}};
                 INSERT INTO {table} ({stored}) SELECT {stored} FROM {table}_before;
                 DROP TABLE {table}_before;"
            );
        }
        crate::apply(manager, &sql).await
    }
}
