//! What came back, as a person, a program and a cache see it.

use rocket::local::asynchronous::LocalResponse;
use scraper::{Html, Selector};

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub body: String,
    pub location: Option<String>,
    pub headers: Vec<(String, String)>,
    /// The body as it was sent, which may be compressed.
    pub bytes: Vec<u8>,
}

impl Answer {
    pub async fn of(response: LocalResponse<'_>) -> Answer {
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|header| (header.name.to_string(), header.value.to_string()))
            .collect();
        let status = response.status().code;
        let location = response.headers().get_one("Location").map(str::to_owned);
        let bytes = response.into_bytes().await.unwrap_or_default();
        Answer {
            status,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            location,
            headers,
            bytes,
        }
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// The visible text of `<main>`, spaces collapsed.
    pub fn text(&self) -> String {
        let selector = Selector::parse("main").expect("a selector");
        let words: Vec<String> = self
            .html()
            .select(&selector)
            .flat_map(|main| {
                main.text()
                    .flat_map(str::split_whitespace)
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect();
        words.join(" ")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error} in status {}: {}", self.status, self.body))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The value of the first field of this name.
    pub fn field(&self, name: &str) -> String {
        let selector = Selector::parse(&format!("[name=\"{name}\"]")).expect("a selector");
        let html = self.html();
        let value = html
            .select(&selector)
            .next()
            .and_then(|input| input.value().attr("value"));
        value
            .unwrap_or_else(|| panic!("status {} and no field {name} in:\n{}", self.status, self.body))
            .to_owned()
    }
}
