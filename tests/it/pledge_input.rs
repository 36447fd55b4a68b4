//! What the pledge form does with every kind of bad input: it says what is wrong, and keeps what was typed.

use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::project::Status;
use puente::i18n::language::Language::{En, Es};
use puente::i18n::number::format_money_exact;
use puente::store::Source as _;
use rocket::http::ContentType;

use crate::forms::{self, Visitor, all_typed, collapse, error, made, phrase, typed};
use crate::harness::World;

const DESK: &str = "/es/desk/pledges";

/// Field, what is typed into it, key of the message that is told at that field.
const REFUSED: &[(&str, &str, &str)] = &[
    ("project", "P-999", "error-no-project"),
    ("project", "p 1; DROP TABLE pledge", "error-no-project"),
    ("kind", "gift", "error-choice"),
    ("kind", "Financial", "error-choice"),
    ("finance_type", "999999", "error-choice"),
    ("finance_type", "ciento diez", "error-choice"),
    ("currency", "", "error-required"),
    ("currency", "XXX", "error-currency"),
    ("currency", "$", "error-currency"),
    ("currency", "bolívares", "error-currency"),
    ("amount", "", "error-required"),
    ("amount", "   ", "error-required"),
    ("amount", "USD", "error-required"),
    ("amount", "mucho", "error-amount"),
    ("amount", "NaN", "error-amount"),
    ("amount", "inf", "error-amount"),
    ("amount", "1e5", "error-amount"),
    ("amount", "0x10", "error-amount"),
    ("amount", "+5", "error-amount"),
    ("amount", "5.", "error-amount"),
    ("amount", "٥٠٠", "error-amount"),
    ("amount", "１２", "error-amount"),
    ("amount", "5 000 000,00 EUR USD", "error-amount"),
    ("amount", "1.23.456", "error-amount-grouping"),
    ("amount", "12 34", "error-amount-grouping"),
    ("amount", "-5", "error-amount-negative"),
    ("amount", "−250000", "error-amount-negative"),
    ("amount", "0", "error-amount-zero"),
    ("amount", "0,00", "error-amount-zero"),
    ("amount", "-0", "error-amount-zero"),
    ("amount", "1000000000000000000000000000000", "error-amount-large"),
    ("amount", "10.000.000.000.000,01", "error-amount-large"),
    ("pledged_on", "mañana", "error-date"),
    ("pledged_on", "23/11/2026", "error-date"),
    ("pledged_on", "2026-02-30", "error-date"),
    ("pledged_on", "2026-11-23T00:00", "error-date"),
    ("pledged_on", "-2026-11-23", "error-date"),
    ("pledged_on", "0001-01-01", "error-date-range"),
    ("pledged_on", "9999-12-31", "error-date-range"),
    ("pledged_on", "2026-11-24", "error-pledged-future"),
    ("valid_until", "pronto", "error-date"),
    ("valid_until", "0001-01-01", "error-date-range"),
    ("valid_until", "2026-11-19", "error-validity-before"),
    ("valid_until", "2026-11-22", "error-validity-over"),
    ("embargo_until", "nunca", "error-date"),
    ("embargo_until", "2026-11-23", "error-embargo-over"),
    ("embargo_until", "2101-01-01", "error-date-range"),
    ("tranches[0].due_on", "", "error-required"),
    ("tranches[0].due_on", "2027-13-01", "error-date"),
    ("tranches[0].due_on", "2026-11-19", "error-tranche-before"),
    ("tranches[1].due_on", "2026-11-01", "error-tranche-before"),
    ("tranches[0].amount", "", "error-required"),
    ("tranches[0].amount", "-1", "error-amount-negative"),
    ("tranches[0].amount", "100000,01", "error-tranches-exceed"),
    ("tranches[1].amount", "NaN", "error-amount"),
];

#[rocket::async_test]
async fn every_bad_value_is_shown_at_its_field_in_both_languages_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    for (field, value, key) in REFUSED {
        let form = forms::pledge(&project).with(field, value);
        for (language, lang, intent) in [
            (Es, "es", "submit"),
            (Es, "es", "draft"),
            (Es, "es", "review"),
            (En, "en", "submit"),
        ] {
            let answer = form
                .with("intent", intent)
                .post(&bank, &format!("/{lang}/desk/pledges"))
                .await;
            assert_eq!(answer.status, 422, "{field} = {value:?} ({intent})");
            assert_eq!(
                error(&answer, field),
                Some(phrase(language, key, &[])),
                "{field} = {value:?} ({intent})"
            );
            let shown = all_typed(&answer);
            for (name, value) in form.without("intent").fields() {
                // A choice that does not exist cannot be shown as chosen; every text can.
                if !matches!(name, "kind" | "finance_type" | "currency") {
                    assert_eq!(
                        shown.get(name).map(String::as_str),
                        Some(value.trim()),
                        "{name} after {field} = {value:?}"
                    );
                }
            }
        }
    }
    let stored = world
        .db()
        .primary()
        .number("SELECT COUNT(*) AS number FROM pledge", vec![])
        .await
        .expect("a count");
    assert_eq!(stored, 0, "nothing was made of bad input");
}

