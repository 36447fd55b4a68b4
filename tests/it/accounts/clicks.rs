//! Double clicks of what administrators do, and people with their own accounts: the first answer again, and nothing
//! twice.

use puente::i18n::language::Language::Es;
use puente::seed::demo::PASSWORD;
use puente::store::{Source as _, accounts, rates};

use crate::forms::{Visitor, collapse, error, phrase};
use crate::harness::{Person, World};

const GOOD: &str = "la lancha sale los martes";

/// The fields of a form with the number of its page.
fn numbered<'a>(fields: &[(&'a str, &'a str)], number: &'a str) -> Vec<(&'a str, &'a str)> {
    [fields, &[("request_id", number)]].concat()
}

async fn number(world: &World, sql: &str) -> i64 {
    world.db().primary().number(sql, vec![]).await.expect("a number")
}

async fn noted(world: &World, action: &str) -> i64 {
    number(
        world,
        &format!("SELECT COUNT(*) AS number FROM audit WHERE action = '{action}'"),
    )
    .await
}

async fn key(world: &World, email: &str) -> i64 {
    let account = accounts::by_email(world.db().primary(), email).await.expect("read");
    account.expect("an account").id.0
}

/// Clicks twice: both lead to the same.
async fn both(person: &Person<'_>, path: &str, fields: &[(&str, &str)]) {
    let (first, second) = (person.post(path, fields).await, person.post(path, fields).await);
    assert_eq!(first.status, 303, "{path}: {}", first.text());
    assert_eq!(
        (second.status, &second.location),
        (303, &first.location),
        "{path}: {}",
        second.text()
    );
}

#[rocket::async_test]
async fn an_invitation_clicked_twice_is_one_whose_link_is_shown_once() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let id = world.request_id();
    let fields = numbered(&[("email", "nueva@demo.example"), ("role", "administrator")], &id);
    let page = admin.get("/es/admin/people").await;
    assert!(page.body.contains("name=\"request_id\""), "the page numbers its form");
    let first = admin.post("/es/admin/invitations", &fields).await;
    let letter = world
        .mail()
        .await
        .pop()
        .expect("a letter")
        .path("/account/invitations/");
    let second = admin.post("/es/admin/invitations", &fields).await;
    assert_eq!((first.status, second.status), (201, 201), "{}", second.text());
    assert!(first.body.contains(&letter) && !second.body.contains("/account/invitations/"));
    assert!(second.text().contains(&phrase(Es, "invitation-made-already", &[])));
    assert_eq!((world.mail().await.len(), world.get(&letter).await.status), (1, 200));

    let path = format!(
        "/es/admin/people/{}/invitations",
        key(&world, "nueva@demo.example").await
    );
    let id = world.request_id();
    let again = numbered(&[], &id);
    let answers = [admin.post(&path, &again).await, admin.post(&path, &again).await];
    assert_eq!(answers.map(|answer| answer.status), [201, 201]);
    assert_eq!(noted(&world, "invitation_replaced").await, 1);
    let other = numbered(
        &[("email", "otra@demo.example"), ("role", "administrator")],
        fields[2].1,
    );
    assert_eq!(
        admin.post("/es/admin/invitations", &other).await.status,
        409,
        "the number says something else"
    );
}

