//! Texts beside the events of the public download: those that pages show, with their salts, until they are erased.

use std::collections::BTreeMap;

use puente::actions;
use puente::actions::money::{NewCommitment, NewTermination};
use puente::domain::currency::Currency;
use puente::domain::event::EventKind;
use puente::domain::money::Money;
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::store::Source as _;
use sea_orm::FromQueryResult;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::harness::World;

/// The texts of a download, each with the digest that its event states.
fn texts(download: &str) -> BTreeMap<(i64, String), (String, String, String)> {
    let mut texts = BTreeMap::new();
    for line in download.lines() {
        let line: Value = serde_json::from_str(line).expect("a line");
        let public: Value = serde_json::from_str(line["public"].as_str().expect("bytes")).expect("JSON");
        let word = |value: &Value| value.as_str().expect("a text").to_owned();
        for (field, text) in line["texts"].as_object().into_iter().flatten() {
            let number = line["number"].as_i64().expect("a number");
            let parts = (
                word(&text["content"]),
                word(&text["salt"]),
                word(&public["texts"][field]),
            );
            texts.insert((number, field.clone()), parts);
        }
    }
    texts
}

async fn downloaded(world: &World) -> String {
    world.get("/data/events.ndjson").await.body
}

#[derive(FromQueryResult)]
struct Stored {
    event_number: i64,
    kind: String,
    field: String,
}

#[rocket::async_test]
async fn anybody_can_recompute_the_digest_of_each_text_that_a_page_shows() {
    let world = World::demo().await;
    let texts = texts(&downloaded(&world).await);
    for ((number, field), (content, salt, digest)) in &texts {
        let hash = Sha256::digest(format!("{salt}{content}").as_bytes());
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, *digest, "{field} of event {number}");
    }
    let sql = "SELECT event_number, kind, field FROM event_text JOIN event ON event.number = event_text.event_number
        WHERE content IS NOT NULL";
    let stored: Vec<Stored> = world.db().primary().all(sql, vec![]).await.expect("texts");
    let mut withheld = 0;
    for text in stored {
        let shown = EventKind::parse(&text.kind).expect("a kind").shows(&text.field);
        let there = texts.contains_key(&(text.event_number, text.field.clone()));
        assert_eq!(there, shown, "{} of {} {}", text.field, text.kind, text.event_number);
        withheld += usize::from(!shown);
    }
    assert!(texts.len() > 500 && withheld > 0, "{} and {withheld}", texts.len());
}

#[rocket::async_test]
async fn a_text_that_no_page_shows_and_one_that_was_erased_are_not_in_the_download() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = world.pledge(&project).await;
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    let bank = world.actor("banco@demo.example").await;
    let commitment = NewCommitment {
        amount: Money::new(100_000_00, Currency::USD),
        drawdown: None,
        receiver: None,
        signed_on: world.now().local_date(),
        own_reference: "C-2026-77",
        document: None,
        tranches: &[],
    };
    let id = actions::money::sign(world.ctx(), &bank, &reference, None, commitment).await;
    let ending = NewTermination {
        amount: Money::new(10_000_00, Currency::USD),
        terminated_on: world.now().local_date(),
        party: "Juana Pérez",
        initiative: None,
        reason: "Se acordó una parte menor",
    };
    actions::money::terminate(world.ctx(), &bank, id.expect("signed"), ending)
        .await
        .expect("ended");
    let before = downloaded(&world).await;
    assert!(!before.contains("Juana Pérez"), "who ended it is on no page");
    let shown = texts(&before);
    let ((number, _), (_, salt, _)) = shown
        .iter()
        .find(|(_, (content, ..))| content == "Se acordó una parte menor")
        .expect("the reason is on the page of its pledge");
    let page = world.get(&format!("/es/pledges/{reference}")).await.text();
    for content in ["Se acordó una parte menor", "C-2026-77"] {
        assert!(before.contains(content) && page.contains(content), "{content}: {page}");
    }
    assert!(!page.contains("Juana Pérez"));
    let admin = world.actor("admin@demo.example").await;
    let why = "Nombra a otra persona";
    actions::events::redact(world.ctx(), &admin, *number, "reason", why)
        .await
        .expect("erased");
    let after = downloaded(&world).await;
    for gone in ["Se acordó una parte menor", salt, why] {
        assert!(!after.contains(gone), "{gone} is still there");
    }
    assert!(after.contains("C-2026-77"), "what stands stays");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}
