//! What somebody changes behind the registry's back, `verify` names.

use puente::store::Source as _;

use super::{Event, number};
use crate::harness::World;

/// Takes the guards of a table away, as somebody with the database's password could.
pub(super) async fn unguard(world: &World, table: &str) {
    if world.db().is_postgres() {
        world
            .sql(&format!("ALTER TABLE {table} DISABLE TRIGGER USER"))
            .await
            .expect("disabled");
        return;
    }
    for action in ["update", "delete", "replace"] {
        world
            .sql(&format!("DROP TRIGGER {table}_refuses_{action}"))
            .await
            .expect("dropped");
    }
}

/// Runs SQL behind the registry's back and gives what `verify` says then.
async fn after(world: &World, tables: &[&str], changes: &[String]) -> Vec<String> {
    assert_eq!(
        world.verify().await.errors,
        Vec::<String>::new(),
        "before anything was changed"
    );
    for table in tables {
        unguard(world, table).await;
    }
    for sql in changes {
        world.sql(sql).await.expect("the change");
    }
    world.verify().await.errors
}

/// Changes one thing and expects every error to begin with `named`.
async fn assert_named(tables: &[&str], sql: &str, named: &str) {
    let world = World::demo().await;
    let errors = after(&world, tables, &[sql.to_owned()]).await;
    assert!(!errors.is_empty(), "{sql} went unseen");
    assert!(
        errors.iter().all(|error| error.starts_with(named)),
        "{sql}: {errors:#?} instead of {named}"
    );
}

#[rocket::async_test]
async fn one_byte_of_an_event_is_named() {
    assert_named(
        &["event"],
        "UPDATE event SET public = replace(public, 'kind\":', 'kinD\":') WHERE number = 5",
        "event 5: ",
    )
    .await;
    assert_named(
        &["event"],
        "UPDATE event SET public = public || ' ' WHERE number = 120",
        "event 120: ",
    )
    .await;
}

#[rocket::async_test]
async fn a_column_beside_the_bytes_of_an_event_is_named() {
    assert_named(
        &["event"],
        "UPDATE event SET kind = 'pledge_lapsed' WHERE number = 7",
        "event 7: column kind",
    )
    .await;
    let sql = "UPDATE event SET occurred_at = '2020-01-01T00:00:00Z' WHERE number = 7";
    assert_named(&["event"], sql, "event 7: column at").await;
}

#[rocket::async_test]
async fn one_cent_of_a_ledger_row_is_named() {
    let sql = "UPDATE ledger_entry SET amount_minor = amount_minor + 1 WHERE id = 3";
    let world = World::demo().await;
    let errors = after(&world, &["ledger_entry"], &[sql.to_owned()]).await;
    assert!(
        errors
            .iter()
            .any(|error| error.starts_with("ledger_entry 3: amount_minor is")),
        "{errors:#?}"
    );
    let sql = "UPDATE conversion SET usd_minor = usd_minor + 1 WHERE ledger_entry_id = 3";
    let world = World::demo().await;
    let errors = after(&world, &["conversion"], &[sql.to_owned()]).await;
    assert!(
        errors
            .iter()
            .any(|error| error.starts_with("ledger_entry 3: usd_minor is")),
        "{errors:#?}"
    );
    assert!(
        errors.iter().any(|error| error.starts_with("total of plan")),
        "the total no longer follows: {errors:#?}"
    );
}

#[rocket::async_test]
async fn each_column_of_a_ledger_row_stands_in_its_event() {
    for (column, value) in [
        ("kind", "'revision'"),
        ("currency", "'CHF'"),
        ("dated_on", "'2020-01-01'"),
        ("drawdown_minor", "1"),
        ("support", "'guarantee'"),
        ("finance_type", "'421'"),
        ("pillar", "'jobs'"),
        ("organisation_id", "(SELECT MIN(id) FROM organisation)"),
        ("project_id", "(SELECT MAX(id) FROM project)"),
    ] {
        let world = World::demo().await;
        // What else a forger changes so that the row stands at all: a revision has a parent, and a row one target.
        let along = match column {
            "kind" => ", parent_id = id",
            "pillar" => ", project_id = NULL",
            _ => "",
        };
        let sql = format!("UPDATE ledger_entry SET {column} = {value}{along} WHERE id = 4");
        let errors = after(&world, &["ledger_entry"], &[sql]).await;
        let named = format!("ledger_entry 4: {} is", column.trim_end_matches("_id"));
        assert!(
            errors.iter().any(|error| error.starts_with(&named)),
            "{column}: {errors:#?}"
        );
    }
}

