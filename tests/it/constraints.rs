//! What the schema refuses, whoever asks: every named constraint has a statement that breaks it, and rows of fact
//! cannot be changed. Needs no server, but the same data that a server would have made.

use puente::domain::currency::Currency;
use puente::domain::event::EventKind;
use puente::store::{Db, Source as _};
use sea_orm::FromQueryResult;
use std::collections::BTreeSet;

use self::cases::{cases, publication, receipt};
use crate::harness::World;

mod cases;
mod columns;

/// Where a row breaks two constraints by its nature, PostgreSQL names the one that is first by name.
const SHOWN_BY_ANOTHER: &[(&str, &str)] = &[("ledger_entry_is_not_zero", "ledger_entry_has_the_sign_of_its_kind")];

/// A statement that breaks one constraint and nothing else.
#[derive(Debug)]
pub struct Case {
    name: String,
    /// How SQLite names the constraint: the columns of a UNIQUE one, [`Case::FOREIGN_KEY`], or nothing for a CHECK.
    shown: &'static str,
    sql: String,
}

impl Case {
    pub const FOREIGN_KEY: &'static str = "FOREIGN KEY";

    pub fn new(name: &str, shown: &'static str, sql: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            shown,
            sql: sql.into(),
        }
    }
}

fn all_cases() -> Vec<Case> {
    let mut all = cases();
    all.extend(columns::cases());
    all
}

#[derive(FromQueryResult)]
struct Text {
    text: String,
}

/// Names of all constraints and of rules that triggers hold, as the database itself knows them.
async fn declared(world: &World) -> BTreeSet<String> {
    let texts = |sql: &'static str| async move {
        let rows: Vec<Text> = world.db().primary().all(sql, vec![]).await.expect("the schema");
        rows.into_iter().map(|row| row.text).collect::<Vec<_>>()
    };
    if world.db().is_postgres() {
        let sql = "SELECT conname AS text FROM pg_constraint AS constrained JOIN pg_namespace AS space
                ON space.oid = constrained.connamespace AND space.nspname = 'public'
            WHERE contype IN ('c', 'u') OR (contype = 'f' AND conname LIKE '%\\_is\\_known')
            UNION SELECT relname::TEXT FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                WHERE indisunique AND NOT indisprimary AND relname LIKE '%\\_is\\_unique'
            UNION SELECT tgname::TEXT FROM pg_trigger WHERE tgname NOT LIKE '%\\_refuses\\_%' AND NOT tgisinternal";
        return texts(sql).await.into_iter().collect();
    }
    let mut names = BTreeSet::new();
    for sql in texts("SELECT sql AS text FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'seaql%'").await {
        let words: Vec<&str> = sql.split_whitespace().collect();
        for pair in words.windows(3) {
            match pair {
                ["CONSTRAINT", name, _] | ["UNIQUE", "INDEX", name] => names.extend([(*name).to_owned()]),
                ["CREATE", "TRIGGER", name] if !name.contains("_refuses_") => names.extend([(*name).to_owned()]),
                _ => {}
            }
        }
    }
    names
}

#[rocket::async_test]
async fn every_constraint_of_the_schema_has_a_case_and_every_case_a_constraint() {
    let world = World::new().await;
    let declared = declared(&world).await;
    let tried: BTreeSet<String> = all_cases().into_iter().map(|case| case.name).collect();
    let untried: Vec<_> = declared.difference(&tried).collect();
    let unknown: Vec<_> = tried.difference(&declared).collect();
    assert!(declared.len() > 150, "only {} constraints found", declared.len());
    assert!(untried.is_empty(), "no statement breaks {untried:?}");
    assert!(unknown.is_empty(), "not in the schema: {unknown:?}");
}

fn names_it(db: &Db, case: &Case, error: &str) -> bool {
    let Case { name, shown, .. } = case;
    if db.is_postgres() {
        let other = SHOWN_BY_ANOTHER
            .iter()
            .find(|(own, _)| own == name)
            .map_or(name.as_str(), |(_, other)| other);
        error.contains(&format!("\"{other}\""))
    } else if *shown == Case::FOREIGN_KEY {
        error.contains("FOREIGN KEY constraint failed")
    } else if [
        "ledger_entry.",
        "receipt.",
        "publication.",
        "project_status_change.",
        "commitment_tranche.",
        "waiting_condition.",
        "reply.",
        "in_kind_acceptance.",
    ]
    .iter()
    .any(|table| shown.starts_with(table))
    {
        // What the index would refuse, the trigger against REPLACE refuses first.
        error.contains(" is append-only: REPLACE refused")
    } else if shown.is_empty() {
        error.contains(&format!("CHECK constraint failed: {name}"))
    } else {
        error.contains(&format!("UNIQUE constraint failed: {shown}"))
    }
}

#[rocket::async_test]
async fn every_constraint_is_refused_by_name() {
    let world = World::demo().await;
    let mut errors = Vec::new();
    for case in all_cases() {
        let Case { name, sql, .. } = &case;
        match world.sql(sql).await {
            Ok(()) => errors.push(format!("{name}: not refused: {sql}")),
            Err(error) if names_it(world.db(), &case, &error.to_string()) => {}
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
    ("project_status_change", "to_status = to_status"),
    ("project_status_change", "reason = 'another reason'"),
    ("pledge_change", "to_state = to_state"),
    ("pledge_change", "reason = 'another reason'"),
    ("proposal_change", "reason = 'another reason'"),
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
        .sql(&receipt(1_000_001, "confirm", 1, "'tax'", 1))
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
async fn a_registry_of_another_schema_is_refused_with_one_line() {
    let world = World::new().await;
    let other = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m30_probe', 0)";
    world.sql(other).await.expect("a registry of before");
    for refused in [
        world.db().migrate().await.map(|()| 0),
        world.db().pending_migrations().await,
    ] {
        let line = refused.expect_err("refused").to_string();
        assert!(line.contains("made with another schema (m30_probe"), "{line}");
        assert_eq!(line.lines().count(), 1, "{line}");
    }
}

#[rocket::async_test]
async fn the_schema_knows_the_currencies_and_the_kinds_of_event_of_the_domain() {
    let world = World::new().await;
    let rows: Vec<Text> = world
        .db()
        .primary()
        .all("SELECT code AS text FROM currency ORDER BY code", vec![])
        .await
        .expect("currencies");
    let known: Vec<&str> = Currency::all().map(Currency::code).collect();
    assert_eq!(rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), known);
    for kind in EventKind::ALL {
        let sql = format!(
            "INSERT INTO event (number, kind, occurred_at, public, hash)
             SELECT COALESCE(MAX(number), 0) + 1, '{}', '2026-11-23T17:00:00Z', '', '{}' FROM event",
            kind.code(),
            "0".repeat(64)
        );
        world.sql(&sql).await.expect("a known kind");
    }
}
