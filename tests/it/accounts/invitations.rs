//! Invitations: made by an administrator, taken up once.

use puente::actions;
use puente::i18n::language::Language::{En, Es};
use puente::store::{Source as _, accounts};

use super::{DOOR, at};
use crate::forms::{Visitor, error, phrase, typed};
use crate::harness::World;

/// Invites somebody through the form and gives the path of the link in the letter.
async fn invited(world: &World, fields: &[(&str, &str)]) -> String {
    let admin = world.sign_in("admin@demo.example").await;
    let answer = admin.post("/es/admin/invitations", fields).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let sent = world.mail().await;
    let letter = sent.last().expect("a letter");
    assert_eq!(letter.to, fields[0].1);
    let path = letter.path("/account/invitations/");
    assert!(answer.body.contains(&path), "the administrator sees the link too");
    path
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
        .primary()
        .number("SELECT COUNT(*) AS number FROM invitation", vec![])
        .await
        .expect("a count");
    let token = link.rsplit('/').next().expect("a token");
    let plain = format!("SELECT COUNT(*) AS number FROM invitation WHERE token_hash = '{token}'");
    assert_eq!(
        (
            stored,
            world.db().primary().number(&plain, vec![]).await.expect("a count")
        ),
        (1, 0),
        "only its digest is kept"
    );

    let visitor = Visitor::of(world.app()).await;
    let page = visitor.get(&link).await;
    assert!(page.status == 200 && page.text().contains("nueva@demo.example"));
    let csrf = typed(&page, "csrf").expect("a secret");
    let good = "una clave larga y fácil";
    for (name, password, again, field, message) in [
        ("", good, good, "name", phrase(Es, "error-required", &[])),
        (
            "Ana",
            "once letras",
            "once letras",
            "password",
            phrase(Es, "error-password-short", &[("min", 12_i64.into())]),
        ),
        (
            "Ana",
            "",
            "",
            "password",
            phrase(Es, "error-password-short", &[("min", 12_i64.into())]),
        ),
        (
            "Ana",
            good,
            "otra clave larga",
            "password_again",
            phrase(Es, "error-password-differs", &[]),
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
            (answer.status, error(&answer, field)),
            (422, Some(message)),
            "{name} {password}"
        );
        assert_eq!(typed(&answer, "name").as_deref(), Some(name));
        assert!(
            password.is_empty() || !answer.body.contains(password),
            "a password is never shown again"
        );
    }
    let long = "la lancha azul ".repeat(9);
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
    let over = late.post(&link, &fields).await;
    assert_eq!(over.status, 404);
    assert!(
        over.text().contains(&phrase(Es, "link-over-invitation-text", &[])),
        "it says what to do"
    );
}

/// Everything that the database says of letters and invitations.
async fn stored(world: &World) -> String {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        phrase: String,
    }
    let sql = "SELECT body || ' ' || COALESCE(nonce, '') || ' ' || subject AS phrase FROM outbox
        UNION ALL SELECT token_hash AS phrase FROM invitation UNION ALL SELECT token_hash AS phrase FROM password_reset
        UNION ALL SELECT subject AS phrase FROM audit";
    let rows: Vec<Row> = world.db().primary().all(sql, vec![]).await.expect("rows");
    rows.into_iter().map(|row| row.phrase + "\n").collect()
}

#[rocket::async_test]
async fn no_token_lies_in_the_database_before_or_after_its_letter_left() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let fields = [("email", "nueva@demo.example"), ("role", "administrator")];
    assert_eq!(admin.post("/es/admin/invitations", &fields).await.status, 201);
    let asked = [("email", "banco@demo.example")];
    assert_eq!(
        world.visitor_post("/es/account/password-resets", &asked).await.status,
        303
    );
    actions::passwords::answer_asked(world.ctx()).await.expect("looked up");
    let before = stored(&world).await;
    let sent = world.mail().await;
    let after = stored(&world).await;
    assert_eq!(sent.len(), 2, "{sent:?}");
    for letter in &sent {
        let path = letter.path("/account/");
        let token = path.rsplit('/').next().expect("a token");
        assert_eq!(token.len(), 64);
        assert!(
            !before.contains(token) && !after.contains(token),
            "{token} in\n{before}{after}"
        );
    }
    assert!(
        before.contains("{token}") && !after.contains("{token}"),
        "the text is blanked: {after}"
    );
    let nonces = "SELECT COUNT(*) AS number FROM outbox WHERE nonce IS NOT NULL";
    assert_eq!(world.db().primary().number(nonces, vec![]).await.expect("a count"), 0);
}

