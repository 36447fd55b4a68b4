//! What follows a submission: the officer's answer, embargo, the end of a pledge.

use puente::actions::Context;
use puente::config::MailTo;
use puente::domain::project::Status;
use puente::domain::timestamp::Timestamp;
use puente::i18n::language::Language::Es;
use puente::jobs::{self, Done};
use puente::mail::transport::Transport;

use super::{DESK, assert_same, letter, public, total};
use crate::forms::{self, error, made, phrase, typed};
use crate::harness::World;

#[rocket::async_test]
async fn a_draft_that_is_edited_wrongly_says_so_at_the_field_and_stays_what_it_was() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let form = forms::pledge(&project);
    let reference = made(&form.with("intent", "draft").post(&bank, DESK).await);
    let twice = form
        .without("request_id")
        .with("version", "1")
        .with("contributors[0].organisation", "fundacion-demo")
        .with("contributors[0].amount", "100")
        .with("contributors[1].organisation", "fundacion-demo")
        .with("contributors[1].amount", "200");
    let refused = twice.post(&bank, &format!("{DESK}/{reference}")).await;
    assert_eq!(refused.status, 422);
    assert_eq!(
        error(&refused, "contributors[1].organisation"),
        Some(phrase(Es, "error-contributor-twice", &[]))
    );
    let edit = bank.get(&format!("{DESK}/{reference}/edit")).await;
    assert_eq!(typed(&edit, "version").as_deref(), Some("1"), "nothing was saved");
}

#[rocket::async_test]
async fn a_return_and_a_decline_say_why_on_the_desk_and_by_letter() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let officer = world.sign_in("officer@demo.example").await;
    let bank = world.sign_in("banco@demo.example").await;
    for (decision, state) in [("return", "returned"), ("decline", "declined")] {
        let reference = world.pledge(&project).await;
        let review = format!("/es/office/pledges/{reference}/reviews");
        for short in ["", "corta", "         x         "] {
            let refused = officer
                .post(&review, &[("decision", decision), ("reason", short)])
                .await;
            assert_eq!(
                (refused.status, typed(&refused, "decision").as_deref()),
                (422, Some(decision))
            );
            assert_eq!(error(&refused, "reason"), Some(phrase(Es, "error-reason-short", &[])));
        }
        let reason = format!("La carta de {state} no está firmada");
        assert_eq!(
            officer
                .post(&review, &[("decision", decision), ("reason", &reason)])
                .await
                .status,
            303
        );
        let desk = bank.get(&format!("{DESK}/{reference}")).await;
        assert!(
            desk.text().contains(&reason) && desk.text().contains(&phrase(Es, &format!("pledge-state-{state}"), &[]))
        );
        let sent = letter(&world, &format!("pledge-{state}"), &reference)
            .await
            .expect("a letter");
        assert!(sent.body.contains(&reason) && (sent.body.contains(&reference) || sent.subject.contains(&reference)));
        for other in ["verify", "return", "decline"] {
            let twice = officer.post(&review, &[("decision", other), ("reason", &reason)]).await;
            // The same once more is a second click.
            let expected = if other == decision { 303 } else { 409 };
            assert_eq!(
                twice.status, expected,
                "it was answered already: {other} after {decision}"
            );
        }
        let edit = bank.get(&format!("{DESK}/{reference}/edit")).await;
        assert_eq!(
            edit.status,
            if decision == "return" { 200 } else { 404 },
            "only a returned pledge is mended"
        );
        if decision == "return" {
            let version = typed(&edit, "version").expect("a version");
            let mended = forms::pledge(&project)
                .with("version", &version)
                .post(&bank, &format!("{DESK}/{reference}"))
                .await;
            assert_eq!(made(&mended), reference);
            assert!(
                officer.get("/es/office").await.text().contains(&reference),
                "it waits again"
            );
        }
    }
}

