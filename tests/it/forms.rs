//! What tests of forms share: a form as its fields, what a page shows of it, and a visitor with a cookie jar.

use std::collections::BTreeMap;

use puente::i18n::catalogue::{Arg, has, text};
use puente::i18n::language::Language;
use puente::seed::demo::PASSWORD;
use puente::web::{self, App};
use rocket::http::{ContentType, Cookie, Header};
use rocket::local::asynchronous::{Client, LocalResponse};
use scraper::{ElementRef, Selector};

use crate::harness::{Answer, Person};

/// The fields of a form by name, in the order in which they are sent.
#[derive(Debug, Clone, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    pub fn new(fields: &[(&str, &str)]) -> Self {
        Self(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    /// The same form with one field set anew.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut changed = self.without(name);
        changed.0.push((name.to_owned(), value.to_owned()));
        changed
    }

    pub fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|(known, _)| known != name).cloned().collect())
    }

    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| name.clone()).collect()
    }

    pub fn fields(&self) -> Vec<(&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }

    pub async fn post(&self, person: &Person<'_>, path: &str) -> Answer {
        person.post(path, &self.fields()).await
    }
}

/// A pledge of USD 250 000 in two tranches, as a partner types it in Spanish.
pub fn pledge(project: &str) -> Form {
    Form::new(&[
        ("request_id", "0b6c8f6e-1111-4222-a333-444455556666"),
        ("project", project),
        ("kind", "financial"),
        ("finance_type", "110"),
        ("amount", "250.000,00"),
        ("currency", "USD"),
        ("pledged_on", "2026-11-20"),
        ("valid_until", "2027-12-31"),
        ("tranches[0].due_on", "2027-03-01"),
        ("tranches[0].amount", "100 000"),
        ("tranches[1].due_on", "2027-09-01"),
        ("tranches[1].amount", "150000"),
        ("conditions", "Licencia ambiental en firme"),
        ("authorised_by", "Junta directiva"),
        ("note", "Primera promesa"),
        ("intent", "submit"),
    ])
}

/// A project with everything that every gate asks for, as an officer types it in Spanish.
pub fn project() -> Form {
    Form::new(&[
        ("request_id", "7d1f8f6e-1111-4222-a333-444455556666"),
        ("title_es", "Muelle comunitario de Sapzurro"),
        ("title_en", "Community pier of Sapzurro"),
        (
            "description_es",
            "Un muelle de madera inmunizada para doce lanchas, con rampa, alumbrado solar y bodega de hielo para la pesca.",
        ),
        (
            "description_en",
            "A treated timber pier for twelve boats, with a ramp, solar lighting and an ice store for the fishing families.",
        ),
        ("pillar", "jobs"),
        ("country", "CO"),
        ("places[0].place", "co-acandi-sapzurro"),
        ("places[0].share", "60"),
        ("places[0].territorial_status", "no"),
        ("places[0].territorial_basis", "Certificación número 27 de la autoridad"),
        ("places[1].place", "co-acandi"),
        ("places[1].share", "40"),
        ("places[1].territorial_status", "no"),
        ("places[1].territorial_basis", "Certificación número 28 de la autoridad"),
        ("sectors[0].sector", "14030"),
        ("sectors[0].share", "33,33"),
        ("sectors[1].sector", "31320"),
        ("sectors[1].share", "66.67"),
        ("accountable", "fundacion-demo"),
        ("implementing", "cooperativa-demo"),
        ("contact_office", "Oficina de Planeación de Acandí"),
        ("budget_currency", "USD"),
        ("budget_on", "2026-11-01"),
        ("lines[0].name_es", "Obra"),
        ("lines[0].name_en", "Works"),
        ("lines[0].amount", "300000,25"),
        ("lines[1].name_es", "Interventoría"),
        ("lines[1].amount", "20 000"),
        ("planned_start_on", "2026-10-01"),
        ("planned_end_on", "2027-10-01"),
        ("actual_start_on", "2026-11-02"),
    ])
}

/// A message of the catalogue, with its spaces collapsed as [`Answer::text`] does.
pub fn phrase(language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    assert!(has(language, key), "the catalogue lacks {key}");
    collapse(&text(language, key, args))
}

pub fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the form of a page holds in its control `name`.
pub fn typed(answer: &Answer, name: &str) -> Option<String> {
    let html = answer.html();
    let controls = Selector::parse(&format!("main [name=\"{name}\"]")).expect("a selector");
    html.select(&controls).find_map(held)
}

