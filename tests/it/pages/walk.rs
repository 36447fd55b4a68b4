//! Opens every page that a link leads to, as a visitor and as each role, and holds it to the contract.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use puente::domain::counting::Boundary;
use scraper::{Html, Selector};

use super::contract;
use crate::harness::{Answer, Person, World};

/// Most pages that one walk through a language opens.
const PAGES_MAX: usize = 180;
/// Most pages of one shape (path without names, names of the query) that are opened.
const OF_A_SHAPE_MAX: usize = 2;
/// Projects have eight faces and pledges seven, so more of them.
const THINGS_MAX: usize = 25;

/// Partners with and without pledges, places that are territories and others.
const PARTNERS_MAX: usize = 12;

/// The path with each name replaced, and the names in the query.
pub fn shape(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut before = "";
    let parts = path.split('/').map(|part| {
        let named = matches!(before, "partners" | "places") || Boundary::parse(before).is_some();
        before = part;
        let name = part.strip_suffix(".json");
        if named || part.chars().any(|c| c.is_ascii_digit()) {
            if name.is_some() { "*.json" } else { "*" }
        } else {
            part
        }
    });
    let path = parts.collect::<Vec<_>>().join("/");
    let mut names: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            // Each status and each provenance is a page of its own kind.
            Some((name @ ("status" | "provenance"), value)) => format!("{name}={value}"),
            Some((name, _)) => name.to_owned(),
            None => pair.to_owned(),
        })
        .collect();
    names.sort();
    format!("{path}?{}", names.join("&"))
}

/// The addresses of the elements that a selector finds.
fn attributes<'h>(html: &'h Html, selector: &str) -> Vec<&'h str> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).filter_map(|link| link.attr("href")).collect()
}

struct Walk<'w> {
    world: &'w World,
    who: Option<Person<'w>>,
    language: &'w str,
    opened: BTreeSet<String>,
    of_shape: BTreeMap<String, usize>,
    errors: Vec<String>,
}

impl Walk<'_> {
    async fn get(&self, path: &str) -> Answer {
        match &self.who {
            Some(person) => person.get(path).await,
            None => self.world.get(path).await,
        }
    }

    /// Opens everything that can be reached from `start`, breadth first.
    async fn from(&mut self, start: &str) {
        let mut waiting: VecDeque<(String, String)> = VecDeque::from([(start.to_owned(), "the start".to_owned())]);
        let mut known: BTreeSet<String> = BTreeSet::from([start.to_owned()]);
        // Filters beside one another are many and much alike: they come when all else was opened.
        let mut later = VecDeque::new();
        while let Some((path, from)) = waiting.pop_front().or_else(|| later.pop_front()) {
            let shape = shape(&path);
            let room = match path.as_str() {
                path if path.contains("/pledges/") || path.contains("/projects/") => THINGS_MAX,
                // Those who only carry out or answer have no pledges, so more of them too.
                path if path.contains("/partners/") || path.contains("/places/") => PARTNERS_MAX,
                // Filters beside one another: once is enough.
                _ if shape.contains('&') => 1,
                _ => OF_A_SHAPE_MAX,
            };
            let count = self.of_shape.entry(shape).or_default();
            *count += 1;
            if *count > room || self.opened.len() >= PAGES_MAX {
                continue;
            }
            let answer = self.get(&path).await;
            let found = match (answer.status, &answer.location) {
                (200, _)
                    if answer
                        .header("Content-Type")
                        .is_some_and(|kind| kind.starts_with("text/html")) =>
                {
                    self.page(&path, &answer).await
                }
                (200, _) => Vec::new(),
                (303, Some(to)) => vec![to.clone()],
                (status, _) => {
                    self.errors.push(format!("{path}: status {status}, linked from {from}"));
                    Vec::new()
                }
            };
            for link in found {
                if known.insert(link.clone()) {
                    let queue = if link.contains('&') { &mut later } else { &mut waiting };
                    queue.push_back((link, path.clone()));
                }
            }
        }
    }

    /// Holds a page to the contract and gives its links that stay in this language.
    async fn page(&mut self, path: &str, answer: &Answer) -> Vec<String> {
        self.opened.insert(path.to_owned());
        let (own, other) = if self.language == "es" {
            ("/es", "/en")
        } else {
            ("/en", "/es")
        };
        let there = format!("{other}{}", &path[own.len()..]);
        let mut stay = Vec::new();
        {
            let html = answer.html();
            let errors = contract::errors(self.language, &html, &answer.body);
            self.errors
                .extend(errors.into_iter().map(|error| format!("{path}: {error}")));
            let switch = attributes(&html, &format!("header a[hreflang={}]", &other[1..]));
            if switch != [there.as_str()] {
                self.errors
                    .push(format!("{path}: the language switch leads to {switch:?}"));
            }
            for link in attributes(&html, "a[href], link[href]") {
                let link = link.split('#').next().unwrap_or_default();
                if link.starts_with('/') && !link.starts_with("//") {
                    let elsewhere = link == other || link.starts_with(&format!("{other}/"));
                    stay.extend((!elsewhere).then(|| link.to_owned()));
                } else if !link.is_empty() && !link.starts_with("https://") && !link.starts_with("http://") {
                    self.errors.push(format!("{path}: the link {link}"));
                }
            }
        }
        // The walk through the other language opens its own pages, so one direction is enough.
        if self.language == "es" && self.get(&there).await.status != 200 {
            self.errors.push(format!("{path}: {there} does not answer"));
        }
        stay
    }
}

/// Walks a language as visitor and as each role, and tells where it came.
pub async fn walk(language: &str) -> BTreeSet<String> {
    let world = World::demo().await;
    let mut opened = BTreeSet::new();
    let mut errors = Vec::new();
    let starts = [
        (None, ""),
        (Some("banco@demo.example"), "desk"),
        (Some("officer@demo.example"), "office"),
        (Some("officer@demo.example"), "desk"),
        (Some("admin@demo.example"), "admin"),
    ];
    let mut public = BTreeMap::new();
    for (email, start) in starts {
        let who = match email {
            Some(email) => Some(world.sign_in(email).await),
            None => None,
        };
        // What a visitor has seen is the same for everybody.
        let of_shape = public.clone();
        let mut walk = Walk {
            world: &world,
            who,
            language,
            opened: BTreeSet::new(),
            of_shape,
            errors: Vec::new(),
        };
        walk.from(&format!("/{language}/{start}")).await;
        if email.is_none() {
            public = walk.of_shape.into_keys().map(|shape| (shape, THINGS_MAX)).collect();
        }
        opened.append(&mut walk.opened);
        errors.append(&mut walk.errors);
    }
    assert!(
        errors.is_empty(),
        "{} errors on {} pages:\n{}",
        errors.len(),
        opened.len(),
        errors.join("\n")
    );
    opened
}
