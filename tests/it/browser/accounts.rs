//! Somebody who forgot their password, through Chromium without scripts: the link at the door, the letter, a new
//! password, and no old session left. And the account's pages on a phone.

use puente::i18n::language::Language::Es;

use super::reader::{Driver, PHONE_PIXELS, Reader, served};
use crate::forms::phrase;
use crate::harness::World;

const GOOD: &str = "la lancha sale los martes";

#[rocket::async_test]
async fn a_forgotten_password_leads_by_a_letter_to_a_new_one_and_ends_the_old_sessions() {
    let world = World::demo().await;
    let (site, shutdown, task) = served(&world).await;
    let driver = Driver::start().await;
    let lost = Reader {
        client: driver.browser("lost", None).await,
        site: &site,
    };
    lost.sign_in("banco@demo.example", "/es/desk").await;
    let owner = Reader {
        client: driver.browser("owner", None).await,
        site: &site,
    };

    owner.open("/es/").await;
    owner.click("header a[href='/es/account/session']").await;
    owner.click("main a[href='/es/account/password-resets/new']").await;
    owner.fill("email", "banco@demo.example").await;
    owner.click("main form[method=post] button").await;
    assert!(owner.text().await.contains(&phrase(Es, "reset-asked-text", &[])));

    let sent = world.mail().await;
    let letter = sent.last().expect("a letter");
    assert_eq!(letter.to, "banco@demo.example");
    owner.open(&letter.path("/account/password-resets/")).await;
    for password in ["Puente2026!!", GOOD] {
        owner.fill("password", password).await;
        owner.fill("password_again", password).await;
        owner.click("main form[method=post] button").await;
        let refused = owner.text().await.contains(&phrase(Es, "error-password-place", &[]));
        assert_eq!(refused, password != GOOD, "{password}");
    }
    assert!(owner.text().await.contains(&phrase(Es, "reset-done-text", &[])));

    lost.open("/es/desk").await;
    assert_eq!(lost.path().await, "/es/account/session", "the old session is gone");
    lost.client.close().await.expect("closed");

    owner.click("main a[href='/es/account/session']").await;
    owner.fill("email", "banco@demo.example").await;
    owner.fill("password", GOOD).await;
    owner.click("main form[method=post] button").await;
    assert_eq!(owner.path().await, "/es/desk");
    owner.click("header a[href='/es/account']").await;
    assert!(owner.text().await.contains(&phrase(Es, "session-this", &[])));
    assert!(
        owner.text().await.contains("Linux"),
        "the session says with what it was begun"
    );
    let sent = world.mail().await;
    assert_eq!(
        sent.last().expect("a letter").to,
        "banco@demo.example",
        "a letter says that it changed"
    );
    owner.open(&letter.path("/account/password-resets/")).await;
    assert!(
        owner.text().await.contains(&phrase(Es, "link-over-reset-text", &[])),
        "the link was used"
    );
    owner.client.close().await.expect("closed");

    let phone = Reader {
        client: driver.browser("accounts-phone", Some(PHONE_PIXELS)).await,
        site: &site,
    };
    for lang in ["es", "en"] {
        for path in [
            "session",
            "password-resets/new",
            "password-resets/asked",
            "password-resets/x",
        ] {
            phone.assert_fits(&format!("/{lang}/account/{path}")).await;
        }
    }
    phone.sign_in("admin@demo.example", "/es/admin").await;
    for lang in ["es", "en"] {
        for path in [
            "account",
            "admin",
            "admin/people",
            "admin/people?state=invited",
            "admin/people/1",
        ] {
            phone.assert_fits(&format!("/{lang}/{path}")).await;
        }
    }
    phone.client.close().await.expect("closed");
    shutdown.notify();
    task.await.expect("the server ends");
}
