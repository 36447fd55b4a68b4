//! What stands at every door: where a form comes from and how it is written, what answers carry, addresses that are
//! none, and a download that is whole or not there.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use flate2::read::GzDecoder;
use puente::domain::project::Status;
use puente::i18n::language::Language::Es;
use puente::seed::demo::PASSWORD;
use puente::web::{self, App};
use rocket::http::{ContentType, Cookie, Header};
use rocket::local::asynchronous::Client;

use crate::forms::{self, Visitor, phrase};
use crate::harness::{Answer, World};

const CHAIN: &str = "/data/events.ndjson";

/// Somebody signed in, who posts with headers and a body of any kind.
struct Sender {
    client: Client,
    session: String,
    csrf: String,
}

impl Sender {
    async fn of(app: &App) -> Self {
        let visitor = Visitor::signed_in(app, "banco@demo.example").await;
        Self {
            client: Client::untracked(web::build(app.clone())).await.expect("a server"),
            csrf: visitor.csrf("/es/desk/pledges/new").await,
            session: visitor.cookie("puente").expect("a session"),
        }
    }

    async fn send(&self, path: &'static str, headers: &[(&'static str, &str)], body: &[u8]) -> Answer {
        let session = Cookie::new("puente", self.session.clone());
        let mut request = self.client.post(path).cookie(session).body(body);
        for (name, value) in headers {
            request.add_header(Header::new(*name, (*value).to_owned()));
        }
        Answer::of(request.dispatch().await).await
    }
}

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

#[rocket::async_test]
async fn a_form_of_another_site_is_refused_whoever_is_signed_in() {
    let world = World::new().await;
    let bank = Sender::of(world.app()).await;
    let body = format!("csrf={}", bank.csrf);
    let host = ("Host", "127.0.0.1:8000");
    for (headers, status) in [
        (vec![], 422),
        (vec![("Sec-Fetch-Site", "same-origin")], 422),
        (vec![("Sec-Fetch-Site", "none")], 422),
        (vec![("Origin", "http://127.0.0.1:8000")], 422),
        (
            vec![("Origin", "http://localhost:8000"), ("Host", "localhost:8000")],
            422,
        ),
        (vec![("Sec-Fetch-Site", "cross-site")], 403),
        (vec![("Sec-Fetch-Site", "same-site")], 403),
        (vec![("Origin", "https://evil.example"), host], 403),
        (vec![("Origin", "null"), host], 403),
        (vec![("Origin", "http://127.0.0.1:8001"), host], 403),
    ] {
        let mut all = headers.clone();
        all.push(FORM);
        let answer = bank.send("/es/desk/pledges", &all, body.as_bytes()).await;
        assert_eq!(answer.status, status, "{headers:?}");
        if status == 403 {
            assert!(
                answer.text().contains(&phrase(Es, "error-403-foreign-text", &[])),
                "{}",
                answer.text()
            );
        }
    }
    // Nobody is signed in, and it makes no difference: the session was not looked at.
    for path in ["/es/desk/pledges", "/es/account/session", "/es/admin/invitations"] {
        let request = bank.client.post(path).header(ContentType::Form);
        let request = request.header(Header::new("Sec-Fetch-Site", "cross-site"));
        assert_eq!(request.dispatch().await.status().code, 403, "{path}");
    }
}

#[rocket::async_test]
async fn a_form_needs_its_content_type_and_readable_text() {
    let world = World::new().await;
    let bank = Sender::of(world.app()).await;
    let csrf = bank.csrf.as_str();
    let multipart = |note: &[u8]| {
        let mut body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n\
             --x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n"
        )
        .into_bytes();
        body.extend(note);
        body.extend(b"\r\n--x--\r\n");
        body
    };
    let encoded = |note: &str| format!("csrf={csrf}&note={note}").into_bytes();
    let raw = [encoded("a").as_slice(), b"\xff\xfe"].concat();
    for (kind, body, status) in [
        ("application/x-www-form-urlencoded", encoded("a"), 422),
        (
            "application/x-www-form-urlencoded; charset=UTF-8",
            encoded("%C3%B1"),
            422,
        ),
        (
            "application/x-www-form-urlencoded; charset=ISO-8859-1",
            encoded("a"),
            415,
        ),
        ("", encoded("a"), 415),
        ("text/plain", encoded("a"), 415),
        ("application/json", b"{}".to_vec(), 415),
        ("application/x-www-form-urlencoded", encoded("%F1"), 400),
        ("application/x-www-form-urlencoded", encoded("%C3%28"), 400),
        ("application/x-www-form-urlencoded", raw, 400),
        ("multipart/form-data; boundary=x", multipart("ñ".as_bytes()), 422),
        ("multipart/form-data; boundary=x", multipart(b"\xf1"), 400),
    ] {
        let headers = [("Content-Type", kind)];
        let headers = if kind.is_empty() { &[][..] } else { &headers };
        let answer = bank.send("/es/desk/pledges", headers, &body).await;
        assert_eq!(answer.status, status, "{kind} {:?}", String::from_utf8_lossy(&body));
        if status == 400 {
            assert!(
                answer.text().contains(&phrase(Es, "error-400-utf8-text", &[])),
                "{}",
                answer.text()
            );
        }
    }
}

