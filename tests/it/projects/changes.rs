//! Changes of status: gates, suspension, stale forms.

use puente::actions::{self, ActionError};
use puente::domain::project::Status;
use puente::i18n::language::Language::Es;

use super::{OFFICE, change, edited, move_to, status, version};
use crate::forms::{self, Form, error, made, phrase, typed};
use crate::harness::World;

#[rocket::async_test]
async fn a_place_that_is_or_may_be_a_territory_blocks_implementation() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    let one_place = |place: &str, stated: &str, basis: &str| {
        let form = forms::project().with("request_id", &world.request_id());
        let form = ["place", "share", "territorial_status", "territorial_basis"]
            .iter()
            .fold(form, |form, part| form.without(&format!("places[1].{part}")));
        let country = if place.starts_with("pa-") { "PA" } else { "CO" };
        form.with("country", country)
            .with("places[0].place", place)
            .with("places[0].share", "100")
            .with("places[0].territorial_status", stated)
            .with("places[0].territorial_basis", basis)
    };
    let basis = "Certificación de la autoridad número 12";
    for (place, name, stated, missing) in [
        (
            "co-acandi-capurgana",
            "Capurganá",
            "unknown",
            Some("missing-territory_unknown"),
        ),
        (
            "co-acandi-capurgana",
            "Capurganá",
            "",
            Some("missing-territory_unknown"),
        ),
        ("co-acandi-capurgana", "Capurganá", "yes", Some("missing-territory")),
        ("co-acandi-capurgana", "Capurganá", "no", None),
        // What the gazetteer knows to be a territory, nobody's word makes otherwise.
        ("pa-cemaco", "Cémaco", "no", Some("missing-territory")),
    ] {
        let code = made(&one_place(place, stated, basis).post(&officer, OFFICE).await);
        for to in ["identified", "seeking_funding"] {
            assert_eq!(
                move_to(&world, &officer, &code, to).await.status,
                303,
                "{place} {stated} {to}"
            );
        }
        let answer = move_to(&world, &officer, &code, "implementation").await;
        match missing {
            Some(key) => {
                assert_eq!(answer.status, 422, "{place} {stated}");
                assert!(
                    answer.text().contains(&phrase(Es, key, &[("place", name.into())])),
                    "{}",
                    answer.text()
                );
                assert_eq!(status(&world, &code).await, "seeking_funding");
            }
            None => assert_eq!(answer.status, 303, "{place} {stated}"),
        }
    }
    for short in ["", "cierto"] {
        let answer = one_place("co-acandi-capurgana", "no", short)
            .post(&officer, OFFICE)
            .await;
        let expected = Some(phrase(Es, "error-territorial-basis", &[]));
        assert_eq!(
            (answer.status, error(&answer, "places[0].territorial_basis")),
            (422, expected)
        );
    }
}

#[rocket::async_test]
async fn implementation_needs_an_actual_start_and_editing_may_not_take_it_away() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    let code = made(&forms::project().without("actual_start_on").post(&officer, OFFICE).await);
    for to in ["identified", "seeking_funding"] {
        assert_eq!(move_to(&world, &officer, &code, to).await.status, 303);
    }
    let missing = phrase(Es, "missing-actual_start_on", &[("place", "".into())]);
    let refused = move_to(&world, &officer, &code, "implementation").await;
    assert!(
        refused.status == 422 && refused.text().contains(&missing),
        "{}",
        refused.text()
    );
    let address = format!("{OFFICE}/{code}");
    let form = edited(&officer, &code).await.with("actual_start_on", "2026-11-02");
    assert_eq!(form.post(&officer, &address).await.status, 303);
    assert_eq!(move_to(&world, &officer, &code, "implementation").await.status, 303);
    let form = edited(&officer, &code).await;
    for (field, value, key) in [
        ("actual_start_on", "", "missing-actual_start_on"),
        ("planned_end_on", "", "missing-planned_end_on"),
        ("title_en", "Pier", "missing-title_en"),
        ("contact_office", "", "missing-contact_office"),
    ] {
        let answer = form.with(field, value).post(&officer, &address).await;
        let expected = Some(phrase(Es, key, &[("place", "".into())]));
        assert_eq!((answer.status, error(&answer, field)), (422, expected), "{field}");
        assert_eq!(
            typed(&answer, "description_es"),
            typed(&officer.get(&format!("{address}/edit")).await, "description_es")
        );
    }
}

