//! Documents that prove a fact: handed in, read by anybody, erased.

use puente::domain::document::DOCUMENT_BYTES_MAX;
use puente::domain::project::Status;
use puente::i18n::language::Language::Es;

use crate::forms::{fault, told, typed};
use crate::harness::{Answer, Person, World};

const ACT: &[u8] = b"%PDF-1.7 the act of the committee \x00\xff\x0a";

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
    assert_eq!(admin.post("/es/admin/events/2/redactions", &fields).await.status, 303);
    assert_eq!(world.get(&address).await.status, 404);
    assert!(!world.get(&page).await.body.contains("acta 7.pdf"));
    let report = world.verify().await;
    assert_eq!((report.faults, report.redacted), (vec![], 1));
}

#[rocket::async_test]
async fn what_is_no_document_or_too_large_is_told_and_nothing_else_is_lost() {
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
    ] {
        let refused = change(&officer, &project, reason, (name, bytes)).await;
        let expected = (422, Some(told(Es, key, &args)));
        assert_eq!(
            (refused.status, fault(&refused, "document")),
            expected,
            "{}",
            refused.text()
        );
        assert_eq!(typed(&refused, "reason").as_deref(), Some(reason));
    }
    large.resize(DOCUMENT_BYTES_MAX + 4 * 1024 * 1024, b' ');
    let refused = change(&officer, &project, reason, ("acta.pdf", &large)).await;
    assert_eq!(refused.status, 413, "{}", refused.text());
    assert_eq!(world.verify().await.events, 1, "nothing was recorded");
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
