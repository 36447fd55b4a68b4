//! The road of a pledge: entered, submitted, answered, public, ended.

use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::project::Status;
use puente::i18n::language::Language::{En, Es};
use puente::i18n::number::{format_money, format_money_exact};
use puente::i18n::words::money_in_words;
use puente::store::Source as _;
use puente::store::outbox::LetterRow;

use crate::forms::{self, Form, collapse, error, links, made, phrase, typed};
use crate::harness::{Answer, World};

mod answers;
mod reading;

const DESK: &str = "/es/desk/pledges";

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

/// The letter of this kind about a pledge.
async fn letter(world: &World, template: &str, reference: &str) -> Option<LetterRow> {
    world
        .letters()
        .await
        .into_iter()
        .find(|letter| letter.template == template && letter.about == reference)
}

async fn count(world: &World, table: &str) -> i64 {
    world
        .db()
        .primary()
        .number(&format!("SELECT COUNT(*) AS number FROM {table}"), vec![])
        .await
        .expect("a count")
}

/// Everything that the public can read about the pledges of a project.
async fn public(world: &World, project: &str) -> Vec<Answer> {
    let mut answers = Vec::new();
    for path in [
        "/es/".to_owned(),
        "/en/".to_owned(),
        "/es/summary.json".to_owned(),
        "/es/projects.json".to_owned(),
        "/es/projects".to_owned(),
        format!("/es/projects/{project}"),
        format!("/en/projects/{project}"),
        format!("/es/projects/{project}.json"),
        "/es/activity".to_owned(),
        "/data/events.ndjson".to_owned(),
    ] {
        let answer = world.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        answers.push(answer);
    }
    answers
}

fn assert_same(before: &[Answer], after: &[Answer], what: &str) {
    for (before, after) in before.iter().zip(after) {
        assert_eq!(before.body, after.body, "{what} reached the public");
        assert_eq!(
            before.header("ETag"),
            after.header("ETag"),
            "{what} moved the data version"
        );
    }
}

