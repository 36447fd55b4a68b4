//! The chain after the pledge, as people walk it: signing, paying, answering; and many at once.

use puente::actions::money::NewCommitment;
use puente::actions::{self, ActionError};
use puente::domain::chain::MoneyRefusal;
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::i18n::language::Language::Es;
use rocket::tokio;

use crate::forms::{Form, error, phrase};
use crate::harness::{Answer, Person, World};

mod clicks;
mod expenditures;
mod large;
mod letters;
mod repeats;
mod rights;

const PDF: &[u8] = pdf!("a receipt");

/// A verified pledge of USD 250 000 by banco@ to a project that the cooperative carries out; code and reference.
pub async fn verified(world: &World) -> (String, String) {
    let project = world.project("CO", Status::Implementation).await;
    let reference = world.pledge(&project).await;
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    (project, reference)
}

/// Where a good answer leads, without the language.
pub fn led_to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location.clone().expect("a place")
}

async fn totals(world: &World, names: &[&str]) -> Vec<String> {
    let json_view = world.get("/es/summary.json").await.json();
    names
        .iter()
        .map(|name| {
            json_view["item"]["totals"][*name]["amount"]
                .as_str()
                .expect("an amount")
                .to_owned()
        })
        .collect()
}

async fn sign(bank: &Person<'_>, reference: &str, amount: &str, request: &str) -> Answer {
    let form = Form::new(&[
        ("amount", amount),
        ("currency", "USD"),
        ("signed_on", "2026-11-23"),
        ("agreement_reference", "C-2026-7"),
        ("request_id", request),
    ]);
    form.post(bank, &format!("/es/desk/pledges/{reference}/commitments"))
        .await
}

