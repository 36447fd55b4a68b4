//! What the schema refuses, whoever asks: every named constraint has a statement that breaks it, and rows of fact
//! cannot be changed. Needs no server, but the same data that a server would have made.

use std::collections::BTreeSet;
use std::path::Path;

use puente::store::Db;

use self::cases::{cases, publication, receipt};
use crate::harness::World;

mod cases;

/// Where a row breaks two constraints by its nature, PostgreSQL names the one that is first by name.
const SHOWN_BY_ANOTHER: &[(&str, &str)] = &[("ledger_entry_is_not_zero", "ledger_entry_has_the_sign_of_its_kind")];

/// Names of CHECK and UNIQUE constraints and of unique indexes in the migrations; one without a name gets the name
/// that PostgreSQL gives it.
fn declared() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migration/src");
    let mut names = BTreeSet::new();
    for file in std::fs::read_dir(folder).expect("migrations") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a migration");
        let mut table = String::new();
        let words: Vec<&str> = text.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            match (*word, words.get(at + 1).copied().unwrap_or_default()) {
                ("TABLE", name) => table = name.to_owned(),
                ("CONSTRAINT", name) => names.extend([name.to_owned()]),
                ("UNIQUE", "INDEX") => names.extend([words[at + 2].to_owned()]),
                ("UNIQUE" | "UNIQUE,", _) if words[at - 2] != "CONSTRAINT" => {
                    names.extend([format!("{table}_{}_key", words[at - 4])]);
                }
                _ => {}
            }
        }
    }
    names
}

#[test]
fn every_constraint_of_the_schema_has_a_case_and_every_case_a_constraint() {
    let declared = declared();
    let tried: BTreeSet<String> = cases().iter().map(|(name, ..)| (*name).to_owned()).collect();
    let untried: Vec<_> = declared.difference(&tried).collect();
    let unknown: Vec<_> = tried.difference(&declared).collect();
    assert!(declared.len() > 60, "only {} constraints found", declared.len());
    assert!(untried.is_empty(), "no statement breaks {untried:?}");
    assert!(unknown.is_empty(), "not in the schema: {unknown:?}");
}

fn names_it(db: &Db, name: &str, columns: &str, shown: &str) -> bool {
    if db.is_postgres() {
        let other = SHOWN_BY_ANOTHER
            .iter()
            .find(|(own, _)| *own == name)
            .map_or(name, |(_, other)| other);
        shown.contains(&format!("\"{other}\""))
    } else if [
        "ledger_entry.",
        "receipt.",
        "publication.",
        "commitment_tranche.",
        "waiting_condition.",
        "reply.",
        "in_kind_acceptance.",
    ]
    .iter()
    .any(|table| columns.starts_with(table))
    {
        // What the index would refuse, the trigger against REPLACE refuses first.
        shown.contains(" is append-only: REPLACE refused")
    } else if columns.is_empty() {
        shown.contains(&format!("CHECK constraint failed: {name}"))
    } else {
        shown.contains(&format!("UNIQUE constraint failed: {columns}"))
    }
}

