//! Every mounted route × every role. A route without a row and a row without a route both fail.
//!
//! A form is refused in this order: nobody signed in (401), wrong role (403), form of another session or of none
//! (403), then whatever the handler says. A visitor's own forms (sign-in, invitation) have no first two steps.

use std::collections::BTreeMap;

use puente::actions;
use puente::actions::pledges::Intent;
use puente::domain::account::Role;
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::i18n::language::Language;
use puente::store::organisations;

use crate::harness::{Answer, Person, World};

/// Taken to the sign-in, and back afterwards.
const DOOR: u16 = 1;

/// Visitor, the partner who made the pledges, another organisation's (an implementer), an officer of both countries,
/// one of Panamá, the administrator. The project and its pledges are in Colombia.
type Expected = [u16; 6];
const ROLES: [&str; 6] = [
    "visitor",
    "partner",
    "other partner",
    "officer",
    "officer PA",
    "administrator",
];

const EVERYBODY: Expected = [200; 6];
const DESK: Expected = [DOOR, 200, 200, 200, 200, 403];
const OFFICE: Expected = [DOOR, 403, 403, 200, 200, 403];
const OWN_PLEDGE: Expected = [DOOR, 200, 404, 200, 403, 403];
/// A draft that the bank entered itself.
const OWN_DRAFT: Expected = [DOOR, 200, 404, 404, 404, 403];
/// What the bank signed and paid, and the cooperative receives.
const RECEIVED: Expected = [DOOR, 200, 200, 200, 403, 403];
/// What the cooperative spent.
const EXPENDITURE: Expected = [DOOR, 404, 200, 200, 403, 403];
const OWN_COUNTRY: Expected = [DOOR, 403, 403, 200, 403, 403];
const ADMIN: Expected = [DOOR, 403, 403, 403, 403, 200];

