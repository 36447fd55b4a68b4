//! One rate, typed by the administrator: tried, confirmed, and every way in which it can be wrong.

use puente::i18n::language::Language::{En, Es};
use puente::store::{Source as _, rates};

use super::pledge_of_2023;
use crate::forms::{Form, collapse, error, phrase, typed};
use crate::harness::World;

/// The annual rate of 2023, as it is typed in Spanish.
fn entry() -> Form {
    Form::new(&[
        ("currency", "COP"),
        ("kind", "annual"),
        ("valid_from_on", "2023-01-01"),
        ("valid_to_on", ""),
        ("units_per_usd", "4 000,50"),
        ("source", "Banco de la República"),
        ("intent", "try"),
    ])
}

/// Fields that are typed otherwise.
type Changes<'a> = &'a [(&'a str, &'a str)];

async fn known(world: &World) -> Vec<rates::RateRow> {
    rates::list(world.db().primary(), rates::Filter::default(), 10)
        .await
        .expect("rates")
}

#[rocket::async_test]
async fn a_typed_rate_says_what_it_would_convert_and_converts_it_once_it_is_confirmed() {
    let world = World::new().await;
    pledge_of_2023(&world).await;
    let admin = world.sign_in("admin@demo.example").await;
    let form = admin.get("/es/admin/rates/entries/new").await;
    assert_eq!(form.status, 200);
    let path = "/es/admin/rates/entries";

    let tried = entry().post(&admin, path).await;
    assert_eq!(tried.status, 200, "{}", tried.text());
    for text in [
        "4 000,5 COP por dólar, tasa anual, del 1 de enero de 2023 al 31 de diciembre de 2023",
        &phrase(Es, "rate-entry-converts", &[("count", 1.into())]),
    ] {
        let shown = collapse(&tried.text());
        assert!(shown.contains(&collapse(text)), "{text} is not in {shown}");
    }
    assert_eq!(known(&world).await, [], "looking keeps nothing");
    assert_eq!(tried.field("units_per_usd"), "4 000,50", "it is carried along");
    let back = entry().with("intent", "change").post(&admin, path).await;
    assert_eq!(
        (back.status, typed(&back, "source").as_deref()),
        (200, Some("Banco de la República"))
    );

    let done = entry().with("intent", "import").post(&admin, path).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let rows = known(&world).await;
    let stored = rows.first().expect("the rate");
    assert_eq!(
        (
            stored.units_per_usd.to_string().as_str(),
            stored.valid_to_on.to_string(),
            stored.source.as_str()
        ),
        ("4000.50", "2023-12-31".to_owned(), "Banco de la República")
    );
    let noted = "SELECT COUNT(*) AS number FROM audit JOIN account ON account.id = audit.account_id
        WHERE audit.action = 'rates_added' AND account.role = 'administrator'";
    assert_eq!(world.db().primary().number(noted, vec![]).await.expect("audit"), 1);
    let plan = world.get("/es/summary.json").await.json();
    assert_eq!(plan["item"]["totals"]["pledged"]["amount"], "999875.02");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());

    for intent in ["try", "import"] {
        let again = entry().with("intent", intent).post(&admin, path).await;
        assert_eq!(
            (again.status, error(&again, "source")),
            (422, Some(phrase(Es, "error-rate-known", &[]))),
            "{intent}"
        );
        let other = entry().with("intent", intent).with("units_per_usd", "4100");
        let other = other.post(&admin, path).await;
        let why = error(&other, "units_per_usd").unwrap_or_default();
        assert_eq!(other.status, 422, "{intent}");
        assert!(collapse(&why).contains("4 000,5 COP por dólar"), "what stands: {why}");
        assert_eq!(typed(&other, "units_per_usd").as_deref(), Some("4100"));
    }
    assert_eq!(known(&world).await.len(), 1);
}

