//! Signing in while somebody guesses passwords, floods the door, or hides behind many addresses.

use std::time::Duration;

use puente::actions::hashing::{Hashing, Queue};
use puente::i18n::language::Language::{En, Es};
use puente::jobs;
use puente::mail::transport::Transport;
use puente::seed::demo::PASSWORD;
use puente::store::Source as _;
use puente::web::{self, App};
use rocket::futures::future::join_all;
use rocket::http::{ContentType, Cookie, Header};
use rocket::local::asynchronous::Client;

use super::{DOOR, at, set_cookie};
use crate::forms::{Visitor, error, phrase, typed};
use crate::harness::{Answer, World};

const BANK: &str = "banco@demo.example";

/// The same registry with enough patience to judge everything that may be judged.
fn patient(world: &World) -> App {
    App {
        hashing: Hashing::bounded(4, 10_000, Duration::from_secs(600)),
        ..world.app().clone()
    }
}

async fn number(world: &World, sql: &str) -> i64 {
    world.db().primary().number(sql, Vec::new()).await.expect("a number")
}

/// From anywhere: with a peer's address, headers and cookies of its own.
async fn attempt(client: &Client, (email, password): (&str, &str), peer: &str, forwarded: &str) -> Answer {
    let secret = puente::secret::token().expect("randomness");
    let csrf = puente::secret::mask(&secret).expect("a mask");
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs([("csrf", csrf.as_str()), ("email", email), ("password", password)]);
    let mut request = client
        .post(DOOR)
        .remote(peer.parse().expect("an address"))
        .header(ContentType::Form)
        .cookie(Cookie::new("puente-visitor", secret))
        .body(body.finish());
    if !forwarded.is_empty() {
        request.add_header(Header::new("X-Forwarded-For", forwarded.to_owned()));
    }
    Answer::of(request.dispatch().await).await
}

#[rocket::async_test]
async fn of_two_hundred_guesses_at_once_ten_are_judged_and_the_owner_signs_in_meanwhile() {
    let world = World::new().await;
    let app = patient(&world);
    let owner = Visitor::signed_in(&app, BANK).await;
    let client = Client::untracked(web::build(app.clone())).await.expect("a server");
    let guess = |number: usize| {
        let client = &client;
        async move {
            let peer = format!("198.51.{}.{}:4711", number / 250, number % 250);
            let password = if number == 150 {
                PASSWORD.to_owned()
            } else {
                format!("no es la clave {number}")
            };
            attempt(client, (BANK, &password), &peer, "").await.status
        }
    };
    let guesses = join_all((0..200).map(guess));
    let (statuses, owner) = rocket::tokio::join!(guesses, owner.sign_in(BANK, PASSWORD));
    assert_eq!(
        owner.status,
        303,
        "from a device on which it signed in before: {}",
        owner.text()
    );
    let judged = statuses.iter().filter(|status| **status != 429).count();
    assert!(judged <= 10, "{judged} were judged");
    assert!(judged >= 9, "the limit is ten: {statuses:?}");
}

#[rocket::async_test]
async fn nobody_locks_the_owner_out_and_a_stolen_device_gets_no_more_guesses_than_anybody() {
    let world = World::new().await;
    let owner = Visitor::signed_in(world.app(), BANK).await;
    let device = owner.cookie("puente-device").expect("the device is known from now on");
    let stranger = Visitor::of(world.app()).await;
    for _ in 0..10 {
        assert_eq!(stranger.sign_in(BANK, "no es la clave").await.status, 422);
    }
    assert_eq!(
        stranger.sign_in(BANK, PASSWORD).await.status,
        429,
        "closed for strangers"
    );
    assert_eq!(owner.sign_in(BANK, PASSWORD).await.status, 303, "open for its owner");
    assert_eq!(owner.cookie("puente-device"), Some(device), "one device, one token");
    assert_eq!(
        owner.sign_in("fundacion@demo.example", "no es la clave").await.status,
        422,
        "a device is known for the accounts that signed in on it"
    );
    for _ in 0..10 {
        assert_eq!(owner.sign_in(BANK, "no es la clave").await.status, 422);
    }
    assert_eq!(
        owner.sign_in(BANK, PASSWORD).await.status,
        429,
        "guesses on the device are counted too"
    );
    let later = Visitor::of(&at(&world, 15 * 60)).await;
    assert_eq!(later.sign_in(BANK, PASSWORD).await.status, 303);
}

#[rocket::async_test]
async fn the_cookie_of_a_device_lasts_and_says_nothing() {
    let world = World::new().await;
    let visitor = Visitor::of(world.app()).await;
    let refused = visitor.sign_in(BANK, "no es la clave").await;
    assert!(set_cookie(&refused, "puente-device").is_none());
    let answer = visitor.sign_in(BANK, PASSWORD).await;
    let cookie = set_cookie(&answer, "puente-device").expect("a cookie").to_owned();
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=15552000"] {
        assert!(cookie.contains(attribute), "{cookie} lacks {attribute}");
    }
    let token = visitor.cookie("puente-device").expect("a token");
    let stored = number(
        &world,
        &format!("SELECT COUNT(*) AS number FROM known_device WHERE device_hash = '{token}'"),
    )
    .await;
    assert_eq!(
        (token.len(), stored),
        (64, 0),
        "what is stored is not what was handed out"
    );
    let invented = Visitor::of(world.app()).await;
    invented.get_with(DOOR, ("puente-device", "1")).await;
    let answer = invented.sign_in(BANK, PASSWORD).await;
    assert!(set_cookie(&answer, "puente-device").is_some_and(|cookie| !cookie.starts_with("puente-device=1;")));
}

