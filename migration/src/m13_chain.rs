//! The chain of money after the pledge: who entered a row, what a commitment is worth in its project's currency, joint
//! pledges, the further sums of a boundary and how they stood at the end of each day.

mod base {
    crate::tables!(
        "ALTER TABLE ledger_entry ADD COLUMN account_id BIGINT REFERENCES account (id);
        ALTER TABLE ledger_entry ADD COLUMN on_behalf BOOLEAN NOT NULL DEFAULT FALSE;
        ALTER TABLE conversion ADD COLUMN units_per_usd TEXT;
        ALTER TABLE conversion ADD COLUMN budget_minor BIGINT;
        ALTER TABLE conversion ADD COLUMN budget_currency TEXT CONSTRAINT conversion_budget_worth_has_a_currency
            CHECK ((budget_minor IS NULL) = (budget_currency IS NULL));
        ALTER TABLE project ADD COLUMN requirement_units_per_usd TEXT;
        ALTER TABLE pledge ADD COLUMN channel_id BIGINT REFERENCES organisation (id);
        CREATE TABLE pledge_contributor (
            pledge_id BIGINT NOT NULL REFERENCES pledge (id),
            position BIGINT NOT NULL,
            organisation_id BIGINT NOT NULL REFERENCES organisation (id),
            amount_minor BIGINT CONSTRAINT pledge_contributor_gives_something CHECK (amount_minor > 0),
            PRIMARY KEY (pledge_id, position),
            CONSTRAINT pledge_contributor_once UNIQUE (pledge_id, organisation_id)
        );
        CREATE TABLE total_day (
            boundary TEXT NOT NULL,
            key TEXT NOT NULL,
            currency TEXT NOT NULL,
            day DATE NOT NULL,
            event_number BIGINT NOT NULL,
            PRIMARY KEY (boundary, key, currency, day)
        );"
    );
}

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The sums that boundaries had already, and those that come with the chain.
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
];
const NEW: &[&str] = &[
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

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        base::Migration.up(manager).await?;
        let add = |table: &str, name: &str| format!("ALTER TABLE {table} ADD COLUMN {name} BIGINT NOT NULL DEFAULT 0;");
        let mut sql: Vec<String> = NEW
            .iter()
            .flat_map(|name| [add("contribution", name), add("boundary_total", name)])
            .collect();
        sql.extend(MEASURES.iter().chain(NEW).map(|name| add("total_day", name)));
        crate::apply(manager, &sql.concat()).await?;
        Ok(())
    }
}
