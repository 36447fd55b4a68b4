//! What is acknowledged is kept: a database that fails is told so, nothing of it is half done, and it recovers without a
//! restart. The same from outside, with full and failing disks and killed servers: `tests/faults/run`.

use puente::domain::project::Status;
use puente::i18n::language::Language::Es;
use puente::store::{Db, Source as _, StoreError, Tx, pledges};

use crate::forms::{phrase, pledge};
use crate::harness::{Answer, Person, World};

/// What stands in the database for whoever opens it anew, as after a restart.
async fn pledges_that_stand(world: &World) -> i64 {
    let db = Db::connect(&world.app().config.database_url, None)
        .await
        .expect("connect");
    let count = db
        .primary()
        .number("SELECT COUNT(*) AS number FROM pledge", vec![])
        .await;
    db.close().await;
    count.expect("a count")
}

/// Lets the database keep nothing more from the next pledge on.
async fn break_down(world: &World) {
    if world.db().is_postgres() {
        let sql = "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
             CREATE TRIGGER fail BEFORE INSERT ON pledge FOR EACH ROW EXECUTE FUNCTION fail()";
        world.sql(sql).await.expect("a trigger");
        return;
    }
    let full = world
        .db()
        .write(world.now(), async |tx| {
            let size = "SELECT page_count - freelist_count AS number FROM pragma_page_count, pragma_freelist_count";
            let pages = tx.number(size, vec![]).await?;
            tx.rows(&format!("PRAGMA max_page_count = {pages}"), vec![]).await?;
            Ok::<_, StoreError>(())
        })
        .await;
    full.expect("a full database");
}

async fn repair(world: &World) {
    if world.db().is_postgres() {
        world.sql("DROP TRIGGER fail ON pledge").await.expect("no trigger");
        return;
    }
    // The limit belongs to a connection. It is lifted on whichever is in use.
    let lifted = world
        .db()
        .write(world.now(), async |tx| {
            tx.rows("PRAGMA max_page_count = 1000000", vec![]).await?;
            Ok::<_, StoreError>(())
        })
        .await;
    lifted.expect("space again");
}

/// Pledges with much text, until one is not taken: that one, and how many were.
async fn until_it_fails(bank: &Person<'_>, project: &str) -> (Answer, i64) {
    let note = "Palabra ".repeat(200);
    for taken in 0..200 {
        let form = pledge(project)
            .with("note", &note)
            .with("request_id", &format!("request-{taken}"));
        let answer = form.post(bank, "/es/desk/pledges").await;
        if answer.status != 303 {
            return (answer, taken);
        }
    }
    panic!("two hundred pledges fit into a full database");
}

