//! The letters about commitments and payments: who gets them, and what they say.

use puente::actions;
use puente::actions::money::NewDisbursement;
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::i18n::language::Language::Es;

use super::{led_to, verified};
use crate::forms::phrase;
use crate::harness::World;

/// The subject and the body of the newest letter of this kind to this person.
async fn letter(world: &World, template: &str, to: &str) -> (String, String) {
    let letters = world.letters().await;
    let found = letters
        .into_iter()
        .find(|letter| letter.template == template && letter.recipient == to);
    let found = found.unwrap_or_else(|| panic!("no letter {template} to {to}"));
    assert!(
        !found.body.contains('$') && !found.body.contains("none"),
        "{}",
        found.body
    );
    (found.subject, found.body)
}

#[rocket::async_test]
async fn the_receiver_is_shown_what_is_signed_refunded_and_ended_and_the_provider_why_less_arrived() {
    let world = World::new().await;
    let (_, reference) = verified(&world).await;
    let (commitment, disbursement) = world.paid(&reference).await;
    let (bank, cooperative) = ("banco@demo.example", "cooperativa@demo.example");
    let (subject, body) = letter(&world, "commitment-signed", cooperative).await;
    assert!(subject.contains("100\u{202f}000,00"), "{subject}");
    assert!(body.contains(&format!("/es/desk/commitments/{commitment}")), "{body}");
    let own = letter(&world, "disbursement-declared", cooperative).await;
    assert!(own.0.contains("declara que les pagó"), "{}", own.0);

    let receiver = world.sign_in(cooperative).await;
    let less = [
        ("outcome", "confirm"),
        ("amount", "39 500"),
        ("cause", "bank_charge"),
        ("reason", "El banco intermediario cobró"),
    ];
    led_to(
        &receiver
            .post(&format!("/es/desk/disbursements/{disbursement}/receipts"), &less)
            .await,
    );
    let (subject, body) = letter(&world, "disbursement-confirmed", bank).await;
    assert!(subject.contains("39\u{202f}500,00"), "{subject}");
    let cause = phrase(Es, "cause-bank_charge", &[]);
    assert!(
        body.contains(&cause) && body.contains("\n\nExplicación: El banco intermediario cobró\n\n"),
        "{body}"
    );

    let provider = world.sign_in(bank).await;
    let refund = [
        ("amount", "1 000"),
        ("refunded_on", "2026-11-23"),
        ("reason", "Sobró del primer contrato"),
    ];
    led_to(
        &provider
            .post(&format!("/es/desk/disbursements/{disbursement}/refunds"), &refund)
            .await,
    );
    let (subject, body) = letter(&world, "disbursement-refunded", cooperative).await;
    assert!(subject.contains("1\u{202f}000,00"), "{subject}");
    assert!(
        body.contains("Sobró del primer contrato") && body.contains(&format!("/es/desk/disbursements/{disbursement}")),
        "{body}"
    );
    let ending = [
        ("amount", "50 000"),
        ("terminated_on", "2026-11-23"),
        ("reason", "Se redujo el alcance"),
    ];
    led_to(
        &provider
            .post(&format!("/es/desk/commitments/{commitment}/terminations"), &ending)
            .await,
    );
    let (subject, body) = letter(&world, "commitment-terminated", cooperative).await;
    assert!(subject.contains("50\u{202f}000,00"), "{subject}");
    assert!(body.contains("Se redujo el alcance"), "{body}");
}

#[rocket::async_test]
async fn a_disbursement_that_all_arrived_gives_no_cause_and_one_that_the_office_noted_says_so() {
    let world = World::new().await;
    let (_, reference) = verified(&world).await;
    let (commitment, disbursement) = world.paid(&reference).await;
    let receiver = world.sign_in("cooperativa@demo.example").await;
    let receipts = format!("/es/desk/disbursements/{disbursement}/receipts");
    led_to(&receiver.post(&receipts, &[("outcome", "confirm")]).await);
    let (_, body) = letter(&world, "disbursement-confirmed", "banco@demo.example").await;
    assert!(!body.contains("Causa") && !body.contains("Explicación"), "{body}");
    let (body, _) = body.split_once("\n-- \n").expect("a signature");
    assert!(!body.contains(" \n") && !body.contains("\n\n\n"), "{body}");

    let officer = world.actor("officer@demo.example").await;
    let new_disbursement = NewDisbursement {
        amount: Money::new(10_000_00, Currency::USD),
        drawdown: None,
        paid_on: world.now().local_date(),
        bank_reference: "",
    };
    let id = world.request_id();
    let done = actions::money::pay(
        world.ctx().numbered(&officer, &id),
        &officer,
        commitment,
        new_disbursement,
    )
    .await;
    done.expect("a disbursement");
    let (subject, body) = letter(&world, "disbursement-declared", "cooperativa@demo.example").await;
    assert!(subject.starts_with("La oficina anota"), "{subject}");
    assert!(body.contains("La oficina del programa anota, en nombre de"), "{body}");
}
