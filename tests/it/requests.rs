//! What is seen of requests from outside: a line in the log, a number in the answer, the figures.

use std::io::Write;
use std::sync::{Arc, Mutex};

use puente::secret::Secret;
use puente::web;
use rocket::http::Header;
use rocket::local::asynchronous::Client;
use tracing_subscriber::fmt::MakeWriter;

use crate::harness::{Answer, World};

const TOKEN: &str = "a token of tests";

/// A log that is kept in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("a log").clone()).expect("UTF-8")
    }
}

#[rocket::async_test]
async fn each_request_leaves_a_line_that_names_its_route_and_no_query() {
    let world = World::demo().await;
    let log = Log::default();
    let json = tracing_subscriber::fmt().json().with_writer(log.clone()).finish();
    let listening = tracing::subscriber::set_default(json);
    // With one subscriber alone, tracing would ask another test's thread, which has none, whether a line is wanted.
    let another = tracing::Dispatch::new(tracing_subscriber::fmt().with_writer(std::io::sink).finish());
    let answer = world.get("/es/projects?q=una-persona-privada").await;
    world.get("/es/projects/no-such-project").await;
    world.get("/es/projects/no-such-project.json").await;
    world.get("/es/summary.json").await;
    drop((listening, another));
    let text = log.text();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .filter(|line: &serde_json::Value| line["fields"]["message"] == "answered")
        .collect();
    assert_eq!(lines.len(), 4, "{text}");
    let fields = &lines[0]["fields"];
    assert_eq!(fields["method"], "GET");
    assert_eq!(fields["route"], "/es/projects");
    assert_eq!(fields["status"], 200);
    assert_eq!(fields["bytes"], answer.bytes.len());
    assert!(fields["ms"].is_u64(), "{fields}");
    assert_eq!(fields["request"].as_str(), answer.header("X-Request-Id"));
    assert_eq!(lines[1]["fields"]["route"], "/es/projects/<code>");
    assert_eq!(lines[1]["fields"]["status"], 404);
    // A JSON view has the route of its page and a name of its own.
    assert_eq!(lines[2]["fields"]["route"], "/es/projects/<code>.json");
    assert_eq!(lines[3]["fields"]["route"], "/es/summary.json");
    assert!(
        !text.contains("persona-privada") && !text.contains("no-such-project"),
        "{text}"
    );
}

#[rocket::async_test]
async fn every_answer_has_a_number_of_its_own_which_its_error_page_shows() {
    let world = World::new().await;
    let (one, other) = (world.get("/es/").await, world.get("/health/live").await);
    let number = |answer: &Answer| answer.header("X-Request-Id").expect("a number").to_owned();
    assert_ne!(number(&one), number(&other));
    assert_eq!(number(&one).len(), 16);
    for (path, words) in [
        ("/es/nowhere", "Número de esta solicitud"),
        ("/en/nowhere", "Number of this request"),
    ] {
        let answer = world.get(path).await;
        assert_eq!(answer.status, 404);
        let text = answer.text();
        assert!(text.contains(words) && text.contains(&number(&answer)), "{text}");
    }
}

/// A server of the same registry whose figures are read with [`TOKEN`].
async fn measured(world: &World) -> Client {
    let mut app = world.app().clone();
    let mut config = (*app.config).clone();
    config.metrics_token = Some(Secret::new(TOKEN));
    app.config = Arc::new(config);
    Client::untracked(web::build(app)).await.expect("a server")
}

async fn figures(client: &Client, authorization: &str) -> Answer {
    let request = client.get("/metrics");
    let request = request.header(Header::new("Authorization", authorization.to_owned()));
    Answer::of(request.dispatch().await).await
}

#[rocket::async_test]
async fn there_are_no_figures_without_a_token() {
    let world = World::new().await;
    assert_eq!(world.get("/metrics").await.status, 404);
    let client = measured(&world).await;
    for authorization in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer another token here",
        "Basic a token of tests",
    ] {
        let refused = figures(&client, authorization).await;
        assert_eq!(refused.status, 401, "{authorization}");
        assert!(!refused.body.contains("puente_"), "{}", refused.body);
    }
}

#[rocket::async_test]
async fn the_figures_count_answers_and_say_how_the_registry_stands() {
    let world = World::demo().await;
    let client = measured(&world).await;
    for path in [
        "/es/",
        "/es/projects",
        "/es/projects",
        "/es/projects?q=agua",
        "/es/nowhere",
    ] {
        client.get(path).dispatch().await;
    }
    let answer = figures(&client, &format!("Bearer {TOKEN}")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("Content-Type"),
        Some("text/plain; version=0.0.4; charset=utf-8")
    );
    let value = |name: &str| {
        let line = answer
            .body
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name} ")));
        line.unwrap_or_else(|| panic!("no {name} in\n{}", answer.body))
            .to_owned()
    };
    let requests = |route: &str, status: u16| {
        value(&format!(
            r#"puente_requests_total{{method="GET",route="{route}",status="{status}"}}"#
        ))
    };
    assert_eq!(requests("/es/projects", 200), "3");
    assert_eq!(requests("-", 404), "1");
    assert_eq!(value(r#"puente_request_seconds_count{route="/es/projects"}"#), "3");
    let most: i64 = value(r#"puente_database_connections_max{pool="write"}"#)
        .parse()
        .expect("a number");
    assert!(most > 0);
    value(r#"puente_database_connections{pool="pages",use="busy"}"#);
    assert_eq!(
        (value("puente_pages_asked"), value("puente_pages_made")),
        ("4".to_owned(), "3".to_owned())
    );
    assert_eq!(value("puente_outbox_oldest_due_seconds"), "0");
    let version = puente::store::events::data_version(world.db().primary())
        .await
        .expect("a version");
    assert_eq!(value("puente_newest_event"), version.to_string());
}

#[rocket::async_test]
async fn the_figures_say_for_how_long_a_letter_has_been_due() {
    let world = World::new().await;
    let earlier = world.now().plus_seconds(-90);
    let letter = puente::store::outbox::NewLetter {
        template: "note",
        recipient: "somebody@example.org".to_owned(),
        language: "es",
        subject: "s".to_owned(),
        body: "b".to_owned(),
        about: String::new(),
    };
    world
        .db()
        .write(earlier, async |tx| puente::store::outbox::put(tx, letter).await)
        .await
        .expect("a letter");
    let client = measured(&world).await;
    let answer = figures(&client, &format!("Bearer {TOKEN}")).await;
    assert!(
        answer.body.contains("\npuente_outbox_oldest_due_seconds 90\n"),
        "{}",
        answer.body
    );
}

#[rocket::async_test]
async fn with_nothing_due_the_clock_begins_no_write() {
    let world = World::demo().await;
    world.jobs(world.now()).await;
    let before = world.db().writes_begun();
    for _ in 0..3 {
        let done = world.jobs(world.now()).await;
        assert_eq!(done, puente::jobs::Done::default());
    }
    assert_eq!(world.db().writes_begun(), before);
}
