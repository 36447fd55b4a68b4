//! Rates of exchange: taken in from files, and what waited for them.

use std::path::Path;

use puente::actions::pledges::Intent;
use puente::actions::{self, rates::Imported};
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::pledge::{Decision, Target};
use puente::domain::project::Status;
use puente::exchange::rates::{RateFile, RateFormat, read};
use puente::i18n::language::Language::Es;
use puente::store::{Source as _, projects};
use time::macros::date;

use crate::forms::{fault, told};
use crate::harness::World;

mod budgets;
mod corrections;
mod entries;

fn file(bytes: &[u8], format: RateFormat) -> RateFile {
    let file = read(bytes, None, "a file of a test").expect("readable");
    assert_eq!((file.format, file.rejected.len()), (format, 0));
    file
}

/// A verified pledge of COP 4 000 million of 2023 for the plan; gives its reference.
async fn pledge_of_2023(world: &World) -> String {
    let project = world.project("CO", Status::SeekingFunding).await;
    let mut terms = world.terms(&project).await;
    terms.target = Target::Plan;
    terms.amount = Money::new(4_000_000_000_00, Currency::COP);
    terms.pledged_on = date!(2023 - 05 - 10);
    let bank = world.actor("banco@demo.example").await;
    let id = world.request_id();
    let reference = actions::pledges::create(world.ctx(), &bank, &terms, Intent::Submit, &id)
        .await
        .expect("a pledge");
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    reference
}

#[rocket::async_test]
async fn a_rate_that_arrives_converts_what_waited_by_a_new_row_and_a_dry_run_changes_nothing() {
    let world = World::new().await;
    let reference = pledge_of_2023(&world).await;
    let receipt = format!("/es/pledges/{reference}");
    let waits = told(Es, "not-converted", &[]);
    assert!(world.get(&receipt).await.text().contains(&waits));
    let before = world.get("/es/summary.json").await.json();
    assert_eq!(before["item"]["totals"]["pledged"]["amount"], "0.00");
    assert_eq!(before["item"]["totals"]["not_converted"][0]["amount"], "4000000000.00");

    let other = file(
        b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2022-01-01,,4255.4,Test\n",
        RateFormat::Plain,
    );
    let year = file(
        b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2023-01-01,,4000,Test\n",
        RateFormat::Plain,
    );
    let import = async |rows: &RateFile, dry_run: bool| -> Imported {
        actions::rates::import(world.ctx(), None, rows, dry_run)
            .await
            .expect("an import")
    };
    let added = |converted| Imported {
        added: 1,
        known: 0,
        converted,
    };
    assert_eq!(
        import(&other, false).await,
        added(0),
        "a rate of another year is none for this one"
    );
    assert_eq!(import(&year, true).await, added(1));
    assert_eq!(
        world.get("/es/summary.json").await.json(),
        before,
        "a dry run changes nothing"
    );
    assert_eq!(import(&year, false).await, added(1));
    assert_eq!(
        import(&year, false).await,
        Imported {
            known: 1,
            ..Imported::default()
        }
    );

    let shown = world.get(&receipt).await.text();
    assert!(!shown.contains(&waits) && shown.contains("1 000 000"), "{shown}");
    let after = world.get("/es/summary.json").await.json();
    assert_eq!(after["item"]["totals"]["pledged"]["amount"], "1000000.00");
    assert_eq!(
        after["item"]["totals"]["not_converted"].as_array().map(Vec::len),
        Some(0)
    );
    let activity = world.get("/es/activity").await.text();
    assert!(activity.contains("recibe su valor en dólares"), "{activity}");
    assert_eq!(world.verify().await.faults, Vec::<String>::new());
}