#[rocket::async_test]
async fn every_constraint_is_refused_by_name() {
    let world = World::demo().await;
    let mut errors = Vec::new();
    for (name, columns, sql) in cases() {
        match world.sql(&sql).await {
            Ok(()) => errors.push(format!("{name}: not refused: {sql}")),
            Err(error) if names_it(world.db(), name, columns, &error.to_string()) => {}
            Err(error) => errors.push(format!("{name}: {error}: {sql}")),
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// Table with a statement that changes nothing but touches every row.
const APPEND_ONLY: &[(&str, &str)] = &[
    ("event", "occurred_at = occurred_at"),
    ("ledger_entry", "amount_minor = amount_minor + 1"),
    ("receipt", "amount_minor = amount_minor + 1"),
    ("conversion", "usd_minor = usd_minor + 1"),
    ("publication", "amount_minor = amount_minor + 1"),
    ("commitment_tranche", "amount_minor = amount_minor + 1"),
    ("waiting_condition", "party = party"),
    ("reply", "wait = wait"),
    ("ledger_initiative", "party = party"),
    ("in_kind_acceptance", "amount_minor = amount_minor + 1"),
];

/// Each row of fact under a new key but with the same unique values: a REPLACE would remove the old one.
const DISPLACING: &[(&str, &str)] = &[
    (
        "ledger_entry",
        "REPLACE INTO ledger_entry SELECT id + 1000000, kind, parent_id, pledge_id, project_id, place_id,
        pillar, organisation_id, receiver_id, support, finance_type, amount_minor + 1, currency, drawdown_minor, dated_on,
        event_number, created_at, account_id, on_behalf FROM ledger_entry",
    ),
    (
        "ledger_entry",
        "REPLACE INTO ledger_entry SELECT id + 1000000, kind, parent_id, pledge_id, project_id, place_id,
        pillar, organisation_id, receiver_id, support, finance_type, amount_minor + 1, currency, drawdown_minor, dated_on,
        1, created_at, account_id, on_behalf FROM ledger_entry WHERE kind = 'pledge' LIMIT 1",
    ),
    (
        "receipt",
        "REPLACE INTO receipt SELECT id + 1000000, ledger_entry_id, kind, amount_minor + 1, currency,
        received_on, cause, on_document, account_id, event_number, created_at FROM receipt",
    ),
    (
        "publication",
        "REPLACE INTO publication SELECT id + 1000000, ledger_entry_id, amount_minor + 1, currency,
        published_on, account_id, event_number, created_at FROM publication",
    ),
    (
        "in_kind_acceptance",
        "REPLACE INTO in_kind_acceptance SELECT id + 1000000, pledge_id, project_id, line_position, amount_minor + 1,
        currency, budget_minor + 1, budget_currency, units_per_usd, accepted_on, takes_back_id, account_id,
        event_number, created_at FROM in_kind_acceptance",
    ),
];

#[rocket::async_test]
async fn rows_of_fact_can_neither_be_changed_nor_removed_nor_replaced() {
    let world = World::demo().await;
    world
        .sql(&receipt(1_000_001, "confirm", 1, "NULL", 1))
        .await
        .expect("a receipt");
    world.sql(&publication(1_000_001, 1, 2)).await.expect("a publication");
    let mut attempts: Vec<(&str, String)> = Vec::new();
    for (table, change) in APPEND_ONLY {
        attempts.push((table, format!("UPDATE {table} SET {change}")));
        attempts.push((table, format!("DELETE FROM {table}")));
        if world.db().is_postgres() {
            attempts.push((table, format!("TRUNCATE {table} CASCADE")));
            let key = match *table {
                "event" => "number",
                "ledger_initiative" => "ledger_entry_id",
                _ => "id",
            };
            let copy = format!("INSERT INTO {table} SELECT * FROM {table}");
            attempts.push((
                table,
                format!("{copy} ON CONFLICT ({key}) DO UPDATE SET {key} = EXCLUDED.{key}"),
            ));
        } else {
            attempts.push((table, format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}")));
            attempts.push((table, format!("UPDATE OR REPLACE {table} SET {change}")));
            attempts.push((
                table,
                format!("PRAGMA recursive_triggers = OFF; REPLACE INTO {table} SELECT * FROM {table}"),
            ));
        }
    }
    if !world.db().is_postgres() {
        attempts.extend(DISPLACING.iter().map(|(table, sql)| (*table, (*sql).to_owned())));
    }
    let mut errors = Vec::new();
    for (table, sql) in attempts {
        match world.sql(&sql).await {
            Ok(()) => errors.push(format!("not refused: {sql}")),
            // TRUNCATE … CASCADE reaches the tables that refer to this one, whose triggers may speak first.
            Err(error) if error.to_string().contains(" is append-only: ") => {}
            Err(error) => errors.push(format!("{table}: {error}: {sql}")),
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    // Only the two rows that this test put beside the history have no event.
    let shown = world.verify().await.errors;
    let own = ["receipt", "publication"].map(|table| format!("{table} 1000001: no event states it"));
    assert_eq!(shown, own);
}

#[rocket::async_test]
async fn a_registry_that_knows_a_migration_by_its_former_name_is_brought_up_to_date() {
    let world = World::new().await;
    let former = "UPDATE seaql_migrations SET version = 'm21_submission_content'
        WHERE version = 'm19_submission_content'";
    world.sql(former).await.expect("a registry of before");
    assert_eq!(world.db().pending_migrations().await.expect("an answer"), 0);
    world.sql(former).await.expect("a registry of before");
    world.db().migrate().await.expect("nothing is missing");
}
