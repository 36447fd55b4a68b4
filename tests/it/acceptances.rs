//! Covered in kind, as officers do it and everybody sees it.

use puente::actions;
use puente::actions::pledges::Intent;
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::pledge::{Decision, PledgeKind};
use puente::domain::project::Status;
use puente::i18n::language::Language::{En, Es};
use puente::store::projects;
use time::macros::date;

use crate::forms::{Form, error, links, phrase, typed};
use crate::harness::World;

/// A verified pledge of USD 3 000 by banco@ of the first of November; code of the project and reference.
async fn verified(world: &World, kind: PledgeKind) -> (String, String) {
    let project = world.project("CO", Status::SeekingFunding).await;
    let partner = world.actor("banco@demo.example").await;
    let mut terms = world.terms(&project).await;
    terms.pledged_on = date!(2026 - 11 - 01);
    terms.kind = kind;
    terms.amount = Money::parse_plain("3000.00", Currency::USD).expect("an amount");
    let id = world.request_id();
    let reference = actions::pledges::create(world.ctx().numbered(&partner, &id), &partner, &terms, Intent::Submit)
        .await
        .expect("a pledge");
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    (project, reference)
}

async fn line(world: &World, code: &str) -> String {
    let row = projects::by_code(world.db().primary(), code).await.expect("read");
    format!("{code}:0:{}", row.expect("the project").version)
}

fn new_acceptance(line: &str) -> Form {
    Form::new(&[
        ("request_id", "cover-0001"),
        ("line", line),
        ("amount", "1 200,50"),
        ("accepted_on", "2026-11-20"),
        ("note", "Doce viajes de carga, con su guía"),
    ])
}

#[rocket::async_test]
async fn an_acceptance_is_made_once_and_shown_to_everybody_in_both_languages() {
    let world = World::new().await;
    let (project, reference) = verified(&world, PledgeKind::InKind).await;
    let officer = world.sign_in("officer@demo.example").await;
    let page = format!("/es/office/pledges/{reference}");
    assert!(
        links(&officer.get("/es/office").await).contains(&page),
        "on the worklist"
    );
    let shown = officer.get(&page).await;
    assert!(
        shown.text().contains(&phrase(Es, "form-acceptance-lede", &[])),
        "says how it is undone"
    );
    assert_eq!(
        typed(&shown, "amount").as_deref(),
        Some("3\u{202f}000,00"),
        "all that is left"
    );
    assert!(
        shown
            .body
            .contains(&format!("value=\"{}\"", line(&world, &project).await))
    );

    let form = new_acceptance(&line(&world, &project).await);
    for _ in 0..2 {
        let done = form.post(&officer, &format!("{page}/covers")).await;
        assert_eq!((done.status, done.location.as_deref()), (303, Some(page.as_str())));
    }
    let events = world.get("/data/events.ndjson").await.body;
    let accepted: Vec<&str> = events
        .lines()
        .filter(|line| line.contains("in_kind_accepted"))
        .collect();
    assert_eq!(accepted.len(), 1, "the same request again is the same acceptance");
    for plain in ["120050", "line_position", &reference, &project] {
        assert!(accepted[0].contains(plain), "{plain} in {}", accepted[0]);
    }
    let line: serde_json::Value = serde_json::from_str(accepted[0]).expect("a line");
    let hashed = line["public"].as_str().expect("its bytes");
    for text in ["Doce viajes", "Obras"] {
        assert!(!hashed.contains(text), "a text stands as its digest: {hashed}");
    }

    for (language, amount, name) in [(Es, "USD 1 200,50", "Obras"), (En, "USD 1 200.50", "Works")] {
        let lang = language.code();
        let covered = phrase(language, "measure-covered", &[]);
        let public = world.get(&format!("/{lang}/pledges/{reference}")).await;
        for word in [covered.as_str(), name, "Doce viajes de carga"] {
            assert!(public.text().contains(word), "{word} in {}", public.text());
        }
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(plain(&public.text()).contains(amount), "{}", public.text());
        let of_project = world.get(&format!("/{lang}/projects/{project}")).await;
        assert!(plain(&of_project.text()).contains(amount), "{}", of_project.text());
        let found = links(&of_project);
        for href in [
            format!("/{lang}/pledges/{reference}"),
            format!("/{lang}/partners/banco-demo"),
        ] {
            assert!(found.contains(&href), "{href}");
        }
        for path in ["activity", "totals/plan", "about/methodology", "data"] {
            let page = world.get(&format!("/{lang}/{path}")).await;
            assert_eq!(page.status, 200, "{path}");
            let word = if path == "activity" {
                "in_kind_accepted"
            } else {
                &covered
            };
            let text = if path == "activity" { &events } else { &page.text() };
            assert!(
                text.contains(word) || page.body.contains("<code>covered</code>"),
                "{path}"
            );
        }
    }
    let totals = world.get("/es/summary.json").await.json()["item"]["totals"].clone();
    let figure = |name: &str| totals[name]["amount"].as_str().unwrap_or_default().to_owned();
    assert_eq!(
        (figure("in_kind"), figure("covered")),
        ("3000.00".into(), "1200.50".into())
    );
    assert_eq!((figure("gap"), figure("pledged")), ("1000000.00".into(), "0.00".into()));
    let provider = world.sign_in("banco@demo.example").await;
    let desk = provider.get(&format!("/en/desk/pledges/{reference}")).await.text();
    assert!(desk.contains(&phrase(En, "acceptance-accepted", &[])), "{desk}");
    assert!(world.verify().await.errors.is_empty());
}