#[rocket::async_test]
async fn a_network_that_tries_too_often_is_closed_and_its_neighbours_are_not() {
    let world = World::new().await;
    let client = Client::untracked(web::build(world.app().clone()))
        .await
        .expect("a server");
    let wrong = async |peer: &str, forwarded: &str| {
        let answer = attempt(&client, ("nadie@demo.example", "no es la clave"), peer, forwarded).await;
        (answer.status, error(&answer, "email"), typed(&answer, "email"))
    };
    assert_eq!(wrong("203.0.113.7:4711", "").await.0, 422);
    assert_eq!(wrong("[2001:db8::1]:4711", "").await.0, 422);
    world
        .sql("UPDATE limit_count SET times = 100 WHERE code = 'sign_in_network'")
        .await
        .expect("tried often");
    let phrase = phrase(
        Es,
        "error-too-many-sign-ins-network",
        &[("count", 15.into()), ("time", "12:15".into())],
    );
    let closed = (429, Some(phrase), Some("nadie@demo.example".to_owned()));
    assert_eq!(wrong("203.0.113.7:80", "").await, closed);
    assert_eq!(
        wrong("203.0.113.7:80", "198.51.100.1").await,
        closed,
        "nobody believes a header unasked"
    );
    assert_eq!(wrong("[2001:db8::ffff:1]:4711", "").await, closed, "the same /64");
    assert_eq!(wrong("[2001:db8:0:1::1]:4711", "").await.0, 422);
    assert_eq!(wrong("203.0.113.8:4711", "").await.0, 422);
    assert_eq!(
        attempt(&client, (BANK, PASSWORD), "203.0.113.8:1", "").await.status,
        303
    );
    let counted = "SELECT times AS number FROM limit_count WHERE code = 'sign_in_account' ORDER BY times DESC LIMIT 1";
    assert_eq!(
        number(&world, counted).await,
        4,
        "what a closed network tries is not counted against the account"
    );
}

#[rocket::async_test]
async fn behind_a_trusted_proxy_the_forwarded_network_counts() {
    let world = World::new().await;
    let mut config = world.app().config.as_ref().clone();
    config.trusted_proxies = vec!["10.0.0.0/8".parse().expect("a network")];
    let app = App {
        config: config.into(),
        pages: web::Pages::checked(),
        ..world.app().clone()
    };
    let client = Client::untracked(web::build(app)).await.expect("a server");
    let wrong = async |forwarded: &str| {
        let who = ("nadie@demo.example", "no es la clave");
        attempt(&client, who, "10.0.0.1:4711", forwarded).await.status
    };
    assert_eq!(wrong("203.0.113.7").await, 422);
    world
        .sql("UPDATE limit_count SET times = 100 WHERE code = 'sign_in_network'")
        .await
        .expect("tried often");
    assert_eq!(
        wrong("198.51.100.1, 203.0.113.7, 10.0.0.2").await,
        429,
        "whatever stands left of it"
    );
    assert_eq!(wrong("203.0.113.8").await, 422);
}

#[rocket::async_test]
async fn where_somebody_came_from_is_kept_as_a_digest_of_the_day_and_for_a_day() {
    let world = World::new().await;
    let client = Client::untracked(web::build(world.app().clone()))
        .await
        .expect("a server");
    let tomorrow = at(&world, 20 * 3600);
    let next_day = Client::untracked(web::build(tomorrow)).await.expect("a server");
    for client in [&client, &next_day] {
        attempt(client, (BANK, "no es la clave"), "203.0.113.7:4711", "").await;
    }
    let networks = "SELECT COUNT(DISTINCT subject) AS number FROM limit_count
        WHERE code = 'sign_in_network' AND LENGTH(subject) = 64";
    assert_eq!(number(&world, networks).await, 2, "the same network on two days is two");
    let plain = "SELECT COUNT(*) AS number FROM limit_count WHERE subject LIKE '%203.0.113%' OR subject LIKE '%@%'";
    assert_eq!(number(&world, plain).await, 0);
    let transport = Transport::new(&world.app().config.mail).expect("a transport");
    let all = "SELECT COUNT(*) AS number FROM limit_count";
    for (seconds, left) in [(24 * 3600, 3), (24 * 3600 + 1, 2), (44 * 3600 + 1, 0)] {
        let ctx = puente::actions::Context {
            now: world.now().plus_seconds(seconds),
            ..world.ctx()
        };
        jobs::run_once(ctx, &transport, "Puente <puente@localhost>")
            .await
            .expect("jobs");
        assert_eq!(number(&world, all).await, left, "after {seconds} seconds");
    }
}

#[rocket::async_test]
async fn beyond_the_queue_of_hashing_the_door_says_when_to_come_back_and_keeps_the_e_mail() {
    let world = World::new().await;
    let app = App {
        hashing: Hashing::bounded(1, 32, Duration::from_millis(20)),
        ..world.app().clone()
    };
    let working = app.hashing.turn(Queue::Open).await.expect("a turn");
    let visitor = Visitor::of(&app).await;
    let door = "/en/account/session";
    let csrf = visitor.csrf(door).await;
    let fields = [("csrf", csrf.as_str()), ("email", BANK), ("password", PASSWORD)];
    let busy = visitor.post(door, &fields).await;
    assert_eq!((busy.status, busy.header("Retry-After")), (503, Some("5")));
    assert_eq!(
        error(&busy, "email"),
        Some(phrase(En, "error-sign-in-busy", &[("count", 5.into())]))
    );
    assert_eq!(typed(&busy, "email").as_deref(), Some(BANK));
    let counted = number(&world, "SELECT COUNT(*) AS number FROM limit_count").await;
    assert_eq!(counted, 0, "whom there was no time for is not counted");
    drop(working);
    assert_eq!(visitor.post(door, &fields).await.status, 303);
}