/// What an empty form gets. 422: read and found wanting; 409: it does not say which version it was made of.
const TABLE: &[(&str, Expected)] = &[
    ("GET /", [303; 6]),
    ("GET /static/<path..>", EVERYBODY),
    ("GET /health/live", EVERYBODY),
    ("GET /health/ready", EVERYBODY),
    ("GET /metrics", [404; 6]),
    ("GET /robots.txt", EVERYBODY),
    ("GET /data/events.ndjson", EVERYBODY),
    ("GET /documents/<reference>", [404; 6]),
    ("GET /{lang}/", EVERYBODY),
    ("GET /{lang}/projects", EVERYBODY),
    ("GET /{lang}/projects/<code>", EVERYBODY),
    ("GET /{lang}/pledges/<reference>", EVERYBODY),
    ("GET /{lang}/partners", EVERYBODY),
    ("GET /{lang}/partners/<slug>", EVERYBODY),
    ("GET /{lang}/places", EVERYBODY),
    ("GET /{lang}/places/<code>", EVERYBODY),
    ("GET /{lang}/totals/<kind>", EVERYBODY),
    ("GET /{lang}/totals/<kind>/<key>", EVERYBODY),
    ("GET /{lang}/activity", EVERYBODY),
    ("GET /{lang}/about/methodology", EVERYBODY),
    ("GET /{lang}/about/privacy", EVERYBODY),
    ("GET /{lang}/about/accessibility", EVERYBODY),
    ("GET /{lang}/about/who", EVERYBODY),
    ("GET /{lang}/data", EVERYBODY),
    // A form of nobody: with the address of one, the door.
    ("POST /{lang}/<_..>", [404; 6]),
    ("GET /{lang}/account", [DOOR, 200, 200, 200, 200, 200]),
    ("POST /{lang}/account", [401, 422, 422, 422, 422, 422]),
    ("POST /{lang}/account/password", [401, 422, 422, 422, 422, 422]),
    ("POST /{lang}/account/session-ends", [401, 303, 303, 303, 303, 303]),
    ("GET /{lang}/account/session", EVERYBODY),
    ("POST /{lang}/account/session", [422; 6]),
    ("POST /{lang}/account/session/end", [401, 303, 303, 303, 303, 303]),
    ("GET /{lang}/account/invitations/<token>", EVERYBODY),
    ("POST /{lang}/account/invitations/<token>", [422; 6]),
    ("GET /{lang}/account/password-resets/new", EVERYBODY),
    ("POST /{lang}/account/password-resets", [422; 6]),
    ("GET /{lang}/account/password-resets/asked", EVERYBODY),
    ("GET /{lang}/account/password-resets/done", EVERYBODY),
    ("GET /{lang}/account/password-resets/<token>", EVERYBODY),
    ("POST /{lang}/account/password-resets/<token>", [422; 6]),
    ("GET /{lang}/desk", DESK),
    ("GET /{lang}/desk/pledges/new", DESK),
    ("POST /{lang}/desk/pledges", [401, 422, 422, 422, 422, 403]),
    ("GET /{lang}/desk/pledges/<reference>", OWN_PLEDGE),
    ("GET /{lang}/desk/pledges/<reference>/edit", OWN_DRAFT),
    ("POST /{lang}/desk/pledges/<reference>", [401, 409, 404, 404, 404, 403]),
    (
        "POST /{lang}/desk/pledges/<reference>/withdrawals",
        [401, 422, 404, 422, 403, 403],
    ),
    ("GET /{lang}/office", OFFICE),
    ("GET /{lang}/office/pledges/<reference>", OWN_COUNTRY),
    (
        "POST /{lang}/office/pledges/<reference>/reviews",
        [401, 403, 403, 422, 403, 403],
    ),
    (
        "POST /{lang}/office/pledges/<reference>/lapses",
        [401, 403, 403, 422, 403, 403],
    ),
    (
        "POST /{lang}/office/pledges/<reference>/covers",
        [401, 403, 403, 422, 403, 403],
    ),
    (
        "POST /{lang}/office/pledges/<reference>/cover-reversals",
        [401, 403, 403, 422, 403, 403],
    ),
    ("GET /{lang}/office/projects", OFFICE),
    ("GET /{lang}/office/projects/new", OFFICE),
    ("POST /{lang}/office/projects", [401, 403, 403, 422, 422, 403]),
    ("GET /{lang}/office/projects/<code>", OWN_COUNTRY),
    ("GET /{lang}/office/projects/<code>/edit", OWN_COUNTRY),
    ("POST /{lang}/office/projects/<code>", [401, 403, 403, 409, 403, 403]),
    (
        "POST /{lang}/office/projects/<code>/status-changes",
        [401, 403, 403, 409, 403, 403],
    ),
    // A registered project: there is nothing to adopt.
    (
        "GET /{lang}/office/projects/<code>/adoptions/new",
        [DOOR, 403, 403, 404, 403, 403],
    ),
    (
        "POST /{lang}/office/projects/<code>/adoptions",
        [401, 403, 403, 409, 403, 403],
    ),
    (
        "POST /{lang}/desk/pledges/<reference>/revisions",
        [401, 422, 404, 422, 403, 403],
    ),
    (
        "POST /{lang}/desk/pledges/<reference>/earmarkings",
        [401, 422, 404, 422, 403, 403],
    ),
    (
        "POST /{lang}/desk/pledges/<reference>/commitments",
        [401, 422, 404, 422, 403, 403],
    ),
    (
        "POST /{lang}/desk/pledges/<reference>/conditions",
        [401, 422, 404, 422, 403, 403],
    ),
    (
        "POST /{lang}/desk/pledges/<reference>/fulfilments",
        [401, 422, 404, 422, 403, 403],
    ),
    (
        "POST /{lang}/desk/pledges/<reference>/explanations",
        [401, 422, 404, 422, 403, 403],
    ),
    (
        "POST /{lang}/desk/commitments/<id>/conditions",
        [401, 422, 403, 422, 403, 403],
    ),
    (
        "POST /{lang}/desk/commitments/<id>/fulfilments",
        [401, 422, 403, 422, 403, 403],
    ),
    (
        "POST /{lang}/desk/commitments/<id>/explanations",
        [401, 422, 403, 422, 403, 403],
    ),
    ("GET /{lang}/desk/commitments/new", DESK),
    ("POST /{lang}/desk/commitments", [401, 422, 422, 422, 422, 403]),
    ("GET /{lang}/desk/commitments/<id>", RECEIVED),
    (
        "POST /{lang}/desk/commitments/<id>/disbursements",
        [401, 422, 403, 422, 403, 403],
    ),
    (
        "POST /{lang}/desk/commitments/<id>/terminations",
        [401, 422, 403, 422, 403, 403],
    ),
    ("GET /{lang}/desk/disbursements/<id>", RECEIVED),
    (
        "POST /{lang}/desk/disbursements/<id>/receipts",
        [401, 422, 422, 422, 403, 403],
    ),
    (
        "POST /{lang}/desk/disbursements/<id>/refunds",
        [401, 422, 403, 422, 403, 403],
    ),
    (
        "POST /{lang}/desk/disbursements/<id>/publications",
        [401, 422, 403, 422, 403, 403],
    ),
    ("GET /{lang}/desk/proposals", DESK),
    ("GET /{lang}/desk/proposals/<reference>", OWN_PLEDGE),
    ("GET /{lang}/desk/proposals/<reference>/document", OWN_PLEDGE),
    // What came back is for those who entered it.
    (
        "GET /{lang}/desk/proposals/<reference>/edit",
        [DOOR, 200, 404, 404, 403, 403],
    ),
    (
        "POST /{lang}/desk/proposals/<reference>",
        [401, 409, 404, 404, 403, 403],
    ),
    (
        "POST /{lang}/desk/proposals/<reference>/withdrawals",
        [401, 303, 404, 404, 403, 403],
    ),
    ("GET /{lang}/office/proposals/<reference>", OWN_COUNTRY),
    (
        "POST /{lang}/office/proposals/<reference>/reviews",
        [401, 403, 403, 422, 403, 403],
    ),
    ("GET /{lang}/desk/commitments", DESK),
    ("GET /{lang}/desk/disbursements", DESK),
    ("GET /{lang}/desk/expenditures", DESK),
    ("GET /{lang}/desk/expenditures/<id>", EXPENDITURE),
    (
        "POST /{lang}/desk/expenditures/<id>/adjustments",
        [401, 404, 422, 422, 403, 403],
    ),
    ("GET /{lang}/desk/expenditures/new", DESK),
    ("POST /{lang}/desk/expenditures", [401, 422, 422, 422, 422, 403]),
    ("GET /{lang}/admin", ADMIN),
    ("POST /{lang}/admin/invitations", [401, 403, 403, 403, 403, 422]),
    ("GET /{lang}/admin/people", ADMIN),
    ("GET /{lang}/admin/people/<id>", ADMIN),
    // Somebody who joined has no invitation.
    (
        "POST /{lang}/admin/people/<id>/invitations",
        [401, 403, 403, 403, 403, 409],
    ),
    (
        "POST /{lang}/admin/people/<id>/withdrawals",
        [401, 403, 403, 403, 403, 409],
    ),
    (
        "POST /{lang}/admin/people/<id>/state-changes",
        [401, 403, 403, 403, 403, 422],
    ),
    (
        "POST /{lang}/admin/people/<id>/session-ends",
        [401, 403, 403, 403, 403, 303],
    ),
    (
        "POST /{lang}/admin/letters/<id>/retries",
        [401, 403, 403, 403, 403, 303],
    ),
    ("GET /{lang}/admin/events", [DOOR, 403, 403, 403, 403, 404]),
    ("GET /{lang}/admin/events/<number>", ADMIN),
    ("GET /{lang}/admin/rates", ADMIN),
    ("POST /{lang}/admin/rates", [401, 403, 403, 403, 403, 422]),
    ("GET /{lang}/admin/rates/entries/new", ADMIN),
    ("POST /{lang}/admin/rates/entries", [401, 403, 403, 403, 403, 422]),
    ("GET /{lang}/admin/rates/<id>/corrections/new", ADMIN),
    (
        "POST /{lang}/admin/rates/<id>/corrections",
        [401, 403, 403, 403, 403, 422],
    ),
    ("GET /{lang}/admin/reopenings/new", ADMIN),
    ("POST /{lang}/admin/reopenings", [401, 403, 403, 403, 403, 422]),
    (
        "POST /{lang}/admin/events/<number>/redactions",
        [401, 403, 403, 403, 403, 422],
    ),
];

