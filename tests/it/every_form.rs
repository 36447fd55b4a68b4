//! What holds of every form: its address leads to it, the language switch keeps what was typed, and nothing is lost where
//! the session has ended.

use puente::i18n::language::Language::Es;
use rocket::http::ContentType;
use scraper::Selector;

use crate::access::{Things, mounted, things};
use crate::forms::{Visitor, phrase, typed};
use crate::harness::{Answer, World};

/// What somebody wrote, with what an encoding could break.
const WORDS: &str = "Así lo decidió la junta: 50 % & más <ñandú>";

/// Forms of people who need not be signed in, and the way in and out: there is no session that could end.
const WITHOUT_SESSION: &[&str] = &[
    "/account/session",
    "/account/session/end",
    "/account/invitations/<token>",
    "/account/password-resets",
    "/account/password-resets/<token>",
];

/// Forms that the things of these tests are in no state for: their pages show none.
const NOT_NOW: &[&str] = &[
    "/desk/pledges/<reference>/fulfilments",
    "/desk/pledges/<reference>/explanations",
    "/desk/commitments/<id>/fulfilments",
    "/desk/commitments/<id>/conditions",
    "/desk/commitments/<id>/explanations",
    "/desk/disbursements/<id>/receipts",
    "/desk/disbursements/<id>/refunds",
    "/desk/pledges/<reference>/earmarkings",
    "/admin/events/<number>/redactions",
    "/admin/reopenings",
    "/office/pledges/<reference>/lapses",
    "/office/pledges/<reference>/covers",
    "/office/pledges/<reference>/cover-reversals",
    "/admin/letters/<id>/retries",
    "/admin/people/<id>/invitations",
    "/admin/people/<id>/withdrawals",
    "/admin/people/<id>/session-ends",
    "/account/session-ends",
];

/// The forms for which somebody is signed in: route without language, address, who may send it.
fn all_forms(world: &World, things: &Things) -> Vec<(String, String, &'static str)> {
    let forms = mounted(world).into_keys().filter_map(|key| {
        let route = key.strip_prefix("POST /{lang}")?.to_owned();
        // A registered project cannot be adopted: there is no such page.
        let has_page = !matches!(route.as_str(), "/<_..>" | "/office/projects/<code>/adoptions");
        let is_for_people = !WITHOUT_SESSION.contains(&route.as_str()) && has_page;
        let who = match route.split('/').nth(1) {
            _ if route.contains("/expenditures/") => "cooperativa@demo.example",
            Some("office") => "officer@demo.example",
            Some("admin") => "admin@demo.example",
            _ => "banco@demo.example",
        };
        is_for_people.then(|| (route, things.fill(&key, "es"), who))
    });
    let forms: Vec<_> = forms.collect();
    assert!(forms.len() > 40, "{} forms", forms.len());
    forms
}

/// Whether the language can be changed: by a link, or by a button of a form that is on the page.
fn may_change_language(answer: &Answer) -> bool {
    let html = answer.html();
    let any = |css: &str| {
        html.select(&Selector::parse(css).expect("a selector"))
            .next()
            .map(|one| one.value().clone())
    };
    match any("header button[name=intent][value=language]") {
        Some(button) => any(&format!("form[id=\"{}\"]", button.attr("form").unwrap_or_default())).is_some(),
        None => any("header a[hreflang]").is_some(),
    }
}

fn form_to(answer: &Answer, action: &str) -> bool {
    let forms = Selector::parse(&format!("form[method=post][action=\"{action}\"]")).expect("a selector");
    answer.html().select(&forms).next().is_some()
}