/// Changes one column of the newest row that `which` finds and expects it to be named with the word of its event.
async fn assert_column_named(table: &str, which: &str, column: &str, value: &str, word: &str) {
    let world = World::demo().await;
    let sql = format!("SELECT MAX(id) AS number FROM {table} WHERE {which}");
    let id = number(&world, &sql).await;
    let change = format!("UPDATE {table} SET {column} = {value} WHERE id = {id}");
    let errors = after(&world, &[table], &[change]).await;
    let named = format!("{table} {id}: {word} is ");
    assert!(
        errors.iter().any(|error| error.starts_with(&named)),
        "{table}.{column}: {errors:#?}"
    );
}

#[rocket::async_test]
async fn each_column_of_a_receipt_stands_in_its_event() {
    for (column, value, word) in [
        ("ledger_entry_id", "1", "entry"),
        ("kind", "'resolve'", "kind"),
        ("amount_minor", "amount_minor + 1", "amount_minor"),
        ("currency", "'CHF'", "currency"),
        ("received_on", "'2020-01-01'", "received_on"),
        ("cause", "'tax'", "cause"),
        ("on_document", "NOT on_document", "on_document"),
    ] {
        assert_column_named("receipt", "kind = 'confirm' AND cause IS NULL", column, value, word).await;
    }
}

#[rocket::async_test]
async fn each_column_of_a_conversion_stands_in_its_event() {
    let with_rate = "units_per_usd IS NOT NULL AND budget_minor IS NOT NULL";
    for (column, value, key) in [
        ("ledger_entry_id", "1", "id"),
        ("usd_minor", "usd_minor + 1", "usd_minor"),
        ("units_per_usd", "'1'", "units_per_usd"),
        ("budget_minor", "budget_minor + 1", "budget_minor"),
        ("budget_currency", "'CHF'", "budget_currency"),
    ] {
        assert_column_named("conversion", with_rate, column, value, key).await;
    }
}

#[rocket::async_test]
async fn each_column_of_a_publication_stands_in_its_event() {
    for (column, value, word) in [
        ("ledger_entry_id", "1", "entry"),
        ("amount_minor", "amount_minor + 1", "amount_minor"),
        ("currency", "'CHF'", "currency"),
        ("published_on", "'2020-01-01'", "published_on"),
    ] {
        assert_column_named("publication", "id > 0", column, value, word).await;
    }
}

#[rocket::async_test]
async fn each_column_of_what_is_planned_and_waited_for_stands_in_its_event() {
    for (table, column, value, word) in [
        ("commitment_tranche", "due_on", "'2020-01-01'", "due_on"),
        ("commitment_tranche", "amount_minor", "amount_minor + 1", "amount_minor"),
        ("waiting_condition", "ledger_entry_id", "1", "entry"),
        (
            "waiting_condition",
            "party",
            "CASE party WHEN 'provider' THEN 'community' ELSE 'provider' END",
            "party",
        ),
        ("waiting_condition", "on_behalf", "NOT on_behalf", "on_behalf"),
        (
            "reply",
            "ledger_entry_id",
            "(SELECT MIN(id) FROM ledger_entry WHERE kind = 'pledge')",
            "pledge",
        ),
        (
            "reply",
            "wait",
            "CASE wait WHEN 'late' THEN 'receiver' ELSE 'late' END",
            "wait",
        ),
        ("reply", "on_behalf", "NOT on_behalf", "on_behalf"),
    ] {
        assert_column_named(table, "id > 0", column, value, word).await;
    }
    let met = "meets_id IS NOT NULL";
    assert_column_named("waiting_condition", met, "meets_id", "NULL", "meets").await;
}

#[rocket::async_test]
async fn at_whose_initiative_money_went_back_stands_in_its_event() {
    let world = World::demo().await;
    let sql = "SELECT MAX(ledger_entry_id) AS number FROM ledger_initiative";
    let id = number(&world, sql).await;
    let named = format!("ledger_entry {id}: initiative is ");
    for change in [
        format!("UPDATE ledger_initiative SET party = 'provider' WHERE ledger_entry_id = {id}"),
        format!("DELETE FROM ledger_initiative WHERE ledger_entry_id = {id}"),
    ] {
        let errors = after(&World::demo().await, &["ledger_initiative"], &[change]).await;
        assert!(errors.iter().any(|error| error.starts_with(&named)), "{errors:#?}");
    }
}

