//! The commands of Puente. Exit codes: 0 good, 1 something found, 2 wrong use, 3 cannot run.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use puente::actions::rates::Taking;
use puente::config::{Config, LogFormat};
use puente::domain::timestamp::Timestamp;
use puente::mail::transport::Transport;
use puente::secret::Secret;
use puente::seed::demo::Accounts;
use puente::store::files::{Files, private_folder};
use puente::store::{Db, accounts, search, sqlite_path, verify};
use puente::web::{App, Pages, Templates};
use puente::{actions, clock, jobs, seed, web};

mod commands;

/// A public registry of development projects and of the money promised to them.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve a throw-away registry with demonstration data on a loopback address.
    Demo {
        /// Where its database and letters are kept.
        #[arg(long, default_value = "./demo-data")]
        dir: PathBuf,
        /// An empty PostgreSQL database to keep its data in, instead of a file in the folder.
        #[arg(long)]
        database: Option<String>,
        /// Take any number of forms a minute from anybody, for trials of load.
        #[arg(long)]
        no_limits: bool,
        /// Add so many more invented projects with eight ledger rows each, for trials of size.
        #[arg(long, value_name = "N", default_value_t = 0)]
        projects: usize,
    },
    /// Migrate, check, serve.
    Serve,
    /// Bring the schema up to date.
    Migrate,
    /// Add code lists, gazetteer and organisations that are missing.
    Seed {
        /// Add the documented real projects too, each with its source.
        #[arg(long)]
        documented: bool,
        /// Add the invented demonstration data too.
        #[arg(long)]
        demo: bool,
    },
    /// People.
    #[command(subcommand)]
    User(commands::user::User),
    /// Take in a file, with a report of every row that is not taken.
    #[command(subcommand)]
    Import(Import),
    /// Check chain, ledger and totals, beside a running server.
    Verify,
    /// What the clock does.
    #[command(subcommand)]
    Jobs(Jobs),
}

#[derive(Subcommand)]
enum Import {
    /// Rates of exchange: TRM, the history of the ECB, the annual averages of the IMF, or our own form.
    Rates {
        file: PathBuf,
        /// Say what would be added and change nothing.
        #[arg(long)]
        dry_run: bool,
        /// Take rates, too, that are twice as much or more, or half as much or less, as what is known.
        #[arg(long)]
        accept_jumps: bool,
        /// trm, ecb, imf or plain; read from the header when absent.
        #[arg(long)]
        format: Option<String>,
    },
}

#[derive(Subcommand)]
enum Jobs {
    /// Do everything that is due, once.
    RunOnce {
        /// Act as if it were this instant (RFC 3339).
        #[arg(long)]
        now: Option<String>,
    },
}

/// How a command failed; the number is its exit code.
struct Failure(u8, String);

const WRONG_USE: u8 = 2;
const CANNOT_RUN: u8 = 3;

fn wrong_use(message: impl ToString) -> Failure {
    Failure(WRONG_USE, message.to_string())
}

fn cannot_run(message: impl ToString) -> Failure {
    Failure(CANNOT_RUN, message.to_string())
}

fn main() -> ExitCode {
    // Whatever is made from here on, database, letters, documents and their folders, is for nobody else: 0600 and 0700.
    // Before any thread, since it is the whole process's.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let cli = Cli::parse();
    let done = match Config::load() {
        Ok(config) => {
            log_to(config.log);
            rocket::execute(run(cli.command, config))
        }
        Err(error) => Err(wrong_use(error)),
    };
    match done {
        Ok(code) => code,
        Err(Failure(code, message)) => {
            eprintln!("puente: {message}");
            ExitCode::from(code)
        }
    }
}

fn log_to(format: LogFormat) {
    let filter = tracing_subscriber::EnvFilter::try_from_env("RUST_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("puente=info,rocket=warn"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // A line that cannot be written (its disk is full) is lost; telling so would end whoever logs.
        .log_internal_errors(false)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().init(),
    }
}

