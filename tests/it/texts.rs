//! Texts that people type: signs that nobody sees are taken away, and what must say something does.

use puente::domain::project::Status;
use puente::i18n::language::Language::Es;

use crate::forms::{error, phrase};
use crate::harness::World;

#[rocket::async_test]
async fn twelve_unseen_signs_are_no_reason() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let reference = world.pledge(&project).await;
    let officer = world.sign_in("officer@demo.example").await;
    let path = format!("/es/office/pledges/{reference}/reviews");
    let unseen = [
        "\u{200b}", "\u{3164}", "\u{2066}", "\u{feff}", ".", "\u{2800}", "\u{200d}",
    ];
    for sign in unseen {
        let reason = sign.repeat(12);
        let refused = officer
            .post(&path, &[("decision", "decline"), ("reason", &reason)])
            .await;
        let message = phrase(Es, "error-reason-short", &[]);
        assert_eq!(
            (refused.status, error(&refused, "reason")),
            (422, Some(message)),
            "{sign:?}"
        );
    }
}

#[rocket::async_test]
async fn a_text_loses_what_turns_it_round_and_one_line_stays_one_line() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let reference = world.pledge(&project).await;
    let officer = world.sign_in("officer@demo.example").await;
    let path = format!("/es/office/pledges/{reference}/reviews");
    let reason = "La junta\u{202e} no la\u{200b} firmó\r\ntodavía\u{7}";
    let done = officer
        .post(&path, &[("decision", "decline"), ("reason", reason)])
        .await;
    assert_eq!(done.status, 303, "{}", done.text());
    let partner = world.sign_in("banco@demo.example").await;
    let shown_reason = partner.get(&format!("/es/desk/pledges/{reference}")).await;
    assert!(
        shown_reason.body.contains("La junta no la firmó\ntodavía"),
        "{}",
        shown_reason.text()
    );
    let typed = "Junta\r\nDirectiva\u{202e} \u{200b}12";
    let fields = [("project", project.as_str()), ("authorised_by", typed), ("amount", "x")];
    let answer = partner.post("/es/desk/pledges", &fields).await;
    assert_eq!(
        (answer.status, answer.field("authorised_by")),
        (422, "Junta Directiva 12".to_owned())
    );
    let nothing = [("project", project.as_str()), ("authorised_by", "...!")];
    let refused = partner.post("/es/desk/pledges", &nothing).await;
    assert_eq!(
        error(&refused, "authorised_by"),
        Some(phrase(Es, "error-says-nothing", &[]))
    );
}
