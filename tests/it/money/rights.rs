//! Whose actions these are, and in whose name the history tells them.

use puente::actions;
use puente::actions::ActionError;
use puente::actions::money::NewCommitment;
use puente::actions::pledges::Intent;
use puente::domain::access::Refusal;
use puente::domain::currency::Currency;
use puente::domain::ids::ProjectId;
use puente::domain::money::Money;
use puente::domain::pledge::{Decision, Target};
use puente::domain::project::Status;
use puente::store::{events, projects};
use time::macros::date;

use super::{led_to, verified};
use crate::harness::World;

async fn key(world: &World, code: &str) -> ProjectId {
    let row = projects::by_code(world.db().primary(), code).await.expect("read");
    row.expect("a project").key()
}

#[rocket::async_test]
async fn an_officer_of_one_country_moves_no_money_of_the_plan_to_a_project_of_the_other() {
    let world = World::new().await;
    let there = world.project("CO", Status::Implementation).await;
    let here = world.project("PA", Status::Implementation).await;
    let mut terms = world.terms(&there).await;
    terms.target = Target::Plan;
    let bank = world.actor("banco@demo.example").await;
    let id = world.request_id();
    let reference = actions::pledges::create(world.ctx().numbered(&bank, &id), &bank, &terms, Intent::Submit)
        .await
        .expect("a pledge");
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");

    let local = world.actor("gestora.pa@demo.example").await;
    let amount = Money::new(10_000_00, Currency::USD);
    let earmark = async |who, code: &str, back| {
        let project = key(&world, code).await;
        let id = world.request_id();
        actions::money::earmark(world.ctx().numbered(who, &id), who, &reference, project, amount, back).await
    };
    let elsewhere = |done: Result<(), ActionError>| {
        assert!(
            matches!(done, Err(ActionError::Refused(Refusal::OtherJurisdiction))),
            "{done:?}"
        );
    };
    earmark(&local, &here, false).await.expect("in her own country");
    elsewhere(earmark(&local, &there, false).await);
    earmark(&officer, &there, false).await.expect("he is there for both");
    elsewhere(earmark(&local, &there, true).await);
    let new_commitment = NewCommitment {
        amount,
        drawdown: None,
        receiver: None,
        signed_on: date!(2026 - 11 - 23),
        own_reference: "",
        document: None,
        tranches: &[],
    };
    let part = Some(key(&world, &there).await);
    let id = world.request_id();
    let signed = actions::money::sign(
        world.ctx().numbered(&local, &id),
        &local,
        &reference,
        part,
        new_commitment,
    )
    .await;
    elsewhere(signed.map(|_| ()));
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn what_a_receiver_takes_off_a_disbursement_is_shown_in_its_own_name() {
    let world = World::new().await;
    let (_, reference) = verified(&world).await;
    let (_, disbursement) = world.paid(&reference).await;
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let answer = cooperative
        .post(
            &format!("/es/desk/disbursements/{disbursement}/receipts"),
            &[("outcome", "confirm"), ("amount", "39 000"), ("cause", "bank_charge")],
        )
        .await;
    led_to(&answer);
    let all = events::since(world.db().primary(), 0, 100).await.expect("events");
    let phrase = all
        .iter()
        .find(|row| row.kind == "disbursement_adjusted")
        .expect("an event");
    let facts: serde_json::Value = serde_json::from_str(&phrase.public).expect("JSON");
    assert_eq!(facts["actor"]["organisation"], "cooperativa-demo");
    assert_eq!(facts["entry"]["organisation"], "banco-demo", "whose money it is");
}