async fn run(command: Command, config: Config) -> Result<ExitCode, Failure> {
    match command {
        Command::Demo {
            dir,
            database,
            no_limits,
            projects,
        } => {
            let mut config = config.into_demo(&dir, database.as_deref()).map_err(wrong_use)?;
            config.submission_limits = !no_limits;
            demo(config, &dir, projects).await
        }
        Command::Serve => {
            let secret = config.require_secret().map_err(wrong_use)?;
            config.require_https_in_public().map_err(wrong_use)?;
            let db = open(&config).await?;
            db.migrate().await.map_err(cannot_run)?;
            refuse_published_passwords(&config, &db, &secret).await?;
            serve(config, db, secret).await
        }
        Command::Migrate => {
            let db = open(&config).await?;
            let pending = db.pending_migrations().await.map_err(cannot_run)?;
            db.migrate().await.map_err(cannot_run)?;
            println!("{pending} migrations applied");
            done(db).await
        }
        Command::Seed { documented, demo } => fill(config, documented, demo).await,
        Command::User(user) => commands::user::run(user, config).await,
        Command::Import(Import::Rates {
            file,
            dry_run,
            accept_jumps,
            format,
        }) => {
            let taking = Taking { dry_run, accept_jumps };
            commands::import::rates(config, &file, taking, format.as_deref()).await
        }
        Command::Verify => check(&config).await,
        Command::Jobs(Jobs::RunOnce { now }) => run_once(config, now.as_deref()).await,
    }
}

fn context<'a>(
    db: &'a Db,
    files: &'a Files,
    secret: &'a Secret,
    config: &'a Config,
    now: Timestamp,
) -> actions::Context<'a> {
    actions::Context {
        db,
        files,
        secret,
        hashing: actions::hashing::Hashing::shared(),
        now,
        base_url: &config.base_url,
        letters: true,
        amount_max: config.amount_max,
        request: None,
    }
}

