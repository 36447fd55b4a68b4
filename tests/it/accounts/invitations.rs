//! Invitations: made by an administrator, taken up once.

use puente::i18n::language::Language::{En, Es};
use puente::store::Source as _;

use super::{DOOR, at};
use crate::forms::{Visitor, fault, told, typed};
use crate::harness::World;

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