#[rocket::async_test]
async fn a_database_that_keeps_nothing_says_so_shows_what_was_typed_and_loses_nothing_afterwards() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let officer = world.sign_in("officer@demo.example").await;
    let letters = world.letters().await.len();
    assert_eq!(world.get("/health/ready").await.status, 200);

    break_down(&world).await;
    let (failed, taken) = until_it_fails(&bank, &project).await;
    assert_eq!(failed.status, 503, "{}", failed.text());
    assert!(
        failed.text().contains(&phrase(Es, "error-503-unsaved-text", &[])),
        "{}",
        failed.text()
    );
    assert!(
        failed.text().contains("Licencia ambiental en firme"),
        "what was typed is shown"
    );
    assert_eq!(failed.field("amount"), "250.000,00", "and can be sent again");
    assert!(failed.header("Retry-After").is_some());
    assert_eq!(world.get("/health/ready").await.status, 503);
    assert_eq!(world.get("/es/projects").await.status, 200, "the public reads on");

    repair(&world).await;
    // Whatever is refused inside its transaction must not leave it open.
    for _ in 0..3 {
        let refused = officer
            .post(
                "/es/office/pledges/PL-2026-0001/reviews",
                &[("decision", "return"), ("reason", "")],
            )
            .await;
        assert_ne!(refused.status, 303);
    }
    let again: Vec<(String, String)> = hidden_fields(&failed);
    let again: Vec<(&str, &str)> = again
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let stored = bank.post("/es/desk/pledges", &again).await;
    assert_eq!(stored.status, 303, "{}", stored.text());
    let repeated = bank.post("/es/desk/pledges", &again).await;
    assert_eq!(repeated.location, stored.location, "the same form counts once");
    assert_eq!(
        pledges_that_stand(&world).await,
        taken + 1,
        "all that was acknowledged stands"
    );
    assert_eq!(world.get("/health/ready").await.status, 503, "until a probe is kept");
    world.db().probe(world.now()).await.expect("a probe");
    assert_eq!(world.get("/health/ready").await.status, 200);
    let sent = world.letters().await.len() - letters;
    assert_eq!(
        i64::try_from(sent).expect("few"),
        (taken + 1).min(50 - i64::try_from(letters).expect("few"))
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

fn hidden_fields(page: &Answer) -> Vec<(String, String)> {
    let selector = scraper::Selector::parse("main form input[type=hidden]").expect("a selector");
    let html = page.html();
    let fields = html.select(&selector).map(|input| {
        let value = |name| input.value().attr(name).unwrap_or_default().to_owned();
        (value("name"), value("value"))
    });
    fields.collect()
}

#[rocket::async_test]
async fn after_a_transaction_that_the_database_ended_by_itself_what_is_acknowledged_stands() {
    let world = World::new().await;
    let db = world.db();
    // A row without a trigger: where the disk is full, SQLite then gives up the whole transaction.
    let note = "INSERT INTO audit (occurred_at, action, subject) VALUES ('2026-11-23T17:00:00Z', 'a_try', $1)";
    let large = vec!["x".repeat(1_000_000).into()];
    let ended = db
        .write(world.now(), async |tx| {
            if db.is_postgres() {
                tx.rows("SELECT pg_terminate_backend(pg_backend_pid())", vec![]).await?;
            } else {
                let pages = tx
                    .number("SELECT page_count AS number FROM pragma_page_count", vec![])
                    .await?;
                tx.rows(&format!("PRAGMA max_page_count = {pages}"), vec![]).await?;
            }
            tx.rows(note, large).await.map(|_| ())
        })
        .await;
    assert!(matches!(ended, Err(StoreError::Unavailable(_))), "{ended:?}");
    if !db.is_postgres() {
        let space = async |tx: &Tx| tx.rows("PRAGMA max_page_count = 1000000", vec![]).await.map(|_| ());
        db.write(world.now(), space).await.expect("space again");
    }
    for _ in 0..3 {
        let refused = db.write(world.now(), async |_| Err::<(), _>(StoreError::Stale)).await;
        assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    }
    for subject in ["one", "two", "three"] {
        let stored = async |tx: &Tx| tx.rows(note, vec![subject.into()]).await.map(|_| ());
        db.write(world.now(), stored).await.expect("kept");
    }
    let anew = Db::connect(&world.app().config.database_url, None)
        .await
        .expect("connect");
    let fulfilment = "SELECT COUNT(*) AS number FROM audit WHERE action = 'a_try'";
    assert_eq!(anew.primary().number(fulfilment, vec![]).await.expect("a count"), 3);
    anew.close().await;
}

#[rocket::async_test]
async fn a_write_that_went_on_after_a_failed_statement_is_not_taken_for_done() {
    let world = World::new().await;
    let double = "INSERT INTO probe (id, written_at, filler) VALUES (1, 'now', '')";
    let done = world
        .db()
        .write(world.now(), async |tx| {
            tx.rows(double, vec![]).await?;
            assert!(tx.rows(double, vec![]).await.is_err(), "it is there already");
            let after = tx.rows("SELECT 1 AS number", vec![]).await;
            assert!(after.is_err(), "nothing follows");
            Ok::<_, StoreError>(())
        })
        .await;
    assert!(done.is_err(), "PostgreSQL would answer COMMIT as if it had committed");
    world.db().probe(world.now()).await.expect("the next write stands");
}

#[rocket::async_test]
async fn a_commit_that_fails_is_not_confirmed_and_the_next_write_stands() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    if world.db().is_postgres() {
        let sql = "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
             CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON pledge DEFERRABLE INITIALLY DEFERRED
             FOR EACH ROW EXECUTE FUNCTION fail()";
        world.sql(sql).await.expect("a trigger");
    } else {
        let sql = "CREATE TABLE parent (id INTEGER PRIMARY KEY);
             CREATE TABLE orphan (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
             CREATE TRIGGER fail AFTER INSERT ON pledge BEGIN INSERT INTO orphan VALUES (7); END";
        world.sql(sql).await.expect("a trigger");
    }
    let failed = pledge(&project).post(&bank, "/es/desk/pledges").await;
    assert_eq!(failed.status, 503, "{}", failed.text());
    assert!(
        failed.text().contains(&phrase(Es, "error-503-unconfirmed-text", &[])),
        "{}",
        failed.text()
    );
    assert!(world.db().is_failing());

    let on = if world.db().is_postgres() { " ON pledge" } else { "" };
    world.sql(&format!("DROP TRIGGER fail{on}")).await.expect("no trigger");
    let stored = pledge(&project).post(&bank, "/es/desk/pledges").await;
    assert_eq!(stored.status, 303, "{}", stored.text());
    assert_eq!(pledges_that_stand(&world).await, 1);
    world.db().probe(world.now()).await.expect("a probe");
    assert!(!world.db().is_failing());
}

#[rocket::async_test]
async fn a_form_that_cannot_be_saved_shows_no_password_and_one_from_elsewhere_is_not_offered_again() {
    let world = World::new().await;
    let foreign = world
        .visitor_post(
            "/es/account/session",
            &[("email", "a@b.example"), ("password", "un secreto"), ("csrf", "x")],
        )
        .await;
    assert_eq!(foreign.status, 403);
    assert!(foreign.text().contains("a@b.example"), "{}", foreign.text());
    assert!(!foreign.body.contains("un secreto"));
    assert!(hidden_fields(&foreign).is_empty());
    assert!(
        pledges::by_reference(world.db().primary(), "PL-2026-0001")
            .await
            .expect("read")
            .is_none()
    );
}
