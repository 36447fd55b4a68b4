//! What public pages tell of money: whose word it is, what has no rate, what a promise is now.

use puente::actions;
use puente::actions::money::{NewCommitment, NewDisbursement};
use puente::actions::pledges::Intent;
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::pledge::{Contributor, Decision, Target, Terms};
use puente::domain::project::Status;
use puente::i18n::language::Language::{En, Es};
use puente::store::{organisations, places, projects};

use crate::forms::phrase;
use crate::harness::World;

/// A pledge with these terms, verified; gives its reference.
async fn verified(world: &World, terms: &Terms) -> String {
    let bank = world.actor("banco@demo.example").await;
    let id = world.request_id();
    let reference = actions::pledges::create(world.ctx().numbered(&bank, &id), &bank, terms, Intent::Submit)
        .await
        .expect("a pledge");
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(
        world.ctx(),
        &officer,
        &reference,
        None,
        Decision::Verify,
        "Se comparó con la tasa del banco",
    )
    .await
    .expect("verified");
    reference
}

fn new_commitment(amount: Money, world: &World) -> NewCommitment<'static> {
    NewCommitment {
        amount,
        drawdown: None,
        receiver: None,
        signed_on: world.now().local_date(),
        own_reference: "",
        document: None,
        tranches: &[],
    }
}

#[rocket::async_test]
async fn what_the_office_notes_after_a_document_is_not_shown_as_the_receivers_own_word() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = verified(&world, &world.terms(&project).await).await;
    let (_, disbursement) = world.paid(&reference).await;
    let officer = world.sign_in("officer@demo.example").await;
    let pdf: &[u8] = pdf!("a receipt");
    let path = format!("/es/desk/disbursements/{disbursement}/receipts");
    for (outcome, reason) in [("dispute", "El extracto no muestra todo el dinero"), ("resolve", "")] {
        let fields = [("outcome", outcome), ("reason", reason)];
        let done = officer.post_file(&path, &fields, ("document", "recibo.pdf", pdf)).await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
    for (language, office) in [
        (Es, "la oficina anota, según documento"),
        (En, "the office notes, according to a document"),
    ] {
        for page in [
            "activity".to_owned(),
            format!("pledges/{reference}"),
            format!("projects/{project}"),
        ] {
            let page = world.get(&format!("/{}/{page}", language.code())).await.text();
            assert_eq!(page.to_lowercase().matches(office).count(), 2, "{page}");
            // Nobody said how much arrived.
            for untrue in ["le llegaron", "arrived at", "confirma que", "confirms that"] {
                assert!(!page.contains(untrue), "{page}");
            }
        }
    }
    let letters = world.letters().await;
    let letters: Vec<_> = letters
        .iter()
        .filter(|letter| letter.template.starts_with("disbursement-"))
        .collect();
    for template in ["disbursement-disputed", "disbursement-resolved"] {
        let letter = letters
            .iter()
            .find(|letter| letter.template == template)
            .expect("a letter");
        assert_eq!(
            letter.body.contains("sin decir cuánto llegó"),
            template == "disbursement-disputed"
        );
        assert!(
            letter.body.contains("según documento") && letter.subject.to_lowercase().contains("la oficina"),
            "{letter:?}"
        );
    }
}

#[rocket::async_test]
async fn what_has_no_rate_is_shown_at_every_figure_and_nothing_is_said_to_be_all_converted() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = verified(&world, &world.terms(&project).await).await;
    let bank = world.actor("banco@demo.example").await;
    // No rate speaks for the day of the signature; an older one says what the commitment uses up.
    world
        .sql(
            "INSERT INTO exchange_rate (id, currency, kind, valid_from_on, valid_to_on, units_per_usd, source,
                demonstration, created_at)
             VALUES (1, 'COP', 'annual', '2020-01-01', '2020-12-31', '4000', 'Test', FALSE, '2026-01-01T00:00:00Z')",
        )
        .await
        .expect("a rate");
    let new_commitment = NewCommitment {
        drawdown: Some(Money::new(100_000_00, Currency::USD)),
        ..new_commitment(Money::new(400_000_000_00, Currency::COP), &world)
    };
    let id = world.request_id();
    actions::money::sign(
        world.ctx().numbered(&bank, &id),
        &bank,
        &reference,
        None,
        new_commitment,
    )
    .await
    .expect("a commitment");
    let apart = phrase(Es, "and-not-converted", &[("amounts", "COP 400 000 000".into())]);
    let signed = format!("{} USD 0 {apart}", phrase(Es, "measure-committed", &[]));
    for page in [
        "/es/".to_owned(),
        format!("/es/projects/{project}"),
        "/es/projects".to_owned(),
        "/es/partners/banco-demo".to_owned(),
        "/es/places/co-acandi".to_owned(),
        "/es/totals/plan".to_owned(),
        format!("/es/pledges/{reference}"),
    ] {
        let page_text = world.get(&page).await.text();
        assert!(page_text.contains(&signed), "{page} lacks {signed}: {page_text}");
    }
    for page in ["/es/partners", "/es/places"] {
        let text = world.get(page).await.text();
        assert!(text.contains(&format!("USD 0 {apart}")), "{page}: {text}");
    }
    let home = world.get("/es/").await.text();
    assert!(!home.contains(&phrase(Es, "home-all-converted", &[])), "{home}");
    assert!(home.contains("Firmado: COP 400 000 000"), "{home}");
}