#[rocket::async_test]
async fn a_late_second_click_changes_no_person_again() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let person = format!("/es/admin/people/{}", key(&world, "banco@demo.example").await);
    let change = format!("{person}/state-changes");
    let ids = [world.request_id(), world.request_id(), world.request_id()];
    let disable = numbered(&[("to", "disabled")], &ids[0]);
    assert_eq!(admin.post(&change, &disable).await.status, 303);
    both(&admin, &change, &numbered(&[("to", "active")], &ids[1])).await;
    let late = admin.post(&change, &disable).await;
    assert_eq!(
        late.location.as_deref(),
        Some(format!("{person}?done=disabled").as_str())
    );
    let bank = Visitor::of(world.app()).await;
    assert_eq!(
        bank.sign_in("banco@demo.example", PASSWORD).await.status,
        303,
        "it stays open"
    );

    let (path, end) = (format!("{person}/session-ends"), numbered(&[], &ids[2]));
    assert_eq!(admin.post(&path, &end).await.status, 303);
    let bank = Visitor::signed_in(world.app(), "banco@demo.example").await;
    assert_eq!(admin.post(&path, &end).await.status, 303);
    assert_eq!(bank.get("/es/desk").await.status, 200, "a session begun since stays");
    assert_eq!(noted(&world, "sessions_ended").await, 1);
}

#[rocket::async_test]
async fn an_invitation_is_taken_back_and_a_letter_sent_again_once() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let fields = [("email", "nueva@demo.example"), ("role", "administrator")];
    assert_eq!(admin.post("/es/admin/invitations", &fields).await.status, 201);
    world
        .sql("UPDATE outbox SET state = 'failed'")
        .await
        .expect("a failed letter");
    let letter = number(&world, "SELECT id AS number FROM outbox").await;
    let overview = admin.get("/es/admin").await;
    assert!(overview.text().contains(&phrase(Es, "form-retry-button", &[])));
    let path = format!("/es/admin/letters/{letter}/retries");
    assert!(overview.body.contains(&path));
    let ids = [world.request_id(), world.request_id()];
    both(&admin, &path, &numbered(&[], &ids[0])).await;
    assert_eq!(
        admin.post(&path, &[]).await.status,
        404,
        "another request finds no failed letter"
    );

    let path = format!(
        "/es/admin/people/{}/withdrawals",
        key(&world, "nueva@demo.example").await
    );
    both(&admin, &path, &numbered(&[], &ids[1])).await;
    assert_eq!(noted(&world, "invitation_withdrawn").await, 1);
}

