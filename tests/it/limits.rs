//! How often people send forms: beyond a limit nothing is done, what was typed is kept, and people at work never meet it.

use puente::domain::project::Status;
use puente::i18n::language::Language::{En, Es};
use puente::web::{self, App};
use rocket::http::{ContentType, Cookie};
use rocket::local::asynchronous::Client;

use crate::forms::{self, Visitor, all_typed, error, phrase, typed};
use crate::harness::{Answer, World};

/// The same registry as people meet it, some seconds later.
fn limited(world: &World, seconds: i64) -> App {
    let mut config = world.app().config.as_ref().clone();
    config.submission_limits = true;
    App {
        config: config.into(),
        pages: web::Pages::checked(),
        fixed_now: Some(world.now().plus_seconds(seconds)),
        ..world.app().clone()
    }
}

#[rocket::async_test]
async fn the_sixty_first_form_of_a_minute_comes_back_with_what_was_typed() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let app = limited(&world, 0);
    let bank = Visitor::signed_in(&app, "banco@demo.example").await;
    let csrf = bank.csrf("/en/desk/pledges/new").await;
    let empty = [("csrf", csrf.as_str()), ("intent", "draft")];
    for number in 1..=60 {
        let answer = bank.post("/en/desk/pledges", &empty).await;
        assert_eq!(answer.status, 422, "form {number}");
    }
    let form = forms::pledge(&project).with("csrf", &csrf);
    let refused = bank.post("/en/desk/pledges", &form.fields()).await;
    assert_eq!((refused.status, refused.header("Retry-After")), (429, Some("60")));
    assert!(
        refused
            .text()
            .contains(&phrase(En, "error-429-text", &[("count", 60.into())])),
        "{}",
        refused.text()
    );
    assert!(
        refused.text().contains("Licencia ambiental en firme"),
        "what was typed is in sight"
    );
    let stored = all_typed(&refused);
    for (name, value) in form.without("csrf").fields() {
        assert_eq!(stored.get(name).map(String::as_str), Some(value), "{name}");
    }
    assert!(refused.body.contains("action=\"/en/desk/pledges\""));

    let other = Visitor::signed_in(&app, "fundacion@demo.example").await;
    let csrf = other.csrf("/en/desk/pledges/new").await;
    let answer = other.post("/en/desk/pledges", &[("csrf", &csrf)]).await;
    assert_eq!(answer.status, 422, "nobody else waits");

    let csrf = stored.get("csrf").expect("the secret");
    let out = bank.post("/en/account/session/end", &[("csrf", csrf)]).await;
    assert_eq!(out.status, 303, "whoever has to wait can still sign out");
}

#[rocket::async_test]
async fn what_was_sent_too_often_goes_through_from_its_own_page_a_minute_later() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = Visitor::signed_in(&limited(&world, 0), "banco@demo.example").await;
    let csrf = bank.csrf("/es/desk/pledges/new").await;
    for _ in 0..60 {
        bank.post("/es/desk/pledges", &[("csrf", csrf.as_str())]).await;
    }
    let form = forms::pledge(&project).with("csrf", &csrf).with("intent", "draft");
    let refused = bank.post("/es/desk/pledges", &form.fields()).await;
    assert_eq!(refused.status, 429);
    let later = Client::untracked(web::build(limited(&world, 60)))
        .await
        .expect("a server");
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(all_typed(&refused));
    let request = later
        .post("/es/desk/pledges")
        .header(ContentType::Form)
        .cookie(Cookie::new("puente", bank.cookie("puente").expect("a session")))
        .body(body.finish());
    let made = Answer::of(request.dispatch().await).await;
    assert_eq!(made.status, 303, "{}", made.text());
}

#[rocket::async_test]
async fn the_thirty_first_file_of_a_minute_waits_and_a_form_without_one_does_not() {
    let world = World::new().await;
    let app = limited(&world, 0);
    let bank = Visitor::signed_in(&app, "banco@demo.example").await;
    let csrf = bank.csrf("/es/desk/pledges/new").await;
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--x\r\nContent-Disposition: form-data; \
         name=\"document\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\r\n--x--\r\n"
    );
    let kind = ContentType::new("multipart", "form-data").with_params(("boundary", "x"));
    for number in 1..=31 {
        let answer = bank.send("/es/desk/pledges", kind.clone(), &body).await;
        assert_eq!(answer.status, if number <= 30 { 422 } else { 429 }, "file {number}");
    }
    let answer = bank.post("/es/desk/pledges", &[("csrf", csrf.as_str())]).await;
    assert_eq!(answer.status, 422);
}

#[rocket::async_test]
async fn an_administrator_invites_thirty_people_an_hour() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    for number in 1..=31 {
        let email = format!("persona{number}@demo.example");
        let fields = [("email", email.as_str()), ("role", "administrator")];
        let answer = admin.post("/es/admin/invitations", &fields).await;
        if number <= 30 {
            assert_eq!(answer.status, 201, "invitation {number}");
            continue;
        }
        assert_eq!((answer.status, answer.header("Retry-After")), (429, Some("3600")));
        let limits = [("max", 30.into()), ("count", 60.into())];
        assert_eq!(
            error(&answer, "email"),
            Some(phrase(Es, "error-too-many-invitations", &limits))
        );
        assert_eq!(typed(&answer, "email"), Some(email));
    }
    let later = Visitor::signed_in(&limited(&world, 3600), "admin@demo.example").await;
    let csrf = later.csrf("/es/admin/people").await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("email", "otra@demo.example"),
        ("role", "administrator"),
    ];
    assert_eq!(later.post("/es/admin/invitations", &fields).await.status, 201);
}

#[rocket::async_test]
async fn a_crowd_of_forms_without_a_session_closes_neither_the_door_nor_other_networks() {
    let world = World::new().await;
    let client = Client::untracked(web::build(limited(&world, 0)))
        .await
        .expect("a server");
    let secret = puente::secret::token().expect("randomness");
    let post = async |peer: &str, path: &'static str| {
        let csrf = puente::secret::mask(&secret).expect("a mask");
        let request = client
            .post(path)
            .remote(peer.parse().expect("an address"))
            .header(ContentType::Form)
            .cookie(Cookie::new("puente-visitor", secret.clone()))
            .body(format!("csrf={csrf}&email=nadie%40demo.example&password=x&name=Ana"));
        let answer = Answer::of(request.dispatch().await).await;
        assert!(
            answer.status != 429 || !answer.body.contains("name=\"password\""),
            "no password is shown"
        );
        answer.status
    };
    let statuses = [("/es/account/invitations/0", 404), ("/es/account/session", 422)];
    for _ in 0..60 {
        assert_eq!(post("203.0.113.7:1", statuses[0].0).await, statuses[0].1);
    }
    assert_eq!(post("203.0.113.7:2", statuses[0].0).await, 429);
    assert_eq!(post("203.0.113.8:1", statuses[0].0).await, 404);
    assert_eq!(
        post("203.0.113.7:3", statuses[1].0).await,
        422,
        "signing in has its own limits"
    );
}
