//! Lists that others keep (currencies, IATI code lists, OECD DAC purpose codes), and the numbers given out so far. A list
//! whose codes other tables refer to has a table of its own.

/// The currencies that the registry takes; the domain knows the same (`Currency`), which a test compares.
const CURRENCIES: &[&str] = &[
    "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CRC", "DKK", "EUR", "GBP", "JPY", "KRW", "MXN", "NOK", "PAB",
    "PEN", "SEK", "USD",
];

mod tables {
    crate::tables!(
        "CREATE TABLE currency (
            code TEXT NOT NULL PRIMARY KEY
        );
        CREATE TABLE code_list (
            list TEXT NOT NULL,
            code TEXT NOT NULL,
            name_es TEXT NOT NULL,
            name_en TEXT NOT NULL,
            PRIMARY KEY (list, code)
        );
        CREATE TABLE finance_type (
            code TEXT NOT NULL PRIMARY KEY,
            name_es TEXT NOT NULL,
            name_en TEXT NOT NULL
        );
        CREATE TABLE organisation_type (
            code TEXT NOT NULL PRIMARY KEY,
            name_es TEXT NOT NULL,
            name_en TEXT NOT NULL
        );
        CREATE TABLE sector (
            code TEXT NOT NULL PRIMARY KEY CONSTRAINT sector_code_has_five_digits CHECK (length(code) = 5),
            category TEXT NOT NULL,
            name_es TEXT NOT NULL,
            name_en TEXT NOT NULL
        );
        CREATE TABLE counter (
            name TEXT NOT NULL PRIMARY KEY,
            last BIGINT NOT NULL CONSTRAINT counter_is_not_negative CHECK (last >= 0)
        );
        INSERT INTO counter (name, last) VALUES ('project', 0);"
    );
}

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables::Migration.up(manager).await?;
        let codes: Vec<String> = CURRENCIES.iter().map(|code| format!("('{code}')")).collect();
        crate::apply(
            manager,
            &format!("INSERT INTO currency (code) VALUES {}", codes.join(", ")),
        )
        .await
    }
}
