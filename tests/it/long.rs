//! More rows than a page shows: what counts is counted whole, and a list that is cut says so.

use puente::actions;
use puente::actions::acceptances::NewAcceptance;
use puente::actions::conditions::PendingSubject;
use puente::actions::money::{NewCommitment, NewDirectCommitment};
use puente::actions::pledges::Intent;
use puente::domain::currency::Currency;
use puente::domain::document::Document;
use puente::domain::fulfilment::Party;
use puente::domain::ids::PledgeId;
use puente::domain::money::Money;
use puente::domain::pledge::{Decision, PledgeKind};
use puente::domain::project::Status;
use puente::i18n::language::Language::{En, Es};
use puente::store::{Source as _, projects, replies};

use crate::forms::{collapse, phrase};
use crate::harness::{Answer, World};

/// A verified pledge of USD 250 000 by banco@, its conditions in words; reference and code of the project.
async fn verified(world: &World, kind: PledgeKind) -> (String, String) {
    let code = world.project("CO", Status::SeekingFunding).await;
    let bank = world.actor("banco@demo.example").await;
    let mut terms = world.terms(&code).await;
    terms.kind = kind;
    terms.conditions = "Si llega la licencia".to_owned();
    let id = world.request_id();
    let reference = actions::pledges::create(world.ctx().numbered(&bank, &id), &bank, &terms, Intent::Submit).await;
    let reference = reference.expect("a pledge");
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    (reference, code)
}

/// Runs an INSERT … SELECT of as many rows, numbered `n` from 1; `{many}` stands for them.
async fn rows(world: &World, count: i64, insert: &str) {
    let many = format!(
        "(WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {count})
        SELECT n FROM many) AS many"
    );
    world.sql(&insert.replace("{many}", &many)).await.expect("rows");
}

/// As many events of others, from number 10 001 on.
async fn events(world: &World, count: i64) {
    rows(
        world,
        count,
        "INSERT INTO event (number, kind, occurred_at, public, hash)
         SELECT 10000 + n, kind, occurred_at, '{}', hash FROM {many} JOIN event ON number = 1",
    )
    .await;
}

fn shows(answer: &Answer, text: &str) -> bool {
    collapse(&answer.text()).contains(&collapse(text))
}

#[rocket::async_test]
async fn a_receipt_tells_its_own_words_however_much_happened_between() {
    let world = World::new().await;
    let (reference, _) = verified(&world, PledgeKind::Financial).await;
    events(&world, 1_000).await;
    for field in ["a", "b", "c", "d", "e", "f"] {
        let insert = format!(
            "INSERT INTO event_text (event_number, field, salt, content) SELECT 10000 + n, '{field}', 's', 't' FROM {{many}}"
        );
        rows(&world, 1_000, &insert).await;
    }
    let bank = world.actor("banco@demo.example").await;
    let why = "La junta destinó el dinero a otra obra";
    actions::pledges::withdraw(world.ctx(), &bank, &reference, why)
        .await
        .expect("withdrawn");
    let receipt = world.get(&format!("/es/pledges/{reference}")).await;
    assert!(
        shows(&receipt, why) && shows(&receipt, "Si llega la licencia"),
        "{}",
        receipt.text()
    );
}