#[rocket::async_test]
async fn a_suspended_project_goes_back_only_to_where_it_was_and_has_no_gap_meanwhile() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    for (was, other) in [
        ("seeking_funding", "implementation"),
        ("implementation", "seeking_funding"),
    ] {
        let code = world.project("CO", Status::parse(was).expect("a status")).await;
        assert_eq!(move_to(&world, &officer, &code, "suspended").await.status, 303);
        let json_view = world.get(&format!("/es/projects/{code}.json")).await.json()["item"].clone();
        assert_eq!(
            (&json_view["status"], &json_view["totals"]["gap"]),
            (&"suspended".into(), &serde_json::Value::Null)
        );
        for to in [other, "identified", "finalisation", "closed", "draft", "suspended"] {
            let answer = move_to(&world, &officer, &code, to).await;
            let expected = Some(phrase(Es, "error-not-a-successor", &[]));
            assert_eq!(
                (answer.status, error(&answer, "to")),
                (422, expected),
                "{was} → suspended → {to}"
            );
        }
        assert_eq!(move_to(&world, &officer, &code, was).await.status, 303);
        assert_eq!(status(&world, &code).await, was);
        let json_view = world.get(&format!("/es/projects/{code}.json")).await.json()["item"].clone();
        assert_eq!(json_view["totals"]["gap"]["amount"], "1000000.00");
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_change_of_status_says_everything_that_is_wrong_with_it() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    let code = world.project("CO", Status::SeekingFunding).await;
    let path = format!("{OFFICE}/{code}/status-changes");
    let good = change("suspended", version(&world, &code).await);
    for (field, value, key) in [
        ("to", "", "error-required"),
        ("to", "flying", "error-choice"),
        ("to", "closed", "error-not-a-successor"),
        ("effective_on", "ayer", "error-date"),
        ("effective_on", "0001-01-01", "error-date-range"),
        ("effective_on", "2026-11-24", "error-effective-future"),
        ("effective_on", "2026-11-22", "error-effective-before"),
        ("reason", "", "error-reason-short"),
        ("reason", "corta", "error-reason-short"),
    ] {
        let answer = good.with(field, value).post(&officer, &path).await;
        assert_eq!(
            (answer.status, error(&answer, field)),
            (422, Some(phrase(Es, key, &[]))),
            "{field} = {value:?}"
        );
        if field != "reason" {
            assert_eq!(
                typed(&answer, "reason").as_deref(),
                Some("Aprobado en la mesa técnica"),
                "{field}"
            );
        }
    }
    let long = good.with("reason", &"x".repeat(2001)).post(&officer, &path).await;
    assert_eq!((long.status, typed(&long, "reason")), (422, Some("x".repeat(2001))));
    let all = good
        .with("to", "closed")
        .with("effective_on", "2026-11-24")
        .with("reason", "")
        .post(&officer, &path)
        .await;
    for field in ["to", "effective_on", "reason"] {
        assert!(
            error(&all, field).is_some(),
            "{field}: all that is wrong is told at once"
        );
    }
    assert_eq!(status(&world, &code).await, "seeking_funding");
}

#[rocket::async_test]
async fn a_stale_version_is_shown_before_anything_else_and_keeps_what_was_typed() {
    let world = World::new().await;
    let code = world.project("CO", Status::SeekingFunding).await;
    let first = world.sign_in("officer@demo.example").await;
    let second = world.sign_in("officer2@demo.example").await;
    let seen = version(&world, &code).await;
    let mut form = edited(&second, &code)
        .await
        .with("title_es", "Un título que no se pierde");
    assert_eq!(move_to(&world, &first, &code, "suspended").await.status, 303);
    let path = format!("{OFFICE}/{code}/status-changes");
    for (to, effective_on, reason) in [
        ("implementation", "2026-11-23", "Se firmó el acta de inicio"),
        ("flying", "2026-11-23", "Se firmó el acta de inicio"),
        ("closed", "no es una fecha", "corta"),
    ] {
        let late = change(to, seen)
            .with("effective_on", effective_on)
            .with("reason", reason);
        let answer = late.post(&second, &path).await;
        assert_eq!(
            (answer.status, typed(&answer, "reason").as_deref()),
            (409, Some(reason)),
            "{to}"
        );
        assert_eq!(
            typed(&answer, "version"),
            Some((seen + 1).to_string()),
            "the next try is against the present state"
        );
    }
    for version in ["", "abc", "0", "99"] {
        let answer = change("flying", 0).with("version", version).post(&second, &path).await;
        assert_eq!(answer.status, 409, "version {version:?}");
    }
    for broken in [false, true] {
        if broken {
            form = form.with("budget_on", "no es una fecha");
        }
        let answer = form.post(&second, &format!("{OFFICE}/{code}")).await;
        assert_eq!(
            (answer.status, typed(&answer, "title_es").as_deref()),
            (409, Some("Un título que no se pierde"))
        );
        let changed = phrase(Es, "error-changed-meanwhile", &[]);
        assert!(answer.text().contains(&changed), "{}", answer.text());
        assert_eq!(typed(&answer, "version"), Some((seen + 1).to_string()));
    }
}

