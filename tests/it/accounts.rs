//! Signing in and out, the cookie of a session, invitations.

use puente::i18n::language::Language::Es;
use puente::seed::demo::PASSWORD;
use puente::web::App;

use crate::forms::{Visitor, error, phrase, typed};
use crate::harness::{Answer, World};

mod attack;
mod clicks;
mod invitations;
mod own;
mod passwords;
mod resets;

const DOOR: &str = "/es/account/session";

/// The same registry at another instant.
fn at(world: &World, seconds: i64) -> App {
    App {
        fixed_now: Some(world.now().plus_seconds(seconds)),
        ..world.app().clone()
    }
}

fn set_cookie<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let cookies = answer
        .headers
        .iter()
        .filter(|(header, _)| header.eq_ignore_ascii_case("Set-Cookie"));
    cookies
        .map(|(_, value)| value.as_str())
        .find(|value| value.starts_with(&format!("{name}=")))
}

#[rocket::async_test]
async fn each_role_is_taken_to_where_it_works() {
    let world = World::new().await;
    for (email, place) in [
        ("banco@demo.example", "/es/desk"),
        ("officer@demo.example", "/es/office"),
        ("gestora.pa@demo.example", "/es/office"),
        ("admin@demo.example", "/es/admin"),
        (" Banco@DEMO.example ", "/es/desk"),
    ] {
        let visitor = Visitor::of(world.app()).await;
        let answer = visitor.sign_in(email, PASSWORD).await;
        assert_eq!(
            (answer.status, answer.location.as_deref()),
            (303, Some(place)),
            "{email}"
        );
        assert_eq!(visitor.get(place).await.status, 200);
        assert_eq!(visitor.get("/es/account").await.status, 200);
    }
}

#[rocket::async_test]
async fn the_cookie_of_a_session_is_out_of_reach_of_scripts_and_of_other_sites() {
    let world = World::new().await;
    let visitor = Visitor::of(world.app()).await;
    let answer = visitor.sign_in("banco@demo.example", PASSWORD).await;
    let cookie = set_cookie(&answer, "puente").expect("a session").to_owned();
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie} lacks {attribute}");
    }
    assert!(
        !cookie.contains("Secure") && !cookie.contains("Domain"),
        "plain on loopback http: {cookie}"
    );

    let mut config = world.app().config.as_ref().clone();
    config.base_url = "https://puente.example".to_owned();
    let secure = App {
        config: config.into(),
        pages: puente::web::Pages::checked(),
        ..world.app().clone()
    };
    let visitor = Visitor::of(&secure).await;
    for cookie in visitor
        .get(DOOR)
        .await
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("Set-Cookie"))
    {
        assert!(
            cookie.1.starts_with("__Host-") && cookie.1.contains("Secure") && !cookie.1.contains("Domain"),
            "{}",
            cookie.1
        );
    }
}

#[rocket::async_test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let world = World::new().await;
    world
        .sql("UPDATE account SET active = FALSE WHERE email = 'empresa@demo.example'")
        .await
        .expect("deactivated");
    let visitor = Visitor::of(world.app()).await;
    let mut answers = Vec::new();
    for (email, password) in [
        ("banco@demo.example", "puente-demo-2025"),
        ("banco@demo.example", "Puente-demo-2026"),
        ("nadie@demo.example", PASSWORD),
        ("empresa@demo.example", PASSWORD),
        ("no es una dirección", PASSWORD),
    ] {
        let answer = visitor.sign_in(email, password).await;
        assert_eq!(
            (answer.status, typed(&answer, "email").as_deref()),
            (422, Some(email)),
            "{email}"
        );
        assert!(!answer.body.contains(password), "a password is never shown again");
        assert!(set_cookie(&answer, "puente").is_none());
        answers.push((error(&answer, "email"), answer.text()));
    }
    assert_eq!(answers[0].0, Some(phrase(Es, "error-credentials", &[])));
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
}

#[rocket::async_test]
async fn what_is_missing_at_the_door_is_shown_at_its_field() {
    let world = World::new().await;
    let long = "x".repeat(10_000);
    for (email, password, field) in [
        ("", PASSWORD, "email"),
        ("banco@demo.example", "", "password"),
        ("banco@demo.example", &long, "email"),
    ] {
        let answer = world
            .visitor_post(DOOR, &[("email", email), ("password", password)])
            .await;
        assert_eq!(answer.status, 422);
        assert!(
            error(&answer, field).is_some(),
            "{field}: nothing is told in {}",
            answer.text()
        );
    }
    let foreign = world
        .visitor_post(
            DOOR,
            &[("email", "banco@demo.example"), ("password", PASSWORD), ("csrf", "0")],
        )
        .await;
    assert_eq!(foreign.status, 403, "a form of another site");
}

