//! Readers: each has a connection that stays open and asks again as soon as it is answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rocket::tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use rocket::tokio::net::TcpStream;
use rocket::tokio::task::JoinSet;
use rocket::tokio::time::sleep;

use super::Done;

/// Pause between two writes while what is not kept is measured.
const WRITE_PAUSE: Duration = Duration::from_millis(200);

/// What one request came to.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

/// A connection that is kept open.
pub struct Connection {
    stream: TcpStream,
    gzip: bool,
    /// Read and not used yet.
    buffer: Vec<u8>,
}

impl Connection {
    pub async fn open(address: SocketAddr, gzip: bool) -> Done<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            gzip,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Asks and reads the whole answer.
    pub async fn get(&mut self, path: &str) -> Done<Answer> {
        let coding = if self.gzip { "Accept-Encoding: gzip\r\n" } else { "" };
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{coding}\r\n");
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            self.read_some().await?;
        };
        let (status, length) = read_head(&self.buffer[..head])?;
        while self.buffer.len() < head + length {
            self.read_some().await?;
        }
        Ok(Answer {
            status,
            body: self.buffer[head..].to_vec(),
        })
    }

    async fn read_some(&mut self) -> Done {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err("the server closed the connection".into()),
            _ => Ok(()),
        }
    }
}

/// Status and length of the body.
fn read_head(head: &[u8]) -> Done<(u16, usize)> {
    let head = std::str::from_utf8(head)?;
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1))
        .ok_or("no status")?;
    let mut length = None;
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if name.eq_ignore_ascii_case("content-length") {
            length = Some(value.trim().parse()?);
        }
    }
    Ok((status.parse()?, length.ok_or("an answer without its length")?))
}

/// Some readers.
#[derive(Debug, Clone)]
pub struct Readers {
    pub address: SocketAddr,
    pub count: usize,
    pub gzip: bool,
    pub time: Duration,
}

/// What their requests came to.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    sorted: Vec<Duration>,
    bytes: usize,
    /// Answers with another status than 200.
    pub failed: usize,
    time: Duration,
}

impl Outcome {
    /// Of these requests.
    pub fn of(mut took: Vec<Duration>, time: Duration) -> Self {
        took.sort_unstable();
        Self {
            sorted: took,
            time,
            ..Self::default()
        }
    }

    pub fn answers(&self) -> usize {
        self.sorted.len()
    }

    pub fn a_second(&self) -> u64 {
        let milliseconds = self.time.as_millis().max(1);
        u64::try_from(self.sorted.len() as u128 * 1_000 / milliseconds).unwrap_or(u64::MAX)
    }

    /// Bytes of a body on average.
    pub fn bytes_each(&self) -> usize {
        self.bytes / self.sorted.len().max(1)
    }

    pub fn median(&self) -> Duration {
        self.at(50)
    }

    pub fn at(&self, hundredth: usize) -> Duration {
        let last = self.sorted.len().saturating_sub(1);
        self.sorted.get(last * hundredth / 100).copied().unwrap_or_default()
    }
}

/// Lets readers ask for these paths in turn. With `writing` a new version is made again and again meanwhile.
pub async fn run(readers: &Readers, paths: &[String], writing: Option<SocketAddr>) -> Done<Outcome> {
    let (paths, next): (Arc<[String]>, _) = (paths.into(), Arc::new(AtomicUsize::new(0)));
    let until = Instant::now() + readers.time;
    let mut all = JoinSet::new();
    for _ in 0..readers.count {
        let (paths, next, readers) = (paths.clone(), next.clone(), readers.clone());
        all.spawn(async move { read(&readers, &paths, &next, until).await });
    }
    // As the readers it ends with this, also where this is given up.
    let mut writer = JoinSet::new();
    if let Some(bare) = writing {
        writer.spawn(write_until(bare, until));
    }
    let mut together = Outcome::default();
    while let Some(one) = all.join_next().await {
        let one = one??;
        together.sorted.extend(one.sorted);
        together.bytes += one.bytes;
        together.failed += one.failed;
    }
    writer.join_all().await;
    together.sorted.sort_unstable();
    together.time = readers.time;
    Ok(together)
}

async fn read(readers: &Readers, paths: &[String], next: &AtomicUsize, until: Instant) -> Done<Outcome> {
    let mut connection = Connection::open(readers.address, readers.gzip).await?;
    let mut own = Outcome::default();
    while Instant::now() < until {
        let path = &paths[next.fetch_add(1, Ordering::Relaxed) % paths.len()];
        let asked = Instant::now();
        let answer = connection.get(path).await?;
        own.sorted.push(asked.elapsed());
        own.bytes += answer.body.len();
        own.failed += usize::from(answer.status != 200);
    }
    Ok(own)
}

async fn write_until(bare: SocketAddr, until: Instant) {
    while Instant::now() < until {
        if let Ok(mut connection) = Connection::open(bare, false).await {
            let _ = connection.get("/write").await;
        }
        sleep(WRITE_PAUSE).await;
    }
}
