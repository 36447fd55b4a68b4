//! The whole road of money through Chromium: an unearmarked promise in pesos, a part for a project, two commitments,
//! payments confirmed and disputed, money that comes back, a commitment that ends. After each action every public figure
//! that it moves is the one worked out by hand, the same on every page and in every JSON view.
//!
//! The rate is 4 000 pesos to the dollar all year, so that each figure can be checked by eye.

use puente::actions;
use puente::domain::project::Status;
use puente::exchange::rates::read;
use puente::i18n::language::Language::Es;

use super::everywhere::{COST, Expected, Figures, assert_everywhere, seen};
use super::reader::{Driver, PHONE_PIXELS, Reader, served};
use crate::forms::phrase;
use crate::harness::World;

const RATES: &[u8] =
    b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2026-01-01,,4000,A rate of a test\n";

/// A registry with a rate and a project of USD 1 000 000 that the cooperative carries out in Acandí.
async fn arranged() -> (World, String) {
    let world = World::new().await;
    let rates = read(RATES, None, "a file of a test", time::macros::date!(2027 - 01 - 01)).expect("rates");
    let imported = actions::rates::import(world.ctx(), None, &rates, actions::rates::Taking::IN).await;
    assert_eq!(imported.expect("imported").added, 1);
    let code = world.project("CO", Status::Implementation).await;
    (world, code)
}

/// COP 2 000 million for Acandí, promised by the bank; gives the reference.
async fn promise(person: &Reader<'_>) -> String {
    person.sign_in("banco@demo.example", "/es/desk").await;
    person.open("/es/desk/pledges/new").await;
    for (name, value) in [("place", "co-acandi"), ("amount", "2 000 000 000"), ("currency", "COP")] {
        person.fill(name, value).await;
    }
    person.click("button[name=intent][value=review]").await;
    person.click("button[name=intent][value=submit]").await;
    let path = person.path().await;
    let reference = path.strip_prefix("/es/desk/pledges/");
    let reference = reference
        .unwrap_or_else(|| panic!("no pledge was made: {path}"))
        .to_owned();
    person.sign_out().await;
    person.sign_in("officer@demo.example", "/es/office").await;
    person
        .click(&format!("main a[href='/es/office/pledges/{reference}']"))
        .await;
    person.touch("input[name=decision][value=verify]").await;
    person.click("main form[action$='/reviews'] button").await;
    person.sign_out().await;
    reference
}

/// Fills one of the forms on a page of somebody's desk; gives where it led.
async fn action(person: &Reader<'_>, email: &str, page: &str, form: &str, fields: &[(&str, &str)]) -> String {
    person.sign_in(email, "/es/desk").await;
    person.open(page).await;
    person.send(form, fields).await;
    let led_to = person.path().await;
    person.open("/es/desk").await;
    person.sign_out().await;
    led_to
}

const fn figures(
    pledged: i64,
    outstanding: i64,
    committed: i64,
    (declared, disputed, paid): (i64, i64, i64),
) -> Figures {
    Figures {
        pledged,
        outstanding,
        committed,
        declared,
        disputed,
        paid,
    }
}

