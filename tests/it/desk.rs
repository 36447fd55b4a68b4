//! What the pages of the desk and the office say before an action, where they lead, and what they keep of what was typed.

use puente::actions;
use puente::actions::money::NewDisbursement;
use puente::actions::pledges::Intent;
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::pledge::{Decision, PledgeKind, Terms};
use puente::domain::project::Status;
use puente::i18n::language::Language::Es;
use time::macros::date;

use crate::forms::{error, links, phrase, typed};
use crate::harness::World;

/// A verified pledge of banco@, somehow changed; its reference.
async fn verified(world: &World, project: &str, change: impl FnOnce(&mut Terms)) -> String {
    let bank = world.actor("banco@demo.example").await;
    let mut terms = world.terms(project).await;
    terms.pledged_on = date!(2026 - 11 - 01);
    change(&mut terms);
    let id = world.request_id();
    let made = actions::pledges::create(world.ctx().numbered(&bank, &id), &bank, &terms, Intent::Submit).await;
    let reference = made.expect("a pledge");
    let officer = world.actor("officer@demo.example").await;
    let done = actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "").await;
    done.expect("verified");
    reference
}

/// Every form of the desk and the office tells, before it is sent, what undoes it or that nothing does.
#[test]
fn every_small_form_says_what_undoes_it() {
    let catalogues = [
        (
            include_str!("../../src/i18n/es.ftl"),
            &["eshace", "corríj", "reemplaza", "cuenta la más nueva"][..],
        ),
        (
            include_str!("../../src/i18n/en.ftl"),
            &["ndo", "orrect", "replaces", "newest counts"][..],
        ),
    ];
    for (catalogue, ways) in catalogues {
        let ledes = catalogue
            .lines()
            .filter(|line| line.starts_with("form-") && line.contains("-lede"));
        let silent: Vec<&str> = ledes
            .filter(|line| !ways.iter().any(|way| line.contains(way)))
            .collect();
        assert!(silent.is_empty(), "{silent:#?}");
    }
}

#[rocket::async_test]
async fn a_disbursement_declared_by_mistake_is_undone_as_its_form_says() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = verified(&world, &project, |_| {}).await;
    let (commitment, disbursement) = world.paid(&reference).await;
    let bank = world.sign_in("banco@demo.example").await;
    let page = bank.get(&format!("/es/desk/commitments/{commitment}")).await;
    assert!(page.text().contains(&phrase(Es, "form-disbursement-lede", &[])) && page.text().contains("USD 60 000,00"));
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let disbursement = format!("/es/desk/disbursements/{disbursement}");
    for (outcome, cause) in [("dispute", "shortfall"), ("resolve", "shortfall")] {
        let page = cooperative.get(&disbursement).await.text();
        assert!(page.contains(&phrase(Es, "form-receipt-lede", &[])), "{page}");
        let word = [
            ("outcome", outcome),
            ("amount", "0"),
            ("cause", cause),
            ("reason", "No llegó ningún pago"),
        ];
        let answer = cooperative.post(&format!("{disbursement}/receipts"), &word).await;
        assert_eq!(answer.status, 303, "{outcome}: {}", answer.text());
    }
    let page = bank.get(&format!("/es/desk/commitments/{commitment}")).await;
    assert!(
        page.text().contains("Falta por pagar USD 100 000,00"),
        "{}",
        page.text()
    );
    assert_eq!(
        typed(&page, "amount").as_deref(),
        Some(""),
        "the disbursement's own amount"
    );
    assert!(
        page.body.contains("value=\"100\u{202f}000,00\""),
        "a comma on a Spanish page"
    );
}

#[rocket::async_test]
async fn what_ends_under_embargo_is_not_said_to_be_public() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let embargo = |terms: &mut Terms| terms.embargo_until_on = Some(date!(2027 - 01 - 01));
    let first = verified(&world, &project, embargo).await;
    let second = verified(&world, &project, embargo).await;
    let over = format!("UPDATE pledge SET valid_until_on = '2026-11-20' WHERE reference = '{second}'");
    world.sql(&over).await.expect("past its validity");
    let bank = world.sign_in("banco@demo.example").await;
    let officer = world.sign_in("officer@demo.example").await;
    for (who, path, action, hidden, public) in [
        (
            &bank,
            format!("/es/desk/pledges/{first}"),
            "withdrawals",
            "form-withdrawal-lede-hidden",
            "form-withdrawal-lede",
        ),
        (
            &officer,
            format!("/es/office/pledges/{second}"),
            "lapses",
            "lapse-lede-hidden",
            "lapse-lede",
        ),
    ] {
        let page = who.get(&path).await.text();
        assert!(
            page.contains(&phrase(Es, hidden, &[])) && !page.contains(&phrase(Es, public, &[])),
            "{page}"
        );
        let done = who
            .post(&format!("{path}/{action}"), &[("reason", "Cambió el presupuesto")])
            .await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
    let letters = world.letters().await;
    let ended: Vec<&str> = letters
        .iter()
        .filter(|letter| letter.template.ends_with("withdrawn") || letter.template.ends_with("lapsed"))
        .map(|letter| letter.body.as_str())
        .collect();
    assert_eq!(ended.len(), 2);
    assert!(
        ended
            .iter()
            .all(|body| body.contains("No era pública") && !body.contains("sigue visible")),
        "{ended:#?}"
    );
}

