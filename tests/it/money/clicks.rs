//! A second click on what changes a state gets the first answer, and changes nothing more.

use puente::domain::project::Status;
use puente::store::Source as _;

use super::{Form, PDF, led_to, verified};
use crate::harness::{Person, World};

async fn events(world: &World) -> i64 {
    let count = "SELECT COUNT(*) AS number FROM event";
    world.db().primary().number(count, vec![]).await.expect("events")
}

/// Sends a form twice: both lead to the same place, and the second adds no event. Said otherwise it is refused.
async fn twice(world: &World, person: &Person<'_>, path: &str, form: &Form) {
    let first = led_to(&form.post(person, path).await);
    let after = events(world).await;
    assert_eq!(led_to(&form.post(person, path).await), first, "{path}");
    assert_eq!(events(world).await, after, "{path}");
    let otherwise = form.with("reason", "Una razón distinta de la primera");
    assert!(
        (400..500).contains(&otherwise.post(person, path).await.status),
        "{path}"
    );
    assert_eq!(events(world).await, after, "{path}");
}

#[rocket::async_test]
async fn a_review_a_revision_and_a_withdrawal_clicked_twice_are_one() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let reference = world.pledge(&project).await;
    let officer = world.sign_in("officer@demo.example").await;
    let verify = Form::new(&[("decision", "verify"), ("version", "2")]);
    let path = format!("/es/office/pledges/{reference}/reviews");
    let version = officer
        .get(&format!("/es/office/pledges/{reference}"))
        .await
        .field("version");
    twice(&world, &officer, &path, &verify.with("version", &version)).await;
    let bank = world.sign_in("banco@demo.example").await;
    let desk = format!("/es/desk/pledges/{reference}");
    let less = Form::new(&[
        ("request_id", "clicks-0001"),
        ("amount", "200 000"),
        ("reason", "La junta aprobó menos"),
    ]);
    led_to(&less.post(&bank, &format!("{desk}/revisions")).await);
    let after = events(&world).await;
    led_to(&less.post(&bank, &format!("{desk}/revisions")).await);
    assert_eq!(events(&world).await, after);
    let withdraw = Form::new(&[("reason", "El fondo se cerró este año")]);
    twice(&world, &bank, &format!("{desk}/withdrawals"), &withdraw).await;
    let letters = world.letters().await;
    for template in ["pledge_verified", "pledge_withdrawn"] {
        let sent = letters
            .iter()
            .filter(|letter| letter.template == template && letter.recipient.starts_with("banco"));
        assert!(sent.count() <= 1, "{template}");
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_receipt_a_condition_met_and_a_change_of_status_clicked_twice_are_one() {
    let world = World::new().await;
    let (project, reference) = verified(&world).await;
    let (commitment, disbursement) = world.paid(&reference).await;
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let path = format!("/es/desk/disbursements/{disbursement}/receipts");
    for outcome in ["dispute", "confirm"] {
        let form = Form::new(&[
            ("outcome", outcome),
            ("reason", "Lo dice el extracto del banco"),
            ("amount", "40 000"),
        ]);
        let form = if outcome == "dispute" {
            form.with("amount", "0")
        } else {
            form
        };
        let first = form.post(&cooperative, &path).await;
        if first.status != 303 {
            continue;
        }
        let after = events(&world).await;
        assert_eq!(led_to(&form.post(&cooperative, &path).await), led_to(&first));
        assert_eq!(events(&world).await, after, "{outcome}");
    }

    let bank = world.sign_in("banco@demo.example").await;
    let commitment = format!("/es/desk/commitments/{commitment}");
    let stated = Form::new(&[("party", "implementer"), ("reason", "Falta la licencia ambiental")]);
    led_to(&stated.post(&bank, &format!("{commitment}/conditions")).await);
    let condition = "SELECT MAX(id) AS number FROM waiting_condition";
    let condition = world
        .db()
        .primary()
        .number(condition, vec![])
        .await
        .expect("a condition")
        .to_string();
    let met = Form::new(&[("condition", &condition)]);
    let path = format!("{commitment}/fulfilments");
    led_to(&met.post(&bank, &path).await);
    let after = events(&world).await;
    led_to(&met.post(&bank, &path).await);
    assert_eq!(events(&world).await, after);

    let officer = world.sign_in("officer@demo.example").await;
    let page = format!("/es/office/projects/{project}");
    let version = officer.get(&page).await.field("version");
    let change = [
        ("to", "finalisation"),
        ("effective_on", "2026-11-23"),
        ("reason", "Se entregó la obra completa"),
        ("version", &version),
    ];
    let path = format!("{page}/status-changes");
    twice(&world, &officer, &path, &Form::new(&change)).await;
    let proof = ("document", "acta.pdf", PDF);
    let version = officer.get(&page).await.field("version");
    let change = [change[1], ("to", "closed"), change[2], ("version", &version)];
    for _ in 0..2 {
        led_to(&officer.post_file(&path, &change, proof).await);
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}
