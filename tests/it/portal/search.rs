//! The search: without accents, by beginnings and stems of words, by names and codes, whatever is typed.

use std::collections::BTreeSet;

use puente::actions;
use puente::actions::projects::StatusOrder;
use puente::domain::project::Status;
use puente::domain::project::facts::Facts;

use super::all_codes;
use super::words::texts;
use crate::forms::typed;
use crate::harness::World;

async fn found(world: &World, query: &str) -> BTreeSet<String> {
    let encoded: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let codes = all_codes(world, &format!("/es/projects.json?q={encoded}")).await;
    codes.into_iter().collect()
}

#[rocket::async_test]
async fn a_search_needs_no_accents_and_finds_beginnings_of_words_and_their_stems() {
    let world = World::demo().await;
    let texts = texts(world.db()).await;
    for query in [
        "acandi",
        "Acandí",
        "ACANDÍ",
        "agua",
        "water",
        "darien",
        "Darién puente",
        "nino",
        "niño",
        "escuel",
        "escuelas",
        "capacitaciones",
        "communities",
        "banco",
        "zzzz",
    ] {
        let expected: BTreeSet<String> = texts
            .found(query)
            .into_iter()
            .map(|(_, code)| code.to_owned())
            .collect();
        assert_eq!(found(&world, query).await, expected, "{query}");
    }
    assert!(world.get("/es/projects?q=acandi").await.text().contains("Acandí"));
}

/// A public project with these texts in Acandí, carried out by the cooperative; gives its code.
async fn project(world: &World, title_es: &str, title_en: &str) -> String {
    let officer = world.actor("officer@demo.example").await;
    let facts = Facts {
        title_es: title_es.to_owned(),
        title_en: title_en.to_owned(),
        description_es:
            "Lo que hace falta en la zona, dicho aquí con las palabras que bastan para pasar la puerta del \
            registro."
                .to_owned(),
        description_en: "What is needed in the zone, told here in as many words as it takes to pass the gate of the \
            registry."
            .to_owned(),
        ..world.facts("CO").await
    };
    let code = actions::projects::create(world.ctx().numbered(&officer, &world.request_id()), &officer, &facts).await;
    let code = code.expect("a draft");
    let order = StatusOrder {
        document: None,
        to: Status::Identified,
        effective_on: world.now().local_date(),
        reason: "Así lo decidió el comité",
        version: 1,
    };
    let changed = actions::projects::change_status(world.ctx(), &officer, &code, order).await;
    changed.expect("a public project");
    code
}

#[rocket::async_test]
async fn singular_and_plural_names_and_codes_find_a_project_in_both_languages() {
    let world = World::new().await;
    let water = project(
        &world,
        "Acueductos de la vereda alta",
        "Water supplies of the high village",
    )
    .await;
    let school = project(
        &world,
        "Ampliación de la escuela del río",
        "Extension of the river school",
    )
    .await;
    let (both, water, school) = (
        BTreeSet::from([water.clone(), school.clone()]),
        BTreeSet::from([water]),
        BTreeSet::from([school]),
    );
    for (query, expected) in [
        ("acueducto", &water),
        ("ACUEDUCTOS", &water),
        ("acueduct", &water),
        ("supply", &water),
        ("ampliaciones", &school),
        ("ampliacion río", &school),
        ("escuelas", &school),
        ("schools", &school),
        ("extensions rivers", &school),
        // The names of what it belongs to: its place and what that lies in, and who carries it out.
        ("acandí", &both),
        ("choco", &both),
        ("cooperativa golfo", &both),
        ("hands escuela", &school),
        (water.first().map_or("", String::as_str), &water),
        (
            &school.first().map_or_else(String::new, |code| code.to_lowercase()),
            &school,
        ),
        ("acueducto escuela", &BTreeSet::new()),
        ("cueducto", &BTreeSet::new()),
    ] {
        assert_eq!(found(&world, query).await, *expected, "{query}");
    }
}

#[rocket::async_test]
async fn a_search_survives_every_mark_that_a_search_language_knows() {
    let world = World::demo().await;
    let all = world.get("/es/projects.json").await.json()["total"].clone();
    for query in [
        "\"",
        "'",
        "*",
        "%",
        "-",
        "\\",
        "(",
        ":",
        "^",
        "&",
        "|",
        "!",
        "\"agua",
        "agua*",
        "-agua",
        "agua OR",
        "NEAR(agua)",
        "a&b",
        "{x}",
        "\0",
        "agua%00",
    ] {
        let encoded: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let page = world.get(&format!("/es/projects?q={encoded}")).await;
        assert_eq!(
            (page.status, typed(&page, "q").as_deref()),
            (200, Some(query.replace('\0', "\u{fffd}").trim())),
            "{query:?}"
        );
        let json_view = world.get(&format!("/es/projects.json?q={encoded}")).await.json();
        if !query.chars().any(char::is_alphanumeric) {
            assert_eq!(json_view["total"], all, "{query:?} asks for nothing");
        }
    }
    let json_view = world.get("/es/projects.json?q=%22agua").await.json();
    assert_eq!(
        json_view["total"],
        world.get("/es/projects.json?q=agua").await.json()["total"]
    );
}

#[rocket::async_test]
async fn a_new_search_keeps_the_filters_of_the_list() {
    let world = World::demo().await;
    let page = world.get("/es/projects?q=agua&pillar=jobs&country=CO&sort=gap").await;
    let form = page.body.split_once(r#"role="search""#).expect("a search").1;
    let form = form.split_once("</form>").expect("its end").0;
    for kept in [
        r#"<input type="hidden" name="pillar" value="jobs">"#,
        r#"<input type="hidden" name="country" value="CO">"#,
    ] {
        assert!(form.contains(kept), "{form}");
    }
    assert!(!form.contains(r#"type="hidden" name="q""#), "{form}");
}