/// Real things to name in addresses.
pub struct Things {
    project: String,
    draft: String,
    submitted: String,
    verified: String,
    commitment: i64,
    disbursement: i64,
    new_expenditure: i64,
    /// Proposals of the bank: one that waits and one that came back.
    proposed: String,
    returned: String,
    token: String,
    reset_token: String,
    person: i64,
}

pub async fn things(world: &World) -> Things {
    let project = world.project("CO", Status::SeekingFunding).await;
    let submitted = world.pledge(&project).await;
    let verified = world.pledge(&project).await;
    let officer = world.actor("officer@demo.example").await;
    actions::pledges::review(world.ctx(), &officer, &verified, None, Decision::Verify, "")
        .await
        .expect("verified");
    let bank = world.actor("banco@demo.example").await;
    let terms = world.terms(&project).await;
    let draft = actions::pledges::create(
        world.ctx().numbered(&bank, &world.request_id()),
        &bank,
        &terms,
        Intent::Draft,
    )
    .await;
    let provider = organisations::by_slug(world.db().primary(), "empresa-demo")
        .await
        .expect("read")
        .expect("an organisation");
    let role = Role::Partner {
        organisation: provider.key(),
    };
    let invited = actions::invitations::invite(world.ctx(), None, "nueva@demo.example", role, Language::Es)
        .await
        .expect("an invitation");
    let token = invited
        .link
        .unwrap_or_default()
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    actions::passwords::ask(world.ctx(), "fundacion@demo.example")
        .await
        .expect("asked");
    let reset = world.mail().await.pop().expect("a letter").path("/password-resets/");
    let officer2 = world.actor("officer2@demo.example").await;
    let (commitment, disbursement) = world.paid(&verified).await;
    let new_expenditure = world.spent("cooperativa@demo.example", &project, 1_000_00).await;
    let proposed = world.proposed("banco@demo.example", &project, 1_000_00).await;
    let returned = world.proposed("banco@demo.example", &project, 2_000_00).await;
    let (decision, why, id) = (Decision::Return, "Falta la página firmada", world.request_id());
    actions::proposals::review(
        world.ctx().numbered(&officer, &id),
        &officer,
        &returned,
        None,
        decision,
        why,
    )
    .await
    .expect("returned");
    world
        .sql(
            "INSERT INTO exchange_rate (id, currency, kind, valid_from_on, valid_to_on, units_per_usd, source,
                demonstration, created_at)
             VALUES (1, 'COP', 'annual', '2023-01-01', '2023-12-31', '4000', 'Test', TRUE, '2026-01-01T00:00:00Z')",
        )
        .await
        .expect("a rate");
    Things {
        project,
        draft: draft.expect("a draft"),
        submitted,
        verified,
        commitment,
        disbursement,
        new_expenditure,
        proposed,
        returned,
        token,
        reset_token: reset.rsplit('/').next().unwrap_or_default().to_owned(),
        person: officer2.account.0,
    }
}

