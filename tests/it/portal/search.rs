//! The search: without accents, by beginnings of words, whatever is typed.

use std::collections::BTreeSet;

use super::all_codes;
use super::known::known;
use crate::forms::typed;
use crate::harness::World;

#[rocket::async_test]
async fn a_search_needs_no_accents_and_finds_beginnings_of_words() {
    let world = World::demo().await;
    let known = known(&world).await;
    let fold = |text: &str| {
        let plain: String = text
            .to_lowercase()
            .chars()
            .map(|c| match c {
                'á' => 'a',
                'é' => 'e',
                'í' => 'i',
                'ó' => 'o',
                'ú' | 'ü' => 'u',
                'ñ' => 'n',
                other => other,
            })
            .collect();
        plain
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
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
        "zzzz",
    ] {
        let words = fold(query);
        let expected: BTreeSet<String> = known
            .iter()
            .filter(|project| {
                let row = &project.row;
                let text = fold(
                    &[&row.title_es, &row.title_en, &row.description_es, &row.description_en]
                        .map(String::as_str)
                        .join(" "),
                );
                words
                    .iter()
                    .all(|word| text.iter().any(|other| other.starts_with(word.as_str())))
            })
            .map(|project| project.row.code.clone())
            .collect();
        let encoded: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let found: BTreeSet<String> = all_codes(&world, &format!("/es/projects.json?q={encoded}"))
            .await
            .into_iter()
            .collect();
        assert_eq!(found, expected, "{query}");
    }
    assert!(world.get("/es/projects?q=acandi").await.text().contains("Acandí"));
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
