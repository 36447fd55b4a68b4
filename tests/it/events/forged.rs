//! Whoever rewrites the history and every hash after it cannot state another worth of what takes away: it is worked out
//! again.

use std::collections::BTreeMap;

use puente::domain::event::{GENESIS, canonical, chain_hash, hex};
use puente::store::Source as _;
use sea_orm::FromQueryResult;
use serde_json::Value;

use super::number;
use super::tampering::unguard;
use crate::harness::World;
use crate::recompute;

#[derive(FromQueryResult)]
struct Bytes {
    number: i64,
    public: String,
}

/// Rewrites what an event says and every hash from there on, so that the chain holds.
async fn forge(world: &World, number: i64, change: impl Fn(&mut Value)) {
    let sql = "SELECT number, public FROM event ORDER BY number";
    let events: Vec<Bytes> = world.db().primary().all(sql, vec![]).await.expect("events");
    let mut previous = GENESIS;
    for event in events {
        let mut public: Value = serde_json::from_str(&event.public).expect("JSON");
        if event.number == number {
            change(&mut public);
        }
        let bytes = canonical(&public);
        previous = chain_hash(&previous, &bytes);
        let (bytes, hash) = (bytes.replace('\'', "''"), hex(&previous));
        let sql = format!(
            "UPDATE event SET public = '{bytes}', hash = '{hash}' WHERE number = {}",
            event.number
        );
        world.sql(&sql).await.expect("forged");
    }
}

/// Forges one figure of what a row is worth, in `part` of its event, and expects it to be named.
async fn assert_forged_valuation(world: &World, event: i64, part: &str, id: &str, figure: &str) {
    let by = |cents: i64| {
        move |public: &mut Value| {
            let row = public.pointer_mut(part).expect("what it is worth");
            row[figure] = (row[figure].as_i64().unwrap_or_default() + cents).into();
        }
    };
    forge(world, event, by(1)).await;
    let errors = world.verify().await.errors;
    let named = format!("ledger_entry {id}: {figure} is ");
    assert!(
        errors.iter().all(|error| error.starts_with("ledger_entry ")),
        "{errors:#?}"
    );
    assert!(
        errors.iter().any(|error| error.starts_with(&named)),
        "{named}: {errors:#?}"
    );
    forge(world, event, by(-1)).await;
}

#[rocket::async_test]
async fn what_a_row_that_takes_away_is_worth_is_worked_out_again_even_where_the_chain_holds() {
    let world = World::demo().await;
    unguard(&world, "event").await;
    let sql = "SELECT number, public FROM event ORDER BY number";
    let events: Vec<Bytes> = world.db().primary().all(sql, vec![]).await.expect("events");
    let mut kinds = BTreeMap::new();
    for event in &events {
        let public: Value = serde_json::from_str(&event.public).expect("JSON");
        let entry = &public["entry"];
        if entry["amount_minor"].as_i64().is_some_and(i64::is_negative) && entry["usd_minor"].is_i64() {
            kinds.insert(entry["kind"].to_string(), (event.number, entry["id"].to_string()));
        }
    }
    assert!(kinds.len() >= 5, "{kinds:?}");
    for (event, id) in kinds.values() {
        assert_forged_valuation(&world, *event, "/entry", id, "usd_minor").await;
    }
    let sql = "SELECT MAX(number) AS number FROM event WHERE kind = 'commitment_signed' AND pledge_id IS NOT NULL";
    let event = number(&world, sql).await;
    let sql = format!("SELECT id AS number FROM ledger_entry WHERE event_number = {event}");
    let id = number(&world, &sql).await.to_string();
    assert_forged_valuation(&world, event, "/entry", &id, "parent_rate_usd_minor").await;
    assert_eq!(world.verify().await.errors, Vec::<String>::new(), "all is as it was");
}

#[rocket::async_test]
async fn what_rows_are_worth_once_their_parent_has_a_rate_is_worked_out_again() {
    let world = World::new().await;
    recompute::without_rate(&world).await;
    recompute::rate_arrives(&world).await;
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
    unguard(&world, "event").await;
    let sql = "SELECT MAX(number) AS number FROM event WHERE public LIKE '%valuations%'";
    let event = number(&world, sql).await;
    let row = format!("SELECT public, number FROM event WHERE number = {event}");
    let stated: Vec<Bytes> = world.db().primary().all(&row, vec![]).await.expect("an event");
    let stated: Value = serde_json::from_str(&stated[0].public).expect("JSON");
    let rows = stated["valuations"].as_array().expect("rows");
    assert_eq!(
        rows.len(),
        3,
        "the revision, what was signed, what of it ended: {rows:?}"
    );
    for (at, row) in rows.iter().enumerate() {
        let part = format!("/valuations/{at}");
        let id = row["entry"].to_string();
        for figure in ["usd_minor", "parent_rate_usd_minor"] {
            if row[figure].is_i64() {
                assert_forged_valuation(&world, event, &part, &id, figure).await;
            }
        }
    }
    // Left out altogether.
    forge(&world, event, |public| public["valuations"] = Value::Array(Vec::new())).await;
    let errors = world.verify().await.errors;
    let named = |error: &String| error.ends_with("it is worth something else than any event says");
    assert_eq!(errors.iter().filter(|error| named(error)).count(), 3, "{errors:#?}");
}
