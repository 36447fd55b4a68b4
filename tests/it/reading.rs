//! How public pages are read and held: one snapshot each, in its turn and its time, made once for everybody.

use std::io::Read as _;
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use puente::domain::project::Status;
use puente::store::search;
use puente::store::{Db, ReadLimits, Source as _, StoreError};
use puente::web::{self, App, Pages};
use rocket::futures::future::join_all;
use rocket::http::Header;
use rocket::local::asynchronous::Client;
use rocket::tokio::join;
use rocket::tokio::sync::Notify;
use rocket::tokio::time::sleep;

use crate::harness::{Answer, PATIENT, World};

mod versions;

/// A server on the same registry whose pages are held as in production.
struct Served {
    db: Db,
    client: Client,
}

impl Served {
    async fn of(world: &World) -> Self {
        Self::with(world, PATIENT).await
    }

    async fn with(world: &World, limits: ReadLimits) -> Self {
        let db = Db::connect_with(&world.app().config.database_url, None, limits)
            .await
            .expect("connect");
        db.follow().await.expect("the version");
        let app = App {
            db: db.clone(),
            pages: Pages::default(),
            ..world.app().clone()
        };
        let client = Client::untracked(web::build(app)).await.expect("a server");
        Self { db, client }
    }

    async fn get(&self, path: &str, headers: &[(&'static str, &str)]) -> Answer {
        let mut request = self.client.get(path.to_owned());
        for (name, value) in headers {
            request.add_header(Header::new(*name, (*value).to_owned()));
        }
        Answer::of(request.dispatch().await).await
    }

    /// An answer, and how many statements it took.
    async fn counted(&self, path: &str, headers: &[(&'static str, &str)]) -> (Answer, u64) {
        let before = self.db.statements_read();
        let answer = self.get(path, headers).await;
        (answer, self.db.statements_read() - before)
    }
}

/// A total of a sector, the only kind of page that reads the sectors without the list of projects.
const SECTOR: &str = "/es/totals/sector/14030";

/// Makes the sectors take for ever, until [`hurry`].
async fn stall(world: &World) {
    let sql = "ALTER TABLE sector RENAME TO sector_of_before;
        CREATE VIEW sector AS SELECT sector_of_before.* FROM sector_of_before WHERE
            (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)
             SELECT COUNT(*) FROM n) > 0";
    world.sql(sql).await.expect("stalled");
}

async fn hurry(world: &World) {
    let sql = "DROP VIEW sector; ALTER TABLE sector_of_before RENAME TO sector";
    world.sql(sql).await.expect("as before");
}

#[rocket::async_test]
async fn a_page_that_takes_too_long_is_a_503_and_its_connection_is_as_good_as_before() {
    let world = World::new().await;
    let limits = ReadLimits {
        readers: 1,
        turn: Duration::from_secs(60),
        page: Duration::from_millis(700),
    };
    let served = Served::with(&world, limits).await;
    assert_eq!(served.get(SECTOR, &[]).await.status, 200);
    stall(&world).await;
    let begun = Instant::now();
    let answer = served.get("/en/totals/sector/14030", &[]).await;
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert!(answer.header("Retry-After").is_some());
    assert!(
        answer.text().contains("could not be prepared in time"),
        "{}",
        answer.text()
    );
    // The one connection there is.
    assert_eq!(served.get("/en/partners", &[]).await.status, 200);
    hurry(&world).await;
    let answer = served.get("/en/totals/sector/14030", &[]).await;
    assert_eq!(answer.status, 200, "an error was held: {}", answer.body);
    served.db.close().await;
}

#[rocket::async_test]
async fn the_statements_of_a_page_have_one_time_together() {
    let world = World::new().await;
    let limits = ReadLimits {
        page: Duration::from_millis(900),
        ..PATIENT
    };
    let served = Served::with(&world, limits).await;
    let begun = Instant::now();
    // Each alone is within the time.
    let slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
        SELECT COUNT(*) AS number FROM n";
    let read = served.db.read(async |snapshot| {
        for _ in 0..10_000 {
            snapshot.number(slow, vec![]).await?;
        }
        Ok::<_, StoreError>(())
    });
    assert!(matches!(read.await, Err(StoreError::TooSlow)));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let at_length = served.db.read_at_length(async |snapshot| {
        sleep(Duration::from_millis(1000)).await;
        snapshot.number(slow, vec![]).await
    });
    assert_eq!(at_length.await.expect("no limit"), 30_000);
    served.db.close().await;
}

#[rocket::async_test]
async fn who_has_no_turn_in_time_is_shown_to_come_again_and_what_is_held_is_answered_all_the_same() {
    let world = World::new().await;
    let limits = ReadLimits {
        readers: 1,
        turn: Duration::from_millis(200),
        page: Duration::from_secs(60),
    };
    let served = Served::with(&world, limits).await;
    assert_eq!(served.get("/es/places", &[]).await.status, 200);
    let (begun, done) = (Notify::new(), Notify::new());
    let long = served.db.read(async |_| {
        begun.notify_one();
        done.notified().await;
        Ok::<_, StoreError>(())
    });
    let short = async {
        begun.notified().await;
        let refused = served.get("/es/partners", &[]).await;
        let held = served.get("/es/places", &[]).await;
        done.notify_one();
        (refused, held)
    };
    let (long, (refused, held)) = join!(long, short);
    long.expect("its turn");
    assert_eq!((refused.status, held.status), (503, 200));
    assert!(refused.header("Retry-After").is_some());
    assert!(refused.text().contains("demasiada gente") || refused.body.contains("demasiada gente"));
    assert_eq!(served.get("/es/partners", &[]).await.status, 200);
    served.db.close().await;
}

#[rocket::async_test]
async fn no_snapshot_is_opened_inside_another() {
    let world = World::empty().await;
    let outer = world.db().read(async |_| {
        let inner = world.db().read_at_length(async |_| Ok::<_, StoreError>(()));
        Ok::<_, StoreError>(inner.await.is_err())
    });
    assert!(outer.await.expect("a snapshot"), "it could wait for its own connection");
    assert!(
        world
            .db()
            .read(async |_| Ok::<_, StoreError>(true))
            .await
            .expect("one after it")
    );
}

#[rocket::async_test]
async fn a_snapshot_is_one_state_and_can_write_nothing() {
    let world = World::new().await;
    let read = world.db().read(async |snapshot| {
        let sql = "SELECT COUNT(*) AS number FROM project";
        let before = snapshot.number(sql, vec![]).await?;
        world.project("CO", Status::Identified).await;
        assert_eq!(snapshot.number(sql, vec![]).await?, before);
        let wrote = snapshot.rows("DELETE FROM session", vec![]).await;
        assert!(wrote.is_err(), "a page wrote");
        Ok::<_, StoreError>(snapshot.version())
    });
    let version = read.await.expect("a snapshot");
    assert!(world.db().follow().await.expect("a version") > version);
}

#[rocket::async_test]
async fn a_page_that_is_held_asks_the_database_nothing() {
    let world = World::demo().await;
    let served = Served::of(&world).await;
    for path in [
        "/es/",
        "/en/projects?pillar=jobs",
        "/es/projects/P-1.json",
        "/es/about/who",
    ] {
        let (first, made) = served.counted(path, &[]).await;
        assert!(first.status == 200 && made > 0, "{path}");
        let (again, asked) = served.counted(path, &[]).await;
        assert_eq!((again.body, asked), (first.body.clone(), 0), "{path}");
        let etag = first.header("ETag").expect("a tag").to_owned();
        assert!(etag.starts_with('"'), "a strong tag: {etag}");
        let (same, asked) = served.counted(path, &[("If-None-Match", &etag)]).await;
        assert_eq!((same.status, same.body.as_str(), asked), (304, "", 0), "{path}");
        // A page knows nobody, so somebody who is signed in gets the same.
        let (own, asked) = served.counted(path, &[("Cookie", "puente=anything")]).await;
        assert_eq!((own.body, asked), (first.body, 0), "{path}");
    }
    served.db.close().await;
}

#[rocket::async_test]
async fn names_that_a_page_does_not_know_and_another_order_are_the_same_page() {
    let world = World::demo().await;
    let served = Served::of(&world).await;
    let whole = served.get("/es/partners?class=private_sector&sort=paid", &[]).await;
    for same in [
        "/es/partners?sort=paid&class=private_sector",
        "/es/partners?junk=1&class=private_sector&utm_source=a&sort=paid&after=",
    ] {
        let (answer, asked) = served.counted(same, &[]).await;
        assert_eq!((&answer.body, asked), (&whole.body, 0), "{same}");
    }
    let plain = served.get("/en/about/who", &[]).await;
    let (junk, asked) = served.counted("/en/about/who?a=1&b=2", &[]).await;
    assert_eq!((junk.body, asked), (plain.body, 0));
    served.db.close().await;
}

#[rocket::async_test]
async fn a_write_of_this_process_shows_at_once_and_one_of_another_when_it_is_asked_for() {
    let world = World::new().await;
    let served = Served::of(&world).await;
    let here = world.ctx();
    let shown = async || served.get("/es/summary.json", &[]).await.json()["as_of"].clone();
    let before = shown().await;
    // The world has its own connections: another process.
    let code = world.project("CO", Status::Identified).await;
    assert_eq!(shown().await, before, "nothing was asked");
    served.db.follow().await.expect("the version");
    let after = shown().await;
    assert!(after.as_i64() > before.as_i64());
    let officer = world.actor("officer@demo.example").await;
    let order = puente::actions::projects::StatusOrder {
        document: None,
        to: Status::SeekingFunding,
        effective_on: world.now().local_date(),
        reason: "Así lo decidió el comité",
        version: puente::store::projects::by_code(served.db.primary(), &code)
            .await
            .expect("read")
            .expect("the project")
            .version,
    };
    let own = puente::actions::Context { db: &served.db, ..here };
    puente::actions::projects::change_status(own, &officer, &code, order)
        .await
        .expect("a change of status");
    assert!(shown().await.as_i64() > after.as_i64(), "its own write shows at once");
    served.db.close().await;
}

#[rocket::async_test]
async fn readers_who_come_together_are_one_reading() {
    let world = World::demo().await;
    let served = Served::of(&world).await;
    // What the index of projects reads first is no part of a page.
    search::now(&served.db).await.expect("the index");
    let (_, alone) = served.counted("/es/projects/P-1", &[]).await;
    let before = served.db.statements_read();
    let answers = join_all((0..8).map(|_| served.get("/es/projects/P-2", &[]))).await;
    assert!(
        answers
            .iter()
            .all(|answer| answer.status == 200 && answer.body == answers[0].body)
    );
    assert_eq!(served.db.statements_read() - before, alone);
    served.db.close().await;
}

#[rocket::async_test]
async fn a_page_comes_in_the_coding_that_the_reader_takes_each_with_its_tag() {
    let world = World::demo().await;
    let served = Served::of(&world).await;
    let plain = served.get("/es/projects", &[]).await;
    let gzip = served
        .get("/es/projects", &[("Accept-Encoding", "gzip, deflate")])
        .await;
    let brotli = served
        .get("/es/projects", &[("Accept-Encoding", "gzip, deflate, br")])
        .await;
    let mut unpacked = String::new();
    GzDecoder::new(gzip.bytes.as_slice())
        .read_to_string(&mut unpacked)
        .expect("gzip");
    assert_eq!(unpacked, plain.body);
    unpacked.clear();
    brotli::Decompressor::new(brotli.bytes.as_slice(), 4096)
        .read_to_string(&mut unpacked)
        .expect("brotli");
    assert_eq!(unpacked, plain.body);
    assert!(brotli.bytes.len() < gzip.bytes.len());
    let mut tags = Vec::new();
    for (answer, coding) in [(&plain, None), (&gzip, Some("gzip")), (&brotli, Some("br"))] {
        assert_eq!(answer.header("Content-Encoding"), coding);
        assert_eq!(answer.header("Vary"), Some("Accept-Encoding"));
        tags.push(answer.header("ETag").expect("a tag").to_owned());
    }
    for tag in &tags {
        let known = [("If-None-Match", tag.as_str()), ("Accept-Encoding", "br")];
        assert_eq!(served.get("/es/projects", &known).await.status, 304, "{tag}");
    }
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 3, "one tag a coding");
    served.db.close().await;
}

#[rocket::async_test]
async fn a_page_that_shows_an_error_is_held_by_nobody() {
    let world = World::demo().await;
    let served = Served::of(&world).await;
    for _ in 0..2 {
        let (answer, asked) = served.counted("/es/totals/plan?on=hoy", &[]).await;
        assert_eq!((answer.status, answer.header("ETag")), (422, None));
        assert_eq!(answer.header("Cache-Control"), Some("no-store"));
        assert!(asked > 0);
    }
    served.db.close().await;
}
