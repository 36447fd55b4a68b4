//! What a total is of, in words, and the page that tells more of it.

use crate::domain::counting::{Boundary, OUTSIDE, UNSPLIT};
use crate::domain::country::Country;
use crate::domain::organisation::Class;
use crate::domain::pillar::Pillar;
use crate::domain::project::Provenance;
use crate::domain::project::Status;
use crate::store::{organisations, places, projects, reference};
use crate::web::errors::WebError;
use crate::web::page::Reading;
use crate::web::parts::marks::Link;
use crate::web::parts::texts::pick;

/// What a total is of.
pub(super) struct Subject {
    pub name: String,
    /// The page of the thing itself.
    pub about: Option<Link>,
    /// Key of a sentence on money that has no place or no partner.
    pub apart_note: Option<&'static str>,
}

impl Subject {
    /// A thing of this name with a page of its own; `link`: the key of the words that lead there.
    fn new(visit: &Reading<'_>, name: String, path: &str, link: &str) -> Self {
        Self {
            name,
            about: Some(Link {
                href: visit.link(path),
                text: visit.say(link),
            }),
            apart_note: None,
        }
    }

    fn apart(visit: &Reading<'_>, name: &str, note: &'static str) -> Self {
        Self {
            name: visit.say(name),
            about: None,
            apart_note: Some(note),
        }
    }
}

/// The thing with this key; `None` where there is none.
pub(super) async fn subject(visit: &Reading<'_>, kind: Boundary, key: &str) -> Result<Option<Subject>, WebError> {
    let (db, language) = (visit.snapshot, visit.language);
    let subject = |name: String, path: String, link: &str| Subject::new(visit, name, &path, link);
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
        Boundary::Place | Boundary::Territory => place(visit, kind, key).await?,
        Boundary::Sector => reference::sectors(db)
            .await?
            .into_iter()
            .find(|one| one.code == key)
            .map(|one| {
                let name = format!("{} ({})", pick(language, &one.name_es, &one.name_en), one.code);
                subject(name, format!("projects?sector={key}"), "totals-about-projects")
            }),
        Boundary::Partner => partner(visit, key).await?,
        Boundary::Project => {
            let row = projects::by_code(db, key).await?;
            let row = row.filter(|row| row.status != Status::Draft && row.provenance == Provenance::Registered);
            row.map(|row| {
                let name = format!("{} ({})", pick(language, &row.title_es, &row.title_en), row.code);
                subject(name, format!("projects/{key}"), "totals-about-project")
            })
        }
    })
}

async fn place(visit: &Reading<'_>, kind: Boundary, key: &str) -> Result<Option<Subject>, WebError> {
    let gazetteer = places::gazetteer(visit.snapshot).await?;
    let found = gazetteer.by_code(key);
    if let Some(place) = found.filter(|place| kind == Boundary::Place || place.is_territory) {
        let lineage: Vec<&str> = gazetteer
            .lineage(place.id)
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        let path = format!("places/{key}");
        return Ok(Some(Subject::new(
            visit,
            lineage.join(", "),
            &path,
            "totals-about-place",
        )));
    }
    Ok(match key {
        UNSPLIT if kind == Boundary::Place => {
            Some(Subject::apart(visit, "totals-place-unsplit", "totals-unsplit-places"))
        }
        OUTSIDE if kind == Boundary::Place => {
            Some(Subject::apart(visit, "totals-place-outside", "totals-outside-places"))
        }
        _ => None,
    })
}

async fn partner(visit: &Reading<'_>, key: &str) -> Result<Option<Subject>, WebError> {
    Ok(match organisations::by_slug(visit.snapshot, key).await? {
        Some(row) => {
            let name = pick(visit.language, &row.name_es, &row.name_en).to_owned();
            let path = format!("partners/{key}");
            Some(Subject::new(visit, name, &path, "totals-about-partner"))
        }
        None if key == UNSPLIT => {
            let (name, note) = ("totals-partner-unsplit", "totals-unsplit-providers");
            Some(Subject::apart(visit, name, note))
        }
        None => None,
    })
}

/// A year as its address writes it, so that each has one address.
fn year(key: &str) -> Option<u16> {
    key.parse::<u16>().ok().filter(|year| year.to_string() == key)
}
