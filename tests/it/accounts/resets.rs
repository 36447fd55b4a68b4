//! A forgotten password: asking, the letter, the link, and what it ends.

use puente::i18n::language::Language::Es;
use puente::seed::demo::PASSWORD;
use puente::store::Source as _;

use super::at;
use crate::forms::{Visitor, error, phrase, typed};
use crate::harness::{Answer, World};

const ASK: &str = "/es/account/password-resets";
const GOOD: &str = "la lancha sale los martes";

async fn ask(visitor: &Visitor, email: &str) -> Answer {
    let csrf = visitor.csrf(&format!("{ASK}/new")).await;
    visitor.post(ASK, &[("csrf", &csrf), ("email", email)]).await
}

async fn choose(visitor: &Visitor, link: &str, password: &str) -> Answer {
    let csrf = visitor.csrf(link).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("password", password),
        ("password_again", password),
    ];
    visitor.post(link, &fields).await
}

#[rocket::async_test]
async fn a_forgotten_password_is_replaced_by_a_link_and_every_session_ends() {
    let world = World::new().await;
    let lost = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let visitor = Visitor::of(world.app()).await;
    let door = visitor.get("/es/account/session").await;
    assert!(
        door.body.contains(&format!("href=\"{ASK}/new\"")),
        "the door leads there"
    );
    let answer = ask(&visitor, " Banco@DEMO.example ").await;
    let asked = answer.location.expect("an address");
    assert_eq!(
        (answer.status, asked.as_str()),
        (303, "/es/account/password-resets/asked")
    );
    assert_eq!(visitor.get(&asked).await.status, 200);
    let sent = world.mail().await;
    assert_eq!((sent.len(), sent[0].to.as_str()), (1, "banco@demo.example"));
    let link = sent[0].path("/account/password-resets/");

    assert_eq!(lost.get("/es/desk").await.status, 200, "asking ends nothing");
    let page = visitor.get(&link).await;
    assert!(page.status == 200 && page.text().contains("banco@demo.example"));
    let done = choose(&visitor, &link, GOOD).await;
    let led_to = done.location.expect("an address");
    assert_eq!(
        (done.status, led_to.as_str()),
        (303, "/es/account/password-resets/done")
    );
    assert!(
        visitor.get(&led_to).await.body.contains("/es/account/session"),
        "on to the door"
    );
    assert_eq!(lost.get("/es/desk").await.status, 303, "every session is over");
    assert_eq!(visitor.sign_in("banco@demo.example", PASSWORD).await.status, 422);
    assert_eq!(visitor.sign_in("banco@demo.example", GOOD).await.status, 303);
    let sent = world.mail().await;
    assert_eq!(
        (sent.len(), sent[1].to.as_str()),
        (2, "banco@demo.example"),
        "a letter says so"
    );
    for other in [Visitor::of(world.app()).await, visitor] {
        let over = other.get(&link).await;
        assert_eq!(over.status, 404, "the link was used");
        assert!(over.text().contains(&phrase(Es, "link-over-reset-text", &[])));
        assert!(over.body.contains(&format!("{ASK}/new")), "and leads to another one");
    }
}

