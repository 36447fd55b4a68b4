//! Amounts that can be entered one by one, and of which a sum cannot be kept: told at the amount, never an error of ours.

use puente::actions::money::{NewCommitment, NewDirectCommitment};
use puente::actions::pledges::Intent;
use puente::actions::{self, ActionError, AmountRefusal, Context};
use puente::domain::bound::Bound;
use puente::domain::currency::Currency;
use puente::domain::document::Document;
use puente::domain::money::Money;
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::exchange::rates::{RateFormat, read};
use puente::i18n::language::Language::{En, Es};
use puente::i18n::number::format_money;
use puente::store::projects;

use crate::forms::{Form, error, phrase, typed};
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

/// As high as a registry can be told to let an amount be.
fn generous(world: &World) -> Context<'_> {
    Context {
        amount_max: Bound::of(10_000_000_000_000).expect("a bound"),
        ..world.ctx()
    }
}

#[rocket::async_test]
async fn an_amount_above_the_bound_is_shown_at_its_field_with_the_bound() {
    let world = World::new().await;
    let today = world.now().local_date();
    rates(&world, &format!("GBP,daily,{today},{today},0.8,Test\n")).await;
    let code = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let commitment = Form::new(&[
        ("request_id", "large-0001"),
        ("project", &code),
        ("amount", "8 000 000 001"),
        ("currency", "GBP"),
        ("signed_on", &today.to_string()),
        ("agreement_reference", "C-2026-7"),
    ]);
    let proof = ("document", "acuerdo.pdf", pdf!("signed"));
    for (path, language) in [("es", Es), ("en", En)] {
        let refused = bank
            .post_file(&format!("/{path}/desk/commitments"), &commitment.fields(), proof)
            .await;
        let max = format_money(Money::new(10_000_000_000_00, Currency::USD), language);
        let why = phrase(language, "refusal-above-bound", &[("max", max.into())]);
        assert_eq!(
            (refused.status, error(&refused, "commitment-amount")),
            (422, Some(why)),
            "{}",
            refused.text()
        );
        for (name, value) in commitment.without("request_id").fields() {
            assert_eq!(typed(&refused, name).as_deref(), Some(value), "{name}");
        }
    }
    let allowed = commitment.with("amount", "8 000 000 000");
    let allowed = bank.post_file("/es/desk/commitments", &allowed.fields(), proof).await;
    assert_eq!(allowed.status, 303, "{}", allowed.text());
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn every_form_with_an_amount_knows_the_bound() {
    let world = World::new().await;
    let code = world.project("CO", Status::Implementation).await;
    let reference = world.pledge(&code).await;
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    let bank = world.sign_in("banco@demo.example").await;
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let max = format_money(Money::new(10_000_000_000_00, Currency::USD), Es);
    let why = phrase(Es, "refusal-above-bound", &[("max", max.into())]);
    let today = world.now().local_date().to_string();
    for kind in ["financial", "in_kind", "technical", "guarantee"] {
        let fields = [
            ("project", code.as_str()),
            ("kind", kind),
            ("amount", "10 000 000 001"),
            ("currency", "USD"),
            ("pledged_on", &today),
            ("authorised_by", "Junta"),
            ("intent", "submit"),
        ];
        let refused = bank.post("/es/desk/pledges", &fields).await;
        assert_eq!(
            (refused.status, error(&refused, "amount")),
            (422, Some(why.clone())),
            "{kind}"
        );
    }
    let revision = [("amount", "10 000 000 001"), ("reason", "La junta aprobó más")];
    let refused = bank
        .post(&format!("/es/desk/pledges/{reference}/revisions"), &revision)
        .await;
    assert_eq!(
        (refused.status, error(&refused, "revision-amount")),
        (422, Some(why.clone()))
    );
    let spent = [
        ("project", code.as_str()),
        ("amount", "10 000 000 001"),
        ("currency", "USD"),
        ("spent_on", &today),
        ("reason", "Cemento y transporte"),
    ];
    let bill = ("document", "factura.pdf", pdf!("a bill"));
    let refused = cooperative.post_file("/es/desk/expenditures", &spent, bill).await;
    assert_eq!(
        (refused.status, error(&refused, "expenditure-amount")),
        (422, Some(why))
    );
    // A line of a budget is told at its own amount.
    let mut facts = world.facts("CO").await;
    let mut line = facts.lines[0].clone();
    line.amount_minor = 10_000_000_000_01;
    facts.lines.push(line);
    let done = actions::projects::create(world.ctx().numbered(&officer, &world.request_id()), &officer, &facts).await;
    assert!(
        matches!(
            done,
            Err(ActionError::Amount(AmountRefusal::AboveBound { line: Some(1), .. }))
        ),
        "{done:?}"
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_one_commitment_with_which_a_total_could_not_be_kept_is_not_verified() {
    let world = World::new().await;
    let today = world.now().local_date();
    rates(
        &world,
        &format!("COP,daily,{today},{today},4000,Test\nGBP,daily,{today},{today},0.8,Test\n"),
    )
    .await;
    let code = world.project("CO", Status::SeekingFunding).await;
    let row = projects::by_code(world.db().primary(), &code)
        .await
        .expect("read")
        .expect("it");
    let mut facts = projects::facts(world.db().primary(), &row).await.expect("facts");
    facts.budget_currency = Currency::COP;
    let officer = world.actor("officer@demo.example").await;
    actions::projects::edit(world.ctx(), &officer, &code, row.version, &facts)
        .await
        .expect("a budget in pesos");
    let (bank, ctx) = (world.actor("banco@demo.example").await, generous(&world));
    let document = Document::new("acuerdo.pdf", pdf!("signed").to_vec()).expect("a document");
    let agree = async |minor| {
        let new_direct = NewDirectCommitment {
            organisation: world.terms(&code).await.organisation,
            project: row.key(),
            finance_type: "110",
            new_commitment: NewCommitment {
                amount: Money::new(minor, Currency::GBP),
                drawdown: None,
                receiver: None,
                signed_on: today,
                own_reference: "",
                document: Some(&document),
                tranches: &[],
            },
        };
        let made = actions::money::agree(ctx.numbered(&bank, &world.request_id()), &bank, new_direct).await;
        let (reference, id) = (made.expect("a proposal"), world.request_id());
        let why = "Se revisó con las dos partes";
        actions::proposals::review(
            ctx.numbered(&officer, &id),
            &officer,
            &reference,
            None,
            Decision::Verify,
            why,
        )
        .await
    };
    // COP 3.5 x 10^16 each, in minor units 3.5 x 10^18: two fit.
    for _ in 0..2 {
        agree(7_000_000_000_000_00).await.expect("it fits");
    }
    let third = agree(7_000_000_000_000_00).await;
    assert!(
        matches!(third, Err(ActionError::Amount(AmountRefusal::TooLarge))),
        "{third:?}"
    );
    agree(1_00).await.expect("others are not refused for it");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_promise_with_which_a_total_could_not_be_kept_is_not_verified_and_every_page_still_reads() {
    let world = World::new().await;
    let today = world.now().local_date();
    let bank = world.actor("banco@demo.example").await;
    let officer = world.sign_in("officer@demo.example").await;
    let mut references = Vec::new();
    for _ in 0..2 {
        let project = world.project("CO", Status::SeekingFunding).await;
        let mut terms = world.terms(&project).await;
        terms.amount = Money::new(1_000_000_000_000_000, Currency::COP);
        let id = world.request_id();
        let reference =
            actions::pledges::create(generous(&world).numbered(&bank, &id), &bank, &terms, Intent::Submit).await;
        references.push(reference.expect("a pledge"));
    }
    // A rate that nobody would believe arrives after they were entered.
    rates(&world, &format!("COP,daily,{today},{today},0.0002,Test\n")).await;
    let mut answers = Vec::new();
    for reference in references {
        let path = format!("/es/office/pledges/{reference}/reviews");
        let answer = [("decision", "verify"), ("reason", "Se revisó con la junta")];
        answers.push(officer.post(&path, &answer).await);
    }
    assert_eq!(answers[0].status, 303, "USD 5 x 10^18 cents: {}", answers[0].text());
    let why = phrase(Es, "refusal-too-large", &[]);
    assert_eq!((answers[1].status, error(&answers[1], "decision")), (422, Some(why)));
    let plan = world.get("/es/summary.json").await.json();
    assert_eq!(plan["item"]["totals"]["pledged"]["amount"], "50000000000000000.00");
    for path in ["/es/", "/en/totals/plan", "/es/projects"] {
        assert_eq!(world.get(path).await.status, 200, "{path}");
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}