/// What every control of a page's forms holds; of a name that stands twice, the first.
pub fn all_typed(answer: &Answer) -> BTreeMap<String, String> {
    let html = answer.html();
    let controls = Selector::parse("main [name]").expect("a selector");
    let mut all = BTreeMap::new();
    for control in html.select(&controls) {
        if let Some((name, value)) = control.value().attr("name").zip(held(control)) {
            all.entry(name.to_owned()).or_insert(value);
        }
    }
    all
}

fn held(control: ElementRef<'_>) -> Option<String> {
    let element = control.value();
    let value = element.attr("value").unwrap_or_default().to_owned();
    match (element.name(), element.attr("type")) {
        ("input", Some("radio" | "checkbox")) => element.attr("checked").map(|_| value),
        ("input", _) => Some(value),
        ("textarea", _) => Some(control.text().collect()),
        ("select", _) => {
            let chosen = Selector::parse("option[selected]").expect("a selector");
            let option = control.select(&chosen).next()?;
            Some(option.value().attr("value").unwrap_or_default().to_owned())
        }
        _ => None,
    }
}

/// What the error summary says of a field, with its spaces collapsed.
pub fn error(answer: &Answer, field: &str) -> Option<String> {
    let html = answer.html();
    let link = Selector::parse(&format!("[role=alert] a[href=\"#field-{field}\"]")).expect("a selector");
    html.select(&link)
        .next()
        .map(|link| collapse(&link.text().collect::<String>()))
}

/// The addresses that the links of a page's main part lead to.
pub fn links(answer: &Answer) -> Vec<String> {
    let html = answer.html();
    let anchors = Selector::parse("main a[href]").expect("a selector");
    html.select(&anchors)
        .filter_map(|link| link.value().attr("href").map(str::to_owned))
        .collect()
}

/// The last part of the address that an action led to.
pub fn made(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "nothing was made: {}", answer.text());
    let location = answer.location.as_deref().unwrap_or_default();
    location.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A browser of nobody in particular, with a cookie jar.
pub struct Visitor {
    client: Client,
}

impl Visitor {
    pub async fn of(app: &App) -> Self {
        Self {
            client: Client::tracked(web::build(app.clone())).await.expect("a server"),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        answer(self.client.get(path.to_owned()).dispatch().await).await
    }

    /// With a cookie that this jar does not hold.
    pub async fn get_with(&self, path: &str, (name, value): (&str, &str)) -> Answer {
        let cookie = Cookie::new(name.to_owned(), value.to_owned());
        answer(self.client.get(path.to_owned()).cookie(cookie).dispatch().await).await
    }

    /// Sends these very bytes.
    pub async fn send(&self, path: &str, kind: ContentType, body: impl AsRef<[u8]>) -> Answer {
        answer(
            self.client
                .post(path.to_owned())
                .header(kind)
                .body(body)
                .dispatch()
                .await,
        )
        .await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        self.send(path, ContentType::Form, body.finish()).await
    }

    /// The secret that the form on this page carries.
    pub async fn csrf(&self, path: &str) -> String {
        typed(&self.get(path).await, "csrf").expect("a form with its secret")
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Answer {
        let door = "/es/account/session";
        let csrf = self.csrf(door).await;
        self.post(
            door,
            &[("csrf", &csrf), ("email", email), ("password", password), ("next", "")],
        )
        .await
    }

    /// Signs in with a browser that calls itself so.
    pub async fn sign_in_with(&self, agent: &str, email: &str) -> Answer {
        let door = "/es/account/session";
        let csrf = self.csrf(door).await;
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs([("csrf", csrf.as_str()), ("email", email), ("password", PASSWORD)]);
        let request = self.client.post(door).header(ContentType::Form);
        let request = request.header(Header::new("User-Agent", agent.to_owned()));
        answer(request.body(body.finish()).dispatch().await).await
    }

    /// Signed in with the password of the cast.
    pub async fn signed_in(app: &App, email: &str) -> Self {
        let visitor = Self::of(app).await;
        assert_eq!(
            visitor.sign_in(email, PASSWORD).await.status,
            303,
            "{email} could not sign in"
        );
        visitor
    }

    /// The value of a cookie in the jar.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.client.cookies().get(name).map(|cookie| cookie.value().to_owned())
    }
}

async fn answer(response: LocalResponse<'_>) -> Answer {
    let headers: Vec<(String, String)> = response
        .headers()
        .iter()
        .map(|header| (header.name.to_string(), header.value.to_string()))
        .collect();
    let (status, location) = (
        response.status().code,
        response.headers().get_one("Location").map(str::to_owned),
    );
    let bytes = response.into_bytes().await.unwrap_or_default();
    Answer {
        status,
        body: String::from_utf8_lossy(&bytes).into_owned(),
        location,
        headers,
        bytes,
    }
}