#[rocket::async_test]
async fn nobody_learns_from_the_answer_who_has_an_account() {
    let world = World::new().await;
    world
        .sql("UPDATE account SET active = FALSE WHERE email = 'empresa@demo.example'")
        .await
        .expect("disabled");
    world
        .sql("UPDATE account SET password_hash = NULL WHERE email = 'fundacion@demo.example'")
        .await
        .expect("not joined");
    let visitor = Visitor::of(world.app()).await;
    let mut answers = Vec::new();
    for email in [
        "banco@demo.example",
        "nadie@demo.example",
        "empresa@demo.example",
        "fundacion@demo.example",
    ] {
        let before = world.db().statements_read();
        let answer = ask(&visitor, email).await;
        let read = world.db().statements_read() - before;
        // But for its own number.
        let headers: Vec<_> = answer
            .headers
            .into_iter()
            .filter(|(name, _)| name != "X-Request-Id")
            .collect();
        answers.push((answer.status, headers, answer.bytes, read));
        // Nothing is looked up before the answer: the letter comes later, from the clock.
        assert_eq!(world.letters().await.len(), 0, "{email}");
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
    let sent = world.mail().await;
    let to: Vec<&str> = sent.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(
        to,
        ["banco@demo.example"],
        "only those who joined and may sign in get letters"
    );
    let stored = "SELECT COUNT(*) AS number FROM password_request";
    assert_eq!(
        world.db().primary().number(stored, vec![]).await.expect("a count"),
        0,
        "addresses are kept for a moment only"
    );

    let bad = ask(&visitor, "no es una dirección").await;
    assert_eq!(
        (bad.status, typed(&bad, "email").as_deref()),
        (422, Some("no es una dirección"))
    );
    assert_eq!(error(&bad, "email"), Some(phrase(Es, "error-email", &[])));
}

#[rocket::async_test]
async fn an_account_gets_three_letters_an_hour_at_most() {
    let world = World::new().await;
    let visitor = Visitor::of(world.app()).await;
    for nth in 1..=5 {
        for _ in 0..2 {
            assert_eq!(ask(&visitor, "banco@demo.example").await.status, 303);
        }
        let sent = world.mail().await;
        assert_eq!(sent.len(), nth.min(3), "round {nth}");
    }
    let later = Visitor::of(&at(&world, 3601)).await;
    assert_eq!(ask(&later, "banco@demo.example").await.status, 303);
    world.jobs(world.now().plus_seconds(3601)).await;
    assert_eq!(world.mail().await.len(), 4, "an hour later again");
}

#[rocket::async_test]
async fn a_link_lasts_half_an_hour_and_a_used_one_takes_the_others_along() {
    let world = World::new().await;
    let visitor = Visitor::of(world.app()).await;
    for _ in 0..2 {
        ask(&visitor, "banco@demo.example").await;
        world.mail().await;
    }
    let sent = world.mail().await;
    let [first, second] = [0, 1].map(|nth: usize| sent[nth].path("/account/password-resets/"));
    assert_ne!(first, second);
    let half_an_hour = 30 * 60;
    for (seconds, status) in [(half_an_hour - 1, 200), (half_an_hour, 404)] {
        let later = Visitor::of(&at(&world, seconds)).await;
        assert_eq!(later.get(&first).await.status, status, "{seconds}");
    }
    let late = Visitor::of(&at(&world, half_an_hour)).await;
    let csrf = late.csrf(&format!("{ASK}/new")).await;
    let fields = [("csrf", csrf.as_str()), ("password", GOOD), ("password_again", GOOD)];
    assert_eq!(late.post(&first, &fields).await.status, 404);
    assert_eq!(choose(&visitor, &second, GOOD).await.status, 303);
    assert_eq!(visitor.get(&first).await.status, 404, "the other link is over too");
    for other in ["0".repeat(64), "x".to_owned()] {
        assert_eq!(world.get(&format!("{ASK}/{other}")).await.status, 404, "{other}");
    }
}

#[rocket::async_test]
async fn a_link_is_used_once_even_by_two_at_the_same_moment() {
    let world = World::new().await;
    let visitor = Visitor::of(world.app()).await;
    ask(&visitor, "banco@demo.example").await;
    let link = world.mail().await[0].path("/account/password-resets/");
    let token = link.rsplit('/').next().expect("a token");
    let one = puente::actions::passwords::reset(world.ctx(), token, GOOD.to_owned());
    let other = puente::actions::passwords::reset(world.ctx(), token, "otra frase de varias palabras".to_owned());
    let (one, other) = rocket::tokio::join!(one, other);
    assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1, "{one:?} {other:?}");
}

#[rocket::async_test]
async fn somebody_who_is_signed_in_uses_a_link_too() {
    let world = World::new().await;
    let visitor = Visitor::signed_in(world.app(), "banco@demo.example").await;
    assert_eq!(ask(&visitor, "banco@demo.example").await.status, 303);
    let link = world.mail().await[0].path("/account/password-resets/");
    assert_eq!(choose(&visitor, &link, GOOD).await.status, 303);
    assert_eq!(visitor.get("/es/account").await.status, 303, "this session is over too");
}

#[rocket::async_test]
async fn letters_are_written_in_the_language_of_their_reader() {
    let world = World::new().await;
    world
        .sql("UPDATE account SET language = 'en' WHERE email = 'banco@demo.example'")
        .await
        .expect("English");
    let visitor = Visitor::of(world.app()).await;
    ask(&visitor, "banco@demo.example").await;
    let link = world.mail().await[0].path("/account/password-resets/");
    assert!(
        link.starts_with("/en/"),
        "asked in Spanish, answered in their own: {link}"
    );
}

#[rocket::async_test]
async fn whoever_runs_the_clock_without_the_secret_sends_no_dead_link() {
    let world = World::new().await;
    let visitor = Visitor::of(world.app()).await;
    ask(&visitor, "banco@demo.example").await;
    let none = puente::secret::Secret::new("");
    let ctx = puente::actions::Context {
        secret: &none,
        ..world.ctx()
    };
    assert_eq!(
        puente::actions::passwords::answer_asked(ctx).await.expect("looked up"),
        0
    );
    let link = world.mail().await[0].path("/account/password-resets/");
    assert_eq!(
        visitor.get(&link).await.status,
        200,
        "it waited for somebody who has it"
    );
}