#[rocket::async_test]
async fn a_letter_whose_link_is_over_or_of_another_secret_does_not_leave() {
    let world = World::new().await;
    let role = puente::domain::account::Role::Administrator;
    let other = puente::secret::Secret::new("another secret that is long enough too");
    let ctx = actions::Context {
        secret: &other,
        ..world.ctx()
    };
    actions::invitations::invite(ctx, None, "una@demo.example", role, Es)
        .await
        .expect("an invitation");
    let done = world.jobs(world.now()).await;
    assert_eq!((done.sent, done.failed), (0, 1));
    let failed = &world.letters().await[0];
    assert!(
        failed
            .last_error
            .as_deref()
            .is_some_and(|error| error.contains("PUENTE_SECRET")),
        "{failed:?}"
    );
}

#[rocket::async_test]
async fn an_invitation_that_was_lost_is_replaced_and_the_old_link_leads_nowhere() {
    let world = World::new().await;
    let fields = [
        ("email", "nueva@demo.example"),
        ("role", "officer"),
        ("jurisdiction", "PA"),
    ];
    let first = invited(&world, &fields).await;
    // Again with the form, with another role; the first time after the link was over.
    let admin = world.sign_in("admin@demo.example").await;
    let fields = [
        ("email", "nueva@demo.example"),
        ("role", "administrator"),
        ("language", "en"),
    ];
    let again = admin.post("/es/admin/invitations", &fields).await;
    assert_eq!(again.status, 201);
    assert!(again.text().contains(&phrase(Es, "invitation-replaced", &[])));
    let sent = world.mail().await;
    let second = sent.last().expect("a letter").path("/account/invitations/");
    assert!(
        second.starts_with("/en/"),
        "in the language that was asked for: {second}"
    );
    assert_eq!(
        (world.get(&first).await.status, world.get(&second).await.status),
        (404, 200)
    );
    assert!(
        world
            .get(&second)
            .await
            .text()
            .contains(&phrase(En, "role-administrator", &[]))
    );

    // Once more before the letter of the last one left: only the newest leaves.
    for _ in 0..2 {
        assert_eq!(admin.post("/es/admin/invitations", &fields).await.status, 201);
    }
    let after = world.mail().await;
    assert_eq!(after.len(), sent.len() + 1, "{after:?}");
    assert_eq!(world.get(&second).await.status, 404);
    let third = after.last().expect("a letter").path("/account/invitations/");
    let visitor = Visitor::of(world.app()).await;
    let csrf = visitor.csrf(&third).await;
    let good = "una clave larga y fácil";
    let fields = [
        ("csrf", csrf.as_str()),
        ("name", "Eva"),
        ("password", good),
        ("password_again", good),
    ];
    assert_eq!(visitor.post(&third, &fields).await.status, 303);
    let account = accounts::by_email(world.db().primary(), "nueva@demo.example")
        .await
        .expect("read")
        .expect("an account");
    assert_eq!(
        (account.language.as_str(), account.role.as_str()),
        ("en", "administrator")
    );
    let taken = admin
        .post(
            "/es/admin/invitations",
            &[("email", "nueva@demo.example"), ("role", "administrator")],
        )
        .await;
    assert_eq!(
        error(&taken, "email"),
        Some(phrase(Es, "error-email-taken", &[])),
        "who joined is not invited"
    );
}

#[rocket::async_test]
async fn somebody_who_is_signed_in_takes_an_invitation_up_too() {
    let world = World::new().await;
    let link = invited(&world, &[("email", "nueva@demo.example"), ("role", "administrator")]).await;
    let visitor = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let csrf = visitor.csrf(&link).await;
    let good = "una clave larga y fácil";
    let fields = [
        ("csrf", csrf.as_str()),
        ("name", "Eva"),
        ("password", good),
        ("password_again", good),
    ];
    let answer = visitor.post(&link, &fields).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/es/admin")));
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
            error(&answer, field).is_some(),
            "{email} {role}: nothing is told at {field}"
        );
    }
    let taken = admin
        .post(
            "/en/admin/invitations",
            &[("email", "banco@demo.example"), ("role", "administrator")],
        )
        .await;
    assert_eq!(error(&taken, "email"), Some(phrase(En, "error-email-taken", &[])));
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