#[rocket::async_test]
async fn the_address_of_a_form_leads_to_the_page_on_which_it_stands() {
    let world = World::new().await;
    let things = things(&world).await;
    let mut errors = Vec::new();
    for (route, address, who) in all_forms(&world, &things) {
        let person = world.sign_in(who).await;
        let mut answer = person.get(&address).await;
        for _ in 0..2 {
            if let (303 | 308, Some(to)) = (answer.status, answer.location.clone()) {
                answer = person.get(to.split('#').next().unwrap_or_default()).await;
            }
        }
        // What has a page of its own is led to from the page of the thing, or from the list.
        let is_there = NOT_NOW.contains(&route.as_str())
            || form_to(&answer, &address)
            || ["edit", "new"]
                .iter()
                .any(|page| answer.body.contains(&format!("href=\"{address}/{page}\"")));
        if answer.status != 200 || !is_there {
            errors.push(format!("{address}: {} {:?}", answer.status, answer.location));
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[rocket::async_test]
async fn a_form_that_comes_back_is_kept_when_the_language_is_changed() {
    let world = World::new().await;
    let things = things(&world).await;
    let mut kept = 0;
    for (_, address, who) in all_forms(&world, &things) {
        let person = world.sign_in(who).await;
        let fields = [
            ("note", WORDS),
            ("reason", WORDS),
            ("amount", "-1"),
            ("title_es", WORDS),
        ];
        let refused = person.post(&address, &fields).await;
        if refused.status != 422 {
            continue;
        }
        let button = Selector::parse("header button[name=intent][value=language]").expect("a selector");
        let html = refused.html();
        let button = html.select(&button).next().map(|button| button.value().clone());
        let button = button.unwrap_or_else(|| panic!("{address}: no button"));
        let form = button.attr("form").unwrap_or_default();
        let there = button.attr("formaction").unwrap_or_default();
        assert_eq!(there, address.replacen("/es/", "/en/", 1));
        let held = |answer: &Answer, action: &str| {
            let texts = format!("form[id=\"{form}\"][action=\"{action}\"] textarea");
            let texts = Selector::parse(&texts).expect("a selector");
            let html = answer.html();
            let texts = html
                .select(&texts)
                .map(|text| text.text().collect::<String>().trim().to_owned());
            texts.collect::<Vec<_>>()
        };
        let shown = person
            .post(there, &[fields.as_slice(), &[("intent", "language")]].concat())
            .await;
        assert_eq!(shown.status, 200, "{there}: {}", shown.text());
        assert!(shown.body.contains("<html lang=\"en\""), "{there}");
        let before = held(&refused, &address);
        assert_eq!(before, held(&shown, there), "{there}");
        kept += usize::from(before.iter().any(|text| text == WORDS));
    }
    assert!(kept > 10, "{kept}");
}

#[rocket::async_test]
async fn nothing_typed_is_lost_where_the_session_has_ended() {
    let world = World::new().await;
    let things = things(&world).await;
    for (nth, (_, address, who)) in all_forms(&world, &things).into_iter().enumerate() {
        let visitor = Visitor::of(world.app()).await;
        let fields = [
            ("csrf", "of-a-session-that-ended"),
            ("reason", WORDS),
            ("tranches[0].amount", "12 500,50"),
            ("request_id", "0b6c8f6e-1111-4222-a333-444455556666"),
        ];
        let door = visitor.post(&address, &fields).await;
        assert_eq!(door.status, 401, "{address}: {}", door.text());
        let resume = typed(&door, "resume").unwrap_or_else(|| panic!("{address}: nothing is carried"));
        assert!(door.text().contains(&phrase(Es, "sign-in-resumed", &[])));
        assert!(may_change_language(&door), "{address}");
        let csrf = typed(&door, "csrf").expect("its secret");
        if nth == 0 {
            // A wrong password on the way loses nothing either.
            let wrong = [
                ("csrf", csrf.as_str()),
                ("email", who),
                ("password", "no es esta"),
                ("resume", &resume),
            ];
            let wrong = visitor.post("/es/account/session", &wrong).await;
            assert_eq!(
                (wrong.status, typed(&wrong, "resume")),
                (422, Some(resume.clone())),
                "{address}"
            );
        }
        let right = [
            ("csrf", csrf.as_str()),
            ("email", who),
            ("password", puente::seed::demo::PASSWORD),
            ("resume", &resume),
        ];
        let listed = visitor.post("/es/account/session", &right).await;
        assert_eq!(listed.status, 200, "{address}: {}", listed.text());
        assert!(listed.text().contains(WORDS), "{address}: {}", listed.text());
        assert!(form_to(&listed, &address) && may_change_language(&listed), "{address}");
        let door = "href=\"/es/account/session\"";
        assert!(
            !listed.text().contains(door),
            "{address}: who has signed in is not asked to"
        );
        for (name, value) in &fields[1..] {
            assert_eq!(typed(&listed, name).as_deref(), Some(*value), "{address}: {name}");
        }
        let csrf = typed(&listed, "csrf").expect("its secret");
        let again = visitor
            .post(&address, &[&[("csrf", csrf.as_str())], &fields[1..]].concat())
            .await;
        assert!(
            !matches!(again.status, 401 | 403 | 500..),
            "{address}: {} {}",
            again.status,
            again.text()
        );
    }
}

#[rocket::async_test]
async fn a_file_that_the_session_lost_is_asked_for_and_no_secret_is_carried() {
    let world = World::new().await;
    let things = things(&world).await;
    let visitor = Visitor::of(world.app()).await;
    let address = things.fill("POST /{lang}/desk/commitments", "es");
    let body = "--x\r\nContent-Disposition: form-data; name=\"amount\"\r\n\r\n5 000\r\n\
        --x\r\nContent-Disposition: form-data; name=\"document\"; filename=\"acuerdo.pdf\"\r\n\
        Content-Type: application/pdf\r\n\r\n%PDF-1.4\r\n--x--\r\n";
    let kind = ContentType::new("multipart", "form-data").with_params(("boundary", "x"));
    let door = visitor.send(&address, kind, body).await;
    assert_eq!(door.status, 401, "{}", door.text());
    let (csrf, resume) = (
        typed(&door, "csrf").expect("its secret"),
        typed(&door, "resume").expect("carried"),
    );
    let password = puente::seed::demo::PASSWORD;
    let fields = [
        ("csrf", csrf.as_str()),
        ("email", "banco@demo.example"),
        ("password", password),
        ("resume", &resume),
    ];
    let listed = visitor.post("/es/account/session", &fields).await;
    assert_eq!(typed(&listed, "amount").as_deref(), Some("5 000"));
    assert!(
        listed.body.contains("type=\"file\"") && listed.body.contains("name=\"document\""),
        "{}",
        listed.body
    );

    // In English it is the form itself, as it was typed.
    let csrf = typed(&listed, "csrf").expect("its secret");
    let fields = [("csrf", csrf.as_str()), ("amount", "5 000"), ("intent", "language")];
    let english = visitor.post("/en/desk/commitments", &fields).await;
    assert_eq!(
        (english.status, typed(&english, "amount").as_deref()),
        (200, Some("5 000"))
    );

    let other = Visitor::of(world.app()).await;
    let secrets = [("old_password", "una clave vieja"), ("password", "una clave nueva")];
    let door = other.post("/es/account/password", &secrets).await;
    assert_eq!((door.status, typed(&door, "resume")), (401, None), "{}", door.text());
    assert!(!door.body.contains("una clave"));
}

#[rocket::async_test]
async fn a_button_alone_leads_back_to_its_page_where_the_session_has_ended() {
    let world = World::new().await;
    let things = things(&world).await;
    let visitor = Visitor::of(world.app()).await;
    let address = things.fill("POST /{lang}/desk/proposals/<reference>/withdrawals", "es");
    let door = visitor.post(&address, &[("csrf", "of-a-session-that-ended")]).await;
    assert_eq!((door.status, typed(&door, "resume")), (401, None), "{}", door.text());
    let (csrf, next) = (
        typed(&door, "csrf").expect("its secret"),
        typed(&door, "next").expect("a way"),
    );
    let password = puente::seed::demo::PASSWORD;
    let fields = [
        ("csrf", csrf.as_str()),
        ("email", "banco@demo.example"),
        ("password", password),
        ("next", &next),
    ];
    let signed_in = visitor.post("/es/account/session", &fields).await;
    let page = address.trim_end_matches("/withdrawals");
    let way = format!("{page}?open=withdrawals");
    assert_eq!((signed_in.status, signed_in.location), (303, Some(way)));
}

#[rocket::async_test]
async fn what_is_carried_goes_to_a_form_of_ours_only() {
    use base64::Engine as _;
    let world = World::new().await;
    for action in [
        "https://example.com/",
        "//example.com/es/desk",
        "/es/nothing",
        "/es/desk/pledges?x=1",
    ] {
        let visitor = Visitor::of(world.app()).await;
        let csrf = visitor.csrf("/es/account/session").await;
        let packed = format!(r#"{{"action":"{action}","fields":[["reason","x"]],"files":[]}}"#);
        let packed = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(packed);
        let password = puente::seed::demo::PASSWORD;
        let fields = [
            ("csrf", csrf.as_str()),
            ("email", "banco@demo.example"),
            ("password", password),
            ("resume", &packed),
        ];
        let answer = visitor.post("/es/account/session", &fields).await;
        assert_eq!(answer.status, 303, "{action}: {}", answer.text());
    }
}
