//! Documented projects that the programme adopts, and the amounts that their sources name.

use puente::actions;
use puente::actions::projects::StatusOrder;
use puente::domain::project::{Provenance, Status};
use puente::i18n::language::Language::Es;
use puente::seed;
use puente::store::Source as _;
use puente::store::projects::{self, FundingRow, ProjectRow};

use crate::forms::{collapse, error, links, phrase, typed};
use crate::harness::{Answer, World};

const WHY: &str = "El programa firmó el acta de adopción";

async fn row(world: &World, code: &str) -> ProjectRow {
    let row = projects::by_code(world.db().primary(), code).await.expect("read");
    row.expect("the project")
}

/// A documented project of a country with a sourced amount of an organisation that the registry knows.
async fn documented(world: &World, country: &str) -> (String, FundingRow) {
    for number in 1..60 {
        let Some(row) = projects::by_code(world.db().primary(), &format!("D-{number:02}"))
            .await
            .expect("read")
        else {
            continue;
        };
        let funding = projects::funding(world.db().primary(), row.key()).await.expect("read");
        let known = |line: &FundingRow| line.organisation.is_some() && line.amount_minor.is_some();
        if let (true, Some(line)) = (row.country.code() == country, funding.into_iter().find(known)) {
            return (row.code, line);
        }
    }
    panic!("no documented project of {country}")
}

fn shows(answer: &Answer, text: &str) -> bool {
    collapse(&answer.text()).contains(&collapse(text))
}