#[rocket::async_test]
async fn every_public_figure_is_right_at_each_step_of_the_chain() {
    let (world, code) = arranged().await;
    let (site, shutdown, task) = served(&world).await;
    let driver = Driver::start().await;
    let person = Reader {
        client: driver.browser("chain", None).await,
        site: &site,
    };
    let (bank, receiver) = ("banco@demo.example", "cooperativa@demo.example");
    let check = async |action, wide, project, gap| {
        let expected = Expected {
            action,
            wide,
            project,
            gap,
        };
        assert_everywhere(&world, &person, &code, &expected).await;
    };

    // COP 2 000 million are USD 500 000, for the place and for no project yet.
    let reference = promise(&person).await;
    let pledge = format!("/es/desk/pledges/{reference}");
    let none = (0, 0, 0);
    check(
        "the promise",
        figures(500_000, 500_000, 0, none),
        figures(0, 0, 0, none),
        COST,
    )
    .await;

    // COP 1 200 million of it for the project: counted once, so only the project moves.
    action(
        &person,
        bank,
        &pledge,
        "earmarking",
        &[("project", &code), ("amount", "1 200 000 000")],
    )
    .await;
    let wide = figures(500_000, 500_000, 0, none);
    check("the earmarking", wide, figures(300_000, 300_000, 0, none), COST).await;

    // In dollars, worth COP 640 million of the promise: USD 150 000 signed, USD 160 000 no longer outstanding.
    let fields = [
        ("project", code.as_str()),
        ("amount", "150 000"),
        ("currency", "USD"),
        ("draws", "640 000 000"),
    ];
    let first = action(&person, bank, &pledge, "commitment", &fields).await;
    let wide = figures(500_000, 340_000, 150_000, none);
    check(
        "the commitment in dollars",
        wide,
        figures(300_000, 140_000, 150_000, none),
        850_000,
    )
    .await;

    // COP 400 million are USD 100 000.
    let fields = [
        ("project", code.as_str()),
        ("amount", "400 000 000"),
        ("currency", "COP"),
    ];
    let second = action(&person, bank, &pledge, "commitment", &fields).await;
    let wide = figures(500_000, 240_000, 250_000, none);
    check(
        "the commitment in pesos",
        wide,
        figures(300_000, 40_000, 250_000, none),
        750_000,
    )
    .await;

    // Of the first, USD 60 000 are paid, and arrive.
    let disbursement = action(&person, bank, &first, "disbursement", &[("amount", "60 000")]).await;
    let pending = (60_000, 0, 0);
    let wide = figures(500_000, 240_000, 250_000, pending);
    check(
        "the first disbursement",
        wide,
        figures(300_000, 40_000, 250_000, pending),
        750_000,
    )
    .await;
    action(&person, receiver, &disbursement, "receipt", &[("outcome", "confirm")]).await;
    let arrived = (0, 0, 60_000);
    let wide = figures(500_000, 240_000, 250_000, arrived);
    check(
        "the confirmation",
        wide,
        figures(300_000, 40_000, 250_000, arrived),
        750_000,
    )
    .await;

    // Of the second, COP 200 million (USD 50 000) are paid; the receiver sees COP 120 million, then finds 150.
    let other = action(&person, bank, &second, "disbursement", &[("amount", "200 000 000")]).await;
    let fields = [
        ("outcome", "dispute"),
        ("amount", "120 000 000"),
        ("cause", "shortfall"),
        ("reason", "Al banco llegó menos dinero"),
    ];
    action(&person, receiver, &other, "receipt", &fields).await;
    let open = (0, 50_000, 60_000);
    let wide = figures(500_000, 240_000, 250_000, open);
    check("the dispute", wide, figures(300_000, 40_000, 250_000, open), 750_000).await;
    let fields = [
        ("outcome", "resolve"),
        ("amount", "150 000 000"),
        ("cause", "shortfall"),
    ];
    action(&person, receiver, &other, "receipt", &fields).await;
    // 60 000 and COP 150 million, USD 37 500.
    let settled = (0, 0, 97_500);
    let wide = figures(500_000, 240_000, 250_000, settled);
    check(
        "the resolution",
        wide,
        figures(300_000, 40_000, 250_000, settled),
        750_000,
    )
    .await;

    // USD 10 000 of the first payment come back.
    let fields = [("amount", "10 000"), ("reason", "Sobró dinero al cerrar la compra")];
    action(&person, bank, &disbursement, "refund", &fields).await;
    let back = (0, 0, 87_500);
    let wide = figures(500_000, 240_000, 250_000, back);
    check("the refund", wide, figures(300_000, 40_000, 250_000, back), 750_000).await;

    // What is not paid of the second, COP 250 million (USD 62 500), ends: promised still, signed no longer.
    let fields = [
        ("amount", "250 000 000"),
        ("party", "Banco de la demostración"),
        ("reason", "La obra se hará con otro dinero"),
    ];
    action(&person, bank, &second, "termination", &fields).await;
    let wide = figures(500_000, 302_500, 187_500, back);
    check(
        "the termination",
        wide,
        figures(300_000, 102_500, 187_500, back),
        812_500,
    )
    .await;

    // The page says which fact moved it last, and how it stood on an earlier day.
    person.open("/es/totals/plan").await;
    person.click(&format!("main a[href='/es/pledges/{reference}']")).await;
    person.open("/es/totals/plan?on=2026-11-22").await;
    let text = person.text().await;
    for words in [
        format!("{} USD 0 ", phrase(Es, "measure-paid", &[])),
        "USD +87 500".to_owned(),
    ] {
        assert!(text.contains(&words), "the day before lacks {words:?}: {text}");
    }
    person.client.close().await.expect("closed");

    let phone = Reader {
        client: driver.browser("chain-phone", Some(PHONE_PIXELS)).await,
        site: &site,
    };
    for lang in ["es", "en"] {
        for boundary in seen(&code) {
            phone.assert_fits(&format!("/{lang}/{}", boundary.page)).await;
            phone.assert_fits(&format!("/{lang}/{}", boundary.explained)).await;
            phone
                .assert_fits(&format!("/{lang}/{}?on=2026-11-22", boundary.explained))
                .await;
        }
        for path in ["partners", "places", "places/pa-madugandi", "totals/place/outside"] {
            phone.assert_fits(&format!("/{lang}/{path}")).await;
        }
        phone.assert_fits(&format!("/{lang}/pledges/{reference}")).await;
    }
    phone.client.close().await.expect("closed");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
    shutdown.notify();
    task.await.expect("the server ends");
}
