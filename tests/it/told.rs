//! What public pages tell of money: whose word it is, what has no rate, what a promise is now.

use puente::actions;
use puente::actions::money::{Agreeing, Signing};
use puente::actions::pledges::Intent;
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::pledge::{Decision, Terms};
use puente::domain::project::Status;
use puente::i18n::language::Language::{En, Es};

use crate::forms::told;
use crate::harness::World;

/// A pledge with these terms, verified; gives its reference.
async fn verified(world: &World, terms: &Terms) -> String {
    let bank = world.actor("banco@demo.example").await;
    let id = world.request_id();
    let reference = actions::pledges::create(world.ctx(), &bank, terms, Intent::Submit, &id)
        .await
        .expect("a pledge");
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &reference, None, Decision::Verify, "")
        .await
        .expect("verified");
    reference
}

fn signing(amount: Money, world: &World) -> Signing<'static> {
    Signing {
        amount,
        draws: None,
        receiver: None,
        signed_on: world.now().local_date(),
        own_reference: "",
        document: None,
        tranches: &[],
    }
}

#[rocket::async_test]
async fn what_the_office_notes_after_a_document_is_not_told_as_the_receivers_own_word() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = verified(&world, &world.terms(&project).await).await;
    let (_, payment) = world.paid(&reference).await;
    let officer = world.sign_in("officer@demo.example").await;
    let pdf: &[u8] = b"%PDF-1.7 a receipt";
    let path = format!("/es/desk/disbursements/{payment}/receipts");
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
            for untrue in [
                "disputa un desembolso",
                "disputes a disbursement",
                "confirma que",
                "confirms that",
            ] {
                assert!(!page.contains(untrue), "{page}");
            }
        }
    }
    let letters = world.letters().await;
    let letters: Vec<_> = letters
        .iter()
        .filter(|letter| letter.template.starts_with("payment-"))
        .collect();
    for template in ["payment-disputed", "payment-resolved"] {
        let letter = letters
            .iter()
            .find(|letter| letter.template == template)
            .expect("a letter");
        assert!(
            letter.body.contains("según documento") && letter.subject.to_lowercase().contains("la oficina"),
            "{letter:?}"
        );
    }
}

#[rocket::async_test]
async fn what_has_no_rate_is_told_at_every_figure_and_nothing_is_said_to_be_all_converted() {
    let world = World::new().await;
    let project = world.project("CO", Status::Implementation).await;
    let reference = verified(&world, &world.terms(&project).await).await;
    let bank = world.actor("banco@demo.example").await;
    // No rate of pesos is known.
    let signing = Signing {
        draws: Some(Money::new(100_000_00, Currency::USD)),
        ..signing(Money::new(400_000_000_00, Currency::COP), &world)
    };
    let id = world.request_id();
    actions::money::sign(world.ctx(), &bank, &reference, None, signing, &id)
        .await
        .expect("an agreement");
    let apart = told(Es, "and-not-converted", &[("amounts", "COP 400 000 000".into())]);
    let signed = format!("{} USD 0 {apart}", told(Es, "measure-committed", &[]));
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
    assert!(!home.contains(&told(Es, "home-all-converted", &[])), "{home}");
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
        let (told, _) = chart.split_once("</desc>").expect("its text");
        for word in ["Costo:", "Por financiar:"] {
            assert_eq!(told.contains(word), known, "{page}: {told}");
        }
        assert!(told.contains("Firmado:"), "{page}: {told}");
    }
}