#[rocket::async_test]
async fn an_ambiguous_amount_is_refused_with_both_readings() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    for (language, lang, decimal) in [(Es, "es", "USD 12,50"), (En, "en", "USD 12.50")] {
        for (field, value) in [
            ("amount", "12,500"),
            ("amount", "12.500"),
            ("amount", "USD 12.500"),
            ("tranches[0].amount", "12,500"),
        ] {
            let form = forms::pledge(&project).with(field, value);
            let answer = form.post(&bank, &format!("/{lang}/desk/pledges")).await;
            assert_eq!((answer.status, typed(&answer, field).as_deref()), (422, Some(value)));
            let thousands = collapse(&format_money_exact(Money::new(12_500_00, Currency::USD), language));
            let message = error(&answer, field).expect("a message");
            assert!(message.contains(&thousands) && message.contains(decimal), "{message}");
        }
    }
}

#[rocket::async_test]
async fn an_amount_of_another_currency_or_with_too_many_decimals_says_which() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let form = forms::pledge(&project)
        .without("tranches[0].amount")
        .without("tranches[0].due_on");
    let form = form.without("tranches[1].amount").without("tranches[1].due_on");
    for (currency, amount, key, args) in [
        (
            "USD",
            "EUR 500",
            "error-amount-currency",
            vec![("currency", "USD".into()), ("found", "EUR".into())],
        ),
        (
            "COP",
            "500 usd",
            "error-amount-currency",
            vec![("currency", "COP".into()), ("found", "USD".into())],
        ),
        (
            "USD",
            "0,005",
            "error-amount-precise",
            vec![("digits", 2_i64.into()), ("currency", "USD".into())],
        ),
        (
            "JPY",
            "12,5",
            "error-amount-precise",
            vec![("digits", 0_i64.into()), ("currency", "JPY".into())],
        ),
    ] {
        let answer = form
            .with("currency", currency)
            .with("amount", amount)
            .post(&bank, DESK)
            .await;
        assert_eq!(answer.status, 422, "{currency} {amount}");
        assert_eq!(
            error(&answer, "amount"),
            Some(phrase(Es, key, &args)),
            "{currency} {amount}"
        );
    }
}

#[rocket::async_test]
async fn texts_are_taken_up_to_their_limit_and_not_beyond() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    for (field, max) in [("conditions", 2000_i64), ("note", 2000), ("authorised_by", 200)] {
        let most = "ñ".repeat(usize::try_from(max).expect("small"));
        let form = forms::pledge(&project).with("request_id", &world.request_id());
        let beyond = form.with(field, &format!("{most}ñ")).post(&bank, DESK).await;
        assert_eq!(
            (beyond.status, typed(&beyond, field)),
            (422, Some(format!("{most}ñ"))),
            "{field}"
        );
        assert_eq!(
            error(&beyond, field),
            Some(phrase(Es, "error-too-long", &[("max", max.into())])),
            "{field}"
        );
        let reference = made(&form.with(field, &most).post(&bank, DESK).await);
        assert!(
            bank.get(&format!("{DESK}/{reference}")).await.text().contains(&most),
            "{field}"
        );
    }
}

#[rocket::async_test]
async fn a_pledge_has_one_target_and_the_other_one_typed_is_still_shown() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let one = Some(phrase(Es, "error-one-target", &[]));
    for (form, shown) in [
        (forms::pledge(&project).with("place", "pa-em"), ("place", "pa-em")),
        (forms::pledge(&project).with("pillar", "jobs"), ("pillar", "jobs")),
        (
            forms::pledge("").with("place", "pa-em").with("pillar", "jobs"),
            ("pillar", "jobs"),
        ),
    ] {
        let answer = form.post(&bank, DESK).await;
        assert_eq!((answer.status, error(&answer, "project")), (422, one.clone()));
        assert_eq!(typed(&answer, shown.0).as_deref(), Some(shown.1));
    }
    for field in ["place", "pillar"] {
        let answer = forms::pledge("").with(field, "nowhere").post(&bank, DESK).await;
        assert_eq!(
            (answer.status, error(&answer, field)),
            (422, Some(phrase(Es, "error-choice", &[]))),
            "{field}"
        );
    }
}

