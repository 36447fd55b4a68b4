//! Amounts that can be entered one by one, and of which a sum cannot be kept: told at the amount, never an error of ours.

use puente::actions;
use puente::actions::pledges::Intent;
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::project::Status;
use puente::exchange::rates::{RateFormat, read};
use puente::i18n::language::Language::{En, Es};
use puente::store::projects;

use crate::forms::{Form, fault, told, typed};
use crate::harness::World;

async fn rates(world: &World, rows: &str) {
    let csv = format!("currency,kind,valid_from_on,valid_to_on,units_per_usd,source\n{rows}");
    let file = read(
        csv.as_bytes(),
        Some(RateFormat::Plain),
        "a test",
        world.now().local_date(),
    )
    .expect("readable");
    let done = actions::rates::import(world.ctx(), None, &file, actions::rates::Taking::IN).await;
    done.expect("an import");
}

#[rocket::async_test]
async fn an_agreement_whose_sum_in_the_currency_of_the_cost_is_too_large_is_told_at_its_amount() {
    let world = World::new().await;
    let today = world.now().local_date();
    rates(
        &world,
        &format!("COP,daily,{today},{today},4000,Test\nGBP,daily,{today},{today},0.8,Test\n"),
    )
    .await;
    let code = world.project("CO", Status::SeekingFunding).await;
    let row = projects::by_code(world.db(), &code).await.expect("read").expect("it");
    let mut facts = projects::facts(world.db(), &row).await.expect("facts");
    facts.budget_currency = Currency::COP;
    let officer = world.actor("officer@demo.example").await;
    actions::projects::edit(world.ctx(), &officer, &code, row.version, &facts)
        .await
        .expect("a budget in pesos");
    let bank = world.sign_in("banco@demo.example").await;
    let agreement = |request: &str| {
        Form::new(&[
            ("request_id", request),
            ("project", &code),
            ("amount", "10 000 000 000 000,00"),
            ("currency", "GBP"),
            ("signed_on", &today.to_string()),
            ("agreement_reference", "C-2026-7"),
        ])
    };
    let proof = ("document", "acuerdo.pdf", pdf!("signed"));
    let first = agreement("large-0001");
    let first = bank.post_file("/es/desk/commitments", &first.fields(), proof).await;
    assert_eq!(first.status, 303, "COP 5 x 10^18: {}", first.text());
    for (path, language) in [("es", Es), ("en", En)] {
        let form = agreement("large-0002");
        let form = if language == En {
            form.with("amount", "10 000 000 000 000.00")
        } else {
            form
        };
        let refused = bank
            .post_file(&format!("/{path}/desk/commitments"), &form.fields(), proof)
            .await;
        let why = told(language, "refusal-too-large", &[]);
        assert_eq!(
            (refused.status, fault(&refused, "commitment-amount")),
            (422, Some(why)),
            "{}",
            refused.text()
        );
        for (name, value) in form.without("request_id").fields() {
            assert_eq!(typed(&refused, name).as_deref(), Some(value), "{name}");
        }
    }
    assert_eq!(world.verify().await.faults, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_promise_with_which_a_total_could_not_be_kept_is_not_verified_and_every_page_still_reads() {
    let world = World::new().await;
    let today = world.now().local_date();
    rates(&world, &format!("COP,daily,{today},{today},0.0002,Test\n")).await;
    let bank = world.actor("banco@demo.example").await;
    let officer = world.sign_in("officer@demo.example").await;
    let mut answers = Vec::new();
    for _ in 0..2 {
        let project = world.project("CO", Status::SeekingFunding).await;
        let mut terms = world.terms(&project).await;
        terms.amount = Money::new(1_000_000_000_000_000, Currency::COP);
        let id = world.request_id();
        let reference = actions::pledges::create(world.ctx(), &bank, &terms, Intent::Submit, &id).await;
        let path = format!("/es/office/pledges/{}/reviews", reference.expect("a pledge"));
        answers.push(officer.post(&path, &[("decision", "verify"), ("reason", "")]).await);
    }
    assert_eq!(answers[0].status, 303, "USD 5 x 10^18 cents: {}", answers[0].text());
    let why = told(Es, "refusal-too-large", &[]);
    assert_eq!((answers[1].status, fault(&answers[1], "decision")), (422, Some(why)));
    let plan = world.get("/es/summary.json").await.json();
    assert_eq!(plan["item"]["totals"]["pledged"]["amount"], "50000000000000000.00");
    for path in ["/es/", "/en/totals/plan", "/es/projects"] {
        assert_eq!(world.get(path).await.status, 200, "{path}");
    }
    assert_eq!(world.verify().await.faults, Vec::<String>::new());
}