#[rocket::async_test]
async fn shares_stand_in_the_form_as_the_reader_writes_them() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    let made = crate::forms::project().post(&officer, "/es/office/projects").await;
    let code = crate::forms::made(&made);
    for (language, share) in [("es", "33,33"), ("en", "33.33")] {
        let page = officer.get(&format!("/{language}/office/projects/{code}/edit")).await;
        let shares = [typed(&page, "sectors[0].share"), typed(&page, "sectors[1].share")];
        assert!(shares.contains(&Some(share.to_owned())), "{shares:?}");
    }
}

#[rocket::async_test]
async fn goods_are_not_listed_as_something_to_sign() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let lapsing = |terms: &mut Terms| terms.valid_until_on = Some(date!(2026 - 11 - 30));
    let money = verified(&world, &project, lapsing).await;
    let goods = verified(&world, &project, |terms| {
        lapsing(terms);
        terms.kind = PledgeKind::InKind;
    })
    .await;
    let officer = world.sign_in("officer@demo.example").await;
    let page = officer.get("/es/office").await.text();
    let (_, list) = page
        .split_once(&phrase(Es, "office-lapsing-caption", &[]))
        .expect("the list");
    assert!(list.contains(&money) && !list.contains(&goods), "{list}");
}

#[rocket::async_test]
async fn links_lead_an_officer_to_what_others_entered_and_a_receiver_back_to_what_it_disputed() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = verified(&world, &project, |_| {}).await;
    let (commitment, disbursement) = world.paid(&reference).await;
    let (pledge, disbursement) = (
        format!("/es/desk/pledges/{reference}"),
        format!("/es/desk/disbursements/{disbursement}"),
    );
    let officer = world.sign_in("officer@demo.example").await;
    let office = links(&officer.get(&format!("/es/office/pledges/{reference}")).await);
    for expected in [&pledge, &disbursement, &format!("/es/desk/commitments/{commitment}")] {
        assert!(office.contains(expected), "{expected} in {office:?}");
    }
    assert!(links(&officer.get("/es/desk").await).contains(&pledge));
    assert!(links(&officer.get("/es/desk/disbursements").await).contains(&disbursement));
    let panama = world.sign_in("gestora.pa@demo.example").await;
    for page in ["/es/desk", "/es/desk/disbursements"] {
        let elsewhere = links(&panama.get(page).await);
        assert!(
            !elsewhere.contains(&pledge) && !elsewhere.contains(&disbursement),
            "{elsewhere:?}"
        );
    }

    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let word = [
        ("outcome", "dispute"),
        ("amount", "0"),
        ("cause", "shortfall"),
        ("reason", "No llegó ningún pago"),
    ];
    let answer = cooperative.post(&format!("{disbursement}/receipts"), &word).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(links(&cooperative.get("/es/desk").await).contains(&disbursement));
    let resolved = [("outcome", "resolve"), ("amount", ""), ("reason", "")];
    assert_eq!(
        cooperative
            .post(&format!("{disbursement}/receipts"), &resolved)
            .await
            .status,
        303
    );
    assert!(!links(&cooperative.get("/es/desk").await).contains(&disbursement));
    let received = cooperative.get("/es/desk/disbursements").await;
    assert!(
        links(&received).contains(&disbursement) && received.text().contains(&phrase(Es, "statement-received", &[]))
    );
}

#[rocket::async_test]
async fn a_list_of_the_desk_goes_on_on_the_next_page() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let mut made = Vec::new();
    for minor in 1..=27 {
        made.push(world.spent("cooperativa@demo.example", &project, minor).await);
    }
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let (mut page, mut seen) = ("/es/desk/expenditures".to_owned(), Vec::new());
    for expected in [25, 2] {
        let found = links(&cooperative.get(&page).await);
        let rows: Vec<i64> = found
            .iter()
            .filter_map(|link| link.strip_prefix("/es/desk/expenditures/")?.parse().ok())
            .collect();
        assert_eq!(rows.len(), expected, "{found:?}");
        seen.extend(rows);
        page = found
            .into_iter()
            .find(|link| link.contains("before="))
            .unwrap_or_default();
    }
    made.reverse();
    assert_eq!((seen, page.as_str()), (made, ""), "each once, newest first");
}

