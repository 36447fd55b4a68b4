//! Expenditures: who may report one, and correcting what was reported.

use puente::domain::project::Status;
use puente::i18n::language::Language::Es;

use super::{Form, PDF, error_in, led_to, phrase, totals};
use crate::harness::World;

#[rocket::async_test]
async fn only_who_takes_part_in_a_project_spends_on_it_and_is_shown_so_at_the_project() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let fields = [
        ("project", project.as_str()),
        ("amount", "1 500"),
        ("currency", "USD"),
        ("spent_on", "2026-11-20"),
        ("reason", "Cemento y transporte"),
    ];
    let bill = ("document", "factura.pdf", PDF);
    let bank = world.sign_in("banco@demo.example").await;
    let refused = bank.post_file("/es/desk/expenditures", &fields, bill).await;
    assert_eq!(refused.status, 422);
    assert_eq!(
        error_in(&refused, "expenditure", "project"),
        Some(phrase(Es, "refusal-not-involved", &[]))
    );
    // For an officer it is the organisation that counts.
    let officer = world.sign_in("officer@demo.example").await;
    for (organisation, status) in [("banco-demo", 422), ("cooperativa-demo", 303)] {
        let fields: Vec<_> = fields.into_iter().chain([("organisation", organisation)]).collect();
        let answer = officer.post_file("/es/desk/expenditures", &fields, bill).await;
        assert_eq!(answer.status, status, "{organisation}: {}", answer.text());
        if let Some(address) = answer.location {
            world.verified_page(&address).await;
        }
    }
    assert_eq!(totals(&world, &["spent"]).await, ["1500.00"]);
}

#[rocket::async_test]
async fn an_expenditure_is_found_again_and_corrected_by_its_opposite() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let id = world.spent("cooperativa@demo.example", &project, 15_000_00).await;
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let address = format!("/es/desk/expenditures/{id}");
    assert!(
        cooperative
            .get("/es/desk")
            .await
            .body
            .contains("\"/es/desk/expenditures\"")
    );
    assert!(cooperative.get("/es/desk/expenditures").await.body.contains(&address));
    let page = cooperative.get(&address).await;
    assert!(
        page.text().contains(&phrase(Es, "form-adjustment-lede", &[])),
        "{}",
        page.text()
    );

    let form = Form::new(&[("amount", "13 500"), ("reason", "Se escribió un cero de más")]);
    let action = format!("{address}/adjustments");
    for request in ["request-0001", "request-0001"] {
        assert_eq!(
            led_to(&form.with("request_id", request).post(&cooperative, &action).await),
            address
        );
    }
    assert_eq!(totals(&world, &["spent"]).await, ["1500.00"]);
    let too_much = form
        .with("request_id", "request-0002")
        .post(&cooperative, &action)
        .await;
    assert_eq!(
        error_in(&too_much, "adjustment", "amount"),
        Some(phrase(Es, "refusal-more-than-spent", &[]))
    );
    let public = world.get(&format!("/es/projects/{project}")).await.text();
    assert!(public.contains(&phrase(Es, "entry-adjustment", &[])) && public.contains("Se escribió un cero de más"));
    assert!(world.get("/es/activity").await.text().contains("corrige un gasto"));
    assert!(world.verify().await.errors.is_empty());
}