#[rocket::async_test]
async fn each_term_of_a_promise_stands_in_its_event() {
    const SHARED: &str = "(SELECT MIN(pledge_id) FROM pledge_contributor WHERE amount_minor IS NOT NULL
        AND pledge_id IN (SELECT pledge_id FROM ledger_entry))";
    const PLANNED: &str =
        "(SELECT MIN(pledge_id) FROM tranche WHERE pledge_id IN (SELECT pledge_id FROM ledger_entry))";
    for (sql, named, word) in [
        (
            "UPDATE pledge SET amount_minor = amount_minor + 1 WHERE id = SHARED",
            "pledge ",
            "amount_minor is",
        ),
        (
            "UPDATE pledge SET channel_id = organisation_id WHERE id = SHARED",
            "pledge ",
            "channel is",
        ),
        (
            "UPDATE pledge SET valid_until_on = '2050-01-01' WHERE id = SHARED",
            "pledge ",
            "valid_until_on is",
        ),
        (
            "UPDATE pledge SET on_behalf = NOT on_behalf WHERE id = SHARED",
            "pledge ",
            "on_behalf is",
        ),
        (
            "UPDATE pledge_contributor SET amount_minor = amount_minor + 1 WHERE pledge_id = SHARED AND position = 0",
            "pledge_contributor 0 of pledge ",
            "amount_minor is",
        ),
        (
            "DELETE FROM pledge_contributor WHERE pledge_id = SHARED",
            "pledge_contributor: the row 0 ",
            "is gone",
        ),
        (
            "INSERT INTO pledge_contributor SELECT pledge_id, 9, (SELECT MAX(id) FROM organisation), 1
                FROM pledge_contributor WHERE pledge_id = SHARED AND position = 0",
            "pledge_contributor ",
            "no event states it",
        ),
        (
            "UPDATE tranche SET due_on = '2050-01-01' WHERE pledge_id = PLANNED AND position = 0",
            "tranche 0 ",
            "due_on is",
        ),
        (
            "UPDATE tranche SET amount_minor = 1 WHERE pledge_id = PLANNED AND position = 0",
            "tranche 0 ",
            "amount_minor is",
        ),
        (
            "DELETE FROM tranche WHERE pledge_id = PLANNED",
            "tranche: the row 0 ",
            "is gone",
        ),
    ] {
        let world = World::demo().await;
        let errors = after(
            &world,
            &[],
            &[sql.replace("SHARED", SHARED).replace("PLANNED", PLANNED)],
        )
        .await;
        let found = errors
            .iter()
            .any(|error| error.starts_with(named) && error.contains(word));
        assert!(found, "{sql}: {errors:#?}");
    }
    let sql = "UPDATE ledger_entry SET on_behalf = NOT on_behalf WHERE id = 4";
    assert_named(&["ledger_entry"], sql, "ledger_entry 4: on_behalf is").await;
}

#[rocket::async_test]
async fn an_old_conversion_that_is_written_once_more_is_named() {
    let again = "INSERT INTO conversion (id, ledger_entry_id, exchange_rate_id, units_per_usd, usd_minor, budget_minor,
            budget_currency, budget_rate_id, event_number, created_at)
        SELECT (SELECT MAX(id) + 1 FROM conversion), ledger_entry_id, exchange_rate_id, units_per_usd, usd_minor,
            budget_minor, budget_currency, budget_rate_id, event_number, created_at FROM conversion WHERE id = 3";
    assert_named(&[], again, "conversion ").await;
}

#[rocket::async_test]
async fn a_planned_disbursement_of_another_commitment_or_place_is_named() {
    let world = World::demo().await;
    let sql = "SELECT MAX(id) AS number FROM commitment_tranche WHERE position = 1";
    let id = number(&world, sql).await;
    let later = format!("UPDATE commitment_tranche SET position = 99 WHERE id = {id}");
    let errors = after(&world, &["commitment_tranche"], &[later]).await;
    let named = format!("commitment_tranche {id}: no event states it");
    assert!(errors.contains(&named), "{errors:#?}");
}

#[rocket::async_test]
async fn a_row_that_its_event_states_and_that_is_gone_is_named() {
    for (table, word) in [
        ("receipt", "receipt"),
        ("conversion", "ledger_entry"),
        ("publication", "publication"),
        ("commitment_tranche", "commitment_tranche: the row "),
        ("reply", "reply: the row "),
    ] {
        let world = World::demo().await;
        let id = number(&world, &format!("SELECT MAX(id) AS number FROM {table}")).await;
        let errors = after(&world, &[table], &[format!("DELETE FROM {table} WHERE id = {id}")]).await;
        assert!(
            errors.iter().any(|error| error.starts_with(word)),
            "{table} {id}: {errors:#?}"
        );
    }
}