async fn total(world: &World, path: &str, measure: &str) -> String {
    let json_view = world.get(path).await.json();
    json_view["item"]["totals"][measure]["amount"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[rocket::async_test]
async fn a_partner_pledges_in_spanish_and_every_public_place_agrees_once_it_is_verified() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;

    let empty = bank.get(&format!("{DESK}/new?project={project}")).await;
    assert_eq!((empty.status, typed(&empty, "project")), (200, Some(project.clone())));
    assert!(empty.text().contains("Acueducto veredal de prueba"));
    let form = forms::pledge(&project).with("request_id", &typed(&empty, "request_id").expect("a request number"));

    let confirmation = form.with("intent", "review").post(&bank, DESK).await;
    assert_eq!(confirmation.status, 200, "{}", confirmation.text());
    for amount in [usd(250_000_00), usd(100_000_00), usd(150_000_00)] {
        assert!(
            confirmation.text().contains(&collapse(&money_in_words(amount, Es))),
            "{}",
            confirmation.text()
        );
    }
    for (name, value) in form.without("intent").fields() {
        assert_eq!(
            typed(&confirmation, name).as_deref(),
            Some(value),
            "{name} is not carried on"
        );
    }
    assert_eq!(count(&world, "pledge").await, 0, "asking for a review makes nothing");

    let reference = made(&form.post(&bank, DESK).await);
    let desk = bank.get(&format!("{DESK}/{reference}")).await;
    assert!(desk.text().contains(&phrase(Es, "pledge-state-submitted", &[])));
    let received = letter(&world, "pledge-received", &reference).await.expect("a letter");
    assert_eq!(
        (received.recipient.as_str(), received.language.as_str()),
        ("banco@demo.example", "es")
    );
    assert!(received.body.contains(&reference) || received.subject.contains(&reference));

    let officer = world.sign_in("officer@demo.example").await;
    assert!(officer.get("/es/office").await.text().contains(&reference));
    let review = format!("/es/office/pledges/{reference}/reviews");
    assert_eq!(
        officer
            .post(&review, &[("decision", "verify"), ("reason", "")])
            .await
            .status,
        303
    );
    assert!(
        !officer.get("/es/office").await.text().contains(&reference),
        "it still waits"
    );

    for (language, lang) in [(Es, "es"), (En, "en")] {
        let exact = collapse(&format_money_exact(usd(250_000_00), language));
        let short = collapse(&format_money(usd(250_000_00), language));
        let receipt = world.get(&format!("/{lang}/pledges/{reference}")).await;
        assert_eq!(receipt.status, 200);
        for part in [
            exact.as_str(),
            &collapse(&money_in_words(usd(250_000_00), language)),
            "Licencia ambiental en firme",
        ] {
            assert!(
                receipt.text().contains(part),
                "{part} is not on the {lang} receipt: {}",
                receipt.text()
            );
        }
        let page = world.get(&format!("/{lang}/projects/{project}")).await;
        assert!(page.text().contains(&short) && links(&page).contains(&format!("/{lang}/pledges/{reference}")));
        assert!(world.get(&format!("/{lang}/")).await.text().contains(&short));
        let activity = world.get(&format!("/{lang}/activity")).await;
        assert!(activity.text().contains(&short) && links(&activity).contains(&format!("/{lang}/pledges/{reference}")));
        for json_view in [
            format!("/{lang}/summary.json"),
            format!("/{lang}/projects/{project}.json"),
        ] {
            assert_eq!(total(&world, &json_view, "pledged").await, "250000.00", "{json_view}");
            assert_eq!(
                total(&world, &json_view, "outstanding").await,
                "250000.00",
                "{json_view}"
            );
            assert_eq!(
                total(&world, &json_view, "gap").await,
                "1000000.00",
                "a pledge fills no gap: {json_view}"
            );
        }
    }
    let verified = letter(&world, "pledge-verified", &reference).await.expect("a letter");
    assert!(verified.body.contains(&format!("/es/pledges/{reference}")) && verified.body.contains("250"));
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_draft_keeps_everything_and_is_changed_and_submitted_later() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let reference = made(&forms::pledge(&project).with("intent", "draft").post(&bank, DESK).await);
    let address = format!("{DESK}/{reference}");
    assert!(
        bank.get(&address)
            .await
            .text()
            .contains(&phrase(Es, "pledge-state-draft", &[]))
    );
    assert_eq!(world.letters().await.len(), 0, "a draft shows nobody");
    let officer = world.sign_in("officer@demo.example").await;
    assert_eq!(
        officer.get(&format!("/es/office/pledges/{reference}")).await.status,
        404,
        "a draft is its owner's"
    );

    let edit = bank.get(&format!("{address}/edit")).await;
    for (name, value) in [
        ("project", project.as_str()),
        ("conditions", "Licencia ambiental en firme"),
        ("tranches[1].due_on", "2027-09-01"),
        ("valid_until", "2027-12-31"),
        ("version", "1"),
    ] {
        assert_eq!(typed(&edit, name).as_deref(), Some(value), "{name}");
    }
    let mut changed = forms::pledge(&project).without("request_id");
    for name in ["amount", "tranches[0].amount", "tranches[1].amount", "version"] {
        changed = changed.with(name, &typed(&edit, name).expect("a field of the form"));
    }
    let again = changed
        .with("note", "Cambiada")
        .with("intent", "draft")
        .post(&bank, &address)
        .await;
    assert_eq!(again.status, 303, "the form reads back what it wrote: {}", again.text());

    let stale = changed.with("note", "Tarde").post(&bank, &address).await;
    assert_eq!((stale.status, typed(&stale, "note").as_deref()), (409, Some("Tarde")));
    assert_eq!(
        made(&changed.with("version", "2").post(&bank, &address).await),
        reference
    );
    assert!(
        bank.get(&address)
            .await
            .text()
            .contains(&phrase(Es, "pledge-state-submitted", &[]))
    );
    assert_eq!(
        changed.with("version", "4").post(&bank, &address).await.status,
        409,
        "submitted, it is not changed"
    );
}

#[rocket::async_test]
async fn a_confirmation_that_is_not_right_yet_goes_back_to_the_form_and_makes_nothing() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let form = forms::pledge(&project).with("intent", "change");
    let back = form.post(&bank, DESK).await;
    assert_eq!(
        (back.status, typed(&back, "amount").as_deref()),
        (200, Some("250.000,00"))
    );
    assert_eq!(count(&world, "pledge").await, 0);
}

#[rocket::async_test]
async fn the_same_request_twice_makes_one_pledge_and_gives_the_first_answer() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let form = forms::pledge(&project);
    let first = form.post(&bank, DESK).await;
    let second = form.post(&bank, DESK).await;
    assert_eq!((second.status, second.location), (303, first.location));
    assert_eq!(count(&world, "pledge").await, 1);
    let other = form.with("amount", "999999").post(&bank, DESK).await;
    assert_eq!(
        other.status, 409,
        "going back and sending something else is no repetition"
    );
    let why = phrase(Es, "error-409-resent-title", &[]);
    assert!(other.text().contains(&why), "{}", other.text());
    assert_eq!(count(&world, "pledge").await, 1);
    assert_eq!(world.letters().await.len(), 1);
    let foundation = world.sign_in("fundacion@demo.example").await;
    let other = made(&form.post(&foundation, DESK).await);
    assert_eq!(
        (count(&world, "pledge").await, other.as_str()),
        (2, "PL-0002"),
        "another person's request is another one"
    );
}

