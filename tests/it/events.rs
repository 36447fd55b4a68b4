//! The public history: nothing of it changes unseen, and a text can be erased without breaking it.

use puente::actions::{self, Context};
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::i18n::language::Language::{En, Es};
use puente::store::Source as _;
use rocket::tokio;
use sea_orm::FromQueryResult;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::forms::{self, error, made, phrase, typed};
use crate::harness::World;

mod beside;
mod forged;
mod tampering;

async fn number(world: &World, sql: &str) -> i64 {
    world.db().primary().number(sql, vec![]).await.expect("a number")
}

/// The event by which the one project of a world became public.
async fn published(world: &World) -> i64 {
    number(world, "SELECT number FROM event WHERE kind = 'project_published'").await
}

#[rocket::async_test]
async fn an_untouched_registry_holds() {
    let world = World::demo().await;
    let report = world.verify().await;
    assert_eq!(report.errors, Vec::<String>::new());
    assert_eq!(
        i64::try_from(report.events).ok(),
        Some(number(&world, "SELECT COUNT(*) AS number FROM event").await)
    );
    assert_eq!(
        i64::try_from(report.ledger_entries).ok(),
        Some(number(&world, "SELECT COUNT(*) AS number FROM ledger_entry").await)
    );
    assert!(report.texts > 100 && report.totals > 100 && report.subjects > 40 && report.head.is_some());
}

#[derive(FromQueryResult)]
struct Event {
    number: i64,
    hash: String,
    public: String,
}

/// The chain as anybody can check it: the download, line by line, with nothing of ours but SHA-256.
fn recomputed(download: &str) -> Vec<Event> {
    let mut previous = [0_u8; 32];
    let mut events = Vec::new();
    for (line, expected) in download.lines().zip(1..) {
        let line: Value = serde_json::from_str(line).expect("a line of JSON");
        let public = line["public"].as_str().expect("the bytes").to_owned();
        let inner: Value = serde_json::from_str(&public).expect("the bytes are JSON themselves");
        assert_eq!(
            (line["number"].as_i64(), inner["number"].as_i64()),
            (Some(expected), Some(expected))
        );
        let mut hasher = Sha256::new();
        hasher.update(previous);
        hasher.update(public.as_bytes());
        previous = hasher.finalize().into();
        let hash: String = previous.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(line["hash"].as_str(), Some(hash.as_str()), "event {expected}");
        events.push(Event {
            number: expected,
            hash,
            public,
        });
    }
    events
}

#[rocket::async_test]
async fn anybody_can_recompute_the_chain_from_the_download() {
    let world = World::demo().await;
    let download = world.get("/data/events.ndjson").await;
    let events = recomputed(&download.body);
    let newest = number(&world, "SELECT MAX(number) AS number FROM event").await;
    let last = events.last().expect("events");
    assert_eq!(
        (last.number, Some(&last.hash)),
        (newest, world.verify().await.head.as_ref())
    );
    for event in &events {
        let stored: Vec<Event> = world
            .db()
            .primary()
            .all(
                "SELECT number, hash, public FROM event WHERE number = $1",
                vec![event.number.into()],
            )
            .await
            .expect("it");
        assert_eq!(stored[0].public, event.public);
    }
    for name in ["Persona ", "@demo.example", "Licencia", "comité"] {
        assert!(
            events.iter().all(|event| !event.public.contains(name)),
            "{name} stands in the chain: people and texts never do"
        );
    }
    assert!(!download.body.contains("@demo.example"));
}

