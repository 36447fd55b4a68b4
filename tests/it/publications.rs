//! What the payer of a payment published elsewhere: noted, shown beside the other two statements, counted apart.

use puente::actions;
use puente::actions::money::NewReceipt;
use puente::domain::chain::{Cause, Outcome};
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::i18n::language::Language::Es;
use puente::store::Source as _;

use crate::forms::{collapse, error, phrase, typed};
use crate::harness::{Answer, World};

const PAGE: &str = "https://banco.ejemplo.org/pagos?n=12";

/// A payment of USD 40 000 by the bank to the cooperative; gives its pledge and its address at the desk.
async fn paid(world: &World) -> (String, i64) {
    let project = world.project("CO", Status::SeekingFunding).await;
    let pledge = world.pledge(&project).await;
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &pledge, None, Decision::Verify, "")
        .await
        .expect("verified");
    let (_, disbursement) = world.paid(&pledge).await;
    (pledge, disbursement)
}

fn shows(answer: &Answer, text: &str) -> bool {
    collapse(&answer.text()).contains(&collapse(text))
}

async fn published(world: &World) -> (String, String) {
    let item = world.get("/es/summary.json").await.json()["item"].clone();
    let amount = |value: &serde_json::Value| value["amount"].as_str().unwrap_or_default().to_owned();
    (
        amount(&item["breakdown"]["published"]),
        amount(&item["totals"]["declared"]),
    )
}

#[rocket::async_test]
async fn what_the_payer_published_stands_beside_the_other_statements_and_is_marked_where_it_differs() {
    let world = World::new().await;
    let (pledge, disbursement) = paid(&world).await;
    let path = format!("/es/desk/disbursements/{disbursement}");
    let bank = world.sign_in("banco@demo.example").await;
    assert!(shows(&bank.get(&path).await, &phrase(Es, "publication-none", &[])));
    let note = async |amount: &str| {
        let fields = [
            ("amount", amount),
            ("currency", "USD"),
            ("published_on", "2026-11-23"),
            ("address", PAGE),
        ];
        bank.post(&format!("{path}/publications"), &fields).await
    };
    assert_eq!(note("39000").await.status, 303);
    let (differs, receipt) = (
        phrase(Es, "publication-differs-declared", &[]),
        format!("/es/pledges/{pledge}"),
    );
    for page in [bank.get(&path).await, world.get(&receipt).await] {
        assert!(
            shows(&page, "USD 39 000,00, el 23 de noviembre de 2026"),
            "{}",
            page.text()
        );
        assert!(shows(&page, &differs), "{}", page.text());
        assert!(page.body.contains(&format!("href=\"{PAGE}\"")), "{}", page.body);
    }
    assert_eq!(published(&world).await, ("39000.00".to_owned(), "40000.00".to_owned()));
    let history = world.get("/es/activity").await;
    assert!(
        shows(&history, "publicó USD 39 000 de un desembolso"),
        "{}",
        history.text()
    );

    assert_eq!(note("40000").await.status, 303);
    assert!(!shows(&world.get(&receipt).await, &differs), "the newest counts");
    assert_eq!(note("40000").await.status, 303);
    let rows = "SELECT COUNT(*) AS number FROM publication";
    assert_eq!(
        world.db().primary().number(rows, vec![]).await.ok(),
        Some(2),
        "the same again is the same"
    );

    let cooperative = world.actor("cooperativa@demo.example").await;
    let new_receipt = NewReceipt {
        outcome: Outcome::Confirm,
        received: Some(Money::new(39_500_00, Currency::USD)),
        received_on: None,
        cause: Some(Cause::BankCharge),
        reason: "",
        document: None,
    };
    actions::money::answer(world.ctx(), &cooperative, disbursement, new_receipt)
        .await
        .expect("confirmed");
    let page = world.get(&receipt).await;
    assert!(
        shows(&page, &phrase(Es, "publication-differs-received", &[])),
        "{}",
        page.text()
    );
    assert_eq!(published(&world).await.0, "40000.00");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_publication_that_cannot_be_is_shown_at_its_field_with_what_was_typed() {
    let world = World::new().await;
    let (_, disbursement) = paid(&world).await;
    let path = format!("/es/desk/disbursements/{disbursement}/publications");
    let bank = world.sign_in("banco@demo.example").await;
    let good = [
        ("amount", "39000"),
        ("currency", "USD"),
        ("published_on", "2026-11-23"),
        ("address", PAGE),
    ];
    let long = format!("https://ejemplo.org/{}", "a".repeat(500));
    for (field, value, key) in [
        ("amount", "", "error-required"),
        ("amount", "0", "error-amount-zero"),
        ("amount", "-5", "error-amount-negative"),
        ("currency", "EUR", "publication-error-other-currency"),
        ("published_on", "2026-11-22", "refusal-before-parent"),
        ("published_on", "2026-11-25", "refusal-in-the-future"),
        ("published_on", "ayer", "error-date"),
        ("address", "", "error-required"),
        ("address", "http://ejemplo.org", "publication-error-not-an-address"),
        ("address", "javascript:alert(1)", "publication-error-not-an-address"),
        ("address", long.as_str(), "publication-error-address-too-long"),
    ] {
        let fields = good.map(|(name, usual)| (name, if name == field { value } else { usual }));
        let refused = bank.post(&path, &fields).await;
        let why = phrase(Es, key, &[("max", 500.into())]);
        let scoped = format!("publication-{field}");
        assert_eq!(
            (refused.status, error(&refused, &scoped)),
            (422, Some(why)),
            "{field} {value}"
        );
        if field != "currency" {
            assert!(
                refused.body.contains("39000") || field == "amount",
                "{field}: what was typed is lost"
            );
        }
    }
    let rows = "SELECT COUNT(*) AS number FROM publication";
    assert_eq!(world.db().primary().number(rows, vec![]).await.ok(), Some(0));
}

#[rocket::async_test]
async fn an_officer_of_the_country_may_note_a_publication_and_the_receiver_may_not() {
    let world = World::new().await;
    let (_, disbursement) = paid(&world).await;
    let page = format!("/es/desk/disbursements/{disbursement}");
    let path = format!("{page}/publications");
    let fields = [
        ("amount", "39000"),
        ("currency", "USD"),
        ("published_on", "2026-11-23"),
        ("address", PAGE),
    ];
    for (email, status) in [
        ("cooperativa@demo.example", 403),
        ("fundacion@demo.example", 404),
        ("gestora.pa@demo.example", 403),
        ("officer@demo.example", 303),
    ] {
        let person = world.sign_in(email).await;
        assert_eq!(person.post(&path, &fields).await.status, status, "{email}");
    }
    let receiver = world.sign_in("cooperativa@demo.example").await.get(&page).await;
    assert!(typed(&receiver, "address").is_none(), "no form for the receiver");
    assert!(shows(&receiver, "USD 39 000,00"), "{}", receiver.text());
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}
