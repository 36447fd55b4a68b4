//! Writers take turns: each sees what was written before its own, and none keeps a reader or another writer waiting for
//! ever.

use puente::domain::event::{EventKind, NewEvent};
use puente::i18n::language::Language::Es;
use puente::store::events::{self, About};
use puente::store::{Db, Source as _, StoreError};
use rocket::futures::future::join_all;
use rocket::tokio::{join, sync::Notify, task::yield_now};

use crate::forms::{phrase, pledge};
use crate::harness::World;

fn event() -> NewEvent {
    NewEvent {
        kind: EventKind::AmountConverted,
        facts: serde_json::Map::new(),
        texts: Vec::new(),
    }
}

#[rocket::async_test]
async fn a_writer_sees_what_was_written_while_it_waited_whatever_the_setting_of_the_database() {
    let world = World::new().await;
    let postgres = world.db().is_postgres();
    if postgres {
        world
            .sql(
                "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database()
                    || ' SET default_transaction_isolation = ''repeatable read'''; END $$",
            )
            .await
            .expect("a setting");
    }
    // Connections that are opened after that.
    let db = Db::connect(&world.app().config.database_url, None)
        .await
        .expect("connect");
    let (now, begun) = (world.now(), Notify::new());
    let first = db.write(now, async |tx| {
        begun.notify_one();
        // SQLite tells nobody who waits; there the second writer comes later.
        let waiting = "SELECT COUNT(*) AS number FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
        while postgres && tx.number(waiting, vec![]).await? == 0 {
            yield_now().await;
        }
        events::append(tx, &event(), About::default()).await
    });
    let second = async {
        begun.notified().await;
        db.write(now, async |tx| events::append(tx, &event(), About::default()).await)
            .await
    };
    let (first, second) = join!(first, second);
    assert_eq!(first.expect("an event") + 1, second.expect("the next event"));
    db.close().await;
}

#[rocket::async_test]
async fn a_writer_whose_turn_does_not_come_is_shown_so_and_readers_do_not_wait_for_it() {
    let world = World::new().await;
    let project = world
        .project("CO", puente::domain::project::Status::SeekingFunding)
        .await;
    let bank = world.sign_in("banco@demo.example").await;
    let form = pledge(&project).with("intent", "submit");
    // More than there are connections for writers; on SQLite they stand behind one another.
    let many = if world.db().is_postgres() { 9 } else { 1 };
    let other = Db::connect(&world.app().config.database_url, None)
        .await
        .expect("connect");
    other
        .write(world.now(), async |tx| {
            events::append(tx, &event(), About::default()).await?;
            let writers = join_all((0..many).map(|_| form.post(&bank, "/es/desk/pledges")));
            let reader = async {
                for _ in 0..20 {
                    assert_eq!(world.get("/es/activity").await.status, 200);
                }
            };
            let (refused, ()) = join!(writers, reader);
            for answer in refused {
                assert_eq!(answer.status, 503, "{}", answer.text());
                assert!(answer.text().contains(&phrase(Es, "error-503-text", &[])));
            }
            Ok::<_, StoreError>(())
        })
        .await
        .expect("written");
    let done = form.post(&bank, "/es/desk/pledges").await;
    assert_eq!(done.status, 303, "its turn comes: {}", done.text());
    other.close().await;
}