#[rocket::async_test]
async fn a_redaction_erases_a_text_everywhere_and_leaves_the_chain_whole_and_a_trace() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let officer = world.sign_in("officer@demo.example").await;
    let admin = world.sign_in("admin@demo.example").await;
    let secret = "Llamar a Juana Pérez al 555-0199";
    let mut form = forms::pledge(&project);
    for field in ["conditions", "authorised_by", "note"] {
        form = form.with(field, &format!("{secret} ({field})"));
    }
    let reference = made(&form.post(&bank, "/es/desk/pledges").await);
    let review = format!("/es/office/pledges/{reference}/reviews");
    assert_eq!(
        officer
            .post(
                &review,
                &[("decision", "verify"), ("reason", &format!("{secret} (review_reason)"))]
            )
            .await
            .status,
        303
    );
    let reason = format!("{secret} (reason)");
    let withdrawal = format!("/es/desk/pledges/{reference}/withdrawals");
    assert_eq!(bank.post(&withdrawal, &[("reason", &reason)]).await.status, 303);
    let before = world.get("/data/events.ndjson").await.body;
    let verified = number(&world, "SELECT number FROM event WHERE kind = 'pledge_verified'").await;
    let withdrawn = number(&world, "SELECT number FROM event WHERE kind = 'pledge_withdrawn'").await;

    let fields = [
        (verified, "conditions"),
        (verified, "authorised_by"),
        (verified, "note"),
        (verified, "review_reason"),
        (withdrawn, "reason"),
    ];
    for (event, field) in fields {
        let text = format!("{secret} ({field})");
        let page = format!("/es/admin/events/{event}");
        assert!(
            admin.get(&page).await.text().contains(&text),
            "{field} is not on its event's page"
        );
        let redactions = format!("{page}/redactions");
        assert_eq!(
            officer
                .post(&redactions, &[("field", field), ("reason", "Nombra a una persona")])
                .await
                .status,
            403
        );
        for (field, reason, at, key) in [
            (field, "corta", "reason", "error-reason-short"),
            ("title_es", "Nombra a una persona", "field", "error-choice"),
            ("", "Nombra a una persona", "field", "error-choice"),
        ] {
            let refused = admin.post(&redactions, &[("field", field), ("reason", reason)]).await;
            assert_eq!((refused.status, error(&refused, at)), (422, Some(phrase(Es, key, &[]))));
            assert_eq!(typed(&refused, "reason").as_deref(), Some(reason));
        }
        assert_eq!(
            admin
                .post(&redactions, &[("field", field), ("reason", "Nombra a una persona")])
                .await
                .status,
            303
        );
        let again = admin
            .post(&redactions, &[("field", field), ("reason", "Nombra a otra persona")])
            .await;
        assert_eq!(again.status, 422, "there is no such text any more");

        let mut pages = vec![
            admin.get(&page).await,
            officer.get(&format!("/es/office/pledges/{reference}")).await,
        ];
        pages.push(bank.get(&format!("/es/desk/pledges/{reference}")).await);
        for path in [
            format!("/es/pledges/{reference}"),
            format!("/en/pledges/{reference}"),
            format!("/es/projects/{project}"),
            "/data/events.ndjson".to_owned(),
        ] {
            pages.push(world.get(&path).await);
        }
        for page in pages {
            assert!(
                page.status == 200 && !page.body.contains(&text),
                "{field} is still there: {}",
                page.text()
            );
        }
        for (language, lang) in [(Es, "es"), (En, "en")] {
            let receipt = world.get(&format!("/{lang}/pledges/{reference}")).await;
            assert!(
                receipt.text().contains(&phrase(language, "text-redacted", &[])),
                "{lang}: no trace"
            );
        }
    }
    let activity = world.get("/es/activity").await;
    let trace = phrase(Es, "event-text_redacted", &[("event", withdrawn.to_string().into())]);
    assert!(activity.text().contains(&trace), "{} lacks {trace}", activity.text());
    let download = world.get("/data/events.ndjson").await.body;
    let (later, earlier) = (recomputed(&download), recomputed(&before));
    for (earlier, later) in earlier.iter().zip(&later) {
        let same = (&earlier.number, &earlier.hash, &earlier.public) == (&later.number, &later.hash, &later.public);
        assert!(same, "what was hashed stays as it was");
    }
    assert_eq!(later.len(), earlier.len() + fields.len());
    let report = world.verify().await;
    assert_eq!((report.errors, report.redacted), (vec![], 5));
}

