//! Four eyes: what would move a public figure beyond what was verified waits for an officer, and nothing public knows it.

use puente::actions;
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::i18n::language::Language::{En, Es};
use puente::store::Source as _;
use scraper::Selector;

use crate::forms::{error, links, phrase, typed};
use crate::harness::{Answer, Person, World};
use crate::money::{led_to, verified};

const PDF: &[u8] = pdf!("a commitment of a test");
const WHY: &str = "La obra creció según el acta";

/// The last part of an address.
fn last(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}

/// Everything public that could know of a project's money.
async fn public(world: &World, project: &str, reference: &str) -> Vec<String> {
    let mut bodies = Vec::new();
    for path in [
        "/es/".to_owned(),
        "/en/activity".to_owned(),
        "/es/summary.json".to_owned(),
        "/data/events.ndjson".to_owned(),
        "/es/partners/banco-demo".to_owned(),
        "/es/places/co-acandi".to_owned(),
        "/es/totals/plan".to_owned(),
        format!("/es/projects/{project}"),
        format!("/es/projects/{project}.json"),
        format!("/es/pledges/{reference}"),
    ] {
        let answer = world.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        bodies.push(format!("{path}\n{}", answer.body));
    }
    bodies
}

async fn total(world: &World, name: &str) -> String {
    let json_view = world.get("/es/summary.json").await.json();
    let amount = json_view["item"]["totals"][name]["amount"].as_str();
    amount.expect("an amount").to_owned()
}

async fn answer(officer: &Person<'_>, proposal: &str, decision: &str, reason: &str) -> Answer {
    let path = format!("/es/office/proposals/{proposal}/reviews");
    officer.post(&path, &[("decision", decision), ("reason", reason)]).await
}

/// The body of the newest letter of this kind to this person.
async fn letter(world: &World, template: &str, to: &str) -> String {
    let mut letters = world.letters().await.into_iter();
    let found = letters.find(|letter| letter.template == template && letter.recipient == to);
    let found = found.unwrap_or_else(|| panic!("no letter {template} to {to}"));
    format!("{}\n{}", found.subject, found.body)
}

async fn revision(bank: &Person<'_>, reference: &str, amount: &str) -> Answer {
    let fields = [("amount", amount), ("reason", "La junta aprobó un monto mayor")];
    bank.post(&format!("/es/desk/pledges/{reference}/revisions"), &fields)
        .await
}

async fn commitment(bank: &Person<'_>, project: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![
        ("project", project),
        ("amount", "400 000"),
        ("currency", "USD"),
        ("signed_on", "2026-11-20"),
        ("agreement_reference", "C-2026-7"),
    ];
    all.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
    all.extend(fields);
    bank.post_file("/es/desk/commitments", &all, ("document", "acuerdo.pdf", PDF))
        .await
}