#[rocket::async_test]
async fn a_promise_is_signed_paid_confirmed_and_every_page_tells_the_same() {
    let world = World::new().await;
    let (project, reference) = verified(&world).await;
    let bank = world.sign_in("banco@demo.example").await;
    let cooperative = world.sign_in("cooperativa@demo.example").await;

    let too_much = sign(&bank, &reference, "300 000", "request-0001").await;
    let expected = phrase(Es, "refusal-more-than-outstanding", &[]);
    assert!(
        too_much.status == 422 && too_much.text().contains(&expected),
        "{}",
        too_much.text()
    );
    assert!(too_much.body.contains("id=\"field-commitment-amount\"") && too_much.body.contains("value=\"300 000\""));
    let commitment = led_to(&sign(&bank, &reference, "200 000", "request-0002").await);
    assert_eq!(
        led_to(&sign(&bank, &reference, "200 000", "request-0002").await),
        commitment,
        "posted twice"
    );
    let names = ["outstanding", "committed", "declared", "disputed", "paid", "gap"];
    assert_eq!(
        totals(&world, &names).await,
        ["50000.00", "200000.00", "0.00", "0.00", "0.00", "800000.00"]
    );

    let new_disbursement = Form::new(&[
        ("amount", "80 000"),
        ("paid_on", "2026-11-23"),
        ("bank_reference", "T-1"),
    ]);
    let pay = format!("{commitment}/disbursements");
    let first = led_to(
        &new_disbursement
            .with("request_id", "request-0003")
            .post(&bank, &pay)
            .await,
    );
    let second = led_to(
        &new_disbursement
            .with("request_id", "request-0004")
            .post(&bank, &pay)
            .await,
    );
    let more = new_disbursement
        .with("request_id", "request-0005")
        .post(&bank, &pay)
        .await;
    assert_eq!(
        error_in(&more, "disbursement", "amount"),
        Some(phrase(Es, "refusal-more-than-undisbursed", &[]))
    );
    assert_eq!(totals(&world, &names).await[2], "160000.00");

    let desk = cooperative.get("/es/desk").await;
    assert!(
        desk.text().contains(&phrase(Es, "desk-waiting", &[])) && desk.body.contains(&first),
        "{}",
        desk.text()
    );
    let receipts = format!("{first}/receipts");
    assert_eq!(
        bank.post(&receipts, &[("outcome", "confirm")]).await.status,
        403,
        "not one's own"
    );
    assert_eq!(
        cooperative
            .post(
                &receipts,
                &[("outcome", "confirm"), ("reason", "Otra vez, con otra razón")]
            )
            .await
            .status,
        303
    );
    assert_eq!(
        cooperative.post(&receipts, &[("outcome", "confirm")]).await.status,
        409,
        "once is enough"
    );
    let receipts = format!("{second}/receipts");
    let short = Form::new(&[
        ("outcome", "dispute"),
        ("amount", "50 000"),
        ("reason", "Al banco llegó menos dinero"),
    ]);
    let causeless = short.post(&cooperative, &receipts).await;
    assert_eq!(
        error_in(&causeless, "receipt", "cause"),
        Some(phrase(Es, "refusal-cause-needed", &[]))
    );
    assert!(
        causeless.body.contains("Al banco llegó menos dinero</textarea>"),
        "what was typed is kept"
    );
    let disputed = short.with("cause", "shortfall");
    assert_eq!(disputed.post(&cooperative, &receipts).await.status, 303);
    assert_eq!(totals(&world, &names).await[3..5], ["80000.00", "80000.00"]);
    let officer = world.sign_in("officer@demo.example").await;
    assert!(
        officer.get("/es/office").await.body.contains(&second),
        "the office sees what is disputed"
    );

    // The office ends the dispute, with the receiver's document and not without.
    let resolving = [("outcome", "resolve"), ("amount", "50 000"), ("cause", "shortfall")];
    let bare = officer.post(&receipts, &resolving).await;
    assert_eq!(
        error_in(&bare, "receipt", "document"),
        Some(phrase(Es, "refusal-document-needed", &[]))
    );
    let proven = officer
        .post_file(&receipts, &resolving, ("document", "recibo.pdf", PDF))
        .await;
    assert_eq!(proven.status, 303, "{}", proven.text());
    let refund = Form::new(&[
        ("amount", "30 000"),
        ("refunded_on", "2026-11-23"),
        ("reason", "Sobró del primer contrato"),
    ]);
    assert_eq!(refund.post(&bank, &format!("{first}/refunds")).await.status, 303);
    let ending = Form::new(&[
        ("amount", "100 000"),
        ("terminated_on", "2026-11-23"),
        ("reason", "Se redujo el alcance"),
    ]);
    assert_eq!(
        ending.post(&bank, &format!("{commitment}/terminations")).await.status,
        303
    );
    assert_eq!(
        totals(&world, &names).await,
        ["150000.00", "100000.00", "0.00", "0.00", "100000.00", "900000.00"]
    );
    for path in [format!("/es/projects/{project}"), format!("/es/pledges/{reference}")] {
        let page = world.get(&path).await.text();
        for stated in [
            "USD 200 000,00",
            "USD 80 000,00",
            "según documento",
            "USD −30 000,00",
            "USD −100 000,00",
        ] {
            assert!(page.contains(stated), "{path} lacks {stated}: {page}");
        }
    }
    let letters = world.letters().await;
    for (template, to) in [
        ("disbursement-declared", "cooperativa@demo.example"),
        ("disbursement-confirmed", "banco@demo.example"),
        ("disbursement-disputed", "banco@demo.example"),
        ("disbursement-resolved", "banco@demo.example"),
    ] {
        let letter = letters
            .iter()
            .find(|letter| letter.template == template && letter.recipient == to);
        let body = &letter.unwrap_or_else(|| panic!("no letter {template} to {to}")).body;
        assert!(
            body.contains("/es/desk/disbursements/") && !body.contains("$"),
            "{body}"
        );
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

/// The message beside a field of one of several forms of a page.
fn error_in(answer: &Answer, form: &str, field: &str) -> Option<String> {
    error(answer, &format!("{form}-{field}"))
}

#[rocket::async_test]
async fn a_receipt_says_why_the_promise_ended_and_not_why_it_was_revised() {
    let world = World::new().await;
    let (_, reference) = verified(&world).await;
    let bank = world.sign_in("banco@demo.example").await;
    let desk = format!("/es/desk/pledges/{reference}");
    let (first, last) = ("La junta aprobó un monto mayor", "La junta cambió de prioridades");
    let revision = [("amount", "300 000"), ("reason", first)];
    let revised = bank.post(&format!("{desk}/revisions"), &revision).await;
    assert_eq!(revised.status, 303, "{}", revised.text());
    let proposal = revised.location.unwrap_or_default();
    world.verified(proposal.rsplit('/').next().expect("a reference")).await;
    let withdrawn = bank.post(&format!("{desk}/withdrawals"), &[("reason", last)]).await;
    assert_eq!(withdrawn.status, 303, "{}", withdrawn.text());
    let receipt = format!("/es/pledges/{reference}");
    let expected = format!("{} {last}", phrase(Es, "receipt-withdrawn", &[]));
    let page = world.get(&receipt).await.text();
    assert!(page.contains(&expected), "{page}");

    // Erasing the reason of the revision leaves that of the withdrawal.
    let admin = world.sign_in("admin@demo.example").await;
    let events = world.get("/data/events.ndjson").await.body;
    let line = events
        .lines()
        .find(|line| line.contains("pledge_revised"))
        .expect("the event");
    let number = serde_json::from_str::<serde_json::Value>(line).expect("an event")["number"].clone();
    let redaction = [("field", "reason"), ("reason", "Nombra a una persona")];
    let redacted = admin
        .post(&format!("/es/admin/events/{number}/redactions"), &redaction)
        .await;
    assert_eq!(redacted.status, 303, "{}", redacted.text());
    let page = world.get(&receipt).await.text();
    assert!(page.contains(&expected) && !page.contains(first), "{page}");
    assert!(bank.get(&desk).await.text().contains(last));
}

#[rocket::async_test]
async fn sixteen_writers_on_one_pledge_never_sign_more_than_there_is() {
    let world = World::new().await;
    let (_, reference) = verified(&world).await;
    let bank = world.actor("banco@demo.example").await;
    let now = world.now();
    let writers: Vec<_> = (0..16)
        .map(|number| {
            let (app, reference) = (world.app().clone(), reference.clone());
            tokio::spawn(async move {
                let new_commitment = NewCommitment {
                    amount: Money::new(40_000_00, Currency::USD),
                    drawdown: None,
                    receiver: None,
                    signed_on: now.local_date(),
                    own_reference: "",
                    document: None,
                    tranches: &[],
                };
                let request = format!("writer-{number:04}");
                actions::money::sign(
                    app.context(now).numbered(&bank, &request),
                    &bank,
                    &reference,
                    None,
                    new_commitment,
                )
                .await
            })
        })
        .collect();
    let (mut signed, mut taken) = (0, 0);
    for writer in writers {
        match writer.await.expect("no panic") {
            Ok(_) => signed += 1,
            Err(ActionError::Money(MoneyRefusal::MoreThanOutstanding)) => taken += 1,
            Err(other) => panic!("no error but \"already taken\": {other}"),
        }
    }
    assert_eq!((signed, taken), (6, 10), "six times 40 000 out of 250 000");
    assert_eq!(
        totals(&world, &["committed", "outstanding"]).await,
        ["240000.00", "10000.00"]
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}
