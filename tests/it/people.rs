//! People, as an administrator sees and keeps them: the list, inviting again and taking back, disabling, ending sessions.

use puente::actions;
use puente::domain::project::Status;
use puente::i18n::language::Language::{En, Es};
use puente::seed::demo::PASSWORD;
use puente::store::accounts;

use crate::forms::{Visitor, links, phrase};
use crate::harness::{Answer, Person, World};

const PEOPLE: &str = "/es/admin/people";

async fn key(world: &World, email: &str) -> i64 {
    let account = accounts::by_email(world.db().primary(), email).await.expect("read");
    account.expect("an account").id.0
}

/// The addresses of a page of the list, in its order.
fn listed(page: &Answer) -> Vec<String> {
    let cells = scraper::Selector::parse("main tbody td:nth-child(2)").expect("a selector");
    let html = page.html();
    html.select(&cells).map(|cell| cell.text().collect()).collect()
}

async fn invite(admin: &Person<'_>, email: &str) {
    let fields = [("email", email), ("role", "administrator")];
    assert_eq!(admin.post("/es/admin/invitations", &fields).await.status, 201);
}

/// Does something to somebody on their page.
async fn act(admin: &Person<'_>, id: i64, what: &str, fields: &[(&str, &str)]) -> Answer {
    admin.post(&format!("{PEOPLE}/{id}/{what}"), fields).await
}

#[rocket::async_test]
async fn people_are_listed_by_state_searched_and_paged() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let overview = admin.get("/es/admin").await;
    assert!(
        links(&overview).contains(&PEOPLE.to_owned()),
        "the overview leads there"
    );
    for n in 0..60 {
        let role = puente::domain::account::Role::Administrator;
        let email = format!("z{n:02}@otra.example");
        actions::invitations::invite(world.ctx(), None, &email, role, Es)
            .await
            .expect("invited");
    }
    let first = admin.get(PEOPLE).await;
    assert_eq!(listed(&first).len(), 50);
    let next = links(&first)
        .into_iter()
        .find(|link| link.contains("after="))
        .expect("a next page");
    let second = admin.get(&next).await;
    let all: Vec<String> = [listed(&first), listed(&second)].concat();
    assert_eq!(all.len(), 60 + 9);
    assert!(all.is_sorted(), "{all:?}");

    for (query, expected) in [
        ("?q=BANCO", vec!["banco@demo.example"]),
        ("?q=tuira", vec!["banco@demo.example"]),
        ("?q=persona+officer2", vec!["officer2@demo.example"]),
        ("?q=z59", vec!["z59@otra.example"]),
        ("?q=z59&state=active", vec![]),
        ("?q=%25", vec![]),
        ("?q=_", vec![]),
        ("?q=%27+OR+1%3D1", vec![]),
        ("?state=disabled", vec![]),
        ("?state=withdrawn", vec![]),
    ] {
        let page = admin.get(&format!("{PEOPLE}{query}")).await;
        assert_eq!(
            (page.status, listed(&page)),
            (200, expected.iter().map(ToString::to_string).collect()),
            "{query}"
        );
    }
    let active = admin.get(&format!("{PEOPLE}?state=active")).await;
    assert_eq!(listed(&active).len(), 9);
    assert!(
        active
            .body
            .contains(r#"<input type="hidden" name="state" value="active">"#),
        "a search stays in the state"
    );
    assert_eq!(listed(&admin.get(&format!("{PEOPLE}?state=invited")).await).len(), 50);
    for absent in ["?state=x", "/0", "/x", "/99999999"] {
        assert_eq!(admin.get(&format!("{PEOPLE}{absent}")).await.status, 404, "{absent}");
    }
}

#[rocket::async_test]
async fn an_invitation_is_sent_again_and_taken_back_on_the_page_of_whom_it_is_for() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    invite(&admin, "nueva@demo.example").await;
    let id = key(&world, "nueva@demo.example").await;
    let first = world
        .mail()
        .await
        .last()
        .expect("a letter")
        .path("/account/invitations/");
    let again = act(&admin, id, "invitations", &[]).await;
    assert_eq!(again.status, 201);
    let second = world
        .mail()
        .await
        .last()
        .expect("a letter")
        .path("/account/invitations/");
    assert!(again.body.contains(&second), "the administrator sees the link");
    assert_eq!(
        (world.get(&first).await.status, world.get(&second).await.status),
        (404, 200)
    );

    assert_eq!(act(&admin, id, "invitations", &[]).await.status, 201);
    let done = act(&admin, id, "withdrawals", &[]).await;
    assert_eq!(done.location, Some(format!("{PEOPLE}/{id}?done=withdrawn")));
    assert_eq!(world.mail().await.len(), 2, "what had not left does not leave any more");
    assert_eq!(world.get(&second).await.status, 404);
    assert_eq!(
        act(&admin, id, "withdrawals", &[]).await.status,
        303,
        "a second click gets the first answer"
    );
    let page = admin.get(&format!("{PEOPLE}/{id}")).await;
    assert!(page.text().contains(&phrase(Es, "person-state-withdrawn", &[])));
    for action in [
        "audit-invited",
        "audit-invitation-replaced",
        "audit-invitation-withdrawn",
    ] {
        assert!(page.text().contains(&phrase(Es, action, &[])), "{action} is noted");
    }
    assert_eq!(act(&admin, id, "invitations", &[]).await.status, 201, "and back");
    let third = world
        .mail()
        .await
        .last()
        .expect("a letter")
        .path("/account/invitations/");
    assert_eq!(world.get(&third).await.status, 200);
    let bank = key(&world, "banco@demo.example").await;
    for what in ["invitations", "withdrawals"] {
        assert_eq!(
            act(&admin, bank, what, &[]).await.status,
            409,
            "who joined is not invited"
        );
    }
}

