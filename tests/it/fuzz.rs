//! Every field of every form gets everything that people, browsers and attackers have ever put into one. None of it
//! may cost more than the form again: an answer of 500 or above is a bug of ours.

use puente::domain::project::Status;
use puente::store::projects;
use rocket::http::ContentType;

use crate::forms::{self, Form, Visitor};
use crate::harness::{Person, World};

fn nasty() -> Vec<String> {
    let mut values: Vec<String> = [
        "",
        " ",
        "\0",
        "\0 una razón bastante larga",
        "una razón\0bastante larga",
        "NaN",
        "-1",
        "0",
        "1e309",
        "12,500",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999",
        "2026-02-30",
        "0000-00-00",
        "9999-12-31",
        "+2026-11-23",
        "2026-11-23",
        "null",
        "[]",
        "{{ 7 * 7 }}",
        "' OR 1=1 --",
        "\"><script>alert(1)</script>",
        "%00%ff",
        "../../../etc/passwd",
        "$1",
        "\\",
        "\r\n\r\n",
        "\u{feff}",
        "\u{202e}abc",
        "e\u{301}\u{301}\u{301}",
        "👩‍👩‍👧‍👦",
        "\u{10ffff}",
        "٣٫٥",
        "100",
        "50,5",
        "outside",
        "both",
        "seeking_funding",
        "verify",
    ]
    .map(str::to_owned)
    .to_vec();
    values.push("9".repeat(400));
    values.push("ñ".repeat(5000));
    values
}

async fn assert_survives(person: &Person<'_>, path: &str, form: &Form, extra: &[&str]) {
    let names = form.names();
    let all: Vec<&str> = names.iter().map(String::as_str).chain(extra.iter().copied()).collect();
    for value in nasty() {
        // What stands twice in a form is read by the same lines: once is enough.
        for name in all
            .iter()
            .filter(|name| !name.contains("[1]") && !name.ends_with("_en"))
        {
            let answer = form.with(name, &value).without("request_id").post(person, path).await;
            assert!(
                answer.status < 500,
                "{path}: {name} = {value:?} gives {}",
                answer.status
            );
        }
        let everywhere = all.iter().fold(Form::default(), |form, name| form.with(name, &value));
        let answer = everywhere.post(person, path).await;
        assert!(
            answer.status < 500,
            "{path}: everything = {value:?} gives {}",
            answer.status
        );
    }
}

#[rocket::async_test]
async fn the_pledge_form_survives_everything() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let extra = [
        "place",
        "pillar",
        "organisation",
        "embargo_until",
        "version",
        "tranches[12].amount",
        "tranches[].due_on",
    ];
    let form = forms::pledge(&project).with("intent", "draft");
    assert_survives(&bank, "/es/desk/pledges", &form, &extra).await;
}

#[rocket::async_test]
async fn the_form_of_a_draft_pledge_survives_everything() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let bank = world.sign_in("banco@demo.example").await;
    let form = Form::new(&[
        ("amount", "5"),
        ("currency", "USD"),
        ("note", "x"),
        ("version", "1"),
        ("intent", "review"),
    ]);
    let made = forms::pledge(&project)
        .with("intent", "draft")
        .post(&bank, "/es/desk/pledges")
        .await;
    assert_survives(&bank, &made.location.expect("a draft"), &form, &[]).await;
}

#[rocket::async_test]
async fn the_forms_that_answer_and_end_a_pledge_survive_everything() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    let officer = world.sign_in("officer@demo.example").await;
    let bank = world.sign_in("banco@demo.example").await;
    for value in nasty() {
        for decision in ["verify", "return", "decline", value.as_str()] {
            let reference = world.pledge(&project).await;
            let office = format!("/es/office/pledges/{reference}");
            let fields = [
                ("decision", decision),
                ("reason", value.as_str()),
                ("version", value.as_str()),
            ];
            for fields in [&fields[..2], &fields[..]] {
                let answer = officer.post(&format!("{office}/reviews"), fields).await;
                assert!(
                    answer.status < 500,
                    "{decision} because of {value:?} gives {}",
                    answer.status
                );
            }
            for (person, path) in [
                (&bank, format!("/es/desk/pledges/{reference}/withdrawals")),
                (&officer, format!("{office}/lapses")),
            ] {
                let answer = person.post(&path, &[("reason", &value)]).await;
                assert!(answer.status < 500, "{path}: {value:?} gives {}", answer.status);
            }
        }
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_project_form_survives_everything() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    assert_survives(
        &officer,
        "/es/office/projects",
        &forms::project(),
        &["lines[11].name_en", "places[12].place"],
    )
    .await;
}