#[rocket::async_test]
async fn a_larger_figure_is_known_to_nobody_outside_before_an_officer_verifies_it() {
    let world = World::new().await;
    let (project, reference) = verified(&world).await;
    let bank = world.sign_in("banco@demo.example").await;
    let before = public(&world, &project, &reference).await;
    let page = led_to(&revision(&bank, &reference, "900 000").await);
    assert!(page.starts_with("/es/desk/proposals/PR-"), "{page}");
    assert_eq!(public(&world, &project, &reference).await, before);
    let shown = bank.get(&page).await.text();
    assert!(shown.contains(&phrase(Es, "desk-proposal-submitted", &[])), "{shown}");
    assert!(links(&bank.get("/es/desk").await).contains(&page));
    let noticed = bank.get(&format!("/es/desk/pledges/{reference}")).await;
    assert!(links(&noticed).contains(&page), "{}", noticed.text());
    let body = letter(&world, "proposal-received", "banco@demo.example").await;
    assert!(
        body.contains(&reference) && body.contains("250\u{202f}000,00") && body.contains(&page),
        "{body}"
    );

    let officer = world.sign_in("officer2@demo.example").await;
    let list = officer.get("/es/office").await;
    let proposal = last(&page).to_owned();
    let there = format!("/es/office/proposals/{proposal}");
    assert!(
        list.body.contains(&format!("<a href=\"{there}\">{reference}</a>")),
        "{}",
        list.body
    );
    let asked = officer.get(&there).await;
    assert!(asked.body.contains("name=\"decision\"") && asked.body.contains("name=\"reason\""));
    assert!(asked.text().contains(&phrase(Es, "proposal-kind-revision", &[])));
    for _ in 0..2 {
        // A double click gets the first answer.
        assert_eq!(led_to(&answer(&officer, &proposal, "verify", "").await), there);
    }
    assert_eq!(total(&world, "pledged").await, "900000.00");
    let receipt = world.get(&format!("/es/pledges/{reference}")).await.text();
    assert!(
        receipt.contains("900 000") || receipt.contains("900\u{202f}000"),
        "{receipt}"
    );
    let body = letter(&world, "proposal-verified", "banco@demo.example").await;
    assert!(body.contains(&reference), "{body}");
    let events = world.get("/data/events.ndjson").await.body;
    assert_eq!(events.matches("pledge_revised").count(), 1);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_smaller_figure_counts_at_once_and_a_second_increase_waits_for_the_first() {
    let world = World::new().await;
    let (_, reference) = verified(&world).await;
    let bank = world.sign_in("banco@demo.example").await;
    let desk = format!("/es/desk/pledges/{reference}");
    assert_eq!(led_to(&revision(&bank, &reference, "200 000").await), desk);
    assert_eq!(total(&world, "pledged").await, "200000.00");
    led_to(&revision(&bank, &reference, "300 000").await);
    let second = revision(&bank, &reference, "310 000").await;
    let why = phrase(Es, "proposal-refusal-revision-pending", &[]);
    assert_eq!((second.status, error(&second, "revision-amount")), (409, Some(why)));
    assert!(second.body.contains("value=\"310 000\""), "{}", second.text());
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_direct_commitment_and_its_document_stay_inside_until_it_is_verified() {
    let world = World::new().await;
    let (project, reference) = verified(&world).await;
    let bank = world.sign_in("banco@demo.example").await;
    let before = public(&world, &project, &reference).await;
    let page = led_to(&commitment(&bank, &project, &[]).await);
    let proposal = last(&page).to_owned();
    assert_eq!(public(&world, &project, &reference).await, before);
    assert!(bank.get("/es/desk/commitments").await.text().contains(&proposal));
    let document = format!("{page}/document");
    let officer = world.sign_in("officer@demo.example").await;
    for (who, expected) in [
        (&bank, 200),
        (&officer, 200),
        (&world.sign_in("empresa@demo.example").await, 404),
        (&world.sign_in("gestora.pa@demo.example").await, 403),
    ] {
        let answer = who.get(&document).await;
        assert_eq!(answer.status, expected, "{}", who.email);
        assert_eq!(answer.body.as_bytes() == PDF, expected == 200, "{}", who.email);
    }
    assert_eq!(world.get(&document).await.status, 303, "a visitor is taken to the door");
    let shown = officer.get("/es/office").await.text();
    assert!(shown.contains(&proposal), "{shown}");

    led_to(&answer(&officer, &proposal, "verify", "").await);
    assert_eq!(
        (total(&world, "committed").await, total(&world, "gap").await),
        ("400000.00".to_owned(), "600000.00".to_owned())
    );
    let public_page = world.get(&format!("/es/projects/{project}")).await;
    let href = public_page.body.split('"').find(|part| part.starts_with("/documents/"));
    let href = href.expect("the document of the commitment").to_owned();
    assert_eq!(world.get(&href).await.body.as_bytes(), PDF);
    // What is public stands in its event alone, so that whoever erases it erases it whole.
    assert_eq!(bank.get(&document).await.status, 404);
    let made = bank.get(&page).await;
    assert!(
        links(&made)
            .iter()
            .any(|link| link.starts_with("/es/desk/commitments/"))
    );
    let admin = world.sign_in("admin@demo.example").await;
    let events = world.get("/data/events.ndjson").await.body;
    let line = events
        .lines()
        .find(|line| line.contains("commitment_signed"))
        .expect("the event");
    let number = serde_json::from_str::<serde_json::Value>(line).expect("an event")["number"].clone();
    let redaction = [("field", "own_reference"), ("reason", "Nombra a una persona")];
    led_to(
        &admin
            .post(&format!("/es/admin/events/{number}/redactions"), &redaction)
            .await,
    );
    assert!(!bank.get(&page).await.text().contains("C-2026-7"));
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn what_waits_above_a_list_gives_the_list_no_heading_without_cells() {
    let world = World::new().await;
    let (project, reference) = verified(&world).await;
    world.paid(&reference).await;
    world.proposed("banco@demo.example", &project, 5_000_00).await;
    let bank = world.sign_in("banco@demo.example").await;
    let list = bank.get("/es/desk/commitments").await.html();
    let select = |of: &str| Selector::parse(of).expect("a selector");
    let tables: Vec<_> = list.select(&select("main table")).collect();
    assert_eq!(tables.len(), 2, "what waits, and the list");
    for table in tables {
        let headings = table.select(&select("thead th")).count();
        for row in table.select(&select("tbody tr")) {
            assert_eq!(row.select(&select("th, td")).count(), headings, "{}", row.html());
        }
    }
}

#[rocket::async_test]
async fn what_comes_back_says_why_and_is_corrected_and_sent_again() {
    let world = World::new().await;
    let (project, _) = verified(&world).await;
    let bank = world.sign_in("banco@demo.example").await;
    let officer = world.sign_in("officer@demo.example").await;
    let tranches = [("tranches[0].due_on", "2027-01-15"), ("tranches[0].amount", "400 000")];
    let page = led_to(&commitment(&bank, &project, &tranches).await);
    let proposal = last(&page).to_owned();
    assert_eq!(
        bank.get(&format!("{page}/edit")).await.status,
        404,
        "it is not theirs to change yet"
    );
    for decision in ["return", "decline"] {
        let silent = answer(&officer, &proposal, decision, "corto").await;
        let why = phrase(Es, "error-reason-short", &[]);
        assert_eq!((silent.status, error(&silent, "reason")), (422, Some(why)));
    }
    led_to(&answer(&officer, &proposal, "return", "Falta la página firmada").await);
    assert!(bank.get(&page).await.text().contains("Falta la página firmada"));
    let body = letter(&world, "proposal-returned", "banco@demo.example").await;
    assert!(
        body.contains("Falta la página firmada") && body.contains(&proposal),
        "{body}"
    );

    let form = bank.get(&format!("{page}/edit")).await;
    assert_eq!(typed(&form, "amount").as_deref(), Some("400\u{202f}000,00"));
    assert_eq!(typed(&form, "tranches[0].due_on").as_deref(), Some("2027-01-15"));
    let version = form.field("version");
    let fields = [
        ("version", version.as_str()),
        ("amount", "0"),
        ("currency", "USD"),
        ("signed_on", "2026-11-20"),
        ("receiver", "cooperativa-demo"),
    ];
    let refused = bank.post(&page, &fields).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    let fields = fields.map(|(name, value)| {
        if name == "amount" {
            (name, "350 000")
        } else {
            (name, value)
        }
    });
    assert_eq!(led_to(&bank.post(&page, &fields).await), page);
    assert_eq!(
        led_to(&bank.post(&page, &fields).await),
        page,
        "a second click gets the first answer"
    );
    let other = fields.map(|(name, value)| {
        if name == "amount" {
            (name, "360 000")
        } else {
            (name, value)
        }
    });
    let stale = bank.post(&page, &other).await;
    assert_eq!(stale.status, 409, "{}", stale.text());
    // Its document stayed.
    assert_eq!(bank.get(&format!("{page}/document")).await.body.as_bytes(), PDF);
    led_to(&answer(&officer, &proposal, "verify", "").await);
    assert_eq!(total(&world, "committed").await, "350000.00");
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn what_is_declined_or_withdrawn_is_over_and_never_was_public() {
    let world = World::new().await;
    let (project, reference) = verified(&world).await;
    let before = public(&world, &project, &reference).await;
    let bank = world.sign_in("banco@demo.example").await;
    let officer = world.sign_in("officer@demo.example").await;
    let declined = led_to(&commitment(&bank, &project, &[]).await);
    led_to(&answer(&officer, last(&declined), "decline", "Nadie confirma ese acuerdo").await);
    assert!(bank.get(&declined).await.text().contains("Nadie confirma ese acuerdo"));
    let body = letter(&world, "proposal-declined", "banco@demo.example").await;
    assert!(body.contains("Nadie confirma ese acuerdo"), "{body}");
    let withdrawn = led_to(&revision(&bank, &reference, "300 000").await);
    for _ in 0..2 {
        assert_eq!(
            led_to(&bank.post(&format!("{withdrawn}/withdrawals"), &[]).await),
            withdrawn
        );
    }
    for page in [&declined, &withdrawn] {
        let late = answer(&officer, last(page), "verify", "").await;
        assert_eq!(late.status, 409, "{}", late.text());
    }
    let over = bank.post(&format!("{declined}/withdrawals"), &[]).await;
    assert_eq!(over.status, 409, "{}", over.text());
    assert_eq!(public(&world, &project, &reference).await, before);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn whoever_entered_it_may_not_answer_it_nor_an_officer_of_the_other_country() {
    let world = World::new().await;
    let (project, _) = verified(&world).await;
    let officer = world.sign_in("officer@demo.example").await;
    let page = led_to(&commitment(&officer, &project, &[("organisation", "banco-demo")]).await);
    let proposal = last(&page).to_owned();
    assert_eq!(answer(&officer, &proposal, "verify", "").await.status, 403);
    let shown = officer.get(&format!("/es/office/proposals/{proposal}")).await;
    assert!(
        shown.text().contains(&phrase(Es, "error-403-four-eyes-text", &[])),
        "{}",
        shown.text()
    );
    assert!(!shown.body.contains("name=\"decision\""));
    let abroad = world.sign_in("gestora.pa@demo.example").await;
    assert_eq!(answer(&abroad, &proposal, "verify", "").await.status, 403);
    assert!(!abroad.get("/es/office").await.text().contains(&proposal));
    let bank = world.sign_in("banco@demo.example").await;
    assert_eq!(answer(&bank, &proposal, "verify", "").await.status, 403);
    let second = world.sign_in("officer2@demo.example").await;
    led_to(&answer(&second, &proposal, "verify", "").await);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn what_is_unusual_is_verified_with_a_reason_only_and_the_page_says_by_how_much() {
    let world = World::new().await;
    let (project, reference) = verified(&world).await;
    let bank = world.sign_in("banco@demo.example").await;
    let officer = world.sign_in("officer@demo.example").await;
    let page = led_to(&commitment(&bank, &project, &[("amount", "1 000 000,01")]).await);
    let proposal = last(&page).to_owned();
    for (language, other) in [(Es, "es"), (En, "en")] {
        let shown = officer
            .get(&format!("/{other}/office/proposals/{proposal}"))
            .await
            .text();
        assert!(shown.contains(&phrase(language, "unusual-title", &[])), "{shown}");
    }
    let shown = officer.get(&format!("/es/office/proposals/{proposal}")).await.text();
    assert!(shown.contains("USD 0,01 más de lo que falta"), "{shown}");
    let silent = answer(&officer, &proposal, "verify", "").await;
    let why = phrase(Es, "proposal-refusal-reason-needed", &[]);
    assert_eq!((silent.status, error(&silent, "reason")), (422, Some(why.clone())));
    assert_eq!(total(&world, "committed").await, "0.00");
    led_to(&answer(&officer, &proposal, "verify", WHY).await);
    for lang in ["es", "en"] {
        let shown = world.get(&format!("/{lang}/projects/{project}")).await.text();
        assert!(shown.contains(WHY), "the public reads why it was taken: {shown}");
    }
    let number = world
        .db()
        .primary()
        .number("SELECT MAX(number) AS number FROM event", vec![])
        .await;
    let redactions = format!("/es/admin/events/{}/redactions", number.expect("an event"));
    let admin = world.sign_in("admin@demo.example").await;
    let redaction = [("field", "review_reason"), ("reason", "Nombra a una persona")];
    assert_eq!(admin.post(&redactions, &redaction).await.status, 303);
    let office = officer.get(&format!("/es/office/proposals/{proposal}")).await.text();
    assert!(
        office.contains(&phrase(Es, "text-redacted", &[])) && !office.contains(WHY),
        "{office}"
    );

    // A pledge, and the figure to which one is revised, of more than ten times what the project costs.
    let page = led_to(&revision(&bank, &reference, "10 000 000,01").await);
    let silent = answer(&officer, last(&page), "verify", "").await;
    assert_eq!((silent.status, error(&silent, "reason")), (422, Some(why.clone())));
    let mut terms = world.terms(&project).await;
    terms.amount = puente::domain::money::Money::new(10_000_000_01, puente::domain::currency::Currency::USD);
    let who = world.actor("banco@demo.example").await;
    let intent = actions::pledges::Intent::Submit;
    let large = actions::pledges::create(world.ctx().numbered(&who, &world.request_id()), &who, &terms, intent).await;
    let large = format!("/es/office/pledges/{}", large.expect("a pledge"));
    assert!(
        officer
            .get(&large)
            .await
            .text()
            .contains(&phrase(Es, "unusual-title", &[]))
    );
    let reviews = format!("{large}/reviews");
    let silent = officer
        .post(&reviews, &[("decision", "verify"), ("reason", "sí")])
        .await;
    assert_eq!((silent.status, error(&silent, "reason")), (422, Some(why)));
    led_to(&officer.post(&reviews, &[("decision", "verify"), ("reason", WHY)]).await);
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn a_verification_is_decided_as_things_are_by_then_and_refused_with_words() {
    let world = World::new().await;
    let (project, reference) = verified(&world).await;
    let bank = world.sign_in("banco@demo.example").await;
    let officer = world.sign_in("officer@demo.example").await;
    let grown = led_to(&revision(&bank, &reference, "300 000").await);
    led_to(&revision(&bank, &reference, "100 000").await);
    let moved = answer(&officer, last(&grown), "verify", "").await;
    let why = phrase(Es, "proposal-refusal-figure-moved", &[]);
    assert_eq!((moved.status, error(&moved, "decision")), (409, Some(why)));
    let withdrawal = [("reason", "La junta cambió de prioridades")];
    led_to(
        &bank
            .post(&format!("/es/desk/pledges/{reference}/withdrawals"), &withdrawal)
            .await,
    );
    let over = answer(&officer, last(&grown), "verify", "").await;
    let why = phrase(Es, "refusal-not-open", &[]);
    assert_eq!((over.status, error(&over, "decision")), (409, Some(why)));

    let page = led_to(&commitment(&bank, &project, &[]).await);
    let row = puente::store::projects::by_code(world.db().primary(), &project)
        .await
        .expect("read")
        .expect("it");
    let order = actions::projects::StatusOrder {
        document: None,
        to: Status::Suspended,
        effective_on: world.now().local_date(),
        reason: "Así lo decidió el comité",
        version: row.version,
    };
    let who = world.actor("officer@demo.example").await;
    actions::projects::change_status(world.ctx(), &who, &project, order)
        .await
        .expect("suspended");
    let closed = answer(&officer, last(&page), "verify", WHY).await;
    let why = phrase(Es, "refusal-project-not-open", &[]);
    assert_eq!((closed.status, error(&closed, "decision")), (422, Some(why)));
    assert_eq!(typed(&closed, "reason").as_deref(), Some(WHY));
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_three_attacks_on_the_totals_end_at_an_officers_desk() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let mut terms = world.terms(&project).await;
    terms.amount = puente::domain::money::Money::new(10_00, puente::domain::currency::Currency::USD);
    let who = world.actor("banco@demo.example").await;
    let intent = actions::pledges::Intent::Submit;
    let reference =
        actions::pledges::create(world.ctx().numbered(&who, &world.request_id()), &who, &terms, intent).await;
    let reference = reference.expect("a pledge");
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    let bank = world.sign_in("banco@demo.example").await;
    // Ten dollars become ten trillion: above the bound. And ten billion: proposed.
    assert_eq!(revision(&bank, &reference, "9 999 999 999 999").await.status, 422);
    assert!(led_to(&revision(&bank, &reference, "9 999 999 999").await).contains("/proposals/"));
    // A bank signs the whole gap with itself.
    let own = commitment(&bank, &project, &[("amount", "1 000 000"), ("receiver", "banco-demo")]).await;
    let why = phrase(Es, "refusal-not-implementer", &[]);
    assert_eq!((own.status, error(&own, "commitment-receiver")), (422, Some(why)));
    // Whoever carries it out spends what it never received.
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let spent = [
        ("project", project.as_str()),
        ("amount", "5 000 000"),
        ("currency", "USD"),
        ("spent_on", "2026-11-20"),
        ("reason", "Cemento y transporte"),
    ];
    let bill = ("document", "factura.pdf", PDF);
    let spent = cooperative.post_file("/es/desk/expenditures", &spent, bill).await;
    let page = led_to(&spent);
    assert!(page.contains("/desk/proposals/"), "{page}");
    assert!(
        cooperative
            .get("/es/desk/expenditures")
            .await
            .text()
            .contains(last(&page))
    );
    assert_eq!(cooperative.get("/es/desk/proposals").await.status, 200);
    // Many commitments at once fill nothing.
    for _ in 0..20 {
        led_to(&commitment(&bank, &project, &[("amount", "9 999 999 999")]).await);
    }
    for (name, expected) in [
        ("pledged", "10.00"),
        ("committed", "0.00"),
        ("spent", "0.00"),
        ("gap", "1000000.00"),
    ] {
        assert_eq!(total(&world, name).await, expected, "{name}");
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_check_of_the_registry_finds_a_proposal_that_is_not_its_row() {
    let world = World::new().await;
    let (project, _) = verified(&world).await;
    let first = world.proposed("banco@demo.example", &project, 1_000_00).await;
    let second = world.proposed("banco@demo.example", &project, 2_000_00).await;
    let id = world.verified(&first).await;
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
    for (change, back, what) in [
        ("amount_minor = 5", "amount_minor = 100000", "amount_minor"),
        ("dated_on = '2026-01-01'", "dated_on = '2026-11-23'", "dated_on"),
        ("reference = 'PR-9'", &format!("reference = '{first}'"), "PR-9"),
    ] {
        let set = |what: &str| format!("UPDATE proposal SET {what} WHERE ledger_entry_id = {id}");
        world.sql(&set(change)).await.expect("changed behind its back");
        let errors = world.verify().await.errors;
        assert!(errors.iter().any(|error| error.contains(what)), "{change}: {errors:?}");
        world.sql(&set(back)).await.expect("mended");
    }
    // One that waits cannot claim the row of another.
    let claim = format!(
        "UPDATE proposal SET ledger_entry_id = NULL, state = 'declined', document_name = 'acuerdo.pdf',
            document_sha256 = (SELECT other.document_sha256 FROM proposal AS other WHERE other.reference = '{second}')
         WHERE reference = '{first}';
         UPDATE proposal SET ledger_entry_id = {id}, state = 'verified', reviewed_by = 1 WHERE reference = '{second}'"
    );
    world.sql(&claim).await.expect("changed behind its back");
    let errors = world.verify().await.errors;
    assert!(errors.iter().any(|error| error.contains(&first)), "{errors:?}");
    assert!(errors.iter().any(|error| error.contains(&second)), "{errors:?}");
}