impl Things {
    /// The address of a route, with things of the state that its action is about.
    pub fn fill(&self, key: &str, language: &str) -> String {
        let path = key.split_once(' ').map_or(key, |(_, path)| path);
        let reference = match path {
            path if path.contains("/proposals/") => {
                if path.ends_with("/edit") || key == "POST /{lang}/desk/proposals/<reference>" {
                    &self.returned
                } else {
                    &self.proposed
                }
            }
            path if path.contains("/reviews")
                || path.contains("/office/pledges/<reference>")
                    && !path.contains("lapses")
                    && !path.contains("/cover") =>
            {
                &self.submitted
            }
            path if path.ends_with("/edit") || key == "POST /{lang}/desk/pledges/<reference>" => &self.draft,
            _ => &self.verified,
        };
        path.replace("{lang}", language)
            .replace("<path..>", "puente.css")
            .replace("<_..>", "nothing")
            .replace("places/<code>", "places/co-acandi")
            .replace("<slug>", "banco-demo")
            .replace("<kind>/<key>", "country/CO")
            .replace("<kind>", "plan")
            .replace("<code>", &self.project)
            .replace("<reference>", reference)
            .replace("resets/<token>", &format!("resets/{}", self.reset_token))
            .replace("<token>", &self.token)
            .replace("people/<id>", &format!("people/{}", self.person))
            .replace("<number>", "1")
            .replace("commitments/<id>", &format!("commitments/{}", self.commitment))
            .replace("disbursements/<id>", &format!("disbursements/{}", self.disbursement))
            .replace("expenditures/<id>", &format!("expenditures/{}", self.new_expenditure))
            .replace("<id>", "1")
    }
}