#[rocket::async_test]
async fn an_officer_names_an_organisation_that_exists() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let officer = world.sign_in("officer@demo.example").await;
    for (slug, key) in [
        ("", "error-required"),
        ("nadie", "error-choice"),
        ("../banco-demo", "error-choice"),
    ] {
        let answer = forms::pledge(&project)
            .with("organisation", slug)
            .post(&officer, DESK)
            .await;
        assert_eq!(
            (answer.status, error(&answer, "organisation")),
            (422, Some(phrase(Es, key, &[]))),
            "{slug:?}"
        );
    }
    let bank = world.sign_in("banco@demo.example").await;
    let reference = made(
        &forms::pledge(&project)
            .with("organisation", "fundacion-demo")
            .post(&bank, DESK)
            .await,
    );
    let desk = bank.get(&format!("{DESK}/{reference}")).await;
    assert!(
        desk.text().contains("Banco Orilla del Tuira"),
        "a partner pledges for its own organisation only"
    );
}

#[rocket::async_test]
async fn a_pledge_of_another_organisation_does_not_exist_for_a_partner() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let reference = world.pledge(&project).await;
    let foundation = world.sign_in("fundacion@demo.example").await;
    for path in [
        format!("{DESK}/{reference}"),
        format!("{DESK}/{reference}/edit"),
        format!("{DESK}/PL-9999"),
    ] {
        assert_eq!(foundation.get(&path).await.status, 404, "{path}");
    }
    let form = forms::pledge(&project).with("version", "1");
    assert_eq!(form.post(&foundation, &format!("{DESK}/{reference}")).await.status, 404);
    assert!(!foundation.get("/es/desk").await.text().contains(&reference));
}

#[rocket::async_test]
async fn a_form_without_the_secret_of_its_own_session_is_refused() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let foundation = world.sign_in("fundacion@demo.example").await;
    let foreign = foundation.csrf().await;
    for csrf in ["", "0", &"0".repeat(128), &foreign] {
        let answer = forms::pledge(&project).with("csrf", csrf).post(&bank, DESK).await;
        assert_eq!(answer.status, 403, "{csrf:?}");
    }
    let visitor = Visitor::signed_in(world.app(), "banco@demo.example").await;
    assert_eq!(
        visitor.post(DESK, &forms::pledge(&project).fields()).await.status,
        403,
        "no secret at all"
    );
    assert_eq!(world.letters().await.len(), 0);
}

#[rocket::async_test]
async fn a_body_that_is_too_large_or_not_a_form_is_refused() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let visitor = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let csrf = visitor.csrf(&format!("{DESK}/new")).await;
    let form = forms::pledge(&project).with("csrf", &csrf);
    let large = form.with("note", &"x".repeat(64 * 1024));
    assert_eq!(visitor.post(DESK, &large.fields()).await.status, 413);
    let json = serde_json::json!({"csrf": csrf, "project": project, "amount": "250000.00", "currency": "USD"});
    for kind in [ContentType::JSON, ContentType::Plain, ContentType::XML] {
        assert_eq!(
            visitor.send(DESK, kind.clone(), json.to_string()).await.status,
            415,
            "{kind}"
        );
    }
    let without_boundary = visitor.send(DESK, ContentType::FormData, json.to_string()).await;
    assert_eq!(without_boundary.status, 400);
    assert_eq!(
        visitor.post(DESK, &form.fields()).await.status,
        303,
        "the same form, sent as a form, is good"
    );
}

#[rocket::async_test]
async fn tranches_may_fall_short_of_the_amount_and_may_leave_rows_empty() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let form = forms::pledge(&project)
        .without("tranches[0].due_on")
        .without("tranches[0].amount");
    let form = form
        .with("tranches[11].due_on", "2027-12-01")
        .with("tranches[11].amount", "100000");
    let reference = made(&form.post(&bank, DESK).await);
    let desk = bank.get(&format!("{DESK}/{reference}")).await;
    for due_on in ["1 de septiembre de 2027", "1 de diciembre de 2027"] {
        assert!(desk.text().contains(due_on), "{due_on}");
    }
    let exceeding = form
        .with("request_id", &world.request_id())
        .with("tranches[11].amount", "100000,01");
    let answer = exceeding.post(&bank, DESK).await;
    assert_eq!(answer.status, 422);
    assert_eq!(
        typed(&answer, "tranches[11].amount").as_deref(),
        Some("100000,01"),
        "the last row is shown too"
    );
}