#[rocket::async_test]
async fn the_text_of_a_chart_names_no_cost_and_no_gap_where_there_is_none() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let reference = verified(&world, &world.terms(&project).await).await;
    for (page, known) in [
        (format!("/es/projects/{project}"), true),
        ("/es/partners/banco-demo".to_owned(), false),
        ("/es/totals/year/2026".to_owned(), false),
        ("/es/totals/class/financial_institution".to_owned(), false),
        (format!("/es/pledges/{reference}"), false),
    ] {
        let body = world.get(&page).await.body;
        let (_, chart) = body.split_once("<desc>").expect("a chart");
        let (phrase, _) = chart.split_once("</desc>").expect("its text");
        for word in ["Costo:", "Por financiar:"] {
            assert_eq!(phrase.contains(word), known, "{page}: {phrase}");
        }
        assert!(phrase.contains("Firmado:"), "{page}: {phrase}");
    }
}

const fn usd(units: i64) -> Money {
    Money::new(units * 100, Currency::USD)
}

async fn revise(world: &World, reference: &str, amount: Money) {
    world.revised(world.ctx(), reference, amount).await;
}

/// Terms of a pledge of the bank to a place and to no project.
async fn to_a_place(world: &World, project: &str) -> Terms {
    let gazetteer = places::gazetteer(world.db().primary()).await.expect("places");
    Terms {
        target: Target::Place(gazetteer.by_code("co-acandi").expect("a place").id),
        ..world.terms(project).await
    }
}

#[rocket::async_test]
async fn a_revised_promise_shows_what_it_is_now_and_what_it_was_first() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let foundation = organisations::by_slug(world.db().primary(), "fundacion-demo")
        .await
        .expect("read");
    let joint = Terms {
        amount: usd(1_000_000),
        contributors: vec![Contributor {
            organisation: foundation.expect("an organisation of the cast").key(),
            share: Some(usd(250_000)),
        }],
        ..world.terms(&project).await
    };
    let joint = verified(&world, &joint).await;
    let general = verified(&world, &to_a_place(&world, &project).await).await;
    let first = |amount: &str| phrase(Es, "amount-first", &[("amount", amount.into())]);
    let unrevised = world.get("/es/partners/banco-demo").await.text();
    assert!(!unrevised.contains("(primero"), "{unrevised}");
    revise(&world, &joint, usd(400_000)).await;
    revise(&world, &general, usd(300_000)).await;

    let bank = world.sign_in("banco@demo.example").await;
    let now = format!("USD 400 000 {}", first("USD 1 000 000"));
    let partner = world.get("/es/partners/banco-demo").await.text();
    let share = |role: &str, amount: &str| phrase(Es, &format!("partner-share-{role}"), &[("amount", amount.into())]);
    let lead = format!("{now} {} {}", share("lead", "USD 300 000"), first("USD 750 000"));
    assert!(partner.contains(&lead), "lacks {lead}: {partner}");
    let contributor = world.get("/es/partners/fundacion-demo").await.text();
    let part = format!("{now} {} {}", share("part", "USD 100 000"), first("USD 250 000"));
    assert!(contributor.contains(&part), "lacks {part}: {contributor}");
    for page in [
        world.get(&format!("/es/projects/{project}")).await,
        bank.get("/es/desk").await,
    ] {
        assert!(page.text().contains(&now), "{}", page.text());
    }
    let place = world.get("/es/places/co-acandi").await.text();
    assert!(
        place.contains(&format!("USD 300 000 {}", first("USD 250 000"))),
        "{place}"
    );
    let receipt = world.get(&format!("/es/pledges/{joint}")).await.text();
    for stated in [
        "promete USD 400 000,00 (primero USD 1 000 000,00) para",
        "USD 100 000,00 (primero USD 250 000,00)",
    ] {
        assert!(receipt.contains(stated), "lacks {stated}: {receipt}");
    }
    // The JSON view keeps what its fields mean, and the shares add to the totals of the partners.
    for (slug, share) in [("banco-demo", "300000.00"), ("fundacion-demo", "100000.00")] {
        let json_view = world.get(&format!("/es/partners/{slug}.json")).await.json();
        let rows = json_view["item"]["pledges"].as_array().expect("pledges");
        let row = rows
            .iter()
            .find(|row| row["reference"] == joint.as_str())
            .expect("the pledge");
        assert_eq!(row["amount"]["amount"], "1000000.00");
        assert_eq!(row["pledged"]["amount"], "400000.00");
        assert_eq!(row["pledged_share"]["amount"], share);
        let total = if slug == "banco-demo" { "600000.00" } else { share };
        assert_eq!(json_view["item"]["totals"]["pledged"]["amount"], total, "{slug}");
    }
}

