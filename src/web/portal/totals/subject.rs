//! What a total is of, in words, and the page that tells more of it.

use serde_json::{Value, json};

use crate::domain::counting::{Boundary, OUTSIDE, UNSPLIT};
use crate::domain::country::Country;
use crate::domain::organisation::Class;
use crate::domain::pillar::Pillar;
use crate::domain::project::Provenance;
use crate::domain::project::Status;
use crate::store::{organisations, places, projects, reference};
use crate::web::errors::WebError;
use crate::web::page::Reading;
use crate::web::view;

/// What a total is of.
pub(super) struct Subject {
    pub name: String,
    /// `{href, text}` of the page of the thing itself, or null.
    pub about: Value,
    /// Key of a sentence on money that has no place or no partner.
    pub apart_note: Option<&'static str>,
}

impl Subject {
    fn apart(visit: &Reading<'_>, name: &str, note: &'static str) -> Self {
        Self {
            name: visit.say(name),
            about: Value::Null,
            apart_note: Some(note),
        }
    }
}

/// The thing with this key; `None` where there is none.
pub(super) async fn subject(visit: &Reading<'_>, kind: Boundary, key: &str) -> Result<Option<Subject>, WebError> {
    let (db, language) = (visit.snapshot, visit.language);
    let subject = |name: String, path: String, link: &str| Subject {
        name,
        about: json!({"href": visit.link(&path), "text": visit.say(link)}),
        apart_note: None,
    };
    let listed = |word: &str, filter: &str| {
        subject(
            visit.say(&format!("{word}-{key}")),
            format!("projects?{filter}={key}"),
            "totals-about-projects",
        )
    };
    Ok(match kind {
        Boundary::Plan => Some(subject(
            visit.say("totals-plan"),
            "projects".to_owned(),
            "totals-about-projects",
        )),
        Boundary::Country => Country::parse(key).map(|_| listed("country", "country")),
        Boundary::Pillar => Pillar::parse(key).map(|_| listed("pillar", "pillar")),
        Boundary::Class if key == UNSPLIT => Some(Subject::apart(
            visit,
            "totals-partner-unsplit",
            "totals-unsplit-providers",
        )),
        Boundary::Class => Class::parse(key).map(|_| {
            let name = visit.say(&format!("class-{key}"));
            subject(name, format!("partners?class={key}"), "totals-about-partners")
        }),
        Boundary::Year => {
            year(key).map(|year| subject(year.to_string(), "activity".to_owned(), "totals-about-activity"))
        }
        Boundary::Place | Boundary::Territory => {
            let gazetteer = places::gazetteer(db).await?;
            let found = gazetteer
                .by_code(key)
                .filter(|place| kind == Boundary::Place || place.is_territory);
            match (found, key) {
                (Some(place), _) => {
                    let lineage: Vec<&str> = gazetteer
                        .lineage(place.id)
                        .iter()
                        .map(|one| one.name.as_str())
                        .collect();
                    Some(subject(
                        lineage.join(", "),
                        format!("places/{key}"),
                        "totals-about-place",
                    ))
                }
                (None, UNSPLIT) if kind == Boundary::Place => {
                    Some(Subject::apart(visit, "totals-place-unsplit", "totals-unsplit-places"))
                }
                (None, OUTSIDE) if kind == Boundary::Place => {
                    Some(Subject::apart(visit, "totals-place-outside", "totals-outside-places"))
                }
                (None, _) => None,
            }
        }
        Boundary::Sector => reference::sectors(db)
            .await?
            .into_iter()
            .find(|one| one.code == key)
            .map(|one| {
                let name = format!("{} ({})", view::pick(language, &one.name_es, &one.name_en), one.code);
                subject(name, format!("projects?sector={key}"), "totals-about-projects")
            }),
        Boundary::Partner => match organisations::by_slug(db, key).await? {
            Some(row) => {
                let name = view::pick(language, &row.name_es, &row.name_en).to_owned();
                Some(subject(name, format!("partners/{key}"), "totals-about-partner"))
            }
            None if key == UNSPLIT => Some(Subject::apart(
                visit,
                "totals-partner-unsplit",
                "totals-unsplit-providers",
            )),
            None => None,
        },
        Boundary::Project => {
            let row = projects::by_code(db, key).await?;
            let row = row.filter(|row| row.status != Status::Draft && row.provenance == Provenance::Registered);
            row.map(|row| {
                let name = format!("{} ({})", view::pick(language, &row.title_es, &row.title_en), row.code);
                subject(name, format!("projects/{key}"), "totals-about-project")
            })
        }
    })
}

/// A year as its address writes it, so that each has one address.
fn year(key: &str) -> Option<u16> {
    key.parse::<u16>().ok().filter(|year| year.to_string() == key)
}