#[rocket::async_test]
async fn an_acceptance_counts_after_a_thousand_that_were_taken_back() {
    let world = World::new().await;
    let (reference, code) = verified(&world, PledgeKind::InKind).await;
    events(&world, 2_000).await;
    for (from, amount, back) in [(0, 100, "NULL"), (1_000, -100, "n")] {
        let insert = format!(
            "INSERT INTO in_kind_acceptance (id, pledge_id, project_id, line_position, amount_minor, currency, budget_minor,
                budget_currency, accepted_on, takes_back_id, account_id, event_number, created_at)
             SELECT {from} + n, id, project_id, 0, {amount}, 'USD', {amount}, 'USD', pledged_on, {back}, entered_by,
                10000 + {from} + n, '2026-11-23T17:00:00Z' FROM {{many}} JOIN pledge ON TRUE"
        );
        rows(&world, 1_000, &insert).await;
    }
    let project = projects::by_code(world.db().primary(), &code)
        .await
        .expect("read")
        .expect("it")
        .key();
    let officer = world.actor("officer@demo.example").await;
    let accept = async |minor| {
        let new_acceptance = NewAcceptance {
            project,
            line: 0,
            version: None,
            amount: Money::new(minor, Currency::USD),
            accepted_on: world.now().local_date(),
            note: "",
        };
        actions::acceptances::accept(
            world.ctx().numbered(&officer, &world.request_id()),
            &officer,
            &reference,
            new_acceptance,
        )
        .await
    };
    accept(250_000_00).await.expect("the whole promise");
    assert!(accept(1).await.is_err(), "nothing is left to accept");
    let json_view = world.get("/es/totals/plan.json").await.json();
    assert_eq!(json_view["item"]["totals"]["covered"]["amount"], "250000.00");
    for (path, language) in [("es", Es), ("en", En)] {
        let receipt = world.get(&format!("/{path}/pledges/{reference}")).await;
        assert!(
            shows(&receipt, &phrase(language, "acceptance-newest-taken-back", &[])),
            "{}",
            receipt.text()
        );
    }
}

#[rocket::async_test]
async fn a_condition_stated_after_a_thousand_others_is_open_and_can_be_met() {
    let world = World::new().await;
    let (reference, _) = verified(&world, PledgeKind::Financial).await;
    events(&world, 2_000).await;
    for (from, meets) in [(0, "NULL"), (1_000, "n")] {
        let insert = format!(
            "INSERT INTO waiting_condition (id, ledger_entry_id, party, meets_id, account_id, on_behalf, event_number,
                created_at)
             SELECT {from} + n, ledger_entry.id, 'government', {meets}, pledge.entered_by, FALSE, 10000 + {from} + n,
                ledger_entry.created_at
             FROM {{many}} JOIN ledger_entry ON TRUE JOIN pledge ON pledge.id = ledger_entry.pledge_id"
        );
        rows(&world, 1_000, &insert).await;
    }
    let bank = world.sign_in("banco@demo.example").await;
    let actor = world.actor("banco@demo.example").await;
    let subject_of_wait = PendingSubject::Pledge(&reference);
    let words = "Falta el permiso de la captación";
    actions::conditions::state(
        world.ctx().numbered(&actor, &world.request_id()),
        &actor,
        subject_of_wait,
        Party::Government,
        words,
    )
    .await
    .expect("stated");
    let page = bank.get(&format!("/es/desk/pledges/{reference}")).await;
    assert!(
        shows(&page, words) && shows(&page, &phrase(Es, "list-newest-only", &[])),
        "{}",
        page.text()
    );
    let newest = world
        .db()
        .primary()
        .number("SELECT MAX(id) AS number FROM waiting_condition", vec![])
        .await;
    let condition = puente::domain::ids::ConditionId(newest.expect("a condition"));
    actions::conditions::meet(world.ctx(), &actor, subject_of_wait, condition)
        .await
        .expect("met");
}

#[rocket::async_test]
async fn the_last_word_on_each_reason_is_kept_beside_a_thousand_of_another_promise() {
    let world = World::new().await;
    verified(&world, PledgeKind::Financial).await;
    verified(&world, PledgeKind::Financial).await;
    events(&world, 1_200).await;
    // The first is the second pledge's only one.
    let insert = "INSERT INTO reply (id, ledger_entry_id, wait, account_id, on_behalf, event_number, created_at)
        SELECT n, entry.id, 'late', entered_by, FALSE, 10000 + n, '2026-11-23T17:00:00Z' FROM {many}
        JOIN pledge ON pledge.id = CASE WHEN n = 1 THEN 2 ELSE 1 END
        JOIN ledger_entry AS entry ON entry.pledge_id = pledge.id AND entry.kind = 'pledge'";
    rows(&world, 1_200, insert).await;
    let stated = replies::of_pledges(world.db().primary(), &[PledgeId(1), PledgeId(2)])
        .await
        .expect("read");
    assert_eq!(
        stated
            .iter()
            .filter(|one| one.pledge_id == Some(PledgeId(2)))
            .map(|one| one.id)
            .collect::<Vec<_>>(),
        [1]
    );
    assert_eq!(stated[0].id, 1_200, "newest first");
    assert!(stated.len() < 200, "and no more than a page shows");
}

