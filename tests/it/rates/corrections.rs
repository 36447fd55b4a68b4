//! A wrong rate: corrected by another row, with everything that it changes shown before.

use puente::actions;
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::project::Status;
use puente::i18n::language::Language::Es;
use puente::store::{Source as _, projects, rates};

use super::{file, pledge_of_2023};
use crate::forms::{collapse, error, phrase, typed};
use crate::harness::{Answer, World};
use puente::exchange::rates::RateFormat;

const WHY: &str = "El archivo traía el número de otro año";

/// A pledge of COP 4 000 million of 2023, a third of it earmarked to a project, under a rate of 2023; gives the
/// project's code and the rate's address.
async fn converted(world: &World) -> (String, String) {
    let reference = pledge_of_2023(world).await;
    let code = world.project("CO", Status::Implementation).await;
    let there = projects::by_code(world.db().primary(), &code).await.expect("read");
    let bank = world.actor("banco@demo.example").await;
    let part = Money::new(1_000_000_000_00, Currency::COP);
    let there = there.expect("the project").key();
    actions::money::earmark(
        world.ctx().numbered(&bank, &world.request_id()),
        &bank,
        &reference,
        there,
        part,
        false,
    )
    .await
    .expect("earmarked");
    let csv = b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2023-01-01,,4000,Test\n";
    actions::rates::import(
        world.ctx(),
        None,
        &file(csv, RateFormat::Plain),
        actions::rates::Taking::IN,
    )
    .await
    .expect("an import");
    let known = rates::list(world.db().primary(), rates::Filter::default(), 10)
        .await
        .expect("rates");
    assert_eq!(known.len(), 1);
    (code, format!("/es/admin/rates/{}/corrections", known[0].id))
}

fn shows(answer: &Answer, text: &str) -> bool {
    collapse(&answer.text()).contains(&collapse(text))
}

