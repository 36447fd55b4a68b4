//! The commands about people, as somebody at a terminal meets them.

use std::process::{Command, Output};

use puente::seed::demo::PASSWORD;
use puente::store::accounts;

use crate::forms::Visitor;
use crate::harness::World;

/// Runs `puente` on the database of a test.
fn puente(world: &World, arguments: &[&str]) -> (i32, String, String) {
    // Where serving is not refused it finds its port taken, and ends instead of serving for ever.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_puente"))
        .args(arguments)
        .current_dir(world.folder())
        .env("DATABASE_URL", &world.app().config.database_url)
        .env("PUENTE_SECRET", crate::harness::SECRET)
        .env("PUENTE_BASE_URL", crate::harness::BASE_URL)
        .env("PUENTE_PORT", port.to_string())
        .env("RUST_LOG", "off")
        .output()
        .expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

#[rocket::async_test]
async fn serving_is_refused_while_an_account_has_the_published_password() {
    let world = World::new().await;
    let (code, _, output) = puente(&world, &["serve"]);
    assert_eq!((code, output.lines().count()), (3, 1), "{output}");
    for email in ["admin@demo.example", "banco@demo.example"] {
        assert!(output.contains(email), "{output}");
    }
    world
        .sql("UPDATE account SET active = FALSE WHERE email NOT IN ('admin@demo.example', 'banco@demo.example')")
        .await
        .expect("disabled");
    let found = puente::actions::people::with_published_password(world.ctx()).await;
    assert_eq!(found.expect("looked up"), ["admin@demo.example", "banco@demo.example"]);
    let (code, output, _) = puente(&world, &["user", "disable", "admin@demo.example", "banco@demo.example"]);
    assert_eq!(code, 0, "{output}");
    let found = puente::actions::people::with_published_password(world.ctx()).await;
    assert_eq!(found.expect("looked up"), Vec::<String>::new());
    assert_eq!(
        puente(&world, &["user", "disable", "admin@demo.example"]).0,
        1,
        "it is already"
    );
    let visitor = Visitor::of(world.app()).await;
    assert_eq!(visitor.sign_in("admin@demo.example", PASSWORD).await.status, 422);
}

#[rocket::async_test]
async fn seeding_the_demonstration_opens_no_account() {
    let world = World::empty().await;
    let (code, _, output) = puente(&world, &["seed", "--demo"]);
    assert_eq!(code, 0, "{output}");
    for email in ["admin@demo.example", "officer@demo.example", "banco@demo.example"] {
        let account = accounts::by_email(world.db().primary(), email)
            .await
            .expect("read")
            .expect("an account");
        assert_eq!((account.password_hash, account.active), (None, true), "{email}");
        let visitor = Visitor::of(world.app()).await;
        assert_eq!(visitor.sign_in(email, PASSWORD).await.status, 422, "{email}");
    }
    let found = puente::actions::people::with_published_password(world.ctx()).await;
    assert_eq!(found.expect("looked up"), Vec::<String>::new());
}

#[rocket::async_test]
async fn an_invitation_is_replaced_and_withdrawn_at_the_terminal() {
    let world = World::new().await;
    let invite = ["user", "invite", "nueva@demo.example", "--role", "administrator"];
    let (code, first, output) = puente(&world, &invite);
    assert_eq!((code, output.as_str()), (0, ""), "{output}");
    let (code, second, output) = puente(&world, &[&invite[..], &["--language", "en"]].concat());
    assert!(
        code == 0 && output.lines().count() == 1 && output.contains("replaced"),
        "{output}"
    );
    let path = |link: &str| {
        link.trim()
            .strip_prefix(crate::harness::BASE_URL)
            .expect("a link")
            .to_owned()
    };
    assert_eq!(
        (
            world.get(&path(&first)).await.status,
            world.get(&path(&second)).await.status
        ),
        (404, 200)
    );
    assert!(path(&second).starts_with("/en/"));
    // The program has the clock of the machine.
    let sent = world.mail_at(puente::clock::now()).await;
    assert_eq!(
        (sent.len(), sent[0].path("/account/")),
        (1, path(&second)),
        "only the newest letter leaves"
    );

    let withdraw = ["user", "withdraw", "nueva@demo.example"];
    assert_eq!(puente(&world, &withdraw).0, 0);
    assert_eq!(world.get(&path(&second)).await.status, 404);
    for (arguments, code) in [
        (&withdraw[..], 1),
        (&["user", "withdraw", "nadie@demo.example"][..], 1),
        (&["user", "withdraw", "banco@demo.example"][..], 1),
        (&["user", "withdraw", "nobody"][..], 2),
        (
            &["user", "invite", "banco@demo.example", "--role", "administrator"][..],
            1,
        ),
        (
            &[
                "user",
                "invite",
                "otra@demo.example",
                "--role",
                "administrator",
                "--language",
                "fr",
            ][..],
            2,
        ),
    ] {
        let (given, _, output) = puente(&world, arguments);
        assert!(
            given == code && output.lines().count() == 1,
            "{arguments:?}: {given} {output}"
        );
    }
}
