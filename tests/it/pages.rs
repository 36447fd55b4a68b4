//! The page contract on every page that a link leads to, in both languages, and what each answer carries.

use std::collections::BTreeSet;
use std::io::Read as _;

use self::walk::{shape, walk};
use crate::harness::World;

mod contract;
mod walk;

/// Every kind of page was reached by links alone.
fn all_kinds_were_reached(language: &str, opened: &BTreeSet<String>) {
    let shapes: BTreeSet<String> = opened.iter().map(|path| shape(&path[3..])).collect();
    for expected in [
        "/?",
        "/projects?",
        "/projects/*?",
        "/pledges/*?",
        "/activity?",
        "/activity?before",
        "/data?",
        "/about/methodology?",
        "/about/privacy?",
        "/about/accessibility?",
        "/about/who?",
        "/account/session?",
        "/account/session?next",
        "/account/password-resets/new?",
        "/account?",
        "/projects?after",
        "/partners?",
        "/partners?class",
        "/partners?sort",
        "/partners/*?",
        "/partners/*?state",
        "/places?",
        "/places/*?",
        "/totals/plan?",
        "/totals/country/*?",
        "/totals/place/*?",
        "/totals/territory/*?",
        "/totals/pillar/*?",
        "/totals/class/*?",
        "/totals/partner/*?",
        "/totals/project/*?",
        "/projects?status=closed",
        "/projects?status=suspended",
        "/projects?status=cancelled",
        "/projects?status=finalisation",
        "/projects?status=identified",
        "/projects?provenance=documented",
        "/desk?",
        "/desk/pledges/new?",
        "/desk/pledges/*?",
        "/desk/pledges/*/edit?",
        "/office?",
        "/office/pledges/*?",
        "/office/projects?",
        "/office/projects/*?",
        "/office/projects/*/edit?",
        "/office/projects/new?",
        "/admin?",
        "/admin/events/*?",
        "/admin/people?",
        "/admin/people?state",
        "/admin/people/*?",
        "/admin/reopenings/new?",
        "/admin/rates?",
        "/desk/commitments/*?",
        "/desk/commitments/new?",
        "/desk/disbursements/*?",
        "/desk/expenditures/new?",
        "/desk/expenditures/*?",
        "/desk/expenditures?",
        "/desk/commitments?",
        "/desk/disbursements?",
    ] {
        assert!(
            shapes.contains(expected),
            "no link leads to {expected} in {language}; reached: {shapes:#?}"
        );
    }
}

#[rocket::async_test]
async fn every_page_that_a_link_leads_to_obeys_the_contract_in_spanish() {
    all_kinds_were_reached("es", &walk("es").await);
}

#[rocket::async_test]
async fn every_page_that_a_link_leads_to_obeys_the_contract_in_english() {
    all_kinds_were_reached("en", &walk("en").await);
}

