//! The office's projects: created, completed, moved along the road, edited; and what the public sees of it.

use puente::domain::project::Status;
use puente::i18n::language::Language::{En, Es};
use puente::store::{Source as _, projects};

use crate::forms::{self, Form, error, links, made, phrase, typed};
use crate::harness::{Answer, Person, World};

mod adoption;
mod changes;

const OFFICE: &str = "/es/office/projects";

fn change(to: &str, version: i64) -> Form {
    Form::new(&[
        ("to", to),
        ("effective_on", "2026-11-23"),
        ("reason", "Aprobado en la mesa técnica"),
        ("version", &version.to_string()),
    ])
}

async fn version(world: &World, code: &str) -> i64 {
    projects::by_code(world.db().primary(), code)
        .await
        .expect("read")
        .expect("the project")
        .version
}

async fn status(world: &World, code: &str) -> String {
    projects::by_code(world.db().primary(), code)
        .await
        .expect("read")
        .expect("the project")
        .status
        .to_string()
}

/// Posts a change of status against the present version.
async fn move_to(world: &World, person: &Person<'_>, code: &str, to: &str) -> Answer {
    change(to, version(world, code).await)
        .post(person, &format!("{OFFICE}/{code}/status-changes"))
        .await
}

/// The edit form as it is shown, with what it holds.
async fn edited(person: &Person<'_>, code: &str) -> Form {
    let page = person.get(&format!("{OFFICE}/{code}/edit")).await;
    assert_eq!(page.status, 200);
    let names = forms::project().without("request_id").with("version", "").names();
    names.iter().fold(Form::default(), |form, name| {
        form.with(name, &typed(&page, name).unwrap_or_default())
    })
}

async fn events(world: &World) -> i64 {
    world
        .db()
        .primary()
        .number(
            "SELECT COUNT(*) AS number FROM event WHERE kind <> 'reference_added'",
            vec![],
        )
        .await
        .expect("a count")
}

#[rocket::async_test]
async fn the_same_request_number_under_two_forms_is_two_requests() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let officer = world.sign_in("officer@demo.example").await;
    let request_id = ("request_id", "11111111-2222-4333-8444-555555555555");
    let pledge = forms::pledge(&project)
        .with("organisation", "banco-demo")
        .with(request_id.0, request_id.1)
        .post(&officer, "/es/desk/pledges")
        .await;
    assert!(made(&pledge).starts_with("PL-"));
    let draft = forms::project().with(request_id.0, request_id.1);
    let code = made(&draft.post(&officer, OFFICE).await);
    assert!(code.starts_with("P-"), "{code}");
    assert_eq!(made(&draft.post(&officer, OFFICE).await), code);
}

