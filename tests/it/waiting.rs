//! Planned payments, what a promise waits for, and its provider's right of reply, as people do and see it.

use puente::actions;
use puente::actions::pledges::Intent;
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::i18n::language::Language::Es;
use puente::store::projects;
use time::macros::date;

use crate::forms::{Form, error, phrase};
use crate::harness::{Answer, World};

/// A verified pledge of USD 250 000 by banco@ whose first payment, of 2027, is not due yet; code and reference.
async fn verified(world: &World) -> (String, String) {
    let project = world.project("CO", Status::Implementation).await;
    let bank = world.actor("banco@demo.example").await;
    let mut terms = world.terms(&project).await;
    terms.pledged_on = date!(2026 - 11 - 01);
    let id = world.request_id();
    let reference = actions::pledges::create(world.ctx().numbered(&bank, &id), &bank, &terms, Intent::Submit)
        .await
        .expect("a pledge");
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    (project, reference)
}

/// A commitment with a payment that was due yesterday (today is 2026-11-23) and one to come.
fn new_commitment() -> Form {
    Form::new(&[
        ("request_id", "waiting-0001"),
        ("amount", "100 000"),
        ("currency", "USD"),
        ("signed_on", "2026-11-21"),
        ("tranches[0].due_on", "2026-11-22"),
        ("tranches[0].amount", "40 000"),
        ("tranches[2].due_on", "2027-02-01"),
        ("tranches[2].amount", "60 000"),
    ])
}

fn led_to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location.clone().expect("a place")
}

/// The row of the newest event of a kind, out of the public download.
async fn newest(world: &World, kind: &str) -> serde_json::Value {
    let events = world.get("/data/events.ndjson").await.body;
    let line = events
        .lines()
        .rev()
        .find(|line| line.contains(kind))
        .expect("the event");
    let outer: serde_json::Value = serde_json::from_str(line).expect("an event");
    outer
}