#[rocket::async_test]
async fn a_document_that_a_refused_form_lost_is_asked_for_again() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let reference = verified(&world, &project, |_| {}).await;
    let (_, disbursement) = world.paid(&reference).await;
    let again = Some(phrase(Es, "error-document-again", &[]));
    let file = ("document", "acta.pdf", pdf!("a proof"));
    let bank = world.sign_in("banco@demo.example").await;
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let officer = world.sign_in("officer@demo.example").await;
    let path = format!("/es/office/projects/{project}");
    let version = officer.get(&path).await.field("version");
    let stale = [("version", "0"), ("to", "implementation")];
    let reasonless = [("version", version.as_str()), ("to", "suspended"), ("reason", "")];
    let changes = format!("{path}/status-changes");
    for (who, path, fields, field) in [
        (
            &bank,
            format!("/es/desk/pledges/{reference}/commitments"),
            &[("amount", "-1")][..],
            "commitment-document",
        ),
        (
            &bank,
            "/es/desk/commitments".to_owned(),
            &[("amount", "-1")],
            "commitment-document",
        ),
        (
            &cooperative,
            "/es/desk/expenditures".to_owned(),
            &[("amount", "-1")],
            "expenditure-document",
        ),
        (
            &cooperative,
            format!("/es/desk/disbursements/{disbursement}/receipts"),
            &[("outcome", "dispute"), ("reason", "no")],
            "receipt-document",
        ),
        (&officer, changes.clone(), &stale, "document"),
        (&officer, changes.clone(), &reasonless, "document"),
        (&officer, changes.clone(), &reasonless[..1], "document"),
    ] {
        let refused = who.post_file(&path, fields, file).await;
        assert!(matches!(refused.status, 409 | 422), "{path}: {}", refused.status);
        assert_eq!(error(&refused, field), again, "{path} {fields:?}");
        let without = who.post(&path, fields).await;
        assert_ne!(error(&without, field), again, "{path}: nothing was chosen");
    }
}

#[rocket::async_test]
async fn a_form_of_an_old_page_is_shown_so() {
    let world = World::new().await;
    let bank = world.sign_in("banco@demo.example").await;
    let title = phrase(Es, "error-403-form-title", &[]);
    let old = [("csrf", "")];
    for answer in [
        bank.post("/es/desk/pledges", &old).await,
        world.visitor_post("/es/account/session", &old).await,
    ] {
        assert!(
            answer.status == 403 && answer.text().contains(&title),
            "{}",
            answer.text()
        );
    }
    let elsewhere = bank.get("/es/office").await;
    assert!(
        elsewhere.status == 403 && !elsewhere.text().contains(&title),
        "{}",
        elsewhere.text()
    );
}

#[rocket::async_test]
async fn an_organisation_that_stands_twice_in_a_pledge_is_shown_at_its_own_row() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let joint = crate::forms::pledge(&project)
        .with("contributors[1].organisation", "fundacion-demo")
        .with("contributors[3].organisation", "fundacion-demo");
    let refused = joint.post(&bank, "/es/desk/pledges").await;
    let twice = Some(phrase(Es, "error-contributor-twice", &[]));
    assert_eq!(
        error(&refused, "contributors[3].organisation"),
        twice,
        "{}",
        refused.text()
    );
}

#[rocket::async_test]
async fn a_commitment_is_found_again_by_whoever_gives_and_whoever_receives_and_by_nobody_else() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = verified(&world, &project, |_| {}).await;
    let (commitment, _) = world.paid(&reference).await;
    let page = format!("/es/desk/commitments/{commitment}");
    for (who, finds) in [
        ("banco@demo.example", true),
        ("cooperativa@demo.example", true),
        ("empresa@demo.example", false),
        ("officer@demo.example", true),
        ("gestora.co@demo.example", true),
        ("gestora.pa@demo.example", false),
    ] {
        let who = world.sign_in(who).await;
        let list = who.get("/es/desk/commitments").await;
        assert_eq!(
            (list.status, links(&list).contains(&page)),
            (200, finds),
            "{}",
            list.text()
        );
    }
    // More payments wait than the desk shows: it says where the others are.
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let more = phrase(Es, "desk-waiting-more", &[]);
    assert!(!cooperative.get("/es/desk").await.text().contains(&more));
    let bank = world.actor("banco@demo.example").await;
    for _ in 0..50 {
        let new_disbursement = NewDisbursement {
            amount: Money::new(1_00, Currency::USD),
            drawdown: None,
            paid_on: world.now().local_date(),
            bank_reference: "",
        };
        let id = world.request_id();
        let done = actions::money::pay(world.ctx().numbered(&bank, &id), &bank, commitment, new_disbursement).await;
        done.expect("one of fifty more disbursements");
    }
    let desk = cooperative.get("/es/desk").await;
    assert!(desk.text().contains(&more), "{}", desk.text());
    assert!(links(&desk).contains(&"/es/desk/disbursements".to_owned()));
}