#[rocket::async_test]
async fn a_changed_total_contribution_or_requirement_is_named() {
    for (sql, named) in [
        (
            "UPDATE boundary_total SET pledged = pledged + 1 WHERE boundary = 'plan' AND currency = 'USD'",
            "total of plan : pledged is",
        ),
        (
            "DELETE FROM boundary_total WHERE boundary = 'pillar' AND key = 'jobs' AND currency = 'USD'",
            "total of pillar jobs: ",
        ),
        (
            "UPDATE boundary_total SET gap = gap - 1 WHERE boundary = 'country' AND key = 'CO' AND currency = 'USD'",
            "total of country CO: gap is",
        ),
        (
            "UPDATE project SET gap_minor = 0 WHERE code = 'P-20'",
            "project P-20: requirement and gap are",
        ),
        (
            "UPDATE project SET requirement_minor = requirement_minor - 1 WHERE code = 'P-20'",
            "project P-20: requirement and gap are",
        ),
    ] {
        assert_named(&[], sql, named).await;
    }
    let own = "WHERE subject = 'project:' || (SELECT id FROM project WHERE code = 'P-20')";
    for sql in [
        format!("UPDATE contribution SET figures = REPLACE(figures, '\"requirement\":', '\"requirement\":9') {own}"),
        format!("UPDATE contribution SET figures = 'no figures' {own}"),
    ] {
        let world = World::demo().await;
        let errors = after(&world, &[], &[sql]).await;
        assert!(
            !errors.is_empty() && errors.iter().all(|error| error.starts_with("contribution of P-20")),
            "{errors:#?}"
        );
    }
}

#[rocket::async_test]
async fn a_change_of_where_a_promise_or_a_commitment_stands_is_named() {
    let commitment = "commitment_id = (SELECT MIN(commitment_id) FROM commitment_state)";
    for (sql, named) in [
        (
            "UPDATE pledge_state SET outstanding_minor = outstanding_minor + 1 WHERE pledge_id = 1",
            "pledge_state of PL-0001: is Some",
        ),
        (
            "UPDATE pledge_state SET next_due_on = '1999-12-31' WHERE pledge_id = 1",
            "pledge_state of PL-0001: is Some",
        ),
        (
            "DELETE FROM pledge_state WHERE pledge_id = 1",
            "pledge_state of PL-0001: is None",
        ),
        (
            &format!("UPDATE commitment_state SET unanswered_since_on = '1999-12-31' WHERE {commitment}"),
            "commitment_state of ledger row ",
        ),
        (
            "INSERT INTO commitment_state (commitment_id, undisbursed_minor, unconfirmed_minor)
                SELECT MIN(id), 0, 0 FROM ledger_entry WHERE kind = 'pledge'",
            "commitment_state of ledger row ",
        ),
    ] {
        assert_named(&[], sql, named).await;
    }
}

#[rocket::async_test]
async fn a_changed_or_missing_text_is_named() {
    let sql = "UPDATE event_text SET content = content || '.' WHERE event_number = 50 AND field = (SELECT MIN(field) FROM event_text WHERE event_number = 50)";
    assert_named(&[], sql, "event 50: text ").await;
    assert_named(&[], "DELETE FROM event_text WHERE event_number = 50", "event 50: text ").await;
}

#[rocket::async_test]
async fn a_missing_event_is_named() {
    let world = World::demo().await;
    let sql = "SELECT MIN(number) AS number FROM event WHERE kind = 'project_status_changed' AND number > 60";
    let gone = number(&world, sql).await;
    let changes = [
        format!("DELETE FROM event_text WHERE event_number = {gone}"),
        format!("DELETE FROM project_status_change WHERE event_number = {gone}"),
        format!("DELETE FROM event WHERE number = {gone}"),
    ];
    let errors = after(&world, &["event", "project_status_change"], &changes).await;
    let next = gone + 1;
    assert!(
        errors.contains(&format!("event {next}: number {gone} is missing before it")),
        "{errors:#?}"
    );
    assert!(
        errors.iter().all(|error| error.starts_with(&format!("event {next}: "))),
        "{errors:#?}"
    );
}

#[rocket::async_test]
async fn swapped_hashes_are_named() {
    let world = World::demo().await;
    let events: Vec<Event> = world
        .db()
        .primary()
        .all(
            "SELECT number, hash, public FROM event WHERE number IN (8, 9) ORDER BY number",
            vec![],
        )
        .await
        .expect("two");
    let set = |number: i64, hash: &str| format!("UPDATE event SET hash = '{hash}' WHERE number = {number}");
    let errors = after(&world, &["event"], &[set(8, &events[1].hash), set(9, &events[0].hash)]).await;
    for number in [8, 9] {
        assert!(
            errors.contains(&format!("event {number}: its hash does not follow from its bytes")),
            "{errors:#?}"
        );
    }
}