#[rocket::async_test]
async fn a_draft_is_shown_all_it_lacks_at_once_and_becomes_public_when_it_is_complete() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    let empty = officer.get(&format!("{OFFICE}/new")).await;
    let request_id = typed(&empty, "request_id").expect("a request number");
    let bare = Form::new(&[
        ("request_id", &request_id),
        ("title_es", "Muelle"),
        ("pillar", "jobs"),
        ("country", "CO"),
        ("budget_currency", "USD"),
    ]);
    let code = made(&bare.post(&officer, OFFICE).await);
    let missing = [
        ("title_es", "title_es"),
        ("title_en", "title_en"),
        ("description_es", "description_es"),
        ("description_en", "description_en"),
        ("place", "places[0].place"),
        ("sectors", "sectors[0].sector"),
        ("planned_start_on", "planned_start_on"),
        ("planned_end_on", "planned_end_on"),
        ("accountable", "accountable"),
        ("implementing", "implementing"),
        ("requirement", "lines[0].amount"),
        ("contact_office", "contact_office"),
    ];
    let refused = move_to(&world, &officer, &code, "identified").await;
    assert_eq!(
        (refused.status, error(&refused, "to")),
        (422, Some(phrase(Es, "error-gate", &[])))
    );
    assert_eq!(
        typed(&refused, "reason").as_deref(),
        Some("Aprobado en la mesa técnica")
    );
    for page in [refused, officer.get(&format!("{OFFICE}/{code}")).await] {
        for (key, field) in missing {
            let text = phrase(Es, &format!("missing-{key}"), &[("place", "".into())]);
            assert!(page.text().contains(&text), "{key} is not told");
            assert!(
                links(&page).contains(&format!("{OFFICE}/{code}/edit#field-{field}")),
                "{field} is not linked"
            );
        }
    }
    let edit = officer.get(&format!("{OFFICE}/{code}/edit")).await;
    for (_, field) in missing {
        assert!(
            edit.body.contains(&format!("id=\"field-{field}\"")),
            "the link to {field} leads nowhere"
        );
    }

    let complete = forms::project()
        .without("request_id")
        .with("version", &version(&world, &code).await.to_string());
    assert_eq!(complete.post(&officer, &format!("{OFFICE}/{code}")).await.status, 303);
    for path in [format!("/es/projects/{code}"), format!("/en/projects/{code}.json")] {
        assert_eq!(world.get(&path).await.status, 404, "a draft is nobody's: {path}");
    }
    assert_eq!(world.get("/es/projects.json").await.json()["total"], 0);
    assert_eq!(events(&world).await, 0, "a draft makes no history");

    for to in ["identified", "seeking_funding"] {
        assert_eq!(move_to(&world, &officer, &code, to).await.status, 303, "{to}");
        assert_eq!(status(&world, &code).await, to);
    }
    for (language, lang, title) in [
        (Es, "es", "Muelle comunitario de Sapzurro"),
        (En, "en", "Community pier of Sapzurro"),
    ] {
        let page = world.get(&format!("/{lang}/projects/{code}")).await;
        let seeking = phrase(language, "status-seeking_funding", &[]);
        assert!(page.text().contains(title) && page.text().contains(&seeking));
        assert!(
            page.text().contains("Aprobado en la mesa técnica"),
            "the reason of a change is public"
        );
        let list = world.get(&format!("/{lang}/projects")).await;
        assert!(list.text().contains(title) && list.text().contains(&seeking));
        assert!(world.get(&format!("/{lang}/activity")).await.text().contains(title));
    }
    let json_view = world.get(&format!("/es/projects/{code}.json")).await.json()["item"].clone();
    assert_eq!(
        (&json_view["status"], &json_view["country"]),
        (&"seeking_funding".into(), &"CO".into())
    );
    for measure in ["requirement", "gap"] {
        assert_eq!(json_view["totals"][measure]["amount"], "320000.25", "{measure}");
        assert_eq!(
            world.get("/es/summary.json").await.json()["item"]["totals"][measure]["amount"],
            "320000.25"
        );
    }
    let facets = world.get("/es/projects.json").await.json()["facets"].clone();
    for (facet, value) in [
        ("status", "seeking_funding"),
        ("country", "CO"),
        ("pillar", "jobs"),
        ("place", "co-acandi"),
    ] {
        assert_eq!(facets[facet][value], 1, "{facet}");
    }
    assert_eq!((events(&world).await, world.verify().await.errors), (2, vec![]));
}

#[rocket::async_test]
async fn a_draft_is_invisible_to_everybody_but_the_office() {
    let world = World::new().await;
    let code = world.project("CO", Status::Draft).await;
    let bank = world.sign_in("banco@demo.example").await;
    for path in [format!("/es/projects/{code}"), format!("/es/projects/{code}.json")] {
        assert_eq!(bank.get(&path).await.status, 404, "{path}");
    }
    assert_eq!(bank.get(&format!("{OFFICE}/{code}")).await.status, 403);
    let search = world.get("/es/projects?q=acueducto").await;
    let form = bank.get(&format!("/es/desk/pledges/new?project={code}")).await;
    assert!(!search.text().contains("Acueducto veredal") && !form.text().contains("Acueducto veredal"));
    assert_eq!(world.get("/es/projects.json?status=draft").await.json()["total"], 0);
    let officer = world.sign_in("gestora.co@demo.example").await;
    assert!(officer.get(OFFICE).await.text().contains(&code));
}