#[rocket::async_test]
async fn who_is_disabled_is_out_at_once_and_gets_no_letters() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let bank = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let project = world.project("CO", Status::SeekingFunding).await;
    world.pledge(&project).await;
    let visitor = Visitor::of(world.app()).await;
    let csrf = visitor.csrf("/es/account/password-resets/new").await;
    let asked = [("csrf", csrf.as_str()), ("email", "banco@demo.example")];
    visitor.post("/es/account/password-resets", &asked).await;
    let link = world
        .mail()
        .await
        .last()
        .expect("a letter")
        .path("/account/password-resets/");
    let waiting = world.pledge(&project).await;
    let before = world.letters().await.len();

    let id = key(&world, "banco@demo.example").await;
    let done = act(&admin, id, "state-changes", &[("to", "disabled")]).await;
    assert_eq!(done.location, Some(format!("{PEOPLE}/{id}?done=disabled")));
    assert_eq!(bank.get("/es/desk").await.status, 303, "its session is over");
    assert_eq!(visitor.sign_in("banco@demo.example", PASSWORD).await.status, 422);
    assert_eq!(visitor.get(&link).await.status, 404, "its links lead nowhere");
    let gone = before - world.letters().await.len();
    assert!(gone > 0, "the letter about {waiting} that waited is taken back");
    visitor.post("/es/account/password-resets", &asked).await;
    world.jobs(world.now()).await;
    world.pledge(&project).await;
    let late = world.mail().await;
    assert!(
        !late
            .iter()
            .skip_while(|letter| !letter.text.contains(&link))
            .skip(1)
            .any(|letter| letter.to == "banco@demo.example"),
        "no letter any more: {late:?}"
    );

    let page = admin.get(&format!("/en/admin/people/{id}")).await;
    assert!(page.text().contains(&phrase(En, "person-state-disabled", &[])));
    assert!(
        page.text().contains("Persona admin@demo.example"),
        "it says who did it: {}",
        page.text()
    );
    assert_eq!(
        act(&admin, id, "state-changes", &[("to", "disabled")]).await.status,
        303,
        "a second click gets the first answer"
    );
    let back = act(&admin, id, "state-changes", &[("to", "active")]).await;
    assert_eq!(back.location, Some(format!("{PEOPLE}/{id}?done=enabled")));
    assert_eq!(visitor.sign_in("banco@demo.example", PASSWORD).await.status, 303);
    assert_eq!(act(&admin, id, "state-changes", &[("to", "active")]).await.status, 303);
    invite(&admin, "nueva@demo.example").await;
    let invited = key(&world, "nueva@demo.example").await;
    for to in ["active", "disabled"] {
        let refused = act(&admin, invited, "state-changes", &[("to", to)]).await;
        assert_eq!(refused.status, 409, "who has not joined is neither: {to}");
    }
    assert_eq!(act(&admin, id, "state-changes", &[("to", "king")]).await.status, 422);
}

#[rocket::async_test]
async fn nobody_disables_themself_or_the_last_administrator() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let own = key(&world, "admin@demo.example").await;
    let page = admin.get(&format!("{PEOPLE}/{own}")).await;
    assert!(!page.body.contains("value=\"disabled\""), "the page does not offer it");
    let refused = act(&admin, own, "state-changes", &[("to", "disabled")]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains(&phrase(Es, "person-refusal-own", &[])));

    // Two administrators disable each other at the same moment: one stays.
    world
        .sql("UPDATE account SET role = 'administrator', jurisdiction = NULL WHERE email = 'officer2@demo.example'")
        .await
        .expect("another administrator");
    let other = key(&world, "officer2@demo.example").await;
    let (first, second) = (
        world.actor("admin@demo.example").await,
        world.actor("officer2@demo.example").await,
    );
    let (one, two) = rocket::tokio::join!(
        actions::people::disable(world.ctx(), Some(&first), second.account),
        actions::people::disable(world.ctx(), Some(&second), first.account)
    );
    assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1, "{one:?} {two:?}");
    let active = [own, other];
    let mut left = 0;
    for id in active {
        let account = accounts::get(world.db().primary(), puente::domain::ids::AccountId(id))
            .await
            .expect("read");
        left += u8::from(account.expect("an account").active);
    }
    assert_eq!(left, 1);
}

#[rocket::async_test]
async fn sessions_are_ended_by_an_administrator_without_touching_the_account() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let bank = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let id = key(&world, "banco@demo.example").await;
    let done = act(&admin, id, "session-ends", &[]).await;
    assert_eq!(done.location, Some(format!("{PEOPLE}/{id}?done=sessions")));
    assert_eq!(bank.get("/es/desk").await.status, 303);
    assert_eq!(bank.sign_in("banco@demo.example", PASSWORD).await.status, 303);
    assert_eq!(admin.get("/es/admin").await.status, 200, "nobody else's");
}

#[rocket::async_test]
async fn letters_go_only_to_people_who_joined() {
    let world = World::new().await;
    world
        .sql("UPDATE account SET password_hash = NULL WHERE email = 'banco@demo.example'")
        .await
        .expect("invited");
    let project = world.project("CO", Status::SeekingFunding).await;
    world.pledge(&project).await;
    let to: Vec<String> = world
        .letters()
        .await
        .into_iter()
        .map(|letter| letter.recipient)
        .collect();
    assert!(!to.contains(&"banco@demo.example".to_owned()), "{to:?}");
}
