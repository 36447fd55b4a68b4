//! How long recording money and reading totals take as the registry grows: 1k, 10k and 100k projects with eight ledger
//! rows each, on SQLite or PostgreSQL. The figures, and how they came about, stand in `docs/benchmarks.md`.
//!
//! A durable write is judged only as a ratio to a bare one-row commit of the same run, taken turn about with it: disks
//! differ too much for milliseconds to say anything.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use clap::Parser;
use puente::actions::Context;
use puente::actions::hashing::Hashing;
use puente::actions::money::{NewDisbursement, pay};
use puente::clock;
use puente::domain::account::{Actor, Role};
use puente::domain::bound::Bound;
use puente::domain::counting::Boundary;
use puente::domain::currency::Currency;
use puente::domain::ids::{AccountId, OrganisationId};
use puente::domain::money::Money;
use puente::secret::Secret;
use puente::seed;
use puente::store::files::Files;
use puente::store::{Db, audit, totals};
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, FromQueryResult, Statement};

type Done<T = ()> = Result<T, Box<dyn Error>>;

#[derive(Parser)]
struct Settings {
    /// Numbers of projects, one after the other in the same database.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000, 100_000])]
    sizes: Vec<usize>,
    /// An empty database; a new SQLite file among the build's own when absent.
    #[arg(long)]
    url: Option<String>,
    /// Payments recorded, and totals read, at each size.
    #[arg(long, default_value_t = 1_000)]
    rounds: usize,
    /// Given by `cargo bench`.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Done {
    let settings = Settings::parse();
    rocket::execute(run(settings))
}

async fn run(settings: Settings) -> Done {
    let url = match settings.url {
        Some(url) => url,
        None => fresh(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("money.db"))?,
    };
    let db = Db::connect(&url, None).await?;
    db.migrate().await?;
    let plain = Database::connect(&url).await?;
    let now = clock::now();
    seed::reference::seed(&db, now).await?;
    let (files, secret) = (Files::memory(), Secret::new("benchmark"));
    let ctx = Context {
        db: &db,
        files: &files,
        secret: &secret,
        hashing: Hashing::shared(),
        now,
        base_url: "http://127.0.0.1",
        letters: false,
        amount_max: Bound::default(),
        request: None,
    };
    println!("| projects | made in s | bare commit µs | disbursement µs | ratio | totals of the plan µs |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for size in settings.sizes {
        let started = Instant::now();
        seed::trial::seed(&db, now, size, &mut |_| {}).await?;
        if db.is_postgres() {
            // As its own background work would before long: a plan made for empty tables is no figure of anything.
            plain.execute_unprepared("ANALYZE").await?;
        }
        let making = started.elapsed();
        let made = payable(&plain).await?;
        let (bare, paid) = record(ctx, &made, settings.rounds).await?;
        let read = read_totals(&db, settings.rounds).await?;
        println!(
            "| {size} | {} | {} | {} | {} | {} |",
            making.as_secs(),
            spread(&bare),
            spread(&paid),
            ratio(median(&paid), median(&bare)),
            spread(&read)
        );
    }
    db.close().await;
    Ok(())
}

fn fresh(file: &Path) -> Done<String> {
    for ending in ["", "-wal", "-shm"] {
        let file = format!("{}{ending}", file.display());
        if Path::new(&file).exists() {
            std::fs::remove_file(&file)?;
        }
    }
    Ok(format!("sqlite://{}?mode=rwc", file.display()))
}

/// A commitment in US dollars, against which its payer can pay.
struct Made {
    commitment: i64,
    payer: Actor,
}

/// The commitments of which enough is not paid yet.
async fn payable(plain: &DatabaseConnection) -> Done<Vec<Made>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        account_id: i64,
        organisation_id: i64,
    }
    let sql = "SELECT entry.id, entry.account_id, entry.organisation_id FROM ledger_entry AS entry
        JOIN project ON project.id = entry.project_id
        WHERE entry.kind = 'commitment' AND entry.currency = 'USD' AND entry.amount_minor >= 1000000
            AND project.status = 'implementation' ORDER BY entry.id";
    let rows = Row::find_by_statement(Statement::from_string(plain.get_database_backend(), sql));
    let rows = rows.all(plain).await?;
    let made = rows.into_iter().map(|row| Made {
        commitment: row.id,
        payer: Actor {
            account: AccountId(row.account_id),
            role: Role::Partner {
                organisation: OrganisationId(row.organisation_id),
            },
        },
    });
    Ok(made.collect())
}

/// Bare commits of one row, and payments with event, conversion, contributions and totals, turn about.
async fn record(ctx: Context<'_>, made: &[Made], rounds: usize) -> Done<(Vec<Duration>, Vec<Duration>)> {
    let (mut bare, mut paid) = (Vec::new(), Vec::new());
    // Spread over all projects by a step that shares no factor with their number.
    let step = 7_919;
    for round in 0..rounds {
        let started = Instant::now();
        ctx.db
            .write(ctx.now, async |tx| audit::note(tx, None, "benchmark", "bare").await)
            .await?;
        bare.push(started.elapsed());

        let at = &made[(round * step) % made.len()];
        let new_disbursement = NewDisbursement {
            amount: Money::new(1_00, Currency::USD),
            drawdown: None,
            paid_on: ctx.now.local_date(),
            bank_reference: "",
        };
        let request = format!("{}-{round}", made.len());
        let started = Instant::now();
        pay(
            ctx.numbered(&at.payer, &request),
            &at.payer,
            at.commitment,
            new_disbursement,
        )
        .await?;
        paid.push(started.elapsed());
    }
    Ok((bare, paid))
}

/// All totals of the plan: of itself, and by country, pillar and class.
async fn read_totals(db: &Db, rounds: usize) -> Done<Vec<Duration>> {
    let wanted = [Boundary::Plan, Boundary::Country, Boundary::Pillar, Boundary::Class];
    let mut read = Vec::new();
    for _ in 0..rounds {
        let started = Instant::now();
        let by: BTreeMap<_, _> = totals::by(db.primary(), &wanted).await?;
        read.push(started.elapsed());
        if by.len() != wanted.len() {
            return Err("a boundary has no totals".into());
        }
    }
    Ok(read)
}

fn at(durations: &[Duration], hundredth: usize) -> Duration {
    let mut sorted = durations.to_vec();
    sorted.sort_unstable();
    sorted[(sorted.len() - 1) * hundredth / 100]
}

fn median(durations: &[Duration]) -> Duration {
    at(durations, 50)
}

fn spread(durations: &[Duration]) -> String {
    format!(
        "{} (p95 {})",
        median(durations).as_micros(),
        at(durations, 95).as_micros()
    )
}

/// A ratio with one decimal, without a float.
fn ratio(of: Duration, to: Duration) -> String {
    let tenths = of.as_nanos() * 10 / to.as_nanos().max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}
