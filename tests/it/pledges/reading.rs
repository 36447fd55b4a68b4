//! A pledge as it is read back before it is sent, and as its owner and its officer read it afterwards.

use puente::domain::project::Status;
use puente::i18n::language::Language::Es;

use super::DESK;
use crate::forms::{self, Form, all_typed, error, made, phrase, typed};
use crate::harness::{Answer, World};

fn assert_says(page: &Answer, texts: &[&str]) {
    assert_eq!(page.status, 200, "{}", page.text());
    for stated in texts {
        assert!(page.text().contains(stated), "{stated} is missing: {}", page.text());
    }
}

#[rocket::async_test]
async fn whoever_sends_or_verifies_a_joint_pledge_reads_who_gives_what_and_through_whom() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let form = forms::pledge(&project)
        .with("contributors[0].organisation", "fundacion-demo")
        .with("contributors[0].amount", "100 000")
        .with("channel", "cooperativa-demo");
    let lead = phrase(Es, "joint-lead", &[("amount", "USD 150 000,00".into())]);
    let terms = [
        "Fundación Orilla Común",
        "USD 100 000,00",
        lead.as_str(),
        "Cooperativa",
        "(110)",
        "Licencia ambiental en firme",
        "Junta directiva",
        "Primera promesa",
    ];
    let confirmation = form.with("intent", "review").post(&bank, DESK).await;
    assert_says(&confirmation, &terms);
    assert!(confirmation.text().contains(&phrase(Es, "receipt-channel", &[])));
    let reference = made(&form.post(&bank, DESK).await);
    assert_says(&bank.get(&format!("{DESK}/{reference}")).await, &terms);
    let officer = world.sign_in("officer@demo.example").await;
    assert_says(&officer.get(&format!("/es/office/pledges/{reference}")).await, &terms);

    // Where one part is not known, neither is the lead's.
    let unknown = form
        .without("contributors[0].amount")
        .with("request_id", "0b6c8f6e-1111-4222-a333-444455557777");
    let page = unknown.with("intent", "review").post(&bank, DESK).await;
    let part = phrase(Es, "receipt-share-unknown", &[]);
    let lead = phrase(Es, "joint-lead", &[("amount", part.as_str().into())]);
    assert_says(&page, &[&part, &lead]);
}

#[rocket::async_test]
async fn an_officer_who_chose_something_in_the_other_country_loses_nothing_that_was_typed() {
    let world = World::new().await;
    let there = world.project("CO", Status::Implementation).await;
    let here = world.project("PA", Status::SeekingFunding).await;
    let officer = world.sign_in("gestora.pa@demo.example").await;
    let elsewhere = phrase(Es, "error-403-jurisdiction-text", &[]);
    let form = forms::pledge(&there).with("organisation", "banco-demo");
    for intent in ["review", "draft", "submit"] {
        let refused = form.with("intent", intent).post(&officer, DESK).await;
        assert_eq!(refused.status, 403, "{intent}");
        assert_eq!(
            error(&refused, "project").as_deref(),
            Some(elsewhere.as_str()),
            "{intent}"
        );
        assert_eq!(typed(&refused, "amount").as_deref(), Some("250.000,00"), "{intent}");
    }
    let place = form.without("project").with("place", "co-acandi");
    let refused = place.post(&officer, DESK).await;
    assert_eq!(
        (refused.status, error(&refused, "place")),
        (403, Some(elsewhere.clone()))
    );

    let edit = format!("/es/office/projects/{here}");
    let mut fields = all_typed(&officer.get(&format!("{edit}/edit")).await);
    fields.insert("country".into(), "CO".into());
    fields.insert("places[0].place".into(), "co-acandi".into());
    fields.insert("contact_office".into(), "Oficina nueva".into());
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let refused = officer.post(&edit, &pairs).await;
    assert_eq!(
        (refused.status, error(&refused, "country")),
        (403, Some(elsewhere.clone()))
    );
    assert_eq!(typed(&refused, "contact_office").as_deref(), Some("Oficina nueva"));

    let commitment = Form::new(&[
        ("organisation", "banco-demo"),
        ("project", &there),
        ("amount", "10 000"),
        ("currency", "USD"),
        ("signed_on", "2026-11-20"),
    ]);
    let fields = commitment.fields();
    let file = ("document", "acuerdo.pdf", pdf!("a commitment"));
    let refused = officer.post_file("/es/desk/commitments", &fields, file).await;
    assert_eq!(refused.status, 403, "{}", refused.text());
    assert_eq!(error(&refused, "commitment-project"), Some(elsewhere));
    assert!(refused.body.contains("value=\"10 000\""), "{}", refused.text());
}
