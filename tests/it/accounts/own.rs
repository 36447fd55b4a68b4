//! A person's own page: name, language of letters, sessions.

use puente::i18n::language::Language::{En, Es};
use puente::seed::demo::PASSWORD;
use puente::store::accounts;
use scraper::Selector;

use super::{DOOR, at};
use crate::forms::{Visitor, collapse, error, phrase, typed};
use crate::harness::{Answer, World};

/// The lines of the list of sessions.
fn lines(page: &Answer) -> Vec<String> {
    let rows = Selector::parse("main tbody tr").expect("a selector");
    let html = page.html();
    html.select(&rows)
        .map(|row| collapse(&row.text().collect::<String>()))
        .collect()
}

/// The values of the buttons that end a session, each with the line that it stands in.
fn handles(page: &Answer) -> Vec<(String, String)> {
    let rows = Selector::parse("main tbody tr").expect("a selector");
    let buttons = Selector::parse("button[name=session]").expect("a selector");
    let html = page.html();
    html.select(&rows)
        .filter_map(|row| {
            let button = row.select(&buttons).next()?;
            let handle = button.value().attr("value")?.to_owned();
            Some((handle, collapse(&row.text().collect::<String>())))
        })
        .collect()
}

#[rocket::async_test]
async fn the_page_is_linked_from_every_page_of_somebody_who_is_signed_in() {
    let world = World::new().await;
    for (email, place) in [
        ("banco@demo.example", "/es/desk"),
        ("officer@demo.example", "/es/office"),
        ("admin@demo.example", "/es/admin"),
    ] {
        let page = world.sign_in(email).await.get(place).await;
        assert!(page.body.contains("href=\"/es/account\""), "{email}");
    }
    let home = world.get("/es/").await;
    assert!(
        home.body.contains("href=\"/es/account/session\""),
        "a visitor is led to the door"
    );
}

#[rocket::async_test]
async fn name_and_language_of_letters_are_ones_own_to_change() {
    let world = World::new().await;
    let person = world.sign_in("banco@demo.example").await;
    for (name, language, field, key) in [
        ("", "es", "name", "error-required"),
        ("\u{200b}\u{200b}", "es", "name", "error-required"),
        ("Ana", "fr", "language", "error-choice"),
    ] {
        let answer = person
            .post("/es/account", &[("name", name), ("language", language)])
            .await;
        assert_eq!(
            (answer.status, error(&answer, &format!("profile-{field}"))),
            (422, Some(phrase(Es, key, &[]))),
            "{name:?} {language}"
        );
    }
    let long = "x".repeat(121);
    let answer = person.post("/es/account", &[("name", &long), ("language", "es")]).await;
    assert_eq!(
        (answer.status, typed(&answer, "name").as_deref()),
        (422, Some(long.as_str()))
    );
    let saved = person
        .post("/es/account", &[("name", " Ana\n Díaz "), ("language", "en")])
        .await;
    assert_eq!(saved.location.as_deref(), Some("/es/account?done=profile"));
    let account = accounts::by_email(world.db().primary(), "banco@demo.example")
        .await
        .expect("read");
    let account = account.expect("an account");
    assert_eq!((account.name.as_str(), account.language.as_str()), ("Ana Díaz", "en"));
    let page = person.get("/en/account?done=profile").await;
    assert!(page.text().contains(&phrase(En, "account-done-profile", &[])) && page.body.contains("Ana Díaz"));
}

