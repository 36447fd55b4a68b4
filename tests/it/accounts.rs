//! Signing in and out, the cookie of a session, invitations.

use puente::i18n::language::Language::{En, Es};
use puente::seed::demo::PASSWORD;
use puente::store::Source as _;
use puente::web::App;

use crate::forms::{Visitor, fault, told, typed};
use crate::harness::{Answer, World};

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
        assert_eq!(visitor.get("/es/account").await.location.as_deref(), Some(place));
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
        ("banco@demo.example", "puente-demo-2026 "),
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
        answers.push((fault(&answer, "email"), answer.text()));
    }
    assert_eq!(answers[0].0, Some(told(Es, "error-credentials", &[])));
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
}

#[rocket::async_test]
async fn what_is_missing_at_the_door_is_told_at_its_field() {
    let world = World::new().await;
    let long = "x".repeat(10_000);
    for (email, password, field) in [
        ("", PASSWORD, "email"),
        ("banco@demo.example", "", "password"),
        ("banco@demo.example", &long, "password"),
    ] {
        let answer = world
            .visitor_post(DOOR, &[("email", email), ("password", password)])
            .await;
        assert_eq!(answer.status, 422);
        assert!(
            fault(&answer, field).is_some(),
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
            (closed.status, fault(&closed, "email")),
            (429, Some(told(Es, "error-too-many-sign-ins", &[])))
        );
        let disguised = visitor.sign_in(&format!(" {} ", email.to_uppercase()), PASSWORD).await;
        assert_eq!(disguised.status, 429, "the same address in other letters");
        let almost = Visitor::of(&at(&world, 15 * 60 - 1)).await;
        assert_eq!(almost.sign_in(email, PASSWORD).await.status, 429);
        let later = Visitor::of(&at(&world, 15 * 60 + 1)).await;
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
    let cookie = format!("puente={}", visitor.cookie("puente").expect("a session"));
    let desk = async |seconds: i64| {
        let later = Visitor::of(&at(&world, seconds)).await;
        later.get_with("/es/desk", &cookie).await.status
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

/// Invites somebody through the form and gives the path of the link.
async fn invited(world: &World, fields: &[(&str, &str)]) -> String {
    let admin = world.sign_in("admin@demo.example").await;
    let answer = admin.post("/es/admin/invitations", fields).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let letters = world.letters().await;
    let letter = letters
        .iter()
        .find(|letter| letter.template == "invitation")
        .expect("a letter");
    assert_eq!(letter.recipient, fields[0].1);
    let (_, token) = letter.body.split_once("/es/account/invitations/").expect("a link");
    let token = token.split_whitespace().next().expect("a token");
    assert!(answer.body.contains(token), "the administrator sees the link too");
    format!("/es/account/invitations/{token}")
}

#[rocket::async_test]
async fn an_invitation_is_taken_up_once() {
    let world = World::new().await;
    let fields = [
        ("email", "nueva@demo.example"),
        ("role", "partner"),
        ("organisation", "fundacion-demo"),
        ("jurisdiction", ""),
    ];
    let link = invited(&world, &fields).await;
    let stored = world
        .db()
        .number("SELECT COUNT(*) AS number FROM invitation", vec![])
        .await
        .expect("a count");
    let token = link.rsplit('/').next().expect("a token");
    let plain = format!("SELECT COUNT(*) AS number FROM invitation WHERE token_hash = '{token}'");
    assert_eq!(
        (stored, world.db().number(&plain, vec![]).await.expect("a count")),
        (1, 0),
        "only its digest is kept"
    );

    let visitor = Visitor::of(world.app()).await;
    let page = visitor.get(&link).await;
    assert!(page.status == 200 && page.text().contains("nueva@demo.example"));
    let csrf = typed(&page, "csrf").expect("a secret");
    let good = "una clave larga y fácil";
    for (name, password, again, field, message) in [
        ("", good, good, "name", told(Es, "error-required", &[])),
        (
            "Ana",
            "once letras",
            "once letras",
            "password",
            told(Es, "error-password-length", &[("min", 12_i64.into())]),
        ),
        (
            "Ana",
            "",
            "",
            "password",
            told(Es, "error-password-length", &[("min", 12_i64.into())]),
        ),
        (
            "Ana",
            good,
            "otra clave larga",
            "password_again",
            told(Es, "error-password-differs", &[]),
        ),
    ] {
        let fields = [
            ("csrf", csrf.as_str()),
            ("name", name),
            ("password", password),
            ("password_again", again),
        ];
        let answer = visitor.post(&link, &fields).await;
        assert_eq!(
            (answer.status, fault(&answer, field)),
            (422, Some(message)),
            "{name} {password}"
        );
        assert_eq!(typed(&answer, "name").as_deref(), Some(name));
        assert!(
            password.is_empty() || !answer.body.contains(password),
            "a password is never shown again"
        );
    }
    let long = "x".repeat(201);
    for (name, password) in [("Ana", long.as_str()), ("Ana".repeat(41).as_str(), good)] {
        let fields = [
            ("csrf", csrf.as_str()),
            ("name", name),
            ("password", password),
            ("password_again", password),
        ];
        assert_eq!(visitor.post(&link, &fields).await.status, 422);
    }
    let fields = [
        ("csrf", csrf.as_str()),
        ("name", "Ana Díaz"),
        ("password", good),
        ("password_again", good),
    ];
    let answer = visitor.post(&link, &fields).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/es/desk")));
    assert!(
        visitor.get("/es/desk").await.body.contains("Ana Díaz"),
        "and is signed in"
    );
    for other in [Visitor::of(world.app()).await, visitor] {
        assert_eq!(other.get(&link).await.status, 404, "the link was used");
    }
    let again = Visitor::of(world.app()).await;
    assert_eq!(
        again.sign_in("nueva@demo.example", good).await.location.as_deref(),
        Some("/es/desk")
    );
}

#[rocket::async_test]
async fn an_invitation_that_is_over_or_never_was_is_a_404() {
    let world = World::new().await;
    let link = invited(
        &world,
        &[
            ("email", "nueva@demo.example"),
            ("role", "officer"),
            ("jurisdiction", "PA"),
        ],
    )
    .await;
    let week = 7 * 24 * 3600;
    assert_eq!(Visitor::of(&at(&world, week - 1)).await.get(&link).await.status, 200);
    assert_eq!(Visitor::of(&at(&world, week + 1)).await.get(&link).await.status, 404);
    for other in ["0".repeat(64), "x".to_owned(), "%00".to_owned()] {
        assert_eq!(
            world.get(&format!("/es/account/invitations/{other}")).await.status,
            404,
            "{other}"
        );
    }
    let late = Visitor::of(&at(&world, week + 1)).await;
    let csrf = late.csrf(DOOR).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("name", "Ana"),
        ("password", "una clave larga"),
        ("password_again", "una clave larga"),
    ];
    assert_eq!(late.post(&link, &fields).await.status, 404);
}

#[rocket::async_test]
async fn an_invitation_names_a_role_that_fits_and_an_address_that_is_free() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    for (email, role, organisation, jurisdiction, field) in [
        ("", "administrator", "", "", "email"),
        ("no es", "administrator", "", "", "email"),
        ("a@b@c.example", "administrator", "", "", "email"),
        ("nueva@demo.example", "", "", "", "role"),
        ("nueva@demo.example", "king", "", "", "role"),
        ("nueva@demo.example", "partner", "", "", "organisation"),
        ("nueva@demo.example", "partner", "nadie", "", "organisation"),
        ("nueva@demo.example", "officer", "", "", "jurisdiction"),
        ("nueva@demo.example", "officer", "", "VE", "jurisdiction"),
        ("BANCO@demo.example", "administrator", "", "", "email"),
    ] {
        let fields = [
            ("email", email),
            ("role", role),
            ("organisation", organisation),
            ("jurisdiction", jurisdiction),
        ];
        let answer = admin.post("/es/admin/invitations", &fields).await;
        assert_eq!(
            (answer.status, typed(&answer, "email").as_deref()),
            (422, Some(email)),
            "{email} {role}"
        );
        assert!(
            fault(&answer, field).is_some(),
            "{email} {role}: nothing is told at {field}"
        );
    }
    let taken = admin
        .post(
            "/en/admin/invitations",
            &[("email", "banco@demo.example"), ("role", "administrator")],
        )
        .await;
    assert_eq!(fault(&taken, "email"), Some(told(En, "error-email-taken", &[])));
    assert_eq!(world.letters().await.len(), 0);
    let bank = world.sign_in("banco@demo.example").await;
    assert_eq!(
        bank.post(
            "/es/admin/invitations",
            &[("email", "x@y.example"), ("role", "administrator")]
        )
        .await
        .status,
        403
    );
}