#[rocket::async_test]
async fn a_commitment_s_schedule_is_checked_kept_in_its_event_and_paid_oldest_first() {
    let world = World::new().await;
    let (project, reference) = verified(&world).await;
    let bank = world.sign_in("banco@demo.example").await;
    let sign = format!("/es/desk/pledges/{reference}/commitments");
    for (name, value, field, key) in [
        (
            "tranches[2].amount",
            "60 001",
            "tranches[0].amount",
            "error-schedule-exceeds",
        ),
        (
            "tranches[2].due_on",
            "2026-11-20",
            "tranches[2].due_on",
            "error-schedule-before",
        ),
        ("tranches[2].due_on", "", "tranches[2].due_on", "error-required"),
        ("tranches[0].amount", "0", "tranches[0].amount", "error-amount-zero"),
    ] {
        let refused = new_commitment().with(name, value).post(&bank, &sign).await;
        assert_eq!(refused.status, 422, "{name}");
        let beside = error(&refused, &format!("commitment-{field}"));
        assert_eq!(beside, Some(phrase(Es, key, &[])), "{name} {value}");
        assert!(refused.body.contains("value=\"2026-11-22\""), "what was typed is kept");
    }
    let commitment = led_to(&new_commitment().post(&bank, &sign).await);
    let event = newest(&world, "commitment_signed").await.to_string();
    for part in ["2026-11-22", "4000000", "2027-02-01", "6000000"] {
        assert!(event.contains(part), "{part} in {event}");
    }

    let late = phrase(Es, "due-late", &[("days", 1.into())]);
    let desk = bank.get("/es/desk").await;
    assert!(
        desk.text().contains(&late) && desk.body.contains(&commitment),
        "{}",
        desk.text()
    );
    let short = phrase(Es, "pending-short-late", &[("days", 1.into())]);
    for page in [format!("/es/pledges/{reference}"), format!("/es/projects/{project}")] {
        let text = world.get(&page).await.text();
        assert!(text.contains(&short), "{page}: {text}");
    }
    let officer = world.sign_in("officer@demo.example").await;
    let office = officer.get("/es/office").await.text();
    assert!(office.contains(&late), "{office}");
    let panama = world.sign_in("gestora.pa@demo.example").await;
    let elsewhere = panama.get("/es/office").await.text();
    assert!(
        !elsewhere.contains(&late) && elsewhere.contains(&phrase(Es, "office-late-empty", &[])),
        "{elsewhere}"
    );

    // Paying a part leaves the rest late; paying it all leaves only what is to come.
    let pay = |amount: &str, id: &str| Form::new(&[("amount", amount), ("paid_on", "2026-11-23"), ("request_id", id)]);
    let disbursements = format!("{commitment}/disbursements");
    led_to(&pay("15 000", "waiting-0002").post(&bank, &disbursements).await);
    let page = bank.get(&commitment).await.text();
    assert!(page.contains("USD 25 000,00") && page.contains(&late), "{page}");
    led_to(&pay("25 000", "waiting-0003").post(&bank, &disbursements).await);
    let page = bank.get(&commitment).await.text();
    assert!(!page.contains(&late) && page.contains("USD 60 000,00"), "{page}");
    // A termination takes from the end of the schedule.
    let ending = [
        ("amount", "50 000"),
        ("terminated_on", "2026-11-23"),
        ("reason", "El banco reduce su parte"),
    ];
    led_to(&bank.post(&format!("{commitment}/terminations"), &ending).await);
    let page = bank.get(&commitment).await.text();
    assert!(page.contains("USD 10 000,00"), "{page}");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_promise_waits_for_a_condition_until_somebody_says_that_it_is_met() {
    let world = World::new().await;
    let (_, reference) = verified(&world).await;
    let bank = world.sign_in("banco@demo.example").await;
    let (desk, receipt) = (
        format!("/es/desk/pledges/{reference}"),
        format!("/es/pledges/{reference}"),
    );
    let words = "Falta la licencia de la autoridad ambiental";
    let conditions = format!("{desk}/conditions");
    let nobody = bank.post(&conditions, &[("reason", words)]).await;
    assert_eq!(
        error(&nobody, "condition-party"),
        Some(phrase(Es, "error-required", &[]))
    );
    assert!(nobody.body.contains(words), "what was typed is kept");
    let brief = bank
        .post(&conditions, &[("party", "government"), ("reason", "corto")])
        .await;
    assert_eq!(
        error(&brief, "condition-reason"),
        Some(phrase(Es, "error-reason-short", &[]))
    );
    led_to(
        &bank
            .post(&conditions, &[("party", "government"), ("reason", words)])
            .await,
    );
    let pending = phrase(Es, "pending-short-condition", &[]);
    let party = phrase(Es, "party-government", &[]);
    for page in [world.get(&receipt).await, bank.get(&desk).await] {
        let text = page.text();
        assert!(
            text.contains(&pending) && text.contains(&party) && text.contains(words),
            "{text}"
        );
    }
    let event = newest(&world, "condition_stated").await;
    assert!(
        !event["public"].to_string().contains("licencia"),
        "only its digest: {event}"
    );
    assert_eq!(event["texts"]["condition"]["content"], words, "and the text beside it");

    let met = format!("{desk}/fulfilments");
    assert_eq!(bank.post(&met, &[("condition", "999")]).await.status, 409);
    led_to(&bank.post(&met, &[("condition", "1")]).await);
    let again = bank.post(&met, &[("condition", "1"), ("reason", "otra vez")]).await;
    assert_eq!(again.status, 409, "once is enough");
    let text = world.get(&receipt).await.text();
    assert!(
        !text.contains(&pending) && text.contains(&phrase(Es, "conditions-met-title", &[])),
        "{text}"
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_commitment_waits_for_a_condition_of_its_own() {
    let world = World::new().await;
    let (_, reference) = verified(&world).await;
    let (commitment, _) = world.paid(&reference).await;
    let officer = world.sign_in("officer@demo.example").await;
    let page = format!("/es/desk/commitments/{commitment}");
    let stating = [("party", "community"), ("reason", "La asamblea debe aprobar el sitio")];
    led_to(&officer.post(&format!("{page}/conditions"), &stating).await);
    let text = officer.get(&page).await.text();
    let marked = phrase(Es, "on-behalf", &[]);
    assert!(
        text.contains(&marked) && text.contains(&phrase(Es, "condition-open", &[])),
        "{text}"
    );
    let receipt = world.get(&format!("/es/pledges/{reference}")).await.text();
    assert!(receipt.contains("La asamblea debe aprobar el sitio"), "{receipt}");
    led_to(
        &officer
            .post(&format!("{page}/fulfilments"), &[("condition", "1")])
            .await,
    );
    assert!(
        !officer
            .get(&page)
            .await
            .text()
            .contains(&phrase(Es, "condition-open", &[]))
    );
}

#[rocket::async_test]
async fn a_direct_commitment_tells_on_the_project_page_why_it_waits() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let path = format!("/es/projects/{project}");
    let bank = world.sign_in("banco@demo.example").await;
    let direct = new_commitment().with("project", &project);
    let path_of_form = "/es/desk/commitments";
    let unproven = direct.post(&bank, path_of_form).await;
    let why = phrase(Es, "refusal-document-needed", &[]);
    assert_eq!(error(&unproven, "commitment-document"), Some(why));
    let proof = ("document", "acta.pdf", pdf!("a commitment"));
    let guarantee = direct.with("finance_type", "1100");
    let guarantee = bank.post_file(path_of_form, &guarantee.fields(), proof).await;
    let why = phrase(Es, "error-choice", &[]);
    assert_eq!(error(&guarantee, "commitment-finance_type"), Some(why), "no cash");
    let commitment = led_to(&bank.post_file(path_of_form, &direct.fields(), proof).await);
    let commitment = world.verified_page(&commitment).await;
    let on_time = new_commitment()
        .without("tranches[0].due_on")
        .without("tranches[0].amount");
    let on_time = on_time.with("project", &project).with("tranches[2].amount", "100 000");
    let on_time = on_time.with("request_id", "waiting-0002");
    world
        .verified_page(&led_to(&bank.post_file(path_of_form, &on_time.fields(), proof).await))
        .await;
    let late = phrase(Es, "pending-short-late", &[("days", 1.into())]);
    let page = world.get(&path).await.text();
    assert_eq!(page.matches(&late).count(), 1, "one of the two is late: {page}");
    let why = [
        ("amount", "USD 40 000,00".into()),
        ("day", "22 de noviembre de 2026".into()),
    ];
    assert!(
        page.contains(&phrase(Es, "pending-late", &why).replace('\u{a0}', " ")),
        "{page}"
    );

    let stating = [("party", "community"), ("reason", "La asamblea debe aprobar el sitio")];
    led_to(&bank.post(&format!("{commitment}/conditions"), &stating).await);
    let new_disbursement = [
        ("amount", "40 000"),
        ("paid_on", "2026-11-23"),
        ("request_id", "waiting-0003"),
    ];
    let disbursement = led_to(
        &bank
            .post(&format!("{commitment}/disbursements"), &new_disbursement)
            .await,
    );
    let receiver = phrase(Es, "pending-short-receiver", &[]);
    let condition = "La asamblea debe aprobar el sitio";
    let page = world.get(&path).await.text();
    assert!(
        page.contains(&receiver) && page.contains(condition) && !page.contains(&late),
        "{page}"
    );
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    led_to(
        &cooperative
            .post(&format!("{disbursement}/receipts"), &[("outcome", "confirm")])
            .await,
    );
    led_to(
        &bank
            .post(&format!("{commitment}/fulfilments"), &[("condition", "1")])
            .await,
    );
    let page = world.get(&path).await.text();
    let pending = phrase(Es, "pending-short-condition", &[]);
    assert!(!page.contains(&receiver) && !page.contains(&pending), "{page}");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_provider_s_explanation_stands_beside_the_reason_and_can_be_erased() {
    let world = World::new().await;
    let (project, reference) = verified(&world).await;
    let bank = world.sign_in("banco@demo.example").await;
    let desk = format!("/es/desk/pledges/{reference}");
    let replies = format!("{desk}/explanations");
    let early = bank
        .post(&replies, &[("wait", "late"), ("reason", "No hay nada que explicar")])
        .await;
    assert_eq!(early.status, 409, "it does not wait");
    led_to(&new_commitment().post(&bank, &format!("{desk}/commitments")).await);
    for (words, key) in [
        ("corto".to_owned(), "error-reason-short"),
        ("ñ".repeat(1001), "error-too-long"),
    ] {
        let refused = bank.post(&replies, &[("wait", "late"), ("reason", &words)]).await;
        let beside = error(&refused, "reply-reason").expect("an error");
        assert_eq!(refused.status, 422);
        assert!(beside == phrase(Es, key, &[("max", 1000.into())]), "{beside}");
    }
    let (first, second) = (
        "El primer giro volvió del banco",
        "El segundo giro salió ayer del banco",
    );
    led_to(&bank.post(&replies, &[("wait", "late"), ("reason", first)]).await);
    // A second click says nothing more.
    for _ in 0..2 {
        let fields = [("wait", "late"), ("reason", second), ("request_id", "waiting-0009")];
        led_to(&bank.post(&replies, &fields).await);
    }
    let list = world.get(&format!("/es/projects/{project}")).await.text();
    assert!(
        list.contains(second) && !list.contains(first),
        "the newest counts: {list}"
    );
    let receipt = format!("/es/pledges/{reference}");
    let page = world.get(&receipt).await.text();
    assert!(
        page.contains(first) && page.matches(second).count() == 2,
        "the older one stays, the newest stands beside the reason and once in the list: {page}"
    );

    let number = newest(&world, "reply_given").await["number"].clone();
    let admin = world.sign_in("admin@demo.example").await;
    let redaction = [("field", "reply"), ("reason", "Nombra a una persona")];
    led_to(
        &admin
            .post(&format!("/es/admin/events/{number}/redactions"), &redaction)
            .await,
    );
    let page = world.get(&receipt).await.text();
    assert!(
        !page.contains(second) && page.contains(&phrase(Es, "text-redacted", &[])),
        "{page}"
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_office_sees_a_promise_that_is_about_to_lapse() {
    let world = World::new().await;
    let (_, reference) = verified(&world).await;
    let officer = world.sign_in("officer@demo.example").await;
    let empty = officer.get("/es/office").await.text();
    assert!(empty.contains(&phrase(Es, "office-lapsing-empty", &[])), "{empty}");
    for (until, key, days) in [
        ("2026-12-20", "lapsing-soon", 27),
        ("2026-11-23", "lapsing-today", 0),
        ("2026-11-22", "lapsing-over", 1),
    ] {
        for (table, key) in [("pledge", "id"), ("pledge_state", "pledge_id")] {
            let own = format!("{key} = (SELECT id FROM pledge WHERE reference = '{reference}')");
            let sql = format!("UPDATE {table} SET valid_until_on = '{until}' WHERE {own}");
            world.sql(&sql).await.expect("another day");
        }
        let page = officer.get("/es/office").await;
        let when = phrase(Es, key, &[("days", days.into())]);
        assert!(page.text().contains(&when), "{until}: {}", page.text());
        assert!(page.body.contains(&format!("/es/office/pledges/{reference}")));
    }
    let short = phrase(Es, "pending-short-unsigned", &[("days", 1.into())]);
    let receipt = world.get(&format!("/es/pledges/{reference}")).await.text();
    assert!(receipt.contains(&short), "{receipt}");
}

#[rocket::async_test]
async fn a_commitment_that_its_provider_carries_out_itself_is_late_nowhere() {
    let world = World::new().await;
    let (project, reference) = verified(&world).await;
    // Only who carries a project out signs with itself.
    let row = projects::by_code(world.db().primary(), &project)
        .await
        .expect("read")
        .expect("it");
    let mut facts = projects::facts(world.db().primary(), &row).await.expect("facts");
    facts.implementing = Some(world.terms(&project).await.organisation);
    let officer = world.actor("officer@demo.example").await;
    actions::projects::edit(world.ctx(), &officer, &project, row.version, &facts)
        .await
        .expect("another implementer");
    let bank = world.sign_in("banco@demo.example").await;
    let own = new_commitment().with("receiver", "banco-demo");
    let commitment = led_to(
        &own.post(&bank, &format!("/es/desk/pledges/{reference}/commitments"))
            .await,
    );
    let own = own.with("project", &project);
    let proof = ("document", "acuerdo.pdf", pdf!("signed"));
    let direct = led_to(&bank.post_file("/es/desk/commitments", &own.fields(), proof).await);
    world.verified_page(&direct).await;
    let late = phrase(Es, "due-late", &[("days", 1.into())]);
    let short = phrase(Es, "pending-short-late", &[("days", 1.into())]);
    let officer = world.sign_in("officer@demo.example").await;
    let id = commitment.rsplit('/').next().expect("its key");
    let without_days = phrase(Es, "due-without-days", &[("id", id.into())]);
    for (page, answer) in [
        ("desk", bank.get("/es/desk").await),
        ("commitment", bank.get(&commitment).await),
        ("promise", bank.get(&format!("/es/desk/pledges/{reference}")).await),
        ("office", officer.get("/es/office").await),
        ("receipt", world.get(&format!("/es/pledges/{reference}")).await),
        ("project", world.get(&format!("/es/projects/{project}")).await),
    ] {
        let text = answer.text();
        assert!(
            answer.status == 200 && !text.contains(&late) && !text.contains(&short),
            "{page}: {text}"
        );
        assert!(
            !text.contains(&without_days) && !text.contains(&phrase(Es, "commitment-without-days", &[])),
            "{page}: {text}"
        );
    }
}

#[rocket::async_test]
async fn whoever_gives_by_a_direct_commitment_answers_why_it_waits_and_only_for_that_commitment() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let public = format!("/es/projects/{project}");
    let bank = world.sign_in("banco@demo.example").await;
    let proof = ("document", "acta.pdf", pdf!("a commitment"));
    let direct = new_commitment().with("project", &project);
    let commitment = led_to(&bank.post_file("/es/desk/commitments", &direct.fields(), proof).await);
    let commitment = world.verified_page(&commitment).await;
    let other = direct.with("request_id", "waiting-0012");
    let other = led_to(&bank.post_file("/es/desk/commitments", &other.fields(), proof).await);
    let other = world.verified_page(&other).await;
    let page = bank.get(&commitment).await;
    let late = phrase(Es, "pending-short-late", &[("days", 1.into())]);
    assert!(page.text().contains(&late) && page.text().contains(&phrase(Es, "form-reply-lede", &[])));

    let replies = format!("{commitment}/explanations");
    let short = bank.post(&replies, &[("wait", "late"), ("reason", "corto")]).await;
    assert_eq!(
        (short.status, error(&short, "reply-reason")),
        (422, Some(phrase(Es, "error-reason-short", &[])))
    );
    let not_that = [("wait", "receiver"), ("reason", "No espera a quien recibe")];
    assert_eq!(bank.post(&replies, &not_that).await.status, 409);
    let words = "El giro salió ayer del banco";
    let stated = [("wait", "late"), ("reason", words), ("request_id", "waiting-0013")];
    for _ in 0..2 {
        led_to(&bank.post(&replies, &stated).await);
    }
    let page = world.get(&public).await.text();
    let title = phrase(Es, "reply-title", &[]);
    assert_eq!(
        (
            page.matches(&late).count(),
            page.matches(&format!("{title} {words}")).count()
        ),
        (2, 1),
        "{page}"
    );
    assert!(!bank.get(&other).await.text().contains(words));
    assert_eq!(
        bank.get(&commitment).await.text().matches(words).count(),
        2,
        "beside the reason, and in the list"
    );
    let event = newest(&world, "reply_given").await;
    let facts: serde_json::Value = serde_json::from_str(event["public"].as_str().expect("text")).expect("JSON");
    let id = commitment.rsplit('/').next().expect("its key");
    assert_eq!(facts["reply"]["entry"].to_string(), id);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());

    // Of a commitment that a promise came before, the promise speaks.
    let (_, reference) = verified(&world).await;
    let signed = new_commitment().with("request_id", "waiting-0014");
    let path = format!("/es/desk/pledges/{reference}/commitments");
    let signed = led_to(&signed.post(&bank, &path).await);
    let page = bank.get(&signed).await.text();
    assert!(!page.contains(&phrase(Es, "form-reply-lede", &[])), "{page}");
    let here = [("wait", "late"), ("reason", words)];
    assert_eq!(bank.post(&format!("{signed}/explanations"), &here).await.status, 409);
}
