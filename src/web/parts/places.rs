//! A place in a table and in a JSON view.

use std::collections::BTreeMap;

use serde::Serialize;

use super::boundary::BoundaryRow;
use super::data::{TotalsData, of_boundary};
use crate::domain::counting::Boundary;
use crate::domain::place::{Gazetteer, Place};
use crate::store::totals::Sums;
use crate::web::guards::Visit;

/// A place in a table, with its figures.
#[must_use]
pub fn row(visit: &Visit<'_>, place: &Place, sums: &BTreeMap<String, Sums>) -> BoundaryRow {
    let none = Sums::default();
    let sums = sums.get(&place.code).unwrap_or(&none);
    let href = visit.link(&format!("places/{}", place.code));
    BoundaryRow {
        kind: Some(visit.say(&format!("place-kind-{}", place.kind.code()))),
        territory: place.is_territory,
        ..BoundaryRow::new(visit.language, place.name.clone(), href, sums)
    }
}

/// A place.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceData {
    pub code: String,
    pub name: String,
    pub kind: &'static str,
    pub country: &'static str,
    pub parent: Option<String>,
    pub is_territory: bool,
    pub territorial_status: &'static str,
    pub totals: TotalsData,
}

/// A place in a JSON view.
#[must_use]
pub fn data(gazetteer: &Gazetteer, place: &Place, sums: Option<&Sums>) -> PlaceData {
    let parent = place.parent.and_then(|id| gazetteer.get(id));
    PlaceData {
        code: place.code.clone(),
        name: place.name.clone(),
        kind: place.kind.code(),
        country: place.country.code(),
        parent: parent.map(|parent| parent.code.clone()),
        is_territory: place.is_territory,
        territorial_status: place.territorial_status.code(),
        totals: of_boundary(Boundary::Place, sums.unwrap_or(&Sums::default())),
    }
}
