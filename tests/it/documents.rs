//! Documents that prove a fact: handed in, read by anybody, erased.

use puente::actions;
use puente::domain::document::{DOCUMENT_BYTES_MAX, DOCUMENTS_PER_DAY_MAX};
use puente::domain::project::Status;
use puente::domain::timestamp::Timestamp;
use puente::i18n::language::Language::Es;
use puente::store::files::digest;

use crate::forms::{error, phrase, typed};
use crate::harness::{Answer, Person, World};

const ACT: &[u8] = pdf!("the act of the committee");

/// A PDF without a page, and one that opens with a password only.
const EMPTY: &[u8] =
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\n\
    endobj\ntrailer\n<</Root 1 0 R/Size 3>>\n%%EOF\n";
const LOCKED: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\n\
    endobj\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\ntrailer\n<</Root 1 0 R/Size 4/Encrypt<</Filter/Standard/V 1/R 2\
    /O(x)/U(y)/P -4>>/ID[(a)(b)]>>\n%%EOF\n";

async fn change(officer: &Person<'_>, project: &str, reason: &str, file: (&str, &[u8])) -> Answer {
    let path = format!("/es/office/projects/{project}");
    let version = officer.get(&path).await.field("version");
    let fields = [
        ("to", "seeking_funding"),
        ("effective_on", "2026-11-23"),
        ("reason", reason),
        ("version", &version),
    ];
    officer
        .post_file(&format!("{path}/status-changes"), &fields, ("document", file.0, file.1))
        .await
}

/// Address of the first document that a page links to.
fn document_of(page: &Answer) -> Option<String> {
    let at = page.body.find("/documents/")?;
    page.body[at..].split('"').next().map(str::to_owned)
}

#[rocket::async_test]
async fn a_document_proves_a_change_of_status_for_everybody_until_it_is_erased() {
    let world = World::new().await;
    let project = world.project("CO", Status::Identified).await;
    let officer = world.sign_in("officer@demo.example").await;
    let done = change(
        &officer,
        &project,
        "Lo aprobó el comité en su acta",
        ("acta 7.pdf", ACT),
    )
    .await;
    assert_eq!(done.status, 303, "{}", done.text());

    let stated = world.db().version();
    let page = format!("/es/projects/{project}");
    let shown = world.get(&page).await;
    assert!(shown.text().contains("acta 7.pdf"), "{}", shown.text());
    let address = document_of(&shown).expect("a link to the document");
    let download = world.get(&address).await;
    assert_eq!((download.status, download.bytes.as_slice()), (200, ACT));
    assert_eq!(download.header("Content-Type"), Some("application/pdf"));
    assert_eq!(
        download.header("Content-Disposition"),
        Some("attachment; filename*=UTF-8''acta%207.pdf")
    );
    assert!(document_of(&officer.get(&format!("/es/office/projects/{project}")).await).is_some());

    let admin = world.sign_in("admin@demo.example").await;
    let fields = [("field", "document"), ("reason", "Contiene datos de una persona")];
    let redaction = format!("/es/admin/events/{stated}/redactions");
    assert_eq!(admin.post(&redaction, &fields).await.status, 303);
    assert_eq!(world.get(&address).await.status, 404);
    assert!(!world.get(&page).await.body.contains("acta 7.pdf"));
    let report = world.verify().await;
    assert_eq!((report.errors, report.redacted), (vec![], 1));
}

#[rocket::async_test]
async fn what_is_no_document_or_too_large_is_shown_and_nothing_else_is_lost() {
    let world = World::new().await;
    let project = world.project("CO", Status::Identified).await;
    let officer = world.sign_in("officer@demo.example").await;
    let reason = "Lo aprobó el comité en su acta";
    let mut large = ACT.to_vec();
    large.resize(DOCUMENT_BYTES_MAX + 1, b' ');
    for (name, bytes, key, args) in [
        ("acta.pdf", &b"<html><script>"[..], "error-document-kind", vec![]),
        (
            "acta.pdf",
            large.as_slice(),
            "error-document-large",
            vec![("max", 10.into())],
        ),
        ("acta.pdf", b"%PDF-", "error-document-broken", vec![]),
        ("acta.pdf", EMPTY, "error-document-no-page", vec![]),
        ("acta.pdf", LOCKED, "error-document-encrypted", vec![]),
        ("acta.png", b"\x89PNG\r\n\x1a\n", "error-document-broken", vec![]),
    ] {
        let refused = change(&officer, &project, reason, (name, bytes)).await;
        let expected = (422, Some(phrase(Es, key, &args)));
        assert_eq!(
            (refused.status, error(&refused, "document")),
            expected,
            "{}",
            refused.text()
        );
        assert_eq!(typed(&refused, "reason").as_deref(), Some(reason));
    }
    large.resize(DOCUMENT_BYTES_MAX + 4 * 1024 * 1024, b' ');
    let refused = change(&officer, &project, reason, ("acta.pdf", &large)).await;
    assert_eq!(refused.status, 413, "{}", refused.text());
    assert_eq!(world.verify().await.events, 2, "nothing was recorded");
}

