//! Which passwords are taken, on each of the three forms that take one, and changing one's own.

use puente::i18n::language::Language::{En, Es};
use puente::seed::demo::PASSWORD;

use super::at;
use crate::forms::{Visitor, error, phrase, typed};
use crate::harness::World;

const GOOD: &str = "la lancha sale los martes";

/// The three forms with the page of each, by somebody who may use it: an invitation, a change, a forgotten password.
async fn forms(world: &World) -> Vec<(Visitor, String, String)> {
    let admin = world.sign_in("admin@demo.example").await;
    let fields = [
        ("email", "quejada@demo.example"),
        ("role", "partner"),
        ("organisation", "cooperativa-demo"),
    ];
    assert_eq!(admin.post("/es/admin/invitations", &fields).await.status, 201);
    let asked = [("email", "cooperativa@demo.example")];
    assert_eq!(
        world.visitor_post("/es/account/password-resets", &asked).await.status,
        303
    );
    let sent = world.mail().await;
    let mut forms = Vec::new();
    for letter in &sent {
        let path = letter.path("/es/account/");
        forms.push((Visitor::of(world.app()).await, path.clone(), path));
    }
    let signed = Visitor::signed_in(world.app(), "cooperativa@demo.example").await;
    forms.push((signed, "/es/account".to_owned(), "/es/account/password".to_owned()));
    forms
}

#[rocket::async_test]
async fn each_form_refuses_the_same_passwords_and_says_why() {
    let world = World::new().await;
    for (visitor, page, path) in forms(&world).await {
        let scope = if path == page { "" } else { "password-" };
        let csrf = visitor.csrf(&page).await;
        for (password, key) in [
            ("once letras", "short"),
            ("  x        ", "short"),
            (&"la lancha azul ".repeat(9), "long"),
            ("contraseñas123", "place"),
            ("password1234", "common"),
            ("aaaaaaaaaaaaaa", "common"),
            ("Urabá-Darién-1", "place"),
            ("puente-darien-26", "place"),
            ("cooperativa@demo.example", "person"),
            ("Manos del Golfo!", "person"),
        ] {
            let fields = [
                ("csrf", csrf.as_str()),
                ("name", "Ana Quejada"),
                ("old_password", PASSWORD),
                ("password", password),
                ("password_again", password),
            ];
            for (lang, language) in [("/es/", Es), ("/en/", En)] {
                let answer = visitor.post(&path.replacen("/es/", lang, 1), &fields).await;
                let key = format!("error-password-{key}");
                let message = phrase(language, &key, &[("min", 12_i64.into()), ("max", 128_i64.into())]);
                assert_eq!(
                    (answer.status, error(&answer, &format!("{scope}password"))),
                    (422, Some(message)),
                    "{path}: {password}"
                );
                assert_eq!(
                    typed(&answer, "password").as_deref(),
                    Some(""),
                    "{path}: a password is never shown again"
                );
            }
        }
    }
    assert_eq!(
        Visitor::of(world.app())
            .await
            .sign_in("cooperativa@demo.example", PASSWORD)
            .await
            .status,
        303,
        "nothing was changed"
    );
}

#[rocket::async_test]
async fn a_password_is_taken_as_typed_and_accents_mean_the_same_on_every_keyboard() {
    let world = World::new().await;
    let visitor = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let csrf = visitor.csrf("/es/account").await;
    let typed_so = "  mañana sale la lancha ";
    let fields = [
        ("csrf", csrf.as_str()),
        ("old_password", PASSWORD),
        ("password", typed_so),
        ("password_again", "  man\u{303}ana sale la lancha "),
    ];
    let answer = visitor.post("/es/account/password", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let other = Visitor::of(world.app()).await;
    for (password, status) in [
        (typed_so.trim(), 422),
        ("  manana sale la lancha ", 422),
        ("  man\u{303}ana sale la lancha ", 303),
        (typed_so, 303),
    ] {
        let answer = other.sign_in("banco@demo.example", password).await;
        assert_eq!(answer.status, status, "{password:?}");
        if status == 303 {
            let csrf = other.csrf("/es/account").await;
            other.post("/es/account/session/end", &[("csrf", &csrf)]).await;
        }
    }
}

#[rocket::async_test]
async fn changing_a_password_asks_the_old_one_ends_the_other_sessions_and_is_shown_by_a_letter() {
    let world = World::new().await;
    let stolen = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let owner = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let csrf = owner.csrf("/es/account").await;
    let change = async |old: &str, new: &str, again: &str| {
        let fields = [
            ("csrf", csrf.as_str()),
            ("old_password", old),
            ("password", new),
            ("password_again", again),
        ];
        owner.post("/es/account/password", &fields).await
    };
    for (old, new, again, field, key) in [
        ("", GOOD, GOOD, "old_password", "error-required"),
        ("otra cosa", GOOD, GOOD, "old_password", "error-old-password"),
        (
            PASSWORD,
            GOOD,
            "no lo mismo",
            "password_again",
            "error-password-differs",
        ),
    ] {
        let answer = change(old, new, again).await;
        assert_eq!(
            (answer.status, error(&answer, &format!("password-{field}"))),
            (422, Some(phrase(Es, key, &[]))),
            "{old} {new}"
        );
        assert_eq!(
            typed(&answer, "old_password").as_deref(),
            Some(""),
            "no password is shown again"
        );
    }
    assert_eq!(stolen.get("/es/desk").await.status, 200);
    let answer = change(PASSWORD, GOOD, GOOD).await;
    let location = answer.location.expect("an address");
    assert_eq!((answer.status, location.as_str()), (303, "/es/account?done=password"));
    assert!(
        owner
            .get(&location)
            .await
            .text()
            .contains(&phrase(Es, "account-done-password", &[]))
    );
    assert_eq!(owner.get("/es/desk").await.status, 200, "this session stays");
    assert_eq!(stolen.get("/es/desk").await.status, 303, "the others are over");
    assert_eq!(stolen.sign_in("banco@demo.example", PASSWORD).await.status, 422);
    assert_eq!(stolen.sign_in("banco@demo.example", GOOD).await.status, 303);
    let sent = world.mail().await;
    assert_eq!((sent.len(), sent[0].to.as_str()), (1, "banco@demo.example"));
    assert_eq!(
        sent[0].path("/account/password-resets/"),
        "/es/account/password-resets/new",
        "and says what to do if it was somebody else"
    );
}

#[rocket::async_test]
async fn whoever_found_an_open_session_cannot_try_out_the_old_password() {
    let world = World::new().await;
    let visitor = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let csrf = visitor.csrf("/es/account").await;
    let change = async |visitor: &Visitor, old: &str| {
        let fields = [
            ("csrf", csrf.as_str()),
            ("old_password", old),
            ("password", GOOD),
            ("password_again", GOOD),
        ];
        visitor.post("/es/account/password", &fields).await
    };
    for attempt in 1..=10 {
        assert_eq!(
            change(&visitor, "no es la clave").await.status,
            422,
            "attempt {attempt}"
        );
    }
    let closed = change(&visitor, PASSWORD).await;
    assert_eq!(
        (closed.status, error(&closed, "password-old_password")),
        (429, Some(phrase(Es, "error-too-many-passwords", &[])))
    );
    let session = visitor.cookie("puente").expect("a session");
    let later = Visitor::of(&at(&world, 15 * 60 + 1)).await;
    let page = later.get_with("/es/account", ("puente", &session)).await;
    assert_eq!(page.status, 200);
}