#[rocket::async_test]
async fn an_officer_adopts_a_documented_project_and_it_keeps_its_page_its_source_and_its_amounts_apart() {
    let world = World::demo().await;
    let (code, line) = documented(&world, "PA").await;
    let officer = world.sign_in("gestora.pa@demo.example").await;
    let public = format!("/es/projects/{code}");
    let new = format!("/es/office/projects/{code}/adoptions/new");
    assert!(
        links(&world.get(&public).await).contains(&new),
        "the public page says where"
    );
    assert!(links(&officer.get("/es/office/projects").await).contains(&format!("/es/office/projects/{code}")));
    assert!(links(&officer.get(&format!("/es/office/projects/{code}")).await).contains(&new));
    let asked = officer.get(&new).await;
    for key in ["adoption-final", "adoption-draft", "adoption-amounts"] {
        assert!(shows(&asked, &phrase(Es, key, &[])), "{key}: {}", asked.text());
    }
    let totals = world.get("/es/summary.json").await.json()["item"]["totals"].clone();

    let path = format!("/es/office/projects/{code}/adoptions");
    let version = asked.field("version");
    let short = officer.post(&path, &[("reason", "corto"), ("version", &version)]).await;
    assert_eq!(
        (short.status, error(&short, "reason")),
        (422, Some(phrase(Es, "error-reason-short", &[])))
    );
    assert_eq!(typed(&short, "reason").as_deref(), Some("corto"));
    let fields = [("reason", WHY), ("version", version.as_str())];
    assert_eq!(officer.post(&path, &fields).await.status, 303);

    let adopted = row(&world, &code).await;
    assert_eq!(
        (adopted.provenance, adopted.status),
        (Provenance::Registered, Status::Draft)
    );
    let page = world.get(&public).await;
    assert_eq!(page.status, 200, "a page that was public stays public");
    let day = phrase(Es, "adopted-note", &[("date", "23 de noviembre de 2026".into())]);
    assert!(shows(&page, &day), "{}", page.text());
    assert!(
        page.body.contains(&line.source_url.replace('&', "&amp;")),
        "{}",
        page.body
    );
    assert!(shows(&page, &phrase(Es, "project-funding-lede", &[])));
    let listed = world.get("/es/projects.json?status=draft").await.json();
    assert_eq!(listed["rows"][0]["code"], code.as_str());
    assert_eq!(
        listed["rows"].as_array().map(Vec::len),
        Some(1),
        "no other draft is seen"
    );
    assert_eq!(world.get("/es/summary.json").await.json()["item"]["totals"], totals);
    let rows = "SELECT COUNT(*) AS number FROM ledger_entry JOIN project ON project.id = ledger_entry.project_id
        WHERE project.code LIKE 'D-%'";
    assert_eq!(world.db().primary().number(rows, vec![]).await.ok(), Some(0));
    assert!(shows(
        &world.get("/es/activity").await,
        "El programa adopta el proyecto documentado"
    ));

    let again = officer.post(&path, &fields).await;
    assert_eq!(again.status, 303, "a second click gets the first answer");
    let other = fields.map(|(name, value)| {
        if name == "reason" {
            (name, "Por otro motivo")
        } else {
            (name, value)
        }
    });
    let again = officer.post(&path, &other).await;
    assert_eq!(
        (again.status, error(&again, "reason")),
        (409, Some(phrase(Es, "error-adopted-already", &[])))
    );
    assert_eq!(officer.get(&new).await.status, 404);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn seeding_again_neither_turns_an_adopted_project_back_nor_doubles_it() {
    let world = World::demo().await;
    let (code, _) = documented(&world, "CO").await;
    let officer = world.actor("officer@demo.example").await;
    let before = row(&world, &code).await;
    let adopting = actions::projects::Adopting {
        reason: WHY,
        version: before.version,
    };
    actions::projects::adopt(world.ctx(), &officer, &code, adopting)
        .await
        .expect("adopted");
    let count = async || {
        world
            .db()
            .primary()
            .number("SELECT COUNT(*) AS number FROM project", vec![])
            .await
            .ok()
    };
    let projects = count().await;
    let seeded = seed::documented::seed(world.db(), world.now()).await.expect("seeded");
    assert_eq!((seeded.added, count().await), (0, projects));
    assert_eq!(row(&world, &code).await.provenance, Provenance::Registered);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn only_an_officer_of_its_country_adopts_a_project_and_only_a_documented_one() {
    let world = World::demo().await;
    let (code, _) = documented(&world, "CO").await;
    let fields = [("reason", WHY), ("version", "1")];
    let path = format!("/es/office/projects/{code}/adoptions");
    for (email, status) in [
        ("gestora.pa@demo.example", 403),
        ("banco@demo.example", 403),
        ("admin@demo.example", 403),
    ] {
        let person = world.sign_in(email).await;
        assert_eq!(person.post(&path, &fields).await.status, status, "{email}");
        assert_eq!(person.get(&format!("{path}/new")).await.status, status, "{email}");
    }
    let officer = world.sign_in("officer@demo.example").await;
    assert_eq!(officer.get("/es/office/projects/P-1/adoptions/new").await.status, 404);
    assert_eq!(
        officer.post("/es/office/projects/P-1/adoptions", &fields).await.status,
        409
    );
    assert_eq!(
        officer.post(&path, &[("reason", WHY), ("version", "7")]).await.status,
        409,
        "stale"
    );
    assert_eq!(row(&world, &code).await.provenance, Provenance::Documented);
}

#[rocket::async_test]
async fn the_amounts_of_an_adopted_project_open_a_form_that_a_person_checks_and_sends() {
    let world = World::demo().await;
    let (code, line) = documented(&world, "CO").await;
    let actor = world.actor("officer@demo.example").await;
    let adopting = actions::projects::Adopting {
        reason: WHY,
        version: row(&world, &code).await.version,
    };
    actions::projects::adopt(world.ctx(), &actor, &code, adopting)
        .await
        .expect("adopted");
    let officer = world.sign_in("officer@demo.example").await;
    let office = format!("/es/office/projects/{code}");
    let early = officer.get(&office).await;
    assert!(shows(&early, &phrase(Es, "offers-not-open", &[])), "{}", early.text());
    assert!(!early.body.contains("&amp;funding="), "not before it seeks funding");

    let version = row(&world, &code).await.version;
    actions::projects::edit(world.ctx(), &actor, &code, version, &world.facts("CO").await)
        .await
        .expect("complete");
    for to in [Status::Identified, Status::SeekingFunding] {
        let order = StatusOrder {
            to,
            effective_on: world.now().local_date(),
            reason: WHY,
            document: None,
            version: row(&world, &code).await.version,
        };
        actions::projects::change_status(world.ctx(), &actor, &code, order)
            .await
            .expect("a change of status");
    }
    let offered = links(&officer.get(&office).await);
    for (form, note) in [("pledges", "note"), ("commitments", "agreement_reference")] {
        let path = format!("/es/desk/{form}/new?project={code}&funding={}", line.source_id);
        assert!(offered.contains(&path), "{path} is not in {offered:?}");
        let filled = officer.get(&path).await;
        assert_eq!(filled.status, 200, "{path}");
        assert_eq!(typed(&filled, "organisation"), line.organisation.clone(), "{path}");
        assert_eq!(
            typed(&filled, "currency"),
            line.currency.map(|one| one.to_string()),
            "{path}"
        );
        assert!(
            typed(&filled, "amount").is_some_and(|amount| amount.ends_with(",00")),
            "{path}"
        );
        assert!(
            typed(&filled, note).is_some_and(|text| text.contains(&line.source_url)),
            "{path}"
        );
        let partner = world.sign_in("banco@demo.example").await;
        assert_eq!(partner.get(&path).await.status, 403, "{path}");
        let other = format!("/es/desk/{form}/new?project={code}&funding=nothing");
        assert_eq!(officer.get(&other).await.status, 404, "{other}");
    }
    let rows = "SELECT COUNT(*) AS number FROM ledger_entry JOIN project ON project.id = ledger_entry.project_id
        WHERE project.code LIKE 'D-%'";
    assert_eq!(
        world.db().primary().number(rows, vec![]).await.ok(),
        Some(0),
        "nothing by itself"
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}
