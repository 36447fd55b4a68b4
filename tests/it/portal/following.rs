//! The index of projects follows what is written, and what is written beside the registry's own actions.

use puente::domain::event::{EventKind, NewEvent};
use puente::domain::project::Status;
use puente::store::events::{self, About};
use puente::store::search::{self, Facet, Filter};
use puente::store::{Db, Tx};
use serde_json::Map;

use crate::harness::World;

/// An event of no project and no pledge; gives its number.
async fn event_of_nothing(world: &World) -> i64 {
    let event = NewEvent {
        kind: EventKind::RateCorrected,
        facts: Map::new(),
        texts: Vec::new(),
    };
    let append = async |tx: &Tx| events::append(tx, &event, About::default()).await;
    let appended = world.db().write(world.now(), append).await;
    appended.expect("an event")
}

async fn is_as_made_anew(db: &Db) {
    let index = search::now(db).await.expect("the index");
    let anew = search::made_anew(db).await.expect("an index");
    assert_eq!(index.version(), anew.version());
    assert_eq!(index.contents(), anew.contents());
}

#[rocket::async_test]
async fn places_and_organisations_that_are_new_called_otherwise_or_of_another_kind_are_followed() {
    let world = World::demo().await;
    let db = world.db();
    let before = search::now(db).await.expect("the index");
    let bank = "/es/projects.json?partner=banco-nuevo";
    assert_eq!(world.get(bank).await.status, 404);
    for sql in [
        "INSERT INTO organisation (slug, name_es, name_en, class, iati_type, country, demonstration)
            VALUES ('banco-nuevo', 'Banco Recién Llegado', 'Newcomer Bank', 'financial_institution', '40', 'CO', TRUE)",
        "UPDATE place SET name = 'Acandí de los Tagualos' WHERE code = 'co-acandi'",
    ] {
        world.sql(sql).await.expect("written");
    }
    let number = event_of_nothing(&world).await;
    let after = search::now(db).await.expect("the index");
    assert_eq!((after.version(), before.version() < number), (number, true));
    assert_eq!(world.get(bank).await.status, 200);
    let named = after.named(Facet::Place, "co-acandi").expect("a place");
    assert_eq!(named.es, "Acandí de los Tagualos");
    let by_name = Filter {
        q: "tagualos".to_owned(),
        ..Filter::default()
    };
    let by_place = Filter {
        place: Some("co-acandi".to_owned()),
        ..Filter::default()
    };
    assert_eq!(after.matching(&by_name).total(), after.matching(&by_place).total());
    assert!(before.matching(&by_name).total() == 0 && after.matching(&by_name).total() > 0);
    is_as_made_anew(db).await;
    // What lies elsewhere and gives as another moves projects that did not change themselves.
    for sql in [
        "UPDATE place SET parent_id = (SELECT id FROM place WHERE code = 'co') WHERE code = 'co-acandi'",
        "UPDATE organisation SET class = 'multilateral' WHERE slug = 'banco-demo'",
    ] {
        world.sql(sql).await.expect("written");
    }
    event_of_nothing(&world).await;
    is_as_made_anew(db).await;
}

#[rocket::async_test]
async fn thousands_of_projects_that_change_at_once_are_followed() {
    let world = World::new().await;
    let db = world.db();
    let code = world.project("both", Status::SeekingFunding).await;
    is_as_made_anew(db).await;
    let before = search::now(db)
        .await
        .expect("the index")
        .matching(&Filter::default())
        .total();
    world
        .sql(&format!(
            "INSERT INTO project (code, provenance, status, title_es, title_en, description_es, description_en, pillar,
                country, budget_currency, budget_on, contact_office, requirement_minor, search, demonstration,
                created_at, changed_at, version, changed_event)
             WITH RECURSIVE counted (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM counted WHERE number < 2300)
             SELECT 'Q-' || number, provenance, status, title_es || ' ' || number, title_en, description_es,
                description_en, pillar, country, budget_currency, budget_on, contact_office, number, search,
                demonstration, created_at, changed_at, version, (SELECT MAX(number) + 1 FROM event)
             FROM counted, project WHERE code = '{code}'"
        ))
        .await
        .expect("projects");
    event_of_nothing(&world).await;
    is_as_made_anew(db).await;
    let index = search::now(db).await.expect("the index");
    assert_eq!(index.matching(&Filter::default()).total(), before + 2300);
    let last = Filter {
        q: "q-2300".to_owned(),
        ..Filter::default()
    };
    assert_eq!(index.matching(&last).total(), 1);
}