#[rocket::async_test]
async fn the_form_of_a_change_of_status_survives_everything() {
    let world = World::new().await;
    let code = world.project("CO", Status::Identified).await;
    let officer = world.sign_in("officer@demo.example").await;
    let path = format!("/es/office/projects/{code}/status-changes");
    for value in nasty() {
        for (field, good) in [
            ("to", "seeking_funding"),
            ("effective_on", "2026-11-23"),
            ("reason", "Aprobado por el comité"),
            ("version", ""),
        ] {
            let row = projects::by_code(world.db().primary(), &code)
                .await
                .expect("read")
                .expect("the project");
            let to = row.status.successors(row.suspended_from);
            let to = to
                .iter()
                .find(|to| **to != Status::Cancelled)
                .map_or(good, |to| to.code());
            let version = row.version.to_string();
            let form = Form::new(&[
                ("to", to),
                ("effective_on", "2026-11-23"),
                ("reason", "Aprobado por el comité"),
                ("version", &version),
            ]);
            let answer = form.with(field, &value).post(&officer, &path).await;
            assert!(answer.status < 500, "{field} = {value:?} gives {}", answer.status);
        }
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_forms_of_the_administrator_survive_everything() {
    let world = World::new().await;
    let project = world.project("CO", Status::SeekingFunding).await;
    assert!(world.get(&format!("/es/projects/{project}")).await.status == 200);
    let admin = world.sign_in("admin@demo.example").await;
    let invitation = Form::new(&[
        ("email", "nueva@demo.example"),
        ("role", "partner"),
        ("organisation", "banco-demo"),
        ("jurisdiction", "CO"),
    ]);
    assert_survives(&admin, "/es/admin/invitations", &invitation, &[]).await;
    let own = Form::new(&[("name", "Ana"), ("language", "es")]);
    assert_survives(&admin, "/es/account", &own, &[]).await;
    let password = Form::new(&[("old_password", "x"), ("password", "x"), ("password_again", "")]);
    assert_survives(&admin, "/es/account/password", &password, &[]).await;
    assert_survives(&admin, "/es/account/session-ends", &Form::new(&[("session", "x")]), &[]).await;
    assert_survives(
        &admin,
        "/es/admin/people/1/state-changes",
        &Form::new(&[("to", "x")]),
        &[],
    )
    .await;
    let redaction = Form::new(&[("field", "reason"), ("reason", "Nombra a una persona")]);
    assert_survives(&admin, "/es/admin/events/1/redactions", &redaction, &[]).await;
    for number in ["0", "-1", "99999999999999999999", "abc", "1%00"] {
        for path in [
            format!("/es/admin/events/{number}/redactions"),
            format!("/es/admin/letters/{number}/retries"),
        ] {
            let answer = redaction.post(&admin, &path).await;
            assert_eq!(answer.status, 404, "{path}: absent, hidden and malformed are one 404");
        }
    }
    assert_eq!(world.verify().await.errors, Vec::<String>::new());
}

#[rocket::async_test]
async fn the_forms_at_the_door_survive_everything() {
    let world = World::new().await;
    let admin = world.sign_in("admin@demo.example").await;
    let fields = [("email", "invitada@demo.example"), ("role", "administrator")];
    assert_eq!(admin.post("/es/admin/invitations", &fields).await.status, 201);
    let asked = [("email", "banco@demo.example")];
    assert_eq!(
        world.visitor_post("/es/account/password-resets", &asked).await.status,
        303
    );
    let sent = world.mail().await;
    let [invitation_path, reset_path] = [0, 1].map(|nth: usize| sent[nth].path("/es/account/"));
    let door = Form::new(&[
        ("email", "banco@demo.example"),
        ("password", "x"),
        ("next", "/es/desk"),
        ("code", ""),
    ]);
    let invitation = Form::new(&[
        ("name", "Ana"),
        ("password", "doce-letras-y-mas"),
        ("password_again", ""),
    ]);
    for (path, form) in [
        ("/es/account/session".to_owned(), door),
        (invitation_path, invitation),
        ("/es/account/password-resets".to_owned(), Form::new(&asked)),
        (reset_path, Form::new(&[("password", "x"), ("password_again", "")])),
    ] {
        for value in nasty() {
            for name in form.names() {
                let answer = world.visitor_post(&path, &form.with(&name, &value).fields()).await;
                assert!(
                    answer.status < 500,
                    "{path}: {name} = {value:?} gives {}",
                    answer.status
                );
            }
        }
    }
}

#[rocket::async_test]
async fn bodies_that_no_browser_sends_are_survived_too() {
    let world = World::new().await;
    let visitor = Visitor::signed_in(world.app(), "banco@demo.example").await;
    let csrf = visitor.csrf("/es/desk/pledges/new").await;
    for body in [
        "",
        "&",
        "=",
        "====&&&;",
        "%",
        "%zz",
        "%ff%fe=%c3%28",
        "amount",
        "amount=1&amount=2&amount=%00",
        "a=b=c=d",
        "tranches[99999999999999999999].amount=1",
        "tranches%5B0%5D.amount=%ff",
        "\0\0\0\0",
    ] {
        for (path, carries) in [
            ("/es/desk/pledges", true),
            ("/es/desk/pledges", false),
            ("/es/account/session/end", false),
        ] {
            let body = if carries {
                format!("csrf={csrf}&{body}")
            } else {
                body.to_owned()
            };
            let answer = visitor.send(path, ContentType::Form, &body).await;
            assert!(answer.status < 500, "{path}: {body:?} gives {}", answer.status);
        }
    }
    let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
    let answer = visitor.send("/es/desk/pledges", ContentType::Form, &bytes).await;
    assert!(answer.status < 500, "all bytes give {}", answer.status);
}

#[rocket::async_test]
async fn addresses_that_nobody_has_are_a_404_in_every_part() {
    let world = World::new().await;
    let officer = world.sign_in("officer@demo.example").await;
    for part in [
        "%00",
        "%ff",
        "..%2f..",
        "P-1%00",
        "%F0%9F%92%A9",
        "'",
        "%",
        "null",
        &"9".repeat(300),
    ] {
        for path in [
            "/es/projects/",
            "/es/pledges/",
            "/es/desk/pledges/",
            "/es/office/pledges/",
            "/es/office/projects/",
        ] {
            let answer = officer.get(&format!("{path}{part}")).await;
            assert_eq!(answer.status, 404, "{path}{part}");
        }
        for path in [
            "projects?q=",
            "projects?place=",
            "projects?sector=",
            "projects?after=",
            "projects?partner=",
            "projects.json?territory=",
        ] {
            let answer = world.get(&format!("/es/{path}{part}")).await;
            assert!(answer.status < 500, "{path}{part} gives {}", answer.status);
        }
    }
}