#[rocket::async_test]
async fn what_is_wrong_is_shown_beside_its_field_and_what_was_typed_stays() {
    let world = World::new().await;
    let (project, reference) = verified(&world, PledgeKind::Technical).await;
    let officer = world.sign_in("officer@demo.example").await;
    let good = new_acceptance(&line(&world, &project).await);
    let stale = format!("{project}:0:1");
    let gone = format!("{project}:7");
    for (name, value, status, key) in [
        ("amount", "0", 422, "error-amount-zero"),
        ("amount", "-5", 422, "error-amount-negative"),
        ("amount", "1,005", 422, "error-amount-ambiguous"),
        ("amount", "1,0055", 422, "error-amount-precise"),
        ("amount", "3000,01", 422, "acceptance-refusal-more-than-uncovered"),
        ("line", "", 422, "error-required"),
        ("line", "P-0:0", 422, "acceptance-refusal-no-such-line"),
        ("line", &gone, 422, "acceptance-refusal-no-such-line"),
        ("line", &stale, 409, "acceptance-refusal-budget-changed"),
        ("accepted_on", "2026-11-24", 422, "refusal-in-the-future"),
        ("accepted_on", "2026-10-31", 422, "refusal-before-parent"),
        ("accepted_on", "ayer", 422, "error-date"),
    ] {
        for language in [Es, En] {
            let path = format!("/{}/office/pledges/{reference}/covers", language.code());
            // A lone mark is read in both languages, so that only Spanish is asked for these.
            if language == En && value.contains(',') {
                continue;
            }
            let base = if language == En {
                good.with("amount", "1200.50")
            } else {
                good.clone()
            };
            let refused = base.with(name, value).post(&officer, &path).await;
            assert_eq!(refused.status, status, "{name} {value}: {}", refused.text());
            let beside = error(&refused, &format!("acceptance-{name}")).expect(value);
            if !matches!(key, "error-amount-ambiguous" | "error-amount-precise") {
                assert_eq!(beside, phrase(language, key, &[]), "{name} {value}");
            }
            assert_eq!(
                typed(&refused, "note").as_deref(),
                Some("Doce viajes de carga, con su guía")
            );
            if name != "line" {
                assert_eq!(typed(&refused, name).as_deref(), Some(value), "what was typed stays");
            }
        }
    }
    let events = world.get("/data/events.ndjson").await.body;
    assert!(!events.contains("in_kind_accepted"), "nothing was recorded");
}

#[rocket::async_test]
async fn money_is_not_accepted_in_kind_and_its_page_offers_nothing() {
    let world = World::new().await;
    let (project, reference) = verified(&world, PledgeKind::Financial).await;
    let officer = world.sign_in("officer@demo.example").await;
    let page = format!("/es/office/pledges/{reference}");
    let shown = officer.get(&page).await;
    assert!(!shown.body.contains("form-acceptance"), "{}", shown.text());
    let form = new_acceptance(&line(&world, &project).await);
    let refused = form.post(&officer, &format!("{page}/covers")).await;
    assert_eq!(refused.status, 422);
    let beside = error(&refused, "acceptance-amount");
    assert_eq!(beside, Some(phrase(Es, "acceptance-refusal-not-in-kind", &[])));
}