#[rocket::async_test]
async fn figures_are_of_all_rows_where_a_page_shows_the_newest_and_says_so() {
    let world = World::new().await;
    let code = world.project("CO", Status::SeekingFunding).await;
    let project = projects::by_code(world.db().primary(), &code)
        .await
        .expect("read")
        .expect("it")
        .key();
    let bank = world.actor("banco@demo.example").await;
    let organisation = world.terms(&code).await.organisation;
    let document = Document::new("acuerdo.pdf", b"%PDF-1.7 a commitment".to_vec()).expect("a document");
    let new_direct = NewDirectCommitment {
        organisation,
        project,
        finance_type: "110",
        new_commitment: NewCommitment {
            amount: Money::new(2_000_00, Currency::USD),
            drawdown: None,
            receiver: None,
            signed_on: world.now().local_date(),
            own_reference: "C-1",
            document: Some(&document),
            tranches: &[],
        },
    };
    let commitment = actions::money::agree(world.ctx().numbered(&bank, &world.request_id()), &bank, new_direct).await;
    let commitment = world.verified(&commitment.expect("a proposal")).await;
    events(&world, 1_500).await;
    let copy =
        "INSERT INTO ledger_entry (id, kind, parent_id, project_id, organisation_id, receiver_id, support, finance_type,
            amount_minor, currency, dated_on, event_number, on_behalf, created_at)
        SELECT 10000 + n, KIND, PARENT, project_id, organisation_id, receiver_id, support, finance_type, 100, currency,
            dated_on, 10000 + FROM_N + n, FALSE, created_at FROM {many} JOIN ledger_entry ON id = 1";
    let disbursements = copy
        .replace("KIND", "'disbursement'")
        .replace("PARENT", "1")
        .replace("FROM_N", "0");
    rows(&world, 1_100, &disbursements).await;
    rows(
        &world,
        1_100,
        "INSERT INTO conversion (id, ledger_entry_id, usd_minor, event_number, created_at)
         SELECT 10000 + n, 10000 + n, 100, 10000 + n, '2026-11-23T17:00:00Z' FROM {many}",
    )
    .await;
    let person = world.sign_in("banco@demo.example").await;
    let page = person.get(&format!("/es/desk/commitments/{commitment}")).await;
    assert!(shows(&page, "USD 900,00"), "left of it: {}", page.text());
    assert!(shows(&page, "USD 1 100"), "declared of it: {}", page.text());
    assert!(shows(&page, &phrase(Es, "list-newest-only", &[])));
    let public = world.get(&format!("/en/projects/{code}")).await;
    assert!(
        shows(&public, &phrase(En, "list-newest-only", &[])),
        "{}",
        public.text()
    );

    // Commitments that plan no payments, more than the desk reads.
    let more = copy
        .replace("KIND", "'commitment'")
        .replace("PARENT", "NULL")
        .replace("FROM_N", "1200");
    rows(&world, 220, &more.replace("SELECT 10000 + n", "SELECT 20000 + n")).await;
    let states = "INSERT INTO commitment_state (commitment_id, undisbursed_minor, unconfirmed_minor)
        SELECT 20000 + n, 100, 0 FROM {many}";
    rows(&world, 220, states).await;
    for (path, language) in [("es", Es), ("en", En)] {
        let desk = person.get(&format!("/{path}/desk")).await;
        assert!(
            shows(&desk, &phrase(language, "due-without-days-more", &[])),
            "{}",
            desk.text()
        );
    }
}
