//! One road through Chromium, scripts switched off: a bank pledges, an officer verifies, and every public page agrees,
//! on a desk and on a phone.

use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::i18n::language::Language::{En, Es};
use puente::i18n::number::{format_money, format_money_exact};
use puente::i18n::words::money_in_words;

use self::reader::{Driver, PHONE_PIXELS, Reader, served};
use crate::forms::{collapse, phrase};
use crate::harness::World;

mod accounts;
mod chain;
mod everywhere;
mod reader;

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

/// What the whole plan has been promised, in US cents.
async fn pledged(world: &World) -> i64 {
    let json_view = world.get("/es/summary.json").await.json();
    let amount = json_view["item"]["totals"]["pledged"]["amount"]
        .as_str()
        .expect("an amount")
        .replace('.', "");
    amount.parse().expect("cents")
}

/// A project seeking funding, out of the list, and a pledge of USD 250 000 to it; gives its code and the reference.
async fn pledge(bank: &Reader<'_>) -> (String, String) {
    bank.open("/es/projects?status=seeking_funding&country=PA").await;
    bank.click("main a[href^='/es/projects/P-']").await;
    let code = bank.path().await.rsplit('/').next().expect("a code").to_owned();
    bank.click("main a[href^='/es/desk/pledges/new']").await;
    assert_eq!(bank.path().await, "/es/desk/pledges/new");
    for (name, value) in [
        ("amount", "250 000,00"),
        ("tranches[0].due_on", "2027-03-01"),
        ("tranches[0].amount", "100.000,00"),
        ("tranches[1].due_on", "2027-09-01"),
        ("tranches[1].amount", "150000"),
        ("authorised_by", "Junta directiva"),
    ] {
        bank.fill(name, value).await;
    }
    bank.click("button[name=intent][value=review]").await;
    let confirmation = bank.text().await;
    for amount in [usd(250_000_00), usd(100_000_00), usd(150_000_00)] {
        assert!(
            confirmation.contains(&collapse(&money_in_words(amount, Es))),
            "{confirmation}"
        );
    }
    bank.click("button[name=intent][value=submit]").await;
    let path = bank.path().await;
    let reference = path
        .strip_prefix("/es/desk/pledges/")
        .unwrap_or_else(|| panic!("no pledge was made: {path}"))
        .to_owned();
    assert!(bank.text().await.contains(&phrase(Es, "pledge-state-submitted", &[])));
    (code, reference)
}

#[rocket::async_test]
async fn a_pledge_goes_its_road_through_a_browser_without_scripts() {
    let world = World::demo().await;
    let before = pledged(&world).await;
    let (site, shutdown, task) = served(&world).await;
    let driver = Driver::start().await;
    let person = Reader {
        client: driver.browser("desk", None).await,
        site: &site,
    };

    person.sign_in("banco@demo.example", "/es/desk").await;
    let (code, reference) = pledge(&person).await;
    person.sign_out().await;
    person.sign_in("officer@demo.example", "/es/office").await;
    person
        .click(&format!("main a[href='/es/office/pledges/{reference}']"))
        .await;
    person.touch("input[name=decision][value=verify]").await;
    person.click("main form[action$='/reviews'] button").await;
    assert!(person.text().await.contains(&phrase(Es, "pledge-state-verified", &[])));
    person.sign_out().await;

    let after = before + 250_000_00;
    assert_eq!(pledged(&world).await, after);
    for (language, lang) in [(Es, "es"), (En, "en")] {
        let short = collapse(&format_money(usd(250_000_00), language));
        for (path, expected) in [
            (
                format!("/{lang}/pledges/{reference}"),
                collapse(&format_money_exact(usd(250_000_00), language)),
            ),
            (format!("/{lang}/projects/{code}"), reference.clone()),
            (format!("/{lang}/projects/{code}"), short.clone()),
            (format!("/{lang}/"), collapse(&format_money(usd(after), language))),
            (format!("/{lang}/activity"), short),
        ] {
            person.open(&path).await;
            let text = person.text().await;
            assert!(text.contains(&expected), "{path} lacks {expected}: {text}");
        }
        person.open(&format!("/{lang}/activity")).await;
        person
            .click(&format!("main a[href='/{lang}/pledges/{reference}']"))
            .await;
        assert_eq!(
            person.path().await,
            format!("/{lang}/pledges/{reference}"),
            "the newest event leads to the receipt"
        );
    }
    person.client.close().await.expect("closed");

    let phone = Reader {
        client: driver.browser("phone", Some(PHONE_PIXELS)).await,
        site: &site,
    };
    for lang in ["es", "en"] {
        for path in [
            String::new(),
            "projects".to_owned(),
            format!("projects/{code}"),
            "projects/D-01".to_owned(),
            format!("pledges/{reference}"),
            "activity".to_owned(),
            "data".to_owned(),
            "about/methodology".to_owned(),
            "about/who".to_owned(),
            "about/privacy".to_owned(),
            "account/session".to_owned(),
            "projects/no-such-project".to_owned(),
        ] {
            phone.assert_fits(&format!("/{lang}/{path}")).await;
        }
    }
    phone.sign_in("banco@demo.example", "/es/desk").await;
    for path in [
        "/es/desk",
        &format!("/es/desk/pledges/new?project={code}"),
        &format!("/en/desk/pledges/{reference}"),
    ] {
        phone.assert_fits(path).await;
    }
    phone.open("/es/desk").await;
    phone.sign_out().await;
    phone.sign_in("officer@demo.example", "/es/office").await;
    let office = format!("/es/office/projects/{code}");
    for path in [
        "/es/office",
        "/es/office/projects",
        "/es/office/projects/new",
        &office,
        &format!("/es/office/pledges/{reference}"),
    ] {
        phone.assert_fits(path).await;
    }
    phone.client.close().await.expect("closed");

    assert_eq!(world.verify().await.errors, Vec::<String>::new());
    shutdown.notify();
    task.await.expect("the server ends");
}