#[rocket::async_test]
async fn what_is_too_large_is_shown_how_large_it_may_be() {
    let world = World::new().await;
    let bank = Sender::of(world.app()).await;
    let body = format!("csrf={}&note={}", bank.csrf, "a".repeat(70 * 1024));
    let answer = bank.send("/es/desk/pledges", &[FORM], body.as_bytes()).await;
    assert_eq!(answer.status, 413);
    for limit in ["64 kB", "10 MB"] {
        assert!(answer.text().contains(limit), "{}", answer.text());
    }
    let answer = bank.send("/en/desk/pledges", &[FORM], body.as_bytes()).await;
    assert!(
        answer.text().contains("64 kB") && answer.text().contains("10 MB"),
        "{}",
        answer.text()
    );
}

#[rocket::async_test]
async fn whoever_is_signed_in_can_sign_in_again() {
    let world = World::new().await;
    let visitor = Visitor::signed_in(world.app(), "banco@demo.example").await;
    assert_eq!(visitor.sign_in("fundacion@demo.example", PASSWORD).await.status, 303);
}

#[rocket::async_test]
async fn every_answer_says_who_may_load_it_and_over_https_that_it_stays_so() {
    let world = World::new().await;
    let mut config = world.app().config.as_ref().clone();
    config.base_url = "https://puente.example".to_owned();
    let secure = App {
        config: config.into(),
        pages: web::Pages::checked(),
        ..world.app().clone()
    };
    let secure = Visitor::of(&secure).await;
    for (path, loaded_by) in [
        ("/es/", "same-origin"),
        ("/es/nothing", "same-origin"),
        ("/es/account/session", "same-origin"),
        ("/static/puente.css", "cross-origin"),
        ("/es/projects.json", "cross-origin"),
        (CHAIN, "cross-origin"),
    ] {
        let answer = world.get(path).await;
        assert_eq!(
            answer.header("Cross-Origin-Opener-Policy"),
            Some("same-origin"),
            "{path}"
        );
        assert_eq!(answer.header("Cross-Origin-Resource-Policy"), Some(loaded_by), "{path}");
        assert_eq!(answer.header("Strict-Transport-Security"), None, "{path} over http");
        let hsts = secure.get(path).await;
        assert_eq!(
            hsts.header("Strict-Transport-Security"),
            Some("max-age=63072000"),
            "{path}"
        );
    }
}

#[rocket::async_test]
async fn the_chain_comes_with_its_length_and_tag_and_packed_where_that_is_taken() {
    let world = World::new().await;
    world.project("CO", Status::SeekingFunding).await;
    let plain = world.get(CHAIN).await;
    assert_eq!(plain.status, 200);
    assert_eq!(plain.header("Content-Type"), Some("application/x-ndjson"));
    let tag = plain.header("ETag").expect("a tag").to_owned();
    assert_eq!(world.get_with(CHAIN, &[("If-None-Match", &tag)]).await.status, 304);

    let packed = world.get_with(CHAIN, &[("Accept-Encoding", "br, gzip;q=0.5")]).await;
    assert_eq!(packed.header("Content-Encoding"), Some("gzip"));
    let mut unpacked = String::new();
    GzDecoder::new(packed.bytes.as_slice())
        .read_to_string(&mut unpacked)
        .expect("gzip");
    assert_eq!(unpacked, plain.body);
    let refused = world.get_with(CHAIN, &[("Accept-Encoding", "gzip;q=0")]).await;
    assert_eq!(refused.header("Content-Encoding"), None);

    world.project("PA", Status::Identified).await;
    let later = world.get_with(CHAIN, &[("If-None-Match", &tag)]).await;
    assert_eq!(later.status, 200);
    assert!(later.body.starts_with(&plain.body) && later.body.len() > plain.body.len());
}

