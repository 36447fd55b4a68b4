//! What the project form does with every kind of bad input.

use puente::i18n::language::Language::Es;
use puente::store::Source as _;

use crate::forms::{self, all_typed, error, phrase, typed};
use crate::harness::World;

const OFFICE: &str = "/es/office/projects";

/// Field, what is typed into it, field at which it is told, key of the message.
const REFUSED: &[(&str, &str, &str, &str)] = &[
    ("pillar", "", "pillar", "error-required"),
    ("pillar", "joy", "pillar", "error-choice"),
    ("country", "", "country", "error-required"),
    ("country", "VE", "country", "error-choice"),
    ("budget_currency", "", "budget_currency", "error-required"),
    ("budget_currency", "XAU", "budget_currency", "error-currency"),
    ("budget_on", "hoy", "budget_on", "error-date"),
    ("planned_start_on", "0001-01-01", "planned_start_on", "error-date-range"),
    (
        "planned_end_on",
        "2026-09-30",
        "planned_end_on",
        "error-end-before-start",
    ),
    ("planned_end_on", "2027-02-29", "planned_end_on", "error-date"),
    ("actual_end_on", "2026-11-01", "actual_end_on", "error-end-before-start"),
    ("places[0].place", "nowhere", "places[0].place", "error-choice"),
    ("places[0].place", "co-acandi", "places[1].place", "error-twice"),
    ("places[0].place", "pa-cemaco", "places[0].place", "error-other-country"),
    ("places[0].share", "59,99", "places[0].share", "error-shares-sum"),
    ("places[0].share", "-60", "places[0].share", "error-share"),
    ("places[0].share", "NaN", "places[0].share", "error-share"),
    ("places[0].share", "33,333", "places[0].share", "error-share"),
    ("places[0].share", "", "places[0].share", "error-shares-sum"),
    (
        "places[1].territorial_basis",
        "cierto",
        "places[1].territorial_basis",
        "error-territorial-basis",
    ),
    ("sectors[0].sector", "00000", "sectors[0].sector", "error-choice"),
    ("sectors[0].sector", "31320", "sectors[1].sector", "error-twice"),
    ("sectors[0].share", "33,34", "sectors[0].share", "error-shares-sum"),
    ("sectors[1].share", "", "sectors[1].share", "error-share"),
    ("sectors[1].share", "1000000000000", "sectors[1].share", "error-share"),
    ("lines[0].amount", "", "lines[0].amount", "error-required"),
    ("lines[0].amount", "0", "lines[0].amount", "error-amount-zero"),
    ("lines[0].amount", "-300", "lines[0].amount", "error-amount-negative"),
    (
        "lines[0].amount",
        "1000000000000000000000000000000",
        "lines[0].amount",
        "error-amount-large",
    ),
    (
        "lines[0].amount",
        "9999999999999,99",
        "lines[0].amount",
        "error-amount-large",
    ),
    ("lines[1].name_es", "", "lines[1].name_es", "error-required"),
    (
        "lines[9].name_es",
        "Una línea sin monto",
        "lines[9].amount",
        "error-required",
    ),
    ("accountable", "nadie", "accountable", "error-choice"),
    ("implementing", "nadie", "implementing", "error-choice"),
];

#[rocket::async_test]
async fn every_bad_value_of_a_project_is_shown_at_its_field_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    for (field, value, at, key) in REFUSED {
        let form = forms::project().with(field, value);
        let answer = form.post(&officer, OFFICE).await;
        assert_eq!(answer.status, 422, "{field} = {value:?}");
        assert_eq!(error(&answer, at), Some(phrase(Es, key, &[])), "{field} = {value:?}");
        let shown = all_typed(&answer);
        for (name, value) in form.fields() {
            // A choice that does not exist cannot be shown as chosen; every text can.
            let choice = [
                "pillar",
                "country",
                "currency",
                ".place",
                ".sector",
                "accountable",
                "implementing",
            ];
            if name != *field || !choice.iter().any(|part| name.contains(part)) {
                assert_eq!(
                    shown.get(name).map(String::as_str),
                    Some(value.trim()),
                    "{name} after {field} = {value:?}"
                );
            }
        }
    }
    let made = world
        .db()
        .primary()
        .number("SELECT COUNT(*) AS number FROM project", vec![])
        .await
        .expect("a count");
    assert_eq!(made, 0, "nothing was made of bad input");
}

#[rocket::async_test]
async fn texts_of_a_project_are_taken_up_to_their_limit_and_not_beyond() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    for (field, max) in [
        ("title_es", 160_i64),
        ("title_en", 160),
        ("description_es", 4000),
        ("description_en", 4000),
        ("contact_office", 200),
        ("places[0].territorial_basis", 200),
        ("lines[0].name_es", 200),
        ("lines[1].name_en", 200),
    ] {
        let most = "ñ".repeat(usize::try_from(max).expect("small"));
        let form = forms::project().with("request_id", &world.request_id());
        let beyond = form.with(field, &format!("{most}ñ")).post(&officer, OFFICE).await;
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
        assert_eq!(
            form.with(field, &most).post(&officer, OFFICE).await.status,
            303,
            "{field}"
        );
    }
}

#[rocket::async_test]
async fn an_ambiguous_share_has_one_reading_and_an_ambiguous_budget_line_is_refused() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    for amount in ["12,500", "12.500"] {
        let answer = forms::project()
            .with("lines[0].amount", amount)
            .post(&officer, OFFICE)
            .await;
        let message = error(&answer, "lines[0].amount").expect("a message");
        assert!(
            answer.status == 422 && message.contains("12 500") && message.contains("12,50"),
            "{message}"
        );
    }
    let form = forms::project()
        .with("sectors[0].share", "33.33")
        .with("sectors[1].share", "66,67");
    assert_eq!(form.post(&officer, OFFICE).await.status, 303);
}

#[rocket::async_test]
async fn a_row_without_its_place_or_sector_is_not_lost_silently() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    let form = forms::project().with("places[4].territorial_basis", "Certificación número 30 de la autoridad");
    let answer = form.post(&officer, OFFICE).await;
    assert_eq!(
        (answer.status, error(&answer, "places[4].place")),
        (422, Some(phrase(Es, "error-required", &[])))
    );
    assert!(typed(&answer, "places[4].territorial_basis").is_some_and(|basis| basis.contains("30")));
    let form = forms::project().with("sectors[4].share", "10");
    let answer = form.post(&officer, OFFICE).await;
    assert_eq!(
        (answer.status, error(&answer, "sectors[4].sector")),
        (422, Some(phrase(Es, "error-required", &[])))
    );
}
