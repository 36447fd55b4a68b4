//! Totals of boundaries, how they stood at the end of earlier days, and what each subject contributes to them. All of it
//! is derived: `puente verify` works it out again.
//!
//! In a row of currency USD stand the converted sums; a row of another currency holds, under the same names, what could
//! not be converted. Rows are read by their whole key and added to in place, so every sum has a default, which lets a
//! statement name only the sums that moved, and on SQLite they lie in the order of their key. `contribution.figures` is
//! JSON, a list of `[boundary, key, currency, {measure: minor units}]` without the measures that are zero.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The sums of a boundary, as the domain names them (`Measures::NAMES`).
const MEASURES: &[&str] = &[
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
    "published",
    "covered",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sums: Vec<String> = MEASURES
            .iter()
            .map(|name| format!("{name} BIGINT NOT NULL DEFAULT 0"))
            .collect();
        let sums = sums.join(", ");
        let sql = format!(
            "CREATE TABLE contribution (subject TEXT NOT NULL PRIMARY KEY, figures TEXT NOT NULL);
             CREATE TABLE boundary_total (
                boundary TEXT NOT NULL,
                key TEXT NOT NULL,
                currency TEXT NOT NULL,
                {sums},
                recent_events TEXT NOT NULL DEFAULT '',
                moved_on DATE NOT NULL,
                PRIMARY KEY (boundary, key, currency)
             ) {{by_key}};
             CREATE TABLE total_day (
                boundary TEXT NOT NULL,
                key TEXT NOT NULL,
                currency TEXT NOT NULL,
                day DATE NOT NULL,
                {sums},
                recent_events TEXT NOT NULL DEFAULT '',
                PRIMARY KEY (boundary, key, currency, day)
             ) {{by_key}};"
        );
        crate::apply(manager, &sql).await
    }
}