#[rocket::async_test]
async fn a_typed_rate_that_cannot_be_is_shown_at_its_field_with_everything_that_was_typed() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let (monthly, daily) = ([("kind", "monthly")], [("kind", "daily")]);
    let table: &[(Changes<'_>, &str, &str)] = &[
        (&[("currency", "")], "currency", "error-required"),
        (&[("currency", "USD")], "currency", "error-rate-at-par"),
        (&[("currency", "PAB")], "currency", "error-rate-at-par"),
        (&[("currency", "XXQ")], "currency", "error-currency"),
        (&[("kind", "")], "kind", "error-required"),
        (&[("kind", "weekly")], "kind", "error-choice"),
        (&[("valid_from_on", "")], "valid_from_on", "error-required"),
        (&[("valid_from_on", "01/02/2023")], "valid_from_on", "error-date"),
        (&[("valid_to_on", "2023-02-30")], "valid_to_on", "error-date"),
        (
            &[daily[0], ("valid_from_on", "2026-11-24")],
            "valid_from_on",
            "rate-period-in-future",
        ),
        (
            &[("valid_from_on", "2027-01-01")],
            "valid_from_on",
            "rate-period-in-future",
        ),
        (
            &[("valid_from_on", "2026-01-01")],
            "valid_from_on",
            "rate-period-not-over",
        ),
        (
            &[("valid_from_on", "2023-02-01")],
            "valid_from_on",
            "rate-period-not-a-year",
        ),
        (
            &[("valid_to_on", "2023-06-30")],
            "valid_to_on",
            "rate-period-not-a-year",
        ),
        (
            &[monthly[0], ("valid_to_on", "2023-02-28")],
            "valid_to_on",
            "rate-period-not-a-month",
        ),
        (
            &[("valid_to_on", "2022-12-31")],
            "valid_to_on",
            "rate-period-end-before-start",
        ),
        (
            &[daily[0], ("valid_to_on", "2023-01-11")],
            "valid_to_on",
            "rate-period-too-long",
        ),
        (&[("units_per_usd", "")], "units_per_usd", "error-required"),
        (&[("units_per_usd", "0")], "units_per_usd", "rate-error-not-positive"),
        (
            &[("units_per_usd", "-4000,5")],
            "units_per_usd",
            "rate-error-not-positive",
        ),
        (&[("units_per_usd", "4.000")], "units_per_usd", "error-units-ambiguous"),
        (
            &[("units_per_usd", "cuatro mil")],
            "units_per_usd",
            "rate-error-not-a-number",
        ),
        (
            &[("units_per_usd", "10000000000000")],
            "units_per_usd",
            "rate-error-out-of-range",
        ),
        (
            &[("units_per_usd", "1,234567890123456789012345678901")],
            "units_per_usd",
            "rate-error-too-precise",
        ),
        (&[("source", "")], "source", "error-rate-source"),
        (&[("source", "2023")], "source", "error-rate-source"),
    ];
    for language in [Es, En] {
        let path = format!("/{}/admin/rates/entries", language.code());
        for (changes, field, key) in table {
            let form = changes
                .iter()
                .fold(entry(), |form, (name, value)| form.with(name, value));
            let refused = form.post(&admin, &path).await;
            let stated = (refused.status, error(&refused, field));
            // Of the one that can be read in two ways.
            let readings = [("thousands", "4 000".into()), ("decimal", "4".into())];
            let message = phrase(language, key, &readings);
            assert_eq!(stated, (422, Some(message)), "{changes:?}");
            for (name, value) in form.fields() {
                let stored = matches!(name, "currency" | "kind" | "intent") || value.is_empty();
                assert!(
                    stored || typed(&refused, name).as_deref() == Some(value),
                    "{name} of {changes:?}"
                );
            }
        }
    }
    assert_eq!(known(&world).await, []);
}

#[rocket::async_test]
async fn a_rate_too_small_for_what_waits_is_refused_and_keeps_nothing() {
    let world = World::new().await;
    pledge_of_2023(&world).await;
    let admin = world.sign_in("admin@demo.example").await;
    let form = entry().with("units_per_usd", "0,000000001");
    for intent in ["try", "import"] {
        let refused = form
            .with("intent", intent)
            .post(&admin, "/es/admin/rates/entries")
            .await;
        let message = Some(phrase(Es, "rate-error-out-of-range", &[]));
        assert_eq!(
            (refused.status, error(&refused, "units_per_usd")),
            (422, message),
            "{intent}"
        );
    }
    assert_eq!(known(&world).await, []);
    let converted = "SELECT COUNT(*) AS number FROM conversion";
    assert_eq!(world.db().primary().number(converted, vec![]).await.ok(), Some(0));
}
