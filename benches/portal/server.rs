//! The server that is measured: a process of its own with the real portal on one port, and on another bare Rocket routes,
//! which share its threads and nothing else.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use puente::actions::hashing::Hashing;
use puente::clock;
use puente::config::Config;
use puente::domain::event::{EventKind, NewEvent};
use puente::secret::Secret;
use puente::store::events::{self, About};
use puente::store::files::Files;
use puente::store::{Db, StoreError, search};
use puente::web::{self, App, Pages, Templates};
use rocket::http::{ContentType, Status};
use rocket::tokio::time::sleep;
use rocket::{Build, Rocket, State, get, routes, tokio};

use super::Done;
use super::load::Connection;

/// For how long the server may get ready, its index included.
const READY: Duration = Duration::from_secs(120);

/// The running server.
pub struct Server {
    child: Child,
    pub portal: SocketAddr,
    pub bare: SocketAddr,
}

impl Server {
    /// Starts it on this database and waits until it answers.
    pub async fn start(url: &str) -> Done<Self> {
        let (portal, bare) = (free_port()?, free_port()?);
        let child = Command::new(std::env::current_exe()?)
            .args(["--serve", url, "--ports", &format!("{portal},{bare}")])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let at = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let server = Self {
            child,
            portal: at(portal),
            bare: at(bare),
        };
        let started = Instant::now();
        while started.elapsed() < READY {
            if server.answers().await.unwrap_or(false) {
                return Ok(server);
            }
            sleep(Duration::from_millis(50)).await;
        }
        Err("the server did not get ready".into())
    }

    async fn answers(&self) -> Done<bool> {
        for (address, path) in [(self.portal, "/health/ready"), (self.bare, "/bare/1")] {
            let answer = Connection::open(address, false).await?.get(path).await?;
            if answer.status != 200 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Memory in use, in KiB.
    pub fn resident_kib(&self) -> Done<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.split_whitespace().next());
        Ok(kib
            .ok_or("the system does not say how much memory is in use")?
            .parse()?)
    }

    /// The time of a core that it has taken since its start.
    pub fn core_time(&self) -> Done<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // After the name of the program, which stands in parentheses: ticks of 10 ms in the program and in the kernel.
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        let ticks: Result<Vec<u64>, _> = fields.skip(11).take(2).map(str::parse).collect();
        Ok(Duration::from_millis(ticks?.iter().sum::<u64>() * 10))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> Done<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Is the server until it is ended.
pub async fn serve(url: String, port: u16, bare: u16) -> Done {
    // As in production each request is logged; nobody reads it.
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let mut config = Config::from_settings(&[].into())?;
    config.database_url.clone_from(&url);
    config.port = port;
    config.base_url = format!("http://127.0.0.1:{port}");
    let db = Db::connect(&url, None).await?;
    let app = App {
        config: Arc::new(config),
        db: db.clone(),
        files: Files::memory(),
        secret: Secret::new("a secret of the benchmark, long enough"),
        hashing: Hashing::shared().clone(),
        templates: Arc::new(Templates::load()?),
        pages: Pages::default(),
        fixed_now: None,
    };
    // As `puente serve` does.
    search::now(&db).await?;
    db.follow().await?;
    let portal = web::build(app).ignite().await?;
    let follower = tokio::spawn(web::follow(db.clone(), portal.shutdown()));
    let (portal, beside) = tokio::join!(portal.launch(), bare_routes(db, bare).launch());
    portal?;
    beside?;
    let _ = follower.await;
    Ok(())
}

/// Bodies of any size without anything around them, and a way to make a new version.
fn bare_routes(db: Db, port: u16) -> Rocket<Build> {
    let figment = rocket::Config::figment()
        .merge(("address", "127.0.0.1"))
        .merge(("port", port))
        .merge(("log_level", "off"));
    rocket::custom(figment).manage(db).mount("/", routes![body, write])
}

#[get("/bare/<bytes>")]
fn body(bytes: usize) -> (ContentType, Vec<u8>) {
    (ContentType::HTML, vec![b'x'; bytes])
}

/// Appends an event, after which every page is one of another version.
#[get("/write")]
async fn write(db: &State<Db>) -> Status {
    let event = NewEvent {
        kind: EventKind::ProjectEdited,
        facts: serde_json::Map::new(),
        texts: Vec::new(),
    };
    let written: Result<i64, StoreError> = db
        .write(clock::now(), async |tx| {
            events::append(tx, &event, About::default()).await
        })
        .await;
    if written.is_ok() {
        Status::Ok
    } else {
        Status::ServiceUnavailable
    }
}