/// Mounted routes as keys of the table, each with the languages it is mounted under.
pub fn mounted(world: &World) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for route in world.client().rocket().routes() {
        let language = route.uri.base().trim_matches('/');
        let path = route.uri.path();
        let key = match path.strip_prefix(&format!("/{language}")) {
            Some("") if !language.is_empty() => format!("{} /{{lang}}/", route.method),
            Some(rest) if !language.is_empty() => format!("{} /{{lang}}{rest}", route.method),
            _ => format!("{} {path}", route.method),
        };
        found.entry(key).or_default().push(language.to_owned());
    }
    found
}

#[rocket::async_test]
async fn the_table_names_every_mounted_route_and_no_other() {
    let world = World::new().await;
    let routes = mounted(&world);
    let keys: Vec<&str> = TABLE.iter().map(|(key, _)| *key).collect();
    let missing: Vec<_> = routes.keys().filter(|key| !keys.contains(&key.as_str())).collect();
    let dead: Vec<_> = keys.iter().filter(|key| !routes.contains_key(**key)).collect();
    assert!(missing.is_empty(), "routes without a row: {missing:?}");
    assert!(dead.is_empty(), "rows without a route: {dead:?}");
    for (key, languages) in routes.iter().filter(|(key, _)| key.contains("{lang}")) {
        assert_eq!(*languages, ["es", "en"], "{key}");
    }
}

async fn ask(world: &World, who: Option<&Person<'_>>, method: &str, path: &str) -> Answer {
    match (who, method) {
        (Some(person), "GET") => person.get(path).await,
        (Some(person), _) => person.post(path, &[]).await,
        (None, "GET") => world.get(path).await,
        (None, _) => world.visitor_post(path, &[]).await,
    }
}

fn error(expected: u16, answer: &Answer, language: &str) -> Option<String> {
    let location = answer.location.as_deref().unwrap_or_default();
    if expected == DOOR {
        let door = format!("/{language}/account/session?next=");
        return (answer.status != 303 || !location.starts_with(&door))
            .then(|| format!("expected the door, got {} {location}", answer.status));
    }
    (answer.status != expected).then(|| format!("expected {expected}, got {} {location}", answer.status))
}

async fn people(world: &World) -> [Option<Person<'_>>; 6] {
    [
        None,
        Some(world.sign_in("banco@demo.example").await),
        Some(world.sign_in("cooperativa@demo.example").await),
        Some(world.sign_in("officer@demo.example").await),
        Some(world.sign_in("gestora.pa@demo.example").await),
        Some(world.sign_in("admin@demo.example").await),
    ]
}