#[rocket::async_test]
async fn a_chain_that_cannot_be_read_to_its_end_is_not_sent_at_all() {
    let world = World::demo().await;
    // The 550th row fails where it is read: behind the first 500 of the download.
    for sql in [
        "ALTER TABLE event RENAME TO event_before",
        "CREATE VIEW event AS SELECT number, kind, occurred_at, project_id, pledge_id, organisation_id, public,
            CASE WHEN number = 550 THEN CAST(1 / (number - 550) AS TEXT) ELSE hash END AS hash FROM event_before",
    ] {
        world.sql(sql).await.expect("the change");
    }
    let download = world.get(CHAIN).await;
    assert!(
        download.status >= 500,
        "{} with {} bytes",
        download.status,
        download.bytes.len()
    );
    assert!(!download.body.contains("\"hash\""));
}

/// The registry on a port of its own, as `puente serve` runs it.
async fn served(world: &World) -> (u16, rocket::Shutdown, tokio::task::JoinHandle<()>) {
    let mut config = world.app().config.as_ref().clone();
    config.port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port();
    let port = config.port;
    let app = App {
        config: config.into(),
        pages: web::Pages::checked(),
        ..world.app().clone()
    };
    let rocket = web::build(app).ignite().await.expect("a server");
    let shutdown = rocket.shutdown();
    let task = tokio::spawn(async move {
        rocket.launch().await.expect("served");
    });
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        tokio::task::yield_now().await;
    }
    (port, shutdown, task)
}

/// Sends these very bytes as the path of a request and gives what comes back.
fn answer_of(port: u16, path: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the registry");
    let request = [b"GET ", path, b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"].concat();
    stream.write_all(&request).expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    answer
}

fn status_of(port: u16, path: &[u8]) -> u16 {
    let answer = answer_of(port, path);
    let line = String::from_utf8_lossy(answer.get(..12).unwrap_or_default()).into_owned();
    line.get(9..).and_then(|status| status.parse().ok()).unwrap_or_default()
}

#[rocket::async_test]
async fn the_chain_is_sent_with_its_length_so_that_half_of_it_is_seen_to_be_half() {
    let world = World::demo().await;
    let whole = world.get(CHAIN).await.bytes.len();
    let (port, shutdown, server) = served(&world).await;
    let answer = tokio::task::spawn_blocking(move || answer_of(port, CHAIN.as_bytes())).await;
    let answer = answer.expect("asked");
    let head = answer.len().checked_sub(whole).expect("all of it");
    let head = String::from_utf8_lossy(&answer[..head]).to_lowercase();
    assert!(head.contains(&format!("content-length: {whole}\r\n")), "{head}");
    assert!(!head.contains("transfer-encoding"), "{head}");
    shutdown.notify();
    server.await.expect("ended");
}

#[rocket::async_test]
async fn no_byte_in_an_address_costs_more_than_a_404() {
    let world = World::new().await;
    let (port, shutdown, server) = served(&world).await;
    let asked = tokio::task::spawn_blocking(move || {
        let mut wrong = Vec::new();
        for byte in 0..=255_u8 {
            for (before, after) in [
                (&b"/es/projects/"[..], &b"/"[..]),
                (b"/es/projects/", b""),
                (b"/", b"/"),
                (b"/es/x?", b""),
                (b"/documents/", b"/"),
                (b"/static/", b""),
            ] {
                let path = [before, b"a", &[byte], b"b", after].concat();
                let status = status_of(port, &path);
                // What ends in a slash leads to the same without one, where that is an address.
                let leads_on = status == 308 && path.ends_with(b"/");
                if !matches!(status, 400 | 404) && !leads_on {
                    wrong.push((String::from_utf8_lossy(&path).into_owned(), status));
                }
            }
        }
        wrong
    });
    let wrong = asked.await.expect("asked");
    assert!(wrong.is_empty(), "{wrong:#?}");
    shutdown.notify();
    server.await.expect("ended");
}

#[rocket::async_test]
async fn an_address_with_a_slash_that_can_be_led_to_still_is() {
    let world = World::new().await;
    let answer = world.get("/es/projects/").await;
    assert_eq!((answer.status, answer.location.as_deref()), (308, Some("/es/projects")));
    let project = world.project("CO", Status::SeekingFunding).await;
    let answer = world.get(&format!("/es/projects/{project}/")).await;
    assert_eq!(answer.location, Some(format!("/es/projects/{project}")));
    let bank = world.sign_in("banco@demo.example").await;
    let made = forms::pledge(&project).post(&bank, "/es/desk/pledges").await;
    assert_eq!(made.status, 303, "and a form without headers of a browser is answered");
}