async fn pledged(world: &World) -> String {
    let plan = world.get("/es/summary.json").await.json();
    plan["item"]["totals"]["pledged"]["amount"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[rocket::async_test]
async fn every_amount_that_changes_is_shown_before_it_is_done_and_the_wrong_rate_stays_in_sight() {
    let world = World::new().await;
    let (code, path) = converted(&world).await;
    let admin = world.sign_in("admin@demo.example").await;
    assert!(admin.get("/es/admin/rates").await.body.contains("/corrections/new"));
    let form = admin.get(&format!("{path}/new")).await;
    assert_eq!(form.status, 200);
    assert_eq!(typed(&form, "source").as_deref(), Some("Test (2026-11-23)"));

    let new = [("units_per_usd", "5000"), ("source", "Test, otra vez"), ("reason", WHY)];
    let shown = admin.post(&path, &new).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    for text in ["USD 1 000 000,00", "USD 800 000,00", "USD 250 000,00", "USD 200 000,00"] {
        assert!(shows(&shown, text), "{text} is not in {}", shown.text());
    }
    assert!(shows(&shown, &phrase(Es, "correction-requirements", &[])));
    assert_eq!(pledged(&world).await, "1000000.00", "looking changes nothing");

    let seen = shown.field("seen");
    let mut done = new.to_vec();
    done.extend([("intent", "confirm"), ("seen", seen.as_str())]);
    assert_eq!(admin.post(&path, &done).await.status, 303);
    assert_eq!(pledged(&world).await, "800000.00");
    let project = world.get(&format!("/es/projects/{code}.json")).await.json();
    assert_eq!(project["item"]["totals"]["pledged"]["amount"], "200000.00");

    let list = admin.get("/es/admin/rates?currency=COP&kind=annual").await;
    assert!(list.body.contains("<s>4\u{202f}000</s>"), "{}", list.body);
    assert!(shows(&list, WHY) && shows(&list, &phrase(Es, "rate-corrected", &[])));
    let history = world.get("/es/activity").await;
    assert!(shows(&history, "de 4 000 a 5 000 COP por dólar"), "{}", history.text());
    assert!(shows(&history, "de USD 1 000 000 a USD 800 000"), "{}", history.text());
    let stored = "SELECT COUNT(*) AS number FROM conversion WHERE usd_minor = 100000000";
    assert_eq!(
        world.db().primary().number(stored, vec![]).await.ok(),
        Some(1),
        "the first conversion"
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());

    let mut other = done.clone();
    other[0].1 = "6000";
    let again = admin.post(&path, &other).await;
    assert_eq!(
        (again.status, error(&again, "units_per_usd")),
        (409, Some(phrase(Es, "error-stale-rate", &[])))
    );
    assert_eq!(
        admin.get(&format!("{path}/new")).await.status,
        404,
        "it is corrected already"
    );
}

#[rocket::async_test]
async fn what_changed_between_looking_and_confirming_is_shown_again() {
    let world = World::new().await;
    let (_, path) = converted(&world).await;
    let admin = world.sign_in("admin@demo.example").await;
    let mut fields = vec![("units_per_usd", "5000,50"), ("source", "Otra fuente"), ("reason", WHY)];
    let seen = admin.post(&path, &fields).await.field("seen");
    pledge_of_2023(&world).await;
    fields.extend([("intent", "confirm"), ("seen", seen.as_str())]);
    let refused = admin.post(&path, &fields).await;
    assert_eq!(refused.status, 409);
    assert!(
        shows(&refused, &phrase(Es, "correction-moved", &[])),
        "{}",
        refused.text()
    );
    assert_ne!(refused.field("seen"), seen);
    assert_eq!(pledged(&world).await, "2000000.00", "nothing was saved");
    let fields = [
        ("units_per_usd", "5000,50"),
        ("source", "Otra fuente"),
        ("reason", WHY),
        ("intent", "change"),
    ];
    let form = admin.post(&path, &fields).await;
    assert_eq!(
        (form.status, typed(&form, "units_per_usd").as_deref()),
        (200, Some("5000,50"))
    );
}

#[rocket::async_test]
async fn a_correction_that_cannot_be_is_shown_at_its_field_with_what_was_typed() {
    let world = World::new().await;
    let (_, path) = converted(&world).await;
    let admin = world.sign_in("admin@demo.example").await;
    let good = [("units_per_usd", "5000"), ("source", "Otra fuente"), ("reason", WHY)];
    let long = "x".repeat(201);
    for (field, value, key) in [
        ("units_per_usd", "", "error-required"),
        ("units_per_usd", "0", "rate-error-not-positive"),
        ("units_per_usd", "-4", "rate-error-not-positive"),
        ("units_per_usd", "4,123", "error-units-ambiguous"),
        ("units_per_usd", "mucho", "rate-error-not-a-number"),
        ("units_per_usd", "4000,00", "refusal-same-units"),
        (
            "units_per_usd",
            "1.234567890123456789012345678901",
            "rate-error-too-precise",
        ),
        ("source", "", "error-rate-source"),
        ("source", "123", "error-rate-source"),
        ("source", long.as_str(), "error-rate-source"),
        ("reason", "corto", "error-reason-short"),
    ] {
        let fields = good.map(|(name, usual)| (name, if name == field { value } else { usual }));
        let refused = admin.post(&path, &fields).await;
        // Of the one that can be read in two ways.
        let readings = [("thousands", "4 123".into()), ("decimal", "4,123".into())];
        let why = phrase(Es, key, &readings);
        assert_eq!(
            (refused.status, error(&refused, field)),
            (422, Some(why)),
            "{field} {value}"
        );
        assert_eq!(typed(&refused, field).as_deref(), Some(value), "{field}");
    }
    let shown = admin
        .post(&path, &[("units_per_usd", "5000"), ("source", "Test"), ("reason", WHY)])
        .await;
    let seen = shown.field("seen");
    let same = [
        ("units_per_usd", "5000"),
        ("source", "Test"),
        ("reason", WHY),
        ("intent", "confirm"),
        ("seen", seen.as_str()),
    ];
    let refused = admin.post(&path, &same).await;
    let why = phrase(Es, "refusal-same-source", &[]);
    assert_eq!((refused.status, error(&refused, "source")), (422, Some(why)));
    for path in [
        "/es/admin/rates/99/corrections/new",
        "/es/admin/rates/x/corrections/new",
    ] {
        assert_eq!(admin.get(path).await.status, 404, "{path}");
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_list_of_rates_is_paged_and_narrowed() {
    let world = World::new().await;
    let mut csv = String::from("currency,kind,valid_from_on,valid_to_on,units_per_usd,source\n");
    for day in 1..=28 {
        for month in ["01", "02", "03"] {
            csv.push_str(&format!(
                "COP,daily,2023-{month}-{day:02},2023-{month}-{day:02},40{day:02},Test\n"
            ));
        }
    }
    csv.push_str("EUR,annual,2023-01-01,2023-12-31,0.92,Test\n");
    actions::rates::import(
        world.ctx(),
        None,
        &file(csv.as_bytes(), RateFormat::Plain),
        actions::rates::Taking::IN,
    )
    .await
    .expect("an import");
    let admin = world.sign_in("admin@demo.example").await;
    let first = admin.get("/es/admin/rates?currency=COP").await;
    let count = |answer: &Answer| answer.body.matches("/corrections/new").count();
    assert_eq!(count(&first), 60);
    let next = crate::forms::links(&first)
        .into_iter()
        .find(|link| link.contains("after="))
        .expect("a next page");
    let second = admin.get(&next).await;
    assert_eq!(count(&second), 24, "{next}");
    assert_eq!(count(&admin.get("/es/admin/rates?kind=annual").await), 1);
    let none = admin.get("/es/admin/rates?currency=EUR&kind=daily").await;
    assert!(shows(&none, &phrase(Es, "rates-none-such", &[])));
    for bad in ["currency=XXX", "kind=weekly", "after=x"] {
        assert_eq!(admin.get(&format!("/es/admin/rates?{bad}")).await.status, 404, "{bad}");
    }
}