#[rocket::async_test]
async fn a_text_is_erased_once() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let officer = world.actor("officer@demo.example").await;
    let project = world
        .project("CO", puente::domain::project::Status::SeekingFunding)
        .await;
    let reference = world.pledge(&project).await;
    let why = "Lo pidió la junta por escrito";
    let declined = puente::domain::pledge::Decision::Decline;
    puente::actions::pledges::review(world.ctx(), &officer, &reference, None, declined, why)
        .await
        .expect("declined");
    let texts = "SELECT MAX(event_number) AS number FROM event_text WHERE content IS NOT NULL";
    let event = number(&world, texts).await;
    let page = admin.get(&format!("/es/admin/events/{event}")).await;
    let option = page.body.split("<option value=\"").nth(2).expect("a text");
    let field = option.split('"').next().expect("its name").to_owned();
    let id = world.request_id();
    let erase = numbered(&[("field", field.as_str()), ("reason", "Nombra a una persona")], &id);
    both(&admin, &format!("/es/admin/events/{event}/redactions"), &erase).await;
    assert_eq!(noted(&world, "text_redacted").await, 1);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn rates_are_taken_in_typed_and_corrected_once() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let csv = b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2022-01-01,,4255.44,Test\n\
        COP,annual,2023-01-01,,4.3,Test\n";
    let before = b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2020-01-01,,3693,Test\n";
    admin
        .post_file(
            "/es/admin/rates",
            &[("intent", "import")],
            ("file", "tasas.csv", before),
        )
        .await;
    let ids = [world.request_id(), world.request_id(), world.request_id()];
    let take = numbered(&[("intent", "import")], &ids[0]);
    for click in 1..=2 {
        let page = admin
            .post_file("/es/admin/rates", &take, ("file", "tasas.csv", csv))
            .await;
        let shown = collapse(&page.text());
        assert!(
            page.status == 200 && shown.contains("Se agregó una tasa"),
            "click {click}: {shown}"
        );
        assert!(shown.contains("0,001"), "click {click}: what jumps is named: {shown}");
        assert!(
            !page.body.contains(&ids[0]),
            "the form after it has a number of its own"
        );
    }
    let other = b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nEUR,annual,2022-01-01,,0.95,Test\n";
    let refused = admin
        .post_file("/es/admin/rates", &take, ("file", "tasas.csv", other))
        .await;
    assert_eq!(refused.status, 409, "another file under the same number");
    assert_eq!(noted(&world, "rates_added").await, 2);

    let entry = [
        ("currency", "COP"),
        ("kind", "annual"),
        ("valid_from_on", "2021-01-01"),
        ("units_per_usd", "3744"),
        ("source", "Banco de la República"),
        ("intent", "import"),
    ];
    both(&admin, "/es/admin/rates/entries", &numbered(&entry, &ids[1])).await;
    assert_eq!(noted(&world, "rates_added").await, 3);

    let known = rates::list(world.db().primary(), rates::Filter::default(), 10).await;
    let path = format!("/es/admin/rates/{}/corrections", known.expect("rates")[0].id);
    let why = "El archivo traía el número de otro año";
    let new = [("units_per_usd", "4200"), ("source", "Otra lectura"), ("reason", why)];
    let seen = admin.post(&path, &new).await.field("seen");
    let done = [new.as_slice(), &[("intent", "confirm"), ("seen", seen.as_str())]].concat();
    both(&admin, &path, &numbered(&done, &ids[2])).await;
    assert_eq!(noted(&world, "rate_corrected").await, 1);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_password_and_a_profile_change_once_and_the_password_is_part_of_nothing_that_is_kept() {
    let world = World::new().await;
    let bank = world.sign_in("banco@demo.example").await;
    let ids = [world.request_id(), world.request_id(), world.request_id()];
    let profile = numbered(&[("name", "Ana"), ("language", "en")], &ids[0]);
    assert_eq!(bank.post("/es/account", &profile).await.status, 303);
    let later = numbered(&[("name", "Eva"), ("language", "es")], &ids[1]);
    assert_eq!(bank.post("/es/account", &later).await.status, 303);
    assert_eq!(
        bank.post("/es/account", &profile).await.status,
        303,
        "a late second click"
    );
    let account = accounts::by_email(world.db().primary(), "banco@demo.example").await;
    assert_eq!(account.expect("read").expect("an account").name, "Eva");

    let change = |new| [("old_password", PASSWORD), ("password", new), ("password_again", new)];
    both(&bank, "/es/account/password", &numbered(&change(GOOD), &ids[2])).await;
    assert_eq!(
        (
            noted(&world, "password_changed").await,
            noted(&world, "password_wrong").await
        ),
        (1, 0)
    );
    assert_eq!(world.mail().await.len(), 1, "one letter");
    let other = change("otra lancha sale los jueves");
    let refused = bank.post("/es/account/password", &numbered(&other, &ids[2])).await;
    assert_eq!(
        (refused.status, error(&refused, "password-old_password")),
        (422, Some(phrase(Es, "error-old-password", &[]))),
        "another password is another wish"
    );
    let contents = "SELECT COUNT(DISTINCT content) AS number FROM request_record WHERE form = 'password'";
    assert_eq!(number(&world, contents).await, 1);
}

#[rocket::async_test]
async fn a_session_is_ended_once() {
    let world = World::new().await;
    let bank = world.sign_in("banco@demo.example").await;
    let id = world.request_id();
    let end = numbered(&[("session", "others")], &id);
    assert_eq!(bank.post("/es/account/session-ends", &end).await.status, 303);
    let phone = Visitor::signed_in(world.app(), "banco@demo.example").await;
    assert_eq!(bank.post("/es/account/session-ends", &end).await.status, 303);
    assert_eq!(phone.get("/es/desk").await.status, 200, "one begun since stays");
    assert_eq!(noted(&world, "sessions_ended").await, 1);
}