#[rocket::async_test]
async fn a_pledge_that_ends_stays_pledged_and_is_no_longer_outstanding() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let officer = world.sign_in("officer@demo.example").await;
    let bank = world.sign_in("banco@demo.example").await;
    let foundation = world.sign_in("fundacion@demo.example").await;
    for (number, state) in [(1, "withdrawn"), (2, "lapsed")] {
        let reference = world.pledge(&project).await;
        let withdrawal = format!("{DESK}/{reference}/withdrawals");
        let reason = format!("Cambió el presupuesto del año ({state})");
        assert_eq!(
            bank.post(&withdrawal, &[("reason", &reason)]).await.status,
            409,
            "not verified yet"
        );
        let review = format!("/es/office/pledges/{reference}/reviews");
        assert_eq!(
            officer
                .post(&review, &[("decision", "verify"), ("reason", "")])
                .await
                .status,
            303
        );
        let lapse = format!("/es/office/pledges/{reference}/lapses");
        assert_eq!(
            foundation.post(&withdrawal, &[("reason", &reason)]).await.status,
            404,
            "not theirs"
        );
        assert_eq!(
            bank.post(&lapse, &[("reason", &reason)]).await.status,
            403,
            "an officer's action"
        );
        let (person, address) = if state == "withdrawn" {
            (&bank, &withdrawal)
        } else {
            (&officer, &lapse)
        };
        let short = person.post(address, &[("reason", "corta")]).await;
        // The page holds several forms; what was typed comes back into the one that was sent.
        assert_eq!(short.status, 422);
        assert!(short.body.contains(">\ncorta</textarea>"), "{}", short.body);
        assert_eq!(person.post(address, &[("reason", &reason)]).await.status, 303);
        assert_eq!(
            person
                .post(address, &[("reason", "Otra razón, ya terminada")])
                .await
                .status,
            409,
            "it ended already"
        );

        let json_view = format!("/es/projects/{project}.json");
        assert_eq!(
            total(&world, &json_view, "pledged").await,
            format!("{}.00", 250_000 * number)
        );
        for path in [json_view.as_str(), "/es/summary.json"] {
            assert_eq!(total(&world, path, "outstanding").await, "0.00", "{path}");
            assert_eq!(total(&world, path, "gap").await, "1000000.00", "{path}");
        }
        let receipt = world.get(&format!("/es/pledges/{reference}")).await;
        assert!(receipt.text().contains(&reason), "{}", receipt.text());
        assert!(
            receipt
                .text()
                .contains(&phrase(Es, &format!("pledge-state-{state}"), &[]))
        );
        assert!(
            letter(&world, &format!("pledge-{state}"), &reference)
                .await
                .expect("a letter")
                .body
                .contains(&reason)
        );
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn whoever_entered_a_pledge_does_not_verify_it_and_a_second_officer_does() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let officer = world.sign_in("officer@demo.example").await;
    let form = forms::pledge(&project);
    let nobody = form.post(&officer, DESK).await;
    assert_eq!(
        (nobody.status, error(&nobody, "organisation")),
        (422, Some(phrase(Es, "error-required", &[])))
    );
    let reference = made(&form.with("organisation", "fundacion-demo").post(&officer, DESK).await);
    let review = format!("/es/office/pledges/{reference}/reviews");
    for decision in ["verify", "return", "decline"] {
        let own = officer
            .post(&review, &[("decision", decision), ("reason", "Todo está en regla")])
            .await;
        assert_eq!(own.status, 403, "{decision}");
        assert!(
            own.text().contains(&phrase(Es, "error-403-four-eyes-text", &[])),
            "{}",
            own.text()
        );
    }
    let page = officer.get(&format!("/es/office/pledges/{reference}")).await;
    assert_eq!(
        (page.status, typed(&page, "decision")),
        (200, None),
        "no form is offered"
    );
    let second = world.sign_in("officer2@demo.example").await;
    assert_eq!(
        second
            .post(&review, &[("decision", "verify"), ("reason", "")])
            .await
            .status,
        303
    );
    let receipt = world.get(&format!("/es/pledges/{reference}")).await;
    assert!(
        receipt.text().contains("Fundación Orilla Común")
            && receipt.text().contains(&phrase(Es, "receipt-on-behalf-text", &[]))
    );
}

#[rocket::async_test]
async fn an_officer_of_the_other_country_neither_reads_nor_answers_a_pledge() {
    let world = World::new().await;
    for (country, other, own) in [
        ("CO", "gestora.pa@demo.example", "gestora.co@demo.example"),
        ("PA", "gestora.co@demo.example", "gestora.pa@demo.example"),
    ] {
        let project = world.project(country, Status::SeekingFunding).await;
        let reference = world.pledge(&project).await;
        let page = format!("/es/office/pledges/{reference}");
        let stranger = world.sign_in(other).await;
        assert!(!stranger.get("/es/office").await.text().contains(&reference));
        assert_eq!(stranger.get(&page).await.status, 403, "{other}");
        let verify = [("decision", "verify"), ("reason", "")];
        assert_eq!(
            stranger.post(&format!("{page}/reviews"), &verify).await.status,
            403,
            "{other}"
        );
        let lapse = [("reason", "Venció sin que se firmara")];
        assert_eq!(
            stranger.post(&format!("{page}/lapses"), &lapse).await.status,
            403,
            "{other}"
        );
        let officer = world.sign_in(own).await;
        assert!(officer.get("/es/office").await.text().contains(&reference));
        assert_eq!(
            officer.post(&format!("{page}/reviews"), &verify).await.status,
            303,
            "{own}"
        );
    }
}