#[rocket::async_test]
async fn a_part_earmarked_to_a_project_stands_in_its_list_with_its_receipt_and_what_it_waits_for() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = verified(&world, &to_a_place(&world, &project).await).await;
    let id = projects::by_code(world.db().primary(), &project)
        .await
        .expect("read")
        .expect("the project")
        .key();
    let bank = world.actor("banco@demo.example").await;
    let page = format!("/es/projects/{project}");
    let earmark = async |amount: Money, back: bool| {
        let request = world.request_id();
        actions::money::earmark(
            world.ctx().numbered(&bank, &request),
            &bank,
            &reference,
            id,
            amount,
            back,
        )
        .await
        .expect("earmarked");
    };
    earmark(usd(50_000), false).await;
    let shown = world.get(&page).await;
    let part = phrase(
        Es,
        "pledge-part",
        &[("amount", "USD 250 000".into()), ("target", "Acandí".into())],
    );
    assert!(
        shown.text().contains(&format!("USD 50 000 {part} USD 50 000")),
        "{}",
        shown.text()
    );
    assert!(!shown.text().contains(&phrase(Es, "project-pledges-empty", &[])));
    let receipt = format!(
        "<a href=\"/es/pledges/{reference}\">{}</a>",
        phrase(Es, "entry-earmarking", &[])
    );
    assert!(shown.body.contains(&receipt), "the row of the earmarking leads to it");

    let request = world.request_id();
    let commitment = actions::money::sign(
        world.ctx().numbered(&bank, &request),
        &bank,
        &reference,
        Some(id),
        new_commitment(usd(20_000), &world),
    )
    .await
    .expect("a commitment");
    let new_disbursement = NewDisbursement {
        amount: usd(5_000),
        drawdown: None,
        paid_on: world.now().local_date(),
        bank_reference: "",
    };
    let wait = phrase(Es, "pending-short-receiver", &[("days", 0.into())]);
    assert!(!world.get(&page).await.text().contains(&wait));
    let request = world.request_id();
    actions::money::pay(
        world.ctx().numbered(&bank, &request),
        &bank,
        commitment,
        new_disbursement,
    )
    .await
    .expect("a disbursement");
    let waiting = world.get(&page).await.text();
    assert!(waiting.contains(&wait), "lacks {wait}: {waiting}");

    // What goes and what comes are told apart.
    let history = world.get("/es/activity").await.text();
    for stated in [
        "mueve USD 50 000 de su promesa: ya no son para el lugar Acandí.",
        "mueve USD 50 000 de su promesa: ahora son para Acueducto veredal de prueba.",
    ] {
        assert!(history.contains(stated), "lacks {stated}: {history}");
    }
}

#[rocket::async_test]
async fn a_part_that_went_back_leaves_the_list_of_the_project() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = verified(&world, &to_a_place(&world, &project).await).await;
    let id = projects::by_code(world.db().primary(), &project)
        .await
        .expect("read")
        .expect("the project")
        .key();
    let bank = world.actor("banco@demo.example").await;
    for back in [false, true] {
        let request = world.request_id();
        actions::money::earmark(
            world.ctx().numbered(&bank, &request),
            &bank,
            &reference,
            id,
            usd(50_000),
            back,
        )
        .await
        .expect("earmarked");
    }
    let page = world.get(&format!("/es/projects/{project}")).await.text();
    assert!(page.contains(&phrase(Es, "project-pledges-empty", &[])), "{page}");
}

