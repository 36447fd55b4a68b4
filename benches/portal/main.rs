//! How fast the portal answers as the registry grows: home, a project, the list with three filters, search, a page deep
//! in the list and the list as JSON, kept and not kept, with 16 and 64 readers.
//!
//! Each figure is a ratio to a bare Rocket route with a body of the same size, in the same process and the same run:
//! machines differ too much for anything else. Readers and server are processes of their own. How to run it and what came
//! out stands in `docs/benchmarks.md`.

use std::error::Error;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use clap::Parser;
use puente::store::Db;
use puente::{clock, seed};
use rocket::tokio::runtime::Builder;
use sea_orm::{ConnectionTrait as _, Database};

mod addresses;
mod crowd;
mod load;
mod report;
mod server;

use addresses::{Address, Addresses};
use load::{Readers, run};
use report::Line;
use server::Server;

pub type Done<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// The database that is made for this on PostgreSQL, beside the one that `PUENTE_TEST_DATABASE_URL` names.
const POSTGRES_NAME: &str = "puente_bench_portal";

#[derive(Parser)]
struct Settings {
    /// Numbers of projects, one after the other in the same database.
    #[arg(long, env = "PUENTE_BENCH_SIZES", value_delimiter = ',', default_values_t = [1_000, 10_000])]
    sizes: Vec<usize>,
    /// Numbers of readers at once.
    #[arg(long, value_delimiter = ',', default_values_t = [16, 64])]
    readers: Vec<usize>,
    /// For how long each figure is measured.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Readers take gzip, as browsers do.
    #[arg(long)]
    gzip: bool,
    /// Be the server of this database instead.
    #[arg(long, hide = true)]
    serve: Option<String>,
    /// Where that server listens, and its bare routes.
    #[arg(long, hide = true, value_delimiter = ',')]
    ports: Vec<u16>,
    /// Given by `cargo bench`.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Done {
    let settings = Settings::parse();
    if let (Some(url), [port, bare]) = (&settings.serve, settings.ports.as_slice()) {
        return rocket::execute(server::serve(url.clone(), *port, *bare));
    }
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        measure_all(&settings, &fresh_file()?).await?;
        match std::env::var("PUENTE_TEST_DATABASE_URL") {
            Ok(url) if !url.is_empty() => measure_all(&settings, &fresh_database(&url).await?).await,
            _ => Ok(()),
        }
    })
}

/// A SQLite file that is not there yet.
fn fresh_file() -> Done<String> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("portal.db");
    for ending in ["", "-wal", "-shm"] {
        let file = format!("{}{ending}", file.display());
        if Path::new(&file).exists() {
            std::fs::remove_file(&file)?;
        }
    }
    Ok(format!("sqlite://{}?mode=rwc", file.display()))
}

/// An empty database in the cluster of this address.
async fn fresh_database(url: &str) -> Done<String> {
    let plain = Database::connect(url).await?;
    for sql in [
        format!("DROP DATABASE IF EXISTS {POSTGRES_NAME} WITH (FORCE)"),
        format!("CREATE DATABASE {POSTGRES_NAME}"),
    ] {
        plain.execute_unprepared(&sql).await?;
    }
    plain.close().await?;
    let mut own = url::Url::parse(url)?;
    own.set_path(POSTGRES_NAME);
    Ok(own.to_string())
}

async fn measure_all(settings: &Settings, url: &str) -> Done {
    let engine = if url.starts_with("sqlite:") {
        "SQLite"
    } else {
        "PostgreSQL"
    };
    for size in &settings.sizes {
        grow(url, *size).await?;
        println!("\n{engine}, {size} projects\n");
        measure(settings, url).await?;
    }
    Ok(())
}

/// Makes invented projects until there are so many.
async fn grow(url: &str, size: usize) -> Done {
    let db = Db::connect(url, None).await?;
    db.migrate().await?;
    let now = clock::now();
    seed::reference::seed(&db, now).await?;
    seed::trial::seed(&db, now, size, &mut |_| {}).await?;
    if db.is_postgres() {
        // As its own background work would before long: a plan made for empty tables is no figure of anything.
        let plain = Database::connect(url).await?;
        plain.execute_unprepared("ANALYZE").await?;
        plain.close().await?;
    }
    db.close().await;
    Ok(())
}

async fn measure(settings: &Settings, url: &str) -> Done {
    let server = Server::start(url).await?;
    let addresses = Addresses::read(server.portal).await?;
    let readers = |count, address: SocketAddr| Readers {
        address,
        count,
        gzip: settings.gzip,
        time: Duration::from_secs(settings.seconds),
    };
    let before_kib = server.resident_kib()?;
    report::heading();
    let mut slowest: Option<(u64, Vec<String>)> = None;
    for count in &settings.readers {
        for Address { name, stored, others } in &addresses.all {
            for (is_stored, paths) in [(true, std::slice::from_ref(stored)), (false, others.as_slice())] {
                if paths.is_empty() {
                    continue;
                }
                // What is not kept is one of many addresses, and no version lasts long enough to see one twice.
                let writing = (!is_stored).then_some(server.bare);
                let before = server.core_time()?;
                let portal = run(&readers(*count, server.portal), paths, writing).await?;
                let core_time = server.core_time()?.saturating_sub(before);
                let same_size = [format!("/bare/{}", portal.bytes_each())];
                let bare = run(&readers(*count, server.bare), &same_size, None).await?;
                if !is_stored && slowest.as_ref().is_none_or(|(least, _)| portal.a_second() < *least) {
                    slowest = Some((portal.a_second(), paths.to_vec()));
                }
                let line = Line {
                    name,
                    is_stored,
                    readers: *count,
                    portal: &portal,
                    core_time,
                    bare: &bare,
                };
                line.print();
            }
        }
    }
    let home = crowd::after_each_write(&server, "/es/").await?;
    println!(
        "\nHome after each of {} writes: median {} µs",
        home.answers(),
        home.median().as_micros()
    );
    println!("Memory: {before_kib} KiB before, {} KiB after", server.resident_kib()?);
    if let Some((_, slowest)) = slowest {
        crowd::beside(&server, &slowest, &addresses.project, settings.gzip).await?;
        println!("Memory after the crowd: {} KiB", server.resident_kib()?);
    }
    Ok(())
}
