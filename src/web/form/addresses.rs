//! The addresses of forms: who asks for one to read it is led to the page on which the form stands.

use rocket::http::Method;
use rocket::{Build, Rocket};

/// Forms that do not stand on the page above their own address, with the page on which they do; without language.
const ELSEWHERE: &[(&str, &str)] = &[
    ("admin/invitations", "admin/people"),
    ("account/session/end", "account"),
];

/// The mounted addresses that can be read, and those that are sent to.
#[derive(Debug, Default)]
pub struct Addresses {
    read: Vec<Vec<String>>,
    sent: Vec<Vec<String>>,
}

fn segments(path: &str) -> Vec<String> {
    let parts = path.split('/').filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

fn matches(pattern: &[String], path: &[String]) -> bool {
    let is_same = |(known, given): (&String, &String)| known.starts_with('<') || known == given;
    pattern.len() == path.len() && pattern.iter().zip(path).all(is_same)
}

impl Addresses {
    /// Those of a server that is put together.
    #[must_use]
    pub fn of(rocket: &Rocket<Build>) -> Self {
        let of = |method: Method| {
            let paths = rocket.routes().filter(|route| route.method == method);
            // What takes any path is the address of no form (`account::resume`).
            let routes = paths.filter(|route| !route.uri.path().contains("..>"));
            routes.map(|route| segments(route.uri.path())).collect()
        };
        Self {
            read: of(Method::Get),
            sent: of(Method::Post),
        }
    }

    /// Whether a form can be sent to this path, which begins with the language.
    #[must_use]
    pub fn is_sent(&self, path: &str) -> bool {
        let path = segments(path);
        self.sent.iter().any(|pattern| matches(pattern, &path))
    }

    fn is_read(&self, path: &[String]) -> bool {
        self.read.iter().any(|pattern| matches(pattern, path))
    }

    /// Where the form stands that is sent to this path: its page, on which it is unfolded. `None` where there is none.
    #[must_use]
    pub fn page_of(&self, path: &str) -> Option<String> {
        let mut parts = segments(path);
        if !self.is_sent(path) || self.is_read(&parts) {
            return None;
        }
        let form = parts.last()?.clone();
        let address = parts.get(1..).unwrap_or_default().join("/");
        if let Some((_, page)) = ELSEWHERE.iter().find(|(known, _)| *known == address) {
            return Some(format!("/{}/{page}?open={form}#send-{form}", parts.first()?));
        }
        let new = [parts.as_slice(), &["new".to_owned()]].concat();
        let is_new = |known: &Vec<String>| known.last() == new.last() && matches(known, &new);
        if self.read.iter().any(is_new) {
            return Some(format!("/{}", new.join("/")));
        }
        while parts.len() > 1 {
            parts.pop();
            if self.is_read(&parts) {
                return Some(format!("/{}?open={form}#send-{form}", parts.join("/")));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_form_leads_to_its_page() {
        let all = |paths: &[&str]| paths.iter().map(|path| segments(path)).collect();
        let addresses = Addresses {
            read: all(&[
                "/es/desk",
                "/es/desk/pledges/<reference>",
                "/es/desk/pledges/new",
                "/es/admin/people",
            ]),
            sent: all(&[
                "/es/desk/pledges",
                "/es/desk/pledges/<reference>/revisions",
                "/es/admin/invitations",
            ]),
        };
        for (path, page) in [
            ("/es/desk/pledges", Some("/es/desk/pledges/new")),
            (
                "/es/desk/pledges/A-1/revisions",
                Some("/es/desk/pledges/A-1?open=revisions#send-revisions"),
            ),
            (
                "/es/admin/invitations",
                Some("/es/admin/people?open=invitations#send-invitations"),
            ),
            ("/es/desk/pledges/A-1/nothing", None),
            ("/es/projects", None),
        ] {
            assert_eq!(addresses.page_of(path).as_deref(), page, "{path}");
        }
    }
}
