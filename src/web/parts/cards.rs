//! A project in a list.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{FigureView, FundingBar, project_bar, project_figures};
use super::marks::Tag;
use super::texts::pick;
use crate::domain::counting::Boundary;
use crate::domain::ids::ProjectId;
use crate::domain::project::{Provenance, Status};
use crate::i18n::catalogue::text;
use crate::i18n::language::Language;
use crate::store::projects::{self, PlaceOf, ProjectRow};
use crate::store::totals::{self, Sums};
use crate::store::{Source, StoreError};

/// A status as a tag.
#[must_use]
pub fn status_tag(language: Language, status: Status) -> Tag {
    Tag::new(text(language, &format!("status-{status}"), &[]), status.code())
}

/// A provenance as a tag; only the documented one is worth a mark.
#[must_use]
pub fn provenance_tag(language: Language, provenance: Provenance) -> Option<Tag> {
    (provenance == Provenance::Documented)
        .then(|| Tag::new(text(language, "provenance-documented", &[]), provenance.code()))
}

/// A project in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProjectCard {
    pub href: String,
    pub title: String,
    pub places: String,
    pub pillar: String,
    pub status: Tag,
    pub provenance: Option<Tag>,
    /// Of a registered project; nothing is known of the money of others.
    pub bar: Option<FundingBar>,
    pub figures: Option<Vec<FigureView>>,
    pub note: Option<String>,
}

/// A project in a list.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn project_card(
    language: Language,
    row: &ProjectRow,
    places: &[PlaceOf],
    sums: Option<&Sums>,
) -> Result<ProjectCard, StoreError> {
    let is_registered = row.provenance == Provenance::Registered;
    let empty = Sums::default();
    let sums = sums.unwrap_or(&empty);
    let figures = is_registered.then(|| project_figures(language, row, sums));
    Ok(ProjectCard {
        href: format!("/{}/projects/{}", language.code(), row.code),
        title: pick(language, &row.title_es, &row.title_en).to_owned(),
        places: place_names(language, row.id, places),
        pillar: text(language, &format!("pillar-{}", row.pillar), &[]),
        status: status_tag(language, row.status),
        provenance: provenance_tag(language, row.provenance),
        bar: is_registered.then(|| project_bar(language, row, &sums.usd)),
        figures: figures.transpose()?,
        note: (!is_registered).then(|| text(language, "documented-short", &[])),
    })
}

fn place_names(language: Language, project: ProjectId, places: &[PlaceOf]) -> String {
    places
        .iter()
        .filter(|place| place.project_id == project)
        .map(|place| {
            place
                .name
                .clone()
                .unwrap_or_else(|| text(language, "place-outside", &[]))
        })
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Projects in a list, with their places and figures.
///
/// # Errors
/// [`StoreError`].
pub async fn cards(
    source: &impl Source,
    language: Language,
    rows: &[ProjectRow],
) -> Result<Vec<ProjectCard>, StoreError> {
    let ids: Vec<_> = rows.iter().map(ProjectRow::key).collect();
    let places = projects::places_of(source, &ids).await?;
    let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
    let sums = totals::of(source, Boundary::Project, &codes).await?;
    let cards = rows.iter();
    cards
        .map(|row| project_card(language, row, &places, sums.get(&row.code)))
        .collect()
}
