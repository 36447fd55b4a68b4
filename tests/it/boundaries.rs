//! Totals explained, partners and places: what a reader finds there, today and as of an earlier day.

use puente::actions::{self, Context};
use puente::domain::counting::Boundary;
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::domain::timestamp::Timestamp;
use puente::i18n::language::Language::Es;
use puente::store::{events, totals};
use serde_json::Value;
use time::{Date, Duration};

use crate::forms::{links, phrase};
use crate::harness::World;

/// Cents of an amount in a JSON view.
fn cents(amount: &Value) -> i64 {
    amount["amount"]
        .as_str()
        .expect("an amount")
        .replace('.', "")
        .parse()
        .expect("cents")
}

#[rocket::async_test]
async fn a_day_ends_with_what_its_last_action_left_and_stands_until_the_next_action() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let reference = world.pledge(&project).await;
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    let first = world.now().local_date();
    // Two actions on the third day, one on the sixth.
    for (days, minor) in [(2, 260_000_00), (2, 270_000_00), (5, 280_000_00)] {
        let ctx = Context {
            now: world.now().plus_seconds(days * 86_400),
            ..world.ctx()
        };
        let amount = Money::new(minor, Currency::USD);
        world.revised(ctx, &reference, amount).await;
    }
    for (days, minor) in [
        (-1, 0),
        (0, 250_000_00),
        (1, 250_000_00),
        (2, 270_000_00),
        (4, 270_000_00),
        (5, 280_000_00),
        (50, 280_000_00),
    ] {
        let day = Some(first + Duration::days(days));
        let then = totals::as_of(world.db().primary(), Boundary::Plan, "", day)
            .await
            .expect("read");
        assert_eq!(then.sums.usd.pledged, minor, "day {days}");
    }
    let moved = totals::first_day(world.db().primary(), Boundary::Plan, "").await;
    assert_eq!(moved.expect("read"), Some(first));
}

/// Revises the pledge to so many dollars at an instant.
async fn revise(world: &World, reference: &str, now: Timestamp, dollars: i64) {
    let ctx = Context { now, ..world.ctx() };
    world
        .revised(ctx, reference, Money::new(dollars * 100, Currency::USD))
        .await;
}

/// Dollars pledged to the plan as of the end of a day.
async fn pledged(world: &World, day: Date) -> i64 {
    let then = totals::as_of(world.db().primary(), Boundary::Plan, "", Some(day)).await;
    then.expect("read").sums.usd.pledged / 100
}

async fn verified(world: &World) -> String {
    let project = world.project("CO", Status::SeekingFunding).await;
    let reference = world.pledge(&project).await;
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    reference
}

