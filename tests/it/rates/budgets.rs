//! Commitments in another currency than the budget of their project.

use puente::actions;
use puente::domain::currency::Currency;
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::exchange::rates::RateFormat;
use puente::i18n::language::Language::{En, Es};
use puente::store::projects;

use super::file;
use crate::forms::phrase;
use crate::harness::World;

#[rocket::async_test]
async fn a_budget_that_goes_to_another_currency_is_closed_when_the_rate_arrives_and_the_page_says_so_before() {
    let world = World::new().await;
    let code = world.project("CO", Status::SeekingFunding).await;
    let reference = world.pledge(&code).await;
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    world.paid(&reference).await;

    let row = projects::by_code(world.db().primary(), &code)
        .await
        .expect("read")
        .expect("a row");
    let mut facts = projects::facts(world.db().primary(), &row).await.expect("facts");
    facts.budget_currency = Currency::COP;
    actions::projects::edit(world.ctx(), &officer, &code, row.version, &facts)
        .await
        .expect("an edited budget");
    let gap = async || {
        let row = projects::by_code(world.db().primary(), &code).await.expect("read");
        row.expect("a row").gap_minor
    };
    assert_eq!(gap().await, Some(1_000_000_00), "USD 100 000 are worth no pesos yet");
    let notes = [(Es, "es"), (En, "en")].map(|(language, prefix)| {
        let note = phrase(language, "project-without-budget", &[("count", 1.into())]);
        (format!("/{prefix}/projects/{code}"), note)
    });
    for (page, note) in &notes {
        assert!(world.get(page).await.text().contains(note), "{note}");
    }

    let day = world.now().local_date();
    let rates =
        format!("currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,daily,{day},{day},2.5,Test\n");
    let rates = file(rates.as_bytes(), RateFormat::Plain);
    let done = actions::rates::import(world.ctx(), None, &rates, actions::rates::Taking::IN).await;
    // The cost, and the commitment in the currency of the cost; its dollars stand.
    assert_eq!(done.expect("an import").converted, 2);
    assert_eq!(gap().await, Some(750_000_00), "1 000 000 - 100 000 x 2.5");
    for (page, note) in &notes {
        assert!(!world.get(page).await.text().contains(note), "{note}");
    }
    let shown_so = world.get("/es/activity").await.text();
    assert!(
        shown_so.contains("recibe su valor en la moneda del costo"),
        "{shown_so}"
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn costs_keep_their_rate_while_a_title_is_mended_and_take_another_when_they_change() {
    let world = World::new().await;
    let officer = world.actor("officer@demo.example").await;
    let mut facts = world.facts("CO").await;
    facts.budget_currency = Currency::COP;
    let day = facts.budget_on.expect("a day");
    let rate = async |kind: &str, units: &str| {
        let year = day.year();
        let (from, to) = match kind {
            "annual" => (format!("{year}-01-01"), String::new()),
            _ => (day.to_string(), day.to_string()),
        };
        let rows = format!(
            "currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,{kind},{from},{to},{units},Test\n"
        );
        let accepted = actions::rates::Taking {
            accept_jumps: true,
            ..actions::rates::Taking::IN
        };
        let done = actions::rates::import(world.ctx(), None, &file(rows.as_bytes(), RateFormat::Plain), accepted).await;
        assert_eq!(done.expect("an import").added, 1);
    };
    rate("annual", "4000").await;
    let code = actions::projects::create(world.ctx().numbered(&officer, &world.request_id()), &officer, &facts)
        .await
        .expect("a draft");
    let row = async || {
        let row = projects::by_code(world.db().primary(), &code).await.expect("read");
        row.expect("a row")
    };
    let first = row().await.requirement_usd_minor.expect("a worth");

    rate("daily", "2000").await;
    facts.title_es.push_str(", con su coma");
    actions::projects::edit(world.ctx(), &officer, &code, 1, &facts)
        .await
        .expect("a title");
    assert_eq!(row().await.requirement_usd_minor, Some(first), "no cost was touched");

    facts.lines[0].amount_minor *= 2;
    actions::projects::edit(world.ctx(), &officer, &code, 2, &facts)
        .await
        .expect("other costs");
    assert_eq!(
        row().await.requirement_usd_minor,
        Some(first * 4),
        "twice as much, at half the rate"
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn costs_without_a_rate_stand_in_the_administrators_list_until_it_arrives() {
    let world = World::new().await;
    let officer = world.actor("officer@demo.example").await;
    let mut facts = world.facts("CO").await;
    facts.budget_currency = Currency::COP;
    let made = actions::projects::create(world.ctx().numbered(&officer, &world.request_id()), &officer, &facts).await;
    let code = made.expect("a draft");
    let admin = world.sign_in("admin@demo.example").await;
    let waiting = async || {
        let page = admin.get("/es/admin/rates").await.text();
        let (_, list) = page.split_once(&phrase(Es, "rates-waiting", &[])).expect("the list");
        list.split_once(&phrase(Es, "rates-known", &[]))
            .expect("its end")
            .0
            .to_owned()
    };
    let list = waiting().await;
    assert!(list.contains(&code) && list.contains("Costo"), "{list}");
    let year = facts.budget_on.expect("a day").year();
    let rates =
        format!("currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,{year}-01-01,,4000,Test\n");
    let partner = world.actor("banco@demo.example").await;
    let rates = file(rates.as_bytes(), RateFormat::Plain);
    let refused = actions::rates::import(world.ctx(), Some(&partner), &rates, actions::rates::Taking::IN).await;
    assert!(matches!(refused, Err(actions::ActionError::Refused(_))), "{refused:?}");
    let done = actions::rates::import(world.ctx(), None, &rates, actions::rates::Taking::IN).await;
    assert_eq!(done.expect("an import").converted, 1);
    assert!(!waiting().await.contains(&code));
}