#[rocket::async_test]
async fn until_it_is_verified_nothing_public_knows_of_a_pledge() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let before = public(&world, &project).await;
    let bank = world.sign_in("banco@demo.example").await;
    let reference = made(&forms::pledge(&project).post(&bank, DESK).await);
    assert_eq!(world.get(&format!("/es/pledges/{reference}")).await.status, 404);
    assert!(
        !world
            .get(&format!("/es/projects/{project}"))
            .await
            .text()
            .contains("Banco Orilla del Tuira")
    );
    assert_same(&before, &public(&world, &project).await, "a submitted pledge");

    let officer = world.sign_in("officer@demo.example").await;
    let review = format!("/es/office/pledges/{reference}/reviews");
    let fields = [("decision", "return"), ("reason", "Falta la carta de la junta")];
    assert_eq!(officer.post(&review, &fields).await.status, 303);
    assert_eq!(world.get(&format!("/es/pledges/{reference}")).await.status, 404);
    assert_same(&before, &public(&world, &project).await, "a returned pledge");
}

#[rocket::async_test]
async fn only_a_project_that_is_open_for_funding_takes_pledges() {
    let world = World::new().await;
    let bank = world.sign_in("banco@demo.example").await;
    for status in Status::ALL {
        let project = world.project("CO", *status).await;
        let expected = match status {
            Status::SeekingFunding | Status::Implementation => None,
            Status::Draft => Some("error-no-project"),
            _ => Some("error-project-not-open"),
        };
        for intent in ["review", "draft", "submit"] {
            let form = forms::pledge(&project).with("request_id", &world.request_id());
            let answer = form.with("intent", intent).post(&bank, DESK).await;
            let wanted = if expected.is_some() {
                422
            } else if intent == "review" {
                200
            } else {
                303
            };
            assert_eq!(answer.status, wanted, "{status:?} {intent}");
            assert_eq!(
                error(&answer, "project"),
                expected.map(|key| phrase(Es, key, &[])),
                "{status:?} {intent}"
            );
        }
    }
}

#[rocket::async_test]
async fn a_pledge_to_a_documented_project_is_refused_and_says_how_it_could_be_adopted() {
    let world = World::demo().await;
    let bank = world.sign_in("banco@demo.example").await;
    let before = count(&world, "pledge").await;
    for intent in ["review", "draft", "submit"] {
        let answer = forms::pledge("D-01").with("intent", intent).post(&bank, DESK).await;
        assert_eq!(answer.status, 422, "{intent}");
        assert_eq!(
            error(&answer, "project"),
            Some(phrase(Es, "error-project-documented", &[])),
            "{intent}"
        );
        assert_eq!(typed(&answer, "amount").as_deref(), Some("250.000,00"));
    }
    assert_eq!(count(&world, "pledge").await, before);
}

#[rocket::async_test]
async fn a_pledge_to_a_place_a_pillar_or_the_plan_counts_at_its_own_level() {
    let world = World::new().await;
    let bank = world.sign_in("banco@demo.example").await;
    let officer = world.sign_in("officer@demo.example").await;
    let none = forms::pledge("");
    let targets: [(&str, Form); 3] = [
        ("place", none.with("place", "pa-em")),
        ("pillar", none.with("pillar", "jobs")),
        ("plan", none.clone()),
    ];
    for (what, form) in targets {
        let reference = made(
            &form
                .with("request_id", &format!("request-{what}"))
                .post(&bank, DESK)
                .await,
        );
        let review = format!("/es/office/pledges/{reference}/reviews");
        assert_eq!(
            officer
                .post(&review, &[("decision", "verify"), ("reason", "")])
                .await
                .status,
            303,
            "{what}"
        );
        assert_eq!(
            world.get(&format!("/en/pledges/{reference}")).await.status,
            200,
            "{what}"
        );
    }
    let item = world.get("/es/summary.json").await.json()["item"].clone();
    assert_eq!(item["totals"]["pledged"]["amount"], "750000.00");
    assert_eq!(item["by_pillar"]["jobs"]["pledged"]["amount"], "250000.00");
    assert_eq!(item["by_country"]["PA"]["pledged"]["amount"], "250000.00");
    assert_eq!(
        item["by_class"]["financial_institution"]["pledged"]["amount"],
        "750000.00"
    );
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}