#[rocket::async_test]
async fn only_an_administrator_reopens_a_closed_project_and_says_why_in_public() {
    let world = World::new().await;
    let closed = world.project("CO", Status::Closed).await;
    let open = world.project("CO", Status::Finalisation).await;
    let officer = world.sign_in("officer@demo.example").await;
    assert_eq!(move_to(&world, &officer, &closed, "finalisation").await.status, 403);
    let admin = world.sign_in("admin@demo.example").await;
    assert_eq!(move_to(&world, &admin, &open, "closed").await.status, 403);

    let path = "/es/admin/reopenings";
    let shown = admin.get(&format!("{path}/new")).await;
    assert!(shown.body.contains(&format!("value=\"{closed}\"")) && !shown.body.contains(&format!("value=\"{open}\"")));
    let reason = "Faltaba entregar la segunda planta";
    let form = Form::new(&[
        ("project", closed.as_str()),
        ("effective_on", "2026-11-23"),
        ("reason", reason),
    ]);
    for (field, value, key) in [
        ("project", open.as_str(), "error-choice"),
        ("project", "P-99", "error-choice"),
        ("effective_on", "2026-11-24", "error-effective-future"),
        ("effective_on", "", "error-required"),
        ("reason", "corta", "error-reason-short"),
    ] {
        let refused = form.with(field, value).post(&admin, path).await;
        assert_eq!(
            (refused.status, error(&refused, field)),
            (422, Some(phrase(Es, key, &[])))
        );
        assert_eq!(
            typed(&refused, "reason").as_deref(),
            Some(if field == "reason" { value } else { reason })
        );
    }
    assert_eq!(form.post(&admin, path).await.status, 303);
    assert_eq!(status(&world, &closed).await, "finalisation");
    let page = world.get(&format!("/es/projects/{closed}")).await;
    assert!(page.text().contains(reason), "{}", page.text());
    assert_eq!(form.post(&admin, path).await.status, 303, "a second click");
    let again = form.with("reason", "Otra razón para lo mismo").post(&admin, path).await;
    assert_eq!(again.status, 422, "it is not closed any more");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn an_action_refuses_facts_that_break_a_rule_whoever_hands_them_in() {
    let world = World::new().await;
    let officer = world.actor("officer@demo.example").await;
    let sound = world.facts("CO").await;
    let mut bad = sound.clone();
    bad.places[0].share_basis_points = 9_999;
    bad.sectors[0].sector_code = "00000".to_owned();
    bad.lines[0].amount_minor = 0;
    bad.planned_end_on = bad.planned_start_on.and_then(time::Date::previous_day);
    let stated = |error: ActionError| match error {
        ActionError::Facts(found) => found.iter().map(ToString::to_string).collect::<Vec<_>>(),
        other => panic!("{other}"),
    };
    let all = [
        "places[0].share: shares-sum",
        "sectors[0].sector: choice",
        "lines[0].amount: amount-zero",
        "planned_end_on: end-before-start",
    ];
    let refused = actions::projects::create(world.ctx(), &officer, &bad).await;
    assert_eq!(stated(refused.expect_err("bad facts")), all);
    let code = world.project("CO", Status::Draft).await;
    let refused = actions::projects::edit(world.ctx(), &officer, &code, 1, &bad).await;
    assert_eq!(stated(refused.expect_err("bad facts")), all);
}