#[rocket::async_test]
async fn what_was_earmarked_before_its_rate_arrived_converts_with_its_pledge_to_the_cent() {
    let world = World::new().await;
    let reference = pledge_of_2023(&world).await;
    let there = world.project("CO", Status::Implementation).await;
    let there = projects::by_code(world.db(), &there)
        .await
        .expect("read")
        .expect("the project")
        .key();
    let bank = world.actor("banco@demo.example").await;
    let third = Money::new(1_333_333_333_33, Currency::COP);
    actions::money::earmark(world.ctx(), &bank, &reference, there, third, false, &world.request_id())
        .await
        .expect("earmarked");
    let year = file(
        b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2023-01-01,,4325.955,Test\n",
        RateFormat::Plain,
    );
    let done = actions::rates::import(world.ctx(), None, &year, false)
        .await
        .expect("an import");
    assert_eq!(done.converted, 2, "the pledge, and the half that is in the project");
    let plan = world.get("/es/summary.json").await.json();
    assert_eq!(plan["item"]["totals"]["pledged"]["amount"], "924651.32");
    assert_eq!(
        plan["item"]["totals"]["not_converted"].as_array().map(Vec::len),
        Some(0)
    );
    assert_eq!(world.verify().await.faults, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_cost_of_a_draft_converts_when_its_rate_arrives_and_nobody_is_told() {
    let world = World::new().await;
    let officer = world.actor("officer@demo.example").await;
    let mut facts = world.facts("CO").await;
    facts.budget_currency = Currency::COP;
    facts.budget_on = Some(date!(2023 - 05 - 10));
    let id = world.request_id();
    let code = actions::projects::create(world.ctx(), &officer, &facts, &id).await;
    let code = code.expect("a draft");
    let events = "SELECT COUNT(*) AS number FROM event";
    let before = world.db().number(events, vec![]).await.expect("events");
    let year = file(
        b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2023-01-01,,4000,Test\n",
        RateFormat::Plain,
    );
    let done = actions::rates::import(world.ctx(), None, &year, false).await;
    assert_eq!(done.expect("an import").converted, 1);
    let row = projects::by_code(world.db(), &code).await.expect("read");
    assert!(row.expect("the draft").requirement_usd_minor.is_some());
    assert_eq!(world.db().number(events, vec![]).await.expect("events"), before);
    assert_eq!(world.verify().await.faults, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_annual_rates_of_the_imf_convert_a_pledge_of_2023_and_their_source_is_shown() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/geography/imf_annual_rates.csv");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("the file of the IMF is not beside this checkout: skipped");
        return;
    };
    let world = World::new().await;
    let rows = file(&bytes, RateFormat::Imf);
    let done = actions::rates::import(world.ctx(), None, &rows, false)
        .await
        .expect("an import");
    assert_eq!((done.added, done.known), (101, 0));
    let reference = pledge_of_2023(&world).await;
    let shown = world.get(&format!("/es/pledges/{reference}")).await.text();
    assert!(shown.contains("COP por dólar") && shown.contains("IMF"), "{shown}");
    assert_eq!(world.verify().await.faults, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_administrator_tries_a_file_takes_it_in_and_is_told_each_line_that_is_not_taken() {
    let world = World::new().await;
    pledge_of_2023(&world).await;
    let admin = world.sign_in("admin@demo.example").await;
    let path = "/es/admin/rates";
    assert!(
        admin.get(path).await.text().contains("COP 4 000 000 000,00"),
        "it waits"
    );
    let csv = b"\xef\xbb\xbfCurrency;Kind;Valid_from_on;Valid_to_on;Units_per_usd\r\nCOP;annual;2023-01-01;;4000,50\r\nCOP;annual;2022-01-01;;0\r\n";
    let tried = admin
        .post_file(path, &[("intent", "try")], ("file", "tasas.csv", csv))
        .await;
    assert_eq!(tried.status, 200, "{}", tried.text());
    let told_why = told(Es, "rate-fault-not-positive", &[("first", 0.into())]);
    assert!(
        tried.text().contains("se agregaría una tasa") && tried.text().contains(&told_why),
        "{}",
        tried.text()
    );
    assert!(tried.text().contains("COP 4 000 000 000,00"), "nothing was saved");
    let taken = admin
        .post_file(path, &[("intent", "import")], ("file", "tasas.csv", csv))
        .await;
    assert!(taken.text().contains("Se agregó una tasa") && taken.text().contains("Se convirtió un monto"));
    assert!(
        taken.text().contains(&told(Es, "rates-waiting-none", &[])),
        "{}",
        taken.text()
    );
    for (file, key) in [
        (&b"a,b\n1,2\n"[..], "rate-file-unknown-header"),
        (b"\xff\xfe\x00", "rate-file-not-text"),
        (b"", "error-file-required"),
    ] {
        let refused = admin
            .post_file(path, &[("intent", "import")], ("file", "tasas.csv", file))
            .await;
        assert_eq!(
            (refused.status, fault(&refused, "file")),
            (422, Some(told(Es, key, &[])))
        );
    }
    assert_eq!(world.verify().await.faults, Vec::<String>::new());
}