#[rocket::async_test]
async fn an_increase_has_its_own_dollars_and_its_event_says_up_or_down_and_the_new_figure() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let dollars = verified(&world, &world.terms(&project).await).await;
    let pesos = Terms {
        amount: Money::new(400_000_000_00, Currency::COP),
        ..world.terms(&project).await
    };
    let pesos = verified(&world, &pesos).await;
    revise(&world, &dollars, usd(300_000)).await;
    revise(&world, &dollars, usd(280_000)).await;
    revise(&world, &pesos, Money::new(500_000_000_00, Currency::COP)).await;
    let row =
        |amount: &str, valuation: &str| format!("{} {amount} {valuation} Banco", phrase(Es, "entry-revision", &[]));
    let receipt = world.get(&format!("/es/pledges/{dollars}")).await.text();
    for (amount, valuation) in [("USD 50 000,00", "USD 50 000"), ("USD −20 000,00", "–")] {
        let row = row(amount, valuation);
        assert!(receipt.contains(&row), "lacks {row}: {receipt}");
    }
    let receipt = world.get(&format!("/es/pledges/{pesos}")).await.text();
    let row = row("COP 100 000 000,00", &phrase(Es, "not-converted", &[]));
    assert!(receipt.contains(&row), "lacks {row}: {receipt}");
    let target = "Acueducto veredal de prueba";
    let history = world.get("/es/activity").await.text();
    for stated in [
        format!("aumenta su promesa para {target} en USD 50 000: ahora es de USD 300 000."),
        format!("baja su promesa para {target} en USD 20 000: ahora es de USD 280 000."),
    ] {
        assert!(history.contains(&stated), "lacks {stated}: {history}");
    }
}

#[rocket::async_test]
async fn an_erased_reason_is_shown_in_the_readers_language() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let reference = verified(&world, &world.terms(&project).await).await;
    let bank = world.sign_in("banco@demo.example").await;
    let desk = format!("/es/desk/pledges/{reference}/withdrawals");
    let done = bank.post(&desk, &[("reason", "Lo pidió doña Nadie de Tal")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let events = world.get("/data/events.ndjson").await.body;
    let line = events
        .lines()
        .find(|line| line.contains("pledge_withdrawn"))
        .expect("the event");
    let number = serde_json::from_str::<serde_json::Value>(line).expect("an event")["number"].clone();
    let admin = world.sign_in("admin@demo.example").await;
    let redaction = [("field", "reason"), ("reason", "Nombra a una persona")];
    let done = admin
        .post(&format!("/es/admin/events/{number}/redactions"), &redaction)
        .await;
    assert_eq!(done.status, 303, "{}", done.text());
    let officer = world.sign_in("officer@demo.example").await;
    for (person, place) in [(&bank, "desk"), (&officer, "office")] {
        let page = person.get(&format!("/en/{place}/pledges/{reference}")).await.text();
        assert!(page.contains(&phrase(En, "text-redacted", &[])), "{page}");
        assert!(!page.contains("[texto"), "{page}");
    }
}

#[rocket::async_test]
async fn the_way_back_from_a_later_page_says_that_it_leads_to_the_beginning() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    verified(&world, &world.terms(&project).await).await;
    let bank = world.sign_in("banco@demo.example").await;
    let page = bank.get("/es/desk?before=1000").await;
    let link = format!("href=\"/es/desk\">{}</a>", phrase(Es, "pager-first", &[]));
    assert!(
        page.body.contains(&link) && !page.body.contains("rel=\"prev\""),
        "{}",
        page.text()
    );
}

#[rocket::async_test]
async fn what_lapses_of_a_partly_signed_promise_is_what_was_not_signed() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let reference = verified(&world, &world.terms(&project).await).await;
    world.paid(&reference).await;
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::lapse(world.ctx(), &officer, &reference, "Pasó su validez y nadie respondió")
        .await
        .expect("lapsed");
    let bank = world.sign_in("banco@demo.example").await;
    let receipt = world.get(&format!("/es/pledges/{reference}")).await.text();
    let desk = bank.get(&format!("/es/desk/pledges/{reference}")).await.text();
    for (page, stated) in [
        (&receipt, "Venció lo que esta promesa tenía sin firmar."),
        (&desk, "Venció lo que la promesa tenía sin firmar"),
    ] {
        assert!(page.contains(stated) && !page.contains("venció sin firma"), "{page}");
    }
    assert!(
        receipt.contains("Vencen sin firma USD 150 000 de una promesa"),
        "{receipt}"
    );
}

#[rocket::async_test]
async fn a_dispute_that_names_no_amount_is_not_shown_as_if_all_had_arrived() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = verified(&world, &world.terms(&project).await).await;
    let (_, disbursement) = world.paid(&reference).await;
    let cooperative = world.sign_in("cooperativa@demo.example").await;
    let path = format!("/es/desk/disbursements/{disbursement}/receipts");
    let fields = [("outcome", "dispute"), ("reason", "El extracto no lo muestra")];
    assert_eq!(cooperative.post(&path, &fields).await.status, 303);
    for (page, stated) in [
        ("/es/activity".to_owned(), "disputa un desembolso para"),
        (format!("/es/pledges/{reference}"), "En disputa, sin decir cuánto llegó"),
        (
            format!("/en/pledges/{reference}"),
            "Disputed, without saying how much arrived",
        ),
    ] {
        let page = world.get(&page).await.text();
        assert!(page.contains(stated), "{page}");
        assert!(
            !page.contains("llegó USD") && !page.contains("haber recibido"),
            "{page}"
        );
    }
}
