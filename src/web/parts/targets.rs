//! What money is for.

use schemars::JsonSchema;
use serde::Serialize;

use super::marks::Link;
use super::texts::pick;
use crate::domain::pillar::Pillar;
use crate::store::money::MoneyRow;
use crate::store::pledges::PledgeRow;
use crate::web::guards::Visit;

/// What a pledge is for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Target {
    pub href: String,
    pub text: String,
    /// Of a project.
    pub code: Option<String>,
}

impl From<Target> for Link {
    fn from(Target { href, text, .. }: Target) -> Self {
        Self { href, text }
    }
}

/// What the pledge is for, with its address where it has one.
#[must_use]
pub fn pledge_target(visit: &Visit<'_>, row: &PledgeRow) -> Target {
    let title = pick(
        visit.language,
        row.project_title_es.as_deref().unwrap_or_default(),
        row.project_title_en.as_deref().unwrap_or_default(),
    );
    let (text, href) = match (&row.project_code, &row.place_name, &row.pillar) {
        (Some(code), _, _) => (title.to_owned(), format!("projects/{code}")),
        (None, Some(place), _) => {
            let code = row.place_code.as_deref().unwrap_or_default();
            (place.clone(), format!("places/{code}"))
        }
        (None, None, Some(pillar)) => (
            visit.say(&format!("pillar-{pillar}")),
            format!("projects?pillar={pillar}"),
        ),
        (None, None, None) => (visit.say("target-plan"), "projects".to_owned()),
    };
    Target {
        href: visit.link(&href),
        text,
        code: row.project_code.clone(),
    }
}

/// What something is for, in words: the title of a project in both languages, a place, a pillar, or the plan.
#[must_use]
pub fn target_text(
    visit: &Visit<'_>,
    titles: [&Option<String>; 2],
    place: Option<&str>,
    pillar: Option<Pillar>,
) -> String {
    let [es, en] = titles.map(|title| title.as_deref().unwrap_or_default());
    match (pick(visit.language, es, en), place, pillar) {
        ("", Some(place), _) => place.to_owned(),
        ("", None, Some(pillar)) => visit.say(&format!("pillar-{pillar}")),
        ("", None, None) => visit.say("target-plan"),
        (title, ..) => title.to_owned(),
    }
}

/// What the money of a row is for, in words.
#[must_use]
pub fn row_target(visit: &Visit<'_>, row: &MoneyRow) -> String {
    let titles = [&row.project_title_es, &row.project_title_en];
    target_text(visit, titles, row.place_name.as_deref(), row.pillar)
}

/// The project of a row, as a link to its public page.
#[must_use]
pub fn project_link(visit: &Visit<'_>, row: &MoneyRow) -> Option<Link> {
    let title = pick(
        visit.language,
        row.project_title_es.as_deref().unwrap_or_default(),
        row.project_title_en.as_deref().unwrap_or_default(),
    );
    row.project_code.as_ref().map(|code| Link {
        text: title.to_owned(),
        href: visit.link(&format!("projects/{code}")),
    })
}