#[rocket::async_test]
async fn editing_a_public_project_is_part_of_its_history_and_changing_nothing_is_not() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    let code = made(&forms::project().post(&officer, OFFICE).await);
    for to in ["identified", "seeking_funding"] {
        assert_eq!(move_to(&world, &officer, &code, to).await.status, 303);
    }
    let (before, address) = (events(&world).await, format!("{OFFICE}/{code}"));
    let same = edited(&officer, &code).await.post(&officer, &address).await;
    assert_eq!((same.status, events(&world).await), (303, before), "{}", same.text());
    let form = edited(&officer, &code)
        .await
        .with("title_es", "Muelle y bodega de Sapzurro")
        .with("lines[1].amount", "30 000");
    assert_eq!(form.post(&officer, &address).await.status, 303);
    assert_eq!(events(&world).await, before + 1);
    let page = world.get(&format!("/es/projects/{code}")).await;
    assert!(page.text().contains("Muelle y bodega de Sapzurro"));
    let json_view = world.get(&format!("/es/projects/{code}.json")).await.json()["item"].clone();
    assert_eq!(json_view["totals"]["requirement"]["amount"], "330000.25");
    assert!(
        world
            .get("/es/projects?q=bodega")
            .await
            .text()
            .contains("Muelle y bodega"),
        "the search knows the new words"
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn an_officer_of_the_other_country_creates_and_changes_nothing_here() {
    let world = World::new().await;
    let stranger = world.sign_in("gestora.pa@demo.example").await;
    let refused = forms::project().post(&stranger, OFFICE).await;
    assert_eq!(
        (refused.status, typed(&refused, "title_es").as_deref()),
        (403, Some("Muelle comunitario de Sapzurro"))
    );
    for status in [Status::Draft, Status::SeekingFunding] {
        let code = world.project("CO", status).await;
        assert!(
            !stranger.get(OFFICE).await.text().contains(&format!("{code} ")),
            "{code} is listed"
        );
        for path in [format!("{OFFICE}/{code}"), format!("{OFFICE}/{code}/edit")] {
            assert_eq!(stranger.get(&path).await.status, 403, "{path}");
        }
        assert_eq!(move_to(&world, &stranger, &code, "suspended").await.status, 403);
        let form = forms::project().with("version", &version(&world, &code).await.to_string());
        assert_eq!(form.post(&stranger, &format!("{OFFICE}/{code}")).await.status, 403);
    }
    let both = world.project("both", Status::SeekingFunding).await;
    assert_eq!(
        move_to(&world, &stranger, &both, "suspended").await.status,
        303,
        "a binational project is kept by either"
    );
    let own = world.sign_in("gestora.co@demo.example").await;
    let code = world.project("CO", Status::Draft).await;
    let form = edited(&own, &code)
        .await
        .with("country", "PA")
        .with("places[0].place", "pa-cemaco");
    assert_eq!(
        form.post(&own, &format!("{OFFICE}/{code}")).await.status,
        403,
        "nor is a project given away across the border"
    );
}

#[rocket::async_test]
async fn the_same_request_twice_makes_one_project() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    let first = forms::project().post(&officer, OFFICE).await;
    let second = forms::project().post(&officer, OFFICE).await;
    assert_eq!((second.status, &second.location), (303, &first.location));
    let other = forms::project().with("title_es", "Otro título distinto");
    assert_eq!(other.post(&officer, OFFICE).await.status, 409);
    let made = world
        .db()
        .primary()
        .number("SELECT COUNT(*) AS number FROM project", vec![])
        .await
        .expect("a count");
    assert_eq!(made, 1);
}