#[rocket::async_test]
async fn an_empty_file_field_is_no_document_and_another_form_takes_no_notice_of_files() {
    let world = World::new().await;
    let project = world.project("CO", Status::Identified).await;
    let officer = world.sign_in("officer@demo.example").await;
    let done = change(&officer, &project, "Lo aprobó el comité en su acta", ("", b"")).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(document_of(&world.get(&format!("/es/projects/{project}")).await), None);
    for path in ["/documents/0", "/documents/00000000000000000000", "/documents/%00"] {
        assert_eq!(world.get(path).await.status, 404, "{path}");
    }
}

/// Whether the bytes lie among the files.
async fn lies(world: &World, bytes: &[u8]) -> bool {
    world.app().files.get(&digest(bytes)).await.expect("read").is_some()
}

/// What the clock does with the files at an instant that the clock of the files, the real one, measures.
async fn swept(world: &World, seconds_from_now: i64) -> usize {
    let now = puente::clock::now().plus_seconds(seconds_from_now);
    actions::documents::sweep(world.app().context(now))
        .await
        .expect("swept")
}

#[rocket::async_test]
async fn the_document_of_a_refused_action_is_never_stored() {
    let world = World::new().await;
    let project = world.project("CO", Status::Identified).await;
    let officer = world.sign_in("officer@demo.example").await;
    let refused = change(&officer, &project, "corto", ("acta.pdf", ACT)).await;
    assert_eq!(refused.status, 422);
    assert!(!lies(&world, ACT).await);
    let done = change(&officer, &project, "Lo aprobó el comité en su acta", ("acta.pdf", ACT)).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(lies(&world, ACT).await);
}

#[rocket::async_test]
async fn a_file_that_no_row_names_goes_after_an_hour_and_no_other_does() {
    let world = World::new().await;
    let project = world.project("CO", Status::Identified).await;
    let officer = world.sign_in("officer@demo.example").await;
    change(&officer, &project, "Lo aprobó el comité en su acta", ("acta.pdf", ACT)).await;
    // As when a transaction fails in its very last step.
    world.app().files.put(EMPTY).await.expect("stored");
    assert_eq!(swept(&world, 3000).await, 0);
    assert!(lies(&world, EMPTY).await);
    assert_eq!(swept(&world, 4000).await, 1);
    assert!(!lies(&world, EMPTY).await && lies(&world, ACT).await);
    assert_eq!(swept(&world, 4000).await, 0);
}

#[rocket::async_test]
async fn an_organisation_hands_in_so_many_documents_a_day_and_is_shown_at_the_field() {
    let world = World::new().await;
    let project = world.project("CO", Status::Identified).await;
    let officer = world.sign_in("officer@demo.example").await;
    let yesterday = "2026-11-22T16:59:59Z";
    assert!(Timestamp::parse(yesterday).expect("an instant") < world.now().plus_seconds(-24 * 3600));
    let many = |count: i64, at: &str, base: i64| {
        [
            format!(
                "WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {count})
                 INSERT INTO event (number, kind, occurred_at, public, hash)
                 SELECT {base} + n, kind, occurred_at, public, hash FROM many JOIN event ON number = 1"
            ),
            format!(
                "INSERT INTO document (reference, event_number, name, media_type, size_bytes, sha256, account_id, created_at)
                 SELECT 'r' || number, number, 'a.pdf', 'application/pdf', 10, NULL, id, '{at}'
                 FROM event JOIN account ON email = 'officer@demo.example' WHERE number > {base}"
            )
            .replace("'a.pdf'", "''"),
        ]
    };
    for sql in many(DOCUMENTS_PER_DAY_MAX, yesterday, 10_000) {
        world.sql(&sql).await.expect("rows");
    }
    let done = change(&officer, &project, "Lo aprobó el comité en su acta", ("acta.pdf", ACT)).await;
    assert_eq!(done.status, 303, "yesterday's are not counted: {}", done.text());
    let next = world.project("CO", Status::Identified).await;
    for sql in many(DOCUMENTS_PER_DAY_MAX - 1, "2026-11-23T12:00:00Z", 20_000) {
        world.sql(&sql).await.expect("rows");
    }
    let other = pdf!("one more");
    let refused = change(&officer, &next, "Lo aprobó el comité en su acta", ("acta.pdf", other)).await;
    let message = phrase(Es, "error-documents-of-day", &[]);
    assert_eq!((refused.status, error(&refused, "document")), (429, Some(message)));
    assert!(!lies(&world, other).await, "nothing is stored");
}