#[rocket::async_test]
async fn ten_failures_close_the_door_to_one_address_for_a_while() {
    let world = World::new().await;
    let visitor = Visitor::of(world.app()).await;
    for (email, known) in [("banco@demo.example", true), ("nadie@demo.example", false)] {
        for attempt in 1..=10 {
            assert_eq!(
                visitor.sign_in(email, "no es la clave").await.status,
                422,
                "attempt {attempt}"
            );
        }
        let closed = visitor.sign_in(email, PASSWORD).await;
        assert_eq!(
            (closed.status, error(&closed, "email")),
            (
                429,
                Some(phrase(
                    Es,
                    "error-too-many-sign-ins",
                    &[("count", 15.into()), ("time", "12:15".into())]
                ))
            )
        );
        let disguised = visitor.sign_in(&format!(" {} ", email.to_uppercase()), PASSWORD).await;
        assert_eq!(disguised.status, 429, "the same address in other letters");
        assert_eq!(closed.header("Retry-After"), Some("900"));
        assert_eq!(
            typed(&closed, "email").as_deref(),
            Some(email),
            "what was typed is kept"
        );
        assert!(
            closed.text().contains(&phrase(Es, "sign-in-locked-detail", &[])),
            "how the owner gets in"
        );
        let almost = Visitor::of(&at(&world, 15 * 60 - 1)).await;
        assert_eq!(almost.sign_in(email, PASSWORD).await.status, 429);
        let later = Visitor::of(&at(&world, 15 * 60)).await;
        assert_eq!(
            later.sign_in(email, PASSWORD).await.status,
            if known { 303 } else { 422 }
        );
    }
    assert_eq!(
        visitor.sign_in("fundacion@demo.example", PASSWORD).await.status,
        303,
        "nobody else is kept out"
    );
}

#[rocket::async_test]
async fn the_way_back_leads_only_into_the_site() {
    let world = World::new().await;
    for (next, place) in [
        ("/es/desk/pledges/new?project=P-1", "/es/desk/pledges/new?project=P-1"),
        ("/es/projects", "/es/projects"),
        ("", "/es/desk"),
        ("https://evil.example/", "/es/desk"),
        ("//evil.example/es/", "/es/desk"),
        ("/es//evil.example", "/es/desk"),
        ("/es/\\evil.example", "/es/desk"),
        ("\\\\evil.example", "/es/desk"),
        ("/es/account/session", "/es/desk"),
        ("javascript:alert(1)", "/es/desk"),
        ("es/desk", "/es/desk"),
    ] {
        let fields = [("email", "banco@demo.example"), ("password", PASSWORD), ("next", next)];
        let answer = world.visitor_post(DOOR, &fields).await;
        assert_eq!(
            (answer.status, answer.location.as_deref()),
            (303, Some(place)),
            "{next}"
        );
    }
    let split = [
        ("email", "banco@demo.example"),
        ("password", PASSWORD),
        ("next", "/es/desk\r\nX-Evil: 1"),
    ];
    let answer = world.visitor_post(DOOR, &split).await;
    assert!(answer.header("X-Evil").is_none() && answer.status < 500);

    let wanted = world.get("/es/desk/pledges/new?project=P-1").await;
    let door = wanted.location.expect("the way to the door");
    assert_eq!(wanted.status, 303);
    let visitor = Visitor::of(world.app()).await;
    let next = typed(&visitor.get(&door).await, "next");
    assert_eq!(
        next.as_deref(),
        Some("/es/desk/pledges/new?project=P-1"),
        "the door remembers where to"
    );
    assert_eq!(
        world.visitor_post("/es/desk/pledges", &[("amount", "1")]).await.status,
        401
    );
}

#[rocket::async_test]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let world = World::new().await;
    let visitor = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let stolen = format!("puente={}", visitor.cookie("puente").expect("a session"));
    assert_eq!(world.get_with("/es/desk", &[("Cookie", &stolen)]).await.status, 200);
    assert_eq!(
        visitor.post("/es/account/session/end", &[]).await.status,
        403,
        "another site signs nobody out"
    );
    let csrf = visitor.csrf("/es/desk/pledges/new").await;
    let out = visitor.post("/es/account/session/end", &[("csrf", &csrf)]).await;
    assert_eq!(
        (out.status, out.location.as_deref(), visitor.cookie("puente")),
        (303, Some("/es/"), None)
    );
    assert_eq!(
        world.get_with("/es/desk", &[("Cookie", &stolen)]).await.status,
        303,
        "the cookie opens nothing any more"
    );
}

#[rocket::async_test]
async fn a_session_dies_with_its_time_or_with_its_account() {
    let world = World::new().await;
    let visitor = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let session = visitor.cookie("puente").expect("a session");
    let desk = async |seconds: i64| {
        let later = Visitor::of(&at(&world, seconds)).await;
        later.get_with("/es/desk", ("puente", &session)).await.status
    };
    assert_eq!((desk(12 * 3600 - 1).await, desk(12 * 3600 + 1).await), (200, 303));
    assert_eq!(
        world.get_with("/es/desk", &[("Cookie", "puente=0000")]).await.status,
        303,
        "an invented token"
    );

    let csrf = visitor.csrf("/es/desk/pledges/new").await;
    world
        .sql("UPDATE account SET active = FALSE WHERE email = 'banco@demo.example'")
        .await
        .expect("deactivated");
    assert_eq!(visitor.get("/es/desk").await.status, 303);
    let posted = visitor
        .post("/es/desk/pledges", &[("csrf", &csrf), ("amount", "1")])
        .await;
    assert!(matches!(posted.status, 401 | 403), "{}", posted.status);
    assert_eq!(visitor.sign_in("banco@demo.example", PASSWORD).await.status, 422);
}
