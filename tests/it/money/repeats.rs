//! A form of the desk sent twice, as by a second click, has its effect once.

use puente::actions;
use puente::actions::pledges::Intent;
use puente::domain::pledge::{Decision, Target};
use puente::domain::project::Status;
use puente::store::Source as _;

use super::{Form, led_to, totals, verified};
use crate::harness::{Person, World};

/// Sends a form twice under one number, and once under another number, where it has its effect again.
async fn thrice(person: &Person<'_>, path: &str, form: &Form) {
    let first = led_to(&form.with("request_id", "request-0001").post(person, path).await);
    let second = led_to(&form.with("request_id", "request-0001").post(person, path).await);
    assert_eq!(first, second, "the first answer again");
    let other = form.with("request_id", "request-0001").with("note", "otra cosa");
    assert_eq!(other.post(person, path).await.status, 409, "it says something else");
    led_to(&form.with("request_id", "request-0002").post(person, path).await);
}

async fn count(world: &World, sql: &str) -> i64 {
    world.db().primary().number(sql, vec![]).await.expect("a number")
}

#[rocket::async_test]
async fn a_refund_a_termination_and_a_condition_sent_twice_count_once() {
    let world = World::new().await;
    let (_, reference) = verified(&world).await;
    let (commitment, disbursement) = world.paid(&reference).await;
    let bank = world.sign_in("banco@demo.example").await;
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let disbursement = format!("/es/desk/disbursements/{disbursement}");
    let confirmed = cooperative
        .post(&format!("{disbursement}/receipts"), &[("outcome", "confirm")])
        .await;
    led_to(&confirmed);

    let refund = Form::new(&[
        ("amount", "10 000"),
        ("refunded_on", "2026-11-23"),
        ("reason", "Sobró del primer contrato"),
    ]);
    thrice(&bank, &format!("{disbursement}/refunds"), &refund).await;
    assert_eq!(totals(&world, &["paid"]).await, ["20000.00"]);

    let commitment = format!("/es/desk/commitments/{commitment}");
    let ending = Form::new(&[
        ("amount", "15 000"),
        ("terminated_on", "2026-11-23"),
        ("reason", "Se redujo el alcance"),
    ]);
    thrice(&bank, &format!("{commitment}/terminations"), &ending).await;
    assert_eq!(totals(&world, &["committed"]).await, ["70000.00"]);

    let condition = Form::new(&[("party", "implementer"), ("reason", "Falta la licencia ambiental")]);
    let stated = "SELECT COUNT(*) AS number FROM waiting_condition";
    thrice(&bank, &format!("{commitment}/conditions"), &condition).await;
    assert_eq!(count(&world, stated).await, 2);
    // Each form that a page holds has a number of its own.
    for (page, form) in [
        (&disbursement, "refund"),
        (&commitment, "termination"),
        (&commitment, "condition"),
    ] {
        let page = bank.get(page).await.body;
        let (_, there) = page.split_once(&format!("id=\"form-{form}\"")).expect("the form");
        let (there, _) = there.split_once("</form>").expect("its end");
        assert!(there.contains("name=\"request_id\""), "{form}");
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn an_earmarking_sent_twice_moves_its_amount_once() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let mut terms = world.terms(&project).await;
    terms.target = Target::Plan;
    let bank = world.actor("banco@demo.example").await;
    let id = world.request_id();
    let made = actions::pledges::create(world.ctx().numbered(&bank, &id), &bank, &terms, Intent::Submit).await;
    let reference = made.expect("a pledge");
    let officer = world.actor("officer@demo.example").await;
    let done = actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "").await;
    done.expect("verified");
    let bank = world.sign_in("banco@demo.example").await;
    let desk = format!("/es/desk/pledges/{reference}");
    assert!(bank.get(&desk).await.body.contains("id=\"form-earmarking\""));
    let there = Form::new(&[("way", "earmark"), ("project", &project), ("amount", "50 000")]);
    thrice(&bank, &format!("{desk}/earmarkings"), &there).await;
    let moved = world.get(&format!("/es/projects/{project}.json")).await.json();
    assert_eq!(moved["item"]["totals"]["pledged"]["amount"], "100000.00");
    assert_eq!(totals(&world, &["pledged"]).await, ["250000.00"]);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}