#[rocket::async_test]
async fn the_reason_of_a_change_of_status_can_be_redacted_too() {
    let world = World::new().await;
    let project = world.project("CO", Status::Identified).await;
    let admin = world.sign_in("admin@demo.example").await;
    let page = format!("/es/projects/{project}");
    assert!(world.get(&page).await.text().contains("Así lo decidió el comité"));
    let fields = [("field", "reason"), ("reason", "Nombra a una persona")];
    let address = format!("/es/admin/events/{}/redactions", published(&world).await);
    assert_eq!(admin.post(&address, &fields).await.status, 303);
    let officer = world.sign_in("officer@demo.example").await;
    for answer in [
        world.get(&page).await,
        officer.get(&format!("/es/office/projects/{project}")).await,
    ] {
        assert!(!answer.body.contains("Así lo decidió"), "{}", answer.text());
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_redacted_text_leaves_the_page_of_its_project_the_search_and_the_letters() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let reference = world.pledge(&project).await;
    let officer = world.actor("officer@demo.example").await;
    let admin = world.sign_in("admin@demo.example").await;
    let reason = "Falta la firma de Juana Pérez";
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    actions::pledges::lapse(world.ctx(), &officer, &reference, reason)
        .await
        .expect("lapsed");
    let lapsed = number(&world, "SELECT number FROM event WHERE kind = 'pledge_lapsed'").await;
    let published = published(&world).await;
    let title = "Acueducto veredal de prueba";
    let found = world.get("/es/projects?q=veredal").await;
    assert!(found.text().contains(title));
    assert!(world.letters().await.iter().any(|letter| letter.body.contains(reason)));

    for (event, field) in [
        (published, "title_es"),
        (published, "description_es"),
        (published, "contact_office"),
        (lapsed, "reason"),
    ] {
        let fields = [("field", field), ("reason", "Nombra a una persona")];
        let done = admin
            .post(&format!("/es/admin/events/{event}/redactions"), &fields)
            .await;
        assert_eq!(done.status, 303, "{field}");
    }
    let texts = [title, "doscientas familias", "Oficina de prueba", reason];
    for path in [
        format!("/es/projects/{project}"),
        "/es/projects".to_owned(),
        "/es/activity".to_owned(),
        format!("/es/pledges/{reference}"),
        format!("/es/projects/{project}.json"),
    ] {
        let page = world.get(&path).await;
        assert_eq!(page.status, 200);
        for text in texts {
            assert!(!page.body.contains(text), "{path} still says {text}");
        }
    }
    assert!(
        world
            .get(&format!("/es/projects/{project}"))
            .await
            .text()
            .contains(&project)
    );
    let found = world.get("/es/projects.json?q=veredal").await.json();
    assert_eq!(found["rows"].as_array().map(Vec::len), Some(0), "the search forgot it");
    for letter in world.letters().await {
        assert!(texts.iter().all(|text| !letter.body.contains(text)), "{}", letter.body);
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn sixteen_writers_at_once_leave_a_chain_without_gap_or_fork() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let officer = world.actor("officer@demo.example").await;
    let before = number(&world, "SELECT MAX(number) AS number FROM event").await;
    let mut references = Vec::new();
    for _ in 0..16 {
        references.push(world.pledge(&project).await);
    }
    let now = world.now();
    // Each pledge twice: one of the two writers comes too late, and says so.
    let writers: Vec<_> = references
        .iter()
        .chain(&references)
        .cloned()
        .map(|reference| {
            let app = world.app().clone();
            tokio::spawn(async move {
                let ctx: Context<'_> = app.context(now);
                actions::pledges::review(ctx, &officer, &reference, None, Decision::Verify, "")
                    .await
                    .is_ok()
            })
        })
        .collect();
    let mut verified = 0;
    for writer in writers {
        verified += usize::from(writer.await.expect("no panic"));
    }
    assert_eq!(verified, 16);
    let events = recomputed(&world.get("/data/events.ndjson").await.body);
    assert_eq!(i64::try_from(events.len()).ok(), Some(before + 16));
    let report = world.verify().await;
    assert_eq!((report.errors, report.ledger_entries), (vec![], 16));
    let json_view = world.get("/es/summary.json").await.json();
    assert_eq!(json_view["item"]["totals"]["pledged"]["amount"], "4000000.00");
}