async fn done(db: Db) -> Result<ExitCode, Failure> {
    db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn open(config: &Config) -> Result<Db, Failure> {
    Db::connect(&config.database_url, config.database_read_url.as_deref())
        .await
        .map_err(cannot_run)
}

fn files(config: &Config) -> Result<Files, Failure> {
    Files::folder(&config.files).map_err(|error| cannot_run(format!("PUENTE_FILES: {error}")))
}

/// Opens a database that must be there already, with the present schema.
async fn open_existing(config: &Config) -> Result<Db, Failure> {
    if let Some(path) = sqlite_path(&config.database_url)
        && !path.exists()
    {
        return Err(cannot_run(format!(
            "DATABASE_URL: there is no database at {}",
            path.display()
        )));
    }
    let db = open(config).await?;
    match db.pending_migrations().await.map_err(cannot_run)? {
        0 => Ok(db),
        pending => Err(cannot_run(format!(
            "{pending} migrations are missing; run `puente migrate`"
        ))),
    }
}

async fn demo(config: Config, dir: &Path, projects: usize) -> Result<ExitCode, Failure> {
    private_folder(dir).map_err(|error| cannot_run(format!("{}: {error}", dir.display())))?;
    let db = open(&config).await?;
    // An empty database has no accounts that could be asked for.
    if accounts::is_real_registry(db.primary()).await.unwrap_or(false) {
        return Err(wrong_use("this database holds a registry that is not a demonstration"));
    }
    db.migrate().await.map_err(cannot_run)?;
    let secret = Secret::new(puente::secret::token().map_err(cannot_run)?);
    let now = clock::now();
    // The history of a new registry begins before its first demonstration project; that of one that stands goes on.
    let is_new = db.follow().await.map_err(cannot_run)? == 0;
    let begun = if is_new {
        now.plus_seconds(-428 * 24 * 3600)
    } else {
        now
    };
    seed::reference::seed(&db, begun).await.map_err(cannot_run)?;
    seed::documented::seed(&db, begun).await.map_err(cannot_run)?;
    let files = files(&config)?;
    let ctx = context(&db, &files, &secret, &config, now);
    if seed::demo::seed(ctx, Accounts::Open).await.map_err(cannot_run)? {
        println!("Demonstration data made in {}", dir.display());
    }
    commands::demo::enlarge(&db, now, projects).await.map_err(cannot_run)?;
    println!("Accounts: banco@demo.example, officer@demo.example, admin@demo.example and others");
    println!("Password for all: {}", seed::demo::PASSWORD);
    serve(config, db, secret).await
}

/// Nobody is let in with the password of the demonstration, which everybody knows.
async fn refuse_published_passwords(config: &Config, db: &Db, secret: &Secret) -> Result<(), Failure> {
    let files = files(config)?;
    let ctx = context(db, &files, secret, config, clock::now());
    let found = actions::people::with_published_password(ctx)
        .await
        .map_err(cannot_run)?;
    if found.is_empty() {
        return Ok(());
    }
    Err(cannot_run(format!(
        "the published password of the demonstration opens {}; close them with `puente user disable {}`",
        found.join(", "),
        found.join(" ")
    )))
}

async fn serve(config: Config, db: Db, secret: Secret) -> Result<ExitCode, Failure> {
    let transport = Transport::new(&config.mail).map_err(cannot_run)?;
    let templates = Arc::new(Templates::load().map_err(cannot_run)?);
    // Before anybody is let in, so that the first page is as fast as any.
    search::now(&db).await.map_err(cannot_run)?;
    println!("Puente: {}/", config.base_url);
    let app = App {
        files: files(&config)?,
        config: Arc::new(config),
        db: db.clone(),
        secret,
        hashing: actions::hashing::Hashing::shared().clone(),
        templates,
        pages: Pages::default(),
        fixed_now: None,
    };
    let message = |error: rocket::Error| cannot_run(format!("cannot serve: {}", error.pretty_print()));
    let server = web::build(app.clone()).ignite().await.map_err(message)?;
    // The first answer finds the version known.
    db.follow().await.map_err(cannot_run)?;
    let follower = tokio::spawn(web::follow(db.clone(), server.shutdown()));
    let clock = tokio::spawn(jobs::run_until(app, transport, server.shutdown()));
    server.launch().await.map_err(message)?;
    // The clock ends its round before the database closes, so nothing is left half done.
    let _ = clock.await;
    let _ = follower.await;
    done(db).await
}

async fn fill(config: Config, documented: bool, demo: bool) -> Result<ExitCode, Failure> {
    let db = open(&config).await?;
    db.migrate().await.map_err(cannot_run)?;
    let now = clock::now();
    let mut counts = seed::reference::seed(&db, now).await.map_err(cannot_run)?;
    if documented {
        counts += seed::documented::seed(&db, now).await.map_err(cannot_run)?;
    }
    println!("{} rows added, {} unchanged", counts.added, counts.unchanged);
    if demo {
        let secret = config.secret.clone().unwrap_or_else(|| Secret::new(""));
        let files = files(&config)?;
        let ctx = context(&db, &files, &secret, &config, now);
        let made = seed::demo::seed(ctx, Accounts::Closed).await.map_err(cannot_run)?;
        println!("demonstration data {}", if made { "added" } else { "unchanged" });
    }
    done(db).await
}

async fn check(config: &Config) -> Result<ExitCode, Failure> {
    let db = open_existing(config).await?;
    let report = verify::verify(&db).await.map_err(cannot_run)?;
    println!("{report} checked");
    if let Some(head) = &report.head {
        println!("newest hash {head}");
    }
    db.close().await;
    for error in &report.errors {
        println!("ERROR {error}");
    }
    if report.errors.is_empty() {
        println!("everything holds");
        Ok(ExitCode::SUCCESS)
    } else {
        println!("{} errors", report.errors.len());
        Ok(ExitCode::from(1))
    }
}

async fn run_once(config: Config, now: Option<&str>) -> Result<ExitCode, Failure> {
    let now = match now {
        Some(text) => Timestamp::parse(text).map_err(|_| wrong_use("--now is an RFC 3339 instant"))?,
        None => clock::now(),
    };
    let db = open_existing(&config).await?;
    let transport = Transport::new(&config.mail).map_err(cannot_run)?;
    let secret = config.secret.clone().unwrap_or_else(|| Secret::new(""));
    let files = files(&config)?;
    let ctx = context(&db, &files, &secret, &config, now);
    let done = jobs::run_once(ctx, &transport, &config.mail_from)
        .await
        .map_err(cannot_run)?;
    println!(
        "{} letters sent, {} failed, {} pledges published, {} unnamed files removed",
        done.sent, done.failed, done.published, done.removed
    );
    db.close().await;
    Ok(ExitCode::from(u8::from(done.failed > 0)))
}
