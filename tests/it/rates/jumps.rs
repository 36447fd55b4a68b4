//! Rates that differ from what is known by a factor of two or more: shown, named, and taken only when confirmed.

use puente::actions;
use puente::actions::rates::{Taking, overview};
use puente::exchange::rates::{RateFormat, read};
use puente::i18n::language::Language::{En, Es};
use puente::store::rates;
use rust_decimal::Decimal;

use super::{file, pledge_of_2023};
use crate::forms::{Form, collapse, error, phrase};
use crate::harness::World;

const HEADER: &str = "currency,kind,valid_from_on,valid_to_on,units_per_usd,source\n";

async fn take(world: &World, rows: &str, taking: Taking) -> actions::rates::Imported {
    let file = file(format!("{HEADER}{rows}").as_bytes(), RateFormat::Plain);
    let done = actions::rates::import(world.ctx(), None, &file, taking).await;
    done.expect("an import")
}

async fn known(world: &World) -> Vec<String> {
    let rows = rates::list(world.db().primary(), rates::Filter::default(), 100)
        .await
        .expect("rates");
    rows.into_iter().map(|row| row.units_per_usd.to_string()).collect()
}

#[rocket::async_test]
async fn a_rate_far_from_what_is_known_is_named_and_taken_only_when_it_is_accepted() {
    let world = World::new().await;
    pledge_of_2023(&world).await;
    take(&world, "COP,annual,2022-01-01,,4255.44,Test\n", Taking::IN).await;
    let rows = "COP,annual,2023-01-01,,4.325955,Test\nCOP,annual,2024-01-01,,4074.43,Test\n";
    for taking in [Taking::TRY, Taking::IN] {
        let done = take(&world, rows, taking).await;
        let jumping: Vec<_> = done
            .jumping
            .iter()
            .map(|one| (one.line, one.ratio.map(|ratio| ratio.to_string())))
            .collect();
        assert_eq!(jumping, [(2, Some("0.001017".to_owned()))], "{taking:?}");
        assert_eq!((done.added, done.converted), (1, 0), "{taking:?}");
    }
    assert_eq!(known(&world).await, ["4074.43", "4255.44"]);
    // Again, so accepted: the other one is known by now.
    let accepted = Taking {
        accept_jumps: true,
        ..Taking::IN
    };
    let done = take(&world, rows, accepted).await;
    assert_eq!(
        (done.added, done.known, done.converted, done.jumping.len()),
        (1, 1, 1, 0)
    );
    // And once it is known it is no news.
    let again = take(&world, rows, Taking::IN).await;
    assert_eq!((again.added, again.known, again.jumping.len()), (0, 2, 0));
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_overview_shows_first_last_least_and_greatest_beside_what_is_known() {
    let world = World::new().await;
    take(&world, "COP,annual,2022-01-01,,4000,Test\n", Taking::IN).await;
    let rows = "COP,annual,2021-01-01,,3744,Test\nCOP,annual,2023-01-01,,4.32,Test\nCOP,annual,2024-01-01,,4400,Test\n\
                COP,annual,2020-01-01,,3693,Test\nEUR,annual,2024-01-01,,0.92,Test\n";
    let file = file(format!("{HEADER}{rows}").as_bytes(), RateFormat::Plain);
    let all = overview(world.db().primary(), &file).await.expect("an overview");
    let phrase: Vec<_> = all
        .iter()
        .map(|one| {
            let seen = [one.first, one.last, one.least, one.greatest].map(|seen| {
                let ratio = seen.ratio.map_or_else(String::new, |ratio| ratio.to_string());
                (
                    seen.quote.valid_from_on.year(),
                    seen.quote.units_per_usd.to_string(),
                    ratio,
                )
            });
            (one.currency.code(), one.count, seen)
        })
        .collect();
    let seen = |year, units: &str, ratio: &str| (year, units.to_owned(), ratio.to_owned());
    let pesos = [
        seen(2020, "3693", "0.9232"),
        seen(2024, "4400", "1.1"),
        seen(2023, "4.32", "0.00108"),
        seen(2024, "4400", "1.1"),
    ];
    let euros = [(); 4].map(|()| seen(2024, "0.92", ""));
    assert_eq!(phrase, [("COP", 4, pesos), ("EUR", 1, euros)]);
}

#[rocket::async_test]
async fn the_page_shows_the_overview_names_what_jumps_and_takes_it_with_a_tick() {
    let world = World::new().await;
    take(&world, "COP,annual,2022-01-01,,4255.44,Test\n", Taking::IN).await;
    let admin = world.sign_in("admin@demo.example").await;
    let csv = format!("{HEADER}COP,annual,2023-01-01,,4.325955,Test\n");
    let file = ("file", "tasas.csv", csv.as_bytes());
    for (language, ratio, count) in [
        (Es, "0,001017", "una no se tomaría"),
        (En, "0.001017", "one would not be taken"),
    ] {
        let path = format!("/{}/admin/rates", language.code());
        let page = admin.post_file(&path, &[("intent", "try")], file).await;
        let shown = collapse(&page.text());
        for text in [
            &phrase(language, "rates-overview", &[]),
            &phrase(language, "rates-jumps", &[]),
            ratio,
            count,
        ] {
            assert!(shown.contains(&collapse(text)), "{text} is not in {shown}");
        }
    }
    let path = "/es/admin/rates";
    admin.post_file(path, &[("intent", "import")], file).await;
    assert_eq!(known(&world).await, ["4255.44"], "not without a tick");
    let ticked = [("intent", "import"), ("accept_jumps", "yes")];
    let page = admin.post_file(path, &ticked, file).await.text();
    assert!(page.contains("Se agregó una tasa"), "{page}");
    assert_eq!(known(&world).await, ["4.325955", "4255.44"]);
}

#[rocket::async_test]
async fn a_typed_rate_that_jumps_must_be_confirmed() {
    let world = World::new().await;
    take(&world, "COP,annual,2022-01-01,,4255.44,Test\n", Taking::IN).await;
    let admin = world.sign_in("admin@demo.example").await;
    let form = Form::new(&[
        ("currency", "COP"),
        ("kind", "annual"),
        ("valid_from_on", "2023-01-01"),
        ("units_per_usd", "4,325955"),
        ("source", "Banco de la República"),
        ("intent", "try"),
    ]);
    let path = "/es/admin/rates/entries";
    let tried = form.post(&admin, path).await;
    assert_eq!(tried.status, 200);
    let shown = collapse(&tried.text());
    assert!(
        shown.contains("0,001017 veces") && tried.body.contains("accept_jumps"),
        "{shown}"
    );
    let refused = form.with("intent", "import").post(&admin, path).await;
    let message = phrase(Es, "error-accept-jumps", &[]);
    assert_eq!((refused.status, error(&refused, "accept_jumps")), (422, Some(message)));
    assert_eq!(known(&world).await, ["4255.44"]);
    let done = form.with("intent", "import").with("accept_jumps", "yes");
    assert_eq!(done.post(&admin, path).await.status, 303);
    assert_eq!(known(&world).await, ["4.325955", "4255.44"]);
}

#[rocket::async_test]
async fn an_import_that_fails_on_one_rate_leaves_none_of_the_file() {
    let world = World::new().await;
    pledge_of_2023(&world).await;
    // So small that what waits for it would be too large: the last of the file fails, and nothing of it stays.
    let rows = "EUR,annual,2023-01-01,,0.92,Test\nCOP,annual,2023-01-01,,0.000000001,Test\n";
    let file = file(format!("{HEADER}{rows}").as_bytes(), RateFormat::Plain);
    let failed = actions::rates::import(world.ctx(), None, &file, Taking::IN).await;
    assert!(
        matches!(
            failed,
            Err(actions::ActionError::Amount(actions::AmountRefusal::TooLarge))
        ),
        "{failed:?}"
    );
    assert_eq!(known(&world).await, Vec::<String>::new());
}

#[rocket::async_test]
async fn ten_thousand_rates_are_one_import() {
    let world = World::new().await;
    let mut rows = HEADER.to_owned();
    let first = time::macros::date!(1999 - 01 - 01);
    for at in 0..10_000_i32 {
        let units = Decimal::new(400_000 + i64::from(at % 997), 2);
        let day = first + time::Duration::days(i64::from(at));
        rows.push_str(&format!("COP,daily,{day},,{units},Test\n"));
    }
    let file = read(rows.as_bytes(), None, "many", world.now().local_date()).expect("readable");
    assert_eq!((file.rows.len(), file.rejected.len()), (10_000, 0));
    let started = std::time::Instant::now();
    let done = actions::rates::import(world.ctx(), None, &file, Taking::IN).await;
    println!("10 000 rates: {:?}", started.elapsed());
    assert_eq!(done.expect("an import").added, 10_000);
    let again = actions::rates::import(world.ctx(), None, &file, Taking::IN).await;
    println!("10 000 known rates, {:?} in all", started.elapsed());
    assert_eq!(again.expect("an import").known, 10_000);
}