#[rocket::async_test]
async fn a_verified_pledge_under_embargo_becomes_public_on_its_day() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let reference = made(
        &forms::pledge(&project)
            .with("embargo_until", "2026-12-01")
            .post(&bank, DESK)
            .await,
    );
    let before = public(&world, &project).await;
    let officer = world.sign_in("officer@demo.example").await;
    let review = format!("/es/office/pledges/{reference}/reviews");
    assert_eq!(
        officer
            .post(&review, &[("decision", "verify"), ("reason", "")])
            .await
            .status,
        303
    );
    assert_eq!(world.get(&format!("/es/pledges/{reference}")).await.status, 404);
    assert_same(&before, &public(&world, &project).await, "a pledge under embargo");
    let letters = world.letters().await;
    let verified = letters.iter().find(|letter| letter.template == "pledge-verified");
    let body = &verified.expect("a letter").body;
    assert!(
        body.contains("Está bajo embargo: el 1 de diciembre de 2026 se publica en") && body.contains(&reference),
        "{body}"
    );

    let transport = Transport::new(&MailTo::Folder(world.folder().join("letters"))).expect("a folder");
    let from = &world.app().config.mail_from;
    let run = async |instant: &str| -> Done {
        let now = Timestamp::parse(instant).expect("an instant");
        jobs::run_once(Context { now, ..world.ctx() }, &transport, from)
            .await
            .expect("jobs")
    };
    let eve = run("2026-12-01T04:59:59Z").await;
    assert_eq!(
        (eve.published, eve.sent, eve.failed),
        (0, 2, 0),
        "the letters leave, the pledge does not"
    );
    assert_same(
        &before,
        &public(&world, &project).await,
        "a pledge on the eve of its day",
    );
    assert_eq!(
        run("2026-12-01T05:00:00Z").await,
        Done {
            published: 1,
            ..Done::default()
        }
    );
    assert_eq!(run("2026-12-02T05:00:00Z").await, Done::default(), "once is enough");
    assert_eq!(world.get(&format!("/es/pledges/{reference}")).await.status, 200);
    assert_eq!(total(&world, "/es/summary.json", "pledged").await, "250000.00");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_promise_that_is_still_valid_does_not_lapse() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let form = forms::pledge(&project).with("valid_until", "2026-11-30");
    let reference = made(&form.post(&bank, DESK).await);
    let officer = world.sign_in("officer@demo.example").await;
    let page = format!("/es/office/pledges/{reference}");
    let verify = [("decision", "verify"), ("reason", "")];
    assert_eq!(officer.post(&format!("{page}/reviews"), &verify).await.status, 303);
    assert!(!officer.get(&page).await.body.contains("/lapses"), "no form for it");
    let refused = officer
        .post(&format!("{page}/lapses"), &[("reason", "Nadie contesta el teléfono")])
        .await;
    let why = phrase(Es, "error-still-valid", &[]);
    assert!(
        refused.status == 422 && refused.text().contains(&why),
        "{}",
        refused.text()
    );
}

#[rocket::async_test]
async fn of_two_tabs_the_second_sees_what_the_first_changed_and_can_replace_it() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let form = forms::pledge(&project).with("intent", "draft");
    let reference = made(&form.post(&bank, DESK).await);
    let page = format!("{DESK}/{reference}");
    let tab = form.without("request_id").with("version", "1");
    let first = tab.with("note", "La nota de la primera");
    assert_eq!(first.post(&bank, &page).await.status, 303);
    let second = tab.with("note", "La nota de la segunda").with("pledged_on", "ayer");
    let late = second.post(&bank, &page).await;
    assert_eq!(late.status, 409);
    let changed = phrase(Es, "error-changed-meanwhile", &[]);
    assert_eq!(error(&late, "note"), Some(changed));
    assert_eq!(typed(&late, "note").as_deref(), Some("La nota de la segunda"));
    let version = typed(&late, "version").expect("the present one");
    let again = tab.with("version", &version).with("note", "La nota de la segunda");
    assert_eq!(again.post(&bank, &page).await.status, 303);
    assert!(bank.get(&page).await.text().contains("La nota de la segunda"));
    let sent = tab
        .with("version", "3")
        .with("intent", "submit")
        .post(&bank, &page)
        .await;
    assert_eq!(sent.status, 303);
    let late = tab.post(&bank, &page).await;
    let phrase = phrase(Es, "error-stale-pledge-sent", &[]);
    assert!(late.status == 409 && late.text().contains(&phrase), "{}", late.text());
}
