//! The mail that left, as its readers get it.

use puente::config::MailTo;
use puente::domain::timestamp::Timestamp;
use puente::jobs::{self, Done};
use puente::mail::transport::Transport;

use super::{BASE_URL, World};
use crate::harness::Context;

/// A letter that left.
#[derive(Debug, Clone)]
pub struct Sent {
    number: u64,
    pub to: String,
    pub text: String,
}

impl Sent {
    /// The path of the link that leads below `way`.
    pub fn path(&self, way: &str) -> String {
        let at = self.text.find(way);
        let at = at.unwrap_or_else(|| panic!("no link to {way} in {}", self.text));
        let start = self.text[..at].rfind("http").expect("an address");
        let link = self.text[start..].split_whitespace().next().expect("an address");
        let path = link.strip_prefix(BASE_URL).map(str::to_owned);
        path.unwrap_or_else(|| url::Url::parse(link).expect("an address").path().to_owned())
    }
}

impl World {
    /// Lets the clock work once.
    pub async fn jobs(&self, now: Timestamp) -> Done {
        let transport = Transport::new(&MailTo::Folder(self.folder().join("letters"))).expect("a folder");
        let ctx = Context { now, ..self.ctx() };
        jobs::run_once(ctx, &transport, &self.app().config.mail_from)
            .await
            .expect("jobs")
    }

    /// Every letter that left, oldest first, after the clock has worked once.
    pub async fn mail(&self) -> Vec<Sent> {
        self.mail_at(self.now()).await
    }

    /// As [`Self::mail`], at another instant.
    pub async fn mail_at(&self, now: Timestamp) -> Vec<Sent> {
        self.jobs(now).await;
        let folder = std::fs::read_dir(self.folder().join("letters")).expect("a folder");
        let mut sent: Vec<Sent> = folder
            .map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("a letter"))
            .map(|letter| read(&letter))
            .collect();
        sent.sort_by_key(|letter| letter.number);
        sent
    }
}

fn read(letter: &str) -> Sent {
    let (head, body) = letter.split_once("\r\n\r\n").expect("head and body");
    let after = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let id = after("Message-ID: <puente-").expect("a Message-ID");
    let number = id.split('-').next().and_then(|id| id.parse().ok());
    let text = match after("Content-Transfer-Encoding: ") {
        Some("quoted-printable") => unquoted(body),
        Some("base64") => panic!("a letter in base64: {letter}"),
        _ => body.to_owned(),
    };
    Sent {
        number: number.expect("a number"),
        to: after("To: ").expect("a reader").to_owned(),
        text,
    }
}

/// Undoes quoted-printable.
fn unquoted(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_str();
    while let Some(at) = rest.find('=') {
        bytes.extend(rest[..at].bytes());
        bytes.push(u8::from_str_radix(&rest[at + 1..at + 3], 16).expect("two hex digits"));
        rest = &rest[at + 3..];
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).expect("text")
}
