//! Rates of exchange: taken in from files, and what waited for them.

use std::path::Path;

use puente::actions::pledges::Intent;
use puente::actions::{
    self,
    rates::{Imported, Taking},
};
use puente::domain::counting::Boundary;
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::pledge::{Decision, Target};
use puente::domain::project::Status;
use puente::exchange::rates::{RateFile, RateFormat, read};
use puente::i18n::language::Language::Es;
use puente::store::{Source as _, events, projects, rates, totals};
use time::macros::date;

use crate::forms::{collapse, error, phrase};
use crate::harness::World;

mod budgets;
mod corrections;
mod entries;
mod files;
mod jumps;
mod many;

fn file(bytes: &[u8], format: RateFormat) -> RateFile {
    let file = read(bytes, None, "a file of a test", date!(2027 - 01 - 01)).expect("readable");
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
    let reference = actions::pledges::create(world.ctx().numbered(&bank, &id), &bank, &terms, Intent::Submit)
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
    let pending = phrase(Es, "not-converted", &[]);
    assert!(world.get(&receipt).await.text().contains(&pending));
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
        let accept_jumps = false;
        actions::rates::import(world.ctx(), None, rows, Taking { dry_run, accept_jumps })
            .await
            .expect("an import")
    };
    let added = |converted| Imported {
        added: 1,
        converted,
        ..Imported::default()
    };
    assert_eq!(
        import(&other, false).await,
        added(0),
        "a rate of another year is none for this one"
    );
    let other_known = world.get("/es/summary.json").await.json();
    assert_eq!(other_known["item"], before["item"]);
    assert_eq!(import(&year, true).await, added(1));
    assert_eq!(
        world.get("/es/summary.json").await.json(),
        other_known,
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
    assert!(!shown.contains(&pending) && shown.contains("1 000 000"), "{shown}");
    let after = world.get("/es/summary.json").await.json();
    assert_eq!(after["item"]["totals"]["pledged"]["amount"], "1000000.00");
    assert_eq!(
        after["item"]["totals"]["not_converted"].as_array().map(Vec::len),
        Some(0)
    );
    let activity = world.get("/es/activity").await.text();
    assert!(activity.contains("recibe su valor en dólares"), "{activity}");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn what_was_earmarked_before_its_rate_arrived_converts_with_its_pledge_to_the_cent() {
    let world = World::new().await;
    let reference = pledge_of_2023(&world).await;
    let there = world.project("CO", Status::Implementation).await;
    let there = projects::by_code(world.db().primary(), &there)
        .await
        .expect("read")
        .expect("the project")
        .key();
    let bank = world.actor("banco@demo.example").await;
    let third = Money::new(1_333_333_333_33, Currency::COP);
    actions::money::earmark(
        world.ctx().numbered(&bank, &world.request_id()),
        &bank,
        &reference,
        there,
        third,
        false,
    )
    .await
    .expect("earmarked");
    let year = file(
        b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2023-01-01,,4325.955,Test\n",
        RateFormat::Plain,
    );
    let done = actions::rates::import(world.ctx(), None, &year, Taking::IN)
        .await
        .expect("an import");
    assert_eq!(done.converted, 2, "the pledge, and the half that is in the project");
    let plan = world.get("/es/summary.json").await.json();
    assert_eq!(plan["item"]["totals"]["pledged"]["amount"], "924651.32");
    assert_eq!(
        plan["item"]["totals"]["not_converted"].as_array().map(Vec::len),
        Some(0)
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_rate_that_is_known_otherwise_is_shown_with_its_line_and_what_stands_and_overwrites_nothing() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let import = async |path: &str, intent: &str, rows: &str| {
        let csv = format!("currency,kind,valid_from_on,valid_to_on,units_per_usd,source\n{rows}");
        let file = ("file", "tasas.csv", csv.as_bytes());
        admin.post_file(path, &[("intent", intent)], file).await.text()
    };
    let shows = |page: &str, text: &str| collapse(page).contains(&collapse(text));
    let es = "/es/admin/rates";
    let first = "COP,daily,2023-01-02,2023-01-03,4000.50,Test\nCOP,annual,2023-01-01,,4325.9,Test\n";
    assert!(shows(&import(es, "import", first).await, "Se agregaron 2 tasas"));

    let again = "COP,daily,2023-01-02,2023-01-03,4000.5,Test\nCOP,annual,2023-01-01,,4352.9,Test\n\
        COP,annual,2022-01-01,,4255.4,Test\n";
    for intent in ["try", "import"] {
        let page = import(es, intent, again).await;
        assert!(
            shows(&page, "4 325,9 COP por dólar, tasa anual, del 1 de enero de 2023"),
            "{page}"
        );
        let counts = if intent == "try" {
            "una ya está, 0 se saltan, una no se tomaría"
        } else {
            "una ya estaba, 0 se saltaron, una no se tomó"
        };
        assert!(shows(&page, counts), "{page}");
    }
    let shorter = "COP,daily,2023-01-02,2023-01-02,4000.50,Test\n";
    let page = import("/en/admin/rates", "import", shorter).await;
    assert!(
        shows(
            &page,
            "4 000.5 COP for a dollar, daily rate, from 2 January 2023 to 3 January 2023"
        ),
        "{page}"
    );
    let stored = rates::list(world.db().primary(), rates::Filter::default(), 10)
        .await
        .expect("rates");
    let stored: Vec<_> = stored.iter().map(|rate| rate.units_per_usd.to_string()).collect();
    assert_eq!(stored, ["4000.50", "4325.9", "4255.4"]);

    // Once the publisher's own correction is here, both files say what is known.
    let wrong = rates::list(world.db().primary(), rates::Filter::default(), 10)
        .await
        .expect("rates")
        .remove(1);
    let changes = actions::rates::changes(world.db().primary(), &wrong, "4352.9".parse().expect("units"))
        .await
        .expect("changes");
    let correcting = actions::rates::Correcting {
        units_per_usd: "4352.9".parse().expect("units"),
        source: "Test, corregida",
        reason: "Dos cifras estaban cambiadas",
        seen: &actions::rates::seen(&changes),
    };
    let actor = world.actor("admin@demo.example").await;
    actions::rates::correct(world.ctx(), &actor, wrong.id.0, correcting)
        .await
        .expect("corrected");
    for units in ["4352.9", "4325.9"] {
        let page = import(es, "import", &format!("COP,annual,2023-01-01,,{units},Test\n")).await;
        assert!(
            shows(&page, "una ya estaba, 0 se saltaron, 0 no se tomaron"),
            "{units}: {page}"
        );
    }
    let page = import(es, "import", "COP,annual,2023-01-01,,1,Test\n").await;
    assert!(
        shows(&page, "4 352,9 COP por dólar"),
        "what stands is the correction: {page}"
    );
}

#[rocket::async_test]
async fn each_total_names_the_event_that_converted_its_own_amount() {
    let world = World::new().await;
    let officer = world.actor("officer@demo.example").await;
    let code = world.project("CO", Status::SeekingFunding).await;
    let row = projects::by_code(world.db().primary(), &code)
        .await
        .expect("read")
        .expect("it");
    let mut facts = projects::facts(world.db().primary(), &row).await.expect("facts");
    facts.budget_currency = Currency::COP;
    facts.budget_on = Some(date!(2023 - 05 - 10));
    actions::projects::edit(world.ctx(), &officer, &code, row.version, &facts)
        .await
        .expect("a budget in pesos");
    let mut terms = world.terms(&code).await;
    terms.amount = Money::new(100_000_00, Currency::COP);
    terms.pledged_on = date!(2023 - 05 - 10);
    let bank = world.actor("banco@demo.example").await;
    let id = world.request_id();
    let own = actions::pledges::create(world.ctx().numbered(&bank, &id), &bank, &terms, Intent::Submit).await;
    let own = own.expect("a pledge");
    actions::pledges::review(world.ctx(), &officer, &own, None, Decision::Verify, "")
        .await
        .expect("verified");
    pledge_of_2023(&world).await;
    let version = events::data_version(world.db().primary()).await.expect("a version");
    let named = async |boundary, key: &str| {
        let then = totals::as_of(world.db().primary(), boundary, key, None)
            .await
            .expect("read");
        then.recent_events
    };

    let year = b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2023-01-01,,4000,Test\n";
    let done = actions::rates::import(world.ctx(), None, &file(year, RateFormat::Plain), Taking::IN).await;
    assert_eq!(
        done.expect("an import").converted,
        3,
        "a cost, its pledge, the pledge to the plan"
    );
    let own = named(Boundary::Project, &code).await;
    assert_eq!(
        own[..2],
        [version + 2, version + 1],
        "not the event of the other pledge"
    );
    assert_eq!(
        named(Boundary::Plan, "").await[..3],
        [version + 3, version + 2, version + 1]
    );

    let wrong = rates::list(world.db().primary(), rates::Filter::default(), 1).await;
    let wrong = wrong.expect("rates").remove(0);
    let changes = actions::rates::changes(world.db().primary(), &wrong, 5000.into())
        .await
        .expect("changes");
    let correcting = actions::rates::Correcting {
        units_per_usd: 5000.into(),
        source: "Otra lectura",
        reason: "El archivo traía el número de otro año",
        seen: &actions::rates::seen(&changes),
    };
    let admin = world.actor("admin@demo.example").await;
    actions::rates::correct(world.ctx(), &admin, wrong.id.0, correcting)
        .await
        .expect("corrected");
    // After the events of the rates and of the correction, one for each of the two amounts.
    assert_eq!(named(Boundary::Project, &code).await[0], version + 6);
    assert_eq!(named(Boundary::Plan, "").await[..2], [version + 7, version + 6]);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_cost_of_a_draft_converts_when_its_rate_arrives_and_nobody_is_shown() {
    let world = World::new().await;
    let officer = world.actor("officer@demo.example").await;
    let mut facts = world.facts("CO").await;
    facts.budget_currency = Currency::COP;
    facts.budget_on = Some(date!(2023 - 05 - 10));
    let id = world.request_id();
    let code = actions::projects::create(world.ctx().numbered(&officer, &id), &officer, &facts).await;
    let code = code.expect("a draft");
    // That rates are known is everybody's news.
    let events = "SELECT COUNT(*) AS number FROM event WHERE kind <> 'rates_added'";
    let before = world.db().primary().number(events, vec![]).await.expect("events");
    let year = file(
        b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2023-01-01,,4000,Test\n",
        RateFormat::Plain,
    );
    let done = actions::rates::import(world.ctx(), None, &year, Taking::IN).await;
    assert_eq!(done.expect("an import").converted, 1);
    let row = projects::by_code(world.db().primary(), &code).await.expect("read");
    assert!(row.expect("the draft").requirement_usd_minor.is_some());
    assert_eq!(
        world.db().primary().number(events, vec![]).await.expect("events"),
        before
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
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
    let done = actions::rates::import(world.ctx(), None, &rows, Taking::IN)
        .await
        .expect("an import");
    assert_eq!((done.added, done.known), (101, 0));
    let reference = pledge_of_2023(&world).await;
    let shown = world.get(&format!("/es/pledges/{reference}")).await.text();
    assert!(shown.contains("COP por dólar") && shown.contains("IMF"), "{shown}");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_administrator_tries_a_file_takes_it_in_and_is_shown_each_line_that_is_not_taken() {
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
    let shown_reason = phrase(Es, "rate-error-not-positive", &[("first", 0.into())]);
    assert!(
        tried.text().contains("se agregaría una tasa") && tried.text().contains(&shown_reason),
        "{}",
        tried.text()
    );
    assert!(tried.text().contains("COP 4 000 000 000,00"), "nothing was saved");
    let taken = admin
        .post_file(path, &[("intent", "import")], ("file", "tasas.csv", csv))
        .await;
    assert!(taken.text().contains("Se agregó una tasa") && taken.text().contains("Se convirtió un monto"));
    assert!(
        taken.text().contains(&phrase(Es, "rates-waiting-none", &[])),
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
            (refused.status, error(&refused, "file")),
            (422, Some(phrase(Es, key, &[])))
        );
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}