#[rocket::async_test]
async fn an_acceptance_is_taken_back_once_with_its_reason_in_public() {
    let world = World::new().await;
    let (project, reference) = verified(&world, PledgeKind::InKind).await;
    let officer = world.sign_in("officer2@demo.example").await;
    let page = format!("/es/office/pledges/{reference}");
    let form = new_acceptance(&line(&world, &project).await);
    form.post(&officer, &format!("{page}/covers")).await;
    let path = format!("{page}/cover-reversals");
    let back = Form::new(&[
        ("request_id", "reversal-0001"),
        ("acceptance", "1"),
        ("reason", "Los motores no se entregaron"),
    ]);
    for (name, value, field, key) in [
        ("reason", "no", "reason", "error-reason-short"),
        ("acceptance", "", "acceptance", "error-required"),
        ("acceptance", "99", "acceptance", "error-choice"),
        ("acceptance", "x", "acceptance", "error-choice"),
    ] {
        let refused = back.with(name, value).post(&officer, &path).await;
        assert_eq!(refused.status, 422, "{name} {value}");
        assert_eq!(
            error(&refused, &format!("reversal-{field}")),
            Some(phrase(Es, key, &[])),
            "{value}"
        );
    }
    for _ in 0..2 {
        assert_eq!(back.post(&officer, &path).await.status, 303);
    }
    let twice = back.with("request_id", "reversal-0002").post(&officer, &path).await;
    assert_eq!(twice.status, 409, "{}", twice.text());
    let beside = error(&twice, "reversal-acceptance");
    assert_eq!(beside, Some(phrase(Es, "acceptance-refusal-taken-back-already", &[])));
    for (language, word) in [(Es, "acceptance-taken-back"), (En, "acceptance-taken-back")] {
        let public = world
            .get(&format!("/{}/pledges/{reference}", language.code()))
            .await
            .text();
        assert!(public.contains(&phrase(language, word, &[])), "{public}");
        assert!(public.contains("Los motores no se entregaron"), "{public}");
    }
    let project = world.get(&format!("/es/projects/{project}")).await.text();
    assert!(!project.contains(&phrase(Es, "acceptances-lede", &[])), "{project}");
    let totals = world.get("/es/summary.json").await.json()["item"]["totals"].clone();
    assert_eq!(totals["covered"]["amount"], "0.00");
    assert!(world.verify().await.errors.is_empty());
}

#[rocket::async_test]
async fn whoever_entered_a_pledge_sees_who_accepts_it_and_cannot() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let entered = world.actor("officer@demo.example").await;
    let mut terms = world.terms(&project).await;
    terms.kind = PledgeKind::InKind;
    let id = world.request_id();
    let reference = actions::pledges::create(world.ctx().numbered(&entered, &id), &entered, &terms, Intent::Submit)
        .await
        .expect("a pledge");
    let second = world.actor("officer2@demo.example").await;
    actions::pledges::review(world.ctx(), &second, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    let officer = world.sign_in("officer@demo.example").await;
    let page = format!("/es/office/pledges/{reference}");
    let shown = officer.get(&page).await;
    assert!(
        shown.text().contains(&phrase(Es, "acceptance-four-eyes", &[])),
        "{}",
        shown.text()
    );
    assert!(!shown.body.contains("form-acceptance"));
    let form = new_acceptance(&line(&world, &project).await);
    assert_eq!(form.post(&officer, &format!("{page}/covers")).await.status, 403);
}

#[rocket::async_test]
async fn a_note_and_the_name_of_a_line_can_be_erased_and_the_pledge_keeps_its_own() {
    let world = World::new().await;
    let (project, reference) = verified(&world, PledgeKind::InKind).await;
    let officer = world.sign_in("officer@demo.example").await;
    let form = new_acceptance(&line(&world, &project).await);
    form.post(&officer, &format!("/es/office/pledges/{reference}/covers"))
        .await;
    let events = world.get("/data/events.ndjson").await.body;
    let last = i64::try_from(events.lines().count()).expect("few");
    let page = world.sign_in("admin@demo.example").await;
    let page = page.get(&format!("/en/admin/events/{last}")).await.text();
    for label in ["text-acceptance_note", "text-line_es", "text-line_en"] {
        assert!(page.contains(&phrase(En, label, &[])), "{page}");
    }
    let admin = world.actor("admin@demo.example").await;
    for field in ["acceptance_note", "line_es"] {
        actions::events::redact(world.ctx(), &admin, last, field, "Nombra a una persona")
            .await
            .expect("erased");
    }
    let public = world.get(&format!("/es/pledges/{reference}")).await.text();
    assert!(!public.contains("Doce viajes"), "{public}");
    assert!(public.contains(&phrase(Es, "text-redacted", &[])), "{public}");
    // The other name still tells which line it covers.
    let project = world.get(&format!("/es/projects/{project}")).await.text();
    assert!(!project.contains(&phrase(Es, "covered-elsewhere", &[])), "{project}");
    assert!(world.verify().await.errors.is_empty());
}

#[rocket::async_test]
async fn a_row_without_its_event_is_found_and_so_is_a_total_that_does_not_follow() {
    let world = World::new().await;
    let (project, reference) = verified(&world, PledgeKind::InKind).await;
    let officer = world.sign_in("officer@demo.example").await;
    let form = new_acceptance(&line(&world, &project).await);
    form.post(&officer, &format!("/es/office/pledges/{reference}/covers"))
        .await;
    world
        .sql(
            "INSERT INTO in_kind_acceptance (id, pledge_id, project_id, line_position, amount_minor, currency, budget_minor,
                budget_currency, accepted_on, account_id, event_number, created_at)
             SELECT id + 1, pledge_id, project_id, line_position, 700, currency, 700, budget_currency, accepted_on,
                account_id, 1, created_at FROM in_kind_acceptance",
        )
        .await
        .expect("a row behind the registry's back");
    let errors = world.verify().await.errors.join("\n");
    assert!(errors.contains("in_kind_acceptance 2: no event states it"), "{errors}");
    assert!(errors.contains("covered is 120050, must be 120750"), "{errors}");
}