#[rocket::async_test]
async fn every_route_answers_every_role_as_the_table_says() {
    let world = World::new().await;
    let things = things(&world).await;
    let people = people(&world).await;
    let mut errors = Vec::new();
    for (key, languages) in mounted(&world) {
        let Some((_, expected)) = TABLE.iter().find(|(known, _)| *known == key) else {
            continue;
        };
        let method = key.split(' ').next().unwrap_or_default();
        for language in &languages {
            let path = things.fill(&key, language);
            for (who, (role, expected)) in ROLES.iter().zip(expected).enumerate() {
                if key.contains("/letters/") {
                    world
                        .sql("UPDATE outbox SET state = 'failed' WHERE id = 1")
                        .await
                        .expect("a failed letter");
                }
                // Signing out ends the session that the other routes need.
                let leaving = match &people[who] {
                    Some(person) if key.ends_with("/session/end") => Some(world.sign_in(&person.email).await),
                    _ => None,
                };
                let answer = ask(&world, leaving.as_ref().or(people[who].as_ref()), method, &path).await;
                errors.extend(
                    error(*expected, &answer, language).map(|shown| format!("{role}: {method} {path}: {shown}")),
                );
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert!(world.verify().await.errors.is_empty());
}

/// Two csrf values that are not this session's: none, and one of another session.
#[rocket::async_test]
async fn every_form_of_no_session_or_of_another_one_is_refused() {
    let world = World::new().await;
    let things = things(&world).await;
    let people = people(&world).await;
    let foreign = world.sign_in("officer2@demo.example").await.csrf().await;
    let mut errors = Vec::new();
    for (key, expected) in TABLE.iter().filter(|(key, _)| key.starts_with("POST")) {
        let path = things.fill(key, "es");
        for (who, role) in ROLES.iter().enumerate() {
            if matches!(expected[who], 401 | 403 | 404) {
                continue;
            }
            for csrf in ["", &foreign] {
                let fields = [("csrf", csrf), ("reason", "Así lo decidió el comité"), ("version", "1")];
                let answer = match &people[who] {
                    Some(person) => person.post(&path, &fields).await,
                    None => world.visitor_post(&path, &fields).await,
                };
                if answer.status != 403 {
                    errors.push(format!("{role}: {path} with csrf {csrf:?} got {}", answer.status));
                }
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[rocket::async_test]
async fn a_form_without_any_csrf_or_of_another_kind_is_refused() {
    use rocket::http::ContentType;
    let world = World::new().await;
    let bare = world
        .client()
        .post("/es/account/session")
        .header(ContentType::Form)
        .body("email=a&password=b");
    assert_eq!(bare.dispatch().await.status().code, 403);
    let json = world
        .client()
        .post("/es/account/session")
        .header(ContentType::JSON)
        .body("{}");
    assert_eq!(json.dispatch().await.status().code, 415);
    // Signing in may carry a whole form, so twice as much is read there as elsewhere.
    let large = format!("email={}", "a".repeat(140_000));
    let large = world
        .client()
        .post("/es/account/session")
        .header(ContentType::Form)
        .body(large);
    assert_eq!(large.dispatch().await.status().code, 413);
}

#[rocket::async_test]
async fn what_is_hidden_absent_or_malformed_is_the_same_404() {
    let world = World::new().await;
    let draft = world.project("CO", Status::Draft).await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let submitted = world.pledge(&project).await;
    let officer = world.sign_in("officer@demo.example").await;
    let other = world.sign_in("fundacion@demo.example").await;
    for path in [
        format!("/es/projects/{draft}"),
        format!("/es/projects/{draft}.json"),
        format!("/es/pledges/{submitted}"),
        "/es/projects/%00".to_owned(),
        "/es/projects/P-0".to_owned(),
        "/es/projects?pillar=x".to_owned(),
        "/es/projects?year=x".to_owned(),
        format!("/es/totals/project/{draft}"),
        "/es/totals/project/D-01".to_owned(),
        "/es/totals/country".to_owned(),
        "/es/totals/plan/x".to_owned(),
        "/es/totals/nothing/x".to_owned(),
        "/es/totals/place/x".to_owned(),
        "/es/totals/territory/co-acandi".to_owned(),
        "/es/totals/territory/unsplit".to_owned(),
        "/es/totals/year/1999".to_owned(),
        "/es/totals/year/02026".to_owned(),
        "/es/totals/plan.json?on=x".to_owned(),
        "/es/partners/x".to_owned(),
        "/es/partners/banco-demo?state=x".to_owned(),
        "/es/partners/banco-demo?before=x".to_owned(),
        "/es/partners?class=x".to_owned(),
        "/es/partners?sort=x".to_owned(),
        "/es/partners?after=x".to_owned(),
        "/es/places/x".to_owned(),
        "/es/places/co?after=x".to_owned(),
        "/es/activity?before=x".to_owned(),
        "/es/activity?before=-1".to_owned(),
        "/es/account/invitations/x".to_owned(),
        "/es/account/password-resets/x".to_owned(),
        "/static/../Cargo.toml".to_owned(),
        "/fr".to_owned(),
    ] {
        assert_eq!(world.get(&path).await.status, 404, "{path}");
    }
    for path in [
        format!("/es/desk/pledges/{submitted}"),
        "/es/desk/pledges/A-1".to_owned(),
    ] {
        assert_eq!(other.get(&path).await.status, 404, "{path}");
    }
    for path in ["/es/office/projects/x", "/es/office/pledges/x"] {
        assert_eq!(officer.get(path).await.status, 404, "{path}");
    }
}

#[rocket::async_test]
async fn whoever_entered_a_pledge_may_not_review_it() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let officer = world.actor("officer@demo.example").await;
    let terms = world.terms(&project).await;
    let id = world.request_id();
    let reference = actions::pledges::create(world.ctx().numbered(&officer, &id), &officer, &terms, Intent::Submit)
        .await
        .expect("a pledge");
    let path = format!("/es/office/pledges/{reference}/reviews");
    let own = world
        .sign_in("officer@demo.example")
        .await
        .post(&path, &[("decision", "verify")])
        .await;
    assert_eq!(own.status, 403);
    let second = world
        .sign_in("officer2@demo.example")
        .await
        .post(&path, &[("decision", "verify")])
        .await;
    assert_eq!(second.status, 303);
}