#[rocket::async_test]
async fn sessions_are_listed_with_their_device_and_each_can_be_ended() {
    let world = World::new().await;
    let phone = Visitor::of(world.app()).await;
    let agent = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile \
                 Safari/537.36";
    assert_eq!(phone.sign_in_with(agent, "banco@demo.example").await.status, 303);
    let unknown = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let stranger = Visitor::signed_in(world.app(), "fundacion@demo.example").await;
    let own = Visitor::signed_in(world.app(), "banco@demo.example").await;

    let page = own.get("/es/account").await;
    let (lines, ends) = (lines(&page), handles(&page));
    assert_eq!((lines.len(), ends.len()), (3, 2), "{lines:?}");
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.contains(&phrase(Es, "session-this", &[])))
            .count(),
        1
    );
    assert_eq!(lines.iter().filter(|line| line.contains("Chrome · Android")).count(), 1);
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.contains(&phrase(Es, "device-unknown", &[])))
            .count(),
        2
    );
    let digest = world.app().secret.digest(&own.cookie("puente").expect("a session"));
    assert!(!page.body.contains(&digest), "no digest of a token stands on the page");

    let csrf = own.csrf("/es/account").await;
    let end = async |session: &str| {
        own.post("/es/account/session-ends", &[("csrf", &csrf), ("session", session)])
            .await
    };
    // The handle of somebody else's session ends nothing.
    let also_stranger = Visitor::signed_in(world.app(), "fundacion@demo.example").await;
    for (foreign, _) in handles(&stranger.get("/es/account").await) {
        assert_eq!(end(&foreign).await.status, 303);
    }
    assert_eq!(also_stranger.get("/es/desk").await.status, 200);
    let (of_phone, _) = ends
        .iter()
        .find(|(_, line)| line.contains("Chrome · Android"))
        .expect("the button of the phone");
    assert_eq!(
        end(of_phone).await.location.as_deref(),
        Some("/es/account?done=sessions")
    );
    assert_eq!(
        (phone.get("/es/desk").await.status, unknown.get("/es/desk").await.status),
        (303, 200),
        "this one and no other"
    );
    for gone in [of_phone.as_str(), "", "0000", "others' --"] {
        assert_eq!(end(gone).await.status, 303, "{gone}: what is over is over");
    }
    assert_eq!(unknown.get("/es/desk").await.status, 200);
    assert_eq!(end("others").await.status, 303);
    assert_eq!(unknown.get("/es/desk").await.status, 303);
    assert_eq!(own.get("/es/desk").await.status, 200);
    assert_eq!(stranger.get("/es/desk").await.status, 200, "nobody else's");
}

#[rocket::async_test]
async fn a_new_sign_in_ends_the_old_sessions_when_it_asks_so() {
    let world = World::new().await;
    let old = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let other = Visitor::signed_in(world.app(), "fundacion@demo.example").await;
    let second = Visitor::signed_in(world.app(), "banco@demo.example").await;
    assert_eq!(old.get("/es/desk").await.status, 200, "not unless it is asked");
    let third = Visitor::of(world.app()).await;
    let csrf = third.csrf(DOOR).await;
    let wrong = [
        ("csrf", csrf.as_str()),
        ("email", "banco@demo.example"),
        ("password", "no es la clave"),
        ("end_others", "yes"),
    ];
    let refused = third.post(DOOR, &wrong).await;
    assert_eq!(
        (refused.status, typed(&refused, "end_others").as_deref()),
        (422, Some("yes")),
        "the tick stays"
    );
    assert_eq!(old.get("/es/desk").await.status, 200, "a wrong password ends nothing");
    let right = [
        ("csrf", csrf.as_str()),
        ("email", "banco@demo.example"),
        ("password", PASSWORD),
        ("end_others", "yes"),
    ];
    assert_eq!(third.post(DOOR, &right).await.status, 303);
    for (visitor, status) in [(&old, 303), (&second, 303), (&third, 200), (&other, 200)] {
        assert_eq!(visitor.get("/es/desk").await.status, status);
    }
}

#[rocket::async_test]
async fn it_is_noted_from_time_to_time_when_a_session_was_last_seen() {
    let world = World::new().await;
    let visitor = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let session = visitor.cookie("puente").expect("a session");
    let seen = async |seconds: i64| {
        let later = Visitor::of(&at(&world, seconds)).await;
        let page = later.get_with("/es/account", ("puente", &session)).await;
        lines(&page)[0].clone()
    };
    let first = seen(0).await;
    assert_eq!(seen(299).await, first);
    assert_ne!(seen(301).await, first, "five minutes later");
    assert_ne!(seen(7200).await, seen(10_800).await);
}
