//! What a crowd on the slowest address does to everybody else, and what a page costs right after a write.

use std::time::{Duration, Instant};

use rocket::tokio;
use rocket::tokio::time::{sleep, timeout};

use super::Done;
use super::load::{Connection, Outcome, Readers, run};
use super::server::Server;

/// Readers of the slowest address.
const CROWD: usize = 64;
/// Readers of a project beside them.
const BESIDE: usize = 4;
/// For how long each is measured.
const TIME: Duration = Duration::from_secs(5);
/// Writes after which a page is asked for.
const WRITES: usize = 50;
/// Answers in a row that are as quick as before: then the server is itself again.
const QUICK: usize = 5;
/// After that nobody waits any longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long a page takes right after each of some writes.
pub async fn after_each_write(server: &Server, path: &str) -> Done<Outcome> {
    let mut writer = Connection::open(server.bare, false).await?;
    let mut reader = Connection::open(server.portal, false).await?;
    let (mut took, started) = (Vec::new(), Instant::now());
    for _ in 0..WRITES {
        writer.get("/write").await?;
        let asked = Instant::now();
        reader.get(path).await?;
        took.push(asked.elapsed());
    }
    Ok(Outcome::of(took, started.elapsed()))
}

/// The speed of a project's page alone, beside a crowd on the slowest address, and the time until it is as quick as
/// before once the crowd has left.
pub async fn beside(server: &Server, slowest: &[String], project: &str, gzip: bool) -> Done {
    let readers = |count, time| Readers {
        address: server.portal,
        count,
        gzip,
        time,
    };
    let page = [project.to_owned()];
    let alone = run(&readers(BESIDE, TIME), &page, None).await?;
    let (crowd, paths, bare) = (readers(CROWD, TIME * 4), slowest.to_vec(), server.bare);
    // It is ended in the middle of its requests, as readers are who close a page.
    let crowd = tokio::spawn(async move { run(&crowd, &paths, Some(bare)).await.map(drop) });
    sleep(Duration::from_secs(1)).await;
    let crowded = timeout(TIME * 2, run(&readers(BESIDE, TIME), &page, None)).await;
    crowd.abort();
    let _ = crowd.await;
    let again = until_quick(server, project, alone.at(95) * 2).await?;
    println!(
        "\nA project's page with {BESIDE} readers: {} a second alone, {} beside {CROWD} readers of {}",
        alone.a_second(),
        crowded.map_or_else(
            |_| "none".to_owned(),
            |done| done.map_or(0, |done| done.a_second()).to_string()
        ),
        slowest[0]
    );
    println!(
        "After they left the server was itself again in {} ms",
        again.as_millis()
    );
    Ok(())
}

/// How long it takes until a page comes within `quick` some times in a row.
async fn until_quick(server: &Server, path: &str, quick: Duration) -> Done<Duration> {
    let (started, mut in_a_row, mut first) = (Instant::now(), 0, Duration::ZERO);
    while in_a_row < QUICK {
        if started.elapsed() > PATIENCE {
            return Ok(PATIENCE);
        }
        let (began, asked) = (started.elapsed(), Instant::now());
        Connection::open(server.portal, false).await?.get(path).await?;
        if asked.elapsed() <= quick {
            if in_a_row == 0 {
                first = began;
            }
            in_a_row += 1;
        } else {
            in_a_row = 0;
        }
    }
    Ok(first)
}