/// Pages that no link leads to: an empty list, a search, refused forms, errors, an empty registry.
#[rocket::async_test]
async fn pages_without_a_link_obey_the_contract_too() {
    let demo = World::demo().await;
    let empty = World::new().await;
    let mut errors = Vec::new();
    for language in ["es", "en"] {
        let home = |rest: &str| format!("/{language}/{rest}");
        let partner = demo.sign_in("banco@demo.example").await;
        let officer = demo.sign_in("officer@demo.example").await;
        let admin = demo.sign_in("admin@demo.example").await;
        let mut answers = vec![
            (200, demo.get(&home("projects?q=zzzzzz")).await),
            (
                200,
                demo.get(&home("projects?q=%3Cb%3E%22%27&pillar=jobs&status=closed&country=PA"))
                    .await,
            ),
            (200, demo.get(&home("projects?q=agua&sort=gap")).await),
            (404, demo.get(&home("projects/P-0")).await),
            (404, demo.get(&home("nowhere")).await),
            (403, partner.get(&home("office")).await),
            (422, demo.visitor_post(&home("account/session"), &[]).await),
            (
                422,
                demo.visitor_post(
                    &home("account/session"),
                    &[("email", "x@y.example"), ("password", "wrong")],
                )
                .await,
            ),
            (403, demo.visitor_post(&home("account/session"), &[("csrf", "")]).await),
            (401, demo.visitor_post(&home("desk/pledges"), &[]).await),
            (422, partner.post(&home("desk/pledges"), &[]).await),
            (
                422,
                partner
                    .post(
                        &home("desk/pledges"),
                        &[
                            ("amount", "12,5,0"),
                            ("currency", "USD"),
                            ("intent", "review"),
                            ("tranches[0].due_on", "x"),
                            ("tranches[1].amount", "x"),
                            ("kind", "x"),
                            ("pledged_on", "2099-01-01"),
                        ],
                    )
                    .await,
            ),
            (
                200,
                partner
                    .post(
                        &home("desk/pledges"),
                        &[
                            ("amount", "1000"),
                            ("currency", "USD"),
                            ("pillar", "jobs"),
                            ("intent", "review"),
                        ],
                    )
                    .await,
            ),
            (422, officer.post(&home("desk/pledges"), &[("intent", "submit")]).await),
            (422, officer.post(&home("office/projects"), &[]).await),
            (
                422,
                officer
                    .post(
                        &home("office/projects"),
                        &[
                            ("country", "x"),
                            ("places[0].place", "x"),
                            ("sectors[0].share", "x"),
                            ("lines[0].amount", "-1"),
                            ("planned_start_on", "x"),
                        ],
                    )
                    .await,
            ),
            (
                422,
                admin
                    .post(&home("admin/invitations"), &[("email", "x"), ("role", "partner")])
                    .await,
            ),
            (
                201,
                admin
                    .post(
                        &home("admin/invitations"),
                        &[
                            ("email", &format!("{language}@demo.example")),
                            ("role", "administrator"),
                        ],
                    )
                    .await,
            ),
            (422, admin.post(&home("admin/events/1/redactions"), &[]).await),
            (200, admin.get(&home("admin/people?q=nobody")).await),
            (200, admin.get(&home("admin/people?after=b")).await),
            (409, admin.post(&home("admin/people/1/withdrawals"), &[]).await),
            (422, admin.post(&home("admin/people/1/state-changes"), &[]).await),
            (200, demo.get(&home("account/password-resets/asked")).await),
            (200, demo.get(&home("account/password-resets/done")).await),
            (404, demo.get(&home("account/password-resets/x")).await),
            (404, demo.get(&home("account/invitations/x")).await),
            (422, demo.visitor_post(&home("account/password-resets"), &[]).await),
            (422, partner.post(&home("account"), &[]).await),
            (422, partner.post(&home("account/password"), &[]).await),
            (200, partner.get(&home("account?done=password")).await),
            (200, empty.get(&home("")).await),
            (200, empty.get(&home("projects")).await),
            (200, empty.get(&home("activity")).await),
            (200, empty.get(&home("partners")).await),
            (200, empty.get(&home("partners?class=cooperation")).await),
            (200, empty.get(&home("partners/banco-demo")).await),
            (200, empty.get(&home("places")).await),
            (200, empty.get(&home("places/co-acandi")).await),
            (200, empty.get(&home("totals/plan")).await),
            (200, demo.get(&home("totals/plan?on=2026-05-01")).await),
            (200, demo.get(&home("totals/partner/banco-demo?on=1999-05-01")).await),
            (200, demo.get(&home("totals/sector/14030")).await),
            (200, demo.get(&home("totals/year/2026")).await),
            (200, demo.get(&home("totals/place/outside")).await),
            (422, demo.get(&home("totals/plan?on=x")).await),
            (200, demo.get(&home("partners/banco-demo?state=withdrawn")).await),
        ];
        for (email, path) in [
            ("banco@demo.example", "desk"),
            ("officer@demo.example", "office"),
            ("officer@demo.example", "office/projects"),
            ("admin@demo.example", "admin"),
        ] {
            answers.push((200, empty.sign_in(email).await.get(&home(path)).await));
        }
        for (nth, (expected, answer)) in answers.iter().enumerate() {
            if answer.status != *expected {
                errors.push(format!(
                    "{language} {nth}: expected {expected}, got {} {:?}",
                    answer.status, answer.location
                ));
            } else {
                errors.extend(
                    contract::errors(language, &answer.html(), &answer.body)
                        .into_iter()
                        .map(|shown| format!("{language} {nth} ({expected}): {shown}")),
                );
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[rocket::async_test]
async fn every_answer_carries_the_content_policy() {
    let world = World::new().await;
    for path in [
        "/",
        "/es/",
        "/en/projects.json",
        "/static/puente.css",
        "/nowhere",
        "/es/desk",
        "/data/events.ndjson",
        "/health/live",
    ] {
        let answer = world.get(path).await;
        let policy = answer.header("Content-Security-Policy").unwrap_or_default();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe-"),
            "{path}: {policy}"
        );
        assert!(
            answer.header("X-Content-Type-Options").is_some(),
            "{path} may be sniffed"
        );
    }
}

#[rocket::async_test]
async fn public_pages_are_compressed_and_small() {
    let world = World::demo().await;
    for path in [
        "/es/",
        "/es/projects",
        "/en/projects",
        "/es/activity",
        "/es/data",
        "/es/about/methodology",
        "/es/about/who",
        "/es/projects.json",
        "/es/partners",
        "/es/partners/banco-demo",
        "/es/places",
        "/en/places/co-cho",
        "/es/totals/plan",
        "/en/totals/plan?on=2026-05-01",
    ] {
        let packed = world.get_with(path, &[("Accept-Encoding", "gzip, deflate")]).await;
        assert_eq!(packed.header("Content-Encoding"), Some("gzip"), "{path}");
        assert!(
            packed
                .header("Vary")
                .is_some_and(|vary| vary.contains("Accept-Encoding")),
            "{path}"
        );
        assert!(packed.bytes.len() < 30_000, "{path}: {} bytes", packed.bytes.len());
        let mut whole = String::new();
        flate2::read::GzDecoder::new(packed.bytes.as_slice())
            .read_to_string(&mut whole)
            .expect("gzip");
        let plain = world.get(path).await;
        assert_eq!(plain.header("Content-Encoding"), None);
        assert_eq!(plain.body, whole, "{path}");
        let refused = world.get_with(path, &[("Accept-Encoding", "gzip;q=0")]).await;
        assert_eq!(refused.header("Content-Encoding"), None, "{path}");
    }
    assert!(
        world
            .get_with("/static/puente.css", &[("Accept-Encoding", "gzip")])
            .await
            .bytes
            .len()
            < 20_000
    );
}

#[rocket::async_test]
async fn a_page_that_is_not_there_says_so_in_the_language_of_its_address() {
    let world = World::new().await;
    for (path, lang) in [("/es/nada", "es"), ("/en/nothing", "en"), ("/nada", "es")] {
        let answer = world.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains(&format!("<html lang=\"{lang}\"")), "{path}");
    }
}

#[rocket::async_test]
async fn an_address_has_one_form_and_the_other_leads_to_it() {
    let world = World::new().await;
    for (path, to) in [
        ("/es", "/es/"),
        ("/en", "/en/"),
        ("/es/projects/", "/es/projects"),
        ("/es/about/who/", "/es/about/who"),
    ] {
        let answer = world.get(path).await;
        assert!(matches!(answer.status, 301 | 303 | 308), "{path}: {}", answer.status);
        assert_eq!(answer.location.as_deref(), Some(to), "{path}");
        assert_eq!(world.get(to).await.status, 200, "{to}");
    }
    for path in ["//evil.example/", "/es//evil.example/", "/\\evil.example/"] {
        let location = world.get(path).await.location.unwrap_or_default();
        assert!(
            !location.starts_with("//") && !location.contains("://"),
            "{path} leads to {location}"
        );
    }
}

#[rocket::async_test]
async fn the_way_in_is_chosen_by_cookie_then_by_what_the_browser_accepts() {
    let world = World::new().await;
    for (headers, to) in [
        (vec![], "/es/"),
        (vec![("Accept-Language", "en-US,en;q=0.9")], "/en/"),
        (vec![("Accept-Language", "fr, es;q=0.4, en;q=0.8")], "/en/"),
        (vec![("Accept-Language", "es-PA, en;q=0.8")], "/es/"),
        (vec![("Accept-Language", "fr")], "/es/"),
        (vec![("Accept-Language", ";;q=x,,")], "/es/"),
        (vec![("Accept-Language", "en"), ("Cookie", "language=es")], "/es/"),
        (vec![("Accept-Language", "es"), ("Cookie", "language=en")], "/en/"),
    ] {
        let answer = world.get_with("/", &headers).await;
        assert_eq!(
            (answer.status, answer.location.as_deref()),
            (303, Some(to)),
            "{headers:?}"
        );
    }
}

#[rocket::async_test]
async fn a_public_page_is_asked_for_again_and_sent_only_when_facts_changed() {
    let world = World::new().await;
    for path in [
        "/es/",
        "/en/projects",
        "/es/projects.json",
        "/es/summary.json",
        "/es/activity",
        "/es/about/who",
    ] {
        let first = world.get(path).await;
        let etag = first
            .header("ETag")
            .unwrap_or_else(|| panic!("{path} has no ETag"))
            .to_owned();
        assert!(
            first
                .header("Cache-Control")
                .is_some_and(|stored| stored.contains("no-cache")),
            "{path}"
        );
        let again = world.get_with(path, &[("If-None-Match", &etag)]).await;
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
        assert_eq!(
            world.get_with(path, &[("If-None-Match", "\"other\"")]).await.status,
            200,
            "{path}"
        );
        world.project("CO", puente::domain::project::Status::Identified).await;
        assert_eq!(
            world.get_with(path, &[("If-None-Match", &etag)]).await.status,
            200,
            "{path}"
        );
    }
    let partner = world.sign_in("banco@demo.example").await;
    assert_eq!(partner.get("/es/desk").await.header("Cache-Control"), Some("no-store"));
}