#[rocket::async_test]
async fn actions_of_a_clock_that_was_ahead_freeze_no_total() {
    let world = World::new().await;
    let reference = verified(&world).await;
    let (now, today) = (world.now(), world.now().local_date());
    let day = |days: i64| now.plus_seconds(days * 86_400);
    revise(&world, &reference, day(400), 260_000).await;
    revise(&world, &reference, day(401), 270_000).await;
    revise(&world, &reference, day(2), 280_000).await;
    revise(&world, &reference, day(2), 290_000).await;
    revise(&world, &reference, day(4), 300_000).await;
    for (days, dollars) in [
        (0, 250_000),
        (1, 250_000),
        (2, 290_000),
        (3, 290_000),
        (4, 300_000),
        (50, 300_000),
    ] {
        assert_eq!(
            pledged(&world, today + Duration::days(days)).await,
            dollars,
            "day {days}"
        );
    }
    // When those days come, what they were said to be counts no more than what is recorded on them.
    revise(&world, &reference, day(400), 310_000).await;
    revise(&world, &reference, day(401), 320_000).await;
    for (days, dollars) in [(399, 300_000), (400, 310_000), (401, 320_000)] {
        assert_eq!(
            pledged(&world, today + Duration::days(days)).await,
            dollars,
            "day {days}"
        );
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn an_action_that_waited_past_midnight_belongs_to_the_day_of_the_one_it_waited_for() {
    let world = World::new().await;
    let reference = verified(&world).await;
    let midnight = Timestamp::parse("2026-11-25T05:00:00Z").expect("an instant");
    let today = midnight.local_date();
    revise(&world, &reference, midnight.plus_seconds(3), 260_000).await;
    revise(&world, &reference, midnight.plus_seconds(-2), 270_000).await;
    assert_eq!(pledged(&world, today - Duration::days(1)).await, 250_000);
    assert_eq!(pledged(&world, today).await, 270_000);
    let events = events::newest(world.db().primary(), None, 2).await.expect("events");
    let instants: Vec<String> = events.iter().map(|event| event.occurred_at.to_string()).collect();
    assert_eq!(
        instants, ["2026-11-25T05:00:03Z"; 2],
        "none is before the one that it follows"
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_total_names_both_events_of_a_confirmation_with_less() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = world.pledge(&project).await;
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    let (_, disbursement) = world.paid(&reference).await;
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let less = [("outcome", "confirm"), ("amount", "39 000"), ("cause", "tax")];
    let receipts = format!("/es/desk/disbursements/{disbursement}/receipts");
    assert_eq!(cooperative.post(&receipts, &less).await.status, 303);
    let newest = events::newest(world.db().primary(), None, 2).await.expect("events");
    let kinds: Vec<(i64, &str)> = newest.iter().map(|event| (event.number, event.kind.as_str())).collect();
    assert_eq!(
        [kinds[0].1, kinds[1].1],
        ["disbursement_adjusted", "disbursement_confirmed"]
    );
    let total = world.get("/es/totals/plan.json").await.json();
    let named: Vec<Value> = total["item"]["recent_events"].as_array().expect("numbers")[..2].to_vec();
    assert_eq!(named, [Value::from(kinds[0].0), Value::from(kinds[1].0)]);
}

#[rocket::async_test]
async fn a_total_of_an_earlier_day_is_what_was_kept_of_it_and_says_so() {
    let world = World::demo().await;
    let day = world.now().local_date() - Duration::days(120);
    let stored = totals::as_of(world.db().primary(), Boundary::Plan, "", Some(day))
        .await
        .expect("read");
    let now = world.get("/es/totals/plan.json").await.json();
    let then = world.get(&format!("/es/totals/plan.json?on={day}")).await.json();
    assert_eq!(cents(&then["item"]["totals"]["pledged"]), stored.sums.usd.pledged);
    assert!(cents(&now["item"]["totals"]["pledged"]) > stored.sums.usd.pledged && stored.sums.usd.pledged > 0);
    assert_eq!(then["item"]["on"], day.to_string());
    assert_eq!(
        then["as_of"], then["item"]["recent_events"][0],
        "the last event that had moved it"
    );
    let page = world.get(&format!("/es/totals/plan?on={day}")).await;
    let newest = stored.recent_events[0].to_string();
    let says = phrase(Es, "totals-then-event", &[("event", newest.as_str().into())]);
    assert!(page.text().contains(&says), "{}", page.text());
}

#[rocket::async_test]
async fn a_day_that_cannot_be_shown_is_shown_beside_its_field_and_keeps_what_was_typed() {
    let world = World::demo().await;
    for (on, key) in [
        ("2026-02-30", "error-date"),
        ("ayer", "error-date"),
        ("1066-10-14", "error-date-range"),
        ("2026-11-24", "error-date-future"),
    ] {
        let page = world.get(&format!("/es/totals/plan?on={on}")).await;
        assert_eq!(page.status, 422, "{on}");
        assert!(page.text().contains(&phrase(Es, key, &[])), "{on}: {}", page.text());
        assert_eq!(page.field("on"), on);
        assert_eq!(page.header("ETag"), None, "nobody keeps a page about a mistake");
    }
    let early = world.get("/es/totals/plan?on=1999-01-01").await;
    assert!(
        early.status == 200 && early.text().contains("anterior al primer hecho"),
        "{}",
        early.text()
    );
    let today = world.get("/es/totals/plan?on=2026-11-23").await;
    assert!(!today.text().contains("no las de hoy"), "today is no earlier day");
}

#[rocket::async_test]
async fn the_partners_of_the_list_add_to_the_plan_with_what_has_no_known_shares() {
    let world = World::demo().await;
    let plan = world.get("/es/totals/plan.json").await.json();
    let apart = world.get("/es/totals/partner/unsplit.json").await.json();
    for sort in ["pledged", "committed", "paid"] {
        let list = world.get(&format!("/es/partners.json?sort={sort}")).await.json();
        let rows = list["rows"].as_array().expect("rows");
        let each: Vec<i64> = rows.iter().map(|row| cents(&row["totals"][sort])).collect();
        assert!(each.is_sorted_by(|a, b| a >= b), "{sort}: {each:?}");
        let sum = each.iter().sum::<i64>() + cents(&apart["item"]["totals"][sort]);
        assert_eq!(sum, cents(&plan["item"]["totals"][sort]), "{sort}");
    }
}

#[rocket::async_test]
async fn a_joint_pledge_shows_with_its_share_at_each_of_its_providers() {
    let world = World::demo().await;
    let partner = world.get("/es/partners/fundacion-demo.json").await.json();
    let pledges = partner["item"]["pledges"].as_array().expect("pledges");
    let role = |wanted: &str| pledges.iter().find(|pledge| pledge["role"] == wanted);
    let part = role("part").expect("a part of the water pledge");
    assert_eq!(part["share"]["amount"], "13000.00");
    let unknown = role("unknown").expect("a pledge without known shares");
    assert!(unknown["share"].is_null());
    let page = world.get("/es/partners/fundacion-demo").await;
    assert!(
        page.text().contains(&phrase(Es, "partner-share-unknown", &[])),
        "{}",
        page.text()
    );
    // 52 000 less 13 000 and 6 500.
    let lead = world.get("/es/partners/fondo-agua-demo.json").await.json();
    let lead = lead["item"]["pledges"]
        .as_array()
        .expect("pledges")
        .iter()
        .find(|pledge| pledge["role"] == "lead")
        .cloned();
    assert_eq!(lead.expect("the lead")["share"]["amount"], "32500.00");
    // Its projects are in the list that the page leads to.
    let list = world.get("/es/projects.json?partner=fundacion-demo").await.json();
    let rows = list["rows"].as_array().expect("rows");
    assert!(rows.iter().any(|row| row["code"] == part["project"]), "{part}");
}

#[rocket::async_test]
async fn a_place_holds_what_lies_within_it_and_a_place_without_figures_says_so() {
    let world = World::demo().await;
    let country = world.get("/es/places/co.json").await.json();
    let within = country["item"]["within"].as_array().expect("codes");
    let mut sum = 0;
    for code in within {
        let place = world
            .get(&format!("/es/places/{}.json", code.as_str().expect("a code")))
            .await
            .json();
        assert_eq!(place["item"]["parent"], "co");
        sum += cents(&place["item"]["totals"]["requirement"]);
    }
    assert!(sum > 0 && sum <= cents(&country["item"]["totals"]["requirement"]));
    let empty = World::new().await;
    let page = empty.get("/es/places/co-acandi").await;
    for key in ["place-none", "place-projects-none"] {
        assert!(page.text().contains(&phrase(Es, key, &[])), "{key}: {}", page.text());
    }
    let page = empty.get("/es/partners/banco-demo").await;
    for key in ["partner-none", "partner-projects-none"] {
        assert!(page.text().contains(&phrase(Es, key, &[])), "{key}: {}", page.text());
    }
}

#[rocket::async_test]
async fn every_row_of_the_home_leads_to_its_explanation_with_the_same_figures() {
    let world = World::demo().await;
    let summary = world.get("/es/summary.json").await.json();
    let home = world.get("/es/").await;
    let explained: Vec<String> = links(&home)
        .into_iter()
        .filter(|link| link.starts_with("/es/totals/"))
        .collect();
    for (group, kind) in [
        ("by_pillar", "pillar"),
        ("by_country", "country"),
        ("by_class", "class"),
    ] {
        for (key, totals) in summary["item"][group].as_object().expect("a group") {
            let path = format!("/es/totals/{kind}/{key}");
            assert!(explained.contains(&path), "home does not lead to {path}");
            let json_view = world.get(&format!("{path}.json")).await.json();
            assert_eq!(json_view["item"]["totals"], *totals, "{path}");
        }
    }
}
